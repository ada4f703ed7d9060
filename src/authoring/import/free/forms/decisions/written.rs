//! Writes what a document says of a decision as a table of the design.

use super::super::super::super::head::date;
use super::super::super::reader::Reader;
use super::super::item_list;
use crate::authoring::literal;
use crate::interchange::adr::{Choice, Record, number, status};
use crate::markdown::labels::normal;
use crate::markdown::named::{joined, says};
use crate::markdown::outline::{Block, MarkdownKind};
use crate::markdown::plain_words;

pub(in super::super::super) fn declare(
    reader: &mut Reader<'_, '_>,
    mut written: Record,
    line: usize,
    what: &str,
) {
    let number = written.number.clone().and_then(|number| number.parse::<u64>().ok());
    let width = written.number.as_ref().map_or(1, String::len);
    let mut next = number.unwrap_or_else(|| u64::try_from(reader.draft.count("decisions") + 1).unwrap_or(1));
    let mut id = format!("ADR-{next:0width$}");
    while reader.draft.has_table(&["decisions", &id]) {
        next += 1;
        id = format!("ADR-{next}");
    }
    if number.is_none() {
        reader.draft.counted("decisions", &id);
    }
    let path = ["decisions", id.as_str()];
    let title = plain_words(&written.title).trim().to_owned();
    reader.draft.set(&path, "title", literal::string(if title.is_empty() { &id } else { &title }));
    reader.mark(&path, line, format!("“{title}” is a decision: it is {what}"));
    if says(&written.status) {
        match status(&written.status) {
            Some((word, rest)) => {
                reader.draft.set(&path, "status", literal::string(word));
                if word == "superseded" && says(&rest) {
                    written.superseded = rest;
                } else if says(&rest) {
                    written.context.insert(0, format!("Status: {}", written.status));
                }
            }
            None => written.context.insert(0, format!("Status: {}", written.status)),
        }
    }
    if says(&written.date) {
        match date(&plain_words(&written.date)) {
            Some(date) => reader.draft.set(&path, "date", date),
            None => written.context.insert(0, format!("Date: {}", written.date)),
        }
    }
    if says(&written.makers) {
        let names = plain_words(&written.makers).into_owned();
        let names = names
            .split([',', ';'])
            .flat_map(|part| part.split(" and "))
            .map(str::trim)
            .filter(|name| says(name));
        let names: Vec<&str> = names.collect();
        reader.draft.set(&path, "decision-makers", literal::list(names));
    }
    reader.draft.set_text(&path, "context", &written.context.join("\n\n"));
    if let [Block { kind: MarkdownKind::List(items), .. }] = written.drivers.as_slice() {
        reader.draft.set(&path, "drivers", item_list(items));
    } else if !written.drivers.is_empty() {
        let text = written.drivers.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
        reader.draft.set(&path, "drivers", literal::list([text.as_str()]));
    }
    let mut chosen = None;
    for Choice { title, summary, pros, cons } in &written.options {
        let root = ["decisions", id.as_str(), "options"];
        let option = reader.draft.id(&root, title, "option");
        let option_path = ["decisions", id.as_str(), "options", option.as_str()];
        reader.draft.set(&option_path, "title", literal::string(title));
        reader.draft.set_text(&option_path, "summary", summary);
        for (key, texts) in [("pros", pros), ("cons", cons)] {
            if !texts.is_empty() {
                reader.draft.set(&option_path, key, literal::list(texts.iter().map(String::as_str)));
            }
        }
        if written.chosen.as_ref().is_some_and(|chosen| normal(chosen) == normal(title)) {
            chosen = Some(option);
        }
    }
    if let Some(chosen) = chosen {
        reader.draft.set(&path, "chosen", literal::string(&chosen));
    }
    reader.draft.set_text(&path, "rationale", &written.rationale.join("\n\n"));
    for text in &written.more {
        reader.draft.add(&path, "rationale", text, true);
    }
    let consequences = ["decisions", id.as_str(), "consequences"];
    for (key, texts) in [("good", &written.good), ("bad", &written.bad)] {
        if !texts.is_empty() {
            reader.draft.set(&consequences, key, literal::list(texts.iter().map(String::as_str)));
        }
    }
    if says(&written.superseded) {
        reader.state.superseded.push((id, written.superseded));
    }
}

/// Resolves which decision takes the place of which; what cannot be found stays as text.
pub(in super::super) fn finish(reader: &mut Reader<'_, '_>) {
    for (id, words) in std::mem::take(&mut reader.state.superseded) {
        let plain = plain_words(&words).into_owned();
        let digits = || plain.trim().parse().ok();
        let numbered = number(plain.trim()).map_or_else(digits, |(number, _)| number.parse().ok());
        let known = |is_it: &dyn Fn(&str, &str) -> bool| {
            let own = reader.draft.ids("decisions").into_iter().map(|known| {
                let title = reader.draft.string(&["decisions", &known], "title");
                (known, title.unwrap_or_default())
            });
            let mut all = own.chain(reader.state.decisions.iter().cloned());
            all.find(|(id, title)| is_it(id, title)).map(|(id, _)| id)
        };
        let number_of = |id: &str| id.rsplit('-').next().and_then(|number| number.parse::<u64>().ok());
        let found = numbered.and_then(|number: u64| known(&|id, _| number_of(id) == Some(number)));
        let titled = || known(&|_, title| normal(title) == normal(&plain));
        let path = ["decisions", id.as_str()];
        match found.or_else(titled).filter(|found| *found != id) {
            Some(found) => reader.draft.set(&path, "superseded-by", literal::string(&found)),
            None => {
                let context = reader.draft.string(&path, "context").unwrap_or_default();
                let text = joined(&format!("Superseded by {words}"), &context);
                reader.draft.replace(&path, "context", literal::text(&text));
            }
        }
    }
}
