//! Boxes, and the titles of boundaries, in the order of their places: from the top to the bottom, and in a row
//! from the left to the right. A reader who goes from link to link goes the same way.

use super::super::geometry::Rect;
use super::super::picture::{Boundary, Bracket, Card, Picture, Shape};
use super::super::{shapes, style};
use super::elements::{Address, hundredths, opacity};
use super::hover::{self, Neighbours};
use super::{dashed, line, pale, texts};

/// Something with a place and perhaps a link.
enum Thing<'p> {
    Boundary(&'p Boundary),
    Card(usize, &'p Card),
}

pub(super) fn write(out: &mut String, picture: &Picture, neighbours: &Neighbours) {
    let boundaries = picture.boundaries.iter().map(|one| (one.title, Thing::Boundary(one)));
    let cards = picture.boxes.iter().enumerate().map(|(at, one)| (one.rect, Thing::Card(at, one)));
    let mut things: Vec<(Rect, Thing<'_>)> = boundaries.chain(cards).collect();
    things.sort_by_key(|(rect, _)| (rect.y, rect.x));
    for (_, thing) in things {
        match thing {
            Thing::Boundary(one) => linked(out, one.href.as_deref(), "", |out| {
                texts::write_group(out, &one.texts, (one.mark, ""), None);
            }),
            Thing::Card(at, one) => {
                // A thing has one link, even if it is shown again below itself.
                let href = one.href.as_deref().filter(|_| hover::original(picture, at) == at);
                let class = neighbours.class_of_box(at);
                // A link has the name of its box, and not all that is said in it; it is clicked anywhere in the box.
                let named = if href.is_some() { name_lines(one) } else { one.texts.len() };
                let (name, others) = one.texts.split_at(named);
                let tip = texts::cut_in_box(one);
                linked(out, href, &class, |out| {
                    write_card(out, one, tip.as_deref());
                    texts::write_group(out, name, (one.mark, ""), tip.as_deref());
                });
                texts::write_group(out, others, (one.mark, " pointer-events=\"none\""), None);
            }
        }
    }
}

/// How many of a box's texts are its name: the first ones, as long as the font is the same.
fn name_lines(one: &Card) -> usize {
    let font = one.texts.first().map(|text| text.font);
    one.texts.iter().take_while(|text| Some(text.font) == font && !text.muted).count()
}

fn write_card(out: &mut String, one: &Card, tip: Option<&str>) {
    let accent = style::accent(one.shape).unwrap_or("currentColor");
    let strength = style::strength(one.mark);
    let dashes = match (one.shape, strength.dashes) {
        (_, Some(dashes)) => dashed(dashes),
        (Shape::External, None) => {
            format!(" stroke-opacity=\"{}\"{}", opacity(style::EXTERNAL_EDGE), dashed("5 3"))
        }
        _ => String::new(),
    };
    line(
        out,
        format_args!(
            "<g fill=\"{accent}\" stroke=\"{accent}\" stroke-width=\"{}\">\
             {}<path d=\"{}\" fill-opacity=\"{}\"{dashes}/>",
            hundredths(strength.outline),
            texts::tip(tip),
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
        let head = shapes::head(&Rect { height: one.head, ..one.rect });
        let fill = opacity(style::HEAD_FILL);
        line(out, format_args!("<path d=\"{head}\" fill-opacity=\"{fill}\" stroke=\"none\"/>"));
    }
    if !one.brackets.is_empty() {
        let data: Vec<String> = one.brackets.iter().map(bracket).collect();
        line(out, format_args!("<path d=\"{}\" fill=\"none\"/>", data.join(" ")));
    }
    if !one.rules.is_empty() {
        let data: Vec<String> =
            one.rules.iter().map(|y| format!("M{} {y} h{}", one.rect.x, one.rect.width)).collect();
        line(out, format_args!("<path d=\"{}\" stroke-width=\"0.5\"/>", data.join(" ")));
    }
    line(out, format_args!("</g>"));
}

/// The path of a bracket: an upright piece, and a short level one to each line of text.
fn bracket(bracket: &Bracket) -> String {
    let Bracket { x, reach, at } = bracket;
    let (Some(first), Some(last)) = (at.first(), at.last()) else { return String::new() };
    let levels: Vec<String> = at.iter().map(|y| format!("M{x} {y} h{reach}")).collect();
    format!("M{x} {first} V{last} {}", levels.join(" "))
}

/// Writes something within a link, which keeps the colour of the text around it; without an address, within a group
/// if that has a class.
fn linked(out: &mut String, href: Option<&str>, class: &str, content: impl FnOnce(&mut String)) {
    let end = match href {
        Some(href) => {
            line(out, format_args!("<a href=\"{}\"{class} style=\"color:inherit\">", Address(href)));
            "</a>"
        }
        None if class.is_empty() => return content(out),
        None => {
            line(out, format_args!("<g{class}>"));
            "</g>"
        }
    };
    content(out);
    line(out, format_args!("{end}"));
}
