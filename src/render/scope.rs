//! The surroundings of a block while it is printed, and the small pieces that all kinds of blocks print.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use pulldown_cmark::{Event, Tag};

use super::Options;
use super::anchors::{Anchor, PageIds, safe};
use super::canvas::{Canvas, Printed};
use super::links::Links;
use super::others::Others;
use super::place::Place;
use super::target::Target;
use crate::design::{Design, Text, Texts};
use crate::markdown::{Author, Builder, Fragment, Heading, Use};
use crate::template::Template;

/// The surroundings of a block: the design, the template, and the block's place in them.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) design: &'a Design,
    pub(super) template: &'a Template,
    pub(super) options: &'a Options,
    pub(super) printing: &'a Printing<'a>,
    /// The section's key.
    pub(super) section: &'a str,
    /// The block's key; empty outside the blocks of a section.
    pub(super) block: &'a str,
    /// The level of the heading above.
    pub(super) level: u8,
    /// Whether an earlier block already has the anchors of everything in this one.
    pub(super) repeats: bool,
}

/// One printing of a design, or of a part of it.
#[derive(Debug)]
pub(super) struct Printing<'a> {
    pub(super) links: Links<'a>,
    /// The ids of the page.
    pub(super) ids: &'a PageIds,
    /// The prefix of ids that do not belong to a part of the design.
    pub(super) base: String,
    /// From the ids that authors gave to headings to those that the headings got.
    headings: RefCell<HashMap<String, String>>,
    printed: Cell<Printed>,
}

impl<'a> Printing<'a> {
    /// A printing of the whole document, which has anchors if `own` gives it some.
    pub(super) fn document(
        design: &'a Design,
        ids: &'a PageIds,
        own: &'a [Place<'a>],
        others: Option<&'a Others<'a>>,
    ) -> Self {
        let base = own.first().map_or_else(|| safe(&design.id), |place| place.anchors.base().to_owned());
        let links = Links::inside(design, own, others);
        Self { links, ids, base, headings: RefCell::default(), printed: Cell::default() }
    }

    /// A printing of a view, outside the document.
    pub(super) fn beside(design: &'a Design, ids: &'a PageIds, places: &'a [Place<'a>]) -> Self {
        let links = Links::elsewhere(design, places);
        let base = safe(&design.id);
        Self { links, ids, base, headings: RefCell::default(), printed: Cell::default() }
    }

    /// Updates links to headings whose ids had to change.
    pub(super) fn follow(&self, events: &mut [Event<'_>]) {
        let mut headings = self.headings.borrow_mut();
        headings.retain(|written, id| written != id);
        if headings.is_empty() {
            return;
        }
        // If a heading had to give its id up to one of ours, ours is the better target.
        for event in &*events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                headings.remove(&**id);
            }
        }
        for event in events {
            if let Event::Start(Tag::Link { dest_url, .. }) = event
                && let Some(id) = dest_url.strip_prefix('#').and_then(|id| headings.get(id))
            {
                *dest_url = format!("#{id}").into();
            }
        }
    }

    fn heading(&self, heading: &Heading<'_>) -> Option<String> {
        let given = self.ids.give_heading(heading, &self.base);
        if let (Some(written), Some(given)) = (heading.id, &given) {
            self.headings.borrow_mut().entry(written.to_owned()).or_insert_with(|| given.clone());
        }
        given
    }
}

impl<'a> Scope<'a> {
    /// The scope of anything outside the blocks of a document: its title, or a view.
    pub(super) fn new(
        design: &'a Design,
        template: &'a Template,
        options: &'a Options,
        printing: &'a Printing<'a>,
        section: &'a str,
    ) -> Self {
        Self { design, template, options, printing, section, block: "", level: options.level, repeats: false }
    }

