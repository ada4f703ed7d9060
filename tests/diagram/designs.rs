//! Reads the designs of the corpus into the input types of the pictures.

use std::path::PathBuf;

use mdbook_system_design::diagram::architecture::{Architecture, Element, Relation, Role};
use mdbook_system_design::diagram::flow::{Event, EventKind, Flow, Participant};
use mdbook_system_design::diagram::picture::Shape;
use mdbook_system_design::diagram::tables::{Column, Reference, TableBox, Tables};
use toml::{Table, Value};

/// A design of the corpus.
pub(crate) struct Design {
    pub(crate) name: String,
    pub(crate) table: Table,
}

/// All designs, by name.
pub(crate) fn all() -> Vec<Design> {
    let folder = folder().join("designs");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// One design.
pub(crate) fn named(name: &str) -> Design {
    read(&folder().join("designs").join(format!("{name}.toml")))
}

/// The folder with the data of these tests.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/diagram")
}

fn read(path: &std::path::Path) -> Design {
    let text = std::fs::read_to_string(path).unwrap();
    Design {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        table: text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    }
}

impl Design {
    /// The architecture.
    pub(crate) fn architecture(&self) -> Architecture {
        let title = text(&self.table["design"], "title");
        let mut architecture = Architecture {
            title: format!("Architecture of {title}"),
            name: title,
            kind: "System".to_owned(),
            ..Architecture::default()
        };
        for (role, key) in
            [(Role::Person, "people"), (Role::Component, "components"), (Role::External, "integrations")]
        {
            for (id, value) in entries(self.table.get(key)) {
                architecture.elements.push(element(role, id, value));
                relations(id, value.get("uses"), &mut architecture.relations);
            }
        }
        architecture
    }

    /// The flows, by id.
    pub(crate) fn flows(&self) -> Vec<(String, Flow)> {
        let architecture = self.architecture();
        entries(self.table.get("flows"))
            .map(|(id, value)| (id.to_owned(), flow(value, &architecture)))
            .collect()
    }

    /// The tables.
    pub(crate) fn tables(&self) -> Tables {
        let title = text(&self.table["design"], "title");
        let mut tables = Tables { title: format!("Tables of {title}"), ..Tables::default() };
        for (id, value) in entries(self.table.get("tables")) {
            let columns = value.get("columns").and_then(Value::as_array).into_iter().flatten();
            let columns: Vec<Column> = columns
                .map(|column| {
                    let name = text(column, "name");
                    if let Some(target) = column.get("references").and_then(Value::as_str) {
                        tables.references.push(Reference {
                            name: None,
                            from: id.to_owned(),
                            columns: vec![name.clone()],
                            to: target.split('.').next().unwrap().to_owned(),
                            targets: target.split('.').skip(1).map(str::to_owned).collect(),
                        });
                    }
                    let flag = |key: &str| column.get(key).and_then(Value::as_bool).unwrap_or(false);
                    Column {
                        name,
                        data_type: text(column, "type"),
                        primary: text(column, "key") == "primary",
                        nullable: flag("nullable"),
                        unique: flag("unique"),
                    }
                })
                .collect();
            tables.tables.push(TableBox {
                kind: None,
                id: id.to_owned(),
                name: id.to_owned(),
                columns,
                unique: Vec::new(),
                href: Some(format!("#{id}")),
                group: text(value, "component"),
            });
        }
        tables
    }
}

fn flow(value: &Value, architecture: &Architecture) -> Flow {
    let mut flow = Flow { title: text(value, "title"), note: "Note".to_owned(), ..Flow::default() };
    for step in value["steps"].as_array().unwrap() {
        let (from, to) = (text(step, "from"), text(step, "to"));
        for id in [&from, &to] {
            if flow.participants.iter().all(|one| one.id != *id) {
                let element = architecture.elements.iter().find(|one| one.id == *id).unwrap();
                flow.participants.push(Participant {
                    id: id.clone(),
                    name: element.name.clone(),
                    shape: element.shape,
                    href: element.href.clone(),
                });
            }
        }
        let sent = step.get("send").is_some();
        for (key, kind) in
            [("send", EventKind::Call), ("reply", EventKind::Answer), ("note", EventKind::Note)]
        {
            if step.get(key).is_some() {
                let turned = kind == EventKind::Answer && sent;
                let (from, to) = if turned { (&to, &from) } else { (&from, &to) };
                flow.events.push(Event {
                    kind,
                    from: from.clone(),
                    to: to.clone(),
                    text: text(step, key),
                    ..Event::default()
                });
            }
        }
    }
    flow
}

fn element(role: Role, id: &str, value: &Value) -> Element {
    let kind = text(value, "kind");
    let (shape, words) = match (role, kind.as_str()) {
        (Role::Person, _) => (Shape::Person, "Person".to_owned()),
        (Role::External, _) => (Shape::External, "External system".to_owned()),
        (_, "web" | "desktop") => (Shape::Browser, capital(&kind)),
        (_, "mobile" | "device") => (Shape::Mobile, capital(&kind)),
        (_, "database") => (Shape::Database, capital(&kind)),
        (_, "cache") => (Shape::Cache, capital(&kind)),
        (_, "queue") => (Shape::Queue, capital(&kind)),
        (_, "storage") => (Shape::Storage, capital(&kind)),
        _ => (Shape::Service, capital(&kind)),
    };
    let technology = value
        .get("technology")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "));
    Element {
        id: id.to_owned(),
        role,
        shape,
        name: text(value, "name"),
        kind: words,
        technology: technology.unwrap_or_default(),
        description: text(value, "description"),
        part_of: value.get("part-of").and_then(Value::as_str).map(str::to_owned),
        href: Some(format!("#{id}")),
        ..Element::default()
    }
}

fn relations(from: &str, uses: Option<&Value>, relations: &mut Vec<Relation>) {
    for (to, value) in entries(uses) {
        let several = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for one in several {
            relations.push(Relation {
                from: from.to_owned(),
                to: to.to_owned(),
                label: one.as_str().map_or_else(|| text(&one, "label"), str::to_owned),
                protocol: one.get("protocol").and_then(Value::as_str).map(str::to_owned),
                asynchronous: one.get("async").and_then(Value::as_bool).unwrap_or(false),
                ..Relation::default()
            });
        }
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value
        .and_then(Value::as_table)
        .into_iter()
        .flat_map(|table| table.iter().map(|(key, value)| (key.as_str(), value)))
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
