//! Entities by their ids, and values by names that the author chooses.

use std::collections::HashSet;
use std::ops::Deref;

use indexmap::IndexMap;

use super::ids::{ID_PATTERN, NOT_APPLICABLE, is_admitted, is_id, sound};
use super::text::{Text, read_reason};
use super::walk::{Leaf, Trail, Visit, Walk};
use crate::diagnostic::Finding;
use crate::reading::rules::WRONG_TYPE;
use crate::reading::{Naming, Node, Read, Reader, Shape, only_table};
use crate::source::{Span, Spanned};

/// Entities of one kind by id, in the author's order, or the reason why there are none.
#[derive(Clone, Debug)]
pub struct Entities<T> {
    items: IndexMap<String, Entity<T>>,
    /// The reason, if the whole table is not applicable.
    pub not_applicable: Option<Text>,
    /// Where the table is written, if there is one.
    pub span: Option<Span>,
    /// Ids whose entities could not be read (already reported).
    unread: HashSet<String>,
    /// Names that are not ids (already reported), by their letters and digits: references to them use
    /// the id that was meant.
    misnamed: HashSet<String>,
    /// Whether the value is not a table of entities (already reported), so that no ids are known.
    is_unread: bool,
}

/// An entity and its id.
#[derive(Clone, Debug)]
pub struct Entity<T> {
    /// The id, with the place of its key.
    pub id: Spanned<String>,
    /// Whether it is not in the design itself, but taken from a file of the repository.
    pub is_taken: bool,
    body: T,
}

impl<T: Walk> Walk for Entity<T> {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        self.body.walk_at(at, visit);
    }
}

impl<T> Entity<T> {
    /// What is declared under the id.
    pub fn body(&self) -> &T {
        &self.body
    }
}

impl<T> Deref for Entity<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> Default for Entities<T> {
    fn default() -> Self {
        Self {
            items: IndexMap::new(),
            not_applicable: None,
            span: None,
            unread: HashSet::new(),
            misnamed: HashSet::new(),
            is_unread: false,
        }
    }
}

impl<T> Entities<T> {
    /// The entity with an id.
    pub fn get(&self, id: &str) -> Option<&Entity<T>> {
        self.items.get(id)
    }

    /// The same, to complete it.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.items.get_mut(id).map(|entity| &mut entity.body)
    }

    /// Adds an entity that a file of the repository has, unless one has its id.
    pub fn take(&mut self, id: Spanned<String>, body: T) {
        if !self.declares(&id.value) {
            self.items.insert(id.value.clone(), Entity { id, is_taken: true, body });
        }
    }

    /// Marks an entity as taken from a file of the repository.
    pub fn mark_taken(&mut self, id: &str) {
        if let Some(entity) = self.items.get_mut(id) {
            entity.is_taken = true;
        }
    }

    /// The index of an id in the author's order.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.items.get_index_of(id)
    }

    /// Whether an entity with this id could be read.
    pub fn contains(&self, id: &str) -> bool {
        self.items.contains_key(id)
    }

    /// Whether an id is declared. Entities that could not be read count, and so does a name that is
    /// almost the id.
    pub fn declares(&self, id: &str) -> bool {
        let is_misnamed = || !self.misnamed.is_empty() && self.misnamed.contains(&sound(id));
        self.is_unread || self.contains(id) || self.unread.contains(id) || is_misnamed()
    }

    /// Whether a part of the table could not be read (already reported).
    pub fn has_unread(&self) -> bool {
        self.is_unread || !self.unread.is_empty()
    }

    /// The entities, in the author's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Entity<T>> + DoubleEndedIterator {
        self.items.values()
    }

    /// The ids, in the author's order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.items.keys().map(String::as_str)
    }

    /// The number of entities.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are no entities.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<'a, T> IntoIterator for &'a Entities<T> {
    type Item = &'a Entity<T>;
    type IntoIter = indexmap::map::Values<'a, String, Entity<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.values()
    }
}

impl<T: Read> Read for Entities<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(read_entries(node, Naming::Id, reader))
    }

    fn shape() -> Shape {
        entries_shape::<T>(Some(ID_PATTERN))
    }
}

/// Values under names that the author chooses freely: technologies, paths, environments.
#[derive(Clone, Debug)]
pub struct Named<T>(Entities<T>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Entities::default())
    }
}

impl<T> Deref for Named<T> {
    type Target = Entities<T>;
    fn deref(&self) -> &Entities<T> {
        &self.0
    }
}

impl<T> Named<T> {
    /// Adds a value that a file of the repository has, unless one has its name.
    pub fn take(&mut self, name: Spanned<String>, value: T) {
        self.0.take(name, value);
    }
}

