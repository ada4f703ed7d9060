//! `file:line:column: error[SD201]: message`, the form that editors and grep understand.

use std::io;

use super::place::Place;
use super::{Format, printable, severity};
use crate::diagnostic::Report;
use crate::source::Sources;

/// One line a finding.
#[derive(Clone, Copy, Debug)]
pub struct Short;

impl Format for Short {
    fn write(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        for finding in &report.findings {
            let Place { file, start, .. } = Place::of(finding.span, sources);
            let level = severity(finding.level);
            let message = printable(&finding.message).replace('\n', " ");
            writeln!(
                out,
                "{file}:{}:{}: {level}[{}]: {message}",
                start.line, start.column, finding.rule.code
            )?;
        }
        Ok(())
    }
}
