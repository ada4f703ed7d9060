//! Components, external systems and people: items, rows and headings with a name.

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::super::state::Relation;
use super::Grid;
use super::names::{ASPECTS, is_component_head, is_kind_name, is_person, own_name};
use crate::authoring::literal;
use crate::design::ComponentKind;
use crate::markdown::labels::{normal, statements};
use crate::markdown::named::{self, Called, is_name, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;
use crate::template::without_parentheses;

/// A kind of elements, by its table.
pub(in super::super) type Root = &'static str;

/// What is written of an element.
#[derive(Default)]
pub(in super::super) struct Written {
    pub(in super::super) name: String,
    /// The id that its author gave it.
    pub(in super::super) id: Option<String>,
    pub(in super::super) text: String,
    /// The kind that the document gives a component.
    pub(in super::super) kind: String,
    pub(in super::super) technology: Vec<String>,
    pub(in super::super) within: Option<String>,
    /// What else a row says.
    pub(in super::super) more: Vec<String>,
}

/// Declares an element, or adds to the one of this name. Returns its id.
pub(in super::super) fn declare(
    reader: &mut Reader<'_, '_>,
    root: Root,
    written: &Written,
    line: usize,
    what: &str,
) -> String {
    let known = reader.draft.element_named(&written.name);
    let known = known.or_else(|| reader.draft.element_named(&without_parentheses(&written.name)));
    if let Some(id) = known {
        let root = reader.draft.root_of(&id);
        // An element of the design that this is added to is marked where it gains something.
        reader.trace(&[root, &id], line);
        add(reader, root, &id, written);
        return id;
    }
    let words = written.id.as_ref().unwrap_or(&written.name);
    let id = reader.draft.id(&[root], words, root);
    reader.draft.element(&id, &written.name);
    let path = [root, id.as_str()];
    reader.draft.set(&path, "name", literal::string(&written.name));
    if root == "components" {
        let kind = kind(reader, written);
        reader.draft.set(&path, "kind", literal::string(&kind));
    }
    let one = match root {
        "people" => "a person",
        "integrations" => "an external system",
        _ => "a component",
    };
    reader.mark(&path, line, format!("“{}” is {one}: it is {what}", written.name));
    add(reader, root, &id, written);
    id
}

fn add(reader: &mut Reader<'_, '_>, root: Root, id: &str, written: &Written) {
    let path = [root, id];
    describe(reader, root, id, &written.text);
    for text in &written.more {
        reader.draft.add(&path, "description", text, true);
    }
    if root != "components" {
        return;
    }
    if reader.draft.string(&path, "kind").as_deref() == Some("other") {
        let kind = kind(reader, written);
        reader.draft.replace(&path, "kind", literal::string(&kind));
    }
    if !written.technology.is_empty() && !reader.draft.has(&path, "technology") {
        let names: Vec<&str> = written.technology.iter().map(String::as_str).collect();
        reader.draft.set(&path, "technology", literal::list(names.iter().copied()));
        for name in names {
            reader.state.used.entry(name.to_owned()).or_default().push(id.to_owned());
        }
    }
    if let Some(within) = written.within.as_ref().filter(|within| *within != id)
        && !reader.draft.has(&path, "part-of")
        && reader.draft.has_table(&["components", within])
    {
        reader.draft.set(&path, "part-of", literal::string(within));
    }
}

/// Adds to the description of an element.
fn describe(reader: &mut Reader<'_, '_>, root: Root, id: &str, text: &str) {
    if says(text) {
        reader.draft.add(&[root, id], "description", text, false);
    }
}

/// The kind of a component: the one that is written, or that its name or what it is leaves no doubt about.
fn kind(reader: &Reader<'_, '_>, written: &Written) -> String {
    let said = normal(&written.kind);
    if let Some(word) = ComponentKind::WORDS.iter().find(|word| said == **word) {
        return (*word).to_owned();
    }
    let first = |text: &str| {
        let clause = text.split(['.', ',', ';', ':', '(', '\n']).next().unwrap_or_default().to_owned();
        // Of what it works with, or for whom, nothing follows.
        let stops = [
            "that", "which", "for", "of", "with", "from", "to", "the", "between", "in", "on", "by", "and",
            "für", "von", "mit", "aus", "der", "die",
        ];
        let words: Vec<&str> = clause.split_whitespace().collect();
        let skip = usize::from(words.first().is_some_and(|word| {
            ["the", "a", "an", "ein", "eine", "der", "die", "das"].contains(&word.to_lowercase().as_str())
        }));
        let words: Vec<&str> = words
            .into_iter()
            .skip(skip)
            .take_while(|word| !stops.contains(&word.to_lowercase().as_str()))
            .collect();
        if words.len() <= 4 { words.join(" ") } else { String::new() }
    };
    let plain = plain_words(&written.text).into_owned();
    let name = reader.words.kind(&written.name);
    let technology = || {
        written.technology.iter().find_map(|name| {
            let kind = reader.words.kind(name)?;
            matches!(kind, "database" | "cache" | "queue" | "storage").then_some(kind)
        })
    };
    // “Service” is what everything is called.
    let sure = name.filter(|kind| *kind != "service");
    let found = reader
        .words
        .kind(&said)
        .or(sure)
        .or_else(|| reader.words.kind(&first(&plain)).filter(|kind| *kind != "service"));
    let found = found.or(name).or_else(technology);
    found.unwrap_or("other").to_owned()
}

/// The element kind of a topic; by the name where a topic has several.
fn root(place: &Place, name: &str) -> Option<Root> {
    match place.topic.as_str() {
        "components" | "architecture" => Some("components"),
        "integrations" => Some("integrations"),
        "people" => Some("people"),
        "context" => Some(if is_person(name) { "people" } else { "integrations" }),
        _ => None,
    }
}

pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let none = vec![false; items.len()];
    if place.inside || root(place, "").is_none() {
        return none;
    }
    let weak = place.topic == "architecture";
    let found: Vec<Option<Called>> = items.iter().map(|item| named(reader, item, place)).collect();
    let marked = found.iter().flatten().all(|called| called.marked);
    if weak {
        let all = found.iter().all(Option::is_some) && marked && items.len() > 1;
        let texts = found.iter().flatten().all(|called| says(&called.text));
        if !all || !texts {
            return none;
        }
    } else {
        // A second list in the same place, in another style, says something else.
        if let Some(before) = reader.state.listed.get(&place.head)
            && *before != marked
        {
            return none;
        }
        let known = found.iter().flatten().count();
        if known == 0 || known * 3 < items.len() * 2 {
            return none;
        }
        reader.state.listed.insert(place.head, marked);
    }
    let mut taken = Vec::new();
    for (item, called) in items.iter().zip(found) {
        let Some(called) = called else {
            taken.push(false);
            continue;
        };
        let Some(root) = root(place, &called.name) else { continue };
        let (technology, text) = technologies_in(reader, &called.text);
        let within = place.within.clone();
        let written = Written { name: called.name.clone(), text, technology, within, ..Written::default() };
        let id = declare(reader, root, &written, item.line(), &format!("an item below “{}”", place.heading));
        let left = attributes(reader, root, &id, item.rest());
        let left = if root == "components" { parts(reader, &id, left) } else { left };
        let text = left.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
        describe(reader, root, &id, &text);
        taken.push(true);
    }
    taken
}

