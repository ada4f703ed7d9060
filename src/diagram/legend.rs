//! The legend below a picture: what its shapes, lines and arrows mean. It names what occurs in the picture and
//! nothing else, and only with words that the template has.

use super::geometry::{Point, Rect};
use super::metrics::{Font, width};
use super::picture::{Anchor, Caption, Connector, Direction, End, LegendEntry, Picture, Sample, Shape, Tip};
use crate::template::Words;

/// From the picture to the legend: a sample that is nearer might seem to be one of its lines.
const ABOVE: i32 = 10;
const MARGIN: i32 = 12;
/// The room of a sample, from there to its word, and from one entry to the next.
const SAMPLE: (i32, i32) = (26, 14);
const TO_WORD: i32 = 6;
const BETWEEN: i32 = 18;
/// The sizes of a picture's smaller texts.
const SIZES: [i32; 2] = [11, 12];

/// Adds the legend below everything else; nothing if there is nothing to explain.
pub fn add(picture: &mut Picture, words: &Words) {
    let smallest = smallest_text(picture);
    let font = Font::regular(smallest.clamp(SIZES[0], SIZES[1]));
    let found = entries(picture);
    let named = found.into_iter().filter_map(|(sample, key)| Some((sample, words.given(key)?)));
    let row = SAMPLE.1.max(font.line_height()) + 4;
    let (mut x, mut y) = (MARGIN, picture.height + ABOVE);
    for (sample, word) in named {
        let wide = SAMPLE.0 + TO_WORD + width(word, font);
        if x > MARGIN && x + wide > picture.width - MARGIN {
            (x, y) = (MARGIN, y + row);
        }
        let at = Rect { x, y, width: SAMPLE.0, height: SAMPLE.1 };
        let text = Caption {
            x: x + SAMPLE.0 + TO_WORD,
            baseline: y + SAMPLE.1 / 2 + font.size / 3 + 1,
            anchor: Anchor::Start,
            font,
            muted: true,
            content: word.to_owned(),
        };
        picture.legend.push(LegendEntry { at, sample, text });
        picture.width = picture.width.max(x + wide + MARGIN);
        x += wide + BETWEEN;
    }
    if !picture.legend.is_empty() {
        picture.height = y + row + MARGIN / 2;
    }
}

fn smallest_text(picture: &Picture) -> i32 {
    let boxes = picture.boxes.iter().flat_map(|one| &one.texts);
    let labels = picture.labels.iter().flat_map(|one| &one.texts);
    boxes.chain(labels).map(|text| text.font.size).min().unwrap_or(SIZES[0])
}

/// What occurs, each with the key of its word.
fn entries(picture: &Picture) -> Vec<(Sample, &'static str)> {
    let shapes = SHAPES.into_iter().filter(|(shape, _)| picture.boxes.iter().any(|one| one.shape == *shape));
    let boundary = (!picture.boundaries.is_empty()).then_some((Sample::Boundary, "legend-boundary"));
    let lines = lines(picture);
    let keys = KEYS.into_iter().filter(|(key, _)| has_key(picture, key));
    let keys = keys.map(|(key, word)| (Sample::Word(key), word));
    let mut labels =
        picture.labels.iter().filter(|label| label.line.is_some()).flat_map(|label| &label.texts);
    let is_open = |text: &Caption| text.muted && text.content.contains(UNENCRYPTED);
    let open = labels.any(is_open).then_some((Sample::Word(UNENCRYPTED), "unencrypted"));
    shapes
        .map(|(shape, word)| (Sample::Shape(shape), word))
        .chain(boundary)
        .chain(lines)
        .chain(keys)
        .chain(open)
        .collect()
}

/// The shapes with a meaning; a plain box is explained by the words in it.
const SHAPES: [(Shape, &str); 8] = [
    (Shape::Person, "person"),
    (Shape::Browser, "web"),
    (Shape::Mobile, "mobile"),
    (Shape::Database, "database"),
    (Shape::Cache, "cache"),
    (Shape::Queue, "queue"),
    (Shape::Storage, "storage"),
    (Shape::External, "external-system"),
];

/// What is before the columns of a table.
const KEYS: [(&str, &str); 3] =
    [("PK", "legend-primary-key"), ("FK", "legend-foreign-key"), ("UQ", "legend-unique")];

/// The sign of what is not encrypted, after the protocol of a line.
pub(super) const UNENCRYPTED: &str = "⚠";

fn has_key(picture: &Picture, key: &str) -> bool {
    let tables = picture.boxes.iter().filter(|one| one.shape == Shape::Table);
    tables.flat_map(|one| &one.texts).any(|text| {
        text.anchor == Anchor::Start && text.muted && text.content.split(' ').any(|word| word == key)
    })
}

/// The lines that differ from each other in the picture.
fn lines(picture: &Picture) -> Vec<(Sample, &'static str)> {
    let is_flow = !picture.rails.is_empty();
    let occurs = |meant: &dyn Fn(&Connector, Tip) -> bool| {
        picture.lines.iter().any(|line| line.ends.iter().any(|end| meant(line, end.tip)))
    };
    let mut found = Vec::new();
    let mut add = |is_there: bool, dashed: bool, tips: [Tip; 2], word: &'static str| {
        if is_there {
            found.push((Sample::Line { dashed, tips }, word));
        }
    };
    let plain = [Tip::Plain, Tip::Arrow];
    let waits = occurs(&|line, tip| tip == Tip::Arrow && !line.dashed);
    add(waits, false, plain, if is_flow { "legend-call" } else { "legend-relationship" });
    add(occurs(&|line, tip| tip == Tip::Arrow && line.dashed), true, plain, "asynchronous");
    let open = [Tip::Plain, Tip::Open];
    add(occurs(&|line, tip| tip == Tip::Open && !line.dashed), false, open, "asynchronous");
    add(occurs(&|line, tip| tip == Tip::Open && line.dashed), true, open, "legend-answer");
    add(occurs(&|_, tip| tip == Tip::Cross), false, [Tip::Plain, Tip::Cross], "legend-fails");
    for (tip, word) in [
        (Tip::One, "legend-one"),
        (Tip::ZeroOrOne, "legend-zero-or-one"),
        (Tip::ZeroOrMany, "legend-many"),
        (Tip::OneOrMany, "legend-one-or-many"),
    ] {
        add(occurs(&|_, other| other == tip), false, [Tip::Plain, tip], word);
    }
    found
}

impl LegendEntry {
    /// The line of a sample and its ends.
    pub fn line(&self, tips: [Tip; 2]) -> Connector {
        let y = self.at.y + self.at.height / 2;
        let ends = [Point { x: self.at.x, y }, Point { x: self.at.right(), y }];
        let end = |at: Point, into: Direction, tip: Tip| End { at, into, of: None, tip };
        Connector {
            strokes: vec![ends.to_vec()],
            ends: vec![end(ends[0], Direction::Left, tips[0]), end(ends[1], Direction::Right, tips[1])],
            ..Connector::default()
        }
    }
}
