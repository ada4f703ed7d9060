//! A table with known keys: what is missing, what nobody knows, what is misspelt.

use toml::Spanned as TomlSpanned;
use toml::de::{DeString, DeTable, DeValue};

use super::rules::{MISSING_KEY, UNKNOWN_KEY};
use super::{Missing, Node, Read, Reader, Record, nearest, quote_key};
use crate::diagnostic::Finding;
use crate::source::Span;

/// The entries of a table that is read as a [`Record`].
pub struct Fields<'t> {
    table: &'t DeTable<'t>,
    span: Span,
    /// Known keys that stand there misspelt or with a value that cannot be read: they were
    /// reported, and count as present.
    pub mistaken: Vec<&'static str>,
    /// A name was split by a dot: what seems to be missing is only hidden.
    split: bool,
}

impl<'t> Fields<'t> {
    /// Opens a table and reports the keys that its record does not know.
    pub fn open(node: Node<'t>, record: &Record, reader: &mut Reader<'_>) -> Option<Self> {
        let table = reader.table(node)?;
        let mut fields = Self { table, span: node.span, mistaken: Vec::new(), split: false };
        if node.split_name(reader).is_some() && !knows_first(table, record) {
            reader.report_split_name(node);
            fields.split = true;
            return Some(fields);
        }
        for (key, value) in table {
            if !record.fields.iter().any(|field| field.key == key.get_ref().as_ref()) {
                let free =
                    record.fields.iter().map(|field| field.key).filter(|key| !table.contains_key(*key));
                let known: Vec<&'static str> = free.collect();
                let all: Vec<&'static str> = record.fields.iter().map(|field| field.key).collect();
                let node = Node::entry(reader, key, value);
                fields.mistaken.extend(reader.unknown_key(node, &known, &all));
            }
        }
        Some(fields)
    }

    /// A value that must be there.
    pub fn required<T: Read + Missing>(&mut self, key: &'static str, reader: &mut Reader<'_>) -> T {
        if let Some((name, value)) = self.table.get_key_value(key) {
            let node = Node::entry(reader, name, value);
            return T::read(node, reader).unwrap_or_else(|| T::missing(node.span));
        }
        if !self.split && !self.mistaken.contains(&key) {
            reader.missing_key(self.span, key, &T::shape());
        }
        T::missing(self.span)
    }

    /// A value that may be there.
    pub fn optional<T: Read>(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<T> {
        let (name, value) = self.table.get_key_value(key)?;
        let read = T::read(Node::entry(reader, name, value), reader);
        if read.is_none() {
            self.mistaken.push(key);
        }
        read
    }

    /// Wraps a plain value into the table that it stands for, as the value of `key`. A text
    /// kept in a file and a justified gap are plain values, too.
    pub fn shorthand(node: Node<'t>, key: &'static str, reader: &Reader<'_>) -> Option<DeValue<'t>> {
        let plain = match node.value {
            DeValue::Table(table) => table.contains_key("file") || super::only_table(table, "not-applicable"),
            _ => true,
        };
        if !plain || node.split_name(reader).is_some() {
            return None;
        }
        let key = TomlSpanned::new(node.key.range(), DeString::Borrowed(key));
        let value = TomlSpanned::new(node.span.range(), node.value.clone());
        let mut table = DeTable::new();
        table.insert(key, value);
        Some(DeValue::Table(table))
    }
}

impl Reader<'_> {
    /// Reports a key that nothing knows and gives the known one that it seems to stand for:
    /// the nearest of those that are still `free`, or nothing.
    pub fn unknown_key<'n>(&mut self, node: Node<'_>, free: &[&'n str], all: &[&'n str]) -> Option<&'n str> {
        if node.split_name(self).is_some() {
            self.report_split_name(node);
            return None;
        }
        let near = nearest(node.name, free.iter().copied());
        let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown key `{}`", node.name));
        let finding = match near {
            Some(near) => finding
                .label("not a key of this table")
                .help(format!("a key with a similar name exists: `{near}`"))
                .fix(node.key, quote_key(near)),
            None if all.is_empty() => finding.label("no key is known here"),
            None => finding.label("not a key of this table").help(format!("known here: {}", list(all))),
        };
        self.report(finding);
        near
    }

    /// Reports `Node.js = …`, where the name should have been quoted.
    pub fn report_split_name(&mut self, node: Node<'_>) {
        let Some((span, name)) = node.split_name(self) else { return };
        let finding = Finding::new(&UNKNOWN_KEY, span, format!("a dot splits the name `{name}` in two"))
            .label(format!("TOML reads this as a table `{}`", node.name))
            .help(format!("quote the name: `\"{name}\"`"))
            .fix(span, format!("\"{name}\""));
        self.report(finding);
    }

    fn missing_key(&mut self, span: Span, key: &str, shape: &super::Shape) {
        let example = example(shape);
        let finding = Finding::new(&MISSING_KEY, span, format!("the key `{key}` is missing"))
            .label(format!("needs `{key}`"))
            .help(format!("add `{key} = {example}`"));
        self.report(finding);
    }
}

/// Names in backticks, with commas.
pub(super) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn knows_first(table: &DeTable<'_>, record: &Record) -> bool {
    let first = table.keys().next().map(|key| key.get_ref().as_ref());
    record.fields.iter().any(|field| Some(field.key) == first)
}

/// A value of a shape, to show what may be typed.
fn example(shape: &super::Shape) -> String {
    use super::Shape;
    match shape {
        Shape::Integer | Shape::Number => "1".to_owned(),
        Shape::Boolean => "true".to_owned(),
        Shape::Date | Shape::Moment => "2026-01-31".to_owned(),
        Shape::Words(words) => format!("\"{}\"", words.first().unwrap_or(&"…")),
        Shape::Array(item) => format!("[{}]", example(item)),
        Shape::Map { .. } => "{ … }".to_owned(),
        Shape::Record(record) => {
            let required = record.fields.iter().filter(|field| field.required);
            let fields: Vec<_> =
                required.map(|field| format!("{} = {}", field.key, example(&(field.shape)()))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Shape::OneOf(shapes) => shapes.first().map_or_else(|| "\"…\"".to_owned(), example),
        Shape::Named { shape, .. } => example(shape),
        Shape::String | Shape::Pattern(_) | Shape::Any => "\"…\"".to_owned(),
    }
}
