//! A design with every key of the format, made from the declarations that reading follows:
//! `tests/hostile/every-field.toml`, with a mark wherever an author may write a text. A new key is in it
//! automatically, and with it in every test that replaces the mark with something hostile.

use mdbook_system_design::book::rules;
use mdbook_system_design::design::{Context, FactKeys, TABLES};
use mdbook_system_design::reading::Shape;
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;
use snapbox::{assert_data_eq, file};
use toml::{Table, Value};

use crate::builds::Book;
use crate::builds::payloads::{MARK, check_book, write_book};
use crate::harness;

#[test]
fn the_design_with_every_field_follows_the_declarations() {
    let templates = Templates::embedded(&mut Sources::new());
    let context = Context::new(&templates, rules::all());
    let mut design = Table::new();
    for table in TABLES.iter().filter(|table| table.key != "allow") {
        design.insert(table.key.to_owned(), Maker::default().value(&(table.shape)(), table.key));
    }
    design.insert("template".to_owned(), "system-design@1".into());
    let sections = context.sections.iter().map(|key| (key.clone(), MARK.into())).collect();
    design.insert("notes".to_owned(), Value::Table(sections));
    for (path, keys) in context.facts.iter() {
        let keys = match keys {
            FactKeys::Named(keys) => keys.clone(),
            FactKeys::Free => {
                vec!["first".to_owned(), "second".to_owned(), "third".to_owned(), MARK.to_owned()]
            }
        };
        let table = path.split('.').fold(&mut design, |table, key| {
            let inner = table.entry(key).or_insert_with(|| Value::Table(Table::new()));
            inner.as_table_mut().expect("a table of facts")
        });
        for (index, key) in keys.into_iter().enumerate() {
            table.insert(key, fact(index));
        }
    }
    let text = toml::to_string(&design).expect("TOML");
    assert_data_eq!(text, file!["../hostile/every-field.toml"].raw());
}

/// A fact as a text, a list, and named entries.
fn fact(index: usize) -> Value {
    match index % 3 {
        0 => MARK.into(),
        1 => vec![MARK, MARK].into(),
        _ => Value::Table([(MARK.to_owned(), MARK.into())].into_iter().collect()),
    }
}

/// Makes a value of each shape; alternatives take turns.
#[derive(Default)]
struct Maker {
    turns: usize,
}

impl Maker {
    fn value(&mut self, shape: &Shape, key: &str) -> Value {
        match shape {
            // What names an element names the only one, so that pictures have lines and labels.
            Shape::String if matches!(key, "from" | "to") => "first".into(),
            Shape::String | Shape::Named { name: "Text", .. } => MARK.into(),
            Shape::Pattern(pattern) if pattern.contains("[0-9]+\\.") => "1.0.0".into(),
            Shape::Pattern(_) => "first".into(),
            Shape::Integer => Value::Integer(1),
            Shape::Number => Value::Float(1.5),
            Shape::Boolean => Value::Boolean(true),
            Shape::Date | Shape::Moment => Value::Datetime("2026-01-02".parse().expect("a date")),
            Shape::Words(words) => words[0].into(),
            Shape::Array(item) => Value::Array(vec![self.value(item, key), self.value(item, key)]),
            Shape::Map { key: named, value } => {
                let first = if named.is_some() { "first" } else { MARK };
                let entries =
                    [first, "second", "third"].map(|name| (name.to_owned(), self.value(value, name)));
                Value::Table(entries.into_iter().collect())
            }
            Shape::Record(record) => {
                let fields = record.fields.iter().filter(|field| field.key != "not-applicable");
                let fields =
                    fields.map(|field| (field.key.to_owned(), self.value(&(field.shape)(), field.key)));
                Value::Table(fields.collect())
            }
            Shape::OneOf(shapes) => {
                let usable: Vec<&Shape> = shapes.iter().filter(|shape| !is_gap(shape)).collect();
                self.turns += 1;
                self.value(usable[self.turns % usable.len()], key)
            }
            Shape::Named { shape, .. } => self.value(shape, key),
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
