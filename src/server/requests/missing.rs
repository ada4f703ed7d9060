//! What a finding says is missing, written with its hint.

use super::super::edits::FileEdit;
use super::super::pass::Pass;
use crate::answer;
use crate::authoring::literal;
use crate::diagnostic::{Finding, listed};
use crate::reading::rules::MISSING_KEY;
use crate::reading::{Editor, Step, quote_key};
use crate::template::BlockKind;

/// What the action is called, and what it writes.
pub(super) fn edits(finding: &Finding, pass: &Pass) -> Option<(String, Vec<FileEdit>)> {
    let file = finding.file();
    let source = pass.source(file);
    let keys = match missing_key(finding) {
        Some(key) => vec![key],
        None => missing_facts(finding, pass)?,
    };
    let mut editor = Editor::open(source.text()).ok()?;
    for (path, value) in &keys {
        editor.put(path, value, &[]).ok()?;
    }
    let (range, text) = editor.change()?;
    let names: Vec<String> =
        keys.iter().filter_map(|(path, _)| Some(format!("`{}`", quote_key(path.last()?.name()?)))).collect();
    let (_, value) = keys.first()?;
    // Without the quotes, so that they stay around what is written.
    let hole = text.find(value.as_str()).map(|at| {
        let inner = value.trim_matches(['"', '\'']);
        let start = at + value.find(inner).unwrap_or_default();
        start..start + inner.len()
    });
    let title = format!("Add {}", listed(&names));
    Some((title, vec![FileEdit { path: source.real_location(), range, text, hole }]))
}

/// A key that its table needs, with the value that the help shows.
fn missing_key(finding: &Finding) -> Option<(Vec<Step>, String)> {
    let help = finding.help.as_deref().filter(|_| *finding.rule == MISSING_KEY)?;
    let (line, _) = help.strip_prefix("add `")?.split_once('`')?;
    let (key, value) = line.split_once(" = ")?;
    let mut path = Step::read(&finding.path)?;
    path.extend(Step::read(key)?);
    Some((path, value.to_owned()))
}

/// The facts that a block of the template asks for, with their hints, which are reported until they are replaced.
fn missing_facts(finding: &Finding, pass: &Pass) -> Option<Vec<(Vec<Step>, String)>> {
    let checked = pass.checked(finding.file())?;
    let (design, template) = (checked.design.as_deref()?, checked.template.as_ref()?);
    let (_, block) = template.blocks().nth(finding.asked_by?)?;
    let hint = |hint: &str| literal::string(&format!("[{hint}]"));
    match &block.kind {
        BlockKind::Facts { from, fields } => {
            let table = Step::read(from)?;
            let is_missing = |field: &&crate::template::FactField| {
                field.required && answer::fact(design, template, from, field).is_absent()
            };
            let keys = fields.iter().filter(is_missing).map(|field| {
                let mut path = table.clone();
                path.push(Step::key(&field.key));
                (path, hint(&field.hint))
            });
            Some(keys.collect())
        }
        BlockKind::Prose { from, hint: of_text } => Some(vec![(Step::read(from)?, hint(of_text))]),
        _ => None,
    }
}
