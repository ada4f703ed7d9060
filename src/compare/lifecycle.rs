//! `[design]` and `template`: what the document is, and how far it has come.

use std::cmp::Ordering;

use super::catalogue::{
    DESIGN_ID_CHANGED, DESIGN_ID_RENAMED, DESIGN_REWORDED, REASON_REWORDED, STATUS_REOPENED, STATUS_RETIRED,
    TEMPLATE_CHANGED, VERSION_WENT_BACK,
};
use super::context::{Context, Entry};
use super::identity::former;
use super::keys::{
    self, Both, Keys,
    Treatment::{ByItself, Former, Kind},
};
use super::same;
use crate::design::value::{Recorded, Value, Valued};
use crate::design::{Design, Status};
use crate::markdown::one_line;

pub(super) const KEYS: Keys = &[
    ("was", Former),
    ("title", Kind(&DESIGN_REWORDED)),
    ("version", ByItself),
    ("status", ByItself),
    ("summary", Kind(&DESIGN_REWORDED)),
    ("id", ByItself),
    ("owners", Kind(&DESIGN_REWORDED)),
    ("updated", Kind(&DESIGN_REWORDED)),
    ("ticket", Kind(&DESIGN_REWORDED)),
    ("supersedes", Kind(&DESIGN_REWORDED)),
    ("superseded-by", Kind(&DESIGN_REWORDED)),
    ("links", Kind(&DESIGN_REWORDED)),
];

/// Adds what changed of the design as a whole.
pub(super) fn compare(context: &mut Context<'_>) {
    let (old, new) = (context.old.design, context.new.design);
    let both = Both {
        old: old.meta.record(),
        new: new.meta.record(),
        entity: new.id.clone(),
        path: "design".to_owned(),
        spans: (old.meta.span, new.meta.span),
        area: None,
    };
    keys::compare(context, KEYS, &both);
    id(context, &both);
    version(context, &both);
    status(context, &both);
    template(context);
    reasons(context);
}

/// Only an id that is written counts: one that is made of the file's name changes with the file.
fn id(context: &mut Context<'_>, both: &Both<'_>) {
    let (Value::Plain(old, _), Value::Plain(new, _)) = (both.old.get("id"), both.new.get("id")) else {
        return;
    };
    if old != new {
        let is_named = former(both.new.get("was")).contains(old) || former(both.old.get("was")).contains(new);
        context.add(both.entry(if is_named { &DESIGN_ID_RENAMED } else { &DESIGN_ID_CHANGED }, "id"));
    }
}

fn version(context: &mut Context<'_>, both: &Both<'_>) {
    if order(context) == Some(Ordering::Less) {
        context.add(both.entry(&VERSION_WENT_BACK, "version"));
    }
}

/// How the new version compares with the old one.
fn order(context: &Context<'_>) -> Option<Ordering> {
    let (old, new) = (&context.old.design.meta.version, &context.new.design.meta.version);
    Some(new.semver.as_ref()?.cmp_precedence(old.semver.as_ref()?))
}

/// A step forward, as far as implemented, is nothing. A later version begins anew: that it is a draft takes nothing
/// back from the one before it.
fn status(context: &mut Context<'_>, both: &Both<'_>) {
    let (before, after) = (context.old.design.meta.status.value, context.new.design.meta.status.value);
    if before == after {
        return;
    }
    let kind = match (progress(before), progress(after)) {
        (Some(old), Some(new)) if new > old || order(context) == Some(Ordering::Greater) => return,
        (_, None) => &STATUS_RETIRED,
        _ => &STATUS_REOPENED,
    };
    context.add(both.entry(kind, "status"));
}

/// How far a design has come that is neither retired nor turned down.
fn progress(status: Status) -> Option<u8> {
    match status {
        Status::Draft => Some(0),
        Status::Proposed => Some(1),
        Status::Accepted => Some(2),
        Status::Implemented => Some(3),
        Status::Deprecated | Status::Superseded | Status::Rejected => None,
    }
}

fn template(context: &mut Context<'_>) {
    let (old, new) = (&context.old.design.template, &context.new.design.template);
    if one_line(&old.value) != one_line(&new.value) {
        let entry = Entry::new(&TEMPLATE_CHANGED, "template", "template").at(Some(old.span), Some(new.span));
        context.add(entry.said(Some(old.value.clone()), Some(new.value.clone())));
    }
}

/// The reasons why whole tables do not apply. Where entities took the place of a reason, or the
/// other way round, those have the entries.
fn reasons(context: &mut Context<'_>) {
    let (old, new) = (context.old.design, context.new.design);
    for ((table, before), (_, after)) in tables(old).into_iter().zip(tables(new)) {
        let (Value::Map(before), Value::Map(after)) = (before, after) else { continue };
        let without = before.entries.is_empty() && after.entries.is_empty();
        let (old, new) = (before.reason, after.reason);
        let words = |reason: Option<&crate::design::Text>| reason.map(|text| same::meaning(text, None));
        if without && words(old) != words(new) {
            let entry = Entry::new(&REASON_REWORDED, table, table)
                .at(old.map(|text| text.span), new.map(|text| text.span));
            context.add(entry);
        }
    }
}

/// The tables of entities. Taking the design apart makes a new table fail to compile here.
fn tables(design: &Design) -> Vec<(&'static str, Value<'_>)> {
    let Design {
        requirements,
        technologies,
        people,
        integrations,
        components,
        flows,
        api,
        models,
        tables,
        decisions,
        risks,
        nodes,
        tests,
        // Compared by separate code.
        template: _,
        meta: _,
        diagrams: _,
        layout: _,
        notes: _,
        footprint: _,
        facts: _,
        // What does not describe the system.
        file: _,
        id: _,
        is_replaced: _,
        silenced: _,
        allows: _,
        roots: _,
        has_status: _,
        stray_ids: _,
        unread_roots: _,
        written_empty: _,
    } = design;
    vec![
        ("requirements", requirements.as_value()),
        ("technologies", technologies.as_value()),
        ("people", people.as_value()),
        ("integrations", integrations.as_value()),
        ("components", components.as_value()),
        ("flows", flows.as_value()),
        ("api", api.as_value()),
        ("models", models.as_value()),
        ("tables", tables.as_value()),
        ("decisions", decisions.as_value()),
        ("risks", risks.as_value()),
        ("nodes", nodes.as_value()),
        ("tests", tests.as_value()),
    ]
}
