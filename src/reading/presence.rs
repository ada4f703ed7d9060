//! Which keys of a table were given.

/// Whether a key of a table was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It has a value that could be read.
    Said,
    /// It is misspelt, or its value cannot be read (already reported): nobody should say that it is
    /// missing.
    Mistaken,
    /// It is not there.
    Absent,
}

impl Given {
    /// Whether it is misspelt, or its value cannot be read (already reported).
    pub fn is_mistaken(self) -> bool {
        self == Given::Mistaken
    }

    /// Whether it is not there at all.
    pub fn is_absent(self) -> bool {
        self == Given::Absent
    }
}

/// A key of a record: its name, and its place among the record's keys.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As the author writes it.
    pub name: &'static str,
    /// From 0.
    pub index: u8,
}

/// A struct whose keys are known by the names of its fields.
pub trait Keyed {
    /// A struct with a [`Key`] for each field.
    type Keys: 'static;
    /// The keys.
    const KEYS: Self::Keys;
}

/// What was given of the keys of one table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Presence {
    said: u64,
    mistaken: u64,
}

impl Presence {
    /// Whether a key was given.
    pub fn of(self, key: Key) -> Given {
        let bit = 1 << key.index;
        if self.mistaken & bit != 0 {
            Given::Mistaken
        } else if self.said & bit != 0 {
            Given::Said
        } else {
            Given::Absent
        }
    }

    pub(super) fn say(&mut self, key: Key) {
        self.said |= 1 << key.index;
    }

    pub(super) fn mistake(&mut self, key: Key) {
        self.mistaken |= 1 << key.index;
    }
}
