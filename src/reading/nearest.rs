//! "Did you mean …?"

/// The name nearest to `word`, where it is near enough to be a slip of the keyboard: one edit
/// in three letters, by the Damerau-Levenshtein distance. Of several at the same distance the
/// first one is taken.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    let lower = word.to_lowercase();
    names
        .into_iter()
        .filter(|name| *name != word)
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_only() {
        assert_eq!(nearest("titel", ["title", "status"]), Some("title"));
        assert_eq!(nearest("Status", ["title", "status"]), Some("status"));
        assert_eq!(nearest("colour", ["title", "status"]), None);
        assert_eq!(nearest("x", ["y", "id"]), Some("y"));
    }
}
