//! The subtrees of a tree that does not change: each is a piece of one list.

/// The variables of a tree, each one before those that hang below it.
pub(super) struct Subtrees {
    list: Vec<u32>,
    /// The place of each variable in the list, and the number of variables in its subtree.
    place: Vec<u32>,
    size: Vec<u32>,
}

impl Subtrees {
    /// Reads a tree from its variables in an order from the root outwards, and their parents.
    pub(super) fn of(order: &[u32], parent: impl Fn(u32) -> Option<u32>) -> Self {
        let count = order.len();
        let (mut list, mut place, mut size) = (vec![0; count], vec![0; count], vec![1; count]);
        for &variable in order.iter().rev() {
            if let Some(parent) = parent(variable) {
                size[parent as usize] += size[variable as usize];
            }
        }
        // The place of the next subtree below each variable.
        let mut free = vec![1; count];
        for &variable in order {
            if let Some(parent) = parent(variable) {
                let next = &mut free[parent as usize];
                place[variable as usize] = *next;
                *next += size[variable as usize];
            }
            let own = place[variable as usize];
            free[variable as usize] = own + 1;
            list[own as usize] = variable;
        }
        Self { list, place, size }
    }

    /// The variables of the subtree below one, and that one.
    pub(super) fn members(&self, root: u32) -> &[u32] {
        let (from, to) = self.range(root);
        &self.list[from..to]
    }

    /// All other variables, in two parts.
    pub(super) fn others(&self, root: u32) -> (&[u32], &[u32]) {
        let (from, to) = self.range(root);
        (&self.list[..from], &self.list[to..])
    }

    /// Whether a variable is in the subtree below another.
    pub(super) fn contains(&self, root: u32, variable: u32) -> bool {
        self.place[variable as usize].wrapping_sub(self.place[root as usize]) < self.size[root as usize]
    }

    fn range(&self, root: u32) -> (usize, usize) {
        let from = self.place[root as usize] as usize;
        (from, from + self.size[root as usize] as usize)
    }
}