    /// What pictures are printed on.
    pub(super) fn canvas(&self) -> Canvas<'a> {
        let Self { template, options, printing, .. } = *self;
        Canvas { words: &template.labels, options, ids: printing.ids, printed: &printing.printed }
    }

    /// A word of the document as a whole.
    pub(super) fn word(&self, key: &'static str) -> &'a str {
        self.template.labels.label(key)
    }

    /// The author's text as events. `at` distinguishes it from other texts of the block.
    pub(super) fn read(&self, text: &'a str, at: &str) -> Fragment<'a> {
        let printing = self.printing;
        let footnote = |label: &str| {
            let place = [&printing.base, self.section, self.block, at, label];
            printing.ids.give_label(&place.join("-"))
        };
        let author = Author {
            level: self.level,
            allow_html: self.options.allow_html,
            keep_ids: self.options.anchors,
            prefix: &self.options.link_prefix,
            schemes: &self.options.schemes,
            footnote: &footnote,
            resolve: &|reference| printing.links.resolve(reference),
        };
        let mut fragment = author.read(text);
        if self.options.anchors {
            fragment.name_headings(|heading| printing.heading(heading));
        }
        fragment
    }

    /// An address that the author wrote, made safe for this page; `None` if that is not possible.
    pub(super) fn address(&self, address: &str, used: Use) -> Option<String> {
        let address = self.options.schemes.address(address, &self.options.link_prefix, used);
        address.map(Cow::into_owned)
    }

    /// A text on one line.
    pub(super) fn line(&self, text: &'a Text, at: &str, out: &mut Builder<'a>) {
        if text.not_applicable {
            self.not_applicable(text, at, out);
        } else {
            out.splice(self.read(&text.value, at).flatten());
        }
    }

    /// A text as blocks.
    pub(super) fn blocks(&self, text: &'a Text, at: &str, out: &mut Builder<'a>) {
        if text.not_applicable {
            out.paragraph(|out| self.not_applicable(text, at, out));
        } else {
            out.splice(self.read(&text.value, at));
        }
    }

    /// A text as blocks. A reason has its label: nothing before it says what the reason is about.
    pub(super) fn labelled_blocks(&self, label: &'a str, text: &'a Text, at: &str, out: &mut Builder<'a>) {
        if text.not_applicable {
            out.paragraph(|out| {
                out.strong(|out| out.text(label));
                self.after(text, at, out);
            });
        } else {
            out.splice(self.read(&text.value, at));
        }
    }

    /// What an entity is for, as blocks below its name.
    pub(super) fn description(&self, text: Option<&'a Text>, at: &str, out: &mut Builder<'a>) {
        if let Some(text) = text.filter(|text| text.is_given()) {
            self.labelled_blocks(self.word("description"), text, at, out);
        }
    }

    /// A text after what was printed: a single paragraph inline, anything longer as blocks below.
    pub(super) fn after(&self, text: &'a Text, at: &str, out: &mut Builder<'a>) {
        if text.not_applicable {
            out.text(": ");
            self.not_applicable(text, at, out);
            return;
        }
        after(self.read(&text.value, at), out);
    }

    /// An item: a label and a text. Prints nothing if there is no text.
    pub(super) fn labelled(&self, label: &'a str, text: Option<&'a Text>, at: &str, out: &mut Builder<'a>) {
        if let Some(text) = text.filter(|text| text.is_given()) {
            out.item(|out| {
                out.strong(|out| out.text(label));
                self.after(text, at, out);
            });
        }
    }

    /// An item: a label and a list of texts, inline if it is a single text.
    pub(super) fn labelled_list(&self, label: &'a str, texts: &'a Texts, at: &str, out: &mut Builder<'a>) {
        if !texts.is_given() {
            return;
        }
        out.item(|out| {
            out.strong(|out| out.text(label));
            self.list_after(texts, at, out);
        });
    }

    /// A list of texts after a label.
    pub(super) fn list_after(&self, texts: &'a Texts, at: &str, out: &mut Builder<'a>) {
        if let Some(reason) = &texts.not_applicable {
            return self.after(reason, at, out);
        }
        let given = || texts.items.iter().filter(|text| text.is_given());
        if let (Some(only), None) = (given().next(), given().nth(1)) {
            return self.after(only, at, out);
        }
        out.text(":");
        out.list(|out| {
            for (index, text) in given().enumerate() {
                out.item(|out| self.item(text, &format!("{at}-{index}"), out));
            }
        });
    }

    /// A text that is the whole content of an item.
    pub(super) fn item(&self, text: &'a Text, at: &str, out: &mut Builder<'a>) {
        if text.not_applicable {
            return self.not_applicable(text, at, out);
        }
        match self.read(&text.value, at).into_inline() {
            Ok(fragment) | Err(fragment) => out.splice(fragment),
        }
    }

    /// Texts on one line, separated by semicolons.
    pub(super) fn joined(&self, texts: &'a Texts, at: &str, out: &mut Builder<'a>) {
        if let Some(reason) = &texts.not_applicable {
            return self.not_applicable(reason, at, out);
        }
        let mut is_first = true;
        for (index, text) in texts.items.iter().enumerate() {
            let at = format!("{at}-{index}");
            let line = self.read(&text.value, &at).flatten();
            if line.blocks.is_empty() {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                out.text("; ");
            }
            if text.not_applicable {
                self.not_applicable(text, &at, out);
            } else {
                out.splice(line);
            }
        }
    }

    /// The template's word for “not applicable”, and the reason.
    pub(super) fn not_applicable(&self, reason: &'a Text, at: &str, out: &mut Builder<'a>) {
        out.emphasis(|out| out.text(self.word("not-applicable")));
        if reason.is_given() {
            out.text(": ");
            out.splice(self.read(&reason.value, at).flatten());
        }
    }

    /// The reason why something is not applicable, as a paragraph.
    pub(super) fn nothing(&self, reason: &'a Text, out: &mut Builder<'a>) {
        out.paragraph(|out| self.not_applicable(reason, "not-applicable", out));
    }

    /// The anchors of an entity, inside a line, if it is printed here for the first time.
    pub(super) fn anchor(&self, target: Target, id: &str, out: &mut Builder<'a>) {
        if !self.repeats {
            let (links, anchor) = (&self.printing.links, Anchor::Entity(target, id));
            let all = links.anchor(&anchor).into_iter().chain(links.former(&anchor).iter().cloned());
            all.for_each(|id| out.anchor(&id));
        }
    }

    /// A heading with its anchors. Former ones are before it, because mdBook copies what is in a heading into
    /// its sidebar.
    pub(super) fn heading(
        &self,
        anchor: &Anchor<'_>,
        out: &mut Builder<'a>,
        inner: impl FnOnce(&mut Builder<'a>),
    ) {
        let links = &self.printing.links;
        let id = links.anchor(anchor).filter(|_| !self.repeats);
        if id.is_some() {
            out.places(links.former(anchor));
        }
        out.heading(self.level, id, inner);
    }

    /// A paragraph that names an entity, in bold.
    pub(super) fn name(&self, target: Target, id: &str, name: &'a str, out: &mut Builder<'a>) {
        out.paragraph(|out| {
            self.anchor(target, id, out);
            out.strong(|out| out.text(name));
        });
    }
}

/// A text after what was printed: a single paragraph inline, anything longer as blocks below.
pub(super) fn after<'a>(text: Fragment<'a>, out: &mut Builder<'a>) {
    match text.into_inline() {
        Ok(inline) => {
            out.text(": ");
            out.splice(inline);
        }
        Err(blocks) => {
            out.text(":");
            out.splice(blocks);
        }
    }
}
