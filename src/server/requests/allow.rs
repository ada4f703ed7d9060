//! The `[[allow]]` that silences a finding, with a place for the reason.

use super::super::edits::FileEdit;
use super::super::pass::Pass;
use crate::authoring::literal;
use crate::diagnostic::Finding;
use crate::reading::{Editor, Step};

/// What the action is called, and what it adds to the design; `None` where the design cannot silence the finding.
pub(super) fn edit(finding: &Finding, pass: &Pass) -> Option<(String, FileEdit)> {
    let file = finding.file();
    let design = pass.session().design(file)?;
    let source = pass.source(file);
    let checked = pass.checked(file)?;
    let is_of_design =
        checked.report.findings.iter().any(|of| of.rule == finding.rule && of.span == finding.span);
    if finding.rule.is_fixed()
        || finding.known.is_some()
        || finding.omitted > 0
        || !is_of_design
        || !source.is_on_disk()
    {
        return None;
    }
    let rule = finding.rule.name;
    let title = if finding.path.is_empty() {
        format!("Allow `{rule}` in this design: write the reason")
    } else {
        format!("Allow `{rule}` at `{}`: write the reason", finding.path)
    };
    let mut keys = vec![format!("rule = {}", literal::string(rule))];
    if !finding.path.is_empty() {
        keys.push(format!("at = {}", literal::string(&finding.path)));
    }
    keys.push("reason = \"\"".to_owned());

    let text = source.text();
    let is_list = design.roots.get("allow").is_some_and(|span| !source.slice(*span).starts_with("[["));
    let (range, text) = if is_list {
        in_list(text, &keys.join(", "))?
    } else {
        (text.len()..text.len(), at_end(text, &keys))
    };
    let hole = text.rfind("reason = \"\"").map(|at| at + "reason = \"".len()).map(|at| at..at);
    Some((title, FileEdit { path: source.real_location(), range, text, hole }))
}

/// A table of its own at the end of the file.
fn at_end(text: &str, keys: &[String]) -> String {
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = match (text.is_empty(), text.ends_with('\n')) {
        (true, _) => "",
        (false, true) => line_break,
        (false, false) => &line_break.repeat(2),
    };
    let lines: Vec<&str> = std::iter::once("[[allow]]").chain(keys.iter().map(String::as_str)).collect();
    format!("{gap}{}{line_break}", lines.join(line_break))
}

/// One more item of `allow = […]`.
fn in_list(text: &str, keys: &str) -> Option<(std::ops::Range<usize>, String)> {
    let mut editor = Editor::open(text).ok()?;
    let other = Editor::open(&format!("allow = [{{ {keys} }}]")).ok()?;
    editor.push(&[Step::key("allow")], &other, &[Step::key("allow"), Step::Item(0)]).ok()?;
    editor.change()
}
