//! Links from one part of a document to another: to what became an entity they become its id in brackets,
//! which is a link on every page of the design; others become their words. Tables of contents go.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::markdown::labels::normal;
use crate::markdown::{options, plain_words, slugs};

/// An entity of the design, and the line of the document that declares it.
#[derive(Clone, Debug)]
pub(super) struct Declared<'d> {
    pub(super) line: usize,
    pub(super) table: &'d str,
    pub(super) id: &'d str,
}

/// A document whose links between its parts say what the parts became.
#[derive(Debug, Default)]
pub(super) struct Linked {
    /// The text, line by line that of the document.
    pub(super) text: String,
    /// The lines of links that are words now, with the words.
    pub(super) unlinked: Vec<(usize, String)>,
}

/// The tables whose ids a text may name in brackets, in the order in which an id is looked for.
const NAMED: [&str; 7] =
    ["requirements", "decisions", "tests", "flows", "people", "integrations", "components"];

/// Whether the document links to one of its parts.
pub(super) fn has_own(text: &str) -> bool {
    text.contains("](#")
}

/// The text of a document without its tables of contents; nothing else moves.
pub(super) fn without_contents(text: &str) -> String {
    let mut kept = text.to_owned();
    for range in contents(text).into_iter().rev() {
        let blank: String =
            text.get(range.clone()).unwrap_or_default().chars().filter(|c| *c == '\n').collect();
        kept.replace_range(range, &blank);
    }
    kept
}

/// Replaces the links.
pub(super) fn linked(text: &str, declared: Vec<Declared<'_>>) -> Linked {
    let mut linked = Linked { text: text.to_owned(), unlinked: Vec::new() };
    let places = places(text, declared);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
        let Some(fragment) = dest_url.strip_prefix('#') else { continue };
        let written = text.get(range.clone()).unwrap_or_default();
        let Some((words, _)) = written.strip_prefix('[').and_then(|inner| inner.rsplit_once("](")) else {
            continue;
        };
        let said = plain_words(words);
        if let Some(id) = places.get(&fragment.to_lowercase()) {
            let same = normal(&said) == normal(id);
            edits.push((range, if same { format!("[{id}]") } else { format!("{words} ([{id}])") }));
        } else {
            let line = text.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
            linked.unlinked.push((line, said.trim().to_owned()));
            edits.push((range, words.to_owned()));
        }
    }
    for (range, words) in edits.into_iter().rev() {
        linked.text.replace_range(range, &words);
    }
    linked
}

