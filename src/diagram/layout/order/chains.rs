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
        // The least cost of each place in the current row, and the place before it.
        let mut costs: Vec<i64> = Vec::new();
        let mut from: Vec<Vec<usize>> = Vec::new();
        for (at, &item) in self.items.iter().enumerate() {
            let row = &rows[at];
            let allowed = allowed(sheet, row, item, positions.index[item]);
            let mut next = vec![i64::MAX; row.len() + 1];
            let mut back = vec![0; row.len() + 1];
            let above = match at.checked_sub(1) {
                Some(before) => Some(Above::Row(&rows[before], &costs)),
                None => self.above.map(Above::Box),
            };
            let gap = above.as_ref().map(|above| Gap::of(sheet, above, row, order, positions));
            for place in 0..=row.len() {
                if !allowed[place] {
                    continue;
                }
                (next[place], back[place]) = gap.as_ref().map_or((0, 0), |gap| gap.cheapest(place));
            }
            costs = next;
            from.push(back);
        }
        if let (Some(below), Some(last)) = (self.below, rows.last()) {
            let row = &order[sheet.items[below].row];
            let gap = Gap::of(sheet, &Above::Row(last, &costs), row, order, positions);
            costs = gap.to_box(positions.index[below], &costs);
        }
        let mut place = (0..costs.len()).min_by_key(|&place| costs[place])?;
        if costs[place] == i64::MAX {
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

/// What stands above a row of the chain: a box in its row, or the chain's item in the row before.
enum Above<'a> {
    Box(usize),
    Row(&'a [usize], &'a [i64]),
}

/// The cost of a link from each place above to each place below.
struct Gap {
    /// Crossings and distance by upper place, then lower place.
    table: Vec<Vec<i64>>,
    /// The cost so far of each upper place.
    so_far: Vec<i64>,
}

impl Gap {
    fn of(sheet: &Sheet, above: &Above, lower_row: &[usize], order: &Order, positions: &Positions) -> Self {
        let upper_of_box;
        let (upper_row, so_far): (&[usize], Vec<i64>) = match above {
            Above::Box(item) => {
                upper_of_box = order[sheet.items[*item].row].clone();
                (&upper_of_box, vec![0; upper_of_box.len() + 1])
            }
            Above::Row(row, costs) => (row, costs.to_vec()),
        };
        let rank = |row: &[usize], item: usize| row.iter().position(|&other| other == item);
        let links: Vec<(usize, usize)> = upper_row
            .iter()
            .enumerate()
            .flat_map(|(at, &item)| sheet.items[item].down.iter().map(move |&link| (at, link)))
            .filter_map(|(at, link)| Some((at, rank(lower_row, sheet.links[link].lower)?)))
            .collect();
        let uppers: Vec<usize> = match above {
            Above::Box(item) => vec![rank(upper_row, *item).unwrap_or(0)],
            Above::Row(row, _) => (0..=row.len()).collect(),
        };
        let is_box = matches!(above, Above::Box(_));
        let mut table = vec![vec![i64::MAX; lower_row.len() + 1]; so_far.len()];
        for &upper in &uppers {
            for lower in 0..=lower_row.len() {
                let crossings = links
                    .iter()
                    .filter(|&&(one, two)| {
                        // Lines at the same box leave it in the order of their other ends.
                        let level = is_box && one == upper;
                        !level && ((one < upper && two >= lower) || (one >= upper && two < lower))
                    })
                    .count();
                let distance =
                    x_at(positions, upper_row, upper, is_box) - x_at(positions, lower_row, lower, false);
                table[upper][lower] = i64::try_from(crossings).unwrap_or(0) * CROSSING + distance.abs();
            }
        }
        Self { table, so_far }
    }

    /// The least cost of reaching a lower place, and the upper place from which.
    fn cheapest(&self, lower: usize) -> (i64, usize) {
        self.table
            .iter()
            .zip(&self.so_far)
            .enumerate()
            .map(|(upper, (costs, so_far))| (so_far.saturating_add(costs[lower]), upper))
            .min()
            .unwrap_or((i64::MAX, 0))
    }

    /// The cost of each upper place when the link leads to the box at `index` of the lower row.
    fn to_box(&self, index: usize, costs: &[i64]) -> Vec<i64> {
        costs
            .iter()
            .zip(&self.table)
            .map(|(cost, table)| {
                // Between the places before and behind the box, its own links count on one side only.
                let before = table.get(index).copied().unwrap_or(i64::MAX);
                let behind = table.get(index + 1).copied().unwrap_or(i64::MAX);
                cost.saturating_add(before.min(behind))
            })
            .collect()
    }
}

/// The x of a place between two items of a row, or of the item itself.
fn x_at(positions: &Positions, row: &[usize], place: usize, item: bool) -> i64 {
    if item {
        return row.get(place).map_or(0, |&item| positions.x[item]);
    }
    let before = place.checked_sub(1).and_then(|before| row.get(before)).map(|&item| positions.x[item]);
    let behind = row.get(place).map(|&item| positions.x[item]);
    match (before, behind) {
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
