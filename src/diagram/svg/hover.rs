//! Which lines belong to which box: pointing at a box, or going to it with the keyboard, brings them out, without
//! a script.

use std::fmt::Write as _;

use super::super::picture::{Card, Connector, Picture, Shape};

/// The boxes with lines, and the boxes at the ends of each line, by numbers that begin with 0.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// The number of each box, if it has lines.
    boxes: Vec<Option<usize>>,
    /// For each line the numbers of the boxes at its ends.
    lines: Vec<Vec<usize>>,
    /// How many numbers there are.
    pub(super) count: usize,
}

/// The beginning of the class of a box.
pub(super) const BOX: &str = " class=\"sd-box ";

/// With fewer boxes or lines, everything belongs together.
const LEAST: usize = 3;

impl Neighbours {
    /// Those of a picture; none if there is nothing to tell apart, or if it has more boxes than `most`.
    pub(super) fn of(picture: &Picture, most: usize) -> Self {
        if picture.boxes.len() < LEAST || picture.lines.len() < LEAST {
            return Self::default();
        }
        let mut boxes: Vec<Option<usize>> = vec![None; picture.boxes.len()];
        let mut lines = Vec::with_capacity(picture.lines.len());
        let mut count = 0;
        for line in &picture.lines {
            let mut numbers = Vec::new();
            for at in ends(line, picture) {
                let first = original(picture, at);
                let number = *boxes[first].get_or_insert_with(|| {
                    count += 1;
                    count - 1
                });
                boxes[at] = Some(number);
                numbers.push(number);
            }
            numbers.sort_unstable();
            numbers.dedup();
            lines.push(numbers);
        }
        if count > most { Self::default() } else { Self { boxes, lines, count } }
    }

    /// The attribute of a box.
    pub(super) fn class_of_box(&self, at: usize) -> String {
        let number = self.boxes.get(at).copied().flatten();
        number.map(|number| format!("{BOX}b{number}\"")).unwrap_or_default()
    }

    /// The attribute of a line and its label.
    pub(super) fn class_of_line(&self, at: usize) -> String {
        let Some(numbers) = self.lines.get(at) else { return String::new() };
        let of = numbers.iter().fold(String::new(), |mut of, number| {
            // Writing to a string cannot fail.
            let _ = write!(of, " l{number}");
            of
        });
        format!(" class=\"sd-line{of}\"")
    }
}

/// The rules for pictures with up to `count` numbers; `svg` is the selector of the pictures.
pub(super) fn rules(svg: &str, count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let own = (0..count).map(|number| format!("{svg}:has(.b{number}:is(:hover,:focus)) .l{number}"));
    let own = own.collect::<Vec<_>>().join(",");
    format!(
        "{svg}:has(.sd-box:is(:hover,:focus)) .sd-line{{opacity:.25}}{own}{{opacity:1}}\
         {svg} .sd-box:is(:hover,:focus)>g{{stroke-width:2.5}}\
         @media (prefers-reduced-motion:no-preference){{{svg} .sd-line{{transition:opacity .2s}}}}"
    )
}

/// The first box that shows the same thing in the same column: the participants of a flow are shown again below it.
pub(super) fn original(picture: &Picture, at: usize) -> usize {
    let Some(one) = picture.boxes.get(at) else { return at };
    let place = |card: &Card| (card.rect.x, card.rect.width);
    let same =
        |other: &Card| place(other) == place(one) && other.href == one.href && other.words == one.words;
    picture.boxes.iter().take(at).position(same).unwrap_or(at)
}

/// The boxes at the ends of a line. A line that ends at a lifeline belongs to the participant above and below it.
fn ends(line: &Connector, picture: &Picture) -> Vec<usize> {
    let mut boxes = Vec::new();
    for end in &line.ends {
        match end.of {
            Some(of) => boxes.extend((of < picture.boxes.len()).then_some(of)),
            None => {
                let heads = picture.boxes.iter().enumerate();
                let of = heads.filter(|(_, one)| one.shape != Shape::Note && one.rect.middle() == end.at.x);
                boxes.extend(of.map(|(at, _)| at));
            }
        }
    }
    boxes
}
