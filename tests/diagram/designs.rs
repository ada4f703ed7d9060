//! Reads the designs of the corpus into the input types of the pictures.

use std::path::PathBuf;

use mdbook_system_design::diagram::architecture::{Element, Relation, Role, Scene};
use mdbook_system_design::diagram::picture::Shape;
use toml::{Table, Value};

/// A design of the corpus.
pub struct Design {
    pub name: String,
    pub table: Table,
}

/// All designs, by name.
pub fn all() -> Vec<Design> {
    let folder = folder().join("designs");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// One design.
pub fn named(name: &str) -> Design {
    read(&folder().join("designs").join(format!("{name}.toml")))
}

/// Where the data of these tests lies.
pub fn folder() -> PathBuf {
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
    pub fn scene(&self) -> Scene {
        let title = text(&self.table["design"], "title");
        let mut scene = Scene {
            title: format!("Architecture of {title}"),
            name: title,
            kind: "System".to_owned(),
            ..Scene::default()
        };
        for (role, key) in
            [(Role::Person, "people"), (Role::Component, "components"), (Role::External, "integrations")]
        {
            for (id, value) in entries(self.table.get(key)) {
                scene.elements.push(element(role, id, value));
                relations(id, value.get("uses"), &mut scene.relations);
            }
        }
        scene
    }
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
