//! Prepares the text of a document: front matter, comments and what exports write become the
//! Markdown that the other readers know, with the number of each line in the document.

mod definitions;
mod front;
mod html;
mod tables;

/// A document that is ready to be parsed.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    /// The Markdown.
    pub(crate) text: String,
    /// The line of the document, from 1, of each line of the Markdown.
    lines: Vec<usize>,
    /// The entries of the front matter: key, value and line.
    pub(crate) front: Vec<FrontEntry>,
}

/// An entry of a front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FrontEntry {
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) line: usize,
}

impl Prepared {
    /// Prepares a document.
    pub(crate) fn new(document: &str) -> Self {
        let document = document.strip_prefix('\u{feff}').unwrap_or(document);
        let lines: Vec<&str> = document.lines().collect();
        let (front, body) = front::split(&lines);
        let numbered = lines.iter().enumerate().skip(body).map(|(at, line)| (at + 1, (*line).to_owned()));
        let lines = tables::convert(&definitions::convert(html::convert(numbered.collect())));
        let text = lines.iter().fold(String::new(), |text, (_, line)| text + line + "\n");
        Self { text, lines: lines.into_iter().map(|(number, _)| number).collect(), front }
    }

    /// The line of the document of a line of the Markdown; both from 1.
    pub(crate) fn line(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|at| self.lines.get(at)).copied().unwrap_or(line)
    }
}

/// A line with its number in the document.
type Line = (usize, String);

/// Follows the code blocks of a document from line to line.
#[derive(Default)]
struct Fences {
    open: Option<(char, usize)>,
}

impl Fences {
    /// Whether the line is code, or begins or ends it.
    fn is_code(&mut self, line: &str) -> bool {
        let text = line.trim_start().trim_start_matches("> ");
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| text.chars().take_while(|c| *c == mark).count());
        match (self.open, mark) {
            (None, Some(mark)) if length >= 3 => {
                self.open = Some((mark, length));
                true
            }
            (Some((open, least)), Some(mark))
                if open == mark && length >= least && text.trim_matches(mark).trim().is_empty() =>
            {
                self.open = None;
                true
            }
            (open, _) => open.is_some() || line.starts_with("    "),
        }
    }
}
