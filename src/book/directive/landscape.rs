//! Reads what `<<#system-design-landscape …>>` asks for: whose designs are shown, which systems, and what is folded.

use super::listed;
use super::reader::{ArgumentReader, Form, Given};
use super::slips;
use super::text::ChapterText;
use super::written::{Word, Written};
use crate::diagnostic::Finding;
use crate::source::Spanned;

/// The designs of a book and the systems beside them. Whether somebody owns a design is not known here.
#[derive(Clone, Debug, Default)]
pub struct LandscapeRequest {
    /// Whose designs are shown, with what these work with; as it is written, separated by commas.
    pub owners: Option<Spanned<String>>,
    /// The names of the systems that are shown alone, in the same form.
    pub only: Option<Spanned<String>>,
    /// The owners whose designs are one box each, in the same form.
    pub collapse: Option<Spanned<String>>,
    /// The level of the headings of parts, from 1 to 6.
    pub level: Option<Spanned<u8>>,
}

pub(super) const NAMES: [&str; 4] = ["owners", "only", "collapse", "level"];

const FORM: Form<{ NAMES.len() }> =
    Form { directive: "system-design-landscape", names: NAMES, takes: "", bare: |_, _| None };

/// Reads the words of `<<#system-design-landscape …>>`.
pub(super) fn read(
    chapter: &ChapterText,
    written: &Written,
    findings: &mut Vec<Finding>,
) -> LandscapeRequest {
    let words = slips::amended(chapter, &written.words, &NAMES, findings);
    let mut reader = ArgumentReader { chapter, written, findings };
    reader.check_end();
    let Given { bare, arguments: [owners, only, collapse, level] } = reader.sort(&FORM, &words);
    let level = reader.level(level);
    if let (Some(first), Some(last)) = (bare.first(), bare.last()) {
        reader.no_meaning(first, last);
    }
    let [owners, only, collapse] = [owners, only, collapse].map(|list| reader.text(list));
    LandscapeRequest { owners, only, collapse, level }
}

impl ArgumentReader<'_> {
    fn no_meaning(&mut self, first: &Word, last: &Word) {
        let range = first.range.start..last.range.end;
        let message = format!(
            "`<<#system-design-landscape>>` shows the designs of the book, so `{}` has no meaning",
            self.chapter.shown(&range)
        );
        self.report(&range, message, |finding| {
            finding.help("write `owners=\"Team A, Team B\"` to show the designs of some owners only; names with spaces are in quotes")
        });
    }
}

impl LandscapeRequest {
    /// The owners that are asked for, each with its place; all designs are shown without.
    pub fn owners(&self) -> Vec<Spanned<String>> {
        self.owners.as_ref().map(listed).unwrap_or_default()
    }

    /// The systems that are asked for, each with its place; all are shown without.
    pub fn only(&self) -> Vec<Spanned<String>> {
        self.only.as_ref().map(listed).unwrap_or_default()
    }

    /// The owners whose designs are one box each, with their places.
    pub fn collapse(&self) -> Vec<Spanned<String>> {
        self.collapse.as_ref().map(listed).unwrap_or_default()
    }
}
