//! SD104: the same sentence in two facts.

use std::collections::HashMap;

use crate::check::Subject;
use crate::design::Text;
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::markdown::prose::{CODE, Prose, words};
use crate::source::Span;

rule! {
    /// Two facts contain the same long sentence.
    pub(crate) RULE = "SD104", "repeated-text", Group::Advice, since "0.1.0", fix none;
}

/// Sentences with fewer characters may be repeated.
const LONG: usize = 40;

/// Where a sentence occurs first.
struct First {
    fact: String,
    span: Span,
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let mut seen: HashMap<String, First> = HashMap::new();
    for (path, fact) in subject.design.facts.iter() {
        // A copied fact is one mistake, however many sentences it has.
        let mut reported = false;
        for text in fact.texts() {
            if text.value.len() >= LONG {
                reported |= look(subject, &path, text, reported, &mut seen, sink);
            }
        }
    }
}

fn look(
    subject: &Subject<'_>,
    path: &str,
    text: &Text,
    reported: bool,
    seen: &mut HashMap<String, First>,
    sink: &mut Sink,
) -> bool {
    let prose = Prose::of(&text.value);
    let mut found = false;
    for range in prose.sentences() {
        let sentence = &prose.plain()[range.clone()];
        if sentence.chars().filter(|c| *c != CODE).count() < LONG || is_cross_reference(sentence) {
            continue;
        }
        let range = prose.locate(range);
        // Sentences that differ in their code are not the same.
        let in_code = sentence.contains(CODE);
        let key = key(if in_code { text.value.get(range.clone()).unwrap_or_default() } else { sentence });
        match seen.get(&key) {
            Some(first) if first.fact != path => {
                if !reported && !found {
                    sink.push(finding(subject, text, range, path, first));
                }
                found = true;
            }
            Some(_) => {}
            None => {
                let span = text.locate(subject.sources, range);
                seen.insert(key, First { fact: path.to_owned(), span });
            }
        }
    }
    found
}

/// Whether a sentence only refers to another place, which may be repeated.
fn is_cross_reference(sentence: &str) -> bool {
    const VERBS: [&str; 6] = ["see", "cf", "siehe", "vgl", "voir", "véase"];
    words(sentence).next().is_some_and(|(_, first)| VERBS.contains(&first.to_lowercase().as_str()))
}

fn key(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', '。', '!']).to_lowercase()
}

fn finding(
    subject: &Subject<'_>,
    text: &Text,
    range: std::ops::Range<usize>,
    path: &str,
    first: &First,
) -> Finding {
    let message = format!("`{path}` repeats a sentence of `{}`", first.fact);
    subject
        .in_text(&RULE, text, range, message)
        .label("repeated here")
        .related(first.span, "first written here")
        .help(format!("write only what belongs to `{path}` here"))
}
