//! A workspace of Structurizr: the model, its views, and the decisions.
//!
//! Components that are in no other one are containers, those inside are components of the outermost one.

mod deployment;
mod model;
mod views;

use serde_json::{Value, json};

use super::{Exported, madr, said};
use crate::design::{DecisionStatus, Design};
use model::Model;

/// The workspace as Structurizr's JSON.
pub fn write(design: &Design) -> Exported {
    let mut model = Model::of(design);
    let deployed = model.deployed();
    let (views, without) = model.views(&deployed);
    let mut workspace = json!({ "name": design.meta.title.value });
    if let Some(summary) = said(design.meta.summary.as_ref()) {
        workspace["description"] = summary.into();
    }
    let left = model.left;
    workspace["model"] = model.into_json(&decisions(design), &deployed.nodes);
    workspace["views"] = views;
    let mut exported = Exported::json("workspace.json", &workspace);
    exported.leave(left, "relationship", "because Structurizr joins nothing with a part of itself");
    exported.leave(
        without,
        "step",
        "because no relationship joins its elements, in Structurizr or the design",
    );
    exported
}

/// The decisions with their records.
fn decisions(design: &Design) -> Vec<Value> {
    let records = madr(design).files;
    let all = design.decisions.iter().zip(records).map(|(decision, record)| {
        let status = match decision.status() {
            DecisionStatus::Proposed => "Proposed",
            DecisionStatus::Accepted => "Accepted",
            DecisionStatus::Rejected => "Rejected",
            DecisionStatus::Deprecated => "Deprecated",
            DecisionStatus::Superseded => "Superseded",
        };
        // The record without its front matter, whose facts have keys here.
        let body = record.text.splitn(3, "---\n").nth(2).unwrap_or_default().trim_start();
        let mut written = json!({
            "id": decision.id.value,
            "title": decision.title.value,
            "status": status,
            "format": "Markdown",
            "content": body,
        });
        let date = decision.date.as_ref().or(design.meta.updated.as_ref());
        if let Some(date) = date {
            written["date"] = format!("{}T00:00:00Z", date.value).into();
        }
        written
    });
    all.collect()
}
