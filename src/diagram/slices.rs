//! Breaking a word that is wider than a line: between clusters of characters, into pieces that are about equally
//! wide, with a hyphen where readers of the script expect one.

use unicode_segmentation::UnicodeSegmentation;

use super::metrics::{Font, Measure};

/// What ends a broken piece.
pub(super) const HYPHEN: &str = "-";

/// At least this many clusters are on both sides of a hyphen.
const LEAST: usize = 3;
/// How far from its balanced place a break is moved to the beginning of a syllable.
const AROUND: usize = 2;

/// Cuts a part of a word that is wider than a line. `add` gets each piece, and whether it ends in a hyphen.
pub(super) fn slices<'t>(
    part: &'t str,
    font: Font,
    limit: i32,
    hyphens: bool,
    add: &mut impl FnMut(&'t str, bool),
) {
    let clusters: Vec<(usize, &str)> = part.grapheme_indices(true).collect();
    // The measure of everything before each cluster.
    let mut before = vec![Measure::default()];
    for (_, cluster) in &clusters {
        before.push(before[before.len() - 1] + Measure::of(cluster, font));
    }
    let wide = |from: usize, to: usize| (before[to] - before[from]).width(font.size);
    let hyphen = if hyphens { Measure::of(HYPHEN, font).width(font.size) } else { 0 };
    let (mut start, end) = (0, clusters.len());
    // A cluster stays whole, however wide it is.
    while end - start > 1 && wide(start, end) > limit {
        let rest = wide(start, end);
        let room = (limit - hyphen).max(1);
        let target = share(rest, share(rest, room)).min(room);
        // As many as reach the target; one at least, or nothing would be done.
        let fits = (start + 1..end).take_while(|&to| wide(start, to) <= room).last().unwrap_or(start + 1);
        let balanced = (start + 1..fits).find(|&to| wide(start, to) >= target).unwrap_or(fits);
        let places = (start, balanced, fits);
        let at = if hyphens { syllable(&clusters, places) } else { hump(&clusters, places) };
        let hyphenated = hyphens && is_hyphenated(clusters[at - 1].1) && is_hyphenated(clusters[at].1);
        add(&part[clusters[start].0..clusters[at].0], hyphenated);
        start = at;
    }
    if let Some(&(from, _)) = clusters.get(start) {
        add(&part[from..], false);
    }
}

/// A part of something in equal parts, rounded up.
pub(super) const fn share(whole: i32, parts: i32) -> i32 {
    (whole + parts - 1) / parts
}

/// The place near the balanced one where a syllable begins: at a consonant before a vowel.
fn syllable(clusters: &[(usize, &str)], (start, balanced, fits): (usize, usize, usize)) -> usize {
    let begins = |at: usize| {
        let is = |at: usize, wanted: fn(char) -> bool| {
            clusters.get(at).and_then(|(_, cluster)| cluster.chars().next()).is_some_and(wanted)
        };
        is(at, is_consonant) && is(at + 1, is_vowel)
    };
    let allowed = |at: &usize| *at >= start + LEAST && *at <= fits && at + LEAST <= clusters.len();
    let near = (0..=AROUND).flat_map(|far| [balanced.checked_sub(far), balanced.checked_add(far)]);
    near.flatten().filter(allowed).find(|&at| begins(at)).unwrap_or(balanced)
}

/// The last place that fits where a capital letter follows a small one, as in `idempotencyKey`.
fn hump(clusters: &[(usize, &str)], (start, balanced, fits): (usize, usize, usize)) -> usize {
    let is = |at: usize, wanted: fn(char) -> bool| clusters[at].1.chars().all(wanted);
    let begins = |at: &usize| is(*at, char::is_uppercase) && is(*at - 1, char::is_lowercase);
    (start + LEAST..=fits.min(clusters.len() - 1)).rev().find(begins).unwrap_or(balanced)
}

fn is_vowel(letter: char) -> bool {
    "aeiouyäöüáéíóúàèìòùâêîôûåæøœ".contains(letter)
}

fn is_consonant(letter: char) -> bool {
    letter.is_lowercase() && !is_vowel(letter)
}

/// Whether words of a cluster's script are broken with a hyphen: Latin, Greek, Cyrillic, Armenian.
fn is_hyphenated(cluster: &str) -> bool {
    let letter = cluster.chars().next();
    letter
        .is_some_and(|letter| letter.is_alphabetic() && matches!(letter as u32, 0..=0x058F | 0x1E00..=0x1FFF))
}
