//! Endpoints, as two files may write one.

use crate::design::METHODS;

/// A method and a path, without what an author is free to choose: the names of parameters, a slash at the end,
/// what comes after a question mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// In capitals.
    pub method: String,
    /// The parts of the path; `{}` for a parameter.
    pub parts: Vec<String>,
}

impl Endpoint {
    /// Reads `METHOD /path`; none for a channel or a procedure.
    pub fn read(text: &str) -> Option<Self> {
        let (method, path) = text.trim().split_once(char::is_whitespace)?;
        let method = method.to_uppercase();
        let path = path.trim();
        (METHODS.contains(&method.as_str()) && path.starts_with('/'))
            .then(|| Self { method, parts: parts(path) })
    }

    /// The same below a path.
    #[must_use]
    pub fn below(&self, base: &str) -> Self {
        let mut all = parts(base);
        all.extend(self.parts.iter().cloned());
        Self { method: self.method.clone(), parts: all }
    }
}

fn parts(path: &str) -> Vec<String> {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path.split('/').filter(|part| !part.is_empty()).map(nameless).collect()
}

/// A part of a path without the names of its parameters: `{id}`, `:id` and `<id>` are one.
fn nameless(part: &str) -> String {
    if part.starts_with(':') || (part.starts_with('<') && part.ends_with('>')) {
        return "{}".to_owned();
    }
    let mut out = String::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str("{}");
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    #[test]
    fn endpoints_are_one_however_they_are_written() {
        let read = |text| Endpoint::read(text).expect("an endpoint");
        for same in ["GET /a/:id", "get /a/{x}/", "GET /a/{id}?full=1", "GET  /a/<id>"] {
            assert_eq!(read(same), read("GET /a/{id}"), "{same}");
        }
        for other in ["POST /a/{id}", "GET /a", "GET /A/{id}", "GET /a/{id}/b", "GET /a/{id}:undo"] {
            assert_ne!(read(other), read("GET /a/{id}"), "{other}");
        }
        assert_eq!(read("GET /b").below("/a/"), read("GET /a/b"));
        assert_eq!(Endpoint::read("orders.paid"), None);
    }
}
