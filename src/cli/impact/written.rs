//! The users as text and as JSON.

use serde_json::{Value, json};

use super::found::{Asked, Found, Relying};
use crate::authoring::place;
use crate::catalog::landscape::{Use, Used};
use crate::cli::output::Lines;
use crate::diagnostic::{counted, guarded_json, listed};
use crate::source::Sources;

/// A line a design, with the places where it says so below it.
pub(super) fn text(found: &Found<'_, '_>, asked: &Asked<'_, '_>, sources: &Sources) -> String {
    let mut lines = Lines::default();
    let direct = found.users.iter().filter(|user| user.through.is_empty()).count();
    let name = format!("{} {}", asked.design.id, asked.design.meta.version.text);
    let what = asked.part.as_ref().map_or_else(|| name.clone(), |(part, _)| format!("`{part}` of {name}"));
    lines.line(match direct {
        0 => format!("no design of the book relies on {what}"),
        1 => format!("1 design relies on {what}"),
        _ => format!("{} rely on {what}", counted(direct, "design")),
    });
    for user in &found.users {
        lines.line(line(user, sources));
        for one in &user.uses {
            lines.line(format!("  {}: {}", place(one, sources), what_of(one.what)));
        }
    }
    lines.text().to_owned()
}

fn line(user: &Relying<'_, '_>, sources: &Sources) -> String {
    let meta = &user.design.meta;
    let mut parts = vec![format!("{} {}", user.design.id, meta.version.text)];
    parts.push(user.design.status().word().to_owned());
    parts.extend((!user.owners.is_empty()).then(|| listed(&user.owners)));
    parts.push(sources.get(user.design.file).shown().to_owned());
    parts.push(if user.pages.is_empty() { "no page".to_owned() } else { listed(&user.pages) });
    parts.extend((!user.through.is_empty()).then(|| format!("through {}", listed(&user.through))));
    parts.join(", ")
}

fn place(one: &Use<'_>, sources: &Sources) -> String {
    let span = one.anchor.unwrap_or(one.span);
    let source = sources.get(span.file);
    format!("{}:{}", source.shown(), source.line(span.start as usize))
}

/// `contract keys`.
fn what_of(what: Used<'_>) -> String {
    match kind(what) {
        (kind, Some(id)) => format!("{kind} `{id}`"),
        (kind, None) => format!("the {kind}"),
    }
}

fn kind(what: Used<'_>) -> (&'static str, Option<String>) {
    match what {
        Used::Design => ("design", None),
        Used::Contract(id) => ("contract", Some(id.to_owned())),
        Used::Table(id) => ("table", Some(id.to_owned())),
        Used::Column { table, column } => ("column", Some(format!("{table}.{column}"))),
        Used::Malformed(text) => ("column", Some(text.to_owned())),
        Used::Requirement(id) => ("requirement", Some(id.to_owned())),
        Used::Mention(id) => ("mention", Some(id.to_owned())),
    }
}

/// One object.
pub(super) fn json(found: &Found<'_, '_>, asked: &Asked<'_, '_>, sources: &Sources) -> String {
    let users: Vec<Value> = found.users.iter().map(|user| object(user, sources)).collect();
    let value = json!({
        "design": asked.design.id,
        "version": asked.design.meta.version.text,
        "file": sources.get(asked.design.file).shown(),
        "part": asked.part.as_ref().map(|(part, _)| part),
        "users": users,
    });
    format!("{}\n", guarded_json(&format!("{value:#}")))
}

fn object(user: &Relying<'_, '_>, sources: &Sources) -> Value {
    let meta = &user.design.meta;
    let used = |one: &&Use<'_>| {
        let (kind, id) = kind(one.what);
        json!({ "kind": kind, "id": id, "span": place::json(one.anchor.unwrap_or(one.span), sources) })
    };
    json!({
        "design": user.design.id,
        "version": meta.version.text,
        "status": user.design.status().word(),
        "owners": user.owners,
        "file": sources.get(user.design.file).shown(),
        "pages": user.pages,
        "through": user.through,
        "uses": user.uses.iter().map(used).collect::<Vec<_>>(),
    })
}
