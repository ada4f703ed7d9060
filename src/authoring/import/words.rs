//! Reads a paragraph, an item or a cell: a label and its statement, or a hint.

use pulldown_cmark::{Event, Parser, TextMergeStream};

use super::outline::{Block, ListItem, MarkdownKind};
use crate::authoring::literal;
use crate::markdown::{options, plain_words};
use crate::template::{BlockKind, Template};

/// A label and the text after it.
#[derive(Clone, Debug)]
pub(super) struct Labelled {
    /// The label, as Markdown.
    pub(super) label: String,
    /// The statement, as Markdown. A separator other than a colon or a dash is part of it.
    pub(super) rest: String,
    /// Whether the label is bold.
    pub(super) bold: bool,
}

/// Reads `**Label**: statement` in the ways in which people write it.
pub(super) fn labelled(text: &str) -> Option<Labelled> {
    let text = without_anchor(text);
    for mark in ["**", "__"] {
        let Some((inner, after)) = text.strip_prefix(mark).and_then(|rest| split_at_mark(rest, mark)) else {
            continue;
        };
        let label = inner.trim().trim_end_matches(':').trim();
        if label.is_empty() {
            return None;
        }
        return Some(Labelled { label: label.to_owned(), rest: after_separator(after), bold: true });
    }
    let (label, rest) =
        text.split_once(": ").or_else(|| text.split_once(" – ")).or_else(|| text.split_once(" - "))?;
    let short = label.split_whitespace().count() <= 6 && !label.contains(['.', '\n', '`', '(']);
    short.then(|| Labelled { label: label.trim().to_owned(), rest: rest.trim().to_owned(), bold: false })
}

/// Splits at a mark that is not escaped.
fn split_at_mark<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let (mark_at, escape_at) = (rest.find(mark)?, rest.find('\\'));
        match escape_at.filter(|escape| *escape < mark_at) {
            Some(escape) => {
                let escaped = rest.get(escape + 1..)?.chars().next().map_or(0, char::len_utf8);
                from += escape + 1 + escaped;
            }
            None => return Some((text.get(..from + mark_at)?, text.get(from + mark_at + mark.len()..)?)),
        }
    }
}

/// The statements of a paragraph with several labels, on separate lines or separated by dots.
pub(super) fn statements(text: &str) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    for piece in text.split(" · ").flat_map(str::lines) {
        let piece = piece.trim_end_matches('\\').trim();
        match (labelled(piece).filter(|labelled| labelled.bold), found.last_mut()) {
            (Some(labelled), _) => found.push(labelled),
            (None, Some(last)) => {
                last.rest.push('\n');
                last.rest.push_str(piece);
            }
            (None, None) => return Vec::new(),
        }
    }
    found
}

/// The text after a label, without the colon or the dash.
pub(super) fn after_separator(text: &str) -> String {
    let text = text.trim_start();
    let rest = [":", "–", "—", "-"].iter().find_map(|mark| text.strip_prefix(mark));
    rest.unwrap_or(text).trim().to_owned()
}

/// Splits off a leading code span.
pub(super) fn code_span(text: &str) -> Option<(String, String)> {
    let text = without_anchor(text);
    let (text, bold) = text.strip_prefix("**").map_or((text, false), |rest| (rest, true));
    let rest = text.strip_prefix('`')?;
    let (code, after) = rest.split_once('`')?;
    let after = if bold { after.strip_prefix("**").unwrap_or(after) } else { after };
    Some((code.to_owned(), after.to_owned()))
}

/// Splits off a leading `(…)`.
pub(super) fn parenthesis(text: &str) -> Option<(String, String)> {
    let inner = text.trim_start().strip_prefix('(')?;
    let mut depth = 1;
    for (at, c) in inner.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (marks, rest) = inner.split_at(at);
            return Some((marks.to_owned(), rest.get(1..).unwrap_or_default().to_owned()));
        }
    }
    None
}

/// A text normalized for comparison: lower-case words, without leading numbers.
pub(super) fn normal(text: &str) -> String {
    let plain = plain_words(text).replace('&', " and ").to_lowercase();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let numbers = words.iter().take_while(|word| word.chars().all(|c| c.is_ascii_digit())).count();
    let words = if numbers < words.len() { words.get(numbers..).unwrap_or_default() } else { &words };
    words.join(" ")
}

/// How many times a text is parsed to find superfluous backslashes.
const READINGS: usize = 64;

/// A text without superfluous backslashes. In a text with very many, some are left, which does no
/// harm.
pub(super) fn tidy(text: &str) -> String {
    let text = text.trim();
    let mut escapes = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        escapes.push(at + found);
        at += found + 1;
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    let mut tidied = Tidied { text: text.to_owned(), gone: 0, readings: READINGS };
    tidied.remove(&escapes);
    tidied.text
}

/// A text while backslashes are removed from it, with the number of those removed.
struct Tidied {
    text: String,
    gone: usize,
    readings: usize,
}

