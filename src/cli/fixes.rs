//! `check --fix` and `check --diff`: what the fixes change, written or only shown.

use std::path::Path;

use super::output::Lines;
use super::{Failure, output};
use crate::authoring::change::Change;
use crate::book::Inspection;
use crate::book::inspect::Target;
use crate::book::mend::{ChangedFile, MadeEdit, Mended, mend};
use crate::diagnostic::{Applicability, counted};
use crate::markdown::one_line;
use crate::source::{Overlay, Root, Writes, shown_from_here};

/// Makes the fixes of several books and says what was changed. Gives how everything is afterwards.
pub(super) fn make(inspected: Vec<(Target, Inspection)>, guesses: bool) -> Result<Vec<Inspection>, Failure> {
    let mended: Vec<(Target, Mended)> = inspected
        .into_iter()
        .map(|(target, inspection)| {
            let mended = mend(&target, Overlay::default(), inspection, guesses);
            (target, mended)
        })
        .collect();
    write(&mended)?;
    let mended: Vec<Mended> = mended.into_iter().map(|(_, mended)| mended).collect();
    let mut lines = Lines::default();
    for mended in &mended {
        edits(mended, &mut lines);
    }
    let count = mended.iter().map(|mended| mended.mended).sum();
    if count > 0 {
        lines.line(format!("{} applied", counted(count, "fix")));
    }
    left(&mended, guesses, &mut lines);
    output::tell(&lines);
    Ok(mended.into_iter().map(|mended| mended.inspection).collect())
}

/// Prints what the fixes would change, as a unified diff.
pub(super) fn show(
    inspected: Vec<(Target, Inspection)>,
    overlay: &Overlay,
    guesses: bool,
) -> Result<(), Failure> {
    let found = inspected.iter().map(|(_, inspection)| inspection.report.findings.len()).sum();
    let inspected = inspected.into_iter();
    let mended: Vec<Mended> =
        inspected.map(|(target, inspection)| mend(&target, overlay.clone(), inspection, guesses)).collect();
    output::show(&mended.iter().map(diff).collect::<String>())?;
    let mut lines = Lines::default();
    let findings = counted(found, "finding");
    let count: usize = mended.iter().map(|mended| mended.mended).sum();
    lines.line(format!("{findings}, {count} would be fixed; nothing was changed"));
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
        only_new: false,
        from: None,
    };
    mended.files.iter().map(|file| change(file).diff(Path::new("."))).collect()
}

/// Writes all changed files or none.
fn write(mended: &[(Target, Mended)]) -> Result<(), Failure> {
    let Some((_, first)) = mended.first() else { return Ok(()) };
    let mut writes = Writes::within(&first.inspection.root);
    for (target, mended) in mended {
        writes = writes.or_within(mended.inspection.root.clone());
        // A file that the user named may be elsewhere.
        for folder in target.paths().filter_map(Path::parent) {
            writes = writes.or_within(Root::new(folder, false));
        }
    }
    for file in mended.iter().flat_map(|(_, mended)| &mended.files) {
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

/// What was not mended, and what could be by another call.
fn left(mended: &[Mended], guesses: bool, lines: &mut Lines) {
    for refused in mended.iter().flat_map(|mended| &mended.refused) {
        let path = shown_from_here(&refused.location);
        lines.line(format!("not fixed: {path}:{}: {}: {}", refused.line, refused.message, refused.why));
    }
    let findings = mended.iter().flat_map(|mended| &mended.inspection.report.findings);
    let suggestions = findings.filter(|finding| {
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
