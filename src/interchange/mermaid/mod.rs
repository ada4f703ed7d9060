//! Reads diagrams in Mermaid: boxes and lines, messages, and tables.
//!
//! Each reader gives the lines that it did not understand. A document keeps its diagram beside what was read
//! from it; of a file, these lines are reported ([`file`](mod@file)).

mod boxes;
mod c4;
mod entities;
pub mod file;
mod sequence;

pub(crate) use boxes::boxes;
pub(crate) use c4::c4;
pub(crate) use entities::entities;
pub(crate) use sequence::{Sequence, sequence};

/// A box of a diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) what: ShapeKind,
    pub(crate) technology: String,
    pub(crate) description: String,
    /// The id of the box around it.
    pub(crate) within: Option<String>,
    pub(crate) line: usize,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ShapeKind {
    /// A box that says nothing of what it is.
    #[default]
    Plain,
    /// A person.
    Person,
    /// A system outside.
    External,
    /// A system, or the box around its parts.
    System,
    /// A database.
    Database,
    /// A queue.
    Queue,
    /// A box around others.
    Boundary,
}

/// A line between two boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) label: String,
    pub(crate) protocol: String,
    pub(crate) dotted: bool,
}

/// A diagram of boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Boxes {
    pub(crate) shapes: Vec<Shape>,
    pub(crate) lines: Vec<Line>,
    pub(crate) title: String,
    /// The lines of the script that were not understood, from 1.
    pub(crate) unread: Vec<usize>,
    /// Whether it shows steps and choices rather than parts.
    pub(crate) is_process: bool,
}

impl Boxes {
    pub(crate) fn shape(&self, id: &str) -> Option<&Shape> {
        self.shapes.iter().find(|shape| shape.id == id)
    }
}

/// The lines of a script that say something, with their numbers, from 1.
fn lines(script: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = script.lines().enumerate().map(|(at, line)| (at + 1, line.trim().trim_end_matches(';')));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with("%%"))
}

/// A label without quotes, line breaks and the escapes of Mermaid.
fn plain(label: &str) -> String {
    let label = label.trim().trim_matches('"').trim_matches('`');
    let mut text =
        label.replace("<br/>", " ").replace("<br>", " ").replace("<br />", " ").replace("\\n", " ");
    for tag in ["<b>", "</b>", "<i>", "</i>", "<small>", "</small>", "**"] {
        text = text.replace(tag, "");
    }
    text.replace("#quot;", "\"").replace("#35;", "#").split_whitespace().collect::<Vec<_>>().join(" ")
}
