//! Looks at a finished picture as a reader would: finds faults that make it wrong, and measures how hard it
//! is to read. It does not know how the picture was made.

mod faults;
mod segments;
mod wander;

use super::limits::COLUMN;
use super::picture::Picture;
use segments::Segment;

/// The findings about a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// Faults, one sentence each: overlaps, lines through boxes, loose ends.
    pub faults: Vec<String>,
    /// Places where two lines cross.
    pub crossings: usize,
    /// Corners of lines.
    pub bends: usize,
    /// Jogs: bends by so little that they look like a mistake.
    pub jogs: usize,
    /// Staircases: two or more short level pieces of a line in a row.
    pub stairs: usize,
    /// Corners of two lines that touch, so that one seems to continue the other.
    pub kisses: usize,
    /// Height of the smallest text in a column of 750 pixels, in tenths of a pixel.
    pub smallest_text: i32,
    /// The mean distance from a label to the nearest end of its line, in units.
    pub label_distance: i32,
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
}

/// Text below this height, in tenths of a pixel, is too small.
const LEGIBLE: i32 = 90;
/// A horizontal piece shorter than this between two vertical ones is a jog.
const JOG: i32 = 16;

/// Finds faults and measures legibility.
pub fn audit(picture: &Picture) -> Audit {
    let segments = segments::all(picture);
    Audit {
        faults: faults::find(picture, &segments),
        crossings: segments::crossings(&segments),
        bends: bends(picture),
        jogs: jogs(picture),
        stairs: wander::stairs(picture),
        kisses: wander::kisses(picture),
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
            + 10 * count(self.stairs + self.kisses)
            + 4 * (LEGIBLE - self.smallest_text).max(0)
            + (self.label_distance - 20).max(0) / 2;
        (1000 - lost).max(1)
    }
}

/// Counts corners; those that joined lines share count once.
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

#[cfg(test)]
mod tests {
    use super::super::geometry::{Point, Rect};
    use super::super::picture::{Card, Connector, Direction, End, Label, Picture, Tip};
    use super::audit;

    /// Two boxes, one above the other, and a line from the upper to the lower one.
    fn sound() -> Picture {
        let rect = |y: i32| Rect { x: 20, y, width: 100, height: 40 };
        let at = |y: i32| Point { x: 70, y };
        let end = |y: i32, into: Direction, of: usize| End { at: at(y), into, of: Some(of), tip: Tip::Arrow };
        Picture {
            width: 300,
            height: 300,
            boxes: [20, 200].map(|y| Card { rect: rect(y), ..Card::default() }).to_vec(),
            lines: vec![Connector {
                strokes: vec![vec![at(60), at(200)]],
                ends: vec![end(60, Direction::Up, 0), end(200, Direction::Down, 1)],
                relations: 1,
                ..Connector::default()
            }],
            ..Picture::default()
        }
    }

    #[track_caller]
    fn assert_fault(change: impl FnOnce(&mut Picture), fault: &str) {
        let mut picture = sound();
        assert!(audit(&picture).faults.is_empty());
        change(&mut picture);
        let faults = audit(&picture).faults;
        assert!(faults.iter().any(|one| one == fault), "{faults:?}");
        assert_eq!(audit(&picture).score(), 0);
    }

    #[test]
    fn overlaps_are_faults() {
        assert_fault(|picture| picture.boxes[1].rect.y = 50, "boxes 0 and 1 overlap");
        let label = Label { rect: Rect { x: 60, y: 100, width: 20, height: 20 }, ..Label::default() };
        assert_fault(|picture| picture.labels.push(label), "line 0 runs through label 0");
    }

    #[test]
    fn lines_through_boxes_and_on_lines_are_faults() {
        let between = Card { rect: Rect { x: 20, y: 100, width: 100, height: 40 }, ..Card::default() };
        assert_fault(|picture| picture.boxes.push(between), "line 0 runs through box 2");
        let again = |picture: &mut Picture| picture.lines.extend(sound().lines);
        assert_fault(again, "lines 0 and 1 lie on each other");
    }

    #[test]
    fn loose_ends_and_things_outside_are_faults() {
        let loose = |picture: &mut Picture| picture.lines[0].ends[1].at.y = 190;
        assert_fault(loose, "an end of line 0 does not touch its box");
        let lost = |picture: &mut Picture| {
            picture.lines[0].ends.pop();
        };
        assert_fault(lost, "line 0 has a loose end");
        let narrow = |picture: &mut Picture| picture.width = 60;
        assert_fault(narrow, "line 0 leaves the picture");
    }

    #[test]
    fn crossings_bends_and_jogs_are_counted() {
        let mut picture = sound();
        let point = |x: i32, y: i32| Point { x, y };
        picture.lines.push(Connector {
            strokes: vec![vec![
                point(10, 90),
                point(200, 90),
                point(200, 120),
                point(208, 120),
                point(208, 150),
            ]],
            ..Connector::default()
        });
        let audit = audit(&picture);
        assert_eq!((audit.crossings, audit.bends, audit.jogs), (1, 3, 1));
    }

    #[test]
    fn staircases_and_touching_corners_are_counted() {
        let point = |(x, y): (i32, i32)| Point { x, y };
        let line = |points: &[(i32, i32)]| Connector {
            strokes: vec![points.iter().copied().map(point).collect()],
            ..Connector::default()
        };
        let of = |lines: Vec<Connector>| {
            let audit = audit(&Picture { lines, ..Picture::default() });
            (audit.stairs, audit.kisses)
        };
        let steps = [(10, 0), (10, 20), (40, 20), (40, 40), (70, 40), (70, 60)];
        assert_eq!(of(vec![line(&steps)]), (1, 0));
        let mut labelled = line(&[(10, 0), (10, 20), (40, 20), (40, 40)]);
        labelled.strokes.push([(40, 90), (40, 110), (20, 110), (20, 140)].map(point).to_vec());
        assert_eq!(of(vec![labelled]), (1, 0));
        assert_eq!(of(vec![line(&[(10, 0), (10, 20), (90, 20), (90, 40), (120, 40), (120, 60)])]), (0, 0));
        let away = line(&[(50, 0), (50, 20), (200, 20), (200, 60)]);
        let joins = line(&[(0, 0), (0, 30), (50, 30), (50, 60)]);
        assert_eq!(of(vec![away.clone(), joins.clone()]), (0, 1));
        assert_eq!(of(vec![joins, away]), (0, 1));
    }
}
