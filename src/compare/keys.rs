//! Keys that need no separate code: a table says what a change of each one is.

use super::catalogue::ChangeKind;
use super::class::Area;
use super::context::{Context, Entry};
use crate::design::value::{Record, Value};
use crate::source::Span;

/// What a change of a key is.
#[derive(Clone, Copy)]
pub(super) enum Treatment {
    /// A change of this kind, whatever was there before.
    Kind(&'static ChangeKind),
    /// A detail: that it is documented now breaks nothing, that it is no longer has to be looked at.
    Detail {
        /// It has another value.
        changed: &'static ChangeKind,
        /// It is there now.
        documented: &'static ChangeKind,
        /// It is there no longer.
        undocumented: &'static ChangeKind,
    },
    /// Compared by separate code.
    ByItself,
    /// A citation of requirements: coverage, which is reported separately.
    Coverage,
    /// Never compared: a former id.
    Former,
}

/// The keys of an entity.
pub(super) type Keys = &'static [(&'static str, Treatment)];

/// An entity on both sides.
pub(super) struct Both<'a> {
    pub(super) old: Record<'a>,
    pub(super) new: Record<'a>,
    /// What the entries call it.
    pub(super) entity: String,
    /// Its path in the new design.
    pub(super) path: String,
    /// Where its id is on both sides.
    pub(super) spans: (Span, Span),
    /// The area of its entries, if it is not that of the kinds.
    pub(super) area: Option<Area>,
}

impl Both<'_> {
    /// An entry of one key: at the key's value where it is written, otherwise at the entity.
    pub(super) fn entry(&self, kind: &'static ChangeKind, key: &str) -> Entry {
        let (old, new) = (self.old.get(key), self.new.get(key));
        Entry::new(kind, self.entity.clone(), format!("{}.{key}", self.path))
            .area(self.area.unwrap_or(kind.area))
            .at(Some(old.span().unwrap_or(self.spans.0)), Some(new.span().unwrap_or(self.spans.1)))
            .said(shown(old), shown(new))
    }
}

/// Adds an entry for each key that changed and is not compared by separate code.
pub(super) fn compare(context: &mut Context<'_>, keys: Keys, both: &Both<'_>) {
    for (key, treatment) in keys {
        let (old, new) = (both.old.get(key), both.new.get(key));
        let kind = match *treatment {
            Treatment::ByItself | Treatment::Coverage | Treatment::Former => continue,
            Treatment::Kind(kind) => kind,
            Treatment::Detail { documented, .. } if old.is_absent() => documented,
            Treatment::Detail { undocumented, .. } if new.is_absent() => undocumented,
            Treatment::Detail { changed, .. } => changed,
        };
        if !context.same(old, new) {
            context.add(both.entry(kind, key).detail(format!("`{key}` changed")));
        }
    }
}

/// A value as an entry shows it, if it is short.
pub(super) fn shown(value: &Value<'_>) -> Option<String> {
    let text = match value {
        Value::Text(text) if !value.is_absent() => crate::markdown::one_line(&text.value),
        Value::Plain(text, _) => text.clone(),
        Value::Word(word, _) => (*word).to_owned(),
        Value::Flag(flag, _) => flag.to_string(),
        Value::Reference(_, id, _) => (*id).to_owned(),
        Value::List(items, _) => {
            let items: Option<Vec<String>> = items.iter().map(shown).collect();
            items?.join(", ")
        }
        _ => return None,
    };
    short(text)
}

/// A text as an entry shows it, if it is short.
pub(super) fn short(text: String) -> Option<String> {
    const LONGEST: usize = 120;
    (text.chars().count() <= LONGEST).then_some(text)
}
