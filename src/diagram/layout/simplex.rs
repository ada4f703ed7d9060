//! The network simplex of Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed
//! Graphs" (1993), sections 2.3 and 4.2: whole numbers for variables that keep least distances
//! between them and make the weighted sum of the distances smallest. Layers and places use it both.
//!
//! The flow on the tree's edges is recomputed for the whole tree after each exchange; at the size of
//! a picture that is cheaper than the bookkeeping of an incremental update.

use std::collections::VecDeque;

/// `value[head] - value[tail] >= length`, and each unit of distance costs `weight`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Constraint {
    pub tail: usize,
    pub head: usize,
    pub length: i32,
    pub weight: i32,
}

/// A set of variables and constraints that is solved as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    variables: usize,
    constraints: Vec<Constraint>,
}

impl Problem {
    /// Adds a variable and returns its number.
    pub(super) fn variable(&mut self) -> usize {
        self.variables += 1;
        self.variables - 1
    }

    /// Demands `head - tail >= length`, each unit of distance costing `weight`.
    pub(super) fn at_least(&mut self, tail: usize, head: usize, length: i32, weight: i32) {
        self.constraints.push(Constraint { tail, head, length, weight });
    }

    /// Makes each unit by which `head - tail` differs from `distance` cost `weight`.
    pub(super) fn attract(&mut self, tail: usize, head: usize, distance: i32, weight: i32) {
        // |d| is the cheapest sum of two distances from a third variable.
        let third = self.variable();
        self.at_least(third, tail, 0, weight);
        self.at_least(third, head, distance, weight);
    }

    /// Demands `head - tail == distance`. Answers whether the other constraints allow it; where they
    /// do not, nothing changes.
    pub(super) fn equal(&mut self, tail: usize, head: usize, distance: i32) -> bool {
        let kept = self.constraints.len();
        self.at_least(tail, head, distance, 0);
        self.at_least(head, tail, -distance, 0);
        let possible = self.feasible().is_some();
        if !possible {
            self.constraints.truncate(kept);
        }
        possible
    }

    /// Demands `head - tail >= length` where the other constraints allow it.
    pub(super) fn at_least_if_possible(&mut self, tail: usize, head: usize, length: i32) -> bool {
        let kept = self.constraints.len();
        self.at_least(tail, head, length, 0);
        let possible = self.feasible().is_some();
        if !possible {
            self.constraints.truncate(kept);
        }
        possible
    }

    /// The best values, the least of them 0; nothing where the constraints contradict each other.
    pub(super) fn solve(&self) -> Option<Vec<i32>> {
        let mut problem = self.clone();
        // A root before all others keeps the graph connected.
        let root = problem.variable();
        for variable in 0..root {
            problem.at_least(root, variable, 0, 0);
        }
        let mut values = problem.feasible()?;
        Tree::tight(&problem, &mut values, root).optimise(&mut values);
        values.pop();
        let least = values.iter().copied().min().unwrap_or(0);
        for value in &mut values {
            *value -= least;
        }
        Some(values)
    }

    /// The least values that keep every constraint, by Bellman and Ford's longest paths.
    fn feasible(&self) -> Option<Vec<i32>> {
        let mut leaving = vec![Vec::new(); self.variables];
        for constraint in &self.constraints {
            leaving[constraint.tail].push((constraint.head, constraint.length));
        }
        let mut values = vec![0; self.variables];
        let mut visits = vec![0_usize; self.variables];
        let mut waiting = vec![true; self.variables];
        let mut queue: VecDeque<usize> = (0..self.variables).collect();
        while let Some(tail) = queue.pop_front() {
            waiting[tail] = false;
            visits[tail] += 1;
            if visits[tail] > self.variables + 1 {
                return None;
            }
            for &(head, length) in &leaving[tail] {
                if values[head] < values[tail] + length {
                    values[head] = values[tail] + length;
                    if !waiting[head] {
                        waiting[head] = true;
                        queue.push_back(head);
                    }
                }
            }
        }
        Some(values)
    }
}

