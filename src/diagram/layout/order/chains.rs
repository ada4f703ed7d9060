//! Moving whole lines: a line is taken out of all rows that it passes and put back where it crosses
//! the fewest others, found by dynamic programming over the rows. A box at the end of a single line
//! moves along with it. (An extension of sifting, Matuszewski, Schönfeld and Molitor, 1999, from one
//! row to all rows of a line.)

use super::super::rows::Sheet;
use super::Order;
use super::crossings::{self, Positions};
use super::gap::{Gap, Row};

/// Finds better places for lines. Its memory is reused from line to line.
pub(super) struct Router {
    chains: Vec<Chain>,
    gap: Gap,
    /// The rows of a chain without its items.
    rows: Vec<Vec<usize>>,
    /// For each row of a chain and each place in it, the best place in the row before.
    from: Vec<Vec<usize>>,
    /// The least cost of each place in the current row and in the next one.
    costs: Vec<i64>,
    next: Vec<i64>,
    /// The places that were found.
    places: Vec<usize>,
    /// How many groups each item of a row shares with the item that is placed.
    shared: Vec<usize>,
}

/// The items of a line from the top to the bottom, one in each row.
struct Chain {
    items: Vec<usize>,
    /// The row of the first item.
    row: usize,
    /// The boxes above the first item and those below the last, if they do not move along.
    above: Vec<usize>,
    below: Vec<usize>,
}

impl Router {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let chains: Vec<Chain> =
            (0..sheet.bundles.len()).filter_map(|bundle| Chain::of(sheet, bundle)).collect();
        let longest = chains.iter().map(|chain| chain.items.len()).max().unwrap_or(0);
        Self {
            chains,
            gap: Gap::default(),
            rows: vec![Vec::new(); longest],
            from: vec![Vec::new(); longest],
            costs: Vec::new(),
            next: Vec::new(),
            places: vec![0; longest],
            shared: Vec::new(),
        }
    }

    /// The number of lines that can be moved.
    pub(super) fn lines(&self) -> usize {
        self.chains.len()
    }

    /// Moves every line to its best place. Returns whether anything improved. Lines near which nothing has
    /// changed since they were `checked` are left out; there is one such time for each of them.
    pub(super) fn reroute(
        &mut self,
        sheet: &Sheet,
        order: &mut Order,
        positions: &mut Positions<'_>,
        checked: &mut [u64],
    ) -> bool {
        let mut moved = false;
        for (number, checked) in checked.iter_mut().enumerate() {
            let chain = &self.chains[number];
            let first = chain.row.saturating_sub(usize::from(!chain.above.is_empty()));
            let last = chain.row + chain.items.len();
            if !positions.changed_near(first, last, *checked) {
                continue;
            }
            let places = chain.places(order);
            if !positions.steps.afford(2 * places) {
                return moved;
            }
            *checked = positions.clock();
            if self.find(number, sheet, order, positions) {
                moved |= self.try_places(number, sheet, order, positions);
            }
        }
        moved
    }

    /// Moves a chain to the places that were found, if that improves the whole.
    fn try_places(
        &mut self,
        number: usize,
        sheet: &Sheet,
        order: &mut Order,
        positions: &mut Positions<'_>,
    ) -> bool {
        let chain = &self.chains[number];
        let before = positions.price(sheet);
        positions.begin_trial();
        for ((&item, place), row) in chain.items.iter().zip(&mut self.places).zip(chain.row..) {
            let index = std::mem::replace(place, positions.index[item]);
            shift(&mut order[row], *place, index);
            positions.update(sheet, row, &order[row]);
        }
        if positions.price(sheet) < before {
            return true;
        }
        for ((&item, &place), row) in chain.items.iter().zip(&self.places).zip(chain.row..) {
            shift(&mut order[row], positions.index[item], place);
        }
        positions.go_back(sheet, order, chain.row..chain.row + chain.items.len());
        false
    }

    /// Finds the best places for a chain. Returns whether they are better than the present ones.
    fn find(&mut self, number: usize, sheet: &Sheet, order: &Order, positions: &Positions<'_>) -> bool {
        let Self { chains, gap, rows, from, costs, next, places, shared } = self;
        let chain = &chains[number];
        for ((&item, others), row) in chain.items.iter().zip(rows.iter_mut()).zip(chain.row..) {
            others.clear();
            others.extend(order[row].iter().copied().filter(|&other| other != item));
        }
        // The cost of the chain at its present places.
        let mut now = 0;
        for (at, &item) in chain.items.iter().enumerate() {
            let index = positions.index[item];
            let row = Row { items: &rows[at], without: Some(index) };
            let back = &mut from[at];
            back.clear();
            back.resize(row.items.len() + 1, 0);
            next.clear();
            match at.checked_sub(1) {
                Some(before) => {
                    let upper = positions.index[chain.items[before]];
                    gap.fill(sheet, &rows[before], None, row, positions);
                    gap.relax(costs, next, back);
                    now += gap.cost(upper, index);
                }
                None => {
                    next.resize(row.items.len() + 1, 0);
                    gap.line_up(row.items, positions);
                    for &above in &chain.above {
                        let upper = positions.index[above];
                        let upper_row = &order[sheet.items[above].row];
                        gap.fill(sheet, upper_row, Some(upper), row, positions);
                        for (place, cost) in next.iter_mut().enumerate() {
                            *cost += gap.cost(upper, place);
                        }
                        now += gap.cost(upper, index);
                    }
                }
            }
            if sheet.is_box(item) {
                for (cost, &x) in next.iter_mut().zip(gap.places()) {
                    *cost = cost.saturating_add(crossings::astray(sheet, item, x));
                }
                now += gap.places().get(index).map_or(0, |&x| crossings::astray(sheet, item, x));
            }
            forbid(sheet, row, item, shared, next);
            std::mem::swap(costs, next);
        }
        for &below in &chain.below {
            let Some(&item) = chain.items.last() else { continue };
            let last = &rows[chain.items.len() - 1];
            let lower = Row { items: &order[sheet.items[below].row], without: None };
            gap.fill(sheet, last, None, lower, positions);
            let index = positions.index[below];
            // Between the places before and after the box, its own links count on one side only.
            let cost = |place: usize| gap.cost(place, index).min(gap.cost(place, index + 1));
            now += cost(positions.index[item]);
            for (place, so_far) in costs.iter_mut().enumerate() {
                *so_far = so_far.saturating_add(cost(place));
            }
        }
        let Some(mut place) = (0..costs.len()).min_by_key(|&place| costs[place]) else { return false };
        if costs[place] >= now {
            return false;
        }
        for at in (0..chain.items.len()).rev() {
            places[at] = place;
            place = from[at][place];
        }
        true
    }
}

