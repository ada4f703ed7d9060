//! SD602: columns hold data about people, but their handling is said not to apply.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A column holds data about a person, but PII handling is said not to apply.
    pub(crate) RULE = "SD602", "undisclosed-pii", Group::Contradiction, since "0.1.0", fix none,
        see "https://gdpr-info.eu/art-30-gdpr/";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(reason) = subject.reason("security.pii-handling") else { return };
    let tables = subject.design.tables.iter();
    let columns = tables.flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    let mut personal = columns.filter_map(|(table, column)| {
        let pii = column.pii.as_ref().filter(|pii| pii.value)?;
        Some((format!("{}.{}", table.id.value, &*column.name), pii.span))
    });
    // It is one statement that is wrong, however many columns say so.
    let Some((first, span)) = personal.next() else { return };
    let message = match personal.count() {
        0 => format!("`{first}` holds data about a person, but PII handling is not applicable"),
        1 => format!(
            "`{first}` and another column hold data about a person, but PII handling is not applicable"
        ),
        more => format!(
            "`{first}` and {more} more columns hold data about a person, but PII handling is not applicable"
        ),
    };
    let finding = Finding::new(&RULE, span, message)
        .label("personal data")
        .related(reason.span, "said not to apply here")
        .help("write in `pii-handling` what is kept, why, and when it is deleted; or take `pii = true` away");
    sink.push(finding);
}
