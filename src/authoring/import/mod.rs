//! Converts a document to a design: Markdown that follows a template, written by hand, by a
//! language model or by this program, becomes the text of a design file.
//!
//! Such documents differ from their template: other bullets, no numbers, headings in other words,
//! additional sections. So headings are matched by similarity (`matching`), and labels in all the
//! ways in which people write them (`words`). Text that fits no key is kept with its heading: under
//! `[notes]` at the end of its section, or under `[x]` if it is in no section. Hints that are still
//! in the document count as missing.
//!
//! To support a new kind of block, add a file to `blocks` and an arm to `blocks::read`.

mod blocks;
mod derived;
mod draft;
mod free;
mod head;
mod hints;
mod links;
mod matching;
mod own;
mod place;
mod printed;
mod summary;
mod tidied;
mod words;

pub use super::into::Left;
pub use draft::Kept;
use free::Beside;
pub use free::{Document, Guess, Input, Model};
pub use summary::Summary;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::markdown::labels::normal;
use crate::markdown::outline::{Block, outline};
use draft::{Draft, worth_keeping};
use links::Declared;

use super::into::{Addition, Into, line_of};
use super::{literal, schema};
use crate::design::{Design, Status};
use crate::template::{Synonyms, Template, Templates, Vocabulary};

/// What the import needs besides the document.
#[derive(Clone, Copy, Debug)]
pub struct Import<'t> {
    /// The template that the document follows.
    pub template: &'t Template,
    /// The templates of the book.
    pub templates: &'t Templates,
    /// The title to use if the document has none.
    pub title: &'t str,
    /// The path of the design's JSON Schema, relative to the design's folder.
    pub schema: Option<&'t str>,
    /// What the team calls the parts of a design, besides what everybody does.
    pub synonyms: Option<&'t Synonyms>,
}

/// An imported design, and what should be reviewed.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The text of the design file.
    pub text: String,
    /// Text that fits no key, and where it is kept.
    pub kept: Vec<Kept>,
    /// Assumptions about what the document does not say, as clauses.
    pub guesses: Vec<String>,
    /// What was read as what in documents in a shape of their own.
    pub read: Vec<Guess>,
    /// What is kept as text.
    pub left: Vec<Guess>,
    /// What files of other formats say and was not read, or a design does not hold.
    pub unread: Vec<Guess>,
    /// Whether something in it is marked as a guess.
    pub is_guessed: bool,
    /// What a document says otherwise than the design that it was added to.
    pub otherwise: Vec<Otherwise>,
    /// How much was read, of a document in a shape of its own.
    pub summary: Option<Summary>,
}

/// Something that a document says otherwise than the design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// The document's file.
    pub file: String,
    /// The line in the document, from 1.
    pub line: usize,
    /// What the design says, and where.
    pub left: Left,
}

