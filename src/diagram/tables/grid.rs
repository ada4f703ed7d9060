//! The text of a table's box: its name, and a row for each column with key, name and type.

use std::collections::HashSet;

use super::super::block;
use super::super::geometry::Rect;
use super::super::metrics::{Font, width_beside};
use super::super::picture::{Anchor, Bracket, Caption};
use super::super::wrapping::{widest_word, wrap};
use super::{Column, TableBox};

const NAME: Font = Font::bold(14);
const KIND: Font = Font::regular(11);
const COLUMN: Font = Font::regular(12);
const KEY_COLUMN: Font = Font::bold(12);
const KEY: Font = Font::bold(11);

/// Height of the head with the table's name.
const HEAD: i32 = 28;
/// Up to this width a table's name is one line.
const LONGEST_WORD: i32 = 340;
/// Greatest widths of a column's name and type.
const NAME_WIDTH: i32 = 210;
const TYPE_WIDTH: i32 = 170;
/// Between the side of the box and the text, and between the three parts of a row.
const PADDING: i32 = 10;
const GAP: i32 = 12;
/// How much of the room beside a text a monospaced font may use.
const SPARE: i32 = 6;
/// Above and below the text of a row.
const ROW: i32 = 3;

/// At most so many brackets are at one side of a box.
const BRACKETS: usize = 2;

/// The columns of foreign keys at a table.
#[derive(Default)]
pub(super) struct Keys<'t> {
    /// Those of the table's own keys.
    pub own: Vec<&'t [String]>,
    /// Those that keys of others refer to.
    pub meant: Vec<&'t [String]>,
}

/// A table's text, measured.
pub(super) struct Grid {
    name: Vec<String>,
    /// What it is, in brackets below the name.
    kind: Vec<String>,
    rows: Vec<Row>,
    keys: i32,
    names: i32,
    types: i32,
}

/// A column's text.
struct Row {
    keys: &'static str,
    name: Vec<String>,
    font: Font,
    data_type: Vec<String>,
}

impl Grid {
    pub(super) fn of(foreign: &HashSet<(&str, &str)>, table: &TableBox) -> Self {
        let rows: Vec<Row> = table.columns.iter().map(|column| Row::of(foreign, table, column)).collect();
        let most = |widths: &mut dyn Iterator<Item = i32>| widths.max().unwrap_or(0);
        Self {
            name: wrap(&table.name, NAME, NAME_WIDTH.max(widest_word(&table.name, NAME, LONGEST_WORD)), 1),
            kind: table
                .kind
                .iter()
                .flat_map(|kind| wrap(&format!("[{kind}]"), KIND, NAME_WIDTH, 1))
                .collect(),
            keys: most(&mut rows.iter().map(|row| width_beside(row.keys, KEY, SPARE))),
            names: most(&mut rows.iter().map(|row| across(&row.name, row.font))),
            types: most(&mut rows.iter().map(|row| across(&row.data_type, COLUMN))),
            rows,
        }
    }

    /// Height of the head.
    pub(super) fn head(&self) -> i32 {
        HEAD + i32::try_from(self.kind.len()).unwrap_or(0) * KIND.line_height()
    }

    /// Width and height of the box.
    pub(super) fn size(&self) -> (i32, i32) {
        let row = self.keys + self.names + self.types + 2 * GAP;
        let head = across(&self.name, NAME).max(across(&self.kind, KIND));
        let wide = row.max(head).max(90) + 2 * PADDING;
        ((wide + 1) / 2 * 2, self.head() + self.rows.iter().map(Row::height).sum::<i32>())
    }

    /// The y of the lines above all rows but the first.
    pub(super) fn rules(&self, rect: &Rect) -> Vec<i32> {
        let mut y = rect.y + self.head();
        let mut rules = Vec::new();
        for row in self.rows.iter().take(self.rows.len().saturating_sub(1)) {
            y += row.height();
            rules.push(y);
        }
        rules
    }

