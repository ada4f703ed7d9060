//! The ids of a page, and which of them a printed design has.
//!
//! An anchor is an address that others link to. So the anchors of a design are made only of its ids and never
//! change, unless two would be the same: then the later one gets a number. All anchors are assigned before
//! anything is printed, because the first line of a page may link to the last, and to other pages.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use indexmap::IndexMap;

use super::target::Target;
use crate::design::Design;
use crate::markdown::{self, OwnIds};

/// The ids of one page. Each is given out only once.
#[derive(Debug, Default)]
pub struct PageIds {
    given: Mutex<Given>,
}

/// Something that a document asked a page for, and what it got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An id with some endings.
    Id(String, &'static [&'static str], String),
    /// The label of a footnote.
    Label(String, String),
    /// The ids that a renderer makes of a heading, if they are unused.
    Slugs(Vec<String>, String, Option<String>),
}

#[derive(Clone, Debug, Default)]
struct Given {
    ids: HashSet<String>,
    /// The labels of footnotes, in lower case, since their case makes no difference.
    labels: HashSet<String>,
    /// The last number that was added to each id.
    counts: HashMap<String, usize>,
    /// What was asked for, if somebody wants to know.
    requests: Option<Vec<Wanted>>,
}

impl PageIds {
    /// The ids of a page that already has some.
    pub fn new(own: OwnIds, others: impl IntoIterator<Item = String>) -> Self {
        let (mut ids, labels) = own.finish();
        ids.extend(others);
        Self { given: Mutex::new(Given { ids, labels, ..Given::default() }) }
    }

    /// The wanted id, or the first numbered one that is unused.
    pub(super) fn give(&self, wanted: String) -> String {
        self.lock().give(wanted, &[""])
    }

    /// Takes an id if nothing has it.
    fn take(&self, id: &str) -> bool {
        let ids = &mut self.lock().ids;
        !ids.contains(id) && ids.insert(id.to_owned())
    }

    /// A prefix of ids: none of its ids with `endings` is used yet.
    pub(super) fn give_prefix(&self, wanted: String, endings: &'static [&'static str]) -> String {
        self.lock().give(wanted, endings)
    }

    /// The label of a footnote, in characters that every Markdown reader accepts.
    pub(super) fn give_label(&self, wanted: &str) -> String {
        self.lock().give_label(wanted)
    }

    /// The id of a heading in an author's text. `None` if the renderer will make one itself that is unused.
    pub(super) fn give_heading(&self, heading: &markdown::Heading<'_>, base: &str) -> Option<String> {
        if let Some(id) = heading.id {
            return Some(self.give(id.to_owned()));
        }
        self.lock().give_slugs(markdown::slugs(&heading.words), base)
    }

    /// Notes from now on what is asked for.
    pub fn note_requests(&self) {
        self.lock().requests = Some(Vec::new());
    }

    /// What was asked for since then.
    pub fn requests(&self) -> Vec<Wanted> {
        self.lock().requests.take().unwrap_or_default()
    }

    /// Gives all of this again, and says whether that is possible; if it is not, nothing is given.
    pub fn repeat(&self, requests: &[Wanted]) -> bool {
        let mut given = self.lock();
        let mut copy = given.clone();
        let is_same = requests.iter().all(|wanted| match wanted {
            Wanted::Id(id, endings, got) => copy.give(id.clone(), endings) == *got,
            Wanted::Label(label, got) => copy.give_label(label) == *got,
            Wanted::Slugs(slugs, base, got) => copy.give_slugs(slugs.clone(), base) == *got,
        });
        if is_same {
            *given = copy;
        }
        is_same
    }

    fn lock(&self) -> MutexGuard<'_, Given> {
        self.given.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Given {
    fn give(&mut self, wanted: String, endings: &'static [&'static str]) -> String {
        let asked = self.requests.is_some().then(|| wanted.clone());
        let id = self.first_free(wanted, endings);
        if let (Some(requests), Some(asked)) = (&mut self.requests, asked) {
            requests.push(Wanted::Id(asked, endings, id.clone()));
        }
        id
    }

    /// Nothing, if the ids that a renderer makes of a heading are unused; otherwise another id for it.
    fn give_slugs(&mut self, slugs: Vec<String>, base: &str) -> Option<String> {
        let mut requests = self.requests.take();
        let is_free = slugs.iter().all(|slug| !slug.is_empty() && !self.ids.contains(slug));
        let got = if is_free {
            self.ids.extend(slugs.iter().cloned());
            None
        } else {
            let slug = slugs.iter().find(|slug| !slug.is_empty()).cloned();
            Some(self.give(slug.unwrap_or_else(|| format!("{base}-heading")), &[""]))
        };
        if let Some(requests) = &mut requests {
            requests.push(Wanted::Slugs(slugs, base.to_owned(), got.clone()));
        }
        self.requests = requests;
        got
    }

    fn first_free(&mut self, wanted: String, endings: &[&str]) -> String {
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
        let label = self.first_free_label(wanted);
        if let Some(requests) = &mut self.requests {
            requests.push(Wanted::Label(wanted.to_owned(), label.clone()));
        }
        label
    }

    fn first_free_label(&mut self, wanted: &str) -> String {
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
    /// The anchor in a design with this id, if it is alone on its page.
    pub fn under(&self, id: &str) -> String {
        self.natural(&safe(id))
    }

    /// The anchor to use unless something else already has it.
    pub(super) fn natural(&self, base: &str) -> String {
        match self {
            Anchor::Document => base.to_owned(),
            Anchor::Section(key) => format!("{base}-section-{}", safe(key)),
            Anchor::Block(section, key) => format!("{base}-block-{}-{}", safe(section), safe(key)),
            Anchor::Entity(target, id) => format!("{base}-{}-{}", target.word(), safe(id)),
        }
    }

    /// The anchors under the ids that the design and the part had before.
    fn former(&self, design: &Design) -> Vec<String> {
        let mut names = vec![self.clone()];
        if let Anchor::Entity(target, id) = *self {
            let former = target.former(design, id).iter();
            names.extend(former.map(|was| Anchor::Entity(target, was.value.as_str())));
        }
        let former = design.meta.was.iter().map(|was| was.value.as_str());
        let bases = std::iter::once(design.id.as_str()).chain(former).map(safe);
        let all = bases.flat_map(|base| names.iter().map(|name| name.natural(&base)).collect::<Vec<_>>());
        // The first one is today's.
        all.skip(1).collect()
    }
}

