//! `file:line:column: error[SD201]: message`, the form that editors and grep understand.

use std::io;

use super::place::Place;
use super::{Format, severity};
use crate::diagnostic::{Report, guarded, printable};
use crate::source::{Position, Sources};

/// One line per finding.
#[derive(Clone, Copy, Debug)]
pub struct Short;

impl Format for Short {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        for finding in &report.findings {
            let Place { file, start, .. } = Place::of(finding.span, sources);
            let level = severity(finding.level);
            let Position { line, column } = start;
            let (file, message) = (printable(file), printable(&finding.message));
            let text = format!("{file}:{line}:{column}: {level}[{}]: {message}\n", finding.rule.code);
            out.write_all(guarded(&text, false).as_bytes())?;
        }
        Ok(())
    }
}
