//! Checks a part of a book: designs, chapters, and what is below folders.

use std::path::{Path, PathBuf};

use super::how::How;
use super::known::Scope;
use super::named::Named;
use super::subject::BookSubject;
use super::{
    InspectError, Inspection, Listener, arguments, check, finish, folder as designs, known, load, outside,
};
use crate::book::chapter::{disk, folder, outside as unlisted, page};
use crate::book::config::{BOOK, Settings};
use crate::book::directive::is_toml;
use crate::book::run::session::Session;
use crate::book::run::surroundings::Surroundings;
use crate::book::run::{expand, past, resolve, versions};
use crate::diagnostic::{Level, Sink};
use crate::source::{Entry, FileId, Sources};

/// Checks files under the configuration of the nearest book above the first of them.
pub(super) fn inspect(
    files: &[Named],
    how: How<'_>,
    sources: Sources,
    listener: Option<&mut Listener<'_>>,
) -> Result<Inspection, InspectError> {
    let first = files.first().map_or(Path::new("."), |file| file.path.as_path());
    let surroundings = Surroundings::of_with(first, sources);
    let is_book = surroundings.is_book();
    let Surroundings { mut session, settings, report: configuration } = surroundings;
    session.use_baseline(how.baseline)?;
    session.use_project(how.project);
    if !is_book {
        for file in files {
            session.root = session.root.and_around(&file.path);
        }
    }
    let mut sink = Sink::default();
    let Opened { chapters, mut unread } = open(files, &settings, &mut session, &mut sink);
    let Pages { pages, outside } = if !is_book {
        unread.extend(chapters.into_iter().map(InspectError::NoBookAround));
        Pages::default()
    } else if chapters.is_empty() || configuration.worst() == Level::Deny {
        // A book.toml that is wrong may name another folder than the one that has the chapters.
        Pages::default()
    } else {
        Pages::of(&chapters, &settings, &mut session, &mut sink, &mut unread)?
    };
    if files.len() == 1
        && let Some(error) = unread.pop()
    {
        return Err(error);
    }
    if let Some(revision) = how.against {
        past::open(&mut session, revision, false);
    }
    if is_book {
        session.survey();
    } else if files.iter().any(|file| session.sources.files().is_folder(&file.path)) {
        session.know_each_other();
    }
    let checked = check(&session, false, listener);
    let subject = BookSubject::new(&settings, &session, &pages, &checked, &outside, &[]);
    arguments::check(&subject, &mut sink);
    outside::check(&subject, &mut sink);
    let reports = checked.values().map(|checked| checked.report.clone());
    let mut report = expand::report(&session, &pages, reports, sink);
    report.append(configuration);
    let scope = if is_book { Scope::Part } else { Scope::Files };
    let listed = known::settle(&session, &mut report, scope).into_iter().collect();
    Ok(Inspection { unread, listed, ..finish(session, report, checked) })
}

/// What became of the files that were named.
#[derive(Default)]
pub(super) struct Opened {
    chapters: Vec<PathBuf>,
    pub(super) unread: Vec<InspectError>,
}

/// Opens the designs among some files and below some folders, and tells the chapters.
pub(super) fn open(files: &[Named], settings: &Settings, session: &mut Session, sink: &mut Sink) -> Opened {
    let mut opened = Opened::default();
    for Named { path, may_be_empty } in files {
        if is_chapter(path) && !session.sources.files().is_folder(path) {
            opened.chapters.push(path.clone());
        } else if !session.sources.files().is_folder(path) {
            opened.unread.extend(load(path, session).err());
        } else {
            let folder = match session.root.named(path) {
                Ok(folder) => folder,
                Err(source) => {
                    opened.unread.push(InspectError::Refused { path: path.clone(), source });
                    continue;
                }
            };
            let found = folder::files(&folder, &session.root);
            let (mut count, chapters) = (0, opened.chapters.len());
            for entry in folder::without_data(&found) {
                let is_snapshot = folder::is_snapshot(&entry.shown, &session.config);
                if is_snapshot || is_toml(&entry.name) && is_design(entry, session) {
                    count += 1;
                    sink.extend(designs::load(entry, session).err().map(|finding| *finding));
                } else if is_chapter(Path::new(&entry.name)) && settings.published(&entry.shown).is_some() {
                    opened.chapters.extend(entry.path.as_ref().ok().map(|file| file.path().to_path_buf()));
                }
            }
            if settings.file.is_none() {
                opened.chapters.truncate(chapters);
            }
            if count == 0 && opened.chapters.len() == chapters && !may_be_empty {
                opened.unread.push(InspectError::NothingBelow(path.clone()));
            }
        }
    }
    opened
}

