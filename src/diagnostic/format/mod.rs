//! How a report is printed: for people, for editors, for programs, for code hosts.
//!
//! A format implements [`Format`] in its file and does not depend on the others; what
//! several need (places as lines and columns, the words for levels) is here. To add one: write
//! the file, give it a variant and a word in [`OutputFormat`].
//!
//! Lines and columns count from 1 everywhere, and a column counts characters (Unicode scalar
//! values, not bytes, not UTF-16 units). An end is the place after the last character.

mod fingerprint;
mod github;
mod gitlab;
mod json;
mod junit;
mod place;
mod rdjson;
mod sarif;
mod short;
mod text;

pub use github::Github;
pub use gitlab::Gitlab;
pub use json::Json;
pub use junit::Junit;
#[cfg(feature = "cli")]
pub(crate) use place::Place;
pub use rdjson::Rdjson;
pub use sarif::Sarif;
pub use short::Short;
pub use text::{Ending, Excerpt, Folded, Introduced, Text};

use std::io;

use super::{Finding, Level, Report, Rule};
use crate::source::{Sources, Span};

/// Writes a report in one form.
pub trait Format {
    /// Writes the findings of `report`, in its order and [bounded](Report::bounded). Give it a
    /// buffered writer.
    ///
    /// # Errors
    /// Only those of `out`.
    fn write(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
        self.write_all(&report.bounded(), sources, out)
    }

    /// Writes every finding of `report`, which is bounded already.
    ///
    /// # Errors
    /// Only those of `out`.
    fn write_all(&self, report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()>;
}

/// The formats by the words of the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutputFormat {
    /// With the source's lines, as rustc does it.
    #[default]
    Text,
    /// One line per finding, for editors and grep.
    Short,
    /// One JSON object per line.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands, which GitHub shows beside the changed lines.
    Github,
    /// A report of GitLab's Code Quality.
    Gitlab,
    /// `JUnit`'s XML, for CI services that show tests.
    Junit,
    /// Reviewdog's Diagnostic Format.
    Rdjson,
}

impl OutputFormat {
    /// Every format by its word.
    pub const ALL: [(&'static str, OutputFormat); 8] = [
        ("text", OutputFormat::Text),
        ("short", OutputFormat::Short),
        ("json", OutputFormat::Json),
        ("sarif", OutputFormat::Sarif),
        ("github", OutputFormat::Github),
        ("gitlab", OutputFormat::Gitlab),
        ("junit", OutputFormat::Junit),
        ("rdjson", OutputFormat::Rdjson),
    ];

    /// Reads a word of the command line.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|&(_, format)| format)
    }

    /// Whether what was written of some findings is final before all others are known. The others are documents
    /// that name their findings' number first, or choose among them.
    pub fn can_go_on(self) -> bool {
        match self {
            OutputFormat::Text | OutputFormat::Short | OutputFormat::Json => true,
            OutputFormat::Sarif
            | OutputFormat::Github
            | OutputFormat::Gitlab
            | OutputFormat::Junit
            | OutputFormat::Rdjson => false,
        }
    }

    /// The format's writer. Only `text` has colours.
    pub fn writer(self, color: bool) -> Box<dyn Format> {
        match self {
            OutputFormat::Text => Box::new(Text { color }),
            OutputFormat::Short => Box::new(Short),
            OutputFormat::Json => Box::new(Json),
            OutputFormat::Sarif => Box::new(Sarif),
            OutputFormat::Github => Box::new(Github::default()),
            OutputFormat::Gitlab => Box::new(Gitlab),
            OutputFormat::Junit => Box::new(Junit),
            OutputFormat::Rdjson => Box::new(Rdjson),
        }
    }
}

/// The word by which people and compilers know a level.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    }
}

/// The rule's page in this version's sources.
pub(crate) fn page_address(rule: &Rule) -> String {
    let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
    format!("{repository}/blob/v{version}/book-example/src/rules/{}.md", rule.name)
}

/// The other places of a finding: the related ones, and where the design names the finding's
/// file.
fn other_places(finding: &Finding) -> impl Iterator<Item = (Span, &str)> {
    let related = finding.related.iter().map(|related| (related.span, related.message.as_str()));
    let anchor = finding.anchor.map(|span| (span, "the design refers to it here"));
    related.chain(anchor)
}

#[cfg(test)]
mod tests;
