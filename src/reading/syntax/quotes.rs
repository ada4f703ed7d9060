//! Strings that end too early, too late, or contain what they may not.

use super::mistake::Mistake;
use crate::diagnostic::Finding;

impl Mistake<'_> {
    /// A quote inside a string that ends it: `'Doctor's desk'`.
    pub(super) fn inner_quote(&self) -> Option<Finding> {
        // The parser notices what follows the blanks after a string.
        let at = self.slice(0..self.at()).trim_end_matches([' ', '\t']).len();
        let quote = self.slice(0..at).chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
        if at < self.at() && self.rest().starts_with(['"', '\'']) {
            return None;
        }
        let line = self.line();
        let start = self.opening(quote).filter(|start| start + 1 < at)?;
        let rest = self.slice(at..line.end);
        let ends = |&end: &usize| {
            let after = rest[end + 1..].trim_start();
            after.is_empty() || after.starts_with([',', '}', ']', '#'])
        };
        let end = rest.match_indices(quote).map(|(found, _)| found).find(ends);
        let in_words = self.text[at..].starts_with(char::is_alphanumeric);
        let message = "the string ends at the quote inside it";
        let finding = self.finding_at(at - 1..at, message).label("ends here");
        let Some(end) = end.map(|end| at + end + 1) else {
            // One quote only: `"Desk"s`.
            return in_words
                .then(|| finding.help("delete the quote, or write what follows it on its own line"));
        };
        let inner = self.slice(start + 1..end - 1);
        let whole = if quote == '\'' {
            format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""))
        } else {
            format!("\"{}\"", escaped(inner))
        };
        let help = if quote == '\'' {
            format!("put the whole string in double quotes: `{whole}`")
        } else {
            format!("a quote inside a string is written `\\\"`: `{whole}`")
        };
        // An apostrophe in a word ends nothing; other quotes may belong to two strings.
        let sure = quote == '\'' && in_words && self.text[..at - 1].ends_with(char::is_alphanumeric);
        Some(self.fix_line(finding.help(help), sure, start..end, whole))
    }

    /// A backslash before a letter that means nothing.
    pub(super) fn escape(&self) -> Finding {
        let finding = self.finding("a backslash begins an escape that does not exist").label("not an escape");
        let finding = finding.help(
            "write `\\\\` for a backslash, or put the string in single quotes, which take everything as it is",
        );
        let Some(start) = self.opening('"') else { return finding };
        let line = self.line();
        let rest = self.slice(start + 1..line.end);
        let Some(end) = rest.find('"').map(|found| start + 1 + found) else { return finding };
        let inner = self.slice(start + 1..end);
        if inner.contains('\'') || inner.ends_with('\\') {
            return finding;
        }
        self.fix_line(finding, false, start..end + 1, format!("'{inner}'"))
    }

    /// A string of one line without its second quote.
    pub(super) fn unclosed_string(&self, quote: char) -> Finding {
        let finding = self
            .finding("the string is never closed")
            .label("a quote is missing")
            .help(format!("close it with `{quote}`; write a string of several lines in `\"\"\"`"));
        let line = self.line();
        let text = self.slice(line.clone());
        let is_only = text.matches(quote).count() == 1 && !text.contains(['{', '[', '#']);
        if !is_only {
            return finding;
        }
        let end = line.start + text.trim_end().len();
        self.fix_line(finding, false, end..end, quote.to_string())
    }

    /// A string of one line without its first quote.
    pub(super) fn no_opening_quote(&self) -> Finding {
        let value = self.at_value();
        let start = value.at();
        let word = value.rest().trim_end_matches([' ', ',']);
        let finding = self.finding("the string has no opening quote").help(format!("write `\"{word}`"));
        self.fix_line(finding, false, start..start, "\"")
    }

    /// Where the string begins that a quote before the place ends.
    fn opening(&self, quote: char) -> Option<usize> {
        let line = self.line();
        let before = self.before();
        // The value begins after the last `=`, `[` or `,` that is followed by its quote.
        let begins = |&(at, _): &(usize, &str)| {
            let front = before[..at].trim_end();
            front.is_empty() || front.ends_with(['=', '[', ',', '{'])
        };
        let opening = before.match_indices(quote).rfind(begins)?;
        Some(line.start + opening.0)
    }
}

/// The text with a backslash before each quote that has none.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut is_escaped = false;
    for c in text.chars() {
        if c == '"' && !is_escaped {
            out.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        out.push(c);
    }
    out
}
