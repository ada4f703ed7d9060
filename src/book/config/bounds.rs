//! Checks where the folders that the preprocessor's table names are.

use super::table::Config;
use crate::book::rules::INVALID_CONFIGURATION;
use crate::diagnostic::{Finding, Sink};
use crate::source::{Granted, Root, Span};

/// Checks the folders of the preprocessor's table against the root, and normalizes `designs`.
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
                sink.push(finding.help("name the folder that contains the designs"));
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
            "name a folder in the book or one that contains the book, such as `..`; or set `allow-outside-root = true`",
        ));
    }
}

/// The normalized path of a folder; `.` for the book's folder.
fn named(granted: &Granted) -> String {
    let shown = granted.shown();
    if shown.is_empty() { ".".to_owned() } else { shown.to_owned() }
}
