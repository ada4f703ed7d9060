//! Where findings are collected and given their levels.

use std::collections::HashMap;

use super::{Finding, Group, Levels, Report, Rule, Stage, Suppressed, either, rule};
use crate::source::{FileId, Span};

/// Findings in the order of arrival, without levels.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
    /// The number of findings kept per rule and file; empty while there are few in all.
    kept: HashMap<(&'static str, FileId), usize>,
    /// Findings that replace the others.
    omissions: HashMap<(&'static str, FileId), Finding>,
    /// The codes of rules that had nothing to look at.
    idle: Vec<&'static str>,
}

/// The number of findings of one rule in one file that are kept, far more than are shown:
/// `[[allow]]` may silence some of them, and `--fix` applies all. The rest is counted.
const MOST: usize = 10_000;

/// An `[[allow]]` of a design.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The rule it silences.
    pub rule: &'static Rule,
    /// The dotted path it is limited to.
    pub at: Option<String>,
    /// The reason.
    pub reason: String,
    /// Where the entry is written.
    pub span: Span,
}

rule! {
    /// An `[[allow]]` entry silences nothing.
    pub UNUSED_ALLOW = "SD009", "unused-allow", Group::Advice, since "0.1.0", fix none;
}

impl Sink {
    /// Takes a finding.
    pub fn push(&mut self, finding: Finding) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
            return;
        }
        let key = |finding: &Finding| (finding.rule.code, finding.span.file);
        if self.kept.is_empty() {
            for finding in &self.findings {
                *self.kept.entry(key(finding)).or_default() += 1;
            }
        }
        let kept = self.kept.entry(key(&finding)).or_default();
        if *kept < MOST {
            *kept += 1;
            self.findings.push(finding);
        } else {
            let more = finding.omitted.max(1);
            let all = self.omissions.get(&key(&finding)).map_or(0, |omission| omission.omitted) + more;
            let span = self.omissions.get(&key(&finding)).map_or(finding.span, |omission| omission.span);
            self.omissions.insert(key(&finding), Finding::omission(finding.rule, span, all));
        }
    }

    /// Takes several.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// Drops the findings that are not to be kept.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.findings.retain(keep);
    }

    /// Notes that a rule had nothing to look at, such as an earlier version, so that nobody can tell
    /// whether an `[[allow]]` for it is needed.
    pub fn leave_open(&mut self, rule: &'static Rule) {
        self.idle.push(rule.code);
    }

    /// Forgets what the rules found that were left open, and gives their codes: they will be asked again.
    pub fn reopen(&mut self) -> Vec<&'static str> {
        let open = std::mem::take(&mut self.idle);
        self.findings.retain(|finding| !open.contains(&finding.rule.code));
        open
    }

    /// Gives findings their paths, so that nobody has to look for them when they are judged. `path` is that of
    /// [`judge`](Self::judge).
    pub fn locate(&mut self, path: impl Fn(Span) -> String) {
        for finding in self.findings.iter_mut().filter(|finding| finding.lacks_path()) {
            finding.path = path(finding.anchor.unwrap_or(finding.span));
        }
    }

    /// Whether nothing was found yet.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// What was found so far.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Gives back what was found.
    pub fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.findings;
        let mut omissions: Vec<Finding> = self.omissions.into_values().collect();
        omissions.sort_by_key(|finding| (finding.span.file, finding.rule.code));
        findings.append(&mut omissions);
        findings
    }

    /// Takes what another sink collected.
    pub fn append(&mut self, other: Sink) {
        self.extend(other.into_findings());
    }

    /// Gives every finding its path and its level. `path` gives the path of a place in its
    /// design. It is called only for findings, so a clean design pays nothing for paths.
    pub fn judge(
        self,
        levels: &Levels,
        stage: Stage,
        allows: &[Allow],
        path: impl Fn(Span) -> String,
    ) -> Report {
        let mut report = Report::default();
        let idle = self.idle.clone();
        let findings = self.into_findings();
        let misshapen = findings.iter().any(|finding| finding.rule.group.is_shape());
        let mut used = vec![false; allows.len()];
        for mut finding in findings {
            if finding.lacks_path() {
                finding.path = path(finding.anchor.unwrap_or(finding.span));
            }
            finding.level = levels.of(finding.rule, stage, finding.at_least, finding.at_most);
            match allows.iter().position(|allow| allow.covers(&finding)) {
                Some(index) => {
                    used[index] = true;
                    mark_all(allows, &finding, &mut used);
                    report.suppressed.push(Suppressed { finding, reason: allows[index].reason.clone() });
                }
                None => report.keep(finding),
            }
        }
        // While the file is not in the format, some rules do not report, so nothing is known about
        // their entries. Entries for this rule itself come last: they may cover others.
        let (own, others): (Vec<usize>, Vec<usize>) = (0..allows.len())
            .filter(|&index| !misshapen && !idle.contains(&allows[index].rule.code))
            .partition(|&index| allows[index].rule.code == UNUSED_ALLOW.code);
        for index in others.into_iter().chain(own) {
            if used[index] {
                continue;
            }
            let mut finding = unused_allow(&allows[index], &report);
            finding.path = path(finding.span);
            finding.level = levels.of(&UNUSED_ALLOW, stage, finding.at_least, finding.at_most);
            match allows.iter().position(|allow| allow.covers(&finding) && allow.span != finding.span) {
                Some(by) => {
                    mark_all(allows, &finding, &mut used);
                    report.suppressed.push(Suppressed { finding, reason: allows[by].reason.clone() });
                }
                None => report.keep(finding),
            }
        }
        report
    }
}

