//! Opens the file that a directive names.

use std::path::Path;

use super::session::Session;
use crate::book::chapter::page::Page;
use crate::book::directive::{DesignRequest, Request};
use crate::book::rules::{MISSING_DESIGN_FILE, PATH_ESCAPES_BOOK};
use crate::diagnostic::{Finding, Sink};
use crate::reading::nearest_file;
use crate::source::{FileId, Granted, ReadError, Spanned};

/// Opens the designs of a page's directives. A design that cannot be opened is reported.
pub(in crate::book) fn open(page: &mut Page, session: &mut Session, sink: &mut Sink) {
    for placed in &mut page.placed {
        if let Request::Design(wanted) = &placed.directive.request {
            placed.design = open_one(wanted, &page.folder, session, sink);
        }
    }
}

fn open_one(wanted: &DesignRequest, folder: &Path, session: &mut Session, sink: &mut Sink) -> Option<FileId> {
    let name = &wanted.file;
    let opened = match session.root.resolve(folder, name) {
        Ok(file) => match session.sources.load(&file) {
            Ok(id) => {
                session.open(id);
                return Some(id);
            }
            Err(error) => missing(name, &file, &error, session),
        },
        Err(refused) => {
            let rule = if refused.leaves() { &PATH_ESCAPES_BOOK } else { &MISSING_DESIGN_FILE };
            Finding::new(rule, name.span, refused.message(&format!("`{}`", name.value)))
                .label(refused.label())
                .help(refused.help("design"))
        }
    };
    sink.push(opened);
    session.report_once(session.root.shown_of(folder, name));
    None
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
