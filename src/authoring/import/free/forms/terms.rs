//! Environments, terms and what is in scope; the lists and tables in which they, risks and technologies are
//! names with a text.

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::risks::{Risk, risk, risks};
use super::technologies::{named, technologies, technology, technology_item, versioned};
use super::{Grid, known};
use crate::authoring::literal;
use crate::markdown::labels::normal;
use crate::markdown::named::{self, is_name, joined, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;

fn environment(reader: &mut Reader<'_, '_>, name: &str, text: &[String], line: usize) -> bool {
    let path = ["deployment", "environments"];
    let free =
        says(name) && !reader.draft.has(&path, name) && !reader.draft.has(&["deployment"], "environments");
    if free {
        reader.draft.set(&path, name, literal::texts(text));
        reader.mark(&["deployment", "environments", name], line, format!("“{name}” is an environment"));
    }
    free
}

fn term(reader: &mut Reader<'_, '_>, name: &str, text: &[String], line: usize) -> bool {
    let free = known(reader, "glossary")
        && says(name)
        && text.iter().any(|text| says(text))
        && !reader.draft.has(&["glossary"], name);
    if free {
        reader.draft.set(&["glossary"], name, literal::texts(text));
        reader.mark(&["glossary", name], line, format!("“{name}” is a term"));
    }
    free
}

/// `Environments: test and production`, or a list of them below the label.
pub(super) fn environments(reader: &mut Reader<'_, '_>, text: &str, item: &ListItem) -> bool {
    let below: Vec<&ListItem> = item.rest().iter().flat_map(Block::items).collect();
    if text.is_empty() && !below.is_empty() {
        let named: Option<Vec<(String, String)>> = below.iter().map(|item| named(item)).collect();
        let Some(named) = named else { return false };
        return named
            .into_iter()
            .zip(below)
            .fold(true, |all, ((name, text), item)| environment(reader, &name, &[text], item.line()) && all);
    }
    let names = text.trim_end_matches('.').replace(" and ", ", ").replace(" und ", ", ");
    let names: Vec<String> = names.split(',').map(|name| plain_words(name).trim().to_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| says(name)).collect();
    let free = !reader.draft.has(&["deployment"], "environments")
        && !reader.draft.has_table(&["deployment", "environments"]);
    if !free || !below.is_empty() || names.iter().any(|name| name.split(' ').count() > 2) {
        return false;
    }
    reader.draft.set(&["deployment"], "environments", literal::list(names));
    reader.guess(item.line(), "`deployment.environments` is stated by its label".to_owned());
    true
}

pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    if place.topic == "prose" || place.inside {
        return None;
    }
    let heads = table.heads;
    let has = |key: &str| reader.words.column(heads, key).is_some();
    let first = |key: &str| heads.first().is_some_and(|head| reader.words.means(head, key));
    let column = |key: &str| reader.words.column(heads, key);
    let topic = place.topic.as_str();
    if topic == "risks"
        || (has("risk") && (has("likelihood") || has("mitigation")) && column("risk") < Some(2))
    {
        return risks(reader, table);
    }
    if topic == "glossary" || (first("term") && has("definition") && heads.len() == 2) {
        let name_at = column("term").unwrap_or(0);
        return table.each(|at, cells| {
            let mut row = Row::new(heads, cells);
            let name = plain_words(&row.at(name_at)).trim().to_owned();
            let text = row.take(reader.words, "definition");
            let text = if text.is_empty() { row.first() } else { text };
            let text = row.with_rest(&text);
            term(reader, &name, &text, table.line(at))
        });
    }
    let is_environment = heads.first().is_some_and(|head| {
        ["environment", "env", "umgebung", "environnement", "entorno", "环境"]
            .contains(&normal(head).as_str())
    });
    if topic == "environments" || (is_environment && heads.len() > 1) {
        let name_at = column("environment").or_else(|| column("name")).unwrap_or(0);
        return table.each(|at, cells| {
            let mut row = Row::new(heads, cells);
            let name = plain_words(&row.at(name_at)).trim().to_owned();
            let text = row.take(reader.words, "description");
            let text = if text.is_empty() && heads.len() == 2 { row.first() } else { text };
            let text = row.with_rest(&text);
            environment(reader, &name, &text, table.line(at))
        });
    }
    let is_technology = heads.first().is_some_and(|head| {
        ["technology", "tool", "framework", "technologie", "tecnología", "技术"]
            .contains(&normal(head).as_str())
    });
    let strong = is_technology
        && (has("version") || has("description") || has("rationale"))
        && !matches!(topic, "decisions" | "components");
    if topic == "technologies" || strong {
        return technologies(reader, table);
    }
    None
}

pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let mut taken = Vec::new();
    for item in items {
        let done = !place.inside
            && match place.topic.as_str() {
                "risks" => {
                    let (id, text) = match named::id(item.text()) {
                        Some((id, rest)) => (Some(id), rest),
                        None => (None, item.text().to_owned()),
                    };
                    let text = joined(&text, &item.below());
                    risk(reader, Risk { id, text, ..Risk::default() }, item.line(), "an item below risks")
                }
                "glossary" => {
                    named(item).is_some_and(|(name, text)| term(reader, &name, &[text], item.line()))
                }
                "environments" => {
                    named(item).is_some_and(|(name, text)| environment(reader, &name, &[text], item.line()))
                }
                "technologies" => technology_item(reader, item),
                _ => false,
            };
        taken.push(done);
    }
    taken
}

/// A heading below risks, terms or technologies.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, words: &str, parent: &Place) -> bool {
    if !node.is_leaf() || node.blocks.is_empty() || reader.words.is_generic(words) {
        return false;
    }
    let source = named::unnumbered(&node.heading.source);
    let text = node.blocks.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
    let prose = node.blocks.iter().all(|block| matches!(block.kind, MarkdownKind::Paragraph));
    let line = node.heading.line;
    match parent.topic.as_str() {
        "risks" => {
            let (id, title) =
                named::id(source).map_or((None, source.to_owned()), |(id, title)| (Some(id), title));
            risk(
                reader,
                Risk { id, text: joined(&title, &text), ..Risk::default() },
                line,
                "a heading below risks",
            )
        }
        "glossary" if prose => term(reader, words, &[text], line),
        "environments" if prose => environment(reader, words, &[text], line),
        "technologies" if prose => {
            let (name, version) = versioned(words);
            is_name(words) && technology(reader, &name, &version, &[text], line)
        }
        _ => false,
    }
}

/// Goals, non-goals, assumptions and open questions: a list, or the whole text.
pub(super) fn scope(reader: &mut Reader<'_, '_>, node: &Node, place: &Place) -> bool {
    let key = place.topic.as_str();
    if !matches!(key, "goals" | "non-goals" | "assumptions" | "open-questions") {
        return false;
    }
    if !known(reader, "scope")
        || reader.draft.has(&["scope"], key)
        || node.blocks.is_empty()
        || !node.is_leaf()
    {
        return false;
    }
    let value = match node.blocks.as_slice() {
        [block] => match &block.kind {
            MarkdownKind::List(items)
                if items.iter().all(|item| item.rest().is_empty() && says(item.text())) =>
            {
                literal::list(items.iter().map(ListItem::text))
            }
            _ => literal::text(&block.source),
        },
        blocks => {
            literal::text(&blocks.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n"))
        }
    };
    reader.draft.set(&["scope"], key, value);
    reader.mark(&["scope", key], place.line, format!("“{}” is `scope.{key}`", place.heading));
    true
}
