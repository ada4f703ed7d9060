//! Rough positions of items, their barycentres, and the price of an order: crossings, lengths of lines, and
//! boxes that are not at home.

use super::super::rows::Sheet;
use super::super::steps::Steps;
use super::Order;

/// What a crossing costs, as sideways length of lines: more than any line is long.
pub(super) const CROSSING: i64 = 100_000;
/// What a unit between a box and its home costs. It decides between a box and the lines beside it.
const ASTRAY: i64 = 10;
/// What its square costs, with all boxes of the row side by side: two boxes that are 180 units from each other
/// and whose homes are half as far apart are swapped for a crossing, and for more the farther they are.
const SWAPPED: i64 = 3;
/// In a picture that is wider than this, boxes are farther from their homes for other reasons, so that costs less.
const PAGE: i64 = 884;

/// For each item its index in its row, the x it has when the row is packed and centred, and that which it has
/// if all lines are taken out of the row.
#[derive(Debug, Clone)]
pub(super) struct Positions<'s> {
    pub index: Vec<usize>,
    pub x: Vec<i64>,
    alone: Vec<i64>,
    rows: Vec<Row>,
    /// The cache before a trial.
    kept: Vec<Row>,
    clock: u64,
    ends: Ends,
    /// Memory for counting and comparing.
    pub steps: &'s Steps,
}

/// The indices between which the links of a row run, kept to reuse the memory.
#[derive(Debug, Clone, Default)]
struct Ends {
    upper: Vec<u32>,
    lower: Vec<u32>,
    pairs: Vec<(u32, u32)>,
    tree: Vec<u32>,
}

/// The cached results about a row and the links below it.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// When its order changed last.
    changed: u64,
    /// Crossings below it, and the rest of the price; `None` if they have to be counted again.
    counted: Option<(usize, i64)>,
}

impl<'s> Positions<'s> {
    pub(super) fn of(sheet: &Sheet, order: &Order, steps: &'s Steps) -> Self {
        let count = sheet.items.len();
        let mut positions = Self {
            index: vec![0; count],
            x: vec![0; count],
            alone: vec![0; count],
            rows: vec![Row::default(); order.len()],
            kept: Vec::new(),
            clock: 0,
            ends: Ends::default(),
            steps,
        };
        for (row, items) in order.iter().enumerate() {
            positions.update(sheet, row, items);
        }
        positions
    }

    /// Takes over the order of one row.
    pub(super) fn update(&mut self, sheet: &Sheet, row: usize, items: &[usize]) {
        self.place(sheet, items);
        self.touch(row);
    }

    /// Gives the items of a row their index and x.
    fn place(&mut self, sheet: &Sheet, items: &[usize]) {
        let width = |boxes_only: bool| {
            let counted = items.iter().filter(|&&item| !boxes_only || sheet.is_box(item));
            counted.map(|&item| sheet.extent(item)).sum::<i64>()
        };
        self.place_from(sheet, items, 0, (-width(false) / 2, -width(true) / 2));
    }

    /// Gives some items of a row that follow each other their index and x, with and without lines.
    fn place_from(&mut self, sheet: &Sheet, items: &[usize], first: usize, (mut x, mut alone): (i64, i64)) {
        for (index, &item) in items.iter().enumerate() {
            let extent = sheet.extent(item);
            self.index[item] = first + index;
            self.x[item] = x + extent / 2;
            x += extent;
            if sheet.is_box(item) {
                self.alone[item] = alone + extent / 2;
                alone += extent;
            }
        }
    }

    /// Begins a trial: changes that [`Self::go_back`] takes back.
    pub(super) fn begin_trial(&mut self) {
        self.kept.clone_from(&self.rows);
    }

    /// Takes back a trial that changed some rows, which have their old order again.
    pub(super) fn go_back(&mut self, sheet: &Sheet, order: &Order, rows: impl Iterator<Item = usize>) {
        for row in rows {
            self.place(sheet, &order[row]);
        }
        std::mem::swap(&mut self.rows, &mut self.kept);
    }

    /// The number of changes so far.
    pub(super) fn clock(&self) -> u64 {
        self.clock
    }

    /// Whether one of some rows, or a row beside them, has changed since the clock showed `then`.
    pub(super) fn changed_near(&self, first: usize, last: usize, then: u64) -> bool {
        let beside = first.saturating_sub(1)..self.rows.len().min(last + 2);
        self.rows[beside].iter().any(|row| row.changed > then)
    }

