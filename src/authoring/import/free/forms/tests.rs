//! Tests: test cases in tables, and items with an id, below a heading about testing.

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::super::state::Case;
use super::Grid;
use crate::authoring::literal;
use crate::design::TestLevel;
use crate::markdown::labels::normal;
use crate::markdown::named::{self, joined, says};
use crate::markdown::outline::ListItem;
use crate::markdown::plain_words;

/// Words for levels of tests, beside the headings that name one.
const LEVELS: [(&str, &str); 15] = [
    ("unit", "unit"),
    ("integration", "integration"),
    ("contract", "contract"),
    ("end to end", "end-to-end"),
    ("e2e", "end-to-end"),
    ("system", "end-to-end"),
    ("load", "load"),
    ("performance", "load"),
    ("stress", "load"),
    ("security", "security"),
    ("penetration", "security"),
    ("accessibility", "accessibility"),
    ("a11y", "accessibility"),
    ("manual", "manual"),
    ("exploratory", "manual"),
];

/// Beginnings of ids that mean a test wherever they are, if its level is stated, too.
const PREFIXES: [&str; 5] = ["T", "TC", "TEST", "UT", "IT"];

fn is_topic(place: &Place) -> bool {
    place.topic.starts_with("testing") && !place.inside
}

/// The level that words name: `unit`, `Unit test`, `Integrationstests`.
fn level(reader: &Reader<'_, '_>, words: &str) -> Option<&'static str> {
    let said = normal(&plain_words(words));
    let bare = said.strip_suffix(" tests").or_else(|| said.strip_suffix(" test")).unwrap_or(&said);
    let known = LEVELS.iter().find(|(word, _)| *word == bare).map(|(_, level)| *level);
    known.or_else(|| {
        reader.words.heading(words).filter(|named| named.whole).and_then(|named| of(&named.topic))
    })
}

/// The level of the tests below a heading of this topic.
fn of(topic: &str) -> Option<&'static str> {
    let level = topic.strip_prefix("testing-")?;
    TestLevel::WORDS.iter().copied().find(|word| *word == level)
}

/// A table whose rows are test cases.
pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    let heads = table.heads;
    let title_at = ["test", "title", "requirement"].iter().find_map(|key| reader.words.column(heads, key))?;
    let is_test = heads.get(title_at).is_some_and(|head| reader.words.means(head, "test"));
    let says_level = reader.words.column(heads, "level").is_some() || of(&place.topic).is_some();
    if !is_topic(place) || !(is_test || reader.words.column(heads, "verifies").is_some()) || !says_level {
        return None;
    }
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let written = row.find(reader.words, "level");
        let named = written.and_then(|at| cells.get(at)).and_then(|cell| level(reader, cell));
        let Some(level) = named.or_else(|| of(&place.topic).filter(|_| written.is_none())) else {
            return false;
        };
        if let Some(at) = written {
            row.at(at);
        }
        let title = row.at(title_at);
        let id = row.find(reader.words, "id").and_then(|at| {
            let cell = cells.get(at).map(|cell| plain_words(cell).trim().to_owned()).unwrap_or_default();
            let id = named::id(&cell).filter(|(_, rest)| rest.is_empty()).map(|(id, _)| id);
            if id.is_some() {
                row.at(at);
            }
            id
        });
        let verifies = row.take(reader.words, "verifies");
        let tool = row.take(reader.words, "tool");
        if !says(&title) {
            return false;
        }
        let title = row.with_rest(&title).join("; ");
        let line = table.line(at);
        let what = "a row of a table of tests";
        reader.state.cases.push(Case { id, title, level, verifies, tool, line, what });
        true
    })
}

/// `- TC-3 (integration): late events are kept (FR-2)`
pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let mut taken = Vec::new();
    for item in items {
        let case = named::id(item.text()).and_then(|(id, rest)| {
            let (said, text) = stated_level(reader, &rest);
            let letters = id.split(|c: char| !c.is_ascii_uppercase()).next().unwrap_or_default();
            let is_open = place.topic != "prose" && !place.inside && PREFIXES.contains(&letters);
            let level = said.filter(|_| is_open || is_topic(place));
            let level = level.or_else(|| of(&place.topic).filter(|_| is_topic(place)))?;
            let (title, verifies) = cited(&text);
            let title = joined(&title, &item.below());
            let what = "an item with an id below a heading about tests";
            let case =
                Case { id: Some(id), title, level, verifies, tool: String::new(), line: item.line(), what };
            Some(case).filter(|case| says(&case.title) && !case.title.contains("\n\n"))
        });
        taken.push(case.is_some());
        reader.state.cases.extend(case);
    }
    taken
}

/// A level in front of the text, in parentheses or before a colon, and the text without it.
fn stated_level(reader: &Reader<'_, '_>, text: &str) -> (Option<&'static str>, String) {
    for (open, close) in [("(", ")"), ("[", "]")] {
        let inner = text.trim_start().strip_prefix(open).and_then(|rest| rest.split_once(close));
        if let Some((word, rest)) = inner
            && let Some(level) = level(reader, word)
        {
            return (Some(level), named::tail(rest));
        }
    }
    if let Some((word, rest)) = text.split_once(':')
        && let Some(level) = level(reader, word)
    {
        return (Some(level), rest.trim().to_owned());
    }
    (None, text.to_owned())
}

/// The ids in parentheses at the end of a text, and the text without them.
fn cited(text: &str) -> (String, String) {
    let text = text.trim();
    let inner = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match inner
        .filter(|(_, ids)| names(ids).all(|name| named::id(name).is_some_and(|(_, rest)| rest.is_empty())))
    {
        Some((before, ids)) => (before.trim().to_owned(), ids.to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

/// The names in a list of them.
fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', ';']).flat_map(|part| part.split(" and ")).map(str::trim).filter(|name| !name.is_empty())
}

/// Writes the tests. What they verify and no requirement is stays in their titles.
pub(super) fn finish(reader: &mut Reader<'_, '_>) {
    for case in std::mem::take(&mut reader.state.cases) {
        let written = case.id.filter(|id| !reader.draft.has_table(&["tests", id]));
        let numbered = written.is_none();
        let id = written.unwrap_or_else(|| {
            let next = format!("T{}", reader.draft.count("tests") + 1);
            reader.draft.id(&["tests"], &next, "t")
        });
        if numbered {
            reader.draft.counted("tests", &id);
        }
        let (known, others): (Vec<String>, Vec<String>) = names(&case.verifies)
            .map(|name| match named::id(name) {
                Some((id, rest)) if rest.is_empty() => id,
                _ => name.to_owned(),
            })
            .partition(|name| reader.state.has_requirement(name, reader.draft));
        // On one line, since lines of a text may look like a table.
        let title = case.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut title = plain_words(&title).trim().to_owned();
        if !others.is_empty() {
            title = format!("{title} ({})", others.join(", "));
        }
        let path = ["tests", id.as_str()];
        reader.draft.set(&path, "title", literal::string(&title));
        reader.draft.set(&path, "level", literal::string(case.level));
        if !known.is_empty() {
            reader.draft.set(&path, "verifies", literal::list(known.iter().map(String::as_str)));
        }
        if says(&case.tool) {
            reader.draft.set(&path, "tool", literal::string(plain_words(&case.tool).trim()));
        }
        reader.mark(&path, case.line, format!("`{id}` is a test: it is {}", case.what));
    }
}
