//! Technologies, environments, risks, terms, and what is in scope: names with a text, in lists and
//! tables.

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::Grid;
use crate::authoring::literal;
use crate::markdown::labels::normal;
use crate::markdown::named::{self, called, is_name, joined, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;
use crate::template::BlockKind;

/// Adds a technology. Returns `false` if it is known with another text.
fn technology(reader: &mut Reader<'_, '_>, name: &str, version: &str, text: &[String], line: usize) -> bool {
    let path = ["technologies"];
    if reader.draft.has(&path, name) || !says(name) || name == "not-applicable" {
        return false;
    }
    let value = if says(version) {
        let version = plain_words(version);
        format!("{{ purpose = {}, version = {} }}", literal::texts(text), literal::string(version.trim()))
    } else {
        literal::texts(text)
    };
    reader.draft.set(&path, name, value);
    reader.mark(&["technologies", name], line, format!("“{name}” is a technology"));
    true
}

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

/// Whether a design may have a table.
pub(super) fn known(reader: &Reader<'_, '_>, table: &str) -> bool {
    let declared = |kind: &BlockKind| match kind {
        BlockKind::Facts { from, .. } => from == table,
        BlockKind::Entries(entries) => entries.from == table,
        _ => false,
    };
    crate::design::TABLES.iter().any(|known| known.key == table)
        || reader.draft.template.blocks().any(|(_, block)| declared(&block.kind))
}

#[derive(Default)]
struct Risk {
    id: Option<String>,
    text: String,
    likelihood: Option<&'static str>,
    impact: Option<&'static str>,
    mitigation: String,
    owner: String,
    /// What else a row says.
    more: Vec<String>,
}

fn risk(reader: &mut Reader<'_, '_>, risk: Risk, line: usize, what: &str) -> bool {
    if !known(reader, "risks") || !says(&risk.text) {
        return false;
    }
    let written = risk.id.filter(|id| !reader.draft.has_table(&["risks", id]));
    let id = written.unwrap_or_else(|| {
        let mut number = reader.draft.count("risks") + 1;
        while reader.draft.has_table(&["risks", &format!("RISK-{number}")]) {
            number += 1;
        }
        let id = format!("RISK-{number}");
        reader.draft.counted("risks", &id);
        id
    });
    let path = ["risks", id.as_str()];
    reader.draft.set(&path, "text", literal::text(risk.text.trim()));
    for text in &risk.more {
        reader.draft.add(&path, "text", text, true);
    }
    for (key, word) in [("likelihood", risk.likelihood), ("impact", risk.impact)] {
        if let Some(word) = word {
            reader.draft.set(&path, key, literal::string(word));
        }
    }
    for (key, text) in [("mitigation", &risk.mitigation), ("owner", &risk.owner)] {
        if says(text) {
            let text = if key == "owner" {
                literal::string(plain_words(text).trim())
            } else {
                literal::text(text.trim())
            };
            reader.draft.set(&path, key, text);
        }
    }
    reader.mark(&path, line, format!("`{id}` is a risk: it is {what}"));
    true
}

fn level(cell: &str) -> Option<&'static str> {
    match normal(cell).as_str() {
        "low" => Some("low"),
        "medium" => Some("medium"),
        "high" => Some("high"),
        _ => None,
    }
}

/// A level that a design has a word for, taken from its column.
fn rated(row: &mut Row<'_>, cells: &[String], reader: &Reader<'_, '_>, key: &str) -> Option<&'static str> {
    let column = row.find(reader.words, key)?;
    let found = cells.get(column).and_then(|cell| level(&plain_words(cell)));
    if found.is_some() {
        row.at(column);
    }
    found
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

fn technologies(reader: &mut Reader<'_, '_>, table: &Grid<'_>) -> Option<Vec<usize>> {
    let heads = table.heads;
    let name_at =
        reader.words.column(heads, "technology").or_else(|| reader.words.column(heads, "name")).unwrap_or(0);
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let cell = row.at(name_at);
        let version = row.take(reader.words, "version");
        let text = row.take(reader.words, "description");
        let text = if text.is_empty() { row.take(reader.words, "rationale") } else { text };
        let text = row.with_rest(&text);
        let names = super::elements::split_names(&cell);
        let mut all = !names.is_empty();
        for name in names {
            let (name, number) = versioned(&name);
            let version = if says(&version) { version.as_str() } else { number.as_str() };
            all &= technology(reader, &name, version, &text, table.line(at));
        }
        all
    })
}

