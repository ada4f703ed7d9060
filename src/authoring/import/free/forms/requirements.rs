//! Requirements: items, rows and headings with an id, wherever they are, and the items below a
//! heading of requirements.

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::{Grid, item_list};
use crate::authoring::literal;
use crate::markdown::labels::normal;
use crate::markdown::named::{self, is_name, joined, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;

/// Beginnings of ids that mean a requirement wherever they are.
const PREFIXES: [&str; 18] = [
    "FR", "NFR", "US", "REQ", "BR", "SR", "QR", "NF", "RQ", "SYS", "UR", "FA", "NFA", "ANF", "SEC", "PERF",
    "QA", "CR",
];

/// Heads of columns that add to a requirement rather than state it.
const NOTES: [&str; 9] =
    ["note", "notes", "comment", "comments", "remark", "remarks", "bemerkung", "bemerkungen", "anmerkung"];

fn has_own_prefix(id: &str) -> bool {
    let letters = id.split(|c: char| !c.is_ascii_uppercase()).next().unwrap_or_default();
    PREFIXES.contains(&letters)
}

fn is_topic(place: &Place) -> bool {
    matches!(place.topic.as_str(), "requirements" | "quality" | "constraints")
}

/// What is written of a requirement.
#[derive(Default)]
struct Written {
    id: Option<String>,
    category: String,
    text: String,
    priority: Option<&'static str>,
    acceptance: Option<String>,
    source: String,
    /// What else a row says.
    more: Vec<String>,
}

fn declare(reader: &mut Reader<'_, '_>, written: Written, line: usize, place: &Place, what: &str) {
    let id = written.id.filter(|id| !reader.draft.has_table(&["requirements", id]));
    let numbered = id.is_none();
    let id = id.unwrap_or_else(|| {
        let next = format!("R{}", reader.draft.count("requirements") + 1);
        let mut id = next.clone();
        let mut number = reader.draft.count("requirements") + 1;
        while reader.draft.has_table(&["requirements", &id]) {
            number += 1;
            id = format!("R{number}");
        }
        id
    });
    if numbered {
        reader.draft.counted("requirements", &id);
    }
    let path = ["requirements", id.as_str()];
    let kind = kind_of(&id, place);
    let standard = match kind {
        Some("quality") => "Quality",
        Some(_) => "Constraint",
        None => "Functional",
    };
    let category = [written.category, place.category.clone().unwrap_or_default(), standard.to_owned()];
    let category = category.into_iter().find(|text| says(text)).unwrap_or_default();
    reader.draft.set(&path, "category", literal::string(plain_words(&category).trim()));
    reader.draft.set(&path, "text", literal::text(written.text.trim()));
    for text in &written.more {
        reader.draft.add(&path, "text", text, true);
    }
    if let Some(kind) = kind {
        reader.draft.set(&path, "kind", literal::string(kind));
    }
    if let Some(priority) = written.priority {
        reader.draft.set(&path, "priority", literal::string(priority));
    }
    if let Some(list) = written.acceptance {
        reader.draft.set(&path, "acceptance", list);
    }
    if says(&written.source) {
        reader.draft.set(&path, "source", literal::text(&written.source));
    }
    let why = if numbered { ", which has no id in the document" } else { "" };
    reader.mark(&path, line, format!("`{id}` is a requirement: it is {what}{why}"));
}

fn kind_of(id: &str, place: &Place) -> Option<&'static str> {
    if place.topic == "constraints" {
        return Some("constraint");
    }
    let quality = ["NFR", "NF", "QR", "NFA", "PERF", "QA"];
    let letters = id.split(|c: char| !c.is_ascii_uppercase()).next().unwrap_or_default();
    (place.topic == "quality" || quality.contains(&letters)).then_some("quality")
}

/// Splits `**Speed**: pages load fast` into its category and its text.
fn categorised(text: &str) -> (String, String) {
    match named::called(text).filter(|called| is_name(&called.name) && says(&called.text)) {
        // A sentence with a colon is not a category.
        Some(called) if called.marked || called.name.split(' ').count() <= 3 => (called.name, called.text),
        _ => (String::new(), text.to_owned()),
    }
}

/// A list of acceptance criteria below a requirement: the literal, and what is left.
fn acceptance(reader: &Reader<'_, '_>, blocks: &[Block]) -> (Option<String>, Vec<Block>) {
    let mut found = None;
    let mut left: Vec<Block> = Vec::new();
    for block in blocks {
        let follows = left.last().is_some_and(|last| {
            let label =
                last.source.trim().trim_matches(['*', '_']).trim_end_matches(':').trim_matches(['*', '_']);
            reader.words.means(label, "acceptance")
        });
        match &block.kind {
            MarkdownKind::List(items) if follows && found.is_none() => {
                left.pop();
                found = Some(item_list(items));
            }
            _ => left.push(block.clone()),
        }
    }
    (found, left)
}

