//! The mechanical part of the help, carried out.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Edit, Finding, Report};
use crate::source::{FileId, Sources};

/// What the fixes of a report make of its files.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The new text of each file that changes.
    pub texts: BTreeMap<FileId, String>,
    /// How many findings were mended.
    pub applied: usize,
    /// How many could be mended, but touch a place that an earlier one changes: check again.
    pub skipped: usize,
}

/// Applies the fixes of all findings, in the report's order. A finding is mended whole or not at
/// all; of two that touch the same place the first wins. Nothing is written. Bytes outside the
/// edits stay as they are, and lines end as they do in the file.
pub fn fix(report: &Report, sources: &Sources) -> Fixed {
    let mut plan = Plan::default();
    let mut fixed = Fixed::default();
    for finding in report.findings.iter().filter(|finding| !finding.fix.is_empty()) {
        if plan.admit(finding, sources) {
            fixed.applied += 1;
        } else {
            fixed.skipped += 1;
        }
    }
    fixed.texts = plan
        .edits
        .into_iter()
        .map(|(file, edits)| (file, spliced(sources.get(file).text(), edits)))
        .collect();
    fixed
}

/// Edits of each file that do not touch each other, by where they begin.
#[derive(Default)]
struct Plan<'a> {
    edits: BTreeMap<FileId, BTreeMap<(usize, usize), &'a str>>,
}

impl<'a> Plan<'a> {
    fn admit(&mut self, finding: &'a Finding, sources: &Sources) -> bool {
        let mut own: Vec<&Edit> = Vec::new();
        for edit in &finding.fix {
            let text = sources.get(edit.span.file).text();
            let apart = own.iter().all(|other| {
                other.span.file != edit.span.file || !touch(&other.span.range(), &edit.span.range())
            });
            if text.get(edit.span.range()).is_none() || !apart || !self.is_free(edit) {
                return false;
            }
            own.push(edit);
        }
        for edit in own {
            let range = edit.span.range();
            let edits = self.edits.entry(edit.span.file).or_default();
            edits.insert((range.start, range.end), &edit.replacement);
        }
        true
    }

    /// Only the neighbours are asked: the admitted edits are in order and apart.
    fn is_free(&self, edit: &Edit) -> bool {
        let range = edit.span.range();
        let Some(edits) = self.edits.get(&edit.span.file) else { return true };
        let key = (range.start, range.end);
        let before = edits.range(..=key).next_back();
        let after = edits.range(key..).next();
        before.into_iter().chain(after).all(|(&(start, end), _)| !touch(&(start..end), &range))
    }
}

/// Two insertions at one place touch: nothing says which of them comes first.
fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a == b || (a.start < b.end && b.start < a.end)
}

fn spliced(text: &str, edits: BTreeMap<(usize, usize), &str>) -> String {
    let has_crlf = text.contains("\r\n");
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for ((start, end), replacement) in edits {
        out.push_str(text.get(done..start).unwrap_or_default());
        if has_crlf {
            out.push_str(&replacement.replace("\r\n", "\n").replace('\n', "\r\n"));
        } else {
            out.push_str(replacement);
        }
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{Group, Rule};
    use crate::source::Span;

    const RULE: Rule = Rule { code: "SD002", name: "unknown-key", summary: "", group: Group::Missing };

    #[track_caller]
    fn assert_fixed(text: &str, findings: &[&[(Range<usize>, &str)]], expected: &str, applied: usize) {
        let mut sources = Sources::new();
        let file = sources.add("a.toml", text);
        let finding = |edits: &&[(Range<usize>, &str)]| {
            edits.iter().fold(Finding::new(&RULE, Span::new(file, 0..0), ""), |finding, (range, new)| {
                finding.fix(Span::new(file, range.clone()), *new)
            })
        };
        let report = Report { findings: findings.iter().map(finding).collect(), suppressed: Vec::new() };
        let fixed = fix(&report, &sources);
        assert_eq!(fixed.texts.get(&file).map_or(text, String::as_str), expected);
        assert_eq!((fixed.applied, fixed.skipped), (applied, findings.len() - applied));
    }

    #[test]
    fn edits_apply_in_their_places() {
        assert_fixed("abc", &[&[(2..3, "C")], &[(0..1, "A")]], "AbC", 2);
        assert_fixed("abc", &[&[(0..1, "A"), (3..3, "!")]], "Abc!", 1);
        assert_fixed("abc", &[&[(1..1, "-")], &[(1..2, "B")]], "a-Bc", 2);
    }

    #[test]
    fn of_two_that_touch_the_first_wins() {
        assert_fixed("abc", &[&[(0..2, "x")], &[(1..3, "y")]], "xc", 1);
        assert_fixed("abc", &[&[(1..1, "x")], &[(1..1, "y")]], "axbc", 1);
        assert_fixed("abc", &[&[(0..3, "x")], &[(1..1, "y")]], "x", 1);
    }

    #[test]
    fn a_finding_is_mended_whole_or_not_at_all() {
        assert_fixed("abc", &[&[(0..1, "x")], &[(2..3, "y"), (0..1, "z")]], "xbc", 1);
        assert_fixed("abc", &[&[(0..1, "x"), (0..2, "y")]], "abc", 0);
        assert_fixed("ä", &[&[(1..2, "x")]], "ä", 0);
        assert_fixed("a", &[&[(0..9, "x")]], "a", 0);
    }

    #[test]
    fn lines_end_as_in_the_file() {
        assert_fixed("a\r\n", &[&[(3..3, "b\n")]], "a\r\nb\r\n", 1);
    }

    proptest! {
        #[test]
        fn what_no_edit_covers_stays(
            text in "[a-zä\n]{0,40}",
            edits in prop::collection::vec((0_usize..45, 0_usize..8, "[A-Z]{0,3}"), 0..8),
        ) {
            let mut sources = Sources::new();
            let file = sources.add("a", text.clone());
            let findings = edits
                .iter()
                .map(|(start, len, new)| {
                    Finding::new(&RULE, Span::new(file, 0..0), "").fix(Span::new(file, *start..start + len), new)
                })
                .collect();
            let fixed = fix(&Report { findings, suppressed: Vec::new() }, &sources);
            let Some(new) = fixed.texts.get(&file) else { return Ok(()) };
            // Edits write capitals only, so the small letters are what the file had, in order.
            let kept: String = new.chars().filter(|c| !c.is_uppercase()).collect();
            let mut rest = text.chars();
            prop_assert!(kept.chars().all(|c| rest.any(|other| other == c)));
        }
    }
}
