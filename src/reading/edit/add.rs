//! Adds what another text has.

use toml_edit::{Item, Table, Value};

use super::Editor;
use crate::reading::{first_key, quote_key};

/// A step of a path: into a table or into an array.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An item, counted from 0.
    Item(usize),
}

impl Step {
    /// The value of a key.
    pub fn key(key: &str) -> Self {
        Self::Key(key.to_owned())
    }

    /// The key.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Item(_) => None,
        }
    }

    /// Reads a path that findings print; `None` if it is not one.
    pub fn read(path: &str) -> Option<Vec<Self>> {
        let mut steps = Vec::new();
        let mut rest = path;
        while !rest.is_empty() {
            if let Some(index) = rest.strip_prefix('[') {
                let (index, after) = index.split_once(']')?;
                steps.push(Self::Item(index.parse().ok()?));
                rest = after.strip_prefix('.').unwrap_or(after);
            } else {
                let (key, after) = first_key(rest);
                steps.push(Self::Key(key.into_owned()));
                rest = after;
            }
        }
        Some(steps)
    }

    /// A path as findings print it: `tables.users.columns[2].type`.
    pub fn path(steps: &[Self]) -> String {
        steps.iter().fold(String::new(), |path, step| match step {
            Self::Key(key) if path.is_empty() => quote_key(key),
            Self::Key(key) => format!("{path}.{}", quote_key(key)),
            Self::Item(at) => format!("{path}[{at}]"),
        })
    }
}

impl Editor {
    /// Takes a value of another text, with the comments above it, to a path that has none. A table comes
    /// after those of the table before it in `order`; `mark` is a comment above a key.
    ///
    /// # Errors
    /// When there is no such value, or the path leads through another kind of value.
    pub fn take(
        &mut self,
        to: &[Step],
        other: &Editor,
        from: &[Step],
        order: &[&str],
        mark: Option<&str>,
    ) -> Result<(), String> {
        let (Some((Step::Key(key), way)), Some(Step::Key(name))) = (to.split_last(), from.last()) else {
            return Err("it is not a key".to_owned());
        };
        let mut item = find(other.document.as_item(), from).ok_or("there is nothing to take")?.clone();
        let root = to.first().and_then(Step::name).unwrap_or_default();
        let place = if self.document.contains_key(root) { None } else { self.place_after(root, order) };
        renew(&mut item);
        if let (Some(place), Some(table)) = (place, item.as_table_mut()) {
            table.set_position(Some(place));
        }
        let decor = find(other.document.as_item(), from.get(..from.len() - 1).unwrap_or_default())
            .and_then(Item::as_table)
            .and_then(|table| table.key(name))
            .and_then(|key| key.leaf_decor().prefix())
            .and_then(|prefix| prefix.as_str())
            .unwrap_or_default()
            .to_owned();
        let table = self.way(way)?;
        if let Some(inline) = table.as_inline_table_mut() {
            let mut value = item.into_value().map_err(|_| "it is not a value")?;
            value.decor_mut().clear();
            inline.insert(key, value);
            return Ok(());
        }
        let table = table.as_table_mut().ok_or("it is not a table")?;
        let is_value = item.is_value();
        if let (Some(mark), Some(taken)) = (mark, item.as_table_mut()) {
            taken.decor_mut().set_prefix(format!("\n# {mark}\n"));
        }
        table.insert(key, item);
        if let Some(mut key) = table.key_mut(key).filter(|_| is_value) {
            let above = mark.map_or(decor, |mark| format!("# {mark}\n"));
            key.leaf_decor_mut().set_prefix(above);
        }
        Ok(())
    }

    /// Adds an item of an array of another text to an array.
    ///
    /// # Errors
    /// When one of the paths does not lead there.
    pub fn push(&mut self, to: &[Step], other: &Editor, from: &[Step]) -> Result<(), String> {
        let item = find(other.document.as_item(), from).ok_or("there is nothing to add")?.clone();
        let mut value = item.into_value().map_err(|_| "it is not a value")?;
        let target = find_mut(self.document.as_item_mut(), to).ok_or("it is not an array")?;
        if let Some(tables) = target.as_array_of_tables_mut() {
            if let Value::InlineTable(inline) = value {
                tables.push(inline.into_table());
            }
            return Ok(());
        }
        let array = target.as_array_mut().ok_or("it is not an array")?;
        let last = array.iter().last().and_then(|last| last.decor().prefix()?.as_str()).unwrap_or_default();
        let last = if array.is_empty() {
            ""
        } else if last.is_empty() {
            " "
        } else {
            last
        }
        .to_owned();
        // A comment above the last item stays its own.
        let blank = last.rsplit_once('#').map_or(last.as_str(), |_| "\n  ").to_owned();
        // So does one that comes after it.
        let comment = comment_after(array);
        let blank = if comment.is_empty() || blank.starts_with('\n') { blank } else { "\n  ".to_owned() };
        value.decor_mut().set_prefix(format!("{comment}{blank}"));
        value.decor_mut().set_suffix("");
        array.push_formatted(value);
        Ok(())
    }

