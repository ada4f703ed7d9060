//! The corpus of changes: `tests/changes/*.toml` contains small edits of `tests/changes/base.toml`, each with
//! what the comparison has to say of it, and of the way back.
//!
//! ```toml
//! [[edit]]
//! what = "a priority is lowered"
//! old = 'text that occurs once in the design'
//! new = 'the text in its place'
//! more = [{ old = "…", new = "…" }]             # further edits
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
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for path in corpus() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let corpus: Corpus = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for edit in &corpus.edit {
            count += 1;
            match edited(&base, edit) {
                Ok(new) => {
                    for way in [Way::There, Way::Back] {
                        let (entries, why) = judge(edit, &base, &new, way);
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

fn edited(base: &str, edit: &Edit) -> Result<String, String> {
    let mut text = base.to_owned();
    let first = (&edit.old, &edit.new);
    for (old, new) in std::iter::once(first).chain(edit.more.iter().map(|it| (&it.old, &it.new))) {
        let count = text.matches(old.as_str()).count();
        if count != 1 {
            return Err(format!("`{old}` occurs {count} times in the design"));
        }
        text = text.replacen(old.as_str(), new, 1);
    }
    Ok(text)
}

/// The codes of what was found, and what is wrong with it.
fn judge(edit: &Edit, base: &str, new: &str, way: Way) -> (Vec<String>, Option<String>) {
    let renames: Vec<Rename> = edit.rename.iter().map(|text| named(text, way)).collect();
    let (before, after) = if way == Way::There { (base, new) } else { (new, base) };
    let (changes, sources) = compare_texts(before, after, &renames);
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
    let misplaced =
        changes.entries.iter().find_map(|entry| misplaced(edit, (before, after), entry, &sources, way));
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
fn misplaced(
    edit: &Edit,
    (before, after): (&str, &str),
    entry: &Change,
    sources: &Sources,
    way: Way,
) -> Option<String> {
    let line = |span: Span| sources.get(span.file).position(span.start as usize).line;
    let text = |text: &str, number: usize| text.lines().nth(number - 1).unwrap_or_default().to_owned();
    let places = [entry.old_span.map(|span| (line(span), before)), entry.new_span.map(|span| (line(span), after))];
    if places.iter().all(Option::is_none) {
        return Some(format!("{} has no place", entry.message));
    }
    if let Some(at) = &edit.at {
        let mut at = [&at[0], &at[1]];
        if way == Way::Back {
            at.reverse();
        }
        for (place, part) in places.iter().zip(at) {
            let there = place.map(|(number, side)| text(side, number)).unwrap_or_default();
            if !there.contains(part.as_str()) || part.is_empty() != there.is_empty() {
                return Some(format!("expected it at `{part}`, found it at `{there}`"));
            }
        }
        return None;
    }
    let changed = changed_lines(before, after);
    for (place, lines) in places.iter().zip([&changed.0, &changed.1]) {
        if let Some((number, side)) = place
            && !lines.contains(number)
        {
            return Some(format!("found it at line {number}, which did not change: {}", text(side, *number)));
        }
    }
    None
}

/// The numbers of the lines whose text only one side has.
fn changed_lines(before: &str, after: &str) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let only = |side: &str, other: &str| {
        let there: BTreeSet<&str> = other.lines().collect();
        let lines = side.lines().zip(1..).filter(|(line, _)| !there.contains(line));
        lines.map(|(_, number)| number).collect()
    };
    (only(before, after), only(after, before))
}

/// Compares two texts as designs of the same template.
pub(crate) fn compare_texts(old: &str, new: &str, renames: &[Rename]) -> (Changes, Sources) {
    let mut sources = Sources::new();
    let templates = Templates::embedded(&mut sources);
    let context = KnownNames::new(&templates, mdbook_system_design::book::rules::all());
    let root = Root::new(&repository("tests/changes"), false);
    let mut design = |name: &str, text: &str| {
        let mut sink = Sink::default();
        let file = sources.add(name, text);
        let design = Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink));
        let found: Vec<&str> = sink.findings().iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(found, Vec::<&str>::new(), "{text}");
        design.expect("a design")
    };
    let (old, new) = (design("old.toml", old), design("new.toml", new));
    let template = templates.find("system-design@1").ok().flatten().expect("the template");
    let changes =
        compare::compare(Side { design: &old, template }, Side { design: &new, template }, renames);
    (changes, sources)
}
