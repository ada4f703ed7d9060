//! What entities share: how they are declared, keyed, cited and walked through.

use std::marker::PhantomData;
use std::ops::Deref;

use super::text::{Text, read_reason};
use crate::diagnostic::Finding;
use crate::reading::rules::{INVALID_ID, UNKNOWN_KEY, WRONG_TYPE};
use crate::reading::{Missing, Naming, Node, Plain, Read, Reader, Shape, nearest, only_table};
use crate::source::{Span, Spanned};
use indexmap::IndexMap;

/// Declares an entity: a [`record!`](crate::reading::record) that can be walked through.
macro_rules! entity {
    (
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident $(or $shorthand:ident)? {
            $( $(#[doc = $fdoc:literal])* $key:literal $field:ident : $mode:ident $ty:ty ),* $(,)?
        }
    ) => {
        $crate::reading::record! {
            $(#[doc = $doc])*
            $vis struct $name $(or $shorthand)? {
                $( $(#[doc = $fdoc])* $key $field: $mode $ty, )*
            }
        }

        impl $crate::design::Walk for $name {
            fn walk<'a>(&'a self, visit: &mut dyn FnMut($crate::design::Leaf<'a>)) {
                $( $crate::design::Walk::walk(&self.$field, visit); )*
            }
        }
    };
}

pub(super) use entity;

/// What a key may cite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A requirement.
    Requirement,
    /// A component.
    Component,
    /// A person, an integration or a component.
    Element,
    /// A flow.
    Flow,
    /// A table.
    Table,
    /// A decision.
    Decision,
    /// A test.
    Test,
    /// A requirement, or a fact by its path.
    Verified,
    /// Another design of the book.
    Design,
}

impl Kind {
    /// What findings call it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Requirement | Kind::Verified => "requirement",
            Kind::Component => "component",
            Kind::Element => "element",
            Kind::Flow => "flow",
            Kind::Table => "table",
            Kind::Decision => "decision",
            Kind::Test => "test",
            Kind::Design => "design",
        }
    }
}

/// A marker for the kind that a [`Ref`] cites.
pub trait Cited: Clone + std::fmt::Debug {
    /// The kind.
    const KIND: Kind;
}

macro_rules! cited {
    ($($name:ident),*) => {
        /// Markers for the kinds that references cite.
        pub mod cited {
            $(
                /// See [`Kind`](super::Kind).
                #[derive(Clone, Copy, Debug)]
                pub struct $name;
                impl super::Cited for $name {
                    const KIND: super::Kind = super::Kind::$name;
                }
            )*
        }
    };
}

cited!(Requirement, Component, Element, Flow, Table, Decision, Test, Verified, Design);

/// An id that cites an entity of kind `K`.
#[derive(Clone, Debug)]
pub struct Ref<K> {
    /// The id and its place.
    pub id: Spanned<String>,
    kind: PhantomData<K>,
}

impl<K> Ref<K> {
    /// A reference read from a key (the target of a relationship).
    pub fn new(id: String, span: Span) -> Self {
        Self { id: Spanned::new(id, span), kind: PhantomData }
    }
}

impl<K> Deref for Ref<K> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.id.value
    }
}

impl<K: Cited> Read for Ref<K> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let id = reader.string(node)?.trim().to_owned();
        Some(Self::new(id, node.span))
    }

    fn shape() -> Shape {
        Shape::String
    }
}

impl<K> Missing for Ref<K> {
    fn missing(span: Span) -> Self {
        Self::new(String::new(), span)
    }
}

/// A value inside an entity that rules look at wherever it stands.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'a> {
    /// A text; Markdown unless it is code.
    Text(&'a Text),
    /// Code or Mermaid.
    Code(&'a Code),
    /// A name, a title, a label.
    Plain(&'a Plain),
    /// A citation.
    Reference(Kind, &'a Spanned<String>),
}

/// Shows the values inside, in the order of the declaration.
pub trait Walk {
    /// Calls `visit` with each of them.
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>));
}

/// Code of any language, or Mermaid: never Markdown.
#[derive(Clone, Debug)]
pub struct Code(pub Text);

impl Deref for Code {
    type Target = Text;
    fn deref(&self) -> &Text {
        &self.0
    }
}

impl Read for Code {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Text::read(node, reader).map(Code)
    }

    fn shape() -> Shape {
        Text::shape()
    }
}

impl Missing for Code {
    fn missing(span: Span) -> Self {
        Code(Text::missing(span))
    }
}

/// Entities of one kind by their ids, in the author's order; or the reason why there are none.
#[derive(Clone, Debug)]
pub struct Entities<T> {
    items: IndexMap<String, Entity<T>>,
    /// The reason, where the whole table is not applicable.
    pub not_applicable: Option<Text>,
    /// Where the table stands, where there is one.
    pub span: Option<Span>,
    /// Ids that stand there, but whose entities could not be read, which was reported.
    unread: Vec<String>,
    /// Nothing is known of the ids: what stands there is no table of entities, which was reported.
    is_unread: bool,
}

/// An entity and its id.
#[derive(Clone, Debug)]
pub struct Entity<T> {
    /// The id, placed at its key.
    pub id: Spanned<String>,
    body: T,
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
            unread: Vec::new(),
            is_unread: false,
        }
    }
}

impl<T> Entities<T> {
    /// The entity with an id.
    pub fn get(&self, id: &str) -> Option<&Entity<T>> {
        self.items.get(id)
    }

