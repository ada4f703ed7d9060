//! The text of boxes and labels: name, kind and technology in brackets, description.

use super::super::block::{self, Styled};
use super::super::geometry::Rect;
use super::super::metrics::{Font, width};
use super::super::picture::{Anchor, Caption};
use super::super::shapes;
use super::super::wrapping::{widest, widest_word, wrap};
use super::{Element, Mark, Relation};

const NAME: Font = Font::bold(14);
const KIND: Font = Font::regular(11);
const DESCRIPTION: Font = Font::regular(12);
const LABEL: Font = Font::regular(12);
const PROTOCOL: Font = Font::regular(11);

/// Greatest widths of lines; a description does not make a box wide.
const NAME_WIDTH: i32 = 172;
const KIND_WIDTH: i32 = 190;
const DESCRIPTION_WIDTH: i32 = 160;
const LABEL_WIDTH: i32 = 116;
const LEAST_WIDTH: i32 = 100;
/// Up to this width a word is not broken.
const LONGEST_WORD: i32 = 340;

/// Between the side of a box and its text.
const PADDING: (i32, i32) = (14, 8);
/// Between kind and description.
const GAP: i32 = 3;

/// The kind and the technology of an element, as printed in brackets.
pub(super) fn kind(element: &Element) -> String {
    let sort = element.sort();
    match (sort.is_empty(), element.technology.is_empty()) {
        (_, true) => sort,
        (true, false) => element.technology.clone(),
        (false, false) => format!("{sort}: {}", element.technology),
    }
}

/// Width and height of an element's box.
pub(super) fn size(element: &Element) -> (i32, i32) {
    let lines = lines(element);
    let (top, right, bottom, left) = shapes::insets(element.shape);
    let (text, height) = block::size_in_box(&lines, PADDING.0).unwrap_or_default();
    // An even width keeps the middle on a whole unit.
    let across = (text.max(LEAST_WIDTH) + 2 * PADDING.0 + left + right + 1) / 2 * 2;
    (across, height + gap(element) + 2 * PADDING.1 + top + bottom)
}

/// The text of an element in the middle of its box.
pub(super) fn texts(element: &Element, rect: &Rect) -> Vec<Caption> {
    let mut lines = lines(element);
    let (top, right, bottom, left) = shapes::insets(element.shape);
    let (_, height) = block::size(&lines).unwrap_or_default();
    let x = rect.x + left + (rect.width - left - right) / 2;
    let y = rect.y + top + (rect.height - top - bottom - height - gap(element)) / 2;
    let described = lines.iter().position(|(_, font, _)| *font == DESCRIPTION);
    let description = lines.split_off(described.unwrap_or(lines.len()));
    let (_, above) = block::size(&lines).unwrap_or_default();
    let mut texts = block::place(lines, x, y, Anchor::Middle);
    texts.extend(block::place(description, x, y + above + gap(element), Anchor::Middle));
    texts
}

/// What the text of an element says.
pub(super) fn words(element: &Element) -> Vec<String> {
    let was = element.was.iter().cloned();
    [element.name.clone(), kind(element)]
        .into_iter()
        .chain(was)
        .chain([element.description.clone()])
        .collect()
}

/// What a relationship's label says.
pub(super) fn label_words(relation: &Relation) -> Vec<String> {
    [relation.label.clone(), relation.how()].into_iter().chain(relation.was.clone()).collect()
}

/// The lines of a relationship's label.
pub(super) fn label_lines(relation: &Relation) -> Vec<Styled> {
    let whole = widest_word(&relation.label, LABEL, LONGEST_WORD * 3 / 4) + sign_width(relation.mark, LABEL);
    let words = wrap(&relation.mark.signed(&relation.label), LABEL, LABEL_WIDTH.max(whole), 5);
    let how = relation.how();
    let bracketed = if how.is_empty() { how } else { format!("[{how}]") };
    let limit = widest(&words, LABEL).max(LABEL_WIDTH);
    let protocol = wrap(&bracketed, PROTOCOL, limit, 3);
    let was = wrap(relation.was.as_deref().unwrap_or_default(), PROTOCOL, limit, 3);
    let words = words.into_iter().map(|line| (line, LABEL, false));
    words.chain(protocol.into_iter().chain(was).map(|line| (line, PROTOCOL, true))).collect()
}

/// The text of a relationship's label in its room.
pub(super) fn label_texts(relation: &Relation, rect: &Rect) -> Vec<Caption> {
    block::place(label_lines(relation), rect.middle(), rect.y, Anchor::Middle)
}

fn lines(element: &Element) -> Vec<Styled> {
    let whole = widest_word(&element.name, NAME, LONGEST_WORD) + sign_width(element.mark, NAME);
    let name = wrap(&element.mark.signed(&element.name), NAME, NAME_WIDTH.max(whole), 3);
    let kind = kind(element);
    let bracketed = if kind.is_empty() { String::new() } else { format!("[{kind}]") };
    let mut kind = wrap(&bracketed, KIND, KIND_WIDTH, 3);
    kind.extend(element.was.iter().flat_map(|was| wrap(was, KIND, KIND_WIDTH, 2)));
    let limit = DESCRIPTION_WIDTH.max(widest(&name, NAME)).max(widest(&kind, KIND));
    let description = wrap(&element.description, DESCRIPTION, limit, 4);
    let mut lines: Vec<Styled> = name.into_iter().map(|line| (line, NAME, false)).collect();
    lines.extend(kind.into_iter().map(|line| (line, KIND, true)));
    lines.extend(description.into_iter().map(|line| (line, DESCRIPTION, false)));
    lines
}

/// The room that a sign takes beside a word.
fn sign_width(mark: Mark, font: Font) -> i32 {
    if mark == Mark::Same { 0 } else { width(&mark.signed("x"), font) - width("x", font) }
}

/// The room between the kind and the description, if there is one.
fn gap(element: &Element) -> i32 {
    if element.description.trim().is_empty() { 0 } else { GAP }
}
