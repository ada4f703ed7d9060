//! What a value may look like, for the JSON Schema: the same declaration that reading follows.

/// The form of a value.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Any string; the name of its JSON Schema format where it has one.
    String,
    /// A string that matches a regular expression (ECMA 262).
    Pattern(&'static str),
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A TOML date; JSON Schema sees a string.
    Date,
    /// A TOML date or an offset date-time.
    Moment,
    /// One word of a closed list.
    Words(&'static [&'static str]),
    /// An array.
    Array(Box<Shape>),
    /// A table whose keys the author names.
    Map {
        /// The expression keys must match; `None`: any name.
        key: Option<&'static str>,
        /// What they hold.
        value: Box<Shape>,
    },
    /// A table with known keys.
    Record(Record),
    /// Any of these.
    OneOf(Vec<Shape>),
    /// A shape that many keys share: the schema declares it once, by its name.
    Named {
        /// The name of its definition.
        name: &'static str,
        /// The shape itself.
        shape: Box<Shape>,
    },
}

/// A table with known keys.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// The Rust type's name: the schema's definitions go by it.
    pub name: &'static str,
    /// What it is: its doc comment.
    pub description: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
}

/// One key of a record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key as the author writes it.
    pub key: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it holds, from its doc comment.
    pub description: &'static str,
    /// The form of its value.
    pub shape: fn() -> Shape,
}
