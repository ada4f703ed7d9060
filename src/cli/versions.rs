//! `versions`: the versions of series, a line each.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{ListFormat, Versions};
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, output};
use crate::book::{Surroundings, VersionRow, every_version, versions_of};
use crate::compare::Step;
use crate::diagnostic::guarded_json;

pub(super) fn run(arguments: &Versions) -> Outcome {
    let named = arguments.series.as_deref();
    let mut book = Surroundings::of(named.unwrap_or(Path::new(".")));
    output::surroundings(&book);
    if book.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let rows = match named {
        Some(series) => versions_of(series, &mut book).map_err(Failure::because)?,
        None if book.is_book() => every_version(&mut book),
        None => {
            return Err(Failure::new(
                "there is no book in this folder or above it; name a series: a folder with a file for each version",
            ));
        }
    };
    output::print(&match arguments.format {
        ListFormat::Text => as_text(&rows),
        ListFormat::Json => as_json(&rows),
    })?;
    if rows.is_empty() {
        output::say("The book has no series: `mdbook-system-design bump FILE` makes one of a design");
    }
    Ok(ExitCode::SUCCESS)
}

/// The design's id, the version, its status, the step that its changes ask for, its file, and whether it
/// holds.
fn as_text(rows: &[VersionRow]) -> String {
    let columns = |row: &VersionRow| {
        let step = row.step.map_or("-", Step::word);
        [row.id.clone(), row.version.clone(), row.status.unwrap_or("-").to_owned(), step.to_owned()]
    };
    let cells: Vec<[String; 4]> = rows.iter().map(columns).collect();
    let width = |column: usize| cells.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    let mut lines = Lines::default();
    for (row, cells) in rows.iter().zip(&cells) {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            line.push_str(&format!("{cell:width$}  "));
        }
        lines.line(format!("{line}{}{}", row.file, if row.holds { "  holds" } else { "" }));
    }
    lines.text().to_owned()
}

fn as_json(rows: &[VersionRow]) -> String {
    let object = |row: &VersionRow| {
        json!({
            "design": row.id,
            "version": row.version,
            "status": row.status,
            "holds": row.holds,
            "baseline": row.baseline,
            "step": row.step.map(Step::word),
            "file": row.file,
        })
    };
    let list = Value::Array(rows.iter().map(object).collect());
    format!("{}\n", guarded_json(&format!("{list:#}")))
}
