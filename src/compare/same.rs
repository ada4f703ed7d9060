//! Whether two values mean the same, however they are written.
//!
//! White space, emphasis and reflow are nothing, nor is the order of a list of citations, names or
//! texts; quantities are compared as numbers (`1 s` is `1000 ms`), JSON as data, and ids that were
//! renamed as they are now.

use std::borrow::Cow;
use std::collections::HashMap;

use super::identity::Names;
use super::quantities;
use crate::design::Text;
use crate::design::value::Value;
use crate::markdown::{self, one_line};

/// Whether two values mean the same.
pub(super) fn values(old: &Value<'_>, new: &Value<'_>, names: &Names) -> bool {
    match (old, new) {
        (Value::Text(old), Value::Text(new)) => {
            old.not_applicable == new.not_applicable && texts(old, new, names)
        }
        (Value::Code(old), Value::Code(new)) => code(&old.value, &new.value),
        (Value::Plain(old, _), Value::Plain(new, _)) => {
            let (old, new) = (one_line(old), one_line(new));
            old == new || quantities::as_numbers(&old) == quantities::as_numbers(&new)
        }
        (Value::Word(old, _), Value::Word(new, _)) => old == new,
        (Value::Flag(old, _), Value::Flag(new, _)) => old == new,
        (Value::Reference(kind, old, _), Value::Reference(_, new, _)) => names.cited(*kind, old) == *new,
        (Value::List(old, _), Value::List(new, _)) => lists(old, new, names),
        (Value::Record(old), Value::Record(new)) => {
            let keys = old.fields.iter().zip(&new.fields);
            keys.filter(|((key, _), _)| *key != "was").all(|((_, old), (_, new))| values(old, new, names))
        }
        (Value::Map(old), Value::Map(new)) => {
            let there: HashMap<&str, &Value<'_>> =
                new.entries.iter().map(|(name, value)| (name.value.as_str(), value)).collect();
            let same = |(name, value): &(&crate::source::Spanned<String>, Value<'_>)| {
                there.get(name.value.as_str()).is_some_and(|new| values(value, new, names))
            };
            let reasons = match (old.reason, new.reason) {
                (Some(old), Some(new)) => texts(old, new, names),
                (None, None) => true,
                _ => false,
            };
            old.entries.len() == new.entries.len() && reasons && old.entries.iter().all(same)
        }
        _ => old.is_absent() && new.is_absent(),
    }
}

/// Whether two texts say the same, with ids as they were or as they are now: an id that was given to
/// another thing since may be either.
pub(super) fn texts(old: &Text, new: &Text, names: &Names) -> bool {
    let after = meaning(new, None);
    meaning(old, None) == after || (!names.is_empty() && meaning(old, Some(names)) == after)
}

/// What a text says: its words, with quantities as numbers.
pub(super) fn meaning(text: &Text, names: Option<&Names>) -> String {
    let words = markdown::meaning(&text.value);
    let words = match names.filter(|names| !names.is_empty()) {
        Some(names) => renamed(&words, names),
        None => Cow::Borrowed(words.as_str()),
    };
    quantities::as_numbers(&words)
}

/// Whether two pieces of code differ in their layout at most; JSON is compared as data.
pub(super) fn code(old: &str, new: &str) -> bool {
    if let (Ok(old), Ok(new)) =
        (serde_json::from_str::<serde_json::Value>(old), serde_json::from_str::<serde_json::Value>(new))
    {
        return old == new;
    }
    tokens(old).eq(tokens(new))
}

fn lists(old: &[Value<'_>], new: &[Value<'_>], names: &Names) -> bool {
    if old.len() != new.len() {
        return false;
    }
    let is_ordered = old.iter().any(|item| matches!(item, Value::Record(_)));
    let is_same = old.iter().zip(new).all(|(old, new)| values(old, new, names));
    if is_ordered || is_same {
        return is_same;
    }
    let key = |item: &Value<'_>, names: Option<&Names>| match item {
        Value::Text(text) => meaning(text, names),
        Value::Plain(text, _) => one_line(text),
        Value::Reference(kind, id, _) => names.map_or(*id, |names| names.cited(*kind, id)).to_owned(),
        Value::Word(word, _) => (*word).to_owned(),
        _ => String::new(),
    };
    let mut olds: Vec<String> = old.iter().map(|item| key(item, Some(names))).collect();
    let mut news: Vec<String> = new.iter().map(|item| key(item, None)).collect();
    olds.sort_unstable();
    news.sort_unstable();
    olds == news
}

/// References in brackets, `[R3]`, by the ids that are theirs now.
fn renamed<'w>(words: &'w str, names: &Names) -> Cow<'w, str> {
    let mut out = String::new();
    let mut rest = words;
    while let Some(open) = rest.find('[') {
        let after = &rest[open + 1..];
        let close = after.find([']', '[']);
        let id = close.filter(|close| after[*close..].starts_with(']')).map(|close| &after[..close]);
        let Some(now) = id.and_then(|id| names.mentioned(id)) else {
            out.push_str(&rest[..=open]);
            rest = after;
            continue;
        };
        out.push_str(&rest[..=open]);
        out.push_str(now);
        rest = &after[id.map_or(0, str::len)..];
    }
    if out.is_empty() {
        return Cow::Borrowed(words);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Words and signs, without what is between them.
fn tokens(code: &str) -> impl Iterator<Item = &str> {
    let mut rest = code;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end =
            if is_word(first) { rest.find(|c| !is_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn layout_is_nothing_in_code() {
        for (a, b) in [
            ("{\"a\":1, \"b\":[1,2]}", "{ \"b\": [1, 2],\n  \"a\": 1 }"),
            ("fn a() { b(1) }", "fn a() {\n    b( 1 )\n}"),
            ("{ \"x\": \"T2\" }", "{ \"x\": \"\\u00542\" }"),
        ] {
            assert!(code(a, b), "{a} and {b}");
        }
        for (a, b) in [("{\"a\":1}", "{\"a\":2}"), ("let ab = 1", "let a b = 1"), ("a", "a b")] {
            assert!(!code(a, b), "{a} and {b}");
        }
    }
}
