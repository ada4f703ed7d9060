//! A design as plain values with their places, for those who look at every key alike.
//!
//! The declarations of the entities say which keys there are; what is made of them here follows by
//! itself, so a new key is seen without another line.

use serde_json::{Map as Object, Value as Json, json};

use super::code::Code;
use super::entries::{Entities, Named};
use super::reference::{Cited, CitedKind, Ref};
use super::text::Text;
use super::texts::Texts;
use super::version::{OthersVersion, Version};
use crate::reading::{Date, Moment, Plain, Word};
use crate::source::{Span, Spanned};

/// The value of a key.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// The key is absent.
    Absent,
    /// Markdown, or the reason why there is none.
    Text(&'a Text),
    /// Code of any language.
    Code(&'a Text),
    /// A name, a title, a label, a date, a version: a string that is compared as it is written.
    Plain(String, Span),
    /// A word of a closed list.
    Word(&'static str, Span),
    /// Yes or no. One that is not written has no place.
    Flag(bool, Option<Span>),
    /// A citation.
    Reference(CitedKind, &'a str, Span),
    /// Values in order.
    List(Vec<Value<'a>>, Option<Span>),
    /// Keys that the format knows.
    Record(Record<'a>),
    /// Names that the author chose.
    Map(Map<'a>),
}

/// The keys of an entity, in the order of its declaration.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// Each key and its value.
    pub fields: Vec<(&'static str, Value<'a>)>,
    /// The header, or the braces.
    pub span: Span,
}

/// Values by names that the author chose.
#[derive(Clone, Debug)]
pub struct Map<'a> {
    /// Each name, with its place, and its value.
    pub entries: Vec<(&'a Spanned<String>, Value<'a>)>,
    /// The reason why there are none.
    pub reason: Option<&'a Text>,
    /// Where the table is, if it is written.
    pub span: Option<Span>,
}

impl<'a> Record<'a> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> &Value<'a> {
        self.fields.iter().find(|(name, _)| *name == key).map_or(&Value::Absent, |(_, value)| value)
    }
}

impl Value<'_> {
    /// Where it is written, if it is.
    pub fn span(&self) -> Option<Span> {
        match self {
            Value::Absent => None,
            Value::Text(text) | Value::Code(text) => (!text.is_stand_in).then_some(text.span),
            Value::Plain(_, span) | Value::Word(_, span) | Value::Reference(_, _, span) => Some(*span),
            Value::Flag(_, span) | Value::List(_, span) => *span,
            Value::Record(record) => Some(record.span),
            Value::Map(map) => map.span,
        }
    }

    /// Whether nothing is said: the key is absent, or its list or table is empty.
    pub fn is_absent(&self) -> bool {
        match self {
            Value::Absent => true,
            Value::Text(text) | Value::Code(text) => text.is_stand_in,
            Value::Flag(set, _) => !set,
            Value::List(items, _) => items.is_empty(),
            Value::Map(map) => map.entries.is_empty() && map.reason.is_none(),
            _ => false,
        }
    }

    /// The value as JSON, in the words of a design file; what is not said is left out.
    pub fn to_json(&self) -> Json {
        let reason = |text: &Text| json!({ "not-applicable": text.value });
        match self {
            Value::Absent => Json::Null,
            Value::Text(text) | Value::Code(text) if text.not_applicable => reason(text),
            Value::Text(text) | Value::Code(text) => text.value.as_str().into(),
            Value::Plain(text, _) => text.as_str().into(),
            Value::Word(word, _) => (*word).into(),
            Value::Flag(is_set, _) => (*is_set).into(),
            Value::Reference(_, id, _) => (*id).into(),
            Value::List(items, _) => items.iter().map(Value::to_json).collect(),
            Value::Record(record) => {
                let said = record.fields.iter().filter(|(_, value)| value.is_said());
                let entries = said.map(|(key, value)| ((*key).to_owned(), value.to_json()));
                Json::Object(entries.collect::<Object<String, Json>>())
            }
            Value::Map(map) => match map.reason {
                Some(text) => reason(text),
                None => {
                    map.entries.iter().map(|(name, value)| (name.value.clone(), value.to_json())).collect()
                }
            },
        }
    }

    /// Whether something is said, if only that something is not so.
    fn is_said(&self) -> bool {
        !self.is_absent() || matches!(self, Value::Flag(_, Some(_)))
    }
}

/// What can be looked at as a [`Value`].
pub trait Valued {
    /// Itself as a value.
    fn as_value(&self) -> Value<'_>;
}

/// An entity, whose keys are declared.
pub trait Recorded {
    /// The keys and their values.
    fn record(&self) -> Record<'_>;
}

impl<T: Recorded> Valued for T {
    fn as_value(&self) -> Value<'_> {
        Value::Record(self.record())
    }
}

