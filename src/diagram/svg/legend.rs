//! The samples of the legend, each with its word.

use super::super::geometry::Rect;
use super::super::mark::Mark;
use super::super::picture::{Connector, LegendEntry, Picture, Sample, Shape};
use super::super::{shapes, style};
use super::elements::opacity;
use super::{dashed, line, strokes, texts};

pub(super) fn write(out: &mut String, picture: &Picture) {
    for entry in &picture.legend {
        match entry.sample {
            Sample::Shape(shape) => write_shape(out, shape, &entry.at),
            Sample::Boundary => {
                let Rect { x, y, width, height } = entry.at;
                let edge = opacity(style::BOUNDARY_EDGE);
                line(
                    out,
                    format_args!(
                        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\" fill=\"none\" \
                         stroke=\"currentColor\" stroke-opacity=\"{edge}\"{}/>",
                        dashed("7 4")
                    ),
                );
            }
            Sample::Line { dashed, tips } => {
                let sample = Connector { dashed, ..entry.line(tips) };
                line(out, format_args!("<g {}>", strokes::RULE));
                strokes::write_line(out, &sample, picture);
                line(out, format_args!("</g>"));
            }
            Sample::Word(_) => {}
        }
    }
    let mut words = Vec::new();
    for LegendEntry { at, sample, text } in &picture.legend {
        if let Sample::Word(word) = sample {
            let content = (*word).to_owned();
            let mut key = text.clone();
            key.font.bold = true;
            words.push(super::super::picture::Caption { x: at.x, content, ..key });
        }
        words.push(text.clone());
    }
    texts::write_group(out, &words, (Mark::Same, ""), None);
}

fn write_shape(out: &mut String, shape: Shape, at: &Rect) {
    let accent = style::accent(shape).unwrap_or("currentColor");
    let edge = match shape {
        Shape::External => {
            format!(" stroke-opacity=\"{}\"{}", opacity(style::EXTERNAL_EDGE), dashed("5 3"))
        }
        _ => String::new(),
    };
    let (outline, details) = shapes::small(shape, at);
    let fill = if shape == Shape::Person {
        String::new()
    } else {
        format!(" fill-opacity=\"{}\"", opacity(style::fill(shape)))
    };
    let details = details.map(|data| format!("<path d=\"{data}\" fill=\"none\"/>")).unwrap_or_default();
    line(
        out,
        format_args!(
            "<g fill=\"{accent}\" stroke=\"{accent}\"><path d=\"{outline}\"{fill}{edge}/>{details}</g>"
        ),
    );
}
