//! The entity-relationship picture of tables, in crow's foot notation (Everest, "Basic Data Structure
//! Models Explained with a Common Example", 1976).

mod grid;
mod pieces;

use std::collections::{HashMap, HashSet};

use super::block::{self, Styled};
use super::hints::Course;
use super::layout::{self, Edge, Graph, Layout, Node, Style};
use super::limits;
use super::loops::{self, Loop};
use super::mark::Mark;
use super::metrics::Font;
use super::picture::{Anchor, Card, Connector, Direction, End, Label, Picture, Shape, Tip};
use super::wrapping::wrap;
use grid::{Grid, Keys};
pub use pieces::pieces;

/// The content of an entity-relationship picture.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The title of the picture for readers who cannot see it, such as "Tables of Web shop".
    pub title: String,
    /// The tables, in the order in which they are declared.
    pub tables: Vec<TableBox>,
    /// Foreign keys. One whose table or target is not among the tables is left out.
    pub references: Vec<Reference>,
}

/// A table of the database and its box.
#[derive(Debug, Clone, Default)]
pub struct TableBox {
    /// The id by which references name the table.
    pub id: String,
    /// The table's name.
    pub name: String,
    /// What it is, if it is not a table: "view".
    pub kind: Option<String>,
    /// The table's columns.
    pub columns: Vec<Column>,
    /// The columns of each unique index: no two rows have the same values in all of them.
    pub unique: Vec<Vec<String>>,
    /// The link of the table's box.
    pub href: Option<String>,
    /// The component that owns the table. Tables of one component are kept together if the picture is cut
    /// into pieces.
    pub group: String,
}

/// A column of a table.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The column's name.
    pub name: String,
    /// The column's type, such as "numeric(10,2)".
    pub data_type: String,
    /// Whether the column is the primary key or part of it.
    pub primary: bool,
    /// Whether the column may be null.
    pub nullable: bool,
    /// Whether no two rows have the same value.
    pub unique: bool,
}

/// A foreign key.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// The key's name. Without one, the columns are shown.
    pub name: Option<String>,
    /// The id of the table with the key.
    pub from: String,
    /// The key's columns.
    pub columns: Vec<String>,
    /// The id of the table that the key refers to.
    pub to: String,
    /// The columns there, in the order of the key's; none if they are not known.
    pub targets: Vec<String>,
}

impl Tables {
    /// The index of each table by its id.
    pub(super) fn places(&self) -> HashMap<&str, usize> {
        let mut places = HashMap::with_capacity(self.tables.len());
        for (place, table) in self.tables.iter().enumerate() {
            places.entry(table.id.as_str()).or_insert(place);
        }
        places
    }

    /// Whether it should be shown in parts.
    pub fn is_large(&self) -> bool {
        let places = self.places();
        let is_there = |id: &str| places.contains_key(id);
        let drawn = self.references.iter().filter(|key| is_there(&key.from) && is_there(&key.to));
        limits::are_too_many(self.tables.len(), drawn.count())
    }

    /// Whether its text would be too small in a page's column, as far as that can be said before it is laid out.
    pub fn is_wide(&self) -> bool {
        if self.tables.len() <= NEVER_WIDE || self.is_large() {
            return false;
        }
        let foreign = self.foreign();
        let grids: Vec<Grid> = self.tables.iter().map(|table| Grid::of(&foreign, table)).collect();
        let drawn = drawn(self);
        layout::is_wider(&graph(&grids, &drawn, &loops(self, &drawn)), limits::MOST_WIDTH)
    }

    /// The columns of foreign keys, each with the id of its table.
    pub(super) fn foreign(&self) -> HashSet<(&str, &str)> {
        let keys = self.references.iter();
        keys.flat_map(|key| key.columns.iter().map(|column| (key.from.as_str(), column.as_str()))).collect()
    }
}

