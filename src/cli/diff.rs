//! `diff`: what changed between two designs, by meaning.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Diff, DiffFormat};
use super::output::Lines;
use super::{FAILURE, FINDINGS, Failure, Outcome, output};
use crate::book::{Checked, Loaded};
use crate::compare::{Change, Changes, Class, Side, compare};
use crate::diagnostic::format::Place;
use crate::diagnostic::{Group, Level, Report, guarded_json};
use crate::source::{Overlay, Sources, Span};

pub(super) fn run(arguments: &Diff) -> Outcome {
    let old = open(&arguments.old)?;
    let new = open(&arguments.new)?;
    let (Some(before), Some(after)) = (side(&old), side(&new)) else {
        // A side that cannot be read is never “no change”.
        for loaded in [&old, &new] {
            let threshold = loaded.session.config.threshold();
            output::build(&unreadable(&loaded.found), threshold, &loaded.session.sources);
        }
        return Ok(ExitCode::from(FAILURE));
    };
    let changes = compare(before, after, &arguments.renames);
    let sources = (&old.session.sources, &new.session.sources);
    output::print(&match arguments.format {
        DiffFormat::Json => as_json(&changes, sources),
        DiffFormat::Text => as_text(&changes, sources),
    })?;
    let differs = arguments.exit_code && !changes.entries.is_empty();
    Ok(if differs { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}

fn open(path: &Path) -> Result<Loaded, Failure> {
    let loaded = Loaded::open(path, &Overlay::default()).map_err(Failure::because)?;
    if loaded.checked.is_none() {
        let message = format!("`{}` names no version, so there is nothing to compare", path.display());
        return Err(Failure::new(message));
    }
    Ok(loaded)
}

/// A side that was read whole.
fn side(loaded: &Loaded) -> Option<Side<'_>> {
    let Checked { design: Some(design), template: Some(template), report, .. } = loaded.checked.as_ref()?
    else {
        return None;
    };
    unreadable(report).findings.is_empty().then_some(Side { design, template })
}

/// The findings that say that a part of the file could not be read.
fn unreadable(report: &Report) -> Report {
    let is_shape = |group: Group| matches!(group, Group::Shape { .. });
    let mut report = report.clone();
    report.findings.retain(|finding| is_shape(finding.rule.group) && finding.level == Level::Deny);
    report
}

/// One object a line and change, then one that sums up.
fn as_json(changes: &Changes, (old, new): (&Sources, &Sources)) -> String {
    let mut text = String::new();
    let mut line = |value: &Value| {
        text.push_str(&guarded_json(&value.to_string()));
        text.push('\n');
    };
    for change in &changes.entries {
        line(&json!({
            "rule": change.kind.code(),
            "class": change.class.word(),
            "look": change.look,
            "area": change.area.word(),
            "kind": change.entity_kind,
            "entity": change.entity,
            "path": change.path,
            "old": change.old,
            "new": change.new,
            "message": change.message,
            "old_span": change.old_span.map(|span| place(span, old)),
            "new_span": change.new_span.map(|span| place(span, new)),
            "claims": change.claims,
            "used_by": [],
            "fingerprint": change.fingerprint(),
        }));
    }
    let coverage = changes.coverage.iter().map(|change| {
        json!({
            "requirement": change.requirement,
            "by": change.by.word(),
            "citer": change.citer,
            "gained": change.gained,
            "decides": change.decides,
        })
    });
    line(&json!({
        "summary": true,
        "old_version": changes.versions.0,
        "new_version": changes.versions.1,
        "breaking": changes.count(Class::Breaking),
        "additive": changes.count(Class::Additive),
        "editorial": changes.count(Class::Editorial),
        "looks": changes.looks(),
        "step": changes.step.word(),
        "coverage": coverage.collect::<Vec<_>>(),
    }));
    text
}

fn place(span: Span, sources: &Sources) -> Value {
    let Place { file, start, end } = Place::of(span, sources);
    json!({
        "file": file,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    })
}

fn as_text(changes: &Changes, sources: (&Sources, &Sources)) -> String {
    let mut lines = Lines::default();
    let (old, new) = &changes.versions;
    if changes.entries.is_empty() && changes.coverage.is_empty() {
        lines.line(format!("{old} → {new}: nothing changed in meaning"));
        return lines.text().to_owned();
    }
    let count = |class: Class| format!("{} {}", changes.count(class), class.word());
    lines.line(format!(
        "{old} → {new}: {}, {}, {}, {} to look at; step needed: {}",
        count(Class::Breaking),
        count(Class::Additive),
        count(Class::Editorial),
        changes.looks(),
        changes.step.word(),
    ));
    for change in &changes.entries {
        lines.line(format!("{}: {} ({})", at(change, sources), change.message, word(change)));
    }
    for change in &changes.coverage {
        let verb = if change.gained { "is now cited" } else { "is no longer cited" };
        lines.line(format!(
            "coverage: `{}` {verb} by the {} `{}`",
            change.requirement,
            change.by.word(),
            change.citer
        ));
    }
    lines.text().to_owned()
}

fn word(change: &Change) -> &'static str {
    if change.look { "look" } else { change.class.word() }
}

fn at(change: &Change, (old, new): (&Sources, &Sources)) -> String {
    let place = change.new_span.map(|span| (span, new)).or(change.old_span.map(|span| (span, old)));
    place.map_or_else(String::new, |(span, sources)| {
        let source = sources.get(span.file);
        format!("{}:{}", source.shown(), source.position(span.start as usize).line)
    })
}
