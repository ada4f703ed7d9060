//! SD1209: settings of book.toml that mdBook does not complain of, and that do not do what they
//! seem to.

use serde_json::Value;

use super::subject::BookSubject;
use crate::book::config::{Settings, Written};
use crate::book::rules::WRONG_ORDER;
use crate::book::run::session::Session;
use crate::diagnostic::{Finding, Sink};

/// mdBook's own preprocessors.
const BUILT_IN: [&str; 2] = ["links", "index"];

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    let (settings, session) = (subject.settings, subject.session);
    let Some(places) = Written::of(settings, &session.sources) else { return };
    let ours = ["preprocessor", "system-design"];
    if !settings.has(&ours) {
        return;
    }
    mermaid(settings, &places, sink);
    for side in ["before", "after"] {
        absent(settings, &places, side, sink);
    }
    includes(settings, &places, sink);
    watched(settings, session, &places, sink);
}

/// mdbook-mermaid turns fences into what its script draws: it has to see ours.
fn mermaid(settings: &Settings, places: &Written<'_>, sink: &mut Sink) {
    let runs_after = names(settings, &["preprocessor", "mermaid", "after"]).contains(&"system-design");
    let runs_before = names(settings, &["preprocessor", "system-design", "before"]).contains(&"mermaid");
    if !settings.has(&["preprocessor", "mermaid"]) || runs_after || runs_before {
        return;
    }
    let message = "`mermaid` runs before `system-design`, so the diagrams of designs stay text";
    let finding = Finding::new(&WRONG_ORDER, places.preprocessor("system-design"), message).related(
        places.key(&["preprocessor", "mermaid"]).unwrap_or(places.preprocessor("system-design")),
        "it is configured here",
    );
    let before = ["preprocessor", "system-design", "before"];
    let finding = match places.key(&before) {
        Some(_) => finding.help("add `\"mermaid\"` to `before`"),
        None => finding.help("add `before = [\"mermaid\"]`"),
    };
    sink.push(places.extending(finding, &before, "mermaid"));
}

/// A name that is not there warns at each build.
fn absent(settings: &Settings, places: &Written<'_>, side: &str, sink: &mut Sink) {
    for name in names(settings, &["preprocessor", "system-design", side]) {
        if BUILT_IN.contains(&name) || settings.has(&["preprocessor", name]) {
            continue;
        }
        let span = places
            .key(&["preprocessor", "system-design", side])
            .unwrap_or(places.preprocessor("system-design"));
        let message = format!("`{side}` names the preprocessor `{name}`, which this book does not have");
        sink.push(
            Finding::new(&WRONG_ORDER, span, message).help("take it out: mdBook warns of it at each build"),
        );
    }
}

/// `links` carries out mdBook's own orders, `{{#include …}}`: what it has to find in chapters it
/// finds before us, and what stands in designs is text.
fn includes(settings: &Settings, places: &Written<'_>, sink: &mut Sink) {
    for (path, named, side) in [
        (["preprocessor", "system-design", "before"], "links", "before"),
        (["preprocessor", "links", "after"], "system-design", "after"),
    ] {
        if names(settings, &path).contains(&named) {
            let span = places.key(&path).unwrap_or(places.preprocessor("system-design"));
            let message = "`links` runs after `system-design`, so directives in included files are not seen";
            let help = format!("take `\"{named}\"` out of `{side}`");
            sink.push(Finding::new(&WRONG_ORDER, span, message).help(help));
        }
    }
}

/// A design outside `src` is watched only where book.toml says so.
fn watched(settings: &Settings, session: &Session, places: &Written<'_>, sink: &mut Sink) {
    let designs = &session.config.designs;
    let folder = session.root.resolve(session.root.folder(), designs);
    if !folder.is_ok_and(|folder| folder.has_folder()) || settings.watches(designs, &session.root) {
        return;
    }
    let message = format!("`mdbook serve` does not see changes in `{designs}`");
    let finding = Finding::new(&WRONG_ORDER, places.preprocessor("system-design"), message)
        .label("designs lie outside the folders that are watched")
        .help(format!("add `extra-watch-dirs = [\"{designs}\"]` under `[build]`"));
    sink.push(places.extending(finding, &["build", "extra-watch-dirs"], designs));
}

fn names<'s>(settings: &'s Settings, path: &[&str]) -> Vec<&'s str> {
    let items = settings.get(path).and_then(Value::as_array);
    items.map(|items| items.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}
