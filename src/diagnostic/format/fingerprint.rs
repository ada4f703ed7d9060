//! What a code scanning service recognises a result by, even if its lines moved and its message is
//! worded differently.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Fnv};

/// The fingerprints of a log. Results that nothing else tells apart are counted.
#[derive(Default)]
pub(super) struct Fingerprints {
    given: HashMap<u64, usize>,
}

impl Fingerprints {
    /// A hash of the rule's code, the file, the dotted path without the positions in lists, and the
    /// names that the message quotes; for the second result with all of these, `:2` follows.
    pub(super) fn of(&mut self, finding: &Finding, uri: &str) -> String {
        let path = without_positions(&finding.path);
        let mut hash = Fnv::default();
        for part in [finding.rule.code, uri, &path].into_iter().chain(quoted(&finding.message)) {
            // What ends a part: no UTF-8 has this byte.
            hash.write(part.bytes().chain([0xff]));
        }
        let count = self.given.entry(hash.value()).or_default();
        *count += 1;
        if *count == 1 { hash.to_string() } else { format!("{hash}:{count}") }
    }
}

/// `flows.pay.steps[].to` for `flows.pay.steps[2].to`.
fn without_positions(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside &= c.is_ascii_digit();
        if !inside {
            out.push(c);
        }
        inside |= c == '[';
    }
    out
}

/// What is in backticks.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Group, rule};
    use crate::source::{FileId, Sources, Span};

    rule! {
        /// A key that nothing knows.
        RULE = "SD002", "unknown-key", Group::Advice, since "0.1.0", fix none;
    }

    fn fingerprint(file: FileId, start: usize, path: &str, message: &str) -> String {
        let mut finding = Finding::new(&RULE, Span::new(file, start..start + 1), message);
        finding.path = path.to_owned();
        Fingerprints::default().of(&finding, "designs/a.toml")
    }

    #[test]
    fn it_outlives_lines_wording_numbers_and_positions() {
        let file = Sources::new().add("a.toml", "a = 1");
        let first = fingerprint(file, 0, "flows.a.steps[2].to", "unknown key `too`: 3 others");
        assert_eq!(first, fingerprint(file, 3, "flows.a.steps[10].to", "there is no key `too`, but 4"));
        assert_ne!(first, fingerprint(file, 0, "flows.b.steps[2].to", "unknown key `too`: 3 others"));
        assert_ne!(first, fingerprint(file, 0, "flows.a.steps[2].to", "unknown key `tow`: 3 others"));
    }

    #[test]
    fn results_that_nothing_tells_apart_are_counted() {
        let file = Sources::new().add("a.toml", "a = 1");
        let finding = Finding::new(&RULE, Span::new(file, 0..1), "the same");
        let mut fingerprints = Fingerprints::default();
        let all: Vec<String> = (0..3).map(|_| fingerprints.of(&finding, "a.toml")).collect();
        assert_eq!(all[1], format!("{}:2", all[0]));
        assert_eq!(all[2], format!("{}:3", all[0]));
    }
}
