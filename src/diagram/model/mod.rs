//! From a design to the input of its pictures, one function for each picture.
//!
//! Pictures contain plain words only, so Markdown loses its markup here. A reference without a target is left
//! out; the checks report it. To add a picture: a method of [`Source`] in a new file, and its name among the
//! views (`view`).

mod architecture;
mod changes;
mod coverage;
mod deployment;
mod flow;
pub mod landscape;
mod selected;
mod tables;

pub(super) use tables::tables_of;

use landscape::{Extent, Landscape};

use crate::compare::Changes;
use crate::design::{Component, ComponentKind, Design, Element, Text};
use crate::markdown::{Html, shown_words};
use crate::template::{Words, fill};

use super::architecture::Architecture;
use super::picture::Shape;
use super::selection::Selection;

/// The sources of pictures: a design, the words of its document, and the links of boxes.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The design.
    pub design: &'a Design,
    /// The words of the document as a whole: they name pictures and the kinds of elements.
    pub words: &'a Words,
    /// How raw HTML in the author's texts is treated.
    pub html: Html,
    /// The address of the entity that a box represents.
    pub href: &'a dyn Fn(Subject, &str) -> Option<String>,
    /// What the view `changes` compares the design with.
    pub against: Option<Against<'a>>,
    /// The design among those that it works with, for the view `neighbours`.
    pub neighbours: Option<&'a Landscape>,
    /// The part of the view that is shown.
    pub selection: &'a Selection,
}

/// The older design of a change.
#[derive(Clone, Copy)]
pub struct Against<'a> {
    /// The design.
    pub design: &'a Design,
    /// What the comparison of both found.
    pub changes: &'a Changes,
}

/// The kinds of entities that a box represents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A person.
    Person,
    /// A component.
    Component,
    /// An external system.
    Integration,
    /// A table.
    Table,
    /// A requirement.
    Requirement,
    /// A decision.
    Decision,
    /// A test.
    Test,
    /// A flow.
    Flow,
    /// A node.
    Node,
}

/// A person, a component or an external system.
struct Known<'a> {
    id: &'a str,
    name: String,
    subject: Subject,
    shape: Shape,
}

impl<'a> Source<'a> {
    /// A label that names something, such as "Architecture of {title}".
    fn titled(&self, label: &'static str, title: &str) -> String {
        fill(self.words.label(label), &[("title", title)])
    }

    /// The words of a text, as the document shows them.
    fn words_of(&self, text: &Text) -> String {
        shown_words(&text.value, self.html).into_owned()
    }

    /// The design and those that it works with; `None` where these are not known.
    pub fn neighbours(&self) -> Option<Architecture> {
        let title = Extent::Neighbours(&self.design.meta.title).title(self.words);
        Some(self.neighbours?.architecture(title, self.words))
    }

    fn described(&self, text: Option<&Text>) -> String {
        let given = text.filter(|text| text.is_given() && !text.not_applicable);
        given.map(|text| self.words_of(text)).unwrap_or_default()
    }

    fn href(&self, subject: Subject, id: &str) -> Option<String> {
        (self.href)(subject, id)
    }

    fn element(&self, id: &str) -> Option<Known<'a>> {
        let element = self.design.element(id)?;
        let (subject, shape) = match element {
            Element::Person(_) => (Subject::Person, Shape::Person),
            Element::Component(component) => (Subject::Component, shape(component)),
            Element::Integration(_) => (Subject::Integration, Shape::External),
        };
        Some(Known { id: element.id(), name: element.title().to_owned(), subject, shape })
    }
}

fn shape(component: &Component) -> Shape {
    match component.kind.value {
        ComponentKind::Web | ComponentKind::Desktop => Shape::Browser,
        ComponentKind::Mobile => Shape::Mobile,
        ComponentKind::Database => Shape::Database,
        ComponentKind::Cache => Shape::Cache,
        ComponentKind::Queue => Shape::Queue,
        ComponentKind::Storage => Shape::Storage,
        _ => Shape::Service,
    }
}
