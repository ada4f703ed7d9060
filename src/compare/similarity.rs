//! How alike two things are in what is written about them.

use std::collections::HashMap;

use crate::design::value::Value;

/// How far the best partner has to be ahead of the second best.
const LEAD: f64 = 0.15;

/// At most so many things of a side are compared with each other.
const MOST: usize = 200;

/// The keys and words of an entity, each as often as it occurs.
#[derive(Default)]
pub(super) struct Bag(HashMap<String, u32>);

impl Bag {
    /// What is written in a value, but for its former ids.
    pub(super) fn of(value: &Value<'_>) -> Self {
        let mut bag = Self::default();
        bag.take(value);
        bag
    }

    /// What both share, as a part of all there is (multiset Jaccard): from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let mut shared = 0;
        let mut all = 0;
        for (word, count) in &self.0 {
            let there = other.0.get(word).copied().unwrap_or(0);
            shared += (*count).min(there);
            all += (*count).max(there);
        }
        all += other
            .0
            .iter()
            .filter(|(word, _)| !self.0.contains_key(*word))
            .map(|(_, count)| count)
            .sum::<u32>();
        if all == 0 { 0.0 } else { f64::from(shared) / f64::from(all) }
    }

    fn take(&mut self, value: &Value<'_>) {
        match value {
            Value::Absent | Value::Flag(false, _) => {}
            Value::Text(text) | Value::Code(text) => self.words(&text.value),
            Value::Plain(text, _) => self.words(text),
            Value::Word(word, _) => self.add((*word).to_owned()),
            Value::Flag(true, _) => self.add("true".to_owned()),
            Value::Reference(_, id, _) => self.add((*id).to_lowercase()),
            Value::List(items, _) => items.iter().for_each(|item| self.take(item)),
            Value::Record(record) => {
                for (key, value) in
                    record.fields.iter().filter(|(key, value)| *key != "was" && !value.is_absent())
                {
                    self.add(format!("{key}="));
                    self.take(value);
                }
            }
            Value::Map(map) => {
                for (name, value) in &map.entries {
                    self.add(name.value.to_lowercase());
                    self.take(value);
                }
            }
        }
    }

    fn words(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.for_each(|word| self.add(word.to_lowercase()));
    }

    fn add(&mut self, word: String) {
        *self.0.entry(word).or_default() += 1;
    }
}

/// Those that are worth comparing, at most [`MOST`]: the ones with the rarest words.
pub(super) fn telling<'b>(indices: &[usize], bag: impl Fn(usize) -> &'b Bag) -> Vec<usize> {
    if indices.len() <= MOST {
        return indices.to_vec();
    }
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for index in indices {
        for word in bag(*index).0.keys() {
            *frequency.entry(word).or_default() += 1;
        }
    }
    let rarest =
        |index: &usize| bag(*index).0.keys().map(|word| frequency[word.as_str()]).min().unwrap_or(usize::MAX);
    let mut telling = indices.to_vec();
    telling.sort_by_key(|index| (rarest(index), *index));
    telling.truncate(MOST);
    telling.sort_unstable();
    telling
}

/// The pairs that are each other's best partner, well ahead of the second best on both sides.
pub(super) fn best_pairs(
    old: &[usize],
    new: &[usize],
    like: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<(usize, usize)> {
    let likeness: Vec<Vec<f64>> =
        old.iter().map(|from| new.iter().map(|at| like(*from, *at).unwrap_or(0.0)).collect()).collect();
    let mut pairs = Vec::new();
    for (row, from) in old.iter().enumerate() {
        for (column, at) in new.iter().enumerate() {
            let value = likeness[row][column];
            if value <= 0.0 {
                continue;
            }
            let mut in_row =
                (0..new.len()).filter(|other| *other != column).map(|other| likeness[row][other]);
            let mut in_column =
                (0..old.len()).filter(|other| *other != row).map(|other| likeness[other][column]);
            let is_behind = |other: f64| value - other >= LEAD;
            if in_row.all(is_behind) && in_column.all(is_behind) {
                pairs.push((*from, *at));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::best_pairs;

    #[test]
    fn a_pair_is_the_best_of_both_by_a_lead() {
        let table = [[0.9, 0.2], [0.1, 0.6]];
        assert_eq!(best_pairs(&[0, 1], &[0, 1], |a, b| Some(table[a][b])), [(0, 0), (1, 1)]);
        let close = [[0.9, 0.8], [0.1, 0.6]];
        assert_eq!(best_pairs(&[0, 1], &[0, 1], |a, b| Some(close[a][b])), [] as [(usize, usize); 0]);
    }
}
