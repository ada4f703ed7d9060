//! The horizontal positions: the result of the search for places, from which lines and titles are drawn.

/// A bend by less than this looks like a mistake.
pub(super) const LEAST_BEND: i32 = 20;

/// The x of everything in a picture.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub items: Vec<i32>,
    /// The x of each link at its upper and at its lower end.
    pub links: Vec<(i32, i32)>,
    /// The left and right side of each group that has boxes.
    pub groups: Vec<Option<(i32, i32)>>,
    pub width: i32,
}

impl Places {
    /// Width beyond the page; bent links, small bends counting more; then the width.
    pub(super) fn ugliness(&self, page: i32) -> (i32, i32, i32) {
        let bent = self.links.iter().map(|&(from, to)| match (to - from).abs() {
            0 => 0,
            bend if bend < LEAST_BEND => 5,
            _ => 2,
        });
        ((self.width - page).max(0), bent.sum(), self.width)
    }
}
