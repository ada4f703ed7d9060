//! Looks at a finished picture as a reader would: faults that make it wrong, and what makes it harder
//! to read than it could be. It knows nothing of how the picture was made.

mod faults;
mod segments;

use super::picture::Picture;
use segments::Segment;

/// What was found in a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// What must not be, a sentence each: overlaps, lines through boxes, loose ends.
    pub faults: Vec<String>,
    /// Places where two lines cross.
    pub crossings: usize,
    /// Corners of lines.
    pub bends: usize,
    /// Bends to and fro by so little that they look like a mistake.
    pub jogs: usize,
    /// Height of the smallest text in a column of 750 pixels, in tenths of a pixel.
    pub smallest_text: i32,
    /// The mean distance from a label to the nearest end of its line, in units.
    pub label_distance: i32,
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
}

/// The width of a page's column, in pixels.
const COLUMN: i32 = 750;
/// Text below this height, in tenths of a pixel, is too small.
const LEGIBLE: i32 = 90;
/// A level piece shorter than this between two upright ones is a jog.
const JOG: i32 = 16;

/// Looks for faults and counts.
pub fn audit(picture: &Picture) -> Audit {
    let segments = segments::all(picture);
    Audit {
        faults: faults::find(picture, &segments),
        crossings: segments::crossings(&segments),
        bends: bends(picture),
        jogs: jogs(picture),
        smallest_text: smallest_text(picture),
        label_distance: label_distance(picture),
        width: picture.width,
        height: picture.height,
    }
}

impl Audit {
    /// Legibility from 1000 downwards; 0 for a picture with a fault.
    pub fn score(&self) -> i32 {
        if !self.faults.is_empty() {
            return 0;
        }
        let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX / 1000);
        let lost = 25 * count(self.crossings)
            + 3 * count(self.bends)
            + 15 * count(self.jogs)
            + 4 * (LEGIBLE - self.smallest_text).max(0)
            + (self.label_distance - 20).max(0) / 2;
        (1000 - lost).max(1)
    }
}

/// Corners, those that joined lines share counted once.
fn bends(picture: &Picture) -> usize {
    picture
        .lines
        .iter()
        .map(|line| {
            let mut corners: Vec<(i32, i32)> = line
                .strokes
                .iter()
                .flat_map(|stroke| stroke.iter().skip(1).take(stroke.len().saturating_sub(2)))
                .map(|point| (point.x, point.y))
                .collect();
            corners.sort_unstable();
            corners.dedup();
            corners.len()
        })
        .sum()
}

fn jogs(picture: &Picture) -> usize {
    let strokes = picture.lines.iter().flat_map(|line| &line.strokes);
    strokes
        .flat_map(|stroke| stroke.windows(4))
        .filter(|window| {
            let (from, to) = (window[1], window[2]);
            let length = (from.x - to.x).abs() + (from.y - to.y).abs();
            let turns_back = window[0].x == from.x && to.x == window[3].x;
            turns_back && length < JOG
        })
        .count()
}

fn smallest_text(picture: &Picture) -> i32 {
    let boxes = picture.boxes.iter().flat_map(|one| &one.texts);
    let labels = picture.labels.iter().flat_map(|one| &one.texts);
    let titles = picture.boundaries.iter().flat_map(|one| &one.texts);
    let smallest = boxes.chain(labels).chain(titles).map(|text| text.font.size).min();
    smallest.map_or(LEGIBLE, |size| size * 10 * COLUMN / picture.width.max(COLUMN))
}

fn label_distance(picture: &Picture) -> i32 {
    let distances: Vec<i32> = picture
        .labels
        .iter()
        .filter(|label| !label.beside)
        .filter_map(|label| {
            let line = picture.lines.get(label.line?)?;
            let rect = label.rect;
            line.ends.iter().map(|end| (rect.y - end.at.y).max(end.at.y - rect.bottom()).max(0)).min()
        })
        .collect();
    let count = i32::try_from(distances.len()).unwrap_or(1).max(1);
    distances.iter().sum::<i32>() / count
}
