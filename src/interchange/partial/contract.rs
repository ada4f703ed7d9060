//! Contracts of an API description.

use super::shape::ShapeId;
use crate::source::{Span, Spanned};

/// An endpoint, a channel or a procedure.
#[derive(Clone, Debug)]
pub struct Contract {
    /// `METHOD /path`, the name of a channel, or `package.Service/Procedure`.
    pub endpoint: Spanned<String>,
    /// Its id in the file, such as an `operationId`.
    pub id: Option<Spanned<String>>,
    /// What it does, in a few words.
    pub summary: Option<Spanned<String>>,
    /// What else is said of it.
    pub description: Option<Spanned<String>>,
    /// The groups it belongs to.
    pub tags: Vec<String>,
    /// How callers authenticate.
    pub auth: Auth,
    /// What callers may choose, in the address and in headers.
    pub parameters: Vec<Parameter>,
    /// What is sent; of a channel the message.
    pub request: Option<Payload>,
    /// Whether the system sends the message of a channel rather than takes it; of an API always true.
    pub is_offered: bool,
    /// The answers, in the order of the file.
    pub answers: Vec<Answer>,
}

/// Something that callers may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Spanned<String>,
    /// What it means.
    pub meaning: Option<String>,
}

/// How callers authenticate.
#[derive(Clone, Debug, Default)]
pub enum Auth {
    /// The file does not say.
    #[default]
    Unsaid,
    /// The file says that nobody has to.
    None(Span),
    /// One of these.
    Schemes(Vec<Scheme>),
}

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The name that the file gives it.
    pub name: Spanned<String>,
    /// What it is, in words such as `API key in the header X-Key`; empty where the file does not say.
    pub words: String,
    /// Whether a caller may do without it.
    pub is_optional: bool,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// `200`, `default` or `2XX`.
    pub status: Spanned<String>,
    /// What it means.
    pub meaning: Option<Spanned<String>>,
    /// What is sent back.
    pub body: Option<Payload>,
}

impl Answer {
    /// Its number; none for `default` and groups such as `2XX`.
    pub fn number(&self) -> Option<u16> {
        self.status.value.parse().ok().filter(|number| (100..600).contains(number))
    }
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Where it is described.
    pub span: Span,
    /// What it has to look like, if it is JSON and the file says so.
    pub shape: Option<ShapeId>,
    /// Samples that the file gives, as JSON.
    pub samples: Vec<Spanned<String>>,
}

impl Auth {
    /// The schemes, if there are any.
    pub fn schemes(&self) -> &[Scheme] {
        match self {
            Self::Schemes(schemes) => schemes,
            Self::Unsaid | Self::None(_) => &[],
        }
    }
}
