//! Labelled statements with labels of the template.

use crate::answer::{self, Answer, Lack};
use crate::design::{Fact, FactValue, Text};
use crate::markdown::Builder;
use crate::render::scope::{self, Scope};
use crate::template::FactField;

/// This fact also lists the columns that contain personal data.
const PII_HANDLING: (&str, &str) = ("security", "pii-handling");

pub(super) fn show<'a>(scope: &Scope<'a>, from: &'a str, fields: &'a [FactField], out: &mut Builder<'a>) {
    out.list(|out| {
        for field in fields {
            show_field(scope, from, field, out);
        }
    });
}

pub(super) fn blank<'a>(fields: &'a [FactField], out: &mut Builder<'a>) {
    out.list(|out| {
        for field in fields.iter().filter(|field| field.required) {
            out.item(|out| {
                out.strong(|out| out.text(field.label.as_str()));
                out.text(format!(": [{}]", field.hint));
            });
        }
    });
}

/// Whether a fact has content to print.
pub(super) fn says_something(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Text(text) => text.is_given(),
        FactValue::List(texts) => texts.is_given(),
        FactValue::Entries(entries) => {
            entries.not_applicable.is_some() || entries.iter().any(|entry| entry.is_given())
        }
        FactValue::Number(_) | FactValue::Date(_) => true,
    }
}

/// A statement after its label.
pub(super) fn after<'a>(scope: &Scope<'a>, fact: &'a Fact, out: &mut Builder<'a>) {
    let at = fact.key.value.as_str();
    match &fact.value {
        FactValue::Text(text) => scope.after(text, at, out),
        FactValue::Number(number) => {
            out.text(": ");
            out.text(number.value.as_str());
        }
        FactValue::Date(date) => {
            out.text(": ");
            out.text(date.to_string());
        }
        FactValue::List(texts) => scope.list_after(texts, at, out),
        FactValue::Entries(entries) => match &entries.not_applicable {
            Some(reason) => scope.after(reason, at, out),
            None => {
                out.text(":");
                named(scope, at, entries.iter().map(|entry| (entry.id.value.as_str(), &**entry)), out);
            }
        },
    }
}

/// A statement without a label.
pub(super) fn blocks<'a>(scope: &Scope<'a>, fact: &'a Fact, out: &mut Builder<'a>) {
    let at = fact.key.value.as_str();
    if let Some(reason) = fact.not_applicable() {
        return scope.nothing(reason, out);
    }
    match &fact.value {
        FactValue::Text(text) => scope.blocks(text, at, out),
        FactValue::Number(number) => out.paragraph(|out| out.text(number.value.as_str())),
        FactValue::Date(date) => out.paragraph(|out| out.text(date.to_string())),
        FactValue::List(texts) => out.list(|out| {
            for (index, text) in texts.items.iter().filter(|text| text.is_given()).enumerate() {
                out.item(|out| scope.item(text, &format!("{at}-{index}"), out));
            }
        }),
        FactValue::Entries(entries) => {
            named(scope, at, entries.iter().map(|entry| (entry.id.value.as_str(), &**entry)), out);
        }
    }
}

/// Named texts, as a list.
fn named<'a>(
    scope: &Scope<'a>,
    at: &str,
    entries: impl Iterator<Item = (&'a str, &'a Text)>,
    out: &mut Builder<'a>,
) {
    out.list(|out| {
        for (index, (name, text)) in entries.enumerate() {
            scope.labelled(name, Some(text), &format!("{at}-{index}"), out);
        }
    });
}

fn show_field<'a>(scope: &Scope<'a>, from: &str, field: &'a FactField, out: &mut Builder<'a>) {
    let fact = scope.design.facts.get(from, &field.key);
    let how = answer::fact(scope.design, scope.template, from, field);
    let is_shown = field.required || how == Answer::Missing(Lack::Placeholder);
    if how.is_missing() && !is_shown {
        return;
    }
    out.item(|out| {
        out.strong(|out| out.text(field.label.as_str()));
        match (how, fact, &field.default) {
            (Answer::Given | Answer::Justified, Some(fact), _) => after(scope, fact, out),
            (Answer::Default, _, Some(default)) => scope::after(scope.read(default, &field.key), out),
            _ => {
                out.text(": ");
                out.emphasis(|out| out.text(field.hint.as_str()));
            }
        }
        if (from, field.key.as_str()) == PII_HANDLING {
            list_pii(scope, out);
        }
    });
}

/// The columns that contain personal data.
fn list_pii<'a>(scope: &Scope<'a>, out: &mut Builder<'a>) {
    let columns = scope.design.tables.iter().flat_map(|table| {
        table.columns.value.iter().filter(|column| column.is_pii()).map(move |column| (table, column))
    });
    out.list(|out| {
        for (table, column) in columns {
            out.item(|out| {
                let name = format!("{}.{}", table.id.value, &*column.name);
                out.code(name.clone());
                if let Some(description) = column.description.as_ref().filter(|text| text.is_given()) {
                    scope.after(description, &name, out);
                }
            });
        }
    });
}
