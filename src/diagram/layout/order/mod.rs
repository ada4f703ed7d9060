//! The order of the items in each row, for few crossings.
//!
//! Barycentre sweeps (Sugiyama, Tagawa and Toda, 1981) from several fixed seeds, then a search for
//! better neighbours: swaps (Gansner et al., 1993, "transpose") and whole lines moved to better
//! places. The best order is then shaken a little and searched again, some times (iterated local
//! search, Lourenço, Martin and Stützle, 2003).
//!
//! The items of a group stay together in every row, and groups beside each other keep one order in
//! all rows, so that a boundary is always a rectangle (Sander, "Layout of Compound Directed Graphs",
//! 1996).

mod blocks;
mod chains;
mod crossings;
mod gap;

use super::rows::Sheet;
use super::steps::Steps;
use blocks::Ranks;
use chains::Router;
use crossings::Positions;

/// The items of each row from the left to the right.
pub(super) type Order = Vec<Vec<usize>>;

const SEEDS: u64 = 4;
const SWEEPS: usize = 8;
const SHAKES: usize = 12;
/// Rounds of the search for better neighbours.
const ROUNDS: usize = 8;
/// Steps that an item or a link takes in a sweep.
const SWEPT: usize = 20;
/// How many orders are placed and compared as pictures.
const CANDIDATES: usize = 2;

/// The best orders that were found, those with the fewest crossings first.
pub(super) fn candidates(sheet: &Sheet, steps: &Steps) -> Vec<Order> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut router = Router::new(sheet);
    let mut found: Vec<Solution> = Vec::new();
    let mut searched: Vec<Solution> = Vec::new();
    let mut search = |start: Solution, found: &mut Vec<Solution>, router: &mut Router| {
        let start = start.sweep(sheet, steps);
        // The search from the same order again would find the same.
        if searched.iter().all(|other| (&other.order, &other.ranks) != (&start.order, &start.ranks)) {
            searched.push(start.clone());
            keep(found, start.search(sheet, router, steps));
        }
    };
    for seed in 0..SEEDS {
        if seed > 0 && !steps.are_left() {
            break;
        }
        search(Solution::start(sheet, seed, &mut dice), &mut found, &mut router);
    }
    for _ in 0..SHAKES {
        let Some(best) = found.first() else { break };
        if !steps.are_left() || found.get(CANDIDATES).is_some_and(|other| other.cost.0 == 0) {
            break;
        }
        let shaken = best.shaken(sheet, &mut dice);
        search(shaken, &mut found, &mut router);
    }
    let fewest = found.first().map_or(0, |best| best.cost.0);
    // To place a large picture twice takes long.
    let most = if steps.are_left() { CANDIDATES } else { 1 };
    let best = found.into_iter().filter(|solution| solution.cost.0 == fewest).take(most);
    best.map(|solution| {
        // What is as good seen in a mirror is shown in the order of declaration.
        let mirrored = solution.mirrored().descend(sheet, &mut router, true, steps);
        if mirrored.price() < solution.price() { mirrored.order } else { solution.order }
    })
    .collect()
}

/// Keeps a solution in its place among the others, if it is new.
fn keep(found: &mut Vec<Solution>, solution: Solution) {
    if found.iter().all(|other| other.order != solution.order) {
        let place = found.partition_point(|other| other.cost <= solution.cost);
        found.insert(place, solution);
    }
}

/// An order and its measurements.
#[derive(Clone)]
struct Solution {
    order: Order,
    ranks: Ranks,
    /// Crossings, and the sideways length of all lines with the price of boxes out of order.
    cost: (usize, i64),
    /// The price of all boxes that are left or right of others against the order of declaration.
    turned: i64,
}

impl Solution {
    /// The order of declaration, its mirror image, or a shuffle.
    fn start(sheet: &Sheet, seed: u64, dice: &mut Dice) -> Self {
        let mut ranks = Ranks::declared(sheet);
        if seed == 1 {
            ranks.mirror();
        }
        let mut key = |at: i64| match seed {
            0 => at,
            1 => -at,
            _ => dice.roll(1000),
        };
        let order = sheet
            .rows
            .iter()
            .map(|items| {
                let keys: Vec<(usize, i64)> =
                    items.iter().zip(0..).map(|(&item, at)| (item, key(at))).collect();
                blocks::arrange(sheet, &ranks, &keys)
            })
            .collect();
        Self { order, ranks, cost: (usize::MAX, 0), turned: 0 }
    }

    /// The best order of some barycentre sweeps, down and up in turn.
    fn sweep(mut self, sheet: &Sheet, steps: &Steps) -> Self {
        let mut positions = Positions::of(sheet, &self.order, false, steps);
        self.cost = positions.cost(sheet);
        let mut best = self.clone();
        let mut changed = 0;
        for sweep in 0..SWEEPS {
            if !steps.spend(SWEPT * (sheet.items.len() + sheet.links.len())) {
                break;
            }
            let down = sweep % 2 == 0;
            if sweep % 4 == 2 {
                self.ranks.follow(sheet, &positions);
            }
            for step in 0..self.order.len() {
                let row = if down { step } else { self.order.len() - 1 - step };
                let keys = positions.barycentres(sheet, &self.order[row], down);
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
            self.cost = positions.cost(sheet);
            if self.cost < best.cost {
                best = self.clone();
            }
        }
        best
    }

    /// Swaps neighbours until no swap improves the order.
    fn search(self, sheet: &Sheet, router: &mut Router, steps: &Steps) -> Self {
        self.descend(sheet, router, false, steps).descend(sheet, router, true, steps)
    }

    fn descend(mut self, sheet: &Sheet, router: &mut Router, priced: bool, steps: &Steps) -> Self {
        let mut positions = Positions::of(sheet, &self.order, priced, steps);
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
        self.cost = positions.cost(sheet);
        self.turned = positions.turned(sheet);
        self
    }

    fn price(&self) -> (usize, i64) {
        (self.cost.0, self.cost.1 + self.turned)
    }

    /// The mirror image.
    fn mirrored(&self) -> Self {
        let mut mirrored = self.clone();
        for row in &mut mirrored.order {
            row.reverse();
        }
        mirrored.ranks.mirror();
        mirrored
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

/// Marsaglia's xorshift (2003), so that every platform throws the same numbers.
struct Dice(u64);

impl Dice {
    /// A number from 0 up to and without `sides`.
    fn roll(&mut self, sides: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % sides.max(1)).unwrap_or(0)
    }
}
