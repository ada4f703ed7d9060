//! What is under the cursor.

use gen_lsp_types as lsp;

use super::super::workspace::{Document, Workspace};
use crate::authoring::show::{self, Shown};
use crate::book::Session;
use crate::book::directive::{self, Request};
use crate::design::{Design, Foreign};
use crate::reading::{Outline, Step};
use crate::source::{FileId, Span};

/// Something that a design declares, and the words that mean it.
pub(super) struct Under<'d> {
    /// The words.
    pub(super) span: Span,
    /// The design that declares it.
    pub(super) design: &'d Design,
    /// What it is; `None` for the design itself.
    pub(super) shown: Option<Shown<'d>>,
}

/// What the words at a position mean.
pub(super) fn under<'d>(document: &Document<'d>, position: lsp::Position) -> Option<Under<'d>> {
    let offset = document.lines.offset(position);
    let (session, file) = (document.session()?, document.file?);
    match session.design(file) {
        Some(design) => in_design(design, offset, session),
        None => in_chapter(document, file, offset),
    }
}

fn in_design<'d>(design: &'d Design, offset: usize, session: &'d Session) -> Option<Under<'d>> {
    let other = |alias: &str| session.relied_on(design.file, alias).and_then(|file| session.design(file));
    for integration in &design.integrations {
        let name = integration.design.as_ref().map(|name| name.span);
        let name = name.filter(|span| span.range().contains(&offset) || span.end as usize == offset);
        if let (Some(span), Some(other)) = (name, other(&integration.id)) {
            return Some(Under { span, design: other, shown: None });
        }
    }
    let mention = show::mention_at(design, design.file, offset, &session.sources)?;
    let span = mention.span;
    if let Some(shown) = show::meant(design, &mention) {
        return Some(Under { span, design, shown: Some(shown) });
    }
    // `identity:R1`
    let foreign = Foreign::read(&mention.id)?;
    let other = other(foreign.alias)?;
    Some(Under { span, design: other, shown: Some(show::find(other, foreign.id).ok()?) })
}

/// The design that a directive shows, or the part of it that its view names.
fn in_chapter<'d>(document: &Document<'d>, file: FileId, offset: usize) -> Option<Under<'d>> {
    let session = document.session()?;
    let found = directive::find(document.lines.text(), file);
    let directive =
        found.directives.into_iter().find(|directive| directive.span.range().contains(&offset))?;
    let Request::Design(request) = directive.request else { return None };
    let design =
        session.design(document.named(&request.file.value, request.version.as_ref().map(|it| &it.value))?)?;
    let view = request.view.filter(|view| view.span.range().contains(&offset));
    let shown = view.as_ref().and_then(|view| {
        let (kind, id) = view.value.split_once(':')?;
        let table = match kind {
            "flow" => "flows",
            "component" => "components",
            _ => return None,
        };
        show::find(design, &format!("{table}.{id}")).ok()
    });
    let span = if let (Some(view), Some(_)) = (&view, &shown) { view.span } else { request.file.span };
    Some(Under { span, design, shown })
}

impl Under<'_> {
    /// Where it is declared.
    pub(super) fn declared(&self) -> Span {
        self.shown.as_ref().map_or(self.design.meta.title.span, |shown| shown.entity.id.span)
    }
}

/// The place of something, for the client.
pub(super) fn location(under: &Under<'_>, session: &Session, workspace: &Workspace) -> Option<lsp::Location> {
    workspace.location(under.declared(), session)
}

/// The table and the id of the entity that is written at a position.
pub(super) fn around(document: &Document<'_>, position: lsp::Position) -> Option<(String, String)> {
    let offset = document.lines.offset(position);
    let outline = Outline::of(document.lines.text());
    let before = outline.marks.iter().take_while(|mark| mark.range.start <= offset);
    let path = &before.last()?.path;
    let name = |at: usize| path.get(at).and_then(Step::name).map(str::to_owned);
    Some((name(0)?, name(1)?))
}
