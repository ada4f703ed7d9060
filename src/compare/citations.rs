//! Citations of requirements. Which requirement is covered by what is reported separately, as coverage; what else
//! is cited, or cited without covering anything, is a change of the citer.

use std::collections::HashSet;

use super::context::Context;
use super::identity::Family;
use crate::design::value::Value;
use crate::design::{Design, Need};

/// Whether a list of citations changed in a way that the coverage does not tell. The citers are the
/// ids, in the new design, of what covers a requirement by citing it here.
pub(super) fn changed(
    context: &Context<'_>,
    old: &Value<'_>,
    new: &Value<'_>,
    by: Need,
    citers: &[&str],
) -> bool {
    let names = &context.matches.names;
    let before: HashSet<&str> = ids(old).into_iter().map(|id| names.now(Family::Requirement, id)).collect();
    let after: HashSet<&str> = ids(new).into_iter().collect();
    let is_told = |id: &&str| context.tells(id, by, citers) || is_on_one_side(context, id);
    !before.symmetric_difference(&after).all(is_told)
}

/// Whether a requirement is gone or new: then so are its citations.
fn is_on_one_side(context: &Context<'_>, now: &str) -> bool {
    let names = &context.matches.names;
    let has = |design: &Design, id: &str| design.requirements.contains(id);
    let was = names.before(Family::Requirement, now);
    has(context.old.design, was) != has(context.new.design, now)
}

fn ids<'v>(value: &'v Value<'_>) -> Vec<&'v str> {
    match value {
        Value::List(items, _) => items.iter().flat_map(ids).collect(),
        Value::Reference(_, id, _) => vec![id],
        _ => Vec::new(),
    }
}
