//! "Did you mean …?"

use std::path::Path;

use crate::source::{Granted, Root};

/// The name nearest to `word`, if it is near enough to be a typing error: one edit in three letters
/// and three in all, by the Damerau-Levenshtein distance. Of several at the same distance the first
/// one is taken. A single letter is never near.
///
/// Names with different numbers are different things: `R4` is not `R3` mistyped. A digit too many
/// or too few is an error only if nothing else is as near.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    best(word, names, &OF_NAMES)?.name()
}

/// Whether exactly one name is near to `word`, so that its meaning is certain.
pub fn only_nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> bool {
    best(word, names, &OF_NAMES).is_some_and(|best| best.near == 1)
}

/// The word of a closed list that `word` misspells. Words of a list differ in meaning, so one has
/// to be nearer than a name: one edit in four letters, and two in all.
pub fn nearest_word<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    best(word, words, &OF_WORDS).filter(|best| !best.tied)?.found.map(|(_, name)| name)
}

/// The edits that are allowed: one in so many letters, and so many in all.
struct Limit {
    share: usize,
    most: usize,
}

const OF_NAMES: Limit = Limit { share: 3, most: 3 };
const OF_WORDS: Limit = Limit { share: 4, most: 2 };

fn best<'a>(word: &str, names: impl IntoIterator<Item = &'a str>, limit: &Limit) -> Option<Best<'a>> {
    let wanted = Wanted::new(word, limit)?;
    let mut best = Best::default();
    for name in names {
        if wanted.may_be(name.chars().count()) {
            wanted.weigh(name, &Folded::new(name), &mut best);
        }
    }
    Some(best)
}

/// Names that many words are looked up in.
///
/// Each word is compared with every name, so a file in which everything is misspelt would take time
/// quadratic in its length. All words together have a budget of steps, far more than an honest
/// file takes; after that nothing is near.
#[derive(Debug)]
pub struct Names {
    names: Vec<(String, Folded)>,
    steps: usize,
}

impl Names {
    /// Takes names to look words up in.
    pub fn new<S: Into<String>>(names: impl IntoIterator<Item = S>) -> Self {
        const STEPS: usize = 3_000_000;
        let folded = |name: String| {
            let folded = Folded::new(&name);
            (name, folded)
        };
        Self { names: names.into_iter().map(|name| folded(name.into())).collect(), steps: STEPS }
    }

    /// The first names, in their order.
    pub fn first(&self, most: usize) -> impl Iterator<Item = &str> {
        self.names.iter().take(most).map(|(name, _)| name.as_str())
    }

    /// The number of names.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are no names.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name [`nearest`] to a word.
    pub fn nearest(&mut self, word: &str) -> Option<&str> {
        /// The cost of a comparison by letters, in comparisons of lengths.
        const DEAR: usize = 20;
        let wanted = Wanted::new(word, &OF_NAMES)?;
        let mut best = Best::default();
        for (name, folded) in &self.names {
            self.steps = self.steps.checked_sub(1)?;
            if wanted.may_be(folded.length) && wanted.weigh(name, folded, &mut best) {
                self.steps = self.steps.checked_sub(DEAR)?;
            }
        }
        best.name()
    }
}

/// A word that is looked for.
struct Wanted<'w> {
    word: &'w str,
    folded: Folded,
    limit: usize,
}

/// The parts of a name that are compared.
#[derive(Debug)]
struct Folded {
    lower: String,
    digits: String,
    /// In characters.
    length: usize,
}

impl Folded {
    fn new(name: &str) -> Self {
        let digits = name.chars().filter(char::is_ascii_digit).collect();
        Self { lower: name.to_lowercase(), digits, length: name.chars().count() }
    }
}

impl<'w> Wanted<'w> {
    fn new(word: &'w str, limit: &Limit) -> Option<Self> {
        let folded = Folded::new(word);
        let limit = (folded.length / limit.share).clamp(1, limit.most);
        (folded.length >= 2).then_some(Self { word, folded, limit })
    }

    /// Whether a name of this length may be near enough.
    fn may_be(&self, length: usize) -> bool {
        self.folded.length.abs_diff(length) <= self.limit
    }

    /// Compares a name with the word; returns whether its letters had to be compared.
    fn weigh<'a>(&self, name: &'a str, folded: &Folded, best: &mut Best<'a>) -> bool {
        let other_number = folded.digits != self.folded.digits;
        if name == self.word || other_number && folded.length == self.folded.length {
            return false;
        }
        let distance = distance(&self.folded.lower, &folded.lower);
        if distance <= self.limit {
            best.offer((distance, other_number), name);
        }
        true
    }
}

