//! A preprocessor for programs that build books with mdbook-driver.

use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::errors::{Error, Result};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use super::expand::{self, Input};
use crate::book::chapter::page::Chapter;
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
        let expansion = expand::expand(Input {
            root: context.root.clone(),
            settings: serde_json::to_value(&context.config)?,
            renderer: context.renderer.clone(),
            mdbook_version: context.mdbook_version.clone(),
            chapters: chapters(&book),
        });
        let mut text = Vec::new();
        let (report, threshold) = (&expansion.report, expansion.threshold);
        Text { color: false }.write_build(report, threshold, &expansion.sources, &mut text)?;
        let text = String::from_utf8_lossy(&text);
        let Some(contents) = expansion.contents else { return Err(Error::msg(text.into_owned())) };
        if !text.is_empty() {
            (self.report)(&text);
        }
        let mut contents = contents.into_iter().peekable();
        let mut index = 0;
        book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item {
                if let Some((_, content)) = contents.next_if(|(expanded, _)| *expanded == index) {
                    chapter.content = content;
                }
                index += 1;
            }
        });
        Ok(book)
    }

    fn supports_renderer(&self, _: &str) -> Result<bool> {
        Ok(true)
    }
}

/// All chapters, numbered in the order in which [`Book::for_each_mut`] visits them.
fn chapters(book: &Book) -> Vec<(usize, Chapter)> {
    let mut copy = book.clone();
    let mut chapters = Vec::new();
    copy.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item {
            let text = |path: &Option<std::path::PathBuf>| {
                path.as_ref().map(|path| path.to_string_lossy().replace('\\', "/"))
            };
            chapters.push(Chapter {
                name: chapter.name.clone(),
                source_path: text(&chapter.source_path),
                path: text(&chapter.path),
                content: std::mem::take(&mut chapter.content),
            });
        }
    });
    chapters.into_iter().enumerate().collect()
}
