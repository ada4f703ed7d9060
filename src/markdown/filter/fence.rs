//! The info strings of code fences.

use std::borrow::Cow;

/// The word for a language that is not given.
const TEXT: &str = "text";

const DRAWN_BY_GRAPHVIZ: &str = "dot process";

/// The info string for code of a language: the language's name and nothing more, for mdBook reads
/// further words (`editable`, `mdbook-runnable`) as instructions. No fence lacks a language, for mdBook tests
/// such code as Rust; and Rust is never run or tested: samples in a design are parts of programs.
pub(in crate::markdown) fn language(info: &str) -> Cow<'_, str> {
    if is_sample(info) {
        return Cow::Borrowed(info);
    }
    // mdbook-graphviz draws code with exactly these words.
    if info.trim() == DRAWN_BY_GRAPHVIZ {
        return Cow::Borrowed(DRAWN_BY_GRAPHVIZ);
    }
    let mut words = info.split(|c: char| !is_part(c)).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return Cow::Borrowed(TEXT) };
    if is_rust(first) || is_rustdoc_word(first) || words.any(is_rust) {
        return Cow::Borrowed("rust,ignore");
    }
    // The caller did not read its contents as Markdown.
    if first.eq_ignore_ascii_case(ADMONISH) {
        return Cow::Borrowed(TEXT);
    }
    Cow::Borrowed(first)
}

/// The word for what mdbook-admonish turns into a box. It prints what such a fence contains as
/// Markdown, raw HTML in it as HTML, so its content is read like a text of the author.
const ADMONISH: &str = "admonish";

/// The info string of such a fence: the word and the kind of the box. Titles and classes go, since
/// mdbook-admonish prints them as HTML. `None` for any other fence, and for one that contains
/// another: a box is read once.
pub(in crate::markdown) fn admonition(info: &str, text: &str) -> Option<String> {
    let mut words = info.split_ascii_whitespace();
    if words.next() != Some(ADMONISH) || text.contains(ADMONISH) {
        return None;
    }
    let kind = words.next().filter(|kind| kind.chars().all(|c| c.is_ascii_lowercase()));
    Some(kind.map_or(ADMONISH.to_owned(), |kind| format!("{ADMONISH} {kind}")))
}

/// Whether a fence may become a box; its text is not known yet.
pub(in crate::markdown) fn may_be_admonition(info: &str) -> bool {
    info.split_ascii_whitespace().next() == Some(ADMONISH)
}

/// What names of languages are made of: `c++`, `c#`, `objective-c`, `asp.net`.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.')
}

/// The sample of a blank document: `[language]`.
fn is_sample(info: &str) -> bool {
    let inner = info.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|inner| !inner.is_empty() && inner.chars().all(is_part))
}

fn is_rust(word: &str) -> bool {
    word.eq_ignore_ascii_case("rust")
}

/// A fence that begins with one of these is Rust to rustdoc, and so to `mdbook test`.
fn is_rustdoc_word(word: &str) -> bool {
    const WORDS: [&str; 6] =
        ["ignore", "should_panic", "no_run", "compile_fail", "test_harness", "standalone_crate"];
    WORDS.contains(&word) || word.starts_with("edition") || word.starts_with("ignore-")
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn rust_is_ignored_and_nothing_lacks_a_language() {
        for (info, expected) in [
            ("", "text"),
            ("rust", "rust,ignore"),
            (" Rust ", "rust,ignore"),
            ("rust,ignore", "rust,ignore"),
            ("rust, no_run", "rust,ignore"),
            ("no_run", "rust,ignore"),
            ("rust,editable", "rust,ignore"),
            ("rust mdbook-runnable", "rust,ignore"),
            ("rust:editable", "rust,ignore"),
            ("text,rust,mdbook-runnable", "rust,ignore"),
            ("{.rust .editable}", ".rust"),
            ("json", "json"),
            ("json,editable", "json"),
            ("js runnable", "js"),
            ("[language]", "[language]"),
            ("c++", "c++"),
            ("c#", "c#"),
            ("mermaid", "mermaid"),
            ("admonish warning", "text"),
            ("a\nb", "a"),
            ("\"><script>", "script"),
        ] {
            assert_eq!(&*language(info), expected, "{info:?}");
        }
    }
}
