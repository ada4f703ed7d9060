//! The checker for Mermaid that authors write, compared with the verdicts of real Mermaid on the same texts.
//!
//! `tests/mermaid/verdicts.json` contains real Mermaid's verdicts, recorded in a browser (see
//! `tests/browser/README.md`). To add a case: a file in `valid/` or `broken/`, then record again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mdbook_system_design::diagram::mermaid::{Fault, Verdict, check};

/// What real Mermaid says: file name with its folder, and whether it draws it.
fn verdicts() -> BTreeMap<String, bool> {
    let file = fs::read_to_string(corpus().join("verdicts.json")).expect("recorded verdicts");
    let json: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    let verdicts = json["verdicts"].as_object().expect("an object of verdicts");
    verdicts
        .iter()
        .map(|(name, verdict)| (name.clone(), verdict["valid"].as_bool().expect("a verdict")))
        .collect()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mermaid")
}

fn diagrams() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in ["valid", "broken"] {
        for entry in fs::read_dir(corpus().join(folder)).expect("a corpus folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            found.insert(format!("{folder}/{name}"), fs::read_to_string(&path).expect("UTF-8"));
        }
    }
    found
}

#[track_caller]
fn well_formed(text: &str, faults: &[Fault]) {
    assert!(!faults.is_empty(), "no fault in {text:?}");
    for fault in faults {
        let before = text.get(..fault.range.start).unwrap_or_else(|| panic!("{fault:?} in {text:?}"));
        assert!(text.get(fault.range.clone()).is_some(), "{fault:?} in {text:?}");
        assert_eq!(fault.line, 1 + before.matches('\n').count(), "{fault:?} in {text:?}");
        assert!(!fault.message.is_empty() && !fault.message.contains('\n'), "{fault:?}");
    }
}

#[test]
fn every_diagram_has_a_recorded_verdict_and_is_in_the_right_folder() {
    let verdicts = verdicts();
    let diagrams = diagrams();
    assert!(verdicts.keys().eq(diagrams.keys()), "record the verdicts again");
    for (name, valid) in &verdicts {
        assert_eq!(*valid, name.starts_with("valid/"), "{name}");
    }
    for folder in ["valid/", "broken/"] {
        assert!(diagrams.keys().filter(|name| name.starts_with(folder)).count() >= 60);
    }
}

#[test]
fn what_mermaid_draws_is_never_refused_by_our_own_checks() {
    // With the parser, the agreement below counts: a port may be mistaken, our own checks may not.
    let own = [
        "is empty",
        "placeholder",
        "code fence",
        "no content",
        "is not a kind of",
        "nothing declares",
        "U+00A0",
    ];
    for (name, text) in diagrams().iter().filter(|(name, _)| name.starts_with("valid/")) {
        if let Verdict::Invalid(faults) = check(text) {
            let ours = faults.iter().find(|fault| own.iter().any(|words| fault.message.contains(words)));
            assert_eq!(ours, None, "{name}");
        }
    }
}

#[test]
fn our_own_checks_name_the_mistake() {
    let expected = [
        ("empty", 1, "the diagram is empty"),
        ("comment-only", 1, "the diagram has no content"),
        ("placeholder", 1, "the diagram is still a placeholder"),
        ("fenced", 1, "the diagram is inside a code fence"),
        ("header-case", 1, "`Flowchart` is not a kind of Mermaid diagram"),
        ("header-prose", 1, "`Our` is not a kind of Mermaid diagram"),
        ("c4-undeclared-target", 3, "nothing declares `shop`"),
        ("c4-undeclared-source", 3, "nothing declares `user`"),
        ("c4-undeclared-index", 3, "nothing declares `b`"),
        ("c4-hard-space", 2, "a non-breaking space (U+00A0) where Mermaid expects an ordinary one"),
        ("pie-hard-space", 2, "a non-breaking space (U+00A0) where Mermaid expects an ordinary one"),
        ("git-hard-space", 2, "a non-breaking space (U+00A0) where Mermaid expects an ordinary one"),
    ];
    let diagrams = diagrams();
    for (name, line, message) in expected {
        let text = &diagrams[&format!("broken/{name}.mmd")];
        let Verdict::Invalid(faults) = check(text) else { panic!("{name} passed") };
        well_formed(text, &faults);
        assert_eq!((faults[0].line, faults[0].message.as_str()), (line, message), "{name}");
    }
}

#[cfg(feature = "mermaid")]
#[test]
fn the_parser_agrees_with_real_mermaid() {
    let diagrams = diagrams();
    let mut apart = Vec::new();
    for (name, valid) in verdicts() {
        let text = &diagrams[&name];
        let verdict = check(text);
        match &verdict {
            Verdict::Valid if valid => {}
            Verdict::Invalid(faults) if !valid => well_formed(text, faults),
            _ => apart.push(format!("{name}: {verdict:?}")),
        }
    }
    assert!(
        apart.len() * 100 <= diagrams.len() * 2,
        "{} of {} disagree:\n{}",
        apart.len(),
        diagrams.len(),
        apart.join("\n")
    );
}

#[cfg(feature = "mermaid")]
#[test]
fn a_hard_space_on_the_refused_line_is_named() {
    let text = &diagrams()["broken/flowchart-hard-space.mmd"];
    let Verdict::Invalid(faults) = check(text) else { panic!("passed") };
    well_formed(text, &faults);
    assert_eq!(faults[0].line, 2);
    let help = faults[0].help.as_deref().unwrap_or_default();
    assert!(help.starts_with("the line has a non-breaking space (U+00A0)"), "{help}");
}

#[test]
fn no_text_makes_it_panic() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let splices = [
        "\u{a0}", "\"", "[", "{", "}", "\n", "é", "🚀", "%%{", "---\n", "end", ";", "#", "\r", "-->", "(",
        "\0", "|",
    ];
    for text in diagrams().values() {
        for _ in 0..ROUNDS {
            let mut text = text.clone();
            for _ in 0..=random.below(3) {
                let at = boundary(&text, random.below(text.len() + 1));
                match random.below(3) {
                    0 => text.insert_str(at, splices[random.below(splices.len())]),
                    1 => text.truncate(at),
                    _ => {
                        let end = boundary(&text, (at + random.below(12)).min(text.len()));
                        text.replace_range(at..end, "");
                    }
                }
            }
            if let Verdict::Invalid(faults) = check(&text) {
                well_formed(&text, &faults);
            }
        }
    }
}

/// A parse takes a millisecond or so without optimisation; our own checks take none.
const ROUNDS: usize = if cfg!(feature = "mermaid") { 12 } else { 200 };

fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// xorshift64: the same mutations on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}
