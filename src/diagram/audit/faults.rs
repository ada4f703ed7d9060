//! The faults that no picture may have.

use super::super::geometry::{Point, Rect};
use super::super::picture::{Caption, Direction, End, Picture};
use super::Segment;

/// How far the text of a label may reach beyond its room: descenders of its last line.
const SLACK: i32 = 2;

/// All faults, a sentence each.
pub(super) fn find(picture: &Picture, segments: &[Segment]) -> Vec<String> {
    let mut faults = Vec::new();
    overlaps(picture, &mut faults);
    boundaries(picture, &mut faults);
    outlines(picture, &mut faults);
    texts(picture, &mut faults);
    outside(picture, segments, &mut faults);
    lines(picture, segments, &mut faults);
    ends(picture, &mut faults);
    faults
}

fn overlaps(picture: &Picture, faults: &mut Vec<String>) {
    for (number, one) in picture.boxes.iter().enumerate() {
        for (other_number, other) in picture.boxes.iter().enumerate().skip(number + 1) {
            if one.rect.overlaps(&other.rect) {
                faults.push(format!("boxes {number} and {other_number} overlap"));
            }
        }
        for (label, other) in picture.labels.iter().enumerate() {
            if one.rect.overlaps(&other.rect) {
                faults.push(format!("box {number} and label {label} overlap"));
            }
        }
    }
    for (number, one) in picture.labels.iter().enumerate() {
        for (other_number, other) in picture.labels.iter().enumerate().skip(number + 1) {
            if one.rect.overlaps(&other.rect) {
                faults.push(format!("labels {number} and {other_number} overlap"));
            }
        }
    }
}

fn boundaries(picture: &Picture, faults: &mut Vec<String>) {
    let cut = |around: &Rect, inner: &Rect| around.overlaps(inner) && !around.contains(inner);
    for (number, boundary) in picture.boundaries.iter().enumerate() {
        for (other_number, other) in picture.boundaries.iter().enumerate().skip(number + 1) {
            if cut(&boundary.rect, &other.rect) && cut(&other.rect, &boundary.rect) {
                faults.push(format!("boundaries {number} and {other_number} cross"));
            }
            if boundary.title.overlaps(&other.title) {
                faults.push(format!("the titles of boundaries {number} and {other_number} overlap"));
            }
        }
        for (at, one) in picture.boxes.iter().enumerate() {
            let member = boundary.members.contains(&at);
            if cut(&boundary.rect, &one.rect) || boundary.rect.contains(&one.rect) != member {
                faults.push(format!("box {at} is on the wrong side of boundary {number}"));
            }
            if boundary.title.overlaps(&one.rect) {
                faults.push(format!("box {at} covers the title of boundary {number}"));
            }
        }
        for (at, label) in picture.labels.iter().enumerate() {
            if cut(&boundary.rect, &label.rect) || boundary.title.overlaps(&label.rect) {
                faults.push(format!("label {at} lies on boundary {number} or its title"));
            }
        }
    }
}

/// Frames are around each other or apart, and nothing is on their sides.
fn outlines(picture: &Picture, faults: &mut Vec<String>) {
    let cut = |around: &Rect, inner: &Rect| around.overlaps(inner) && !around.contains(inner);
    for (number, outline) in picture.outlines.iter().enumerate() {
        for (other_number, other) in picture.outlines.iter().enumerate().skip(number + 1) {
            if cut(&outline.rect, &other.rect) && cut(&other.rect, &outline.rect) {
                faults.push(format!("frames {number} and {other_number} cross"));
            }
            if outline.tab.overlaps(&other.tab) {
                faults.push(format!("the words of frames {number} and {other_number} overlap"));
            }
        }
        if !outline.rect.contains(&outline.tab) {
            faults.push(format!("the word of frame {number} is not in its corner"));
        }
        for (at, one) in picture.boxes.iter().enumerate() {
            if cut(&outline.rect, &one.rect) {
                faults.push(format!("box {at} is on a side of frame {number}"));
            }
        }
        for (at, label) in picture.labels.iter().enumerate() {
            let crosses = |y: &&i32| label.rect.y < **y && **y < label.rect.bottom();
            let is_inside = outline.rect.contains(&label.rect);
            if cut(&outline.rect, &label.rect) || is_inside && outline.rules.iter().find(crosses).is_some() {
                faults.push(format!("label {at} is on a line of frame {number}"));
            }
        }
    }
}

