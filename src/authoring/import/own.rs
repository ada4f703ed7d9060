//! Removes what this program adds to documents: notices of missing facts, pictures, and the text
//! around them.

use crate::markdown::labels::normal;
use crate::markdown::outline::{Block, MarkdownKind};
use crate::markdown::plain_words;
use crate::render::{FIGURE, PICTURE_HEADS};
use crate::template::Words;

/// The columns that the table of a flow's steps always has.
const FLOW: [&str; 4] = ["step", "from", "to", "message"];

/// The labels of the words about frames, and Mermaid's words for the same.
const FRAMES: [(&str, &str); 7] = [
    ("frame-alternatives", "alt"),
    ("frame-else", "else"),
    ("frame-optional", "opt"),
    ("frame-loop", "loop"),
    ("frame-parallel", "par"),
    ("frame-and", "and"),
    ("frame-end", "end"),
];

/// The blocks of a document without those that the program added. The steps of a flow, in a table
/// below its picture, become the Mermaid diagram of that flow.
pub(super) fn without(blocks: Vec<Block>, labels: &Words) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut below_picture = false;
    for block in blocks {
        match &block.kind {
            MarkdownKind::Other if block.source.starts_with(FIGURE) => below_picture = true,
            MarkdownKind::Table(head, rows) if below_picture && is_words(head, labels) => {
                kept.extend(flow(head, rows, labels));
            }
            MarkdownKind::Other if is_notice(&block.source, labels) => {}
            MarkdownKind::Paragraph if is_label(&block.source, labels, "picture-parts") => {}
            _ => {
                below_picture = false;
                kept.push(block);
            }
        }
    }
    kept
}

/// The diagram of a flow, made from the table of its steps.
pub(super) fn flow(head: &[String], rows: &[Vec<String>], labels: &Words) -> Option<Block> {
    let column = |key: &str| head.iter().position(|cell| is_label(cell, labels, key));
    let [step, from, to, message] = FLOW.map(column);
    let (step, from, to, message) = (step?, from?, to?, message?);
    let contract = column("contract");
    let mut names: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for row in rows {
        let cell = |at: usize| row.get(at).map(|cell| plain_words(cell).into_owned()).unwrap_or_default();
        let text = escaped(&cell(message));
        let behind = |key: &str| {
            let rest = text.strip_prefix(labels.label(key))?;
            rest.is_empty().then_some(rest).or_else(|| rest.strip_prefix(':')).map(str::trim)
        };
        if cell(from).is_empty() && cell(to).is_empty() {
            let (word, when) = FRAMES.iter().find_map(|(key, word)| Some((word, behind(key)?)))?;
            lines.push(format!("{word} {when}").trim_end().to_owned());
            open = None;
            continue;
        }
        let used = contract.map(&cell).filter(|contract| !contract.is_empty());
        let used = used.map(|id| format!(" ({} {id})", labels.label("contract-used"))).unwrap_or_default();
        let mut id = |at: usize| {
            let name = cell(at);
            names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        };
        let (from, to) = (id(from), id(to));
        if cell(step).is_empty() {
            let failure = behind("fails");
            // What happens if a message fails is said below it.
            if let (Some(_), Some(last)) = (failure, lines.last_mut()) {
                *last = last.replacen(">>p", "xp", 1);
            }
            let said = failure.or_else(|| behind("note")).unwrap_or(&text);
            lines.push(format!("Note over p{from},p{to}: {said}{used}"));
            continue;
        }
        if let Some(failure) = behind("fails") {
            lines.push(format!("p{from}-xp{to}: {failure}{used}"));
            open = None;
            continue;
        }
        let answers = open == Some((to, from));
        open = (!answers).then_some((from, to));
        lines.push(format!("p{from}{}p{to}: {text}{used}", if answers { "-->>" } else { "->>" }));
    }
    let participants =
        names.iter().enumerate().map(|(at, name)| format!("participant p{at} as {}", escaped(name)));
    let script: Vec<String> =
        std::iter::once("sequenceDiagram".to_owned()).chain(participants).chain(lines).collect();
    let script = script.join("\n");
    let source = format!("```mermaid\n{script}\n```");
    Some(Block::new(MarkdownKind::Code("mermaid".to_owned(), script), source))
}

/// A quote that says what the section lacks: the label alone, and a list.
fn is_notice(source: &str, labels: &Words) -> bool {
    let quoted = source.lines().filter_map(|line| line.trim_start().strip_prefix('>').map(str::trim));
    let mut lines = quoted.filter(|line| !line.is_empty());
    let head = lines.next().and_then(|line| line.strip_prefix("**")?.strip_suffix("**:"));
    head.is_some_and(|head| is_label(head, labels, "missing"))
        && lines.next().is_some_and(|line| line.starts_with(['*', '-']))
}

fn is_label(text: &str, labels: &Words, key: &str) -> bool {
    normal(text) == normal(labels.label(key))
}

/// Whether a table is one of those that say what a picture shows. Columns without a word are not
/// printed.
fn is_words(head: &[String], labels: &Words) -> bool {
    PICTURE_HEADS.iter().any(|keys| {
        let mut keys = keys.iter();
        head.iter().all(|cell| keys.any(|key| is_label(cell, labels, key)))
    })
}

/// Escapes characters of Mermaid's syntax.
fn escaped(text: &str) -> String {
    text.replace('#', "#35;").replace('\n', " ")
}
