//! Which keys of a table were given.

/// Whether a key of a table was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The key has a value that could be read.
    Readable,
    /// The key is misspelt, or its value cannot be read (already reported). It must not be reported
    /// as missing.
    Unreadable,
    /// The key is not there.
    Absent,
}

impl Given {
    /// Whether the key is misspelt, or its value cannot be read (already reported).
    pub fn is_unreadable(self) -> bool {
        self == Given::Unreadable
    }

    /// Whether the key is not there at all.
    pub fn is_absent(self) -> bool {
        self == Given::Absent
    }
}

/// A key of a record: its name, and its index among the record's keys.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name as the author writes it.
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

/// Which keys of one table were given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Presence {
    readable: u64,
    unreadable: u64,
}

impl Presence {
    /// Whether a key was given.
    pub fn of(self, key: Key) -> Given {
        let bit = 1 << key.index;
        if self.unreadable & bit != 0 {
            Given::Unreadable
        } else if self.readable & bit != 0 {
            Given::Readable
        } else {
            Given::Absent
        }
    }

    pub(super) fn set_readable(&mut self, key: Key) {
        self.readable |= 1 << key.index;
    }

    pub(super) fn set_unreadable(&mut self, key: Key) {
        self.unreadable |= 1 << key.index;
    }
}
