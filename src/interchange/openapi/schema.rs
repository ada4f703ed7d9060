//! Schemas: what JSON has to look like. `allOf` joins its parts; of `oneOf` and `anyOf` one branch holds,
//! together with what is written beside them.

use std::collections::HashSet;
use std::rc::Rc;

use super::Reading;
use crate::interchange::partial::{Extra, Field, Shape, ShapeId, Shapes, What};
use crate::reading::{Data, Datum};
use crate::source::{Span, Spanned};

/// The most shapes of a file, parts of one schema, and branches of one.
const MOST_SHAPES: usize = 100_000;
const MOST_PARTS: usize = 64;
const MOST_BRANCHES: usize = 32;

/// Names schemas that are one shape together.
pub(super) type Key = (Vec<usize>, Vec<usize>);

/// A shape that has still to be made.
pub(super) struct Wanted {
    id: ShapeId,
    /// Schemas whose parts were joined, and whose branches were taken, already.
    own: Vec<Rc<Datum>>,
    /// Schemas of which everything counts.
    whole: Vec<Rc<Datum>>,
}

impl Reading<'_, '_> {
    /// The shape that several schemas describe together. It is made later, so that one may be inside itself.
    pub(super) fn shape(&mut self, own: Vec<Rc<Datum>>, whole: Vec<Rc<Datum>>, span: Span) -> ShapeId {
        let names =
            |schemas: &[Rc<Datum>]| schemas.iter().map(|schema| Rc::as_ptr(schema) as usize).collect();
        let key: Key = (names(&own), names(&whole));
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let id = self.partial.shapes.reserve(span);
        self.known.insert(key, id);
        if self.partial.shapes.count() < MOST_SHAPES {
            self.wanted.push(Wanted { id, own, whole });
        } else if self.partial.shapes.count() == MOST_SHAPES {
            self.partial.cannot_read(span, "the schemas after this one", "the file has too many");
        }
        id
    }

    /// Makes the shapes that are wanted, and those that they want.
    pub(super) fn join_schemas(&mut self) {
        while let Some(Wanted { id, own, whole }) = self.wanted.pop() {
            let Some(span) = self.partial.shapes.get(id).map(|shape| shape.span) else { continue };
            let shape = self.joined(own, whole, span);
            self.partial.shapes.set(id, shape);
        }
    }

    fn joined(&mut self, own: Vec<Rc<Datum>>, whole: Vec<Rc<Datum>>, span: Span) -> Shape {
        let mut parts = own;
        let before = parts.len();
        // One that counts already counts once.
        let mut seen: HashSet<usize> = parts.iter().map(|part| Rc::as_ptr(part) as usize).collect();
        let mut next: Vec<Rc<Datum>> = whole.into_iter().rev().collect();
        while let Some(schema) = next.pop() {
            if parts.len() > MOST_PARTS || !seen.insert(Rc::as_ptr(&schema) as usize) {
                continue;
            }
            if schema.get("$ref").is_some() {
                next.extend(self.resolved(&schema));
            }
            next.extend(schema.get("allOf").iter().flat_map(|all| all.items().iter().rev().cloned()));
            parts.push(schema);
        }
        let branches = branches(&parts[before..]);
        if branches.is_empty() {
            return self.typed(&parts, span);
        }
        let mut is_nullable = is_nullable(&parts);
        let mut ids = Vec::new();
        for branch in branches {
            if branch
                .iter()
                .any(|schema| types(schema).iter().all(|name| name == "null") && schema.get("type").is_some())
            {
                is_nullable = true;
                continue;
            }
            let span = branch.first().map_or(span, |schema| schema.span);
            ids.push(self.shape(parts.clone(), branch, span));
        }
        let sample = sample(&parts);
        Shape { span, what: What::OneOf(ids), is_nullable, sample }
    }

