//! Rows as trees: the items of a group are one block among its neighbours.

use super::super::rows::Sheet;
use super::Order;
use super::crossings::Positions;

/// The order that groups beside each other keep in all rows: a smaller rank is further left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ranks(Vec<i64>);

impl Ranks {
    /// In the order of the groups' homes.
    pub(super) fn at_home(sheet: &Sheet) -> Self {
        Self(sheet.group_homes.clone())
    }

    /// Takes over the average order of the groups' items.
    pub(super) fn follow(&mut self, sheet: &Sheet, positions: &Positions<'_>) {
        let mut sums = vec![(0, 0); self.0.len()];
        for (number, item) in sheet.items.iter().enumerate() {
            for &group in &item.path {
                sums[group].0 += positions.x[number] * 1000;
                sums[group].1 += 1;
            }
        }
        for (rank, (sum, count)) in self.0.iter_mut().zip(sums) {
            *rank = if count > 0 { sum / count } else { *rank };
        }
    }
}

/// Sorts the items of a row by their keys, groups staying together and in the order of their ranks.
pub(super) fn arrange(sheet: &Sheet, ranks: &Ranks, keys: &[(usize, i64)]) -> Vec<usize> {
    let path = |&(item, _): &(usize, i64)| &sheet.items[item].path;
    if keys.windows(2).all(|pair| path(&pair[0]) == path(&pair[1])) {
        let mut keys = keys.to_vec();
        keys.sort_by_key(|&(_, key)| key);
        return keys.into_iter().map(|(item, _)| item).collect();
    }
    let mut row = Vec::with_capacity(keys.len());
    arrange_level(sheet, ranks, keys.to_vec(), 0, &mut row);
    row
}

fn arrange_level(sheet: &Sheet, ranks: &Ranks, keys: Vec<(usize, i64)>, depth: usize, row: &mut Vec<usize>) {
    struct Child {
        key: i64,
        group: Option<usize>,
        items: Vec<(usize, i64)>,
    }
    let mut children: Vec<Child> = Vec::new();
    for (item, key) in keys {
        let group = sheet.items[item].path.get(depth).copied();
        let known = children.iter_mut().find(|child| group.is_some() && child.group == group);
        if let Some(child) = known {
            child.items.push((item, key));
        } else {
            children.push(Child { key, group, items: vec![(item, key)] });
        }
    }
    for child in &mut children {
        let count = i64::try_from(child.items.len()).unwrap_or(1);
        child.key = child.items.iter().map(|(_, key)| key).sum::<i64>() / count.max(1);
    }
    children.sort_by_key(|child| child.key);
    // The places of groups are filled again in the order of the ranks.
    let (places, mut groups): (Vec<usize>, Vec<usize>) =
        children.iter().enumerate().filter_map(|(at, child)| child.group.map(|group| (at, group))).unzip();
    groups.sort_by_key(|&group| (ranks.0[group], group));
    let mut turn: Vec<Option<Child>> = children.into_iter().map(Some).collect();
    let mut sorted: Vec<usize> = (0..turn.len()).collect();
    for (&place, &group) in places.iter().zip(&groups) {
        let from =
            turn.iter().position(|child| child.as_ref().is_some_and(|child| child.group == Some(group)));
        sorted[place] = from.unwrap_or(place);
    }
    for place in sorted {
        let Some(child) = turn[place].take() else { continue };
        match child.group {
            Some(_) => arrange_level(sheet, ranks, child.items, depth + 1, row),
            None => row.extend(child.items.iter().map(|(item, _)| item)),
        }
    }
}

/// Swaps neighbours of a row if that makes the order better. Rows near which nothing has changed since they
/// were `checked` are left out.
pub(super) fn swap_neighbours(
    sheet: &Sheet,
    order: &mut Order,
    positions: &mut Positions<'_>,
    checked: &mut [u64],
) -> bool {
    let mut moved = false;
    for (number, row) in order.iter_mut().enumerate() {
        if !positions.changed_near(number, number, checked[number]) {
            continue;
        }
        if !positions.steps.spend(row.len()) {
            break;
        }
        checked[number] = positions.clock();
        let depths = row.iter().map(|&item| sheet.items[item].path.len()).max().unwrap_or(0);
        for depth in 0..=depths {
            let mut start = 0;
            while start < row.len() {
                let middle = block_end(sheet, row, start, depth);
                let end = block_end(sheet, row, middle, depth);
                if middle < row.len()
                    && swappable(sheet, row, start, middle, depth)
                    && swap(sheet, row, (start, middle, end), positions)
                {
                    moved = true;
                    start += end - middle;
                } else {
                    start = middle;
                }
            }
        }
    }
    moved
}