/// A spanning tree of the constraints; all of them are tight until the values are balanced.
struct Tree<'a> {
    constraints: &'a [Constraint],
    /// The constraints at each variable.
    around: Vec<Vec<usize>>,
    in_tree: Vec<bool>,
    root: usize,
    /// What a unit of each variable adds to the cost.
    pull: Vec<i64>,
}

/// One pass over the tree from the root.
struct Walk {
    order: Vec<usize>,
    /// The constraint that leads to each variable from its parent, and the parent.
    parent: Vec<Option<(usize, usize)>>,
    /// The pull of each variable's subtree.
    sum: Vec<i64>,
}

impl<'a> Tree<'a> {
    /// Grows a tree of tight constraints, moving it as a whole where none is left.
    fn tight(problem: &'a Problem, values: &mut [i32], root: usize) -> Self {
        let count = problem.variables;
        let constraints = &problem.constraints[..];
        let mut around = vec![Vec::new(); count];
        let mut pull = vec![0; count];
        for (number, constraint) in constraints.iter().enumerate() {
            around[constraint.tail].push(number);
            around[constraint.head].push(number);
            pull[constraint.head] += i64::from(constraint.weight);
            pull[constraint.tail] -= i64::from(constraint.weight);
        }
        let mut tree = Self { constraints, around, in_tree: vec![false; constraints.len()], root, pull };
        let mut reached = vec![false; count];
        let mut members = vec![root];
        reached[root] = true;
        let mut next = 0;
        while members.len() < count {
            while let Some(&variable) = members.get(next) {
                next += 1;
                for &number in &tree.around[variable] {
                    let constraint = constraints[number];
                    let other = constraint.other(variable);
                    if !reached[other] && constraint.slack(values) == 0 {
                        reached[other] = true;
                        tree.in_tree[number] = true;
                        members.push(other);
                    }
                }
            }
            let nearest = constraints
                .iter()
                .filter(|constraint| reached[constraint.tail] != reached[constraint.head])
                .min_by_key(|constraint| constraint.slack(values));
            let Some(nearest) = nearest else { break };
            let slack = nearest.slack(values);
            let step = if reached[nearest.tail] { slack } else { -slack };
            for &member in &members {
                values[member] += step;
            }
            // Every member may have a new tight neighbour.
            next = 0;
        }
        tree
    }

    /// Exchanges constraints until no move makes the sum smaller, then centres what may move freely.
    fn optimise(mut self, values: &mut [i32]) {
        let most = 20 * self.pull.len() + 100;
        for _ in 0..most {
            let walk = self.walk();
            let Some((leaving, child)) = self.leaving(&walk) else { break };
            let inside = walk.subtree(child);
            let Some((entering, slack)) = self.entering(leaving, child, &inside, values) else { break };
            self.shift(leaving, child, &inside, slack, values);
            self.in_tree[leaving] = false;
            self.in_tree[entering] = true;
        }
        self.balance(values);
    }

    fn walk(&self) -> Walk {
        let count = self.pull.len();
        let mut parent = vec![None; count];
        let mut order = Vec::with_capacity(count);
        order.push(self.root);
        let mut next = 0;
        while let Some(&variable) = order.get(next) {
            next += 1;
            for &number in &self.around[variable] {
                let other = self.constraints[number].other(variable);
                let back = parent[variable].is_some_and(|(by, _)| by == number);
                if self.in_tree[number] && !back {
                    parent[other] = Some((number, variable));
                    order.push(other);
                }
            }
        }
        let mut sum = self.pull.clone();
        for &variable in order.iter().rev() {
            if let Some((_, above)) = parent[variable] {
                sum[above] += sum[variable];
            }
        }
        Walk { order, parent, sum }
    }

    /// What the cost gains for each unit by which the constraint above `child` is lengthened.
    fn cut(&self, walk: &Walk, number: usize, child: usize) -> i64 {
        let sum = walk.sum[child];
        if self.constraints[number].head == child { sum } else { -sum }
    }

