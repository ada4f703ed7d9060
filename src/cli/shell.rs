//! Quotes words for a shell, in commands that a message tells people to type.

/// A word as an argument of a command, in quotes if it needs them. `sh` and its relatives read it
/// back as the same word; so do the shells of Windows, unless it contains a quote.
pub(super) fn argument(word: &str) -> String {
    let is_plain = |c: char| {
        let is_of_windows = cfg!(windows) && matches!(c, '\\' | ':');
        c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+' | ',' | '@') || is_of_windows
    };
    if word.is_empty() || !word.chars().all(is_plain) {
        return quoted(word);
    }
    // A word that begins with a hyphen would be an option.
    if word.starts_with('-') { format!("./{word}") } else { word.to_owned() }
}

/// A word in quotes, as an argument of a command.
pub(super) fn quoted(word: &str) -> String {
    // In double quotes, `sh` still replaces these.
    if word.contains(['"', '$', '`', '\\', '!']) && !cfg!(windows) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        format!("\"{word}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_change_them() {
        for (word, expected) in [
            ("books/shop-1", "books/shop-1"),
            ("größe", "größe"),
            ("shop one", "\"shop one\""),
            ("it's", "\"it's\""),
            ("a;b", "\"a;b\""),
            ("~", "\"~\""),
            ("", "\"\""),
            ("-x", "./-x"),
        ] {
            assert_eq!(argument(word), expected);
        }
        assert_eq!(quoted("Second"), "\"Second\"");
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_reads_the_same_word() {
        for word in
            ["a b", "$HOME", "`id`", "say \"hi\"", "it's", "a\\b", "!x", "*", "'$x'", "#1", "a&b|c;d<e>f(g)"]
        {
            for quoted in [argument(word), quoted(word)] {
                let script = format!("printf %s {quoted}");
                let output =
                    std::process::Command::new("sh").args(["-c", &script]).output().expect("a shell");
                assert_eq!(String::from_utf8_lossy(&output.stdout), word, "{quoted}");
            }
        }
    }
}
