//! SD1212: `mdbook serve` does not watch a folder that contains a design, a text of a design, or a
//! template.

use std::path::Path;

use super::subject::BookSubject;
use crate::book::config::{BookToml, OURS, TABLE};
use crate::book::rules::UNWATCHED_DESIGNS;
use crate::design::{Leaf, Walk};
use crate::diagnostic::{Finding, Sink};
use crate::source::FileId;

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    let (settings, session) = (subject.settings, subject.session);
    let Some(book_toml) = BookToml::of(settings, &session.sources) else { return };
    if !settings.has(&TABLE) {
        return;
    }
    let mut reported: Vec<String> = Vec::new();
    let mut report = |folder: &str, label: String| {
        let is_below = |known: &String| Path::new(folder).starts_with(known);
        if settings.watches(folder, &session.root) || reported.iter().any(is_below) {
            return;
        }
        reported.push(folder.to_owned());
        sink.push(finding(folder, label, &book_toml));
    };

    let designs = session.config.designs.as_str();
    let folder = session.root.resolve(session.root.folder(), designs);
    if folder.is_ok_and(|folder| folder.has_folder()) {
        report(designs, "the designs are outside the watched folders".to_owned());
    }
    for (file, what) in files(subject) {
        let source = session.sources.get(file);
        // Files next to book.toml cannot be watched by their folder, since it also contains the
        // site.
        let Some((folder, _)) = source.path().rsplit_once('/') else { continue };
        if source.is_on_disk() {
            report(folder, format!("{what} `{}` is outside the watched folders", source.path()));
        }
    }
}

fn finding(folder: &str, label: String, book_toml: &BookToml<'_>) -> Finding {
    let message = format!("`mdbook serve` does not see changes in `{folder}`");
    let finding = Finding::new(&UNWATCHED_DESIGNS, book_toml.preprocessor(OURS), message)
        .label(label)
        .help(format!("add `extra-watch-dirs = [\"{folder}\"]` under `[build]`"));
    book_toml.extending(finding, &["build", "extra-watch-dirs"], folder)
}

/// The designs that are shown, the files of their texts, and the templates.
fn files(subject: &BookSubject<'_>) -> Vec<(FileId, &'static str)> {
    let mut files = Vec::new();
    for (&file, checked) in subject.designs.iter().filter(|(file, _)| subject.is_shown(**file)) {
        files.push((file, "the design"));
        let Some(design) = &checked.design else { continue };
        design.walk(&mut |leaf| {
            let text = match leaf {
                Leaf::Text(text) => text,
                Leaf::Code(code) => code,
                Leaf::Plain(_) | Leaf::Name(_) | Leaf::Reference(..) => return,
            };
            let from = text.written_in();
            if from != file {
                files.push((from, "the text"));
            }
        });
    }
    files.extend(subject.session.templates.files().map(|file| (file, "the template")));
    files
}
