//! Escaping and numbers of SVG.

use std::fmt::{self, Write as _};

/// Per cent as the fraction that SVG wants.
pub(super) fn opacity(per_cent: u32) -> String {
    format!("0.{per_cent:02}")
}

/// Hundredths as a decimal number without zeros at its end.
pub(super) fn hundredths(number: u32) -> String {
    let decimal = format!("{}.{:02}", number / 100, number % 100);
    decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// An address as an attribute. Characters that an address cannot contain are percent-encoded.
#[derive(Debug, Clone, Copy)]
pub struct Address<'a>(pub &'a str);

impl fmt::Display for Address<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forbidden = |one: char| {
            one.is_whitespace() || one.is_control() || matches!(one, '"' | '<' | '>' | '`' | '|' | '\\')
        };
        for character in self.0.chars() {
            if forbidden(character) {
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    write!(out, "%{byte:02X}")?;
                }
            } else {
                write!(out, "{}", Escaped(character.encode_utf8(&mut [0; 4])))?;
            }
        }
        Ok(())
    }
}

/// Text for content and attributes: markup is escaped, characters that XML forbids are left out, and each run
/// of white space becomes one space, so that there is no blank line.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.0.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                // mdBook reads two braces as the beginning of a helper, even in HTML.
                '{' if characters.peek() == Some(&'{') => out.write_str("&#123;")?,
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.write_char(' ')?,
                '\u{FFFE}' | '\u{FFFF}' => {}
                other if other.is_control() => {}
                other => out.write_char(other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_contains_no_blank_and_no_markup() {
        assert_eq!(Address("../sp ace/a.md?x=1&y#shop").to_string(), "../sp%20ace/a.md?x=1&amp;y#shop");
        assert_eq!(Address("a\u{a0}\n\"<b>`|\u{7f}ü%20").to_string(), "a%C2%A0%0A%22%3Cb%3E%60%7C%7Fü%20");
    }
}
