//! `textDocument/hover`: what is known of the thing under the cursor.

use std::ops::Range;

use gen_lsp_types as lsp;

use super::super::workspace::{Document, Workspace};
use super::symbols::called;
use super::under::{self, Under};
use crate::authoring::show::Shown;
use crate::book::rules;
use crate::design::quantity::{self, Comparison};
use crate::design::{Coverage, Design, KeyTarget};
use crate::diagnostic::{Rule, listed};
use crate::markdown::{one_line, without_pages};
use crate::reading::{Mark, Outline, Step};
use crate::template::{Dimension, Template};

/// What is said of it; `None` if nothing is known.
pub(in crate::server) fn answer(
    workspace: &Workspace,
    params: &lsp::TextDocumentPositionParams,
) -> Option<lsp::Hover> {
    let document = workspace.document(&params.text_document.uri)?;
    let (text, bytes) = said(&document, params.position)?;
    let contents = lsp::MarkupContent::new(lsp::MarkupKind::Markdown, text);
    Some(lsp::Hover { contents: contents.into(), range: Some(document.lines.range(bytes)) })
}

fn said(document: &Document<'_>, position: lsp::Position) -> Option<(String, Range<usize>)> {
    if document.is_toml() {
        let outline = Outline::of(document.lines.text());
        let mark = outline.at(document.lines.offset(position));
        let found = mark.and_then(|mark| {
            let text = rule(mark, document).map(|rule| without_pages(rule.page));
            let text = text.or_else(|| column(mark, document)).or_else(|| measured(mark, document));
            Some((text?, mark.range.clone()))
        });
        if found.is_some() {
            return found;
        }
    }
    let under = under::under(document, position)?;
    Some((entity(&under), under.span.range()))
}

/// The rule that an `[[allow]]` or book.toml names.
fn rule(mark: &Mark, document: &Document<'_>) -> Option<&'static Rule> {
    let names: Vec<&str> = mark.path.iter().filter_map(Step::name).collect();
    let word = match names[..] {
        ["allow", "rule"] if !mark.is_key() => mark.value(document.lines.text()),
        ["preprocessor", "system-design", "rules", name] => name.to_owned(),
        _ => return None,
    };
    rules::find(&word).ok()
}

/// Who references a column.
fn column(mark: &Mark, document: &Document<'_>) -> Option<String> {
    let names: Vec<&str> = mark.path.iter().filter_map(Step::name).collect();
    let ["tables", table, "columns", "name"] = names[..] else { return None };
    let design = document.design()?;
    let name = mark.value(document.lines.text());
    let column = design.tables.get(table)?.columns.value.iter().find(|column| *column.name == *name)?;
    let mut by = Vec::new();
    for other in &design.tables {
        for key in other.keys() {
            let KeyTarget::Columns { table: target, columns } = &key.target else { continue };
            if *target == table && columns.iter().any(|column| column.eq_ignore_ascii_case(&name)) {
                let own: Vec<&str> = key.columns.iter().map(|column| &***column).collect();
                by.push(format!("`{}.{}`", other.id.value, own.join(", ")));
            }
        }
    }
    let by = if by.is_empty() {
        "Nothing references it.".to_owned()
    } else {
        format!("Referenced by {}.", listed(&by))
    };
    Some(format!("**{table}.{name}** `{}`\n\n{by}", &*column.kind))
}

/// A quantity as it was read.
fn measured(mark: &Mark, document: &Document<'_>) -> Option<String> {
    let checked = document.pass?.checked(document.file?)?;
    let template = checked.template.as_ref().filter(|_| !mark.is_key())?;
    let (label, dimension) = field(&mark.path, template)?;
    let value = mark.value(document.lines.text());
    let words: Vec<String> = match mark.form {
        crate::reading::Form::Word => quantity::parse_number(&value, dimension).into_iter().collect(),
        _ => quantity::parse_all(&value, dimension),
    }
    .into_iter()
    .map(|found| {
        let bound = match found.comparison {
            Some(Comparison::Less) => "less than ",
            Some(Comparison::AtMost) => "at most ",
            Some(Comparison::Greater) => "more than ",
            Some(Comparison::AtLeast) => "at least ",
            None => "",
        };
        let share = found.percentile.map(|share| format!(" ({share})")).unwrap_or_default();
        format!("{bound}{} {}{share}", found.value, base_unit(dimension))
    })
    .collect();
    let read = match words.first() {
        Some(first) => format!("read as {first}"),
        None => format!("no {} can be read in it", dimension.word()),
    };
    Some(format!("**{label}**: {read}"))
}

/// The fact that a value, or an entry of it, belongs to.
fn field<'t>(path: &[Step], template: &'t Template) -> Option<(&'t str, Dimension)> {
    (2..=path.len()).rev().find_map(|length| {
        let field = template.field(&Step::path(&path[..length]))?;
        Some((field.label.as_str(), field.quantity?))
    })
}

