//! SD1210: a local image of a design that mdBook does not publish.

use pulldown_cmark::{Event, Parser, Tag};

use super::subject::BookSubject;
use crate::book::rules::LOST_IMAGE;
use crate::design::{Leaf, Text, Walk};
use crate::diagnostic::{Finding, Sink};
use crate::markdown;
use crate::source::FileId;

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    for (file, checked) in subject.designs {
        let Some(design) = checked.design.as_ref().filter(|_| subject.is_shown(*file)) else { continue };
        design.walk(&mut |leaf| {
            if let Leaf::Text(text) = leaf
                && (text.value.contains("](") || text.value.contains("]:"))
            {
                look(text, *file, subject, sink);
            }
        });
    }
}

fn look(text: &Text, design: FileId, subject: &BookSubject<'_>, sink: &mut Sink) {
    let (settings, session) = (subject.settings, subject.session);
    for (event, range) in Parser::new_ext(&text.value, markdown::options()).into_offset_iter() {
        let Event::Start(Tag::Image { dest_url, .. }) = event else { continue };
        let path = dest_url.split(['?', '#']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || path.contains(':') {
            continue;
        }
        let folder = session.sources.get(design).location().parent().map(std::path::Path::to_path_buf);
        let Ok(image) = session.root.resolve(&folder.unwrap_or_default(), path) else { continue };
        let shown = image.shown();
        let span = text.locate(&session.sources, range);
        if settings.published(shown).is_none() {
            let message = format!("the image `{shown}` is not published");
            let finding = Finding::new(&LOST_IMAGE, span, message)
                .label("mdBook copies only files below `src`")
                .help(format!("move the image below `{}/`", settings.src.display()));
            sink.push(finding);
        } else if !image.has_file() {
            let finding = Finding::new(&LOST_IMAGE, span, format!("there is no image `{shown}`"))
                .help("the path is relative to the folder of this design");
            sink.push(finding);
        }
    }
}
