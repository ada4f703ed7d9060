//! The text of a row: the requirement, and what answers it.

use super::super::block::Styled;
use super::super::metrics::Font;
use super::super::wrapping::wrap;
use super::{Answers, Row};

const ID: Font = Font::bold(12);
const TEXT: Font = Font::regular(12);

/// At most so many lines of a requirement's text, and of one name.
const MOST_LINES: usize = 3;
const MOST_OF_NAME: usize = 2;
/// At most so many names in a cell; the others are counted.
const MOST_NAMES: usize = 4;

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
