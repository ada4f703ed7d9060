//! Reads a name or an id at the beginning of an item, a paragraph, a cell or a heading.

use super::labels::labelled;
use super::outline::{Block, MarkdownKind};
use super::plain_words;

/// A name and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Called {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Whether the name is marked: bold, italic, code or a link.
    pub(crate) marked: bool,
}

/// Splits a text into a name and what follows it: `**Name**: text`, `` `name` - text``, `Name: text`.
pub(crate) fn called(text: &str) -> Option<Called> {
    let text = text.trim_start();
    let text = ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    if let Some((name, rest)) = marked(text) {
        let ends = name.trim_end().ends_with([':', '：']);
        let name = plain_words(name.trim()).trim().trim_end_matches([':', '：', '.']).trim().to_owned();
        let breaks = rest.trim_start_matches([' ', '\\']).starts_with('\n');
        let (text, parted) = after_mark(rest);
        let parted = parted || ends || breaks;
        // A marked word in the middle of a sentence names nothing.
        let is_sentence = !parted && text.starts_with(|c: char| c.is_alphanumeric());
        return (!name.is_empty() && !is_sentence).then_some(Called { name, text, marked: true });
    }
    let marks = [": ", "：", " – ", " — ", " - ", " -- ", " → ", ":\n"];
    let (at, mark) =
        marks.iter().filter_map(|mark| text.find(mark).map(|at| (at, *mark))).min_by_key(|(at, _)| *at)?;
    let (name, rest) = (text.get(..at)?, text.get(at + mark.len()..)?);
    let is_name = name.split_whitespace().count() <= 6
        && !name.contains(['.', '\n', '?', '!', ';'])
        && name.chars().any(char::is_alphanumeric)
        && !name.contains("](");
    let name = plain_words(name).trim().to_owned();
    is_name.then(|| Called { name, text: rest.trim().to_owned(), marked: false })
}

/// A leading bold, italic, code or link, and the text after it.
fn marked(text: &str) -> Option<(&str, &str)> {
    for mark in ["**", "__"] {
        if let Some(inner) = text.strip_prefix(mark) {
            return inner.split_once(mark).filter(|(name, _)| !name.is_empty());
        }
    }
    for mark in ["*", "_", "`"] {
        if let Some(inner) = text.strip_prefix(mark) {
            return inner.split_once(mark).filter(|(name, _)| !name.is_empty());
        }
    }
    let inner = text.strip_prefix('[')?;
    let (name, rest) = inner.split_once("](")?;
    let (_, rest) = rest.split_once(')')?;
    (!name.contains(']') && !name.starts_with('!')).then_some((name, rest))
}

/// The text after a marked name, and whether a mark parts the two.
fn after_mark(rest: &str) -> (String, bool) {
    let rest = rest.trim();
    for mark in [":", "：", "–", "—", "-", "→", "|", "."] {
        if let Some(text) = rest.strip_prefix(mark) {
            return (text.trim().to_owned(), true);
        }
    }
    // What is in parentheses in front of the mark belongs to the text.
    if let Some((inner, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        let (text, parted) = after_mark(after);
        if parted || text.is_empty() {
            let gap = if text.is_empty() { "" } else { " " };
            return (format!("({inner}){gap}{text}"), true);
        }
    }
    (rest.to_owned(), false)
}

/// A leading id such as `FR-1`, and the text after it.
pub(crate) fn id(text: &str) -> Option<(String, String)> {
    let text = text.trim_start();
    let text = ["[ ] ", "[x] "].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    let bare = text.trim_start_matches(['*', '_', '`', '[']);
    let marks = text.len() - bare.len();
    let letters = bare.find(|c: char| !c.is_ascii_uppercase())?;
    if letters == 0 || letters > 6 {
        return None;
    }
    let mut end = letters;
    // Groups of letters: `REQ-AUTH-1`.
    while let Some(rest) = bare.get(end..).and_then(|rest| rest.strip_prefix('-')) {
        let more = rest.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(rest.len());
        if more == 0 || !rest.get(more..).is_some_and(|rest| rest.starts_with('-')) {
            break;
        }
        end += 1 + more;
    }
    let rest = bare.get(end..)?;
    let gap = usize::from(rest.starts_with(['-', '_', '.']));
    let number = rest.get(gap..)?;
    let digits = number.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(number.len());
    let number = number.get(..digits)?.trim_end_matches('.');
    if number.is_empty() || !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = end + gap + number.len();
    let (id, after) = (bare.get(..end)?, bare.get(end..)?);
    if after.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
        return None;
    }
    // The marks around the id, or around the id and a title.
    let mut after = after.trim_start().to_owned();
    if marks > 0 {
        let mark = text.get(..marks).unwrap_or_default();
        let close = if mark == "[" { "]" } else { mark };
        after = match after.strip_prefix(close) {
            Some(rest) => rest.to_owned(),
            None => {
                let after = after.trim_start_matches([':', '.', ' ', '-', '–', '—']);
                format!("{mark}{after}")
            }
        };
    }
    let after = after.trim_start().trim_start_matches([':', '：', '.', ')', ']', '|', '–', '—']).trim_start();
    let after = after.strip_prefix("- ").unwrap_or(after);
    Some((id.replace(['.'], "-"), after.trim().to_owned()))
}

/// The text after a separator.
pub(crate) fn tail(text: &str) -> String {
    let text = text.trim();
    let rest = [":", "：", "–", "—", "->", "→", "-", "|"].iter().find_map(|mark| text.strip_prefix(mark));
    rest.unwrap_or(text).trim().to_owned()
}

/// A heading without its number.
pub(crate) fn unnumbered(heading: &str) -> &str {
    let text = heading.trim().trim_start_matches("§ ");
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(0);
    let number = text.get(..digits).unwrap_or_default();
    let rest = text.get(digits..).unwrap_or_default();
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let is_number =
        number.starts_with(|c: char| c.is_ascii_digit()) && number.len() < 12 && rest.starts_with(' ');
    if is_number && !rest.trim().is_empty() { rest.trim() } else { text }
}

/// Whether a cell says anything.
pub(crate) fn says(cell: &str) -> bool {
    cell.chars().any(char::is_alphanumeric)
}

/// Two texts, one below the other.
pub(crate) fn joined(text: &str, below: &str) -> String {
    [text, below].iter().filter(|text| !text.trim().is_empty()).copied().collect::<Vec<_>>().join("\n\n")
}

/// Whether words look like a name rather than like a sentence.
pub(crate) fn is_name(name: &str) -> bool {
    let name = name.trim();
    let words = name.split_whitespace().count();
    (1..=7).contains(&words)
        && name.chars().count() <= 60
        && !name.ends_with(['.', '?', '!', ',', ';'])
        && name.chars().any(char::is_alphanumeric)
}

/// The words of a paragraph that is only a label: `**orders**`, `Request:`.
pub(crate) fn label_of(block: &Block) -> Option<String> {
    if !matches!(block.kind, MarkdownKind::Paragraph) {
        return None;
    }
    let source = block.source.trim();
    if let Some(label) = labelled(source).filter(|label| label.bold && label.rest.is_empty()) {
        return Some(label.label);
    }
    let last = source.lines().last()?.trim().trim_matches(['*', '_']);
    let short = last.ends_with([':', '：']) && last.split_whitespace().count() < 12;
    short.then(|| last.trim_end_matches([':', '：']).to_owned())
}
