//! The text of a new design: every key of its template, commented out, with a hint.
//!
//! A line that begins with `## ` is an explanation. A line that begins with `# ` is a key, which becomes part of
//! the design once the `# ` is removed, as the command of an editor does that takes away comments; formatters keep
//! both. So a new design is a draft that builds at once although all facts are missing, and nothing in it has to be
//! deleted. A test removes every `# ` and reads the result.
//!
//! Facts follow the template. Entities are shown by the template's `examples`.

use std::fmt::Write as _;

use super::{literal, schema};
use crate::design::{
    ApiDirection, ComponentKind, DecisionStatus, Direction, Need, NodeKind, Origin, Priority, Rating,
    RequirementKind, RiskStatus, SqlDialect, Status, TableKind, TestLevel,
};
use crate::markdown::one_line;
use crate::template::{BlockKind, FactField, Section, Template, examples, fill};

/// The words that the keys of examples may have, by the names that the examples have for them.
const CHOICES: [(&str, &[&str]); 14] = [
    ("RequirementKind", RequirementKind::WORDS),
    ("Priority", Priority::WORDS),
    ("Need", Need::WORDS),
    ("ComponentKind", ComponentKind::WORDS),
    ("Origin", Origin::WORDS),
    ("NodeKind", NodeKind::WORDS),
    ("DecisionStatus", DecisionStatus::WORDS),
    ("Rating", Rating::WORDS),
    ("RiskStatus", RiskStatus::WORDS),
    ("TableKind", TableKind::WORDS),
    ("ApiDirection", ApiDirection::WORDS),
    ("Direction", Direction::WORDS),
    ("TestLevel", TestLevel::WORDS),
    ("SqlDialect", SqlDialect::WORDS),
];

/// A new design.
#[derive(Clone, Copy, Debug)]
pub struct NewDesign<'t> {
    /// The design's title.
    pub title: &'t str,
    /// The design's id, if the name of its file does not give it.
    pub id: Option<&'t str>,
    /// The design's template.
    pub template: &'t Template,
    /// The design's status.
    pub status: Status,
    /// The path of the JSON Schema, relative to the design's folder.
    pub schema: Option<&'t str>,
}

impl NewDesign<'_> {
    /// The text of the file.
    pub fn text(&self) -> String {
        let mut skeleton = Skeleton { template: self.template, text: String::new(), shown: Vec::new() };
        if let Some(path) = self.schema {
            skeleton.line(&schema::association(path));
        }
        skeleton.explain(
            "A system design. Each line that begins with `# ` is a key: remove the `# ` and replace",
        );
        skeleton.explain("the text in brackets. If something does not apply, say why:");
        skeleton
            .explain("`{ not-applicable = \"why\" }`. `mdbook-system-design check` lists what is missing.");
        skeleton.line("");
        let request = format!("{}@{}", self.template.name, self.template.version.major);
        skeleton.line(&format!("template = {}", literal::string(&request)));
        skeleton.line("");
        self.head(&mut skeleton);
        let mut number = 0;
        for section in &self.template.sections {
            number += usize::from(section.numbered);
            skeleton.section(section, number);
        }
        skeleton.rest();
        skeleton.text
    }

    fn head(&self, skeleton: &mut Skeleton<'_>) {
        skeleton.line("[design]");
        skeleton.line(&format!("title = {}", literal::string(self.title.trim())));
        if let Some(id) = self.id {
            skeleton.line(&format!("id = {}", literal::string(id)));
        }
        skeleton.line("version = \"0.1.0\"");
        skeleton.line(&format!("status = \"{}\"", self.status.word()));
        let hint = self.template.blocks().find_map(|(_, block)| match &block.kind {
            BlockKind::Prose { from, hint } if from == "design.summary" => Some(hint.as_str()),
            _ => None,
        });
        skeleton.key("summary", &placeholder(hint.unwrap_or("The design in a paragraph")));
        skeleton.example("design");
    }
}

/// The text of a new design while it is written.
struct Skeleton<'t> {
    template: &'t Template,
    text: String,
    /// The tables that have been written: one table may answer several blocks.
    shown: Vec<String>,
}

