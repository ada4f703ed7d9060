//! The architecture as a `flowchart` in C4 vocabulary.
//!
//! Mermaid's own C4 diagram is not used: it prints labels over boxes and lines, and cannot be read on a dark
//! page. Shapes say what an element is: people are rounded, stores are cylinders, queues have double sides,
//! external systems are dashed. Dotted lines are asynchronous.
//!
//! A component with parts becomes a boundary around them, at which lines end. If it is related to its own parts, it
//! is also a box among them: Mermaid fails on a line from a boundary into itself.

use std::collections::{HashMap, HashSet};

use super::escape;
use super::marks::Marks;
use super::script::Script;
use crate::diagram::architecture::{Architecture, Element, Relation, Role};
use crate::diagram::hints::Course;
use crate::diagram::picture::Shape;

/// The picture, or `None` if there is no element to draw.
pub fn architecture(architecture: &Architecture) -> Option<String> {
    if architecture.elements.is_empty() {
        return None;
    }
    let mut writer = Writer::of(architecture);
    let mut out = Script::new(match architecture.hints.course {
        Course::Down => "flowchart TB",
        Course::Right => "flowchart LR",
    });
    writer.band(Role::Person, 1, &mut out);
    writer.system(&mut out);
    writer.band(Role::External, 1, &mut out);
    for relation in &architecture.relations {
        writer.relation(relation, &mut out);
    }
    if architecture.elements.iter().any(|element| element.role == Role::External) {
        out.line(1, "classDef external stroke-dasharray: 5 5");
    }
    writer.marks.finish(&mut out);
    Some(out.finish())
}

/// Boundaries deeper than this are drawn beside their whole, not inside it.
const MAX_DEPTH: usize = 32;

struct Writer<'a> {
    architecture: &'a Architecture,
    /// The index of each element by its id. Mermaid's name of the element is made of it.
    places: HashMap<&'a str, usize>,
    /// The component that each one is drawn inside.
    parents: Vec<Option<usize>>,
    /// The elements with other elements inside.
    wholes: HashSet<usize>,
    /// The elements with other elements inside that are related to one of these, or to themselves.
    related_inwards: HashSet<usize>,
    marks: Marks<'a>,
}

impl<'a> Writer<'a> {
    fn of(architecture: &'a Architecture) -> Self {
        let mut places = HashMap::new();
        for (at, element) in architecture.elements.iter().enumerate() {
            places.entry(element.id.as_str()).or_insert(at);
        }
        let parents = parents(&architecture.elements, &places);
        let wholes = parents.iter().copied().flatten().collect();
        let within = |at: usize, whole: usize| {
            std::iter::successors(Some(at), |&at| parents[at]).any(|around| around == whole)
        };
        let ends = architecture.relations.iter().filter_map(|relation| ends(relation, &places));
        let inwards = ends.flat_map(|(from, to)| {
            [within(from, to).then_some(to), within(to, from).then_some(from)].into_iter().flatten()
        });
        let related_inwards = inwards.collect();
        Self { architecture, places, parents, wholes, related_inwards, marks: Marks::of(architecture) }
    }

    fn system(&mut self, out: &mut Script) {
        if self.architecture.elements.iter().all(|element| element.role != Role::Component) {
            return;
        }
        if self.architecture.name.is_empty() {
            return self.band(Role::Component, 1, out);
        }
        let title = title(&self.architecture.name, &bracketed(&[&self.architecture.kind]));
        out.line(1, &format!("subgraph system[\"{title}\"]"));
        self.band(Role::Component, 2, out);
        out.line(1, "end");
    }

    /// The elements of one role that are not inside another.
    fn band(&mut self, role: Role, depth: usize, out: &mut Script) {
        for (at, element) in self.architecture.elements.iter().enumerate() {
            if element.role == role && self.parents.get(at) == Some(&None) {
                self.element(at, element, depth, out);
            }
        }
    }

    fn element(&mut self, at: usize, element: &Element, depth: usize, out: &mut Script) {
        if !self.wholes.contains(&at) {
            return self.node(at, element, depth, out);
        }
        let name = if element.mark.sign().is_empty() {
            escape::some_text(&element.name)
        } else {
            Marks::signed(element.mark, &element.name)
        };
        let title = words(&[name, made_of(element), self.marks.word(element.mark)]);
        let was = element.was.iter().map(|was| escape::text(was));
        let title = joined(&[title].into_iter().chain(was).collect::<Vec<_>>(), ", ");
        out.line(depth, &format!("subgraph g{at}[\"{title}\"]"));
        self.marks.boxed(element.mark, format!("g{at}"));
        if self.related_inwards.contains(&at) {
            self.node(at, element, depth + 1, out);
        }
        for (part, element) in self.architecture.elements.iter().enumerate() {
            if self.parents.get(part) == Some(&Some(at)) {
                self.element(part, element, depth + 1, out);
            }
        }
        out.line(depth, "end");
    }

