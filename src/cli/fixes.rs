//! `check --fix` and `check --diff`: what the fixes change, written or only shown.

use std::fmt::Write as _;
use std::path::Path;

use super::{Failure, output};
use crate::authoring::init::{Change, Plan};
use crate::book::Inspection;
use crate::book::inspect::Target;
use crate::book::mend::{Changed, Made, Mended, mend};
use crate::diagnostic::Applicability;
use crate::source;

/// Makes the fixes and says what was changed. Gives how everything is afterwards.
pub(super) fn make(target: &Target, inspection: Inspection, guesses: bool) -> Result<Inspection, Failure> {
    let mended = mend(target, inspection, guesses);
    mended.files.iter().try_for_each(write)?;
    let mut said = edits(&mended);
    if mended.mended > 0 {
        let _ = writeln!(said, "{} applied", counted(mended.mended, "fix", "fixes"));
    }
    said.push_str(&left(&mended, guesses));
    output::say(&said);
    Ok(mended.inspection)
}

/// Prints what the fixes would change, as a unified diff.
pub(super) fn show(target: &Target, inspection: Inspection, guesses: bool) -> Result<(), Failure> {
    let found = inspection.report.findings.len();
    let mended = mend(target, inspection, guesses);
    output::print(&plan(&mended).diff(Path::new(".")))?;
    let findings = counted(found, "finding", "findings");
    let mut said = format!("{findings}, {} would be mended; nothing was changed\n", mended.mended);
    said.push_str(&left(&mended, guesses));
    output::say(&said);
    Ok(())
}

/// The changes as a unified diff can show them.
fn plan(mended: &Mended) -> Plan {
    let change = |file: &Changed| Change {
        path: file.location.clone(),
        before: Some(file.before.to_string()),
        after: file.after.to_string(),
    };
    Plan { changes: mended.files.iter().map(change).collect() }
}

/// Writes a file, unless somebody else changed it since it was read.
fn write(file: &Changed) -> Result<(), Failure> {
    let path = &file.location;
    let failure = |why: String| Failure::new(format!("`{}` cannot be written: {why}", path.display()));
    let on_disk = std::fs::read_to_string(path).map_err(|error| failure(error.to_string()))?;
    // A byte order mark was dropped when the file was read.
    let mark = if on_disk.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    if on_disk.trim_start_matches('\u{feff}') != &*file.before {
        return Err(failure("it changed meanwhile".to_owned()));
    }
    std::fs::write(path, format!("{mark}{}", file.after)).map_err(|error| failure(error.to_string()))
}

/// A line for each edit: the file, the line, and what became what.
fn edits(mended: &Mended) -> String {
    let here = mended.inspection.session.root.from_here();
    let mut text = String::new();
    for Made { path, line, from, to } in &mended.edits {
        let _ = write!(text, "{}:{line}: ", source::below(&here, path));
        let _ = match (from.trim().is_empty(), to.trim().is_empty()) {
            (true, true) => writeln!(text, "blank lines changed"),
            (true, false) => writeln!(text, "added `{}`", shortened(to)),
            (false, true) => writeln!(text, "deleted `{}`", shortened(from)),
            (false, false) => writeln!(text, "`{}` → `{}`", shortened(from), shortened(to)),
        };
    }
    text
}

/// What was not mended, and what could be by another call.
fn left(mended: &Mended, guesses: bool) -> String {
    let here = mended.inspection.session.root.from_here();
    let mut text = String::new();
    for refused in &mended.refused {
        let path = source::below(&here, &refused.path);
        let _ = writeln!(text, "not mended: {path}:{}: {}: {}", refused.line, refused.message, refused.why);
    }
    let suggestions = mended.inspection.report.findings.iter().filter(|finding| {
        !guesses && !finding.fix.is_empty() && finding.applicability == Applicability::Guess
    });
    let count = suggestions.count();
    if count > 0 {
        let (suggestions, are) =
            (counted(count, "suggestion", "suggestions"), if count == 1 { "is" } else { "are" });
        let _ = writeln!(text, "{suggestions} {are} left, which `--unsafe-fixes` applies: read them first");
    }
    text
}

/// A text in one line that can be read.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// `1 fix`, `2 fixes`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
