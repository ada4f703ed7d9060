//! Every word of a page is the template's or the author's: a template whose every word is marked
//! leaves no other one in any document.

use std::collections::BTreeSet;

use toml::Value;

use super::case::Case;
use super::run::Scratch;
use crate::harness::{read, repository};

/// Begins each word of the template.
const MARK: char = 'ǂ';

/// A design without answers, one with wrong answers, and no rule that stops them from being shown.
const HEAD: &str =
    "template = \"marked@1\"\n[design]\ntitle = \"T\"\nversion = \"1.0.0\"\nstatus = \"accepted\"\n";
const WRONG: &str = "[security]\nauthentication = \"\"\nauthorization = \"TBD\"\n\
    [components.a]\nname = \"A\"\nkind = \"service\"\n";

#[test]
fn no_word_of_a_page_is_the_programs() {
    let mut template: Value =
        toml::from_str(&read("templates/system-design/1.0.0.toml")).expect("a template");
    mark(&mut template, "");
    let table = template.as_table_mut().expect("a table");
    table.insert("name".to_owned(), "marked".into());
    table.insert("version".to_owned(), "1.0.0".into());
    let template = toml::to_string(&template).expect("a template");

    let mut designs =
        vec![("empty".to_owned(), HEAD.to_owned()), ("wrong".to_owned(), format!("{HEAD}{WRONG}"))];
    for entry in std::fs::read_dir(repository("book-example/designs")).expect("the designs") {
        let entry = entry.expect("a design");
        if entry.path().is_dir() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = read(&format!("book-example/designs/{name}"));
        let (_, rest) = text.split_once("\n[").expect("a table");
        designs
            .push((name.trim_end_matches(".toml").to_owned(), format!("template = \"marked@1\"\n\n[{rest}")));
    }
    assert!(designs.len() > 4);
    for (name, design) in designs {
        let page = format!(
            "<<#system-design /designs/{name}.toml>>\n\n<<#system-design /designs/{name}.toml view=coverage>>\n"
        );
        let mut case: Case = toml::from_str(
            "promise = ''\nbuild = 'markdown'\n[files]\n'src/SUMMARY.md' = '- [A](a.md)'\n'book.toml' = '''\n[book]\n\
             [preprocessor.system-design]\ntemplates = [\"marked.toml\"]\nfail-on = \"never\"\ndiagrams = \"none\"'''",
        )
        .expect("a case");
        case.put("marked.toml", &template);
        case.put("src/a.md", &page);
        case.put(&format!("designs/{name}.toml"), &design);
        let found = Scratch::of(&case).run(&case);
        assert!(found.stdout.contains(MARK), "{name}: {}", found.stderr);

        // Ids, versions (`v1.0.0`), the info of a fence (`rust,ignore`), and the names of rules and of keys are the same in every language.
        let mut known: BTreeSet<String> = words(&design).map(str::to_owned).collect();
        known.extend(words("a md v mdbook system design ignore").chain(words(&name)).map(str::to_owned));
        for rule in mdbook_system_design::book::rules::all() {
            known.extend(words(rule.name).map(str::to_owned));
        }
        let foreign: BTreeSet<&str> =
            words(&found.stdout).filter(|word| !word.starts_with(MARK) && !known.contains(*word)).collect();
        assert!(foreign.is_empty(), "{name}: {foreign:?}\n{}", found.stdout);
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphabetic() && c != MARK);
    words.filter(|word| word.chars().any(char::is_alphabetic))
}

/// Marks each word that a document may print, except the names of substitutions.
fn mark(value: &mut Value, key: &str) {
    match value {
        Value::String(text) if !matches!(key, "key" | "from" | "of" | "quantity" | "name" | "version") => {
            let mut marked = String::new();
            let (mut inside, mut before) = (false, ' ');
            for c in text.chars() {
                inside = c == '{' || (inside && c != '}');
                if c.is_alphabetic() && !before.is_alphabetic() && !inside {
                    marked.push(MARK);
                }
                marked.push(c);
                before = c;
            }
            *text = marked;
        }
        Value::Table(table) => {
            for (key, value) in table.iter_mut() {
                // In a list of words `name` is a word as others are.
                let is_word = matches!(key.as_str(), "labels" | "sample");
                match value {
                    Value::Table(words) if is_word => words.iter_mut().for_each(|(_, value)| mark(value, "")),
                    value => mark(value, key),
                }
            }
        }
        Value::Array(items) if key != "expects" => items.iter_mut().for_each(|item| mark(item, key)),
        _ => {}
    }
}