    /// Swaps two blocks of a row that follow each other, if that is better. `gain` is the number of crossings
    /// that this saves. Returns whether they were swapped.
    pub(super) fn swap(
        &mut self,
        sheet: &Sheet,
        row: &mut [usize],
        (start, middle, end): (usize, usize, usize),
        gain: i64,
    ) -> bool {
        // Items outside the two blocks keep their places.
        let left_of = |places: &[i64], item: usize| places[item] - sheet.extent(item) / 2;
        let x = left_of(&self.x, row[start]);
        let first_box = row[start..end].iter().find(|&&item| sheet.is_box(item));
        let from = (x, first_box.map_or(0, |&item| left_of(&self.alone, item)));
        let before = self.price_of(sheet, &row[start..end]) + CROSSING * gain;
        row[start..end].rotate_left(middle - start);
        self.place_from(sheet, &row[start..end], start, from);
        if self.price_of(sheet, &row[start..end]) < before {
            self.touch(sheet.items[row[start]].row);
            return true;
        }
        row[start..end].rotate_right(middle - start);
        self.place_from(sheet, &row[start..end], start, from);
        false
    }

    /// Notes that a row has changed.
    fn touch(&mut self, row: usize) {
        self.clock += 1;
        self.rows[row].changed = self.clock;
        self.rows[row].counted = None;
        if let Some(above) = row.checked_sub(1) {
            self.rows[above].counted = None;
        }
    }

    /// The mean x of each item's neighbours above (or below), and of the home of a box; its own x if it has no
    /// neighbours. In thousandths, so that items with near means stay apart. `drawn` says how strongly a box is drawn
    /// to its home, compared with one line, in tenths.
    pub(super) fn barycentres(
        &self,
        sheet: &Sheet,
        items: &[usize],
        above: bool,
        drawn: i64,
    ) -> Vec<(usize, i64)> {
        let mean = |item: usize| {
            let links = if above { &sheet.items[item].up } else { &sheet.items[item].down };
            let sum: i64 = links.iter().map(|&link| self.x[other(sheet, link, item)]).sum();
            match (i64::try_from(links.len()), sheet.targets[item]) {
                (Ok(0) | Err(_), _) => self.x[item] * 1000,
                (Ok(count), None) => sum * 1000 / count,
                (Ok(count), Some(home)) => (10 * sum + drawn * home) * 1000 / (10 * count + drawn),
            }
        };
        items.iter().map(|&item| (item, mean(item))).collect()
    }

    /// The price of the whole order.
    pub(super) fn price(&mut self, sheet: &Sheet) -> i64 {
        let (crossings, rest) = self.counted(sheet);
        CROSSING * signed(crossings) + rest
    }

    /// The crossings of the whole order.
    pub(super) fn crossings(&mut self, sheet: &Sheet) -> usize {
        self.counted(sheet).0
    }

    fn counted(&mut self, sheet: &Sheet) -> (usize, i64) {
        let mut sum = (0, 0);
        for row in 0..self.rows.len() {
            let (crossings, rest) = self.rows[row].counted.unwrap_or_else(|| self.count(sheet, row));
            self.rows[row].counted = Some((crossings, rest));
            sum = (sum.0 + crossings, sum.1 + rest);
        }
        sum
    }

    /// The crossings below a row, and the price of its boxes and of the lengths of the links below it.
    fn count(&mut self, sheet: &Sheet, row: usize) -> (usize, i64) {
        let (mut crossings, mut length) = (0, 0);
        let Ends { upper, lower, .. } = &mut self.ends;
        upper.clear();
        lower.clear();
        let links: usize = sheet.rows[row].iter().map(|&item| sheet.items[item].down.len()).sum();
        let many = links > MANY;
        self.steps.spend(if many { 16 * links } else { links * links / 8 });
        for &link in sheet.rows[row].iter().flat_map(|&item| &sheet.items[item].down) {
            let link = &sheet.links[link];
            let (from, to) = (self.index[link.upper] as u32, self.index[link.lower] as u32);
            length += (self.x[link.upper] - self.x[link.lower]).abs();
            // Links at one item do not cross. If there are few, all pairs are counted.
            let others = upper.iter().zip(lower.iter()).take(if many { 0 } else { links });
            let crossed = |(&above, &below): (&u32, &u32)| {
                u32::from(above < from && below > to) + u32::from(above > from && below < to)
            };
            crossings += others.map(crossed).sum::<u32>() as usize;
            upper.push(from);
            lower.push(to);
        }
        if many {
            crossings = self.ends.crossings();
        }
        let away: i64 = sheet.rows[row].iter().map(|&item| self.away(sheet, item)).sum();
        (crossings, length + away)
    }

