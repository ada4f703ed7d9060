//! How much one picture may contain, and how boxes and lines are distributed over several pictures if there
//! are more.

use std::collections::{BTreeSet, VecDeque};

/// A picture with more boxes than this is too large to read. Every view keeps to the limit, and so does each
/// of the pictures that replace a large one.
pub const MOST_BOXES: usize = 40;
/// The same for lines.
pub const MOST_LINES: usize = 80;
/// The width of a page's column, in pixels.
pub const COLUMN: i32 = 750;
/// A wider picture has text of less than 7 pixels in a page's [`COLUMN`]: its smallest font has 11 units.
pub const MOST_WIDTH: i32 = 1178;
/// At most this many pictures replace a large one.
pub const MOST_PARTS: usize = 100;
/// The same for the pieces of a picture that has no groups.
pub(super) const MOST_PIECES: usize = 40;
/// The size of a piece: less than a picture may contain, so that it is easy to read.
pub(super) const PIECE_BOXES: usize = 24;
const PIECE_LINES: usize = 40;

/// The sizes of pieces to try, for pieces that are narrow enough for a page.
pub(super) const PIECES: [usize; 4] = [PIECE_BOXES, 16, 10, 6];
/// A file that is asked for by itself may hold more boxes and lines than a picture in a page: it can be
/// enlarged.
pub(super) const MOST_IN_A_FILE: (usize, usize) = (100, 200);

/// Whether even a file that holds only this picture would be too large.
pub fn are_too_many_for_a_file(boxes: usize, lines: usize) -> bool {
    boxes > MOST_IN_A_FILE.0 || lines > MOST_IN_A_FILE.1
}

/// Whether a picture would be too large.
pub fn are_too_many(boxes: usize, lines: usize) -> bool {
    boxes > MOST_BOXES || lines > MOST_LINES
}

/// A picture's share of the boxes and lines of a larger one, in their order there.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub boxes: Vec<usize>,
    pub lines: Vec<usize>,
}

/// All pieces, each within the limit, and the boxes that no piece shows, or only without some of their lines.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Pieces {
    pub shown: Vec<Piece>,
    pub left_out: Vec<usize>,
}

/// Distributes boxes and lines: each box to at least one piece, each line to exactly one. Connected boxes are
/// kept near each other; boxes of one cluster come before those of the next. A piece has at most `most` boxes.
pub(super) fn deal(clusters: &[usize], lines: &[(usize, usize)], most: usize) -> Pieces {
    let mut pieces = Graph::of(clusters, lines).deal(most);
    let cut = pieces.split_off(pieces.len().min(MOST_PIECES));
    let left_out: BTreeSet<usize> = cut.into_iter().flat_map(|piece| piece.boxes).collect();
    Pieces { shown: pieces, left_out: left_out.into_iter().collect() }
}

/// Cuts a list whose order must be kept, such as steps, into ranges. Each contains as many items as fit.
pub(super) fn runs(count: usize, mut fits: impl FnMut(usize, usize) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for end in 0..count {
        if end > start && !fits(start, end) {
            runs.push(start..end);
            start = end;
        }
    }
    runs.push(start..count);
    runs
}

struct Graph<'a> {
    clusters: &'a [usize],
    lines: &'a [(usize, usize)],
    /// The lines at each box.
    at: Vec<Vec<usize>>,
}

impl<'a> Graph<'a> {
    fn of(clusters: &'a [usize], lines: &'a [(usize, usize)]) -> Self {
        let mut at = vec![Vec::new(); clusters.len()];
        for (number, &(from, to)) in lines.iter().enumerate() {
            at[from].push(number);
            if to != from {
                at[to].push(number);
            }
        }
        Self { clusters, lines, at }
    }

    /// The boxes from neighbour to neighbour within their clusters.
    fn walk(&self) -> Vec<usize> {
        let mut starts: Vec<usize> = (0..self.clusters.len()).collect();
        starts.sort_by_key(|&start| self.clusters[start]);
        let mut seen = vec![false; self.clusters.len()];
        let mut walk = Vec::with_capacity(self.clusters.len());
        for start in starts {
            let mut queue = VecDeque::from([start]);
            while let Some(one) = queue.pop_front() {
                if std::mem::replace(&mut seen[one], true) {
                    continue;
                }
                walk.push(one);
                let others = self.at[one].iter().map(|&line| self.other(line, one));
                queue.extend(
                    others.filter(|&other| !seen[other] && self.clusters[other] == self.clusters[one]),
                );
            }
        }
        walk
    }

