//! SD704: by Little's law, the number of requests in flight is throughput × response time. Users who
//! wait for each answer cannot have more requests in flight than there are users.
//!
//! If a fact names several quantities, the most favourable one counts: the shortest time, the lowest
//! rate, the highest number of users.

use crate::check::Subject;
use crate::check::language::mention::mentions;
use crate::check::subject::statement::Statement;
use crate::design::quantity::{Amount, Dimension, Quantity};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Throughput times response time is more than the concurrent users can have in flight.
    pub(crate) RULE = "SD704", "impossible-concurrency", Group::Advice, since "0.1.0", fix none,
        see "https://en.wikipedia.org/wiki/Little%27s_law";
}

const USERS: &str = "performance.concurrent-users";
const RATE: &str = "performance.throughput";
const TIME: &str = "performance.response-time";

/// A request that takes longer is a job, during which its user does something else.
const LONGEST_WAIT: Amount = Amount::from_units(60);

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let [users, rates, times] = [USERS, RATE, TIME].map(|path| subject.statements(path));
    if !users.iter().all(counts_people) || !rates.iter().all(counts_requests) {
        return;
    }
    let highest = read(&users, Dimension::Count).max_by_key(|(_, quantity)| quantity.value);
    let lowest = read(&rates, Dimension::Rate).min_by_key(|(_, quantity)| quantity.value);
    let shortest = read(&times, Dimension::Duration).min_by_key(|(_, quantity)| quantity.value);
    let (Some((users, count)), Some((rates, rate)), Some((times, time))) = (highest, lowest, shortest) else {
        return;
    };
    if time.value >= LONGEST_WAIT {
        return;
    }
    let Some(in_flight) = rate.value.times(time.value).filter(|in_flight| *in_flight > count.value) else {
        return;
    };
    let (rate_text, time_text) = (&rates.text[rate.range.clone()], &times.text[time.range.clone()]);
    let in_flight =
        Amount::from_units(u64::try_from(in_flight.billionths() / 1_000_000_000).unwrap_or(u64::MAX));
    let message = format!(
        "{rate_text} at {time_text} each means {in_flight} requests at a time, but there are only {} concurrent users",
        count.value,
    );
    let finding = Finding::new(&RULE, users.locate(subject, count.range.clone()), message)
        .label("too few users for this throughput")
        .related(rates.locate(subject, rate.range.clone()), "the throughput")
        .related(times.locate(subject, time.range.clone()), "the response time")
        .help("correct one of the three numbers: a user who waits for each answer has one request at a time");
    sink.push(finding);
}

/// The quantities of a dimension in all statements of a fact.
fn read<'s, 'a>(
    statements: &'s [Statement<'a>],
    dimension: Dimension,
) -> impl Iterator<Item = (Statement<'a>, Quantity)> + use<'s, 'a> {
    let quantities = move |statement: &Statement<'a>| {
        let statement = *statement;
        statement.quantities(dimension).into_iter().map(move |quantity| (statement, quantity))
    };
    statements.iter().flat_map(quantities)
}

/// Whether each number counts all the people: a program can have many requests at a time, and a number
/// per region or tenant is not the total.
fn counts_people(statement: &Statement<'_>) -> bool {
    let shared = mentions(statement.text, &["per ", "each", "pro ", "je ", "par ", "every", "×", "x "]);
    !shared
        && statement.quantities(Dimension::Count).iter().all(|count| {
            let rest = statement.text[count.range.end..].trim_start();
            let noun = rest
                .split(|c: char| !c.is_alphabetic() && c != '-')
                .next()
                .unwrap_or_default()
                .to_lowercase();
            noun.is_empty() || PEOPLE.contains(&noun.as_str())
        })
}

const PEOPLE: [&str; 26] = [
    "user",
    "users",
    "concurrent",
    "simultaneous",
    "active",
    "parallel",
    "people",
    "visitors",
    "customers",
    "shoppers",
    "players",
    "readers",
    "authors",
    "editors",
    "students",
    "patients",
    "employees",
    "viewers",
    "at",
    "peak",
    "in",
    "during",
    "nutzer",
    "benutzer",
    "utilisateurs",
    "usuarios",
];

/// Whether each rate counts requests, or has no noun. Users do not send messages, rows or megabytes one
/// at a time.
fn counts_requests(statement: &Statement<'_>) -> bool {
    statement.quantities(Dimension::Rate).iter().all(|rate| {
        let unit = statement.text[rate.range.clone()].to_lowercase();
        let words = unit.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
        let mut nouns = words.filter(|word| !BETWEEN.contains(word));
        nouns.all(|noun| REQUESTS.contains(&noun))
    })
}

const BETWEEN: [&str; 12] =
    ["per", "second", "sec", "minute", "min", "hour", "http", "api", "to", "and", "about", "pro"];

const REQUESTS: [&str; 16] = [
    "req",
    "reqs",
    "request",
    "requests",
    "rps",
    "rpm",
    "rph",
    "qps",
    "query",
    "queries",
    "call",
    "calls",
    "tps",
    "transactions",
    "searches",
    "anfragen",
];
