//! The result of a run, as it is shown.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Finding, Level};
use crate::source::{FileId, Shift, Sources};

/// The result of a run, as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order of [`Report::sort`], none of them at [`Level::Allow`].
    pub findings: Vec<Finding>,
    /// What the designs silenced themselves.
    pub suppressed: Vec<Suppressed>,
}

/// A finding that an `[[allow]]` silenced, and its reason.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// The finding that would have been shown.
    pub finding: Finding,
    /// The author's reason.
    pub reason: String,
}

/// The number of findings of one rule in one file that are shown; the rest is counted.
const SHOWN: usize = 100;

impl Report {
    /// Joins the reports of several designs.
    pub fn append(&mut self, mut other: Report) {
        self.findings.append(&mut other.findings);
        self.suppressed.append(&mut other.suppressed);
    }

    /// The report with its places moved, where its files joined others.
    #[must_use]
    pub fn moved(mut self, shift: Shift) -> Report {
        let silenced = self.suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
        self.findings.iter_mut().chain(silenced).for_each(|finding| finding.shift(shift));
        self
    }

    /// Orders everything by file and place, so that a run prints the same whatever it read first.
    /// What is missing from a file comes after what is wrong in it, as the template asks for it.
    pub fn sort(&mut self, sources: &Sources) {
        let key = |finding: &Finding| {
            let path = sources.get(finding.span.file).path().to_owned();
            (path, finding.asked_by, finding.span.start, finding.rule.code, finding.span.end)
        };
        self.findings.sort_by_cached_key(|finding| (key(finding), finding.message.clone()));
        self.suppressed.sort_by_cached_key(|suppressed| key(&suppressed.finding));
    }

    /// The report with the findings from a level on.
    #[must_use]
    pub fn from_level(&self, least: Level) -> Report {
        let shown = self.findings.iter().filter(|finding| finding.level >= least).cloned();
        Report { findings: shown.collect(), suppressed: self.suppressed.clone() }
    }

    /// What is reported together with its design, and the rest.
    #[must_use]
    pub fn parted(self) -> (Report, Report) {
        let (of_designs, findings) = self.findings.into_iter().partition(|finding| finding.of_design);
        let (silenced, suppressed) = self.suppressed.into_iter().partition(|silent| silent.finding.of_design);
        (Report { findings: of_designs, suppressed: silenced }, Report { findings, suppressed })
    }

    /// The findings that say that a part of a file could not be read.
    #[must_use]
    pub fn unread(&self) -> Report {
        let unread = self.findings.iter().filter(|finding| finding.is_unread()).cloned();
        Report { findings: unread.collect(), suppressed: self.suppressed.clone() }
    }

    /// The report as it is printed: of one rule in one file the first hundred findings, then one
    /// that says how many more there are.
    #[must_use]
    pub fn bounded(&self) -> Report {
        let mut shown = Bound::default();
        let mut findings: Vec<Finding> = Vec::new();
        for finding in &self.findings {
            match shown.take(finding) {
                Taken::Whole => findings.push(finding.clone()),
                Taken::First => findings.push(Finding { level: finding.level, ..omission(finding) }),
                Taken::Counted => {}
            }
        }
        findings.iter_mut().filter(|finding| finding.omitted > 0).for_each(|finding| shown.complete(finding));

        let mut silenced = Bound::default();
        let mut suppressed: Vec<Suppressed> = Vec::new();
        for Suppressed { finding, reason } in &self.suppressed {
            let finding = match silenced.take(finding) {
                Taken::Whole => finding.clone(),
                Taken::First => Finding { level: finding.level, ..omission(finding) },
                Taken::Counted => continue,
            };
            suppressed.push(Suppressed { finding, reason: reason.clone() });
        }
        let counted = suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
        counted.filter(|finding| finding.omitted > 0).for_each(|finding| silenced.complete(finding));
        Report { findings, suppressed }
    }

    /// The highest level of all findings that are not known: those never fail.
    pub fn worst(&self) -> Level {
        let new = self.findings.iter().filter(|finding| finding.known.is_none());
        new.map(|finding| finding.level).max().unwrap_or(Level::Allow)
    }