    fn other(&self, line: usize, one: usize) -> usize {
        let (from, to) = self.lines[line];
        if from == one { to } else { from }
    }

    fn deal(&self, most: usize) -> Vec<Piece> {
        let mut dealt = vec![false; self.lines.len()];
        let mut boxed = vec![false; self.clusters.len()];
        let mut pieces = Vec::new();
        let (mut boxes, mut lines) = (BTreeSet::new(), BTreeSet::new());
        let mut finish = |boxes: &mut BTreeSet<usize>, lines: &mut BTreeSet<usize>| {
            if !boxes.is_empty() {
                let piece = |numbers: &mut BTreeSet<usize>| std::mem::take(numbers).into_iter().collect();
                pieces.push(Piece { boxes: piece(boxes), lines: piece(lines) });
            }
        };
        for one in self.walk() {
            for &line in &self.at[one] {
                if std::mem::replace(&mut dealt[line], true) {
                    continue;
                }
                let ends = [one, self.other(line, one)];
                let new: BTreeSet<usize> = ends.into_iter().filter(|end| !boxes.contains(end)).collect();
                if boxes.len() + new.len() > most || lines.len() == PIECE_LINES {
                    finish(&mut boxes, &mut lines);
                }
                boxes.extend(ends);
                lines.insert(line);
                for end in ends {
                    boxed[end] = true;
                }
            }
            if !std::mem::replace(&mut boxed[one], true) {
                if boxes.len() >= most {
                    finish(&mut boxes, &mut lines);
                }
                boxes.insert(one);
            }
        }
        finish(&mut boxes, &mut lines);
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_PIECES, PIECE_BOXES, are_too_many, deal, runs};

    /// Checks that every box and line of a graph is shown or named as left out, and that no piece is too
    /// large.
    #[track_caller]
    fn holds(boxes: usize, lines: &[(usize, usize)]) -> usize {
        let pieces = deal(&vec![0; boxes], lines, PIECE_BOXES);
        let mut box_seen = vec![false; boxes];
        let mut line_seen = vec![0; lines.len()];
        for piece in &pieces.shown {
            assert!(!are_too_many(piece.boxes.len(), piece.lines.len()));
            for &one in &piece.boxes {
                box_seen[one] = true;
            }
            for &line in &piece.lines {
                line_seen[line] += 1;
                let (from, to) = lines[line];
                assert!(piece.boxes.contains(&from) && piece.boxes.contains(&to));
            }
        }
        for &one in &pieces.left_out {
            box_seen[one] = true;
        }
        assert!(box_seen.iter().all(|seen| *seen));
        for (seen, (from, to)) in line_seen.into_iter().zip(lines) {
            let told = pieces.left_out.contains(from) && pieces.left_out.contains(to);
            assert!(seen == 1 || (seen == 0 && told));
        }
        pieces.shown.len()
    }

    #[test]
    fn stars_chains_and_crowds_are_dealt_out_whole() {
        let star = |count: usize| (1..count).map(|other| (0, other)).collect::<Vec<_>>();
        let chain = |count: usize| (1..count).map(|other| (other - 1, other)).collect::<Vec<_>>();
        let crowd: Vec<(usize, usize)> =
            (0..30).flat_map(|one| (0..30).map(move |other| (one, other))).collect();
        assert_eq!(holds(0, &[]), 0);
        assert_eq!(holds(41, &[]), 2);
        assert_eq!(holds(41, &star(41)), 2);
        assert_eq!(holds(45, &chain(45)), 2);
        assert_eq!(holds(5000, &chain(5000)), MOST_PIECES);
        assert_eq!(holds(5000, &star(5000)), MOST_PIECES);
        assert!(holds(30, &crowd) <= crowd.len() / 20);
    }

    #[test]
    fn runs_are_as_long_as_they_may_be() {
        assert_eq!(runs(7, |start, end| end - start < 3), [0..3, 3..6, 6..7]);
        assert_eq!(runs(2, |_, _| false), [0..1, 1..2]);
    }
}
