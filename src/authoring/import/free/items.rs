//! Reads what stands at the beginning of an item, a paragraph or a cell: a name, an id, an endpoint.

use super::super::words::{code_span, labelled};
use crate::design::METHODS;
use crate::markdown::plain_words;

/// A name and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Called {
    pub(super) name: String,
    pub(super) text: String,
    /// Whether the name is marked: bold, italic, code or a link.
    pub(super) marked: bool,
}

/// Splits a text into a name and what follows it: `**Name**: text`, `` `name` - text``, `Name: text`.
pub(super) fn called(text: &str) -> Option<Called> {
    let text = text.trim_start();
    let text = ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text);
    if let Some((name, rest)) = marked(text) {
        let ends = name.trim_end().ends_with([':', '：']);
        let name = plain_words(name.trim()).trim().trim_end_matches([':', '：', '.']).trim().to_owned();
        let (text, parted) = after_mark(rest);
        let parted = parted || ends;
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
pub(super) fn id(text: &str) -> Option<(String, String)> {
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

/// A leading endpoint, `METHOD /path`, and the text after it.
pub(super) fn endpoint(text: &str) -> Option<(String, String)> {
    let text = text.trim_start().trim_start_matches(['*', '_']);
    // In one code span, or the method alone in marks.
    if let Some((code, after)) = code_span(text) {
        if let Some((endpoint, rest)) = bare_endpoint(&code) {
            let rest = rest.trim();
            let rest = rest.strip_prefix("HTTP/1.1").or_else(|| rest.strip_prefix("HTTP/2")).unwrap_or(rest);
            let after = after.trim_start_matches(['*', '_']);
            return Some((endpoint, format!("{rest} {}", tail(after)).trim().to_owned()));
        }
        if METHODS.contains(&code.trim()) {
            let joined = format!(
                "{} {}",
                code.trim(),
                after.trim_start_matches(['*', '_']).trim().replacen('`', "", 2)
            );
            return bare_endpoint(&joined).map(|(endpoint, rest)| (endpoint, tail(&rest)));
        }
        return None;
    }
    let cleared = labelled(text).filter(|label| label.bold && METHODS.contains(&label.label.trim()));
    let text = cleared.map_or_else(|| text.to_owned(), |label| format!("{} {}", label.label, label.rest));
    let (endpoint, rest) = bare_endpoint(&text.replacen("** ", " ", 1).replacen(" `/", " /", 1))?;
    Some((endpoint, tail(&rest)))
}

fn bare_endpoint(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let (method, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    if !METHODS.contains(&method) || !rest.starts_with('/') {
        return None;
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '|')).unwrap_or(rest.len());
    let (path, after) = rest.split_at(end);
    let path = path.trim_end_matches([':', ',', ';', '.']);
    let path = parameters(path);
    Some((format!("{method} {path}"), after.trim_start_matches(['`', '*']).to_owned()))
}

/// `:id` and `<id>` as `{id}`.
fn parameters(path: &str) -> String {
    let one = |part: &str| {
        let word = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let colon = part.strip_prefix(':').filter(|name| word(name));
        let angle = part.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|name| word(name));
        colon.or(angle).map_or_else(|| part.to_owned(), |name| format!("{{{name}}}"))
    };
    path.split('/').map(one).collect::<Vec<_>>().join("/")
}

/// The text after a separator.
pub(super) fn tail(text: &str) -> String {
    let text = text.trim();
    let rest = [":", "：", "–", "—", "->", "→", "-", "|"].iter().find_map(|mark| text.strip_prefix(mark));
    rest.unwrap_or(text).trim().to_owned()
}

/// A heading without its number.
pub(super) fn unnumbered(heading: &str) -> &str {
    let text = heading.trim().trim_start_matches("§ ");
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(0);
    let number = text.get(..digits).unwrap_or_default();
    let rest = text.get(digits..).unwrap_or_default();
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let is_number =
        number.starts_with(|c: char| c.is_ascii_digit()) && number.len() < 12 && rest.starts_with(' ');
    if is_number && !rest.trim().is_empty() { rest.trim() } else { text }
}