impl Reference {
    /// The key's name, or its columns if it has none.
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.columns.join(", "))
    }

    /// Whether a row of `table`, which has the key, may refer to nothing.
    pub(super) fn may_be_empty(&self, table: &TableBox) -> bool {
        self.of_key(table).any(|column| column.nullable)
    }

    /// Whether at most one row of `table`, which has the key, refers to each row of the other: the columns of
    /// its primary key, or of something else that is unique, are all in the key.
    pub(super) fn is_unique(&self, table: &TableBox) -> bool {
        let mut primary = table.columns.iter().filter(|column| column.primary).peekable();
        let whole_key = primary.peek().is_some() && primary.all(|column| self.has(&column.name));
        let is_whole =
            |columns: &Vec<String>| !columns.is_empty() && columns.iter().all(|column| self.has(column));
        whole_key || self.of_key(table).any(|column| column.unique) || table.unique.iter().any(is_whole)
    }

    /// Whether a column is in the key. Databases ignore the case of names.
    fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|own| own.eq_ignore_ascii_case(column))
    }

    /// Whether the key is part of the primary key of `table`, which has the key.
    pub(super) fn is_identifying(&self, table: &TableBox) -> bool {
        self.of_key(table).next().is_some() && self.of_key(table).all(|column| column.primary)
    }

    fn of_key<'t>(&'t self, table: &'t TableBox) -> impl Iterator<Item = &'t Column> {
        table.columns.iter().filter(|column| self.has(&column.name))
    }
}

/// So few tables are hardly ever wider than a page.
const NEVER_WIDE: usize = 12;

const LABEL: Font = Font::regular(11);
const LABEL_WIDTH: i32 = 130;
const STYLE: Style = Style { row_width: 850, box_gap: 36, below_box: 22, above_box: 26, stretch: false };

/// Draws tables.
pub fn picture(tables: &Tables) -> Picture {
    picture_among(tables, 1)
}

/// Draws tables in one of `share` pictures that replace a large one.
pub(super) fn picture_among(tables: &Tables, share: usize) -> Picture {
    let foreign = tables.foreign();
    let grids: Vec<Grid> = tables.tables.iter().map(|table| Grid::of(&foreign, table)).collect();
    let drawn = drawn(tables);
    let loops = loops(tables, &drawn);
    let graph = graph(&grids, &drawn, &loops);
    let layout = layout::lay_out(&graph, share);
    let mut picture = Picture {
        title: tables.title.clone(),
        sentences: sentences(tables, &drawn),
        width: layout.width,
        height: layout.height,
        ..Picture::default()
    };
    let mut keys: Vec<Keys<'_>> = tables.tables.iter().map(|_| Keys::default()).collect();
    for (reference, upper, lower) in &drawn {
        keys[*lower].own.push(&reference.columns);
        keys[*upper].meant.push(&reference.targets);
    }
    let of_tables = tables.tables.iter().zip(&keys);
    for ((rect, grid), (table, keys)) in layout.nodes.iter().zip(&grids).zip(of_tables) {
        picture.boxes.push(Card {
            rect: *rect,
            shape: Shape::Table,
            texts: grid.texts(rect),
            words: words(table),
            rules: grid.rules(rect),
            brackets: grid.brackets(rect, table, keys),
            head: grid.head(),
            href: table.href.clone(),
            ..Card::default()
        });
    }
    add_lines(tables, &drawn, &layout, &mut picture);
    for (node, loops) in loops.into_iter().enumerate() {
        loops::add(loops, node, Course::Down, &mut picture);
    }
    picture
}

/// The keys whose tables are both drawn. The table that is referred to is above the one that refers to it.
fn drawn(tables: &Tables) -> Vec<(&Reference, usize, usize)> {
    let places = tables.places();
    let place = |id: &str| places.get(id).copied();
    let ends = |reference: &Reference| Some((place(&reference.to)?, place(&reference.from)?));
    tables
        .references
        .iter()
        .filter_map(|reference| ends(reference).map(|(to, from)| (reference, to, from)))
        .collect()
}

