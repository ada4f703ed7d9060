//! Moving whole lines: a line is taken out of all rows that it passes and put back where it crosses
//! the fewest others, found by dynamic programming over the rows. A box at the end of a single line
//! moves along with it. (An extension of sifting, Matuszewski, Schönfeld and Molitor, 1999, from one
//! row to all rows of a line.)

use super::super::rows::Sheet;
use super::Order;
use super::crossings::Positions;

/// A crossing weighs more than any distance.
const CROSSING: i64 = 1_000_000;

/// Moves every line to its best place. Answers whether anything changed for the better.
pub(super) fn reroute(sheet: &Sheet, order: &mut Order, positions: &mut Positions) -> bool {
    let mut moved = false;
    for bundle in 0..sheet.bundles.len() {
        let Some(chain) = Chain::of(sheet, bundle) else { continue };
        let Some(candidate) = chain.best(sheet, order, positions) else { continue };
        let places = Positions::of(sheet, &candidate);
        if places.cost(sheet) < positions.cost(sheet) {
            (*order, *positions) = (candidate, places);
            moved = true;
        }
    }
    moved
}

/// The items of a line from the top to the bottom, one in each row.
struct Chain {
    items: Vec<usize>,
    /// The box above the first item and the one below the last, where they do not move along.
    above: Option<usize>,
    below: Option<usize>,
}

impl Chain {
    /// The chain of a bundle between two single boxes; nothing where there is nothing to move.
    fn of(sheet: &Sheet, bundle: usize) -> Option<Self> {
        let [upper] = sheet.bundles[bundle].upper[..] else { return None };
        let [lower] = sheet.bundles[bundle].lower[..] else { return None };
        let (upper, lower) = (sheet.node_item[upper], sheet.node_item[lower]);
        let single = |item: usize| sheet.items[item].up.len() + sheet.items[item].down.len() == 1;
        let mut items = Vec::new();
        if single(upper) {
            items.push(upper);
        }
        let mut next = upper;
        loop {
            let down = sheet.items[next].down.iter().find(|&&link| sheet.links[link].bundle == bundle)?;
            next = sheet.links[*down].lower;
            if next == lower {
                break;
            }
            items.push(next);
        }
        if single(lower) {
            items.push(lower);
        }
        let above = (!single(upper)).then_some(upper);
        let below = (!single(lower)).then_some(lower);
        (!items.is_empty()).then_some(Self { items, above, below })
    }

    /// The order with the chain at its best places.
    fn best(&self, sheet: &Sheet, order: &Order, positions: &Positions) -> Option<Order> {
        let mut rows: Vec<Vec<usize>> = Vec::with_capacity(self.items.len());
        for &item in &self.items {
            let mut row = order[sheet.items[item].row].clone();
            row.retain(|&other| other != item);
            rows.push(row);
        }
        // The least cost of each place in the current row, the place before it, and what the chain
        // costs where it is now.
        let mut costs: Vec<i64> = Vec::new();
        let mut from: Vec<Vec<usize>> = Vec::new();
        let mut now = 0;
        for (at, &item) in self.items.iter().enumerate() {
            let row = &rows[at];
            let allowed = allowed(sheet, row, item, positions.index[item]);
            let gap = match (at.checked_sub(1), self.above) {
                (Some(before), _) => Some((
                    Gap::of(sheet, &rows[before], None, row, positions),
                    positions.index[self.items[before]],
                )),
                (None, Some(above)) => {
                    let upper = &order[sheet.items[above].row];
                    let index = positions.index[above];
                    costs = vec![i64::MAX; upper.len() + 1];
                    costs[index] = 0;
                    Some((Gap::of(sheet, upper, Some(index), row, positions), index))
                }
                (None, None) => None,
            };
            let mut next = vec![i64::MAX; row.len() + 1];
            let mut back = vec![0; row.len() + 1];
            for place in (0..=row.len()).filter(|&place| allowed[place]) {
                (next[place], back[place]) =
                    gap.as_ref().map_or((0, 0), |(gap, _)| gap.cheapest(&costs, place));
            }
            now += gap.map_or(0, |(gap, before)| gap.cost(before, positions.index[item]));
            costs = next;
            from.push(back);
        }
        if let (Some(below), Some(last), Some(&item)) = (self.below, rows.last(), self.items.last()) {
            let gap = Gap::of(sheet, last, None, &order[sheet.items[below].row], positions);
            let index = positions.index[below];
            // Between the places before and behind the box, its own links count on one side only.
            let cost = |place: usize| gap.cost(place, index).min(gap.cost(place, index + 1));
            now += cost(positions.index[item]);
            for (place, so_far) in costs.iter_mut().enumerate() {
                *so_far = so_far.saturating_add(cost(place));
            }
        }
        let mut place = (0..costs.len()).min_by_key(|&place| costs[place])?;
        if costs[place] >= now {
            return None;
        }
        let mut result = order.clone();
        for at in (0..self.items.len()).rev() {
            let mut row = rows[at].clone();
            row.insert(place, self.items[at]);
            result[sheet.items[self.items[at]].row] = row;
            place = from[at][place];
        }
        Some(result)
    }
}

