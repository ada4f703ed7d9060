//! What the headings, labels and columns of a document mean, by the words of its template and by
//! synonyms.

use std::collections::{HashMap, HashSet};

use super::synonyms::{Synonym, Synonyms};
use super::{BlockKind, Template};
use crate::markdown::labels::normal;

/// Words around the name of a part that say nothing more.
const GENERIC: [&str; 38] = [
    "the",
    "our",
    "a",
    "an",
    "of",
    "and",
    "system",
    "key",
    "main",
    "core",
    "overall",
    "general",
    "technical",
    "proposed",
    "overview",
    "summary",
    "details",
    "detail",
    "detailed",
    "design",
    "section",
    "description",
    "strategy",
    "plan",
    "considerations",
    "specification",
    "specifications",
    "list",
    "view",
    "approach",
    "diagram",
    "high",
    "low",
    "level",
    "application",
    "analysis",
    "model",
    "assessment",
];

/// The words by which parts of documents are known.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    headings: HashMap<String, String>,
    facts: HashMap<String, Vec<(String, String)>>,
    columns: HashMap<String, Vec<String>>,
    kinds: Vec<(String, String)>,
    labels: HashSet<String>,
    /// The words of the template's headings and of the keys of its sections.
    template: HashSet<String>,
}

/// What a heading names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) topic: String,
    /// Whether the heading says nothing else.
    pub(crate) whole: bool,
}

