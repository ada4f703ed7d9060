//! SD602: columns contain personal data, but PII handling is marked as not applicable.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, counted, rule};

rule! {
    /// A column contains personal data, but PII handling is marked as not applicable.
    pub(crate) RULE = "SD602", "undisclosed-pii", Group::Contradiction, since "0.1.0", fix none,
        see "https://gdpr-info.eu/art-30-gdpr/";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(reason) = subject.reason("security.pii-handling") else { return };
    let tables = subject.design.tables.iter();
    let columns = tables.flat_map(|table| table.columns.value.iter().map(move |column| (table, column)));
    let mut personal = columns.filter_map(|(table, column)| {
        let pii = column.pii.as_ref().filter(|pii| pii.value)?;
        Some((format!("{}.{}", table.id.value, &*column.name), pii.span))
    });
    // One statement is wrong, however many columns contradict it.
    let Some((first, span)) = personal.next() else { return };
    let message = match personal.count() {
        0 => format!("`{first}` contains personal data, but PII handling is marked as not applicable"),
        more => format!(
            "`{first}` and {} contain personal data, but PII handling is marked as not applicable",
            counted(more, "more column")
        ),
    };
    let finding = Finding::new(&RULE, span, message)
        .label("personal data")
        .related(reason.span, "marked as not applicable here")
        .help("say in `pii-handling` what is kept, why, and when it is deleted; or delete `pii = true`");
    sink.push(finding);
}
