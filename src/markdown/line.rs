//! Text in one line.

/// A text of any layout as one line: white space of any kind becomes one blank.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