/// `PostgreSQL 16` and `PostgreSQL (16)` as a name and a version.
fn versioned(name: &str) -> (String, String) {
    let name = plain_words(name).trim().to_owned();
    let split = name.rsplit_once(' ').map(|(name, version)| {
        let inner = version.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        (name, inner.unwrap_or(version))
    });
    match split.filter(|(name, version)| says(name) && is_version(version)) {
        Some((name, version)) => (name.to_owned(), version.to_owned()),
        None => (name, String::new()),
    }
}

fn is_version(word: &str) -> bool {
    let bare = word.trim().trim_start_matches('v');
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'x' | '+'))
}

fn risks(reader: &mut Reader<'_, '_>, table: &Grid<'_>) -> Option<Vec<usize>> {
    let heads = table.heads;
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let mut id = None;
        if let Some(column) = row.find(reader.words, "id") {
            let cell = cells.get(column).map(|cell| plain_words(cell).trim().to_owned()).unwrap_or_default();
            let written = named::id(&cell).filter(|(_, rest)| rest.is_empty()).map(|(id, _)| id);
            let is_number = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit());
            if written.is_some() || is_number {
                row.at(column);
                id = written.or_else(|| Some(format!("RISK-{cell}")));
            }
        }
        let text = row.take(reader.words, "risk");
        let text = if text.is_empty() { row.take(reader.words, "description") } else { text };
        let text = if text.is_empty() { row.first() } else { text };
        let likelihood = rated(&mut row, cells, reader, "likelihood");
        let impact = rated(&mut row, cells, reader, "impact");
        let mitigation = row.take(reader.words, "mitigation");
        let owner = row.take(reader.words, "owner");
        let more = row.rest();
        risk(
            reader,
            Risk { id, text, likelihood, impact, mitigation, owner, more },
            table.line(at),
            "a row of a table of risks",
        )
    })
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

fn named(item: &ListItem) -> Option<(String, String)> {
    let called = called(item.text()).filter(|called| is_name(&called.name))?;
    let text = joined(&called.text, &item.below());
    Some((called.name, text))
}

/// Labels of groups of technologies.
const GROUPS: [&str; 40] = [
    "backend",
    "frontend",
    "database",
    "databases",
    "language",
    "languages",
    "cache",
    "caching",
    "queue",
    "messaging",
    "message broker",
    "infrastructure",
    "hosting",
    "monitoring",
    "testing",
    "ci cd",
    "cloud",
    "framework",
    "frameworks",
    "storage",
    "auth",
    "authentication",
    "programming language",
    "web",
    "mobile",
    "runtime",
    "tools",
    "build",
    "deployment",
    "logging",
    "search",
    "observability",
    "orm",
    "server",
    "client",
    "containers",
    "orchestration",
    "datenbank",
    "sprache",
    "data",
];

fn technology_item(reader: &mut Reader<'_, '_>, item: &ListItem) -> bool {
    let line = item.line();
    if let Some((name, text)) = named(item) {
        if GROUPS.contains(&normal(&name).as_str()) && item.rest().is_empty() {
            let first = text.split(['.', ';', '(']).next().unwrap_or_default();
            let names = super::elements::split_names(first);
            let plain = first.len() == text.trim_end_matches('.').len()
                && names.iter().all(|name| name.split(' ').count() <= 3);
            let free = names.iter().all(|name| !reader.draft.has(&["technologies"], &versioned(name).0));
            if !plain || !free || names.is_empty() {
                return false;
            }
            for whole in names {
                let (one, version) = versioned(&whole);
                technology(reader, &one, &version, std::slice::from_ref(&name), line);
            }
            return true;
        }
        let (name, mut version) = versioned(&name);
        let mut text = text;
        // `**Kafka** (3.7): transport`
        let inner = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if let Some((inner, rest)) = inner.filter(|(inner, _)| is_version(inner) && version.is_empty()) {
            (version, text) = (inner.trim().to_owned(), rest.trim().to_owned());
        }
        return says(&text) && technology(reader, &name, &version, &[text], line);
    }
    // A name alone, with its version.
    let plain = plain_words(item.text()).trim().to_owned();
    let (name, version) = versioned(&plain);
    let alone = is_name(&plain) && plain.split(' ').count() <= 3 && item.rest().is_empty() && says(&version);
    alone && technology(reader, &name, &version, &[String::new()], line)
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
