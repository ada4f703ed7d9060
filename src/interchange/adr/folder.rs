//! A folder of records: a decision a file, with the places of what is compared.

use super::lines::Lines;
use super::names::{id_of, is_record_file};
use super::{Reading, Record, document, is_key, record, status};
use crate::design::DecisionStatus;
use crate::interchange::files::Files;
use crate::interchange::partial::{Decision, Partial, Unread};
use crate::markdown::labels::normal;
use crate::markdown::named::unnumbered;
use crate::markdown::outline::Heading;
use crate::markdown::plain_words;
use crate::markdown::tree::{Node, Tree};
use crate::source::{FileId, Span, Spanned};
use crate::template::{Template, Vocabulary};

/// Reads the files of a folder, in their order. The words of parts are those of a template.
pub fn read(files: &Files<'_>, of: &[FileId], template: &Template) -> Partial {
    let words = Vocabulary::new(template, None);
    let mut partial = Partial { files: of.to_vec(), ..Partial::default() };
    for &file in of {
        let path = files.path(file).to_owned();
        let stem = path.rsplit('/').next().unwrap_or_default().rsplit_once('.').map_or("", |(stem, _)| stem);
        if !is_record_file(stem) {
            partial.leave("README, index and template files");
            continue;
        }
        let text = files.text(file);
        match decision(&text, file, stem, &words) {
            Ok(decision) => partial.decisions.push(decision),
            Err((span, why)) => {
                let names = vec![id_of(stem)];
                partial.unread.push(Unread { span, what: path, why, may_hold: true, names });
            }
        }
    }
    partial
}

fn decision(text: &str, file: FileId, stem: &str, words: &Vocabulary) -> Result<Decision, (Span, String)> {
    let lines = Lines { text, file, words };
    let tree = Tree::new(text, |heading| words.heading(heading).is_some_and(|named| named.whole));
    let front = |key: &str| tree.front.iter().find(|entry| entry.key.eq_ignore_ascii_case(key));
    let node = whole(&tree, front("title").map(|entry| (entry.value.as_str(), entry.line)));
    let Some(node) = node.filter(|node| !node.heading.words.trim().is_empty()) else {
        return Err((Span::new(file, 0..0), "it has no title".to_owned()));
    };
    let mut nothing = |_: &[_], _: &[_]| String::new();
    let mut reading = Reading { words, text: &mut nothing };
    let said = record(&node, true, &tree.front, &mut reading);
    if said.status.trim().is_empty() && document(words, &tree, stem).is_none() && !has_part(&node, words) {
        let why = "it has neither a status nor a part of a decision".to_owned();
        return Err((lines.line(node.heading.line), why));
    }
    let title = plain_words(&said.title).trim().to_owned();
    let title = Spanned::new(title, lines.line(node.heading.line));
    let place = front("status").map(|entry| lines.line(entry.line)).or_else(|| lines.labelled("status"));
    let place = place.filter(|_| !said.status.trim().is_empty()).unwrap_or(title.span);
    let (status, superseded_by) = match status_of(&said.status) {
        Some(status) => status,
        None if said.status.trim().is_empty() => (DecisionStatus::Proposed, None),
        None => {
            let line = said.status.trim().lines().next().unwrap_or_default().to_owned();
            return Err((place, format!("`{line}` is not a status")));
        }
    };
    let superseded_by = superseded_by.or_else(|| successor(&said.superseded));
    let date = date(&said.date).map(|date| {
        let place = front("date").map(|entry| lines.line(entry.line)).or_else(|| lines.labelled("date"));
        Spanned::new(date, place.unwrap_or(title.span))
    });
    let chosen = chosen(&said).map(|chosen| {
        let place = lines.saying("chosen option").or_else(|| lines.labelled("outcome"));
        Spanned::new(chosen, place.unwrap_or(title.span))
    });
    let options = said.options.iter().map(|option| {
        let place = lines.below("options", &option.title).unwrap_or(title.span);
        Spanned::new(option.title.clone(), place)
    });
    Ok(Decision {
        id: id_of(stem),
        status: Spanned::new(status, place),
        has_status: !said.status.trim().is_empty(),
        date,
        options: options.collect(),
        chosen,
        superseded_by: superseded_by.map(|id| Spanned::new(id, place)),
        span: Span::new(file, 0..text.len()),
        text: None,
        title,
    })
}

/// The document as one heading with everything below it.
fn whole(tree: &Tree, front: Option<(&str, usize)>) -> Option<Node> {
    let titled =
        |words: &str, line| Heading { level: 1, words: words.to_owned(), source: words.to_owned(), line };
    if let Some(heading) = tree.title.clone().or_else(|| front.map(|(words, line)| titled(words, line))) {
        return Some(Node { heading, blocks: tree.preamble.clone(), below: tree.sections.clone() });
    }
    // A title without anything below it, or a document whose only heading it is.
    let mut sections = tree.sections.iter();
    let first = sections.next()?.clone();
    let mut node = Node { blocks: [tree.preamble.clone(), first.blocks].concat(), ..first };
    node.below.extend(sections.cloned());
    Some(node)
}

