//! Rough positions of items, their barycentres, and the crossings between rows.

use super::super::rows::Sheet;
use super::Order;

/// For each item its index in its row, and the x it has when the row is packed and centred.
#[derive(Debug, Clone)]
pub(super) struct Positions {
    pub index: Vec<usize>,
    pub x: Vec<i64>,
}

impl Positions {
    pub(super) fn of(sheet: &Sheet, order: &Order) -> Self {
        let count = sheet.items.len();
        let mut positions = Self { index: vec![0; count], x: vec![0; count] };
        for items in order {
            positions.update(sheet, items);
        }
        positions
    }

    /// Takes over the order of one row.
    pub(super) fn update(&mut self, sheet: &Sheet, items: &[usize]) {
        let width: i64 = items.iter().map(|&item| extent(sheet, item)).sum();
        let mut x = -width / 2;
        for (index, &item) in items.iter().enumerate() {
            self.index[item] = index;
            self.x[item] = x + extent(sheet, item) / 2;
            x += extent(sheet, item);
        }
    }

    /// The mean x of each item's neighbours above (or below); its own x where it has none. In
    /// thousandths, so that items with near means stay apart.
    pub(super) fn barycentres(&self, sheet: &Sheet, items: &[usize], above: bool) -> Vec<(usize, i64)> {
        items
            .iter()
            .map(|&item| {
                let links = if above { &sheet.items[item].up } else { &sheet.items[item].down };
                let sum: i64 = links.iter().map(|&link| self.x[other(sheet, link, item)]).sum();
                let key = match i64::try_from(links.len()) {
                    Ok(count) if count > 0 => sum * 1000 / count,
                    _ => self.x[item] * 1000,
                };
                (item, key)
            })
            .collect()
    }

    /// Crossings, then the sideways distance that all lines have to bridge.
    pub(super) fn cost(&self, sheet: &Sheet) -> (usize, i64) {
        let mut crossings = 0;
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for items in &sheet.rows {
            ends.clear();
            let links = items.iter().flat_map(|&item| &sheet.items[item].down);
            ends.extend(links.map(|&link| {
                let link = &sheet.links[link];
                (self.index[link.upper], self.index[link.lower])
            }));
            ends.sort_unstable();
            // Inversions of the lower ends; those of one upper item are in order already.
            for (at, &(_, lower)) in ends.iter().enumerate() {
                crossings += ends[..at].iter().filter(|&&(_, other)| other > lower).count();
            }
        }
        let length = sheet.links.iter().map(|link| (self.x[link.upper] - self.x[link.lower]).abs()).sum();
        (crossings, length)
    }

    /// How many crossings `left` and `right` have more in this order than in the other one.
    pub(super) fn gain(&self, sheet: &Sheet, left: usize, right: usize) -> i64 {
        let now = self.crossed_above(sheet, left, right) + self.crossed_below(sheet, left, right);
        let then = self.crossed_above(sheet, right, left) + self.crossed_below(sheet, right, left);
        i64::try_from(now).unwrap_or(0) - i64::try_from(then).unwrap_or(0)
    }

    /// The length of all links at some items.
    pub(super) fn length(&self, sheet: &Sheet, items: &[usize]) -> i64 {
        items
            .iter()
            .flat_map(|&item| sheet.items[item].up.iter().chain(&sheet.items[item].down))
            .map(|&link| &sheet.links[link])
            .map(|link| (self.x[link.upper] - self.x[link.lower]).abs())
            .sum()
    }

    fn crossed_above(&self, sheet: &Sheet, left: usize, right: usize) -> usize {
        let far = |link: usize| self.index[sheet.links[link].upper];
        pairs(&sheet.items[left].up, &sheet.items[right].up, far)
    }

    fn crossed_below(&self, sheet: &Sheet, left: usize, right: usize) -> usize {
        let far = |link: usize| self.index[sheet.links[link].lower];
        pairs(&sheet.items[left].down, &sheet.items[right].down, far)
    }
}

/// Pairs of links whose far ends stand in the opposite order.
fn pairs(left: &[usize], right: &[usize], far: impl Fn(usize) -> usize) -> usize {
    left.iter().map(|&one| right.iter().filter(|&&two| far(one) > far(two)).count()).sum()
}

fn other(sheet: &Sheet, link: usize, item: usize) -> usize {
    let link = &sheet.links[link];
    if link.upper == item { link.lower } else { link.upper }
}

/// What an item takes of its row.
fn extent(sheet: &Sheet, item: usize) -> i64 {
    i64::from(sheet.items[item].left + sheet.items[item].right) + 20
}
