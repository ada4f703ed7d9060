//! In chapters: directives, the designs that they show, sections, views and versions.

use std::ops::Range;

use super::snippet::escaped;
use super::{Around, Item, Sort};
use crate::book::directive::{LISTS, TAKES};
use crate::diagram::choices;
use crate::diagram::view::{VIEWS, View};
use crate::server::names::library::{Known, Library};

/// What may be written at an offset of a chapter.
pub(crate) fn complete(text: &str, offset: usize, around: &Around<'_>) -> Vec<Item> {
    let Some(written) = Written::of(text, offset) else { return Vec::new() };
    let Some(name) = written.words.first().filter(|_| written.words.len() > 1) else {
        return names(&written);
    };
    let Some((name, arguments)) = TAKES.iter().find(|(known, _)| *known == name.text) else {
        return Vec::new();
    };
    let Some(word) = written.words.last() else { return Vec::new() };
    match word.text.split_once('=') {
        Some((key, _)) => {
            let start = word.range.start + key.len() + 1;
            let quote = text[start..].starts_with('"');
            // In a list, it is what follows the last comma.
            let listed = &text[start..offset];
            let is_list = LISTS.contains(&key) || key == "owners";
            let before = if is_list { listed.rfind(',').map_or(0, |at| at + 1) } else { 0 };
            let begin = start + before.max(usize::from(quote));
            let end = written.end_of_word(text);
            let end = match text[begin..end].find(',') {
                Some(comma) if is_list => begin + comma,
                _ => end,
            };
            values(name, key, begin..end, &written, around)
        }
        None => words(name, arguments, word, &written, text, around),
    }
}

/// A directive that is being typed.
struct Written<'t> {
    words: Vec<Word<'t>>,
    /// Whether `>>` follows on the line.
    is_closed: bool,
    at: usize,
    /// From `<<` on.
    start: usize,
}

/// A word of it, up to the cursor.
#[derive(Clone)]
struct Word<'t> {
    text: &'t str,
    range: Range<usize>,
}

impl<'t> Written<'t> {
    fn of(text: &'t str, at: usize) -> Option<Self> {
        let before = text.get(..at)?;
        let line = before.rfind('\n').map_or(0, |found| found + 1);
        let start = line + text[line..at].rfind("<<")?;
        let inner = &text[start + 2..at];
        if inner.contains(">>") {
            return None;
        }
        let rest = text[at..].lines().next().unwrap_or_default();
        let body = start + 2 + usize::from(inner.starts_with('#'));
        let mut words = Vec::new();
        let (mut from, mut is_quoted) = (body, false);
        for (offset, c) in text[body..at].char_indices() {
            match c {
                '"' => is_quoted = !is_quoted,
                c if c.is_whitespace() && !is_quoted => {
                    words.push(from..body + offset);
                    from = body + offset + c.len_utf8();
                }
                _ => {}
            }
        }
        words.retain(|range| !range.is_empty());
        words.push(from..at);
        let words = words.into_iter().map(|range| Word { text: &text[range.clone()], range }).collect();
        Some(Self { words, is_closed: rest.contains(">>"), at, start })
    }

    /// The end of the word that the cursor is in.
    fn end_of_word(&self, text: &str) -> usize {
        let rest = &text[self.at..];
        let end = rest.find(|c: char| c.is_whitespace() || c == '"' || c == '>').unwrap_or(rest.len());
        self.at + end
    }

    /// What the directive shows, without quotes.
    fn file(&self) -> Option<&str> {
        let bare = self.words.iter().skip(1).find(|word| !word.text.contains('='))?;
        Some(bare.text.trim_matches('"'))
    }

    fn closing(&self) -> &'static str {
        if self.is_closed { "" } else { ">>" }
    }
}

/// The names of directives.
fn names(written: &Written<'_>) -> Vec<Item> {
    let item = |(name, _): (&str, &[&str])| {
        let says = match name {
            "system-design" => "a design, or a part of it",
            "system-design-changes" => "what changed from version to version",
            "system-design-index" => "the designs of the book",
            _ => "the designs of the book and what they work with, as a picture",
        };
        let place = if matches!(name, "system-design" | "system-design-changes") { " $1" } else { "" };
        let insert = format!("<<#{name}{place}{}", written.closing());
        Item::new(format!("<<#{name}"), written.start..written.at, Sort::Section).detail(says).insert(insert)
    };
    TAKES.into_iter().map(item).collect()
}

/// A word without a name: a design, or the name of an argument.
fn words(
    name: &str,
    arguments: &[&str],
    word: &Word<'_>,
    written: &Written<'_>,
    text: &str,
    around: &Around<'_>,
) -> Vec<Item> {
    let mut items = Vec::new();
    let is_first = written.words.iter().skip(1).filter(|word| !word.text.contains('=')).count() == 1;
    if is_first && matches!(name, "system-design" | "system-design-changes") {
        if let Some((file, _)) = word.text.split_once('@') {
            let start = word.range.start + file.len() + 1;
            let versions = versions(file.trim_matches('"'), around);
            return versions
                .into_iter()
                .map(|it| Item::new(it, start..written.end_of_word(text), Sort::Word))
                .collect();
        }
        items.extend(files(name == "system-design", word.range.start..written.end_of_word(text), around));
    }
    let used: Vec<&str> =
        written.words.iter().filter_map(|word| word.text.split_once('=')).map(|(key, _)| key).collect();
    let free = arguments.iter().filter(|key| !used.contains(key));
    items.extend(free.map(|key| {
        let range = word.range.start..written.end_of_word(text);
        Item::new(format!("{key}="), range, Sort::Key).rank(1)
    }));
    items
}

