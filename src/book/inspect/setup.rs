//! SD1213: a book with directives, or designs, for which mdBook does not run this preprocessor.

use serde_json::Value;

use super::subject::BookSubject;
use crate::book::config::{BookToml, OURS, PREPROCESSORS, TABLE, program};
use crate::book::rules::NOT_SET_UP;
use crate::diagnostic::{Finding, Sink};
use crate::reading::nearest;

/// The program that mdBook runs.
const PROGRAM: &str = "mdbook-system-design";

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    let settings = subject.settings;
    let Some(book_toml) = BookToml::of(settings, &subject.session.sources) else { return };
    let first = subject.pages.iter().find_map(|page| Some((page, page.placed.first()?)));
    if is_set_up(settings.get(&[PREPROCESSORS])) || enabled_by_environment() {
        return;
    }
    let message = match first {
        Some((page, _)) => format!(
            "book.toml has no `[preprocessor.{OURS}]`, so the directive in `{}` stays text",
            subject.session.sources.get(page.file).path()
        ),
        None if subject.designs.values().any(|checked| checked.design.is_some()) => {
            format!("this book has designs, but its book.toml has no `[preprocessor.{OURS}]`")
        }
        None => return,
    };
    let near = near(settings.get(&[PREPROCESSORS]));
    let at = near.and_then(|name| book_toml.key(&[PREPROCESSORS, name]));
    let mut finding = Finding::new(&NOT_SET_UP, at.unwrap_or(book_toml.start()), message);
    if let Some((_, placed)) = first {
        finding = finding.related(placed.directive.span, "this directive stays text");
    }
    sink.push(match (at, settings.get(&TABLE)) {
        (Some(span), _) => finding.help(format!("did you mean `{OURS}`?")).fix(span, OURS),
        (None, Some(_)) => finding.help(format!("write a table: `[preprocessor.{OURS}]`")),
        (None, None) => {
            let finding = finding.help(format!("add `[preprocessor.{OURS}]`, or run `{PROGRAM} init`"));
            book_toml.edited(finding, |editor| editor.table(&TABLE))
        }
    });
}

/// Whether the table exists, or another preprocessor's table runs this program.
fn is_set_up(preprocessors: Option<&Value>) -> bool {
    let Some(all) = preprocessors.and_then(Value::as_object) else { return false };
    all.get(OURS).is_some_and(Value::is_object) || all.values().any(|table| program(table) == Some(PROGRAM))
}

/// The name of a preprocessor that looks like a misspelling of this one.
fn near(preprocessors: Option<&Value>) -> Option<&str> {
    let all = preprocessors.and_then(Value::as_object)?;
    let names = || all.keys().map(String::as_str).filter(|name| *name != OURS);
    let plain = |name: &str| name.to_lowercase().replace(['_', ' '], "-");
    let same = names().find(|name| plain(name).trim_start_matches("mdbook-") == OURS);
    same.or_else(|| nearest(OURS, names()))
}

/// mdBook also reads settings from the environment.
fn enabled_by_environment() -> bool {
    std::env::vars_os().any(|(name, _)| {
        let name = name.to_string_lossy().to_uppercase();
        name == "MDBOOK_PREPROCESSOR__SYSTEM_DESIGN"
            || name.starts_with("MDBOOK_PREPROCESSOR__SYSTEM_DESIGN__")
    })
}
