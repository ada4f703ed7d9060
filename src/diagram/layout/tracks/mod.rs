//! The horizontal pieces of lines in the gaps between rows, one track each.
//!
//! A gap is a channel with ends at both sides (Hashimoto and Stevens, 1971). The order of the tracks is found
//! by moving each line to the place where it crosses the fewest others; a vertical piece that would overlap
//! another is a crossing of great weight, and if two lines want each other's place, one of them gets a second
//! track (Deutsch's dogleg, 1976).

mod spans;

use std::collections::HashMap;

use super::order::Order;
use super::rows::Sheet;
use super::sideways::Places;
use super::steps::Steps;
use spans::Spans;

/// The tracks of all gaps; the gap of a row is the one below it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tracks {
    /// How each link gets from its upper to its lower x.
    pub ways: Vec<Way>,
    /// The number of tracks in each gap.
    pub counts: Vec<usize>,
    pub crossings: usize,
}

/// The horizontal pieces of a link from above: track, and the x to which it leads.
pub(super) type Way = Vec<(usize, i32)>;

/// All links of a bundle in one gap, or a part of them: they share a track.
#[derive(Debug, Clone)]
struct Wire {
    links: Vec<usize>,
    tops: Vec<i32>,
    bottoms: Vec<i32>,
    /// The wire that this one continues.
    above: Option<usize>,
}

/// Lines nearer to each other than this overlap.
const NEAR: i32 = 8;
/// From the track of a line to that of one that would otherwise seem to continue it.
const APART: usize = 3;
/// The weight of overlapping lines, and of a wire above the one it continues.
const CONFLICT: usize = 1000;
const FORBIDDEN: usize = 1_000_000;

/// Gives every link its way through its gap.
///
/// If the steps are spent, overlapping lines are split and not rearranged.
pub(super) fn route(sheet: &Sheet, order: &Order, places: &Places, steps: &Steps) -> Tracks {
    let mut tracks = Tracks { ways: vec![Vec::new(); sheet.links.len()], ..Tracks::default() };
    for row in order {
        let (mut wires, straight) = wires(sheet, row, places);
        let mut sequence = arrange(&wires, steps);
        // Each round removes one conflict, so the number of rounds is bounded by that of wires.
        for _ in 0..2 * wires.len() {
            if !steps.are_left() {
                part(&mut wires, &straight, &mut sequence);
                break;
            }
            if !split_conflict(&mut wires, &straight, &sequence, steps) {
                break;
            }
            sequence = arrange(&wires, steps);
        }
        tracks.crossings += crossings(&wires, &straight, &sequence);
        let levels = levels(&wires, &sequence);
        tracks.counts.push(levels.iter().map(|level| level + 1).max().unwrap_or(0));
        let mut leads_on = vec![false; wires.len()];
        for above in wires.iter().filter_map(|wire| wire.above) {
            leads_on[above] = true;
        }
        for &wire in &sequence {
            for &link in &wires[wire].links {
                let target = match wires[wire].bottoms.first() {
                    Some(&x) if leads_on[wire] => x,
                    _ => places.links[link].1,
                };
                tracks.ways[link].push((levels[wire], target));
            }
        }
    }
    tracks
}

/// The wires of the gap below a row, and the x of lines that run straight through it.
fn wires(sheet: &Sheet, row: &[usize], places: &Places) -> (Vec<Wire>, Vec<i32>) {
    let mut wires: Vec<Wire> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for &link in row.iter().flat_map(|&item| &sheet.items[item].down) {
        let bundle = sheet.links[link].bundle;
        let (top, bottom) = places.links[link];
        let number = *known.entry(bundle).or_insert(wires.len());
        if let Some(wire) = wires.get_mut(number) {
            wire.links.push(link);
            wire.tops.push(top);
            wire.bottoms.push(bottom);
        } else {
            wires.push(Wire { links: vec![link], tops: vec![top], bottoms: vec![bottom], above: None });
        }
    }
    let (bent, straight): (Vec<Wire>, Vec<Wire>) =
        wires.into_iter().partition(|wire| wire.span().0 != wire.span().1);
    (bent, straight.iter().map(|wire| wire.span().0).collect())
}

impl Wire {
    fn span(&self) -> (i32, i32) {
        let ends = || self.tops.iter().chain(&self.bottoms).copied();
        (ends().min().unwrap_or(0), ends().max().unwrap_or(0))
    }

