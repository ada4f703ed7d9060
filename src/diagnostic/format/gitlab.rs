//! A report of GitLab's Code Quality: an array of issues, which a merge request shows beside its
//! changes. Paths start from the top of the repository, without `./` and `..`.

use std::io;

use serde::Serialize;

use super::Format;
use super::fingerprint::Fingerprints;
use super::place::Place;
use crate::diagnostic::{Finding, Level, Report, guarded_json};
use crate::source::{Sources, Span};

/// One array for the whole report.
#[derive(Clone, Copy, Debug)]
pub struct Gitlab;

impl Format for Gitlab {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        let mut fingerprints = Fingerprints::default();
        let mut issues: Vec<Issue> = Vec::new();
        for finding in &report.findings {
            let other = finding.other_side().map(|other| other.span);
            for span in std::iter::once(finding.span).chain(other) {
                issues.push(Issue::of(finding, span, &mut fingerprints, sources));
            }
        }
        writeln!(out, "{}", guarded_json(&serde_json::to_string_pretty(&issues)?))
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl<'a> Issue<'a> {
    fn of(finding: &Finding, at: Span, fingerprints: &mut Fingerprints, sources: &'a Sources) -> Self {
        let Place { start, end, .. } = Place::of(at, sources);
        let source = sources.get(at.file);
        let path = source.in_repository().unwrap_or(source.shown());
        let help = finding.help.as_ref().map(|help| format!(" (help: {help})")).unwrap_or_default();
        Self {
            description: format!("{}{help}", finding.message),
            check_name: format!("{} {}", finding.rule.code, finding.rule.name),
            fingerprint: fingerprints.of(finding, path),
            severity: match finding.level {
                Level::Deny => "major",
                Level::Warn => "minor",
                Level::Note | Level::Allow => "info",
            },
            location: Location { path, lines: Lines { begin: start.line, end: end.line } },
        }
    }
}
