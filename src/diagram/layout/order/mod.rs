//! The order of the items in each row, for few crossings near the boxes' homes.
//!
//! The search begins with the boxes at home ([`homes`](super::homes)). Barycentre sweeps (Sugiyama, Tagawa
//! and Toda, 1981) arrange the lines, and the boxes as far as these pull them away; then better neighbours
//! are looked for: swaps (Gansner et al., 1993, "transpose") and whole lines moved to better places. A box leaves
//! its home only for a gain, and an order that was found in another way than the first is taken only for a clear
//! one, so a small edit changes little.
//!
//! The items of a group stay together in every row, and groups beside each other keep one order in
//! all rows, so that a boundary is always a rectangle (Sander, "Layout of Compound Directed Graphs",
//! 1996).

mod blocks;
mod chains;
mod crossings;
mod dice;
mod gap;

use super::rows::Sheet;
use super::steps::Steps;
use blocks::Ranks;
use chains::Router;
use crossings::{CROSSING, Positions};
use dice::Dice;

/// The items of each row from the left to the right.
pub(super) type Order = Vec<Vec<usize>>;

const SWEEPS: usize = 8;
/// Rounds of the search for better neighbours.
const ROUNDS: usize = 40;
/// The ways of sweeping that are tried, from the boxes' homes each time, and how often the search begins again near
/// the best order that it has found.
const WAYS: [Way; 5] = [
    Way { drawn: 4, down_first: true },
    Way { drawn: 4, down_first: false },
    Way { drawn: 1, down_first: true },
    Way { drawn: 16, down_first: true },
    Way { drawn: 1, down_first: false },
];
const SHAKES: usize = 8;
/// The crossings that an order has to save if it was not found in the first way: a small edit should not lead to
/// another one.
const CLEAR_GAIN: i64 = 3;
/// Steps that an item or a link takes in a sweep.
const SWEPT: usize = 20;

/// The order that the search finds within its steps.
pub(super) fn find(sheet: &Sheet, steps: &Steps) -> Order {
    let search = |start: Solution, way: &Way| start.sweep(sheet, way, steps).descend(sheet, steps);
    let [first, others @ ..] = &WAYS;
    let mut best = search(Solution::at_home(sheet), first);
    let mut dice = Dice::new();
    for number in 0..others.len() + SHAKES {
        if best.crossings == 0 || !steps.are_left() {
            break;
        }
        let (other, gain) = match others.get(number) {
            Some(way) => (search(Solution::at_home(sheet), way), CLEAR_GAIN),
            None => (search(best.shaken(sheet, &mut dice), first), 1),
        };
        if other.price + gain * CROSSING <= best.price {
            best = other;
        }
    }
    best.order
}

/// A way of sweeping: how strongly boxes are drawn to their homes, and whether the first sweep leads down.
struct Way {
    drawn: i64,
    down_first: bool,
}

/// An order, the ranks of its groups, its price, and its crossings once the search is over.
#[derive(Clone)]
struct Solution {
    order: Order,
    ranks: Ranks,
    price: i64,
    crossings: usize,
}

impl Solution {
    /// Every box and every group in the order of their homes; lines are in the middle of their group.
    fn at_home(sheet: &Sheet) -> Self {
        let ranks = Ranks::at_home(sheet);
        let arrange = |items: &Vec<usize>| {
            let keys: Vec<(usize, i64)> = items.iter().map(|&item| (item, sheet.homes[item])).collect();
            blocks::arrange(sheet, &ranks, &keys)
        };
        let order = sheet.rows.iter().map(arrange).collect();
        Self { order, ranks, price: i64::MAX, crossings: 0 }
    }

    /// The best order of some barycentre sweeps, down and up in turn.
    fn sweep(mut self, sheet: &Sheet, way: &Way, steps: &Steps) -> Self {
        let mut positions = Positions::of(sheet, &self.order, steps);
        self.price = positions.price(sheet);
        let mut best = self.clone();
        let mut changed = 0;
        for sweep in 0..SWEEPS {
            if !steps.spend(SWEPT * (sheet.items.len() + sheet.links.len())) {
                break;
            }
            let down = (sweep % 2 == 0) == way.down_first;
            if sweep % 4 == 2 {
                self.ranks.follow(sheet, &positions);
            }
            for step in 0..self.order.len() {
                let row = if down { step } else { self.order.len() - 1 - step };
                let keys = positions.barycentres(sheet, &self.order[row], down, way.drawn);
                let arranged = blocks::arrange(sheet, &self.ranks, &keys);
                if arranged != self.order[row] {
                    self.order[row] = arranged;
                    positions.update(sheet, row, &self.order[row]);
                    changed = sweep;
                }
            }
            // The same ranks lead the next sweeps to the same order again.
            if changed < 2 && sweep == 3 {
                break;
            }
            self.price = positions.price(sheet);
            if self.price < best.price {
                best = self.clone();
            }
        }
        best
    }

    /// Swaps neighbours and moves lines until nothing improves the order.
    fn descend(mut self, sheet: &Sheet, steps: &Steps) -> Self {
        self.order.iter_mut().for_each(|row| blocks::sort_wanted(sheet, row));
        let mut router = Router::new(sheet);
        let mut positions = Positions::of(sheet, &self.order, steps);
        // The time of the clock at which each row and each line was last examined.
        let mut rows = vec![0; self.order.len()];
        let mut lines = vec![0; router.lines()];
        for _ in 0..ROUNDS {
            let swapped = blocks::swap_neighbours(sheet, &mut self.order, &mut positions, &mut rows);
            let turned = blocks::swap_groups(sheet, &mut self.order, &mut positions, &mut self.ranks);
            let moved = router.reroute(sheet, &mut self.order, &mut positions, &mut lines);
            if !steps.are_left() || (!swapped && !turned && !moved) {
                break;
            }
        }
        self.price = positions.price(sheet);
        self.crossings = positions.crossings(sheet);
        self
    }

    /// The same order with the items of some rows moved by chance.
    fn shaken(&self, sheet: &Sheet, dice: &mut Dice) -> Self {
        let mut shaken = self.clone();
        for row in &mut shaken.order {
            let reach = if dice.roll(3) == 0 { 4 } else { 1 };
            let keys: Vec<(usize, i64)> =
                row.iter().zip(0..).map(|(&item, at)| (item, 2 * at + 2 * dice.roll(reach))).collect();
            *row = blocks::arrange(sheet, &shaken.ranks, &keys);
        }
        shaken
    }
}
