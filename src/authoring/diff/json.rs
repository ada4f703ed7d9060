//! For programs: an object a line and change, then one that sums up, and one for each design that is only on one side. `schema` describes them.

use serde_json::{Value, json};

use super::comparison::{Alone, Comparison};
use crate::authoring::place;
use crate::catalog::landscape::{Hit, Reach};
use crate::compare::{Change, Class};
use crate::diagnostic::guarded_json;

pub(crate) fn written(all: &[Comparison<'_>], alone: &[Alone<'_>]) -> String {
    let mut text = String::new();
    let mut line = |value: &Value| {
        text.push_str(&guarded_json(&value.to_string()));
        text.push('\n');
    };
    for one in all {
        one.entries().for_each(|(change, reach)| line(&entry(change, reach, one)));
        line(&summary(one));
    }
    for one in alone {
        line(&only(one));
    }
    text
}

fn only(one: &Alone<'_>) -> Value {
    let design = one.design.design;
    json!({
        "only": one.word(),
        "file": one.design.file(),
        "design": design.id,
        "version": design.meta.version.text,
        "status": design.meta.status.value.word(),
    })
}

fn entry(change: &Change, reach: &Reach, one: &Comparison<'_>) -> Value {
    let user = |hit: &Hit| {
        json!({
            "design": hit.id,
            "version": hit.version,
            "owners": hit.owners,
            "span": place::json(hit.span, one.new.sources),
        })
    };
    json!({
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
        "old_span": change.old_span.map(|span| place::json(span, one.old.sources)),
        "new_span": change.new_span.map(|span| place::json(span, one.new.sources)),
        "claims": change.claims,
        "used_by": reach.hit.iter().map(user).collect::<Vec<_>>(),
        "allowed": change.allowed,
        "fingerprint": change.fingerprint(),
    })
}

fn summary(one: &Comparison<'_>) -> Value {
    let changes = &one.changes;
    let coverage = changes.coverage.iter().map(|change| {
        json!({
            "requirement": change.requirement,
            "by": change.by.word(),
            "citer": change.citer,
            "gained": change.gained,
            "decides": change.decides,
        })
    });
    json!({
        "summary": true,
        "old_file": one.old.file(),
        "new_file": one.new.file(),
        "old_version": changes.versions.0,
        "new_version": changes.versions.1,
        "breaking": changes.count(Class::Breaking),
        "additive": changes.count(Class::Additive),
        "editorial": changes.count(Class::Editorial),
        "looks": changes.looks(),
        "step": changes.step.word(),
        "coverage": coverage.collect::<Vec<_>>(),
    })
}
