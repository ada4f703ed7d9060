//! SD1209: a `before` or an `after` that makes preprocessors run in the wrong order, or that names
//! one that does not exist.

use serde_json::Value;

use super::fences::first_fence;
use super::subject::BookSubject;
use crate::book::config::{BookToml, Follower, OURS, Order, PREPROCESSORS, Settings, TABLE, followers};
use crate::book::rules::WRONG_ORDER;
use crate::diagnostic::{Finding, Sink};

/// mdBook's own preprocessors.
const BUILT_IN: [&str; 2] = ["links", "index"];

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    let settings = subject.settings;
    let Some(book_toml) = BookToml::of(settings, &subject.session.sources) else { return };
    if !settings.has(&TABLE) {
        return;
    }
    let is_at_work = |follower: &Follower<'_>| follower.fences.is_empty() || draws_any(follower, subject);
    for follower in followers(&settings.whole).into_iter().filter(is_at_work) {
        match follower.order {
            Order::After => {}
            Order::Unset => sink.push(unset(&follower, &book_toml)),
            Order::Before => sink.push(before(&follower, settings, &book_toml)),
        }
    }
    for side in ["before", "after"] {
        absent(settings, &book_toml, side, sink);
    }
    includes(settings, &book_toml, sink);
}

/// Whether a design that a chapter shows has a code block that a preprocessor draws.
fn draws_any(follower: &Follower<'_>, subject: &BookSubject<'_>) -> bool {
    let shown = subject.designs.iter().filter(|(file, _)| subject.is_shown(**file));
    let mut designs = shown.filter_map(|(_, checked)| checked.design.as_ref());
    designs.any(|design| {
        first_fence(design, &subject.session.sources, &|language| follower.draws(language)).is_some()
    })
}

/// Reports a preprocessor that runs first because mdBook orders by name if nothing else is set.
fn unset(follower: &Follower<'_>, book_toml: &BookToml<'_>) -> Finding {
    let name = follower.name;
    let finding = runs_before(follower, book_toml);
    let before = [PREPROCESSORS, OURS, "before"];
    let finding = match book_toml.key(&before) {
        Some(_) => finding.help(format!("add `\"{name}\"` to `before`")),
        None => finding.help(format!("add `before = [\"{name}\"]`")),
    };
    book_toml.extending(finding, &before, name)
}

/// Reports a preprocessor that book.toml explicitly orders first.
fn before(follower: &Follower<'_>, settings: &Settings, book_toml: &BookToml<'_>) -> Finding {
    let name = follower.name;
    let ours = [PREPROCESSORS, OURS, "after"];
    let theirs = [PREPROCESSORS, name, "before"];
    let (path, named) = if names(settings, &ours).contains(&name) { (ours, name) } else { (theirs, OURS) };
    let finding = runs_before(follower, book_toml);
    let finding = match book_toml.key(&path) {
        Some(span) => Finding { span, ..finding },
        None => finding,
    };
    finding.help(format!(
        "remove `\"{named}\"` from `{}` of `{}`, and set `before = [\"{name}\"]` in `[preprocessor.{OURS}]`",
        path[2], path[1]
    ))
}

fn runs_before(follower: &Follower<'_>, book_toml: &BookToml<'_>) -> Finding {
    let Follower { name, turns, .. } = follower;
    let message = format!("`{name}` runs before `{OURS}`, so {turns} in designs stay text");
    let ours = book_toml.preprocessor(OURS);
    Finding::new(&WRONG_ORDER, ours, message)
        .related(book_toml.key(&[PREPROCESSORS, name]).unwrap_or(ours), "it is configured here")
}

/// Reports a `before` or `after` with an unknown name: mdBook warns about it on every build.
fn absent(settings: &Settings, book_toml: &BookToml<'_>, side: &str, sink: &mut Sink) {
    for name in names(settings, &[PREPROCESSORS, OURS, side]) {
        if BUILT_IN.contains(&name) || settings.has(&[PREPROCESSORS, name]) {
            continue;
        }
        let span = book_toml.key(&[PREPROCESSORS, OURS, side]).unwrap_or(book_toml.preprocessor(OURS));
        let message = format!("`{side}` names the preprocessor `{name}`, which this book does not have");
        sink.push(
            Finding::new(&WRONG_ORDER, span, message).help("remove it: mdBook warns about it on every build"),
        );
    }
}

/// Reports that `links` runs after this preprocessor. `links` expands `{{#include …}}`: it has to
/// run first, so that directives in included files are found, and so that it does not see the text
/// of designs.
fn includes(settings: &Settings, book_toml: &BookToml<'_>, sink: &mut Sink) {
    for (path, named, side) in [
        ([PREPROCESSORS, OURS, "before"], "links", "before"),
        ([PREPROCESSORS, "links", "after"], OURS, "after"),
    ] {
        if names(settings, &path).contains(&named) {
            let span = book_toml.key(&path).unwrap_or(book_toml.preprocessor(OURS));
            let message =
                format!("`links` runs after `{OURS}`, so directives in included files are not seen");
            let help = format!("remove `\"{named}\"` from `{side}`");
            sink.push(Finding::new(&WRONG_ORDER, span, message).help(help));
        }
    }
}

fn names<'s>(settings: &'s Settings, path: &[&str]) -> Vec<&'s str> {
    let items = settings.get(path).and_then(Value::as_array);
    items.map(|items| items.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}
