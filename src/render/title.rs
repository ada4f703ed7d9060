//! The title, and the line under it.

use super::cite::FactLine;
use super::scope::Scope;
use crate::design::Design;
use crate::markdown::{Builder, Use};
use crate::template::{Template, fill};

/// The document's first line.
pub(super) fn title(design: &Design, template: &Template) -> String {
    let title = if design.meta.title.is_empty() { &template.title_hint } else { &design.meta.title.value };
    let status = template.labels.label(design.status().word());
    let version = &design.meta.version.text;
    fill(&template.title, &[("title", title), ("version", version), ("status", status)])
}

/// The line under the title: version, status and other metadata.
pub(super) fn meta<'a>(scope: &Scope<'a>, out: &mut Builder<'a>) {
    let meta = &scope.design.meta;
    out.paragraph(|out| {
        let mut line = FactLine::new();
        if !meta.version.text.is_empty() {
            line.label(scope.word("version"), out);
            out.text(meta.version.text.as_str());
        }
        line.label(scope.word("status"), out);
        out.text(scope.word(scope.design.status().word()));
        if !meta.owners.is_empty() {
            line.label(scope.word("owners"), out);
            for (index, owner) in meta.owners.iter().enumerate() {
                if index > 0 {
                    out.text(", ");
                }
                scope.line(owner, "owners", out);
            }
        }
        if let Some(updated) = &meta.updated {
            line.label(scope.word("updated"), out);
            out.text(updated.value.to_string());
        }
        if let Some(ticket) = &meta.ticket {
            line.label(scope.word("ticket"), out);
            out.text(ticket.value.as_str());
        }
        for (key, other) in [("supersedes", &meta.supersedes), ("superseded-by", &meta.superseded_by)] {
            if let Some(other) = other {
                line.label(scope.word(key), out);
                out.text(other.id.value.as_str());
            }
        }
        scope.users(&mut line, out);
        if !meta.links.is_empty() {
            line.label(scope.word("links"), out);
            for (index, link) in meta.links.iter().enumerate() {
                if index > 0 {
                    out.text(", ");
                }
                out.link(scope.address(link, Use::Link), |out| out.text(link.id.value.as_str()));
            }
        }
    });
}
