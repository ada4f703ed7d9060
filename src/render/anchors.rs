//! The ids of a page, and which of them a printed design has.
//!
//! An anchor is an address that others link to. So the anchors of a design are made only of its ids and never
//! change, unless two would be the same: then the later one gets a number. All anchors are assigned before
//! anything is printed, because the first line of a page may link to the last, and to other pages.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::target::Target;
use crate::design::Design;
use crate::markdown::{self, OwnIds};

/// The ids of one page. Each is given out only once.
#[derive(Debug, Default)]
pub struct PageIds {
    given: RefCell<Given>,
}

#[derive(Debug, Default)]
struct Given {
    ids: HashSet<String>,
    /// The labels of footnotes, in lower case, since their case makes no difference.
    labels: HashSet<String>,
    /// The last number that was added to each id.
    counts: HashMap<String, usize>,
}

impl PageIds {
    /// The ids of a page that already has some.
    pub fn new(own: OwnIds, others: impl IntoIterator<Item = String>) -> Self {
        let (mut ids, labels) = own.finish();
        ids.extend(others);
        Self { given: RefCell::new(Given { ids, labels, counts: HashMap::new() }) }
    }

    /// The wanted id, or the first numbered one that is unused.
    pub(super) fn give(&self, wanted: String) -> String {
        self.given.borrow_mut().give(wanted, &[""])
    }

    /// A prefix of ids: none of its ids with `endings` is used yet.
    pub(super) fn give_prefix(&self, wanted: String, endings: &[&str]) -> String {
        self.given.borrow_mut().give(wanted, endings)
    }

    /// The label of a footnote, in characters that every Markdown reader accepts.
    pub(super) fn give_label(&self, wanted: &str) -> String {
        self.given.borrow_mut().give_label(wanted)
    }

    /// The id of a heading in an author's text. `None` if the renderer will make one itself that is unused.
    pub(super) fn give_heading(&self, heading: &markdown::Heading<'_>, base: &str) -> Option<String> {
        if let Some(id) = heading.id {
            return Some(self.give(id.to_owned()));
        }
        let slugs = markdown::slugs(&heading.words);
        let mut given = self.given.borrow_mut();
        let is_free = slugs.iter().all(|slug| !slug.is_empty() && !given.ids.contains(slug));
        if is_free {
            given.ids.extend(slugs);
            return None;
        }
        let slug = slugs.into_iter().find(|slug| !slug.is_empty());
        Some(given.give(slug.unwrap_or_else(|| format!("{base}-heading")), &[""]))
    }
}

impl Given {
    fn give(&mut self, wanted: String, endings: &[&str]) -> String {
        let is_free = |ids: &HashSet<String>, id: &str| match endings {
            [""] => !ids.contains(id),
            endings => endings.iter().all(|ending| !ids.contains(&format!("{id}{ending}"))),
        };
        let id = if is_free(&self.ids, &wanted) {
            wanted
        } else {
            let count = self.counts.entry(wanted.clone()).or_insert(1);
            loop {
                *count += 1;
                let counted = format!("{wanted}-{count}");
                if is_free(&self.ids, &counted) {
                    break counted;
                }
            }
        };
        self.ids.extend(endings.iter().map(|ending| format!("{id}{ending}")));
        id
    }

    fn give_label(&mut self, wanted: &str) -> String {
        // Markdown does not accept labels of a thousand characters.
        const LONGEST: usize = 200;
        let wanted = markdown::safe_id(&wanted.chars().take(LONGEST).collect::<String>());
        let mut label = wanted.clone();
        loop {
            let ids = [label.clone(), format!("footnote-{label}"), format!("fr-{label}-1")];
            if !self.labels.contains(&label.to_lowercase()) && ids.iter().all(|id| !self.ids.contains(id)) {
                self.labels.insert(label.to_lowercase());
                self.ids.extend(ids);
                return label;
            }
            let count = self.counts.entry(format!("[^{wanted}")).or_insert(1);
            *count += 1;
            label = format!("{wanted}-{count}");
        }
    }
}

/// The parts of a printed design that have an anchor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Anchor<'a> {
    /// The design.
    Document,
    /// A section, by its key.
    Section(&'a str),
    /// A block, by the keys of its section and of the block.
    Block(&'a str, &'a str),
    /// A part of the design, by its id.
    Entity(Target, &'a str),
}

impl Anchor<'_> {
    /// The anchor to use unless something else already has it.
    fn natural(&self, base: &str) -> String {
        match self {
            Anchor::Document => base.to_owned(),
            Anchor::Section(key) => format!("{base}-section-{}", safe(key)),
            Anchor::Block(section, key) => format!("{base}-block-{}-{}", safe(section), safe(key)),
            Anchor::Entity(target, id) => format!("{base}-{}-{}", target.word(), safe(id)),
        }
    }
}

/// The anchors of one printing of a design.
#[derive(Clone, Debug)]
pub struct Anchors<'a> {
    base: String,
    printed: HashMap<Anchor<'a>, Option<String>>,
}

impl<'a> Anchors<'a> {
    /// Assigns the anchors of one printing. `number` counts the printings of the design on the page, from 1.
    pub fn give(design: &Design, printed: Vec<Anchor<'a>>, number: usize, ids: &PageIds) -> Self {
        let own = safe(&design.id);
        let base = if number > 1 { format!("{own}-{number}") } else { own };
        let mut given = HashMap::with_capacity(printed.len());
        for anchor in printed {
            if given.contains_key(&anchor) {
                continue;
            }
            let natural = anchor.natural(&base);
            let id = ids.give(natural.clone());
            given.insert(anchor, (id != natural).then_some(id));
        }
        Self { base, printed: given }
    }

    /// The prefix of every anchor.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The anchor of something in this printing.
    pub(super) fn get(&self, anchor: &Anchor<'_>) -> Option<String> {
        let given = self.printed.get(anchor)?;
        Some(given.clone().unwrap_or_else(|| anchor.natural(&self.base)))
    }
}

/// An id made safe for an address, with its case preserved.
pub(super) fn safe(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect()
}
