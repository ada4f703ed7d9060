//! A design file as a whole.

use std::collections::HashMap;

use super::api::Contract;
use super::component::Component;
use super::decision::Decision;
use super::drawing::{Diagrams, Layout};
use super::element::{Integration, Person};
use super::entity::{Leaf, Walk};
use super::entries::{Entities, Named};
use super::fact::{Facts, KnownFacts};
use super::flow::Flow;
use super::footprint::Footprint;
use super::ids::as_id;
use super::meta::Meta;
use super::model::Model;
use super::requirement::Requirement;
use super::table::Table;
use super::technology::Technology;
use super::test::Test;
use super::text::Text;
use super::{AllowEntry, Status};
use crate::diagnostic::{Allow, Finding, Rule};
use crate::reading::rules::{MISSING_KEY, UNKNOWN_KEY};
use crate::reading::{Field, Missing, Node, Plain, Read, Reader, Shape, nearest, parse};
use crate::source::{FileId, Span};
use crate::template::Templates;

/// What is known around a design: what the book's templates name, and every rule.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The fact tables and their keys.
    pub facts: KnownFacts,
    /// The keys of sections, under which `[notes]` stand.
    pub sections: Vec<String>,
    /// Every rule that an `[[allow]]` may name.
    pub rules: Vec<&'static Rule>,
}

impl Context {
    /// What is known where these templates and rules are.
    pub fn new(templates: &Templates, rules: Vec<&'static Rule>) -> Self {
        let mut sections: Vec<String> = Vec::new();
        for section in templates.iter().flat_map(|template| &template.sections) {
            if !sections.contains(&section.key) {
                sections.push(section.key.clone());
            }
        }
        Self { facts: KnownFacts::of(templates), sections, rules }
    }
}

/// A design, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Design {
    /// Its file.
    pub file: FileId,
    /// Its id: as it is written, or the file's name in kebab-case.
    pub id: String,
    /// The template it asks for: `NAME@REQ`.
    pub template: Plain,
    /// `[design]`.
    pub meta: Meta,
    /// `[requirements]`.
    pub requirements: Entities<Requirement>,
    /// `[technologies]`.
    pub technologies: Named<Technology>,
    /// `[people]`.
    pub people: Entities<Person>,
    /// `[integrations]`: external systems.
    pub integrations: Entities<Integration>,
    /// `[components]`.
    pub components: Entities<Component>,
    /// `[flows]`.
    pub flows: Entities<Flow>,
    /// `[diagrams]`: the author's own.
    pub diagrams: Option<Diagrams>,
    /// `[layout]`: the author's own file tree.
    pub layout: Option<Layout>,
    /// `[api]`.
    pub api: Entities<Contract>,
    /// `[models]`.
    pub models: Entities<Model>,
    /// `[tables]`.
    pub tables: Entities<Table>,
    /// `[decisions]`.
    pub decisions: Entities<Decision>,
    /// `[tests]`.
    pub tests: Entities<Test>,
    /// The fact tables.
    pub facts: Facts,
    /// `[notes]`: what no key foresees, by the section it ends.
    pub notes: Named<Text>,
    /// `[footprint]`.
    pub footprint: Option<Footprint>,
    /// `[[allow]]`.
    pub allows: Vec<Allow>,
    /// The tables and keys of the top level, with the places of their values.
    pub roots: HashMap<String, Span>,
    /// Whether it says its status, in a word that there is. Otherwise it counts as a draft.
    pub has_status: bool,
    /// Known tables in whose place something else stands, which was reported.
    pub unread_roots: Vec<String>,
}

