//! From a scene to the graph that is laid out: which boxes there are, in which band and group.
//!
//! A component with parts becomes a boundary around them. Where relationships name the component
//! itself, it also stands as a box among its parts: lines end at boxes and never at boundaries.

use std::collections::HashMap;

use super::super::layout::{Edge, Graph, Group, Node, Style};
use super::super::loops;
use super::{Element, Relation, Role, Scene, boundary_title, card, label_size, loops_of, title_size};

/// A graph, and what its parts stand for.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub graph: Graph,
    /// The element of each node.
    pub shown: Vec<usize>,
    /// The element of each group; nothing for the system itself.
    pub groups: Vec<Option<usize>>,
    /// All relationships between nodes.
    pub drawn: Vec<Drawn>,
    /// The relationship (by its place in `drawn`) of each edge of the graph.
    pub edges: Vec<usize>,
}

/// A relationship and its two nodes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn {
    pub relation: usize,
    pub from: usize,
    pub to: usize,
}

/// Bands from the top to the bottom.
const USERS: usize = 0;
const SYSTEM: usize = 1;
const OTHERS: usize = 2;

const STYLE: Style = Style { row_width: 884, box_gap: 30, below_box: 8, above_box: 17, stretch: true };

impl Plan {
    pub(super) fn of(scene: &Scene) -> Self {
        let mut plan = Self { graph: Graph { style: STYLE, ..Graph::default() }, ..Self::default() };
        let numbers: HashMap<&str, usize> =
            scene.elements.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
        let parents: Vec<Option<usize>> =
            (0..scene.elements.len()).map(|at| parent(scene, &numbers, at)).collect();
        let group_of = plan.add_groups(scene, &parents);
        let nodes = plan.add_nodes(scene, &numbers, &parents, &group_of);
        plan.add_edges(scene, &numbers, &nodes);
        plan
    }

    /// The nodes in a group and in the groups within it.
    pub(super) fn members(&self, group: usize) -> Vec<usize> {
        let up = |&group: &usize| self.graph.groups[group].parent;
        let inside = |node: &usize| {
            std::iter::successors(self.graph.nodes[*node].group, up).any(|around| around == group)
        };
        (0..self.graph.nodes.len()).filter(inside).collect()
    }

    /// The system's own boundary; a scene without a name has none.
    fn boundary(&self) -> Option<usize> {
        self.groups.iter().position(Option::is_none)
    }

    /// The system's boundary, and one for each component with parts, the outer ones first.
    fn add_groups(&mut self, scene: &Scene, parents: &[Option<usize>]) -> Vec<Option<usize>> {
        let mut group_of = vec![None; scene.elements.len()];
        let of_system = scene.elements.iter().any(|element| element.role == Role::Component);
        if of_system && !scene.name.is_empty() {
            let title = title_size(&boundary_title(&scene.name, &scene.kind));
            self.graph.groups.push(Group { parent: None, title });
            self.groups.push(None);
        }
        let depth = |at: usize| std::iter::successors(parents[at], |&up| parents[up]).count();
        let mut wholes: Vec<usize> =
            (0..scene.elements.len()).filter(|at| parents.contains(&Some(*at))).collect();
        wholes.sort_by_key(|&at| (depth(at), at));
        for whole in wholes {
            let element = &scene.elements[whole];
            let parent = parents[whole].and_then(|up| group_of[up]).or(self.boundary());
            group_of[whole] = Some(self.graph.groups.len());
            let title = title_size(&boundary_title(&element.name, &card::kind(element)));
            self.graph.groups.push(Group { parent, title });
            self.groups.push(Some(whole));
        }
        group_of
    }

    fn add_nodes(
        &mut self,
        scene: &Scene,
        numbers: &HashMap<&str, usize>,
        parents: &[Option<usize>],
        group_of: &[Option<usize>],
    ) -> Vec<Option<usize>> {
        let related = related(scene, numbers);
        let mut nodes = vec![None; scene.elements.len()];
        for (at, element) in scene.elements.iter().enumerate() {
            if group_of[at].is_some() && !related[at] {
                continue;
            }
            let group = match element.role {
                Role::Component => {
                    group_of[at].or(parents[at].and_then(|up| group_of[up])).or(self.boundary())
                }
                Role::Person | Role::External => None,
            };
            let (width, height) = card::size(element);
            let (margin, least) = loops::room(&loops_of(scene, &element.id));
            nodes[at] = Some(self.graph.nodes.len());
            self.shown.push(at);
            self.graph.nodes.push(Node {
                width,
                height: height.max(least),
                margin,
                band: band(scene, element),
                group,
            });
        }
        nodes
    }

    fn add_edges(&mut self, scene: &Scene, numbers: &HashMap<&str, usize>, nodes: &[Option<usize>]) {
        let node = |id: &str| numbers.get(id).and_then(|&at| nodes[at]);
        let mut kinds: Vec<&Relation> = Vec::new();
        for (number, relation) in scene.relations.iter().enumerate() {
            let (Some(from), Some(to)) = (node(&relation.from), node(&relation.to)) else { continue };
            self.drawn.push(Drawn { relation: number, from, to });
            if from == to {
                continue;
            }
            let kind = kinds.iter().position(|other| same_words(other, relation));
            let kind = kind.unwrap_or_else(|| {
                kinds.push(relation);
                kinds.len() - 1
            });
            self.edges.push(self.drawn.len() - 1);
            self.graph.edges.push(Edge { from, to, label: label_size(relation), kind: Some(kind) });
        }
    }
}

fn same_words(one: &Relation, other: &Relation) -> bool {
    one.label == other.label && one.protocol == other.protocol && one.asynchronous == other.asynchronous
}

/// The component around an element; nothing where the chain of wholes comes back to it.
fn parent(scene: &Scene, numbers: &HashMap<&str, usize>, at: usize) -> Option<usize> {
    let up = |at: usize| {
        let element = scene.elements.get(at)?;
        let whole = *numbers.get(element.part_of.as_deref()?)?;
        let both = [element, &scene.elements[whole]];
        both.iter().all(|one| one.role == Role::Component).then_some(whole)
    };
    let first = up(at)?;
    let steps = std::iter::successors(Some(first), |&whole| up(whole)).take(scene.elements.len() + 1);
    (steps.count() <= scene.elements.len()).then_some(first)
}

fn related(scene: &Scene, numbers: &HashMap<&str, usize>) -> Vec<bool> {
    let mut related = vec![false; scene.elements.len()];
    for relation in &scene.relations {
        let ends = [&relation.from, &relation.to].map(|id| numbers.get(id.as_str()));
        if let [Some(&from), Some(&to)] = ends {
            related[from] = true;
            related[to] = true;
        }
    }
    related
}

/// External systems that use ours without being used stand above it, with the people.
fn band(scene: &Scene, element: &Element) -> usize {
    match element.role {
        Role::Person => USERS,
        Role::Component => SYSTEM,
        Role::External => {
            let mut others = scene.relations.iter().filter(|one| one.from != one.to);
            let is_used = others.clone().any(|one| one.to == element.id);
            let is_user = others.any(|one| one.from == element.id);
            if is_user && !is_used { USERS } else { OTHERS }
        }
    }
}
