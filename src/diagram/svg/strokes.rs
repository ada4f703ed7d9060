//! Everything that is drawn with lines: boundaries, frames, lifelines, and connectors with their labels.

use super::super::mark::Mark;
use super::super::picture::{Boundary, Connector, Outline, Picture, Rail};
use super::super::{lines, shapes, style, tips};
use super::elements::{hundredths, opacity};
use super::hover::Neighbours;
use super::{dashed, line, pale, texts, trunks};

/// How lines are drawn.
pub(super) const RULE: &str =
    "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.25\" stroke-linejoin=\"round\"";

/// What is behind everything else.
pub(super) fn write_background(out: &mut String, picture: &Picture) {
    picture.boundaries.iter().for_each(|boundary| write_boundary(out, boundary));
    if !picture.rails.is_empty() {
        write_rails(out, &picture.rails);
    }
    picture.outlines.iter().for_each(|outline| write_outline(out, outline));
}

/// The connectors, each with its label.
pub(super) fn write_lines(out: &mut String, picture: &Picture, neighbours: &Neighbours) {
    if picture.lines.is_empty() {
        return;
    }
    line(out, format_args!("<g {RULE}>"));
    for (number, one) in picture.lines.iter().enumerate() {
        let mut labels = picture.labels.iter().filter(|label| label.line == Some(number));
        let tip = labels.find_map(texts::cut);
        let tip = texts::tip(tip.as_deref());
        line(out, format_args!("<g{}>{tip}", neighbours.class_of_line(number)));
        write_line(out, one, picture);
        line(out, format_args!("</g>"));
    }
    line(out, format_args!("</g>"));
    for label in &picture.labels {
        let Some((number, of)) = label.line.and_then(|at| Some((at, picture.lines.get(at)?))) else {
            continue;
        };
        let class = neighbours.class_of_line(number);
        texts::write_group(out, &label.texts, (of.mark, &class), texts::cut(label).as_deref());
    }
}

fn write_boundary(out: &mut String, boundary: &Boundary) {
    let rect = boundary.rect;
    let strength = style::strength(boundary.mark);
    line(
        out,
        format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\" fill-opacity=\"{}\" \
             stroke=\"currentColor\" stroke-opacity=\"{}\" stroke-width=\"{}\"{}/>",
            rect.x,
            rect.y,
            rect.width,
            rect.height,
            opacity(style::BOUNDARY_FILL),
            opacity(style::BOUNDARY_EDGE),
            hundredths(strength.line),
            dashed(strength.dashes.unwrap_or("7 4"))
        ),
    );
}

fn write_outline(out: &mut String, outline: &Outline) {
    let (rect, tab) = (outline.rect, outline.tab);
    let edge =
        format!("fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"{}\"", opacity(style::BOUNDARY_EDGE));
    line(
        out,
        format_args!(
            "<path d=\"M{} {} h{} v{} h-{} Z M{} {} h{} v{} l-6 6 h-{}\" {edge}/>",
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
        line(out, format_args!("<path d=\"{}\" {edge}{}/>", data.join(" "), dashed("7 4")));
    }
}

fn write_rails(out: &mut String, rails: &[Rail]) {
    let data: Vec<String> =
        rails.iter().map(|rail| format!("M{} {} V{}", rail.x, rail.from, rail.to)).collect();
    line(
        out,
        format_args!(
            "<path d=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"{}\"{}/>",
            data.join(" "),
            opacity(style::RAIL),
            dashed("3 4")
        ),
    );
}

pub(super) fn write_line(out: &mut String, one: &Connector, picture: &Picture) {
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
    let mut strokes = one.strokes.clone();
    for points in &mut strokes {
        for (at, end) in &ends {
            lines::move_end(points, *at, end);
        }
    }
    let strength = style::strength(one.mark);
    let dashes = strength.dashes.or(one.dashed.then_some("6 4")).map(dashed).unwrap_or_default();
    let heavy = format!(" stroke-width=\"{}\"", hundredths(strength.line));
    let pale = pale(strength.ink);
    let stroke = if one.mark == Mark::New { heavy } else { pale.clone() };
    line(out, format_args!("<path d=\"{}\"{dashes}{stroke}/>", trunks::once(&strokes).join(" ")));
    let tips: Vec<_> = ends.iter().filter_map(|(_, end)| tips::path(end)).collect();
    for filled in [true, false] {
        let data: Vec<&str> =
            tips.iter().filter(|tip| tip.filled == filled).map(|tip| tip.data.as_str()).collect();
        if !data.is_empty() {
            let fill = if filled { " fill=\"currentColor\" stroke-width=\"0.5\"" } else { "" };
            line(out, format_args!("<path d=\"{}\"{fill}{pale}/>", data.join(" ")));
        }
    }
}
