//! "Did you mean …?"

use std::path::Path;

use crate::source::{Granted, Root};

/// The name nearest to `word`, where it is near enough to be a slip of the keyboard: one edit
/// in three letters and three in all, by the Damerau-Levenshtein distance. Of several at the same
/// distance the first one is taken. A single letter is near to nothing.
///
/// Names with other numbers are other things: `R4` is not `R3` mistyped. A digit too many or too
/// few is a slip only where nothing else is as near.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near(word, names, &OF_NAMES);
    let (distance, best) = *near.first()?;
    if digits(best).eq(digits(word)) {
        return Some(best);
    }
    let alone = near.get(1).is_none_or(|(next, _)| *next > distance);
    (alone && best.chars().count() != word.chars().count()).then_some(best)
}

/// Whether a name is the only one that is near to `word`, so that its spelling has one meaning.
pub fn only_nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> bool {
    near(word, names, &OF_NAMES).len() == 1
}

/// The word of a closed list that `word` is a slip of. Words of a list have meanings of their own,
/// so one has to be nearer than a name: one edit in four letters, and two in all.
pub fn nearest_word<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    match near(word, words, &OF_WORDS).as_slice() {
        [(_, only)] => Some(only),
        [(first, best), (second, _), ..] if first < second => Some(best),
        _ => None,
    }
}

/// One edit in so many letters, and so many in all.
struct Limit {
    share: usize,
    most: usize,
}

const OF_NAMES: Limit = Limit { share: 3, most: 3 };
const OF_WORDS: Limit = Limit { share: 4, most: 2 };

/// The names that are near enough, the nearest first.
fn near<'a>(word: &str, names: impl IntoIterator<Item = &'a str>, limit: &Limit) -> Vec<(usize, &'a str)> {
    let length = word.chars().count();
    if length < 2 {
        return Vec::new();
    }
    let limit = (length / limit.share).clamp(1, limit.most);
    let lower = word.to_lowercase();
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter(|name| *name != word)
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near
}

/// The name of a file that is there, in the folder and with the extension of one that is not.
pub fn nearest_file(root: &Root, file: &Granted) -> Option<String> {
    let path = file.path();
    let names = root.names_beside(file);
    let same_kind = |name: &&str| Path::new(name).extension() == path.extension();
    let near = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str).filter(same_kind));
    near.map(str::to_owned)
}

fn digits(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::{nearest, nearest_word, only_nearest};

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
