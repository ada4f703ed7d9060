//! What is in a table: the values that a column may have, items of a collection, how long they are kept.

use super::catalogue::{
    COLUMN_CHANGED, COLUMN_DOCUMENTED, COLUMN_VALUES_FEWER, COLUMN_VALUES_MORE, ITEM_EXTENDED, ITEM_NARROWED,
    TABLE_CHANGED, TABLE_KEPT_LONGER, TABLE_KEPT_SHORTER, TABLE_REWORDED,
};
use super::context::Context;
use super::keys::Both;
use super::quantities::{self, Direction};
use super::sample::{self, Shape};
use crate::design::value::Valued;
use crate::design::{Column, Table};
use crate::markdown::{meaning, one_line};
use crate::template::Better;

/// Adds what changed of the sample of a collection, and of how long rows are kept.
pub(super) fn compare(context: &mut Context<'_>, both: &Both<'_>, old: &Table, new: &Table) {
    retention(context, both, old, new);
    let code = |table: &Table| table.sample.as_ref().map(|sample| sample.code.value.clone());
    let kind = match (code(old), code(new)) {
        (None, None) => return,
        (None, Some(_)) => &TABLE_REWORDED,
        (Some(_), None) => &TABLE_CHANGED,
        (Some(before), Some(after)) => match sample::compare(&before, &after) {
            Shape::Same => return,
            Shape::Values => &TABLE_REWORDED,
            Shape::Unknown => &TABLE_CHANGED,
            Shape::Grew | Shape::Loosened => &ITEM_EXTENDED,
            Shape::Shrank | Shape::Replaced | Shape::Retyped => &ITEM_NARROWED,
        },
    };
    let entry = both.entry(kind, "sample").said(None, None);
    context.add(if *kind == ITEM_EXTENDED || *kind == ITEM_NARROWED {
        entry
    } else {
        entry.detail("the sample of an item changed")
    });
}

fn retention(context: &mut Context<'_>, both: &Both<'_>, old: &Table, new: &Table) {
    if context.same(&old.retention.as_value(), &new.retention.as_value()) {
        return;
    }
    let (kind, detail) = match (&old.retention, &new.retention) {
        (None, _) => (&TABLE_REWORDED, Some("how long rows are kept is documented now")),
        (_, None) => (&TABLE_CHANGED, Some("how long rows are kept is no longer documented")),
        (Some(before), Some(after)) => {
            let (before, after) = (meaning(&before.value), meaning(&after.value));
            match quantities::of_target(&before, &after, Some(Better::Higher)) {
                Direction::Weaker => (&TABLE_KEPT_SHORTER, None),
                Direction::Stronger => (&TABLE_KEPT_LONGER, None),
                Direction::Same | Direction::Unclear => {
                    (&TABLE_CHANGED, Some("how long rows are kept changed"))
                }
            }
        }
    };
    let entry = both.entry(kind, "retention");
    context.add(match detail {
        Some(detail) => entry.detail(detail),
        None => entry,
    });
}

/// Adds what changed of the values that a column may have.
pub(super) fn values(context: &mut Context<'_>, both: &Both<'_>, old: &Column, new: &Column) {
    let values = |column: &Column| -> Vec<String> {
        column.values.iter().map(|value| one_line(&value.value)).collect()
    };
    let (before, after) = (values(old), values(new));
    let is_fewer = before.iter().any(|value| !after.contains(value));
    let is_more = after.iter().any(|value| !before.contains(value));
    let (kind, detail) = match (before.is_empty(), after.is_empty()) {
        (true, false) => (&COLUMN_DOCUMENTED, Some("its values are documented now")),
        (false, true) => (&COLUMN_CHANGED, Some("its values are no longer documented")),
        _ if is_fewer => (&COLUMN_VALUES_FEWER, None),
        _ if is_more => (&COLUMN_VALUES_MORE, None),
        _ => return,
    };
    let entry = both.entry(kind, "values").at(Some(old.span), Some(new.span));
    context.add(match detail {
        Some(detail) => entry.detail(detail),
        None => entry,
    });
}
