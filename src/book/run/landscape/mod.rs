//! The landscape of a run: every design once, the systems beside them, and what they use of each other.

mod consumer;

use std::collections::HashMap;

use super::session::Session;
use crate::design::Design;
use crate::diagram::model::landscape::{DesignBox, Landscape, System};
use crate::markdown::{Html, shown_words};
use crate::source::FileId;
use consumer::Consumer;

/// How a landscape is made.
pub(in crate::book) struct Maker<'r> {
    pub(in crate::book) session: &'r Session,
    /// The address of the page that shows a design.
    pub(in crate::book) href: &'r dyn Fn(FileId) -> Option<String>,
    /// A version to draw in place of the one that holds.
    pub(in crate::book) instead: Option<FileId>,
}

impl Maker<'_> {
    /// The landscape of the book.
    pub(in crate::book) fn landscape(&self) -> Landscape {
        self.numbered().0
    }

    /// A version of a design, and what it works with; `None` if it cannot be read.
    pub(in crate::book) fn neighbours(&self, file: FileId) -> Option<Landscape> {
        let (landscape, numbers) = Maker { instead: Some(file), ..*self }.numbered();
        Some(landscape.neighbours(*numbers.get(&file)?))
    }

    /// The landscape, and the number of each design in it by the files of its versions.
    fn numbered(&self) -> (Landscape, HashMap<FileId, usize>) {
        let mut systems = Systems::default();
        let designs = self.designs();
        for (file, versions, design) in &designs {
            let number = systems.all.len();
            systems.numbers.extend(versions.iter().map(|version| (*version, number)));
            systems.all.push(self.system(*file, design));
        }
        let mut uses = Vec::new();
        for (file, _, design) in &designs {
            uses.extend(Consumer::of(*file, design, self, &mut systems).uses());
        }
        (Landscape { systems: systems.all, uses }, systems.numbers)
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
            href: (self.href)(file),
            design: Some(DesignBox {
                version: design.meta.version.text.clone(),
                status: design.status(),
                owners: owners.collect(),
                folder: self.session.group_of(file),
            }),
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
            self.all.push(System { name: name.trim().to_owned(), ..System::default() });
            self.all.len() - 1
        })
    }
}
