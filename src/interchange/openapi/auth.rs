//! Who may call.

use std::rc::Rc;

use super::Reading;
use crate::interchange::partial::{Auth, Scheme};
use crate::reading::Datum;

impl Reading<'_, '_> {
    /// How the callers of an operation authenticate: as it says, else as the file says of all.
    pub(super) fn auth(&mut self, operation: &Datum) -> Auth {
        let tree = Rc::clone(&self.tree);
        let Some((key, list)) = operation.entry("security").or_else(|| tree.entry("security")) else {
            return Auth::Unsaid;
        };
        let ways = list.items();
        let is_optional = ways.iter().any(|way| way.entries().is_empty());
        let mut schemes: Vec<Scheme> = Vec::new();
        for (name, _) in ways.iter().flat_map(|way| way.entries()) {
            if schemes.iter().all(|there| there.name.value != name.value) {
                let words = self.scheme(&name.value).unwrap_or_default();
                schemes.push(Scheme { name: name.clone(), words, is_optional });
            }
        }
        if schemes.is_empty() { Auth::None(key.span) } else { Auth::Schemes(schemes) }
    }

    /// What a scheme is, in words.
    fn scheme(&mut self, name: &str) -> Option<String> {
        let schemes = if self.is_swagger {
            self.tree.get("securityDefinitions").cloned()
        } else {
            self.tree.get("components").and_then(|components| components.get("securitySchemes")).cloned()
        }?;
        let written = schemes.get(name)?;
        let scheme = self.resolved(written)?;
        let of = |key: &str| scheme.get(key).and_then(|value| value.text()).unwrap_or_default();
        Some(match of("type") {
            "http" => match of("scheme").to_lowercase().as_str() {
                "bearer" => "bearer token".to_owned(),
                "basic" => "basic auth".to_owned(),
                other => other.to_owned(),
            },
            "basic" => "basic auth".to_owned(),
            "apiKey" => match (of("in"), of("name")) {
                ("cookie", name) => format!("cookie `{name}`"),
                // Swagger 2 has no bearer tokens, and everybody writes them as a key.
                (_, name) if name.eq_ignore_ascii_case("authorization") => format!("the header `{name}`"),
                (place, name) => format!("API key in the {place} `{name}`"),
            },
            "oauth2" => "OAuth 2.0".to_owned(),
            "openIdConnect" => "OpenID Connect".to_owned(),
            "mutualTLS" => "mutual TLS".to_owned(),
            _ => String::new(),
        })
    }
}
