//! SD1214: a chapter with directives that SUMMARY.md does not list.

use super::subject::BookSubject;
use crate::book::directive::Request;
use crate::book::rules::CHAPTER_OUTSIDE_SUMMARY;
use crate::diagnostic::{Finding, Sink};

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    for page in subject.outside {
        let Some(placed) = page.placed.first() else { continue };
        let source = subject.session.sources.get(page.file);
        let what = match &placed.directive.request {
            Request::Design(wanted) => format!("shows `{}`", wanted.file.value),
            Request::Changes(wanted) => format!("tells the changes of `{}`", wanted.folder.value),
            Request::Index(_) => "lists the designs".to_owned(),
            Request::Landscape(_) => "draws the designs".to_owned(),
        };
        let message = format!("`{}` {what}, but SUMMARY.md does not list this chapter", source.path());
        let path = page.path.as_deref().unwrap_or(source.path());
        let link = if path.contains(' ') { format!("<{path}>") } else { path.to_owned() };
        sink.push(
            Finding::new(&CHAPTER_OUTSIDE_SUMMARY, placed.directive.span, message)
                .label("mdBook does not make a page from it")
                .help(format!("add `- [{}]({link})` to SUMMARY.md", title(source.text(), path))),
        );
    }
}

/// The first heading of a chapter or, without one, the name of its file.
fn title<'t>(text: &'t str, path: &'t str) -> &'t str {
    let heading = text.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    let stem = || path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    heading
        .filter(|heading| !heading.is_empty() && !heading.contains(['[', ']', '{', '`']))
        .unwrap_or_else(stem)
}
