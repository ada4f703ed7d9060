//! The designs around each design of a book: those that it relies on, and those that rely on it.

use std::collections::HashMap;

use indexmap::IndexSet;

use super::places::Places;
use super::session::Session;
use crate::book::chapter::page::Page;
use crate::catalog::landscape::{Landscape, Used};
use crate::design::Design;
use crate::render::{Other, Others, Target, User};
use crate::source::FileId;

/// Who relies on whom in a book.
pub(super) struct Around<'r> {
    session: &'r Session,
    /// The versions of the design of each file, the one that represents it first.
    versions: HashMap<FileId, Vec<FileId>>,
    /// The designs that rely on each one, by the version that represents it.
    users: HashMap<FileId, Vec<Relying<'r>>>,
}

/// A design that relies on another one.
struct Relying<'r> {
    file: FileId,
    design: &'r Design,
    /// The version of the other design.
    version: FileId,
    /// What of it.
    parts: IndexSet<(Target, String)>,
}

impl<'r> Around<'r> {
    pub(super) fn of_book(session: &'r Session, landscape: &Landscape<'r>) -> Self {
        let each = session.each_design();
        let mut versions: HashMap<FileId, Vec<FileId>> = HashMap::new();
        for (speaker, all) in &each {
            let mut ordered = vec![*speaker];
            ordered.extend(all.iter().rev().filter(|version| *version != speaker));
            versions.extend(all.iter().map(|version| (*version, ordered.clone())));
        }
        let mut around = Self { session, versions, users: HashMap::new() };
        for (file, _) in each {
            around.rely(file, landscape);
        }
        around
    }

    /// Notes what a design relies on.
    fn rely(&mut self, file: FileId, landscape: &Landscape<'r>) {
        let Some(design) = self.session.design(file) else { return };
        for used in landscape.uses_by(file) {
            let Some((_, version)) = used.provider else { continue };
            let users = self.users.entry(self.speaker(version)).or_default();
            if users.last().is_none_or(|last| last.file != file) {
                users.push(Relying { file, design, version, parts: IndexSet::new() });
            }
            if let (Some(relying), Some(part)) = (users.last_mut(), part(used.what)) {
                relying.parts.insert(part);
            }
        }
    }

    fn speaker(&self, file: FileId) -> FileId {
        self.versions.get(&file).and_then(|all| all.first()).copied().unwrap_or(file)
    }

    /// The designs around a version, as its page knows them. Without `links` nothing leads anywhere.
    pub(super) fn of<'p>(&self, file: FileId, page: &Page, places: &'p Places<'_>, links: bool) -> Others<'p>
    where
        'r: 'p,
    {
        let link = |file: FileId| self.link(file, page, places).filter(|_| links);
        let mut others = Others { users: self.users(file, &link), ..Others::default() };
        for relying in self.relying(file) {
            let user = User { name: relying.design.title().to_owned(), link: link(relying.file) };
            for part in &relying.parts {
                others.users_of.entry(part.clone()).or_default().push(user.clone());
            }
        }
        let integrations = self.session.design(file).into_iter().flat_map(|design| &design.integrations);
        for integration in integrations {
            let id = integration.id.value.as_str();
            let Some(version) = self.session.relied_on(file, id) else { continue };
            let Some(design) = self.session.design(version) else { continue };
            let shown = self.shown(version, page, places);
            let places = shown.filter(|_| links).map(|shown| places.of(shown, page)).unwrap_or_default();
            others.relied_on.insert(id, Other { design, places, page: link(version) });
        }
        others
    }

    /// The designs that rely on one: on this version or, if it represents its design, on any.
    pub(super) fn users(&self, file: FileId, link: &dyn Fn(FileId) -> Option<String>) -> Vec<User> {
        let user = |relying: &Relying<'_>| User {
            name: relying.design.title().to_owned(),
            link: link(relying.file),
        };
        self.relying(file).map(user).collect()
    }

    fn relying(&self, file: FileId) -> impl Iterator<Item = &Relying<'r>> {
        let speaker = self.speaker(file);
        let all = self.users.get(&speaker).into_iter().flatten();
        all.filter(move |relying| file == speaker || relying.version == file)
    }

    /// The version of a design that the book shows: the one in the file if it does, or else another one.
    fn shown(&self, file: FileId, page: &Page, places: &Places<'_>) -> Option<FileId> {
        let others = self.versions.get(&file).into_iter().flatten().copied();
        std::iter::once(file).chain(others).find(|file| places.page_of(*file, page).is_some())
    }

    /// The address of the page that shows a design.
    pub(super) fn link(&self, file: FileId, page: &Page, places: &Places<'_>) -> Option<String> {
        places.page_of(self.shown(file, page, places)?, page)
    }
}

/// What of a design its page says the users of.
fn part(used: Used<'_>) -> Option<(Target, String)> {
    match used {
        Used::Contract(id) => Some((Target::Contract, id.to_owned())),
        Used::Table(table) | Used::Column { table, .. } => Some((Target::Table, table.to_owned())),
        Used::Design | Used::Malformed(_) | Used::Requirement(_) | Used::Mention(_) => None,
    }
}