impl Allow {
    /// Whether it silences a rule at a dotted path.
    pub fn permits(&self, rule: &Rule, path: &str) -> bool {
        self.rule.code == rule.code
            && !rule.is_fixed()
            && self.at.as_deref().is_none_or(|at| is_at_or_below(path, at))
    }

    fn covers(&self, finding: &Finding) -> bool {
        self.permits(finding.rule, &finding.path)
    }
}

/// Two entries may cover one finding; both of them did their work.
fn mark_all(allows: &[Allow], finding: &Finding, used: &mut [bool]) {
    for (allow, used) in allows.iter().zip(used) {
        *used |= allow.covers(finding);
    }
}

fn unused_allow(allow: &Allow, report: &Report) -> Finding {
    let name = allow.rule.name;
    let message = match &allow.at {
        _ if allow.rule.is_fixed() => format!("`{name}` cannot be allowed"),
        Some(at) => format!("`{name}` is allowed at `{at}`, but nothing there needs it"),
        None => format!("`{name}` is allowed, but nothing in this design needs it"),
    };
    let help = if allow.rule.is_fixed() {
        "delete the entry: without what this rule asks for there is nothing to show".to_owned()
    } else {
        match places(allow.rule, report).as_slice() {
            [] => "delete the entry: no place in this design needs it".to_owned(),
            places => format!(
                "delete the entry, or write a place where the rule finds something: {}",
                either(places)
            ),
        }
    };
    Finding::new(&UNUSED_ALLOW, allow.span, message).label("silences nothing").help(help)
}

/// The first places where a rule finds something, each as the `at` that covers it.
fn places(rule: &Rule, report: &Report) -> Vec<String> {
    const MOST: usize = 3;
    let found =
        report.findings.iter().filter(|finding| finding.rule.code == rule.code && finding.omitted == 0);
    let mut places: Vec<String> = Vec::new();
    for path in found.map(|finding| finding.path.as_str()).filter(|path| !path.is_empty()) {
        let quote = if path.contains('"') { '\'' } else { '"' };
        let place = format!("`at = {quote}{path}{quote}`");
        if !places.contains(&place) {
            places.push(place);
        }
        if places.len() == MOST {
            break;
        }
    }
    places
}

/// `a.b` covers `a.b`, `a.b.c` and `a.b[0]`, not `a.bc`.
fn is_at_or_below(path: &str, at: &str) -> bool {
    path.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_covers_what_is_below() {
        assert!(is_at_or_below("components.api.files", "components.api"));
        assert!(is_at_or_below("flows.a.steps[2].to", "flows.a.steps"));
        assert!(!is_at_or_below("components.api-2", "components.api"));
    }
}
