//! What people call a key that has to be there.

/// The words that can mean nothing else where the key is missing.
const CALLED: &[(&str, &[&str])] = &[
    ("text", &["description", "statement", "requirement", "wording", "content", "body", "desc"]),
    ("title", &["name", "heading", "headline", "subject"]),
    ("name", &["title", "displayname"]),
    ("endpoint", &["path", "url", "uri", "route"]),
    ("code", &["source", "definition", "schema"]),
    ("columns", &["fields", "attributes"]),
    ("steps", &["messages", "sequence"]),
    ("reason", &["because", "why", "justification", "comment"]),
    ("rule", &["code", "lint"]),
];

/// Whether people call a key by this name.
pub(super) fn is_called(key: &str, name: &str) -> bool {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    CALLED.iter().any(|(known, others)| *known == key && others.contains(&name.as_str()))
}
