//! The info strings of code fences.

use std::borrow::Cow;

/// What stands for a language that was not said.
const TEXT: &str = "text";

/// The info string for code of a language. None lacks a language, for mdBook tests such code as
/// Rust; and Rust is never run or tested: samples in a design are parts of programs.
pub(super) fn info(language: &str) -> Cow<'_, str> {
    let language = language.trim();
    if language.is_empty() {
        return Cow::Borrowed(TEXT);
    }
    let words = || language.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
    let is_rust = words().all(is_rustdoc_word);
    let is_clean = !language.contains(|c: char| c.is_control());
    match (is_rust, is_clean) {
        (true, _) if words().any(|word| word == "ignore") && words().any(|word| word == "rust") => {
            words().collect::<Vec<_>>().join(",").into()
        }
        (true, _) => {
            let others = words().filter(|word| !word.eq_ignore_ascii_case("rust") && *word != "ignore");
            let all: Vec<&str> = ["rust", "ignore"].into_iter().chain(others).collect();
            all.join(",").into()
        }
        (false, true) => Cow::Borrowed(language),
        (false, false) => language.split(char::is_control).collect::<Vec<_>>().join(" ").into(),
    }
}

/// A fence that has only these words is Rust to rustdoc, and so to `mdbook test`.
fn is_rustdoc_word(word: &str) -> bool {
    const WORDS: [&str; 6] =
        ["ignore", "should_panic", "no_run", "compile_fail", "test_harness", "standalone_crate"];
    word.eq_ignore_ascii_case("rust") || WORDS.contains(&word) || word.starts_with("edition")
}

#[cfg(test)]
mod tests {
    use super::info;

    #[test]
    fn rust_is_ignored_and_nothing_lacks_a_language() {
        for (language, expected) in [
            ("", "text"),
            ("rust", "rust,ignore"),
            (" Rust ", "rust,ignore"),
            ("rust,ignore", "rust,ignore"),
            ("rust, no_run", "rust,ignore,no_run"),
            ("no_run", "rust,ignore,no_run"),
            ("json", "json"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(&*info(language), expected, "{language:?}");
        }
    }
}