/// Reads lists below a component whose items are all parts of it, each with a marked name. Returns the other
/// blocks.
fn parts(reader: &mut Reader<'_, '_>, id: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut left = Vec::new();
    for block in blocks {
        let items = block.items();
        let found: Option<Vec<Called>> = items
            .iter()
            .map(|item| {
                let called = named::called(item.text())?;
                let words = normal(&called.name);
                let is_part = called.marked
                    && says(&called.text)
                    && is_name(&called.name)
                    && !reader.words.is_generic(&called.name)
                    && !ASPECTS.contains(&words.as_str())
                    && !["description", "technology", "mechanism", "data", "protocol", "auth", "uses"]
                        .iter()
                        .any(|key| reader.words.means(&called.name, key));
                is_part.then_some(called)
            })
            .collect();
        let Some(found) = found.filter(|found| found.len() > 1) else {
            left.push(block);
            continue;
        };
        for (item, called) in items.iter().zip(found) {
            let (technology, text) = technologies_in(reader, &called.text);
            let within = Some(id.to_owned());
            let written = Written { name: called.name, text, technology, within, ..Written::default() };
            let part =
                declare(reader, "components", &written, item.line(), "an item below the one it is part of");
            let below = attributes(reader, "components", &part, item.rest());
            let below = parts(reader, &part, below);
            let text = below.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
            describe(reader, "components", &part, &text);
        }
    }
    left
}

