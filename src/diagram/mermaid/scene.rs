//! What the three pictures are drawn from: plain words, no model and no spans.
//!
//! Elements, participants and tables are referred to by their place in their list. A place beyond
//! the end is left out of the picture, never a panic: what is wrong with a design is told
//! elsewhere.

/// The architecture: people, the system's components and what lies outside, in C4 vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Architecture {
    /// The name of the system, the title of its boundary.
    pub system: String,
    /// Everything that is drawn, in the order of the design.
    pub elements: Vec<Element>,
    /// The lines between them, in the order of the design.
    pub relationships: Vec<Relationship>,
}

/// A person, a component or an external system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// What it is, such as "service" or "external system": shown in brackets.
    pub kind: String,
    /// What it is made with: shown in the same brackets.
    pub technology: Vec<String>,
    /// What it does, in plain words.
    pub description: String,
    /// How it is drawn.
    pub shape: Shape,
    /// Whether it lies inside the system's boundary.
    pub place: Place,
}

/// How an element is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A person.
    Person,
    /// Anything that runs.
    Box,
    /// A cylinder: databases, caches, storage.
    Store,
    /// A queue or topic.
    Queue,
}

/// Where an element lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Outside the system: people and external systems.
    Outside,
    /// Inside the system's boundary.
    System,
    /// Inside another element, which is then drawn as a boundary of its own.
    PartOf(usize),
}

/// A line from one element to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// The element that uses the other.
    pub from: usize,
    /// The element that is used.
    pub to: usize,
    /// What for.
    pub label: String,
    /// How: shown in brackets.
    pub protocol: String,
    /// Whether nobody waits for an answer: drawn as a dotted line.
    pub asynchronous: bool,
}

/// One flow: who says what to whom, in time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sequence {
    /// Who takes part, from left to right.
    pub participants: Vec<Participant>,
    /// What happens, from top to bottom.
    pub steps: Vec<Step>,
}

/// A column of a sequence diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Its name.
    pub name: String,
    /// Whether it is a person.
    pub person: bool,
}

/// One step of a flow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// The participant who acts.
    pub from: usize,
    /// The other one, or the same for a self call.
    pub to: usize,
    /// The call.
    pub send: Option<String>,
    /// The answer to the call; without a call, an answer from `from` to `to` that was due.
    pub reply: Option<String>,
    /// A remark beside the step.
    pub note: Option<String>,
}

/// The tables of a database and their foreign keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    /// The tables, in the order of the design.
    pub tables: Vec<Table>,
    /// The foreign keys, in the order of the design.
    pub foreign_keys: Vec<ForeignKey>,
}

/// One table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type as the database writes it, such as `numeric(10,2)`.
    pub data_type: String,
    /// The keys that it belongs to.
    pub keys: Vec<Key>,
    /// Whether it may be empty.
    pub nullable: bool,
}

/// What a column is to its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Part of the primary key.
    Primary,
    /// Refers to another table.
    Foreign,
    /// No two rows share its value.
    Unique,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The table that has the key.
    pub from: usize,
    /// The table it refers to; may be the same.
    pub to: usize,
    /// Its name, or the columns that make it up.
    pub name: String,
    /// Whether a row may refer to nothing.
    pub nullable: bool,
    /// Whether at most one row refers to another.
    pub unique: bool,
    /// Whether it is part of the primary key, so that a row cannot be told without the other.
    pub identifying: bool,
}
