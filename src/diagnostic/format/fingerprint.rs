//! What a code scanning service recognises a result by, even if its lines moved and its message is
//! worded differently.

use std::collections::HashMap;

use crate::diagnostic::Finding;
use crate::diagnostic::known::fingerprint;

/// The fingerprints of a log. Results that nothing else tells apart are counted.
#[derive(Default)]
pub(super) struct Fingerprints {
    given: HashMap<u64, usize>,
}

impl Fingerprints {
    /// A hash of the rule's code, the file, the dotted path without the positions in lists, and the
    /// names that the message quotes; for the second result with all of these, `:2` follows.
    pub(super) fn of(&mut self, finding: &Finding, uri: &str) -> String {
        let hash = fingerprint(finding, uri);
        let count = self.given.entry(hash.value()).or_default();
        *count += 1;
        if *count == 1 { hash.to_string() } else { format!("{hash}:{count}") }
    }
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
