//! What an id looks like, and how an invalid one is reported.

use crate::diagnostic::Finding;
use crate::reading::rules::{INVALID_ID, UNKNOWN_KEY};
use crate::reading::{Naming, Node, Reader, nearest};

/// What an id looks like, as an ECMA 262 expression.
pub const ID_PATTERN: &str = "^[A-Za-z0-9][A-Za-z0-9_-]*$";

/// The key for the reason why something does not apply.
pub(super) const NOT_APPLICABLE: &str = "not-applicable";

/// Words that cannot be ids, since tables use them as keys.
pub const RESERVED: [&str; 2] = [NOT_APPLICABLE, "file"];

/// Whether a word is an id.
pub fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Makes an id of any words: kebab-case of their letters and digits, those of other scripts as
/// they sound. It depends on nothing but the words, and is empty only if they are: words that
/// cannot be spelled in ASCII are named by their code points.
pub fn as_id(words: &str) -> String {
    let mut id = Id::default();
    for c in words.chars() {
        let sound = any_ascii::any_ascii_char(c);
        let sounds = sound.contains(|c: char| c.is_ascii_alphanumeric());
        match (c.is_alphanumeric(), sounds) {
            // A character that is a whole word begins with a capital: 日本 is `RiBen`.
            (true, true) => {
                if !c.is_ascii() && !c.is_uppercase() && sound.starts_with(|c: char| c.is_ascii_uppercase()) {
                    id.part();
                }
                sound.chars().filter(char::is_ascii_alphanumeric).for_each(|c| id.add(c));
            }
            // Some letters have no sound in ASCII, and the others name the words well enough.
            (true, false) => {}
            // An accent of its own, as the file names of some systems have it, parts nothing.
            (false, _) if !c.is_ascii() && sound.is_empty() => {}
            (false, _) => id.part(),
        }
    }
    if id.text.is_empty() {
        words.trim().chars().for_each(|c| id.code_point(c));
    }
    id.text
}

/// What an id and its misspelt form share: letters and digits.
pub(super) fn sound(name: &str) -> String {
    as_id(name).replace('-', "")
}

/// An id as it is built.
#[derive(Default)]
struct Id {
    text: String,
    /// Whether the next character begins a new part.
    parted: bool,
}

impl Id {
    fn part(&mut self) {
        self.parted = true;
    }

    fn add(&mut self, c: char) {
        if std::mem::take(&mut self.parted) && !self.text.is_empty() {
            self.text.push('-');
        }
        self.text.push(c.to_ascii_lowercase());
    }

    fn code_point(&mut self, c: char) {
        self.part();
        format!("u{:x}", u32::from(c)).chars().for_each(|c| self.add(c));
        self.part();
    }
}

/// Reports a name that cannot be an id. A reserved word is skipped; anything else is read
/// nevertheless, so that references to it are not reported as well.
pub(super) fn is_admitted(entry: Node<'_>, reader: &mut Reader<'_>) -> bool {
    let name = entry.name;
    // The length is compared first, since this runs for every id.
    let is_near = name.len().abs_diff(NOT_APPLICABLE.len()) <= 3 && nearest(name, [NOT_APPLICABLE]).is_some();
    if is_near {
        let finding = Finding::new(&UNKNOWN_KEY, entry.key, format!("unknown key `{name}`"))
            .label("not a key of this table")
            .help(format!("did you mean `{NOT_APPLICABLE}`?"))
            .fix(entry.key, NOT_APPLICABLE);
        reader.report(finding);
        return false;
    }
    if name == NOT_APPLICABLE {
        let message = "a table marked as not applicable cannot have entries";
        let finding = Finding::new(&INVALID_ID, entry.key, message)
            .label("conflicts with the entries")
            .help("delete the reason, or the entries");
        reader.report(finding);
        return false;
    }
    if entry.naming != Naming::Id || is_id(name) {
        if entry.naming == Naming::Id && RESERVED.contains(&name) {
            let message = format!("`{name}` cannot be an id: the word is a key of the format");
            let finding = Finding::new(&INVALID_ID, entry.key, message)
                .label("reserved word")
                .help("choose another id");
            reader.report(finding);
            return false;
        }
        return true;
    }
    let finding = Finding::new(&INVALID_ID, entry.key, format!("`{name}` is not an id"))
        .label("letters a to z, digits, `-` and `_`, beginning with a letter or a digit");
    let fixed = dashed(name);
    reader.report(if fixed.is_empty() {
        finding.help("choose an id of these characters")
    } else {
        finding.help(format!("write `{fixed}`, here and where it is cited"))
    });
    true
}

/// The id that is closest to some words.
fn dashed(words: &str) -> String {
    let sounds = |c: char| if c.is_alphanumeric() { any_ascii::any_ascii_char(c) } else { "-" };
    let words: String =
        words.chars().map(|c| if c.is_ascii() { c.to_string() } else { sounds(c).to_owned() }).collect();
    let parts = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").trim_start_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_any_script_make_an_id() {
        for (words, expected) in [
            ("URL Shortener", "url-shortener"),
            ("  a -- b_c  ", "a-b-c"),
            ("ü", "u"),
            ("u\u{308}ber", "uber"),
            ("Straße", "strasse"),
            ("Ångström", "angstrom"),
            ("данные", "dannye"),
            ("Αθήνα", "athina"),
            ("日本", "ri-ben"),
            ("東京", "dong-jing"),
            ("日本 shop", "ri-ben-shop"),
            ("🚀 Launch", "launch"),
            ("🚀", "u1f680"),
            ("!?", "u21-u3f"),
            ("", ""),
        ] {
            assert_eq!(as_id(words), expected, "{words}");
        }
    }

    proptest! {
        #[test]
        fn whatever_has_a_name_has_an_id(words in "\\PC{1,12}|.{1,12}") {
            let id = as_id(&words);
            prop_assert_eq!(is_id(&id), !words.trim().is_empty(), "{:?}", id);
            prop_assert_eq!(as_id(&id), id);
        }
    }
}
