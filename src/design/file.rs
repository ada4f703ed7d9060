//! A design file as a whole.

use std::collections::{HashMap, HashSet};

use toml::de::DeValue;

use super::api::Contract;
use super::component::Component;
use super::decision::Decision;
use super::declare::design;
use super::drawing::{Diagrams, Layout};
use super::element::{Integration, Person};
use super::entries::{Entities, Named};
use super::fact::{Facts, KnownFacts};
use super::flow::Flow;
use super::footprint::Footprint;
use super::ids::as_id;
use super::meta::Meta;
use super::model::Model;
use super::node::Node as DeploymentNode;
use super::requirement::Requirement;
use super::risk::Risk;
use super::sources::RepositoryFiles;
use super::strays::{Known, settle};
use super::table::Table;
use super::technology::Technology;
use super::test::Test;
use super::text::Text;
use super::{AllowEntry, Status, version_in_name};
use crate::diagnostic::{Allow, Finding, Rule};
use crate::reading::rules::MISSING_KEY;
use crate::reading::{Given, Node, Plain, Reader, TomlTable, nearest, parse};
use crate::source::{FileId, Span};
use crate::template::Templates;
use crate::template::names::SECTIONS;

/// The names that a design may use: what the book's templates define, and every rule.
#[derive(Clone, Debug, Default)]
pub struct KnownNames {
    /// The fact tables and their keys.
    pub facts: KnownFacts,
    /// The keys of sections, for `[notes]`.
    pub sections: Vec<String>,
    /// Every rule that an `[[allow]]` may name.
    pub rules: Vec<&'static Rule>,
}

impl KnownNames {
    /// The names that these templates and rules define.
    pub fn new(templates: &Templates, rules: Vec<&'static Rule>) -> Self {
        let mut sections: Vec<String> = Vec::new();
        if templates.have_embedded() {
            sections.extend(SECTIONS.iter().map(|&key| key.to_owned()));
        }
        for section in templates.added().flat_map(|template| &template.sections) {
            if !sections.contains(&section.key) {
                sections.push(section.key.clone());
            }
        }
        Self { facts: KnownFacts::of(templates), sections, rules }
    }
}

design! {
    /// The template that prints the design: `NAME@REQ`, where REQ is a semver requirement.
    "template" template: required Plain, apart;
    /// What the document is, and its status.
    "design" meta: required Meta, walked;
    /// What the system must do or be, by id.
    "requirements" requirements: default Entities<Requirement>, walked;
    /// What the system is built with: `NAME = "purpose"`.
    "technologies" technologies: default Named<Technology>, walked;
    /// Who uses the system, by id.
    "people" people: default Entities<Person>, walked;
    /// External systems, by id.
    "integrations" integrations: default Entities<Integration>, walked;
    /// The parts of the system, by id.
    "components" components: default Entities<Component>, walked;
    /// Flows, by id: what happens, in order.
    "flows" flows: default Entities<Flow>, walked;
    /// The author's own Mermaid, which replaces generated diagrams.
    "diagrams" diagrams: optional Diagrams, walked;
    /// Hints for the picture of the architecture, and the author's own file tree.
    "layout" layout: optional Layout, walked;
    /// APIs, by id: what components promise their callers.
    "api" api: default Entities<Contract>, walked;
    /// Models, by id: data as the code sees it.
    "models" models: default Entities<Model>, walked;
    /// Tables, by id: data as the database stores it.
    "tables" tables: default Entities<Table>, walked;
    /// Decisions, by id: what was chosen, from which options, and why.
    "decisions" decisions: default Entities<Decision>, walked;
    /// Risks, by id: what may go wrong, and what is done about it.
    "risks" risks: default Entities<Risk>, walked;
    /// Nodes, by id: where components run.
    "nodes" nodes: default Entities<DeploymentNode>, walked;
    /// Tests, by id: how a requirement or a target is verified.
    "tests" tests: default Entities<Test>, walked;
    /// Files of the repository that the design agrees with.
    "sources" repository: optional RepositoryFiles, walked;
    /// Markdown at the end of a section: `SECTION = "…"`.
    "notes" notes: default Named<Text>, walked;
    /// What the footer says about how the document was made.
    "footprint" footprint: optional Footprint, walked;
    /// Findings that are silenced, with reasons.
    "allow" silenced: default Vec<AllowEntry>, apart;
}

impl Design {
    /// Whether others could rely on it, now or in the past, as its status is written.
    pub fn is_promise(&self) -> bool {
        self.has_status && self.meta.status.value.is_promise()
    }

    /// Reads the reader's file. None only if it is not TOML, or has neither `template` nor `[design]`;
    /// every mistake is reported.
    pub fn read(names: &KnownNames, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text();
        let tree = parse(&text, reader.file, reader.sink)?;
        Self::read_tree(tree, names, reader)
    }

