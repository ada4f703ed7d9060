//! Walks the tree of a document from the top and gives each part to the forms that may read it.

use std::collections::HashSet;

use super::super::draft::Draft;
use super::super::outline::{Block, Heading, MarkdownKind};
use super::super::words::normal;
use super::notes::{Notes, Shown};
use super::tree::{Node, Tree};
use super::vocabulary::{Named, Vocabulary};
use super::{Document, Guess, forms, items};
use crate::markdown::plain_words;

/// Reads documents into a draft.
pub(in super::super) struct Reader<'r, 't> {
    pub(super) draft: &'r mut Draft<'t>,
    pub(super) words: &'r Vocabulary,
    /// The document that is being read.
    pub(super) file: String,
    pub(super) notes: Notes,
    pub(super) guesses: Vec<Guess>,
    /// What is kept as text.
    kept: Vec<Guess>,
    /// The headings whose text was told to be kept.
    told: HashSet<usize>,
    /// Of each line of the document, whether there is anything on it.
    lines: Vec<bool>,
    /// The texts that are being collected for entities; the innermost is the last.
    pub(super) texts: Vec<Vec<String>>,
    /// What the documents say of the design as a whole.
    pub(super) summary: Vec<String>,
    pub(super) state: forms::State,
    /// The section that what nobody knows belongs to.
    section: String,
    /// Where the first summary is, if one was found.
    summary_head: Option<usize>,
}

/// Where the walk is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// What the heading names: `components`, `prose`.
    pub(super) topic: String,
    /// The section whose notes keep what is not read.
    pub(super) section: String,
    /// The heading, for the notes.
    pub(super) head: usize,
    /// The heading's words.
    pub(super) heading: String,
    pub(super) line: usize,
    /// The component that the headings below are parts of.
    pub(super) within: Option<String>,
    /// The category of requirements.
    pub(super) category: Option<String>,
    /// Whether the text is about one entity.
    pub(super) inside: bool,
}

impl<'r, 't> Reader<'r, 't> {
    pub(in super::super) fn new(draft: &'r mut Draft<'t>, words: &'r Vocabulary) -> Self {
        Self {
            draft,
            words,
            file: String::new(),
            notes: Notes::default(),
            guesses: Vec::new(),
            kept: Vec::new(),
            told: HashSet::new(),
            lines: Vec::new(),
            texts: Vec::new(),
            summary: Vec::new(),
            state: forms::State::default(),
            section: "summary".to_owned(),
            summary_head: None,
        }
    }

    /// Reads a document. Returns its title.
    pub(in super::super) fn read(&mut self, document: Document<'_>) -> String {
        document.name.clone_into(&mut self.file);
        "summary".clone_into(&mut self.section);
        self.lines = document.text.lines().map(|line| !line.trim().is_empty()).collect();
        let tree = Tree::new(document.text, |heading| self.words.heading(heading).is_some());
        let root = self.notes.head("", None, Shown::Between);
        let mut place = Place {
            topic: "summary".to_owned(),
            section: "summary".to_owned(),
            head: root,
            heading: String::new(),
            line: 1,
            within: None,
            category: None,
            inside: false,
        };
        self.state.persons = forms::persons(document.text);
        forms::front(self, &tree.front, &place);
        let title = tree.title.as_ref().map(|heading| own_title(&plain_words(&heading.source)));
        if forms::is_record(self.words, tree.title.as_ref(), &tree.sections) {
            let heading = tree.title.clone().unwrap_or(Heading {
                level: 1,
                words: document.name.to_owned(),
                source: document.name.to_owned(),
                line: 1,
            });
            let node = Node { heading, blocks: tree.preamble, below: tree.sections };
            "decisions".clone_into(&mut place.section);
            forms::decision(self, &node, &place, &tree.front);
        } else {
            "document".clone_into(&mut place.topic);
            self.preamble(tree.preamble, &place);
            place.topic = String::new();
            for node in &tree.sections {
                self.section(node, &place);
            }
        }
        title.unwrap_or_default()
    }

    /// Finishes the design: what was collected is written.
    pub(in super::super) fn finish(mut self) -> (Vec<Guess>, Vec<Guess>) {
        forms::finish(&mut self);
        let summary = self.summary.join("\n\n");
        self.draft.set_text(&["design"], "summary", &summary);
        for (section, text) in self.notes.texts() {
            let text = crate::authoring::literal::text(&text);
            self.draft.set(&["notes"], &section, text);
        }
        (self.guesses, self.kept)
    }

    /// The text between the title and the first section: statements about the document, then what
    /// it is about.
    fn preamble(&mut self, blocks: Vec<Block>, place: &Place) {
        for block in blocks {
            let Some(block) = forms::document(self, block, place) else { continue };
            match block.kind {
                MarkdownKind::Paragraph if !is_picture(&block.source) => self.summary.push(block.source),
                MarkdownKind::Rule => {}
                _ => self.blocks(&[block], place),
            }
        }
    }

