//! Opens the file that a directive names.

use std::path::Path;

use super::among::NoVersion;
use super::changes;
use super::session::Session;
use crate::book::chapter::folder;
use crate::book::chapter::page::Page;
use crate::book::directive::{ChangesRequest, DesignRequest, Request, invalid_argument, is_toml, showing};
use crate::book::rules::{MISSING_DESIGN_FILE, PATH_ESCAPES_BOOK};
use crate::catalog::Selector;
use crate::diagnostic::{Finding, Sink, either};
use crate::reading::nearest_file;
use crate::source::{FileId, Granted, ReadError, Refused, Spanned};

/// Opens the designs of a page's directives. A design that cannot be opened is reported.
pub(in crate::book) fn open(page: &mut Page, session: &mut Session, sink: &mut Sink) {
    for span in &page.fileless {
        let finding = invalid_argument(*span, "the directive does not name a file");
        sink.push(finding.help(example(session)));
    }
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
            Request::Index(_) | Request::Landscape(_) => {}
        }
    }
}

/// What a directive shows.
enum Opened {
    Design(FileId),
    /// Nothing, which is not a mistake.
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
        Err(refused) => not_allowed(name, &refused, folder, session),
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
        Err(refused) => Err(Box::new(not_allowed(name, &refused, folder, session))),
    };
    found.map_err(|finding| sink.push(*finding)).ok()
}

fn not_allowed(name: &Spanned<String>, refused: &Refused, folder: &Path, session: &Session) -> Finding {
    let rule = if refused.leaves() { &PATH_ESCAPES_BOOK } else { &MISSING_DESIGN_FILE };
    let finding =
        Finding::new(rule, name.span, refused.message(&format!("`{}`", name.value))).label(refused.label());
    match portable(name) {
        Some(written) => {
            let is_there = session.root.resolve(folder, &written).is_ok_and(|file| file.has_file());
            finding.help(format!("write `{written}`")).fix_if(is_there, name.span, written)
        }
        None => finding.help(refused.help("design")),
    }
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
        NoVersion::Empty { .. } => {
            Finding::new(&MISSING_DESIGN_FILE, wanted.file.span, message).help(in_folder(folder, session))
        }
        NoVersion::NoMatch { .. } => {
            invalid_argument(place, message).help("ask for one of these, or write a file for the version")
        }
    }))
}

/// Whether a picture of changes has nothing to be compared with, and that is not a mistake. What is wrong is
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
    let near: Vec<String> = designs(session).into_iter().filter(|design| is_called(design, name)).collect();
    if let [written] = near.as_slice() {
        return finding.help(format!("did you mean `{written}`?")).suggest(name.span, written.as_str());
    }
    finding.help(
        "a path is relative to the chapter's folder; with a leading `/` it starts from the book's folder",
    )
}

/// A path in other systems' writing, with `/`.
fn portable(path: &str) -> Option<String> {
    let plain = path.strip_prefix("file://").unwrap_or(path).replace('\\', "/");
    (plain != path && !plain.contains(':')).then_some(plain)
}

/// The designs of the designs folder as directives name them: files, and the folders of series.
fn designs(session: &Session) -> Vec<String> {
    let entries = folder::designs(&session.config, &session.root);
    let mut named: Vec<String> = folder::without_data(&entries)
        .map(|entry| match entry.shown.rsplit_once('/') {
            Some((series, _)) if folder::is_version(&entry.name) => format!("/{series}"),
            _ => format!("/{}", entry.shown),
        })
        .collect();
    named.dedup();
    named
}

/// Whether a design is the one that a path without its extension or its folder names.
fn is_called(design: &str, name: &str) -> bool {
    let stem = |path: &str| {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let stem = if is_toml(name) { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
        stem.to_lowercase()
    };
    stem(design) == stem(name)
}

/// What to type in place of a folder that is not a design.
fn in_folder(folder: &Granted, session: &Session) -> String {
    let shown = folder.shown().trim_end_matches('/');
    let below = |design: &String| {
        design.trim_start_matches('/').strip_prefix(shown).is_some_and(|rest| rest.starts_with('/'))
    };
    let designs: Vec<String> =
        designs(session).into_iter().filter(below).map(|design| format!("`{design}`")).collect();
    if designs.is_empty() {
        return "name a design file, or a folder that has a file for each version of a design".to_owned();
    }
    format!("name a design: {}", first(designs))
}

/// The first of several names, and how many more there are.
fn first(mut names: Vec<String>) -> String {
    const MOST: usize = 5;
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    either(&names)
}

/// What to type in place of a directive without a file.
fn example(session: &Session) -> String {
    let directive = |path: &String| format!("`{}`", showing(path.trim_start_matches('/')));
    let all: Vec<String> = designs(session).iter().map(directive).collect();
    match all.as_slice() {
        [] => "name a design: `<<#system-design /designs/NAME.toml>>`".to_owned(),
        [only] => format!("write {only}"),
        _ => format!("name a design: {}", first(all)),
    }
}
