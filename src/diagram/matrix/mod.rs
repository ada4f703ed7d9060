//! The coverage of many requirements: a row for each, and a column for each kind of what answers it. A graph of as
//! many would be a tangle of lines.

mod row;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::architecture::Architecture;
use super::block;
use super::geometry::Rect;
use super::limits;
use super::metrics::Font;
use super::picture::{Anchor, Caption, Card, Picture, Shape};

/// The content of a matrix.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// The title of the picture for readers who cannot see it.
    pub title: String,
    /// The heads of the columns, that of the requirements first.
    pub heads: Vec<String>,
    /// A row for each requirement, in the order of declaration.
    pub rows: Vec<Row>,
    /// The word for something that a requirement needs and does not have.
    pub gap: String,
    /// The same as a graph, for Mermaid, which has no tables.
    pub graph: Architecture,
}

/// A requirement and what answers it.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The requirement's id.
    pub id: String,
    /// The id of its element in the graph.
    pub element: String,
    /// Its text in plain words.
    pub text: String,
    /// The link of the row.
    pub href: Option<String>,
    /// What answers it, by column.
    pub cells: Vec<Answers>,
}

/// What answers a requirement in one way.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The names.
    pub names: Vec<String>,
    /// Whether there should be one.
    pub lacks: bool,
}

const HEAD: Font = Font::bold(13);
const MARGIN: i32 = 12;
/// Between the rows.
const BETWEEN: i32 = 3;
/// Beside the text of a cell, and above and below it.
const PADDING: (i32, i32) = (10, 6);
/// The widths of the first column and of the others.
const FIRST: i32 = 260;
const OTHERS: i32 = 150;

impl Matrix {
    /// Whether it should be shown in parts.
    pub fn is_large(&self) -> bool {
        self.rows.len() > limits::MOST_BOXES
    }
}

/// Draws a matrix.
pub fn picture(matrix: &Matrix) -> Picture {
    let mut picture =
        Picture { title: matrix.title.clone(), sentences: sentences(matrix), ..Picture::default() };
    let columns = i32::try_from(matrix.heads.len().saturating_sub(1)).unwrap_or(0);
    let width = FIRST + columns * OTHERS;
    let height = HEAD.line_height() + 2 * PADDING.1;
    let rect = |y: i32, height: i32| Rect { x: MARGIN, y, width, height };
    let heads = matrix.heads.iter().zip(lefts()).flat_map(|(head, x)| {
        let styled = vec![(head.clone(), HEAD, false)];
        block::place(styled, x, MARGIN + PADDING.1, Anchor::Start)
    });
    picture.boxes.push(Card {
        rect: rect(MARGIN, height),
        shape: Shape::Table,
        texts: heads.collect(),
        head: height,
        ..Card::default()
    });
    let mut y = MARGIN + height + BETWEEN;
    for row in &matrix.rows {
        let cells = row::cells(row, &matrix.gap, (FIRST, OTHERS, PADDING.0));
        let tallest = cells.iter().filter_map(|cell| block::size(cell)).map(|(_, height)| height).max();
        let height = tallest.unwrap_or(HEAD.line_height()) + 2 * PADDING.1;
        let texts: Vec<Caption> = cells
            .into_iter()
            .zip(lefts())
            .flat_map(|(cell, x)| block::place(cell, x, y + PADDING.1, Anchor::Start))
            .collect();
        picture.boxes.push(Card {
            rect: rect(y, height),
            shape: Shape::Table,
            texts,
            words: vec![row.id.clone(), row.text.clone()],
            href: row.href.clone(),
            ..Card::default()
        });
        y += height + BETWEEN;
    }
    picture.width = width + 2 * MARGIN;
    picture.height = y - BETWEEN + MARGIN;
    picture
}

/// The x at which the text of each column begins.
fn lefts() -> impl Iterator<Item = i32> {
    let first = MARGIN + PADDING.0;
    std::iter::once(first).chain((0..).map(move |column| first + FIRST + column * OTHERS))
}

/// What answers each requirement, and what is missing.
fn sentences(matrix: &Matrix) -> Vec<String> {
    let sentence = |row: &Row| {
        let heads = matrix.heads.iter().skip(1);
        let said: Vec<String> = heads
            .zip(&row.cells)
            .filter(|(_, cell)| cell.lacks || !cell.names.is_empty())
            .map(|(head, cell)| {
                let gap = cell.lacks.then_some(matrix.gap.as_str());
                let names = cell.names.iter().map(String::as_str).chain(gap).collect::<Vec<_>>();
                format!("{head}: {}", names.join(", "))
            })
            .collect();
        format!("{}: {}.", row.id, said.join("; "))
    };
    matrix.rows.iter().map(sentence).collect()
}

/// Matrices of so many rows as a picture may have, also as a graph, and the names of what they leave out.
pub fn pieces(matrix: &Matrix) -> (Vec<Matrix>, Vec<String>) {
    let answers = answers(matrix);
    let (mut boxes, mut lines): (HashSet<&str>, usize) = (HashSet::new(), 0);
    let fits = |start: usize, end: usize| {
        if end == start + 1 {
            boxes = answers[start].iter().copied().collect();
            lines = answers[start].len();
        }
        boxes.extend(&answers[end]);
        lines += answers[end].len();
        !limits::are_too_many(end + 1 - start + boxes.len(), lines)
    };
    let mut runs = limits::runs(matrix.rows.len(), fits);
    let cut = runs.split_off(runs.len().min(limits::MOST_PIECES));
    let count = runs.len();
    let part = |(run, number): (Range<usize>, usize)| Matrix {
        title: format!("{} ({number}/{count})", matrix.title),
        heads: matrix.heads.clone(),
        rows: matrix.rows[run.clone()].to_vec(),
        gap: matrix.gap.clone(),
        graph: graph_of(&matrix.graph, &matrix.rows[run]),
    };
    let left_out = cut.into_iter().flatten().map(|row| matrix.rows[row].id.clone()).collect();
    (runs.into_iter().zip(1..).map(part).collect(), left_out)
}

/// The ids of what answers each requirement in the graph.
fn answers(matrix: &Matrix) -> Vec<Vec<&str>> {
    let mut of: HashMap<&str, Vec<&str>> = HashMap::new();
    for relation in &matrix.graph.relations {
        of.entry(relation.from.as_str()).or_default().push(relation.to.as_str());
    }
    matrix.rows.iter().map(|row| of.remove(row.element.as_str()).unwrap_or_default()).collect()
}

/// The part of a graph that is about some requirements.
fn graph_of(graph: &Architecture, rows: &[Row]) -> Architecture {
    let own: HashSet<&str> = rows.iter().map(|row| row.element.as_str()).collect();
    let mut part = graph.clone();
    part.relations.retain(|relation| own.contains(relation.from.as_str()));
    let cited: HashSet<&str> = part.relations.iter().map(|relation| relation.to.as_str()).collect();
    part.elements.retain(|element| own.contains(element.id.as_str()) || cited.contains(element.id.as_str()));
    part
}