/// Whether a path is that of a chapter, or of another document in Markdown.
pub(in crate::book) fn is_chapter(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ["md", "markdown"].contains(&ending.as_str()))
}

/// Whether a TOML file is a design. In the folder of designs each is; elsewhere there are others, and
/// a design is known by its tables.
fn is_design(entry: &Entry, session: &Session) -> bool {
    const MARKS: [&str; 5] = ["template", "[design", "[components", "[requirements", "[decisions"];
    let own = session.root.shown(&session.root.at(&session.config.designs));
    let is_known =
        |path: &str| session.templates.files().any(|file| session.sources.get(file).path() == path);
    let is_excluded = folder::is_excluded(&entry.shown, &session.config);
    if is_excluded || is_known(&entry.shown) || entry.name == BOOK {
        return false;
    }
    if Path::new(&entry.shown).starts_with(own) {
        return true;
    }
    let text = entry.path.as_ref().ok().and_then(|file| file.text().ok()).unwrap_or_default();
    text.lines().any(|line| MARKS.iter().any(|mark| line.starts_with(mark)))
}

/// The chapters that were named, and those that include what was named.
#[derive(Default)]
struct Pages {
    pages: Vec<page::Page>,
    outside: Vec<page::Page>,
}

impl Pages {
    fn of(
        paths: &[PathBuf],
        settings: &Settings,
        session: &mut Session,
        sink: &mut Sink,
        unread: &mut Vec<InspectError>,
    ) -> Result<Self, InspectError> {
        let root = settings.chapters(&session.root);
        let mut named: Vec<(FileId, &PathBuf)> = Vec::new();
        for path in paths {
            let read = match root.named(path) {
                Ok(granted) => session
                    .sources
                    .load(&granted)
                    .map_err(|source| InspectError::Unreadable { path: path.clone(), source }),
                Err(source) => Err(InspectError::Refused { path: path.clone(), source }),
            };
            match read {
                Ok(file) => named.push((file, path)),
                Err(error) => unread.push(error),
            }
        }
        let is_named = |file: &FileId| named.iter().any(|(known, _)| known == file);
        let disk::Listed { chapters: all, paths: taken } =
            disk::chapters(&session.root, settings, &mut session.sources, &mut Sink::default())?;
        let mut listed: Vec<FileId> = Vec::new();
        let chapters: Vec<_> = all
            .into_iter()
            .filter(|(_, expanded)| {
                let before = listed.len();
                listed.extend(expanded.files().filter(is_named));
                listed.len() > before
            })
            .collect();
        let mut pages = page::find_read(chapters, settings, &session.root, &mut session.sources, sink);
        for page in &mut pages {
            resolve::open(page, session, sink);
        }
        versions::add(&mut pages, &taken, session, sink);
        let mut outside = Vec::new();
        for &(file, path) in named.iter().filter(|(file, _)| !listed.contains(file)) {
            if settings.published(session.sources.get(file).path()).is_none() {
                let src = settings.src.to_string_lossy().into_owned();
                unread.push(InspectError::NotAChapter { path: path.clone(), src });
            }
            outside.extend(unlisted::page(file, settings, &session.root, &mut session.sources));
        }
        Ok(Self { pages, outside })
    }
}
