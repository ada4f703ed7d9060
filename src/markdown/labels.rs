//! Reads what a paragraph, an item or a cell begins with: a label, code, a parenthesis.

use super::plain_words;

/// A label and the text after it.
#[derive(Clone, Debug)]
pub(crate) struct Labelled {
    /// The label, as Markdown.
    pub(crate) label: String,
    /// The statement, as Markdown. A separator other than a colon or a dash is part of it.
    pub(crate) rest: String,
    /// Whether the label is bold.
    pub(crate) bold: bool,
}

/// Reads `**Label**: statement` in the ways in which people write it.
pub(crate) fn labelled(text: &str) -> Option<Labelled> {
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
pub(crate) fn statements(text: &str) -> Vec<Labelled> {
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
pub(crate) fn after_separator(text: &str) -> String {
    let text = text.trim_start();
    let rest = [":", "–", "—", "-"].iter().find_map(|mark| text.strip_prefix(mark));
    rest.unwrap_or(text).trim().to_owned()
}

/// Splits off a leading code span.
pub(crate) fn code_span(text: &str) -> Option<(String, String)> {
    let text = without_anchor(text);
    let (text, bold) = text.strip_prefix("**").map_or((text, false), |rest| (rest, true));
    let rest = text.strip_prefix('`')?;
    let (code, after) = rest.split_once('`')?;
    let after = if bold { after.strip_prefix("**").unwrap_or(after) } else { after };
    Some((code.to_owned(), after.to_owned()))
}

/// Splits off a leading `(…)`.
pub(crate) fn parenthesis(text: &str) -> Option<(String, String)> {
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
pub(crate) fn normal(text: &str) -> String {
    let plain = plain_words(text).replace('&', " and ").to_lowercase();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let numbers = words.iter().take_while(|word| word.chars().all(|c| c.is_ascii_digit())).count();
    let words = if numbers < words.len() { words.get(numbers..).unwrap_or_default() } else { &words };
    words.join(" ")
}

/// A text without a leading `<a id="…"></a>`, which this program writes as an anchor in lists.
pub(crate) fn without_anchor(text: &str) -> &str {
    let text = text.trim_start();
    let rest = text.strip_prefix("<a id=").and_then(|rest| rest.split_once("</a>"));
    rest.map_or(text, |(_, rest)| rest.trim_start())
}
