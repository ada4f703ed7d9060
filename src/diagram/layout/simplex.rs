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
    constraints: Vec<Constraint>,
    /// A guess of each variable's value, from which the search begins; the nearer to the solution
    /// the faster it is found. Solving leaves the solution here.
    guess: Vec<i32>,
}

impl Problem {
    /// Adds a variable and returns its number.
    pub(super) fn variable(&mut self) -> usize {
        self.guess.push(0);
        self.guess.len() - 1
    }

    /// Guesses the value of a variable.
    pub(super) fn guess(&mut self, variable: usize, value: i32) {
        self.guess[variable] = value;
    }

    /// Takes over the values of a problem with the same variables.
    pub(super) fn guess_as(&mut self, other: &Self) {
        self.guess.clone_from(&other.guess);
    }

    /// The guess, or the last solution.
    pub(super) fn guessed(&self, variable: usize) -> i32 {
        self.guess[variable]
    }

    /// Demands `head - tail >= length`, each unit of distance costing `weight`.
    pub(super) fn at_least(&mut self, tail: usize, head: usize, length: i32, weight: i32) {
        self.constraints.push(Constraint { tail, head, length, weight });
    }

    /// Makes each unit by which `head - tail` differs from `distance` cost `weight`.
    pub(super) fn attract(&mut self, tail: usize, head: usize, distance: i32, weight: i32) {
        // |d| is the cheapest sum of two distances from a third variable.
        let third = self.variable();
        self.guess[third] = self.guess[tail].min(self.guess[head] - distance);
        self.at_least(third, tail, 0, weight);
        self.at_least(third, head, distance, weight);
    }

    /// Demands `head - tail == distance`. Answers whether the other constraints allow it; where they
    /// do not, nothing changes.
    pub(super) fn equal(&mut self, tail: usize, head: usize, distance: i32) -> bool {
        self.if_possible(&[
            Constraint { tail, head, length: distance, weight: 0 },
            Constraint { tail: head, head: tail, length: -distance, weight: 0 },
        ])
    }

    /// Demands `head - tail >= length` where the other constraints allow it.
    pub(super) fn at_least_if_possible(&mut self, tail: usize, head: usize, length: i32) -> bool {
        self.if_possible(&[Constraint { tail, head, length, weight: 0 }])
    }

    fn if_possible(&mut self, more: &[Constraint]) -> bool {
        let kept = self.constraints.len();
        self.constraints.extend(more);
        if let Some(values) = self.feasible() {
            self.guess = values;
            true
        } else {
            self.constraints.truncate(kept);
            false
        }
    }

    /// The best values; nothing where the constraints contradict each other.
    pub(super) fn solve(&mut self) -> Option<Vec<i32>> {
        let count = self.guess.len();
        let mut values = self.feasible()?;
        // A root before all others keeps the graph connected.
        values.push(values.iter().copied().min().unwrap_or(0));
        let constraints = self.constraints.len();
        self.constraints.extend((0..count).map(|head| Constraint {
            tail: count,
            head,
            length: 0,
            weight: 0,
        }));
        Tree::tight(&self.constraints, &mut values, count).optimise(&mut values);
        self.constraints.truncate(constraints);
        values.pop();
        self.guess.clone_from(&values);
        Some(values)
    }

