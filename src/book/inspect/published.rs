//! SD1208: a design below `src`, which mdBook copies into the site.

use super::subject::BookSubject;
use crate::book::rules::PUBLISHED_DESIGN_FILE;
use crate::diagnostic::{Finding, Sink};

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    for (file, checked) in subject.designs {
        let path = subject.session.sources.get(*file).path();
        let published = subject.settings.published(path);
        let (Some(design), Some(below)) = (&checked.design, published) else { continue };
        let message = format!("mdBook publishes `{path}` along with the page that shows it");
        let finding = Finding::new(&PUBLISHED_DESIGN_FILE, design.meta.title.span, message)
            .label("everything below the book's `src` is copied into the site")
            .help(format!(
                "move it to `{}/{}`, or allow this if it is intended",
                subject.session.config.designs,
                below.display()
            ));
        sink.push(finding);
    }
}
