//! SD701: a target without a quantity, where the template asks for one, or a budget without a number.

use crate::check::Subject;
use crate::design::FactValue;
use crate::design::quantity::Dimension;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A target has no quantity, although the template asks for one, or a budget has no number.
    pub(crate) RULE = "SD701", "unmeasured-target", Group::Missing, since "0.1.0", fix none;
}

/// The table of budgets.
const BUDGETS: &str = "performance.budgets";

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    check_budgets(subject, sink);
    for (path, field) in subject.fields() {
        let (Some(dimension), Some(fact)) = (field.quantity, subject.fact(&path)) else { continue };
        let statements = subject.statements(&path);
        let is_date = matches!(fact.value, FactValue::Date(_));
        let measured = statements.iter().any(|statement| !statement.quantities(dimension).is_empty());
        if measured || (statements.is_empty() && !is_date) {
            continue;
        }
        let (what, example) = wanted(dimension);
        let is_bare = dimension == Dimension::Duration && matches!(fact.value, FactValue::Number(_));
        let (label, help) = match statements.first() {
            Some(number) if is_bare => {
                ("no unit".to_owned(), format!("add the unit, as in `\"p99 < {} ms\"`", number.text))
            }
            _ => (format!("no {what}"), format!("write a {what}, as in `\"{example}\"`")),
        };
        let message = format!("“{}” contains no {what}", field.label);
        let finding = Finding::new(&RULE, fact.span, message).label(label);
        sink.push(subject.asked_for(
            finding.help(help),
            field.span,
            &format!("the template asks for a {what}"),
        ));
    }
}

/// Budgets are measured in whatever they limit: bytes, hours, microamperes, euros.
fn check_budgets(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(budgets) = subject.design.facts.table(BUDGETS) else { return };
    for fact in budgets.iter() {
        let statements = subject.statements(&format!("{BUDGETS}.{}", fact.key.value));
        let is_date = matches!(fact.value, FactValue::Date(_));
        let is_measured = statements.iter().any(|statement| statement.text.contains(char::is_numeric));
        if is_measured || (statements.is_empty() && !is_date) {
            continue;
        }
        let message = format!("the budget “{}” contains no number", fact.key.value);
        let finding = Finding::new(&RULE, fact.span, message).label("no number");
        sink.push(finding.help("write how much it may be, as in `\"< 64 KiB\"`"));
    }
}

/// The name of a dimension, and an example.
fn wanted(dimension: Dimension) -> (&'static str, &'static str) {
    match dimension {
        Dimension::Duration => ("duration", "p99 < 200 ms"),
        Dimension::Rate => ("rate", "500 requests per second"),
        Dimension::Count => ("number", "5000"),
        Dimension::Percentage => ("percentage", "85 %"),
        Dimension::Size => ("size", "< 64 KiB"),
    }
}
