//! The other preprocessors of a book that matter for designs: those that have to run after this
//! one, and those that draw Mermaid.

use std::path::Path;

use serde_json::{Map, Value};

use super::settings::{OURS, PREPROCESSORS, Settings};

/// Preprocessors that transform something in the text of designs. They have to run after this one,
/// but by their names they would run before it.
const AFTER_US: [Known; 9] = [
    Known { name: "admonish", turns: "the admonitions", fences: &[] },
    Known { name: "alerts", turns: "the alerts", fences: &[] },
    Known { name: "d2", turns: "the D2 diagrams", fences: &["d2"] },
    Known { name: "emojicodes", turns: "the emoji codes", fences: &[] },
    Known { name: "graphviz", turns: "the Graphviz diagrams", fences: &["dot", "graphviz"] },
    Known { name: "katex", turns: "the formulas", fences: &[] },
    Known { name: "kroki", turns: "the Kroki diagrams", fences: &["kroki"] },
    Known { name: "mermaid", turns: "the diagrams", fences: &[] },
    Known { name: "plantuml", turns: "the PlantUML diagrams", fences: &["plantuml", "puml"] },
];

/// A preprocessor that many books have.
struct Known {
    name: &'static str,
    /// The plural name of what would stay text.
    turns: &'static str,
    /// The languages of the code blocks that it draws. Without such a block in a design its order does not
    /// matter; it always does if there are none.
    fences: &'static [&'static str],
}

/// A preprocessor of the book that has to run after this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Follower<'s> {
    /// The name of its table.
    pub(crate) name: &'s str,
    /// What it transforms, in words.
    pub(crate) turns: &'static str,
    /// The languages of the code blocks that it transforms; none if it may transform any text.
    pub(crate) fences: &'static [&'static str],
    /// How the order is set.
    pub(crate) order: Order,
}

/// How book.toml orders another preprocessor and this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The other runs after this one, by a `before` or `after`, or by its name.
    After,
    /// The other runs before this one, since only the names order them.
    Unset,
    /// A `before` or `after` makes the other run before this one.
    Before,
}

/// The preprocessors of a book that are known to have to run after this one, in the order of
/// `AFTER_US`.
pub(crate) fn followers(book_toml: &Value) -> Vec<Follower<'_>> {
    let Some(all) = preprocessors(book_toml) else { return Vec::new() };
    let mut found = Vec::new();
    for Known { name: known, turns, fences } in AFTER_US {
        for (name, table) in all.iter().filter(|(name, table)| is_known_as(known, name, table)) {
            found.push(Follower { name, turns, fences, order: order(name, table, all) });
        }
    }
    found
}

impl Follower<'_> {
    /// Whether it draws code blocks of a language. Kroki's name what draws them: `kroki-plantuml`.
    pub(crate) fn draws(&self, language: &str) -> bool {
        self.fences.iter().any(|fence| {
            let rest = language.strip_prefix(fence);
            rest.is_some_and(|rest| rest.is_empty() || (*fence == "kroki" && rest.starts_with('-')))
        })
    }
}

impl Settings {
    /// Whether mdbook-mermaid runs, whatever its table is called: a book with it expects Mermaid.
    pub(in crate::book) fn has_mermaid(&self) -> bool {
        let all = preprocessors(&self.whole);
        all.is_some_and(|all| all.iter().any(|(name, table)| is_known_as("mermaid", name, table)))
    }

    /// Whether a preprocessor or a script of the book draws Mermaid, judged by its name.
    pub(in crate::book) fn draws_mermaid(&self) -> bool {
        let is_one = |name: &str| ["mermaid", "kroki"].iter().any(|word| name.contains(word));
        let scripts = self.get(&["output", "html", "additional-js"]).and_then(Value::as_array);
        let by_preprocessor = preprocessors(&self.whole).is_some_and(|all| {
            all.iter().any(|(name, table)| is_one(name) || program(table).is_some_and(is_one))
        });
        by_preprocessor || scripts.is_some_and(|all| all.iter().filter_map(Value::as_str).any(is_one))
    }
}

fn preprocessors(book_toml: &Value) -> Option<&Map<String, Value>> {
    book_toml.get(PREPROCESSORS)?.as_object()
}

/// Whether a preprocessor is the known one, judged by the table's name or the program that it runs:
/// `mermaid`, `mdbook-mermaid`, `kroki-preprocessor`.
fn is_known_as(known: &str, name: &str, table: &Value) -> bool {
    let is_it = |name: &str| name.strip_suffix("-preprocessor").unwrap_or(name) == known;
    let by_program = || program(table).and_then(|program| program.strip_prefix("mdbook-")).is_some_and(is_it);
    name != OURS && (is_it(name) || by_program())
}

/// The name of the program that a preprocessor's `command` runs: `mdbook-mermaid`.
pub(in crate::book) fn program(table: &Value) -> Option<&str> {
    let first = table.get("command")?.as_str()?.split_whitespace().next()?;
    Path::new(first).file_stem()?.to_str()
}

fn order(name: &str, table: &Value, all: &Map<String, Value>) -> Order {
    let ours = all.get(OURS).unwrap_or(&Value::Null);
    if names(ours, "after").any(|other| other == name) || names(table, "before").any(|other| other == OURS) {
        return Order::Before;
    }
    let is_set =
        names(ours, "before").any(|other| other == name) || names(table, "after").any(|other| other == OURS);
    if is_set || name > OURS { Order::After } else { Order::Unset }
}

fn names<'v>(table: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_known_name_comes_before_ours() {
        for known in AFTER_US {
            assert!(known.name < OURS, "{}", known.name);
        }
    }

    #[test]
    fn a_follower_is_known_by_its_name_or_its_program() {
        let book = json!({ "preprocessor": {
            "system-design": { "before": ["katex"] },
            "katex": {},
            "alerts": { "after": ["system-design"] },
            "admonish": { "before": ["system-design"] },
            "pictures": { "command": "/usr/bin/mdbook-mermaid --quiet" },
            "zebra": { "command": "mdbook-emojicodes" },
            "toc": { "command": "mdbook-toc" },
            "kroki-preprocessor": { "command": "mdbook-kroki-preprocessor" },
            "drawings": { "command": "mdbook-kroki-preprocessor" },
        }});
        let found: Vec<(&str, Order)> = followers(&book).iter().map(|one| (one.name, one.order)).collect();
        let expected = [
            ("admonish", Order::Before),
            ("alerts", Order::After),
            ("zebra", Order::After),
            ("katex", Order::After),
            ("kroki-preprocessor", Order::Unset),
            ("drawings", Order::Unset),
            ("pictures", Order::Unset),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_follower_draws_its_own_languages() {
        let book = json!({ "preprocessor": { "kroki": {}, "d2": {}, "katex": {} } });
        let drawn = |name: &str, language: &str| {
            followers(&book).iter().any(|one| one.name == name && one.draws(language))
        };
        assert!(drawn("kroki", "kroki-plantuml") && drawn("kroki", "kroki") && drawn("d2", "d2"));
        assert!(!drawn("kroki", "krokidile") && !drawn("d2", "d2-lang") && !drawn("katex", "d2"));
    }
}