/// The designs of the book, as a directive names them.
fn files(with_single: bool, range: Range<usize>, around: &Around<'_>) -> Vec<Item> {
    let library = around.library();
    let mut items: Vec<Item> = Vec::new();
    for known in library.designs.iter().filter(|known| !known.is_snapshot) {
        let source = library.book.session.sources.get(known.file);
        let series = is_version(library, known);
        let shown = if series { source.folder() } else { source.path() };
        let is_new = !items.iter().any(|item| item.label == format!("/{shown}"));
        if is_new && (series || with_single) {
            let title = known.index.string(source.text(), &["design", "title"]).unwrap_or_default();
            let path = format!("/{shown}");
            let typed = if path.contains(' ') { format!("\"{path}\"") } else { path.clone() };
            items.push(Item::new(path, range.clone(), Sort::File).detail(title).insert(escaped(&typed)));
        }
    }
    items
}

fn is_version(library: &Library, known: &Known) -> bool {
    let series = library.book.session.series(known.file);
    series.is_some_and(|series| series.member(known.file).is_some())
}

/// The versions of a design that a directive names.
fn shown<'l>(file: &str, around: &Around<'_>, library: &'l Library) -> Vec<&'l Known> {
    let session = &library.book.session;
    let Some(folder) = around.path.parent() else { return Vec::new() };
    let path = file.split('@').next().unwrap_or(file);
    let shown = session.root.shown_of(folder, path);
    let is_shown = |known: &&Known| {
        let source = session.sources.get(known.file);
        source.path() == shown || is_version(library, known) && source.folder() == shown.trim_end_matches('/')
    };
    let mut found: Vec<&Known> = library.designs.iter().filter(is_shown).collect();
    found.sort_by_key(|known| !session.holds(known.file));
    found
}

fn versions(file: &str, around: &Around<'_>) -> Vec<String> {
    let library = around.library();
    let all = shown(file, around, library);
    let stems = all.iter().map(|known| library.book.session.sources.get(known.file).stem().to_owned());
    let mut stems: Vec<String> = stems.collect();
    stems.sort();
    stems
}

/// The directive whose lists are lists of names.
const LANDSCAPE: &str = "system-design-landscape";

fn values(
    name: &str,
    key: &str,
    range: Range<usize>,
    written: &Written<'_>,
    around: &Around<'_>,
) -> Vec<Item> {
    let word = |word: &str| Item::new(word, range.clone(), Sort::Word);
    let library = around.library();
    let session = &library.book.session;
    let known = written.file().and_then(|file| shown(file, around, library).into_iter().next());
    match key {
        "view" if name == "system-design-index" => vec![word("sections")],
        "view" => {
            let names = match known.and_then(|known| session.design(known.file)) {
                Some(design) => View::names(design),
                None => VIEWS.iter().map(|(name, _)| (*name).to_owned()).collect(),
            };
            names.iter().map(|name| word(name)).collect()
        }
        "section" => {
            let template = known.and_then(|known| session.design(known.file));
            let template = template.and_then(|design| session.templates.require(&design.template).ok());
            match template {
                Some(template) => {
                    let sections = template.sections.iter();
                    sections.map(|section| word(&section.key).detail(section.heading.clone())).collect()
                }
                None => session.context().sections.iter().map(|key| word(key)).collect(),
            }
        }
        "only" if name == LANDSCAPE => {
            let title = |known: &&Known| {
                let source = session.sources.get(known.file);
                known.index.string(source.text(), &["design", "title"])
            };
            let shown = library.designs.iter().filter(|known| !known.is_snapshot);
            let mut titles: Vec<String> = shown.filter_map(|known| title(&known)).collect();
            titles.sort();
            titles.dedup();
            titles.iter().map(|title| word(title)).collect()
        }
        "only" | "collapse" if name != LANDSCAPE => {
            let view = written.words.iter().find_map(|word| word.text.strip_prefix("view="));
            let view = view.map(|view| view.trim_matches('"')).and_then(View::parse);
            let design = known.and_then(|known| session.design(known.file));
            let ids = view.zip(design).map(|(view, design)| choices::ids(key, view, design));
            ids.unwrap_or_default().iter().map(|id| word(id)).collect()
        }
        "columns" => vec![word("keys"), word("all")],
        "level" => (1..=6).map(|level| word(&level.to_string())).collect(),
        "title" | "number" | "footprint" | "notice" => vec![word("false"), word("true")],
        "against" => {
            let file = written.file().unwrap_or_default();
            versions(file, around).iter().map(|version| word(version)).collect()
        }
        "versions" => vec![word("true")],
        "template" => {
            let named = |template: &crate::template::Template| {
                let name = format!("{}@{}", template.name, template.version.major);
                word(&name).detail(template.title_line())
            };
            session.templates.iter().map(named).collect()
        }
        "owners" | "collapse" => {
            let mut owners: Vec<String> = Vec::new();
            for known in &library.designs {
                let text = library.text(known.file);
                let of_design = |mark: &&crate::reading::Mark| {
                    let names: Vec<&str> = mark.path.iter().filter_map(|step| step.name()).collect();
                    !mark.is_key() && names == ["design", "owners"]
                };
                let named = known.index.outline.marks.iter().filter(of_design).map(|mark| mark.value(text));
                owners.extend(named);
            }
            owners.sort();
            owners.dedup();
            owners.iter().map(|owner| word(owner)).collect()
        }
        _ => Vec::new(),
    }
}
