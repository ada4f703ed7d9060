//! `[api.ID]`: what components promise to their callers.

use super::code::Code;
use super::entity::entity;
use super::entries::Named;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use crate::reading::Plain;

entity! {
    /// A contract: an HTTP endpoint, a channel, a procedure.
    pub struct Contract {
        /// `METHOD /path` for HTTP; anything else is a channel or a procedure.
        "endpoint" endpoint: required Plain,
        /// The component that serves it.
        "component" component: optional Ref<cited::Component>,
        /// How callers prove who they are; `none` where they do not.
        "auth" auth: optional Text,
        /// What it does.
        "description" description: optional Text,
        /// The requirements it satisfies.
        "satisfies" satisfies: default Vec<Ref<cited::Requirement>>,
        /// What is sent.
        "request" request: optional Sample,
        /// What is published or consumed.
        "message" message: optional Sample,
        /// What is answered: `STATUS = "meaning"`.
        "responses" responses: default Named<Response>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// A sample of a payload.
    pub struct Sample {
        /// The language of the code.
        "language" language: optional Plain,
        /// The code.
        "code" code: required Code,
    }
}

entity! {
    /// An answer: its meaning, or a table with a sample.
    pub struct Response or description {
        /// What it means.
        "description" description: optional Text,
        /// The language of the code.
        "language" language: optional Plain,
        /// A sample of the answer.
        "code" code: optional Code,
    }
}

/// The methods of HTTP that endpoints begin with (RFC 9110, RFC 5789).
pub const METHODS: [&str; 9] =
    ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

impl Contract {
    /// The method and the path of an HTTP endpoint; `None` for a channel or a procedure.
    pub fn http(&self) -> Option<(&str, &str)> {
        let (method, path) = self.endpoint.split_once(char::is_whitespace)?;
        let path = path.trim();
        (METHODS.contains(&method) && path.starts_with('/')).then_some((method, path))
    }
}
