//! SD1213: a book with directives or designs for which mdBook does not run this preprocessor.

use serde_json::{Map, Value};

use super::subject::BookSubject;
use crate::book::config::{BookToml, OURS, PREPROCESSORS, Settings, TABLE, program};
use crate::book::rules::NOT_SET_UP;
use crate::diagnostic::{Finding, Sink};
use crate::reading::nearest;
use crate::source::Span;

/// The program that mdBook runs.
const PROGRAM: &str = "mdbook-system-design";

/// The key that says for which outputs mdBook runs a preprocessor.
const RENDERERS: &str = "renderers";

pub(super) fn check(subject: &BookSubject<'_>, sink: &mut Sink) {
    let settings = subject.settings;
    let Some(book_toml) = BookToml::of(settings, &subject.session.sources) else { return };
    if enabled_by_environment() {
        return;
    }
    let Some((span, why)) = fault(settings, &book_toml) else { return };
    let first = subject.pages.iter().find_map(|page| Some((page, page.placed.first()?)));
    let message = match first {
        Some((page, _)) => {
            let page = subject.session.sources.get(page.file).path();
            format!("book.toml {why}, so the directive in `{page}` stays text")
        }
        None if subject.designs.values().any(|checked| checked.design.is_some()) => {
            format!("this book has designs, but its book.toml {why}")
        }
        None => return,
    };
    let mut finding = Finding::new(&NOT_SET_UP, span, message);
    if let Some((_, placed)) = first {
        finding = finding.related(placed.directive.span, "this directive stays text");
    }
    sink.push(mended(finding, settings, &book_toml));
}

/// What is wrong in book.toml, and where.
fn fault(settings: &Settings, book_toml: &BookToml<'_>) -> Option<(Span, String)> {
    let Some(name) = our_name(settings) else {
        let place = Misspelt::find(settings).and_then(|misspelt| book_toml.key(&misspelt.path));
        let place = place.or_else(|| book_toml.key(&TABLE)).unwrap_or(book_toml.start());
        return Some((place, format!("has no `[preprocessor.{OURS}]`")));
    };
    let path = [PREPROCESSORS, name, RENDERERS];
    let renderers = settings.get(&path)?.as_array()?;
    let outputs = outputs(settings);
    let is_output = |renderer: &Value| renderer.as_str().is_some_and(|name| outputs.contains(&name));
    let names_none = !renderers.iter().any(is_output);
    let why = || format!("runs `{name}` for renderers that it does not have");
    names_none.then(|| (book_toml.key(&path).unwrap_or(book_toml.start()), why()))
}

/// The finding with what to type.
fn mended(finding: Finding, settings: &Settings, book_toml: &BookToml<'_>) -> Finding {
    if our_name(settings).is_some() {
        let outputs: Vec<String> = outputs(settings).iter().map(|name| format!("\"{name}\"")).collect();
        return finding.help(format!("write `{RENDERERS} = [{}]`, or delete it", outputs.join(", ")));
    }
    if let Some(Misspelt { path, meant }) = Misspelt::find(settings) {
        let places = book_toml.places(&path);
        let finding = finding.help(format!("did you mean `{meant}`?"));
        return places.into_iter().fold(finding, |finding, place| finding.fix(place, meant));
    }
    if settings.has(&TABLE) {
        return finding.help(format!("write a table: `[preprocessor.{OURS}]`"));
    }
    let finding = finding.help(format!("add `[preprocessor.{OURS}]`, or run `{PROGRAM} init`"));
    book_toml.edited(finding, |editor| editor.table(&TABLE))
}

/// The name of the preprocessor's table, or of another one that runs this program.
fn our_name(settings: &Settings) -> Option<&str> {
    let all = settings.get(&[PREPROCESSORS])?.as_object()?;
    if all.get(OURS).is_some_and(Value::is_object) {
        return Some(OURS);
    }
    all.iter().find(|(_, table)| program(table) == Some(PROGRAM)).map(|(name, _)| name.as_str())
}

/// The outputs that the book has.
fn outputs(settings: &Settings) -> Vec<&str> {
    let all = settings.get(&["output"]).and_then(Value::as_object).filter(|all| !all.is_empty());
    all.map_or_else(|| vec!["html"], |all| all.keys().map(String::as_str).collect())
}

/// A name that looks like a misspelling of the preprocessor's table.
struct Misspelt<'s> {
    path: Vec<&'s str>,
    meant: &'static str,
}

impl<'s> Misspelt<'s> {
    fn find(settings: &'s Settings) -> Option<Self> {
        if let Some(all) = settings.get(&[PREPROCESSORS]).and_then(Value::as_object) {
            let found = near(OURS, all).map(|name| Self { path: vec![PREPROCESSORS, name], meant: OURS });
            if found.is_some() {
                return found;
            }
        }
        let whole = settings.get(&[])?.as_object()?;
        let holds_ours = |value: &Value| value.as_object().is_some_and(|table| table.contains_key(OURS));
        let outer = whole.iter().filter(|(_, value)| holds_ours(value)).map(|(name, _)| name.as_str());
        let name = nearest(PREPROCESSORS, outer.filter(|name| *name != PREPROCESSORS))?;
        Some(Self { path: vec![name], meant: PREPROCESSORS })
    }
}

/// The key of a table that may be meant as a name.
fn near<'s>(name: &str, table: &'s Map<String, Value>) -> Option<&'s str> {
    let names = || table.keys().map(String::as_str).filter(|other| *other != name);
    let plain = |other: &str| other.to_lowercase().replace(['_', ' '], "-");
    let same = names().find(|other| plain(other).trim_start_matches("mdbook-") == name);
    same.or_else(|| nearest(name, names()))
}

/// mdBook also reads settings from the environment.
fn enabled_by_environment() -> bool {
    std::env::vars_os().any(|(name, _)| {
        let name = name.to_string_lossy().to_uppercase();
        name == "MDBOOK_PREPROCESSOR__SYSTEM_DESIGN"
            || name.starts_with("MDBOOK_PREPROCESSOR__SYSTEM_DESIGN__")
    })
}