/// The nearest name so far.
#[derive(Default)]
struct Best<'a> {
    /// The name's distance, and whether it has another number.
    found: Option<((usize, bool), &'a str)>,
    /// Whether another one is as near.
    tied: bool,
    /// How many names are near enough.
    near: usize,
}

impl<'a> Best<'a> {
    fn offer(&mut self, near: (usize, bool), name: &'a str) {
        self.near += 1;
        match self.found {
            Some((found, _)) if found.0 == near.0 => {
                self.tied = true;
                if near < found {
                    self.found = Some((near, name));
                }
            }
            Some((found, _)) if found.0 < near.0 => {}
            _ => {
                self.found = Some((near, name));
                self.tied = false;
            }
        }
    }

    fn name(self) -> Option<&'a str> {
        let ((_, other_number), name) = self.found?;
        (!other_number || !self.tied).then_some(name)
    }
}

/// The edits from one word to another. Common beginnings and ends take none.
fn distance(a: &str, b: &str) -> usize {
    let start: usize =
        a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(common, _)| common.len_utf8()).sum();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    let end: usize = a
        .chars()
        .rev()
        .zip(b.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(common, _)| common.len_utf8())
        .sum();
    let (a, b) = (a.get(..a.len() - end).unwrap_or_default(), b.get(..b.len() - end).unwrap_or_default());
    strsim::damerau_levenshtein(a, b)
}

/// The name of an existing file in the folder and with the extension of a missing one.
pub fn nearest_file(root: &Root, file: &Granted) -> Option<String> {
    let path = file.path();
    let names = root.names_beside(file);
    let extension = |path: &Path| path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let same_kind = |name: &&str| extension(Path::new(name)) == extension(path);
    let near = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str).filter(same_kind));
    near.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Names, distance, nearest, nearest_word, only_nearest};

    #[test]
    fn near_names_only() {
        assert_eq!(nearest("titel", ["title", "status"]), Some("title"));
        assert_eq!(nearest("Status", ["title", "status"]), Some("status"));
        assert_eq!(nearest("colour", ["title", "status"]), None);
        assert_eq!(nearest("x", ["y", "id"]), None);
        assert_eq!(nearest("R12", ["R1", "R2"]), None);
        assert_eq!(nearest("R4", ["R3", "C1"]), None);
        assert_eq!(nearest("R33", ["R1", "R2", "R3"]), Some("R3"));
        assert_eq!(nearest("T1-chekout", ["T1-checkout", "T2-checkout"]), Some("T1-checkout"));
        assert_eq!(nearest("non-functional", ["functional"]), None);
        assert_eq!(nearest("R-itme-12", ["R-itme-13", "R-item-12"]), Some("R-item-12"));
    }

    #[test]
    fn many_words_have_an_end() {
        let ids: Vec<String> = (0..20_000).map(|index| format!("item-{index:05}")).collect();
        let mut names = Names::new(ids.iter().map(String::as_str));
        assert_eq!(names.nearest("itme-00007"), Some("item-00007"));
        let found = (0..20_000).filter(|index| names.nearest(&format!("itme-{index:05}")).is_some()).count();
        assert!((100..20_000).contains(&found), "{found}");
    }

    proptest! {
        #[test]
        fn a_short_cut_changes_nothing(a in "[abcé]{0,7}", b in "[abcé]{0,7}", names in prop::collection::vec("[ab1-]{0,6}", 0..5)) {
            prop_assert_eq!(distance(&a, &b), strsim::damerau_levenshtein(&a, &b));
            let all = || names.iter().map(String::as_str);
            let mut many = Names::new(all());
            prop_assert_eq!(many.nearest("ab1-a"), nearest("ab1-a", all()));
        }
    }

    #[test]
    fn a_word_of_a_list_has_to_be_nearer_than_a_name() {
        let kinds = ["worker", "mobile", "queue", "service"];
        assert_eq!(
            ["broker", "module", "servcie"].map(|word| nearest_word(word, kinds)),
            [None, None, Some("service")]
        );
        let states = ["implemented", "accepted", "draft"];
        assert_eq!(nearest_word("implementing", states), None);
        assert_eq!(nearest_word("acepted", states), Some("accepted"));
    }

    #[test]
    fn a_spelling_with_two_meanings_is_told() {
        assert!(only_nearest("titel", ["title", "status"]));
        assert!(!only_nearest("tet", ["text", "test"]));
    }
}