/// The end of the block that begins at `start`: the items that share their groups down to `depth`.
fn block_end(sheet: &Sheet, row: &[usize], start: usize, depth: usize) -> usize {
    let Some(&first) = row.get(start) else { return start };
    let path = &sheet.items[first].path;
    if path.len() <= depth {
        return start + 1;
    }
    let same = |item: &&usize| sheet.items[**item].path.get(..=depth) == path.get(..=depth);
    start + row[start..].iter().take_while(same).count()
}

/// Puts the boxes of a row into the order that the author wants, as far as they are in the same group.
pub(super) fn sort_wanted(sheet: &Sheet, row: &mut [usize]) {
    for at in 0..row.len() {
        for later in at + 1..row.len() {
            let (one, other) = (row[at], row[later]);
            if sheet.is_wanted_right(one, other) && sheet.items[one].path == sheet.items[other].path {
                row.swap(at, later);
            }
        }
    }
}

/// Two blocks of the same parent, at most one of which is a group.
fn swappable(sheet: &Sheet, row: &[usize], start: usize, middle: usize, depth: usize) -> bool {
    let (one, two) = (&sheet.items[row[start]].path, &sheet.items[row[middle]].path);
    let both_groups = one.len() > depth && two.len() > depth;
    let is_unwanted = sheet.is_wanted_right(row[middle], row[start]);
    !both_groups && !is_unwanted && one.get(..depth).is_some() && one.get(..depth) == two.get(..depth)
}

fn swap(
    sheet: &Sheet,
    row: &mut [usize],
    (start, middle, end): (usize, usize, usize),
    positions: &mut Positions<'_>,
) -> bool {
    let gain: i64 = row[start..middle]
        .iter()
        .flat_map(|&left| row[middle..end].iter().map(move |&right| (left, right)))
        .map(|(left, right)| positions.gain(sheet, left, right))
        .sum();
    positions.swap(sheet, row, (start, middle, end), gain)
}

/// The steps that an item takes when two groups are swapped.
const TURNED: usize = 20;

/// Swaps groups that follow each other, in all rows at once.
pub(super) fn swap_groups(
    sheet: &Sheet,
    order: &mut Order,
    positions: &mut Positions<'_>,
    ranks: &mut Ranks,
) -> bool {
    let mut moved = false;
    for one in 0..sheet.spans.len() {
        let next = (0..sheet.spans.len())
            .filter(|&other| other != one && sheet.parents[other] == sheet.parents[one])
            .filter(|&other| (ranks.0[other], other) > (ranks.0[one], one))
            .min_by_key(|&other| (ranks.0[other], other));
        let Some(other) = next else { continue };
        if !positions.steps.afford(TURNED * sheet.items.len()) {
            break;
        }
        let mut turned = ranks.clone();
        turned.0.swap(one, other);
        if turned.0[one] == turned.0[other] {
            continue;
        }
        let rearranged: Order = order
            .iter()
            .map(|row| {
                let keys: Vec<(usize, i64)> = row
                    .iter()
                    .map(|&item| (item, i64::try_from(positions.index[item]).unwrap_or(0)))
                    .collect();
                arrange(sheet, &turned, &keys)
            })
            .collect();
        let before = positions.price(sheet);
        let changed: Vec<usize> = (0..order.len()).filter(|&row| order[row] != rearranged[row]).collect();
        positions.begin_trial();
        for &row in &changed {
            positions.update(sheet, row, &rearranged[row]);
        }
        if positions.price(sheet) < before {
            (*order, *ranks) = (rearranged, turned);
            moved = true;
        } else {
            positions.go_back(sheet, order, changed.into_iter());
        }
    }
    moved
}