    fn relation(&mut self, relation: &Relation, out: &mut Script) {
        let Some((from, to)) = ends(relation, &self.places) else { return };
        let arrow = match (relation.asynchronous, relation.both_ways) {
            (false, false) => "-->",
            (false, true) => "<-->",
            (true, false) => "-.->",
            (true, true) => "<-.->",
        };
        let said = words(&[Marks::signed(relation.mark, &relation.label), self.marks.word(relation.mark)]);
        let was = escape::text(relation.was.as_deref().unwrap_or_default());
        let label = lines(&[said, bracketed(&[&relation.kind, &protocol(relation)]), was]);
        let label = if label.is_empty() { label } else { format!("|\"{label}\"|") };
        out.line(1, &format!("{} {arrow}{label} {}", self.end(from), self.end(to)));
        self.marks.lined(relation.mark);
    }

    /// Mermaid's name of an element at which a line ends.
    fn end(&self, at: usize) -> String {
        let is_boundary = self.wholes.contains(&at) && !self.related_inwards.contains(&at);
        if is_boundary { format!("g{at}") } else { format!("n{at}") }
    }

    fn node(&mut self, at: usize, element: &Element, depth: usize, out: &mut Script) {
        let word = self.marks.word(element.mark);
        out.line(depth, &node(at, element, &word));
        self.marks.boxed(element.mark, format!("n{at}"));
    }
}

/// The places of the two ends, if both are elements.
fn ends(relation: &Relation, places: &HashMap<&str, usize>) -> Option<(usize, usize)> {
    Some((*places.get(relation.from.as_str())?, *places.get(relation.to.as_str())?))
}

/// The component around each component: `None` if the chain is a cycle or too deep.
fn parents(elements: &[Element], places: &HashMap<&str, usize>) -> Vec<Option<usize>> {
    let component = |at: usize| elements.get(at).filter(|element| element.role == Role::Component);
    let whole = |at: &usize| {
        let whole = *places.get(component(*at)?.part_of.as_deref()?)?;
        component(whole).map(|_| whole)
    };
    let above = |at: usize| std::iter::successors(whole(&at), whole).take(MAX_DEPTH + 1);
    let sound = |at: usize| above(at).count() <= MAX_DEPTH && above(at).all(|whole| whole != at);
    (0..elements.len()).map(|at| whole(&at).filter(|_| sound(at))).collect()
}

/// The label is in a `div`, which Markdown leaves alone: Mermaid 11 decodes the entity codes of a box before
/// it reads the label as Markdown.
fn node(at: usize, element: &Element, word: &str) -> String {
    let name = if element.mark.sign().is_empty() {
        escape::some_text(&element.name)
    } else {
        Marks::signed(element.mark, &element.name)
    };
    let name = words(&[format!("<b>{name}</b>"), word.to_owned()]);
    let mut label = vec![name, made_of(element)];
    label.extend(element.was.iter().map(|was| escape::text(was)));
    label.push(escape::text(&element.description));
    let label = lines(&label);
    let (open, close) = match element.shape {
        Shape::Person => ("([", "])"),
        Shape::Database | Shape::Cache | Shape::Storage => ("[(", ")]"),
        Shape::Queue => ("[[", "]]"),
        Shape::Service | Shape::Browser | Shape::Mobile | Shape::External | Shape::Table | Shape::Note => {
            ("[", "]")
        }
    };
    let class = if element.role == Role::External { ":::external" } else { "" };
    format!("n{at}{open}\"<div>{label}</div>\"{close}{class}")
}

fn title(name: &str, kind: &str) -> String {
    format!("{} {kind}", escape::some_text(name)).trim_end().to_owned()
}

/// `[Service: Rust]`, as C4 writes it.
fn made_of(element: &Element) -> String {
    bracketed(&[&element.sort(), &element.technology])
}

/// The protocol, and whether it is unencrypted.
fn protocol(relation: &Relation) -> String {
    let words = [relation.protocol.as_deref(), relation.unencrypted.as_deref()];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn bracketed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|words| escape::text(words)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!("[{}]", words.join(": ")) }
}

fn lines(lines: &[String]) -> String {
    joined(lines, "<br>")
}

fn words(words: &[String]) -> String {
    joined(words, " ")
}

fn joined(parts: &[String], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(between)
}
