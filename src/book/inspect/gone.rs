//! SD1104 of designs that are gone as a whole: since no file is left, the place is in the revision that had it.

use crate::book::run::session::Session;
use crate::compare::rules::UNCHANGED_VERSION;
use crate::diagnostic::{Finding, Level, Sink};

pub(super) fn check(session: &Session, sink: &mut Sink) {
    for (revision, design) in session.gone_designs() {
        let (version, status) = (&design.meta.version, design.meta.status.value.word());
        let message =
            format!("the design `{}`, {} and {status} at `{revision}`, is gone", design.id, version.text);
        let help = "if others relied on it, keep it as `deprecated` or `superseded`";
        sink.push(Finding::new(&UNCHANGED_VERSION, version.span, message).help(help).at_most(Level::Note));
    }
}
