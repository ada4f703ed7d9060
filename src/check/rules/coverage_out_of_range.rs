//! SD901: a coverage target of more than 100 percent.

use crate::check::Subject;
use crate::design::quantity::{Amount, Dimension, parse_all, parse_number};
use crate::design::{FactValue, Text};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A coverage target is more than 100 percent.
    pub(crate) RULE = "SD901", "coverage-out-of-range", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for (path, field) in subject.fields() {
        // Other percentages, such as growth, may exceed a hundred.
        if field.quantity != Some(Dimension::Percentage) || !field.key.contains("coverage") {
            continue;
        }
        let Some(fact) = subject.fact(&path) else { continue };
        if let FactValue::Number(number) = &fact.value {
            let amount = parse_number(number, Dimension::Percentage).map(|quantity| quantity.value);
            if amount.is_some_and(|amount| amount > WHOLE) {
                sink.push(worded(Finding::new(&RULE, number.span, message(&field.label, number))));
            }
            continue;
        }
        for text in fact.texts() {
            sink.extend(look(subject, &field.label, text));
        }
    }
}

const WHOLE: Amount = Amount::from_units(100);

fn look(subject: &Subject<'_>, label: &str, text: &Text) -> Option<Finding> {
    let quantity = parse_all(&text.value, Dimension::Percentage).into_iter().next()?;
    if quantity.value <= WHOLE {
        return None;
    }
    let message = message(label, text.value.get(quantity.range.clone()).unwrap_or_default());
    Some(worded(subject.in_text(&RULE, text, quantity.range, message)))
}

fn message(label: &str, number: &str) -> String {
    format!("“{label}” is {}, but coverage cannot exceed 100 %", number.trim())
}

fn worded(finding: Finding) -> Finding {
    finding.label("more than 100 %").help("write a percentage from 0 to 100")
}
