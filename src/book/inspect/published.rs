//! SD1208: a design below `src`, which mdBook copies into the site.

use indexmap::IndexMap;

use crate::book::rules::PUBLISHED_DESIGN_FILE;
use crate::book::{Checked, Session, Settings};
use crate::diagnostic::{Finding, Sink};
use crate::source::FileId;

pub(super) fn check(
    designs: &IndexMap<FileId, Checked>,
    settings: &Settings,
    session: &Session,
    sink: &mut Sink,
) {
    for (file, checked) in designs {
        let path = session.sources.get(*file).path();
        let (Some(design), Some(below)) = (&checked.design, settings.published(path)) else { continue };
        let message = format!("mdBook publishes `{path}` beside the page that shows it");
        let finding = Finding::new(&PUBLISHED_DESIGN_FILE, design.meta.title.span, message)
            .label("everything below the book's `src` is copied into the site")
            .help(format!(
                "move it to `{}/{}`, or allow this where it is meant",
                session.config.designs,
                below.display()
            ));
        sink.push(finding);
    }
}
