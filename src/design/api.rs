//! `[api.ID]`: what components promise their callers.

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
        /// How callers authenticate, or `none`.
        "auth" auth: optional Text,
        /// What the endpoint does.
        "description" description: optional Text,
        /// The requirements that the endpoint satisfies.
        "satisfies" satisfies: default Vec<Ref<cited::AnyRequirement>>,
        /// The request body.
        "request" request: optional Sample,
        /// The message that is published or consumed.
        "message" message: optional Sample,
        /// The responses: `STATUS = "meaning"`.
        "responses" responses: default Named<Response>,
        /// Why it is not in the files of the repository that the design is held against.
        "not-in-source" not_in_source: optional Text,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// A sample payload.
    pub struct Sample {
        /// The language of the code.
        "language" language: optional Plain,
        /// The code.
        "code" code: required Code,
    }
}

entity! {
    /// A response: its meaning, or a table with a sample.
    pub struct Response or description {
        /// What the response means.
        "description" description: optional Text,
        /// The language of the code.
        "language" language: optional Plain,
        /// A sample of the response.
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
