//! Where findings are collected and given their levels.

use super::{Finding, Group, Level, Levels, Rule, Stage};
use crate::source::{Sources, Span};

/// Findings as they come, without levels.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
}

/// An `[[allow]]` of a design.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The rule it silences.
    pub rule: &'static Rule,
    /// The dotted path it is limited to.
    pub at: Option<String>,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

/// A finding that an `[[allow]]` silenced, and its reason.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// What would have been shown.
    pub finding: Finding,
    /// The author's reason.
    pub reason: String,
}

/// What is shown of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order of files and places, none of them at [`Level::Allow`].
    pub findings: Vec<Finding>,
    /// What the designs silenced themselves.
    pub suppressed: Vec<Suppressed>,
}

/// Found by the sink itself: an `[[allow]]` that silenced nothing.
pub const UNUSED_ALLOW: Rule = Rule {
    code: "SD009",
    name: "unused-allow",
    summary: "An `[[allow]]` entry silences nothing.",
    group: Group::Advice,
};

impl Sink {
    /// Takes a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Takes several.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
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
        self.findings
    }

    /// Takes what another sink collected.
    pub fn append(&mut self, mut other: Sink) {
        self.findings.append(&mut other.findings);
    }

    /// Gives every finding its path and its level. `path` says where a place stands in its
    /// design; it is asked only for findings, so a clean design pays nothing for paths.
    pub fn judge(
        self,
        levels: &Levels,
        stage: Stage,
        allows: &[Allow],
        path: impl Fn(Span) -> String,
    ) -> Report {
        let mut report = Report::default();
        let misshapen = self.findings.iter().any(|finding| matches!(finding.rule.group, Group::Shape { .. }));
        let mut used = vec![false; allows.len()];
        for mut finding in self.findings {
            if finding.path.is_empty() {
                finding.path = path(finding.anchor.unwrap_or(finding.span));
            }
            finding.level = levels.of(finding.rule, stage);
            match allows.iter().position(|allow| allow.covers(&finding)) {
                Some(index) => {
                    used[index] = true;
                    mark_all(allows, &finding, &mut used);
                    report.suppressed.push(Suppressed { finding, reason: allows[index].reason.clone() });
                }
                None => report.keep(finding),
            }
        }
        // As long as the file is not in the format, some rules keep silent: what they would have
        // needed is not known. Entries for this rule itself are asked last: they may cover others.
        let (own, others): (Vec<usize>, Vec<usize>) = (0..allows.len())
            .filter(|_| !misshapen)
            .partition(|&index| allows[index].rule.code == UNUSED_ALLOW.code);
        for index in others.into_iter().chain(own) {
            if used[index] {
                continue;
            }
            let mut finding = unused_allow(&allows[index]);
            finding.path = path(finding.span);
            finding.level = levels.of(&UNUSED_ALLOW, stage);
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
    fn covers(&self, finding: &Finding) -> bool {
        self.rule.code == finding.rule.code
            && !finding.rule.is_fixed()
            && self.at.as_deref().is_none_or(|at| is_at_or_below(&finding.path, at))
    }
}

impl Report {
    /// Joins the reports of several designs.
    pub fn append(&mut self, mut other: Report) {
        self.findings.append(&mut other.findings);
        self.suppressed.append(&mut other.suppressed);
    }

    /// Orders everything by file and place, so that a run prints the same whatever it read first.
    pub fn sort(&mut self, sources: &Sources) {
        let key = |finding: &Finding| {
            let path = sources.get(finding.span.file).path().to_owned();
            (path, finding.span.start, finding.rule.code, finding.span.end)
        };
        self.findings.sort_by_cached_key(|finding| (key(finding), finding.message.clone()));
        self.suppressed.sort_by_cached_key(|suppressed| key(&suppressed.finding));
    }

    /// The report without its notes.
    #[must_use]
    pub fn without_notes(&self) -> Report {
        let shown = self.findings.iter().filter(|finding| finding.level > Level::Note).cloned();
        Report { findings: shown.collect(), suppressed: self.suppressed.clone() }
    }

    /// The highest level of all findings.
    pub fn worst(&self) -> Level {
        self.findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Allow)
    }

    /// How many findings have a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    fn keep(&mut self, finding: Finding) {
        if finding.level > Level::Allow {
            self.findings.push(finding);
        }
    }
}

/// Two entries may cover one finding; both of them did their work.
fn mark_all(allows: &[Allow], finding: &Finding, used: &mut [bool]) {
    for (allow, used) in allows.iter().zip(used) {
        *used |= allow.covers(finding);
    }
}

fn unused_allow(allow: &Allow) -> Finding {
    let name = allow.rule.name;
    let message = match &allow.at {
        _ if allow.rule.is_fixed() => format!("`{name}` cannot be allowed"),
        Some(at) => format!("`{name}` is allowed at `{at}`, but nothing there needs it"),
        None => format!("`{name}` is allowed, but nothing in this design needs it"),
    };
    let help = if allow.rule.is_fixed() {
        "delete the entry: without what this rule asks for there is nothing to show"
    } else if allow.at.is_some() {
        "delete the entry, or correct its `at`: the path that the finding prints"
    } else {
        "delete the entry"
    };
    Finding::new(&UNUSED_ALLOW, allow.span, message).label("silences nothing").help(help)
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
