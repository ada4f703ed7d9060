//! Workflow commands: GitHub prints them beside the lines of a change. Their form, and what has
//! to be escaped, is that of the `@actions/core` toolkit.

use std::io;

use super::place::Place;
use super::{Format, severity};
use crate::diagnostic::{Level, Report, printable};
use crate::source::{Sources, Span};

/// `::error file=…,line=…::message`, one line per finding.
#[derive(Clone, Copy, Debug, Default)]
pub struct Github {
    /// Whether paths start from the top of the repository, as a workflow needs them that runs in a
    /// folder below it.
    pub in_repository: bool,
}

impl Format for Github {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        for finding in &report.findings {
            let command = match finding.level {
                Level::Deny | Level::Warn => severity(finding.level),
                Level::Note | Level::Allow => "notice",
            };
            let title = property(&format!("{} {}", finding.rule.code, finding.rule.name));
            let mut message = printable(&finding.message).into_owned();
            if let Some(help) = &finding.help {
                message.push_str("\nhelp: ");
                message.push_str(&printable(help));
            }
            let other = finding.other_side().map(|other| other.span);
            for span in std::iter::once(finding.span).chain(other) {
                let place = self.place(span, sources);
                writeln!(out, "::{command} {place},title={title}::{}", data(&message))?;
            }
        }
        Ok(())
    }
}

impl Github {
    /// The properties of a place.
    fn place(self, span: Span, sources: &Sources) -> String {
        let Place { file, start, end } = Place::of(span, sources);
        let source = sources.get(span.file);
        let file = source.in_repository().filter(|_| self.in_repository).unwrap_or(file);
        // A column says something only together with one line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            format!(",endLine={}", end.line)
        };
        format!("file={},line={}{columns}", property(&printable(file)), start.line)
    }
}

/// The text after `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
