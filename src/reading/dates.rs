//! Dates and moments. No clock is read anywhere.

use toml::de::DeValue;
use toml::value::Datetime;

use super::{Node, Read, Reader, Shape};
use crate::source::{Span, Spanned};

/// A calendar date; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A date, or an offset date-time.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The day it falls on, as it is written.
    pub date: Date,
    /// As it is printed: ISO 8601.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Read for Spanned<Date> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Datetime(Datetime { date: Some(date), time: None, offset: None }) => {
                Some(Spanned::new(Date { year: date.year, month: date.month, day: date.day }, node.span))
            }
            _ => reader.not_a_date(node, "`2026-01-31`"),
        }
    }

    fn shape() -> Shape {
        Shape::Date
    }
}

impl Read for Moment {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Datetime(datetime @ Datetime { date: Some(date), time, offset })
                if time.is_some() == offset.is_some() =>
            {
                let date = Date { year: date.year, month: date.month, day: date.day };
                Some(Moment { date, text: datetime.to_string(), span: node.span })
            }
            _ => {
                reader.not_a_date(node, "`2026-01-31`, or with a time and its offset `2026-01-31T09:30:00Z`")
            }
        }
    }

    fn shape() -> Shape {
        Shape::Moment
    }
}

impl Reader<'_> {
    fn not_a_date<T>(&mut self, node: Node<'_>, form: &str) -> Option<T> {
        if let DeValue::String(text) = node.value
            && text.parse::<Datetime>().is_ok_and(|datetime| datetime.date.is_some())
        {
            let help = format!("a date has no quotes: write `{text}`");
            return self.mistyped(node, "a date", Some(help), Some(text.to_string()));
        }
        self.mistyped(
            node,
            "a date",
            Some(format!("write year, month and day, without quotes: {form}")),
            None,
        )
    }
}