impl<T: Valued> Valued for Option<T> {
    fn as_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, T::as_value)
    }
}

impl<T: Valued> Valued for Vec<T> {
    fn as_value(&self) -> Value<'_> {
        let items: Vec<Value<'_>> = self.iter().map(T::as_value).collect();
        let ends = items.first().and_then(Value::span).zip(items.last().and_then(Value::span));
        let span = ends.map(|(first, last)| Span { end: last.end.max(first.end), ..first });
        Value::List(items, span)
    }
}

impl<T: Valued> Valued for Spanned<Vec<T>> {
    fn as_value(&self) -> Value<'_> {
        Value::List(self.value.iter().map(T::as_value).collect(), Some(self.span))
    }
}

impl<W: Word> Valued for Spanned<W> {
    fn as_value(&self) -> Value<'_> {
        Value::Word(self.value.word(), self.span)
    }
}

impl Valued for Spanned<bool> {
    fn as_value(&self) -> Value<'_> {
        Value::Flag(self.value, Some(self.span))
    }
}

impl Valued for bool {
    fn as_value(&self) -> Value<'_> {
        Value::Flag(*self, None)
    }
}

impl Valued for Spanned<Date> {
    fn as_value(&self) -> Value<'_> {
        Value::Plain(self.value.to_string(), self.span)
    }
}

impl Valued for Moment {
    fn as_value(&self) -> Value<'_> {
        // Two ways to write Greenwich.
        let text = self.text.replace("+00:00", "Z").replace("-00:00", "Z");
        Value::Plain(text, self.span)
    }
}

impl Valued for Version {
    fn as_value(&self) -> Value<'_> {
        Value::Plain(self.text.clone(), self.span)
    }
}

impl Valued for OthersVersion {
    fn as_value(&self) -> Value<'_> {
        Version::as_value(self)
    }
}

impl Valued for Plain {
    fn as_value(&self) -> Value<'_> {
        if self.is_stand_in { Value::Absent } else { Value::Plain(self.value.clone(), self.span) }
    }
}

impl Valued for Text {
    fn as_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Valued for Code {
    fn as_value(&self) -> Value<'_> {
        Value::Code(&self.0)
    }
}

impl<K: Cited> Valued for Ref<K> {
    fn as_value(&self) -> Value<'_> {
        if self.is_stand_in { Value::Absent } else { Value::Reference(K::KIND, &self.id.value, self.id.span) }
    }
}

impl Valued for Texts {
    fn as_value(&self) -> Value<'_> {
        match &self.not_applicable {
            Some(reason) => Value::Text(reason),
            None => Value::List(self.items.iter().map(Text::as_value).collect(), self.span),
        }
    }
}

impl<T: Valued> Valued for Entities<T> {
    fn as_value(&self) -> Value<'_> {
        Value::Map(Map {
            entries: self.iter().map(|entity| (&entity.id, entity.body().as_value())).collect(),
            reason: self.not_applicable.as_ref(),
            span: self.span,
        })
    }
}

impl<T: Valued> Valued for Named<T> {
    fn as_value(&self) -> Value<'_> {
        (**self).as_value()
    }
}
