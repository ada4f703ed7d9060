//! Line ends of a text that was edited by a tool that knows only one kind.

/// The edited text with the line ends that its lines had before. A new line ends like the one
/// before it.
pub(super) fn keep_line_ends(before: &str, edited: &str) -> String {
    let old: Vec<(&str, &str)> = before.split_inclusive('\n').map(split).collect();
    let new: Vec<(&str, &str)> = edited.split_inclusive('\n').map(split).collect();
    let mut last = old.iter().map(|(_, end)| *end).find(|end| !end.is_empty()).unwrap_or("\n");
    let mut text = String::with_capacity(edited.len());
    let mut rest = old.as_slice();
    for (at, &(line, new_end)) in new.iter().enumerate() {
        if let Some((&(old_line, old_end), after)) = rest.split_first() {
            // If the old line comes later, this one was inserted before it; otherwise it became this one.
            if line == old_line || new[at..].iter().all(|(line, _)| *line != old_line) {
                rest = after;
                last = if old_end.is_empty() { last } else { old_end };
            }
        }
        text.push_str(line);
        text.push_str(if new_end.is_empty() { "" } else { last });
    }
    text
}

fn split(line: &str) -> (&str, &str) {
    let words = line.strip_suffix("\r\n").or_else(|| line.strip_suffix('\n')).unwrap_or(line);
    line.split_at(words.len())
}

#[cfg(test)]
mod tests {
    use super::keep_line_ends as keep;

    #[test]
    fn each_line_ends_as_it_did() {
        assert_eq!(keep("a\r\nb\nc\r\n", "a\nb\nc\n"), "a\r\nb\nc\r\n");
        assert_eq!(keep("a\r\nb\nc\r\n", "a\nB\nc\n"), "a\r\nB\nc\r\n", "one is changed");
        assert_eq!(keep("a\r\nb\n", "0\na\nx\ny\nb\nz\n"), "0\r\na\r\nx\r\ny\r\nb\nz\n", "some are new");
        assert_eq!(keep("a\r\nb", "a\nb\nc\n"), "a\r\nb\r\nc\r\n", "the last one had no end");
        assert_eq!(keep("", "a\nb"), "a\nb");
    }
}
