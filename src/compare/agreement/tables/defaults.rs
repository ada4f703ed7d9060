//! Defaults of columns, as each database writes them.

/// Whether each parenthesis that is closed was opened before.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    let mut closes_what_is_open = |letter: char| {
        open = match letter {
            '(' => open + 1,
            ')' => open.checked_sub(1)?,
            _ => open,
        };
        Some(())
    };
    text.chars().all(|letter| closes_what_is_open(letter).is_some())
}

/// A default without quotes, casts and parentheses around it, and the time by one name.
pub(super) fn default(written: &str) -> String {
    let mut text = written.trim();
    loop {
        let before = text;
        if let Some((value, cast)) = text.rsplit_once("::")
            && !cast.contains(['\'', ')'])
        {
            text = value.trim();
        }
        let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        text = inner.filter(|inner| is_balanced(inner)).unwrap_or(text).trim();
        if text == before {
            break;
        }
    }
    let quoted = ["'", "\"", "`"].iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    if let Some(inner) = quoted {
        return inner.to_owned();
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches("()");
    match bare {
        "now" | "current_timestamp" | "localtimestamp" | "transaction_timestamp" | "getdate" | "sysdate" => {
            "now".to_owned()
        }
        "t" | "true" => "true".to_owned(),
        "f" | "false" => "false".to_owned(),
        _ => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::default;

    #[test]
    fn defaults_are_one_however_they_are_written() {
        for (one, other) in [
            ("1", "'1'"),
            ("open", "'open'::text"),
            ("now()", "CURRENT_TIMESTAMP"),
            ("0", "(0)"),
            ("((0))", "0"),
            ("TRUE", "true"),
            ("'a'::character varying", "a"),
            ("gen_random_uuid()", "GEN_RANDOM_UUID()"),
        ] {
            assert_eq!(default(one), default(other), "{one} {other}");
        }
        for (one, other) in [("1", "2"), ("'Open'", "'open'"), ("now()", "0"), ("true", "false")] {
            assert_ne!(default(one), default(other), "{one} {other}");
        }
    }
}
