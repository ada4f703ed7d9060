//! From an architecture to the graph that is laid out: its boxes, and their bands and groups.
//!
//! A component with parts becomes a boundary around them. If relationships name the component itself, it is a
//! place among its parts, to which `ports` leads them.

use std::collections::{HashMap, HashSet};

use super::super::hints::{Course, Hints};
use super::super::layout::{Edge, Graph, Group, Node, Style};
use super::super::loops;
use super::{
    Architecture, Element, Relation, Role, boundary_title, card, group_title, inwards, label_size, loops_of,
    title_size,
};

/// A graph, and the elements and relationships it was made from.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub graph: Graph,
    /// The element of each node.
    pub shown: Vec<usize>,
    /// The box of each node, by its number among all; `None` if nothing is drawn there but a boundary around it.
    pub boxes: Vec<Option<usize>>,
    /// The element of each group; `None` for the system itself.
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
    pub(super) fn of(architecture: &Architecture) -> Self {
        Self::boxing(architecture, &HashSet::new())
    }

    /// The same, where some components are a box among their parts.
    pub(super) fn boxing(architecture: &Architecture, boxed: &HashSet<usize>) -> Self {
        let mut plan = Self { graph: Graph { style: STYLE, ..Graph::default() }, ..Self::default() };
        let numbers: HashMap<&str, usize> =
            architecture.elements.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
        let parents: Vec<Option<usize>> =
            (0..architecture.elements.len()).map(|at| parent(architecture, &numbers, at)).collect();
        let group_of = plan.add_groups(architecture, &parents);
        let mut boxed = boxed.clone();
        boxed.extend(inwards::related_inwards(architecture, &numbers, &parents));
        let nodes = plan.add_nodes(architecture, &numbers, &parents, (&group_of, &boxed));
        plan.add_edges(architecture, &numbers, &nodes);
        plan.add_hints(&architecture.hints, |id| nodes[*numbers.get(id)?]);
        plan
    }

    /// The hints for elements that are boxes. What shares a row with a component is drawn among the components.
    fn add_hints(&mut self, hints: &Hints<String>, node: impl Fn(&str) -> Option<usize>) {
        let rows = hints.rows.iter().map(|row| row.iter().filter_map(|id| node(id)).collect());
        let near = hints.near.iter().filter_map(|(one, other)| Some((node(one)?, node(other)?)));
        self.graph.hints = Hints { course: hints.course, rows: rows.collect(), near: near.collect() };
        for row in &self.graph.hints.rows {
            let is_inside = |&&node: &&usize| self.graph.nodes[node].band == SYSTEM;
            let parts: Vec<usize> = row.iter().filter(is_inside).copied().collect();
            // What has a relationship with one of them cannot be in its row anyway.
            let uses = |one: usize, other: usize| {
                self.graph
                    .edges
                    .iter()
                    .any(|edge| [(one, other), (other, one)].contains(&(edge.from, edge.to)))
            };
            let joining = |node: usize| !parts.is_empty() && !parts.iter().any(|&part| uses(node, part));
            let joining: Vec<usize> = row.iter().copied().filter(|&node| joining(node)).collect();
            for node in joining {
                self.graph.nodes[node].band = SYSTEM;
            }
        }
    }

    /// The boxes in a group and in the groups within it.
    pub(super) fn members(&self, group: usize) -> Vec<usize> {
        let up = |&group: &usize| self.graph.groups[group].parent;
        let inside = |node: &usize| {
            std::iter::successors(self.graph.nodes[*node].group, up).any(|around| around == group)
        };
        (0..self.graph.nodes.len()).filter(inside).filter_map(|node| self.boxes[node]).collect()
    }

    /// The system's boundary. An architecture without a name has none.
    fn boundary(&self) -> Option<usize> {
        self.groups.iter().position(Option::is_none)
    }

    /// The system's boundary, and one for each component with parts, the outer ones first.
    fn add_groups(&mut self, architecture: &Architecture, parents: &[Option<usize>]) -> Vec<Option<usize>> {
        let mut group_of = vec![None; architecture.elements.len()];
        let of_system = architecture.elements.iter().any(|element| element.role == Role::Component);
        if of_system && !architecture.name.is_empty() {
            let title = title_size(&boundary_title(&architecture.name, &architecture.kind));
            self.graph.groups.push(Group { parent: None, title });
            self.groups.push(None);
        }
        let depth = |at: usize| std::iter::successors(parents[at], |&up| parents[up]).count();
        let mut wholes: Vec<usize> =
            (0..architecture.elements.len()).filter(|at| parents.contains(&Some(*at))).collect();
        wholes.sort_by_key(|&at| (depth(at), at));
        for whole in wholes {
            let element = &architecture.elements[whole];
            let parent = parents[whole].and_then(|up| group_of[up]).or(self.boundary());
            group_of[whole] = Some(self.graph.groups.len());
            let title = title_size(&group_title(element));
            self.graph.groups.push(Group { parent, title });
            self.groups.push(Some(whole));
        }
        group_of
    }

    fn add_nodes(
        &mut self,
        architecture: &Architecture,
        numbers: &HashMap<&str, usize>,
        parents: &[Option<usize>],
        (group_of, boxed): (&[Option<usize>], &HashSet<usize>),
    ) -> Vec<Option<usize>> {
        let ends = ends(architecture, numbers);
        let bands = bands(architecture, numbers);
        let mut drawn = 0;
        let mut nodes = vec![None; architecture.elements.len()];
        for (at, element) in architecture.elements.iter().enumerate() {
            if group_of[at].is_some() && ends[at] == 0 {
                continue;
            }
            let is_port = group_of[at].is_some() && !boxed.contains(&at);
            let group = match element.role {
                Role::Component => {
                    group_of[at].or(parents[at].and_then(|up| group_of[up])).or(self.boundary())
                }
                Role::Person | Role::External => None,
            };
            let course = architecture.hints.course;
            let (width, height) = match (is_port, course) {
                (false, _) => card::size(element),
                (true, Course::Down) => port(ends[at]),
                (true, Course::Right) => {
                    let (along, across) = port(ends[at]);
                    (across, along)
                }
            };
            let (margin, least) = loops::room(&loops_of(architecture, &element.id), course);
            let (least_width, least_height) = match course {
                Course::Down => (0, least),
                Course::Right => (least + least % 2, 0),
            };
            nodes[at] = Some(self.graph.nodes.len());
            self.shown.push(at);
            self.boxes.push((!is_port).then_some(drawn));
            drawn += usize::from(!is_port);
            self.graph.nodes.push(Node {
                width: width.max(least_width),
                height: height.max(least_height),
                margin,
                band: bands[at],
                group,
            });
        }
        nodes
    }

    fn add_edges(
        &mut self,
        architecture: &Architecture,
        numbers: &HashMap<&str, usize>,
        nodes: &[Option<usize>],
    ) {
        let node = |id: &str| numbers.get(id).and_then(|&at| nodes[at]);
        let mut kinds: Vec<&Relation> = Vec::new();
        for (number, relation) in architecture.relations.iter().enumerate() {
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
    let same_line = one.asynchronous == other.asynchronous && one.mark == other.mark;
    let same_line = same_line && one.both_ways == other.both_ways && one.kind == other.kind;
    same_line && one.label == other.label && one.protocol == other.protocol && one.was == other.was
}

/// The component around an element; `None` if the chain of components is a cycle.
fn parent(architecture: &Architecture, numbers: &HashMap<&str, usize>, at: usize) -> Option<usize> {
    let up = |at: usize| {
        let element = architecture.elements.get(at)?;
        let whole = *numbers.get(element.part_of.as_deref()?)?;
        let both = [element, &architecture.elements[whole]];
        both.iter().all(|one| one.role == Role::Component).then_some(whole)
    };
    let first = up(at)?;
    let steps = std::iter::successors(Some(first), |&whole| up(whole)).take(architecture.elements.len() + 1);
    (steps.count() <= architecture.elements.len()).then_some(first)
}

/// Width and height of the place that lines to a group lead to.
fn port(ends: usize) -> (i32, i32) {
    (30 * i32::try_from(ends.clamp(1, 8)).unwrap_or(1) + 10, 2)
}

/// How many relationships end at each element.
fn ends(architecture: &Architecture, numbers: &HashMap<&str, usize>) -> Vec<usize> {
    let mut count = vec![0; architecture.elements.len()];
    for relation in &architecture.relations {
        let ends = [&relation.from, &relation.to].map(|id| numbers.get(id.as_str()));
        if let [Some(&from), Some(&to)] = ends {
            count[from] += 1;
            count[to] += 1;
        }
    }
    count
}

/// The band of each element. External systems that use ours without being used are above it, with the people. One
/// without relationships is where most of the others are, so it stays there when it loses its last one.
fn bands(architecture: &Architecture, numbers: &HashMap<&str, usize>) -> Vec<usize> {
    let mut uses = vec![false; architecture.elements.len()];
    let mut is_used = uses.clone();
    for relation in architecture.relations.iter().filter(|one| one.from != one.to) {
        numbers.get(relation.from.as_str()).into_iter().for_each(|&at| uses[at] = true);
        numbers.get(relation.to.as_str()).into_iter().for_each(|&at| is_used[at] = true);
    }
    let external = |at: &usize| architecture.elements[*at].role == Role::External;
    let related = (0..uses.len()).filter(external).filter(|&at| uses[at] || is_used[at]);
    let (above, below): (Vec<usize>, Vec<usize>) = related.partition(|&at| !is_used[at]);
    let most = if above.len() > below.len() { USERS } else { OTHERS };
    let band = |(at, element): (usize, &Element)| match element.role {
        Role::Person => USERS,
        Role::Component => SYSTEM,
        Role::External if is_used[at] => OTHERS,
        Role::External if uses[at] => USERS,
        Role::External => most,
    };
    architecture.elements.iter().enumerate().map(band).collect()
}
