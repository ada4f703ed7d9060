//! The parts of a dotted path that is written in a string: `components.api.files."src/main.rs"`.

use std::ops::Range;

use crate::reading::{Step, first_key};

/// The steps of a path, each with its place, quotes included.
pub(crate) fn parts(path: &str) -> Vec<(Step, Range<usize>)> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(rest) = path.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(inner) = rest.strip_prefix('[') {
            let Some((number, _)) = inner.split_once(']') else { break };
            let Ok(item) = number.parse() else { break };
            let end = at + number.len() + 2;
            parts.push((Step::Item(item), at..end));
            at = if path[end..].starts_with('.') { end + 1 } else { end };
            continue;
        }
        let (key, after) = first_key(rest);
        let next = path.len() - after.len();
        let end = if path[..next].ends_with('.') { next - 1 } else { next };
        if next == at {
            break;
        }
        parts.push((Step::Key(key.into_owned()), at..end));
        at = next;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::reading::Step;

    #[track_caller]
    fn check(path: &str, expected: &[&str]) {
        let found = parts(path);
        let written: Vec<&str> = found.iter().map(|(_, range)| &path[range.clone()]).collect();
        assert_eq!(written, expected);
        let steps: Vec<Step> = found.into_iter().map(|(step, _)| step).collect();
        assert_eq!(Step::path(&steps), path.trim_end_matches('.'));
    }

    #[test]
    fn each_part_has_its_place() {
        check("components.api.files.\"src/a.rs\"", &["components", "api", "files", "\"src/a.rs\""]);
        check("flows.redirect.steps[2].to", &["flows", "redirect", "steps", "[2]", "to"]);
        check("", &[]);
        check("a.", &["a"]);
    }
}