/// The name of an item that is an element.
fn named(reader: &Reader<'_, '_>, item: &ListItem, place: &Place) -> Option<Called> {
    let text = item.text();
    let bare = || {
        // A name alone.
        let plain = plain_words(text).trim().to_owned();
        let words = plain.split(' ').count();
        let called = Called { name: plain, text: String::new(), marked: text.starts_with(['*', '`', '_']) };
        (words <= 4 && is_name(&called.name) && !text.contains([':', ','])).then_some(called)
    };
    let called = named::called(text).or_else(bare)?;
    let starts = called.marked
        || called.name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_ascii());
    let named = starts && is_name(&called.name) && !reader.words.is_generic(&called.name);
    // A kind of component may be the name of a component, but not that of a part of the document.
    let alone =
        named || (place.topic == "components" && starts && is_kind_name(&called.name) && says(&called.text));
    alone.then_some(called)
}

/// `(Go, PostgreSQL) text`: the technologies, if they are all known, and the text.
fn technologies_in(reader: &Reader<'_, '_>, text: &str) -> (Vec<String>, String) {
    let Some((inner, rest)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
        return (Vec::new(), text.to_owned());
    };
    let names: Vec<String> =
        inner.split([',', '/']).map(|name| plain_words(name).trim().to_owned()).collect();
    let all = names.iter().all(|name| reader.draft.has(&["technologies"], name));
    if all && !names.is_empty() { (names, rest.trim().to_owned()) } else { (Vec::new(), text.to_owned()) }
}

/// Reads labelled items below an element. Returns the other blocks.
fn attributes(reader: &mut Reader<'_, '_>, root: Root, id: &str, blocks: &[Block]) -> Vec<Block> {
    let path = [root, id];
    let mut left = Vec::new();
    for block in blocks {
        let MarkdownKind::List(items) = &block.kind else {
            left.push(block.clone());
            continue;
        };
        let mut others = Vec::new();
        for item in items {
            let called = named::called(item.text()).filter(|_| item.rest().is_empty());
            let taken = called.is_some_and(|called| attribute(reader, &path, &called));
            if !taken {
                others.push(item.clone());
            }
        }
        if others.len() == items.len() {
            left.push(block.clone());
        } else if !others.is_empty() {
            let source = others.iter().map(ListItem::source).collect::<Vec<_>>().join("\n");
            left.push(Block { line: block.line, ..Block::new(MarkdownKind::List(others), source) });
        }
    }
    left
}

fn attribute(reader: &mut Reader<'_, '_>, path: &[&str; 2], called: &Called) -> bool {
    let [root, id] = *path;
    let is = |key: &str| reader.words.means(&called.name, key);
    if !says(&called.text) {
        return false;
    }
    if root == "integrations" {
        for key in ["mechanism", "data", "protocol", "auth", "failure"] {
            if is(key) && !reader.draft.has(path, key) {
                if key == "protocol" {
                    reader.draft.set_plain(path, key, &called.text);
                } else {
                    reader.draft.set_text(path, key, &called.text);
                }
                return true;
            }
        }
    }
    if root == "components" && is("technology") && !reader.draft.has(path, "technology") {
        let names = split_names(&called.text);
        if names.iter().all(|name| name.split(' ').count() <= 3 && !name.contains(['.', '('])) {
            reader.draft.set(path, "technology", literal::list(names.iter().map(String::as_str)));
            for name in names {
                reader.state.used.entry(name).or_default().push(id.to_owned());
            }
            return true;
        }
    }
    if is("description") && !reader.draft.has(path, "description") {
        reader.draft.set_text(path, "description", &called.text);
        return true;
    }
    false
}