fn texts(picture: &Picture, faults: &mut Vec<String>) {
    let mut check = |name: &str, number: usize, room: &Rect, texts: &[Caption]| {
        for text in texts {
            if !room.contains(&text.rect()) {
                faults.push(format!("{name} {number} is too small for {:?}", text.content));
            }
        }
        for (at, one) in texts.iter().enumerate() {
            if texts[at + 1..].iter().any(|other| one.rect().overlaps(&other.rect().shrunk(1))) {
                faults.push(format!("{name} {number} has {:?} on other text", one.content));
            }
        }
    };
    for (number, one) in picture.boxes.iter().enumerate() {
        check("box", number, &one.rect, &one.texts);
    }
    for (number, one) in picture.labels.iter().enumerate() {
        check("label", number, &one.rect.shrunk(-SLACK), &one.texts);
    }
    for (number, one) in picture.boundaries.iter().enumerate() {
        check("boundary", number, &one.title.shrunk(-SLACK), &one.texts);
    }
}

fn outside(picture: &Picture, segments: &[Segment], faults: &mut Vec<String>) {
    let page = Rect { x: 0, y: 0, width: picture.width, height: picture.height };
    let boxes = picture.boxes.iter().map(|one| one.rect);
    let labels = picture.labels.iter().map(|one| one.rect);
    let boundaries = picture.boundaries.iter().map(|one| one.rect);
    let outlines = picture.outlines.iter().map(|one| one.rect);
    for rect in boxes.chain(labels).chain(boundaries).chain(outlines) {
        if !page.contains(&rect) {
            faults.push(format!("{rect:?} is not within the picture"));
        }
    }
    for segment in segments {
        let rect = Rect {
            x: segment.from.x,
            y: segment.from.y.min(segment.to.y),
            width: segment.to.x - segment.from.x,
            height: (segment.to.y - segment.from.y).abs(),
        };
        if !page.contains(&rect) {
            faults.push(format!("line {} leaves the picture", segment.line));
        }
    }
}

fn lines(picture: &Picture, segments: &[Segment], faults: &mut Vec<String>) {
    for (at, segment) in segments.iter().enumerate() {
        let line = segment.line;
        if !segment.is_level() && !segment.is_upright() {
            faults.push(format!("line {line} is slanted"));
        }
        let crosses = |rect: &Rect| rect.shrunk(1).is_crossed_by(segment.from, segment.to);
        for (number, one) in picture.boxes.iter().enumerate() {
            if crosses(&one.rect) {
                faults.push(format!("line {line} runs through box {number}"));
            }
        }
        for (number, one) in picture.labels.iter().enumerate() {
            if crosses(&one.rect) {
                faults.push(format!("line {line} runs through label {number}"));
            }
        }
        for (number, one) in picture.boundaries.iter().enumerate() {
            if crosses(&one.title) {
                faults.push(format!("line {line} runs through the title of boundary {number}"));
            }
        }
        for other in &segments[at + 1..] {
            if other.line != line && segment.lies_on(other) {
                faults.push(format!("lines {line} and {} lie on each other", other.line));
            }
        }
    }
}

fn ends(picture: &Picture, faults: &mut Vec<String>) {
    for (number, line) in picture.lines.iter().enumerate() {
        if line.ends.len() < 2 {
            faults.push(format!("line {number} has a loose end"));
        }
        for end in &line.ends {
            let touched = match end.of {
                Some(of) => picture.boxes.get(of).is_some_and(|one| touches(&one.rect, end)),
                // It ends at a rail, or at a boundary.
                None if picture.boundaries.is_empty() => true,
                None => picture.boundaries.iter().any(|one| touches(&one.rect, end)),
            };
            let drawn = line.strokes.iter().any(|stroke| {
                let ends: [Option<&Point>; 2] = [stroke.first(), stroke.last()];
                ends.contains(&Some(&end.at))
            });
            if !touched || !drawn {
                faults.push(format!("an end of line {number} does not touch its box"));
            }
        }
    }
}

/// Whether an end is on the side of its box that it leads into, away from the corners.
fn touches(rect: &Rect, end: &End) -> bool {
    let Point { x, y } = end.at;
    let across = rect.x + 8 <= x && x <= rect.right() - 8;
    let along = rect.y + 4 <= y && y <= rect.bottom() - 4;
    match end.into {
        Direction::Down => across && y == rect.y,
        Direction::Up => across && y == rect.bottom(),
        Direction::Right => along && x == rect.x,
        Direction::Left => along && x == rect.right(),
    }
}
