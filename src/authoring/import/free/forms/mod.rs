//! The forms that are recognised, a file each. A form takes what it understands and gives the rest
//! back.
//!
//! To add a form, add a file, and a line to [`list`], [`table`] or [`paragraph`], in the order in
//! which they are tried.

pub(super) mod decisions;
mod diagrams;
mod document;
pub(super) mod elements;
pub(super) mod endpoints;
mod facts;
pub(super) mod names;
pub(super) mod nodes;
mod relations;
mod requirements;
mod risks;
pub(super) mod tables;
mod technologies;
mod terms;
mod tests;

use super::cells;
use super::reader::{Place, Reader};
use crate::authoring::literal;
use crate::interchange::adr;
use crate::markdown::named::{self, joined};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;
use crate::template::BlockKind;

pub(super) use decisions::{decision, recorded};
pub(super) use diagrams::persons;
pub(super) use document::{document, front};

/// Reads a heading that is an entity by its own words, wherever it stands.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, parent: &Place) -> bool {
    let source = named::unnumbered(&node.heading.source);
    let is_numbered = adr::is_numbered(source) && !parent.inside && !node.blocks.is_empty();
    let is_record = is_numbered || adr::is_record(reader.words, Some(&node.heading), &node.below);
    if is_record && parent.topic != "prose" {
        decisions::decision(reader, node, parent, &[]);
        return true;
    }
    endpoints::heading(reader, node, parent) || requirements::heading(reader, node, parent)
}

/// Reads a heading that is an entity because of the heading above it.
pub(super) fn entity(reader: &mut Reader<'_, '_>, node: &Node, words: &str, parent: &Place) -> bool {
    if parent.inside {
        return false;
    }
    match parent.topic.as_str() {
        "components" | "integrations" | "people" | "context" => {
            elements::heading(reader, node, words, parent)
        }
        "decisions" => decisions::heading(reader, node, parent),
        "tables" => tables::heading(reader, node, words, parent),
        "risks" | "glossary" | "technologies" | "environments" => terms::heading(reader, node, words, parent),
        "nodes" => nodes::heading(reader, node, words, parent) || facts::heading(reader, node, words, parent),
        _ => tables::heading(reader, node, words, parent) || facts::heading(reader, node, words, parent),
    }
}

/// Reads a section as a whole.
pub(super) fn whole(reader: &mut Reader<'_, '_>, node: &Node, place: &Place) -> bool {
    terms::scope(reader, node, place)
}

/// The topic of a heading that names nothing, below one that does.
pub(super) fn inherited(topic: &str) -> &'static str {
    match topic {
        "requirements" => "requirements",
        "quality" => "quality",
        "constraints" => "constraints",
        "api" => "api",
        "flows" => "flows",
        "prose" => "prose",
        "tables" => "tables",
        _ => "prose-below",
    }
}

/// The category of the requirements below a heading.
pub(super) fn category(topic: &str, whole: bool, words: &str, parent: &Place) -> Option<String> {
    match topic {
        "requirements" | "quality" | "constraints" if !whole => Some(words.to_owned()),
        "requirements" | "quality" | "constraints" if parent.topic == topic => parent.category.clone(),
        _ => None,
    }
}

/// Reads a block. Returns what is left of it.
pub(super) fn block(
    reader: &mut Reader<'_, '_>,
    block: &Block,
    place: &Place,
    label: Option<&str>,
) -> Vec<Block> {
    match &block.kind {
        MarkdownKind::Code(language, code) => diagrams::code(reader, block, language, code, place),
        MarkdownKind::Table(heads, rows) => table(reader, block, heads, rows, place, label),
        MarkdownKind::List(items) => list(reader, block, items, place),
        MarkdownKind::Paragraph => paragraph(reader, block, place),
        MarkdownKind::Heading(_) | MarkdownKind::Rule | MarkdownKind::Other => vec![block.clone()],
    }
}

fn table(
    reader: &mut Reader<'_, '_>,
    block: &Block,
    heads: &[String],
    rows: &[Vec<String>],
    place: &Place,
    label: Option<&str>,
) -> Vec<Block> {
    let table = Grid { heads, rows, line: block.line };
    if tables::columns(reader, &table, place, label) {
        return Vec::new();
    }
    let readers = [
        endpoints::table,
        relations::table,
        nodes::table,
        tests::table,
        terms::table,
        requirements::table,
        elements::table,
        decisions::table,
        facts::table,
        document::table,
    ];
    for read in readers {
        let Some(left) = read(reader, &table, place) else { continue };
        if left.len() == rows.len() {
            continue;
        }
        if left.is_empty() {
            let unsaid = unsaid(reader, heads, rows).join(", ");
            if !unsaid.is_empty() && place.topic != "document" {
                reader.keep(place, &unsaid);
            }
            return Vec::new();
        }
        let left: Vec<&Vec<String>> = left.iter().filter_map(|at| rows.get(*at)).collect();
        let source = cells::table(heads, &left);
        let rows = left.into_iter().cloned().collect();
        return vec![Block {
            line: block.line,
            ..Block::new(MarkdownKind::Table(heads.to_vec(), rows), source)
        }];
    }
    vec![block.clone()]
}