    /// The price of an item that is not at home.
    fn away(&self, sheet: &Sheet, item: usize) -> i64 {
        let apart = sheet.targets[item].map_or(0, |home| self.alone[item] - home);
        let apart = apart * PAGE / sheet.width.max(PAGE);
        SWAPPED * apart * apart + astray(sheet, item, self.x[item])
    }

    /// How many crossings `left` and `right` have more in this order than in the other one.
    pub(super) fn gain(&self, sheet: &Sheet, left: usize, right: usize) -> i64 {
        let many = |one: &[usize], other: &[usize]| one.len() * other.len();
        let (one, other) = (&sheet.items[left], &sheet.items[right]);
        self.steps.spend(8 + 2 * (many(&one.up, &other.up) + many(&one.down, &other.down)));
        let now = self.crossed_above(sheet, left, right) + self.crossed_below(sheet, left, right);
        let then = self.crossed_above(sheet, right, left) + self.crossed_below(sheet, right, left);
        signed(now) - signed(then)
    }

    /// The price of some items and of the lengths of all links at them.
    fn price_of(&self, sheet: &Sheet, items: &[usize]) -> i64 {
        let away: i64 = items.iter().map(|&item| self.away(sheet, item)).sum();
        let lengths = items
            .iter()
            .flat_map(|&item| sheet.items[item].up.iter().chain(&sheet.items[item].down))
            .map(|&link| &sheet.links[link])
            .map(|link| (self.x[link.upper] - self.x[link.lower]).abs());
        away + lengths.sum::<i64>()
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

/// The price of a box at an x that is not its home.
pub(super) fn astray(sheet: &Sheet, item: usize, x: i64) -> i64 {
    sheet.targets[item].map_or(0, |home| ASTRAY * (x - home).abs())
}

/// From this number of links on they are sorted to be counted.
const MANY: usize = 128;

impl Ends {
    /// The number of pairs in opposite orders, by a tree of sums (Barth, Jünger and Mutzel, "Simple and
    /// Efficient Bilayer Cross Counting", 2002).
    fn crossings(&mut self) -> usize {
        let Self { upper, lower, pairs, tree } = self;
        pairs.clear();
        pairs.extend(upper.iter().copied().zip(lower.iter().copied()));
        pairs.sort_unstable();
        let places = lower.iter().max().map_or(0, |&most| most as usize + 1);
        tree.clear();
        tree.resize(places + 1, 0);
        let mut crossings = 0;
        for (before, &(_, end)) in pairs.iter().enumerate() {
            // Those at the same upper item come in the order of their lower ends, so they count nothing.
            let (mut at, mut not_behind) = (end as usize + 1, 0);
            while at > 0 {
                not_behind += tree[at] as usize;
                at &= at - 1;
            }
            crossings += before - not_behind;
            let mut at = end as usize + 1;
            while at <= places {
                tree[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
        crossings
    }
}

/// Pairs of links whose far ends are in the opposite order.
fn pairs(left: &[usize], right: &[usize], far: impl Fn(usize) -> usize) -> usize {
    left.iter().map(|&one| right.iter().filter(|&&two| far(one) > far(two)).count()).sum()
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / CROSSING)
}

fn other(sheet: &Sheet, link: usize, item: usize) -> usize {
    let link = &sheet.links[link];
    if link.upper == item { link.lower } else { link.upper }
}

#[cfg(test)]
mod tests {
    use super::Ends;

    #[test]
    fn crossings_are_counted_as_pairs_in_opposite_orders() {
        let upper = vec![0, 0, 3, 1, 1, 2, 3, 0, 2];
        let lower = vec![2, 0, 0, 1, 2, 2, 1, 1, 0];
        let links: Vec<(u32, u32)> = upper.iter().copied().zip(lower.iter().copied()).collect();
        let crossed = |one: (u32, u32), other: (u32, u32)| one.0 < other.0 && one.1 > other.1;
        let pairs = links.iter().flat_map(|&one| links.iter().filter(move |&&other| crossed(one, other)));
        let expected = pairs.count();
        assert!(expected > 3);
        assert_eq!(Ends { upper, lower, ..Ends::default() }.crossings(), expected);
    }
}
