//! Adds values: what the design lacks is taken, what it has stays.

use toml::de::{DeTable, DeValue};

use super::merge::{CHANGED, Edit, Merge, Value, flat, table};
use super::place::{likeness, line_of, words};
use super::{Left, notes};
use crate::design::TABLES;
use crate::diagnostic::Sink;
use crate::reading::{Editor, Step, TomlTable, parse};

/// Keys whose words are guesses of a reader; a difference says nothing.
const GUESSED: [&str; 1] = ["kind"];

/// Categories that requirements get where a document gives them none.
const STANDARD: [&str; 3] = ["Functional", "Quality", "Constraint"];

/// Keys that say what the whole file is. The design's own stay.
const OWN: [&str; 4] = ["title", "version", "status", "id"];

impl<'m> Merge<'m> {
    /// Decides what to do with each value, and does it.
    pub(super) fn into(mut self, editor: &mut Editor, other: &Editor) -> Result<Vec<Left>, String> {
        let tree = |text: &'m str, file| parse(text, file, &mut Sink::default());
        let no_toml = || "it is not TOML".to_owned();
        let old = tree(self.design, self.file).ok_or_else(no_toml)?;
        let new = tree(self.added, self.file).ok_or_else(no_toml)?;
        self.order = order(&old, &new);
        for (key, value) in &new {
            let name: &str = key.get_ref();
            match (name, table(value)) {
                ("template" | "notes", _) | (_, None) => {}
                ("people" | "integrations" | "components", Some(entities)) => {
                    self.elements(name, entities, &old);
                }
                (_, Some(entries)) => {
                    let path = [Step::key(name)];
                    match old.get(name) {
                        Some(known) => self.value(&path, known, &path, value),
                        None if entries.is_empty() => {}
                        None => self.take(&path, &path, key.span().start, false),
                    }
                }
            }
        }
        let roots: Vec<&str> = self.order.iter().map(String::as_str).collect();
        for edit in std::mem::take(&mut self.edits) {
            match edit {
                Edit::Take { to, from, mark } => editor.take(&to, other, &from, &roots, mark.as_deref())?,
                Edit::Push { to, from } => editor.push(&to, other, &from)?,
            }
        }
        notes::add(&mut self, editor, &old, &new)?;
        Ok(self.left)
    }

    /// Adds elements, which may be of another kind in the design.
    fn elements(&mut self, name: &str, entities: &DeTable<'_>, old: &TomlTable<'_>) {
        for (id, value) in entities {
            let roots = [name, "components", "integrations", "people"];
            let known = roots.into_iter().find_map(|root| {
                let value = old.get(root).and_then(table)?.get(&**id.get_ref())?;
                Some((root, value))
            });
            let from = [Step::key(name), Step::key(id.get_ref())];
            match known {
                Some((root, known)) => {
                    self.value(&[Step::key(root), Step::key(id.get_ref())], known, &from, value);
                }
                None => self.take(&from, &from, id.span().start, false),
            }
        }
    }

    /// Takes a value of the addition. What an entity of the design gains is marked.
    fn take(&mut self, to: &[Step], from: &[Step], at: usize, is_gained: bool) {
        let mark = self
            .mark(at)
            .filter(|_| is_gained)
            .map(|line| format!("guessed from {}:{line}", self.addition.file));
        self.edits.push(Edit::Take { to: to.to_vec(), from: from.to_vec(), mark });
    }

    fn value(&mut self, to: &[Step], old: &Value<'_>, from: &[Step], new: &Value<'_>) {
        match (old.get_ref(), new.get_ref()) {
            (DeValue::Table(known), DeValue::Table(added)) if is_open(known) => {
                for (key, value) in added {
                    let name: &str = key.get_ref();
                    if to == [Step::key("design")] && OWN.contains(&name) {
                        continue;
                    }
                    let to = [to, &[Step::key(name)]].concat();
                    let from = [from, &[Step::key(name)]].concat();
                    match known.get(name) {
                        Some(known) => self.value(&to, known, &from, value),
                        None if fits(&to) => self.take(&to, &from, key.span().start, to.len() > 2),
                        None => self.conflict(&to, old.span().start, "", value),
                    }
                }
            }
            (DeValue::Array(known), DeValue::Array(added)) => {
                for (at, value) in added.iter().enumerate() {
                    let from = [from, &[Step::Item(at)]].concat();
                    self.item(to, (old, known), &from, value);
                }
            }
            _ if to.last().is_some_and(|key| GUESSED.iter().any(|known| *key == Step::key(known))) => {}
            _ => {
                let (before, said) = (flat(old), flat(new));
                let more = words(&said).difference(&words(&before)).next().is_some();
                let differs = self.is_known && before.trim() != said.trim() && is_plain(old) && is_plain(new);
                if more || differs {
                    self.conflict(to, old.span().start, &before, new);
                }
            }
        }
    }

