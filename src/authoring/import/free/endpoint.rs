//! Reads an endpoint at the beginning of an item, a paragraph, a cell or a heading.

use crate::design::METHODS;
use crate::markdown::labels::{code_span, labelled};
use crate::markdown::named::tail;

/// A leading endpoint, `METHOD /path`, and the text after it.
pub(super) fn endpoint(text: &str) -> Option<(String, String)> {
    let text = text.trim_start().trim_start_matches(['*', '_']);
    // In one code span, or the method alone in marks.
    if let Some((code, after)) = code_span(text) {
        if let Some((endpoint, rest)) = bare_endpoint(&code) {
            let rest = rest.trim();
            let rest = rest.strip_prefix("HTTP/1.1").or_else(|| rest.strip_prefix("HTTP/2")).unwrap_or(rest);
            let after = after.trim_start_matches(['*', '_']);
            return Some((endpoint, format!("{rest} {}", tail(after)).trim().to_owned()));
        }
        if METHODS.contains(&code.trim()) {
            let joined = format!(
                "{} {}",
                code.trim(),
                after.trim_start_matches(['*', '_']).trim().replacen('`', "", 2)
            );
            return bare_endpoint(&joined).map(|(endpoint, rest)| (endpoint, tail(&rest)));
        }
        return None;
    }
    let cleared = labelled(text).filter(|label| label.bold && METHODS.contains(&label.label.trim()));
    let text = cleared.map_or_else(|| text.to_owned(), |label| format!("{} {}", label.label, label.rest));
    let (endpoint, rest) = bare_endpoint(&text.replacen("** ", " ", 1).replacen(" `/", " /", 1))?;
    Some((endpoint, tail(&rest)))
}

fn bare_endpoint(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let (method, rest) = text.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    if !METHODS.contains(&method) || !rest.starts_with('/') {
        return None;
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '|')).unwrap_or(rest.len());
    let (path, after) = rest.split_at(end);
    let path = path.trim_end_matches([':', ',', ';', '.']);
    let path = parameters(path);
    Some((format!("{method} {path}"), after.trim_start_matches(['`', '*']).to_owned()))
}

/// `:id` and `<id>` as `{id}`.
fn parameters(path: &str) -> String {
    let one = |part: &str| {
        let word = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let colon = part.strip_prefix(':').filter(|name| word(name));
        let angle = part.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|name| word(name));
        colon.or(angle).map_or_else(|| part.to_owned(), |name| format!("{{{name}}}"))
    };
    path.split('/').map(one).collect::<Vec<_>>().join("/")
}
