//! Where components run: nodes inside nodes, and in each the components that it runs.

use std::collections::{HashMap, HashSet};

use super::super::architecture::{Architecture, Element, Relation, Role, views};
use super::super::drawing::Drawing;
use super::super::parts::Part;
use super::super::picture::Shape;
use super::{Source, Subject};
use crate::design::{self, Entity, Node};
use crate::template::fill;

/// A component in a node.
struct Copy<'a> {
    component: &'a str,
    /// The place of the node.
    node: usize,
    id: String,
}

impl Source<'_> {
    /// A picture for each environment, or for one of them; one for all if no node names an environment. A
    /// node without an environment is in each.
    pub fn deployments(&self, only: Option<&str>) -> Vec<Architecture> {
        if self.design.nodes.is_empty() {
            return Vec::new();
        }
        let title = &self.design.meta.title.value;
        let environments = self.design.environments();
        if environments.is_empty() {
            let title = self.titled("picture-deployment", title);
            return vec![Architecture { title, ..self.deployment(None) }];
        }
        let wanted = environments.into_iter().filter(|name| only.is_none_or(|only| only == *name));
        let named = |environment| {
            let word = self.words.label("picture-deployment-in");
            let title = fill(word, &[("title", title), ("environment", environment)]);
            Architecture { title, ..self.deployment(Some(environment)) }
        };
        wanted.map(named).collect()
    }

    /// Smaller drawings that replace a large one: the outermost nodes as boxes, and each of them.
    pub fn deployment_parts(&self, whole: &Architecture) -> Vec<Part> {
        let groups = views::groups(whole);
        let outermost =
            |element: &&Element| element.part_of.is_none() && groups.contains(&element.id.as_str());
        let outer: Vec<&Element> = whole.elements.iter().filter(outermost).collect();
        if outer.is_empty() {
            return vec![Part::of(Drawing::Architecture(whole.clone()))];
        }
        let overview = Part { is_overview: true, ..Part::of(Drawing::Architecture(views::overview(whole))) };
        let inside = |node: &&Element| {
            let title = format!("{}: {}", whole.title, node.name);
            Part::of(Drawing::Architecture(Architecture { title, ..views::group(whole, &node.id) }))
        };
        std::iter::once(overview).chain(outer.iter().map(inside)).collect()
    }

    fn deployment(&self, environment: Option<&str>) -> Architecture {
        let nodes: Vec<&Entity<Node>> = self.design.nodes.iter().collect();
        let of = self.design.node_environments();
        let is_shown: Vec<bool> =
            of.iter().map(|of| of.is_none() || environment.is_none() || *of == environment).collect();
        let outer: Vec<Option<usize>> =
            self.design.outer_nodes().into_iter().map(|outer| outer.filter(|&at| is_shown[at])).collect();
        let mut architecture = Architecture::default();
        let mut copies: Vec<Copy<'_>> = Vec::new();
        for at in (0..nodes.len()).filter(|&at| is_shown[at]) {
            architecture.elements.push(self.node(nodes[at], outer[at].map(|at| nodes[at])));
            let first = copies.len();
            for run in nodes[at].runs.iter() {
                let known = self.design.components.get(&run.component);
                let is_new = |id: &str| copies[first..].iter().all(|copy| copy.component != id);
                let Some(component) = known.filter(|known| is_new(&known.id.value)) else { continue };
                let component = component.id.value.as_str();
                copies.push(Copy { component, node: at, id: copy_id(nodes[at], component) });
            }
            for copy in &copies[first..] {
                let words = nodes[at].runs.iter().find(|run| &*run.component == copy.component);
                let words = words.and_then(|run| run.words.as_ref()).map(|words| words.value.clone());
                architecture.elements.extend(self.copied(copy, nodes[at], words));
            }
        }
        architecture.relations = self.joined(&copies, &outer);
        self.selected_by(architecture, is_meant)
    }

    /// The box of a node, or the boundary around what is in it.
    fn node(&self, node: &Entity<Node>, outer: Option<&Entity<Node>>) -> Element {
        let technology: Vec<&str> = node.technology.iter().map(|name| name.value.as_str()).collect();
        let instances = self.described(node.instances.as_ref());
        let made_of = [technology.join(", "), instances].into_iter().filter(|part| !part.is_empty());
        Element {
            id: node_id(node),
            role: Role::Component,
            shape: Shape::Service,
            name: node.title().to_owned(),
            kind: self.words.label(node.kind.value.label()).to_owned(),
            technology: made_of.collect::<Vec<_>>().join("; "),
            description: self.described(node.description.as_ref()),
            part_of: outer.map(node_id),
            href: self.href(Subject::Node, &node.id.value),
            ..Element::default()
        }
    }

    /// The box of a component in a node. How it runs there says more than what it is for.
    fn copied(&self, copy: &Copy<'_>, node: &Entity<Node>, words: Option<String>) -> Option<Element> {
        let component = self.design.components.get(copy.component)?;
        let element = self.boxed(design::Element::Component(component));
        let description = words.unwrap_or(element.description);
        Some(Element { id: copy.id.clone(), part_of: Some(node_id(node)), description, ..element })
    }

    /// The relationships of components as those of their copies: of each copy with the copies in the innermost
    /// node that holds both. A copy that nothing would use that way is used by all that use the component. A
    /// component that runs nowhere represents the one that it is a part of.
    fn joined(&self, copies: &[Copy<'_>], outer: &[Option<usize>]) -> Vec<Relation> {
        let mut of: HashMap<&str, Vec<&Copy<'_>>> = HashMap::new();
        for copy in copies {
            of.entry(copy.component).or_default().push(copy);
        }
        let mut joints: Vec<Joint<'_, '_>> = Vec::new();
        for component in &self.design.components {
            let Some(from) = self.placed(&component.id.value, &of) else { continue };
            for used in component.uses.iter() {
                let Some(to) = self.placed(&used.target, &of) else { continue };
                let is_inner = from == to && *used.target != component.id.value;
                if !is_inner {
                    joints.push(Joint { from: &of[from], to: &of[to], relation: self.related(from, used) });
                }
            }
        }
        let mut relations: Vec<Relation> = Vec::new();
        let mut used: HashSet<&str> = HashSet::new();
        let mut add = |joint: &Joint<'_, '_>, one: &Copy<'_>, other: &Copy<'_>| {
            let (from, to) = (one.id.clone(), other.id.clone());
            let relation = Relation { from, to, ..joint.relation.clone() };
            if !relations.contains(&relation) {
                relations.push(relation);
            }
        };
        for joint in &joints {
            for (one, other) in pairs(joint.from, joint.to, outer) {
                used.insert(&other.id);
                add(joint, one, other);
            }
        }
        for joint in joints.iter().filter(|joint| !is_loop(joint.from, joint.to)) {
            for other in joint.to.iter().filter(|other| !used.contains(other.id.as_str())) {
                for one in nearest(other, joint.from, outer) {
                    add(joint, one, other);
                }
            }
        }
        relations
    }

    /// The component that has copies: itself, or the nearest one around it.
    fn placed<'c>(&self, id: &str, of: &HashMap<&'c str, Vec<&Copy<'_>>>) -> Option<&'c str> {
        let mut here = self.design.components.get(id);
        for _ in 0..=self.design.components.len() {
            let component = here?;
            if let Some((id, _)) = of.get_key_value(component.id.value.as_str()) {
                return Some(id);
            }
            here = self.design.components.get(component.part_of.as_ref()?);
        }
        None
    }
}

