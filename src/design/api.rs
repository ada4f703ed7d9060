//! `[api.ID]`: what components promise their callers.

use super::code::Code;
use super::entity::entity;
use super::entries::Named;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::no_leaves;
use crate::reading::{Plain, words};
use crate::source::Spanned;

words! {
    /// Who promises a contract.
    pub enum ApiDirection {
        /// The system, to its callers.
        Offered = "offered" or ["provided", "provides", "inbound", "in", "server", "served", "exposed"],
        /// Somebody else, to the system.
        Consumed = "consumed" or ["used", "required", "requires", "outbound", "out", "client", "called"],
    }
}

no_leaves!(ApiDirection);

entity! {
    /// A contract: an HTTP endpoint, a channel, a procedure.
    pub struct Contract {
        /// `METHOD /path` for HTTP; anything else is a channel or a procedure.
        "endpoint" endpoint: required Plain,
        /// The component that serves it; for a consumed contract, the component that uses it or the integration that
        /// offers it.
        "component" component: optional Ref<cited::Partner>,
        /// `offered` (the default) or `consumed`, if somebody else offers it.
        "direction" direction: optional Spanned<ApiDirection>,
        /// How callers authenticate, or `none`.
        "auth" auth: optional Text,
        /// What the endpoint does.
        "description" description: optional Text,
        /// The requirements that the endpoint satisfies.
        "satisfies" satisfies: default Vec<Ref<cited::AnyRequirement>>,
        /// The parameters: `NAME = "meaning"`.
        "parameters" parameters: default Named<Text>,
        /// The operations of a service that has several: `NAME = "meaning"`.
        "operations" operations: default Named<Operation>,
        /// The request body.
        "request" request: optional Sample,
        /// The message that is published or consumed.
        "message" message: optional Sample,
        /// The responses: `STATUS = "meaning"`.
        "responses" responses: default Named<Response>,
        /// Why no file of the repository contains it.
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

entity! {
    /// An operation of a service: its meaning, or a table with samples.
    pub struct Operation or description {
        /// What the operation does.
        "description" description: optional Text,
        /// What is sent.
        "request" request: optional Sample,
        /// The responses: `STATUS = "meaning"`.
        "responses" responses: default Named<Response>,
    }
}

/// The methods of HTTP that endpoints begin with (RFC 9110, RFC 5789, and `QUERY` of OpenAPI 3.2).
pub const METHODS: [&str; 10] =
    ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY"];

impl Contract {
    /// Whether somebody else promises it to the system.
    pub fn is_consumed(&self) -> bool {
        self.direction.as_ref().is_some_and(|direction| direction.value == ApiDirection::Consumed)
    }

    /// The method and the path of an HTTP endpoint; `None` for a channel or a procedure.
    pub fn http(&self) -> Option<(&str, &str)> {
        let (method, path) = self.endpoint.split_once(char::is_whitespace)?;
        let path = path.trim();
        (METHODS.contains(&method) && path.starts_with('/')).then_some((method, path))
    }
}
