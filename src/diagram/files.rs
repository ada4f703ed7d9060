//! The pictures of a design, each as a file of Mermaid.

use super::drawing::Drawing;
use super::model::Source;
use super::view::View;
use crate::design::as_id;
use crate::interchange::export::{Exported, ExportedFile};

/// The architecture, the flows, the tables, and what runs where.
pub fn mermaid(source: &Source<'_>) -> Exported {
    let design = source.design;
    let mut exported = Exported::default();
    let mut add = |name: String, drawings: Vec<Drawing>| {
        for text in drawings.iter().filter_map(Drawing::mermaid) {
            exported.files.push(ExportedFile { name: format!("{name}.mmd"), text });
        }
    };
    add("architecture".to_owned(), View::Architecture.draw(source));
    for id in design.flows.ids() {
        add(format!("flow-{id}"), View::Flow(id).draw(source));
    }
    add("tables".to_owned(), View::Tables.draw(source));
    let environments = design.environments();
    for (at, environment) in environments.iter().enumerate() {
        let same = environments[..at].iter().filter(|other| as_id(other) == as_id(environment)).count();
        let number = if same == 0 { String::new() } else { format!("-{}", same + 1) };
        let name = format!("deployment-{}{number}", as_id(environment));
        add(name, View::Deployment(Some(environment)).draw(source));
    }
    if environments.is_empty() {
        add("deployment".to_owned(), View::Deployment(None).draw(source));
    }
    exported
}
