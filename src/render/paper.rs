//! How a printed page and a small screen show a design.

use crate::diagram::limits::{COLUMN, MOST_WIDTH};

/// The class of pictures, and of what is folded away below them.
pub(super) const CLASS: &str = "system-design";

/// Rules for paper: a picture fits a page and is not cut, what is folded away is open, the third column of a
/// table (constraints, with code of any length) leaves room for the last one, and a footer is not alone on the
/// last page. Each expansion with a picture has them once. They contain no blank line, which would end a block
/// of HTML.
pub(super) const PAPER: &str = "@media print { \
figure.system-design { break-inside: avoid } \
figure.system-design > svg { max-height: 85vh } \
details.system-design::details-content { content-visibility: visible; display: block } \
td:nth-child(3) { min-width: 10em } \
td:nth-child(3) > code { overflow-wrap: anywhere } \
hr:has(+ [id$=\"-section-footprint\"]), \
[id$=\"-section-footprint\"], \
[id$=\"-section-footprint\"] + p, \
[id$=\"-section-footprint\"] + p + p, \
[id$=\"-section-footprint\"] + p + p + p, \
[id$=\"-section-footprint\"] + p + p + p + p { break-before: avoid } }";

/// A picture of up to this width can be read on a small screen as it is.
pub(super) const NARROW: i32 = 480;

/// The rule that lets a reader of a small screen scroll a picture instead of having it shrunk until its words
/// cannot be read: its smallest text has 7 pixels. `prefix` is that of the picture's ids.
pub(super) fn small(prefix: &str, width: i32) -> String {
    let least = width * COLUMN / MOST_WIDTH;
    let picture = format!("svg[aria-labelledby^=\"{prefix}-title\"]");
    format!(
        "@media screen {{ figure.system-design:has(> {picture}) {{ overflow-x: auto }} \
         figure.system-design > {picture} {{ min-width: {least}px }} }}"
    )
}
