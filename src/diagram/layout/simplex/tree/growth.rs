//! The first tree: it grows from the root, one variable after the other.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use super::{Constraint, Tree};

impl Tree {
    /// Takes in the variable with the least slack to the tree, again and again, and moves the tree
    /// by that slack. The values of the tree are kept relative to its own moves, so that a move costs
    /// nothing, and the slacks of both directions in a heap each.
    pub(super) fn grow(&mut self, root: u32) {
        let network = Rc::clone(&self.network);
        let count = self.values.len();
        let mut reached = vec![false; count];
        let mut moved = 0;
        let (mut forwards, mut backwards) = (BinaryHeap::new(), BinaryHeap::new());
        let mut next = Some((root, None));
        while let Some((variable, by)) = next {
            reached[variable as usize] = true;
            self.values[variable as usize] -= moved;
            if let Some(number) = by {
                let Constraint { tail, head, .. } = network.constraints[number as usize];
                self.branches.push(tail, 2 * number);
                self.branches.push(head, 2 * number + 1);
            }
            for (tails, heap) in [(true, &mut forwards), (false, &mut backwards)] {
                let arcs = network.arcs(tails).at(variable as usize).iter();
                heap.extend(arcs.filter(|arc| !reached[arc.other as usize]).map(|arc| {
                    let slack = arc.slack(&self.values, variable, tails);
                    (Reverse(slack), Reverse(arc.number), arc.other)
                }));
                while heap.peek().is_some_and(|&(.., other)| reached[other as usize]) {
                    heap.pop();
                }
            }
            let ahead = forwards.peek().map(|&(Reverse(slack), number, to)| (slack - moved, number, to));
            let behind = backwards.peek().map(|&(Reverse(slack), number, to)| (slack + moved, number, to));
            next = match (ahead, behind) {
                (Some((slack, Reverse(number), to)), other)
                    if other.is_none_or(|(least, ..)| slack <= least) =>
                {
                    moved += slack;
                    Some((to, Some(number)))
                }
                (_, Some((slack, Reverse(number), to))) => {
                    moved -= slack;
                    Some((to, Some(number)))
                }
                _ => None,
            };
        }
        for (value, _) in self.values.iter_mut().zip(reached).filter(|(_, reached)| *reached) {
            *value += moved;
        }
    }
}
