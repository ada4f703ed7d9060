//! The architecture picture in the vocabulary of the C4 model (Brown, <https://c4model.com>): people,
//! the system's components in its boundary, external systems, and labelled relationships.
//!
//! An [`Architecture`] is the content; [`picture`] draws all of it, and [`views`] derives smaller ones from a
//! large one.

mod card;
mod graph;
mod inwards;
mod ports;
pub mod views;

use std::collections::HashSet;

use super::block;
use super::geometry::Point;
use super::hints::Hints;
use super::layout::{self, Layout};
use super::legend::UNENCRYPTED;
use super::loops::{self, Loop};
use super::mark::{Legend, Mark};
use super::metrics::{Font, width_beside};
use super::picture::{
    Anchor, Boundary, Caption, Card, Connector, Direction, End, Label, Picture, Shape, Tip,
};
use graph::Plan;

/// The content of an architecture picture. The coverage graph is drawn as one, too.
#[derive(Debug, Clone, Default)]
pub struct Architecture {
    /// The system's name, at its boundary. Without a name there is no boundary.
    pub name: String,
    /// The word for the system's kind, such as "System".
    pub kind: String,
    /// The title of the picture for readers who cannot see it, such as "Architecture of Web shop".
    pub title: String,
    /// People, components and external systems, in the order in which they are declared.
    pub elements: Vec<Element>,
    /// Relationships; one whose source or target is not an element is left out.
    pub relations: Vec<Relation>,
    /// The words for marks, if the picture is that of a change.
    pub legend: Option<Legend>,
    /// What its author wants of the layout; ids that are not elements of this picture count nothing.
    pub hints: Hints<String>,
}

/// A person, a component or an external system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// The id by which relationships name the element.
    pub id: String,
    /// The band of the picture that the element is in.
    pub role: Role,
    /// The outline of the element's box.
    pub shape: Shape,
    /// The element's name.
    pub name: String,
    /// The word for the element's kind, such as "Service".
    pub kind: String,
    /// What it keeps that matters, such as "personal data".
    pub holds: String,
    /// The technology it is built with.
    pub technology: String,
    /// A description in a few plain words.
    pub description: String,
    /// The id of the component that the element is part of.
    pub part_of: Option<String>,
    /// The link of the element's box.
    pub href: Option<String>,
    /// How it differs from an older design.
    pub mark: Mark,
    /// What it was there, such as "was Catalogue".
    pub was: Vec<String>,
}

/// The bands of an architecture picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Somebody who uses the system, or is served by it.
    Person,
    /// A part of the system.
    #[default]
    Component,
    /// Somebody else's system.
    External,
}

/// A relationship between two elements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relation {
    /// The id of the element that uses the other one.
    pub from: String,
    /// The id of the element that is used.
    pub to: String,
    /// The purpose.
    pub label: String,
    /// The protocol.
    pub protocol: Option<String>,
    /// The word for it if the protocol is not encrypted; the picture has a sign, which the legend explains.
    pub unencrypted: Option<String>,
    /// Whether the source does not wait for an answer: the line is dashed.
    pub asynchronous: bool,
    /// The word for its kind, such as "to build"; empty for a call.
    pub kind: String,
    /// Whether it goes both ways: the line has two heads.
    pub both_ways: bool,
    /// The contract that is used. It is in the table of relationships and not in the picture.
    pub contract: Option<String>,
    /// How it differs from an older design.
    pub mark: Mark,
    /// What it was there, such as "was Reads".
    pub was: Option<String>,
}

impl Architecture {
    /// The title, and what the signs in the picture mean.
    pub fn caption(&self) -> String {
        let legend = self.legend.as_ref().map(|legend| {
            let elements = self.elements.iter().map(|element| element.mark);
            let marks: HashSet<Mark> = elements.chain(self.relations.iter().map(|one| one.mark)).collect();
            legend.of(|mark| marks.contains(&mark))
        });
        match legend.filter(|legend| !legend.is_empty()) {
            Some(legend) => format!("{} ({legend})", self.title),
            None => self.title.clone(),
        }
    }
}

