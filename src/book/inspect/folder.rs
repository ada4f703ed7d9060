//! Opens the designs in the book's designs folder.

use crate::book::chapter::folder;
use crate::book::rules::{MISSING_DESIGN_FILE, PATH_ESCAPES_BOOK};
use crate::book::run::session::Session;
use crate::diagnostic::{Finding, Sink};
use crate::source::{Entry, Span};

/// Opens every design below the designs folder. A design that may not or cannot be read is a
/// finding on the file itself, unless a directive names it, which has its own finding.
pub(super) fn open(session: &mut Session, sink: &mut Sink) {
    // A folder outside the book is reported with the configuration.
    let entries = folder::designs(&session.config, &session.root);
    for entry in folder::without_data(&entries) {
        if !session.is_reported(&entry.shown) {
            sink.extend(load(entry, session).err().map(|finding| *finding));
        }
    }
    for entry in folder::snapshots(&session.config, &session.root) {
        sink.extend(load(&entry, session).err().map(|finding| *finding));
    }
}

/// Opens a design that a folder holds.
pub(super) fn load(entry: &Entry, session: &mut Session) -> Result<(), Box<Finding>> {
    let shown = &entry.shown;
    let (rule, message, label, help) = match &entry.path {
        Ok(granted) => match session.sources.load(granted) {
            Ok(file) => {
                if folder::is_snapshot(shown, &session.config) {
                    session.open_snapshot(file);
                } else {
                    session.open(file);
                }
                return Ok(());
            }
            Err(error) => {
                let message = format!("the design `{shown}` cannot be read: {error}");
                let help = "a design must be a text file in UTF-8; move anything else out of this folder";
                (&MISSING_DESIGN_FILE, message, String::new(), help.to_owned())
            }
        },
        Err(why) => {
            let rule = if why.leaves() { &PATH_ESCAPES_BOOK } else { &MISSING_DESIGN_FILE };
            (rule, why.message(&format!("`{shown}`")), why.label(), why.help("design"))
        }
    };
    let start = Span::new(session.sources.unread(shown, session.root.at(shown)), 0..0);
    Err(Box::new(Finding::new(rule, start, message).label(label).help(help)))
}
