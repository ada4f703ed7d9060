//! Workflow commands: GitHub prints them beside the lines of a change. Their form, and what has
//! to be escaped, is that of the `@actions/core` toolkit.

use std::io;

use super::place::Place;
use super::{Format, severity};
use crate::diagnostic::{Finding, Level, Report, counted, printable};
use crate::source::{Sources, Span};

/// `::error file=…,line=…::message`, one line per finding.
#[derive(Clone, Copy, Debug, Default)]
pub struct Github {
    /// Whether paths start from the top of the repository, as a workflow needs them that runs in a
    /// folder below it.
    pub in_repository: bool,
}

/// How many annotations of a level GitHub shows for a step.
const SHOWN: usize = 10;

impl Format for Github {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        if !LEVELS.iter().any(|level| is_over(report, level)) {
            for finding in &report.findings {
                self.lines(finding, sources).try_for_each(|line| writeln!(out, "{line}"))?;
            }
            return Ok(());
        }
        for level in LEVELS {
            self.write_level(report, level, sources, out)?;
        }
        Ok(())
    }
}

/// The commands that GitHub knows, and counts by themselves.
const LEVELS: [&str; 3] = ["error", "warning", "notice"];

/// Whether a level has more annotations than GitHub shows. A finding has one for each of its places.
fn is_over(report: &Report, level: &str) -> bool {
    let of_level = report.findings.iter().filter(|finding| command(finding) == level);
    of_level.map(|finding| 1 + usize::from(finding.other_side().is_some())).sum::<usize>() > SHOWN
}

fn command(finding: &Finding) -> &'static str {
    match finding.level {
        Level::Deny | Level::Warn => severity(finding.level),
        Level::Note | Level::Allow => "notice",
    }
}

impl Github {
    /// Writes the findings of a level, those in changed files first. If GitHub does not show all of them, the last
    /// one that it shows says how many there are.
    fn write_level(
        self,
        report: &Report,
        level: &str,
        sources: &Sources,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut findings: Vec<&Finding> =
            report.findings.iter().filter(|finding| command(finding) == level).collect();
        let is_over = is_over(report, level);
        if is_over {
            findings.sort_by_key(|finding| !finding.in_change);
        }
        let mut written = 0;
        for (number, finding) in findings.iter().enumerate() {
            for (line, is_first) in self.lines(finding, sources).zip([true, false]) {
                if is_over && written + 1 == SHOWN {
                    let left = findings.len() - number - usize::from(!is_first);
                    let all = counted(left, &format!("more {level}"));
                    writeln!(
                        out,
                        "::{level} title={}::{all} in the log of this step",
                        env!("CARGO_PKG_NAME")
                    )?;
                    written += 1;
                }
                writeln!(out, "{line}")?;
                written += 1;
            }
        }
        Ok(())
    }

    /// The commands of a finding, one for each of its places.
    fn lines(self, finding: &Finding, sources: &Sources) -> impl Iterator<Item = String> {
        let command = command(finding);
        let title = property(&format!("{} {}", finding.rule.code, finding.rule.name));
        let mut message = printable(&finding.message).into_owned();
        if let Some(help) = &finding.help {
            message.push_str("\nhelp: ");
            message.push_str(&printable(help));
        }
        let other = finding.other_side().map(|other| other.span);
        std::iter::once(finding.span).chain(other).map(move |span| {
            let place = self.place(span, sources);
            format!("::{command} {place},title={title}::{}", data(&message))
        })
    }

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
