//! Where the folders that our own table names may be.

use super::table::Config;
use crate::book::rules::INVALID_CONFIGURATION;
use crate::diagnostic::{Finding, Sink};
use crate::source::{Granted, Root, Span};

/// Holds the folders of our own table against the root, and writes `designs` in its shortest form.
pub(super) fn check(config: &mut Config, table: Option<Span>, root: &Root, sink: &mut Sink) {
    let designs = config.designs.clone();
    let subject = format!("the designs folder `{designs}`");
    let at = config.designs_at;
    match root.resolve(root.folder(), &designs) {
        Ok(granted) => {
            config.designs = named(&granted);
            if let Some(span) = at.filter(|_| granted.has_file()) {
                let message = format!("{subject} is not a folder");
                let finding = Finding::new(&INVALID_CONFIGURATION, span, message);
                sink.push(finding.help("name the folder that the designs are in"));
            }
        }
        Err(refused) => {
            if let Some(span) = at.or(table) {
                let finding = Finding::new(&INVALID_CONFIGURATION, span, refused.message(&subject));
                sink.push(finding.label(refused.label()).help(refused.help("folder")));
            }
        }
    }
    if let Some((path, span)) = config.project_root.clone().zip(config.project_root_at)
        && let Err(refused) = root.project(&path.to_string_lossy())
    {
        config.project_root = None;
        let message = refused.message(&format!("the project's folder `{}`", path.display()));
        let finding = Finding::new(&INVALID_CONFIGURATION, span, message).label(refused.label());
        sink.push(finding.help(
            "name a folder of the book or one that the book is in, such as `..`; or set `allow-outside-root = true`",
        ));
    }
}

/// The shortest form of a folder's path; `.` for the book's own.
fn named(granted: &Granted) -> String {
    let shown = granted.shown();
    if shown.is_empty() { ".".to_owned() } else { shown.to_owned() }
}
