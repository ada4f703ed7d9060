//! The elements of a scene by their ids, and what each one is a part of.

use std::collections::HashMap;

use super::{Architecture, Element};

/// Where each id of a scene is; the first one where several elements have it.
pub(super) struct Index<'a> {
    elements: &'a [Element],
    numbers: HashMap<&'a str, usize>,
    /// The element that each one is a part of; none where the chain of wholes never ends.
    parents: Vec<Option<usize>>,
    /// All elements, each after what it is a part of.
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
        // What is not reached from the outside goes round in a circle.
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

    /// The elements that an element is a part of, itself first.
    pub(super) fn wholes(&self, number: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(number), |&number| self.parents[number])
    }

    /// For each element what `place` says of it; it is given what was said of its whole.
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