    /// Reads the tree of the reader's file. None only if it has neither `template` nor `[design]`.
    pub fn read_tree(mut tree: TomlTable<'_>, names: &KnownNames, reader: &mut Reader<'_>) -> Option<Self> {
        if !looks_like_a_design(&tree, names) {
            report_other_file(reader);
            return None;
        }
        let known = Known { tables: TABLES, facts: &names.facts };
        let stray_ids = settle(&mut tree, known, reader);
        let mut design = Self { stray_ids, ..Self::empty(reader.file, reader.span(0..0)) };
        for (key, value) in &tree {
            let node = Node::entry(reader, key, value);
            let name = node.name;
            design.roots.insert(name.to_owned(), node.span);
            if name == "notes" {
                report_unknown_sections(node, names, reader);
            }
            let read = design.read_table(name, node, reader).unwrap_or_else(|| {
                // The author's own data is never looked at.
                if name == "x" {
                    return true;
                }
                design.facts.read(node, name, &names.facts, reader);
                !design.facts.is_unread(name)
            });
            if !read {
                design.unread_roots.push(name.to_owned());
            }
        }
        design.allows =
            design.silenced.iter().filter_map(|entry| entry.resolve(&names.rules, reader)).collect();
        design.finish(reader);
        design.written_empty = reader.take_empty();
        Some(design)
    }

    /// The design's status: as it is written, unless a newer version has taken its place.
    pub fn status(&self) -> Status {
        if self.is_replaced { Status::Superseded } else { self.meta.status.value }
    }

    /// A text of a table that does not depend on a template, by its path. Such a text is not a fact.
    pub fn text_at(&self, path: &str) -> Option<&Text> {
        match path {
            "design.summary" => self.meta.summary.as_ref(),
            _ => None,
        }
    }

    /// Whether a table, or one that it is in, could not be read (already reported).
    pub fn is_unread(&self, table: &str) -> bool {
        let root = table.split('.').next().unwrap_or(table);
        self.unread_roots.iter().any(|unread| unread == root) || self.facts.is_unread(table)
    }

    /// Where a top-level table is written. If it is absent, the place of the design's `template`,
    /// which asks for it.
    pub fn place_of(&self, root: &str) -> Span {
        self.roots.get(root).copied().unwrap_or(self.template.span)
    }

    fn finish(&mut self, reader: &mut Reader<'_>) {
        for (key, example) in [
            ("template", "add `template = \"system-design@1\"` as the first line"),
            ("design", "add `[design]` with `title`, `version` and `status`"),
        ] {
            if !self.roots.contains_key(key) {
                let message =
                    format!("the {} `{key}` is missing", if key == "design" { "table" } else { "key" });
                let finding = Finding::new(&MISSING_KEY, reader.span(0..0), message)
                    .label(format!("needs `{key}`"))
                    .help(example);
                reader.report(finding);
            }
        }
        self.has_status = self.meta.given(|key| key.status) == Given::Readable;
        let stem = || {
            let source = reader.sources.get(reader.file);
            let stem = source.stem();
            let folder = version_in_name(stem).and_then(|_| source.folder_name());
            as_id(&folder.unwrap_or_else(|| stem.to_owned()))
        };
        let written = self.meta.id.as_ref().map(|id| id.value.clone()).filter(|id| !id.is_empty());
        self.id = written.unwrap_or_else(stem);
    }
}

/// Whether a file has `template` or `[design]`, or a misspelling of one among other tables of a design.
fn looks_like_a_design(tree: &TomlTable<'_>, known_names: &KnownNames) -> bool {
    let names = || tree.keys().map(|key| key.get_ref().as_ref());
    let heads = ["template", "design"];
    if names().any(|name| heads.contains(&name)) {
        return true;
    }
    let mut known: Vec<&str> = TABLES.iter().map(|table| table.key).collect();
    known.extend(known_names.facts.roots());
    let is_misspelt = |name: &str, value: &DeValue<'_>| match nearest(name, heads) {
        Some("template") => matches!(value, DeValue::String(_)),
        Some(_) => matches!(value, DeValue::Table(_)),
        None => false,
    };
    let misspelt = tree.iter().filter(|(key, value)| is_misspelt(key.get_ref(), value.get_ref())).count();
    let others = names().filter(|name| known.contains(name)).count();
    misspelt > 0 && misspelt + others > 1
}

/// Says once that a file is not a design, instead of once for each of its keys.
fn report_other_file(reader: &mut Reader<'_>) {
    let message = "this file is not a design: it has neither `template` nor `[design]`";
    let finding = Finding::new(&MISSING_KEY, reader.span(0..0), message)
        .label("a design begins with `template` and `[design]`")
        .help(
            "add `template = \"system-design@1\"` and `[design]` with `title`, `version` and `status`; if the file \
             belongs to another program, list it under `exclude` in book.toml",
        );
    reader.report(finding);
}

/// Reports notes under sections that no template has.
fn report_unknown_sections(notes: Node<'_>, names: &KnownNames, reader: &mut Reader<'_>) {
    let sections: Vec<&str> = names.sections.iter().map(String::as_str).collect();
    let Some(table) = notes.table() else { return };
    for (key, value) in table {
        let entry = Node::entry(reader, key, value);
        if !sections.contains(&entry.name) && entry.name != "not-applicable" {
            let free = sections.iter().copied().filter(|name| !table.contains_key(*name));
            reader.unknown_key(entry, notes, &free.collect::<Vec<_>>(), &sections);
        }
    }
}
