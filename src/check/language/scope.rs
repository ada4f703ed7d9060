//! What a decision is about: one that keeps sessions in a database says nothing of orders.

use std::collections::HashSet;

use super::mention::has_word;
use crate::markdown::prose::words;

/// The part, the place or the purpose that a title names besides technologies.
#[derive(Debug)]
pub(crate) struct Scope {
    /// Without the words that any title may have. Empty if the title is about everything.
    about: Vec<String>,
    /// Every word of the title.
    all: HashSet<String>,
}

/// Words that name no part of a system.
const NEUTRAL: &str = "a an the and or but our we us it its this that these those which what where how when why \
    do does did is are be was were will shall should can must not no never of in on at to from with within without by \
    for as into onto over than rather instead vs versus against between one single only all every each main primary \
    default new own first second better best more less use uses using used keep keeps kept choose choice chosen select \
    selection pick adopt take go stay move migrate switch replace replacing drop avoid put save write read build built \
    run running host hosted make made manage managed data database databases db store stores stored storing storage \
    persist persistence persistent technology technologies tech engine system systems platform stack tool tools tooling \
    framework library vendor product provider solution approach strategy option decision language programming choosing";

impl Scope {
    /// What a title is about, besides these technologies.
    pub(crate) fn of<'t>(title: &str, technologies: impl Iterator<Item = &'t str>) -> Self {
        let named: HashSet<String> = technologies.flat_map(lower_words).collect();
        let neutral: HashSet<&str> = NEUTRAL.split_whitespace().collect();
        let is_about = |word: &String| {
            !named.contains(word) && !neutral.contains(word.as_str()) && word.contains(char::is_alphabetic)
        };
        let all: Vec<String> = lower_words(title).collect();
        let about = all.iter().filter(|word| is_about(word)).map(|word| stem(word)).collect();
        Self { about, all: all.into_iter().collect() }
    }

    /// What a sentence limits itself to, if it does: “only for sessions”, “As a queue”.
    pub(crate) fn of_limit<'t>(sentence: &str, technologies: impl Iterator<Item = &'t str>) -> Option<Self> {
        let begins = |word: &str| lower_words(sentence).next().is_some_and(|first| first == word);
        let is_limit =
            has_word(sentence, &["only", "solely", "exclusively"]) || begins("for") || begins("as");
        is_limit.then(|| Self::of(sentence, technologies))
    }

    /// Whether the title says of a technology that a part is not in it, or is outside of it: the rest may be.
    pub(crate) fn sets_apart(&self, technology: &str) -> bool {
        !self.about.is_empty() && lower_words(technology).any(|word| self.all.contains(&word))
    }

    /// Whether something that is called and described like this is what the title is about.
    pub(crate) fn includes<'t>(&self, mut described: impl Iterator<Item = &'t str>) -> bool {
        self.about.is_empty()
            || described.any(|text| lower_words(text).any(|word| self.about.contains(&stem(&word))))
    }
}

fn lower_words(text: &str) -> impl Iterator<Item = String> {
    words(text).flat_map(|(_, word)| word.split('_')).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// A word without an ending: links and link, caching and cache.
fn stem(word: &str) -> String {
    const ENDINGS: [&str; 8] = ["ings", "ing", "ers", "er", "es", "ed", "s", "e"];
    let stems = ENDINGS.iter().filter_map(|ending| Some((word.strip_suffix(ending)?, ending.len())));
    let least = |length: usize| if length == 1 { 3 } else { 4 };
    let mut long = stems.filter(|(stem, length)| stem.chars().count() >= least(*length));
    long.next().map_or(word, |(stem, _)| stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(title: &str) -> Scope {
        Scope::of(title, ["Redis", "PostgreSQL", "Apache Airflow"].into_iter())
    }

    #[test]
    fn a_title_is_about_a_part_or_about_everything() {
        assert!(scope("Keep links in PostgreSQL").includes(["The hot-link cache"].into_iter()));
        assert!(scope("Caching").includes(["cache"].into_iter()));
        assert!(!scope("Keep sessions in PostgreSQL").includes(["cache", "Codes and targets"].into_iter()));
        for title in ["Replace Redis", "Which database do we use?", "PostgreSQL instead of Redis"] {
            assert!(scope(title).includes(["anything"].into_iter()), "{title}");
            assert!(!scope(title).sets_apart("redis"), "{title}");
        }
    }

    #[test]
    fn a_part_that_is_outside_leaves_the_rest_inside() {
        assert!(scope("Keep links outside of Redis").sets_apart("redis"));
        assert!(scope("Realtime outside of Apache Airflow").sets_apart("apache airflow"));
        assert!(!scope("Keep links in PostgreSQL").sets_apart("redis"));
    }

    #[test]
    fn a_sentence_may_limit_itself() {
        let limit = |sentence| Scope::of_limit(sentence, std::iter::empty());
        assert!(limit("Only for sessions").is_some_and(|limit| !limit.includes(["queue"].into_iter())));
        assert!(limit("Fast, and we know it").is_none());
    }
}
