//! Substitution in the words of a template.

/// Replaces names in braces, such as `{title}`, with their values. The pattern is read once, so
/// inserted values are not read again; an unknown name stays as it is.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let known = values.iter().find_map(|(name, value)| {
            let after = after.strip_prefix(name)?.strip_prefix('}')?;
            Some((value, after))
        });
        match known {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
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
