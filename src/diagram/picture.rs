//! A finished picture as plain parts: boxes, boundaries, labels and lines at their places. The writer
//! makes SVG of it, the audit looks for faults in it; neither knows which diagram it is.

use super::geometry::{Point, Rect};
use super::metrics::Font;

/// A drawing before it is written.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// What the picture shows, for readers who do not see it.
    pub title: String,
    /// Everything that the picture says, a sentence each.
    pub sentences: Vec<String>,
    /// Width in units; a unit is a pixel where the picture is shown in its own size.
    pub width: i32,
    /// Height in units.
    pub height: i32,
    /// Boundaries, the outer ones first.
    pub boundaries: Vec<Boundary>,
    /// Thin lines behind everything: the lifelines of a sequence diagram.
    pub rails: Vec<Rail>,
    /// Lines with their ends.
    pub lines: Vec<Connector>,
    /// Boxes.
    pub boxes: Vec<Card>,
    /// Labels of lines, and notes.
    pub labels: Vec<Label>,
}

/// A dashed rectangle around boxes.
#[derive(Debug, Clone, Default)]
pub struct Boundary {
    /// Its sides.
    pub rect: Rect,
    /// The room of its title.
    pub title: Rect,
    /// The title.
    pub texts: Vec<Caption>,
    /// Where the title leads.
    pub href: Option<String>,
    /// The boxes that stand in it, by their places in [`Picture::boxes`].
    pub members: Vec<usize>,
}

/// An upright dashed line.
#[derive(Debug, Clone, Copy)]
pub struct Rail {
    /// Its x.
    pub x: i32,
    /// Its upper end.
    pub from: i32,
    /// Its lower end.
    pub to: i32,
}

/// A box with its text.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// Its sides.
    pub rect: Rect,
    /// How it is drawn.
    pub shape: Shape,
    /// Its lines of text.
    pub texts: Vec<Caption>,
    /// Level lines within it, by their y.
    pub rules: Vec<i32>,
    /// The height of a shaded head; 0 for none.
    pub head: i32,
    /// Where it leads.
    pub href: Option<String>,
}

/// The outlines of boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A box with round corners and a figure.
    Person,
    /// A plain box.
    #[default]
    Service,
    /// A window.
    Browser,
    /// A device with a screen.
    Mobile,
    /// A cylinder.
    Database,
    /// A cylinder with a second ring.
    Cache,
    /// A pipe.
    Queue,
    /// A drawer.
    Storage,
    /// A dashed box: not ours.
    External,
    /// A table of an entity-relationship diagram.
    Table,
    /// A sheet with a folded corner.
    Note,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// The x of its anchor.
    pub x: i32,
    /// The y of its baseline.
    pub baseline: i32,
    /// Which point of the line stands at x.
    pub anchor: Anchor,
    /// Its font.
    pub font: Font,
    /// Whether it says less than the text around it.
    pub muted: bool,
    /// What it says.
    pub content: String,
}

/// The point of a line of text that stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    #[default]
    Middle,
    /// Its end.
    End,
}

/// The text at a line.
#[derive(Debug, Clone, Default)]
pub struct Label {
    /// Its room.
    pub rect: Rect,
    /// Its lines of text.
    pub texts: Vec<Caption>,
    /// The line that it belongs to, by its place in [`Picture::lines`].
    pub line: Option<usize>,
    /// Whether it stands beside its line and not on it.
    pub beside: bool,
}

/// One or more relationships drawn as one.
#[derive(Debug, Clone, Default)]
pub struct Connector {
    /// Its pieces: level and upright, between boxes, labels and joints.
    pub strokes: Vec<Vec<Point>>,
    /// What stands at its ends.
    pub ends: Vec<End>,
    /// Whether it is dashed.
    pub dashed: bool,
    /// How many relationships it stands for.
    pub relations: usize,
}

/// An end of a line at a box.
#[derive(Debug, Clone, Copy)]
pub struct End {
    /// Where it touches.
    pub at: Point,
    /// The way from the line into the box.
    pub into: Direction,
    /// The box, by its place in [`Picture::boxes`]; nothing where it ends at a rail.
    pub of: Option<usize>,
    /// What is drawn there.
    pub tip: Tip,
}

/// The four ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the top.
    Up,
    /// To the bottom.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// What an end of a line looks like. The last four are crow's foot notation (Everest, 1976).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tip {
    /// Nothing.
    Plain,
    /// A filled triangle: a call.
    Arrow,
    /// An open one: an answer.
    Open,
    /// Exactly one.
    One,
    /// None or one.
    ZeroOrOne,
    /// Any number.
    ZeroOrMany,
    /// At least one.
    OneOrMany,
}

impl Caption {
    /// A rectangle that holds the line in any of the fonts it is measured for.
    pub fn rect(&self) -> Rect {
        let width = super::metrics::width(&self.content, self.font);
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2,
            Anchor::End => self.x - width,
        };
        let descent = (self.font.size + 3) / 4;
        Rect { x, y: self.baseline - self.font.size + 1, width, height: self.font.size + descent - 1 }
    }
}

impl Direction {
    /// The steps to the right and downwards of one unit this way.
    pub const fn step(self) -> (i32, i32) {
        match self {
            Self::Up => (0, -1),
            Self::Down => (0, 1),
            Self::Left => (-1, 0),
            Self::Right => (1, 0),
        }
    }
}