impl<'t> Skeleton<'t> {
    fn section(&mut self, section: &'t Section, number: usize) {
        let heading =
            if section.numbered { format!("{number}. {}", section.heading) } else { section.heading.clone() };
        let rule = "─".repeat(90_usize.saturating_sub(heading.chars().count()).max(3));
        let banner = format!("\n## ── {heading} {rule}\n");
        let start = self.text.len();
        self.text.push_str(&banner);
        for block in &section.blocks {
            match &block.kind {
                BlockKind::Facts { from, .. } => self.facts(from),
                BlockKind::Prose { from, .. } => {
                    if let Some((table, _)) = from.rsplit_once('.').filter(|(table, _)| *table != "design") {
                        self.facts(table);
                    }
                }
                BlockKind::Entries(entry) => self.entries(&entry.from, &entry.words),
                // Who made a design is said where its template asks for it.
                BlockKind::Footprint(words)
                    if !block.required || words.sample("generated-by").is_none_or(str::is_empty) => {}
                kind => {
                    for table in examples::tables(kind) {
                        if self.first(table) {
                            self.line("");
                            self.example(table);
                        }
                    }
                }
            }
        }
        // Everything that the section shows is in tables of other sections.
        if self.text.len() == start + banner.len() {
            self.text.truncate(start);
        }
    }

    /// Writes a fact table with the facts of every block that it answers.
    fn facts(&mut self, table: &str) {
        if !self.first(table) {
            return;
        }
        self.line(&format!("\n[{table}]"));
        let template = self.template;
        for (_, block) in template.blocks() {
            let heading = block.heading.as_deref();
            match &block.kind {
                BlockKind::Facts { from, fields } if from == table => {
                    if let Some(heading) = heading {
                        self.explain(heading);
                    }
                    for field in fields {
                        self.fact(field);
                    }
                }
                BlockKind::Prose { from, hint } => {
                    if let Some((_, key)) = from.rsplit_once('.').filter(|(of, _)| *of == table) {
                        if let Some(heading) = heading {
                            self.explain(heading);
                        }
                        self.key(key, &placeholder(hint));
                    }
                }
                _ => {}
            }
        }
    }

    fn fact(&mut self, field: &FactField) {
        let mut remarks = Vec::new();
        let example = field.quantity.map(schema::example);
        remarks
            .extend(field.quantity.zip(example).map(|(of, example)| format!("a {}: {example}", of.word())));
        if !field.expects.is_empty() {
            remarks.push(format!("named entries, at least one with {}", field.expects.join(", ")));
        }
        remarks.extend(field.default.as_ref().map(|default| format!("default: {default}")));
        if !field.required {
            remarks.push("optional".to_owned());
        }
        let value = placeholder(&field.hint);
        let remark =
            if remarks.is_empty() { String::new() } else { format!("  # {}", one_line(&remarks.join("; "))) };
        self.key(&field.key, &format!("{value}{remark}"));
    }

    /// Writes the example of a table. Its comments stay comments.
    fn example(&mut self, table: &str) {
        let Some(example) = examples::example(self.template, table, &literal::string) else { return };
        let example = fill(
            &example,
            &CHOICES
                .map(|(name, words)| (name, words.join(", ")))
                .each_ref()
                .map(|(name, words)| (*name, words.as_str())),
        );
        for line in example.lines() {
            let is_key = !line.is_empty() && !line.starts_with('#');
            self.line(&if is_key {
                format!("# {line}")
            } else if line.is_empty() {
                String::new()
            } else {
                format!("#{line}")
            });
        }
    }

    fn entries(&mut self, table: &str, words: &crate::template::Words) {
        if self.first(table) {
            self.line(&format!("\n[{table}]"));
            let name = literal::string(&format!("[{}]", words.sample("name").unwrap_or("Name")));
            self.line(&format!("# {name} = {}", placeholder(words.sample("text").unwrap_or("Description"))));
        }
    }

    /// Writes what belongs to no section.
    fn rest(&mut self) {
        let Some(section) = self.template.sections.iter().find(|section| section.numbered) else { return };
        self.line("");
        self.explain("Put text that fits no key here. It is printed as Markdown at the end of its section.");
        self.line("# [notes]");
        self.key(&section.key, "\"[Risks, open questions, a migration plan]\"");
        self.line("");
        self.explain("Files of the repository that the design agrees with: what differs is a finding.");
        self.example("sources");
    }

    /// Whether a table has not been written yet: each is in the file once.
    fn first(&mut self, table: &str) -> bool {
        let new = !self.shown.iter().any(|shown| shown == table);
        if new {
            self.shown.push(table.to_owned());
        }
        new
    }

    fn key(&mut self, key: &str, value: &str) {
        self.line(&format!("# {} = {value}", crate::reading::quote_key(key)));
    }

    fn explain(&mut self, text: &str) {
        self.line(&format!("## {}", one_line(text)));
    }

    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        _ = writeln!(self.text, "{line}");
    }
}

/// A hint in brackets, which the checker treats as a missing value.
fn placeholder(hint: &str) -> String {
    literal::string(&format!("[{hint}]"))
}
