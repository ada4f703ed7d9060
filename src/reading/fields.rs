//! A table with known keys: missing, unknown and misspelt ones.

use toml::Spanned as TomlSpanned;
use toml::de::{DeString, DeTable, DeValue};

use super::key_words;
use super::node::Split;
use super::rules::{INVALID_ID, MISSING_KEY, UNKNOWN_KEY};
use super::{Key, Naming, Node, Presence, Read, Reader, Record, StandIn, nearest, only_nearest, quote_key};
use crate::diagnostic::{Finding, Sink, listed};
use crate::source::Span;

/// The entries of a table that is read as a [`Record`].
pub struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// The node that was opened.
    node: Node<'t>,
    /// Known keys that are misspelt: already reported, and read as they were meant.
    misspelt: Vec<(&'static str, Node<'t>)>,
    /// Absent keys that an unknown key may be a misspelling of (already reported).
    maybe: Vec<&'static str>,
    /// Which of the known keys were given.
    pub presence: Presence,
    /// Known keys that are there, while a part of their table is under a misspelt name (already reported).
    parted: Vec<&'static str>,
    /// Whether a dot split a name, which hides keys that seem to be missing.
    split: bool,
}

impl<'t> Fields<'t> {
    /// Opens a table and reports the keys that its record does not know.
    pub fn open(node: Node<'t>, record: &Record, reader: &mut Reader<'_>) -> Option<Self> {
        let table = reader.table(node, &super::Shape::Record(*record))?;
        let mut fields = Self {
            table,
            node,
            misspelt: Vec::new(),
            maybe: Vec::new(),
            parted: Vec::new(),
            presence: Presence::default(),
            split: false,
        };
        let all: Vec<&'static str> = record.fields.iter().map(|field| field.key).collect();
        let mut strangers = Vec::new();
        for (key, value) in table {
            if all.contains(&key.get_ref().as_ref()) {
                continue;
            }
            let entry = Node::entry(reader, key, value);
            let is_taken = |key: &&str| {
                table.contains_key(*key) || fields.misspelt.iter().any(|(known, _)| known == key)
            };
            let free: Vec<&'static str> = all.iter().copied().filter(|key| !is_taken(key)).collect();
            if nearest(entry.name, free.iter().copied()).is_none() {
                let twin = nearest(entry.name, all.iter().copied()).filter(|twin| {
                    let there = table.get(*twin).is_some_and(|there| there.get_ref().is_table());
                    there && value.get_ref().is_table()
                });
                if let Some(twin) = twin {
                    reader.unknown_key(entry, node, &[twin], &all);
                    fields.parted.push(twin);
                } else if reader.report_split_name(node, key, value, &all) {
                    fields.split = true;
                } else {
                    strangers.push(entry);
                }
                continue;
            }
            fields.misspelt.extend(reader.unknown_key(entry, node, &free, &all).map(|known| (known, entry)));
        }
        strangers.retain(|entry| !fields.is_meant(*entry, record, reader));
        fields.unknown(strangers, record, &all, reader);
        Some(fields)
    }

    /// Reports an unknown key that is near to none, if a key that has to be there is not, and the value suits
    /// it: that one is meant.
    fn is_meant(&mut self, entry: Node<'t>, record: &Record, reader: &mut Reader<'_>) -> bool {
        let required = self.suiting(entry, record, |field| field.required);
        let called = required.iter().find(|key| key_words::is_called(key, entry.name));
        let Some(meant) = called.or_else(|| required.first()).copied() else { return false };
        if called.is_some() {
            reader.report_called(entry, self.node, meant);
        } else {
            reader.report_meant(entry, meant);
        }
        self.misspelt.push((meant, entry));
        true
    }