    /// Values that keep every constraint, by Bellman and Ford's longest paths: the least ones that
    /// are not below the guess.
    fn feasible(&self) -> Option<Vec<i32>> {
        let count = self.guess.len();
        let mut values = self.guess.clone();
        let broken = |values: &[i32], constraint: &Constraint| constraint.slack(values) < 0;
        if !self.constraints.iter().any(|constraint| broken(&values, constraint)) {
            return Some(values);
        }
        let leaving = Incidence::of(count, &self.constraints, |constraint| [Some(constraint.tail), None]);
        let mut visits = vec![0_usize; count];
        let mut waiting = vec![true; count];
        let mut queue: VecDeque<usize> = (0..count).collect();
        while let Some(tail) = queue.pop_front() {
            waiting[tail] = false;
            visits[tail] += 1;
            if visits[tail] > count + 1 {
                return None;
            }
            for &number in leaving.at(tail) {
                let Constraint { head, length, .. } = self.constraints[number];
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

/// The constraints at each variable, in one list.
struct Incidence {
    starts: Vec<usize>,
    numbers: Vec<usize>,
}

impl Incidence {
    fn of(
        count: usize,
        constraints: &[Constraint],
        ends: impl Fn(&Constraint) -> [Option<usize>; 2],
    ) -> Self {
        let mut starts = vec![0; count + 1];
        for constraint in constraints {
            for end in ends(constraint).into_iter().flatten() {
                starts[end + 1] += 1;
            }
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut numbers = vec![0; starts[count]];
        for (number, constraint) in constraints.iter().enumerate() {
            for end in ends(constraint).into_iter().flatten() {
                numbers[next[end]] = number;
                next[end] += 1;
            }
        }
        Self { starts, numbers }
    }

    fn at(&self, variable: usize) -> &[usize] {
        &self.numbers[self.starts[variable]..self.starts[variable + 1]]
    }
}

/// A spanning tree of the constraints; all of them are tight until the values are balanced.
struct Tree<'a> {
    constraints: &'a [Constraint],
    /// All constraints at each variable, and those of the tree.
    around: Incidence,
    branches: Vec<Vec<usize>>,
    root: usize,
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

impl<'a> Tree<'a> {
    /// Grows a tree of tight constraints, moving it as a whole where none is left.
    fn tight(constraints: &'a [Constraint], values: &mut [i32], root: usize) -> Self {
        let count = values.len();
        let mut pull = vec![0; count];
        for constraint in constraints {
            pull[constraint.head] += i64::from(constraint.weight);
            pull[constraint.tail] -= i64::from(constraint.weight);
        }
        let mut tree = Self {
            constraints,
            around: Incidence::of(count, constraints, |constraint| {
                [Some(constraint.tail), Some(constraint.head)]
            }),
            branches: vec![Vec::new(); count],
            root,
            pull,
            order: Vec::with_capacity(count),
            parent: vec![None; count],
            sum: Vec::with_capacity(count),
            inside: vec![false; count],
            members: Vec::with_capacity(count),
        };
        tree.grow(values);
        tree
    }

    fn grow(&mut self, values: &mut [i32]) {
        let count = values.len();
        let mut reached = vec![false; count];
        let mut members = vec![self.root];
        reached[self.root] = true;
        let mut next = 0;
        while members.len() < count {
            while let Some(&variable) = members.get(next) {
                next += 1;
                for &number in self.around.at(variable) {
                    let constraint = self.constraints[number];
                    let other = constraint.other(variable);
                    if !reached[other] && constraint.slack(values) == 0 {
                        reached[other] = true;
                        self.branches[constraint.tail].push(number);
                        self.branches[constraint.head].push(number);
                        members.push(other);
                    }
                }
            }
            let nearest = self
                .constraints
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
    }

    /// Exchanges constraints until no move makes the sum smaller, then centres what may move freely.
    fn optimise(mut self, values: &mut [i32]) {
        let most = 20 * self.pull.len() + 100;
        for _ in 0..most {
            self.walk();
            let Some((leaving, child)) = self.leaving() else { break };
            self.enter_subtree(child);
            let Some((entering, slack)) = self.entering(leaving, child, values) else { break };
            self.shift(leaving, child, slack, values);
            for end in [self.constraints[leaving].tail, self.constraints[leaving].head] {
                self.branches[end].retain(|&number| number != leaving);
            }
            for end in [self.constraints[entering].tail, self.constraints[entering].head] {
                self.branches[end].push(entering);
            }
        }
        self.balance(values);
    }

    /// Finds parents and sums from the root outwards.
    fn walk(&mut self) {
        self.order.clear();
        self.order.push(self.root);
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

    /// What the cost gains for each unit by which the constraint above `child` is lengthened.
    fn cut(&self, number: usize, child: usize) -> i64 {
        let sum = self.sum[child];
        if self.constraints[number].head == child { sum } else { -sum }
    }

    fn leaving(&self) -> Option<(usize, usize)> {
        self.order
            .iter()
            .filter_map(|&child| {
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
    fn entering(&self, leaving: usize, child: usize, values: &[i32]) -> Option<(usize, i32)> {
        let head_inside = self.constraints[leaving].head == child;
        let stops = |number: usize| {
            let constraint = &self.constraints[number];
            let crosses =
                self.inside[constraint.tail] == head_inside && self.inside[constraint.head] != head_inside;
            (number != leaving && crosses).then(|| (constraint.slack(values), number))
        };
        let least = if self.members.len() * 2 < values.len() {
            let around = self.members.iter().flat_map(|&member| self.around.at(member));
            around.filter_map(|&number| stops(number)).min()
        } else {
            (0..self.constraints.len()).filter_map(stops).min()
        };
        least.map(|(slack, number)| (number, slack))
    }

    /// Lengthens the constraint above `child` by `step`.
    fn shift(&self, number: usize, child: usize, step: i32, values: &mut [i32]) {
        let signed = if self.constraints[number].head == child { step } else { -step };
        for &member in &self.members {
            values[member] += signed;
        }
    }

    /// Puts what may move without cost into the middle of its room.
    fn balance(&mut self, values: &mut [i32]) {
        self.walk();
        for at in 0..self.order.len() {
            let child = self.order[at];
            let Some((number, _)) = self.parent[child] else { continue };
            if self.cut(number, child) != 0 {
                continue;
            }
            self.enter_subtree(child);
            if let Some((_, slack)) = self.entering(number, child, values)
                && slack > 1
            {
                self.shift(number, child, slack / 2, values);
            }
        }
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
        let values = problem.solve().unwrap();
        assert_eq!((values[b] - values[a], values[c] - values[b]), (2, 3));
    }

    #[test]
    fn the_heavier_pull_wins() {
        let mut problem = Problem::default();
        let [a, b, c] = [(); 3].map(|()| problem.variable());
        problem.at_least(a, c, 10, 1);
        problem.attract(a, b, 0, 1);
        problem.attract(b, c, 0, 3);
        let values = problem.solve().unwrap();
        assert_eq!((values[b] - values[a], values[c] - values[b]), (10, 0));
    }

    #[test]
    fn a_free_variable_stands_in_the_middle() {
        let mut problem = Problem::default();
        let [a, b, c] = [(); 3].map(|()| problem.variable());
        problem.at_least(a, c, 10, 5);
        problem.attract(a, b, 0, 1);
        problem.attract(b, c, 0, 1);
        let values = problem.solve().unwrap();
        assert_eq!(values[b] - values[a], 5);
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
