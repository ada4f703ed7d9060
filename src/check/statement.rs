//! What a fact says, text by text, with the places of what it says.

use std::ops::Range;

use super::Subject;
use crate::answer::placeholder;
use crate::design::quantity::{Dimension, Quantity, parse_all, parse_number};
use crate::design::{FactValue, Text};
use crate::source::Span;

/// One text of a fact: the whole of it, an item of a list, or a named entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statement<'a> {
    /// What it says.
    pub(crate) text: &'a str,
    /// The name of the entry, where it is one.
    pub(crate) name: Option<&'a str>,
    place: Place<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Place<'a> {
    Text(&'a Text),
    Number(Span),
    /// The template says it.
    Default(Span),
}

impl Statement<'_> {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        match self.place {
            Place::Text(text) => text.span,
            Place::Number(span) | Place::Default(span) => span,
        }
    }

    /// Where a part of it stands.
    pub(crate) fn locate(&self, subject: &Subject<'_>, range: Range<usize>) -> Span {
        match self.place {
            Place::Text(text) => text.locate(subject.sources, range),
            Place::Number(span) | Place::Default(span) => span,
        }
    }

    /// Whether the design says it, and not its template.
    pub(crate) fn is_own(&self) -> bool {
        !matches!(self.place, Place::Default(_))
    }

    /// Its quantities of a dimension, in its order: the first is the one that counts.
    pub(crate) fn quantities(&self, dimension: Dimension) -> Vec<Quantity> {
        match self.place {
            Place::Number(_) => parse_number(self.text, dimension).into_iter().collect(),
            Place::Text(_) | Place::Default(_) => parse_all(self.text, dimension),
        }
    }
}

impl<'a> Subject<'a> {
    /// What a fact says: nothing where it is missing, not applicable, or has a text that is empty
    /// or still to be written, which others report.
    pub(crate) fn statements(&self, path: &str) -> Vec<Statement<'a>> {
        let Some(fact) = self.fact(path) else {
            let given =
                |text| Statement { text, name: None, place: Place::Default(self.place_of_field(path)) };
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
                vec![Statement { text: number, name: None, place: Place::Number(number.span) }]
            }
            FactValue::Date(_) => Vec::new(),
            FactValue::Entries(entries) => entries
                .iter()
                .map(|entry| Statement {
                    text: &entry.value,
                    name: Some(&entry.id),
                    place: Place::Text(entry),
                })
                .collect(),
            FactValue::Text(_) | FactValue::List(_) => fact
                .texts()
                .into_iter()
                .map(|text| Statement { text: &text.value, name: None, place: Place::Text(text) })
                .collect(),
        };
        let unwritten =
            |statement: &Statement<'_>| placeholder::is_unwritten(statement.text, self.design, self.template);
        if statements.iter().any(unwritten) { Vec::new() } else { statements }
    }

    /// Why a fact is not applicable.
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