impl Element {
    /// The word for its kind, and what it keeps.
    pub fn sort(&self) -> String {
        let words = [self.kind.as_str(), &self.holds].into_iter().filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(", ")
    }
}

impl Relation {
    /// The word for its kind and the protocol, as printed in brackets.
    pub fn how(&self) -> String {
        let protocol = self.protocol.as_deref().unwrap_or_default();
        let words = [self.kind.as_str(), protocol].into_iter().filter(|word| !word.is_empty());
        let words = words.collect::<Vec<_>>().join(": ");
        if self.unencrypted.is_some() { format!("{words}{UNENCRYPTED}") } else { words }
    }
}

/// Draws an architecture.
pub fn picture(architecture: &Architecture) -> Picture {
    picture_among(architecture, 1)
}

/// Draws an architecture in one of `share` pictures that replace a large one.
pub(super) fn picture_among(architecture: &Architecture, share: usize) -> Picture {
    let (plan, layout) = ports::lay_out(architecture, share);
    let mut picture = Picture {
        title: architecture.title.clone(),
        sentences: sentences(architecture, &plan),
        width: layout.width,
        height: layout.height,
        ..Picture::default()
    };
    add_boundaries(architecture, &plan, &layout, &mut picture);
    let boxes = layout.nodes.iter().zip(&plan.shown).zip(&plan.boxes).filter(|(_, place)| place.is_some());
    for ((rect, &element), _) in boxes {
        let element = &architecture.elements[element];
        picture.boxes.push(Card {
            rect: *rect,
            shape: element.shape,
            texts: card::texts(element, rect),
            words: card::words(element),
            href: element.href.clone(),
            mark: element.mark,
            ..Card::default()
        });
    }
    add_lines(architecture, &plan, &layout, &mut picture);
    for (&place, &element) in plan.boxes.iter().zip(&plan.shown) {
        let Some(place) = place else { continue };
        let loops = loops_of(architecture, &architecture.elements[element].id);
        loops::add(loops, place, architecture.hints.course, &mut picture);
    }
    picture
}

/// Whether the picture is wider than this, as far as that can be said before it is laid out.
fn is_wider(architecture: &Architecture, most: i32) -> bool {
    layout::is_wider(&Plan::of(architecture).graph, most)
}

/// What is marked, then each relationship.
fn sentences(architecture: &Architecture, plan: &Plan) -> Vec<String> {
    let word = |mark: Mark| {
        let word = architecture.legend.as_ref().map(|legend| legend.word(mark)).unwrap_or_default();
        if word.is_empty() { String::new() } else { format!("{word}: ") }
    };
    let marked = architecture.elements.iter().filter(|element| !element.mark.sign().is_empty());
    let marked = marked.map(|element| {
        let kind = card::kind(element);
        let described = [boundary_title(&element.name, &kind)].into_iter().chain(element.was.iter().cloned());
        format!("{}{}.", word(element.mark), described.collect::<Vec<_>>().join(", "))
    });
    let relations = plan.drawn.iter().map(|drawn| {
        let relation = &architecture.relations[drawn.relation];
        let name = |node: usize| &architecture.elements[plan.shown[node]].name;
        let how = relation.how();
        let how = if how.is_empty() { how } else { format!("({how})") };
        let arrow = if relation.both_ways { "↔" } else { "→" };
        let was = relation.was.as_ref().map(|was| format!(", {was}")).unwrap_or_default();
        let word = word(relation.mark);
        let said = [relation.label.as_str(), &how].into_iter().filter(|part| !part.is_empty());
        let said = said.collect::<Vec<_>>().join(" ");
        let said = if said.is_empty() { said } else { format!(": {said}") };
        format!("{word}{} {arrow} {}{said}{was}.", name(drawn.from), name(drawn.to))
    });
    marked.chain(relations).collect()
}

/// Font of a boundary's title.
const TITLE: Font = Font::bold(13);
/// Between the title and the side of its boundary.
const BESIDE_TITLE: i32 = 8;

