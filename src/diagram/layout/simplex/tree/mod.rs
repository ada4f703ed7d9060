//! The tree of tight constraints, and its exchanges.
//!
//! The flow on a tree's edge is the pull of the subtree below it, so an exchange changes it only on
//! the ways from both ends to the root.

mod branches;
mod growth;
mod subtrees;

use std::rc::Rc;

use super::super::steps::Steps;
use super::Constraint;
use super::network::Arcs;
use branches::Branches;
use subtrees::Subtrees;

/// A spanning tree of tight constraints, and the values that it gives.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    network: Rc<Network>,
    values: Vec<i32>,
    /// The constraints of the tree.
    branches: Branches,
    /// The constraint that each variable hangs at.
    above: Vec<Option<Above>>,
    /// The gain in cost for each unit by which the constraint above a variable is lengthened: the pull of the
    /// subtree, or its opposite if the variable is the constraint's tail.
    cut: Vec<i32>,
    /// The subtree that was looked at last.
    inside: Vec<bool>,
    members: Vec<u32>,
}

/// The data that does not change with the tree.
#[derive(Debug)]
struct Network {
    constraints: Vec<Constraint>,
    leaving: Arcs,
    arriving: Arcs,
}

/// The constraint that leads to a variable from its parent.
#[derive(Debug, Clone, Copy)]
struct Above {
    number: u32,
    parent: u32,
    /// Whether the variable is the constraint's head.
    is_head: bool,
}

impl Tree {
    /// Builds a tree from values that keep all constraints.
    pub(super) fn tight(constraints: &[Constraint], mut values: Vec<i32>) -> Self {
        let root = values.len();
        // A root before all others keeps the graph connected.
        values.push(values.iter().copied().min().unwrap_or(0));
        let mut constraints = constraints.to_vec();
        let rooted = |head| Constraint { tail: root as u32, head, length: 0, weight: 0 };
        constraints.extend((0..root as u32).map(rooted));
        let count = values.len();
        let mut tree = Self {
            values,
            branches: Branches::new(count, constraints.len()),
            above: vec![None; count],
            cut: Vec::new(),
            inside: vec![false; count],
            members: Vec::with_capacity(count),
            network: Rc::new(Network {
                leaving: Arcs::leaving(count, &constraints),
                arriving: Arcs::arriving(count, &constraints),
                constraints,
            }),
        };
        tree.grow(root as u32);
        tree.sum_up();
        tree
    }

    /// Makes a constraint's unit of distance cost more.
    pub(super) fn weigh(&mut self, number: usize, more: i32) {
        let Constraint { tail, head, .. } = self.network.constraints[number];
        self.pull(head, more);
        self.pull(tail, -more);
    }

    /// Exchanges constraints until no move makes the sum smaller, or the steps are spent: each exchange
    /// leaves values that keep all constraints.
    pub(super) fn optimise(&mut self, steps: &Steps) {
        let most = 20 * self.cut.len() + 100;
        for _ in 0..most {
            if !steps.spend(self.cut.len()) {
                break;
            }
            let Some((child, above)) = self.leaving() else { break };
            self.enter_subtree(child);
            steps.spend(
                6 * self.members.len().min(self.cut.len() - self.members.len()) + 3 * self.members.len(),
            );
            let Some((slack, entering)) = self.entering(above.is_head) else { break };
            let step = if above.is_head { slack } else { -slack };
            for &member in &self.members {
                self.values[member as usize] += step;
            }
            self.exchange(above.number, child, entering);
        }
    }

    /// The values of the variables.
    pub(super) fn values(&self) -> Vec<i32> {
        let mut values = self.values.clone();
        // The last one is the root's.
        values.pop();
        values
    }

    /// The values, with everything that may move without cost in the middle of its room. The tree itself
    /// stays tight.
    pub(super) fn balanced(&mut self, steps: &Steps) -> Vec<i32> {
        let tight = self.values.clone();
        let order = self.outwards();
        let subtrees = Subtrees::of(&order, |variable| Some(self.above[variable as usize]?.parent));
        for child in order {
            if self.cut[child as usize] != 0 {
                continue;
            }
            let Some(above) = self.above[child as usize] else { continue };
            if !steps.are_left() {
                break;
            }
            let room = self.room(&subtrees, child, above.is_head, steps);
            let step = if above.is_head { room / 2 } else { -room / 2 };
            if step != 0 {
                steps.spend(subtrees.members(child).len());
                for &member in subtrees.members(child) {
                    self.values[member as usize] += step;
                }
            }
        }
        let values = self.values();
        self.values = tight;
        values
    }

    /// By how much the head's side of the constraint above `child` can move away from the tail's.
    fn room(&self, subtrees: &Subtrees, child: u32, head_inside: bool, steps: &Steps) -> i32 {
        let inside = |variable: u32| subtrees.contains(child, variable);
        let members = subtrees.members(child);
        let few = members.len() * 2 < self.values.len();
        let tails = few == head_inside;
        let arcs = self.network.arcs(tails);
        let (one, two) = if few { (members, &[][..]) } else { subtrees.others(child) };
        let mut least = None;
        for &variable in one.iter().chain(two) {
            steps.spend(1 + arcs.at(variable as usize).len());
            for arc in arcs.at(variable as usize).iter().filter(|arc| inside(arc.other) != few) {
                let slack = arc.slack(&self.values, variable, tails);
                // Room of less than two units does not count: its middle is where it was.
                if slack < 2 {
                    return 0;
                }
                least = Some(least.map_or(slack, |least: i32| least.min(slack)));
            }
        }
        least.unwrap_or(0)
    }

