//! Quantities in texts: the same in other units, weaker, or stronger.

use std::cmp::Ordering;
use std::ops::Range;

use crate::design::quantity::{Amount, Comparison, Percentile, Quantity, parse_all};
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
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for measure in measures(text) {
        let Quantity { value, range, .. } = measure.quantity;
        found.push((range, format!("{value} {}", measure.dimension.word())));
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (range, number) in found {
        if range.start >= end {
            out.push_str(&text[end..range.start]);
            out.push_str(&number);
            end = range.end;
        }
    }
    out.push_str(&text[end..]);
    out
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
    !measures(text).is_empty()
}

struct Measure {
    dimension: Dimension,
    quantity: Quantity,
}

/// The quantities of a text in its order, each once.
fn measures(text: &str) -> Vec<Measure> {
    let mut all: Vec<Measure> = Vec::new();
    for dimension in [Dimension::Duration, Dimension::Rate, Dimension::Percentage, Dimension::Count] {
        for quantity in parse_all(text, dimension) {
            let written = &text[quantity.range.clone()];
            // A number without a sign or a word after it is a count here.
            let is_bare = dimension == Dimension::Percentage
                && !written.contains(|c: char| c == '%' || c.is_alphabetic());
            let is_known = all.iter().any(|other| overlap(&other.quantity.range, &quantity.range));
            if !is_bare && !is_known {
                all.push(Measure { dimension, quantity });
            }
        }
    }
    all.sort_by_key(|measure| measure.quantity.range.start);
    all
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn direction(old: &[Measure], new: &[Measure], better: Option<Better>) -> Direction {
    type Key = (Dimension, Amount, Option<Percentile>);
    let key = |measure: &Measure| -> Key {
        (measure.dimension, measure.quantity.value, measure.quantity.percentile)
    };
    let mut olds: Vec<&Measure> = old.iter().collect();
    let mut news: Vec<&Measure> = new.iter().collect();
    // What is the same on both sides did not change, wherever it is.
    olds.retain(|measure| {
        let there = news.iter().position(|other| key(other) == key(measure));
        there.map(|at| news.remove(at)).is_none()
    });
    if olds.is_empty() && news.is_empty() {
        return Direction::Same;
    }
    let dimensions = |side: &[&Measure]| side.iter().map(|measure| measure.dimension).collect::<Vec<_>>();
    if dimensions(&olds) != dimensions(&news) {
        return Direction::Unclear;
    }
    let steps: Vec<Direction> = olds.iter().zip(&news).map(|(old, new)| step(old, new, better)).collect();
    if steps.contains(&Direction::Weaker) {
        Direction::Weaker
    } else if steps.contains(&Direction::Unclear) {
        Direction::Unclear
    } else {
        Direction::Stronger
    }
}

/// From one quantity to the one in its place.
fn step(old: &Measure, new: &Measure, better: Option<Better>) -> Direction {
    let by_words = |quantity: &Quantity| {
        quantity.comparison.map(|comparison| match comparison {
            Comparison::Less | Comparison::AtMost => Better::Lower,
            Comparison::Greater | Comparison::AtLeast => Better::Higher,
        })
    };
    let (before, after) = (by_words(&old.quantity), by_words(&new.quantity));
    if before.zip(after).is_some_and(|(before, after)| before != after) {
        return Direction::Unclear;
    }
    let Some(better) = better.or(after).or(before) else { return Direction::Unclear };
    let of_value = match new.quantity.value.cmp(&old.quantity.value) {
        Ordering::Equal => Ordering::Equal,
        greater if better == Better::Higher => greater,
        lower => lower.reverse(),
    };
    // More cases at the same value is a stronger promise.
    let of_part = match (old.quantity.percentile, new.quantity.percentile) {
        (Some(old), Some(new)) => new.cmp(&old),
        (None, None) => Ordering::Equal,
        _ => return Direction::Unclear,
    };
    match (of_value, of_part) {
        (Ordering::Equal, Ordering::Equal) => Direction::Same,
        (Ordering::Less, _) | (Ordering::Equal, Ordering::Less) if of_part != Ordering::Greater => {
            Direction::Weaker
        }
        (Ordering::Greater | Ordering::Equal, Ordering::Greater | Ordering::Equal) => Direction::Stronger,
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
        ] {
            assert_eq!(as_numbers(a), as_numbers(b));
        }
        assert_ne!(as_numbers("within 1 s"), as_numbers("within 2 s"));
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
