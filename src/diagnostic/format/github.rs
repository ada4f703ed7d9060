//! Workflow commands: GitHub prints them beside the lines of a change. Their form, and what has
//! to be escaped, is that of the `@actions/core` toolkit.

use std::io;

use super::place::Place;
use super::{Format, severity};
use crate::diagnostic::{Level, Report, printable};
use crate::source::Sources;

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
            let Place { file, start, end } = Place::of(finding.span, sources);
            let source = sources.get(finding.span.file);
            let file = source.in_repository().filter(|_| self.in_repository).unwrap_or(file);
            let command = match finding.level {
                Level::Deny | Level::Warn => severity(finding.level),
                Level::Note | Level::Allow => "notice",
            };
            let file = property(&printable(file));
            let title = property(&format!("{} {}", finding.rule.code, finding.rule.name));
            let mut message = printable(&finding.message).into_owned();
            if let Some(help) = &finding.help {
                message.push_str("\nhelp: ");
                message.push_str(&printable(help));
            }
            // A column says something only together with one line.
            let columns = if start.line == end.line {
                format!(",col={},endColumn={}", start.column, end.column)
            } else {
                format!(",endLine={}", end.line)
            };
            let line = start.line;
            writeln!(out, "::{command} file={file},line={line}{columns},title={title}::{}", data(&message))?;
        }
        Ok(())
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
