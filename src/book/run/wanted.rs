//! Checks what a directive asks for against the design and its template.
//!
//! To add a view: see `diagram::view`.

use super::session::Session;
use crate::book::directive::{DesignRequest, LandscapeRequest, invalid_argument, is_toml};
use crate::catalog::Selector;
use crate::design::{Design, Status};
use crate::diagnostic::{Finding, Sink};
use crate::diagram::choices::{self, Misfit};
use crate::diagram::model::landscape::{Landscape, same_owner};
use crate::diagram::view::{self, View};
use crate::reading::{Plain, nearest};
use crate::source::{Span, Spanned};
use crate::template::Template;

/// The template that a directive asks for, or the design's own; `None` if the template, the section
/// or the view does not exist, or the design is another version. What is wrong is reported.
pub(in crate::book) fn template<'t>(
    session: &'t Session,
    wanted: &DesignRequest,
    design: &Design,
    own: Option<&'t Template>,
    sink: &mut Sink,
) -> Option<&'t Template> {
    let template = match &wanted.template {
        None => own?,
        Some(request) => {
            let plain = Plain { value: request.value.clone(), span: request.span, is_stand_in: false };
            match session.templates.resolve(&plain) {
                Ok(template) => template,
                Err(mut finding) => {
                    // An argument of a directive has no quotes, unlike a TOML value.
                    for edit in &mut finding.fix {
                        edit.replacement = edit.replacement.trim_matches('"').to_owned();
                    }
                    sink.push(*finding);
                    return None;
                }
            }
        }
    };
    let section = wanted.section.as_ref().and_then(|section| {
        let keys: Vec<&str> = template.sections.iter().map(|section| section.key.as_str()).collect();
        let what = format!("`{}` has no section", template.title_line());
        unknown(section, &keys, &what, called(section, template))
    });
    let view = wanted.view.as_ref().and_then(|view| unknown_view(view, design));
    let parts = if view.is_some() { Vec::new() } else { unknown_parts(wanted, design) };
    let version = wanted.version.as_ref().and_then(|version| other_version(version, wanted, design));
    // What is asked for cannot be printed in the place of such a directive.
    let wrong: Vec<Finding> = section.into_iter().chain(view).chain(parts).chain(version).collect();
    let is_known = wrong.is_empty();
    sink.extend(wrong);
    is_known.then_some(template)
}

/// What of a landscape a directive asks for.
pub(in crate::book) struct Narrowed {
    /// The owners whose designs are shown; none for all designs.
    pub(in crate::book) owners: Vec<String>,
    /// The systems that are shown; none for all.
    pub(in crate::book) only: Vec<String>,
    /// The owners whose designs are one box.
    pub(in crate::book) collapse: Vec<String>,
}

/// What of a landscape a directive asks for. `None` if the book has no such owner or system, which is reported.
pub(in crate::book) fn narrowed(
    wanted: &LandscapeRequest,
    landscape: &Landscape,
    sink: &mut Sink,
) -> Option<Narrowed> {
    let systems: Vec<&str> = landscape.systems.iter().map(|system| system.name.as_str()).collect();
    let asked = wanted.only();
    let unknown = asked.iter().filter(|name| !systems.iter().any(|known| same_owner(known, name)));
    let unknown: Vec<Finding> = unknown
        .map(|name| {
            let message = format!("the landscape has no system `{}`", name.value);
            suggest(name, message, &systems, None, &systems.join(", "))
        })
        .collect();
    let are_known = unknown.is_empty();
    sink.extend(unknown);
    let owners = owners(wanted.owners(), landscape, sink);
    let collapse = self::owners(wanted.collapse(), landscape, sink);
    let only = asked.into_iter().map(|name| name.value).collect();
    Some(Narrowed { owners: owners?, only, collapse: collapse? }).filter(|_| are_known)
}

/// The owners of a list; `None` if one of them owns no design of the book, which is reported.
fn owners(asked: Vec<Spanned<String>>, landscape: &Landscape, sink: &mut Sink) -> Option<Vec<String>> {
    let known = landscape.owners();
    let unknown: Vec<Finding> = asked
        .iter()
        .filter(|owner| !known.iter().any(|known| same_owner(known, owner)))
        .map(|owner| {
            let message = format!("no design of this book has the owner `{}`", owner.value);
            if known.is_empty() {
                return invalid_argument(owner.span, message)
                    .help("a design names its owners in `[design]`: `owners = [\"Team A\"]`");
            }
            suggest(owner, message, &known, None, &known.join(", "))
        })
        .collect();
    let is_known = unknown.is_empty();
    sink.extend(unknown);
    is_known.then(|| asked.into_iter().map(|owner| owner.value).collect())
}

