//! The network simplex of Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs"
//! (1993), sections 2.3 and 4.2: whole numbers for variables that keep least distances between them and make
//! the weighted sum of the distances smallest. Layers and places both use it.

mod network;
mod tree;

use std::collections::VecDeque;

use super::steps::Steps;
use network::Arcs;
use tree::Tree;

/// `value[head] - value[tail] >= length`, and each unit of distance costs `weight`.
#[derive(Debug, Clone, Copy)]
struct Constraint {
    tail: u32,
    head: u32,
    length: i32,
    weight: i32,
}

/// A set of variables and constraints that is solved as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    constraints: Vec<Constraint>,
    /// A guess of each variable's value, from which the search begins; the nearer it is to the solution, the
    /// faster the search. Solving leaves the solution here.
    guess: Vec<i32>,
    /// The last solution, from which the search starts again if only weights change.
    tree: Option<Tree>,
}

/// Names an attraction, to change its weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attraction(usize);

impl Problem {
    /// Adds a variable and returns its number.
    pub(super) fn variable(&mut self) -> usize {
        self.tree = None;
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
        self.tree = None;
        self.constraints.push(Constraint { tail: tail as u32, head: head as u32, length, weight });
    }

    /// Makes each unit by which `head - tail` differs from `distance` cost `weight`.
    pub(super) fn attract(&mut self, tail: usize, head: usize, distance: i32, weight: i32) -> Attraction {
        // |d| is the cheapest sum of two distances from a third variable.
        let third = self.variable();
        self.guess[third] = self.guess[tail].min(self.guess[head] - distance);
        let attraction = Attraction(self.constraints.len());
        self.at_least(third, tail, 0, weight);
        self.at_least(third, head, distance, weight);
        attraction
    }

    /// Changes the weight of an attraction. The last solution stays the start for the next one.
    pub(super) fn weigh(&mut self, attraction: Attraction, weight: i32) {
        for number in [attraction.0, attraction.0 + 1] {
            let constraint = &mut self.constraints[number];
            let more = weight - constraint.weight;
            constraint.weight = weight;
            if let Some(tree) = &mut self.tree {
                tree.weigh(number, more);
            }
        }
    }

    /// Demands `head - tail >= length` as far as the other constraints allow it.
    pub(super) fn at_least_if_possible(
        &mut self,
        tail: usize,
        head: usize,
        length: i32,
        steps: &Steps,
    ) -> bool {
        let kept = self.constraints.len();
        self.at_least(tail, head, length, 0);
        if let Some(values) = self.feasible(steps) {
            self.guess = values;
            true
        } else {
            self.constraints.truncate(kept);
            false
        }
    }

    /// The number of its variables and constraints.
    pub(super) fn size(&self) -> usize {
        self.guess.len() + self.constraints.len()
    }

    /// The best values, or those that are found within the steps; `None` if the constraints contradict each
    /// other.
    pub(super) fn solve(&mut self, steps: &Steps) -> Option<Vec<i32>> {
        let mut tree = match self.tree.take() {
            Some(tree) => tree,
            None => {
                steps.spend(GROWN * self.size());
                Tree::tight(&self.constraints, self.feasible(steps)?)
            }
        };
        tree.optimise(steps);
        let values = tree.values();
        self.guess.clone_from(&values);
        self.tree = Some(tree);
        Some(values)
    }

    /// The best values, with everything that may move without cost in the middle of its room.
    pub(super) fn solve_balanced(&mut self, steps: &Steps) -> Option<Vec<i32>> {
        self.solve(steps)?;
        let values = self.tree.as_mut().map(|tree| tree.balanced(steps))?;
        self.guess.clone_from(&values);
        Some(values)
    }

    /// Values that keep every constraint, by Bellman and Ford's longest paths: the least ones that
    /// are not below the guess.
    fn feasible(&self, steps: &Steps) -> Option<Vec<i32>> {
        let count = self.guess.len();
        let mut values = self.guess.clone();
        if self.constraints.iter().all(|constraint| constraint.slack(&values) >= 0) {
            return Some(values);
        }
        let leaving = Arcs::leaving(count, &self.constraints);
        let mut visits = vec![0_usize; count];
        let mut waiting = vec![true; count];
        let mut queue: VecDeque<usize> = (0..count).collect();
        while let Some(tail) = queue.pop_front() {
            waiting[tail] = false;
            visits[tail] += 1;
            if visits[tail] > count + 1 {
                return None;
            }
            steps.spend(1 + leaving.at(tail).len());
            for arc in leaving.at(tail) {
                let head = arc.other as usize;
                if values[head] < values[tail] + arc.length {
                    values[head] = values[tail] + arc.length;
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

/// Steps that a variable or a constraint takes where a tree is built.
const GROWN: usize = 40;

impl Constraint {
    fn slack(&self, values: &[i32]) -> i32 {
        values[self.head as usize] - values[self.tail as usize] - self.length
    }
}

#[cfg(test)]
mod tests {
    use super::super::steps::Steps;
    use super::Problem;

    const ENOUGH: u64 = 10_000;

    #[test]
    fn a_chain_is_as_short_as_its_lengths_allow() {
        let mut problem = Problem::default();
        let [a, b, c] = [(); 3].map(|()| problem.variable());
        problem.at_least(a, b, 2, 1);
        problem.at_least(b, c, 3, 1);
        problem.at_least(a, c, 1, 1);
        let values = problem.solve(&Steps::new(ENOUGH)).unwrap();
        assert_eq!((values[b] - values[a], values[c] - values[b]), (2, 3));
    }

    #[test]
    fn the_heavier_pull_wins_and_weights_can_change() {
        let mut problem = Problem::default();
        let [a, b, c] = [(); 3].map(|()| problem.variable());
        problem.at_least(a, c, 10, 20);
        let light = problem.attract(a, b, 0, 1);
        problem.attract(b, c, 0, 3);
        let values = problem.solve(&Steps::new(ENOUGH)).unwrap();
        assert_eq!((values[b] - values[a], values[c] - values[b]), (10, 0));
        problem.weigh(light, 7);
        let values = problem.solve(&Steps::new(ENOUGH)).unwrap();
        assert_eq!((values[b] - values[a], values[c] - values[b]), (0, 10));
    }

    #[test]
    fn a_variable_without_a_pull_is_in_the_middle() {
        let mut problem = Problem::default();
        let [a, b, c] = [(); 3].map(|()| problem.variable());
        problem.at_least(a, c, 10, 5);
        problem.attract(a, b, 0, 1);
        problem.attract(b, c, 0, 1);
        let values = problem.solve_balanced(&Steps::new(ENOUGH)).unwrap();
        assert_eq!(values[b] - values[a], 5);
    }

    #[test]
    fn a_contradiction_has_no_solution() {
        let mut problem = Problem::default();
        let [a, b] = [(); 2].map(|()| problem.variable());
        problem.at_least(a, b, 2, 1);
        assert!(!problem.at_least_if_possible(b, a, -1, &Steps::new(ENOUGH)));
        assert!(problem.at_least_if_possible(b, a, -3, &Steps::new(ENOUGH)));
        problem.at_least(b, a, 1, 1);
        assert_eq!(problem.solve(&Steps::new(ENOUGH)), None);
    }
}