    /// Reports unknown keys. Each may be any that is not there.
    fn unknown(
        &mut self,
        mut entries: Vec<Node<'t>>,
        record: &Record,
        all: &[&str],
        reader: &mut Reader<'_>,
    ) {
        for entry in &entries {
            let keys = self.suiting(*entry, record, |_| true);
            self.maybe.extend(keys);
        }
        entries.sort_by_key(|entry| entry.key.start);
        // Below each other they are most often those of a table whose header is lost.
        let is_next = |before: &Node<'_>, entry: &Node<'_>| {
            let between =
                reader.text().get(before.span.end as usize..entry.key.start as usize).map(str::to_owned);
            between.is_some_and(|between| {
                between.contains('\n')
                    && between.lines().all(|line| line.trim().is_empty() || line.starts_with('#'))
            })
        };
        let runs: Vec<Vec<Node<'t>>> = entries.chunk_by(is_next).map(<[Node<'t>]>::to_vec).collect();
        for run in runs {
            match run.as_slice() {
                [entry] => _ = reader.unknown_key(*entry, self.node, &[], all),
                run => reader.report_unknown(run, self.node, all),
            }
        }
    }

    /// The keys that are not there and whose values may be like that of an entry.
    fn suiting(
        &self,
        entry: Node<'t>,
        record: &Record,
        is_asked: impl Fn(&super::Field) -> bool,
    ) -> Vec<&'static str> {
        let is_free = |key: &str| {
            !self.table.contains_key(key) && !self.misspelt.iter().any(|(known, _)| *known == key)
        };
        let fields = record.fields.iter().filter(|field| is_asked(field) && is_free(field.key));
        fields.filter(|field| (field.shape)().suits(entry.value)).map(|field| field.key).collect()
    }

    /// A value that must be there.
    pub fn required<T: Read + StandIn>(&mut self, key: Key, reader: &mut Reader<'_>) -> T {
        if let Some((name, value)) = self.table.get_key_value(key.name) {
            let node = self.entry(reader, name, value);
            return self.note(key, T::read(node, reader)).unwrap_or_else(|| T::stand_in(node.span));
        }
        if let Some(node) = self.misspelt(key) {
            return reader.as_meant(node).unwrap_or_else(|| T::stand_in(node.span));
        }
        if !self.split {
            reader.missing_key(self.node.span, key.name, &T::shape(), None);
        }
        T::stand_in(self.node.span)
    }

    /// Reports that a key is missing, unless another one is there in its place. Both were asked for.
    pub fn one_of<T: Read>(&self, key: Key, instead: &'static str, reader: &mut Reader<'_>) {
        let is_guessed =
            |name: &str| self.misspelt.iter().any(|(known, _)| *known == name) || self.maybe.contains(&name);
        let is_there = |name: &str| self.table.contains_key(name) || is_guessed(name);
        if !self.split && !is_there(key.name) && !is_there(instead) {
            reader.missing_key(self.node.span, key.name, &T::shape(), Some(instead));
        }
    }

    /// A value that may be there.
    pub fn optional<T: Read>(&mut self, key: Key, reader: &mut Reader<'_>) -> Option<T> {
        let Some((name, value)) = self.table.get_key_value(key.name) else {
            if self.maybe.contains(&key.name) {
                self.presence.set_unreadable(key);
            }
            return self.misspelt(key).and_then(|node| reader.as_meant(node));
        };
        let read = T::read(self.entry(reader, name, value), reader);
        self.note(key, read)
    }

    fn note<T>(&mut self, key: Key, read: Option<T>) -> Option<T> {
        match &read {
            Some(_) if !self.parted.contains(&key.name) => self.presence.set_readable(key),
            _ => self.presence.set_unreadable(key),
        }
        read
    }

    fn misspelt(&mut self, key: Key) -> Option<Node<'t>> {
        let node = self.misspelt.iter().find(|(known, _)| *known == key.name).map(|(_, node)| *node)?;
        self.presence.set_unreadable(key);
        Some(node)
    }

    /// An entry of the table. One that was made for a plain value has the value's own name.
    fn entry(
        &self,
        reader: &Reader<'_>,
        key: &'t TomlSpanned<DeString<'t>>,
        value: &'t TomlSpanned<DeValue<'t>>,
    ) -> Node<'t> {
        let entry = Node::entry(reader, key, value);
        if self.node.is_short { Node { value: entry.value, is_short: false, ..self.node } } else { entry }
    }

    /// Wraps a plain value into the table that it abbreviates, as the value of `key`. A text in a
    /// file and a reason for leaving it out also count as plain values.
    pub fn shorthand(node: Node<'t>, key: &'static str) -> Option<DeValue<'t>> {
        let plain = match node.value {
            DeValue::Table(table) => table.contains_key("file") || super::only_table(table, "not-applicable"),
            _ => true,
        };
        if !plain {
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
    /// Reports an unknown key of a table and returns the known one that it probably means: the nearest
    /// of those that are still `unused`.
    pub fn unknown_key<'n>(
        &mut self,
        node: Node<'_>,
        table: Node<'_>,
        unused: &[&'n str],
        all: &[&'n str],
    ) -> Option<&'n str> {
        let near = nearest(node.name, unused.iter().copied());
        let sure = only_nearest(node.name, all.iter().copied());
        let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown key `{}`", node.name));
        let finding = match near {
            Some(near) => {
                let finding =
                    finding.label("not a key of this table").help(format!("did you mean `{near}`?"));
                self.renamed(finding, node, near, sure)
            }
            None => {
                let help = format!("known keys: {}", listed(&quoted(all)));
                in_table(finding.help(help), table.span, self)
            }
        };
        self.report(finding);
        near
    }

    /// Reports unknown keys below each other.
    fn report_unknown(&mut self, run: &[Node<'_>], table: Node<'_>, all: &[&str]) {
        const MOST: usize = 4;
        let [first, others @ ..] = run else { return };
        let mut names: Vec<String> = run.iter().take(MOST).map(|entry| format!("`{}`", entry.name)).collect();
        if run.len() > MOST {
            names.push(format!("{} more", run.len() - MOST));
        }
        let finding = Finding::new(&UNKNOWN_KEY, first.key, format!("unknown keys {}", listed(&names)));
        let finding = others
            .iter()
            .take(MOST)
            .fold(finding, |finding, other| finding.related(other.key, "unknown, too"));
        let help = format!(
            "known keys: {}; if the header of another table is lost, write it above `{}`",
            listed(&quoted(all)),
            first.name
        );
        self.report(in_table(finding.help(help), table.span, self));
    }

    /// Reports an unknown key that is meant to be a required one that is absent.
    fn report_meant(&mut self, node: Node<'_>, meant: &str) {
        let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown key `{}`", node.name))
            .label("not a key of this table")
            .help(format!("the key `{meant}` is missing here: is this what you mean?"));
        let finding = self.renamed(finding, node, meant, false);
        self.report(finding);
    }

    /// Reports a key that is called by another word, such as the `description` of a requirement.
    fn report_called(&mut self, node: Node<'_>, table: Node<'_>, meant: &str) {
        let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown key `{}`", node.name));
        let finding =
            in_table(finding, table.span, self).help(format!("write `{meant}`, as this key is called here"));
        let finding = self.renamed(finding, node, meant, true);
        self.report(finding);
    }

    /// Reads the value of a misspelt key as that of the key that it seems to mean. Where it is no
    /// value of that key, the guess was wrong, and nothing more is said.
    pub fn as_meant<T: Read>(&mut self, node: Node<'_>) -> Option<T> {
        let mut sink = Sink::default();
        let value = T::read(node, &mut self.apart(&mut sink));
        if value.is_some() {
            self.sink.append(sink);
        }
        value
    }

    /// Reports each key of a table that is only the end of a name; returns whether there is one.
    pub fn report_split_names(&mut self, node: Node<'_>) -> bool {
        let Some(table) = node.table() else { return false };
        let mut any = false;
        for (key, value) in table {
            any |= self.report_split_name(node, key, value, &[]);
        }
        any
    }

    /// Reports `Node.js = …`, where the name should have been quoted, and `[requirements.R1.2]`,
    /// since ids have no dots.
    fn report_split_name(
        &mut self,
        node: Node<'_>,
        key: &TomlSpanned<DeString<'_>>,
        value: &TomlSpanned<DeValue<'_>>,
        known: &[&str],
    ) -> bool {
        let Some(Split { span, name, places }) = node.split_at(key, self, known) else { return false };
        let finding = match node.naming {
            Naming::Id if value.get_ref().is_table() => {
                let id = name.replace('.', "-");
                Finding::new(&INVALID_ID, span, format!("`{name}` is not an id: it has a dot"))
                    .label(format!("TOML reads this as `{key}` in `{}`", node.name, key = key.get_ref()))
                    .help(format!("write `{id}`, here and where it is cited"))
            }
            Naming::Id => return false,
            Naming::Name | Naming::Key => {
                let quoted = quote_key(&name);
                let finding =
                    Finding::new(&UNKNOWN_KEY, span, format!("a dot splits the name `{name}` in two"))
                        .label(format!("TOML reads this as a table named `{}`", node.name))
                        .help(format!("quote the name: `{quoted}`"));
                places.into_iter().fold(finding, |finding, place| finding.fix(place, quoted.as_str()))
            }
        };
        self.report(finding);
        true
    }

    fn missing_key(&mut self, span: Span, key: &str, shape: &super::Shape, instead: Option<&str>) {
        let example = example(shape);
        let instead = instead.map(|other| format!(", or `{other}` in its place")).unwrap_or_default();
        let finding = Finding::new(&MISSING_KEY, span, format!("the key `{key}` is missing"))
            .label(format!("needs `{key}`"))
            .help(format!("add `{key} = {example}`{instead}"));
        self.report(finding);
    }
}

/// Says which table a key is in, if the table has a header.
pub fn in_table(finding: Finding, header: Span, reader: &Reader<'_>) -> Finding {
    let text = reader.text();
    match text.get(header.range()).filter(|header| header.starts_with('[')) {
        Some(shown) => {
            finding.label(format!("not a key of `{shown}`")).related(header, "the table begins here")
        }
        None => finding.label("not a key of this table"),
    }
}

/// Names in backticks.
pub(super) fn quoted(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

/// A value of a shape, to show what may be typed.
pub(crate) fn example(shape: &super::Shape) -> String {
    use super::Shape;
    match shape {
        Shape::Integer | Shape::Number => "1".to_owned(),
        Shape::Boolean => "true".to_owned(),
        Shape::Date | Shape::Moment => "2026-01-31".to_owned(),
        Shape::Words(words) => format!("\"{}\"", words.first().unwrap_or(&"…")),
        Shape::Array(item) => format!("[{}]", example(item)),
        Shape::Map { key, value } => {
            let name = if key.is_some() { "ID" } else { "NAME" };
            format!("{{ {name} = {} }}", example(value))
        }
        Shape::Record(record) => {
            let required = record.fields.iter().filter(|field| field.required);
            let shown = if record.fields.iter().any(|field| field.required) { usize::MAX } else { 1 };
            let any = record.fields.iter().filter(|_| shown == 1);
            let fields: Vec<_> = required
                .chain(any)
                .take(shown)
                .map(|field| format!("{} = {}", field.key, example(&(field.shape)())))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Shape::OneOf(shapes) => shapes.first().map_or_else(|| "\"…\"".to_owned(), example),
        Shape::Named { shape, .. } | Shape::Cites { shape, .. } => example(shape),
        Shape::String | Shape::Pattern(_) => "\"…\"".to_owned(),
    }
}