    /// The place of an id in the author's order, from 0.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.items.get_index_of(id)
    }

    /// Whether an id is there.
    pub fn contains(&self, id: &str) -> bool {
        self.items.contains_key(id)
    }

    /// Whether an id is declared, as far as can be said: what could not be read counts.
    pub fn declares(&self, id: &str) -> bool {
        self.is_unread || self.contains(id) || self.unread.iter().any(|unread| unread == id)
    }

    /// Whether something stands there that could not be read, which was reported.
    pub fn has_unread(&self) -> bool {
        self.is_unread || !self.unread.is_empty()
    }

    /// In the author's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Entity<T>> + DoubleEndedIterator {
        self.items.values()
    }

    /// The ids, in the author's order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.items.keys().map(String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
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

/// What an id looks like, as an ECMA 262 expression.
pub const ID_PATTERN: &str = "^[A-Za-z0-9][A-Za-z0-9_-]*$";

/// The key of a gap's reason.
const NOT_APPLICABLE: &str = "not-applicable";

/// Words that cannot be ids, since tables use them as keys.
pub const RESERVED: [&str; 2] = [NOT_APPLICABLE, "file"];

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

impl<T: Read> Read for Named<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read_entries(node, Naming::Name, reader)))
    }

    fn shape() -> Shape {
        entries_shape::<T>(None)
    }
}

impl<T: Walk> Walk for Named<T> {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        self.0.walk(visit);
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
    if naming == Naming::Id && report_bare_entry::<T>(node, reader) {
        return Entities { is_unread: true, ..entities };
    }
    for (key, value) in table {
        let entry = Node::entry(reader, key, value).named(naming);
        if !is_admitted(entry, reader) {
            entities.unread.push(entry.name.to_owned());
            continue;
        }
        let clean = reader.sink.findings().len();
        match T::read(entry, reader) {
            Some(body) => {
                let id = Spanned::new(entry.name.to_owned(), entry.key);
                entities.items.insert(entry.name.to_owned(), Entity { id, body });
            }
            None => entities.unread.push(entry.name.to_owned()),
        }
        if reader.sink.findings().len() > clean {
            entities.unread.extend(split_names(entry, reader));
        }
    }
    entities
}

/// Ids with a dot were reported; what cites them is not.
fn split_names(entry: Node<'_>, reader: &Reader<'_>) -> Vec<String> {
    let keys = entry.table().into_iter().flat_map(|table| table.keys());
    keys.filter_map(|key| entry.split_at(key, reader)).map(|(_, name)| name).collect()
}

/// Reports one entry that stands where entries by id should: `[api] endpoint = "…"`.
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
        .related(node.span, "there is no id")
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
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        self.not_applicable.walk(visit);
        self.items.values().for_each(|entity| entity.body.walk(visit));
    }
}

/// Reports a name that cannot be one. A reserved word is skipped, anything else is read all the
/// same, so that what cites it is not reported, too.
fn is_admitted(entry: Node<'_>, reader: &mut Reader<'_>) -> bool {
    let name = entry.name;
    // The length is asked first: every id comes by here.
    let is_near = name.len().abs_diff(NOT_APPLICABLE.len()) <= 3 && nearest(name, [NOT_APPLICABLE]).is_some();
    if is_near {
        let finding = Finding::new(&UNKNOWN_KEY, entry.key, format!("unknown key `{name}`"))
            .label("not a key of this table")
            .help(format!("a key with a similar name exists: `{NOT_APPLICABLE}`"))
            .fix(entry.key, NOT_APPLICABLE);
        reader.report(finding);
        return false;
    }
    if name == NOT_APPLICABLE {
        let message = "what is not applicable cannot have entries";
        let finding = Finding::new(&INVALID_ID, entry.key, message)
            .label("stands beside entries")
            .help("delete the reason, or the entries");
        reader.report(finding);
        return false;
    }
    if entry.naming != Naming::Id || is_id(name) {
        if entry.naming == Naming::Id && RESERVED.contains(&name) {
            let message = format!("`{name}` cannot be an id: the word has a meaning of its own");
            let finding = Finding::new(&INVALID_ID, entry.key, message)
                .label("reserved word")
                .help("choose another id");
            reader.report(finding);
            return false;
        }
        return true;
    }
    let finding = Finding::new(&INVALID_ID, entry.key, format!("`{name}` is not an id"))
        .label("letters a to z, digits, `-` and `_`, beginning with a letter or a digit");
    let fixed = dashed(name);
    reader.report(if fixed.is_empty() {
        finding.help("choose an id of these")
    } else {
        finding.help(format!("write `{fixed}`, here and where it is cited"))
    });
    true
}

/// An id as near to some words as can be.
fn dashed(words: &str) -> String {
    let parts = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").trim_start_matches('_').to_owned()
}

/// Whether a word is an id.
pub fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Makes an id of any words: kebab-case of what letters and digits there are.
pub fn as_id(words: &str) -> String {
    let mut id = String::new();
    for c in words.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

impl<T: Walk> Walk for Option<T> {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        if let Some(value) = self {
            value.walk(visit);
        }
    }
}

impl<T: Walk> Walk for Vec<T> {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        for value in self {
            value.walk(visit);
        }
    }
}

impl<T: Walk> Walk for Spanned<T> {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        self.value.walk(visit);
    }
}

impl Walk for Text {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        visit(Leaf::Text(self));
    }
}

impl Walk for Code {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        visit(Leaf::Code(self));
    }
}

impl Walk for Plain {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        visit(Leaf::Plain(self));
    }
}

impl<K: Cited> Walk for Ref<K> {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        visit(Leaf::Reference(K::KIND, &self.id));
    }
}

/// Values that hold nothing that is looked at everywhere.
macro_rules! leafless {
    ($($ty:ty),* $(,)?) => {
        $(impl $crate::design::Walk for $ty {
            fn walk<'a>(&'a self, _: &mut dyn FnMut($crate::design::Leaf<'a>)) {}
        })*
    };
}

pub(super) use leafless;

leafless!(bool, crate::reading::Date, crate::reading::Moment);
