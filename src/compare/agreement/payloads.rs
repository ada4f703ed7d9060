//! Samples of a design against what a file says of a payload.

use serde_json::{Map, Value};

use crate::interchange::partial::{Extra, Field, Of, Shape, ShapeId, Shapes, What};
use crate::source::Span;

/// Where a sample is not what the file describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The field, with those that it is in: `contact.name`.
    pub field: String,
    /// How.
    pub kind: MisfitKind,
    /// Where the file says it.
    pub span: Span,
}

/// How a sample is not what a file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MisfitKind {
    /// It lacks a field that has to be there.
    Lacks,
    /// It has a field too much.
    Extra,
    /// A field holds a value of another type than this one.
    Type(&'static str),
}

impl Misfit {
    /// The field's own name.
    pub fn name(&self) -> &str {
        self.field.rsplit('.').next().unwrap_or(&self.field)
    }

    /// Whether it is about the same words of the file as another one.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.span == other.span && self.kind == other.kind && self.name() == other.name()
    }
}

/// Shapes are inside each other so deeply at most.
const DEEPEST: usize = 64;

/// So many steps are taken for one sample.
const MOST_STEPS: usize = 100_000;

/// Where a sample is not what a shape says. A sample that is not JSON, or is a schema, says nothing.
pub(super) fn misfits(code: &str, shapes: &Shapes, id: ShapeId, of: Of) -> Vec<Misfit> {
    let Ok(sample) = serde_json::from_str::<Value>(code) else { return Vec::new() };
    if sample.get("$schema").is_some() {
        return Vec::new();
    }
    let mut check = Check { shapes, of, left: MOST_STEPS };
    let mut found: Vec<Misfit> = Vec::new();
    for misfit in check.value(&sample, id, "", None, DEEPEST) {
        // The items of a list are samples of one thing.
        if !found.contains(&misfit) {
            found.push(misfit);
        }
    }
    found
}

struct Check<'s> {
    shapes: &'s Shapes,
    of: Of,
    left: usize,
}

impl Check<'_> {
    fn value(
        &mut self,
        value: &Value,
        id: ShapeId,
        at: &str,
        place: Option<Span>,
        depth: usize,
    ) -> Vec<Misfit> {
        let Some(shape) = self.shapes.get(id).filter(|_| depth > 0 && self.left > 0) else {
            return Vec::new();
        };
        self.left -= 1;
        // `null` says nothing of a type, nor does what is left out.
        if value.is_null() || is_elision(value) {
            return Vec::new();
        }
        let wrong = |expected| {
            vec![Misfit {
                field: at.to_owned(),
                kind: MisfitKind::Type(expected),
                span: place.unwrap_or(shape.span),
            }]
        };
        match (&shape.what, value) {
            (What::OneOf(branches), _) => self.fitting(value, branches, at, place, depth),
            (What::List(item), Value::Array(values)) => {
                let Some(item) = *item else { return Vec::new() };
                values.iter().flat_map(|value| self.value(value, item, at, place, depth - 1)).collect()
            }
            (What::Object(fields, extra), Value::Object(object)) => {
                self.object(object, fields, *extra, shape, at, depth)
            }
            (What::Any | What::Null, _)
            | (What::Boolean, Value::Bool(_))
            | (What::Number, Value::Number(_))
            | (What::Text, Value::String(_)) => Vec::new(),
            (What::Integer, Value::Number(number)) => {
                let is_whole = !number.is_f64() || number.as_f64().is_some_and(|it| it.fract() == 0.0);
                if is_whole { Vec::new() } else { wrong("a whole number") }
            }
            (What::Boolean, _) => wrong("true or false"),
            (What::Integer, _) => wrong("a whole number"),
            (What::Number, _) => wrong("a number"),
            (What::Text, _) => wrong("a string"),
            (What::List(_), _) => wrong("a list"),
            (What::Object(..), _) => wrong("an object"),
        }
    }

    /// One of several shapes has to fit; otherwise the nearest one says what is wrong.
    fn fitting(
        &mut self,
        value: &Value,
        branches: &[ShapeId],
        at: &str,
        place: Option<Span>,
        depth: usize,
    ) -> Vec<Misfit> {
        let mut best: Option<Vec<Misfit>> = None;
        for branch in branches {
            let found = self.value(value, *branch, at, place, depth - 1);
            if found.is_empty() {
                return found;
            }
            let is_type =
                |found: &[Misfit]| found.iter().any(|it| it.field == at && it.kind != MisfitKind::Lacks);
            let weight = |found: &[Misfit]| (is_type(found), found.len());
            if best.as_ref().is_none_or(|best| weight(&found) < weight(best)) {
                best = Some(found);
            }
        }
        best.unwrap_or_default()
    }

    fn object(
        &mut self,
        object: &Map<String, Value>,
        fields: &[Field],
        extra: Extra,
        shape: &Shape,
        at: &str,
        depth: usize,
    ) -> Vec<Misfit> {
        let path = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        let is_short = object.keys().any(|name| is_mark(name));
        let mut found = Vec::new();
        for field in fields {
            let name = field.name.value.as_str();
            match object.get(name) {
                Some(value) => {
                    found.extend(self.value(
                        value,
                        field.shape,
                        &path(name),
                        Some(field.name.span),
                        depth - 1,
                    ));
                }
                None if field.is_required && self.of.has(field) && !is_short => {
                    found.push(Misfit { field: path(name), kind: MisfitKind::Lacks, span: field.name.span });
                }
                None => {}
            }
        }
        if extra == Extra::No && !fields.is_empty() {
            let is_known = |name: &str| fields.iter().any(|field| field.name.value == name);
            let strange = object.keys().filter(|name| !is_known(name) && !is_mark(name));
            found.extend(strange.map(|name| Misfit {
                field: path(name),
                kind: MisfitKind::Extra,
                span: shape.span,
            }));
        }
        found
    }
}

/// What authors write for what they leave out.
fn is_mark(text: &str) -> bool {
    ["…", "..."].iter().any(|mark| text.trim() == *mark || text.trim().starts_with(mark))
}

fn is_elision(value: &Value) -> bool {
    value.as_str().is_some_and(is_mark)
}