impl Chain {
    /// The chain of a bundle; `None` if there is nothing to move.
    fn of(sheet: &Sheet, bundle: usize) -> Option<Self> {
        let of = |nodes: &[usize]| nodes.iter().map(|&node| sheet.node_item[node]).collect::<Vec<usize>>();
        let (mut above, mut below) = (of(&sheet.bundles[bundle].upper), of(&sheet.bundles[bundle].lower));
        let lines = |item: usize| sheet.items[item].up.len() + sheet.items[item].down.len();
        let is_free = |item: usize| lines(item) == 1 && sheet.wanted[item].is_none();
        let moves = |ends: &[usize]| matches!(ends, [only] if is_free(*only));
        let start = *above.first()?;
        let mut items = Vec::new();
        if moves(&above) {
            items.append(&mut above);
        }
        let mut next = start;
        loop {
            let down = sheet.items[next].down.iter().find(|&&link| sheet.links[link].bundle == bundle)?;
            next = sheet.links[*down].lower;
            if sheet.is_box(next) {
                break;
            }
            items.push(next);
        }
        if moves(&below) {
            items.append(&mut below);
        }
        let row = sheet.items[*items.first()?].row;
        Some(Self { items, row, above, below })
    }

    /// How many pairs of places are examined to move the chain.
    fn places(&self, order: &Order) -> usize {
        let rows = self.row.saturating_sub(1)..order.len().min(self.row + self.items.len() + 1);
        order[rows].windows(2).map(|rows| (rows[0].len() + 1) * (rows[1].len() + 1)).sum()
    }
}

/// Moves the item at one place of a row to another place.
fn shift(row: &mut [usize], from: usize, to: usize) {
    if from < to {
        row[from..=to].rotate_left(1);
    } else {
        row[to..=from].rotate_right(1);
    }
}

/// Makes those places of a row too costly at which an item would split a group. `shared` is passed only to
/// reuse its memory.
fn forbid(sheet: &Sheet, row: Row, item: usize, shared: &mut Vec<usize>, costs: &mut [i64]) {
    let path = &sheet.items[item].path;
    let path_at = |at: usize| &sheet.items[row.items[at]].path;
    shared.clear();
    shared.extend(row.items.iter().map(|&other| in_common(path, &sheet.items[other].path)));
    // The item may be the one that gives its group a place among other groups.
    let alone = shared.iter().all(|&groups| groups < path.len()) && !path.is_empty();
    for (place, cost) in costs.iter_mut().enumerate() {
        let before = place.checked_sub(1);
        let behind = (place < shared.len()).then_some(place);
        let groups = |at: Option<usize>| at.map_or(0, |at| shared[at]);
        let reached = groups(before).max(groups(behind)) == path.len();
        let torn = match (before, behind) {
            (Some(before), Some(behind)) => in_common(path_at(before), path_at(behind)) > shared[before],
            _ => false,
        };
        let allowed = if alone { Some(place) == row.without } else { reached && !torn };
        if !allowed {
            *cost = i64::MAX;
        }
    }
}

/// How many groups two paths share.
fn in_common(one: &[usize], other: &[usize]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}