/// The tables of a design that do not depend on a template, in the order of the documentation.
pub const TABLES: &[Field] = &[
    field::<Plain>(
        "template",
        true,
        "The template that the design is printed by: `NAME@REQ`, REQ a semver requirement.",
    ),
    field::<Meta>("design", true, "What the document is, and how far it has come."),
    field::<Entities<Requirement>>("requirements", false, "What the system must do or be, by id."),
    field::<Named<Technology>>("technologies", false, "What the system is built with: `NAME = \"purpose\"`."),
    field::<Entities<Person>>("people", false, "Who uses the system, by id."),
    field::<Entities<Integration>>("integrations", false, "External systems, by id."),
    field::<Entities<Component>>("components", false, "The parts of the system, by id."),
    field::<Entities<Flow>>("flows", false, "What happens in which order, by id."),
    field::<Diagrams>("diagrams", false, "The author's own Mermaid instead of the generated diagrams."),
    field::<Layout>("layout", false, "The author's own file tree."),
    field::<Entities<Contract>>("api", false, "What components promise to their callers, by id."),
    field::<Entities<Model>>("models", false, "Data as the code sees it, by id."),
    field::<Entities<Table>>("tables", false, "Data as the database keeps it, by id."),
    field::<Entities<Decision>>("decisions", false, "What was chosen, among what, and why, by id."),
    field::<Entities<Test>>("tests", false, "What shows that a requirement or a target is met, by id."),
    field::<Named<Text>>("notes", false, "Markdown at the end of a section: `SECTION = \"…\"`."),
    field::<Footprint>("footprint", false, "What the footer says of the document's making."),
    field::<Vec<AllowEntry>>("allow", false, "Findings that are silenced, with their reasons."),
];

const fn field<T: Read>(key: &'static str, required: bool, description: &'static str) -> Field {
    Field { key, required, description, shape: <T as Read>::shape as fn() -> Shape }
}

impl Design {
    /// Reads the reader's file. `None` only where it is no TOML or lacks `[design]` and
    /// `template` both; every mistake is reported.
    pub fn read(context: &Context, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text();
        let tree = parse(&text, reader.file, reader.sink)?;
        let mut design = Self::empty(reader);
        let mut allows: Vec<AllowEntry> = Vec::new();
        for (key, value) in &tree {
            let node = Node::entry(reader, key, value);
            let Some(name) = design.root(node, &tree, context, reader) else { continue };
            let name = name.as_str();
            design.roots.insert(name.to_owned(), node.span);
            let read = match name {
                "template" => read(node, reader, &mut design.template),
                "design" => read(node, reader, &mut design.meta),
                "requirements" => read(node, reader, &mut design.requirements),
                "technologies" => read(node, reader, &mut design.technologies),
                "people" => read(node, reader, &mut design.people),
                "integrations" => read(node, reader, &mut design.integrations),
                "components" => read(node, reader, &mut design.components),
                "flows" => read(node, reader, &mut design.flows),
                "diagrams" => read_some(node, reader, &mut design.diagrams),
                "layout" => read_some(node, reader, &mut design.layout),
                "api" => read(node, reader, &mut design.api),
                "models" => read(node, reader, &mut design.models),
                "tables" => read(node, reader, &mut design.tables),
                "decisions" => read(node, reader, &mut design.decisions),
                "tests" => read(node, reader, &mut design.tests),
                "notes" => design.read_notes(node, context, reader),
                "footprint" => read_some(node, reader, &mut design.footprint),
                "allow" => read(node, reader, &mut allows),
                "x" => true,
                name => {
                    design.facts.read(node, name, &context.facts, reader);
                    !design.facts.is_unread(name)
                }
            };
            if !read {
                design.unread_roots.push(name.to_owned());
            }
        }
        design.allows = allows.iter().filter_map(|entry| entry.resolve(&context.rules, reader)).collect();
        design.finish(reader);
        Some(design)
    }

    /// The design's status.
    pub fn status(&self) -> Status {
        self.meta.status.value
    }

    /// The place that a table of the top level stands at; where it is absent, that of the
    /// design's template, which asks for it.
    pub fn place_of(&self, root: &str) -> Span {
        self.roots.get(root).copied().unwrap_or(self.template.span)
    }

    fn empty(reader: &Reader<'_>) -> Self {
        let start = reader.span(0..0);
        let meta = Meta {
            title: Plain::missing(start),
            version: Missing::missing(start),
            status: Missing::missing(start),
            summary: None,
            id: None,
            owners: Vec::new(),
            updated: None,
            ticket: None,
            supersedes: None,
            superseded_by: None,
            links: Named::default(),
            span: start,
            mistaken: Vec::new(),
        };
        Self {
            file: reader.file,
            id: String::new(),
            template: Plain::missing(start),
            meta,
            requirements: Entities::default(),
            technologies: Named::default(),
            people: Entities::default(),
            integrations: Entities::default(),
            components: Entities::default(),
            flows: Entities::default(),
            diagrams: None,
            layout: None,
            api: Entities::default(),
            models: Entities::default(),
            tables: Entities::default(),
            decisions: Entities::default(),
            tests: Entities::default(),
            facts: Facts::default(),
            notes: Named::default(),
            footprint: None,
            allows: Vec::new(),
            roots: HashMap::new(),
            has_status: false,
            unread_roots: Vec::new(),
        }
    }