/// Names in a cell: `Go, PostgreSQL 15`.
pub(in super::super) fn split_names(text: &str) -> Vec<String> {
    let plain = plain_words(text).into_owned();
    let names = plain.split([',', ';', '、']).flat_map(|part| part.split(" + ")).map(str::trim);
    names.filter(|name| says(name)).map(str::to_owned).collect()
}

/// `**Catalogue**: tools and photos`, a line each.
pub(super) fn paragraph(reader: &mut Reader<'_, '_>, block: &Block, place: &Place) -> bool {
    let said = statements(&block.source);
    let fits = !said.is_empty()
        && !place.inside
        && matches!(place.topic.as_str(), "components" | "integrations" | "people")
        && said.iter().all(|label| {
            says(&label.rest) && is_name(&plain_words(&label.label)) && !reader.words.is_generic(&label.label)
        });
    if !fits || reader.state.listed.get(&place.head).is_some_and(|marked| !marked) {
        return false;
    }
    reader.state.listed.insert(place.head, true);
    for (at, label) in said.into_iter().enumerate() {
        let name = plain_words(&label.label).trim().to_owned();
        let Some(root) = root(place, &name) else { continue };
        let written = Written { name, text: label.rest, within: place.within.clone(), ..Written::default() };
        declare(reader, root, &written, block.line + at, &format!("a label below “{}”", place.heading));
    }
    true
}

pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    if place.inside || place.topic == "prose" {
        return None;
    }
    let heads = table.heads;
    let first = heads.first()?;
    // Anywhere, a table whose first column is headed by `Component` and whose second says what it does.
    let second = heads
        .iter()
        .skip(1)
        .any(|head| ["description", "technology"].iter().any(|key| reader.words.means(head, key)));
    let is_own = is_component_head(first);
    let strong = matches!(place.topic.as_str(), "components" | "integrations" | "people" | "context");
    let stated = is_own && second && matches!(place.topic.as_str(), "architecture" | "summary" | "");
    if !(strong || stated) {
        return None;
    }
    let name_at = reader.words.column(heads, "name").or_else(|| {
        // A first column without a known head, where a second says what the first one does.
        (second && heads.len() > 1).then_some(0)
    })?;
    let place =
        Place { topic: if strong { place.topic.clone() } else { "components".to_owned() }, ..place.clone() };
    reader.state.listed.entry(place.head).or_insert(true);
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let cell = row.at(name_at);
        let name = plain_words(&cell).trim().to_owned();
        let Some(root) = root(&place, &name).filter(|_| is_name(&name)) else { return false };
        // A picture is not a name.
        if cell.contains("![") {
            return false;
        }
        let mut written = Written { within: place.within.clone(), ..Written::default() };
        if root == "components" {
            if let Some(column) = row.find(reader.words, "technology") {
                let cell = cells.get(column).cloned().unwrap_or_default();
                let names = split_names(&cell);
                let plain = names.iter().all(|name| {
                    name.split(' ').count() <= 4 && !name.contains(['(', '.'])
                        || ["js", "NET"].contains(&name.rsplit('.').next().unwrap_or_default())
                });
                if plain && !cell.contains("](") {
                    row.at(column);
                    written.technology = names;
                }
            }
            if let Some(column) = row.find(reader.words, "kind") {
                let cell = plain_words(cells.get(column).map_or("", String::as_str)).into_owned();
                let known = ComponentKind::WORDS.contains(&normal(&cell).as_str());
                if known {
                    row.at(column);
                }
                written.kind = cell;
            }
        }
        let mut keyed = Vec::new();
        if root == "integrations" {
            for key in ["mechanism", "data", "protocol", "auth", "failure"] {
                let text = row.take(reader.words, key);
                if says(&text) {
                    keyed.push((key, text));
                }
            }
        }
        let uses = if root == "integrations" { String::new() } else { row.take(reader.words, "uses") };
        let text = row.take(reader.words, "description");
        written.text = text;
        written.more = row.rest();
        written.name.clone_from(&name);
        let id = declare(reader, root, &written, table.line(at), "a row of a table");
        let path = [root, id.as_str()];
        for (key, text) in keyed {
            if reader.draft.has(&path, key) {
                describe(reader, root, &id, &text);
            } else if key == "protocol" {
                reader.draft.set_plain(&path, key, &text);
            } else {
                reader.draft.set_text(&path, key, &text);
            }
        }
        if says(&uses) {
            reader.state.relations.push(Relation { from: id.clone(), to: uses, ..Relation::default() });
        }
        true
    })
}