/// Reports a file that is another version than the one that is asked for. A version of a series was chosen
/// by what is asked for.
fn other_version(version: &Spanned<Selector>, wanted: &DesignRequest, design: &Design) -> Option<Finding> {
    let (why, place) = unfit(version, design).filter(|_| is_toml(&wanted.file))?;
    let finding = invalid_argument(version.span, format!("the design {why}"))
        .related(place, "it is declared here")
        .help("name a file that has the version you want, or ask for this one");
    Some(finding)
}

/// Why a design is not the version that is asked for, and the place that says so.
pub(in crate::book) fn unfit(version: &Selector, design: &Design) -> Option<(String, Span)> {
    let meta = &design.meta;
    match version {
        Selector::Matching(requirement) => {
            let actual = meta.version.semver.as_ref().filter(|actual| !requirement.matches(actual))?;
            let why = format!("has version {actual}, which does not match `{requirement}`");
            Some((why, meta.version.span))
        }
        Selector::Implemented if design.has_status && design.status() != Status::Implemented => {
            Some((format!("is not implemented but {}", design.status().word()), meta.status.span))
        }
        Selector::Holding | Selector::Next | Selector::Implemented => None,
    }
}

/// The key of the section that an argument names by its heading or its number.
fn called<'t>(argument: &str, template: &'t Template) -> Option<&'t str> {
    let number = argument.trim_end_matches('.').parse::<usize>().ok();
    let heading = argument.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    let is_called = |(index, heading_of): (usize, &str)| {
        number == Some(index + 1) || heading_of.eq_ignore_ascii_case(heading)
    };
    let found =
        template.sections.iter().enumerate().find(|(index, section)| is_called((*index, &section.heading)));
    found.map(|(_, section)| section.key.as_str())
}

fn unknown(argument: &Spanned<String>, known: &[&str], what: &str, meant: Option<&str>) -> Option<Finding> {
    if known.contains(&argument.value.as_str()) {
        return None;
    }
    let message = format!("{what} `{}`", argument.value);
    Some(suggest(argument, message, known, meant, &known.join(", ")))
}

/// Reports an unknown view, or a view of an element or a flow that the design does not have.
fn unknown_view(view: &Spanned<String>, design: &Design) -> Option<Finding> {
    let parsed = View::parse(&view.value);
    if parsed.is_some_and(|parsed| parsed.is_of(design)) {
        return None;
    }
    let names = View::names(design);
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let message = match parsed {
        Some(View::Flow(id)) => format!("the design has no flow `{id}`"),
        Some(View::Component(id)) => format!("the design has no element `{id}`"),
        Some(View::TablesOf(id)) if design.components.contains(id) => {
            format!("the component `{id}` has no tables")
        }
        Some(View::TablesOf(id)) => format!("the design has no component `{id}`"),
        Some(View::Deployment(Some(name))) => format!("the design has no nodes in an environment `{name}`"),
        _ => format!("there is no view `{}`", view.value),
    };
    Some(suggest(view, message, &known, view::called(&view.value), &view::listed()))
}

/// Reports a part of a view that the view or the design does not have.
fn unknown_parts(wanted: &DesignRequest, design: &Design) -> Vec<Finding> {
    let view = wanted.view.as_ref().and_then(|view| View::parse(&view.value));
    let misfits = choices::misfits(view, &wanted.selection(), design).into_iter();
    let finding = |misfit: Misfit| {
        let ids = if misfit.argument == "only" { &wanted.only } else { &wanted.collapse };
        let columns = wanted.columns.as_ref().map(|columns| columns.span);
        let place = match misfit.at {
            Some(at) => ids.get(at).map(|id| id.span),
            None if misfit.argument == "columns" => columns,
            None => ids.first().map(|id| id.span),
        };
        let finding = invalid_argument(place.unwrap_or(wanted.file.span), misfit.message);
        match (misfit.near, place) {
            (Some(near), Some(place)) => finding.help(format!("did you mean `{near}`?")).suggest(place, near),
            _ => finding.help(misfit.help),
        }
    };
    misfits.map(finding).collect()
}

/// Suggests what is meant, or the nearest of those that there are.
fn suggest(
    argument: &Spanned<String>,
    message: String,
    known: &[&str],
    meant: Option<&str>,
    all: &str,
) -> Finding {
    let finding = invalid_argument(argument.span, message);
    match meant.or_else(|| nearest(&argument.value, known.iter().copied())) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(argument.span, near),
        None => finding.help(format!("use one of: {all}")),
    }
}
