//! The ids of contracts that have their names from files.

use crate::design::as_id;

/// The id that a design gives an operation: `create-booking` for `createBooking`.
pub fn contract_id(operation: &str) -> String {
    as_id(&split_words(operation))
}

/// `createBooking` as words.
fn split_words(name: &str) -> String {
    let mut out = String::new();
    let mut was_small = false;
    for c in name.chars() {
        if c.is_uppercase() && was_small {
            out.push(' ');
        }
        was_small = c.is_lowercase() || c.is_numeric();
        out.push(c);
    }
    out
}