impl<T: Read> Read for Named<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read_entries(node, Naming::Name, reader)))
    }

    fn shape() -> Shape {
        entries_shape::<T>(None)
    }
}

impl<T: Walk> Walk for Named<T> {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        for entry in &self.0 {
            visit(Leaf::Name(&entry.id), &at.key(&entry.id.value));
        }
        self.0.walk_at(at, visit);
    }
}

fn read_entries<T: Read>(node: Node<'_>, naming: Naming, reader: &mut Reader<'_>) -> Entities<T> {
    let mut entities = Entities { span: Some(node.span), ..Entities::default() };
    let key = (naming == Naming::Id).then_some(ID_PATTERN);
    let map = Shape::Map { key, value: Box::new(T::shape()) };
    let Some(table) = reader.table(node, &map) else {
        return Entities { is_unread: true, ..entities };
    };
    if only_table(table, NOT_APPLICABLE) {
        entities.not_applicable = read_reason(node, reader);
        return entities;
    }
    // A header without anything below it is no mistake.
    if table.is_empty() && reader.sources.get(reader.file).slice(node.span).starts_with('{') {
        reader.note_empty(node);
    }
    if naming == Naming::Id && report_bare_entry::<T>(node, reader) {
        return Entities { is_unread: true, ..entities };
    }
    entities.items.reserve_exact(table.len());
    for (key, value) in table {
        let entry = Node::entry(reader, key, value).named(naming);
        if !is_admitted(entry, reader) {
            entities.unread.insert(entry.name.to_owned());
            continue;
        }
        if naming == Naming::Id && !is_id(entry.name) {
            entities.misnamed.insert(sound(entry.name));
        }
        let clean = reader.sink.findings().len();
        match T::read(entry, reader) {
            Some(body) => {
                let id = Spanned::new(entry.name.to_owned(), entry.key);
                entities.items.insert(entry.name.to_owned(), Entity { id, is_taken: false, body });
            }
            None => _ = entities.unread.insert(entry.name.to_owned()),
        }
        if reader.sink.findings().len() > clean {
            for name in split_names::<T>(entry, reader) {
                // `[components.api.cache]` is cited as `cache`, `[requirements.R.1]` as `R1`.
                let last = name.rsplit('.').next().unwrap_or_default();
                entities.misnamed.extend([sound(last), sound(&name)]);
                entities.unread.insert(name);
            }
        }
    }
    entities
}

/// Ids with a dot, which are already reported, so that references to them are not reported as well.
fn split_names<T: Read>(entry: Node<'_>, reader: &Reader<'_>) -> Vec<String> {
    let known = keys_of(&T::shape());
    let keys = entry.table().into_iter().flat_map(|table| table.keys());
    keys.filter_map(|key| entry.split_at(key, reader, &known)).map(|split| split.name).collect()
}

/// The keys of a shape's table, if it is a table.
fn keys_of(shape: &Shape) -> Vec<&'static str> {
    match shape {
        Shape::Record(record) => record.fields.iter().map(|field| field.key).collect(),
        Shape::OneOf(shapes) => shapes.iter().flat_map(keys_of).collect(),
        Shape::Named { shape, .. } => keys_of(shape),
        _ => Vec::new(),
    }
}

/// Reports one entry in the place of a table of entries by id: `[api] endpoint = "…"`.
fn report_bare_entry<T: Read>(node: Node<'_>, reader: &mut Reader<'_>) -> bool {
    let (Some(table), Shape::Record(record)) = (node.table(), T::shape()) else { return false };
    let required = record.fields.iter().filter(|field| field.required);
    let is_key = |key: &str| {
        record.fields.iter().any(|field| field.key == key)
            && table.get(key).is_some_and(|value| !value.get_ref().is_table())
    };
    let bare = table.iter().find(|(key, _)| is_key(key.get_ref()));
    let Some((key, _)) = bare.filter(|_| required.into_iter().any(|field| is_key(field.key))) else {
        return false;
    };
    let message = format!("`{}` is one entry, but a table of entries by id is expected", node.name);
    let finding = Finding::new(&WRONG_TYPE, reader.span(key.span()), message)
        .label("a key of an entry")
        .related(node.span, "this has no id")
        .help(format!("give the entry an id of your choice: `[{}.ID]`", node.name));
    reader.report(finding);
    true
}

fn entries_shape<T: Read>(key: Option<&'static str>) -> Shape {
    Shape::OneOf(vec![
        Shape::Map { key, value: Box::new(T::shape()) },
        Shape::Record(super::text::NotApplicable::RECORD),
    ])
}

impl<T: Walk> Walk for Entities<T> {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        self.not_applicable.walk_at(&at.key(NOT_APPLICABLE), visit);
        for (id, entity) in &self.items {
            entity.body.walk_at(&at.key(id), visit);
        }
    }
}