/// A relationship between the copies of two components.
struct Joint<'c, 'a> {
    from: &'c [&'c Copy<'a>],
    to: &'c [&'c Copy<'a>],
    relation: Relation,
}

/// Each copy with those of the other component that are nearest to it.
fn pairs<'c, 'a>(
    from: &[&'c Copy<'a>],
    to: &[&'c Copy<'a>],
    outer: &[Option<usize>],
) -> Vec<(&'c Copy<'a>, &'c Copy<'a>)> {
    if !is_loop(from, to) {
        let each = |&one: &&'c Copy<'a>| nearest(one, to, outer).into_iter().map(move |other| (one, other));
        return from.iter().flat_map(each).collect();
    }
    // Peers: all with all would be a tangle, so each is joined to the first of those before it that are nearest
    // to it; and the only one to itself.
    if let [only] = from {
        return vec![(only, only)];
    }
    let before = |(at, one): (usize, &&'c Copy<'a>)| {
        let earlier = from[..at].iter().rev().copied();
        Some((earlier.max_by_key(|other| common(one, other, outer))?, *one))
    };
    from.iter().enumerate().filter_map(before).collect()
}

/// Whether they are copies of one component, which uses itself.
fn is_loop(from: &[&Copy<'_>], to: &[&Copy<'_>]) -> bool {
    from.first().zip(to.first()).is_some_and(|(one, other)| one.component == other.component)
}

/// The copies in the innermost node that holds one of them beside `one`.
fn nearest<'c, 'a>(one: &Copy<'_>, others: &[&'c Copy<'a>], outer: &[Option<usize>]) -> Vec<&'c Copy<'a>> {
    let most = others.iter().map(|other| common(one, other, outer)).max().unwrap_or_default();
    others.iter().copied().filter(|other| common(one, other, outer) == most).collect()
}

/// How deep the innermost node around both is.
fn common(one: &Copy<'_>, other: &Copy<'_>, outer: &[Option<usize>]) -> usize {
    let around =
        |copy: &Copy<'_>| -> Vec<usize> { std::iter::successors(Some(copy.node), |&at| outer[at]).collect() };
    let (one, other) = (around(one), around(other));
    one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

/// Whether the box of a node or of a component in one is meant by an id of the design.
fn is_meant(element: &str, id: &str) -> bool {
    let Some(rest) = element.strip_prefix(NODE) else { return false };
    rest.split_once('/').map_or(rest, |(_, component)| component) == id
}

/// What begins the ids of nodes in the picture: they may be those of components.
const NODE: &str = "node:";

fn node_id(node: &Entity<Node>) -> String {
    format!("{NODE}{}", node.id.value)
}

fn copy_id(node: &Entity<Node>, component: &str) -> String {
    format!("{}/{component}", node_id(node))
}