    /// A shape of schemas without branches.
    fn typed(&mut self, parts: &[Rc<Datum>], span: Span) -> Shape {
        let is_nullable = is_nullable(parts);
        let mut names =
            parts.iter().map(|part| types(part)).find(|names| !names.is_empty()).unwrap_or_default();
        if names.len() > 1 {
            names.retain(|name| name != "null");
        }
        let sample = sample(parts);
        let what = match &names[..] {
            [] => self.of_type("", parts),
            [name] => self.of_type(name, parts),
            several => {
                let mut ids = Vec::new();
                for name in several {
                    let what = self.of_type(name, parts);
                    let id = self.partial.shapes.reserve(span);
                    self.partial.shapes.set(id, Shape { span, what, is_nullable: false, sample: None });
                    ids.push(id);
                }
                What::OneOf(ids)
            }
        };
        Shape { span, what, is_nullable, sample }
    }

    fn of_type(&mut self, name: &str, parts: &[Rc<Datum>]) -> What {
        match name {
            "null" => What::Null,
            "boolean" => What::Boolean,
            "integer" => What::Integer,
            "number" => What::Number,
            "string" | "file" => What::Text,
            "array" => {
                let items: Vec<Rc<Datum>> =
                    parts.iter().filter_map(|part| part.get("items").cloned()).collect();
                let span = items.first().map(|item| item.span);
                What::List(span.map(|span| self.shape(Vec::new(), items, span)))
            }
            "object" => self.object(parts),
            _ => What::Any,
        }
    }

    fn object(&mut self, parts: &[Rc<Datum>]) -> What {
        let mut named: Vec<(Spanned<String>, Vec<Rc<Datum>>)> = Vec::new();
        let mut required: Vec<Spanned<String>> = Vec::new();
        let mut extra = Extra::No;
        let mut is_closed = false;
        for part in parts {
            for (name, schema) in part.get("properties").map(|all| all.entries()).unwrap_or_default() {
                match named.iter_mut().find(|(there, _)| there.value == name.value) {
                    Some((_, schemas)) => schemas.push(Rc::clone(schema)),
                    None => named.push((name.clone(), vec![Rc::clone(schema)])),
                }
            }
            let list = part.get("required").map(|list| list.items()).unwrap_or_default();
            required.extend(list.iter().filter_map(|name| name.spanned()));
            match part.get("additionalProperties").map(|more| &more.data) {
                None => {}
                Some(Data::Boolean(false)) => is_closed = true,
                Some(_) => extra = Extra::Any,
            }
            if part.get("patternProperties").is_some() {
                extra = Extra::Any;
            }
        }
        if named.is_empty() && !is_closed {
            extra = Extra::Any;
        }
        let is_required = |name: &str| required.iter().any(|needed| needed.value == name);
        let mut fields = Vec::new();
        for (name, schemas) in named {
            let (is_read_only, is_write_only) =
                (self.says(&schemas, "readOnly"), self.says(&schemas, "writeOnly"));
            let is_required = is_required(&name.value);
            let shape = self.shape(Vec::new(), schemas, name.span);
            fields.push(Field { name, shape, is_required, is_read_only, is_write_only });
        }
        for name in required {
            if fields.iter().all(|field| field.name.value != name.value) {
                let shape = self.partial.shapes.reserve(name.span);
                let (is_read_only, is_write_only) = (false, false);
                fields.push(Field { name, shape, is_required: true, is_read_only, is_write_only });
            }
        }
        What::Object(fields, extra)
    }

    fn says(&mut self, schemas: &[Rc<Datum>], key: &str) -> bool {
        schemas.iter().any(|schema| {
            schema.get(key).is_some_and(|value| value.is_true())
                || self
                    .resolved(schema)
                    .is_some_and(|target| target.get(key).is_some_and(|value| value.is_true()))
        })
    }
}

/// What holds in one of the cases that schemas tell apart: a schema of each of their lists.
fn branches(parts: &[Rc<Datum>]) -> Vec<Vec<Rc<Datum>>> {
    let lists = parts.iter().flat_map(|part| ["oneOf", "anyOf"].map(|key| part.get(key)));
    let mut all: Vec<Vec<Rc<Datum>>> = Vec::new();
    for list in lists.flatten().map(|list| list.items()).filter(|list| !list.is_empty()) {
        let list = &list[..list.len().min(MOST_BRANCHES)];
        if all.is_empty() {
            all = list.iter().map(|schema| vec![Rc::clone(schema)]).collect();
        } else if all.len() * list.len() <= MOST_BRANCHES {
            let with = |case: &Vec<Rc<Datum>>, schema: &Rc<Datum>| {
                case.iter().chain([schema]).cloned().collect::<Vec<_>>()
            };
            all = all.iter().flat_map(|case| list.iter().map(move |schema| with(case, schema))).collect();
        }
    }
    all
}

