//! The last lines of a run: how many findings there are, where to read on, and why it failed.

use std::collections::HashSet;
use std::io;

use annotate_snippets::{Level as Severity, Renderer};

use super::severity;
use crate::diagnostic::{Cause, Finding, Level, Report, counted, guarded};
use crate::source::FileId;

/// What a run ends with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ending<'a> {
    /// Why it failed.
    pub cause: Option<Cause>,
    /// How one sees the notes, where they were not shown one by one: “`--verbose` shows each note”.
    pub notes: Option<&'a str>,
}

/// Writes the last lines of a report that has findings. The very last one says what came of it.
pub(super) fn write(
    report: &Report,
    ending: &Ending<'_>,
    renderer: &Renderer,
    color: bool,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let worst = report.worst();
    let mut line = |level: Severity<'_>, text: String| {
        let drawn = renderer.render(&[annotate_snippets::Group::with_title(level.primary_title(text))]);
        writeln!(out, "{}", guarded(&drawn, color))
    };
    let mut help = Vec::new();
    let first = report.findings.iter().find(|finding| finding.level == worst);
    if let Some(first) = first.filter(|_| worst > Level::Note || ending.notes.is_none()) {
        let code = first.rule.code;
        help.push(format!("`mdbook-system-design explain {code}` says why, and what to do instead"));
    }
    help.extend(ending.notes.filter(|_| report.count(Level::Note) > 0).map(str::to_owned));
    if !help.is_empty() {
        line(Severity::HELP, help.join("; "))?;
    }
    let files: HashSet<FileId> = report.findings.iter().map(Finding::file).collect();
    line(severity(worst), format!("{} in {}", counts(report, Level::Note), counted(files.len(), "file")))?;
    let is_new = |finding: &&Finding| finding.known.is_none();
    let new =
        Report { findings: report.findings.iter().filter(is_new).cloned().collect(), ..Report::default() };
    match ending.cause {
        None | Some(Cause::Errors) => Ok(()),
        Some(Cause::FailOn(level)) => {
            let key = format!("and `fail-on = \"{level}\"` is set");
            line(failed(), format!("{}, {key}", counts(&new, level)))
        }
        Some(Cause::DenyWarnings) => {
            line(failed(), format!("{}, and `--deny-warnings` is given", counts(report, Level::Warn)))
        }
    }
}

fn failed() -> Severity<'static> {
    Severity::ERROR.with_name("failed")
}

/// `1 error, 2 warnings`: what there is from a level on.
fn counts(report: &Report, from: Level) -> String {
    let levels = [(Level::Deny, "error"), (Level::Warn, "warning"), (Level::Note, "note")];
    let counts = levels.iter().filter(|(level, _)| *level >= from);
    let counts = counts.map(|&(level, noun)| (report.count(level), noun)).filter(|&(count, _)| count > 0);
    counts.map(|(count, noun)| counted(count, noun)).collect::<Vec<_>>().join(", ")
}
