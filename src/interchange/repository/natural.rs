//! Names in the order in which people count: V2 before V10.

use std::cmp::Ordering;

/// Compares two paths: numbers in them by what they are worth.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    let mut names = one.split('/').zip(other.split('/')).map(|(one, other)| name(one, other));
    let depth = one.matches('/').count().cmp(&other.matches('/').count());
    names.find(|order| order.is_ne()).unwrap_or(depth).then_with(|| one.cmp(other))
}

fn name(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (first, second) = (piece(&mut one), piece(&mut other));
        let order = match (number(first), number(second)) {
            (Some(first), Some(second)) => first.len().cmp(&second.len()).then_with(|| first.cmp(second)),
            _ => first.cmp(second),
        };
        if order.is_ne() || (first.is_empty() && second.is_empty()) {
            return order;
        }
    }
}

/// The digits, or the other characters, that a text begins with.
fn piece<'t>(text: &mut &'t str) -> &'t str {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != is_number).unwrap_or(text.len());
    let (piece, rest) = text.split_at(end);
    *text = rest;
    piece
}

/// The digits of a number, without zeros before it.
fn number(piece: &str) -> Option<&str> {
    piece.starts_with(|c: char| c.is_ascii_digit()).then(|| piece.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn names_are_in_the_order_of_their_numbers() {
        let mut names =
            ["db/V10__c.sql", "db/V2__b.sql", "db/V1_1__b.sql", "db/V1__a.sql", "db/V02__a.sql", "a/9.sql"];
        names.sort_by(|one, other| compare(one, other));
        assert_eq!(
            names,
            ["a/9.sql", "db/V1_1__b.sql", "db/V1__a.sql", "db/V02__a.sql", "db/V2__b.sql", "db/V10__c.sql"]
        );
    }
}
