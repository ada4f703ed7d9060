//! Tables of a database, as other formats describe them.

/// A table, with the line that it begins on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherTable {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) is_view: bool,
    pub(crate) columns: Vec<OtherColumn>,
    pub(crate) indexes: Vec<OtherIndex>,
    pub(crate) description: String,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherColumn {
    pub(crate) name: String,
    pub(crate) data_type: String,
    pub(crate) primary: bool,
    pub(crate) nullable: bool,
    pub(crate) unique: bool,
    pub(crate) default: String,
    pub(crate) check: String,
    /// `table.column`.
    pub(crate) references: String,
    pub(crate) description: String,
    /// What else is said of it, text by text.
    pub(crate) more: Vec<String>,
}

/// An index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherIndex {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    pub(crate) unique: bool,
    pub(crate) method: String,
}

impl OtherTable {
    /// The column of a name.
    pub(crate) fn column(&mut self, name: &str) -> Option<&mut OtherColumn> {
        self.columns.iter_mut().find(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// The only column of the primary key.
    pub(crate) fn key(&self) -> Option<&str> {
        let mut keys = self.columns.iter().filter(|column| column.primary);
        keys.next().filter(|_| keys.next().is_none()).map(|column| column.name.as_str())
    }
}
