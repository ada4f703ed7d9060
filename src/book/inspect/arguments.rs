//! SD1204 and others: a directive asks for something that its design does not have.

use std::cell::OnceCell;

use super::subject::BookSubject;
use crate::book::directive::Request;
use crate::book::run::landscape::Drawn;
use crate::book::run::wanted;
use crate::diagnostic::Sink;

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    let drawn = OnceCell::new();
    let written = subject.pages.iter().filter(|page| page.added.is_none());
    for placed in written.flat_map(|page| &page.placed) {
        let found = placed.design.and_then(|file| subject.designs.get(&file));
        if let (Request::Design(wanted), Some(checked)) = (&placed.directive.request, found)
            && let Some(design) = &checked.design
        {
            wanted::template(subject.session, wanted, design, checked.template.as_deref(), sink);
        }
        if let Request::Landscape(asked) = &placed.directive.request
            && [&asked.owners, &asked.only, &asked.collapse].into_iter().any(Option::is_some)
        {
            let drawn = drawn.get_or_init(|| Drawn::of_book(subject.session));
            wanted::narrowed(asked, &drawn.landscape, sink);
        }
    }
}
