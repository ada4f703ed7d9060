//! The names that a new design can take from its title: the name of its file, which is also its id.

use crate::design::{RESERVED, as_id, is_id};
use crate::source::is_portable;

/// Longer names are cut: file systems limit a name to 255 bytes, and people read it in links.
const LONGEST: usize = 60;

/// The name for words that have none.
const UNNAMED: &str = "design";

/// Names made from words, without end: the best one first, then the same with a number. Each is an
/// id that designs admit, and part of a file name that means the same on every system.
pub(crate) fn names(words: &str) -> impl Iterator<Item = String> {
    let wanted = match as_id(words).as_str() {
        "" => UNNAMED.to_owned(),
        whole => shortened(whole).to_owned(),
    };
    let numbered = (2..).map({
        let wanted = wanted.clone();
        move |number: u64| format!("{wanted}-{number}")
    });
    std::iter::once(wanted).chain(numbered).filter(|name| is_admitted(name))
}

/// An id without the last of its words if it is too long. Ids are ASCII.
fn shortened(id: &str) -> &str {
    let Some(start) = id.get(..LONGEST).filter(|_| id.len() > LONGEST) else { return id };
    let ends_a_word = id[LONGEST..].starts_with('-');
    if ends_a_word { start } else { start.rsplit_once('-').map_or(start, |(words, _)| words) }
}

fn is_admitted(name: &str) -> bool {
    is_id(name) && !RESERVED.contains(&name) && is_portable(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn assert_names(words: &str, expected: [&str; 2]) {
        assert_eq!(names(words).take(2).collect::<Vec<_>>(), expected, "{words:?}");
    }

    #[test]
    fn a_title_in_any_script_gives_names() {
        assert_names("Payment gateway: v2!", ["payment-gateway-v2", "payment-gateway-v2-2"]);
        assert_names("Größe & Maß", ["grosse-mass", "grosse-mass-2"]);
        assert_names("支払い", ["zhi-fani", "zhi-fani-2"]);
        assert_names("注文", ["zhu-wen", "zhu-wen-2"]);
        assert_names("المدفوعات", ["lmdfwt", "lmdfwt-2"]);
        assert_names("", ["design", "design-2"]);
        assert_names(" \t", ["design", "design-2"]);
    }

    #[test]
    fn words_with_a_meaning_are_counted() {
        assert_names("Not applicable", ["not-applicable-2", "not-applicable-3"]);
        assert_names("File", ["file-2", "file-3"]);
        assert_names("CON", ["con-2", "con-3"]);
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let words = "one two three four five six seven eight nine ten eleven twelve thirteen";
        let cut = "one-two-three-four-five-six-seven-eight-nine-ten-eleven";
        assert_names(words, [cut, &format!("{cut}-2")]);
        assert_names(&"a".repeat(200), [&"a".repeat(60), &format!("{}-2", "a".repeat(60))]);
        let fits = format!("{} b", "a".repeat(60));
        assert_names(&fits, [&"a".repeat(60), &format!("{}-2", "a".repeat(60))]);
    }

    proptest! {
        #[test]
        fn every_title_gives_names_that_the_format_admits(title in "\\PC{0,200}|.{0,12}") {
            let found: Vec<String> = names(&title).take(3).collect();
            prop_assert_eq!(found.len(), 3);
            for (at, name) in found.iter().enumerate() {
                prop_assert!(is_admitted(name), "{}", name);
                prop_assert!(name.len() <= LONGEST + 2, "{}", name);
                // A design without an `id` has the id that its file's name gives.
                prop_assert_eq!(&as_id(name), name);
                prop_assert!(!found[..at].contains(name));
            }
        }
    }
}
