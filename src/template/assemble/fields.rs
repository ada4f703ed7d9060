//! The fields of a block of facts.

use super::position::{Keyed, insert};
use super::{missing, no_twins, nothing_to_drop, set};
use crate::diagnostic::Sink;
use crate::template::file::{FactsFile, FieldFile};
use crate::template::model::FactField;

/// Adds, changes and drops fields.
pub(super) fn lay_fields(fields: &mut Vec<FactField>, file: &FactsFile, sink: &mut Sink) {
    no_twins(file.fields.iter().map(|field| &field.key), "fields of this block", sink);
    for field in &file.fields {
        lay_field(fields, field, sink);
    }
}

fn lay_field(fields: &mut Vec<FactField>, file: &FieldFile, sink: &mut Sink) {
    let known = fields.iter().position(|field| field.key == *file.key);
    if file.drop {
        match known {
            Some(index) => _ = fields.remove(index),
            None => sink.push(nothing_to_drop(&file.key, fields.iter().map(|field| field.key.as_str()))),
        }
        return;
    }
    let mut field = match known {
        Some(index) => fields[index].clone(),
        None => FactField {
            key: file.key.value.clone(),
            label: file.key.value.clone(),
            hint: String::new(),
            quantity: None,
            better: None,
            default: None,
            required: true,
            expects: Vec::new(),
            span: file.span,
        },
    };
    if known.is_none() && file.label.is_none() {
        sink.push(missing(file.span, "label", "a new field needs a label"));
    }
    set(&mut field.label, file.label.as_ref());
    set(&mut field.hint, file.hint.as_ref());
    field.better = file.better.as_ref().map(|better| better.value).or(field.better);
    field.quantity = file.quantity.as_ref().map(|quantity| quantity.value).or(field.quantity);
    field.default = file.default.as_ref().map(|default| default.value.clone()).or(field.default);
    field.required = file.required.unwrap_or(field.required);
    if let Some(expects) = &file.expects {
        field.expects = expects.iter().map(|word| word.value.clone()).collect();
    }
    match known {
        Some(index) => fields[index] = field,
        None => insert(fields, field, file.after.as_ref(), sink),
    }
}

impl Keyed for FactField {
    const WHAT: &'static str = "field";
    fn key(&self) -> &str {
        &self.key
    }
}
