//! The tree of tight constraints, and its exchanges.
//!
//! The flow on a tree's edge is the pull of the subtree below it, so an exchange changes it only on
//! the ways from both ends to the root.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Constraint, Incidence};

/// A spanning tree of tight constraints, and the values that it gives.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    constraints: Vec<Constraint>,
    values: Vec<i32>,
    /// All constraints at each variable, and those of the tree.
    around: Incidence,
    branches: Vec<Vec<usize>>,
    /// What a unit of each variable adds to the cost.
    pull: Vec<i64>,
    /// The variables from the root outwards, as of the last walk.
    order: Vec<usize>,
    /// The constraint that leads to each variable from its parent, and the parent.
    parent: Vec<Option<(usize, usize)>>,
    /// The pull of each variable's subtree.
    sum: Vec<i64>,
    /// The subtree that was looked at last.
    inside: Vec<bool>,
    members: Vec<usize>,
}

impl Tree {
    /// Builds a tree from values that keep all constraints.
    pub(super) fn tight(constraints: &[Constraint], mut values: Vec<i32>) -> Self {
        let root = values.len();
        // A root before all others keeps the graph connected.
        values.push(values.iter().copied().min().unwrap_or(0));
        let mut constraints = constraints.to_vec();
        constraints.extend((0..root).map(|head| Constraint { tail: root, head, length: 0, weight: 0 }));
        let count = values.len();
        let mut pull = vec![0; count];
        for constraint in &constraints {
            pull[constraint.head] += i64::from(constraint.weight);
            pull[constraint.tail] -= i64::from(constraint.weight);
        }
        let around = Incidence::of(count, &constraints, |one| [Some(one.tail), Some(one.head)]);
        let mut tree = Self {
            constraints,
            values,
            around,
            branches: vec![Vec::new(); count],
            pull,
            order: Vec::with_capacity(count),
            parent: vec![None; count],
            sum: Vec::with_capacity(count),
            inside: vec![false; count],
            members: Vec::with_capacity(count),
        };
        tree.grow(root);
        tree
    }

    /// Changes the weight of a constraint.
    pub(super) fn weigh(&mut self, number: usize, weight: i32) {
        let constraint = &mut self.constraints[number];
        let more = i64::from(weight) - i64::from(constraint.weight);
        constraint.weight = weight;
        self.pull[constraint.head] += more;
        self.pull[constraint.tail] -= more;
    }

    /// Exchanges constraints until no move makes the sum smaller.
    pub(super) fn optimise(&mut self) {
        self.walk();
        let most = 20 * self.pull.len() + 100;
        for _ in 0..most {
            let Some((leaving, child)) = self.leaving() else { break };
            self.enter_subtree(child);
            let Some((entering, slack)) = self.entering(leaving, child) else { break };
            self.shift(leaving, child, slack);
            self.exchange(leaving, child, entering);
        }
    }

    /// The values of the variables.
    pub(super) fn values(&self) -> Vec<i32> {
        let mut values = self.values.clone();
        // The last one is the root's.
        values.pop();
        values
    }

    /// The values, with what may move without cost in the middle of its room. The tree itself stays
    /// tight.
    pub(super) fn balanced(&mut self) -> Vec<i32> {
        let tight = self.values.clone();
        self.walk();
        for at in 0..self.order.len() {
            let child = self.order[at];
            let Some((number, _)) = self.parent[child] else { continue };
            if self.cut(number, child) != 0 {
                continue;
            }
            self.enter_subtree(child);
            if let Some((_, slack)) = self.entering(number, child)
                && slack > 1
            {
                self.shift(number, child, slack / 2);
            }
        }
        let values = self.values();
        self.values = tight;
        values
    }

    /// Takes in the variable with the least slack to the tree, again and again, and moves the tree
    /// by that slack. The values of the tree are kept relative to its own moves, so that a move costs
    /// nothing, and the slacks of both directions in a heap each.
    fn grow(&mut self, root: usize) {
        let count = self.values.len();
        let mut reached = vec![false; count];
        let mut moved = 0;
        let (mut forwards, mut backwards) = (BinaryHeap::new(), BinaryHeap::new());
        let mut next = Some((root, None));
        while let Some((variable, by)) = next {
            reached[variable] = true;
            self.values[variable] -= moved;
            if let Some(number) = by {
                let constraint: Constraint = self.constraints[number];
                self.branches[constraint.tail].push(number);
                self.branches[constraint.head].push(number);
            }
            for &number in self.around.at(variable) {
                let constraint = self.constraints[number];
                if !reached[constraint.other(variable)] {
                    let slack = constraint.slack(&self.values);
                    if constraint.tail == variable {
                        forwards.push(Reverse((slack, number)));
                    } else {
                        backwards.push(Reverse((slack, number)));
                    }
                }
            }
            let stale = |number: usize| {
                let constraint = &self.constraints[number];
                reached[constraint.tail] && reached[constraint.head]
            };
            while forwards.peek().is_some_and(|Reverse((_, number))| stale(*number)) {
                forwards.pop();
            }
            while backwards.peek().is_some_and(|Reverse((_, number))| stale(*number)) {
                backwards.pop();
            }
            let ahead = forwards.peek().map(|Reverse((slack, number))| (slack - moved, *number));
            let behind = backwards.peek().map(|Reverse((slack, number))| (slack + moved, *number));
            next = match (ahead, behind) {
                (Some((slack, number)), other) if other.is_none_or(|(least, _)| slack <= least) => {
                    moved += slack;
                    Some((self.constraints[number].head, Some(number)))
                }
                (_, Some((slack, number))) => {
                    moved -= slack;
                    Some((self.constraints[number].tail, Some(number)))
                }
                _ => None,
            };
        }
        for (value, _) in self.values.iter_mut().zip(reached).filter(|(_, reached)| *reached) {
            *value += moved;
        }
    }

