//! Nodes: a list of them in words, and a picture of each environment.

use crate::design::{Entity, Node};
use crate::diagram::view::View;
use crate::markdown::Builder;
use crate::render::blocks::components::show_reason;
use crate::render::picture::draw;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    draw(scope, View::Deployment(None), out);
    out.list(|out| {
        for node in &scope.design.nodes {
            out.item(|out| show_one(scope, node, words, out));
        }
    });
}

fn show_one<'a>(scope: &Scope<'a>, node: &'a Entity<Node>, words: &'a Words, out: &mut Builder<'a>) {
    let id = node.id.value.as_str();
    scope.anchor(Target::Node, id, out);
    out.strong(|out| out.text(node.title()));
    let description = node.description.as_ref();
    match description.filter(|text| text.is_given() && !text.not_applicable) {
        Some(description) => scope.after(description, id, out),
        None => out.text(":"),
    }
    out.list(|out| {
        show_reason(scope, id, description, out);
        labelled(words.label("kind"), |out| out.text(scope.word(node.kind.value.label())), out);
        if let Some(outer) = &node.part_of {
            let name = scope.design.nodes.get(outer).map_or(&**outer, Entity::title);
            let part_of = |out: &mut Builder<'a>| {
                out.link(scope.printing.links.to(Target::Node, outer), |out| out.text(name));
            };
            labelled(words.label("part-of"), part_of, out);
        }
        if let Some(environment) = &node.environment {
            labelled(words.label("environment"), |out| out.text(environment.value.as_str()), out);
        }
        if !node.technology.is_empty() {
            let names: Vec<&str> = node.technology.iter().map(|name| name.value.as_str()).collect();
            labelled(words.label("technology"), |out| out.text(names.join(", ")), out);
        }
        scope.labelled(words.label("instances"), node.instances.as_ref(), &format!("{id}-instances"), out);
        if !node.runs.is_empty() {
            labelled(words.label("runs"), |out| show_runs(scope, node, out), out);
        }
    });
}

/// The components that run on a node, and how.
fn show_runs<'a>(scope: &Scope<'a>, node: &'a Entity<Node>, out: &mut Builder<'a>) {
    for (index, run) in node.runs.iter().enumerate() {
        if index > 0 {
            out.text("; ");
        }
        scope.cite_element(&run.component, out);
        if let Some(said) = run.words.as_ref().filter(|said| !said.is_empty()) {
            out.text(format!(" ({})", said.value));
        }
    }
}

fn labelled<'a>(label: &'a str, value: impl FnOnce(&mut Builder<'a>), out: &mut Builder<'a>) {
    out.item(|out| {
        out.strong(|out| out.text(label));
        out.text(": ");
        value(out);
    });
}