/// The anchors of one printing of a design.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchors<'a> {
    base: String,
    printed: IndexMap<Anchor<'a>, Own>,
}

/// The ids of a part of a printed design.
#[derive(Clone, Debug, Default, PartialEq)]
struct Own {
    /// The anchor, unless it is the natural one.
    id: Option<String>,
    /// The anchors that the part had under former ids, so that addresses from then still lead to it.
    former: Vec<String>,
}

impl<'a> Anchors<'a> {
    /// Assigns the anchors of one printing. `number` counts the printings of the design on the page, from 1.
    /// Former ids are not among them before [`keep_former`](Self::keep_former).
    pub fn give(design: &Design, printed: Vec<Anchor<'a>>, number: usize, ids: &PageIds) -> Self {
        let own = safe(&design.id);
        let base = if number > 1 { format!("{own}-{number}") } else { own };
        let mut given = IndexMap::with_capacity(printed.len());
        for anchor in printed {
            if given.contains_key(&anchor) {
                continue;
            }
            let natural = anchor.natural(&base);
            let id = ids.give(natural.clone());
            // A link from outside leads to the printing with plain ids.
            let former = if number > 1 { Vec::new() } else { anchor.former(design) };
            given.insert(anchor, Own { id: (id != natural).then_some(id), former });
        }
        Self { base, printed: given }
    }

    /// Keeps the anchors under former ids that nothing else on the page has. To be called when everything on
    /// the page has its anchor: what is called so today goes first.
    pub fn keep_former(&mut self, ids: &PageIds) {
        self.printed.values_mut().for_each(|own| own.former.retain(|id| ids.take(id)));
    }

    /// The prefix of every anchor.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The anchor of something in this printing.
    pub(super) fn get(&self, anchor: &Anchor<'_>) -> Option<String> {
        let given = self.printed.get(anchor)?;
        Some(given.id.clone().unwrap_or_else(|| anchor.natural(&self.base)))
    }

    /// The anchor of what is printed first.
    pub(super) fn first(&self) -> Option<String> {
        self.get(self.printed.keys().next()?)
    }

    /// The anchors that something in this printing had under former ids.
    pub(super) fn former(&self, anchor: &Anchor<'_>) -> &[String] {
        let found = self.printed.get_index_of(anchor).and_then(|index| self.printed.get_index(index));
        found.map_or(&[], |(_, own)| &own.former)
    }
}

/// An id made safe for an address, with its case preserved.
pub(super) fn safe(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect()
}
