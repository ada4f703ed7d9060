//! SD101: a fact or a block that the template requires is missing. The missing facts of one block are
//! one finding, since the author adds them together.

use crate::answer;
use crate::check::Subject;
use crate::design::required_keys;
use crate::diagnostic::{Finding, Group, Sink, either, listed, rule};
use crate::template::{Block, BlockKind, DrawingKind, FactField, Section};

rule! {
    /// Something that the template requires is missing.
    pub(crate) RULE = "SD101", "missing-fact", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let mut asked: Vec<&str> = Vec::new();
    let blocks = subject.template.blocks().enumerate();
    for (number, (section, block)) in blocks.filter(|(_, (_, block))| block.required) {
        if let BlockKind::Facts { from, fields } = &block.kind {
            let finding = facts(subject, block, from, fields);
            sink.extend(finding.map(|finding| Finding { asked_by: Some(number), ..finding }));
            continue;
        }
        if !answer::asks(block) {
            continue;
        }
        // One table may answer several blocks, but it is reported once.
        let table = answer::table_of(&block.kind);
        // Other rules report answers that are empty or malformed.
        let is_absent = answer::of(subject.design, subject.template, block).how.is_absent();
        if is_absent && !asked.contains(&table) {
            asked.push(table);
            let finding = missing_block(subject, section, block);
            sink.push(Finding { asked_by: Some(number), ..finding });
        }
    }
}

fn facts(subject: &Subject<'_>, block: &Block, from: &str, fields: &[FactField]) -> Option<Finding> {
    let missing: Vec<&FactField> = fields
        .iter()
        .filter(|field| field.required)
        .filter(|field| answer::fact(subject.design, subject.template, from, field).is_absent())
        .collect();
    let first = missing.first()?;
    let labels: Vec<String> = missing.iter().map(|field| format!("“{}”", field.label)).collect();
    let verb = if labels.len() == 1 { "is" } else { "are" };
    let message = format!("{} {verb} missing", listed(&labels));
    let keys: Vec<String> = missing.iter().map(|field| format!("`{}`", field.key)).collect();
    let table = subject.design.facts.table(from);
    // Keys that nothing knows are reported, and may be meant for these.
    if table.is_some_and(|table| table.strangers >= missing.len()) {
        return None;
    }
    let span = table.map_or_else(|| place(subject, from), |table| table.span);
    let line = format!("`{} = \"{}\"`", first.key, first.hint);
    let help = match table {
        Some(_) => format!("add {line} to `[{from}]`"),
        None => format!("add `[{from}]` with {line}"),
    };
    let help = if keys.len() > 1 { format!("{help}, and also {}", listed(&keys[1..])) } else { help };
    let names = missing.iter().map(|field| field.label.clone());
    let mut finding = Finding::new(&RULE, span, message).about(names).label(match table {
        Some(_) => format!("has no {}", either(&keys)),
        None => format!("the template asks for `[{from}]`"),
    });
    from.clone_into(&mut finding.path);
    Some(subject.asked_for(finding.help(help), block.span, "asked for here"))
}

fn missing_block(subject: &Subject<'_>, section: &Section, block: &Block) -> Finding {
    let table = answer::table_of(&block.kind);
    let heading = block.heading.as_deref().unwrap_or(&section.heading);
    let help = match &block.kind {
        BlockKind::Prose { from, hint } => {
            let key = from.rsplit('.').next().unwrap_or(from);
            format!("add `{key} = \"…\"` to `[{table}]`: {}", lower_first(hint))
        }
        BlockKind::Tree(_) if !subject.design.components.is_empty() => {
            let tree = reason(subject, "layout.tree");
            format!("add `files` to a component; or say why it does not apply: {tree}")
        }
        BlockKind::Diagram { of: DrawingKind::DataFlow, .. } => {
            let reason = reason(subject, table);
            format!(
                "add `[flows.ID]` with its `title` and `steps`, from which the diagram is drawn; or say why it \
                 does not apply: {reason}"
            )
        }
        BlockKind::Technologies(_) | BlockKind::Entries(_) => {
            let reason = reason(subject, table);
            format!("add `[{table}]` with `NAME = \"…\"`; or say why it does not apply: {reason}")
        }
        _ => or_why(subject, table),
    };
    let mut finding = Finding::new(&RULE, place(subject, table), format!("“{heading}” is missing"))
        .about([heading.to_owned()])
        .label(format!("the template asks for “{heading}”"))
        .help(help);
    table.clone_into(&mut finding.path);
    subject.asked_for(finding, block.span, "asked for here")
}

/// An entry with what it requires, or why there is none.
fn or_why(subject: &Subject<'_>, table: &str) -> String {
    let keys: Vec<String> = required_keys(table).iter().map(|key| format!("`{key}`")).collect();
    let keys = if keys.is_empty() { String::new() } else { format!(" with its {}", listed(&keys)) };
    let reason = reason(subject, table);
    format!("add `[{table}.ID]`{keys}; or say why it does not apply: {reason}")
}

/// A reason as it can be typed: one line, and where it goes.
fn reason(subject: &Subject<'_>, table: &str) -> String {
    const WHY: &str = "not-applicable = \"why\"";
    if let Some((outer, key)) = table.rsplit_once('.') {
        return format!("`{key} = {{ {WHY} }}` in `[{outer}]`");
    }
    // A table that is begun already cannot be given a value.
    if subject.design.roots.contains_key(table) {
        return format!("`{WHY}` in `[{table}]`");
    }
    format!("`{table} = {{ {WHY} }}` above the first `[…]`")
}

fn place(subject: &Subject<'_>, table: &str) -> crate::source::Span {
    let root = table.split('.').next().unwrap_or(table);
    subject.design.place_of(root)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str())
}