/// What the text of a table says.
fn words(table: &TableBox) -> Vec<String> {
    let columns = table.columns.iter().flat_map(|column| [column.name.clone(), column.data_type.clone()]);
    [table.name.clone()].into_iter().chain(table.kind.clone()).chain(columns).collect()
}

fn graph(grids: &[Grid], drawn: &[(&Reference, usize, usize)], loops: &[Vec<Loop>]) -> Graph {
    let mut graph = Graph { style: STYLE, ..Graph::default() };
    for (grid, loops) in grids.iter().zip(loops) {
        let (width, height) = grid.size();
        let (margin, least) = loops::room(loops, Course::Down);
        graph.nodes.push(Node { width, height: height.max(least), margin, ..Node::default() });
    }
    for &(reference, upper, lower) in drawn {
        let label = block::size(&label(reference));
        graph.edges.push(Edge { from: upper, to: lower, label, kind: None });
    }
    graph
}

fn label(reference: &Reference) -> Vec<Styled> {
    wrap(&reference.label(), LABEL, LABEL_WIDTH, 3).into_iter().map(|line| (line, LABEL, true)).collect()
}

/// The tips at the table that is referred to, and at the one that refers to it.
fn tips(tables: &Tables, reference: &Reference, lower: usize) -> (Tip, Tip) {
    let Some(table) = tables.tables.get(lower) else { return (Tip::Plain, Tip::Plain) };
    let one = if reference.may_be_empty(table) { Tip::ZeroOrOne } else { Tip::One };
    let many = if reference.is_unique(table) { Tip::ZeroOrOne } else { Tip::ZeroOrMany };
    (one, many)
}

fn sentences(tables: &Tables, drawn: &[(&Reference, usize, usize)]) -> Vec<String> {
    let name = |table: usize| tables.tables.get(table).map_or("", |table| &table.name);
    drawn
        .iter()
        .map(|&(reference, upper, lower)| {
            let columns = reference.columns.join(", ");
            format!("{} ({columns}) → {}.", name(lower), name(upper))
        })
        .collect()
}

/// The keys of each table that refer to the table itself.
fn loops(tables: &Tables, drawn: &[(&Reference, usize, usize)]) -> Vec<Vec<Loop>> {
    let mut loops: Vec<Vec<Loop>> = tables.tables.iter().map(|_| Vec::new()).collect();
    for &(reference, upper, lower) in drawn.iter().filter(|(_, upper, lower)| upper == lower) {
        let tips = tips(tables, reference, lower);
        let words = vec![reference.label()];
        loops[upper].push(Loop { label: label(reference), words, tips, dashed: false, mark: Mark::Same });
    }
    loops
}

fn add_lines(tables: &Tables, drawn: &[(&Reference, usize, usize)], layout: &Layout, picture: &mut Picture) {
    for net in &layout.nets {
        let first = net.edges.first();
        let Some(&(reference, upper, lower)) = first.and_then(|&edge| drawn.get(edge)) else {
            continue;
        };
        let (one, many) = tips(tables, reference, lower);
        let mut line = Connector { relations: net.edges.len(), ..Connector::default() };
        for stroke in &net.strokes {
            let (first, last) = (stroke.points.first(), stroke.points.last());
            let ends = [(stroke.upper, first, Direction::Up), (stroke.lower, last, Direction::Down)];
            for (node, at, into) in ends {
                if let (Some(node), Some(&at)) = (node, at) {
                    let tip = if node == upper { one } else { many };
                    line.ends.push(End { at, into, of: Some(node), tip });
                }
            }
            line.strokes.push(stroke.points.clone());
        }
        if let Some(rect) = net.label {
            picture.labels.push(Label {
                rect,
                texts: block::place(label(reference), rect.middle(), rect.y, Anchor::Middle),
                words: vec![reference.label()],
                line: Some(picture.lines.len()),
                beside: false,
            });
        }
        picture.lines.push(line);
    }
}
