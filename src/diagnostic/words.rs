//! Lists and plurals in messages.

/// Things that go together: `a, b and c`.
pub fn listed<S: AsRef<str>>(things: &[S]) -> String {
    joined(things, "and")
}

/// Things to choose from: `a, b or c`.
pub fn either<S: AsRef<str>>(things: &[S]) -> String {
    joined(things, "or")
}

/// A number with its noun: `1 error`, `2 errors`, `2 fixes`, `2 entries`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        return format!("1 {noun}");
    }
    let stem = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match stem {
        Some(stem) => format!("{count} {stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") => format!("{count} {noun}es"),
        None => format!("{count} {noun}s"),
    }
}

fn joined<S: AsRef<str>>(things: &[S], word: &str) -> String {
    match things {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", first.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(listed(&[""; 0]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(either(&["a", "b", "c"]), "a, b or c");
    }

    #[test]
    fn nouns_have_their_plurals() {
        assert_eq!([counted(1, "note"), counted(0, "file")], ["1 note", "0 files"]);
        assert_eq!(
            [counted(2, "fix"), counted(2, "entry"), counted(2, "key")],
            ["2 fixes", "2 entries", "2 keys"]
        );
    }
}
