//! `JUnit`'s XML, which most CI services show as tests: a suite a file, a test case a finding. An error
//! and a warning are failures, a note is a test that was skipped.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use indexmap::IndexMap;

use super::place::Place;
use super::{Format, severity};
use crate::diagnostic::{Finding, Level, Report, printable};
use crate::source::{Position, Sources};

/// One `testsuites` for the whole report.
#[derive(Clone, Copy, Debug)]
pub struct Junit;

const NAME: &str = env!("CARGO_PKG_NAME");

impl Format for Junit {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        let mut suites: IndexMap<&str, Vec<&Finding>> = IndexMap::new();
        for finding in &report.findings {
            suites.entry(sources.get(finding.span.file).shown()).or_default().push(finding);
        }
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<testsuites name=\"{NAME}\" {}>", figures(report.findings.iter()))?;
        for (file, findings) in &suites {
            let figures = figures(findings.iter().copied());
            writeln!(out, "  <testsuite name=\"{}\" {figures}>", text(file))?;
            for finding in findings {
                out.write_all(case(finding, sources).as_bytes())?;
            }
            writeln!(out, "  </testsuite>")?;
        }
        if suites.is_empty() {
            // Services take a report without a test for one that was cut off.
            writeln!(
                out,
                "  <testsuite name=\"{NAME}\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">"
            )?;
            writeln!(out, "    <testcase name=\"check\" classname=\"{NAME}\"/>")?;
            writeln!(out, "  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }
}

fn figures<'f>(findings: impl Iterator<Item = &'f Finding>) -> String {
    let (failed, left): (Vec<&Finding>, Vec<&Finding>) =
        findings.partition(|finding| finding.level > Level::Note);
    let (failures, skipped) = (failed.len(), left.len());
    let tests = (failures + skipped).max(1);
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"")
}

fn case(finding: &Finding, sources: &Sources) -> String {
    let Place { file, start: Position { line, column }, .. } = Place::of(finding.span, sources);
    let (code, level) = (finding.rule.code, severity(finding.level));
    let (file, message) = (text(file), text(&finding.message));
    let mut out = format!(
        "    <testcase name=\"{code} {} (line {line})\" classname=\"{file}\" file=\"{file}\" line=\"{line}\">\n",
        finding.rule.name
    );
    if finding.level > Level::Note {
        let help = finding.help.as_ref().map(|help| format!("\nhelp: {}", text(help))).unwrap_or_default();
        let _ = writeln!(
            out,
            "      <failure type=\"{level}\" message=\"{message}\">{file}:{line}:{column}: {level}[{code}]: {message}{help}</failure>"
        );
    } else {
        let _ = writeln!(out, "      <skipped message=\"{message}\"/>");
    }
    out.push_str("    </testcase>\n");
    out
}

/// A text in an element or in quotes. XML has no words at all for some characters.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in Cow::as_ref(&printable(text)).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
