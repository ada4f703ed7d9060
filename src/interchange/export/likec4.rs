//! Elements, relationships and flows as a file of `LikeC4`.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::structure::{Unique, around, inside, links};
use super::{Exported, said};
use crate::design::{Component, Design, Entity, FlowPart};

/// A file with a view of the system, and one of each flow.
pub fn write(design: &Design) -> Exported {
    let names = Names::of(design);
    let mut out = specification(design);
    out.push_str("\nmodel {\n");
    for person in &design.people {
        element(
            names.own(&person.id.value),
            "actor",
            &person.name,
            said(person.description.as_ref()),
            &mut out,
        );
        out.push_str("  }\n");
    }
    for integration in &design.integrations {
        let title = integration.called().map_or(integration.id.value.as_str(), |name| &name.value);
        let described = said(integration.description.as_ref()).or_else(|| integration.described());
        element(names.own(&integration.id.value), "external", title, described, &mut out);
        out.push_str("  }\n");
    }
    element(&names.system, "system", &design.meta.title, said(design.meta.summary.as_ref()), &mut out);
    let around = around(design);
    for component in inside(design, &around, None) {
        component_in(design, component, &names, &around, 2, &mut out);
    }
    out.push_str("  }\n");
    let mut left = 0;
    for link in links(design) {
        let (Some(from), Some(to)) = (names.path(link.from), names.path(link.to)) else { continue };
        if is_part(from, to) {
            left += 1;
            continue;
        }
        // Writing to a string cannot fail.
        _ = write!(out, "  {from} -> {to} {}", quoted(link.label()));
        let technology =
            link.protocol().map(|protocol| format!(" {{\n    technology {}\n  }}", quoted(protocol)));
        out.push_str(&technology.unwrap_or_default());
        out.push('\n');
    }
    out.push_str("}\n");
    left += views(design, &names, &mut out);
    let mut exported = Exported::one("model.c4", out);
    exported.leave(left, "line", "because LikeC4 joins nothing with a part of itself");
    exported
}

/// The kinds of elements.
fn specification(design: &Design) -> String {
    let mut out =
        String::from("specification {\n  element actor {\n    style {\n      shape person\n    }\n  }\n");
    out.push_str("  element system\n  element external {\n    style {\n      color muted\n    }\n  }\n");
    let mut known: HashSet<&str> = HashSet::new();
    for component in &design.components {
        let kind = component.kind.value.word();
        if !known.insert(kind) {
            continue;
        }
        let shape = match kind {
            "database" | "storage" | "cache" => Some("storage"),
            "queue" => Some("queue"),
            "web" => Some("browser"),
            "mobile" => Some("mobile"),
            _ => None,
        };
        match shape {
            Some(shape) => {
                _ = writeln!(out, "  element {kind} {{\n    style {{\n      shape {shape}\n    }}\n  }}");
            }
            None => _ = writeln!(out, "  element {kind}"),
        }
    }
    out.push_str("}\n");
    out
}

/// Begins an element.
fn element(name: &str, kind: &str, title: &str, described: Option<&str>, out: &mut String) {
    _ = writeln!(out, "  {name} = {kind} {} {{", quoted(title));
    if let Some(described) = described {
        _ = writeln!(out, "    description {}", quoted(described));
    }
}

fn component_in<'d>(
    design: &'d Design,
    component: &'d Entity<Component>,
    names: &Names<'d>,
    around: &HashMap<&'d str, &'d str>,
    depth: usize,
    out: &mut String,
) {
    let id = component.id.value.as_str();
    let indent = "  ".repeat(depth);
    let kind = component.kind.value.word();
    _ = writeln!(out, "{indent}{} = {kind} {} {{", names.own(id), quoted(&component.name));
    if let Some(described) = said(component.description.as_ref()) {
        _ = writeln!(out, "{indent}  description {}", quoted(described));
    }
    if !component.technology.is_empty() {
        let technology: Vec<&str> = component.technology.iter().map(|it| it.value.as_str()).collect();
        _ = writeln!(out, "{indent}  technology {}", quoted(&technology.join(", ")));
    }
    for part in inside(design, around, Some(id)) {
        component_in(design, part, names, around, depth + 1, out);
    }
    _ = writeln!(out, "{indent}}}");
}

