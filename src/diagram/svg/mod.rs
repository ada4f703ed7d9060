//! The one writer of SVG.
//!
//! The output can be part of any page: well-formed XML without a blank line (which would end a block of HTML
//! in Markdown), ids with the caller's prefix, no script, no measured text. Every rule of a style sheet begins
//! with the id of the picture. A picture in its own file defines its colours, for light and dark, and they
//! apply to it alone wherever the file is included.

mod boxes;
mod elements;
mod hover;
mod legend;
mod strokes;
mod texts;
mod trunks;

use std::fmt::Write as _;

use super::mark::Mark;
use super::picture::Picture;
use super::{limits, style};
pub use elements::{Address, Escaped};
use hover::Neighbours;

/// How a picture is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame<'a> {
    /// The prefix of all ids, which makes them unique on a page.
    pub prefix: &'a str,
    /// Whether the picture is a separate file, which defines its colours.
    pub standalone: bool,
    /// Whether it is shown by a browser: pointing at a box brings out its lines, and a small screen scrolls.
    pub browser: bool,
}

/// The fonts of books, then any sans-serif.
const FONTS: &str = "'Open Sans','Helvetica Neue',Helvetica,Arial,sans-serif";

/// A picture of up to this width can be read on a small screen as it is.
pub const NARROW: i32 = 480;

/// The endings of a picture's ids, after its prefix. The prefix itself is the id of the picture, and the last
/// one is for the caller's caption.
pub const ENDINGS: [&str; 4] = ["", "-title", "-words", "-caption"];

/// The rules that all pictures of a page share: pointing at a box brings out its lines.
pub fn rules() -> String {
    hover::rules("svg", limits::MOST_BOXES)
}

/// Whether a picture needs these rules.
pub fn has_neighbours(svg: &str) -> bool {
    svg.contains(hover::BOX)
}

/// Writes a picture as an `svg` element; the same picture gives the same bytes.
pub fn write(picture: &Picture, frame: &Frame) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let neighbours = match (frame.browser, frame.standalone) {
        (false, _) => Neighbours::default(),
        (true, false) => Neighbours::of(picture, limits::MOST_BOXES),
        (true, true) => Neighbours::of(picture, limits::MOST_IN_A_FILE.0),
    };
    open(&mut out, picture, frame, &neighbours);
    strokes::write_background(&mut out, picture);
    strokes::write_lines(&mut out, picture, &neighbours);
    boxes::write(&mut out, picture, &neighbours);
    for label in picture.labels.iter().filter(|label| label.line.is_none()) {
        texts::write_group(&mut out, &label.texts, (Mark::Same, ""), texts::cut(label).as_deref());
    }
    legend::write(&mut out, picture);
    out.push_str("</svg>\n");
    out
}

/// The root element, with a title for readers who cannot see it; of a separate file also its words and its
/// colours.
fn open(out: &mut String, picture: &Picture, frame: &Frame, neighbours: &Neighbours) {
    let Picture { width, height, .. } = *picture;
    let prefix = Escaped(frame.prefix);
    // With the role of an image, its links would be out of reach of screen readers.
    let linked = picture.boxes.iter().any(|one| one.href.is_some())
        || picture.boundaries.iter().any(|one| one.href.is_some());
    let role = if linked { "graphics-document document" } else { "img" };
    let (look, described) = if frame.standalone {
        let colour = format!("color=\"{}\"", style::STANDALONE[0].0);
        (colour, format!(" aria-describedby=\"{prefix}-words\""))
    } else {
        let least = if frame.browser && width > NARROW {
            // On a small screen the smallest text has 7 pixels, and the picture is scrolled.
            format!(";min-width:{}px", width * limits::COLUMN / limits::MOST_WIDTH)
        } else {
            String::new()
        };
        (format!("style=\"max-width:100%;height:auto{least}\""), String::new())
    };
    let (size, anchor) = (texts::USUAL.size, texts::USUAL.anchor.name());
    line(
        out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{prefix}\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" direction=\"ltr\" role=\"{role}\" \
             aria-labelledby=\"{prefix}-title\"{described} fill=\"currentColor\" \
             font-family=\"{FONTS}\" font-size=\"{size}\" text-anchor=\"{anchor}\" {look}>"
        ),
    );
    line(out, format_args!("<title id=\"{prefix}-title\">{}</title>", Escaped(&picture.title)));
    if frame.standalone {
        // In a page the same is said by the tables below the picture.
        let sentences = picture.sentences.join(" ");
        line(out, format_args!("<desc id=\"{prefix}-words\">{}</desc>", Escaped(&sentences)));
    }
    if frame.standalone {
        let hover = hover::rules(&format!("#{prefix}"), neighbours.count);
        line(out, format_args!("<style>{}{hover}</style>", colours(frame.prefix)));
        let ground = style::STANDALONE[0].1;
        let size = format!("width=\"{width}\" height=\"{height}\"");
        line(out, format_args!("<rect id=\"{prefix}-ground\" {size} fill=\"{ground}\"/>"));
    }
}

/// The colours of a separate file.
fn colours(prefix: &str) -> String {
    let prefix = Escaped(prefix);
    let [(_, light_ground), (dark, dark_ground)] = style::STANDALONE;
    format!(
        "#{prefix}-ground{{fill:{light_ground}}}@media (prefers-color-scheme: dark)\
         {{#{prefix}{{color:{dark}}}#{prefix}-ground{{fill:{dark_ground}}}}}"
    )
}

/// The opacity of what has less ink than usual; nothing for all others.
fn pale(ink: u32) -> String {
    match ink {
        100 => String::new(),
        ink => format!(" stroke-opacity=\"{0}\" fill-opacity=\"{0}\"", elements::opacity(ink)),
    }
}

fn dashed(dashes: &str) -> String {
    format!(" stroke-dasharray=\"{dashes}\"")
}

/// A line of the file. Writing to a string cannot fail.
fn line(out: &mut String, content: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(content);
    out.push('\n');
}