/// A heading below components, external systems or people.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, words: &str, parent: &Place) -> bool {
    let name = own_name(words);
    let known = reader.draft.element_named(&name).filter(|_| !name.is_empty());
    let Some(root) = root(parent, &name) else { return false };
    // Where a list or a table names the elements, other headings are about something else.
    let listed = reader.state.listed.contains_key(&parent.head);
    let starts = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_ascii())
        || node.heading.source.trim_start().starts_with('`')
        || name.contains(['-', '_']);
    let is_question = ["how", "why", "what", "when", "where", "who"]
        .contains(&normal(&name).split(' ').next().unwrap_or_default());
    let generic = reader.words.is_generic(&name) && !(root == "components" && is_kind_name(&name));
    let has_text = !node.blocks.is_empty() || !node.below.is_empty();
    let fits = known.is_some()
        || (!listed
            && starts
            && is_name(&name)
            && !is_question
            && !generic
            && has_text
            && name.split(' ').count() <= 5);
    if !fits {
        return false;
    }
    let written = Written { name, within: parent.within.clone(), ..Written::default() };
    let id =
        declare(reader, root, &written, node.heading.line, &format!("a heading below “{}”", parent.heading));
    let root = reader.draft.root_of(&id);
    let blocks = attributes(reader, root, &id, &node.blocks);
    let blocks =
        if root == "components" { inner(reader, &id, blocks, known.is_some(), parent) } else { blocks };
    let inside =
        Place { inside: true, topic: "element".to_owned(), within: Some(id.clone()), ..parent.clone() };
    let text = reader.text_of(&blocks, &node.below, &inside);
    describe(reader, root, &id, &text);
    // What it is may say which kind it is.
    let name = reader.draft.string(&[root, &id], "name").unwrap_or_default();
    add(reader, root, &id, &Written { name, text, ..Written::default() });
    true
}

/// Reads what is below the heading of a component and lists its parts: a table of components, and, where the
/// heading is on a deeper level, a list. Returns the other blocks.
fn inner(
    reader: &mut Reader<'_, '_>,
    id: &str,
    blocks: Vec<Block>,
    is_known: bool,
    parent: &Place,
) -> Vec<Block> {
    let heading = normal(&parent.heading);
    let deeper = ["level 2", "level 3", "ebene 2", "ebene 3", "component diagram", "whitebox", "white box"];
    let is_deeper = is_known && deeper.iter().any(|words| heading.contains(words));
    let mut left = Vec::new();
    for block in blocks {
        let below = Place { topic: "components".to_owned(), within: Some(id.to_owned()), ..parent.clone() };
        if let MarkdownKind::Table(heads, rows) = &block.kind
            && heads.first().is_some_and(|head| is_component_head(head))
        {
            let read = table(reader, &Grid { heads, rows, line: block.line }, &below);
            if read.is_some_and(|left| left.is_empty()) {
                continue;
            }
        }
        if is_deeper {
            left.extend(parts(reader, id, vec![block]));
        } else {
            left.push(block);
        }
    }
    left
}

/// Technologies that only components name.
pub(super) fn finish(reader: &mut Reader<'_, '_>) {
    for (name, components) in std::mem::take(&mut reader.state.used) {
        let known = reader.draft.has(&["technologies"], &name);
        if known {
            continue;
        }
        let names: Vec<String> = components
            .iter()
            .map(|id| reader.draft.string(&["components", id], "name").unwrap_or_else(|| id.clone()))
            .collect();
        reader.draft.set(&["technologies"], &name, literal::string(&names.join(", ")));
    }
}