/// The types that a schema names, or that its other words mean.
fn types(schema: &Datum) -> Vec<String> {
    match schema.get("type").map(|value| &value.data) {
        Some(Data::Text(name)) => vec![name.clone()],
        Some(Data::Null) => vec!["null".to_owned()],
        Some(Data::List(names)) => {
            names.iter().map(|name| name.scalar().unwrap_or("null").to_owned()).collect()
        }
        _ if ["properties", "required", "additionalProperties", "patternProperties"]
            .iter()
            .any(|key| schema.get(key).is_some()) =>
        {
            vec!["object".to_owned()]
        }
        _ if schema.get("items").is_some() => vec!["array".to_owned()],
        _ => {
            let values = schema.get("enum").map(|list| list.items()).unwrap_or_default();
            let mut names: Vec<String> = Vec::new();
            for value in values.iter().chain(schema.get("const")) {
                let name = match &value.data {
                    Data::Null => "null",
                    Data::Boolean(_) => "boolean",
                    Data::Number(_) => "number",
                    Data::Text(_) => "string",
                    Data::List(_) => "array",
                    Data::Object(_) => "object",
                };
                if names.iter().all(|there| there != name) {
                    names.push(name.to_owned());
                }
            }
            names
        }
    }
}

fn is_nullable(parts: &[Rc<Datum>]) -> bool {
    let says = |part: &Datum, key: &str| part.get(key).is_some_and(|value| value.is_true());
    parts.iter().any(|part| {
        says(part, "nullable")
            || says(part, "x-nullable")
            || (types(part).len() > 1 && types(part).iter().any(|name| name == "null"))
    })
}

/// A sample that schemas give, or one of their format.
fn sample(parts: &[Rc<Datum>]) -> Option<serde_json::Value> {
    const MOST_VALUES: usize = 500;
    let first = |key: &str, in_list: bool| {
        parts.iter().find_map(|part| {
            let value = part.get(key)?;
            let value = if in_list { value.items().first()? } else { value };
            value.to_json(MOST_VALUES)
        })
    };
    let given = first("example", false).or_else(|| first("examples", true));
    given.or_else(|| first("const", false)).or_else(|| first("enum", true)).or_else(|| {
        let format = parts.iter().find_map(|part| part.get("format")?.text().map(str::to_owned))?;
        let text = match format.as_str() {
            "date" => "2026-07-01",
            "date-time" => "2026-07-01T08:00:00Z",
            "time" => "08:00:00Z",
            "uuid" => "7c1d5b0e-4a6f-4c1b-9b1e-0f6a2d3c4e5f",
            "email" => "ada@example.org",
            "uri" | "url" => "https://example.org",
            _ => return None,
        };
        let is_text =
            parts.iter().all(|part| part.get("type").is_none_or(|kind| kind.text() == Some("string")));
        is_text.then(|| text.into())
    })
}

/// Makes the shape of a sample: each field has to be there, and no other.
pub(super) fn sampled(shapes: &mut Shapes, id: ShapeId, sample: &Datum, left: &mut usize) {
    let span = sample.span;
    let Some(rest) = left.checked_sub(1) else { return };
    *left = rest;
    let what = match &sample.data {
        Data::Null => What::Any,
        Data::Boolean(_) => What::Boolean,
        Data::Number(_) => What::Number,
        Data::Text(_) => What::Text,
        Data::List(items) => What::List(items.first().map(|item| {
            let id = shapes.reserve(item.span);
            sampled(shapes, id, item, left);
            id
        })),
        Data::Object(entries) => {
            let mut fields = Vec::new();
            for (name, value) in entries {
                let shape = shapes.reserve(value.span);
                sampled(shapes, shape, value, left);
                let (is_read_only, is_write_only) = (false, false);
                fields.push(Field {
                    name: name.clone(),
                    shape,
                    is_required: true,
                    is_read_only,
                    is_write_only,
                });
            }
            What::Object(fields, Extra::No)
        }
    };
    shapes.set(id, Shape { span, what, is_nullable: false, sample: None });
}
