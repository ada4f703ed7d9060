//! From the file that a directive names to a design.

use std::path::Path;

use super::Session;
use super::directive::{Design as Wanted, Kind};
use super::page::Page;
use super::rules::{MISSING_DESIGN_FILE, PATH_ESCAPES_BOOK};
use crate::diagnostic::{Finding, Sink};
use crate::reading::nearest_file;
use crate::source::{FileId, ReadError, Spanned};

/// Opens the designs that a page asks for. Gives, for each directive, the design's file; `None`
/// for an index, and where there is none, which is reported.
pub(super) fn open(page: &Page, session: &mut Session, sink: &mut Sink) -> Vec<Option<FileId>> {
    page.directives
        .iter()
        .map(|directive| match &directive.kind {
            Kind::Design(wanted) => open_one(wanted, page, session, sink),
            Kind::Index => None,
        })
        .collect()
}

fn open_one(wanted: &Wanted, page: &Page, session: &mut Session, sink: &mut Sink) -> Option<FileId> {
    let name = &wanted.file;
    let path = match session.root.resolve(&page.folder, name) {
        Ok(path) => path,
        Err(outside) => {
            let message = format!("`{}` lies outside the book's folder", name.value);
            let finding = Finding::new(&PATH_ESCAPES_BOOK, name.span, message)
                .label(format!("this is {}", outside.path.display()))
                .help("move the design into the book, or set `allow-outside-root = true` under `[preprocessor.system-design]`");
            sink.push(finding);
            return None;
        }
    };
    let shown = session.root.shown(&path);
    match session.sources.load(&path, shown.clone()) {
        Ok(file) => {
            session.open(file);
            Some(file)
        }
        Err(error) => {
            sink.push(missing(name, &shown, &path, &error, session));
            None
        }
    }
}

fn missing(
    name: &Spanned<String>,
    shown: &str,
    path: &Path,
    error: &ReadError,
    session: &Session,
) -> Finding {
    let not_found = matches!(error, ReadError::Io(error) if error.kind() == std::io::ErrorKind::NotFound);
    let message = if not_found {
        format!("there is no design `{shown}`")
    } else {
        format!("the design `{shown}` cannot be read: {error}")
    };
    let finding = Finding::new(&MISSING_DESIGN_FILE, name.span, message);
    let near = if not_found { nearest_file(path) } else { None };
    if let Some(near) = near {
        let written = match name.value.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{near}"),
            None => near.clone(),
        };
        return finding.help(format!("there is a `{near}` in the same folder")).fix(name.span, written);
    }
    let from_root = Path::new(&session.config.designs).join(path.file_name().unwrap_or_default());
    if not_found && session.root.folder().join(&from_root).is_file() {
        let written = format!("/{}", from_root.display());
        return finding
            .help(format!("write `{written}`: a leading `/` starts from the book's folder"))
            .fix(name.span, written);
    }
    finding.help(
        "a path is relative to the chapter's folder; with a leading `/` it starts from the book's folder",
    )
}
