//! Every design with a mistake that the corpora have: the edits of `tests/mutations` and `tests/one_mistake`,
//! and the examples of the rules' pages.

use mdbook_system_design::book::rules;
use serde::Deserialize;

use crate::harness;

#[derive(Deserialize)]
struct Edits {
    #[serde(default, alias = "mistake")]
    fires: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    edit: String,
    base: Option<String>,
    /// Missing in a case about several versions.
    replace: Option<String>,
    #[serde(default)]
    with: String,
    #[serde(default)]
    more: Vec<Edit>,
}

#[derive(Deserialize)]
struct Edit {
    replace: String,
    with: String,
}

/// A design with a mistake.
pub(crate) struct Wrong {
    /// What was done to it, or the page that shows it.
    pub(crate) name: String,
    pub(crate) text: String,
    /// The rule that it is about; a small example of a page has findings of many.
    pub(crate) code: Option<&'static str>,
}

/// All of them.
pub(crate) fn designs() -> Vec<Wrong> {
    let mut all = Vec::new();
    for folder in ["tests/mutations", "tests/one_mistake"] {
        let entries = std::fs::read_dir(harness::repository(folder)).expect("the folder is there");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        for name in names {
            let edits: Edits = toml::from_str(&harness::read(&format!("{folder}/{name}"))).expect("a corpus");
            let written = |case: &Case| {
                Some(Wrong { name: format!("{name}, {}", case.edit), text: case.text()?, code: None })
            };
            all.extend(edits.fires.iter().filter_map(written));
        }
    }
    for rule in rules::all() {
        let page = harness::read(&format!("book-example/src/rules/{}.md", rule.name));
        let example = page.split("## Example").nth(1).and_then(|rest| rest.split("```toml\n").nth(1));
        // An example of book.toml or of a chapter is not a design.
        let design = example
            .and_then(|rest| rest.split("\n```").next())
            .filter(|text| text.contains("[design]") || text.contains("design = {"));
        all.extend(design.map(|text| Wrong {
            name: format!("{}.md", rule.name),
            text: format!("{text}\n"),
            code: Some(rule.code),
        }));
    }
    all
}

impl Case {
    /// The design after the edits.
    fn text(&self) -> Option<String> {
        let base = self.base.as_deref().unwrap_or("url-shortener");
        let text = harness::read(&format!("tests/designs/{base}.toml"));
        let text = text.replacen(self.replace.as_deref()?, &self.with, 1);
        Some(self.more.iter().fold(text, |text, edit| text.replacen(&edit.replace, &edit.with, 1)))
    }
}
