//! Column types: the same under another name, narrower, or wider.

use std::cmp::Ordering;

use crate::design::column_type::{self, Family, family};
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
    let (old, new) = match (old.strip_suffix("[]"), new.strip_suffix("[]")) {
        (Some(old), Some(new)) => (old, new),
        (None, None) => (old.as_str(), new.as_str()),
        (Some(one), None) => return one_or_many(one, &new),
        (None, Some(one)) => return one_or_many(&old, one),
    };
    let (Some(before), Some(after)) = (family(old), family(new)) else { return Change::Unknown };
    if let (Some(old_rank), Some(new_rank)) = (rank(before, old), rank(after, new)) {
        let is_signed = |kind: &str| !kind.contains("unsigned") && !kind.starts_with('u');
        return match new_rank.cmp(&old_rank) {
            _ if is_signed(old) != is_signed(new) => Change::Narrowed,
            Ordering::Less => Change::Narrowed,
            Ordering::Equal => Change::Same,
            Ordering::Greater => Change::Widened,
        };
    }
    if before == after { sizes(before, old, new) } else { Change::Narrowed }
}

/// Whether a file has another type than a design: another family, or another width where both write one.
pub(super) fn disagree(ours: &str, theirs: &str) -> bool {
    let (one, other) = (spelt(ours), spelt(theirs));
    if one == other || one.is_empty() || other.is_empty() {
        return false;
    }
    let (one, other) = match (one.strip_suffix("[]"), other.strip_suffix("[]")) {
        (Some(one), Some(other)) => (one, other),
        (None, None) => (one.as_str(), other.as_str()),
        (Some(one), None) => return one_or_many(one, &other) == Change::Narrowed,
        (None, Some(other)) => return one_or_many(&one, other) == Change::Narrowed,
    };
    if column_type::differ(one, other) {
        return !(is_switch(one, other) || is_switch(other, one));
    }
    let families = family(one).zip(family(other));
    let has_width = |family: Family| {
        matches!(family, Family::Text | Family::Number | Family::Bytes | Family::Time | Family::Timestamp)
    };
    let (ours, theirs) = (room(one), room(other));
    let is_written = !ours.is_empty() && !theirs.is_empty();
    let same = || {
        let whole = |digits: &[u64]| (digits.first().copied(), digits.get(1).copied().unwrap_or_default());
        whole(&ours) == whole(&theirs)
    };
    families.is_some_and(|(one, other)| one == other && has_width(one)) && is_written && !same()
}

/// Whether a number of one digit means true and false, as in `MySQL`.
fn is_switch(one: &str, other: &str) -> bool {
    family(one) == Some(Family::Boolean) && ["tinyint(1)", "bit(1)", "bit"].contains(&other)
}

/// Whether the database makes the values of a type, so that none is missing.
pub(super) fn fills_itself(kind: &str) -> bool {
    let kind = kind.to_lowercase();
    ["serial", "identity", "auto_increment", "autoincrement", "generated"]
        .iter()
        .any(|word| kind.contains(word))
}

/// A list of values in place of one, or the other way round.
fn one_or_many(old: &str, new: &str) -> Change {
    if family(old).is_some() && family(new).is_some() { Change::Narrowed } else { Change::Unknown }
}

/// How much room a type of a fixed size has, among those that hold the same; the number in parentheses
/// says only how wide a whole number is shown.
fn rank(family: Family, kind: &str) -> Option<u8> {
    let name = kind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(kind);
    Some(match (family, name) {
        (Family::Small, "tinyint") => 1,
        (Family::Small, _) => 2,
        (Family::Integer, "mediumint") => 3,
        (Family::Integer, _) => 4,
        (Family::Big, _) => 5,
        (Family::Float, "real" | "float4" | "float32") => 11,
        (Family::Float, "double" | "float8" | "float64") => 12,
        _ => return None,
    })
    .filter(|rank| *rank < 10 || !kind.contains('('))
}

/// Within a family, the numbers in parentheses say how much there is room for; without any there is
/// room for all.
fn sizes(family: Family, old: &str, new: &str) -> Change {
    let (mut before, mut after) = (room(old), room(new));
    if family == Family::Number {
        // The digits before the point, and those after it.
        for digits in [&mut before, &mut after] {
            if let [all, ref rest @ ..] = digits[..] {
                let behind = rest.first().copied().unwrap_or_default();
                *digits = vec![all.saturating_sub(behind), behind];
            }
        }
    }
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
        Ordering::Equal => match text_rank(new).cmp(&text_rank(old)) {
            Ordering::Less => Change::Narrowed,
            Ordering::Equal => Change::Same,
            Ordering::Greater => Change::Widened,
        },
    }
}

/// The sizes of the texts of `MySQL`; others have room for all, or say how much.
fn text_rank(kind: &str) -> u8 {
    match kind {
        "tinytext" => 0,
        "mediumtext" => 2,
        "longtext" => 3,
        _ => 1,
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
    use super::{Change, compare, disagree};

    #[test]
    fn a_file_may_spell_a_type_otherwise() {
        for (ours, theirs) in [
            ("integer", "INT4"),
            ("varchar(12)", "character varying(12)"),
            ("text", "varchar(40)"),
            ("integer", "int(11)"),
            ("boolean", "tinyint(1)"),
            ("numeric(8)", "decimal(8, 0)"),
            ("timestamptz", "timestamp with time zone"),
            ("text[]", "TEXT[]"),
            ("mood", "text"),
            ("bigint", "bigserial"),
        ] {
            assert!(!disagree(ours, theirs) && !disagree(theirs, ours), "{ours} {theirs}");
        }
        for (ours, theirs) in [
            ("integer", "bigint"),
            ("varchar(12)", "varchar(16)"),
            ("numeric(8,2)", "numeric(10,2)"),
            ("text", "integer"),
            ("text", "text[]"),
            ("uuid", "char(36)"),
            ("boolean", "smallint"),
        ] {
            assert!(disagree(ours, theirs) && disagree(theirs, ours), "{ours} {theirs}");
        }
    }

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
            ("numeric(8,2)", "numeric(8,4)", Change::Narrowed),
            ("numeric(8,2)", "numeric(10,4)", Change::Widened),
            ("numeric(8)", "numeric(8,0)", Change::Same),
            ("bigint(20)", "bigint", Change::Same),
            ("tinyint", "smallint", Change::Widened),
            ("int", "mediumint", Change::Narrowed),
            ("int", "int unsigned", Change::Narrowed),
            ("u32", "i32", Change::Narrowed),
            ("serial", "int", Change::Same),
            ("double precision", "real", Change::Narrowed),
            ("float8", "double precision", Change::Same),
            ("text", "longtext", Change::Widened),
            ("text", "text[]", Change::Narrowed),
            ("int[]", "bigint[]", Change::Widened),
            ("shelf[]", "shelf", Change::Unknown),
        ] {
            assert_eq!(compare(old, new), change, "{old} → {new}");
        }
    }
}
