//! The corpus of changes: `tests/changes/*.toml` contains small edits of `tests/changes/base.toml`, each with
//! what the comparison has to say of it, and of the way back.
//!
//! ```toml
//! [[edit]]
//! what = "a priority is lowered"
//! old = 'text that occurs once in the design'
//! new = 'the text in its place'
//! more = [{ old = "…", new = "…" }]             # further edits
//! base = "…"                                     # another design that it is an edit of
//! rename = ["requirements:R1=R9"]                # renames given by hand; on the way back they are turned round
//! is = "breaking promise requirement R1"         # class (or `look`), area, kind of entity, entity
//! back = ["additive promise requirement R1"]     # the same of the way back; `[]` is no change at all
//! at = ["a part of the line in the old design", "and of the one in the new"]
//! ```
//!
//! Without `back`, the way back is the same. Without `at`, each entry's place is within the lines that the edit
//! changes, on both sides; `at` is for edits that add or remove lines, and for entries elsewhere.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use mdbook_system_design::compare::{self, Change, Changes, Rename, Side};
use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::source::{Root, Sources, Span};
use mdbook_system_design::template::Templates;
use serde::Deserialize;

use crate::harness::{read, repository};

mod laws;
mod page;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    edit: Vec<Edit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    what: String,
    base: Option<String>,
    old: String,
    new: String,
    #[serde(default)]
    more: Vec<Replacement>,
    #[serde(default)]
    rename: Vec<String>,
    is: Lines,
    back: Option<Lines>,
    at: Option<[String; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replacement {
    old: String,
    new: String,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Lines {
    One(String),
    Several(Vec<String>),
}

impl Edit {
    fn replacements(&self) -> impl Iterator<Item = (&str, &str)> {
        let more = self.more.iter().map(|it| (it.old.as_str(), it.new.as_str()));
        std::iter::once((self.old.as_str(), self.new.as_str())).chain(more)
    }
}

impl Lines {
    fn sorted(&self) -> Vec<String> {
        let mut lines = match self {
            Lines::One(line) => vec![line.clone()],
            Lines::Several(lines) => lines.clone(),
        };
        lines.sort();
        lines
    }
}

/// Kinds of change that never have an entry: they are there as the opposites of others.
const NEVER: [&str; 2] = ["version-went-forward", "status-advanced"];

#[test]
fn each_edit_is_what_it_is_in_both_directions() {
    let wrong: Vec<&str> = TRIED.iter().filter_map(|tried| tried.wrong.as_deref()).collect();
    assert!(wrong.is_empty(), "{} of {} ways\n\n{}", wrong.len(), TRIED.len(), wrong.join("\n\n"));
    let seen: BTreeSet<&str> = TRIED.iter().flat_map(|tried| &tried.kinds).map(String::as_str).collect();
    let kinds = compare::ALL.iter().map(|kind| kind.code());
    let missing: Vec<String> =
        kinds.filter(|code| !seen.contains(code.as_str()) && !NEVER.contains(&code.as_str())).collect();
    assert!(missing.is_empty(), "no edit is of these kinds: {missing:?}");
}

/// An edit that was tried in one direction.
struct Tried {
    what: String,
    way: Way,
    /// The codes of what was found.
    kinds: Vec<String>,
    wrong: Option<String>,
}

/// All edits, in both directions.
static TRIED: LazyLock<Vec<Tried>> = LazyLock::new(|| {
    let base = read("tests/changes/base.toml");
    let mut reading = Reading::new();
    let old = reading.design(&base);
    let mut tried = Vec::new();
    for (name, edit) in edits() {
        let edited = edited(edit.base.as_ref().unwrap_or(&base), &edit);
        let edited = edited.unwrap_or_else(|why| panic!("{name}: {}: {why}", edit.what));
        let own = edit.base.as_ref().map(|base| reading.design(base));
        let old = own.as_ref().unwrap_or(&old);
        let new = reading.design(&edited.text);
        for way in [Way::There, Way::Back] {
            let renames: Vec<Rename> = edit.rename.iter().map(|text| named(text, way)).collect();
            let changes = match way {
                Way::There => reading.compare(old, &new, &renames),
                Way::Back => reading.compare(&new, old, &renames),
            };
            let wrong = judge(&edit, &edited, &changes, &reading.sources, way);
            tried.push(Tried {
                what: edit.what.clone(),
                way,
                kinds: changes.entries.iter().map(|entry| entry.kind.code()).collect(),
                wrong: wrong.map(|why| format!("{name}: {}, {}: {why}", edit.what, way.word())),
            });
        }
    }
    tried
});

/// Each edit, with the file that it is from.
fn edits() -> Vec<(String, Edit)> {
    let mut edits = Vec::new();
    for path in corpus() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let corpus: Corpus = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        edits.extend(corpus.edit.into_iter().map(|edit| (name.clone(), edit)));
    }
    edits
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    There,
    Back,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Way::There => "there",
            Way::Back => "back",
        }
    }
}

fn corpus() -> Vec<PathBuf> {
    let files = std::fs::read_dir(repository("tests/changes")).expect("tests/changes");
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "toml") && !path.ends_with("base.toml"));
    files.sort();
    files
}

/// The base with an edit in it, and the lines that it changed on both sides.
struct Edited {
    text: String,
    lines: [BTreeSet<usize>; 2],
}