/// The views, and how many steps they leave out.
fn views(design: &Design, names: &Names<'_>, out: &mut String) -> usize {
    let title = quoted(&design.meta.title);
    out.push_str(&format!("\nviews {{\n  view index {{\n    title {title}\n    include *\n  }}\n"));
    out.push_str(&format!("  view parts of {} {{\n    title {title}\n    include *\n  }}\n", names.system));
    let mut left = 0;
    let mut known = Unique::default();
    for reserved in ["index", "parts"] {
        known.name(reserved.to_owned());
    }
    for flow in &design.flows {
        let mut steps = String::new();
        for part in flow.steps.parts() {
            let FlowPart::Step(step) = part else { continue };
            let (Some(from), Some(to)) = (names.path(&step.from), names.path(&step.to)) else { continue };
            if from != to && is_part(from, to) {
                left += 1;
                continue;
            }
            if let Some(send) = &step.send {
                _ = writeln!(steps, "    {from} -> {to} {}", quoted(send));
            }
            if let Some(reply) = &step.reply {
                let way = if step.send.is_some() { "<-" } else { "->" };
                _ = writeln!(steps, "    {from} {way} {to} {}", quoted(reply));
            }
        }
        if !steps.is_empty() {
            let name = known.name(identifier(&flow.id.value));
            _ = write!(out, "  dynamic view {name} {{\n    title {}\n{steps}  }}\n", quoted(&flow.title));
        }
    }
    out.push_str("}\n");
    left
}

/// The names of elements, and their paths from the top of the model.
struct Names<'d> {
    system: String,
    of: HashMap<&'d str, (String, String)>,
}

impl<'d> Names<'d> {
    fn of(design: &'d Design) -> Self {
        let mut known = Unique::default();
        let system = known.name(identifier(&design.id));
        let own: Vec<(&'d str, String)> =
            design.elements().map(|element| (element.id(), known.name(identifier(element.id())))).collect();
        let names: HashMap<&'d str, String> = own.into_iter().collect();
        let around = around(design);
        let path = |id: &'d str| {
            let above = std::iter::successors(Some(id), |id| around.get(id).copied());
            let mut parts: Vec<&str> = above.filter_map(|id| names.get(id).map(String::as_str)).collect();
            parts.extend(design.components.contains(id).then_some(system.as_str()));
            parts.reverse();
            parts.join(".")
        };
        let of = names.iter().map(|(id, name)| (*id, (name.clone(), path(id)))).collect();
        Self { system, of }
    }

    fn own(&self, id: &str) -> &str {
        self.of.get(id).map_or("", |(name, _)| name)
    }

    fn path(&self, id: &str) -> Option<&str> {
        self.of.get(id).map(|(_, path)| path.as_str())
    }
}

/// Whether one path is the other one, or inside it.
fn is_part(one: &str, other: &str) -> bool {
    let within =
        |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    within(one, other) || within(other, one)
}

/// A name of `LikeC4`, which begins with a letter and is no word of the language.
fn identifier(id: &str) -> String {
    const WORDS: [&str; 66] = [
        "and",
        "autoLayout",
        "border",
        "color",
        "deploymentNode",
        "description",
        "dynamic",
        "dynamicPredicateGroup",
        "exclude",
        "extend",
        "extends",
        "from",
        "global",
        "head",
        "icon",
        "iconColor",
        "iconPosition",
        "iconSize",
        "icons",
        "import",
        "include",
        "includeAncestors",
        "instanceOf",
        "is",
        "kind",
        "likec4lib",
        "line",
        "link",
        "metadata",
        "multiple",
        "navigateTo",
        "not",
        "notation",
        "notes",
        "of",
        "opacity",
        "or",
        "order",
        "padding",
        "predicate",
        "predicateGroup",
        "rank",
        "rgb",
        "rgba",
        "shape",
        "size",
        "specification",
        "style",
        "styleGroup",
        "summary",
        "tag",
        "tail",
        "technology",
        "textSize",
        "title",
        "variant",
        "view",
        "views",
        "where",
        "with",
        "this",
        "it",
        "BottomTop",
        "LeftRight",
        "RightLeft",
        "TopBottom",
    ];
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) || WORDS.contains(&id) {
        return format!("_{id}");
    }
    id.to_owned()
}

fn quoted(text: &str) -> String {
    // A backslash would take the quote that ends the text.
    format!("'{}'", text.replace('\\', "\u{29f5}").replace('\'', "\\'"))
}
