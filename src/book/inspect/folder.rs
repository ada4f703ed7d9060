//! The designs in the book's folder of designs.

use std::ffi::OsStr;
use std::path::Path;

use crate::book::rules::{MISSING_DESIGN_FILE, PATH_ESCAPES_BOOK};
use crate::book::{Session, Settings};
use crate::diagnostic::{Finding, Sink};
use crate::source::{Entry, Granted, Root, Span};

/// Opens every `*.toml` below the folder of designs. One that may not or cannot be read is a finding
/// on the file itself, unless a directive names it and has said so.
pub(super) fn open(settings: &Settings, session: &mut Session, sink: &mut Sink) {
    let root = session.root.clone();
    // A folder that lies outside was reported with the configuration.
    let Ok(folder) = root.resolve(root.folder(), &session.config.designs) else { return };
    let mut files = Vec::new();
    collect(&folder, &root, &mut files);
    files.sort_by(|a, b| a.shown.cmp(&b.shown));
    let book = settings.file.map(|file| session.sources.get(file).path().to_owned());
    for entry in files {
        if Some(&entry.shown) != book.as_ref() && !session.is_reported(&entry.shown) {
            sink.extend(load(&entry, session).err().map(|finding| *finding));
        }
    }
}

fn load(entry: &Entry, session: &mut Session) -> Result<(), Box<Finding>> {
    let shown = &entry.shown;
    let (rule, message, label, help) = match &entry.path {
        Ok(granted) => match session.sources.load(granted) {
            Ok(file) => {
                session.open(file);
                return Ok(());
            }
            Err(error) => {
                let message = format!("the design `{shown}` cannot be read: {error}");
                let help = "a design is a text file in UTF-8; move anything else out of this folder";
                (&MISSING_DESIGN_FILE, message, String::new(), help.to_owned())
            }
        },
        Err(why) => {
            let rule = if why.leaves() { &PATH_ESCAPES_BOOK } else { &MISSING_DESIGN_FILE };
            (rule, why.message(&format!("`{shown}`")), why.label(), why.help("design"))
        }
    };
    let start = Span::new(session.sources.unread(shown), 0..0);
    Err(Box::new(Finding::new(rule, start, message).label(label).help(help)))
}

fn collect(folder: &Granted, root: &Root, files: &mut Vec<Entry>) {
    for entry in root.list(folder) {
        match &entry.path {
            Ok(below) if entry.is_folder => collect(below, root, files),
            _ if Path::new(&entry.name).extension() == Some(OsStr::new("toml")) => files.push(entry),
            _ => {}
        }
    }
}