    /// Reads a heading and what is below it.
    pub(super) fn section(&mut self, node: &Node, parent: &Place) {
        let words = items::unnumbered(&node.heading.words).to_owned();
        if forms::heading(self, node, parent) {
            return;
        }
        let named = self.topic(node, &words, parent);
        if let (None, true) = (&named, forms::entity(self, node, &words, parent)) {
            return;
        }
        let (topic, whole) = match named {
            Some(Named { topic, whole }) => (topic, whole),
            None => (forms::inherited(&parent.topic).to_owned(), false),
        };
        let top = parent.topic.is_empty() && parent.heading.is_empty();
        let section = match section_of(&topic) {
            Some(section) => self.known_section(section),
            None if top => self.section.clone(),
            None => parent.section.clone(),
        };
        if top {
            self.section.clone_from(&section);
        }
        let own = topic == section || topic == "document";
        let shown = match whole {
            true if own && self.words.is_templates(&words) => Shown::Between,
            true => Shown::WithText,
            false => Shown::Always,
        };
        let source = items::unnumbered(&node.heading.source).to_owned();
        let head = self.notes.head(&source, Some(parent.head), shown);
        let category = forms::category(&topic, whole, &words, parent);
        let place = Place {
            topic,
            section,
            head,
            heading: words,
            line: node.heading.line,
            within: parent.within.clone(),
            category,
            inside: parent.inside,
        };
        if self.texts.is_empty() {
            if !whole {
                self.keep(&place, "");
            }
        } else if let Some(text) = self.texts.last_mut().filter(|_| !whole || parent.inside) {
            text.push(format!("{} {source}", "#".repeat(usize::from(node.heading.level.max(3)))));
        }
        if place.topic == "summary" && self.summary_head.is_none() {
            self.summary_head = Some(head);
        }
        if forms::whole(self, node, &place) {
            return;
        }
        self.blocks(&node.blocks, &place);
        for below in &node.below {
            self.section(below, &place);
        }
    }

    /// What a heading names, where it stands.
    fn topic(&self, node: &Node, words: &str, parent: &Place) -> Option<Named> {
        let named = self.words.heading(words)?;
        let few = normal(words).split(' ').count() < 2;
        let topic = named.topic.as_str();
        let fits = match parent.topic.as_str() {
            "requirements" | "quality" | "constraints" => matches!(
                topic,
                "requirements" | "quality" | "constraints" | "goals" | "non-goals" | "assumptions" | "people"
                    | "open-questions" | "glossary" | "context" | "technologies" | "complexity"
            ),
            "components" => {
                matches!(topic, "components" | "people" | "integrations" | "flows" | "tree" | "technologies" | "prose")
                    || (!few && named.whole)
            }
            "decisions" | "risks" | "glossary" | "technologies" | "environments" | "people" | "integrations" => {
                topic == parent.topic || topic == "prose"
            }
            "tables" => matches!(topic, "tables" | "prose") && !has_table(node),
            "api" => matches!(topic, "api" | "prose" | "error-handling"),
            "context" => matches!(topic, "context" | "people" | "integrations"),
            "flows" => topic == "flows",
            "prose" => false,
            "security" | "performance" | "error-handling" | "monitoring" | "testing" | "testing-unit"
            | "testing-integration" | "testing-end-to-end" | "deployment" | "operations" => {
                !matches!(topic, "summary" | "components" | "requirements" | "goals" | "context" | "architecture" | "api" | "tables")
            }
            _ => true,
        };
        (fits && !parent.inside).then_some(named)
    }

    /// Reads blocks. What no form takes is kept where it is.
    pub(super) fn blocks(&mut self, blocks: &[Block], place: &Place) {
        let mut label: Option<String> = None;
        for block in blocks {
            let next = forms::label_of(block);
            let rest = forms::block(self, block, place, label.as_deref());
            for block in rest {
                if !matches!(block.kind, MarkdownKind::Rule) {
                    self.leave(&block, place);
                }
            }
            label = next;
        }
    }

    /// Leaves a block where it is.
    pub(super) fn leave(&mut self, block: &Block, place: &Place) {
        if self.texts.is_empty() && Some(place.head) == self.summary_head {
            let is_text = matches!(block.kind, MarkdownKind::Paragraph | MarkdownKind::List(_) | MarkdownKind::Other);
            if is_text && !is_picture(&block.source) {
                self.summary.push(block.source.clone());
                return;
            }
        }
        // Code without a fence would lose the blanks in front of its first line.
        let fenced = match &block.kind {
            MarkdownKind::Code(_, code) if !block.source.trim_start().starts_with(['`', '~']) => {
                Some(format!("```text\n{code}\n```"))
            }
            _ => None,
        };
        self.keep(place, fenced.as_ref().unwrap_or(&block.source));
    }