fn base_unit(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Duration => "s",
        Dimension::Rate => "per second",
        Dimension::Count => "in number",
        Dimension::Percentage => "%",
        Dimension::Size => "bytes",
    }
}

/// An entity with what it says, and what is around it; or a design.
fn entity(under: &Under<'_>) -> String {
    let design = under.design;
    let Some(shown) = &under.shown else {
        let head = format!(
            "**{}** {}, {}",
            design.meta.title.value,
            design.meta.version.text,
            design.status().word()
        );
        let summary = design.meta.summary.as_ref().filter(|summary| summary.is_given());
        return summary.map_or(head.clone(), |summary| format!("{head}\n\n{}", summary.value.trim()));
    };
    let value = shown.entity.value.to_json();
    let text =
        |key: &str| value.get(key).and_then(|text| text.as_str()).filter(|text| !text.trim().is_empty());
    let mut head = format!("**{}**", shown.entity.id.value);
    if let Some(called) = called(&shown.entity).filter(|_| text("text").is_none()) {
        head.push_str(&format!(" {called}"));
    }
    let facts: Vec<&str> = ["kind", "category", "priority", "status", "chosen", "level"]
        .iter()
        .filter_map(|key| text(key))
        .collect();
    if !facts.is_empty() {
        head.push_str(&format!(
            " ({})",
            facts.iter().map(|fact| one_line(fact)).collect::<Vec<_>>().join(", ")
        ));
    }
    let mut parts = vec![head];
    parts.extend(
        ["text", "description", "context"]
            .iter()
            .find_map(|key| text(key))
            .map(|text| text.trim().to_owned()),
    );
    parts.extend(match shown.entity.table {
        "requirements" => covered(design, &shown.entity.id.value),
        "components" | "people" | "integrations" => related(design, &shown.entity.id.value),
        _ => cited_by(shown),
    });
    parts.join("\n\n")
}

/// What cites a requirement, and what it lacks.
fn covered(design: &Design, id: &str) -> Option<String> {
    let coverage = Coverage::of(design);
    let citations = coverage.get(id)?;
    let lists = [
        ("Components", &citations.components),
        ("Decisions", &citations.decisions),
        ("Tests", &citations.tests),
        ("Flows", &citations.flows),
    ];
    let lines = lists.iter().map(|(name, ids)| format!("- {name}: {}", quoted(ids)));
    let mut lines: Vec<String> = lines.collect();
    let lacking =
        design.requirements.get(id).map(|requirement| coverage.lacking(requirement)).unwrap_or_default();
    if !lacking.is_empty() {
        let needs: Vec<String> = lacking.iter().map(|need| need.word().to_owned()).collect();
        lines.push(format!("- Lacks: {}", listed(&needs)));
    }
    Some(lines.join("\n"))
}

/// What an element uses, and what uses it.
fn related(design: &Design, id: &str) -> Option<String> {
    let label = |label: Option<&str>| label.map(|label| format!(": {}", one_line(label))).unwrap_or_default();
    let mut lines = Vec::new();
    for element in design.elements() {
        for relation in element.uses().iter() {
            let words = label(relation.label.as_deref());
            if element.id() == id {
                lines.push(format!("- uses `{}`{words}", &*relation.target));
            } else if *relation.target == *id {
                lines.push(format!("- used by `{}`{words}", element.id()));
            }
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn cited_by(shown: &Shown<'_>) -> Option<String> {
    let paths: Vec<String> = shown.cited_by.iter().map(|citation| format!("`{}`", citation.path)).collect();
    (!paths.is_empty()).then(|| format!("Cited by {}.", listed(&paths)))
}

fn quoted(ids: &[&str]) -> String {
    if ids.is_empty() {
        "none".to_owned()
    } else {
        ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
    }
}
