//! A picture in the form that is asked for: as SVG or Mermaid, as a whole or a part of it.

use super::{PictureForm, PrintError};
use crate::diagram::caption;
use crate::diagram::drawing::Drawing;
use crate::diagram::parts::Parts;
use crate::diagram::svg::{self, Frame};

/// The text of a picture, and notes about its other parts.
pub(super) fn written(
    view: &str,
    drawing: &Drawing,
    parts: &Parts,
    form: PictureForm,
) -> Result<(Option<String>, Vec<String>), PrintError> {
    let (drawing, notes) = chosen(view, drawing, parts, form.part)?;
    if form.mermaid {
        return Ok((drawing.mermaid(), notes));
    }
    let mut picture = drawing.picture_among(parts.shown.len());
    if drawing.is_of_change() {
        caption::add(&mut picture, &drawing.caption());
    }
    Ok((Some(svg::write(&picture, &Frame { prefix: "picture", standalone: true })), notes))
}

/// The part of a view to draw, and notes about the other parts.
fn chosen<'d>(
    view: &str,
    whole: &'d Drawing,
    parts: &'d Parts,
    wanted: Option<usize>,
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
    let number = wanted.unwrap_or(parts.overview + 1);
    let part = number.checked_sub(1).and_then(|at| parts.shown.get(at)).ok_or_else(|| no_part(number))?;
    let mut notes = vec![if count == 1 && parts.whole.is_some() {
        format!("note: `{view}` is too large for one picture; this is what changed and what works with it")
    } else {
        let title = part.drawing.title();
        format!("note: `{view}` is too large for one picture; this is part {number} of {count}: {title}")
    }];
    for (part, other) in parts.shown.iter().zip(1..).filter(|(_, other)| *other != number) {
        let how = match &part.view {
            Some(view) => format!("--view {view}"),
            None => format!("--part {other}"),
        };
        notes.push(format!("  {how}: {}", part.drawing.title()));
    }
    if !parts.left_out.is_empty() {
        notes.push(format!("  left out of all parts, wholly or in part: {}", parts.left_out.join(", ")));
    }
    notes.push("  --whole: everything in one picture".to_owned());
    Ok((&part.drawing, notes))
}
