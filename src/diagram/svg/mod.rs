//! The one writer of SVG.
//!
//! The output can be part of any page: well-formed XML without a blank line (which would end a block of HTML
//! in Markdown), ids with the caller's prefix, no script, no style sheet, no measured text. A picture in its
//! own file defines its colours, for light and dark, and they apply to it alone wherever the file is included.

mod elements;

use std::fmt::Write as _;

use super::mark::Mark;
use super::picture::{Boundary, Caption, Card, Connector, Label, Outline, Picture, Rail, Shape};
use super::{lines, shapes, style, tips};
pub use elements::{Address, Escaped};
use elements::{hundredths, opacity};

/// How a picture is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame<'a> {
    /// The prefix of all ids, which makes them unique on a page.
    pub prefix: &'a str,
    /// Whether the picture is a separate file, which defines its colours.
    pub standalone: bool,
}

/// The fonts of books, then any sans-serif.
const FONTS: &str = "'Open Sans','Helvetica Neue',Helvetica,Arial,sans-serif";

/// The endings of a picture's ids, after its prefix.
pub const ENDINGS: [&str; 2] = ["-title", "-words"];

/// Writes a picture as an `svg` element; the same picture gives the same bytes.
pub fn write(picture: &Picture, frame: &Frame) -> String {
    let mut out = String::with_capacity(16 * 1024);
    open(&mut out, picture, frame);
    for boundary in &picture.boundaries {
        write_boundary(&mut out, boundary);
    }
    if !picture.rails.is_empty() {
        write_rails(&mut out, &picture.rails);
    }
    picture.outlines.iter().for_each(|outline| write_outline(&mut out, outline));
    let rule = "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.25\"";
    line(&mut out, format_args!("<g {rule} stroke-linejoin=\"round\">"));
    for one in &picture.lines {
        write_line(&mut out, one, picture);
    }
    line(&mut out, format_args!("</g>"));
    for one in &picture.boxes {
        write_box(&mut out, one);
    }
    for label in &picture.labels {
        write_label(&mut out, label, picture);
    }
    out.push_str("</svg>\n");
    out
}

/// The root element, with a title for readers who cannot see it; of a separate file also its words and its
/// colours.
fn open(out: &mut String, picture: &Picture, frame: &Frame) {
    let Picture { width, height, .. } = *picture;
    let prefix = Escaped(frame.prefix);
    // With the role of an image, its links would be out of reach of screen readers.
    let linked = picture.boxes.iter().any(|one| one.href.is_some())
        || picture.boundaries.iter().any(|one| one.href.is_some());
    let role = if linked { "graphics-document document" } else { "img" };
    let (colour, described) = if frame.standalone {
        let colour = format!(" id=\"{prefix}\" color=\"{}\"", style::STANDALONE[0].0);
        (colour, format!(" aria-describedby=\"{prefix}-words\""))
    } else {
        (" style=\"max-width:100%;height:auto\"".to_owned(), String::new())
    };
    line(
        out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" direction=\"ltr\" role=\"{role}\" \
             aria-labelledby=\"{prefix}-title\"{described} font-family=\"{FONTS}\"{colour}>"
        ),
    );
    line(out, format_args!("<title id=\"{prefix}-title\">{}</title>", Escaped(&picture.title)));
    if frame.standalone {
        // In a page the same is said by the tables below the picture.
        let sentences = picture.sentences.join(" ");
        line(out, format_args!("<desc id=\"{prefix}-words\">{}</desc>", Escaped(&sentences)));
        let [(_, light_ground), (dark, dark_ground)] = style::STANDALONE;
        line(
            out,
            format_args!(
                "<style>#{prefix}-ground{{fill:{light_ground}}}@media (prefers-color-scheme: dark)\
                 {{#{prefix}{{color:{dark}}}#{prefix}-ground{{fill:{dark_ground}}}}}</style>"
            ),
        );
        line(
            out,
            format_args!(
                "<rect id=\"{prefix}-ground\" width=\"{width}\" height=\"{height}\" \
                 fill=\"{light_ground}\"/>"
            ),
        );
    }
}

fn write_boundary(out: &mut String, boundary: &Boundary) {
    let rect = boundary.rect;
    let strength = style::strength(boundary.mark);
    let stroke = format!(
        "stroke-width=\"{}\" stroke-dasharray=\"{}\"",
        hundredths(strength.line),
        strength.dashes.unwrap_or("7 4")
    );
    line(
        out,
        format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"currentColor\" \
             fill-opacity=\"{}\" stroke=\"currentColor\" stroke-opacity=\"0.6\" {stroke}/>",
            rect.x,
            rect.y,
            rect.width,
            rect.height,
            opacity(style::BOUNDARY_FILL)
        ),
    );
    linked(out, boundary.href.as_deref(), |out| write_texts(out, &boundary.texts, boundary.mark));
}

fn write_outline(out: &mut String, outline: &Outline) {
    let (rect, tab) = (outline.rect, outline.tab);
    line(
        out,
        format_args!(
            "<path d=\"M{} {} h{} v{} h-{} Z M{} {} h{} v{} l-6 6 h-{}\" fill=\"none\" stroke=\"currentColor\" \
             stroke-opacity=\"0.6\"/>",
            rect.x,
            rect.y,
            rect.width,
            rect.height,
            rect.width,
            tab.x,
            tab.y,
            tab.width,
            tab.height - 6,
            tab.width - 6
        ),
    );
    if !outline.rules.is_empty() {
        let data: Vec<String> =
            outline.rules.iter().map(|y| format!("M{} {y} h{}", rect.x, rect.width)).collect();
        line(
            out,
            format_args!(
                "<path d=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.6\" \
                 stroke-dasharray=\"7 4\"/>",
                data.join(" ")
            ),
        );
    }
}

