//! Reads the footer. The status in it is computed, so it is not read.

use semver::Version;
use toml::value::Datetime;

use super::super::draft::Draft;
use super::super::words::read_statements;
use crate::authoring::literal;
use crate::markdown::labels::normal;
use crate::markdown::outline::{Block, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::Words;

pub(super) fn read(words: &Words, required: bool, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    let path = ["footprint"];
    // An optional footer is there because the design has the table.
    if !required && content.iter().any(|block| draft.says(&block.source)) {
        draft.declare(&path);
    }
    let (statements, others) = read_statements(content);
    let mut rest = Vec::new();
    for statement in statements {
        let label = normal(&statement.head.label);
        let is = |key: &str| normal(words.label(key)) == label;
        let said = plain_words(&statement.head.rest).trim().to_owned();
        let known = ["generated-by", "framework-version", "generated-at", "status"].into_iter().any(is);
        // The head of the document says the same.
        let repeated = ["version", "document-status"].into_iter();
        let repeated = repeated.filter(|key| words.labels.contains_key(*key)).any(is);
        let placed = if repeated {
            true
        } else if !known {
            false
        } else if !draft.says(&said) || (is("status") && !statement.head.rest.contains('\n')) {
            true
        } else if is("generated-by") {
            // If nobody is named, documents of this program name the program.
            if !said.starts_with(env!("CARGO_PKG_NAME")) {
                draft.set_plain(&path, "generated-by", &said);
            }
            true
        } else if is("framework-version") {
            let own = draft.template.version.to_string();
            let bare = said.trim_start_matches('v');
            let valid = Version::parse(bare).is_ok();
            if valid && bare != own {
                draft.set(&path, "framework-version", literal::string(bare));
            }
            valid
        } else if is("status") {
            false
        } else {
            let moment: Option<Datetime> = said.parse().ok();
            let moment = moment
                .filter(|moment| moment.date.is_some() && moment.time.is_some() == moment.offset.is_some());
            let literal = moment.map(|moment| moment.to_string());
            // By default, this is the day of the last change.
            let new = literal.as_deref().filter(|said| draft.get(&["design"], "updated") != Some(said));
            if let Some(new) = new.map(str::to_owned) {
                draft.set(&path, "generated-at", new);
            }
            literal.is_some()
        };
        if !placed || !statement.below.is_empty() {
            rest.push(statement.whole);
        }
    }
    for block in others {
        let line =
            matches!(block.kind, MarkdownKind::Paragraph).then(|| plain_words(&block.source).into_owned());
        match line.and_then(|line| co_authored(&line, words.label("co-authored"))) {
            Some((made_by, framework, version)) => {
                draft.set_plain(&path, "generated-by", &made_by);
                draft.set_plain(&path, "framework", &framework);
                draft.replace(&path, "framework-version", literal::string(&version));
            }
            None => rest.push(block),
        }
    }
    rest
}

/// Reads the line that the template writes as `Co-authored by {generated-by} using {framework}
/// v{framework-version}`.
fn co_authored(line: &str, pattern: &str) -> Option<(String, String, String)> {
    let (start, rest) = pattern.split_once("{generated-by}")?;
    let (between, rest) = rest.split_once("{framework}")?;
    let (before, end) = rest.split_once("{framework-version}")?;
    let line = line.trim().strip_prefix(start)?.strip_suffix(end)?;
    let (made_by, line) = line.split_once(between)?;
    let (framework, version) = line.rsplit_once(before)?;
    Version::parse(version.trim()).ok()?;
    Some((made_by.to_owned(), framework.to_owned(), version.trim().to_owned()))
}
