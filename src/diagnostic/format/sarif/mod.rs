//! SARIF 2.1.0, the form that code scanning services read (OASIS, Static Analysis Results
//! Interchange Format). Addresses start from the top of the repository, columns count Unicode code
//! points, and findings that a design allows are there as suppressed results.

mod address;
mod log;

use std::collections::BTreeMap;
use std::io;

use super::fingerprint::Fingerprints;
use super::place::Place;
use super::{Format, other_places, page_address, severity};
use crate::diagnostic::{Edit, Finding, Level, Report, Rule, Stage, guarded_json};
use crate::source::{Sources, Span};

/// One SARIF log for the whole report.
#[derive(Clone, Copy, Debug)]
pub struct Sarif;

impl Format for Sarif {
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        let log = serde_json::to_string_pretty(&log(report, sources))?;
        writeln!(out, "{}", guarded_json(&log))
    }
}

fn log<'a>(report: &'a Report, sources: &'a Sources) -> log::Log<'a> {
    let rules = Rules::of(report);
    let mut fingerprints = Fingerprints::default();
    let shown = report.findings.iter().map(|finding| (finding, None));
    let suppressed =
        report.suppressed.iter().map(|suppressed| (&suppressed.finding, Some(suppressed.reason.as_str())));
    let results = shown
        .chain(suppressed)
        .map(|(finding, reason)| result(finding, reason, &rules, &mut fingerprints, sources))
        .collect();
    log::Log::new(address::base(sources), rules.described(), results)
}

/// The rules that have a result, in the order of their codes: a result cites one by its index.
struct Rules {
    by_code: BTreeMap<&'static str, (usize, &'static Rule)>,
}

impl Rules {
    fn of(report: &Report) -> Self {
        let suppressed = report.suppressed.iter().map(|suppressed| &suppressed.finding);
        let mut by_code: BTreeMap<_, _> = report
            .findings
            .iter()
            .chain(suppressed)
            .map(|finding| (finding.rule.code, (0, finding.rule)))
            .collect();
        for (index, entry) in by_code.values_mut().enumerate() {
            entry.0 = index;
        }
        Self { by_code }
    }

    fn index(&self, rule: &Rule) -> usize {
        self.by_code.get(rule.code).map_or(0, |&(index, _)| index)
    }

    fn described(&self) -> Vec<log::Descriptor> {
        let describe = |&(_, rule): &(usize, &'static Rule)| log::Descriptor {
            id: rule.code,
            name: rule.name,
            short_description: log::Message { text: rule.summary },
            full_description: log::Markdown::new(rule.description()),
            help: log::Markdown::new(rule.page.replace("\r\n", "\n")),
            help_uri: page_address(rule),
            // The level in an accepted design; a result has the level of its own design.
            default_configuration: log::Configuration { level: level(rule.default_level(Stage::Final)) },
            properties: log::DescriptorProperties { tags: [rule.group.name()] },
        };
        self.by_code.values().map(describe).collect()
    }
}

fn result<'a>(
    finding: &'a Finding,
    reason: Option<&'a str>,
    rules: &Rules,
    fingerprints: &mut Fingerprints,
    sources: &'a Sources,
) -> log::Result<'a> {
    let related = other_places(finding)
        .enumerate()
        .map(|(id, (span, message))| log::Location {
            id: Some(id + 1),
            physical_location: physical(span, sources),
            logical_locations: None,
            message: Some(log::Message { text: message }),
        })
        .collect();
    log::Result {
        rule_id: finding.rule.code,
        rule_index: rules.index(finding.rule),
        level: level(finding.level),
        message: log::Message { text: finding.message.as_str() },
        locations: [log::Location {
            id: None,
            physical_location: physical(finding.span, sources),
            logical_locations: logical(&finding.path),
            message: Some(finding.label.as_str())
                .filter(|label| !label.is_empty())
                .map(|text| log::Message { text }),
        }],
        partial_fingerprints: log::Fingerprints {
            v1: fingerprints.of(finding, &address::of(finding.span.file, sources).uri),
        },
        related_locations: related,
        fixes: fixes(finding, sources),
        suppressions: reason.map(|justification| [log::Suppression { kind: "inSource", justification }]),
        properties: finding.help.as_deref().map(|help| log::ResultProperties { help }),
    }
}

fn level(level: Level) -> &'static str {
    match level {
        // A finding that is allowed for its design's status is a result only if it was silenced.
        Level::Allow => "none",
        other => severity(other),
    }
}

fn physical(span: Span, sources: &Sources) -> log::PhysicalLocation {
    log::PhysicalLocation {
        artifact_location: address::of(span.file, sources),
        region: region(span, sources),
    }
}

fn logical(path: &str) -> Option<[log::LogicalLocation<'_>; 1]> {
    (!path.is_empty()).then_some([log::LogicalLocation { fully_qualified_name: path }])
}

fn region(span: Span, sources: &Sources) -> log::Region {
    let Place { start, end, .. } = Place::of(span, sources);
    log::Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// One fix per finding, one change per file.
fn fixes<'a>(finding: &'a Finding, sources: &Sources) -> Option<[log::Fix<'a>; 1]> {
    let mut by_file: BTreeMap<_, Vec<&Edit>> = BTreeMap::new();
    for edit in &finding.fix {
        by_file.entry(edit.span.file).or_default().push(edit);
    }
    let changes: Vec<_> = by_file
        .into_values()
        .filter_map(|edits| {
            let first = edits.first()?;
            Some(log::ArtifactChange {
                artifact_location: address::of(first.span.file, sources),
                replacements: edits.iter().map(|edit| replacement(edit, sources)).collect(),
            })
        })
        .collect();
    let text = finding.help.as_deref().unwrap_or("apply this edit");
    (!changes.is_empty()).then_some([log::Fix {
        description: log::Message { text },
        artifact_changes: changes,
        properties: log::FixProperties { applicability: finding.applicability.word() },
    }])
}

fn replacement<'a>(edit: &'a Edit, sources: &Sources) -> log::Replacement<'a> {
    log::Replacement {
        deleted_region: region(edit.span, sources),
        inserted_content: log::Content { text: &edit.replacement },
    }
}
