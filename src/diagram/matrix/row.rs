//! The text of a row: the requirement, and what answers it.

use super::super::block::Styled;
use super::super::metrics::{Font, width_beside};
use super::super::wrapping;
use super::{Answers, Row};

const ID: Font = Font::bold(12);
const TEXT: Font = Font::regular(12);

/// At most so many lines of a requirement's text, and of one name.
const MOST_LINES: usize = 3;
const MOST_OF_NAME: usize = 2;
/// At most so many names in a cell; the others are counted.
const MOST_NAMES: usize = 4;

/// How much of the room between two cells a text may use.
const BESIDE: i32 = 12;

/// The lines of each cell. `widths` are those of the first column and of the others, and the room beside a text.
pub(super) fn cells(row: &Row, gap: &str, widths: (i32, i32, i32)) -> Vec<Vec<Styled>> {
    let (first, others, beside) = widths;
    let id = wrap(&row.id, ID, first - 2 * beside, 1).into_iter().map(|line| (line, ID, false));
    let text = wrap(&row.text, TEXT, first - 2 * beside, MOST_LINES);
    let text = text.into_iter().map(|line| (line, TEXT, false));
    let mut cells = vec![id.chain(text).collect()];
    cells.extend(row.cells.iter().map(|cell| answers(cell, gap, others - 2 * beside)));
    cells
}

/// Lines that are inside of their cell in monospaced fonts, too.
fn wrap(text: &str, font: Font, limit: i32, most: usize) -> Vec<String> {
    let narrower = (0..=limit / 3).step_by(10).map(|less| wrapping::wrap(text, font, limit - less, most));
    let is_inside = |lines: &Vec<String>| lines.iter().all(|line| width_beside(line, font, BESIDE) <= limit);
    let mut wrapped = narrower.skip_while(|lines| !is_inside(lines));
    wrapped.next().unwrap_or_else(|| wrapping::wrap(text, font, limit * 2 / 3, most))
}

fn answers(cell: &Answers, gap: &str, limit: i32) -> Vec<Styled> {
    let mut lines: Vec<Styled> = Vec::new();
    if cell.lacks {
        lines.extend(wrap(gap, ID, limit, 1).into_iter().map(|line| (line, ID, false)));
    }
    for name in cell.names.iter().take(MOST_NAMES) {
        lines.extend(wrap(name, TEXT, limit, MOST_OF_NAME).into_iter().map(|line| (line, TEXT, false)));
    }
    let more = cell.names.len().saturating_sub(MOST_NAMES);
    if more > 0 {
        lines.push((format!("+{more}"), TEXT, true));
    }
    lines
}
