//! The position of a new item: after a named neighbour, or at the end.

use super::known_keys;
use crate::diagnostic::{Finding, Sink};
use crate::reading::rules::UNKNOWN_REFERENCE;
use crate::reading::{Plain, nearest};

/// An item with a key in a list.
pub(super) trait Keyed {
    /// The kind of item, for findings.
    const WHAT: &'static str;
    /// The item's key.
    fn key(&self) -> &str;
    /// Whether the item stays last when others are added.
    fn stays_last(&self) -> bool {
        false
    }
}

/// Adds `item` after its neighbour, or at the end if it names none.
pub(super) fn insert<T: Keyed>(list: &mut Vec<T>, item: T, after: Option<&Plain>, sink: &mut Sink) {
    let at_end = || {
        let last = list.iter().rev().take_while(|known| known.stays_last() && !item.stays_last()).count();
        list.len() - last
    };
    let at = match after {
        None => at_end(),
        Some(after) => match list.iter().position(|known| known.key() == &**after) {
            Some(index) => index + 1,
            None => {
                sink.push(unknown_neighbour::<T>(after, list));
                at_end()
            }
        },
    };
    list.insert(at, item);
}

fn unknown_neighbour<T: Keyed>(after: &Plain, list: &[T]) -> Finding {
    let message = format!("there is no {} `{}` to follow", T::WHAT, &**after);
    let finding = Finding::new(&UNKNOWN_REFERENCE, after.span, message);
    let keys: Vec<&str> = list.iter().map(Keyed::key).collect();
    match nearest(after, keys.iter().copied()) {
        Some(near) => {
            finding.help(format!("did you mean `{near}`?")).suggest(after.span, format!("\"{near}\""))
        }
        None => finding.help(known_keys(&keys)),
    }
}
