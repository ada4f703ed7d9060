//! Tables of a database, as documents describe them: in words, and not with a place for each.

use super::partial::{Column, Table};

/// A table, with the line that it begins on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherTable {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) is_view: bool,
    pub(crate) columns: Vec<OtherColumn>,
    pub(crate) indexes: Vec<OtherIndex>,
    /// Foreign keys of several columns.
    pub(crate) foreign_keys: Vec<OtherKey>,
    pub(crate) description: String,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherColumn {
    pub(crate) name: String,
    /// The line that it is on, where that is known.
    pub(crate) line: usize,
    pub(crate) data_type: String,
    pub(crate) primary: bool,
    pub(crate) nullable: bool,
    pub(crate) unique: bool,
    pub(crate) default: String,
    pub(crate) check: String,
    /// `table.column`.
    pub(crate) references: String,
    pub(crate) on_delete: String,
    /// The values of an enumeration.
    pub(crate) values: Vec<String>,
    pub(crate) description: String,
    /// What else is said of it, text by text.
    pub(crate) more: Vec<String>,
}

/// A foreign key of several columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherKey {
    pub(crate) columns: Vec<String>,
    /// `table(a, b)`.
    pub(crate) references: String,
    pub(crate) on_delete: String,
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

impl From<&Table> for OtherTable {
    fn from(table: &Table) -> Self {
        let words = |text: Option<&crate::source::Spanned<String>>| {
            text.map(|text| text.value.trim().to_owned()).unwrap_or_default()
        };
        let unique = table.unique.iter().map(|columns| (None, &columns.value, true, None));
        let indexes = table
            .indexes
            .iter()
            // A design has no key for rows that an index leaves out.
            .filter(|index| {
                !index.is_partial && index.columns.iter().all(|name| table.column(name).is_some())
            })
            .map(|index| (index.name.clone(), &index.columns, index.is_unique, index.method.clone()));
        let keys = table.foreign_keys.iter().filter(|key| key.columns.len() > 1).map(|key| OtherKey {
            columns: key.columns.clone(),
            references: format!("{}({})", key.table, key.targets.join(", ")),
            on_delete: key.on_delete.clone().unwrap_or_default(),
        });
        Self {
            name: table.name.value.clone(),
            line: 0,
            is_view: table.is_view,
            columns: table.columns.iter().map(|column| other_column(table, column)).collect(),
            indexes: unique
                .chain(indexes)
                .map(|(name, columns, unique, method)| OtherIndex {
                    name: name.unwrap_or_default(),
                    columns: columns.clone(),
                    unique,
                    method: method.unwrap_or_default(),
                })
                .collect(),
            foreign_keys: keys.collect(),
            description: words(table.description.as_ref()),
        }
    }
}

fn other_column(table: &Table, column: &Column) -> OtherColumn {
    let name = column.name.value.as_str();
    let foreign = table.reference(name);
    let target = foreign.and_then(|key| Some(format!("{}.{}", key.table, key.targets.first()?)));
    let words = |text: Option<&crate::source::Spanned<String>>| {
        text.map(|text| text.value.trim().to_owned()).unwrap_or_default()
    };
    OtherColumn {
        name: name.to_owned(),
        data_type: column.kind.value.clone(),
        primary: table.is_primary(name),
        nullable: column.nullable.value,
        unique: column.unique.is_some(),
        default: words(column.default.as_ref()),
        check: words(column.check.as_ref()),
        references: target.unwrap_or_default(),
        on_delete: foreign.and_then(|key| key.on_delete.clone()).unwrap_or_default(),
        values: column.values.clone(),
        description: words(column.description.as_ref()),
        ..OtherColumn::default()
    }
}
