//! Quantities in texts: the same in other units, weaker, or stronger.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::design::quantity::{Comparison, Quantity, parse_all, parse_others};
use crate::template::{Better, Dimension};

/// What became of the quantities of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// They are the same.
    Same,
    /// One of them promises less.
    Weaker,
    /// They promise more.
    Stronger,
    /// They differ, and nothing says which is better.
    Unclear,
}

/// A text with each quantity as a number of its base unit, so that `1 s` and `1000 ms` are the same.
pub(super) fn as_numbers(text: &str) -> String {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for Measure { unit, quantity } in measures(text) {
        let Quantity { value, range, .. } = quantity;
        if is_only_a_way_of_writing(&text[range.clone()], &unit) {
            out.push_str(&text[end..range.start]);
            out.push_str(&format!("{value} {}", unit.word()));
            end = range.end;
        }
    }
    out.push_str(&text[end..]);
    out
}

/// Whether the number says all that is written: a range has a lower end as well, `1.10` may be a
/// version, and a number without a unit that is known may be a name.
fn is_only_a_way_of_writing(written: &str, unit: &Unit) -> bool {
    let number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '_' | '\'');
    let is_range = written.trim_start_matches(number).contains(|c: char| c.is_ascii_digit());
    match unit {
        Unit::Of(Dimension::Count) => !is_range && !written.contains('.'),
        Unit::Of(_) => !is_range,
        Unit::Other(_) => false,
    }
}

/// How the quantities of a requirement's text changed, as far as its own words say which is better.
pub(super) fn of_words(old: &str, new: &str) -> Direction {
    direction(&measures(old), &measures(new), None)
}

/// How a target changed. `better` is the template's word; RTO and RPO are better when lower.
pub(super) fn of_target(old: &str, new: &str, better: Option<Better>) -> Direction {
    let names_recovery = |text: &str| ["RTO", "RPO"].iter().any(|name| text.contains(name));
    let better = better.or((names_recovery(old) && names_recovery(new)).then_some(Better::Lower));
    direction(&measures(old), &measures(new), better)
}

/// Whether a text has a quantity.
pub(super) fn has(text: &str) -> bool {
    measures(text).iter().any(|measure| !matches!(measure.unit, Unit::Other(_)))
}

/// Whether a text has a number of anything.
pub(super) fn has_number(text: &str) -> bool {
    !measures(text).is_empty()
}

struct Measure {
    unit: Unit,
    quantity: Quantity,
}

/// What a number counts.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Unit {
    Of(Dimension),
    Other(String),
}

impl Unit {
    fn word(&self) -> &str {
        match self {
            Unit::Of(dimension) => dimension.word(),
            Unit::Other(word) => word,
        }
    }
}

/// The quantities of a text in its order, each once.
fn measures(text: &str) -> Vec<Measure> {
    let mut all: Vec<Measure> = Vec::new();
    for dimension in
        [Dimension::Duration, Dimension::Rate, Dimension::Percentage, Dimension::Count, Dimension::Size]
    {
        for quantity in parse_all(text, dimension) {
            // A number without a percent sign, or the word, is a count here.
            let is_bare = dimension == Dimension::Percentage && {
                let written = &text[quantity.range.clone()];
                !written.contains('%') && !written.to_lowercase().contains('p')
            };
            if !is_bare {
                all.push(Measure { unit: Unit::Of(dimension), quantity });
            }
        }
    }
    all.extend(
        parse_others(text)
            .into_iter()
            .map(|other| Measure { unit: Unit::Other(other.unit), quantity: other.quantity }),
    );
    all.sort_by_key(|measure| measure.quantity.range.start);
    all
}

fn direction(old: &[Measure], new: &[Measure], better: Option<Better>) -> Direction {
    let (olds, news) = (only(old, new), only(new, old));
    if olds.is_empty() && news.is_empty() {
        return Direction::Same;
    }
    // What is bounded now was not before: a promise more.
    let is_bound = |measure: &&Measure| measure.quantity.comparison.is_some() || better.is_some();
    if olds.is_empty() && news.iter().all(is_bound) {
        return Direction::Stronger;
    }
    let units = |side: &[&Measure]| side.iter().map(|measure| measure.unit.clone()).collect::<Vec<_>>();
    if units(&olds) != units(&news) {
        return Direction::Unclear;
    }
    let steps: Vec<Direction> = olds.iter().zip(&news).map(|(old, new)| step(old, new, better)).collect();
    if steps.contains(&Direction::Weaker) {
        Direction::Weaker
    } else if steps.contains(&Direction::Unclear) {
        Direction::Unclear
    } else if steps.contains(&Direction::Stronger) {
        Direction::Stronger
    } else {
        Direction::Same
    }
}

