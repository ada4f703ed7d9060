//! What sequences and tables are drawn from: plain words, no model and no spans.
//!
//! Participants and tables are referred to by their place in their list. A place beyond
//! the end is left out of the picture, never a panic: what is wrong with a design is told
//! elsewhere.

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