    /// What it costs to have this wire's track above the other's.
    fn cost_above(&self, other: &Self) -> usize {
        let (mine, theirs) = (self.span(), other.span());
        let crossed = other.tops.iter().filter(|&&x| within(x, mine)).count()
            + self.bottoms.iter().filter(|&&x| within(x, theirs)).count();
        crossed + CONFLICT * usize::from(self.lies_on(other).is_some())
    }

    /// Whether another line turns away just above the place from which this one goes down.
    fn seems_to_continue(&self, above: &Self, number: usize) -> bool {
        let is_its_own = self.above == Some(number);
        !is_its_own && self.bottoms.iter().any(|&x| above.tops.iter().any(|&top| (top - x).abs() <= 2))
    }

    /// Where a lower end of this wire would overlap an upper end of a wire whose track is below.
    fn lies_on(&self, other: &Self) -> Option<i32> {
        self.bottoms.iter().copied().find(|&bottom| other.tops.iter().any(|&top| (top - bottom).abs() < NEAR))
    }
}

/// The wires from the highest to the lowest track.
fn arrange(wires: &[Wire], steps: &Steps) -> Vec<usize> {
    let mut sequence: Vec<usize> = (0..wires.len()).collect();
    let cost = |above: usize, below: usize| {
        if wires[above].above == Some(below) {
            FORBIDDEN
        } else if wires[below].above == Some(above) {
            // Two parts of one line meet on purpose.
            0
        } else {
            wires[above].cost_above(&wires[below])
        }
    };
    let ends: usize = wires.iter().map(|wire| 4 * (wire.tops.len() + wire.bottoms.len())).sum();
    for _ in 0..wires.len() {
        let mut changed = false;
        for (wire, one) in wires.iter().enumerate() {
            if !steps.spend(ends * one.tops.len().max(one.bottoms.len())) {
                return sequence;
            }
            let from = sequence.iter().position(|&other| other == wire).unwrap_or(0);
            let mut rest = sequence.clone();
            rest.remove(from);
            // The cost of each place follows from that of the place before it.
            let mut now: usize = rest.iter().map(|&other| cost(wire, other)).sum();
            let mut costs = vec![now];
            for &other in &rest {
                now = now + cost(other, wire) - cost(wire, other);
                costs.push(now);
            }
            let best = (0..costs.len()).min_by_key(|&at| (costs[at], at != from)).unwrap_or(from);
            if costs[best] < costs[from] {
                rest.insert(best, wire);
                sequence = rest;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    sequence
}

/// Splits one wire that overlaps another into two, joined where nothing is near.
fn split_conflict(wires: &mut Vec<Wire>, straight: &[i32], sequence: &[usize], steps: &Steps) -> bool {
    let conflict = (0..sequence.len()).find(|&at| {
        steps.spend(2 * (sequence.len() - at));
        conflicts(wires, sequence, at)
    });
    conflict.is_some_and(|at| split(wires, sequence[at], &taken(wires, straight)))
}

/// Splits all wires that overlap others, in one pass: the lower parts get the lowest tracks, where they
/// overlap nothing.
fn part(wires: &mut Vec<Wire>, straight: &[i32], sequence: &mut Vec<usize>) {
    let mut taken = taken(wires, straight);
    let places = (0..).zip(sequence.iter());
    let mut tops: Vec<(i32, usize)> =
        places.flat_map(|(at, &wire)| wires[wire].tops.iter().map(move |&x| (x, at))).collect();
    tops.sort_unstable();
    for at in 0..sequence.len() {
        let above = sequence[at];
        let lies_on_one = wires[above].bottoms.iter().any(|&x| {
            let first = tops.partition_point(|&(top, _)| top <= x - NEAR);
            let near = tops[first..].iter().take_while(|&&(top, _)| top < x + NEAR);
            near.into_iter().any(|&(_, below)| below > at && wires[sequence[below]].above != Some(above))
        });
        // The part that is split off overlaps nothing, so it is not examined again.
        if lies_on_one && split(wires, above, &taken) {
            sequence.push(wires.len() - 1);
            let joint = wires[wires.len() - 1].tops[0];
            taken.insert(taken.partition_point(|&x| x < joint), joint);
        }
    }
}

/// Whether a wire overlaps one that comes after it.
fn conflicts(wires: &[Wire], sequence: &[usize], at: usize) -> bool {
    let above = sequence[at];
    sequence[at + 1..]
        .iter()
        .any(|&below| wires[below].above != Some(above) && wires[above].lies_on(&wires[below]).is_some())
}

/// All places at which something ends or passes, in their order.
fn taken(wires: &[Wire], straight: &[i32]) -> Vec<i32> {
    let ends = wires.iter().flat_map(|wire| wire.tops.iter().chain(&wire.bottoms));
    let mut taken: Vec<i32> = ends.chain(straight).copied().collect();
    taken.sort_unstable();
    taken
}

/// Splits a wire where nothing is near, or not at all if there is no such place.
fn split(wires: &mut Vec<Wire>, number: usize, taken: &[i32]) -> bool {
    let (from, to) = wires[number].span();
    let Some(joint) = free_place(taken, from + (to - from) / 2) else { return false };
    let next = wires.len();
    let lower = Wire {
        links: wires[number].links.clone(),
        tops: vec![joint],
        bottoms: std::mem::replace(&mut wires[number].bottoms, vec![joint]),
        above: Some(number),
    };
    for wire in wires.iter_mut().filter(|wire| wire.above == Some(number)) {
        wire.above = Some(next);
    }
    wires.push(lower);
    true
}

/// The place nearest to a middle that has nothing near, if it is not too far away.
fn free_place(taken: &[i32], middle: i32) -> Option<i32> {
    const ROOM: i32 = NEAR + 4;
    const FARTHEST: i32 = 2000;
    let first = taken.partition_point(|&x| x <= middle);
    let after = |gap: usize| gap.checked_sub(1).map_or(middle, |left| middle.max(taken[left] + ROOM));
    let before = |gap: usize| taken.get(gap).map_or(middle, |&right| middle.min(right - ROOM));
    let right = (first..=taken.len())
        .map(|gap| (gap, after(gap)))
        .take_while(|(_, x)| x - middle < FARTHEST)
        .find(|&(gap, x)| taken.get(gap).is_none_or(|&right| x <= right - ROOM));
    let left = (0..=first)
        .rev()
        .map(|gap| (gap, before(gap)))
        .take_while(|(_, x)| middle - x < FARTHEST)
        .find(|&(gap, x)| gap.checked_sub(1).is_none_or(|left| taken[left] + ROOM <= x));
    let nearest = [right, left].into_iter().flatten().min_by_key(|(_, x)| (x - middle).abs());
    nearest.map(|(_, x)| x)
}

/// Wires that do not meet share a track.
fn levels(wires: &[Wire], sequence: &[usize]) -> Vec<usize> {
    let spans: Vec<(i32, i32)> = wires.iter().map(Wire::span).collect();
    let meet = |(from, to): (i32, i32), (other_from, other_to): (i32, i32)| {
        from < other_to + NEAR && other_from < to + NEAR
    };
    let mut levels = vec![0; wires.len()];
    for (at, &wire) in sequence.iter().enumerate() {
        levels[wire] = sequence[..at]
            .iter()
            .filter(|&&above| meet(spans[above], spans[wire]))
            .map(|&above| {
                levels[above] + if wires[wire].seems_to_continue(&wires[above], above) { APART } else { 1 }
            })
            .max()
            .unwrap_or(0);
    }
    levels
}

fn crossings(wires: &[Wire], straight: &[i32], sequence: &[usize]) -> usize {
    let ends = wires.iter().flat_map(|wire| wire.tops.iter().chain(&wire.bottoms));
    let mut places: Vec<i32> = ends.chain(straight).copied().collect();
    places.sort_unstable();
    places.dedup();
    let (mut above, mut below) = (Spans::over(&places), Spans::over(&places));
    let mut crossings = 0;
    for &wire in sequence {
        crossings += wires[wire].tops.iter().map(|&x| above.around(x)).sum::<usize>();
        above.add(wires[wire].span());
    }
    for &wire in sequence.iter().rev() {
        crossings += wires[wire].bottoms.iter().map(|&x| below.around(x)).sum::<usize>();
        below.add(wires[wire].span());
    }
    // By now each of them has a track.
    crossings + straight.iter().map(|&x| below.around(x)).sum::<usize>()
}

fn within(x: i32, (from, to): (i32, i32)) -> bool {
    from < x && x < to
}
