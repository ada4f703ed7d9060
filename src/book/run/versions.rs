//! The pages that `versions=` adds below a chapter, one for each version of a series.

use std::collections::HashSet;

use super::session::Session;
use crate::book::chapter::page::{Page, Placed};
use crate::book::directive::{DesignRequest, Directive, Request, Slot, Versions, invalid_argument};
use crate::catalog::Member;
use crate::diagnostic::{Finding, Sink};
use crate::source::{FileId, Spanned};

/// Adds the pages that directives ask for, each after the one of its chapter. `chapters` are the paths of all
/// chapters of the book. A path that is taken is reported.
pub(in crate::book) fn add(
    pages: &mut Vec<Page>,
    chapters: &[Option<String>],
    session: &mut Session,
    sink: &mut Sink,
) {
    let asks = |placed: &Placed| matches!(&placed.directive.request, Request::Design(asked) if asked.versions.is_some());
    if !pages.iter().any(|page| page.placed.iter().any(asks)) {
        return;
    }
    let mut taken: HashSet<String> = chapters.iter().flatten().cloned().collect();
    let mut index = pages.iter().map(|page| page.index + 1).max().unwrap_or(0).max(chapters.len());
    for page in std::mem::take(pages) {
        let mut added = Vec::new();
        for placed in &page.placed {
            match below(&page, placed, index + added.len(), &taken, session) {
                Ok(pages) => {
                    taken.extend(pages.iter().filter_map(|page| page.path.clone()));
                    added.extend(pages);
                }
                Err(finding) => sink.push(*finding),
            }
        }
        index += added.len();
        pages.push(page);
        pages.append(&mut added);
    }
}

/// The pages that one directive asks for, the newest version first.
fn below(
    page: &Page,
    placed: &Placed,
    index: usize,
    taken: &HashSet<String>,
    session: &mut Session,
) -> Result<Vec<Page>, Box<Finding>> {
    let (Request::Design(asked), Some(shown), Some(path)) =
        (&placed.directive.request, placed.design, &page.path)
    else {
        return Ok(Vec::new());
    };
    let Some(wanted) = &asked.versions else { return Ok(Vec::new()) };
    let Some(folder) = session.design(shown).map(|design| design.id.clone()) else { return Ok(Vec::new()) };
    let beside = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut pages = Vec::new();
    let mut own = HashSet::new();
    for (version, file) in admitted(wanted, asked, shown, session)? {
        let path = format!("{beside}{folder}/{version}.md");
        if taken.contains(&path) {
            let message = format!(
                "the page of version {version} would be `{path}`, where the book has a chapter already"
            );
            return Err(Box::new(invalid_argument(wanted.span, message).help(
                "give that chapter another path in SUMMARY.md, or leave `versions=` out of one directive",
            )));
        }
        // Two files of one version are reported elsewhere.
        if own.insert(version) {
            session.ask(file);
            let directive = (file != shown).then(|| whole(&placed.directive, asked));
            pages.push(Page::below(page, index + pages.len(), (&folder, path), file, directive));
        }
    }
    Ok(pages)
}

/// The versions that have a page, the newest first.
fn admitted(
    wanted: &Spanned<Versions>,
    asked: &DesignRequest,
    shown: FileId,
    session: &Session,
) -> Result<Vec<(String, FileId)>, Box<Finding>> {
    let Some(series) = session.series(shown) else { return Ok(Vec::new()) };
    let is_admitted = |member: &&Member| wanted.admit(&member.number);
    let admitted: Vec<&Member> = series.members().iter().rev().filter(is_admitted).collect();
    if admitted.is_empty() {
        let there = series.listed();
        let message =
            format!("no version of `{}` matches `{}`; there are {there}", asked.file.value, wanted.value);
        return Err(Box::new(invalid_argument(wanted.span, message).help("ask for some of these")));
    }
    let readable = admitted.into_iter().filter(|member| session.design(member.file).is_some());
    Ok(readable.map(|member| (member.number.to_string(), member.file)).collect())
}

/// The directive of an added page: the whole document, as the chapter's directive shows it.
fn whole(directive: &Directive, asked: &DesignRequest) -> Directive {
    let request = DesignRequest {
        version: None,
        section: None,
        view: None,
        only: Vec::new(),
        collapse: Vec::new(),
        columns: None,
        level: None,
        title: None,
        versions: None,
        ..asked.clone()
    };
    let request = Request::Design(Box::new(request));
    Directive {
        span: directive.span,
        request,
        above: 0,
        slot: directive.slot.as_ref().map(|_| Slot::alone()),
    }
}
