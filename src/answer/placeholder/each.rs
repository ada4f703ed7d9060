//! Every placeholder of a design, wherever it is: what SD102 reports, and what keeps a design from being
//! complete.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::{Form, MARKS, Placeholder, find, is_hint_of, is_unnamed};
use crate::design::{Code, Design, Leaf, Text, Trail, Walk};
use crate::source::Span;
use crate::template::{BlockKind, Template, examples};

/// A placeholder and where it is.
#[derive(Clone, Debug)]
pub enum Found<'a> {
    /// It is in a text.
    Text(&'a Text, Placeholder),
    /// It is a whole name, title or other plain string.
    Plain(&'a str, Span, Form),
}

/// Longer texts are not compared with hints.
const LONGEST_HINT: usize = 400;

/// Calls `visit` with every placeholder of a design, at most one for each value.
pub fn each<'a>(design: &'a Design, template: &Template, visit: &mut dyn FnMut(Found<'a>)) {
    let words = OnceCell::new();
    let hints: HashSet<&str> = template.hints().filter(|hint| is_hint_of(hint, hint)).collect();
    let is_example = |value: &str| is_in_brackets(value) && is_word(value, template, &words);
    design.walk_at(&Trail::TOP, &mut |leaf, at| match leaf {
        Leaf::Text(text) => {
            let found = find(&text.value, design, template);
            if let Some(found) = found.or_else(|| unbracketed(text, at, template, &hints)) {
                visit(Found::Text(text, found));
            }
        }
        // Code is not searched, but the reason why there is none is a text.
        Leaf::Code(Code(text)) if text.not_applicable => {
            if let Some(found) = find(&text.value, design, template) {
                visit(Found::Text(text, found));
            }
        }
        Leaf::Plain(plain) => {
            let value = plain.value.trim();
            if is_example(value) {
                visit(Found::Plain(value, plain.span, Form::Hint));
            } else if !plain.is_stand_in && says_nothing(value, at) {
                visit(Found::Plain(value, plain.span, Form::Mark));
            }
        }
        Leaf::Name(name) if is_example(name.value.trim()) => {
            visit(Found::Plain(name.value.trim(), name.span, Form::Hint));
        }
        _ => {}
    });
}

fn is_in_brackets(value: &str) -> bool {
    value.starts_with('[') && value.ends_with(']')
}

/// Whether a string is one of those that a new design contains. Other strings in brackets may be meant:
/// `[context, book]` is a list.
fn is_word(value: &str, template: &Template, words: &OnceCell<HashSet<String>>) -> bool {
    words.get_or_init(|| examples::words(template)).contains(value)
}

/// Whether a plain value at a path is a placeholder of the author's own. What people call something is one
/// in any form; other words for people only as a mark, since `pending` may be an answer; types, defaults
/// and the like never.
fn says_nothing(value: &str, at: &Trail<'_>) -> bool {
    const NAMES: &[&str] = &["name", "title", "label", "ticket"];
    const OTHERS: &[&str] = &["send", "reply", "protocol", "version", "generated-by", "framework"];
    at.last_key().is_some_and(|key| {
        (NAMES.contains(&key) && is_unnamed(value)) || (OTHERS.contains(&key) && MARKS.contains(&value))
    })
}

/// The hint of a text without its brackets, as the text itself.
fn unbracketed(
    text: &Text,
    at: &Trail<'_>,
    template: &Template,
    hints: &HashSet<&str>,
) -> Option<Placeholder> {
    // Most texts are not the hint of any field.
    if text.not_applicable || text.value.len() > LONGEST_HINT || !hints.contains(text.value.trim()) {
        return None;
    }
    let path = at.to_string();
    let hint = template.field(&path).map(|field| field.hint.as_str()).or_else(|| {
        template.blocks().find_map(|(_, block)| match &block.kind {
            BlockKind::Prose { from, hint } if *from == path => Some(hint.as_str()),
            _ => None,
        })
    });
    let start = text.value.len() - text.value.trim_start().len();
    let range = start..start + text.value.trim().len();
    is_hint_of(&text.value, hint?).then_some(Placeholder { range, whole: true, form: Form::Hint })
}
