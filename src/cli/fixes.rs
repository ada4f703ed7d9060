//! `check --fix` and `check --diff`: what the fixes change, written or only shown.

use std::path::Path;

use super::output::Lines;
use super::{Failure, output};
use crate::authoring::init::Change;
use crate::book::Inspection;
use crate::book::inspect::Target;
use crate::book::mend::{ChangedFile, MadeEdit, Mended, mend};
use crate::diagnostic::{Applicability, counted};
use crate::markdown::one_line;
use crate::source::{Overlay, Root, Writes, shown_from_here};

/// Applies the fixes and lists the changes. Returns the inspection of the result.
pub(super) fn make(target: &Target, inspection: Inspection, guesses: bool) -> Result<Inspection, Failure> {
    let mended = mend(target, Overlay::default(), inspection, guesses);
    write(&mended, target)?;
    let mut lines = Lines::default();
    edits(&mended, &mut lines);
    if mended.mended > 0 {
        lines.line(format!("{} applied", counted(mended.mended, "fix")));
    }
    left(&mended, guesses, &mut lines);
    output::tell(&lines);
    Ok(mended.inspection)
}

/// Prints what the fixes would change, as a unified diff.
pub(super) fn show(target: &Target, inspection: Inspection, guesses: bool) -> Result<(), Failure> {
    let found = inspection.report.findings.len();
    let mended = mend(target, Overlay::default(), inspection, guesses);
    output::show(&diff(&mended))?;
    let mut lines = Lines::default();
    let findings = counted(found, "finding");
    lines.line(format!("{findings}, {} would be fixed; nothing was changed", mended.mended));
    left(&mended, guesses, &mut lines);
    output::tell(&lines);
    Ok(())
}

/// The changes as a unified diff, with paths relative to the working directory.
fn diff(mended: &Mended) -> String {
    let change = |file: &ChangedFile| Change {
        path: file.location.clone(),
        before: Some(file.before.to_string()),
        after: file.after.to_string(),
    };
    mended.files.iter().map(|file| change(file).diff(Path::new("."))).collect()
}

/// Writes all changed files or none.
fn write(mended: &Mended, target: &Target) -> Result<(), Failure> {
    let mut writes = Writes::within(&mended.inspection.root);
    // A file that the user named may be outside the root.
    if let Target::Files(paths) = target {
        for folder in paths.iter().filter_map(|path| path.parent()) {
            writes = writes.or_within(Root::new(folder, false));
        }
    }
    for file in &mended.files {
        writes.change(&file.location, Some(&file.before), &file.after);
    }
    writes.commit().map_err(Failure::because)
}

/// One line for each edit: the file, the line, and the text before and after.
fn edits(mended: &Mended, lines: &mut Lines) {
    for MadeEdit { location, line, from, to } in &mended.edits {
        let what = match (from.trim().is_empty(), to.trim().is_empty()) {
            (true, true) => "blank lines changed".to_owned(),
            (true, false) => format!("added `{}`", shortened(to)),
            (false, true) => format!("deleted `{}`", shortened(from)),
            (false, false) => format!("`{}` → `{}`", shortened(from), shortened(to)),
        };
        lines.line(format!("{}:{line}: {what}", shown_from_here(location)));
    }
}

/// Lists what was not fixed, and how many suggestions remain.
fn left(mended: &Mended, guesses: bool, lines: &mut Lines) {
    for refused in &mended.refused {
        let path = shown_from_here(&refused.location);
        lines.line(format!("not fixed: {path}:{}: {}: {}", refused.line, refused.message, refused.why));
    }
    let suggestions = mended.inspection.report.findings.iter().filter(|finding| {
        !guesses && !finding.fix.is_empty() && finding.applicability == Applicability::Guess
    });
    let count = suggestions.count();
    if count > 0 {
        let suggestions = counted(count, "suggestion");
        let are = if count == 1 { "is" } else { "are" };
        lines.line(format!("{suggestions} {are} left, which `--unsafe-fixes` applies: read them first"));
    }
}

/// A text on one line, cut to a readable length.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = one_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
