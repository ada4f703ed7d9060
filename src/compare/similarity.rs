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

/// The pairs that are each other's best partner, well ahead of the second best on both sides and alike
/// enough; then those that would be if less were asked.
pub(super) fn best_pairs(
    old: &[usize],
    new: &[usize],
    like: impl Fn(usize, usize) -> f64,
    threshold: impl Fn(usize) -> f64,
) -> BestPairs {
    let likeness: Vec<Vec<f64>> =
        old.iter().map(|from| new.iter().map(|at| like(*from, *at)).collect()).collect();
    let rows: Vec<Best> = likeness.iter().map(|row| Best::of(row.iter().copied())).collect();
    let columns: Vec<Best> =
        (0..new.len()).map(|column| Best::of(likeness.iter().map(|row| row[column]))).collect();
    let mut pairs = BestPairs::default();
    for (row, best) in rows.iter().enumerate() {
        let Some(column) = best.at.filter(|column| columns[*column].at == Some(row)) else { continue };
        let pair = (old[row], new[column]);
        let enough = threshold(pair.0);
        let leads = best.value - best.second.max(columns[column].second) >= LEAD - f64::EPSILON;
        if best.value >= enough && leads {
            pairs.sure.push(pair);
        } else if best.value >= enough / 2.0 {
            pairs.perhaps.push(pair);
        }
    }
    pairs
}

/// Pairs of places on both sides.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct BestPairs {
    pub(super) sure: Vec<(usize, usize)>,
    /// Alike, but not enough, or not more than others.
    pub(super) perhaps: Vec<(usize, usize)>,
}

/// The best of a row or a column, and how good the second best is.
struct Best {
    at: Option<usize>,
    value: f64,
    second: f64,
}

impl Best {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut best = Self { at: None, value: 0.0, second: 0.0 };
        for (at, value) in values.enumerate() {
            if value > best.value {
                best = Self { at: Some(at), value, second: best.value };
            } else {
                best.second = best.second.max(value);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::best_pairs;

    #[test]
    fn a_pair_is_the_best_of_both_by_a_lead() {
        let pairs = |table: [[f64; 2]; 2]| best_pairs(&[0, 1], &[0, 1], |a, b| table[a][b], |_| 0.5);
        assert_eq!(pairs([[0.9, 0.2], [0.1, 0.6]]).sure, [(0, 0), (1, 1)]);
        let close = pairs([[0.9, 0.8], [0.1, 0.6]]);
        assert_eq!((close.sure, close.perhaps), (vec![], vec![(0, 0)]));
        // What is not alike enough for a pair still shows that another pair is not sure.
        let second = pairs([[0.55, 0.45], [0.1, 0.2]]);
        assert_eq!((second.sure, second.perhaps), (vec![], vec![(0, 0)]));
        assert_eq!(pairs([[0.2, 0.1], [0.1, 0.2]]).perhaps, []);
        assert_eq!(pairs([[0.8, 0.8], [0.0, 0.0]]).sure, []);
    }
}
