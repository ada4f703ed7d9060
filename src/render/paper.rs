//! How a printed page shows a design.

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