    fn leaving(&self, walk: &Walk) -> Option<(usize, usize)> {
        walk.order
            .iter()
            .filter_map(|&child| {
                let (number, _) = walk.parent[child]?;
                let cut = self.cut(walk, number, child);
                (cut < 0).then_some((cut, number, child))
            })
            .min()
            .map(|(_, number, child)| (number, child))
    }

    /// The constraint that stops the head's side from moving away from the tail's side.
    fn entering(
        &self,
        leaving: usize,
        child: usize,
        inside: &[bool],
        values: &[i32],
    ) -> Option<(usize, i32)> {
        let head_inside = self.constraints[leaving].head == child;
        let stops = |constraint: &Constraint| {
            inside[constraint.tail] == head_inside && inside[constraint.head] != head_inside
        };
        self.constraints
            .iter()
            .enumerate()
            .filter(|&(number, constraint)| number != leaving && stops(constraint))
            .map(|(number, constraint)| (constraint.slack(values), number))
            .min()
            .map(|(slack, number)| (number, slack))
    }

    /// Lengthens the constraint above `child` by `step`.
    fn shift(&self, number: usize, child: usize, inside: &[bool], step: i32, values: &mut [i32]) {
        let signed = if self.constraints[number].head == child { step } else { -step };
        for (value, &inside) in values.iter_mut().zip(inside) {
            if inside {
                *value += signed;
            }
        }
    }

    /// Puts what may move without cost into the middle of its room.
    fn balance(&self, values: &mut [i32]) {
        let walk = self.walk();
        for &child in &walk.order {
            let Some((number, _)) = walk.parent[child] else { continue };
            if self.cut(&walk, number, child) != 0 {
                continue;
            }
            let inside = walk.subtree(child);
            if let Some((_, slack)) = self.entering(number, child, &inside, values)
                && slack > 1
            {
                self.shift(number, child, &inside, slack / 2, values);
            }
        }
    }
}

impl Walk {
    /// Which variables hang below `child`.
    fn subtree(&self, child: usize) -> Vec<bool> {
        let mut inside = vec![false; self.parent.len()];
        inside[child] = true;
        for &variable in &self.order {
            if let Some((_, above)) = self.parent[variable]
                && inside[above]
            {
                inside[variable] = true;
            }
        }
        inside
    }
}

impl Constraint {
    fn other(&self, variable: usize) -> usize {
        if self.tail == variable { self.head } else { self.tail }
    }

    fn slack(&self, values: &[i32]) -> i32 {
        values[self.head] - values[self.tail] - self.length
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn a_chain_is_as_short_as_its_lengths_allow() {
        let mut problem = Problem::default();
        let [a, b, c] = [(); 3].map(|()| problem.variable());
        problem.at_least(a, b, 2, 1);
        problem.at_least(b, c, 3, 1);
        problem.at_least(a, c, 1, 1);
        assert_eq!(problem.solve(), Some(vec![0, 2, 5]));
    }

    #[test]
    fn the_heavier_pull_wins() {
        let mut problem = Problem::default();
        let [a, b, c] = [(); 3].map(|()| problem.variable());
        problem.at_least(a, c, 10, 1);
        problem.attract(a, b, 0, 1);
        problem.attract(b, c, 0, 3);
        let values = problem.solve().unwrap();
        assert_eq!((values[a], values[b], values[c]), (0, 10, 10));
    }

    #[test]
    fn a_free_variable_stands_in_the_middle() {
        let mut problem = Problem::default();
        let [a, b, c] = [(); 3].map(|()| problem.variable());
        problem.at_least(a, c, 10, 5);
        problem.attract(a, b, 0, 1);
        problem.attract(b, c, 0, 1);
        let values = problem.solve().unwrap();
        assert_eq!(values[b], 5);
    }

    #[test]
    fn a_contradiction_has_no_solution() {
        let mut problem = Problem::default();
        let [a, b] = [(); 2].map(|()| problem.variable());
        problem.at_least(a, b, 2, 1);
        assert!(!problem.equal(a, b, 1));
        assert!(problem.equal(a, b, 3));
        problem.at_least(b, a, 1, 1);
        assert_eq!(problem.solve(), None);
    }
}
