//! Documents that several pages show are printed once.
//!
//! What shapes a document, besides its design, are the template, the options, its anchors, and which ids were unused
//! on the page. So a text is taken again only where all of these agree, and where the page gives the same ids.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::book::chapter::page::Page;
use crate::render::{Anchors, Options, PageIds, Wanted};
use crate::source::FileId;

/// The texts of documents, by their designs.
pub(super) struct Repeated<'r> {
    /// How many directives ask for each design.
    counts: HashMap<FileId, usize>,
    known: Mutex<HashMap<FileId, Vec<Arc<Known<'r>>>>>,
}

/// A document that was printed.
struct Known<'r> {
    template: String,
    options: Options,
    anchors: Option<Anchors<'r>>,
    requests: Vec<Wanted>,
    text: String,
}

/// So many different texts of a design are kept.
const MOST: usize = 4;

impl<'r> Repeated<'r> {
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut counts = HashMap::new();
        for design in pages.iter().flat_map(|page| &page.placed).filter_map(|placed| placed.design) {
            *counts.entry(design).or_insert(0) += 1;
        }
        Self { counts, known: Mutex::default() }
    }

    /// The text of a document, printed only if it was not printed before.
    pub(super) fn text(
        &self,
        file: FileId,
        (template, options, anchors): (String, &Options, Option<&Anchors<'r>>),
        ids: &PageIds,
        print: impl FnOnce() -> String,
    ) -> String {
        if self.counts.get(&file).is_none_or(|count| *count < 2) {
            return print();
        }
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known: Vec<Arc<Known<'r>>> = lock().get(&file).cloned().unwrap_or_default();
        let is_same = |known: &&Arc<Known<'r>>| {
            known.template == template && known.options == *options && known.anchors.as_ref() == anchors
        };
        if let Some(known) = known.iter().filter(is_same).find(|known| ids.repeat(&known.requests)) {
            return known.text.clone();
        }
        ids.note_requests();
        let text = print();
        let requests = ids.requests();
        if known.len() < MOST {
            let (options, anchors) = (options.clone(), anchors.cloned());
            let one = Known { template, options, anchors, requests, text: text.clone() };
            lock().entry(file).or_default().push(Arc::new(one));
        }
        text
    }
}
