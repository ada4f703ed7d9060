//! How callers authenticate, as schemes of OpenAPI.

use serde_json::{Map, Value, json};

use crate::design::auth::{Scheme, is_none, schemes};

/// The schemes of a document, each with the words that name it.
#[derive(Default)]
pub(super) struct Security(Vec<(String, Value)>);

impl Security {
    /// The requirement of an operation. Words that name no scheme of OpenAPI have none.
    pub(super) fn of(&mut self, auth: &str) -> Option<Value> {
        if is_none(auth) {
            return Some(json!([]));
        }
        let mut named: Vec<String> = Vec::new();
        for scheme in schemes(auth) {
            let (name, mut value) = described(scheme, auth)?;
            value["description"] = auth.into();
            named.push(self.add(name, value));
        }
        let all = |names: &[String]| -> Value {
            names.iter().map(|name| (name.clone(), json!([]))).collect::<Map<String, Value>>().into()
        };
        let lower = auth.to_lowercase();
        let are_together = lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "and");
        match named.as_slice() {
            [] => None,
            names if are_together => Some(json!([all(names)])),
            names => Some(names.iter().map(|name| all(std::slice::from_ref(name))).collect()),
        }
    }

    /// The name of a scheme, with a number where another one has it.
    fn add(&mut self, name: &str, value: Value) -> String {
        for number in 1_usize.. {
            let name = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
            match self.0.iter().find(|(known, _)| *known == name) {
                Some((_, there)) if *there == value => return name,
                Some(_) => {}
                None => {
                    self.0.push((name.clone(), value));
                    return name;
                }
            }
        }
        name.to_owned()
    }

    pub(super) fn into_json(self) -> Option<Value> {
        (!self.0.is_empty()).then(|| self.0.into_iter().collect())
    }
}

/// The name of a scheme, and how OpenAPI describes it.
fn described(scheme: Scheme, auth: &str) -> Option<(&'static str, Value)> {
    Some(match scheme {
        Scheme::Basic => ("basic", json!({ "type": "http", "scheme": "basic" })),
        Scheme::Digest => ("digest", json!({ "type": "http", "scheme": "digest" })),
        Scheme::Token => ("bearer", json!({ "type": "http", "scheme": "bearer" })),
        Scheme::Kerberos => ("negotiate", json!({ "type": "http", "scheme": "negotiate" })),
        Scheme::Certificate => ("mutual-tls", json!({ "type": "mutualTLS" })),
        Scheme::Session => ("session", json!({ "type": "apiKey", "in": "cookie", "name": "session" })),
        Scheme::ApiKey => (
            "api-key",
            json!({ "type": "apiKey", "in": "header", "name": header(auth).unwrap_or("X-API-Key") }),
        ),
        Scheme::Saml
        | Scheme::Signature
        | Scheme::Passkey
        | Scheme::Password
        | Scheme::SharedSecret
        | Scheme::Ssh => return None,
    })
}

/// The header that words name, such as `X-Device-Key`.
fn header(auth: &str) -> Option<&str> {
    let mut words = auth.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.find(|word| word.len() > 2 && word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-")))
}
