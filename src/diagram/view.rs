//! The views of a design, by the names that directives and the command line use.

use super::architecture::views;
use super::drawing::Drawing;
use super::model::{Source, tables_of};
use super::parts::{Part, Parts};
use crate::design::Design;

/// One way to look at a design.
///
/// To add a view: a variant, its line in [`VIEWS`], its arms in [`View::parse`] and [`View::draw`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum View<'n> {
    /// `architecture`: people, components, external systems.
    Architecture,
    /// `context`: the system as one box, and its surroundings.
    Context,
    /// `component:ID`: one element, and everything it has relationships with.
    Component(&'n str),
    /// `data-flow`: every flow.
    DataFlow,
    /// `flow:ID`: one flow.
    Flow(&'n str),
    /// `tables`: tables and their foreign keys.
    Tables,
    /// `tables:COMPONENT`: the tables of one component, and what they refer to.
    TablesOf(&'n str),
    /// `deployment`: nodes and the components that run on them, a picture for each environment; or
    /// `deployment:ENVIRONMENT`, one of them.
    Deployment(Option<&'n str>),
    /// `coverage`: requirements and everything that cites them, as a table in a document. `diagram` draws it
    /// as the graph.
    Coverage,
    /// `coverage-graph`: the same as a graph or, of many requirements, as a picture of the table.
    CoverageGraph,
    /// `changes`: the architecture of this design and of an older one as one picture.
    Changes,
    /// `neighbours`: the design as one box, and the designs and other systems that it works with.
    Neighbours,
}

/// The form of a view in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// One picture.
    Picture,
    /// A picture of each flow.
    Pictures,
    /// A picture of each environment.
    Environments,
    /// A table.
    Table,
}

/// The name of every view, and its form in a document. `ID` is a placeholder for an id of the design.
pub const VIEWS: [(&str, Gives); 13] = [
    ("architecture", Gives::Picture),
    ("context", Gives::Picture),
    ("component:ID", Gives::Picture),
    ("data-flow", Gives::Pictures),
    ("flow:ID", Gives::Picture),
    ("tables", Gives::Picture),
    ("tables:COMPONENT", Gives::Picture),
    ("deployment", Gives::Environments),
    ("deployment:ENVIRONMENT", Gives::Picture),
    ("coverage", Gives::Table),
    ("coverage-graph", Gives::Picture),
    ("changes", Gives::Picture),
    ("neighbours", Gives::Picture),
];

/// The names of [`VIEWS`] for a message; a view that is more or other than one picture says so.
pub fn listed() -> String {
    let names = VIEWS.map(|(name, gives)| match gives {
        Gives::Picture => name.to_owned(),
        Gives::Pictures => format!("{name} (a picture of each flow)"),
        Gives::Environments => format!("{name} (a picture of each environment)"),
        Gives::Table => format!("{name} (a table)"),
    });
    names.join(", ")
}

/// The name of the view that other methods call so.
pub fn called(name: &str) -> Option<&'static str> {
    const CALLED: [(&str, &[&str]); 7] = [
        (
            "architecture",
            &["container", "containers", "component", "components", "system", "c4", "c2", "overview"],
        ),
        ("context", &["system-context", "context-diagram", "c1"]),
        ("data-flow", &["flow", "flows", "sequence", "sequences", "sequence-diagram"]),
        ("tables", &["erd", "er", "er-diagram", "database", "schema", "data-model", "entities"]),
        (
            "deployment",
            &["nodes", "infrastructure", "hosts", "deployments", "deployment-diagram", "environments"],
        ),
        ("coverage", &["traceability", "matrix", "requirements"]),
        ("neighbours", &["neighbors", "neighbour", "neighbor", "landscape", "system-landscape", "users"]),
    ];
    let name = name.to_lowercase().replace([' ', '_'], "-");
    CALLED.iter().find(|(_, others)| others.contains(&name.as_str())).map(|(view, _)| *view)
}

/// The names of the views that are one picture, for a message.
pub fn listed_pictures() -> String {
    let names = VIEWS.into_iter().filter(|(_, gives)| *gives == Gives::Picture).map(|(name, _)| name);
    names.collect::<Vec<_>>().join(", ")
}

impl<'n> View<'n> {
    /// The view of a name. Whether the design has the element or the flow is [`View::is_of`].
    pub fn parse(name: &'n str) -> Option<Self> {
        Some(match name.split_once(':') {
            Some(("component", id)) => Self::Component(id),
            Some(("flow", id)) => Self::Flow(id),
            Some(("tables", id)) => Self::TablesOf(id),
            Some(("deployment", environment)) => Self::Deployment(Some(environment)),
            Some(_) => return None,
            None => match name {
                "architecture" => Self::Architecture,
                "context" => Self::Context,
                "data-flow" => Self::DataFlow,
                "tables" => Self::Tables,
                "deployment" => Self::Deployment(None),
                "coverage" => Self::Coverage,
                "coverage-graph" => Self::CoverageGraph,
                "changes" => Self::Changes,
                "neighbours" => Self::Neighbours,
                _ => return None,
            },
        })
    }

    /// The names of all views that a design has.
    pub fn names(design: &Design) -> Vec<String> {
        let plain =
            VIEWS.into_iter().filter(|(name, _)| !name.contains(':')).map(|(name, _)| name.to_owned());
        let elements = design.people.ids().chain(design.components.ids()).chain(design.integrations.ids());
        let elements = elements.map(|id| format!("component:{id}"));
        let flows = design.flows.ids().map(|id| format!("flow:{id}"));
        let owners = design.components.ids().filter(|id| !tables_of(design, id).is_empty());
        let owners = owners.map(|id| format!("tables:{id}"));
        let environments = design.environments().into_iter().map(|name| format!("deployment:{name}"));
        plain.chain(elements).chain(flows).chain(owners).chain(environments).collect()
    }

    /// Whether a design has the element, the flow, the tables or the environment that the view names.
    pub fn is_of(self, design: &Design) -> bool {
        match self {
            Self::Component(id) => design.element(id).is_some(),
            Self::Flow(id) => design.flows.contains(id),
            Self::TablesOf(id) => !tables_of(design, id).is_empty(),
            Self::Deployment(Some(name)) => design.environments().contains(&name),
            Self::Architecture
            | Self::Context
            | Self::DataFlow
            | Self::Tables
            | Self::Deployment(None)
            | Self::Coverage
            | Self::CoverageGraph
            | Self::Changes
            | Self::Neighbours => true,
        }
    }

    /// The drawings of the view, however large they are: several only of `data-flow` and `deployment`, none if
    /// the design has nothing to show.
    pub fn draw(self, source: &Source<'_>) -> Vec<Drawing> {
        let flows = &source.design.flows;
        let drawings: Vec<Drawing> = match self {
            Self::Architecture => vec![Drawing::Architecture(source.architecture())],
            // In a design that declares nothing, the system's box alone is useless.
            Self::Context if source.architecture().elements.is_empty() => Vec::new(),
            Self::Context => vec![Drawing::Architecture(source.context())],
            Self::Component(id) => source.neighbourhood(id).map(Drawing::Architecture).into_iter().collect(),
            Self::DataFlow => {
                let shown = flows.iter().filter(|flow| source.selection.has(&flow.id.value));
                shown.map(|flow| Drawing::Flow(source.flow(flow))).collect()
            }
            Self::Flow(id) => {
                flows.get(id).map(|flow| Drawing::Flow(source.flow(flow))).into_iter().collect()
            }
            Self::Tables => vec![Drawing::Tables(source.tables())],
            Self::TablesOf(id) => vec![Drawing::Tables(source.tables_of(id))],
            Self::Deployment(only) => {
                source.deployments(only).into_iter().map(Drawing::Architecture).collect()
            }
            Self::Coverage | Self::CoverageGraph => vec![source.coverage()],
            Self::Changes => source.changes().map(Drawing::Architecture).into_iter().collect(),
            Self::Neighbours => source.neighbours().map(Drawing::Architecture).into_iter().collect(),
        };
        drawings.into_iter().filter(|drawing| !drawing.is_empty()).collect()
    }

    /// The smaller pictures that replace one that is too large; none if it is not. Every view keeps to
    /// the same limit, and so does each of its parts.
    pub fn parts(self, drawing: &Drawing, source: &Source<'_>) -> Parts {
        let parts = match (self, drawing) {
            (Self::Architecture, Drawing::Architecture(architecture)) => {
                if !drawing.is_large() && !drawing.is_wide() {
                    return Parts::default();
                }
                source.parts(architecture)
            }
            (Self::Changes, Drawing::Architecture(architecture)) => {
                let changed = views::changed(architecture);
                let is_less = changed.elements.len() < architecture.elements.len();
                if !(drawing.is_large() || is_less && drawing.is_wide()) {
                    return Parts::default();
                }
                let changed = Drawing::Architecture(changed);
                let parts = Parts::of(vec![Part::of(changed.clone())]);
                return Parts { whole: Some(changed), ..parts };
            }
            // A component is looked at more closely, as it is where it replaces the whole.
            (Self::Component(_), _) if !drawing.is_large() && !drawing.is_wide_part() => {
                return Parts::default();
            }
            (Self::Component(id), _) => source.neighbourhood_parts(id),
            _ if !drawing.is_large() && !drawing.is_wide() => return Parts::default(),
            (Self::Neighbours, _) => {
                let parts = source.neighbours.map(|landscape| landscape.parts(drawing, source.words));
                return parts.unwrap_or_default();
            }
            (Self::Deployment(_), Drawing::Architecture(whole)) => source.deployment_parts(whole),
            _ => vec![Part::of(drawing.clone())],
        };
        let parts = Parts::of(parts);
        // One part that is not smaller is the picture itself.
        let is_one = parts.shown.len() < 2 && parts.left_out.is_empty() && !drawing.is_large();
        if is_one { Parts::default() } else { parts }
    }
}
