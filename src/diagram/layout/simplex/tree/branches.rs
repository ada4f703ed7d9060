//! The edges at each variable of a tree, as doubly linked lists in two flat vectors: they change with
//! each exchange and are copied with the tree.

/// For each variable a list of links; link `2 * number` is in the list of the constraint's tail and `2 *
/// number + 1` in that of its head.
#[derive(Debug, Clone)]
pub(super) struct Branches {
    ends: Vec<Neighbours>,
    links: Vec<Neighbours>,
}

/// The first and last link of a list, or the links after and before one.
#[derive(Debug, Clone, Copy)]
struct Neighbours {
    next: u32,
    previous: u32,
}

const NONE: u32 = u32::MAX;
const ALONE: Neighbours = Neighbours { next: NONE, previous: NONE };

impl Branches {
    pub(super) fn new(variables: usize, constraints: usize) -> Self {
        Self { ends: vec![ALONE; variables], links: vec![ALONE; 2 * constraints] }
    }

    /// The links at a variable, the oldest first.
    pub(super) fn at(&self, variable: u32) -> impl Iterator<Item = u32> {
        let link = |link: u32| (link != NONE).then_some(link);
        let first = link(self.ends[variable as usize].next);
        std::iter::successors(first, move |&last| link(self.links[last as usize].next))
    }

    /// Adds a link to the end of a variable's list.
    pub(super) fn push(&mut self, variable: u32, link: u32) {
        let ends = &mut self.ends[variable as usize];
        let last = std::mem::replace(&mut ends.previous, link);
        self.links[link as usize] = Neighbours { next: NONE, previous: last };
        match self.links.get_mut(last as usize) {
            Some(last) => last.next = link,
            None => ends.next = link,
        }
    }

    /// Takes a link out of a variable's list.
    pub(super) fn remove(&mut self, variable: u32, link: u32) {
        let ends = &mut self.ends[variable as usize];
        let Neighbours { next, previous } = self.links[link as usize];
        match self.links.get_mut(previous as usize) {
            Some(previous) => previous.next = next,
            None => ends.next = next,
        }
        match self.links.get_mut(next as usize) {
            Some(next) => next.previous = previous,
            None => ends.previous = previous,
        }
    }
}