    fn read_notes(&mut self, node: Node<'_>, context: &Context, reader: &mut Reader<'_>) -> bool {
        let sections: Vec<&str> = context.sections.iter().map(String::as_str).collect();
        if let Some(table) = node.table() {
            for (key, value) in table {
                let entry = Node::entry(reader, key, value);
                if !sections.contains(&entry.name) && entry.name != "not-applicable" {
                    let free = sections.iter().copied().filter(|name| !table.contains_key(*name));
                    reader.unknown_key(entry, &free.collect::<Vec<_>>(), &sections);
                }
            }
        }
        read(node, reader, &mut self.notes)
    }

    /// The known table or key that stands under a name. One that is misspelt is reported, and
    /// read as it was meant; for any other unknown name there is none.
    fn root(
        &self,
        node: Node<'_>,
        tree: &crate::reading::Table<'_>,
        context: &Context,
        reader: &mut Reader<'_>,
    ) -> Option<String> {
        let mut known: Vec<&str> = TABLES.iter().map(|table| table.key).collect();
        known.extend(context.facts.roots());
        if node.name == "x" || known.contains(&node.name) {
            return Some(node.name.to_owned());
        }
        let free =
            known.iter().copied().filter(|name| !tree.contains_key(*name) && !self.roots.contains_key(*name));
        let near = nearest(node.name, free).map(str::to_owned);
        let what = if node.table().is_some() { "table" } else { "key" };
        let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown {what} `{}`", node.name))
            .label(format!("not a {what} of a design"));
        let twin = nearest(node.name, known.iter().copied()).filter(|_| near.is_none());
        let belongs = Meta::RECORD.fields.iter().any(|field| field.key == node.name);
        reader.report(match &near {
            Some(near) => {
                finding.help(format!("a {what} with a similar name exists: `{near}`")).fix(node.key, near.clone())
            }
            None if twin.is_some() => {
                finding.help(format!("`{}` stands in this file, too: join them", twin.unwrap_or_default()))
            }
            None if belongs => finding.help(format!("write `{}` below `[design]`", node.name)),
            None => finding.help(
                "what no key foresees belongs under `[notes]`, data of your own under `[x]`, which is never checked",
            ),
        });
        near
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
        let status = reader.sources.get(reader.file).slice(self.meta.status.span);
        self.has_status = Status::parse(status.trim_matches(['"', '\'', ' '])).is_some();
        let stem = || {
            let location = reader.sources.get(reader.file).location();
            as_id(&location.file_stem().unwrap_or_default().to_string_lossy())
        };
        let written = self.meta.id.as_ref().map(|id| id.value.clone()).filter(|id| !id.is_empty());
        self.id = written.unwrap_or_else(stem);
    }
}

impl Walk for Design {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        self.meta.walk(visit);
        self.requirements.walk(visit);
        self.technologies.walk(visit);
        self.people.walk(visit);
        self.integrations.walk(visit);
        self.components.walk(visit);
        self.flows.walk(visit);
        self.diagrams.walk(visit);
        self.layout.walk(visit);
        self.api.walk(visit);
        self.models.walk(visit);
        self.tables.walk(visit);
        self.decisions.walk(visit);
        self.tests.walk(visit);
        self.facts.walk(visit);
        self.notes.walk(visit);
        self.footprint.walk(visit);
    }
}

/// Reads a value into its place. What is wrong was reported, and leaves the place as it was; then
/// the answer is no.
fn read<T: Read>(node: Node<'_>, reader: &mut Reader<'_>, place: &mut T) -> bool {
    match T::read(node, reader) {
        Some(value) => {
            *place = value;
            true
        }
        None => false,
    }
}

fn read_some<T: Read>(node: Node<'_>, reader: &mut Reader<'_>, place: &mut Option<T>) -> bool {
    *place = T::read(node, reader);
    place.is_some()
}
