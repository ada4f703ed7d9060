//! Edits TOML as a person would: comments, order, layout and line ends stay, however the tables
//! are written (headers, dotted keys, braces).

mod add;

use std::ops::Range;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, value};

use super::line_ends::keep_line_ends;

pub use add::Step;

/// A text that is being edited.
pub struct Editor {
    document: DocumentMut,
    /// The text before all edits.
    text: String,
    mark: &'static str,
}

impl Editor {
    /// Opens a text.
    ///
    /// # Errors
    /// When it is not TOML, as a sentence without a full stop.
    pub fn open(text: &str) -> Result<Self, String> {
        let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
        let document: DocumentMut = text
            .parse()
            .map_err(|error: toml_edit::TomlError| format!("it is not TOML: {}", error.message()))?;
        Ok(Self { document, text: text.to_owned(), mark })
    }

    /// Creates the table at a path, if it does not exist.
    ///
    /// # Errors
    /// When its name is taken by another kind of value.
    pub fn table(&mut self, path: &[&str]) -> Result<(), String> {
        self.table_mut(path).map(drop)
    }

    /// Adds strings to the array at a path, which is created if it does not exist.
    ///
    /// # Errors
    /// When its name, or that of a table on the path, is taken by another kind of value.
    pub fn extend(&mut self, path: &[&str], names: &[&str]) -> Result<(), String> {
        let (Some((key, way)), false) = (path.split_last(), names.is_empty()) else { return Ok(()) };
        let table = self.table_mut(way)?.as_table_like_mut().ok_or("it is not a table")?;
        let item = table.entry(key).or_insert_with(|| value(Array::new()));
        let array = item.as_array_mut().ok_or_else(|| format!("`{key}` is not an array"))?;
        for name in names {
            if !array.iter().any(|known| known.as_str() == Some(name)) {
                array.push(*name);
            }
        }
        Ok(())
    }

    /// Sets a switch in a table of the table at a path; both are created if they do not exist.
    ///
    /// # Errors
    /// When the name of one of them is taken by another kind of value.
    pub fn switch(&mut self, path: &[&str], table: &str, name: &str, on: bool) -> Result<(), String> {
        let outer = self.table_mut(path)?.as_table_like_mut().ok_or("it is not a table")?;
        let inner = outer.entry(table).or_insert_with(|| value(InlineTable::new()));
        let inner = inner.as_table_like_mut().ok_or_else(|| format!("`{table}` is not a table"))?;
        inner.insert(name, value(on));
        Ok(())
    }

    /// Removes the value at a path, if there is one.
    pub fn remove(&mut self, path: &[&str]) {
        let Some((key, way)) = path.split_last() else { return };
        let item = way
            .iter()
            .try_fold(self.document.as_item_mut(), |item, key| item.as_table_like_mut()?.get_mut(key));
        if let Some(table) = item.and_then(Item::as_table_like_mut) {
            table.remove(key);
        }
    }

    /// The new text.
    pub fn finish(&self) -> String {
        format!("{}{}", self.mark, self.edited())
    }

    /// The bytes that change (counted without a byte order mark), and their replacement.
    pub fn change(&self) -> Option<(Range<usize>, String)> {
        let (old, new) = (self.text.as_str(), self.edited());
        if old == new {
            return None;
        }
        let same = |(a, b): &(char, char)| a == b;
        let length = |(c, _): (char, char)| c.len_utf8();
        let start: usize = old.chars().zip(new.chars()).take_while(same).map(length).sum();
        let (old_rest, new_rest) = (old.get(start..)?, new.get(start..)?);
        let end: usize =
            old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(length).sum();
        let written = new.get(start..new.len() - end)?.to_owned();
        Some((start..old.len() - end, written))
    }

    /// The document as text, with the line ends that it had.
    fn edited(&self) -> String {
        keep_line_ends(&self.text, &self.document.to_string())
    }

