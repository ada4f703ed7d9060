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

/// The first heading of a chapter or, without one, the words of its file's name.
fn title(text: &str, path: &str) -> String {
    let heading = text.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    let heading = heading.filter(|heading| !heading.is_empty() && !heading.contains(['[', ']', '{', '`']));
    heading.map_or_else(|| words_of(path), str::to_owned)
}

/// What a file's name says: `order-history.md` is “Order history”, and `orders/README.md` is “Orders”.
fn words_of(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_readme = name.eq_ignore_ascii_case("readme") || name.eq_ignore_ascii_case("index");
    let name = match folder.rsplit('/').next() {
        Some(folder) if is_readme && !folder.is_empty() => folder,
        _ => name,
    };
    let mut words = name.replace(['-', '_'], " ").trim().to_owned();
    if let Some(first) = words.get(..1).map(str::to_ascii_uppercase) {
        words.replace_range(..1, &first);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_chapter_is_called_as_its_heading_or_its_file_says() {
        for (text, path, expected) in [
            ("# My orders\n", "orders.md", "My orders"),
            ("text", "other.md", "Other"),
            ("#  \n", "deep/order-history.md", "Order history"),
            ("# [A](b)\n", "v1.2_notes.md", "V1.2 notes"),
            ("", "orders/README.md", "Orders"),
            ("", "README.md", "README"),
            ("", "älter.md", "älter"),
        ] {
            assert_eq!(title(text, path), expected, "{path}");
        }
    }
}