    /// The variables from the root outwards. Finds the constraint that each one hangs at.
    fn outwards(&mut self) -> Vec<u32> {
        let root = self.values.len() - 1;
        let mut order = Vec::with_capacity(self.values.len());
        order.push(root as u32);
        let mut next = 0;
        while let Some(&variable) = order.get(next) {
            next += 1;
            let back = self.above[variable as usize].map(|above| above.number);
            for link in self.branches.at(variable).filter(|&link| Some(link / 2) != back) {
                let other = self.network.far_end(link);
                let above = Above { number: link / 2, parent: variable, is_head: link.is_multiple_of(2) };
                self.above[other as usize] = Some(above);
                order.push(other);
            }
        }
        order
    }

    /// Sums up the pulls of all subtrees.
    fn sum_up(&mut self) {
        let mut sum = vec![0; self.values.len()];
        for constraint in &self.network.constraints {
            sum[constraint.head as usize] += constraint.weight;
            sum[constraint.tail as usize] -= constraint.weight;
        }
        self.cut = vec![0; self.values.len()];
        for variable in self.outwards().into_iter().rev() {
            if let Some(above) = self.above[variable as usize] {
                sum[above.parent as usize] += sum[variable as usize];
                self.cut[variable as usize] = above.signed(sum[variable as usize]);
            }
        }
    }

    /// Hangs the subtree below `child` at another constraint: parents change on the way from the one
    /// to the other within the subtree, sums there and at the ancestors of both.
    fn exchange(&mut self, leaving: u32, child: u32, entering: u32) {
        let Constraint { tail, head, .. } = self.network.constraints[entering as usize];
        let head_inside = !self.inside[tail as usize];
        let (inner, outer) = if head_inside { (head, tail) } else { (tail, head) };
        let total = self.above[child as usize].map_or(0, |above| above.signed(self.cut[child as usize]));
        self.pull(child, -total);
        let mut link = Above { number: entering, parent: outer, is_head: head_inside };
        let (mut node, mut below) = (inner, 0);
        loop {
            let above = self.above[node as usize].replace(link);
            let cut = std::mem::replace(&mut self.cut[node as usize], link.signed(total - below));
            let Some(above) = above.filter(|_| node != child) else { break };
            below = above.signed(cut);
            link = Above { number: above.number, parent: node, is_head: !above.is_head };
            node = above.parent;
        }
        self.pull(outer, total);
        let left = self.network.constraints[leaving as usize];
        self.branches.remove(left.tail, 2 * leaving);
        self.branches.remove(left.head, 2 * leaving + 1);
        self.branches.push(tail, 2 * entering);
        self.branches.push(head, 2 * entering + 1);
    }

    /// Adds to the pull of a variable, and so to that of all subtrees that contain it.
    fn pull(&mut self, variable: u32, more: i32) {
        let mut variable = variable as usize;
        while let Some(above) = self.above[variable] {
            self.cut[variable] += above.signed(more);
            variable = above.parent as usize;
        }
    }

    /// The variable below the constraint that gains most.
    fn leaving(&self) -> Option<(u32, Above)> {
        let least = self.cut.iter().copied().min().filter(|&least| least < 0)?;
        (0..)
            .zip(&self.cut)
            .filter(|&(_, &cut)| cut == least)
            .filter_map(|(child, _)| Some((child, self.above[child as usize]?)))
            .min_by_key(|(_, above)| above.number)
    }

    /// Marks the variables that hang below `child`.
    fn enter_subtree(&mut self, child: u32) {
        for member in self.members.drain(..) {
            self.inside[member as usize] = false;
        }
        self.members.push(child);
        self.inside[child as usize] = true;
        let mut next = 0;
        while let Some(&variable) = self.members.get(next) {
            next += 1;
            let back = self.above[variable as usize].map(|above| above.number);
            for link in self.branches.at(variable).filter(|&link| Some(link / 2) != back) {
                let other = self.network.far_end(link);
                self.inside[other as usize] = true;
                self.members.push(other);
            }
        }
    }

    /// The constraint that stops the head's side from moving away from the tail's side, where the
    /// marked subtree is one of the two.
    fn entering(&self, head_inside: bool) -> Option<(i32, u32)> {
        let few = self.members.len() * 2 < self.values.len();
        let tails = few == head_inside;
        let arcs = self.network.arcs(tails);
        let mut least: Option<(i32, u32)> = None;
        let mut look = |variable: u32| {
            for arc in arcs.at(variable as usize) {
                if self.inside[arc.other as usize] != few {
                    let stop = (arc.slack(&self.values, variable, tails), arc.number);
                    least = Some(least.map_or(stop, |least| least.min(stop)));
                }
            }
        };
        if few {
            self.members.iter().for_each(|&member| look(member));
        } else {
            let outside = (0..).zip(&self.inside).filter(|(_, inside)| !**inside);
            outside.for_each(|(variable, _)| look(variable));
        }
        least
    }
}

impl Above {
    /// From the pull of a subtree to the cut, and back.
    fn signed(self, sum: i32) -> i32 {
        if self.is_head { sum } else { -sum }
    }
}

impl Network {
    /// The constraints at their tails, or at their heads.
    fn arcs(&self, tails: bool) -> &Arcs {
        if tails { &self.leaving } else { &self.arriving }
    }

    /// The variable at the other end of a branch.
    fn far_end(&self, link: u32) -> u32 {
        let constraint = &self.constraints[link as usize / 2];
        if link.is_multiple_of(2) { constraint.head } else { constraint.tail }
    }
}
