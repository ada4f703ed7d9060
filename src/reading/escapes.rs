//! From an offset in a decoded string back to the file.
//!
//! A TOML string may contain escapes, line continuations and a newline that is dropped at its
//! beginning, so an offset in its value is not an offset in the file.

/// A decoded string, with the place of each byte.
#[derive(Debug, PartialEq, Eq)]
pub struct Unescaped {
    /// The value.
    pub text: String,
    /// For each byte of the value, the bytes of the literal that its character comes from.
    origins: Vec<(usize, usize)>,
    /// Where the closing quotes begin.
    end: usize,
}

impl Unescaped {
    /// Decodes a string literal, quotes included (TOML 1.1 strings of all four kinds). Any
    /// other text is taken as it is.
    pub fn of(literal: &str) -> Self {
        let (quotes, escapes) = match literal {
            l if l.starts_with("\"\"\"") => (3, true),
            l if l.starts_with("'''") => (3, false),
            l if l.starts_with('"') => (1, true),
            l if l.starts_with('\'') => (1, false),
            _ => (0, false),
        };
        let end = literal.len().saturating_sub(quotes).max(quotes);
        let mut decoded = Self { text: String::new(), origins: Vec::new(), end };
        let mut at = quotes;
        if quotes == 3 {
            let rest = literal.get(at..).unwrap_or_default();
            at += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        }
        while let Some(c) = literal.get(at..end).and_then(|rest| rest.chars().next()) {
            at = if c == '\\' && escapes {
                decoded.escape(literal, at)
            } else {
                decoded.push(c, at, at + c.len_utf8())
            };
        }
        decoded
    }

    /// The bytes of the literal that a range of the value comes from.
    pub fn locate(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = self.origins.get(range.start).map_or(self.end, |origin| origin.0);
        let last = range.end.checked_sub(1).filter(|&last| last >= range.start);
        let end = last.map_or(start, |last| self.origins.get(last).map_or(self.end, |origin| origin.1));
        start..end.max(start)
    }

    /// Adds a character that the literal writes in `from..to`; returns `to`.
    fn push(&mut self, c: char, from: usize, to: usize) -> usize {
        self.text.push(c);
        self.origins.extend(std::iter::repeat_n((from, to), c.len_utf8()));
        to
    }

    /// Decodes the escape at `at` and returns the offset after it.
    fn escape(&mut self, literal: &str, at: usize) -> usize {
        let Some(kind) = literal.get(at + 1..self.end).and_then(|rest| rest.chars().next()) else {
            return self.end;
        };
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if digits > 0 {
            let hex = literal.get(at + 2..at + 2 + digits);
            let c = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
            let to = (at + 2 + digits).min(self.end);
            return self.push(c.unwrap_or(char::REPLACEMENT_CHARACTER), at, to);
        }
        let plain = match kind {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'e' => '\u{1b}',
            c if c.is_whitespace() => {
                let rest = literal.get(at + 1..self.end).unwrap_or_default();
                return self.end - rest.trim_start().len();
            }
            c => c,
        };
        self.push(plain, at, at + 1 + kind.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::Unescaped;

    #[track_caller]
    fn assert_located(literal: &str, value: &str, needle: &str, source: &str) {
        let unescaped = Unescaped::of(literal);
        assert_eq!(unescaped.text, value);
        let start = value.find(needle).unwrap_or_else(|| panic!("no {needle:?}"));
        assert_eq!(&literal[unescaped.locate(start..start + needle.len())], source);
    }

    #[test]
    fn a_place_in_the_value_is_found_in_the_literal() {
        assert_located(r#""plain""#, "plain", "lai", "lai");
        assert_located(r#""a\"b\u00e4c""#, "a\"b\u{e4}c", "\u{e4}c", r"\u00e4c");
        assert_located("\"\"\"\nab \\\n   cd\n\"\"\"", "ab cd\n", "cd", "cd");
        assert_located("\"\"\"\nab \\\n   cd\"\"\"", "ab cd", "ab ", "ab ");
        assert_located("'''\r\nC:\\x'''", "C:\\x", "\\x", "\\x");
    }
}
