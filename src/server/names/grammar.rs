//! What a place in a design is for, by the declarations of `design`: which key, which id, which words.

use std::collections::HashMap;

use crate::design::{FactValue, FileText, KnownFacts, TABLES};
use crate::reading::{Field, Read, Shape, Step};

/// The declarations, as a tree of places that is built as it is asked for.
pub(crate) struct Grammar<'f> {
    facts: &'f KnownFacts,
    nodes: Vec<Node>,
}

/// A place: what may be written there.
struct Node {
    forms: Vec<Form>,
    /// The path of a table of facts.
    facts: Option<String>,
    keys: HashMap<String, Option<usize>>,
    entry: Option<usize>,
    item: Option<usize>,
}

/// One form that a value may have.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// Its shape: none of several, and none with a name.
    pub(crate) shape: Shape,
    /// The record that has the key of this value.
    pub(crate) record: &'static str,
    /// That key.
    pub(crate) field: Option<Field>,
    /// Whether it is a text of the author, in Markdown.
    pub(crate) is_prose: bool,
    /// The word for what it cites.
    pub(crate) cites: Option<&'static str>,
}

/// What the keys of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// Ids that are declared here.
    Ids,
    /// Names that the author chooses.
    Names,
    /// Ids of something that is declared elsewhere, by the word for what.
    Cited(&'static str),
}

impl<'f> Grammar<'f> {
    pub(crate) fn new(facts: &'f KnownFacts) -> Self {
        let top = Node { forms: Vec::new(), facts: Some(String::new()), ..Node::of(Vec::new()) };
        Self { facts, nodes: vec![top] }
    }

    /// The forms of the value at a path; none if nothing is known of it.
    pub(crate) fn forms(&mut self, path: &[Step]) -> &[Form] {
        let at = self.walk(path);
        at.and_then(|at| self.nodes.get(at)).map(|node| node.forms.as_slice()).unwrap_or_default()
    }

    /// The forms of the value at a path. A value that lacks the brackets of its list is an item of it.
    pub(crate) fn forms_or_items(&mut self, path: &[Step]) -> Vec<Form> {
        let forms = self.forms(path).to_vec();
        let is_text = |form: &Form| matches!(form.shape, Shape::String | Shape::Pattern(_) | Shape::Words(_));
        if forms.iter().any(is_text) || !forms.iter().any(|form| matches!(form.shape, Shape::Array(_))) {
            return forms;
        }
        self.forms(&[path, &[Step::Item(0)]].concat()).to_vec()
    }

    /// What the keys of the table at a path are, unless the format knows them.
    pub(crate) fn keys(&mut self, path: &[Step]) -> Option<Keys> {
        keys(self.forms(path))
    }

    /// The keys that the table at a path may have: those of the forms that have all that are `there`.
    pub(crate) fn fields(&mut self, path: &[Step], there: &[&str]) -> Vec<Field> {
        if path.is_empty() {
            return TABLES.to_vec();
        }
        let records = self.forms(path).iter().filter_map(|form| match &form.shape {
            Shape::Record(record) => Some(record.fields),
            _ => None,
        });
        let records: Vec<&[Field]> = records.collect();
        let knows = |fields: &[Field], key: &str| fields.iter().any(|field| field.key == key);
        let known: Vec<&str> =
            there.iter().copied().filter(|key| records.iter().any(|fields| knows(fields, key))).collect();
        let fits = |fields: &&&[Field]| known.iter().all(|key| knows(fields, key));
        let mut found: Vec<Field> = Vec::new();
        for field in records.iter().filter(fits).copied().flatten() {
            if !found.iter().any(|known| known.key == field.key) {
                found.push(*field);
            }
        }
        found
    }

    /// The path of the table of facts at a path: its keys are those of templates.
    pub(crate) fn fact_table(&mut self, path: &[Step]) -> Option<String> {
        let at = self.walk(path)?;
        self.nodes.get(at)?.facts.clone().filter(|facts| !facts.is_empty())
    }

    fn walk(&mut self, path: &[Step]) -> Option<usize> {
        path.iter().try_fold(0, |at, step| self.child(at, step))
    }

    fn child(&mut self, at: usize, step: &Step) -> Option<usize> {
        let node = self.nodes.get(at)?;
        match step {
            Step::Item(_) => {
                if let Some(item) = node.item {
                    return Some(item);
                }
                let forms = node.forms.iter().filter_map(Form::item).flatten().collect();
                let new = self.add(Node::of(forms))?;
                self.nodes.get_mut(at)?.item = Some(new);
                Some(new)
            }
            Step::Key(key) => {
                if let Some(known) = node.keys.get(key) {
                    return *known;
                }
                if let Some(new) = self.of_key(at, key) {
                    let new = self.add(new);
                    self.nodes.get_mut(at)?.keys.insert(key.clone(), new);
                    return new;
                }
                let node = self.nodes.get(at)?;
                if let Some(entry) = node.entry {
                    return Some(entry);
                }
                let forms: Vec<Form> = node.forms.iter().filter_map(Form::entry).flatten().collect();
                let new = self.add(Node::of(forms))?;
                self.nodes.get_mut(at)?.entry = Some(new);
                Some(new)
            }
        }
    }

