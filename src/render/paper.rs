//! How a page shows pictures beyond their own drawing: on paper, in a book that is written from right to left,
//! and enlarged.

use crate::diagram::svg::Escaped;

/// The class of pictures, and of what is folded away below them.
pub(super) const CLASS: &str = "system-design";

/// The rules of a page. On paper a picture fits a page and is not cut, what is folded away is open, the third
/// column of a table (constraints, with code of any length) leaves room for the last one, and a footer is not
/// alone on the last page. On a screen the picture that the address names fills the window, at least in its
/// natural size. Each cell of a table finds its own direction. Each expansion with a picture has the rules once.
/// They contain no blank line, which would end a block of HTML.
pub(super) const RULES: &str = "@media print { \
figure.system-design { break-inside: avoid } \
figure.system-design > svg { max-height: 85vh; min-width: 0 !important } \
.system-design-full { display: none !important } \
details.system-design::details-content { content-visibility: visible; display: block } \
td:nth-child(3) { min-width: 10em } \
td:nth-child(3) > code { overflow-wrap: anywhere } \
hr:has(+ [id$=\"-section-footprint\"]), \
[id$=\"-section-footprint\"], \
[id$=\"-section-footprint\"] + p, \
[id$=\"-section-footprint\"] + p + p, \
[id$=\"-section-footprint\"] + p + p + p, \
[id$=\"-section-footprint\"] + p + p + p + p { break-before: avoid } } \
@media screen { \
figure.system-design:has(> svg:target) { position: fixed; inset: 0; z-index: 1000; margin: 0 !important; \
padding: 2.5em 1em 1em; overflow: auto; background: var(--bg, Canvas) } \
figure.system-design > svg:target { max-width: none !important; min-width: 100% !important } \
svg:target ~ .system-design-full { display: none !important } \
svg:target ~ .system-design-back { display: inline !important; position: fixed; inset-block-start: 0.5em; \
inset-inline-end: 1.5em; padding: 0.2em 0.6em; border: 1px solid; background: var(--bg, Canvas) } } \
details.system-design :is(th, td) { unicode-bidi: plaintext }";

/// The links from a picture in the text to its full size, and back.
pub(super) fn full_size(prefix: &str, [full, back]: [&str; 2]) -> String {
    let prefix = Escaped(prefix);
    format!(
        "<a class=\"system-design-full\" href=\"#{prefix}\" style=\"display:block;width:fit-content;\
         margin:auto;font-size:0.8em\">{}</a>\n\
         <a class=\"system-design-back\" href=\"#{prefix}-caption\" style=\"display:none\">{}</a>\n",
        Escaped(full),
        Escaped(back)
    )
}
