//! Reads `[design]`: the title, and the statements below it.

use semver::Version;
use toml::value::Datetime;

use super::draft::{Draft, Kept};
use super::words::{USED_BY, read_statements};
use crate::authoring::literal;
use crate::design::Status;
use crate::markdown::labels::{Labelled, normal};
use crate::markdown::outline::Block;
use crate::markdown::plain_words;

/// Reads everything before the first section. Returns text that fits no key.
pub(super) fn read(title: &str, front: Vec<Block>, fallback: &str, draft: &mut Draft<'_>) -> Vec<Kept> {
    let title = own_title(title, &draft.template.title);
    let given = draft.says(&title) && !title.is_empty();
    draft.set(&["design"], "title", literal::string(if given { &title } else { fallback }));
    draft.set(&["design"], "version", literal::string("0.1.0"));
    draft.set(&["design"], "status", literal::string(Status::Draft.word()));
    let (statements, others) = read_statements(front);
    let mut rest: Vec<Block> = others;
    for statement in statements {
        if !statement.below.is_empty() || !field(&statement.head, draft) {
            rest.push(statement.whole);
        }
    }
    let worth = rest.iter().filter(|block| super::worth_keeping(block, &draft.hints));
    let text: Vec<&str> = worth.map(|block| block.source.as_str()).collect();
    if text.is_empty() {
        return Vec::new();
    }
    vec![Kept { heading: String::new(), place: "x.import".to_owned(), text: text.join("\n\n") }]
}

/// The title without the words that the template puts around it.
fn own_title(title: &str, pattern: &str) -> String {
    let (before, after) = pattern.split_once("{title}").unwrap_or(("", ""));
    let title = title.trim();
    // `System design: …` counts as `SYSTEM_DESIGN.md: …`.
    let alike = title.split_once(':').filter(|(start, _)| {
        let known = normal(before);
        !known.is_empty() && normal(start).split(' ').all(|word| known.split(' ').any(|known| known == word))
    });
    let exact = title.strip_prefix(before.trim_end());
    let inner = exact.or(alike.map(|(_, inner)| inner)).unwrap_or(title);
    // The title is followed by the version or the status, which are also in the line below it.
    let fixed = after.split('{').next().unwrap_or_default().trim();
    let inner = if fixed.is_empty() { inner } else { inner.split(fixed).next().unwrap_or(inner) };
    let inner = inner.trim();
    let last = inner
        .rsplit_once(' ')
        .filter(|(_, last)| after.contains("{version}") && Version::parse(last).is_ok());
    last.map_or(inner, |(inner, _)| inner).trim().to_owned()
}

/// Reads a statement about the design. Returns `false` if it fits no key.
fn field(statement: &Labelled, draft: &mut Draft<'_>) -> bool {
    let labels = &draft.template.labels;
    let label = normal(&statement.label);
    // Who relies on the design is in the designs of those.
    if label == normal(labels.label(USED_BY)) {
        return true;
    }
    let keys = ["version", "status", "owners", "updated", "ticket", "supersedes", "superseded-by", "links"];
    let Some(key) = keys.into_iter().find(|key| normal(labels.label(key)) == label) else { return false };
    let plain = plain_words(&statement.rest).into_owned();
    if !draft.says(&statement.rest) {
        return true;
    }
    let literal = match key {
        "version" => {
            let bare = plain.trim().trim_start_matches('v');
            let padded = [bare.to_owned(), format!("{bare}.0"), format!("{bare}.0.0")];
            padded
                .iter()
                .find(|version| Version::parse(version).is_ok())
                .map(|version| literal::string(version))
        }
        "status" => {
            let said = |word: &&&str| normal(labels.label(word)) == normal(&plain);
            Status::WORDS.iter().find(said).map(|word| literal::string(word))
        }
        "owners" => Some(literal::list(statement.rest.split(',').map(str::trim))),
        "updated" => date(&plain),
        "links" => links(&statement.rest),
        _ => Some(literal::string(plain.trim())),
    };
    let placed = literal.is_some();
    if let Some(literal) = literal {
        let default = (key == "version" && draft.string(&["design"], key).as_deref() == Some("0.1.0"))
            || (key == "status" && draft.string(&["design"], key).as_deref() == Some(Status::Draft.word()));
        if default {
            draft.replace(&["design"], key, literal);
        } else {
            draft.set(&["design"], key, literal);
        }
    }
    placed
}

/// A date as a TOML literal.
pub(super) fn date(text: &str) -> Option<String> {
    let moment: Datetime = text.trim().parse().ok()?;
    (moment.date.is_some() && moment.time.is_none()).then(|| moment.to_string())
}

/// `[name](url), [name](url)` as a table.
fn links(text: &str) -> Option<String> {
    let mut entries = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.strip_prefix('[')?.split_once("](")?;
        let (url, after) = after.split_once(')')?;
        entries.push(format!("{} = {}", crate::reading::quote_key(name), literal::string(url)));
        rest = after.trim_start_matches([',', ' ']);
    }
    Some(format!("{{ {} }}", entries.join(", ")))
}
