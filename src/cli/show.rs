//! `show DESIGN ID`: one entity of a design, with what it cites and what cites it.

use std::process::ExitCode;

use serde_json::Value as Json;

use super::args::{ReportFormat, Show};
use super::output::Lines;
use super::{Failure, Outcome, output};
use crate::authoring::show::{Citation, Shown, find};
use crate::book::Loaded;
use crate::diagnostic::guarded_json;
use crate::markdown::one_line;
use crate::source::{Sources, Span};

pub(super) fn run(arguments: &Show) -> Outcome {
    let loaded = Loaded::open(&arguments.design, Sources::new()).map_err(Failure::because)?;
    let Some(design) = loaded.checked.as_ref().and_then(|checked| checked.design.as_deref()) else {
        let message = format!("`{}` names no design that can be read", arguments.design.display());
        return Err(Failure::new(message));
    };
    let shown = find(design, &arguments.id).map_err(Failure::because)?;
    let sources = &loaded.session.sources;
    output::print(&match arguments.format {
        ReportFormat::Text => text(&shown, sources),
        ReportFormat::Json => format!("{}\n", guarded_json(&format!("{:#}", shown.json(design, sources)))),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn text(shown: &Shown<'_>, sources: &Sources) -> String {
    let entity = &shown.entity;
    let mut lines = Lines::default();
    lines.line(format!("{} ({})", entity.path(), at(entity.id.span, sources)));
    if let Json::Object(keys) = entity.value.to_json() {
        for (key, value) in keys {
            let value = match value {
                Json::String(text) => one_line(&text),
                other => other.to_string(),
            };
            lines.line(format!("  {key}: {value}"));
        }
    }
    let cited: fn(&Citation) -> &str = |citation| &citation.id;
    let citing: fn(&Citation) -> &str = |citation| &citation.path;
    for (what, citations, name) in [("cites", &shown.cites, cited), ("cited by", &shown.cited_by, citing)] {
        if !citations.is_empty() {
            lines.line(format!("{what}:"));
        }
        for citation in citations {
            lines.line(format!("  {} ({})", name(citation), at(citation.span, sources)));
        }
    }
    lines.text().to_owned()
}

fn at(span: Span, sources: &Sources) -> String {
    let source = sources.get(span.file);
    format!("{}:{}", source.shown(), source.line(span.start as usize))
}