    /// How many findings have a level.
    pub fn count(&self, level: Level) -> usize {
        let of_level = self.findings.iter().filter(|finding| finding.level == level);
        of_level.map(|finding| finding.omitted.max(1)).sum()
    }

    /// How many findings are denied, or would be if they were not known.
    pub fn denied(&self) -> usize {
        let known = self.findings.iter().filter(|finding| finding.known == Some(Level::Deny)).count();
        self.count(Level::Deny) + known
    }

    pub(super) fn keep(&mut self, finding: Finding) {
        if finding.level > Level::Allow {
            self.findings.push(finding);
        }
    }
}

/// What becomes of a finding.
enum Taken {
    /// It is shown.
    Whole,
    /// It is the first of those that are counted, and is replaced by their number.
    First,
    /// It is counted.
    Counted,
}

/// How many findings of each rule and file are shown and counted.
#[derive(Default)]
struct Bound {
    of: HashMap<(&'static str, FileId), (usize, usize)>,
}

impl Bound {
    fn take(&mut self, finding: &Finding) -> Taken {
        let (shown, counted) = match self.of.entry((finding.rule.code, finding.span.file)) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert((0, 0)),
        };
        if finding.omitted == 0 && *shown < SHOWN {
            *shown += 1;
            return Taken::Whole;
        }
        let first = *counted == 0;
        *counted += finding.omitted.max(1);
        if first { Taken::First } else { Taken::Counted }
    }

    fn complete(&self, finding: &mut Finding) {
        let all = self.of.get(&(finding.rule.code, finding.span.file)).map_or(0, |(_, counted)| *counted);
        *finding = Finding { level: finding.level, ..Finding::omission(finding.rule, finding.span, all) };
    }
}

fn omission(first: &Finding) -> Finding {
    Finding::omission(first.rule, first.span, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Group, Sink, Stage, rule};
    use crate::source::Span;

    rule! {
        /// An unknown key.
        RULE = "SD002", "unknown-key", Group::Advice, since "0.1.0", fix none;
    }
    rule! {
        /// A value of the wrong type.
        OTHER = "SD003", "wrong-type", Group::Advice, since "0.1.0", fix none;
    }

    fn report(findings: usize) -> Report {
        let mut sources = Sources::new();
        let file = sources.add("a.toml", "x".repeat(findings));
        let mut sink = Sink::default();
        for at in 0..findings {
            sink.push(Finding::new(&RULE, Span::new(file, at..at), "unknown"));
            if at % 1000 == 0 {
                sink.push(Finding::new(&OTHER, Span::new(file, at..at), "wrong"));
            }
        }
        let mut report = sink.judge(&super::super::Levels::default(), Stage::Final, &[], |_| String::new());
        report.sort(&sources);
        report
    }

    #[track_caller]
    fn check(findings: usize, shown: usize, omitted: usize) {
        let bounded = report(findings).bounded();
        let of_rule: Vec<&Finding> =
            bounded.findings.iter().filter(|finding| finding.rule.code == RULE.code).collect();
        assert_eq!(of_rule.iter().filter(|finding| finding.omitted == 0).count(), shown);
        assert_eq!(of_rule.iter().map(|finding| finding.omitted).sum::<usize>(), omitted);
        assert!(of_rule.iter().filter(|finding| finding.omitted > 0).count() <= 1);
        let of_other = bounded.findings.len() - of_rule.len();
        assert_eq!(of_other, findings.div_ceil(1000), "another rule is not concerned");
        assert_eq!(bounded.count(bounded.worst()), findings + of_other, "all are counted");
        assert_eq!(bounded.bounded().findings.len(), bounded.findings.len(), "bounded once and for all");
    }

    #[test]
    fn a_hundred_of_a_rule_in_a_file_are_shown_and_the_rest_is_counted() {
        check(99, 99, 0);
        check(100, 100, 0);
        check(101, 100, 1);
        check(30_000, 100, 29_900);
    }
}
