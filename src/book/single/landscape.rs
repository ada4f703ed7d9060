//! Draws the designs of a book and the systems beside them, without building it.

use std::path::Path;

use super::{Output, PictureForm, PrintError, form};
use crate::book::chapter::folder::books;
use crate::book::inspect::InspectError;
use crate::book::run::landscape::Drawn;
use crate::book::run::session::Session;
use crate::book::run::surroundings::Surroundings;
use crate::diagram::drawing::Drawing;
use crate::diagram::model::landscape::{Landscape, same_owner};
use crate::diagram::parts::Parts;
use crate::diagram::selection::Selection;
use crate::reading::nearest;
use crate::source::{FileId, Sources};

/// What to draw of a book.
#[derive(Clone, Copy, Debug)]
pub struct LandscapeView<'a> {
    /// Whose designs to draw, with what these work with, separated by commas; all without.
    pub owners: Option<&'a str>,
    /// The names of the systems to draw, with what they use of each other; all without.
    pub only: &'a [String],
    /// The owners whose designs to draw as one box each.
    pub collapse: &'a [String],
    /// The form of the picture.
    pub form: PictureForm,
}

/// Draws the landscape of the nearest book above a path as a complete file, without links. Designs may have findings; a file that is
/// no design is left out, with a note.
///
/// # Errors
/// When there is no book, or what is asked for is not there.
pub fn draw_landscape(book: &Path, wanted: &LandscapeView<'_>) -> Result<Output, PrintError> {
    let surroundings = Surroundings::of_with(book, Sources::new());
    if !surroundings.is_book() {
        return Err(InspectError::NoBook { folder: book.to_path_buf(), below: books(book) }.into());
    }
    let fails = surroundings.fails();
    let Surroundings { mut session, report, .. } = surroundings;
    session.read_all();
    session.sources.name_from_here();
    let threshold = session.config.threshold();
    if fails {
        return Ok(Output { report, threshold, sources: session.sources, ..Output::default() });
    }
    let landscape = Drawn::of_book(&session).landscape;
    let owners = owners(wanted.owners.unwrap_or_default().split(','), &landscape)?;
    let collapse = self::owners(wanted.collapse.iter().map(String::as_str), &landscape)?;
    systems(wanted.only, &landscape)?;
    let (landscape, extent) = landscape.narrowed(&owners, wanted.only, &collapse);
    let template = session.templates.iter().next();
    let Some(template) = template.filter(|_| !landscape.systems.is_empty()) else {
        return Err(PrintError::NoDesigns);
    };
    let words = &template.labels;
    let drawing = Drawing::Architecture(landscape.architecture(extent.title(words), words));
    let parts = if wanted.form.whole { Parts::default() } else { landscape.parts(&drawing, words) };
    let only = [owners.as_slice(), wanted.only].concat();
    let owned = Selection { only, collapse: collapse.clone(), ..Selection::default() };
    let shown = form::Shown { of: "", versions: &[], view: "--landscape", selection: &owned };
    let (text, mut notes) = form::written(shown, words, &drawing, &parts, wanted.form)?;
    notes.extend(
        session.unreadable().map(|path| format!("note: `{path}` is not in the picture: it cannot be read")),
    );
    Ok(Output { text, report, threshold, sources: session.sources, notes })
}

/// A design and those of its book that it works with.
pub(super) fn neighbours(session: &mut Session, file: FileId) -> Option<Landscape> {
    session.read_all();
    Drawn::of_book(session).neighbours(file, session, &|_| None)
}

/// Whether the landscape has the systems that are asked for.
fn systems(asked: &[String], landscape: &Landscape) -> Result<(), PrintError> {
    let known: Vec<&str> = landscape.systems.iter().map(|system| system.name.as_str()).collect();
    let unknown = asked.iter().find(|name| !known.iter().any(|known| same_owner(known, name)));
    let Some(unknown) = unknown else { return Ok(()) };
    let help = match nearest(unknown, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its systems are {}", known.join(", ")),
    };
    Err(PrintError::NoSuchPart { message: format!("the landscape has no system `{unknown}`"), help })
}

fn owners<'a>(
    asked: impl Iterator<Item = &'a str>,
    landscape: &Landscape,
) -> Result<Vec<String>, PrintError> {
    let asked = asked.map(str::trim);
    let asked: Vec<String> = asked.filter(|owner| !owner.is_empty()).map(str::to_owned).collect();
    let known = landscape.owners();
    let unknown = asked.iter().find(|owner| !known.iter().any(|known| same_owner(known, owner)));
    let Some(unknown) = unknown else { return Ok(asked) };
    let help = match nearest(unknown, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "none names its owners".to_owned(),
        None => format!("its owners are {}", known.join(", ")),
    };
    Err(PrintError::NoOwner { wanted: unknown.clone(), help })
}
