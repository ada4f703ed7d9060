//! What a build says: what is wrong, and how many notes there are. A draft has many of them, and its
//! page shows them anyhow.

use std::io;

use super::{Ending, Folded, Text};
use crate::diagnostic::{Level, Report, Threshold, guarded, printable};
use crate::source::Sources;

impl Text {
    /// Writes what a build, or a command that prints a single design, says of its findings. Notes are
    /// folded where `fail-on` makes them fail, and counted otherwise.
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn write_build(
        self,
        report: &Report,
        threshold: Threshold,
        sources: &Sources,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        if report.findings.is_empty() {
            return Ok(());
        }
        if threshold.fail_on == Some(Level::Note) {
            let lines = folded(report, sources);
            if !lines.is_empty() {
                writeln!(out, "{}", guarded(&lines, false))?;
            }
        }
        self.write_findings(report, Level::Warn, sources, out)?;
        let cause = threshold.cause(report.worst());
        let notes = Some("`mdbook-system-design check --verbose` shows each note");
        self.write_ending(report, &Ending { cause, notes }, out)
    }
}

/// A line a file, and below it one a section where all of them fit a screen.
fn folded(report: &Report, sources: &Sources) -> String {
    let folded = Folded::of(report);
    let fit = folded.fit_below(folded.files().count());
    let mut lines = String::new();
    for file in folded.files() {
        let mut line = |text: String| {
            lines.push_str(&printable(&text));
            lines.push('\n');
        };
        line(format!("{}: {}", sources.get(file).shown(), folded.file(file)));
        if fit && folded.has_sections(file) {
            folded.sections(file).iter().for_each(|section| line(format!("  {section}")));
        }
    }
    lines
}
