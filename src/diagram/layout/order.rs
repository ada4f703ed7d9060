//! The order of the items in each row, for few crossings.
//!
//! Barycentre sweeps (Sugiyama, Tagawa and Toda, 1981) from several fixed seeds, then swaps of
//! neighbours (Gansner et al., 1993, "transpose"). The items of a group stay together in every row,
//! and groups beside each other keep one order in all rows, so that a boundary is always a rectangle
//! (Sander, "Layout of Compound Directed Graphs", 1996).

mod blocks;
mod crossings;

use super::rows::Sheet;
use blocks::Ranks;
use crossings::Positions;

/// The items of each row from the left to the right.
pub(super) type Order = Vec<Vec<usize>>;

/// Sweeps for each seed, and the seeds; few are enough for graphs of this size.
const SWEEPS: usize = 10;
const SEEDS: u64 = 6;
/// How many orders are worth being placed and compared as pictures.
const CANDIDATES: usize = 3;

/// The best orders that were found, with the fewest crossings first.
pub(super) fn candidates(sheet: &Sheet) -> Vec<Order> {
    let mut found: Vec<((usize, i64), Order)> = Vec::new();
    for seed in 0..SEEDS {
        let (cost, order) = improve(sheet, seed);
        if found.iter().all(|(_, other)| *other != order) {
            found.push((cost, order));
        }
    }
    found.sort_by_key(|(cost, _)| *cost);
    let fewest = found.first().map_or(0, |((crossings, _), _)| *crossings);
    found
        .into_iter()
        .filter(|((crossings, _), _)| *crossings == fewest)
        .map(|(_, order)| order)
        .take(CANDIDATES)
        .collect()
}

fn improve(sheet: &Sheet, seed: u64) -> ((usize, i64), Order) {
    let mut ranks = Ranks::declared(sheet);
    let mut order = start(sheet, seed, &mut ranks);
    let mut positions = Positions::of(sheet, &order);
    let mut best = (positions.cost(sheet), order.clone(), ranks.clone());
    for sweep in 0..SWEEPS {
        let down = (sweep + usize::from(seed % 2 == 1)) % 2 == 0;
        let rows: Vec<usize> =
            if down { (0..order.len()).collect() } else { (0..order.len()).rev().collect() };
        if sweep % 4 == 2 {
            ranks.follow(sheet, &positions);
        }
        for row in rows {
            let keys = positions.barycentres(sheet, &order[row], down);
            order[row] = blocks::arrange(sheet, &ranks, &keys);
            positions.update(sheet, &order[row]);
        }
        let cost = positions.cost(sheet);
        if cost < best.0 {
            best = (cost, order.clone(), ranks.clone());
        }
    }
    let (_, mut order, mut ranks) = best;
    let mut positions = Positions::of(sheet, &order);
    for _ in 0..8 {
        let moved = blocks::swap_neighbours(sheet, &mut order, &mut positions);
        let turned = blocks::swap_groups(sheet, &mut order, &mut positions, &mut ranks);
        if !moved && !turned {
            break;
        }
    }
    (positions.cost(sheet), order)
}

/// The order of declaration, its mirror image, or a shuffle.
fn start(sheet: &Sheet, seed: u64, ranks: &mut Ranks) -> Order {
    if seed == 1 {
        ranks.mirror();
    }
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    sheet
        .rows
        .iter()
        .map(|items| {
            let keys: Vec<(usize, i64)> = items
                .iter()
                .enumerate()
                .map(|(at, &item)| {
                    let at = i64::try_from(at).unwrap_or(0);
                    let key = match seed {
                        0 => at,
                        1 => -at,
                        // Xorshift (Marsaglia, 2003).
                        _ => {
                            state ^= state << 13;
                            state ^= state >> 7;
                            state ^= state << 17;
                            i64::try_from(state % 1009).unwrap_or(0)
                        }
                    };
                    (item, key)
                })
                .collect();
            blocks::arrange(sheet, ranks, &keys)
        })
        .collect()
}