    /// An item of an array: that of the same name, the same text, or one that is new.
    fn item(&mut self, to: &[Step], old: (&Value<'_>, &[Value<'_>]), from: &[Step], new: &Value<'_>) {
        let (array, items) = old;
        let name = |value: &Value<'_>| {
            let named = table(value).and_then(|table| table.get("name"));
            named.map(|name| flat(name).to_lowercase())
        };
        let said = flat(new);
        if let Some(own) = name(new) {
            let known = items.iter().position(|item| name(item).as_ref() == Some(&own));
            return match known.and_then(|at| Some((at, items.get(at)?))) {
                Some((at, known)) => {
                    let to = [to, &[Step::Item(at)]].concat();
                    self.item = Some(own);
                    self.value(&to, known, from, new);
                    self.item = None;
                }
                None => self.edits.push(Edit::Push { to: to.to_vec(), from: from.to_vec() }),
            };
        }
        if items.iter().any(|item| words(&flat(item)) == words(&said)) {
            return;
        }
        let alike = items.iter().map(|item| (likeness(&flat(item), &said), item));
        let alike = alike.filter(|(share, _)| self.is_known && *share >= CHANGED);
        let changed = alike.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, item)| item);
        match (changed, table(new)) {
            (Some(item), _) => self.conflict(to, item.span().start, &flat(item), new),
            // Steps of a flow have an order, in which there is no place for others.
            (None, Some(_)) if matches!(to.last(), Some(key) if *key == Step::key("steps")) => {
                self.conflict(to, array.span().start, &flat(array), new);
            }
            (None, _) => self.edits.push(Edit::Push { to: to.to_vec(), from: from.to_vec() }),
        }
    }

    /// What the addition says otherwise: it is left alone, and noted unless it changed since it was added.
    fn conflict(&mut self, to: &[Step], at: usize, before: &str, new: &Value<'_>) {
        let said = flat(new);
        let is_standard = to.last() == Some(&Step::key("category")) && STANDARD.contains(&said.as_str());
        if said.trim().is_empty() || is_standard || notes::says(self, &said) {
            return;
        }
        let value = self.line(at);
        let below = self.design.get(at..).unwrap_or_default();
        let length = before.lines().count().max(1) + 1;
        let shown: Vec<&str> = below.lines().take(length).collect();
        let line = value + line_of(&shown.join("\n"), 1, before, &said) - 1;
        let noted = !self.is_known && is_text(to, new);
        if noted {
            self.notes.push(notes::note(self, to, &said));
        }
        let path = Step::path(to);
        let origin = self.mark(new.span().start);
        let mut names = to.iter().filter_map(Step::name).map(str::to_owned);
        let entity = names.next().zip(names.next());
        self.left.push(Left { path, line, before: before.to_owned(), said, origin, entity, noted });
    }
}

/// The roots of designs in the order of the documentation, with facts in front of the notes.
fn order(old: &TomlTable<'_>, new: &TomlTable<'_>) -> Vec<String> {
    let known: Vec<&str> = TABLES.iter().map(|table| table.key).collect();
    let notes = known.iter().position(|key| *key == "notes").unwrap_or(known.len());
    let (before, after) = known.split_at(notes);
    let facts = old.keys().chain(new.keys()).map(|key| key.get_ref().to_string());
    let facts: Vec<String> = facts.filter(|key| key != "x" && !known.contains(&key.as_str())).collect();
    let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    [owned(before), facts, owned(after), vec!["x".to_owned()]].concat()
}

/// Whether a table has keys that others may be added to: not the reason why there is none, nor a file.
fn is_open(table: &DeTable<'_>) -> bool {
    !["not-applicable", "file"].iter().any(|key| table.contains_key(*key))
}

/// Whether an element of this table may have the key.
fn fits(path: &[Step]) -> bool {
    let [Step::Key(root), _, Step::Key(key), ..] = path else { return true };
    let of_components = ["kind", "technology", "part-of", "directory", "files"].contains(&key.as_str());
    let of_integrations = ["mechanism", "data", "protocol", "auth", "failure"].contains(&key.as_str());
    match root.as_str() {
        "people" => !of_components && !of_integrations,
        "integrations" => !of_components,
        "components" => !of_integrations,
        _ => true,
    }
}

fn is_plain(value: &Value<'_>) -> bool {
    !matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_))
}

/// Whether a value says something in words.
fn is_text(path: &[Step], value: &Value<'_>) -> bool {
    let is_flag = matches!(value.get_ref(), DeValue::Boolean(_));
    !is_flag && path.last() != Some(&Step::key("kind"))
}
