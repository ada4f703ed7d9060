//! The cost of a link from each place of a row to each place of the next one.

use super::super::rows::Sheet;
use super::crossings::{CROSSING, Positions};

/// The costs between two rows. One value is reused for many pairs of rows, to save memory.
#[derive(Default)]
pub(super) struct Gap {
    /// How many links begin before an upper place and end before a lower one, by both.
    before: Vec<i64>,
    /// The x of the upper and of the lower places.
    upper: Vec<i64>,
    lower: Vec<i64>,
}

/// A row, perhaps without the item that was at a place.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub items: &'a [usize],
    pub without: Option<usize>,
}

impl Gap {
    /// Measures two rows. A link that begins at a box begins at its `index` in the upper row.
    pub(super) fn fill(
        &mut self,
        sheet: &Sheet,
        upper_row: &[usize],
        index: Option<usize>,
        lower_row: Row,
        positions: &Positions<'_>,
    ) {
        let width = lower_row.items.len() + 1;
        self.before.clear();
        self.before.resize((upper_row.len() + 1) * width, 0);
        for (at, &item) in upper_row.iter().enumerate() {
            // Lines at the same box leave it in the order of their other ends.
            if Some(at) == index {
                continue;
            }
            let row = &mut self.before[(at + 1) * width..(at + 2) * width];
            for &link in &sheet.items[item].down {
                let place = positions.index[sheet.links[link].lower];
                match lower_row.without {
                    Some(gone) if place == gone => {}
                    Some(gone) if place > gone => row[place] += 1,
                    _ => row[place + 1] += 1,
                }
            }
        }
        self.sum_up(width);
        self.upper.clear();
        match index {
            Some(_) => self.upper.extend(upper_row.iter().map(|&item| positions.x[item]).chain([0])),
            None => add_between(positions, upper_row, &mut self.upper),
        }
        self.line_up(lower_row.items, positions);
    }

    /// Measures only the lower places.
    pub(super) fn line_up(&mut self, row: &[usize], positions: &Positions<'_>) {
        self.lower.clear();
        add_between(positions, row, &mut self.lower);
    }

    /// From numbers of links to sums over all places before.
    fn sum_up(&mut self, width: usize) {
        for row in self.before.chunks_exact_mut(width) {
            let mut sum = 0;
            for count in row {
                sum += *count;
                *count = sum;
            }
        }
        for start in (width..self.before.len()).step_by(width) {
            let (done, rest) = self.before.split_at_mut(start);
            for (count, above) in rest.iter_mut().zip(&done[start - width..]) {
                *count += above;
            }
        }
    }

    /// The x of the lower places.
    pub(super) fn places(&self) -> &[i64] {
        &self.lower
    }

    /// Crossings and distance of a link between two places.
    pub(super) fn cost(&self, upper: usize, lower: usize) -> i64 {
        let width = self.lower.len();
        let row = &self.before[upper * width..(upper + 1) * width];
        let last = &self.before[self.before.len() - width..];
        let crossings = (row[width - 1] - row[lower]) + (last[lower] - row[lower]);
        crossings * CROSSING + (self.upper[upper] - self.lower[lower]).abs()
    }

    /// The least cost of reaching each lower place, and the upper place from which it is reached.
    pub(super) fn relax(&self, so_far: &[i64], next: &mut Vec<i64>, back: &mut [usize]) {
        let width = self.lower.len();
        next.resize(width, i64::MAX);
        let last = &self.before[self.before.len() - width..];
        let uppers = so_far.iter().zip(&self.upper).zip(self.before.chunks_exact(width));
        for (upper, ((&so_far, &x), row)) in uppers.enumerate() {
            if so_far == i64::MAX {
                continue;
            }
            let all = row[width - 1];
            let lowers = row.iter().zip(last).zip(&self.lower).zip(next.iter_mut().zip(back.iter_mut()));
            for (((&before, &last), &lower), (next, back)) in lowers {
                let cost = so_far + (all - 2 * before + last) * CROSSING + (x - lower).abs();
                if cost < *next {
                    (*next, *back) = (cost, upper);
                }
            }
        }
    }
}

/// Adds the x of all places between the items of a row, and of those before the first and after the last.
fn add_between(positions: &Positions<'_>, row: &[usize], places: &mut Vec<i64>) {
    let x = |&item: &usize| positions.x[item];
    let (Some(first), Some(last)) = (row.first().map(x), row.last().map(x)) else {
        places.push(0);
        return;
    };
    places.push(first - 80);
    places.extend(row.iter().map(x).zip(row[1..].iter().map(x)).map(|(one, two)| i64::midpoint(one, two)));
    places.push(last + 80);
}
