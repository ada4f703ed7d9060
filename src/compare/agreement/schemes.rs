//! How callers authenticate: the words of a design against the schemes of a file.

use crate::design::auth::{self, is_none, schemes};
use crate::interchange::partial::{Auth, Scheme};

/// What a design's words name.
#[derive(PartialEq, Eq)]
enum Named<'a> {
    /// A scheme by the name that the file has for it.
    Own(&'a str),
    /// A kind of scheme.
    Kind(auth::Scheme),
}

/// Whether the words of a design name another scheme than a file, in which `known` are all schemes. Where
/// either names none that is recognised, nobody can tell.
pub(super) fn disagree(words: &str, auth: &Auth, known: &[&Scheme]) -> bool {
    let ours = named(words, known);
    match auth {
        Auth::Unsaid => false,
        Auth::None(_) => !is_none(words) && !ours.is_empty(),
        Auth::Schemes(theirs) => {
            if is_none(words) {
                return !theirs.iter().any(|scheme| scheme.is_optional);
            }
            let is_recognised = |scheme: &Scheme| {
                !kinds(scheme).is_empty() || ours.iter().any(|ours| matches!(ours, Named::Own(_)))
            };
            let agrees = |scheme: &Scheme| {
                ours.contains(&Named::Own(&scheme.name.value))
                    || kinds(scheme).into_iter().any(|kind| ours.contains(&Named::Kind(kind)))
            };
            !ours.is_empty() && theirs.iter().any(is_recognised) && !theirs.iter().any(agrees)
        }
    }
}

/// The schemes that words name: those of the file by their names, and others by their kind.
fn named<'a>(words: &str, known: &[&'a Scheme]) -> Vec<Named<'a>> {
    let said = spaced(words);
    let mut found: Vec<Named<'a>> = Vec::new();
    for scheme in known {
        let name = spaced(&scheme.name.value);
        if !name.trim().is_empty() && said.contains(&name) {
            found.push(Named::Own(&scheme.name.value));
        }
    }
    // `bearer` is a name and a kind, `device-key` a name alone.
    found.extend(schemes(words).into_iter().map(Named::Kind));
    found
}

/// The words of a text, each between two blanks.
fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    let mut was_small = false;
    for c in text.chars() {
        if c.is_uppercase() && was_small {
            out.push(' ');
        }
        was_small = c.is_lowercase() || c.is_numeric();
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

fn kinds(scheme: &Scheme) -> Vec<auth::Scheme> {
    schemes(&scheme.words)
}

#[cfg(test)]
mod tests {
    use super::disagree;
    use crate::interchange::partial::{Auth, Scheme};
    use crate::source::{Sources, Span, Spanned};

    #[test]
    fn schemes_are_compared_by_name_and_by_kind() {
        let span = Span::new(Sources::new().add("a", ""), 0..0);
        let scheme = |name: &str, words: &str| Scheme {
            name: Spanned::new(name.to_owned(), span),
            words: words.to_owned(),
            is_optional: false,
        };
        let device = scheme("device-key", "API key in the header X-Device");
        let admin = scheme("adminKey", "API key in the header X-Admin");
        let token = scheme("auth0", "bearer token");
        let known = [&device, &admin, &token];
        let holds = |words: &str, of: &Scheme| disagree(words, &Auth::Schemes(vec![of.clone()]), &known);
        for (words, of) in [
            ("device-key", &device),
            ("Device key of the handheld", &device),
            ("API key", &device),
            ("API key", &admin),
            ("admin key", &admin),
            ("Bearer token of the ferry card", &token),
            ("OpenID Connect", &token),
            ("as the gateway says", &token),
            ("bearer or API key", &device),
        ] {
            assert!(!holds(words, of), "{words}");
        }
        for (words, of) in [
            ("device-key", &admin),
            ("device-key", &token),
            ("bearer", &device),
            ("none", &device),
            ("basic", &token),
        ] {
            assert!(holds(words, of), "{words}");
        }
        assert!(
            disagree("bearer", &Auth::None(span), &known) && !disagree("none", &Auth::None(span), &known)
        );
        assert!(!disagree("bearer", &Auth::Unsaid, &known));
    }
}
