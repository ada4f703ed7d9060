//! Values to be filled in, as the snippets of editors write them.

use crate::reading::{Field, Shape};

/// A text without the signs of snippets.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// What is written where snippets are not known.
pub(super) fn plain(snippet: &str) -> String {
    let mut plain = String::new();
    let mut rest = snippet;
    while let Some(at) = rest.find(['\\', '$']) {
        plain.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        if rest[at..].starts_with('\\') {
            let next = after.chars().next().map_or(0, char::len_utf8);
            plain.push_str(&after[..next]);
            rest = &after[next..];
        } else if let Some(inner) = after.strip_prefix('{') {
            let end = inner.find('}').unwrap_or(inner.len());
            let body = inner[..end].trim_start_matches(|c: char| c.is_ascii_digit());
            let body = body.trim_start_matches(':');
            let first = body.trim_matches('|').split(',').next().unwrap_or_default();
            plain.push_str(if body.starts_with('|') { first } else { body });
            rest = inner.get(end + 1..).unwrap_or_default();
        } else {
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    plain + rest
}

/// A value of a shape; each place to fill in takes the next number.
pub(super) fn value(shape: &Shape, number: &mut usize) -> String {
    let mut next = || {
        *number += 1;
        *number
    };
    match shape {
        Shape::String | Shape::Pattern(_) => format!("\"${}\"", next()),
        Shape::Integer | Shape::Number => format!("${}", next()),
        Shape::Boolean => format!("${{{}|true,false|}}", next()),
        Shape::Date | Shape::Moment => format!("${{{}:2026-01-31}}", next()),
        Shape::Words(words) => format!("\"${{{}|{}|}}\"", next(), words.join(",")),
        Shape::Array(item) => format!("[{}]", value(item, number)),
        Shape::Map { .. } => format!("{{ ${} = \"${}\" \\}}", next(), next()),
        Shape::Record(record) => {
            let required: Vec<&Field> = record.fields.iter().filter(|field| field.required).collect();
            if required.is_empty() {
                return format!("{{ ${} \\}}", next());
            }
            let fields = required.into_iter().map(|field| pair(field, number));
            format!("{{ {} \\}}", fields.collect::<Vec<_>>().join(", "))
        }
        Shape::OneOf(shapes) => {
            shapes.first().map_or_else(|| "\"\"".to_owned(), |first| value(first, number))
        }
        Shape::Named { shape, .. } | Shape::Cites { shape, .. } => value(shape, number),
    }
}

/// A key and its value.
pub(super) fn pair(field: &Field, number: &mut usize) -> String {
    format!("{} = {}", field.key, value(&(field.shape)(), number))
}

#[cfg(test)]
mod tests {
    use super::{escaped, plain};

    #[test]
    fn a_snippet_is_plain_text_with_places() {
        assert_eq!(plain("kind = \"${1|a,b|}\" { $2 \\} ${3:x}"), "kind = \"a\" {  } x");
        assert_eq!(plain(&escaped("a$b}c\\d")), "a$b}c\\d");
    }
}
