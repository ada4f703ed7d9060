//! What is known of a book after it was checked, and how a change of one file changes that at once.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::buffers::{Buffers, Replaced};
use crate::book::{Checked, Inspection, Session};
use crate::diagnostic::{Finding, Report};
use crate::source::{FileId, Source, Span};

/// A book after it was checked.
pub(super) struct Pass {
    inspection: Inspection,
    is_book: bool,
    /// The findings in each design.
    designs: HashMap<FileId, Vec<Finding>>,
    /// Those of the book around them.
    rest: Vec<Finding>,
}

/// What distinguishes a finding from others of one run.
type Identity = (&'static str, Span, String);

impl Pass {
    /// Parts what was found into what concerns one design, which can be found again at once, and the rest.
    pub(super) fn new(inspection: Inspection, is_book: bool) -> Self {
        let mut owners: HashMap<Identity, FileId> = HashMap::new();
        for (file, checked) in &inspection.designs {
            owners.extend(checked.report.findings.iter().map(|finding| (identity(finding), *file)));
        }
        let mut designs: HashMap<FileId, Vec<Finding>> = HashMap::new();
        let mut rest = Vec::new();
        for finding in &inspection.report.findings {
            match owners.get(&identity(finding)) {
                Some(file) => designs.entry(*file).or_default().push(finding.clone()),
                None => rest.push(finding.clone()),
            }
        }
        Self { inspection, is_book, designs, rest }
    }

    /// Whether a file was read with this text.
    pub(super) fn has(&self, path: &Path, text: &str) -> bool {
        self.file(path).is_some_and(|file| **self.source(file).text() == *text)
    }

    /// Whether it is a whole book, and not a design alone.
    pub(super) fn is_book(&self) -> bool {
        self.is_book
    }

    /// The session that read the files.
    pub(super) fn session(&self) -> &Session {
        &self.inspection.session
    }

    /// The designs, with what was found in them.
    pub(super) fn designs(&self) -> &[(FileId, Checked)] {
        &self.inspection.designs
    }

    /// A design, after it was checked.
    pub(super) fn checked(&self, file: FileId) -> Option<&Checked> {
        let mut designs = self.inspection.designs.iter();
        designs.find(|(known, _)| *known == file).map(|(_, checked)| checked)
    }

    /// The file at a path, if it was read.
    pub(super) fn file(&self, path: &Path) -> Option<FileId> {
        self.session().sources.at(path)
    }

    /// The text of a file, with its place.
    pub(super) fn source(&self, file: FileId) -> &Source {
        self.session().sources.get(file)
    }

    /// The findings that a file shows, as many of each rule as are shown.
    pub(super) fn findings_in(&self, file: FileId) -> Vec<Finding> {
        let findings = self.designs.values().flatten().chain(&self.rest);
        let findings = findings.filter(|finding| place_in(finding, file).is_some()).cloned();
        let mut report = Report { findings: findings.collect(), ..Report::default() };
        report.sort(&self.session().sources);
        report.bounded().findings
    }

    /// Gives every open document the text that it has now.
    pub(super) fn catch_up(&mut self, buffers: &Buffers) {
        for (path, buffer) in buffers.iter() {
            let Some(file) = self.file(path) else { continue };
            let length = self.source(file).text().len();
            if self.source(file).text() != &buffer.text {
                let all = Replaced { range: 0..length, length: buffer.text.len() };
                self.replace(file, &buffer.text, &[all]);
            }
        }
    }

    /// Gives a file the text that it has now. A design is checked again; what concerns more than one file is as it
    /// was until the next pass. Returns whether it is a design.
    pub(super) fn replace(&mut self, file: FileId, text: &Arc<str>, replaced: &[Replaced]) -> bool {
        let is_design = self.checked(file).is_some();
        let others = self.designs.iter_mut().filter(|(design, _)| **design != file);
        for findings in others.map(|(_, findings)| findings).chain([&mut self.rest]) {
            findings.retain_mut(|finding| keep(finding, file, replaced));
        }
        if !is_design {
            if let Some(findings) = self.designs.get_mut(&file) {
                findings.retain_mut(|finding| keep(finding, file, replaced));
            }
            self.inspection.session.sources.replace(file, Arc::clone(text));
            return false;
        }
        self.inspection.session.replace(file, Arc::clone(text));
        if let Some(checked) = self.inspection.session.check_again(file, self.is_book) {
            self.designs.insert(file, checked.report.findings.clone());
            let mut designs = self.inspection.designs.iter_mut();
            if let Some((_, old)) = designs.find(|(known, _)| *known == file) {
                *old = checked;
            }
        }
        true
    }
}

/// Where a file shows a finding: at its place or, in the design that includes the text, where it does.
pub(super) fn place_in(finding: &Finding, file: FileId) -> Option<Span> {
    let anchor = finding.anchor.filter(|anchor| anchor.file == file);
    if finding.span.file == file { Some(finding.span) } else { anchor }
}

fn identity(finding: &Finding) -> Identity {
    (finding.rule.code, finding.span, finding.message.clone())
}

/// Moves the places of a finding in a file that was changed. Returns whether the finding's own is left.
fn keep(finding: &mut Finding, file: FileId, replaced: &[Replaced]) -> bool {
    let moved = |span: Span| {
        if span.file != file {
            return Some(span);
        }
        let range = replaced.iter().try_fold(span.range(), |range, replaced| replaced.moved(range));
        range.map(|range| Span::new(file, range))
    };
    let Some(span) = moved(finding.span) else { return false };
    finding.span = span;
    finding.anchor = finding.anchor.and_then(moved);
    finding.related.retain_mut(|related| match moved(related.span) {
        Some(span) => {
            related.span = span;
            true
        }
        None => false,
    });
    let places: Option<Vec<Span>> = finding.fix.iter().map(|edit| moved(edit.span)).collect();
    match places {
        Some(places) => finding.fix.iter_mut().zip(places).for_each(|(edit, span)| edit.span = span),
        None => finding.fix.clear(),
    }
    true
}
