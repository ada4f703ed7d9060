//! The preprocessor: from the bytes on stdin to the bytes on stdout.

use std::borrow::Cow;
use std::path::PathBuf;

use super::expand::{self, Input, Remains};
use crate::book::chapter::page::Chapter;
use crate::book::protocol::{self, Book, ProtocolError, RunContext, version};
use crate::diagnostic::{Report, Threshold};
use crate::source::Sources;

/// The result of preprocessing a book.
pub struct Preprocessed<'i> {
    /// The book to write to stdout; `None` if a finding fails the build.
    pub book: Option<Cow<'i, [u8]>>,
    /// What was found.
    pub report: Report,
    /// From which level on findings fail the build.
    pub threshold: Threshold,
    /// The texts that findings point into.
    pub sources: Sources,
    /// The book's folder; `None` if it did not matter.
    pub root: Option<PathBuf>,
    /// A warning about the version of the calling mdBook.
    pub warning: Option<String>,
    /// What the run has no more need of.
    pub remains: Remains,
}

/// Expands the directives of a book. A book without directives is returned unchanged and is not
/// parsed.
///
/// # Errors
/// When the input is not what mdBook sends.
pub fn preprocess(input: &[u8]) -> Result<Preprocessed<'_>, ProtocolError> {
    if let Some(book) = protocol::unchanged(input) {
        return Ok(Preprocessed::unchanged(book));
    }
    let envelope = protocol::split(input)?;
    if !envelope.may_hold_directives() {
        return Ok(Preprocessed::unchanged(envelope.book));
    }
    let context = RunContext::parse(envelope.context)?;
    let book = Book::parse(envelope.book)?;
    let mdbook_version = context.mdbook_version.clone().unwrap_or_default();
    let chapters = chapters(&book, version::prints_one_page(&mdbook_version))?;
    let expansion = expand::expand(Input {
        root: context.root.clone(),
        settings: context.config()?,
        renderer: context.renderer.clone(),
        mdbook_version,
        chapters,
        paths: book.chapters().iter().map(|chapter| chapter.path.clone()).collect(),
    });
    let written = match expansion.contents {
        Some(contents) => {
            let mut all = vec![None; book.chapters().len()];
            for (index, content) in contents {
                if let Some(place) = all.get_mut(index) {
                    *place = Some(content);
                }
            }
            Some(Cow::Owned(book.with_changes(all, &expansion.added)?))
        }
        None => None,
    };
    Ok(Preprocessed {
        book: written,
        report: expansion.report,
        threshold: expansion.threshold,
        sources: expansion.sources,
        root: Some(context.root),
        warning: version::warning(context.mdbook_version.as_deref()),
        remains: expansion.remains,
    })
}

impl<'i> Preprocessed<'i> {
    fn unchanged(book: &'i [u8]) -> Self {
        Self {
            book: Some(Cow::Borrowed(book)),
            report: Report::default(),
            threshold: Threshold::default(),
            sources: Sources::new(),
            root: None,
            warning: None,
            remains: Remains::default(),
        }
    }
}

/// The chapters that may contain directives, with their indexes; all chapters, if the ids of each
/// matter to the others.
fn chapters(book: &Book<'_>, all: bool) -> Result<Vec<(usize, Chapter)>, ProtocolError> {
    let marked = |chapter: &protocol::RawChapter<'_>| chapter.may_hold_directives();
    let needed = book.chapters().iter().enumerate().filter(|(_, chapter)| all || marked(chapter));
    needed
        // The content of other chapters need not be text.
        .filter(|(_, chapter)| marked(chapter) || chapter.content().is_ok())
        .map(|(index, chapter)| {
            let content = chapter.content()?;
            Ok((
                index,
                Chapter {
                    name: chapter.name.clone(),
                    source_path: chapter.source_path.clone(),
                    path: chapter.path.clone(),
                    content,
                },
            ))
        })
        .collect()
}
