//! Substitution in the words of a template.

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'p, T> {
    /// Words of the pattern.
    Words(&'p str),
    /// The value of a name.
    Value(T),
}

/// Replaces names in braces, such as `{title}`, with their values. The pattern is read once, so
/// inserted values are not read again; an unknown name stays as it is.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    for piece in pieces(pattern, values) {
        match piece {
            Piece::Words(text) | Piece::Value(text) => out.push_str(text),
        }
    }
    out
}

/// The same for values that are not text, such as links.
pub fn pieces<'p, T: Copy>(pattern: &'p str, values: &[(&str, T)]) -> Vec<Piece<'p, T>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    let rest = |at: usize| pattern.get(at..).unwrap_or_default();
    while let Some(found) = rest(at).find('{') {
        let brace = at + found;
        at = brace + 1;
        let known = values.iter().find_map(|(name, value)| {
            let after = rest(at).strip_prefix(name)?.strip_prefix('}')?;
            Some((*value, pattern.len() - after.len()))
        });
        if let Some((value, end)) = known {
            pieces.extend(pattern.get(from..brace).filter(|words| !words.is_empty()).map(Piece::Words));
            pieces.push(Piece::Value(value));
            (from, at) = (end, end);
        }
    }
    pieces.extend(Some(rest(from)).filter(|words| !words.is_empty()).map(Piece::Words));
    pieces
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_put_in_is_not_read_again() {
        let values = [("title", "Releases of {version} and {title}"), ("version", "1.0 {title}")];
        assert_eq!(fill("{title} {version}", &values), "Releases of {version} and {title} 1.0 {title}");
    }

    #[test]
    fn other_braces_stay() {
        let values = [("a", "1"), ("a-b", "2")];
        assert_eq!(fill("{a-b}{a}{{a}} {c} {a", &values), "21{1} {c} {a");
        assert_eq!(fill("", &values), "");
    }
}
