//! How many horizontal pieces pass above or below a place, counted by a tree of sums.

/// The horizontal pieces so far, between places that are known beforehand.
pub(super) struct Spans<'p> {
    places: &'p [i32],
    /// Fenwick's tree (1994): at each place, the pieces that begin after it minus those that end before it.
    tree: Vec<i32>,
}

impl<'p> Spans<'p> {
    /// No pieces; `places` are all ends that they will have, in order.
    pub(super) fn over(places: &'p [i32]) -> Self {
        Self { places, tree: vec![0; places.len() + 2] }
    }

    /// Adds a piece.
    pub(super) fn add(&mut self, (from, to): (i32, i32)) {
        // It passes the places strictly between its ends.
        let after = self.places.partition_point(|&place| place <= from);
        let end = self.places.partition_point(|&place| place < to);
        if after < end {
            self.change(after, 1);
            self.change(end, -1);
        }
    }

    /// How many of the pieces pass one of the places.
    pub(super) fn around(&self, x: i32) -> usize {
        let mut at = self.places.partition_point(|&place| place < x) + 1;
        let mut sum = 0;
        while at > 0 {
            sum += self.tree[at];
            at &= at - 1;
        }
        usize::try_from(sum).unwrap_or(0)
    }

    fn change(&mut self, place: usize, by: i32) {
        let mut at = place + 1;
        while let Some(sum) = self.tree.get_mut(at) {
            *sum += by;
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Spans;

    #[test]
    fn a_place_is_passed_by_what_begins_before_and_ends_after_it() {
        let pieces = [(0, 10), (2, 4), (4, 9), (9, 10), (3, 3)];
        let places = [0, 2, 3, 4, 9, 10];
        let mut spans = Spans::over(&places);
        for piece in pieces {
            spans.add(piece);
        }
        for x in places {
            let passing = pieces.iter().filter(|&&(from, to)| from < x && x < to).count();
            assert_eq!(spans.around(x), passing, "{x}");
        }
    }
}
