//! Dates and moments. No clock is read anywhere.

use toml::de::DeValue;
use toml::value::Datetime;

use super::rules::WRONG_TYPE;
use super::{Node, Read, Reader, Shape};
use crate::diagnostic::Finding;
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
    /// The day, as it is written.
    pub date: Date,
    /// The moment as it is printed: ISO 8601.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

impl Read for Spanned<Date> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Datetime(Datetime { date: Some(date), time: None, offset: None }) => {
                Some(Spanned::new(Date { year: date.year, month: date.month, day: date.day }, node.span))
            }
            _ => reader.not_a_date(node, "`2026-01-31`", false),
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
                let form = "`2026-01-31`, or with a time and its offset `2026-01-31T09:30:00Z`";
                reader.not_a_date(node, form, true)
            }
        }
    }

    fn shape() -> Shape {
        Shape::Moment
    }
}

/// A date that is not written as in TOML, and whether its meaning is certain: `2025/11/20` is;
/// in `20.11.2025` the order of day and month is a guess.
pub(super) fn day(text: &str) -> Option<(String, bool)> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    let (year, day, sure) = if first.len() == 4 && is_short(last) {
        (first, last, true)
    } else if is_short(first) && last.len() == 4 && text.contains('.') {
        (last, first, false)
    } else {
        return None;
    };
    let number = |part: &str| part.parse::<u16>().ok();
    let day = format!("{:04}-{:02}-{:02}", number(year)?, number(month)?, number(day)?);
    day.parse::<Datetime>().is_ok().then_some((day, sure))
}

impl Reader<'_> {
    fn not_a_date<T>(&mut self, node: Node<'_>, form: &str, takes_time: bool) -> Option<T> {
        if let DeValue::Datetime(Datetime { date: Some(date), time: Some(_), .. }) = node.value
            && !takes_time
        {
            let help = format!("write the day alone: `{date}`");
            return self.mistyped(node, "a day without a time", Some(help), Some(date.to_string()));
        }
        if let DeValue::String(text) = node.value
            && let Some((day, sure)) = day(text)
        {
            let message = format!("{} is a string, but a date is expected", node.subject());
            let finding = Finding::new(&WRONG_TYPE, node.span, message)
                .label("expected a date")
                .help(format!("write year, month and day, without quotes: `{day}`"));
            self.report(finding.fix_if(sure, node.span, day));
            return None;
        }
        if let DeValue::String(text) = node.value
            && text.parse::<Datetime>().is_ok_and(|datetime| datetime.date.is_some())
        {
            let help = format!("write the date without quotes: `{text}`");
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
