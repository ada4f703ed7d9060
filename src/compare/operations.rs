//! The operations of a service, and the parameters of a contract.

use super::catalogue::{
    CONTRACT_REWORDED, ChangeKind, OPERATION_ADDED, OPERATION_REMOVED, PARAMETER_ADDED, PARAMETER_REMOVED,
};
use super::context::{Context, Entry};
use super::keys::Both;
use super::payload::{Payload, payload, responses};
use crate::design::value::Valued;
use crate::design::{Contract, Entity, Named, Operation};

/// Adds what changed of the parameters and the operations of a contract.
pub(super) fn compare(context: &mut Context<'_>, both: &Both<'_>, old: &Contract, new: &Contract) {
    let entry = |kind: &'static ChangeKind, path: String| Entry::new(kind, both.entity.clone(), path);
    let (gone, kept, added) = sides(&old.parameters, &new.parameters);
    let path = |name: &str| format!("{}.parameters.{name}", both.path);
    for one in gone {
        let detail = format!("the parameter `{}` is gone", one.id.value);
        let entry = entry(&PARAMETER_REMOVED, path(&one.id.value)).at(Some(one.id.span), None);
        context.add(entry.detail(detail));
    }
    for one in added {
        // A part of the path was always there, and a list that appears documents what there was.
        let is_known = old.parameters.is_empty() || old.endpoint.contains(&format!("{{{}}}", one.id.value));
        let kind = if is_known { &CONTRACT_REWORDED } else { &PARAMETER_ADDED };
        let detail = if is_known { "is documented now" } else { "is new" };
        let entry = entry(kind, path(&one.id.value)).at(None, Some(one.id.span));
        context.add(entry.detail(format!("the parameter `{}` {detail}", one.id.value)));
    }
    for (before, after) in kept {
        if !context.same(&before.body().as_value(), &after.body().as_value()) {
            let entry = entry(&CONTRACT_REWORDED, path(&after.id.value));
            let entry = entry.at(Some(before.id.span), Some(after.id.span));
            context.add(entry.detail("the meaning of a parameter changed"));
        }
    }

    let (gone, kept, added) = sides(&old.operations, &new.operations);
    let path = |name: &str| format!("{}.operations.{name}", both.path);
    for one in gone {
        let entry = entry(&OPERATION_REMOVED, path(&one.id.value)).at(Some(one.id.span), None);
        context.add(entry.said(Some(one.id.value.clone()), None));
    }
    for one in added {
        let entry = entry(&OPERATION_ADDED, path(&one.id.value)).at(None, Some(one.id.span));
        context.add(entry.said(None, Some(one.id.value.clone())));
    }
    for (before, after) in kept {
        operation(context, both, &path(&after.id.value), (before, after));
    }
}

fn operation(
    context: &mut Context<'_>,
    both: &Both<'_>,
    path: &str,
    (old, new): (&Entity<Operation>, &Entity<Operation>),
) {
    let at = |kind: &'static ChangeKind, key: &str| {
        Entry::new(kind, both.entity.clone(), format!("{path}.{key}"))
            .at(Some(old.id.span), Some(new.id.span))
    };
    if !context.same(&old.description.as_value(), &new.description.as_value()) {
        let entry = at(&CONTRACT_REWORDED, "description");
        context.add(entry.detail("the meaning of an operation changed"));
    }
    let sides = (Payload::of(old.request.as_ref()), Payload::of(new.request.as_ref()));
    if let Some(kind) = payload(sides.0.as_ref(), sides.1.as_ref(), true) {
        context.add(at(kind, "request"));
    }
    responses(context, (&both.entity, path), &old.responses, &new.responses);
}

/// What only the old side has, what both have, and what only the new side has.
type Sides<'a, T> = (Vec<&'a Entity<T>>, Vec<(&'a Entity<T>, &'a Entity<T>)>, Vec<&'a Entity<T>>);

fn sides<'a, T>(old: &'a Named<T>, new: &'a Named<T>) -> Sides<'a, T> {
    let gone = old.iter().filter(|it| !new.contains(&it.id.value)).collect();
    let kept = new.iter().filter_map(|after| Some((old.get(&after.id.value)?, after))).collect();
    let added = new.iter().filter(|it| !old.contains(&it.id.value)).collect();
    (gone, kept, added)
}
