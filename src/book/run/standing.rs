//! What a page says about its version: which one holds, which others there are, and where these are shown.

use super::places::Places;
use super::session::Session;
use crate::book::chapter::page::Page;
use crate::catalog::{Member, Series, Standing};
use crate::design::{Design, Status};
use crate::render::{self, Shown};
use crate::source::FileId;

/// What a page says of the version in a file. None if the file cannot be read, or has no version. Without
/// `links` it leads nowhere; with `lists` it names every other version.
pub(in crate::book) fn of(
    file: FileId,
    page: &Page,
    session: &Session,
    places: &Places<'_>,
    links: bool,
    lists: bool,
) -> Option<render::Standing> {
    let link = |file: FileId| places.page_of(file, page).filter(|_| links);
    let shown = |member: &Member| Shown {
        name: member.number.to_string(),
        status: session.design(member.file).map_or(Status::Draft, Design::status),
        link: link(member.file),
    };
    let design = session.design(file)?;
    let series = session.series(file);
    let member = series.and_then(|series| series.member(file));
    // A file beside others is the only version of its design.
    let Standing { holding, in_major, coming, running } =
        series.and_then(|series| series.standing(file)).unwrap_or_default();
    let version = &design.meta.version.text;
    let name = member.map_or_else(|| version.clone(), |member| member.number.to_string());
    if name.is_empty() {
        return None;
    }
    let coming: Vec<&Member> = coming.into_iter().filter(|member| places.show(member.file)).collect();
    let is_named = |member: &&Member| {
        let named = [holding, in_major, running].into_iter().flatten().chain(coming.iter().copied());
        member.file == file || named.into_iter().any(|other| other.file == member.file)
    };
    let all = series.filter(|_| lists).map_or(&[][..], Series::members);
    let others = all.iter().rev().filter(|member| !is_named(member));
    Some(render::Standing {
        shown: Shown { name, status: design.status(), link: None },
        holding: holding.map(shown),
        in_major: in_major.map(shown),
        successor: successor(design, session, &link).filter(|_| holding.is_none()),
        running: running.map(shown),
        others: others.map(shown).collect(),
        coming: coming.into_iter().map(shown).collect(),
    })
}

/// The design that took the place of one.
fn successor(design: &Design, session: &Session, link: &dyn Fn(FileId) -> Option<String>) -> Option<Shown> {
    let id = &design.meta.superseded_by.as_ref()?.id;
    let named = || session.designs().filter(|(_, other)| other.id == id.value);
    let found = named().find(|(file, _)| session.holds(*file)).or_else(|| named().next());
    let (name, status, link) = match found {
        Some((file, other)) => (other.meta.title.value.clone(), other.status(), link(file)),
        None => (id.value.clone(), Status::Draft, None),
    };
    Some(Shown { name, status, link })
}