impl Tidied {
    /// Removes the backslashes at these offsets of the original text: all at once or, if that
    /// changes the meaning, each half separately.
    fn remove(&mut self, escapes: &[usize]) {
        if escapes.is_empty() || self.readings == 0 {
            return;
        }
        self.readings -= 1;
        let mut without = String::with_capacity(self.text.len());
        let mut from = 0;
        for at in escapes {
            let at = at - self.gone;
            without.push_str(self.text.get(from..at).unwrap_or_default());
            from = at + 1;
        }
        without.push_str(self.text.get(from..).unwrap_or_default());
        if meaning(&without) == meaning(&self.text) {
            self.text = without;
            self.gone += escapes.len();
        } else if escapes.len() > 1 {
            let (first, second) = escapes.split_at(escapes.len() / 2);
            self.remove(first);
            self.remove(second);
        }
    }
}

fn meaning(text: &str) -> Vec<Event<'_>> {
    TextMergeStream::new(Parser::new_ext(text, options())).collect()
}

/// A text without a leading `<a id="…"></a>`, which this program writes as an anchor in lists.
pub(super) fn without_anchor(text: &str) -> &str {
    let text = text.trim_start();
    let rest = text.strip_prefix("<a id=").and_then(|rest| rest.split_once("</a>"));
    rest.map_or(text, |(_, rest)| rest.trim_start())
}

/// The hints of a template, which are not statements, and its labels, which are not statements on
/// their own.
pub(super) struct Hints {
    hints: Vec<String>,
    labels: Vec<String>,
}

impl Hints {
    pub(super) fn of(template: &Template) -> Self {
        let mut hints = vec![template.title_hint.clone(), "Similar structure".to_owned()];
        for (_, block) in template.blocks() {
            match &block.kind {
                BlockKind::Prose { hint, .. } => hints.push(hint.clone()),
                BlockKind::Facts { fields, .. } => {
                    hints.extend(fields.iter().map(|field| field.hint.clone()));
                }
                kind => {
                    hints.extend(kind.words().into_iter().flat_map(|words| words.sample.values().cloned()));
                }
            }
        }
        let mut labels: Vec<&String> = template.labels.labels.values().collect();
        for (_, block) in template.blocks() {
            match &block.kind {
                BlockKind::Facts { fields, .. } => labels.extend(fields.iter().map(|field| &field.label)),
                kind => labels.extend(kind.words().into_iter().flat_map(|words| words.labels.values())),
            }
        }
        Self {
            hints: hints.iter().map(|hint| numberless(hint)).collect(),
            labels: labels.into_iter().map(|label| normal(label)).collect(),
        }
    }

    /// Whether a text is a hint of the template, or the beginning of one, in brackets or in
    /// italics, with or without a number.
    pub(super) fn is_hint(&self, text: &str) -> bool {
        let text = text.trim().trim_end_matches(':').replace("\\[", "[").replace("\\]", "]");
        let text = text.trim_matches('`');
        let framed = [("[", "]"), ("*", "*"), ("_", "_")];
        let inner = framed.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
        let pieces: Vec<&str> = inner.map_or_else(|| text.split("]: [").collect(), |inner| vec![inner]);
        let is_framed = inner.is_some() || pieces.len() > 1;
        // A name and a statement that are both hints are printed as one.
        let known = |piece: &&str| {
            self.knows(piece) || piece.split_once(": ").is_some_and(|(a, b)| self.knows(a) && self.knows(b))
        };
        is_framed && pieces.iter().all(known)
    }

    /// Whether a text contains only hints, or only a label.
    pub(super) fn is_blank(&self, text: &str) -> bool {
        let text = text.replace("\\[", "[").replace("\\]", "]");
        let mut pieces = text.split('[');
        let mut rest = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            match piece.split_once(']').filter(|(inner, _)| self.knows(inner)) {
                Some((_, after)) => rest.push_str(after),
                None => rest.extend(["[", piece]),
            }
        }
        if self.is_hint(&rest) {
            return true;
        }
        let rest = match labelled(&rest) {
            Some(head) if head.bold && self.labels.contains(&normal(&head.label)) => head.rest,
            _ => rest,
        };
        !rest.chars().any(char::is_alphanumeric)
    }

    /// Whether a drawing is the sample of the template.
    pub(super) fn is_sample(&self, text: &str) -> bool {
        let text = numberless(text);
        !text.is_empty() && self.hints.contains(&text)
    }

    fn knows(&self, piece: &str) -> bool {
        let words = numberless(piece);
        let begins = |hint: &String| *hint == words || (words.len() > 8 && hint.starts_with(&words));
        !words.is_empty() && self.hints.iter().any(begins)
    }
}

fn numberless(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    normal(&text)
}

/// A list item, a table row of two cells or a paragraph, read as a label and its statement.
#[derive(Clone, Debug)]
pub(super) struct LabelledText {
    /// The label, and the beginning of the statement.
    pub(super) head: Labelled,
    /// The rest of the statement.
    pub(super) below: Vec<Block>,
    /// The whole block, to be kept if it fits no key.
    pub(super) whole: Block,
}