/// A name and the word for its kind.
fn boundary_title(name: &str, kind: &str) -> String {
    if kind.is_empty() { name.to_owned() } else { format!("{name} [{kind}]") }
}

/// The title of the boundary around an element's parts.
fn group_title(element: &Element) -> String {
    let title = boundary_title(&element.mark.signed(&element.name), &card::kind(element));
    [title].into_iter().chain(element.was.iter().cloned()).collect::<Vec<_>>().join(", ")
}

/// Width and height of a boundary's title.
fn title_size(title: &str) -> (i32, i32) {
    (width_beside(title, TITLE, BESIDE_TITLE), TITLE.line_height())
}

fn add_boundaries(architecture: &Architecture, plan: &Plan, layout: &Layout, picture: &mut Picture) {
    for (group, (place, element)) in layout.groups.iter().zip(&plan.groups).enumerate() {
        let Some((rect, title)) = *place else { continue };
        let element = element.map(|element| &architecture.elements[element]);
        let (content, href) = match element {
            Some(element) => (group_title(element), element.href.clone()),
            None => (boundary_title(&architecture.name, &architecture.kind), None),
        };
        let text = Caption {
            x: title.x,
            baseline: title.y + TITLE.size,
            anchor: Anchor::Start,
            font: TITLE,
            muted: false,
            content,
        };
        picture.boundaries.push(Boundary {
            rect,
            title,
            texts: vec![text],
            href,
            members: plan.members(group),
            mark: element.map(|element| element.mark).unwrap_or_default(),
        });
    }
}

fn add_lines(architecture: &Architecture, plan: &Plan, layout: &Layout, picture: &mut Picture) {
    for net in &layout.nets {
        let Some(&first) = net.edges.first() else { continue };
        let relation = &architecture.relations[plan.drawn[plan.edges[first]].relation];
        let is_target = |node: usize| net.edges.iter().any(|&edge| plan.graph.edges[edge].to == node);
        let mut line = Connector {
            dashed: relation.asynchronous,
            relations: net.edges.len(),
            mark: relation.mark,
            ..Connector::default()
        };
        for stroke in &net.strokes {
            let ([top, below, ..], [.., above, bottom]) = (&*stroke.points, &*stroke.points) else {
                continue;
            };
            let ends = [(stroke.upper, below, top), (stroke.lower, above, bottom)];
            for (node, &before, &at) in ends {
                if let Some(node) = node
                    && !line.ends.iter().any(|end| end.at == at)
                {
                    let is_head = relation.both_ways || is_target(node);
                    let tip = if is_head { Tip::Arrow } else { Tip::Plain };
                    line.ends.push(End { at, into: into(before, at), of: plan.boxes[node], tip });
                }
            }
            line.strokes.push(stroke.points.clone());
        }
        if let Some(rect) = net.label {
            picture.labels.push(Label {
                rect,
                texts: card::label_texts(relation, &rect),
                words: card::label_words(relation),
                line: Some(picture.lines.len()),
                beside: false,
            });
        }
        picture.lines.push(line);
    }
}

/// The direction of the last piece of a line.
fn into(before: Point, end: Point) -> Direction {
    match (end.x - before.x, end.y - before.y) {
        (0, down) if down < 0 => Direction::Up,
        (0, _) => Direction::Down,
        (right, _) if right < 0 => Direction::Left,
        _ => Direction::Right,
    }
}

/// The size of a relationship's label; `None` if it has no words.
fn label_size(relation: &Relation) -> Option<(i32, i32)> {
    block::size(&card::label_lines(relation))
}

/// The relationships of an element with itself.
fn loops_of(architecture: &Architecture, id: &str) -> Vec<Loop> {
    architecture
        .relations
        .iter()
        .filter(|relation| relation.from == id && relation.to == id)
        .map(|relation| Loop {
            label: card::label_lines(relation),
            words: card::label_words(relation),
            tips: (if relation.both_ways { Tip::Arrow } else { Tip::Plain }, Tip::Arrow),
            dashed: relation.asynchronous,
            mark: relation.mark,
        })
        .collect()
}
