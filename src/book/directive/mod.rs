//! Finds directives, `<<#system-design FILE …>>`, in a chapter, and reads what they ask for.
//!
//! ```text
//! <<#system-design FILE[@REQ] [section=KEY] [view=NAME] [only=ID,ID] [collapse=ID,ID] [columns=keys]
//!                  [against=REQ] [level=N] [title=false] [number=false] [footprint=false]
//!                  [notice=false] [versions=true|REQ] [template=NAME@REQ]>>
//! <<#system-design-changes FOLDER [A..B] [level=N]>>
//! <<#system-design-index [view=sections]>>
//! <<#system-design-landscape [owners="NAME, NAME"] [level=N]>>
//! ```
//!
//! A directive is on one line, alone on that line, in a paragraph of nothing but directives. The
//! chapter is parsed as Markdown to tell directives from code, HTML, comments and escapes
//! (`\<<#…`), which are left alone; only a whole line in a block of HTML is reported. The directive itself is read from the text as typed.
//!
//! There are four steps: `walk` finds the marks that Markdown takes for text, `written` reads what
//! follows a mark, `placement` checks the position of the directive, and `arguments`, `changes` and
//! `landscape` read what it asks for, by `reader`. To add an argument, add a field to [`DesignRequest`], and its name and
//! its line to `arguments`.

use std::ops::Range;

use crate::book::rules::INVALID_DIRECTIVE;
use crate::catalog::Selector;
use crate::diagnostic::Finding;
use crate::diagram::selection::{Selection, ShownColumns};
use crate::markdown;
use crate::reading::Requirement;
use crate::render::IndexView;
use crate::source::{FileId, Span, Spanned};

mod apart;
mod arguments;
mod changes;
mod html;
mod known;
mod landscape;
pub(in crate::book) mod marker;
mod name;

mod placement;
mod reader;
mod slips;
mod text;
mod walk;
mod written;

pub use changes::ChangesRequest;
pub(in crate::book) use known::{is_toml, parted};
pub use landscape::LandscapeRequest;
use text::ChapterText;

/// The directives, and the arguments that each of them takes.
pub const TAKES: [(&str, &[&str]); 4] = [
    ("system-design", &arguments::NAMES),
    ("system-design-changes", &changes::NAMES),
    ("system-design-index", &["view"]),
    ("system-design-landscape", &landscape::NAMES),
];

/// The arguments whose value is a list of ids.
pub(crate) const LISTS: [&str; 2] = ["only", "collapse"];

/// The directive that shows a whole design. `path` is relative to the book's folder, and so is the
/// path in the directive, so that the chapter can be moved.
pub fn showing(path: &str) -> String {
    let is_bare = !path.contains(|c: char| c.is_whitespace() || c == '>');
    if is_bare { format!("<<#system-design /{path}>>") } else { format!("<<#system-design \"/{path}\">>") }
}

/// What was found in a chapter.
#[derive(Debug, Default)]
pub struct Found {
    /// The directives, in the order of the chapter.
    pub directives: Vec<Directive>,
    /// The mistakes in directives, and in attempts at one.
    pub findings: Vec<Finding>,
    /// Whether an attempt at a directive does not say which design it is for.
    pub has_unread: bool,
    /// The directives that name no file, which are reported where the designs are known.
    pub fileless: Vec<Span>,
}

/// A directive that can be read.
#[derive(Clone, Debug)]
pub struct Directive {
    /// From `<<` to `>>`.
    pub span: Span,
    /// What the directive asks for.
    pub request: Request,
    /// The level of the heading above the directive in the chapter, or 0.
    pub above: u8,
    /// Where the document is inserted. A directive with a mistake has no slot: it is not replaced, but
    /// its design is still read, so that one run reports everything.
    pub slot: Option<Slot>,
}

/// What a directive asks for.
#[derive(Clone, Debug)]
pub enum Request {
    /// A design, or a part of it.
    Design(Box<DesignRequest>),
    /// What changed from one version of a design to the next.
    Changes(Box<ChangesRequest>),
    /// The table of all designs in the book.
    Index(IndexView),
    /// The designs of the book and the systems beside them as a picture.
    Landscape(LandscapeRequest),
}

/// A design, and how to show it. Whether the section, the view and the template exist is not known
/// here.
#[derive(Clone, Debug)]
pub struct DesignRequest {
    /// The design's file, or the folder of its versions, relative to the chapter's folder or, with a leading `/`, to the book's.
    pub file: Spanned<String>,
    /// The version that is asked for: a check of a file, a choice among the versions of a folder.
    pub version: Option<Spanned<Selector>>,
    /// The key of the only section to show.
    pub section: Option<Spanned<String>>,
    /// The name of a view to show instead of the document.
    pub view: Option<Spanned<String>>,
    /// The ids of what the view shows; everything if there are none.
    pub only: Vec<Spanned<String>>,
    /// The ids of what the view draws as one box.
    pub collapse: Vec<Spanned<String>>,
    /// The columns that the view draws tables with.
    pub columns: Option<Spanned<ShownColumns>>,
    /// The version that the view `changes` compares with.
    pub against: Option<Spanned<Selector>>,
    /// The level of the document's title, from 1 to 6.
    pub level: Option<Spanned<u8>>,
    /// Whether the title is shown or, of a single section, its heading.
    pub title: Option<Spanned<bool>>,
    /// Whether the numbers of sections are shown.
    pub number: Option<Spanned<bool>>,
    /// Whether the footer is shown.
    pub footprint: Option<Spanned<bool>>,
    /// `NAME@REQ` of a template to use instead of the design's.
    pub template: Option<Spanned<String>>,
    /// Whether the page says which version this is and which one holds.
    pub notice: Option<Spanned<bool>>,
    /// Which other versions have pages below the chapter.
    pub versions: Option<Spanned<Versions>>,
}

