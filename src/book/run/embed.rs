//! A preprocessor for programs that build books with mdbook-driver.

use std::collections::HashMap;

use mdbook_preprocessor::book::{self, Book, BookItem, SectionNumber};
use mdbook_preprocessor::errors::{Error, Result};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use super::expand::{self, Input};
use crate::book::chapter::page::{Added, Chapter};
use crate::book::config::OURS;
use crate::diagnostic::format::Text;

/// Expands `<<#system-design …>>` in the chapters of a book, without a separate process.
///
/// Findings are passed to the function that the preprocessor was created with. If a finding fails
/// the build, [`run`] returns an error that contains the whole report as text.
///
/// [`run`]: Preprocessor::run
pub struct SystemDesign {
    report: Box<dyn Fn(&str) + Send>,
}

impl SystemDesign {
    /// Passes the findings, printed for people, to `report`: once per run, and only if there are
    /// findings and none of them fails the build.
    pub fn new(report: impl Fn(&str) + Send + 'static) -> Self {
        Self { report: Box::new(report) }
    }
}

impl Preprocessor for SystemDesign {
    fn name(&self) -> &'static str {
        OURS
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let chapters = chapters(&book);
        let expansion = expand::expand(Input {
            root: context.root.clone(),
            settings: serde_json::to_value(&context.config)?,
            renderer: context.renderer.clone(),
            mdbook_version: context.mdbook_version.clone(),
            paths: chapters.iter().map(|(_, chapter)| chapter.path.clone()).collect(),
            chapters,
        });
        let mut text = Vec::new();
        let (report, threshold) = (&expansion.report, expansion.threshold);
        Text { color: false }.write_build(report, threshold, &expansion.sources, &mut text)?;
        let text = String::from_utf8_lossy(&text);
        let Some(contents) = expansion.contents else { return Err(Error::msg(text.into_owned())) };
        if !text.is_empty() {
            (self.report)(&text);
        }
        let mut changes =
            Changes { contents: contents.into_iter().collect(), added: expansion.added, index: 0 };
        changes.make(&mut book.items);
        Ok(book)
    }

    fn supports_renderer(&self, _: &str) -> Result<bool> {
        Ok(true)
    }
}

/// What changes in a book.
struct Changes {
    contents: HashMap<usize, String>,
    added: Vec<Added>,
    /// The index of the next chapter.
    index: usize,
}

impl Changes {
    /// Changes chapters in reading order, in which they are numbered.
    fn make(&mut self, items: &mut [BookItem]) {
        for item in items {
            let BookItem::Chapter(chapter) = item else { continue };
            let index = self.index;
            self.index += 1;
            if let Some(content) = self.contents.remove(&index) {
                chapter.content = content;
            }
            self.make(&mut chapter.sub_items);
            for added in self.added.iter().filter(|added| added.under == index) {
                let below = below(chapter, added);
                chapter.sub_items.push(BookItem::Chapter(below));
            }
        }
    }
}

/// A chapter below another one, after those that are there.
fn below(above: &book::Chapter, added: &Added) -> book::Chapter {
    let last = above.sub_items.iter().rev().find_map(|item| match item {
        BookItem::Chapter(chapter) => chapter.number.as_ref()?.last().copied(),
        _ => None,
    });
    let number = above.number.as_ref().map(|number| {
        SectionNumber::new([number.as_slice(), &[last.unwrap_or(0).saturating_add(1)]].concat())
    });
    let parents = above.parent_names.iter().chain([&above.name]).cloned().collect();
    let mut chapter = book::Chapter::new(&added.name, added.content.clone(), &added.path, parents);
    chapter.source_path = None;
    chapter.number = number;
    chapter
}

/// All chapters, in reading order.
fn chapters(book: &Book) -> Vec<(usize, Chapter)> {
    let text = |path: &Option<std::path::PathBuf>| {
        path.as_ref().map(|path| path.to_string_lossy().replace('\\', "/"))
    };
    let all = book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => Some(Chapter {
            name: chapter.name.clone(),
            source_path: text(&chapter.source_path),
            path: text(&chapter.path),
            content: chapter.content.clone(),
        }),
        _ => None,
    });
    all.enumerate().collect()
}