impl Import<'_> {
    /// Reads a document.
    pub fn read(&self, markdown: &str) -> Imported {
        self.one(Document { name: "document.md", text: markdown }, None, &Beside::default()).0
    }

    /// Reads documents and files as one, in their order, into a design or, without one, into a new draft.
    ///
    /// # Errors
    /// When the text to add to is not a design, as a clause.
    pub fn read_into(&self, design: Option<&str>, inputs: &[Input<'_>]) -> Result<Imported, String> {
        let into = Into { template: self.template, templates: self.templates };
        let mut whole = Imported { text: design.unwrap_or_default().to_owned(), ..Imported::default() };
        let mut is_new = design.is_none();
        let beside = self.beside(inputs);
        for input in inputs {
            let known = if is_new { None } else { into.design(&whole.text) };
            let (one, draft) = match input {
                Input::Document(document) => self.one(*document, known.as_ref(), &beside),
                Input::Model(model) => self.read_model(model, known.as_ref()),
            };
            if std::mem::take(&mut is_new) {
                whole.text = one.text;
            } else {
                let title = draft.string(&["design"], "title").unwrap_or_default();
                let own = known.is_some_and(|design| normal(&design.meta.title.value) == normal(&title));
                let (file, is_exact) = match input {
                    Input::Document(document) => (document.name, false),
                    Input::Model(model) => (model.name, true),
                };
                let addition = Addition {
                    text: &one.text,
                    file,
                    title: if own || is_exact || self.is_record(input) { "" } else { &title },
                    numbered: &draft.numbered,
                    is_exact,
                };
                let added = into.add(&whole.text, &addition)?;
                whole.text = added.text;
                let place = |left: Left, former| otherwise(input, &draft, left, former);
                whole.otherwise.extend(added.left.into_iter().map(|left| {
                    let former = left.entity.as_ref().and_then(|entity| added.former.get(entity)).cloned();
                    place(left, former)
                }));
            }
            whole.kept.extend(one.kept);
            whole.guesses.extend(one.guesses);
            whole.is_guessed |= one.is_guessed;
            whole.read.extend(one.read);
            whole.left.extend(one.left);
            whole.unread.extend(one.unread);
            whole.summary = one.summary;
        }
        if whole.summary.is_some() {
            whole.summary = Some(Summary::of(&whole.text, self));
        }
        Ok(whole)
    }

    /// Reads one document, to be added to a design.
    fn one(&self, document: Document<'_>, design: Option<&Design>, beside: &Beside) -> (Imported, Draft<'_>) {
        if printed::is_printed(document.text, self.template) {
            self.read_printed(document.text)
        } else {
            self.read_free(document, design, beside)
        }
    }

    /// Reads a file of another format.
    fn read_model(&self, model: &Model<'_>, design: Option<&Design>) -> (Imported, Draft<'_>) {
        let words = self.words();
        let mut draft = Draft::new(self.template);
        let mut reader = free::Reader::new(&mut draft, &words, design);
        let title = free::read(&mut reader, model, design);
        let unread = [free::unread(model), reader.unread()].concat();
        let is_exact = reader.is_exact();
        let (read, left) = reader.finish();
        let finished = self.finished(&mut draft, &title, read, left);
        (Imported { unread, is_guessed: finished.is_guessed && !is_exact, ..finished }, draft)
    }

    /// Reads a document that follows no template. If it links to its own parts, it is read once more, when it
    /// is known what they became.
    fn read_free(
        &self,
        document: Document<'_>,
        design: Option<&Design>,
        beside: &Beside,
    ) -> (Imported, Draft<'_>) {
        if !links::has_own(document.text) {
            return self.read_linked(document, design, beside);
        }
        let text = links::without_contents(document.text);
        let words = self.words();
        let mut draft = Draft::new(self.template);
        walk(&mut draft, &words, Document { text: &text, ..document }, design, beside);
        let declared =
            draft.origins.iter().map(|((table, id), (_, line))| Declared { line: *line, table, id });
        let linked = links::linked(&text, declared.collect());
        let document = Document { text: &linked.text, ..document };
        let (mut imported, draft) = self.read_linked(document, design, beside);
        imported.left.extend(linked.unlinked.into_iter().map(|(line, words)| Guess {
            file: document.name.to_owned(),
            line,
            text: format!("the link “{words}” is words now: what it leads to has no id"),
        }));
        (imported, draft)
    }

    /// Reads a document whose links stay as they are.
    fn read_linked(
        &self,
        document: Document<'_>,
        design: Option<&Design>,
        beside: &Beside,
    ) -> (Imported, Draft<'_>) {
        let words = self.words();
        let mut draft = Draft::new(self.template);
        let (title, read, left) = walk(&mut draft, &words, document, design, beside);
        // A design has another title than one of its decisions.
        let title = if beside.decisions.iter().any(|(_, known)| normal(known) == normal(&title)) {
            ""
        } else {
            &title
        };
        (self.finished(&mut draft, title, read, left), draft)
    }

    /// The words that headings, heads of tables and labels may be written in.
    fn words(&self) -> Vocabulary {
        Vocabulary::new(self.template, self.synonyms)
    }

    /// What is known of several documents before they are read.
    fn beside(&self, inputs: &[Input<'_>]) -> Beside {
        let words = self.words();
        let mut beside = Beside::default();
        for input in inputs.iter().filter(|_| inputs.len() > 1) {
            if let Input::Document(document) = input {
                beside.decisions.extend(free::recorded(&words, document));
                beside.files.push(document.name.to_owned());
            }
        }
        beside
    }

    /// Whether an input is the record of a decision, whose title is that of the decision.
    fn is_record(&self, input: &Input<'_>) -> bool {
        let Input::Document(document) = input else { return false };
        free::recorded(&Vocabulary::new(self.template, self.synonyms), document).is_some()
    }

    /// The design of a draft that is read.
    fn finished(&self, draft: &mut Draft<'_>, title: &str, read: Vec<Guess>, left: Vec<Guess>) -> Imported {
        let title = if title.is_empty() { self.title } else { title };
        let first = [("title", title), ("version", "0.1.0"), ("status", Status::Draft.word())];
        draft.first(&["design"], first.map(|(key, text)| (key, literal::string(text))));
        let kept = std::mem::take(&mut draft.displaced);
        write_kept(&kept, draft);
        let association = self.schema.map(|path| format!("{}\n", schema::association(path)));
        let text = association.unwrap_or_default() + &draft.text();
        let summary = Some(Summary::of(&text, self));
        let is_guessed = !read.is_empty();
        Imported { text, kept, read, left, is_guessed, summary, ..Imported::default() }
    }

    /// Reads a document that this program printed, or that follows the template as closely.
    fn read_printed(&self, markdown: &str) -> (Imported, Draft<'_>) {
        let mut draft = Draft::new(self.template);
        let mut parts = outline(markdown);
        for part in &mut parts {
            part.blocks = own::without(std::mem::take(&mut part.blocks), &self.template.labels);
        }
        let placed = place::place(parts, self.template);
        let mut left = head::read(&placed.title, placed.front, self.title, &mut draft);
        for (written, own) in &placed.renamed {
            let heading = format!("Read as “{own}”");
            left.push(Kept { heading, place: "x.import".to_owned(), text: written.clone() });
        }
        for (index, section) in self.template.sections.iter().enumerate() {
            let mut own = placed.sections.get(index).cloned().unwrap_or_default();
            let mut direct = std::mem::take(&mut own.direct);
            let last = own.blocks.iter().rposition(|content| !content.is_empty());
            for (at, block) in section.blocks.iter().enumerate() {
                let mut content = own.blocks.get(at).cloned().unwrap_or_default();
                // A block without a heading is directly under the section's. If all blocks have
                // headings, text directly under the section may answer any of them.
                if block.heading.is_none() || content.is_empty() {
                    direct.append(&mut content);
                    direct = blocks::read(block, direct, block.heading.is_none(), &mut draft);
                } else {
                    let written: Vec<String> = content.iter().map(|block| block.source.clone()).collect();
                    let mut rest = blocks::read(block, content, true, &mut draft);
                    // Unread text at the end of a section belongs to no block: it is the section's
                    // note.
                    let tail = if last == Some(at) { tail(&written, &rest) } else { 0 };
                    let note = rest.split_off(rest.len() - tail);
                    left.extend(keep(block.heading.as_deref(), &section.key, &rest, &draft));
                    left.extend(keep(None, &section.key, &note, &draft));
                }
            }
            left.extend(keep(None, &section.key, &direct, &draft));
            for (heading, rest) in own.extra {
                let kept = keep(Some(&heading), &section.key, &rest, &draft);
                // A heading that the author added has a meaning even with nothing below it.
                let alone = || Kept::new(&heading, &section.key, String::new());
                left.push(kept.unwrap_or_else(alone));
            }
        }
        blocks::resolve(&mut draft, &mut left);
        left.append(&mut draft.displaced);
        let text = derived::without(&mut draft, &mut left, self.templates);
        let association = self.schema.map(|path| format!("{}\n", schema::association(path)));
        let text = association.unwrap_or_default() + &text;
        let guesses = std::mem::take(&mut draft.guesses);
        (Imported { text, kept: left, guesses, ..Imported::default() }, draft)
    }
}

/// Where an input says otherwise than the design: in the file that the entity is from, which may have had
/// another id there.
fn otherwise(
    input: &Input<'_>,
    draft: &Draft<'_>,
    left: Left,
    former: Option<(String, String)>,
) -> Otherwise {
    let entity = former.or_else(|| left.entity.clone());
    let origin = entity.and_then(|entity| draft.origins.get(&entity));
    let (file, line, text) = match input {
        Input::Document(document) => (document.name.to_owned(), left.origin.unwrap_or(1), document.text),
        Input::Model(model) => {
            let (file, line) = origin.cloned().unwrap_or_else(|| (model.name.to_owned(), 1));
            let ends = |path: &str| path == file || path.ends_with(&format!("/{file}"));
            let mut sources = model.partial.files.iter().map(|id| model.sources.get(*id));
            let text = sources.find(|source| ends(source.path())).map_or("", |source| source.text());
            (file, line, text)
        }
    };
    let line = line_of(text, line, &left.said, &left.before);
    Otherwise { file, line, left }
}

/// Reads a document into a draft. Returns its title, what was read as what, and what is kept as text.
fn walk(
    draft: &mut Draft<'_>,
    words: &Vocabulary,
    document: Document<'_>,
    design: Option<&Design>,
    beside: &Beside,
) -> (String, Vec<Guess>, Vec<Guess>) {
    let mut reader = free::Reader::new(draft, words, design);
    reader.know_beside(beside);
    let title = reader.read(document);
    let (read, left) = reader.finish();
    (title, read, left)
}

/// How many blocks at the end were not read.
fn tail(written: &[String], rest: &[Block]) -> usize {
    let same = |(written, rest): &(&String, &Block)| **written == rest.source;
    written.iter().rev().zip(rest.iter().rev()).take_while(same).count()
}

/// Text that fits no key, to be kept at the end of its section.
fn keep(heading: Option<&str>, section: &str, blocks: &[Block], draft: &Draft<'_>) -> Option<Kept> {
    let worth = blocks.iter().filter(|block| worth_keeping(block, &draft.hints));
    let worth: Vec<&str> = worth.map(|block| block.source.as_str()).collect();
    (!worth.is_empty()).then(|| Kept::new(heading.unwrap_or_default(), section, worth.join("\n\n")))
}

/// Writes what is kept into tables of the design.
fn write_kept(left: &[Kept], draft: &mut Draft<'_>) {
    let mut notes: Vec<(&str, Vec<String>)> = Vec::new();
    let mut own: IndexMap<String, &str> = IndexMap::new();
    let mut twins: HashMap<&str, u64> = HashMap::new();
    for kept in left {
        let heading = kept.heading.trim();
        if let Some(section) = kept.place.strip_prefix("notes.") {
            let headed = if heading.is_empty() { String::new() } else { format!("### {heading}\n\n") };
            let text = format!("{headed}{}", kept.text);
            match notes.iter_mut().find(|(known, _)| *known == section) {
                Some((_, texts)) => texts.push(text),
                None => notes.push((section, vec![text])),
            }
        } else {
            let heading = if heading.is_empty() { "Before the first section" } else { heading };
            let mut key = heading.to_owned();
            while own.contains_key(&key) {
                let number = twins.entry(heading).or_insert(1);
                *number += 1;
                key = format!("{heading} {number}");
            }
            own.insert(key, &kept.text);
        }
    }
    for (section, texts) in notes {
        draft.set(&["notes"], section, literal::text(texts.join("\n\n").trim()));
    }
    for (heading, text) in own {
        draft.set(&["x", "import"], &heading, literal::text(text));
    }
}

/// The template that a document follows: the one with most of its headings, the first of several; the title
/// of a document may name its template.
pub fn followed<'t>(markdown: &str, known: &[&'t Template]) -> Option<&'t Template> {
    let headings: Vec<String> =
        outline(markdown).into_iter().filter_map(|part| part.heading).map(|heading| heading.words).collect();
    let written: HashSet<String> = headings.iter().map(|words| normal(words)).collect();
    let score = |template: &Template| {
        let (before, _) = template.title.split_once("{title}").unwrap_or((&template.title, ""));
        let is_titled = !before.is_empty() && headings.first().is_some_and(|title| title.starts_with(before));
        let own = template.sections.iter().flat_map(|section| {
            let blocks = section.blocks.iter().filter_map(|block| block.heading.as_deref());
            blocks.chain([section.heading.as_str()])
        });
        let found = own.filter(|heading| written.contains(&normal(heading))).count();
        if is_titled { usize::MAX } else { found }
    };
    // Of equals the first counts.
    known.iter().rev().copied().max_by_key(|template| score(template))
}
