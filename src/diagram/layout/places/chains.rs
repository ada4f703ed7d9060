//! The bends and the label of a line between its two boxes share one x, unless lines that cross or the width of
//! the picture do not allow it. Such a line bends at its ends only and does not become a staircase.

use super::super::order::Order;
use super::super::rows::{Item, RowKind, Sheet};
use super::super::steps::Steps;

/// What must be left of what. The nodes are the items, followed by the two sides of each group.
struct Precedence {
    after: Vec<Vec<u32>>,
    before: Vec<Vec<u32>>,
    /// The node that each one was united with; itself if it was with none.
    united: Vec<u32>,
    /// When a search has seen a node.
    seen: Vec<u32>,
    clock: u32,
    /// The least room to the left and to the right of each node's middle.
    room: [Vec<i32>; 2],
    /// How far a node reaches to the left and to the right.
    reach: [Vec<i32>; 2],
    /// The greatest width that may result.
    width: i32,
}

/// For each item the one whose x it shares: itself, or another item of its line. What shares an x needs no more
/// than `width` beside each other, or what it needs anyway. Long lines come first.
pub(super) fn unite(sheet: &Sheet, order: &Order, width: i32, steps: &Steps) -> Vec<usize> {
    let mut precedence = Precedence::of(sheet, order, width);
    let is_inner = |item: usize| matches!(sheet.items[item].kind, RowKind::Label(_) | RowKind::Bend(_));
    let mut links: Vec<usize> = (0..sheet.links.len())
        .filter(|&link| is_inner(sheet.links[link].upper) && is_inner(sheet.links[link].lower))
        .collect();
    let mut length = vec![0_usize; sheet.bundles.len()];
    for &link in &links {
        length[sheet.links[link].bundle] += 1;
    }
    links.sort_by_key(|&link| {
        let bundle = sheet.links[link].bundle;
        (std::cmp::Reverse(length[bundle]), bundle, link)
    });
    for link in links {
        let link = &sheet.links[link];
        if !precedence.unite(link.upper, link.lower, steps) {
            break;
        }
    }
    (0..sheet.items.len()).map(|item| precedence.find(item) as usize).collect()
}

/// About the least distance between two neighbours of a row.
const GAP: i32 = 18;

impl Precedence {
    fn of(sheet: &Sheet, order: &Order, width: i32) -> Self {
        let count = sheet.items.len() + 2 * sheet.spans.len();
        let reach = |of: fn(&Item) -> i32| {
            sheet.items.iter().map(of).chain((0..2 * sheet.spans.len()).map(|_| 0)).collect::<Vec<_>>()
        };
        let mut precedence = Self {
            after: vec![Vec::new(); count],
            before: vec![Vec::new(); count],
            united: (0..count as u32).collect(),
            seen: vec![0; count],
            clock: 0,
            room: [vec![0; count], vec![0; count]],
            reach: [reach(|item| item.left), reach(|item| item.right)],
            width,
        };
        let left = |group: usize| sheet.items.len() + 2 * group;
        for (group, parent) in sheet.parents.iter().enumerate() {
            if let Some(parent) = *parent {
                precedence.add(left(parent), left(group));
                precedence.add(left(group) + 1, left(parent) + 1);
            }
        }
        for row in order {
            let mut open: Vec<usize> = Vec::new();
            let mut last: Option<usize> = None;
            let mut next = |to: usize, precedence: &mut Self| {
                if let Some(last) = last.replace(to) {
                    precedence.add(last, to);
                }
            };
            for &item in row {
                let path = &sheet.items[item].path;
                let shared = open.iter().zip(path).take_while(|(one, two)| one == two).count();
                for group in open.drain(shared..).rev() {
                    next(left(group) + 1, &mut precedence);
                }
                for &group in &path[shared..] {
                    next(left(group), &mut precedence);
                    open.push(group);
                }
                next(item, &mut precedence);
            }
            for group in open.into_iter().rev() {
                next(left(group) + 1, &mut precedence);
            }
        }
        let all: Vec<usize> = (0..count).collect();
        precedence.widen(0, all.clone());
        precedence.widen(1, all);
        let least = (0..count).map(|node| precedence.room[0][node] + precedence.room[1][node]).max();
        precedence.width = precedence.width.max(least.unwrap_or(0));
        precedence
    }

    /// Makes room at one side of some nodes and of all that follow them. Returns how many it has examined.
    fn widen(&mut self, side: usize, mut stack: Vec<usize>) -> usize {
        let mut examined = 0;
        for &node in &stack {
            self.room[side][node] = self.room[side][node].max(self.reach[side][node]);
        }
        while let Some(node) = stack.pop() {
            let nexts = if side == 0 { &self.after[node] } else { &self.before[node] };
            let nexts: Vec<usize> = nexts.iter().map(|&next| self.find(next as usize) as usize).collect();
            for next in nexts {
                examined += 1;
                let room = self.room[side][node] + self.reach[1 - side][node] + GAP + self.reach[side][next];
                if self.room[side][next] < room {
                    self.room[side][next] = room;
                    stack.push(next);
                }
            }
        }
        examined
    }

    fn add(&mut self, one: usize, other: usize) {
        self.after[one].push(other as u32);
        self.before[other].push(one as u32);
    }

    fn find(&self, mut node: usize) -> u32 {
        while self.united[node] as usize != node {
            node = self.united[node] as usize;
        }
        node as u32
    }

    /// Unites two nodes, unless one has to be left of the other or the picture would become too wide. Returns
    /// whether steps are left.
    fn unite(&mut self, one: usize, other: usize, steps: &Steps) -> bool {
        let (one, other) = (self.find(one) as usize, self.find(other) as usize);
        if one == other {
            return true;
        }
        let room = |side: usize| self.room[side][one].max(self.room[side][other]);
        if room(0) + room(1) > self.width {
            return steps.are_left();
        }
        let is_apart = self.leads(one, other, steps) || self.leads(other, one, steps);
        if !is_apart {
            self.united[other] = one as u32;
            let after = std::mem::take(&mut self.after[other]);
            self.after[one].extend(after);
            let before = std::mem::take(&mut self.before[other]);
            self.before[one].extend(before);
            for side in [0, 1] {
                self.reach[side][one] = self.reach[side][one].max(self.reach[side][other]);
                self.room[side][one] = self.room[side][one].max(self.room[side][other]);
            }
            let examined = self.widen(0, vec![one]) + self.widen(1, vec![one]);
            steps.spend(4 * examined);
        }
        steps.are_left()
    }

    /// Whether something leads from one node to another.
    fn leads(&mut self, from: usize, to: usize, steps: &Steps) -> bool {
        self.clock += 1;
        let mut stack = vec![from as u32];
        let mut examined = 0;
        while let Some(node) = stack.pop() {
            let node = node as usize;
            if node == to {
                return true;
            }
            for at in 0..self.after[node].len() {
                let next = self.find(self.after[node][at] as usize);
                examined += 1;
                if self.seen[next as usize] != self.clock {
                    self.seen[next as usize] = self.clock;
                    stack.push(next);
                }
            }
        }
        steps.spend(2 * examined);
        false
    }
}