/// Whether a heading below the title names a part of a decision.
fn has_part(node: &Node, words: &Vocabulary) -> bool {
    node.below.iter().any(|child| is_key(words, unnumbered(&child.heading.words)) || has_part(child, words))
}

/// The option that was chosen: as the record says in so many words, else the one that it names.
fn chosen(said: &Record) -> Option<String> {
    let written = said.rationale.iter().find_map(|text| {
        let plain = plain_words(text).into_owned();
        let at = plain.to_lowercase().find("chosen option")?;
        let rest = plain.get(at + "chosen option".len()..)?;
        Some(rest.trim_start_matches(['s', ':', ' ', '*']).trim_start_matches("is ").trim().to_owned())
    });
    let Some(rest) = written else { return said.chosen.clone() };
    // A title may have quotes in it.
    let words = format!("{} ", normal(&rest));
    let titles = said.options.iter().map(|option| &option.title);
    let begun = titles.clone().filter(|title| words.starts_with(&format!("{} ", normal(title))));
    if let Some(title) = begun.max_by_key(|title| title.len()) {
        return Some(title.clone());
    }
    let quoted = match rest.chars().next()? {
        quote @ ('"' | '“' | '„' | '\'' | '`') => {
            rest[quote.len_utf8()..].split(['"', '”', '“', '\'', '`']).next()?
        }
        _ => rest.split(", because").next()?.split(". ").next()?.lines().next()?.trim_end_matches('.'),
    };
    let quoted = quoted.trim();
    let known = normal(quoted);
    let mut longer = titles.filter(|title| normal(title).starts_with(&format!("{known} ")));
    let only = longer.next().filter(|_| longer.next().is_none() && !known.is_empty());
    (!quoted.is_empty()).then(|| only.map_or_else(|| quoted.to_owned(), String::clone))
}

/// The status that a text says, and the decision that replaces this one.
fn status_of(text: &str) -> Option<(DecisionStatus, Option<String>)> {
    let clean = |line: &str| {
        let line = line.split(" #").next().unwrap_or_default();
        let line = line.trim_matches(|c: char| !c.is_alphanumeric() && !"([".contains(c));
        line.to_owned()
    };
    let found: Vec<(DecisionStatus, String)> = text
        .lines()
        .filter_map(|line| {
            let line = clean(line);
            Some((meant(&line)?, line))
        })
        .collect();
    // Of several lines one that says that another decision holds counts.
    let replaced = found.iter().find(|(status, _)| *status == DecisionStatus::Superseded);
    let (status, line) = replaced.or(found.first())?;
    let by = line.split_once(" by ").map_or("", |(_, by)| by);
    Some((*status, successor(by).filter(|_| *status == DecisionStatus::Superseded)))
}

/// The status that a line begins with, as records write it.
fn meant(line: &str) -> Option<DecisionStatus> {
    if let Some(status) = status(line).and_then(|(word, _)| DecisionStatus::parse(word)) {
        return Some(status);
    }
    let lower = line.to_lowercase();
    if ["on hold", "in review", "under review", "in progress", "postponed"]
        .iter()
        .any(|word| lower.starts_with(word))
    {
        return Some(DecisionStatus::Proposed);
    }
    let word = lower.split(|c: char| !c.is_alphabetic()).next()?;
    // adr-tools spells it like this.
    let word = word.replace("superced", "supersed");
    let all = DecisionStatus::WORDS.iter().filter_map(|known| DecisionStatus::parse(known));
    let mut all = all.filter(|status| status.word() == word || status.synonyms().contains(&word.as_str()));
    all.next()
}

/// The id of the decision that a text names: by a link, or by a number.
fn successor(text: &str) -> Option<String> {
    if let Some((_, rest)) = text.split_once("](") {
        let path = rest.split([')', '#', ' ']).next()?;
        let stem = path.rsplit('/').next()?.trim_end_matches(".md");
        return (!stem.is_empty()).then(|| id_of(stem));
    }
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits: String = text[start..].chars().take_while(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().ok().filter(|_| digits.len() <= 5)?;
    Some(format!("ADR-{number}"))
}

/// The day at the beginning of a text.
fn date(text: &str) -> Option<String> {
    let day = text.trim().trim_matches(['"', '\'', '*', '_']).get(..10)?;
    let is_day =
        day.char_indices().all(|(at, c)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() });
    is_day.then(|| day.to_owned())
}