    /// Sets the value of a path, which is created if it does not exist.
    ///
    /// # Errors
    /// When the path leads through another kind of value, or the literal is none.
    pub fn put(&mut self, path: &[Step], literal: &str, order: &[&str]) -> Result<(), String> {
        let Some((Step::Key(key), way)) = path.split_last() else { return Err("it is not a key".to_owned()) };
        let value: Value =
            literal.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
        let root = path.first().and_then(Step::name).unwrap_or_default();
        let place = if self.document.contains_key(root) { None } else { self.place_after(root, order) };
        let table = self.way(way)?;
        if let (Some(place), Some(table)) = (place, table.as_table_mut()) {
            table.set_position(Some(place));
        }
        let table = table.as_table_like_mut().ok_or("it is not a table")?;
        match table.get_mut(key) {
            Some(item) => *item = Item::Value(value),
            None => _ = table.insert(key, Item::Value(value)),
        }
        Ok(())
    }

    /// Where a new table goes: after the last one of those before it.
    fn place_after(&self, root: &str, order: &[&str]) -> Option<isize> {
        let before = order.iter().position(|known| *known == root).unwrap_or(order.len());
        let above = order.get(..before)?.iter().rev();
        let places = above.filter_map(|name| last_place(self.document.get(name)?));
        places.max()
    }

    fn way(&mut self, way: &[Step]) -> Result<&mut Item, String> {
        let keys: Option<Vec<&str>> = way.iter().map(Step::name).collect();
        match keys {
            Some(keys) => self.table_mut(&keys),
            None => find_mut(self.document.as_item_mut(), way).ok_or_else(|| "it is not a table".to_owned()),
        }
    }
}

/// The last place of a table and those below it.
fn last_place(item: &Item) -> Option<isize> {
    match item {
        Item::Table(table) => {
            let below = table.iter().filter_map(|(_, item)| last_place(item));
            below.chain(table.position()).max()
        }
        Item::ArrayOfTables(tables) => tables.iter().filter_map(Table::position).max(),
        _ => None,
    }
}

/// Forgets where the tables were in the other text.
fn renew(item: &mut Item) {
    match item {
        Item::Table(table) => {
            table.set_position(None);
            table.iter_mut().for_each(|(_, item)| renew(item));
        }
        Item::ArrayOfTables(tables) => {
            for table in tables.iter_mut() {
                table.set_position(None);
                table.iter_mut().for_each(|(_, item)| renew(item));
            }
        }
        _ => {}
    }
}

fn find<'d>(item: &'d Item, path: &[Step]) -> Option<&'d Item> {
    path.iter().try_fold(item, |item, step| match step {
        Step::Key(key) => item.get(key.as_str()),
        Step::Item(at) => item.get(*at),
    })
}

fn find_mut<'d>(item: &'d mut Item, path: &[Step]) -> Option<&'d mut Item> {
    path.iter().try_fold(item, |item, step| match step {
        Step::Key(key) => item.get_mut(key.as_str()),
        Step::Item(at) => item.get_mut(*at),
    })
}

/// Takes the comment after the last item of an array.
fn comment_after(array: &mut toml_edit::Array) -> String {
    let trailing = array.trailing().as_str().unwrap_or_default().to_owned();
    if trailing.contains('#') {
        array.set_trailing("\n");
        return trailing.trim_end().to_owned();
    }
    let Some(last) = array.len().checked_sub(1).and_then(|at| array.get_mut(at)) else {
        return String::new();
    };
    let suffix = last.decor().suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().to_owned();
    if !suffix.contains('#') {
        return String::new();
    }
    last.decor_mut().set_suffix("");
    array.set_trailing("\n");
    suffix.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn a_path_is_read_as_it_is_printed() {
        for path in
            ["components.api", "flows.redirect.steps[2].to", "a[0][1].b", "x.\"src/a.rs\"[3]", "\"\".b"]
        {
            assert_eq!(Step::read(path).map(|steps| Step::path(&steps)).as_deref(), Some(path));
        }
        assert_eq!(Step::read("a[x]"), None);
    }
}
