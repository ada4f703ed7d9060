//! The elements of an architecture by their ids, and the component that each one is part of.

use std::collections::HashMap;

use super::{Architecture, Element};

/// The index of each id; the first one if several elements have it.
pub(super) struct Index<'a> {
    elements: &'a [Element],
    numbers: HashMap<&'a str, usize>,
    /// The component that each element is part of; `None` if the chain of components is a cycle.
    parents: Vec<Option<usize>>,
    /// All elements, each after the component that it is part of.
    inwards: Vec<usize>,
}

impl<'a> Index<'a> {
    pub(super) fn of(architecture: &'a Architecture) -> Self {
        let mut numbers = HashMap::with_capacity(architecture.elements.len());
        for (number, element) in architecture.elements.iter().enumerate() {
            numbers.entry(element.id.as_str()).or_insert(number);
        }
        let whole = |element: &Element| numbers.get(element.part_of.as_deref()?).copied();
        let mut parents: Vec<Option<usize>> = architecture.elements.iter().map(whole).collect();
        let mut parts = vec![Vec::new(); parents.len()];
        for (part, whole) in parents.iter().enumerate() {
            if let Some(whole) = *whole {
                parts[whole].push(part);
            }
        }
        let mut inwards: Vec<usize> = (0..parents.len()).filter(|&at| parents[at].is_none()).collect();
        let mut next = 0;
        while let Some(&whole) = inwards.get(next) {
            inwards.extend(&parts[whole]);
            next += 1;
        }
        // Elements that are not reached from the outside are in a cycle.
        let mut reached = vec![false; parents.len()];
        for &at in &inwards {
            reached[at] = true;
        }
        for at in (0..parents.len()).filter(|&at| !reached[at]) {
            parents[at] = None;
            inwards.push(at);
        }
        Self { elements: &architecture.elements, numbers, parents, inwards }
    }

    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    pub(super) fn get(&self, id: &str) -> Option<&'a Element> {
        self.elements.get(self.number(id)?)
    }

    /// An element, and the components around it from the inside out.
    pub(super) fn wholes(&self, number: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(number), |&number| self.parents[number])
    }

    /// The result of `place` for each element; `place` gets the result of the component around it.
    pub(super) fn inwards<T: Copy + Default>(
        &self,
        place: impl Fn(usize, Option<(usize, T)>) -> T,
    ) -> Vec<T> {
        let mut places = vec![T::default(); self.elements.len()];
        for &number in &self.inwards {
            places[number] = place(number, self.parents[number].map(|whole| (whole, places[whole])));
        }
        places
    }
}
