//! SD1211: a search of the book finds the pages of other versions as well.

use std::path::Path;

use serde_json::Value;

use super::subject::BookSubject;
use crate::book::chapter::page::{Page, Placed};
use crate::book::config::{BookToml, Settings};
use crate::book::directive::{Request, Versions};
use crate::book::rules::OLD_VERSION_IN_SEARCH;
use crate::diagnostic::{Finding, Sink};
use crate::reading::quote_key;
use crate::source::{Span, Spanned};

/// The keys that lead to what mdBook's search knows of chapters.
const CHAPTERS: [&str; 5] = ["output", "html", "search", "chapter", "enable"];

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    if !subject.settings.makes_html() || !is_searched(subject.settings) {
        return;
    }
    for page in subject.pages {
        for placed in &page.placed {
            if let Request::Design(asked) = &placed.directive.request
                && let Some(versions) = &asked.versions
            {
                sink.extend(find(subject, page, placed, &asked.file.value, versions));
            }
        }
    }
}

/// What is wrong with the pages that one directive adds.
fn find(
    subject: &BookSubject<'_>,
    above: &Page,
    placed: &Placed,
    series: &str,
    versions: &Spanned<Versions>,
) -> Option<Finding> {
    let span = placed.directive.span;
    let added = subject.pages.iter().filter(|page| is_added_by(page, above, span));
    let indexed =
        added.filter_map(|page| page.path.as_deref()).find(|path| !is_set(subject.settings, path))?;
    let (folder, _) = indexed.rsplit_once('/')?;
    let finding = Finding::new(
        &OLD_VERSION_IN_SEARCH,
        versions.span,
        format!("a search of the book finds the other versions of `{series}` as well"),
    )
    .label("the pages of these are in the search index");
    let written = format!("{} = {{ enable = false }}", quote_key(folder));
    let mut chapters = subject.chapters.iter().flatten();
    if chapters.any(|path| Path::new(path).starts_with(folder)) {
        // Readers should find these chapters.
        let written = format!("{} = {{ enable = false }}", quote_key(indexed));
        return Some(finding.help(format!(
            "write `{written}` under `[output.html.search.chapter]`, and the same for each other version: the folder has other chapters as well"
        )));
    }
    let finding = finding.help(format!("write `{written}` under `[output.html.search.chapter]`"));
    let Some(book_toml) = BookToml::of(subject.settings, &subject.session.sources) else {
        return Some(finding);
    };
    let [path @ .., name] = CHAPTERS;
    Some(book_toml.edited(finding, |editor| editor.switch(&path, folder, name, false)))
}

/// Whether a page was added for another version by the directive at a place.
fn is_added_by(page: &Page, above: &Page, span: Span) -> bool {
    let is_below = page.added.as_ref().is_some_and(|added| added.under == above.index);
    is_below && page.placed.iter().any(|placed| placed.directive.span == span)
}

/// Whether the book has a search.
fn is_searched(settings: &Settings) -> bool {
    settings.get(&["output", "html", "search", "enable"]).and_then(Value::as_bool).unwrap_or(true)
}

/// Whether book.toml says if a page is in the search index: by its path, or by that of a folder above.
fn is_set(settings: &Settings, path: &str) -> bool {
    let [folders @ .., enable] = CHAPTERS;
    let known = settings.get(&folders).and_then(Value::as_object);
    known.is_some_and(|known| {
        known.iter().any(|(key, value)| Path::new(path).starts_with(key) && value.get(enable).is_some())
    })
}
