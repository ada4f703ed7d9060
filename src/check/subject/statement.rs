//! What a fact says, text by text, each with its place.

use std::ops::Range;

use super::Subject;
use crate::answer::placeholder;
use crate::design::quantity::{Dimension, Quantity, parse_all, parse_number};
use crate::design::{FactValue, Text};
use crate::source::Span;

/// One text of a fact: all of it, an item of a list, or a named entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statement<'a> {
    /// The words.
    pub(crate) text: &'a str,
    /// The entry's name, if this is a named entry.
    pub(crate) name: Option<&'a str>,
    origin: Origin<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Origin<'a> {
    Text(&'a Text),
    Number(Span),
    /// The template's default; the place is where the template declares it.
    Default(Span),
}

impl Statement<'_> {
    /// The place of the whole text.
    pub(crate) fn span(&self) -> Span {
        match self.origin {
            Origin::Text(text) => text.span,
            Origin::Number(span) | Origin::Default(span) => span,
        }
    }

    /// The place of a part of the text.
    pub(crate) fn locate(&self, subject: &Subject<'_>, range: Range<usize>) -> Span {
        match self.origin {
            Origin::Text(text) => text.locate(subject.sources, range),
            Origin::Number(span) | Origin::Default(span) => span,
        }
    }

    /// Whether the design says this itself, rather than its template's default.
    pub(crate) fn is_own(&self) -> bool {
        !matches!(self.origin, Origin::Default(_))
    }

    /// The quantities of a dimension that the text names, in order: the first is the one that counts.
    pub(crate) fn quantities(&self, dimension: Dimension) -> Vec<Quantity> {
        match self.origin {
            Origin::Number(_) => parse_number(self.text, dimension).into_iter().collect(),
            Origin::Text(_) | Origin::Default(_) => parse_all(self.text, dimension),
        }
    }
}

impl<'a> Subject<'a> {
    /// What a fact says. Nothing if the fact is missing or not applicable, or if one of its texts is
    /// empty or a placeholder, which other rules report.
    pub(crate) fn statements(&self, path: &str) -> Vec<Statement<'a>> {
        let Some(fact) = self.fact(path) else {
            let given =
                |text| Statement { text, name: None, origin: Origin::Default(self.place_of_field(path)) };
            return match self.not_applicable(path) {
                Some(_) => Vec::new(),
                None => self
                    .field(path)
                    .and_then(|field| field.default.as_deref())
                    .map(given)
                    .into_iter()
                    .collect(),
            };
        };
        let statements: Vec<Statement<'a>> = match &fact.value {
            FactValue::Number(number) => {
                vec![Statement { text: number, name: None, origin: Origin::Number(number.span) }]
            }
            FactValue::Date(_) => Vec::new(),
            FactValue::Entries(entries) => entries
                .iter()
                .map(|entry| Statement {
                    text: &entry.value,
                    name: Some(&entry.id),
                    origin: Origin::Text(entry),
                })
                .collect(),
            FactValue::Text(_) | FactValue::List(_) => fact
                .texts()
                .into_iter()
                .map(|text| Statement { text: &text.value, name: None, origin: Origin::Text(text) })
                .collect(),
        };
        let unwritten =
            |statement: &Statement<'_>| placeholder::is_unwritten(statement.text, self.design, self.template);
        if statements.iter().any(unwritten) { Vec::new() } else { statements }
    }

    /// The reason why a fact is not applicable.
    pub(crate) fn reason(&self, path: &str) -> Option<&'a Text> {
        if let Some(fact) = self.fact(path) {
            return fact.not_applicable();
        }
        let (table, _) = path.rsplit_once('.')?;
        self.design.facts.not_applicable(table)
    }

    fn place_of_field(&self, path: &str) -> Span {
        self.field(path).map_or(self.design.template.span, |field| field.span)
    }
}