fn edited(base: &str, edit: &Edit) -> Result<Edited, String> {
    replaced(base, &edit.replacements().collect::<Vec<_>>())
}

fn replaced(base: &str, replacements: &[(&str, &str)]) -> Result<Edited, String> {
    let mut places = Vec::new();
    for (old, new) in replacements {
        let count = base.matches(old).count();
        if count != 1 {
            return Err(format!("`{old}` occurs {count} times in the design"));
        }
        places.push((base.find(old).unwrap_or_default(), *old, *new));
    }
    places.sort_unstable();
    let mut text = String::new();
    let mut lines = [BTreeSet::new(), BTreeSet::new()];
    let mut end = 0;
    for (at, old, new) in places {
        let between = base.get(end..at).ok_or_else(|| format!("`{old}` is a part of another edit"))?;
        text.push_str(between);
        end = at + old.len();
        // Without what both have at their beginning and at their end.
        let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let rest = (old.len() - head).min(new.len() - head);
        let tail = old.bytes().rev().zip(new.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
        let number = |text: &str, at: usize| text[..at].matches('\n').count() + 1;
        lines[0].extend(number(base, at + head)..=number(base, end - tail));
        let start = text.len();
        text.push_str(new);
        lines[1].extend(number(&text, start + head)..=number(&text, text.len() - tail));
    }
    text.push_str(&base[end..]);
    Ok(Edited { text, lines })
}

/// What is wrong with what was found.
fn judge(edit: &Edit, edited: &Edited, changes: &Changes, sources: &Sources, way: Way) -> Option<String> {
    let expected = match (way, &edit.back) {
        (Way::Back, Some(back)) => back.sorted(),
        _ => edit.is.sorted(),
    };
    let mut found: Vec<String> = changes.entries.iter().map(shown).collect();
    found.sort();
    if found != expected {
        let list = |lines: &[String]| {
            if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n      ") }
        };
        let said: Vec<&str> = changes.entries.iter().map(|entry| entry.message.as_str()).collect();
        let why = format!(
            "expected\n      {}\n   found\n      {}\n   that says\n      {}",
            list(&expected),
            list(&found),
            said.join("\n      ")
        );
        return Some(why);
    }
    changes.entries.iter().find_map(|entry| misplaced(edit, edited, entry, sources, way))
}

fn named(text: &str, way: Way) -> Rename {
    let mut rename: Rename = text.parse().unwrap_or_else(|error| panic!("{error}"));
    if way == Way::Back {
        std::mem::swap(&mut rename.old, &mut rename.new);
    }
    rename
}

fn shown(entry: &Change) -> String {
    let class = if entry.look { "look" } else { entry.class.word() };
    format!("{class} {} {} {}", entry.area.word(), entry.entity_kind, entry.entity)
}

/// Why an entry's places are wrong.
fn misplaced(edit: &Edit, edited: &Edited, entry: &Change, sources: &Sources, way: Way) -> Option<String> {
    let place = |span: Span| {
        let source = sources.get(span.file);
        let number = source.position(span.start as usize).line;
        (number, source.text().lines().nth(number - 1).unwrap_or_default().to_owned())
    };
    let places = [entry.old_span.map(place), entry.new_span.map(place)];
    if places.iter().all(Option::is_none) {
        return Some(format!("{} has no place", entry.message));
    }
    let mut sides = [0, 1];
    if way == Way::Back {
        sides.reverse();
    }
    for (place, side) in places.into_iter().zip(sides) {
        let (number, text) = place.unwrap_or_default();
        match &edit.at {
            Some(at) if !text.contains(&at[side]) || at[side].is_empty() != text.is_empty() => {
                return Some(format!("expected it at `{}`, found it at `{text}`", at[side]));
            }
            None if number > 0 && !edited.lines[side].contains(&number) => {
                return Some(format!("found it at line {number}, which did not change: {text}"));
            }
            _ => {}
        }
    }
    None
}

/// What is needed to read designs.
struct Reading {
    templates: Templates,
    context: KnownNames,
    root: Root,
    sources: Sources,
}

impl Reading {
    fn new() -> Self {
        let mut sources = Sources::new();
        let templates = Templates::embedded(&mut sources);
        let context = KnownNames::new(&templates, mdbook_system_design::book::rules::all());
        Self { templates, context, root: Root::new(&repository("tests/changes"), false), sources }
    }

    /// Reads a design that has to be readable.
    fn design(&mut self, text: &str) -> Design {
        self.try_design(text).unwrap_or_else(|found| panic!("{found}\n{text}"))
    }

    /// Reads a design, or says what is wrong with it.
    fn try_design(&mut self, text: &str) -> Result<Design, String> {
        let mut sink = Sink::default();
        let file = self.sources.add("design.toml", text);
        let mut reader = Reader::new(&mut self.sources, &self.root, file, &mut sink);
        let design = Design::read(&self.context, &mut reader);
        let found: Vec<&str> = sink.findings().iter().map(|finding| finding.message.as_str()).collect();
        if found.is_empty() { design.ok_or_else(String::new) } else { Err(found.join("\n")) }
    }

    fn compare(&self, old: &Design, new: &Design, renames: &[Rename]) -> Changes {
        let template = self.templates.find("system-design@1").ok().flatten().expect("the template");
        compare::compare(Side { design: old, template }, Side { design: new, template }, renames)
    }
}