    /// Tables that are created on the path get no header; inside braces, everything is in braces.
    fn table_mut(&mut self, path: &[&str]) -> Result<&mut Item, String> {
        let mut item = self.document.as_item_mut();
        for (index, key) in path.iter().enumerate() {
            let is_inline = item.is_inline_table();
            let table = item.as_table_like_mut().ok_or("it is not a table")?;
            item = table.entry(key).or_insert_with(|| {
                if is_inline {
                    return value(InlineTable::new());
                }
                let mut table = Table::new();
                table.set_implicit(index + 1 < path.len());
                Item::Table(table)
            });
            if !item.is_table_like() {
                return Err(format!("`{key}` is not a table"));
            }
        }
        Ok(item)
    }
}

#[cfg(test)]
mod tests {
    use super::Editor;

    #[track_caller]
    fn assert_extended(before: &str, after: &str) {
        let mut editor = Editor::open(before).expect("it is TOML");
        editor.extend(&["p", "us", "before"], &["m"]).expect("it can be changed");
        assert_eq!(editor.finish(), after);
        let (range, written) = editor.change().expect("something changed");
        let mut text = before.trim_start_matches('\u{feff}').to_owned();
        text.replace_range(range, &written);
        assert_eq!(text, after.trim_start_matches('\u{feff}'));
        let values: toml::Table = toml::from_str(&text).expect("it stays TOML");
        assert_eq!(values["p"]["us"]["before"].as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn every_spelling_of_a_table_can_be_extended() {
        assert_extended("[p.us.rules]\na = 1\n", "[p.us]\nbefore = [\"m\"]\n[p.us.rules]\na = 1\n");
        assert_extended("[p]\nus = { c = 1 } # x\n", "[p]\nus = { c = 1 , before = [\"m\"] } # x\n");
        assert_extended("p = { m = {} }\n", "p = { m = {} , us = { before = [\"m\"] } }\n");
        assert_extended("p.us.c = 1 # x\n[q]\n", "p.us.c = 1 # x\np.us.before = [\"m\"]\n[q]\n");
        assert_extended("[p.us] # x\n# y\nc = 1\n", "[p.us] # x\n# y\nc = 1\nbefore = [\"m\"]\n");
        assert_extended("[p.us]\nbefore = [] # x\n", "[p.us]\nbefore = [\"m\"] # x\n");
    }

    #[track_caller]
    fn assert_switched(before: &str, after: &str) {
        let mut editor = Editor::open(before).expect("it is TOML");
        editor.switch(&["a", "b"], "c/1.0", "on", false).expect("it can be changed");
        assert_eq!(editor.finish(), after);
    }

    #[test]
    fn a_switch_goes_where_its_table_is() {
        assert_switched("x = 1\n", "x = 1\n\n[a.b]\n\"c/1.0\" = { on = false }\n");
        assert_switched("[a]\nb.c.on = true\n", "[a]\nb.c.on = true\nb.\"c/1.0\" = { on = false }\n");
        assert_switched("[a.b.\"c/1.0\"]\n# x\n", "[a.b.\"c/1.0\"]\non = false\n# x\n");
        assert_switched("[a.b]\n\"c/1.0\" = { on = true } # x\n", "[a.b]\n\"c/1.0\" = { on = false } # x\n");
    }

    #[test]
    fn what_is_removed_leaves_the_rest() {
        let mut editor = Editor::open("[a.b] # x\nc = 1 # y\nd = 2 # z\n").expect("it is TOML");
        editor.remove(&["a", "b", "c"]);
        editor.remove(&["a", "b", "e"]);
        editor.remove(&["e", "f", "g"]);
        assert_eq!(editor.finish(), "[a.b] # x\nd = 2 # z\n");
    }

    #[test]
    fn lines_end_as_they_did() {
        assert_extended("\u{feff}[p.us]\r\n\n[q]\r\n", "\u{feff}[p.us]\r\nbefore = [\"m\"]\r\n\n[q]\r\n");
        assert_extended("[p.us]\n\r\n[q]\n", "[p.us]\nbefore = [\"m\"]\n\r\n[q]\n");
    }
}
