//! A design with every key of the format, made from the declarations that reading follows:
//! `tests/hostile/every-field.toml`, with a mark wherever an author may write a text. A new key is in it
//! automatically, and with it in every test that replaces the mark with something hostile.

use mdbook_system_design::book::rules;
use mdbook_system_design::design::{FactKeys, KnownNames, TABLES};
use mdbook_system_design::reading::Shape;
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;
use snapbox::{assert_data_eq, file};
use toml::{Table, Value};

use crate::builds::Book;
use crate::builds::payloads::{MARK, check_book, write_book};
use crate::harness;

/// What the keys of a design are filled with.
pub(crate) trait Filling {
    /// The string of a key, or the text of one.
    fn text(&mut self, key: &str, is_text: bool) -> Value;

    /// One of the words that a key may have.
    fn word(&self, words: &[&'static str]) -> &'static str {
        words[0]
    }

    /// A semantic version.
    fn version(&mut self) -> String {
        "1.0.0".to_owned()
    }

    /// A day.
    fn day(&mut self) -> String {
        "2026-01-02".to_owned()
    }

    /// The ids of the entities in a table.
    fn ids(&mut self, _table: &str) -> [String; 3] {
        ["first", "second", "third"].map(str::to_owned)
    }

    /// Names that an author is free to choose.
    fn names(&mut self) -> [String; 3];

    /// Whether an entity has a key, where not every one can have all.
    fn has(&mut self, _key: &str) -> bool {
        true
    }
}

/// A design with every key of the tables of `wanted`, and with the facts and notes of a context.
pub(crate) fn design(
    filling: &mut dyn Filling,
    context: &KnownNames,
    wanted: &dyn Fn(&str) -> bool,
) -> Table {
    let mut design = Table::new();
    for table in TABLES.iter().filter(|table| wanted(table.key)) {
        let mut maker = Maker { filling, turns: 0 };
        design.insert(table.key.to_owned(), maker.value(&(table.shape)(), table.key));
    }
    design.insert("template".to_owned(), "system-design@1".into());
    if wanted("notes") {
        let sections = context.sections.iter().map(|key| (key.clone(), filling.text(key, true)));
        design.insert("notes".to_owned(), Value::Table(sections.collect()));
    }
    for (path, keys) in context.facts.iter() {
        let keys = match keys {
            FactKeys::Named(keys) => keys.clone(),
            FactKeys::Free => {
                let mut names = vec!["first".to_owned(), "second".to_owned(), "third".to_owned()];
                names.extend(filling.names().into_iter().next());
                names
            }
        };
        let table = path.split('.').fold(&mut design, |table, key| {
            let inner = table.entry(key).or_insert_with(|| Value::Table(Table::new()));
            inner.as_table_mut().expect("a table of facts")
        });
        for (index, key) in keys.into_iter().enumerate() {
            let value = fact(index, &key, filling);
            table.insert(key, value);
        }
    }
    design
}

/// The mark everywhere.
struct Marked;

impl Filling for Marked {
    fn text(&mut self, key: &str, _is_text: bool) -> Value {
        // What names an element names the only one, so that pictures have lines and labels.
        if matches!(key, "from" | "to") { "first".into() } else { MARK.into() }
    }

    fn names(&mut self) -> [String; 3] {
        [MARK, "second", "third"].map(str::to_owned)
    }
}

#[test]
fn the_design_with_every_field_follows_the_declarations() {
    let templates = Templates::embedded(&mut Sources::new());
    let context = KnownNames::new(&templates, rules::all());
    let design = design(&mut Marked, &context, &|table| table != "allow");
    let text = toml::to_string(&design).expect("TOML");
    assert_data_eq!(text, file!["../hostile/every-field.toml"].raw());
}

/// A fact as a text, a list, and named entries.
fn fact(index: usize, key: &str, filling: &mut dyn Filling) -> Value {
    match index % 3 {
        0 => filling.text(key, true),
        1 => vec![filling.text(key, true), filling.text(key, true)].into(),
        _ => {
            let [name, ..] = filling.names();
            Value::Table([(name, filling.text(key, true))].into_iter().collect())
        }
    }
}

/// Makes a value of each shape; alternatives take turns.
struct Maker<'f> {
    filling: &'f mut dyn Filling,
    turns: usize,
}

impl Maker<'_> {
    fn value(&mut self, shape: &Shape, key: &str) -> Value {
        match shape {
            Shape::Named { name: "Text" | "Code", .. } => self.filling.text(key, true),
            Shape::String => self.filling.text(key, false),
            Shape::Pattern(pattern) if pattern.contains("[0-9]+\\.") => self.filling.version().into(),
            Shape::Pattern(_) => "first".into(),
            Shape::Integer => Value::Integer(1),
            Shape::Number => Value::Float(1.5),
            Shape::Boolean => Value::Boolean(true),
            Shape::Date | Shape::Moment => Value::Datetime(self.filling.day().parse().expect("a date")),
            Shape::Words(words) => self.filling.word(words).into(),
            Shape::Array(item) => Value::Array(vec![self.value(item, key), self.value(item, key)]),
            Shape::Map { key: named, value } => {
                let names = if named.is_some() { self.filling.ids(key) } else { self.filling.names() };
                let entries = names.map(|name| {
                    let value = self.value(value, &name);
                    (name, value)
                });
                Value::Table(entries.into_iter().collect())
            }
            Shape::Record(record) => {
                let mut table = Table::new();
                for field in record.fields.iter().filter(|field| field.key != "not-applicable") {
                    if self.filling.has(field.key) {
                        table.insert(field.key.to_owned(), self.value(&(field.shape)(), field.key));
                    }
                }
                Value::Table(table)
            }
            Shape::OneOf(shapes) => {
                let usable: Vec<&Shape> = shapes.iter().filter(|shape| !is_gap(shape)).collect();
                self.turns += 1;
                self.value(usable[self.turns % usable.len()], key)
            }
            Shape::Named { shape, .. } | Shape::Cites { shape, .. } => self.value(shape, key),
        }
    }
}

/// Whether it is only the reason why something does not apply.
fn is_gap(shape: &Shape) -> bool {
    matches!(shape, Shape::Record(record) if record.name == "NotApplicable")
}

fn every_field() -> String {
    harness::read("tests/hostile/every-field.toml")
}

#[test]
fn nothing_that_an_author_writes_runs_on_a_page_of_mdbook_0_5() {
    for settings in ["", "[preprocessor.links]\nafter = [\"system-design\"]\n"] {
        let book = Book::copy("plain");
        write_book(book.root(), &every_field(), settings);
        book.command();
        let (built, said) = book.build(&[]);
        assert!(built, "{said}");
        check_book(&book.root().join("book"));
    }
}
