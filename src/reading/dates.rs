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
        match reader.moment(node) {
            Some(Datetime { date: Some(date), time: None, offset: None }) => {
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
        match reader.moment(node) {
            Some(datetime @ Datetime { date: Some(date), time, offset })
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

/// A day that is written in another way than TOML's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// There is one way to read it: `2025/11/20`, `20 Nov 2025`.
    Sure(String),
    /// There is a custom: in `05.11.2025` the day is first.
    Likely(String),
    /// There are two customs: `05/11/2025`.
    Either(String, String),
}

impl Day {
    /// What to type.
    pub(super) fn help(&self) -> String {
        match self {
            Self::Sure(day) | Self::Likely(day) => {
                format!("write year, month and day, without quotes: `{day}`")
            }
            Self::Either(a, b) => format!("write year, month and day, without quotes: `{a}` or `{b}`"),
        }
    }
}

/// The day that a text names, in any of the usual ways.
pub(super) fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return toml_day(&text[..4], &text[4..6], &text[6..]).map(Day::Sure);
    }
    if let Some(day) = in_words(text) {
        return Some(Day::Sure(day));
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    if first.len() == 4 && is_short(second) && is_short(third) {
        return toml_day(first, second, third).map(Day::Sure);
    }
    if !is_short(first) || !is_short(second) || third.len() != 4 {
        return None;
    }
    let day_first = toml_day(third, second, first);
    let month_first = toml_day(third, first, second);
    match (day_first, month_first) {
        (Some(a), Some(b)) if a == b => Some(Day::Sure(a)),
        (Some(day), Some(_)) if text.contains('.') => Some(Day::Likely(day)),
        (Some(a), Some(b)) => Some(Day::Either(a, b)),
        (Some(day), None) | (None, Some(day)) => Some(Day::Sure(day)),
        (None, None) => None,
    }
}

/// `20 Nov 2025`, `November 20th, 2025`: a month in words has one meaning.
fn in_words(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let words: Vec<String> =
        text.split([' ', ',', '.', '-']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let [a, b, c] = words.as_slice() else { return None };
    let month = |word: &str| {
        let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(word))?;
        Some((at + 1).to_string())
    };
    let number = |word: &'_ str| -> String {
        ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).to_owned()
    };
    if let Some(month) = month(b) {
        return match (a.len(), c.len()) {
            (4, _) => toml_day(a, &month, &number(c)),
            (_, 4) => toml_day(c, &month, &number(a)),
            _ => None,
        };
    }
    toml_day(c, &month(a)?, &number(b)).filter(|_| c.len() == 4)
}

/// The last day of a month, for a day that does not exist: `2026-11-31`.
pub(super) fn last_of_month(text: &str) -> Option<String> {
    let [year, month, day] = text.trim().splitn(3, '-').collect::<Vec<_>>()[..] else { return None };
    let is_day = year.len() == 4 && matches!(day.len(), 1 | 2);
    let mut days = ["31", "30", "29", "28"].iter().filter(|_| is_day);
    days.find_map(|day| toml_day(year, month, day))
}

/// A day as TOML writes it, if it exists.
fn toml_day(year: &str, month: &str, day: &str) -> Option<String> {
    let number = |part: &str| part.parse::<u16>().ok();
    let day = format!("{:04}-{:02}-{:02}", number(year)?, number(month)?, number(day)?);
    day.parse::<Datetime>().is_ok().then_some(day)
}

impl Reader<'_> {
    /// The date or time that is written.
    fn moment(&self, node: Node<'_>) -> Option<Datetime> {
        match node.value {
            DeValue::Datetime(moment) => Some(*moment),
            DeValue::String(text) if self.is_json => text.parse().ok(),
            _ => None,
        }
    }

    fn not_a_date<T>(&mut self, node: Node<'_>, form: &str, takes_time: bool) -> Option<T> {
        const EXPECTED: &str = "a date";
        match node.value {
            DeValue::Datetime(Datetime { date: Some(date), time: Some(_), .. }) if !takes_time => {
                let help = format!("write the day alone: `{date}`");
                return self.mistyped(node, "a day without a time", Some(help), Some(date.to_string()));
            }
            DeValue::Datetime(datetime @ Datetime { date: Some(_), time: Some(_), offset: None }) => {
                let whole = format!("{datetime}Z");
                let message = format!("`{datetime}` does not say in which time zone it is");
                let finding = Finding::new(&WRONG_TYPE, node.span, message).label("expected an offset");
                let help = format!("write it with its offset: `{whole}` for UTC");
                self.report(finding.help(help).suggest(node.span, whole));
                return None;
            }
            DeValue::Integer(_) | DeValue::String(_) => {
                let written = self.sources.get(self.file).slice(node.span);
                let text = written.trim_matches(['"', '\'']).trim().to_owned();
                if let Some(finding) = written_otherwise(node, &text, takes_time) {
                    self.report(finding);
                    return None;
                }
            }
            _ => {}
        }
        let help = format!("write year, month and day, without quotes: {form}");
        self.mistyped(node, EXPECTED, Some(help), None)
    }
}

/// A date in quotes, or in another order.
fn written_otherwise(node: Node<'_>, text: &str, takes_time: bool) -> Option<Finding> {
    let message = format!("{} is {}, but a date is expected", node.subject(), node.type_name());
    let finding = Finding::new(&WRONG_TYPE, node.span, message).label("expected a date");
    if let Ok(Datetime { date: Some(date), time, offset }) = text.parse::<Datetime>() {
        let is_whole = takes_time && time.is_some() && offset.is_some();
        let right = if is_whole { text.to_owned() } else { date.to_string() };
        let finding = finding.help(format!("a date has no quotes: write `{right}`"));
        return Some(finding.fix(node.span, right));
    }
    let day = day(text)?;
    let finding = finding.help(day.help());
    Some(match day {
        Day::Sure(day) => finding.fix(node.span, day),
        Day::Likely(day) => finding.suggest(node.span, day),
        Day::Either(..) => finding,
    })
}

#[cfg(test)]
mod tests {
    use super::{Day, day};

    #[test]
    fn a_day_is_known_in_every_usual_writing() {
        for text in [
            "2025/11/20",
            "2025.11.20",
            "20.11.2025",
            "20/11/2025",
            "11/20/2025",
            "20-11-2025",
            "20251120",
            "20 Nov 2025",
            "20 November 2025",
            "Nov 20, 2025",
            "November 20th, 2025",
            "20-Nov-2025",
            "2025 Nov 20",
        ] {
            assert_eq!(day(text), Some(Day::Sure("2025-11-20".to_owned())), "{text}");
        }
        assert_eq!(day("2025-1-5"), Some(Day::Sure("2025-01-05".to_owned())));
        assert_eq!(day("5.5.2025"), Some(Day::Sure("2025-05-05".to_owned())));
    }

    #[test]
    fn an_order_that_is_not_known_is_not_made_up() {
        let days = ("2025-11-05".to_owned(), "2025-05-11".to_owned());
        assert_eq!(day("05.11.2025"), Some(Day::Likely(days.0.clone())));
        assert_eq!(day("05/11/2025"), Some(Day::Either(days.0, days.1)));
        for text in ["31.13.2025", "2025", "2025-11", "today", "1.2.3", "20.11.25", "2025-02-30", "99999999"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