    /// The value of a key that the format or a template knows.
    fn of_key(&self, at: usize, key: &str) -> Option<Node> {
        let node = self.nodes.get(at)?;
        if at == 0
            && let Some(table) = TABLES.iter().find(|table| table.key == key)
        {
            return Some(Node::of(Form::of_field("", *table, false)));
        }
        if let Some(table) = &node.facts {
            let path = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
            if self.facts.knows(&path) {
                let form = Form::new(FactValue::shape(), "", None);
                return Some(Node::of(form.plain()));
            }
            let is_table = self.facts.iter().any(|(known, _)| {
                known.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            return is_table.then(|| Node { facts: Some(path), ..Node::of(Vec::new()) });
        }
        let forms = node.forms.iter().filter_map(|form| form.field(key));
        let forms: Vec<Form> = forms.flatten().collect();
        (!forms.is_empty()).then(|| Node::of(forms))
    }

    fn add(&mut self, node: Node) -> Option<usize> {
        if node.forms.is_empty() && node.facts.is_none() {
            return None;
        }
        self.nodes.push(node);
        Some(self.nodes.len() - 1)
    }
}

/// What the keys of a table are, unless the format knows them.
pub(crate) fn keys(forms: &[Form]) -> Option<Keys> {
    forms.iter().find_map(|form| match (&form.shape, form.cites) {
        (Shape::Map { .. }, Some(what)) => Some(Keys::Cited(what)),
        (Shape::Map { key: Some(_), .. }, None) => Some(Keys::Ids),
        (Shape::Map { key: None, .. }, None) => Some(Keys::Names),
        _ => None,
    })
}

impl Node {
    fn of(forms: Vec<Form>) -> Self {
        Self { forms, facts: None, keys: HashMap::new(), entry: None, item: None }
    }
}

impl Form {
    fn new(shape: Shape, record: &'static str, field: Option<Field>) -> Self {
        Self { shape, record, field, is_prose: false, cites: None }
    }

    fn of_field(record: &'static str, field: Field, is_prose: bool) -> Vec<Self> {
        let form = Self { is_prose, ..Self::new((field.shape)(), record, Some(field)) };
        form.plain()
    }

    /// The forms of a shape that is one of several, or has a name.
    fn plain(self) -> Vec<Self> {
        let inner = |shape: Shape| Self { shape, ..self.clone() };
        match self.shape.clone() {
            Shape::OneOf(shapes) => shapes.into_iter().flat_map(|shape| inner(shape).plain()).collect(),
            Shape::Named { name, shape } => {
                let is_prose = self.is_prose || ["Text", "TextItem", "Fact"].contains(&name);
                Self { is_prose, ..inner(*shape) }.plain()
            }
            Shape::Cites { what, shape } => Self { cites: Some(what), ..inner(*shape) }.plain(),
            _ => vec![self],
        }
    }

    /// The forms of an item.
    fn item(&self) -> Option<Vec<Self>> {
        let Shape::Array(item) = &self.shape else { return None };
        Some(Self { shape: (**item).clone(), ..self.clone() }.plain())
    }

    /// The forms of an entry of a table whose keys the author chooses.
    fn entry(&self) -> Option<Vec<Self>> {
        let Shape::Map { value, .. } = &self.shape else { return None };
        Some(Self { shape: (**value).clone(), cites: None, ..self.clone() }.plain())
    }

    /// The forms of the value of a key.
    fn field(&self, key: &str) -> Option<Vec<Self>> {
        let Shape::Record(record) = &self.shape else { return None };
        let field = record.fields.iter().find(|field| field.key == key)?;
        // The path of a text in a file is not a text itself, but says that one is in the file.
        let is_prose = self.is_prose && record.name == FileText::RECORD.name;
        Some(Self::of_field(record.name, *field, is_prose))
    }
}

#[cfg(test)]
mod tests {
    use super::{Grammar, Keys};
    use crate::design::{KnownFacts, KnownNames};
    use crate::reading::Step;
    use crate::source::Sources;
    use crate::template::Templates;

    fn path(text: &str) -> Vec<Step> {
        let part = |part: &str| part.parse().map_or_else(|_| Step::key(part), Step::Item);
        text.split('.').map(part).collect()
    }

    #[track_caller]
    fn check(place: &str, expected: &str) {
        let templates = Templates::embedded(&mut Sources::new());
        let names = KnownNames::new(&templates, Vec::new());
        let mut grammar = Grammar::new(&names.facts);
        let forms = grammar.forms(&path(place));
        let mut shown: Vec<String> = Vec::new();
        for form in forms {
            let mut word = form.record.to_owned();
            word.extend(form.field.map(|field| format!(".{}", field.key)));
            word.extend(form.cites.map(|cites| format!(" cites {cites}")));
            word.push_str(if form.is_prose { " prose" } else { "" });
            if !shown.contains(&word) {
                shown.push(word);
            }
        }
        assert_eq!(shown.join(", "), expected, "{place}");
    }

    #[test]
    fn a_place_is_known_by_its_declaration() {
        check("components.api.satisfies.0", "Component.satisfies cites any-requirement");
        check("components.api.uses.db.1.contract", "Usage.contract cites contract");
        check("components.api.uses.db", "Component.uses");
        check("requirements.R1.text", "Requirement.text prose");
        check("flows.f.steps.0.alternatives.1.steps.0.to", "Step.to cites element");
        check("performance.response-time", " prose");
        check("x.y", "");
    }

    #[test]
    fn keys_are_declared_or_cited() {
        let facts = KnownFacts::default();
        let mut grammar = Grammar::new(&facts);
        assert_eq!(grammar.keys(&path("components")), Some(Keys::Ids));
        assert_eq!(grammar.keys(&path("decisions.D1.options")), Some(Keys::Ids));
        assert_eq!(grammar.keys(&path("components.api.uses")), Some(Keys::Cited("element")));
        assert_eq!(grammar.keys(&path("nodes.n.runs")), Some(Keys::Cited("component")));
        assert_eq!(grammar.keys(&path("technologies")), Some(Keys::Names));
        assert_eq!(grammar.keys(&path("components.api")), None);
    }
}