    /// The brackets beside the rows of keys of several columns: at the left side those of the table's own keys, at
    /// the right side what others refer to. A side has room for two.
    pub(super) fn brackets(&self, rect: &Rect, table: &TableBox, keys: &Keys<'_>) -> Vec<Bracket> {
        let side = |keys: &[&[String]], x: i32, reach: i32| -> Vec<Bracket> {
            let mut known: Vec<Vec<i32>> = Vec::new();
            for key in keys {
                let at = self.middles(rect, table, key);
                if at.len() > 1 && !known.contains(&at) && known.len() < BRACKETS {
                    known.push(at);
                }
            }
            let step = |number: usize| i32::try_from(number).unwrap_or(0) * 2 * reach.signum();
            let brackets = known.into_iter().enumerate();
            brackets
                .map(|(number, at)| Bracket { x: x + step(number), reach: reach - step(number), at })
                .collect()
        };
        let mut brackets = side(&keys.own, rect.x + 3, 5);
        brackets.extend(side(&keys.meant, rect.right() - 3, -5));
        brackets
    }

    /// The y of the rows of some columns.
    fn middles(&self, rect: &Rect, table: &TableBox, columns: &[String]) -> Vec<i32> {
        let mut y = rect.y + self.head();
        let mut middles = Vec::new();
        for (row, column) in self.rows.iter().zip(&table.columns) {
            if columns.iter().any(|name| name.eq_ignore_ascii_case(&column.name)) {
                middles.push(y + row.height() / 2);
            }
            y += row.height();
        }
        middles
    }

    /// The text in its box.
    pub(super) fn texts(&self, rect: &Rect) -> Vec<Caption> {
        let styled = |lines: &[String], font: Font, muted: bool| {
            lines.iter().map(|line| (line.clone(), font, muted)).collect::<Vec<_>>()
        };
        let head = rect.y + (HEAD - NAME.line_height()) / 2;
        let mut texts = block::place(styled(&self.name, NAME, false), rect.middle(), head, Anchor::Middle);
        let kind = block::place(
            styled(&self.kind, KIND, true),
            rect.middle(),
            head + NAME.line_height(),
            Anchor::Middle,
        );
        texts.extend(kind);
        let mut y = rect.y + self.head();
        for row in &self.rows {
            let top = y + ROW;
            let left = rect.x + PADDING;
            if !row.keys.is_empty() {
                let keys = vec![(row.keys.to_owned(), KEY, true)];
                texts.extend(block::place(keys, left, top + 1, Anchor::Start));
            }
            let name = styled(&row.name, row.font, false);
            texts.extend(block::place(name, left + self.keys + GAP, top, Anchor::Start));
            let data_type = styled(&row.data_type, COLUMN, true);
            texts.extend(block::place(data_type, rect.right() - PADDING, top, Anchor::End));
            y += row.height();
        }
        texts
    }
}

/// The width of some lines.
fn across(lines: &[String], font: Font) -> i32 {
    lines.iter().map(|line| width_beside(line, font, SPARE)).max().unwrap_or(0)
}

impl Row {
    fn of(foreign: &HashSet<(&str, &str)>, table: &TableBox, column: &Column) -> Self {
        let foreign = foreign.contains(&(table.id.as_str(), column.name.as_str()));
        let keys = match (column.primary, foreign, column.unique) {
            (true, true, _) => "PK FK",
            (true, false, _) => "PK",
            (false, true, true) => "FK UQ",
            (false, true, false) => "FK",
            (false, false, true) => "UQ",
            (false, false, false) => "",
        };
        let null = if column.nullable { " null" } else { "" };
        let font = if column.primary { KEY_COLUMN } else { COLUMN };
        Self {
            keys,
            name: wrap(&column.name, font, NAME_WIDTH, 3),
            font,
            data_type: wrap(&format!("{}{null}", column.data_type), COLUMN, TYPE_WIDTH, 3),
        }
    }

    fn height(&self) -> i32 {
        let lines = self.name.len().max(self.data_type.len()).max(1);
        i32::try_from(lines).unwrap_or(1) * COLUMN.line_height() + 2 * ROW
    }
}
