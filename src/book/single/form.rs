//! A picture in the form that is asked for: as SVG or Mermaid, as a whole or a part of it.

use super::{PictureForm, PrintError};
use crate::diagram::caption;
use crate::diagram::drawing::Drawing;
use crate::diagram::legend;
use crate::diagram::parts::Parts;
use crate::diagram::selection::{Selection, ShownColumns};
use crate::diagram::svg::{self, Frame};
use crate::template::Words;

/// What a file shows: its ids begin with all of it.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// The title of the design; empty for a book.
    pub of: &'a str,
    /// The versions that tell it from other pictures of the same design.
    pub versions: &'a [&'a str],
    /// The view, as it is asked for.
    pub view: &'a str,
    /// What the view is narrowed to.
    pub selection: &'a Selection,
}

/// The text of a picture, and notes about its other parts.
pub(super) fn written(
    shown: Shown<'_>,
    words: &Words,
    whole: &Drawing,
    parts: &Parts,
    form: PictureForm,
) -> Result<(Option<String>, Vec<String>), PrintError> {
    // A file is opened for itself and can be enlarged, so it holds everything that a system consists of.
    let holds_all = shown.view == "architecture" && !whole.is_vast();
    let (drawing, notes) = chosen(shown.view, whole, parts, (form.part, holds_all))?;
    if form.mermaid {
        return Ok((drawing.mermaid(), notes));
    }
    let share = if std::ptr::eq(drawing, whole) { 1 } else { parts.shown.len() };
    let mut picture = drawing.picture_among(share);
    legend::add(&mut picture, words);
    if drawing.caption() != drawing.title() {
        caption::add(&mut picture, &drawing.caption());
    }
    let part = parts.shown.iter().position(|part| std::ptr::eq(&raw const part.drawing, drawing));
    let prefix = prefix(shown, part);
    let text = svg::write(&picture, &Frame { prefix: &prefix, standalone: true, browser: true });
    Ok((Some(text), notes))
}

/// What begins the ids of a file: those of two files that one page includes have to differ.
fn prefix(shown: Shown<'_>, part: Option<usize>) -> String {
    let Shown { of, versions, view, selection } = shown;
    let mut words = vec![of.to_owned(), view.to_owned(), versions.join(" ")];
    let mut named = |word: &str, ids: &[String]| {
        if !ids.is_empty() {
            words.push(word.to_owned());
            words.extend_from_slice(ids);
        }
    };
    named("only", &selection.only);
    named("collapse", &selection.collapse);
    words.extend((selection.columns == ShownColumns::Keys).then(|| "keys".to_owned()));
    words.extend(part.map(|part| format!("part {}", part + 1)));
    let words = words.join(" ");
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    // An id of a style sheet does not begin with a digit.
    format!("picture-{id}")
}

/// The part of a view to draw, and notes about the other parts.
fn chosen<'d>(
    view: &str,
    whole: &'d Drawing,
    parts: &'d Parts,
    (wanted, holds_all): (Option<usize>, bool),
) -> Result<(&'d Drawing, Vec<String>), PrintError> {
    let count = parts.shown.len();
    let no_part = |wanted: usize| {
        let help = if count == 0 {
            "it is one picture".to_owned()
        } else {
            format!("its parts are numbered 1 to {count}")
        };
        PrintError::NoPart { view: view.to_owned(), wanted, help }
    };
    if count == 0 && wanted.is_none_or(|number| number == 1) {
        return Ok((whole, Vec::new()));
    }
    if wanted.is_none() && holds_all {
        let mut notes = vec![format!("note: `{view}` is large: a page shows it in {count} pictures")];
        notes.extend(others(parts, 0));
        return Ok((whole, notes));
    }
    let number = wanted.unwrap_or(parts.overview + 1);
    let part = number.checked_sub(1).and_then(|at| parts.shown.get(at)).ok_or_else(|| no_part(number))?;
    let mut notes = vec![if count == 1 && parts.whole.is_some() {
        format!("note: `{view}` is too large for one picture; this is what changed and what works with it")
    } else {
        let title = part.drawing.title();
        format!("note: `{view}` is too large for one picture; this is part {number} of {count}: {title}")
    }];
    notes.extend(others(parts, number));
    notes.push("  --whole: everything in one picture".to_owned());
    Ok((&part.drawing, notes))
}

/// How each part but one is asked for.
fn others(parts: &Parts, but: usize) -> Vec<String> {
    let others = parts.shown.iter().zip(1..).filter(|(_, other)| *other != but);
    let mut notes: Vec<String> = others
        .map(|(part, other)| match &part.view {
            Some(view) => format!("  --view {view}: {}", part.drawing.title()),
            None => format!("  --part {other}: {}", part.drawing.title()),
        })
        .collect();
    if !parts.left_out.is_empty() {
        notes.push(format!("  left out of all parts, wholly or in part: {}", parts.left_out.join(", ")));
    }
    notes
}
