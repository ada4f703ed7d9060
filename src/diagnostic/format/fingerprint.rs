//! By what a code scanning service knows that a result is one that it has seen before, in spite of
//! lines that moved and messages that are worded differently.

use std::collections::HashMap;

use crate::diagnostic::Finding;

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
            hash.write(part);
        }
        let count = self.given.entry(hash.0).or_default();
        *count += 1;
        if *count == 1 { format!("{:016x}", hash.0) } else { format!("{:016x}:{count}", hash.0) }
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

/// FNV-1a in 64 bits (Fowler, Noll and Vo): the standard library's hashes may change with its
/// version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds a text, and what ends it: no UTF-8 has this byte.
    fn write(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
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
