//! Where something new stands: after a named neighbour, or at the end.

use crate::diagnostic::{Finding, Sink};
use crate::reading::rules::UNKNOWN_REFERENCE;
use crate::reading::{Plain, nearest};

/// Something with a key among others.
pub(super) trait Keyed {
    /// What findings call it.
    const WHAT: &'static str;
    /// Its key.
    fn key(&self) -> &str;
    /// Whether it stays behind whatever is added at the end.
    fn stays_last(&self) -> bool {
        false
    }
}

/// Adds `item` after its neighbour; where it names none, at the end.
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
    let message = format!("there is no {} `{}` to stand after", T::WHAT, &**after);
    let finding = Finding::new(&UNKNOWN_REFERENCE, after.span, message);
    let keys: Vec<&str> = list.iter().map(Keyed::key).collect();
    match nearest(after, keys.iter().copied()) {
        Some(near) => finding
            .help(format!("a {} with a similar key exists: `{near}`", T::WHAT))
            .suggest(after.span, format!("\"{near}\"")),
        None => finding.help(format!("there are: {}", keys.join(", "))),
    }
}
