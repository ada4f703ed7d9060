//! Reads tests from a table.

use super::super::draft::{Draft, Pending};
use super::super::tidied::tidy;
use super::super::words::row_text;
use super::not_applicable;
use crate::authoring::literal;
use crate::design::{TestLevel, is_id};
use crate::markdown::labels::normal;
use crate::markdown::outline::{Block, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::Words;

pub(super) fn read(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["tests"], &content, draft) {
        return rest;
    }
    let mut rest = Vec::new();
    for block in content {
        let MarkdownKind::Table(head, rows) = &block.kind else {
            rest.push(block);
            continue;
        };
        for row in rows {
            if !test(head, row, words, draft) {
                rest.push(Block::paragraph(row_text(head, row, &draft.hints)));
            }
        }
    }
    rest
}

/// The keys of the template's labels for the columns of the table.
const KEYS: [&str; 5] = ["id", "title", "level", "verifies", "tool"];

/// Reads a row. Returns `false` if it is not a test.
fn test(head: &[String], row: &[String], words: &Words, draft: &mut Draft<'_>) -> bool {
    let cell = |key: &str| {
        let at = head.iter().position(|head| normal(head) == normal(words.label(key)));
        at.and_then(|at| row.get(at)).map_or("", |cell| crate::markdown::labels::without_anchor(cell))
    };
    let level = TestLevel::WORDS.iter().find(|word| normal(words.label(word)) == normal(cell("level")));
    let known = |head: &String| KEYS.iter().any(|key| normal(head) == normal(words.label(key)));
    let whole = head.iter().all(known) && row.len() <= head.len();
    let (Some(level), true, true) = (level, whole, draft.says(cell("title"))) else { return false };
    let written = cell("id").trim_matches('`');
    let is_unused = is_id(written) && !draft.has_table(&["tests", written]);
    let next = format!("T{}", draft.count("tests") + 1);
    let id = if is_unused { written.to_owned() } else { draft.id(&["tests"], &next, "t") };
    let path = ["tests", id.as_str()];
    draft.set(&path, "title", literal::string(&plain_words(cell("title"))));
    draft.set(&path, "level", literal::string(level));
    let table = path.iter().map(|part| (*part).to_owned()).collect();
    draft.pending.push(Pending::Verified { table, names: cell("verifies").to_owned() });
    if draft.says(cell("tool")) {
        draft.set(&path, "tool", literal::string(&tidy(cell("tool"))));
    }
    true
}
