//! The architecture as a `flowchart` in C4 vocabulary.
//!
//! Not as Mermaid's own C4 diagram: that one prints labels over boxes and lines, and cannot be
//! read on a dark page. Shapes say what an element is: people are rounded, stores are cylinders,
//! queues have double sides, external systems are dashed. Dotted lines are asynchronous.

use super::escape;
use super::scene::{Architecture, Element, Place, Relationship, Shape};
use super::script::Script;

/// The picture, or nothing where there is no element to draw.
pub fn write_architecture(scene: &Architecture) -> Option<String> {
    if scene.elements.is_empty() {
        return None;
    }
    let writer = Writer { scene, parents: parents(&scene.elements) };
    let mut out = Script::new("flowchart TB");
    writer.roots(&mut out, |element| element.shape == Shape::Person && element.place == Place::Outside);
    writer.system(&mut out);
    writer.roots(&mut out, is_outside_system);
    for relationship in &scene.relationships {
        writer.relationship(relationship, &mut out);
    }
    writer.external_style(&mut out);
    Some(out.finish())
}

/// Boundaries deeper than this are drawn beside their whole, not inside it.
const MAX_DEPTH: usize = 32;

struct Writer<'a> {
    scene: &'a Architecture,
    /// The element that each one is drawn inside.
    parents: Vec<Option<usize>>,
}

impl Writer<'_> {
    fn roots(&self, out: &mut Script, wanted: impl Fn(&Element) -> bool) {
        for (at, element) in self.scene.elements.iter().enumerate() {
            if self.parent(at).is_none() && wanted(element) {
                self.element(at, element, 1, out);
            }
        }
    }

    fn system(&self, out: &mut Script) {
        let inside = |element: &Element| element.place != Place::Outside;
        let roots = self.scene.elements.iter().enumerate();
        let roots = roots.filter(|(at, element)| self.parent(*at).is_none() && inside(element));
        let mut roots = roots.peekable();
        if roots.peek().is_none() {
            return;
        }
        out.line(1, &format!("subgraph system[\"{}\"]", escape::some_text(&self.scene.system)));
        for (at, element) in roots {
            self.element(at, element, 2, out);
        }
        out.line(1, "end");
    }

    fn element(&self, at: usize, element: &Element, depth: usize, out: &mut Script) {
        if !self.has_parts(at) {
            out.line(depth, &self.node(at, element));
            return;
        }
        out.line(depth, &format!("subgraph g{at}[\"{}\"]", title(element)));
        if self.needs_node_inside(at) {
            out.line(depth + 1, &self.node(at, element));
        }
        for (part, element) in self.scene.elements.iter().enumerate() {
            if self.parent(part) == Some(at) {
                self.element(part, element, depth + 1, out);
            }
        }
        out.line(depth, "end");
    }

    fn node(&self, at: usize, element: &Element) -> String {
        let name = format!("<b>{}</b>", escape::some_text(&element.name));
        let label = lines(&[name, made_of(element), escape::text(&element.description)]);
        let (open, close) = match element.shape {
            Shape::Person => ("([", "])"),
            Shape::Box => ("[", "]"),
            Shape::Store => ("[(", ")]"),
            Shape::Queue => ("[[", "]]"),
        };
        let class = if self.is_external(at) { ":::external" } else { "" };
        format!("n{at}{open}\"{label}\"{close}{class}")
    }

    fn relationship(&self, relationship: &Relationship, out: &mut Script) {
        let count = self.scene.elements.len();
        if relationship.from >= count || relationship.to >= count {
            return;
        }
        let arrow = if relationship.asynchronous { "-.->" } else { "-->" };
        let label = lines(&[escape::text(&relationship.label), bracketed(&[&relationship.protocol])]);
        let label = if label.is_empty() { String::new() } else { format!("|\"{label}\"|") };
        let (from, to) = (self.end(relationship.from), self.end(relationship.to));
        out.line(1, &format!("{from} {arrow}{label} {to}"));
    }

    fn end(&self, at: usize) -> String {
        if self.has_parts(at) && !self.needs_node_inside(at) { format!("g{at}") } else { format!("n{at}") }
    }

    /// Mermaid cannot draw a line from a boundary to itself or to what lies inside it: such an
    /// element has a box of its own within its boundary.
    fn needs_node_inside(&self, at: usize) -> bool {
        self.scene.relationships.iter().any(|relationship| {
            let (from, to) = (relationship.from, relationship.to);
            (from == at && self.related(at, to)) || (to == at && self.related(at, from))
        })
    }

    /// Whether one of the two lies inside the other, or both are the same.
    fn related(&self, one: usize, other: usize) -> bool {
        self.within(one, other) || self.within(other, one)
    }

    fn within(&self, part: usize, whole: usize) -> bool {
        std::iter::successors(Some(part), |at| self.parent(*at)).any(|at| at == whole)
    }

    /// The boundaries of external systems get the class by name; a box gets it where it stands.
    fn external_style(&self, out: &mut Script) {
        let external: Vec<usize> =
            (0..self.scene.elements.len()).filter(|at| self.is_external(*at)).collect();
        if external.is_empty() {
            return;
        }
        out.line(1, "classDef external stroke-dasharray: 5 5");
        for at in external.into_iter().filter(|at| self.has_parts(*at)) {
            out.line(1, &format!("class g{at} external"));
        }
    }

    /// Whether an element is, or lies within, an external system.
    fn is_external(&self, at: usize) -> bool {
        let root = std::iter::successors(Some(at), |at| self.parent(*at)).last().unwrap_or(at);
        self.scene.elements.get(root).is_some_and(is_outside_system)
    }

    fn has_parts(&self, at: usize) -> bool {
        self.parents.contains(&Some(at))
    }

    fn parent(&self, at: usize) -> Option<usize> {
        self.parents.get(at).copied().flatten()
    }
}

/// What each element is drawn inside: nothing where the chain of wholes leads back or too deep.
fn parents(elements: &[Element]) -> Vec<Option<usize>> {
    let whole = |at: &usize| match elements.get(*at)?.place {
        Place::PartOf(whole) if whole < elements.len() => Some(whole),
        _ => None,
    };
    let sound =
        |at: usize| std::iter::successors(whole(&at), whole).take(MAX_DEPTH + 1).all(|above| above != at);
    let depth = |at: usize| std::iter::successors(whole(&at), whole).take(MAX_DEPTH + 1).count();
    (0..elements.len()).map(|at| whole(&at).filter(|_| sound(at) && depth(at) <= MAX_DEPTH)).collect()
}

fn is_outside_system(element: &Element) -> bool {
    element.shape != Shape::Person && element.place == Place::Outside
}

fn title(element: &Element) -> String {
    let words = [escape::some_text(&element.name), made_of(element)];
    words.join(" ").trim_end().to_owned()
}

/// `[service: Rust, Axum]`, as C4 writes it.
fn made_of(element: &Element) -> String {
    let technology = element.technology.join(", ");
    bracketed(&[&element.kind, &technology])
}

fn bracketed(words: &[&str]) -> String {
    let words: Vec<String> =
        words.iter().map(|words| escape::text(words)).filter(|words| !words.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!("[{}]", words.join("#58; ")) }
}

fn lines(lines: &[String]) -> String {
    let lines: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    lines.join("<br>")
}
