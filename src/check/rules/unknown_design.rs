//! SD1301: an integration names a design that the book does not have, or a version that it does not have.

use crate::catalog::landscape::{Resolution, System};
use crate::check::Subject;
use crate::design::{DesignName, Entity, Integration};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::source::Span;

rule! {
    /// An integration names a design, or a version of one, that the book does not have.
    pub(crate) RULE = "SD1301", "unknown-design", Group::Shape { fixed: false }, since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(landscape) = subject.landscape else {
        sink.leave_open(&RULE);
        return;
    };
    for integration in &subject.design.integrations {
        let Some(name) = &integration.design else { continue };
        sink.extend(match landscape.resolve(name) {
            Resolution::Found(_) | Resolution::Unread => None,
            Resolution::Unknown { meant } => Some(unknown(integration, name, meant)),
            Resolution::NoVersion(system) => Some(no_version(name, system)),
            Resolution::Malformed { system, asked } => Some(malformed(name, system, &asked)),
        });
    }
}

fn unknown(integration: &Entity<Integration>, name: &DesignName, meant: Option<&System<'_>>) -> Finding {
    let message = match name.id.as_str() {
        "" => "`design` names no design".to_owned(),
        id => format!("the book has no design `{id}`"),
    };
    let finding = Finding::new(&RULE, name.span, message).label("no design has this id");
    if let Some((system, id)) = meant.and_then(|system| Some((system, system.id?))) {
        let written = if name.id.is_empty() { id.to_owned() } else { name.text.replacen(&name.id, id, 1) };
        let design = system.holding_design().or_else(|| system.designs().last());
        let place = design.map(|design| design.meta.id.as_ref().map_or(design.meta.title.span, |id| id.span));
        let finding =
            place.into_iter().fold(finding, |finding, place| finding.related(place, "this one is there"));
        return finding.help(format!("did you mean `{id}`?")).suggest(name.span, format!("\"{written}\""));
    }
    let named = if integration.name.is_some() { "" } else { " and give its `name`" };
    finding.help(format!(
        "write the id of a design of this book, or delete `design`{named}: a system outside the book has none"
    ))
}

fn no_version(name: &DesignName, system: &System<'_>) -> Finding {
    let (id, there) = (&name.id, system.series.listed());
    let finding = match name.versions() {
        Some(requirement) => {
            let members = system.series.members().iter();
            let turned_down = members.rev().find(|member| requirement.matches(&member.number));
            let (message, label) = match turned_down {
                Some(member) => (
                    format!(
                        "no version of `{id}` that matches `{requirement}` holds: {} was rejected",
                        member.number
                    ),
                    "each such version was rejected",
                ),
                None => {
                    let are = if system.series.members().len() == 1 { "is" } else { "are" };
                    let message =
                        format!("no version of `{id}` matches `{requirement}`; there {are} {there}");
                    (message, "no such version")
                }
            };
            Finding::new(&RULE, name.span, message).label(label)
        }
        None => {
            let message = format!("no version of `{id}` holds: each of {there} was rejected");
            Finding::new(&RULE, name.span, message).label("each version was rejected")
        }
    };
    let finding = place(finding, system);
    match system.holding() {
        Some(holding) => {
            let wanted = format!("{id}@^{}", holding.number);
            finding
                .help(format!("did you mean `{wanted}`, the version that holds?"))
                .suggest(name.span, format!("\"{wanted}\""))
        }
        None => finding
            .help(format!("name the version in full to rely on it nevertheless: `{id}@{}`", last(system))),
    }
}

fn malformed(name: &DesignName, system: &System<'_>, asked: &str) -> Finding {
    let message = format!("`{asked}` is not a requirement on versions of `{}`", name.id);
    let finding =
        Finding::new(&RULE, name.span, message).label("after the `@` goes a semantic version or a range");
    let floats = ["next", "implemented", "latest"].contains(&asked.trim());
    let why =
        if floats { "a release changes which version that is, so a design cannot rely on it; " } else { "" };
    let shown = system.holding().map_or_else(|| "1".to_owned(), |holding| holding.number.to_string());
    let finding = place(finding, system);
    finding.help(format!(
        "{why}write a range such as `{id}@^{shown}`, or `{id}` for the version that holds",
        id = name.id
    ))
}

fn place(finding: Finding, system: &System<'_>) -> Finding {
    let there: Option<Span> =
        system.holding_design().or_else(|| system.designs().last()).map(|design| design.meta.version.span);
    match there {
        Some(span) => finding.related(span, "a version of it"),
        None => finding,
    }
}

fn last(system: &System<'_>) -> String {
    system.series.members().last().map(|member| member.number.to_string()).unwrap_or_default()
}