/// `### US-3: A rider rates the brakes`.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, parent: &Place) -> bool {
    if parent.topic == "prose" || parent.inside {
        return false;
    }
    let source = named::unnumbered(&node.heading.source);
    let Some((id, title)) = named::id(source) else { return false };
    let fits = is_topic(parent) || has_own_prefix(&id);
    if !fits || reader.draft.has_table(&["requirements", &id]) || (title.is_empty() && node.blocks.is_empty())
    {
        return false;
    }
    let (mut list, left) = acceptance(reader, &node.blocks);
    let mut others: Vec<Node> = Vec::new();
    for child in &node.below {
        match child.blocks.as_slice() {
            [Block { kind: MarkdownKind::List(items), .. }]
                if list.is_none()
                    && child.is_leaf()
                    && reader.words.means(&child.heading.words, "acceptance") =>
            {
                list = Some(item_list(items));
            }
            _ => others.push(child.clone()),
        }
    }
    let inside = Place { inside: true, topic: "requirement".to_owned(), ..parent.clone() };
    let text = reader.text_of(&left, &others, &inside);
    let written =
        Written { id: Some(id), text: joined(&title, &text), acceptance: list, ..Written::default() };
    declare(reader, written, node.heading.line, parent, "a heading with an id");
    true
}

pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let mut taken = Vec::new();
    for item in items {
        let text = item.text();
        if let Some(nested) = grouped(item).filter(|_| is_topic(place) && !place.inside) {
            // The item is the category of those below it.
            let group = plain_words(text).trim().trim_end_matches(':').to_owned();
            let below = Place { category: Some(group), ..place.clone() };
            let before = reader.draft.count("requirements");
            taken.push(list(reader, &nested, &below).iter().all(|taken| *taken));
            let ids = reader.draft.ids("requirements");
            let is_said = ids
                .iter()
                .skip(before)
                .any(|id| reader.draft.string(&["requirements", id], "category") == below.category);
            // If each of them has its own category, that of the group is still said.
            if !is_said && let Some(group) = &below.category {
                reader.keep(place, group);
            }
            continue;
        }
        let id = named::id(text).filter(|(id, rest)| {
            let open =
                !matches!(place.topic.as_str(), "prose" | "testing" | "risks" | "decisions") && !place.inside;
            let fits = is_topic(place) || (open && has_own_prefix(id));
            fits && says(rest) && !reader.draft.has_table(&["requirements", id])
        });
        let is_item = is_topic(place) && !place.inside && says(text);
        let (id, rest) = match id {
            Some((id, rest)) => (Some(id), rest),
            None if is_item => (None, text.to_owned()),
            None => {
                taken.push(false);
                continue;
            }
        };
        let (priority, rest) = priority_in(&rest);
        let (category, rest) = categorised(&rest);
        let (acceptance, left) = acceptance(reader, item.rest());
        let more = left.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
        let what = if id.is_some() { "an item with an id" } else { "an item below requirements" };
        let written =
            Written { id, category, text: joined(&rest, &more), priority, acceptance, ..Written::default() };
        declare(reader, written, item.line(), place, what);
        taken.push(true);
    }
    taken
}

/// The items below one that only names what they are about.
fn grouped(item: &ListItem) -> Option<Vec<&ListItem>> {
    let [Block { kind: MarkdownKind::List(items), .. }] = item.rest() else { return None };
    let text = plain_words(item.text()).into_owned();
    let names = text.split_whitespace().count() <= 4 && is_name(&text) && named::id(item.text()).is_none();
    let says_must =
        ["MUST", "SHALL", "SHOULD", "must", "shall", "should"].iter().any(|word| text.contains(word));
    let whole = items.iter().all(|item| says(item.text()));
    (names && !says_must && whole).then(|| items.iter().collect())
}

/// `(must) text` and `[P] text`.
fn priority_in(text: &str) -> (Option<&'static str>, String) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        let inner = text.trim_start().strip_prefix(open).and_then(|rest| rest.split_once(close));
        if let Some((word, rest)) = inner
            && let Some(priority) = priority(word)
        {
            return (Some(priority), named::tail(rest));
        }
    }
    (None, text.to_owned())
}

