//! The views of a design, by the names that directives and the command line use.

use super::architecture::views::groups;
use super::drawing::Drawing;
use super::limits::MOST_WIDTH;
use super::model::Source;
use super::parts::{Part, Parts};
use crate::design::Design;

/// What is drawn of a design.
///
/// To add one: a variant, its name in [`View::parse`] and [`View::names`], its arm in [`View::draw`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum View<'n> {
    /// `architecture`: people, components, external systems.
    Architecture,
    /// `context`: the system as one box, and what is around it.
    Context,
    /// `component:ID`: one element, and what it has relationships with.
    Component(&'n str),
    /// `data-flow`: every flow.
    DataFlow,
    /// `flow:ID`: one flow.
    Flow(&'n str),
    /// `tables`: tables and their foreign keys.
    Tables,
    /// `coverage-graph`: requirements and what cites them.
    Coverage,
}

/// The names, with `ID` where one of the design's stands.
pub const NAMES: [&str; 7] =
    ["architecture", "context", "component:ID", "data-flow", "flow:ID", "tables", "coverage-graph"];

impl<'n> View<'n> {
    /// The view of a name. Whether a design has what it names is not known here.
    pub fn parse(name: &'n str) -> Option<Self> {
        Some(match name.split_once(':') {
            Some(("component", id)) => Self::Component(id),
            Some(("flow", id)) => Self::Flow(id),
            Some(_) => return None,
            None => match name {
                "architecture" => Self::Architecture,
                "context" => Self::Context,
                "data-flow" => Self::DataFlow,
                "tables" => Self::Tables,
                "coverage-graph" => Self::Coverage,
                _ => return None,
            },
        })
    }

    /// The names of all views that a design has.
    pub fn names(design: &Design) -> Vec<String> {
        let plain = NAMES.into_iter().filter(|name| !name.contains(':')).map(str::to_owned);
        let elements = design.people.ids().chain(design.components.ids()).chain(design.integrations.ids());
        let elements = elements.map(|id| format!("component:{id}"));
        let flows = design.flows.ids().map(|id| format!("flow:{id}"));
        plain.chain(elements).chain(flows).collect()
    }

    /// Whether a design has what the view names.
    pub fn is_of(self, design: &Design) -> bool {
        match self {
            Self::Component(id) => {
                design.people.contains(id)
                    || design.components.contains(id)
                    || design.integrations.contains(id)
            }
            Self::Flow(id) => design.flows.contains(id),
            Self::Architecture | Self::Context | Self::DataFlow | Self::Tables | Self::Coverage => true,
        }
    }

    /// What is drawn, however large it is; several pictures only of several flows. What has nothing
    /// in it is left out.
    pub fn draw(self, source: &Source<'_>) -> Vec<Drawing> {
        let flows = &source.design.flows;
        let drawings: Vec<Drawing> = match self {
            Self::Architecture => vec![Drawing::Architecture(source.architecture())],
            // Where nothing is declared the system's box alone says nothing.
            Self::Context if source.architecture().elements.is_empty() => Vec::new(),
            Self::Context => vec![Drawing::Architecture(source.context())],
            Self::Component(id) => source.neighbourhood(id).map(Drawing::Architecture).into_iter().collect(),
            Self::DataFlow => flows.iter().map(|flow| Drawing::Flow(source.flow(flow))).collect(),
            Self::Flow(id) => {
                flows.get(id).map(|flow| Drawing::Flow(source.flow(flow))).into_iter().collect()
            }
            Self::Tables => vec![Drawing::Tables(source.tables())],
            Self::Coverage => vec![Drawing::Architecture(source.coverage())],
        };
        drawings.into_iter().filter(|drawing| !drawing.is_empty()).collect()
    }

    /// The smaller pictures in the place of one that would be a wall; none where it is no wall. Every
    /// view keeps to the same limit, and so does each of its parts.
    pub fn parts(self, drawing: &Drawing, source: &Source<'_>) -> Parts {
        let parts = match (self, drawing) {
            (Self::Architecture, Drawing::Architecture(architecture)) => {
                let is_wide = || !groups(architecture).is_empty() && drawing.picture().width > MOST_WIDTH;
                if !drawing.is_large() && !is_wide() {
                    return Parts::default();
                }
                source.parts(architecture)
            }
            _ if !drawing.is_large() => return Parts::default(),
            (Self::Component(id), _) => source.neighbourhood_parts(id),
            (Self::Coverage, _) => source.coverage_parts(),
            _ => vec![Part::of(drawing.clone())],
        };
        Parts::of(parts)
    }
}