fn write_rails(out: &mut String, rails: &[Rail]) {
    let data: Vec<String> =
        rails.iter().map(|rail| format!("M{} {} V{}", rail.x, rail.from, rail.to)).collect();
    line(
        out,
        format_args!(
            "<path d=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.5\" \
             stroke-dasharray=\"3 4\"/>",
            data.join(" ")
        ),
    );
}

fn write_line(out: &mut String, one: &Connector, picture: &Picture) {
    let shape = |of: Option<usize>| of.and_then(|of| picture.boxes.get(of));
    let ends: Vec<_> = one
        .ends
        .iter()
        .map(|end| {
            let mut moved = *end;
            if let Some(target) = shape(end.of) {
                moved.at = shapes::touch(target.shape, &target.rect, end.at, end.into);
            }
            (end.at, moved)
        })
        .collect();
    let data: Vec<String> = one
        .strokes
        .iter()
        .map(|stroke| {
            let mut points = stroke.clone();
            for (at, end) in &ends {
                lines::move_end(&mut points, *at, end);
            }
            lines::rounded(&points)
        })
        .collect();
    let strength = style::strength(one.mark);
    let dashes = strength.dashes.or(one.dashed.then_some("6 4")).map(dashed).unwrap_or_default();
    let heavy = format!(" stroke-width=\"{}\"", hundredths(strength.line));
    let stroke = if one.mark == Mark::New { heavy } else { pale(strength.ink) };
    line(out, format_args!("<path d=\"{}\"{dashes}{stroke}/>", data.join(" ")));
    for (_, end) in &ends {
        if let Some(path) = tips::path(end) {
            let fill = if path.filled { " fill=\"currentColor\" stroke-width=\"0.5\"" } else { "" };
            let pale = pale(strength.ink);
            line(out, format_args!("<path d=\"{}\"{fill}{pale}/>", path.data));
        }
    }
}

fn write_box(out: &mut String, one: &Card) {
    linked(out, one.href.as_deref(), |out| {
        let accent = style::accent(one.shape).unwrap_or("currentColor");
        let strength = style::strength(one.mark);
        let dashes = match (one.shape, strength.dashes) {
            (_, Some(dashes)) => dashed(dashes),
            (Shape::External, None) => " stroke-opacity=\"0.7\" stroke-dasharray=\"5 3\"".to_owned(),
            _ => String::new(),
        };
        let width = hundredths(strength.outline);
        let edge = match strength.edge {
            100 => String::new(),
            edge => format!(" stroke-opacity=\"{}\"", opacity(edge)),
        };
        line(
            out,
            format_args!(
                "<g fill=\"{accent}\" stroke=\"{accent}\" stroke-width=\"{width}\"{edge}>\
                 <path d=\"{}\" fill-opacity=\"{}\"{dashes}/>",
                shapes::outline(one.shape, &one.rect),
                opacity(style::fill(one.shape) * strength.fill / 100)
            ),
        );
        if let Some(data) = shapes::details(one.shape, &one.rect) {
            let dashes = strength.dashes.map(dashed).unwrap_or_default();
            line(out, format_args!("<path d=\"{data}\" fill=\"none\"{dashes}/>"));
        }
        if let Some(data) = shapes::figure(one.shape, &one.rect) {
            let pale = pale(strength.ink);
            line(out, format_args!("<path d=\"{data}\" stroke=\"none\"{pale}/>"));
        }
        if one.head > 0 {
            let head = super::geometry::Rect { height: one.head, ..one.rect };
            line(
                out,
                format_args!(
                    "<path d=\"{}\" fill-opacity=\"{}\" stroke=\"none\"/>",
                    shapes::head(&head),
                    opacity(style::HEAD_FILL)
                ),
            );
        }
        if !one.rules.is_empty() {
            let data: Vec<String> =
                one.rules.iter().map(|y| format!("M{} {y} h{}", one.rect.x, one.rect.width)).collect();
            line(out, format_args!("<path d=\"{}\" stroke-width=\"0.5\"/>", data.join(" ")));
        }
        line(out, format_args!("</g>"));
        write_texts(out, &one.texts, one.mark);
    });
}

fn write_label(out: &mut String, label: &Label, picture: &Picture) {
    let of = label.line.and_then(|line| picture.lines.get(line));
    write_texts(out, &label.texts, of.map(|line| line.mark).unwrap_or_default());
}

fn write_texts(out: &mut String, texts: &[Caption], mark: Mark) {
    if texts.is_empty() {
        return;
    }
    let pale = pale(style::strength(mark).ink);
    line(out, format_args!("<g fill=\"currentColor\"{pale}>"));
    for text in texts {
        // What is pale needs no second opacity.
        let muted = text.muted && pale.is_empty();
        elements::write_text(out, text, muted);
    }
    line(out, format_args!("</g>"));
}

fn dashed(dashes: &str) -> String {
    format!(" stroke-dasharray=\"{dashes}\"")
}

/// The opacity of what has less ink than usual; nothing for all others.
fn pale(ink: u32) -> String {
    match ink {
        100 => String::new(),
        ink => format!(" stroke-opacity=\"{0}\" fill-opacity=\"{0}\"", opacity(ink)),
    }
}

/// Writes something within a link that keeps the colour of the text around it.
fn linked(out: &mut String, href: Option<&str>, content: impl FnOnce(&mut String)) {
    if let Some(href) = href {
        line(out, format_args!("<a href=\"{}\" style=\"color:inherit\">", Address(href)));
    }
    content(out);
    if href.is_some() {
        line(out, format_args!("</a>"));
    }
}

/// A line of the file. Writing to a string cannot fail.
fn line(out: &mut String, content: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(content);
    out.push('\n');
}
