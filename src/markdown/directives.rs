//! Text that mdBook would take for a directive: `{{#include …}}`.
//!
//! mdBook looks for two braces and a `#` in the Markdown itself, even in code, and whichever
//! preprocessor ran before. In texts a brace is written as an entity (`spelling`), which reads the
//! same whether mdBook looks before or after. Code and titles have no entities, so an
//! invisible character keeps the braces apart.

use pulldown_cmark::CowStr;

/// Has no width, and allows no line break.
const UNSEEN: char = '\u{2060}';

/// Code or a title, with the two braces of each directive kept apart.
pub(super) fn apart(text: CowStr<'_>) -> CowStr<'_> {
    if !text.contains("{{") {
        return text;
    }
    let mut apart = String::with_capacity(text.len() + 4);
    let mut rest: &str = &text;
    while let Some((before, behind)) = rest.split_once("{{") {
        apart.push_str(before);
        apart.push('{');
        if is_order(before, behind) {
            apart.push(UNSEEN);
        }
        rest = &rest[before.len() + 1..];
    }
    apart.push_str(rest);
    apart.into()
}

/// Whether mdBook acts on two braces between these: it knows the word, or removes a backslash.
fn is_order(before: &str, behind: &str) -> bool {
    const WORDS: [&str; 5] = ["include", "rustdoc_include", "playground", "playpen", "title"];
    if before.ends_with('\\') && behind.starts_with('#') {
        return true;
    }
    let Some(order) = behind.trim_start().strip_prefix('#') else { return false };
    let known =
        |word: &str| order.strip_prefix(word).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    WORDS.into_iter().any(known)
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn only_orders_are_kept_apart() {
        for (text, expected) in [
            ("a {{b}}", "a {{b}}"),
            ("{{#if user}}", "{{#if user}}"),
            ("\\{{#if user}}", "\\{\u{2060}{#if user}}"),
            ("{{#include x}}", "{\u{2060}{#include x}}"),
            ("\\{{ \n#title x}} {{{#include y}}", "\\{\u{2060}{ \n#title x}} {{\u{2060}{#include y}}"),
        ] {
            assert_eq!(&*apart(text.into()), expected);
        }
    }
}