/// An array of the texts in `one; two`, or in a list below the label.
pub(super) fn list_of_texts(statement: &LabelledText) -> Option<String> {
    if statement.below.is_empty() {
        let said: Vec<String> =
            statement.head.rest.split("; ").map(tidy).filter(|text| !text.is_empty()).collect();
        return (!said.is_empty()).then(|| literal::list(said.iter().map(String::as_str)));
    }
    let [Block { kind: MarkdownKind::List(items), .. }] = statement.below.as_slice() else { return None };
    let plain = items.iter().all(|item| item.rest().is_empty() && !item.text().is_empty());
    if !plain || !statement.head.rest.is_empty() {
        return None;
    }
    let said: Vec<String> = items.iter().map(|item| tidy(item.text())).collect();
    Some(literal::list(said.iter().map(String::as_str)))
}

/// Splits blocks into statements with names and other blocks. If the statements are in a list,
/// paragraphs are never statements, even with bold text in them.
pub(super) fn read_named(blocks: Vec<Block>) -> (Vec<LabelledText>, Vec<Block>) {
    let bold = |item: &ListItem| labelled(item.text()).is_some_and(|head| head.bold);
    let listed = blocks.first().is_some_and(|first| items(first).iter().any(bold));
    if !listed {
        return read_statements(blocks);
    }
    let (lists, others): (Vec<Block>, Vec<Block>) =
        blocks.into_iter().partition(|block| items(block).iter().any(bold));
    let (statements, mut rest) = read_statements(lists);
    rest.extend(others);
    (statements, rest)
}

/// Splits blocks into statements and other blocks. A table without any `known` label is a table
/// that the author added.
pub(super) fn read_known(
    blocks: Vec<Block>,
    known: impl Fn(&str) -> bool,
) -> (Vec<LabelledText>, Vec<Block>) {
    let is_own = |block: &Block| match &block.kind {
        MarkdownKind::Table(_, rows) => !rows.iter().filter_map(|row| row.first()).any(|cell| known(cell)),
        _ => false,
    };
    let (own, blocks): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(is_own);
    let (statements, mut others) = read_statements(blocks);
    others.extend(own);
    (statements, others)
}

/// Splits blocks into statements and other blocks.
pub(super) fn read_statements(blocks: Vec<Block>) -> (Vec<LabelledText>, Vec<Block>) {
    let mut found: Vec<LabelledText> = Vec::new();
    let mut others = Vec::new();
    // Whether the last label was alone in its paragraph, so that the statement follows.
    let mut open = false;
    for block in blocks {
        let heads = if matches!(block.kind, MarkdownKind::Paragraph) {
            statements(&block.source)
        } else {
            Vec::new()
        };
        if let (true, true, Some(last)) = (open, heads.is_empty(), found.last_mut()) {
            last.whole.source = format!("{}\n\n{}", last.whole.source, block.source);
            last.below.push(block);
            open = false;
            continue;
        }
        open = heads.last().is_some_and(|head| head.rest.is_empty());
        match &block.kind {
            MarkdownKind::List(items) if items.iter().any(|item| labelled(item.text()).is_some()) => {
                for item in items {
                    let whole = Block::new(MarkdownKind::List(vec![item.clone()]), item.source());
                    match labelled(item.text()) {
                        Some(head) => found.push(LabelledText { head, below: item.rest().to_vec(), whole }),
                        None => others.push(whole),
                    }
                }
            }
            MarkdownKind::Table(head, rows) if head.len() == 2 => {
                for row in rows {
                    let [label, rest] = row.as_slice() else {
                        others.push(Block::paragraph(row.join(" · ")));
                        continue;
                    };
                    let bold = labelled(label).filter(|labelled| labelled.bold && labelled.rest.is_empty());
                    let label = bold.map_or_else(|| label.clone(), |labelled| labelled.label);
                    let whole = Block::paragraph(format!("**{label}**: {rest}"));
                    let head = Labelled { label, rest: rest.clone(), bold: true };
                    found.push(LabelledText { head, below: Vec::new(), whole });
                }
            }
            _ if !heads.is_empty() => {
                for head in heads {
                    let whole = Block::paragraph(format!("**{}**: {}", head.label, head.rest));
                    found.push(LabelledText { head, below: Vec::new(), whole });
                }
            }
            _ => others.push(block),
        }
    }
    (found, others)
}

/// A table row as a paragraph, with the column heads as labels.
pub(super) fn row_text(head: &[String], row: &[String], hints: &Hints) -> String {
    let cells = row.iter().enumerate().filter(|(_, cell)| !hints.is_blank(cell));
    let named = cells.map(|(at, cell)| match head.get(at).filter(|head| !head.is_empty()) {
        Some(head) => format!("**{head}**: {cell}"),
        None => cell.clone(),
    });
    named.collect::<Vec<_>>().join(" · ")
}

/// The items, if the block is a list.
pub(super) fn items(block: &Block) -> &[ListItem] {
    match &block.kind {
        MarkdownKind::List(items) => items,
        _ => &[],
    }
}
