//! The landscape of a run: every design once, the systems beside them, and what they use of each other.

mod consumer;

use std::collections::HashMap;

use super::session::Session;
use crate::design::Design;
use crate::diagram::model::landscape::{DesignBox, Landscape, System};
use crate::markdown::{Html, shown_words};
use crate::source::FileId;
use consumer::Consumer;

/// The landscape of a run. Where its boxes lead depends on the page that shows it.
pub(in crate::book) struct Drawn {
    /// The landscape without links.
    pub(in crate::book) landscape: Landscape,
    /// The number of each design in it by the files of its versions.
    numbers: HashMap<FileId, usize>,
    /// The version that is drawn of each design, by its number: they come before the systems that are none.
    files: Vec<FileId>,
}

/// The address of the page that shows a design.
type Href<'h> = &'h dyn Fn(FileId) -> Option<String>;

impl Drawn {
    pub(in crate::book) fn of_book(session: &Session) -> Self {
        Maker { session, instead: None }.drawn()
    }

    /// The landscape of the book.
    pub(in crate::book) fn linked(&self, href: Href<'_>) -> Landscape {
        self.link(self.landscape.clone(), href)
    }

    /// A version of a design, and what it works with; `None` if it cannot be read.
    pub(in crate::book) fn neighbours(
        &self,
        file: FileId,
        session: &Session,
        href: Href<'_>,
    ) -> Option<Landscape> {
        let number = *self.numbers.get(&file)?;
        if self.files.get(number) == Some(&file) {
            return Some(self.link(self.landscape.neighbours(number), href));
        }
        let other = Maker { session, instead: Some(file) }.drawn();
        Some(other.link(other.landscape.neighbours(number), href))
    }

    fn link(&self, mut landscape: Landscape, href: Href<'_>) -> Landscape {
        for system in &mut landscape.systems {
            system.href = self.files.get(system.number).and_then(|file| href(*file));
        }
        landscape
    }
}

/// How a landscape is made.
struct Maker<'r> {
    session: &'r Session,
    /// A version to draw in place of the one that holds.
    instead: Option<FileId>,
}

impl Maker<'_> {
    fn drawn(&self) -> Drawn {
        let mut systems = Systems::default();
        let designs = self.designs();
        for (file, versions, design) in &designs {
            let number = systems.all.len();
            systems.numbers.extend(versions.iter().map(|version| (*version, number)));
            systems.all.push(System { number, ..self.system(*file, design) });
        }
        let mut uses = Vec::new();
        for (file, _, design) in &designs {
            uses.extend(Consumer::of(*file, design, self, &mut systems).uses());
        }
        let files = designs.iter().map(|(file, ..)| *file).collect();
        Drawn {
            landscape: Landscape { systems: systems.all, uses, folded: Vec::new() },
            numbers: systems.numbers,
            files,
        }
    }

    /// The version of each design that is drawn, and all its versions.
    fn designs(&self) -> Vec<(FileId, Vec<FileId>, &Design)> {
        let chosen = |(file, versions): (FileId, Vec<FileId>)| {
            let file = self.instead.filter(|instead| versions.contains(instead)).unwrap_or(file);
            Some((file, versions, self.session.design(file)?))
        };
        self.session.each_design().into_iter().filter_map(chosen).collect()
    }

    /// Whether a version is not the one that is drawn, although one was chosen of the same design.
    fn is_another(&self, file: FileId) -> bool {
        self.instead.is_some_and(|instead| {
            instead != file && !self.session.holds(instead) && self.session.are_of_one(instead, file)
        })
    }

    fn system(&self, file: FileId, design: &Design) -> System {
        let html = if self.session.config.allow_html { Html::Markup } else { Html::Words };
        let owners = design.meta.owners.iter().map(|owner| shown_words(&owner.value, html).into_owned());
        System {
            name: design.title().to_owned(),
            design: Some(DesignBox {
                version: design.meta.version.text.clone(),
                status: design.status(),
                owners: owners.collect(),
                folder: self.session.group_of(file),
                has_pii: design.tables.iter().any(|table| table.has_pii()),
            }),
            ..System::default()
        }
    }
}

/// The systems that are known so far.
#[derive(Default)]
struct Systems {
    all: Vec<System>,
    /// The number of each design by the files of its versions.
    numbers: HashMap<FileId, usize>,
    /// The systems that are not designs, by their names.
    others: HashMap<String, usize>,
}

impl Systems {
    /// The system of a name that is not a design: two designs that name it mean the same.
    fn other(&mut self, name: &str) -> usize {
        *self.others.entry(name.trim().to_lowercase()).or_insert_with(|| {
            let number = self.all.len();
            self.all.push(System { number, name: name.trim().to_owned(), ..System::default() });
            number
        })
    }
}