fn priority(word: &str) -> Option<&'static str> {
    match normal(word).as_str() {
        "must" | "must have" => Some("must"),
        "should" | "should have" => Some("should"),
        "could" | "could have" => Some("could"),
        "won t" | "wont" | "won t have" => Some("wont"),
        _ => None,
    }
}

pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    if place.topic == "prose" || place.inside {
        return None;
    }
    let ids =
        table.rows.iter().filter(|row| row.first().is_some_and(|cell| named::id(cell).is_some())).count();
    let own = table
        .rows
        .iter()
        .filter(|row| row.first().and_then(|cell| named::id(cell)).is_some_and(|(id, _)| has_own_prefix(&id)))
        .count();
    let says_requirement = reader.words.column(table.heads, "requirement").is_some();
    let anywhere = own * 2 > table.rows.len() && says_requirement;
    if !is_topic(place) && !anywhere {
        return None;
    }
    table.each(|at, cells| {
        let mut row = Row::new(table.heads, cells);
        let mut id = None;
        let by_head = row.find(reader.words, "id").filter(|_| table.heads.len() > 1);
        if let Some(column) = by_head.or(if ids > 0 { Some(0) } else { None }) {
            let cell = cells.get(column).map(|cell| plain_words(cell).trim().to_owned()).unwrap_or_default();
            let written = named::id(&cell).filter(|(_, rest)| rest.is_empty()).map(|(id, _)| id);
            let is_number = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == '.');
            if written.is_some() || is_number {
                row.at(column);
                id = written.or_else(|| Some(format!("R{}", cell.replace('.', "-"))));
            }
        }
        let mut found = None;
        if let Some(column) = row.find(reader.words, "priority") {
            let cell = cells.get(column).cloned().unwrap_or_default();
            found = priority(&plain_words(&cell));
            if found.is_some() {
                row.at(column);
            }
        }
        let mut category = row.take(reader.words, "category");
        let mut text = row.take(reader.words, "requirement");
        let more = row.take(reader.words, "description");
        if text.is_empty() {
            text = more;
        } else if says(&more) {
            // A short name and what it means.
            let column = table.heads.iter().position(|head| reader.words.means(head, "description"));
            let is_note = column
                .and_then(|at| table.heads.get(at))
                .is_some_and(|head| NOTES.contains(&normal(head).as_str()));
            if category.is_empty() && is_name(&plain_words(&text)) && !is_note {
                category = text;
                text = more;
            } else {
                text = joined(&text, &more);
            }
        }
        if text.is_empty() {
            text = row.first();
        }
        if text.is_empty() {
            text = std::mem::take(&mut category);
        }
        if !says(&text) {
            return false;
        }
        let acceptance = row.take(reader.words, "acceptance");
        let acceptance = says(&acceptance).then(|| literal::list([acceptance.as_str()]));
        let source = row.take(reader.words, "source");
        let written = Written { id, category, text, priority: found, acceptance, source, more: row.rest() };
        declare(reader, written, table.line(at), place, "a row of a table of requirements");
        true
    })
}

/// A paragraph that begins with an id, or says what the system MUST do.
pub(super) fn paragraph(reader: &mut Reader<'_, '_>, block: &Block, place: &Place) -> bool {
    let marked = block.source.trim_start().starts_with(['*', '`', '_']);
    let open = !matches!(place.topic.as_str(), "prose" | "testing" | "risks" | "decisions");
    let stated = |id: &str| open && marked && has_own_prefix(id);
    if place.inside {
        return false;
    }
    if let Some((id, rest)) = named::id(&block.source)
        && (is_topic(place) || stated(&id))
        && says(&rest)
        && !reader.draft.has_table(&["requirements", &id])
    {
        let (category, text) = categorised(&rest);
        let written = Written { id: Some(id), category, text, ..Written::default() };
        let known = reader.draft.ids("requirements").len();
        declare(reader, written, block.line, place, "a paragraph with an id");
        reader.state.requirement = reader.draft.ids("requirements").get(known).cloned();
        return true;
    }
    if !is_topic(place) {
        return false;
    }
    let plain = plain_words(&block.source);
    let must =
        [" MUST ", " SHALL ", " SHOULD ", " MUSS ", " MÜSSEN "].iter().any(|word| plain.contains(word));
    let one = plain.matches(". ").count() < 2;
    if must && one {
        let written = Written { text: block.source.clone(), ..Written::default() };
        declare(reader, written, block.line, place, "a paragraph that says MUST, SHALL or SHOULD");
    }
    must && one
}