/// The ids of entities by the fragments that lead to them: those of the headings that declare them, and
/// their own.
fn places(text: &str, declared: Vec<Declared<'_>>) -> HashMap<String, String> {
    let rank = |declared: &Declared<'_>| NAMED.iter().position(|table| *table == declared.table);
    let mut named: Vec<(usize, Declared<'_>)> =
        declared.into_iter().filter_map(|declared| Some((rank(&declared)?, declared))).collect();
    named.sort_by_key(|(rank, declared)| (*rank, declared.line, declared.id));
    let mut lines: HashMap<usize, &str> = HashMap::new();
    let mut places: HashMap<String, String> = HashMap::new();
    for (_, declared) in named {
        lines.entry(declared.line).or_insert(declared.id);
        places.entry(declared.id.to_lowercase()).or_insert_with(|| declared.id.to_owned());
    }
    let mut doubles: HashMap<String, usize> = HashMap::new();
    for (line, id, words) in headings(text) {
        let made = slugs(&words).into_iter().map(|slug| {
            let count = doubles.entry(slug.clone()).or_default();
            *count += 1;
            if *count == 1 { slug } else { format!("{slug}-{}", *count - 1) }
        });
        for fragment in id.into_iter().chain(made) {
            match lines.get(&line) {
                Some(id) => _ = places.insert(fragment.to_lowercase(), (*id).to_owned()),
                // The link leads to a heading of this name that did not become an entity.
                None => _ = places.remove(&fragment.to_lowercase()),
            }
        }
    }
    places
}

/// The headings: their lines, their own ids and their words.
fn headings(text: &str) -> Vec<(usize, Option<String>, String)> {
    let mut found: Vec<(usize, Option<String>, String)> = Vec::new();
    let (mut line, mut before, mut inside) = (1, 0, false);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                line += text.get(before..range.start).unwrap_or_default().matches('\n').count();
                before = range.start;
                inside = true;
                found.push((line, id.map(|id| id.to_string()), String::new()));
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(words) | Event::Code(words) if inside => {
                if let Some((_, _, text)) = found.last_mut() {
                    text.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// The lists in which every item is a link to a part of the document and says the words of its heading,
/// with the headings that have nothing else below them.
fn contents(text: &str) -> Vec<Range<usize>> {
    /// How many links a list of contents has at least.
    const LEAST: usize = 2;
    let known: HashSet<String> = headings(text).into_iter().map(|(.., words)| normal(&words)).collect();
    let mut words = String::new();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut heading: Option<Range<usize>> = None;
    let mut with_heading = false;
    let (mut depth, mut links, mut other) = (0_usize, 0_usize, false);
    let mut in_link = 0_usize;
    let mut in_heading = false;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if depth == 0 && with_heading {
            // What follows decides whether the heading was for the contents alone.
            if matches!(event, Event::Start(Tag::Heading { .. }))
                && let (Some(above), Some(last)) = (heading.take(), found.last_mut())
            {
                last.start = above.start;
            }
            with_heading = false;
        }
        match event {
            Event::Start(Tag::List(_)) => {
                if depth == 0 {
                    (links, other) = (0, false);
                }
                depth += 1;
            }
            Event::End(TagEnd::List(_)) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !other && links >= LEAST {
                    with_heading = heading.is_some();
                    found.push(range);
                } else if depth == 0 {
                    heading = None;
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) if depth > 0 && dest_url.starts_with('#') => {
                in_link += 1;
                links += 1;
                words.clear();
            }
            Event::End(TagEnd::Link) => {
                in_link = in_link.saturating_sub(1);
                other |= !known.contains(&normal(&words));
            }
            Event::Start(Tag::Heading { .. }) => {
                heading = (depth == 0).then_some(range);
                in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::Item | Tag::Paragraph) if depth > 0 => {}
            Event::End(_) | Event::SoftBreak | Event::HardBreak => {}
            Event::Text(ref said) | Event::Code(ref said) if in_link > 0 => words.push_str(said),
            Event::Text(ref said) if said.trim().is_empty() => {}
            Event::Start(Tag::Emphasis | Tag::Strong) if in_link > 0 => {}
            _ if depth > 0 => other = true,
            _ if in_heading => {}
            _ => heading = None,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Declared, linked, without_contents};

    fn declared<'d>(line: usize, table: &'d str, id: &'d str) -> Declared<'d> {
        Declared { line, table, id }
    }

    #[track_caller]
    fn check(text: &str, entities: &[Declared<'_>], expected: &str, unlinked: &[&str]) {
        let found = linked(text, entities.to_vec());
        assert_eq!(found.text, expected);
        assert_eq!(found.unlinked.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(), unlinked);
    }

    #[test]
    fn a_link_to_an_entity_is_its_id_in_brackets() {
        let store = [declared(3, "components", "loan-store")];
        check(
            "See [it](#loan-store).\n\n# Loan Store\n",
            &store,
            "See it ([loan-store]).\n\n# Loan Store\n",
            &[],
        );
        check(
            "See [it](#own).\n\n# Loans {#own}\n",
            &store,
            "See it ([loan-store]).\n\n# Loans {#own}\n",
            &[],
        );
        let rule = [declared(3, "requirements", "FR-1")];
        check("By [FR-1](#fr-1).\n\n- FR-1: Works\n", &rule, "By [FR-1].\n\n- FR-1: Works\n", &[]);
        let both = [declared(3, "components", "a"), declared(5, "components", "a-2")];
        check("[x](#a-1)\n\n# A\n\n# A\n", &both, "x ([a-2])\n\n# A\n\n# A\n", &[]);
    }

    #[test]
    fn a_link_to_other_text_is_its_words() {
        check("See [**it** all](#rest).\n\n# Rest\n", &[], "See **it** all.\n\n# Rest\n", &["it all"]);
        let contract = [declared(3, "api", "get-all")];
        check("[all](#get-all)\n\n# Get all\n", &contract, "all\n\n# Get all\n", &["all"]);
    }

    #[test]
    fn other_links_and_code_stay() {
        let text = "[a](b.md#c) `[d](#e)` <https://f.example/#g>\n\n```\n[h](#i)\n```\n";
        check(text, &[], text, &[]);
    }

    #[test]
    fn a_table_of_contents_goes_with_its_heading() {
        let list = "- [A](#a)\n  - [A b](#a-b)\n- [C `d`](#c)\n";
        let all = "\n## A\n\n## A b\n\n## C `d`\n";
        let text = format!("# T\n\n## Contents\n\n{list}{all}");
        assert_eq!(without_contents(&text), format!("# T\n\n\n\n\n\n\n{all}"));
        let text = format!("# T\n\n{list}\nText\n{all}");
        assert_eq!(without_contents(&text), format!("# T\n\n\n\n\n\nText\n{all}"));
    }

    #[test]
    fn a_list_that_says_more_stays() {
        for text in [
            "- [A](#a): first\n- [B](#b)\n",
            "- [A](#a)\n",
            "- [A](a.md)\n- [B](b.md)\n",
            "- [A](#a)\n- B\n",
            "- [A](#a)\n- [B](#b)\n\n## A\n",
        ] {
            assert_eq!(without_contents(text), text);
        }
    }
}