/// What only one side has: what is the same on both did not change, wherever it is.
fn only<'m>(side: &'m [Measure], other: &[Measure]) -> Vec<&'m Measure> {
    let key = |measure: &Measure| {
        let quantity = &measure.quantity;
        (measure.unit.clone(), quantity.value, quantity.percentile, bound(quantity))
    };
    let mut there: HashMap<_, usize> = HashMap::new();
    for measure in other {
        *there.entry(key(measure)).or_default() += 1;
    }
    let mut is_there = |measure: &Measure| match there.get_mut(&key(measure)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    };
    side.iter().filter(|measure| !is_there(measure)).collect()
}

/// Which values a bound makes better.
fn bound(quantity: &Quantity) -> Option<Better> {
    quantity.comparison.map(|comparison| match comparison {
        Comparison::Less | Comparison::AtMost => Better::Lower,
        Comparison::Greater | Comparison::AtLeast => Better::Higher,
    })
}

/// From one quantity to the one in its place.
fn step(old: &Measure, new: &Measure, better: Option<Better>) -> Direction {
    let (before, after) = (bound(&old.quantity), bound(&new.quantity));
    if before.zip(after).is_some_and(|(before, after)| before != after) {
        return Direction::Unclear;
    }
    let of_value = new.quantity.value.cmp(&old.quantity.value);
    // More cases at the same value is a stronger promise.
    let of_part = match (old.quantity.percentile, new.quantity.percentile) {
        (Some(old), Some(new)) => new.cmp(&old),
        (None, None) => Ordering::Equal,
        _ => return Direction::Unclear,
    };
    let of_value = match better.or(after).or(before) {
        _ if of_value == Ordering::Equal => Ordering::Equal,
        Some(Better::Higher) => of_value,
        Some(Better::Lower) => of_value.reverse(),
        None => return Direction::Unclear,
    };
    match (of_value, of_part) {
        (Ordering::Equal, Ordering::Equal) => Direction::Same,
        (Ordering::Less, Ordering::Less | Ordering::Equal) | (Ordering::Equal, Ordering::Less) => {
            Direction::Weaker
        }
        (Ordering::Greater, Ordering::Greater | Ordering::Equal) | (Ordering::Equal, Ordering::Greater) => {
            Direction::Stronger
        }
        _ => Direction::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::{Better, Direction, as_numbers, of_target, of_words};

    #[test]
    fn units_are_ways_of_writing() {
        for (a, b) in [
            ("within 1 s", "within 1000 ms"),
            ("600 req/s", "36000 req/min"),
            ("10 000 users", "10,000 users"),
            ("99.9 %", "99.9%"),
            ("2 weeks", "14 days"),
            ("1 year", "12 months"),
            ("1 GB", "1000 MB"),
            ("1 MiB", "1024 KiB"),
        ] {
            assert_eq!(as_numbers(a), as_numbers(b));
        }
        for (a, b) in [
            ("within 1 s", "within 2 s"),
            ("10 to 50 ms", "20 to 50 ms"),
            ("protocol 1.1", "protocol 1.10"),
            ("up to 20 MB", "up to 10 MB"),
        ] {
            assert_ne!(as_numbers(a), as_numbers(b));
        }
    }

    #[test]
    fn words_say_which_is_better() {
        for (old, new, direction) in [
            ("answers within 50 ms", "answers within 80 ms", Direction::Weaker),
            ("answers within 80 ms", "answers within 50 ms", Direction::Stronger),
            ("keeps at least 30 days", "keeps at least 10 days", Direction::Weaker),
            ("p99 < 50 ms", "p50 < 50 ms", Direction::Weaker),
            ("p50 < 50 ms", "p99 < 50 ms", Direction::Stronger),
            ("keeps 30 days", "keeps 10 days", Direction::Unclear),
            ("within 50 ms", "fast", Direction::Unclear),
            ("fast", "within 50 ms", Direction::Stronger),
            ("fast", "50 ms", Direction::Unclear),
            ("at least 8 weeks", "at least 2 months", Direction::Stronger),
            ("at least 7 years", "at least 6 months", Direction::Weaker),
            ("uploads of at least 20 MB", "uploads of at least 500 kB", Direction::Weaker),
            ("at most 20 EUR", "at most 30 EUR", Direction::Weaker),
            ("20 MB", "10 MB", Direction::Unclear),
            ("encrypted with TLS 1.2", "encrypted with TLS 1.3", Direction::Unclear),
            ("at least 90 days", "at most 90 days", Direction::Unclear),
            ("within 50 ms", "in 50 ms", Direction::Same),
            ("within 50 ms of a click", "the click is answered within 50 ms", Direction::Same),
        ] {
            assert_eq!(of_words(old, new), direction, "{old} → {new}");
        }
    }

    #[test]
    fn targets_go_by_the_template() {
        assert_eq!(of_target("600 req/s", "500 req/s", Some(Better::Higher)), Direction::Weaker);
        assert_eq!(of_target("RTO 15 min", "RTO 60 min", None), Direction::Weaker);
        assert_eq!(of_target("600", "500", None), Direction::Unclear);
    }
}
