//! How far boxes are from the order in which they are declared.
//!
//! A reader who knows the design expects its first component first, and a small edit should not turn a
//! picture around. So the declared order is given up only for a gain: each pair of boxes that leaves it has
//! a price, which is compared with crossings, bends and lengths.

use super::rows::{RowKind, Sheet};

/// The price of two boxes of one row in the wrong order, as sideways length of lines.
pub(super) const SWAPPED: i64 = 30;
/// The price of any two boxes in the wrong order, as sideways length of lines.
pub(super) const TURNED: i64 = 40;

/// Boxes nearer to each other than this, measured from middle to middle, are neither left nor right of each
/// other.
const APART: i64 = 60;

/// The pairs of boxes, whatever their rows, that are placed in the wrong order. The boxes are given by
/// their middles, in the order of declaration.
pub(super) fn turned(middles: &[i64]) -> usize {
    pairs(middles, |first, second| second + APART < first)
}

/// The pairs of boxes in a row, given from the left to the right, that are in the wrong order.
pub(super) fn swapped(sheet: &Sheet, row: &[usize]) -> usize {
    let nodes: Vec<usize> = row.iter().filter_map(|&item| node(sheet, item)).collect();
    pairs(&nodes, |left, right| right < left)
}

/// The pairs of a box of `left` and a box of `right` that are in the wrong order.
pub(super) fn swapped_between(sheet: &Sheet, left: &[usize], right: &[usize]) -> usize {
    let nodes =
        |items: &'_ [usize]| -> Vec<usize> { items.iter().filter_map(|&item| node(sheet, item)).collect() };
    let right = nodes(right);
    nodes(left).into_iter().map(|left| right.iter().filter(|&&right| right < left).count()).sum()
}

fn node(sheet: &Sheet, item: usize) -> Option<usize> {
    match sheet.items[item].kind {
        RowKind::Node(node) => Some(node),
        RowKind::Label(_) | RowKind::Bend(_) | RowKind::Spacer => None,
    }
}

fn pairs<T: Copy>(list: &[T], wrong: impl Fn(T, T) -> bool) -> usize {
    let later = |at: usize, first: T| list[at + 1..].iter().filter(|&&second| wrong(first, second)).count();
    list.iter().enumerate().map(|(at, &first)| later(at, first)).sum()
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn boxes_that_are_nearly_above_each_other_are_in_no_order() {
        assert_eq!(turned(&[0, 100, 200]), 0);
        assert_eq!(turned(&[200, 100, 0]), 3);
        assert_eq!(turned(&[50, 0, 200]), 0);
    }
}
