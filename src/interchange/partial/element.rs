//! People, systems and their parts, as descriptions and pictures of an architecture name them.

use crate::source::{Span, Spanned};

/// A box.
#[derive(Clone, Debug)]
pub struct Element {
    /// What names it in the file.
    pub key: String,
    /// The id that a design would give it.
    pub id: String,
    /// Its name.
    pub name: Spanned<String>,
    /// What it is.
    pub kind: ElementKind,
    /// The file's own word for what it is.
    pub word: String,
    /// Technologies, as they are written.
    pub technology: String,
    /// What it does.
    pub description: String,
    /// The key of the box around it.
    pub within: Option<String>,
    /// Words that the file marks it with.
    pub tags: Vec<String>,
}

/// What a box is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ElementKind {
    /// A part of the system.
    #[default]
    Part,
    /// A part that stores data.
    Database,
    /// A part that holds messages.
    Queue,
    /// A person or a role.
    Person,
    /// The system itself, or one of several.
    System,
    /// A system of somebody else.
    External,
    /// A frame around others that is nothing by itself.
    Group,
}

/// A line between two boxes.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The key of the box where it begins.
    pub from: String,
    /// The key of the box where it ends.
    pub to: String,
    /// What the first one does with the second one.
    pub label: String,
    /// How.
    pub technology: String,
    /// Whether the first one does not wait.
    pub is_async: bool,
    /// Where it is said.
    pub span: Span,
}

/// What happens in which order.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its title, or what names it in the file.
    pub title: Spanned<String>,
    /// What is said of it.
    pub description: String,
    /// The steps, in order.
    pub steps: Vec<Message>,
}

/// A step.
#[derive(Clone, Debug)]
pub struct Message {
    /// The key of the element that acts.
    pub from: String,
    /// The key of the element that is acted on.
    pub to: String,
    /// What happens.
    pub text: String,
    /// Whether it answers an earlier step.
    pub is_reply: bool,
    /// Where it is said.
    pub span: Span,
}