/// The heads of a table that is read whole which no key stands for and no cell repeats: those of the names,
/// and of columns with nothing in them.
fn unsaid(reader: &Reader<'_, '_>, heads: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let is_blank = |at: usize| !rows.iter().any(|row| row.get(at).is_some_and(|cell| named::says(cell)));
    let unsaid = heads.iter().enumerate().filter(|(at, head)| {
        let is_open = *at == 0 || (*at == 1 && heads.len() == 2) || is_blank(*at);
        is_open && named::says(head) && !reader.words.is_head(head)
    });
    unsaid.map(|(_, head)| head.trim().to_owned()).collect()
}

/// A table of the document.
pub(super) struct Grid<'t> {
    pub(super) heads: &'t [String],
    pub(super) rows: &'t [Vec<String>],
    line: usize,
}

impl Grid<'_> {
    /// The line of a row.
    pub(super) fn line(&self, at: usize) -> usize {
        self.line + 2 + at
    }

    /// The line of the head.
    pub(super) fn head_line(&self) -> usize {
        self.line
    }

    /// Reads each row. Returns those that were not taken.
    #[expect(clippy::unnecessary_wraps, reason = "it is what a reader of tables returns")]
    fn each(&self, mut read: impl FnMut(usize, &[String]) -> bool) -> Option<Vec<usize>> {
        let left = self.rows.iter().enumerate().filter(|(at, row)| {
            row.iter().any(|cell| named::says(cell)) && (is_hidden(row) || !read(*at, row))
        });
        Some(left.map(|(at, _)| at).collect())
    }
}

fn list(reader: &mut Reader<'_, '_>, block: &Block, items: &[ListItem], place: &Place) -> Vec<Block> {
    let readers = [
        endpoints::list,
        relations::list,
        tests::list,
        requirements::list,
        nodes::list,
        terms::list,
        elements::list,
        decisions::list,
        facts::list,
        document::list,
    ];
    // Each form takes the items that it understands, and the next one sees the others.
    let mut taken = vec![false; items.len()];
    for read in readers {
        let open: Vec<&ListItem> =
            items.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(item, _)| item).collect();
        if open.is_empty() {
            break;
        }
        let mut found = read(reader, &open, place).into_iter();
        for taken in taken.iter_mut().filter(|taken| !**taken) {
            *taken = found.next().unwrap_or_default();
        }
    }
    let before = items;
    let items = &opened(reader, items, &taken, place);
    if !taken.contains(&true)
        && items.iter().zip(before).all(|(item, before)| item.blocks.len() == before.blocks.len())
    {
        return vec![block.clone()];
    }
    let left: Vec<ListItem> =
        items.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(item, _)| item.clone()).collect();
    if left.is_empty() {
        return Vec::new();
    }
    let source = left.iter().map(ListItem::source).collect::<Vec<_>>().join("\n");
    vec![Block { line: block.line, ..Block::new(MarkdownKind::List(left), source) }]
}

/// The items, with what is read in the lists below those that no form took.
fn opened(reader: &mut Reader<'_, '_>, items: &[ListItem], taken: &[bool], place: &Place) -> Vec<ListItem> {
    let open = place.topic == "api" && !place.inside;
    let mut result = Vec::new();
    for (item, taken) in items.iter().zip(taken) {
        let mut item = item.clone();
        if open && !taken {
            let blocks = std::mem::take(&mut item.blocks).into_iter();
            let read = blocks.flat_map(|below| match &below.kind {
                MarkdownKind::List(items) => list(reader, &below, items, place),
                _ => vec![below],
            });
            item.blocks = read.collect();
        }
        result.push(item);
    }
    result
}

fn paragraph(reader: &mut Reader<'_, '_>, block: &Block, place: &Place) -> Vec<Block> {
    let taken = requirements::paragraph(reader, block, place)
        || endpoints::paragraph(reader, block, place)
        || elements::paragraph(reader, block, place);
    if taken {
        return Vec::new();
    }
    facts::paragraph(reader, block, place)
}

/// A list as a list of texts.
pub(super) fn item_list(items: &[ListItem]) -> String {
    let texts: Vec<String> = items.iter().map(|item| joined(item.text(), &item.below())).collect();
    literal::list(texts.iter().map(String::as_str))
}

/// Writes what needs the whole document.
pub(super) fn finish(reader: &mut Reader<'_, '_>) {
    facts::finish(reader);
    elements::finish(reader);
    tables::finish(reader);
    diagrams::finish(reader);
    nodes::finish(reader);
    decisions::finish(reader);
    tests::finish(reader);
}

/// Whether a design may have a table.
fn known(reader: &Reader<'_, '_>, table: &str) -> bool {
    let declared = |kind: &BlockKind| match kind {
        BlockKind::Facts { from, .. } => from == table,
        BlockKind::Entries(entries) => entries.from == table,
        _ => false,
    };
    crate::design::TABLES.iter().any(|known| known.key == table)
        || reader.draft.template.blocks().any(|(_, block)| declared(&block.kind))
}

/// Whether a cell of a row says something that is in no text of it, such as where an image or a link is.
fn is_hidden(row: &[String]) -> bool {
    row.iter().any(|cell| cell.contains("![") || named::says(cell) && !named::says(&plain_words(cell)))
}
