//! One short example of each table, as a new design shows it: `NAME.toml`, in the words of a template.
//!
//! Together, the examples are a consistent design: what one cites, another declares. Whatever is
//! still to be written is in brackets: `"[What it does]"`. `"[{name: Component}]"` is the block's
//! own sample `name`, or else “Component”; `{technologies.name: …}` is the sample of another block.
//! A line that ends in `#: TABLE` is left out if the template does not show that table.
//!
//! The words in brackets are known to whoever looks for placeholders: [`words`].

use std::collections::HashSet;

use super::model::{BlockKind, DrawingKind, Template};

/// The tables that have an example, and its text.
const EXAMPLES: &[(&str, &str)] = &[
    ("design", include_str!("design.toml")),
    ("requirements", include_str!("requirements.toml")),
    ("technologies", include_str!("technologies.toml")),
    ("people", include_str!("people.toml")),
    ("integrations", include_str!("integrations.toml")),
    ("components", include_str!("components.toml")),
    ("diagrams", include_str!("diagrams.toml")),
    ("flows", include_str!("flows.toml")),
    ("layout", include_str!("layout.toml")),
    ("api", include_str!("api.toml")),
    ("models", include_str!("models.toml")),
    ("tables", include_str!("tables.toml")),
    ("decisions", include_str!("decisions.toml")),
    ("risks", include_str!("risks.toml")),
    ("nodes", include_str!("nodes.toml")),
    ("tests", include_str!("tests.toml")),
    ("footprint", include_str!("footprint.toml")),
    ("sources", include_str!("sources.toml")),
];

/// The example of a table. `write` writes a string that is in brackets as a TOML literal.
pub fn example(template: &Template, table: &str, write: &dyn Fn(&str) -> String) -> Option<String> {
    let (_, text) = EXAMPLES.iter().find(|(known, _)| *known == table)?;
    let mut example = String::new();
    for line in text.lines() {
        let (line, cited) =
            line.split_once("  #: ").map_or((line, None), |(line, cited)| (line, Some(cited)));
        if cited.is_some_and(|cited| !shows(template, cited)) {
            continue;
        }
        for piece in pieces(line) {
            match piece {
                Piece::Text(text) => example.push_str(text),
                Piece::Word(word) => {
                    let (key, fallback) = parts(word);
                    let own = key.and_then(|key| sample(template, table, key));
                    example.push_str(&write(&format!("[{}]", own.unwrap_or(fallback))));
                }
            }
        }
        example.push('\n');
    }
    Some(example)
}

/// Every string in brackets that a new design with a template may contain.
pub fn words(template: &Template) -> HashSet<String> {
    let mut words = HashSet::new();
    for (table, text) in EXAMPLES {
        for piece in text.lines().flat_map(pieces) {
            let Piece::Word(word) = piece else { continue };
            let (key, fallback) = parts(word);
            words.insert(fallback.to_owned());
            words.extend(key.and_then(|key| sample(template, table, key)).map(str::to_owned));
        }
    }
    words.insert(template.title_hint.clone());
    for (_, block) in template.blocks() {
        match &block.kind {
            BlockKind::Prose { hint, .. } => _ = words.insert(hint.clone()),
            BlockKind::Facts { fields, .. } => words.extend(fields.iter().map(|field| field.hint.clone())),
            BlockKind::Entries(entry) => words.extend(entry.words.sample.values().cloned()),
            _ => {}
        }
    }
    words.into_iter().map(|word| format!("[{word}]")).collect()
}

/// The tables whose examples answer a block of entities.
pub fn tables(kind: &BlockKind) -> &'static [&'static str] {
    match kind {
        BlockKind::Prose { .. } | BlockKind::Facts { .. } | BlockKind::Entries(_) => &[],
        BlockKind::Diagram { of: DrawingKind::Architecture, .. } => &["people", "components", "diagrams"],
        BlockKind::Diagram { of: DrawingKind::DataFlow, .. } => &["people", "components", "flows"],
        BlockKind::Diagram { of: DrawingKind::Tables, .. } | BlockKind::Tables(_) => &["tables"],
        BlockKind::Diagram { of: DrawingKind::Deployment, .. } => &["components", "nodes"],
        BlockKind::Requirements(_) => &["requirements"],
        BlockKind::Technologies(_) => &["technologies"],
        BlockKind::Integrations(_) => &["integrations"],
        BlockKind::Components(_) => &["people", "components"],
        BlockKind::Tree(_) => &["components", "layout"],
        BlockKind::Api(_) => &["components", "api"],
        BlockKind::Models(_) => &["models"],
        BlockKind::Decisions(_) => &["decisions"],
        BlockKind::Risks(_) => &["risks"],
        BlockKind::Tests(_) => &["tests"],
        BlockKind::Footprint(_) => &["footprint"],
    }
}

/// Whether a block of the template shows a table.
fn shows(template: &Template, table: &str) -> bool {
    template.blocks().any(|(_, block)| tables(&block.kind).contains(&table))
}

/// The template's sample of a key. A table may be shown by several blocks; its samples are in the
/// block of the same name.
fn sample<'t>(template: &'t Template, table: &str, key: &str) -> Option<&'t str> {
    let (block, key) = key.split_once('.').unwrap_or((table, key));
    let own = template.blocks().find(|(_, other)| other.kind.name() == block);
    let hint = own.and_then(|(_, block)| block.kind.words()).and_then(|words| words.sample(key));
    hint.filter(|hint| !hint.is_empty())
}

enum Piece<'e> {
    Text(&'e str),
    /// What is in the brackets of a string.
    Word(&'e str),
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("\"[") {
        let Some((word, after)) = behind.split_once("]\"") else { break };
        pieces.extend([Piece::Text(before), Piece::Word(word)]);
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The key of a template's sample and the words in its place: `{name: Component}`.
fn parts(word: &str) -> (Option<&str>, &str) {
    let inner = word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    match inner.and_then(|inner| inner.split_once(": ")) {
        Some((key, fallback)) => (Some(key), fallback),
        None => (None, word),
    }
}
