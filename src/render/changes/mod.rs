//! The changes of a design as a document: a part for each version, the newest first.

mod link;
mod lists;

use std::sync::Arc;

use super::anchors::{PageIds, safe};
use super::cite::FactLine;
use super::others::User;
use super::picture::draw_change;
use super::place::Place;
use super::scope::{Printing, Scope};
use super::{Diagrams, Options};
use crate::compare::{Changes, Step};
use crate::design::{Design, Status};
use crate::diagram::model::Against;
use crate::diagram::selection::Selection;
use crate::markdown::Builder;
use crate::template::{Template, Words};

/// A version of a design, and what it changes.
#[derive(Clone, Debug)]
pub struct VersionChanges<'a> {
    /// The version.
    pub version: ShownVersion<'a>,
    /// What it is compared with; `None` if there is no earlier version that others could rely on.
    pub since: Option<(ShownVersion<'a>, Arc<Changes>)>,
    /// Who of the book is hit by each of its changes.
    pub reach: Vec<Reached>,
}

/// Who is hit by a change, and who is not.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    /// Who relies on what the change breaks.
    pub hit: Vec<Relying>,
    /// The others that use the design.
    pub spared: Vec<User>,
}

/// A design that relies on what a change breaks.
#[derive(Clone, Debug)]
pub struct Relying {
    /// Its id and version, and where it is shown.
    pub user: User,
    /// Who is responsible for it.
    pub owners: Vec<String>,
    /// Where it says that it relies on it: the file and the line.
    pub place: String,
}

/// A version of a design, and where it can be read.
#[derive(Clone, Debug)]
pub struct ShownVersion<'a> {
    /// The design.
    pub design: &'a Design,
    /// Its template.
    pub template: &'a Template,
    /// Where the book shows it; nowhere for renderers that cannot link to another chapter.
    pub places: Vec<Place<'a>>,
}

/// A part for each version, in the order given and in the words of the first one's template. Headings and
/// pictures get their ids from those of the page.
pub fn changes(versions: &[VersionChanges<'_>], options: &Options, ids: &PageIds) -> String {
    let versioned = versions.iter().map(|one| &one.version);
    let printings: Vec<Printing<'_>> =
        versioned.map(|version| Printing::beside(version.design, ids, &version.places)).collect();
    let mut out = Builder::new();
    if let Some(first) = versions.first() {
        let words = &first.version.template.labels;
        for (one, printing) in versions.iter().zip(&printings) {
            part(one, words, options, printing, &mut out);
        }
    }
    options.write(out.finish())
}

fn part<'a>(
    one: &'a VersionChanges<'_>,
    words: &'a Words,
    options: &'a Options,
    printing: &'a Printing<'a>,
    out: &mut Builder<'a>,
) {
    let version = &one.version;
    let meta = &version.design.meta;
    let wanted = format!("{}-changes-{}", safe(&version.design.id), safe(&meta.version.text));
    let id = options.anchors.then(|| printing.ids.give(wanted));
    out.heading(options.level, id, |out| out.text(heading(one, words)));
    match version.design.status() {
        Status::Draft => out.paragraph(|out| out.emphasis(|out| out.text(words.label("being-written")))),
        Status::Proposed => out.paragraph(|out| out.emphasis(|out| out.text(words.label("being-reviewed")))),
        _ => {}
    }
    facts(one, words, out);
    let Some((since, changes)) = &one.since else {
        return out.paragraph(|out| out.text(words.label("no-earlier-version")));
    };
    if options.diagrams != Diagrams::None {
        let scope = Scope::new(version.design, version.template, options, printing, "changes");
        draw_change(&scope, Against { design: since.design, changes }, Selection::ALL, out);
    }
    lists::print(&lists::Between { version, since, changes, reach: &one.reach, words }, out);
}

/// `2.0.0 · accepted · 2026-03-01 · major`.
fn heading(one: &VersionChanges<'_>, words: &Words) -> String {
    let meta = &one.version.design.meta;
    let mut parts =
        vec![meta.version.text.clone(), words.label(one.version.design.status().word()).to_owned()];
    parts.extend(meta.updated.as_ref().map(|updated| updated.value.to_string()));
    parts.extend(taken(one).and_then(|step| step_word(step, words)).map(str::to_owned));
    parts.join(" · ")
}

/// The step from the version that this one is compared with.
fn taken(one: &VersionChanges<'_>) -> Option<Step> {
    let old = one.since.as_ref()?.0.design.meta.version.semver.as_ref()?;
    Some(Step::taken(old, one.version.design.meta.version.semver.as_ref()?))
}

fn step_word(step: Step, words: &Words) -> Option<&str> {
    Some(words.label(match step {
        Step::None => return None,
        Step::Patch => "step-patch",
        Step::Minor => "step-minor",
        Step::Major => "step-major",
    }))
}

/// Where the version can be read, what it is compared with, and the step that its changes ask for where it
/// takes a smaller one.
fn facts<'a>(one: &'a VersionChanges<'_>, words: &'a Words, out: &mut Builder<'a>) {
    let read = one.version.address();
    if read.is_none() && one.since.is_none() {
        return;
    }
    out.paragraph(|out| {
        let mut line = FactLine::new();
        if let Some(address) = read {
            line.label(words.label("version"), out);
            out.link(Some(address), |out| out.text(one.version.design.meta.version.text.as_str()));
        }
        if let Some((since, changes)) = &one.since {
            line.label(words.label("compared-with"), out);
            out.link(since.address(), |out| out.text(since.design.meta.version.text.as_str()));
            if taken(one).is_some_and(|taken| taken < changes.step)
                && let Some(step) = step_word(changes.step, words)
            {
                line.label(words.label("asks-for"), out);
                out.text(step);
            }
        }
    });
}
