//! What of a view is shown, if that is not all of it.

/// A part of a view. Whether the view has what is named here is known to [`choices`](super::choices).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The ids of what is shown; everything if there are none.
    pub only: Vec<String>,
    /// The ids of what is drawn as one box instead of a boundary around its parts.
    pub collapse: Vec<String>,
    /// Which columns tables are drawn with.
    pub columns: ShownColumns,
}

/// Which columns of a table are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ShownColumns {
    /// Every column.
    #[default]
    All,
    /// Those of keys, and those that keys refer to.
    Keys,
}

impl Selection {
    /// Everything.
    pub const ALL: &'static Self =
        &Self { only: Vec::new(), collapse: Vec::new(), columns: ShownColumns::All };

    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        self == Self::ALL
    }

    /// Whether something is shown that may be chosen by its id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|one| one == id)
    }
}

impl ShownColumns {
    /// The words for them, in the order of the documentation.
    pub const WORDS: [&'static str; 2] = ["all", "keys"];

    /// The columns that a word means.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "all" => Some(Self::All),
            "keys" => Some(Self::Keys),
            _ => None,
        }
    }
}
