//! People, parts of a system, what is between them, and where the parts run.

use crate::design::ComponentKind;
use crate::source::{Span, Spanned};

/// A person, a system outside, or a part of the system.
#[derive(Clone, Debug)]
pub struct Element {
    /// What the file calls it elsewhere, such as in relationships.
    pub key: String,
    /// The id that its author gave it, if that is more than a number.
    pub id: Option<String>,
    /// What people call it.
    pub name: Spanned<String>,
    /// What it is.
    pub role: Role,
    /// What kind of component it is, if the file says so.
    pub kind: Option<ComponentKind>,
    /// What it does.
    pub description: Option<Spanned<String>>,
    /// What it is built with, as it is written.
    pub technology: Option<Spanned<String>>,
    /// The key of the part around it.
    pub within: Option<String>,
    /// The group that it is drawn in, which is nothing by itself.
    pub group: Option<String>,
}

/// What an element is to the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Somebody who uses it.
    Person,
    /// Another system.
    Outside,
    /// A part of it.
    Part,
    /// A box of which the file does not say whether it is a part, a person or another system.
    Unsaid,
}

/// One element uses another.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// The key of the one that uses.
    pub from: String,
    /// The key of the one that is used.
    pub to: String,
    /// What for.
    pub label: Option<String>,
    /// How they talk.
    pub protocol: Option<String>,
    /// Whether nobody waits for an answer.
    pub is_async: bool,
    /// Where it is said.
    pub span: Span,
}

/// What happens in which order.
#[derive(Clone, Debug)]
pub struct Course {
    /// The id that its author gave it.
    pub id: Option<String>,
    /// Its title.
    pub title: Spanned<String>,
    /// Its messages, in order.
    pub messages: Vec<Message>,
}

/// A message between two elements.
#[derive(Clone, Debug)]
pub struct Message {
    /// The key of the one that sends it.
    pub from: String,
    /// The key of the one that takes it.
    pub to: String,
    /// What is sent.
    pub text: String,
    /// Whether it answers an earlier one.
    pub is_reply: bool,
}

/// Where parts run.
#[derive(Clone, Debug)]
pub struct Place {
    /// What the file calls it elsewhere.
    pub key: String,
    /// The id that its author gave it.
    pub id: Option<String>,
    /// What people call it.
    pub name: Spanned<String>,
    /// What it is, in the words of the file.
    pub kind: String,
    /// What it is built with.
    pub technology: Option<String>,
    /// What else is said of it.
    pub description: Option<String>,
    /// The environment that it belongs to.
    pub environment: Option<String>,
    /// How many there are.
    pub instances: Option<String>,
    /// The key of the place around it.
    pub within: Option<String>,
    /// The keys of the elements that run there.
    pub runs: Vec<String>,
}

impl Element {
    /// An element of which only the name is known.
    pub(crate) fn named(key: &str, name: Spanned<String>, role: Role) -> Self {
        Self {
            key: key.to_owned(),
            id: None,
            name,
            role,
            kind: None,
            description: None,
            technology: None,
            within: None,
            group: None,
        }
    }
}
