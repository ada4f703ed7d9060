//! Which part of a view may be asked for, and what is wrong with a part that is asked for.

use super::selection::{Selection, ShownColumns};
use super::view::View;
use crate::design::Design;
use crate::reading::nearest;

/// What is wrong with a [`Selection`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The argument: `only`, `collapse` or `columns`.
    pub argument: &'static str,
    /// The index of the id in its list; `None` if the view does not take the argument.
    pub at: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// The id that was probably meant.
    pub near: Option<String>,
    /// What to write, if no id is near.
    pub help: String,
}

/// The ids that may be named, and the word for what has them.
struct Choice {
    what: &'static str,
    ids: Vec<String>,
}

/// At most so many ids are listed.
const MOST_LISTED: usize = 12;

/// What is wrong with a part of a view of a design; without a view, a part cannot be asked for.
pub fn misfits(view: Option<View<'_>>, selection: &Selection, design: &Design) -> Vec<Misfit> {
    let Selection { only, collapse, columns } = selection;
    let mut found = Vec::new();
    let of_view = view.and_then(|view| only_of(view, design));
    check(
        "only",
        only,
        of_view,
        "architecture, changes, deployment, tables, data-flow, coverage",
        &mut found,
    );
    let of_view = view.and_then(|view| collapsible(view, design));
    check("collapse", collapse, of_view, "architecture, changes, component:ID, deployment", &mut found);
    let has_columns = matches!(view, Some(View::Tables | View::TablesOf(_)));
    if *columns != ShownColumns::All && !has_columns {
        found.push(unfit("columns", "tables, tables:COMPONENT"));
    }
    found
}

/// The ids that an argument may name, `only` or `collapse`; none if the view does not take it.
pub fn ids(argument: &str, view: View<'_>, design: &Design) -> Vec<String> {
    let choice = if argument == "only" { only_of(view, design) } else { collapsible(view, design) };
    choice.map(|choice| choice.ids).unwrap_or_default()
}

fn check(
    argument: &'static str,
    ids: &[String],
    choice: Option<Choice>,
    views: &str,
    found: &mut Vec<Misfit>,
) {
    if ids.is_empty() {
        return;
    }
    let Some(Choice { what, ids: known }) = choice else { return found.push(unfit(argument, views)) };
    for (at, id) in ids.iter().enumerate().filter(|(_, id)| !known.contains(id)) {
        let near = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
        let listed = match known.len() {
            0 => format!("the design has no {what}"),
            1..=MOST_LISTED => format!("name one of: {}", known.join(", ")),
            more => {
                format!("name one of: {}, and {} more", known[..MOST_LISTED].join(", "), more - MOST_LISTED)
            }
        };
        let message = format!("the design has no {what} `{id}`");
        found.push(Misfit { argument, at: Some(at), message, near, help: listed });
    }
}

fn unfit(argument: &'static str, views: &str) -> Misfit {
    Misfit {
        argument,
        at: None,
        message: format!("`{argument}` is for a view that has such parts"),
        near: None,
        help: format!("it belongs to these views: {views}"),
    }
}

/// What a view may be narrowed to.
fn only_of(view: View<'_>, design: &Design) -> Option<Choice> {
    let choice = |what: &'static str, ids: Vec<&str>| {
        Some(Choice { what, ids: ids.into_iter().map(str::to_owned).collect() })
    };
    match view {
        View::Architecture | View::Changes => {
            choice("element", design.elements().map(|element| element.id()).collect())
        }
        View::Deployment(_) => {
            choice("node or component", design.nodes.ids().chain(design.components.ids()).collect())
        }
        View::Tables => choice("table", design.tables.ids().collect()),
        View::DataFlow => choice("flow", design.flows.ids().collect()),
        View::Coverage | View::CoverageGraph => choice("requirement", design.requirements.ids().collect()),
        View::Context | View::Component(_) | View::Flow(_) | View::TablesOf(_) | View::Neighbours => None,
    }
}

/// What may be drawn as one box in a view.
fn collapsible(view: View<'_>, design: &Design) -> Option<Choice> {
    match view {
        View::Architecture | View::Changes | View::Component(_) => {
            let wholes = design.components.iter().filter_map(|one| one.part_of.as_ref());
            let wholes: Vec<&str> = wholes.map(|whole| whole.id.value.as_str()).collect();
            let ids = design.components.ids().filter(|id| wholes.contains(id)).map(str::to_owned).collect();
            Some(Choice { what: "component with parts", ids })
        }
        View::Deployment(_) => {
            Some(Choice { what: "node", ids: design.nodes.ids().map(str::to_owned).collect() })
        }
        _ => None,
    }
}