    /// Keeps a text at a place.
    pub(super) fn keep(&mut self, place: &Place, text: &str) {
        match self.texts.last_mut() {
            Some(open) => open.push(text.to_owned()),
            None => {
                if !text.is_empty() && self.told.insert(place.head) {
                    let what = if place.heading.is_empty() { "The beginning".to_owned() } else { format!("“{}”", place.heading) };
                    self.kept.push(Guess {
                        file: self.file.clone(),
                        line: place.line,
                        text: format!("{what} is kept as text in `notes.{}`", place.section),
                    });
                }
                self.notes.keep(&place.section, place.head, text.to_owned());
            }
        }
    }

    /// Collects the text of an entity: the blocks and headings that no other entity takes.
    pub(super) fn text_of(&mut self, blocks: &[Block], below: &[Node], place: &Place) -> String {
        self.texts.push(Vec::new());
        self.blocks(blocks, place);
        for node in below {
            self.section(node, place);
        }
        let texts = self.texts.pop().unwrap_or_default();
        texts.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// The nearest line, not below this one, that is in the document and not blank.
    fn written(&self, line: usize) -> usize {
        let line = line.clamp(1, self.lines.len().max(1));
        let above = self.lines.get(..line).unwrap_or_default().iter().rposition(|written| *written);
        above.map_or(line, |at| at + 1)
    }

    /// Reports what was read as what.
    pub(super) fn guess(&mut self, line: usize, text: String) {
        let line = self.written(line);
        self.guesses.push(Guess { file: self.file.clone(), line, text });
    }

    /// Marks a table or a key as a guess.
    pub(super) fn mark(&mut self, path: &[&str], line: usize, text: String) {
        let line = self.written(line);
        self.draft.comment(path, format!("guessed from {}:{line}", self.file));
        self.guess(line, text);
    }

    /// The section of this key, or the one that stands in for it in a template without it.
    fn known_section(&self, key: &str) -> String {
        let sections = &self.draft.template.sections;
        let known: HashSet<&str> = sections.iter().map(|section| section.key.as_str()).collect();
        let near = ["low-level", "high-level", "requirements", "summary"];
        let found = [key].into_iter().chain(near).find(|key| known.contains(key));
        let first = sections.first().map_or("summary", |section| section.key.as_str());
        found.unwrap_or(first).to_owned()
    }
}

/// The section whose notes a topic belongs to.
fn section_of(topic: &str) -> Option<&'static str> {
    Some(match topic {
        "document" | "summary" => "summary",
        "requirements" | "quality" | "constraints" | "goals" | "non-goals" | "assumptions" | "open-questions"
        | "technologies" | "complexity" | "glossary" => "requirements",
        "architecture" | "context" | "integrations" | "flows" => "high-level",
        "components" | "people" | "tree" | "api" | "tables" => "low-level",
        "decisions" | "risks" => "decisions",
        "security" => "security",
        "performance" => "performance",
        "error-handling" | "monitoring" => "error-handling",
        "testing" | "testing-unit" | "testing-integration" | "testing-end-to-end" => "testing",
        "deployment" | "environments" | "operations" => "deployment",
        _ => return None,
    })
}

fn is_picture(source: &str) -> bool {
    source.trim_start().starts_with("![") || source.trim_start().starts_with("[![")
}

fn has_table(node: &Node) -> bool {
    node.blocks.iter().any(|block| matches!(block.kind, MarkdownKind::Table(..)))
}

/// The title without the words that say only that it is a design.
pub(super) fn own_title(title: &str) -> String {
    let title = title.trim();
    let says_design = |words: &str| {
        let words = normal(words);
        !words.is_empty()
            && words.split(' ').all(|word| {
                ["system", "design", "document", "technical", "architecture", "md", "high", "low", "level", "hld", "lld", "overview", "detailed", "architectural", "the", "of"].contains(&word)
            })
    };
    for mark in [": ", " – ", " — ", " - ", " | "] {
        if let Some((start, rest)) = title.split_once(mark) {
            if says_design(start) && !rest.trim().is_empty() {
                return own_title(rest);
            }
            if says_design(rest) && !start.trim().is_empty() {
                return own_title(start);
            }
        }
    }
    let words: Vec<&str> = title.split(' ').collect();
    let mut end = words.len();
    while end > 1 && words.get(end - 1).is_some_and(|word| says_design(word)) {
        end -= 1;
    }
    let has_design = words.get(end..).is_some_and(|words| {
        words.iter().any(|word| matches!(normal(word).as_str(), "design" | "architecture" | "hld" | "lld"))
    });
    if end < words.len() && has_design && end > 0 && !says_design(&words.get(..end).unwrap_or_default().join(" ")) {
        return words.get(..end).unwrap_or_default().join(" ").trim_end_matches(['-', '–', '—', ':', ' ']).to_owned();
    }
    title.to_owned()
}
