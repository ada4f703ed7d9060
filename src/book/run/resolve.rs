//! Opens the file that a directive names.

use std::path::Path;

use super::among::NoVersion;
use super::changes;
use super::session::Session;
use crate::book::chapter::page::Page;
use crate::book::directive::{ChangesRequest, DesignRequest, Request, invalid_argument, is_toml};
use crate::book::rules::{MISSING_DESIGN_FILE, PATH_ESCAPES_BOOK};
use crate::catalog::Selector;
use crate::diagnostic::{Finding, Sink};
use crate::reading::nearest_file;
use crate::source::{FileId, Granted, ReadError, Refused, Spanned};

/// Opens the designs of a page's directives. A design that cannot be opened is reported.
pub(in crate::book) fn open(page: &mut Page, session: &mut Session, sink: &mut Sink) {
    for placed in &mut page.placed {
        match &placed.directive.request {
            Request::Design(wanted) => match open_one(wanted, &page.folder, session, sink) {
                Some(Opened::Design(file)) => {
                    placed.design = Some(file);
                    placed.is_nothing = is_nothing(wanted, file, session, sink);
                }
                Some(Opened::Nothing) => placed.is_nothing = true,
                None => {}
            },
            Request::Changes(wanted) => {
                placed.told = open_changes(wanted, &page.folder, session, sink);
            }
            Request::Index(_) => {}
        }
    }
}

/// What a directive shows.
enum Opened {
    Design(FileId),
    /// Nothing, which is no mistake.
    Nothing,
}

fn open_one(wanted: &DesignRequest, folder: &Path, session: &mut Session, sink: &mut Sink) -> Option<Opened> {
    let name = &wanted.file;
    let finding = match session.root.resolve(folder, name) {
        Ok(file) if file.has_folder() && !is_toml(name) => match choose(wanted, &file, session) {
            Ok(opened) => return Some(opened),
            Err(finding) => *finding,
        },
        Ok(file) => match session.sources.load(&file) {
            Ok(id) => {
                session.open(id);
                return Some(Opened::Design(id));
            }
            Err(error) => missing(name, &file, &error, session),
        },
        Err(refused) => not_allowed(name, &refused),
    };
    sink.push(finding);
    session.report_once(session.root.shown_of(folder, name));
    None
}

/// Opens the versions whose changes a directive tells. What is wrong is reported.
fn open_changes(
    wanted: &ChangesRequest,
    folder: &Path,
    session: &mut Session,
    sink: &mut Sink,
) -> Option<Vec<FileId>> {
    let name = &wanted.folder;
    let found = match session.root.resolve(folder, name) {
        Ok(granted) if granted.has_folder() => changes::told(wanted, &granted, session),
        Ok(file) => Err(Box::new(match session.sources.load(&file) {
            Ok(_) => {
                Finding::new(&MISSING_DESIGN_FILE, name.span, format!("`{}` is not a folder", file.shown()))
                    .help("name the folder of a series, which has a file for each version of a design")
            }
            Err(error) => missing(name, &file, &error, session),
        })),
        Err(refused) => Err(Box::new(not_allowed(name, &refused))),
    };
    found.map_err(|finding| sink.push(*finding)).ok()
}

fn not_allowed(name: &Spanned<String>, refused: &Refused) -> Finding {
    let rule = if refused.leaves() { &PATH_ESCAPES_BOOK } else { &MISSING_DESIGN_FILE };
    Finding::new(rule, name.span, refused.message(&format!("`{}`", name.value)))
        .label(refused.label())
        .help(refused.help("design"))
}

/// Chooses a version of a series.
fn choose(wanted: &DesignRequest, folder: &Granted, session: &mut Session) -> Result<Opened, Box<Finding>> {
    let selector = wanted.version.as_ref().map_or(&Selector::Holding, |version| &version.value);
    let error = match session.choose(folder, selector) {
        Ok(chosen) => return Ok(chosen.map_or(Opened::Nothing, Opened::Design)),
        Err(error) => error,
    };
    let place = wanted.version.as_ref().map_or(wanted.file.span, |version| version.span);
    let message = error.to_string();
    Err(Box::new(match error {
        NoVersion::Empty { .. } => Finding::new(&MISSING_DESIGN_FILE, wanted.file.span, message)
            .help("name a design file, or a folder that has a file for each version of a design"),
        NoVersion::NoMatch { .. } => {
            invalid_argument(place, message).help("ask for one of these, or write a file for the version")
        }
    }))
}

/// Whether a picture of changes has nothing to be compared with, and that is no mistake. What is wrong is
/// reported.
fn is_nothing(wanted: &DesignRequest, file: FileId, session: &mut Session, sink: &mut Sink) -> bool {
    let Some(view) = wanted.view.as_ref().filter(|view| view.value == "changes") else { return false };
    if session.series(file).is_none_or(|series| series.member(file).is_none()) {
        let message = "`view=changes` compares the versions of a series, and a file is one version";
        let finding = invalid_argument(view.span, message);
        sink.push(finding.help("name the folder that has a file for each version: `designs/shop`"));
        return false;
    }
    let selector = wanted.against.as_ref();
    match session.against(file, selector.map(|selector| &selector.value)) {
        Ok(Some(old)) => session.ask_if_unread(old),
        Ok(None) => return selector.is_some(),
        Err(error) => {
            let span = selector.map_or(view.span, |selector| selector.span);
            let finding = invalid_argument(span, error.to_string());
            sink.push(finding.help("ask for one of these, or write a file for the version"));
        }
    }
    false
}

fn missing(name: &Spanned<String>, file: &Granted, error: &ReadError, session: &Session) -> Finding {
    let shown = file.shown();
    if !error.is_not_found() {
        let message = format!("the design `{shown}` cannot be read: {error}");
        return Finding::new(&MISSING_DESIGN_FILE, name.span, message)
            .help("name a design: a text file in UTF-8");
    }
    let finding = Finding::new(&MISSING_DESIGN_FILE, name.span, format!("there is no design `{shown}`"));
    if let Some(near) = nearest_file(&session.root, file) {
        let written = match name.value.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{near}"),
            None => near.clone(),
        };
        return finding.help(format!("did you mean `{written}`?")).suggest(name.span, written);
    }
    let file_name = file.path().file_name().unwrap_or_default();
    let from_root = Path::new(&session.config.designs).join(file_name).to_string_lossy().replace('\\', "/");
    if session.root.resolve(session.root.folder(), &from_root).is_ok_and(|file| file.has_file()) {
        let written = format!("/{from_root}");
        return finding
            .help(format!("write `{written}`: a leading `/` starts from the book's folder"))
            .fix_if(written.trim_start_matches('/') == name.value, name.span, written.as_str());
    }
    finding.help(
        "a path is relative to the chapter's folder; with a leading `/` it starts from the book's folder",
    )
}