    /// Finds parents and sums from the root outwards.
    fn walk(&mut self) {
        let root = self.values.len() - 1;
        self.order.clear();
        self.order.push(root);
        self.parent[root] = None;
        let mut next = 0;
        while let Some(&variable) = self.order.get(next) {
            next += 1;
            let back = self.parent[variable].map(|(by, _)| by);
            for &number in &self.branches[variable] {
                if Some(number) != back {
                    let other = self.constraints[number].other(variable);
                    self.parent[other] = Some((number, variable));
                    self.order.push(other);
                }
            }
        }
        self.sum.clone_from(&self.pull);
        for &variable in self.order.iter().rev() {
            if let Some((_, above)) = self.parent[variable] {
                self.sum[above] += self.sum[variable];
            }
        }
    }

    /// Hangs the subtree below `child` at another constraint: parents change on the way from the one
    /// to the other within the subtree, sums there and at the ancestors of both.
    fn exchange(&mut self, leaving: usize, child: usize, entering: usize) {
        let Constraint { tail, head, .. } = self.constraints[entering];
        let (inner, outer) = if self.inside[tail] { (tail, head) } else { (head, tail) };
        let total = self.sum[child];
        self.add_to_ancestors(child, -total);
        let (mut node, mut link, mut below) = (inner, (entering, outer), 0);
        loop {
            let above = self.parent[node].replace(link);
            let sum = std::mem::replace(&mut self.sum[node], total - below);
            below = sum;
            let Some((by, up)) = above.filter(|_| node != child) else { break };
            link = (by, node);
            node = up;
        }
        self.add_to_ancestors(inner, total);
        for end in [self.constraints[leaving].tail, self.constraints[leaving].head] {
            self.branches[end].retain(|&number| number != leaving);
        }
        for end in [tail, head] {
            self.branches[end].push(entering);
        }
    }

    fn add_to_ancestors(&mut self, variable: usize, more: i64) {
        let mut next = self.parent[variable];
        while let Some((_, up)) = next {
            self.sum[up] += more;
            next = self.parent[up];
        }
    }

    /// What the cost gains for each unit by which the constraint above `child` is lengthened.
    fn cut(&self, number: usize, child: usize) -> i64 {
        let sum = self.sum[child];
        if self.constraints[number].head == child { sum } else { -sum }
    }

    fn leaving(&self) -> Option<(usize, usize)> {
        (0..self.parent.len())
            .filter_map(|child| {
                let (number, _) = self.parent[child]?;
                let cut = self.cut(number, child);
                (cut < 0).then_some((cut, number, child))
            })
            .min()
            .map(|(_, number, child)| (number, child))
    }

    /// Marks the variables that hang below `child`.
    fn enter_subtree(&mut self, child: usize) {
        for member in self.members.drain(..) {
            self.inside[member] = false;
        }
        self.members.push(child);
        self.inside[child] = true;
        let mut next = 0;
        while let Some(&variable) = self.members.get(next) {
            next += 1;
            let back = self.parent[variable].map(|(by, _)| by);
            for &number in &self.branches[variable] {
                if Some(number) != back {
                    let other = self.constraints[number].other(variable);
                    self.inside[other] = true;
                    self.members.push(other);
                }
            }
        }
    }

    /// The constraint that stops the head's side from moving away from the tail's side, when the
    /// subtree below `child` is one of the two.
    fn entering(&self, leaving: usize, child: usize) -> Option<(usize, i32)> {
        let head_inside = self.constraints[leaving].head == child;
        let stops = |number: usize| {
            let constraint = &self.constraints[number];
            let crosses =
                self.inside[constraint.tail] == head_inside && self.inside[constraint.head] != head_inside;
            (number != leaving && crosses).then(|| (constraint.slack(&self.values), number))
        };
        let least = if self.members.len() * 2 < self.values.len() {
            let around = self.members.iter().flat_map(|&member| self.around.at(member));
            around.filter_map(|&number| stops(number)).min()
        } else {
            (0..self.constraints.len()).filter_map(stops).min()
        };
        least.map(|(slack, number)| (number, slack))
    }

    /// Lengthens the constraint above `child` by `step`.
    fn shift(&mut self, number: usize, child: usize, step: i32) {
        let signed = if self.constraints[number].head == child { step } else { -step };
        for &member in &self.members {
            self.values[member] += signed;
        }
    }
}
