//! A finished picture as plain parts: boxes, boundaries, labels and lines at their places. The writer
//! makes SVG of it, the audit looks for faults in it; neither knows which diagram it is.

use super::geometry::{Point, Rect};
use super::mark::Mark;
use super::metrics::Font;

/// A drawing before it is written.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// The title of the picture, for readers who cannot see it.
    pub title: String,
    /// The content of the picture in words, one sentence for each fact.
    pub sentences: Vec<String>,
    /// Width in units. A unit is a pixel if the picture is shown at its natural size.
    pub width: i32,
    /// Height in units.
    pub height: i32,
    /// Boundaries, the outer ones first.
    pub boundaries: Vec<Boundary>,
    /// Frames around a part of a sequence diagram, the inner ones first.
    pub outlines: Vec<Outline>,
    /// Thin lines in the background: the lifelines of a sequence diagram.
    pub rails: Vec<Rail>,
    /// Lines with their ends.
    pub lines: Vec<Connector>,
    /// Boxes.
    pub boxes: Vec<Card>,
    /// Labels of lines, and notes.
    pub labels: Vec<Label>,
    /// What shapes and lines mean, below everything else.
    pub legend: Vec<LegendEntry>,
}

impl Picture {
    /// Takes the addresses away that its boxes and boundaries lead to.
    pub fn unlink(&mut self) {
        self.boxes.iter_mut().for_each(|one| one.href = None);
        self.boundaries.iter_mut().for_each(|one| one.href = None);
    }
}

/// A sample and what it means.
#[derive(Debug, Clone)]
pub struct LegendEntry {
    /// The room of the sample.
    pub at: Rect,
    /// The sample.
    pub sample: Sample,
    /// What it means.
    pub text: Caption,
}

/// What a legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// The outline of a box.
    Shape(Shape),
    /// The outline of a boundary.
    Boundary,
    /// A line and its two tips.
    Line {
        /// Whether it is dashed.
        dashed: bool,
        /// The tips at its left and at its right end.
        tips: [Tip; 2],
    },
    /// A short word.
    Word(&'static str),
}

/// A dashed rectangle around boxes.
#[derive(Debug, Clone, Default)]
pub struct Boundary {
    /// The rectangle.
    pub rect: Rect,
    /// The rectangle of the title.
    pub title: Rect,
    /// The title.
    pub texts: Vec<Caption>,
    /// The link of the title.
    pub href: Option<String>,
    /// The boxes inside the boundary, by their index in [`Picture::boxes`].
    pub members: Vec<usize>,
    /// How it differs from an older design.
    pub mark: Mark,
}

/// A frame around a part of a sequence diagram, as UML has it.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The rectangle.
    pub rect: Rect,
    /// The room of the word in its corner.
    pub tab: Rect,
    /// The lines between its branches, by their y.
    pub rules: Vec<i32>,
}

/// An upright dashed line.
#[derive(Debug, Clone, Copy)]
pub struct Rail {
    /// The line's x.
    pub x: i32,
    /// The y of the upper end.
    pub from: i32,
    /// The y of the lower end.
    pub to: i32,
}

/// A box with its text.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// The rectangle of the box.
    pub rect: Rect,
    /// The outline of the box.
    pub shape: Shape,
    /// The lines of text.
    pub texts: Vec<Caption>,
    /// What they say, unbroken and uncut; the name first.
    pub words: Vec<String>,
    /// Horizontal lines inside the box, by their y.
    pub rules: Vec<i32>,
    /// Brackets beside lines of text that belong together.
    pub brackets: Vec<Bracket>,
    /// The height of a shaded head; 0 for none.
    pub head: i32,
    /// The link of the box.
    pub href: Option<String>,
    /// How it differs from an older design.
    pub mark: Mark,
}

/// A bracket within a box, at its side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bracket {
    /// The x of its upright piece.
    pub x: i32,
    /// How far it reaches to the text: to the right, or to the left if it is negative.
    pub reach: i32,
    /// The y of each line of text, from the top to the bottom.
    pub at: Vec<i32>,
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
    /// The x of the anchor.
    pub x: i32,
    /// The y of the baseline.
    pub baseline: i32,
    /// Which point of the line is at x.
    pub anchor: Anchor,
    /// The font.
    pub font: Font,
    /// Whether the text is less important than the text around it.
    pub muted: bool,
    /// The text itself.
    pub content: String,
}

/// The point of a line of text that is at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// The beginning of the line.
    Start,
    /// The middle of the line.
    #[default]
    Middle,
    /// The end of the line.
    End,
}

/// The text of a connector, or of a note.
#[derive(Debug, Clone, Default)]
pub struct Label {
    /// The rectangle of the label.
    pub rect: Rect,
    /// The lines of text.
    pub texts: Vec<Caption>,
    /// What they say, unbroken and uncut.
    pub words: Vec<String>,
    /// The connector that the label belongs to, by its index in [`Picture::lines`].
    pub line: Option<usize>,
    /// Whether the label is beside its line and not on it.
    pub beside: bool,
}

/// One or more relationships drawn as one.
#[derive(Debug, Clone, Default)]
pub struct Connector {
    /// The pieces of the line: horizontal and vertical, between boxes, labels and joints.
    pub strokes: Vec<Vec<Point>>,
    /// The ends of the line.
    pub ends: Vec<End>,
    /// Whether the line is dashed.
    pub dashed: bool,
    /// How many relationships the line represents.
    pub relations: usize,
    /// How it differs from an older design.
    pub mark: Mark,
}

/// An end of a line at a box.
#[derive(Debug, Clone, Copy)]
pub struct End {
    /// The point where the line touches the box.
    pub at: Point,
    /// The direction from the line into the box.
    pub into: Direction,
    /// The box, by its index in [`Picture::boxes`]; `None` if the line ends at a rail or at a boundary.
    pub of: Option<usize>,
    /// The tip of the line.
    pub tip: Tip,
}

/// The four directions.
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
    /// A filled triangle, for a call.
    Arrow,
    /// An open triangle, for an answer.
    Open,
    /// A cross, for what does not arrive.
    Cross,
    /// Exactly one.
    One,
    /// None or one.
    ZeroOrOne,
    /// Any number.
    ZeroOrMany,
    /// At least one.
    OneOrMany,
}

impl Anchor {
    /// The name that SVG has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

impl Caption {
    /// A rectangle that contains the line in any of the fonts it is measured for.
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
    /// One unit in this direction, as steps to the right and downwards.
    pub const fn step(self) -> (i32, i32) {
        match self {
            Self::Up => (0, -1),
            Self::Down => (0, 1),
            Self::Left => (-1, 0),
            Self::Right => (1, 0),
        }
    }
}