impl DesignRequest {
    /// The part of the view that is asked for.
    pub fn selection(&self) -> Selection {
        let ids = |ids: &[Spanned<String>]| ids.iter().map(|id| id.value.clone()).collect();
        Selection {
            only: ids(&self.only),
            collapse: ids(&self.collapse),
            columns: self.columns.as_ref().map(|columns| columns.value).unwrap_or_default(),
        }
    }
}

/// The other versions that are shown beside one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Versions {
    /// Every one.
    All,
    /// Those that a requirement admits.
    Matching(Requirement),
}

impl Versions {
    /// Whether a version is one of them.
    pub fn admit(&self, version: &semver::Version) -> bool {
        match self {
            Self::All => true,
            Self::Matching(requirement) => requirement.matches(version),
        }
    }
}

impl std::fmt::Display for Versions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::All => f.write_str("true"),
            Self::Matching(requirement) => requirement.fmt(f),
        }
    }
}

/// The line that a directive occupies, and what is around it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four independent facts about a line")]
pub struct Slot {
    /// The line's bytes, without its line break.
    pub range: Range<usize>,
    /// Whether there is text on the line before.
    gap_before: bool,
    /// Whether there is text on the line after.
    gap_after: bool,
    /// Whether there is any text above.
    follows_text: bool,
    /// Whether the text below could continue a list or a footnote above it.
    may_go_on: bool,
    /// The chapter's line break.
    line_break: &'static str,
}

/// What is listed with commas between, each with its place.
fn listed(list: &Spanned<String>) -> Vec<Spanned<String>> {
    let mut at = list.span.start as usize;
    let parts = list.value.split(',').map(|part| {
        let begins = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        let name = part.trim().to_owned();
        let range = begins..begins + name.len();
        Spanned::new(name, Span::new(list.span.file, range))
    });
    parts.filter(|name| !name.value.is_empty()).collect()
}

/// Ends a list or a footnote: a comment, which pages do not show.
const CLOSING: &str = "<!-- -->";

impl Slot {
    /// The slot of a page that has nothing else.
    pub(in crate::book) fn alone() -> Self {
        Self {
            range: 0..0,
            gap_before: false,
            gap_after: false,
            follows_text: false,
            may_go_on: false,
            line_break: "\n",
        }
    }

    /// The edit that inserts a document, with empty lines where it would run into the surrounding
    /// text. The blocks around it stay separate: the text below does not continue the document's
    /// last list, and the document does not continue a list above it. Its lines end as those of
    /// the chapter do.
    pub fn edit(&self, document: &str) -> (Range<usize>, String) {
        let document = document.trim_end_matches('\n');
        let mut text = String::with_capacity(document.len() + 32);
        if self.gap_before {
            text.push('\n');
        }
        if self.follows_text && goes_on(document) {
            text.push_str(CLOSING);
            text.push_str("\n\n");
        }
        text.push_str(document);
        if self.may_go_on && markdown::may_go_on(document) {
            if !document.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(CLOSING);
        }
        if self.gap_after {
            text.push('\n');
        }
        if self.line_break != "\n" {
            text = text.replace("\r\n", "\n").replace('\n', self.line_break);
        }
        (self.range.clone(), text)
    }
}

/// Whether a text could continue a list or a footnote above it, because its first line is indented
/// or begins a list.
fn goes_on(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let marker = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = marker.len() < line.len() && marker.starts_with(['.', ')']);
    let is_bullet = marker.len() == line.len() && marker.starts_with(['*', '-', '+']);
    let stands_apart = marker.get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    line.starts_with([' ', '\t']) || ((is_number || is_bullet) && stands_apart)
}

/// Finds the directives of a chapter. Spans are in `file`, whose text is `text`.
pub fn find(text: &str, file: FileId) -> Found {
    let mut found = Found::default();
    let chapter = ChapterText { text, file };
    let marks: Vec<usize> = marker::positions(text.as_bytes());
    if marks.is_empty() {
        return found;
    }

    let all = written::read_all(&chapter, walk::marks_in_text(&chapter, &marks));
    for (index, written) in all.iter().enumerate() {
        let clean = found.findings.len();
        let Some(known) = name::check(&chapter, written, &mut found.findings) else {
            found.has_unread |= found.findings.len() > clean;
            continue;
        };
        let previous = index.checked_sub(1).and_then(|index| all.get(index));
        let neighbours = placement::Neighbours { previous, next: all.get(index + 1) };
        let slot = placement::judge(&chapter, written, &neighbours, &mut found.findings);
        let request = match known {
            name::Name::Design => {
                arguments::design(&chapter, written, &mut found.findings).map(Request::Design)
            }
            name::Name::Changes => {
                changes::read(&chapter, written, &mut found.findings).map(Request::Changes)
            }
            name::Name::Landscape => {
                Some(Request::Landscape(landscape::read(&chapter, written, &mut found.findings)))
            }
            name::Name::Index => Some(Request::Index(reader::index(&chapter, written, &mut found.findings))),
        };
        // What is wrong cannot be shown as it was meant, so the directive stays as it is written.
        let slot = slot.filter(|_| found.findings.len() == clean);
        let span = chapter.span(&written.range);
        if request.is_none() && known == name::Name::Design {
            found.fileless.push(span);
        }
        let above = written.mark.above;
        found.has_unread |= request.is_none();
        found.directives.extend(request.map(|request| Directive { span, request, above, slot }));
    }
    found
}

/// A finding about an argument whose value is wrong, for mistakes that show only in the design, its
/// template or the book.
pub fn invalid_argument(span: Span, message: impl Into<String>) -> Finding {
    Finding::new(&INVALID_DIRECTIVE, span, message)
}
