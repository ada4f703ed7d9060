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

use mdbook_system_design::compare::{self, Change, Changes, Rename, Side};
use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::source::{Root, Sources, Span};
use mdbook_system_design::template::Templates;
use serde::Deserialize;

use crate::harness::{read, repository};

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
    let base = read("tests/changes/base.toml");
    let mut reading = Reading::new();
    let old = reading.design(&base);
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for path in corpus() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let corpus: Corpus = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for edit in &corpus.edit {
            count += 1;
            match edited(edit.base.as_ref().unwrap_or(&base), edit) {
                Ok(edited) => {
                    let own = edit.base.as_ref().map(|base| reading.design(base));
                    let old = own.as_ref().unwrap_or(&old);
                    let new = reading.design(&edited.text);
                    for way in [Way::There, Way::Back] {
                        let renames: Vec<Rename> = edit.rename.iter().map(|text| named(text, way)).collect();
                        let changes = match way {
                            Way::There => reading.compare(old, &new, &renames),
                            Way::Back => reading.compare(&new, old, &renames),
                        };
                        let (entries, why) = judge(edit, &edited, &changes, &reading.sources, way);
                        seen.extend(entries);
                        wrong.extend(why.map(|why| format!("{name}: {}, {}: {why}", edit.what, way.word())));
                    }
                }
                Err(why) => wrong.push(format!("{name}: {}: {why}", edit.what)),
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} edits\n\n{}", wrong.len(), wrong.join("\n\n"));
    let kinds = compare::ALL.iter().map(|kind| kind.code());
    let missing: Vec<String> =
        kinds.filter(|code| !seen.contains(code) && !NEVER.contains(&code.as_str())).collect();
    assert!(missing.is_empty(), "no edit is of these kinds: {missing:?}");
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
    let first = (edit.old.as_str(), edit.new.as_str());
    let all = std::iter::once(first).chain(edit.more.iter().map(|it| (it.old.as_str(), it.new.as_str())));
    let mut places = Vec::new();
    for (old, new) in all {
        let count = base.matches(old).count();
        if count != 1 {
            return Err(format!("`{old}` occurs {count} times in the design"));
        }
        places.push((base.find(old).unwrap_or_default(), old, new));
    }
    places.sort_unstable();
    let mut text = String::new();
    let mut lines = [BTreeSet::new(), BTreeSet::new()];
    let mut end = 0;
    for (at, old, new) in places {
        text.push_str(&base[end..at]);
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

/// The codes of what was found, and what is wrong with it.
fn judge(
    edit: &Edit,
    edited: &Edited,
    changes: &Changes,
    sources: &Sources,
    way: Way,
) -> (Vec<String>, Option<String>) {
    let codes = changes.entries.iter().map(|entry| entry.kind.code()).collect();
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
        return (codes, Some(why));
    }
    let misplaced = changes.entries.iter().find_map(|entry| misplaced(edit, edited, entry, sources, way));
    (codes, misplaced)
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
pub(crate) struct Reading {
    templates: Templates,
    context: KnownNames,
    root: Root,
    sources: Sources,
}

impl Reading {
    pub(crate) fn new() -> Self {
        let mut sources = Sources::new();
        let templates = Templates::embedded(&mut sources);
        let context = KnownNames::new(&templates, mdbook_system_design::book::rules::all());
        Self { templates, context, root: Root::new(&repository("tests/changes"), false), sources }
    }

    /// Reads a design that has to be readable.
    pub(crate) fn design(&mut self, text: &str) -> Design {
        let mut sink = Sink::default();
        let file = self.sources.add("design.toml", text);
        let mut reader = Reader::new(&mut self.sources, &self.root, file, &mut sink);
        let design = Design::read(&self.context, &mut reader);
        let found: Vec<&str> = sink.findings().iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(found, Vec::<&str>::new(), "{text}");
        design.expect("a design")
    }

    pub(crate) fn compare(&self, old: &Design, new: &Design, renames: &[Rename]) -> Changes {
        let template = self.templates.find("system-design@1").ok().flatten().expect("the template");
        compare::compare(Side { design: old, template }, Side { design: new, template }, renames)
    }
}