/// The cost of a link from each place of a row to each place of the next one.
struct Gap {
    /// How many links begin before an upper place and end before a lower one, by both.
    before: Vec<Vec<i64>>,
    /// The x of the upper and of the lower places.
    upper: Vec<i64>,
    lower: Vec<i64>,
}

impl Gap {
    /// Between two rows; where the link begins at a box, at its `index` in the upper row.
    fn of(
        sheet: &Sheet,
        upper_row: &[usize],
        index: Option<usize>,
        lower_row: &[usize],
        positions: &Positions,
    ) -> Self {
        let mut place = vec![None; sheet.items.len()];
        for (at, &item) in lower_row.iter().enumerate() {
            place[item] = Some(at);
        }
        let (uppers, lowers) = (upper_row.len(), lower_row.len());
        let mut before = vec![vec![0; lowers + 1]; uppers + 1];
        for (at, &item) in upper_row.iter().enumerate() {
            // Lines at the same box leave it in the order of their other ends.
            if Some(at) != index {
                let links = sheet.items[item].down.iter();
                for lower in links.filter_map(|&link| place[sheet.links[link].lower]) {
                    before[at + 1][lower + 1] += 1;
                }
            }
        }
        for row in &mut before {
            for lower in 1..=lowers {
                row[lower] += row[lower - 1];
            }
        }
        for upper in 1..=uppers {
            let (done, rest) = before.split_at_mut(upper);
            if let (Some(above), Some(row)) = (done.last(), rest.first_mut()) {
                for (count, more) in row.iter_mut().zip(above) {
                    *count += more;
                }
            }
        }
        let upper = match index {
            Some(_) => upper_row.iter().map(|&item| positions.x[item]).chain([0]).collect(),
            None => (0..=uppers).map(|place| x_between(positions, upper_row, place)).collect(),
        };
        let lower = (0..=lowers).map(|place| x_between(positions, lower_row, place)).collect();
        Self { before, upper, lower }
    }

    /// Crossings and distance of a link between two places.
    fn cost(&self, upper: usize, lower: usize) -> i64 {
        let (Some(last), Some(row)) = (self.before.last(), self.before.get(upper)) else { return 0 };
        let all = row.last().copied().unwrap_or(0);
        let crossings = (all - row[lower]) + (last[lower] - row[lower]);
        crossings * CROSSING + (self.upper[upper] - self.lower[lower]).abs()
    }

    /// The least cost of reaching a lower place, and the upper place from which.
    fn cheapest(&self, so_far: &[i64], lower: usize) -> (i64, usize) {
        so_far
            .iter()
            .enumerate()
            .filter(|(_, so_far)| **so_far < i64::MAX)
            .map(|(upper, so_far)| (so_far.saturating_add(self.cost(upper, lower)), upper))
            .min()
            .unwrap_or((i64::MAX, 0))
    }
}

/// The x of a place between two items of a row.
fn x_between(positions: &Positions, row: &[usize], place: usize) -> i64 {
    let x = |at: usize| row.get(at).map(|&item| positions.x[item]);
    match (place.checked_sub(1).and_then(x), x(place)) {
        (Some(before), Some(behind)) => i64::midpoint(before, behind),
        (Some(before), None) => before + 80,
        (None, Some(behind)) => behind - 80,
        (None, None) => 0,
    }
}

/// The places of a row at which an item may stand without tearing a group apart.
fn allowed(sheet: &Sheet, row: &[usize], item: usize, now: usize) -> Vec<bool> {
    let path = &sheet.items[item].path;
    let alone = path.iter().any(|group| row.iter().all(|&other| !sheet.items[other].path.contains(group)));
    (0..=row.len())
        .map(|place| {
            if alone {
                // It is what holds its group's place among other groups.
                return place == now;
            }
            let groups = |at: Option<usize>| {
                at.and_then(|at| row.get(at)).map_or(&[][..], |&item| &sheet.items[item].path[..])
            };
            let (before, behind) = (groups(place.checked_sub(1)), groups(Some(place)));
            let torn = before.iter().any(|group| behind.contains(group) && !path.contains(group));
            let reached = path.iter().all(|group| before.contains(group) || behind.contains(group));
            !torn && reached
        })
        .collect()
}
