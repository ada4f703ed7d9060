//! Column types: the same under another name, narrower, or wider.

use std::cmp::Ordering;

use crate::design::column_type::{Family, family};
use crate::markdown::one_line;

/// What became of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It is the same type.
    Same,
    /// It holds less, or something else.
    Narrowed,
    /// It holds more.
    Widened,
    /// One of the types is not known.
    Unknown,
}

/// Compares two types.
pub(super) fn compare(old: &str, new: &str) -> Change {
    let (old, new) = (spelt(old), spelt(new));
    if old == new {
        return Change::Same;
    }
    let (Some(before), Some(after)) = (family(&old), family(&new)) else { return Change::Unknown };
    if before == after {
        return sizes(before, &old, &new);
    }
    let whole = [Family::Small, Family::Integer, Family::Big];
    let rank = |family| whole.iter().position(|known| *known == family);
    match (rank(before), rank(after)) {
        (Some(before), Some(after)) if after > before => Change::Widened,
        _ => Change::Narrowed,
    }
}

/// Within a family, the numbers in parentheses say how much there is room for; without any there is
/// room for all.
fn sizes(family: Family, old: &str, new: &str) -> Change {
    let (before, after) = (room(old), room(new));
    let of_size = match (&before[..], &after[..]) {
        ([], []) => Ordering::Equal,
        ([], _) => Ordering::Less,
        (_, []) => Ordering::Greater,
        (before, after) => {
            let pairs: Vec<Ordering> =
                before.iter().zip(after).map(|(before, after)| after.cmp(before)).collect();
            if pairs.contains(&Ordering::Less) {
                Ordering::Less
            } else if pairs.contains(&Ordering::Greater) || after.len() > before.len() {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        }
    };
    let unsized_text = |kind: &str| family == Family::Text && is_bounded(kind) && room(kind).is_empty();
    match of_size {
        Ordering::Less => Change::Narrowed,
        Ordering::Greater => Change::Widened,
        // `char` alone has room for one letter; with and without a time zone are two things.
        Ordering::Equal if unsized_text(old) != unsized_text(new) => Change::Unknown,
        Ordering::Equal if zoned(old) != zoned(new) => Change::Narrowed,
        Ordering::Equal => Change::Same,
    }
}

fn is_bounded(kind: &str) -> bool {
    kind == "char" || kind == "character"
}

fn zoned(kind: &str) -> bool {
    kind.starts_with("timestamptz")
        || kind.starts_with("timetz")
        || kind.contains("with time zone")
        || kind.contains("offset")
}

fn room(kind: &str) -> Vec<u64> {
    let inside =
        kind.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside);
    inside.split(',').filter_map(|number| number.trim().parse().ok()).collect()
}

/// In small letters, with single spaces and none inside parentheses.
fn spelt(kind: &str) -> String {
    let kind = one_line(kind).to_lowercase();
    kind.replace(" (", "(").replace("( ", "(").replace(" )", ")").replace(", ", ",").replace(" ,", ",")
}

#[cfg(test)]
mod tests {
    use super::{Change, compare};

    #[test]
    fn types_are_compared_by_what_they_hold() {
        for (old, new, change) in [
            ("varchar(40)", "character varying(40)", Change::Same),
            ("BIGINT", "int8", Change::Same),
            ("varchar(40)", "varchar(60)", Change::Widened),
            ("varchar(60)", "text", Change::Widened),
            ("text", "varchar(60)", Change::Narrowed),
            ("int", "bigint", Change::Widened),
            ("bigint", "int", Change::Narrowed),
            ("int", "text", Change::Narrowed),
            ("numeric(10, 2)", "numeric(12,2)", Change::Widened),
            ("timestamptz", "timestamp with time zone", Change::Same),
            ("timestamptz", "timestamp", Change::Narrowed),
            ("order_status", "text", Change::Unknown),
        ] {
            assert_eq!(compare(old, new), change, "{old} → {new}");
        }
    }
}