impl Vocabulary {
    /// The words of the template and of the program, and a team's own, which come first.
    pub(crate) fn new(template: &Template, own: Option<&Synonyms>) -> Self {
        let data = Synonyms::embedded();
        let none = Synonyms::default();
        let own = own.unwrap_or(&none);
        let mut known = Self::default();
        for Synonym { key, word, .. } in own.headings.iter().chain(&data.headings) {
            known.headings.entry(normal(word)).or_insert_with(|| topic_of(key).to_owned());
        }
        for Synonym { key, word, .. } in &own.facts {
            known.fact(word, key);
        }
        for (_, block) in template.blocks() {
            if let BlockKind::Facts { from, fields } = &block.kind {
                for field in fields {
                    known.fact(&field.label, &format!("{from}.{}", field.key));
                }
            }
        }
        for Synonym { key, word, .. } in &data.facts {
            known.fact(word, key);
        }
        for Synonym { key, word, .. } in own.columns.iter().chain(&data.columns) {
            let keys = known.columns.entry(normal(word)).or_default();
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        let kinds = own.kinds.iter().chain(&data.kinds);
        known.kinds = kinds.map(|Synonym { key, word, .. }| (word.to_lowercase(), key.clone())).collect();
        for section in &template.sections {
            let blocks = section.blocks.iter().filter_map(|block| block.heading.as_ref());
            for heading in blocks.chain([&section.heading, &section.key]) {
                known.template.extend(normal(heading).split(' ').map(str::to_owned));
            }
        }
        known.labels = template.labels.labels.values().map(|label| normal(label)).collect();
        known
    }

    fn fact(&mut self, label: &str, path: &str) {
        let Some((from, key)) = path.rsplit_once('.') else { return };
        let entry = (from.to_owned(), key.to_owned());
        let known = self.facts.entry(normal(label)).or_default();
        if !known.contains(&entry) {
            known.push(entry);
        }
    }

    /// What a heading names, if it is one of the words, or begins with one.
    pub(crate) fn heading(&self, heading: &str) -> Option<Named> {
        let whole = |topic: &String| Named { topic: topic.clone(), whole: true };
        if let Some(topic) = self.exactly(heading) {
            return Some(whole(topic));
        }
        let bare = without_parentheses(heading);
        if bare != heading {
            let inner = heading.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
            if let Some(topic) = self.exactly(&bare) {
                return Some(Named { topic: topic.clone(), whole: self.exactly(inner).is_some() });
            }
        }
        let normal_words = normal(heading);
        let pieces: Vec<&str> = normal_words.split(" and ").flat_map(|piece| piece.split(" und ")).collect();
        let known: Vec<Option<&String>> = pieces.iter().map(|piece| self.exactly(piece)).collect();
        if pieces.len() > 1
            && let Some(Some(first)) = known.iter().find(|topic| topic.is_some())
        {
            let first_known = known.first().is_some_and(Option::is_some);
            let all = known.iter().all(Option::is_some);
            return (all || first_known).then(|| Named { topic: (*first).clone(), whole: all });
        }
        for mark in [" of ", " for ", ": ", " – ", " — ", " - ", " in ", " für ", " der ", " des "] {
            if let Some((start, _)) = heading.split_once(mark)
                && let Some(topic) = self.exactly(start)
            {
                return Some(Named { topic: topic.clone(), whole: false });
            }
        }
        None
    }

    fn exactly(&self, heading: &str) -> Option<&String> {
        // `Users++` is a number of users.
        if heading.trim_end().ends_with('+') {
            return None;
        }
        let words = normal(heading);
        if let Some(topic) = self.headings.get(&words) {
            return Some(topic);
        }
        let mut words: Vec<&str> = words.split(' ').collect();
        while words.len() > 1 && words.first().is_some_and(|word| GENERIC.contains(word)) {
            words.remove(0);
            if let Some(topic) = self.headings.get(&words.join(" ")) {
                return Some(topic);
            }
        }
        while words.len() > 1 && words.last().is_some_and(|word| GENERIC.contains(word)) {
            words.pop();
            if let Some(topic) = self.headings.get(&words.join(" ")) {
                return Some(topic);
            }
        }
        None
    }

    /// The fact that a label names, in one of these tables.
    pub(crate) fn fact_named(&self, label: &str, tables: &[&str]) -> Option<(String, String)> {
        let known = self.facts.get(&normal(label))?;
        known.iter().find(|(from, _)| tables.contains(&from.as_str())).cloned()
    }

    /// Whether the words name a fact of any table.
    pub(crate) fn is_fact(&self, label: &str) -> bool {
        self.facts.contains_key(&normal(label))
    }

    /// Whether the head of a column, or a label, has one of these meanings.
    pub(crate) fn means(&self, head: &str, key: &str) -> bool {
        let words = normal(head);
        let known = |words: &str| self.columns.get(words).is_some_and(|keys| keys.iter().any(|k| k == key));
        known(&words) || (head.contains('(') && known(&normal(&without_parentheses(head))))
    }

    /// Whether the head of a column says nothing but what a key stands for.
    pub(crate) fn is_head(&self, head: &str) -> bool {
        self.columns.contains_key(&normal(head))
            || self.columns.contains_key(&normal(&without_parentheses(head)))
            || self.is_generic(head)
    }

    /// The first column with a meaning.
    pub(crate) fn column(&self, heads: &[String], key: &str) -> Option<usize> {
        heads.iter().position(|head| self.means(head, key))
    }

    /// The kind that a name or a text leaves no doubt about.
    pub(crate) fn kind(&self, text: &str) -> Option<&str> {
        let text =
            format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '-', " "));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = format!(" {text} ");
        // The last word says what it is: “queue worker” is a worker.
        let found = self.kinds.iter().filter_map(|(word, kind)| {
            let plural = format!(" {word}s ");
            // German joins words: a Kassendienst is a service.
            let compound = format!("{word} ");
            let german =
                ["dienst", "datenbank", "warteschlange", "bibliothek", "webseite"].contains(&word.as_str());
            let joined = || text.rfind(&compound).filter(|_| german);
            let at = text.rfind(&format!(" {word} ")).or_else(|| text.rfind(&plural)).or_else(joined)?;
            Some((at + word.len(), word.len(), kind))
        });
        found.max_by_key(|(end, length, _)| (*end, *length)).map(|(.., kind)| kind.as_str())
    }

    /// Whether a heading has only words of the template's headings.
    pub(crate) fn is_templates(&self, heading: &str) -> bool {
        normal(heading).split(' ').all(|word| self.template.contains(word) || GENERIC.contains(&word))
    }

    /// Whether words are those of parts and labels rather than a name.
    pub(crate) fn is_generic(&self, words: &str) -> bool {
        let plain = normal(words);
        self.headings.contains_key(&plain)
            || self.is_fact(words)
            || plain.split(' ').all(|word| GENERIC.contains(&word))
            || self.labels.contains(&plain)
    }
}

/// The topic of a section's key.
fn topic_of(key: &str) -> &str {
    match key {
        "high-level" | "low-level" => "architecture",
        key => key,
    }
}

pub(crate) fn without_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
