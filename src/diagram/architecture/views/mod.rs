//! Smaller architectures derived from a large one: the surroundings of the system, its groups, the content of
//! one group, the surroundings of one element; and the coverage graph.
//!
//! To add a view: write a function from an [`Architecture`] to an [`Architecture`]. Relationships that end up
//! between the same two boxes become one (see `joined`).

use std::collections::{HashMap, HashSet};

use super::super::limits::{self, Piece, Pieces};
use super::super::mark::Mark;
use super::{Architecture, Element, Relation, Role};

mod changed;
mod chosen;
mod index;

pub use changed::changed;
pub use chosen::{collapsed, only};
use index::Index;

/// At most this many labels are named on one line; the others are counted.
const MOST_LABELS: usize = 3;

/// Whether an architecture should be shown as views. So should a picture that is wider than a page.
pub fn is_large(architecture: &Architecture) -> bool {
    limits::are_too_many(architecture.elements.len(), architecture.relations.len())
}

/// Whether an architecture is too large even for a file that holds nothing else.
pub fn is_vast(architecture: &Architecture) -> bool {
    limits::are_too_many_for_a_file(architecture.elements.len(), architecture.relations.len())
}

/// So few boxes are hardly ever wider than a page, and most designs have no more: rows are filled as far as the page
/// goes. Boundaries, which may be side by side, allow less.
const NEVER_WIDE: usize = 20;
const NEVER_WIDE_IN_GROUPS: usize = 12;

/// The share of a search that is enough to know how wide a picture will be.
const ROUGHLY: usize = 8;

/// Whether the picture of an architecture is wider than a page, as far as that can be said before it is laid out.
pub fn is_wide(architecture: &Architecture) -> bool {
    may_be_wide(architecture) && super::is_wider(architecture, limits::MOST_WIDTH)
}

/// The same of a picture that already replaces a larger one: where its boundaries leave open how wide it will be, it
/// is laid out to see. A whole system is not, since most are one picture.
pub fn is_wide_part(architecture: &Architecture) -> bool {
    let is_open = || has_groups(architecture) && super::is_wider(architecture, limits::MOST_WIDTH * 3 / 4);
    let is_wide = || super::picture_among(architecture, ROUGHLY).width > limits::MOST_WIDTH;
    may_be_wide(architecture) && (super::is_wider(architecture, limits::MOST_WIDTH) || is_open() && is_wide())
}

/// Whether a picture has enough boxes for more than a page's width, and few enough to be one picture.
fn may_be_wide(architecture: &Architecture) -> bool {
    let boxes = architecture.elements.len();
    let counts = boxes > NEVER_WIDE || boxes > NEVER_WIDE_IN_GROUPS && has_groups(architecture);
    counts && !is_large(architecture)
}

fn has_groups(architecture: &Architecture) -> bool {
    architecture.elements.iter().any(|element| element.part_of.is_some())
}

/// The ids of the components that have parts, in the order of declaration.
pub fn groups(architecture: &Architecture) -> Vec<&str> {
    let wholes: HashSet<&str> =
        architecture.elements.iter().filter_map(|element| element.part_of.as_deref()).collect();
    architecture.elements.iter().map(|element| element.id.as_str()).filter(|id| wholes.contains(id)).collect()
}

/// The same, only for a component and everything within it.
pub fn groups_within<'a>(architecture: &'a Architecture, id: &str) -> Vec<&'a str> {
    let index = Index::of(architecture);
    let Some(group) = index.number(id) else { return Vec::new() };
    let within = index.inwards(|number, whole| number == group || whole.is_some_and(|(_, within)| within));
    groups(architecture)
        .into_iter()
        .filter(|id| index.number(id).is_some_and(|number| within[number]))
        .collect()
}

/// People, the system as one box, and external systems.
pub fn context(architecture: &Architecture) -> Architecture {
    let mut system = Element {
        id: SYSTEM.to_owned(),
        name: architecture.name.clone(),
        kind: architecture.kind.clone(),
        ..Element::default()
    };
    // The box represents the boundary; an element with the same id would be mistaken for it.
    let index = Index::of(architecture);
    while index.get(&system.id).is_some() {
        system.id.push('-');
    }
    let place = |number: usize| match &architecture.elements[number] {
        element if element.role == Role::Component => system.id.clone(),
        element => element.id.clone(),
    };
    let mut elements: Vec<Element> =
        architecture.elements.iter().filter(|element| element.role != Role::Component).cloned().collect();
    let relations = joined(architecture, place);
    elements.push(system);
    // The box is the system: a boundary with the same name around it would repeat it.
    Architecture {
        elements,
        relations,
        title: architecture.title.clone(),
        hints: architecture.hints.clone(),
        ..Architecture::default()
    }
}

/// Every component with parts as one box.
pub fn overview(architecture: &Architecture) -> Architecture {
    let index = Index::of(architecture);
    let outermost = index.inwards(|number, whole| whole.map_or(number, |(_, outermost)| outermost));
    let id = |number: usize| architecture.elements[number].id.clone();
    Architecture {
        elements: chosen::boxes(architecture, |number| outermost[number]),
        relations: joined(architecture, |number| id(outermost[number])),
        ..named(architecture)
    }
}

/// A component with its parts, and everything they have relationships with; parts of other components are
/// shown as those components.
pub fn group(architecture: &Architecture, id: &str) -> Architecture {
    inside(architecture, id, false)
}

/// The same, with each part that has parts shown as one box.
pub fn group_overview(architecture: &Architecture, id: &str) -> Architecture {
    inside(architecture, id, true)
}

fn inside(architecture: &Architecture, id: &str, folded: bool) -> Architecture {
    let index = Index::of(architecture);
    let Some(group) = index.number(id) else { return named(architecture) };
    let around: HashSet<usize> = index.wholes(group).collect();
    // The box that represents each element, and whether that box is within the group.
    let places = index.inwards(|number, whole| match whole {
        _ if number == group => (number, true),
        Some((whole, (place, true))) if folded && whole != group => (place, true),
        Some((_, (_, true))) => (number, true),
        Some((whole, (place, false))) if !around.contains(&whole) => (place, false),
        _ => (number, false),
    });
    let id = |number: usize| architecture.elements[number].id.as_str();
    let within: HashSet<&str> = places.iter().filter(|(_, within)| *within).map(|&(at, _)| id(at)).collect();
    let mut relations = joined(architecture, |number| id(places[number].0).to_owned());
    relations.retain(|one| within.contains(one.from.as_str()) || within.contains(one.to.as_str()));
    let elements = chosen::boxes(architecture, |number| places[number].0);
    let folded = Architecture { elements, ..named(architecture) };
    keep(&folded, relations, |element| within.contains(element))
}

/// One element and all that it has relationships with.
pub fn neighbourhood(architecture: &Architecture, id: &str) -> Architecture {
    let relations =
        architecture.relations.iter().filter(|one| one.from == id || one.to == id).cloned().collect();
    keep(architecture, relations, |element| element == id)
}

/// The same elements with one relationship from one of them to another, however many were declared.
pub fn merged(architecture: &Architecture) -> Architecture {
    let relations = joined_with_loops(architecture, |number| architecture.elements[number].id.clone());
    Architecture { elements: architecture.elements.clone(), relations, ..named(architecture) }
}

/// Pieces that are as large as they may be and yet narrow enough for a page.
pub fn narrow_pieces(architecture: &Architecture) -> (Vec<Architecture>, Vec<String>) {
    let mut cut = pieces(architecture, limits::PIECE_BOXES);
    for most in &limits::PIECES[1..] {
        if !cut.0.iter().any(|piece| super::is_wider(piece, limits::MOST_WIDTH) || is_wide_part(piece)) {
            break;
        }
        let narrower = pieces(architecture, *most);
        // Rather small text than boxes that nobody sees.
        if narrower.1.len() > cut.1.len() {
            break;
        }
        cut = narrower;
    }
    cut
}

/// Architectures of up to `most` boxes that replace a larger one, and the names of the elements that they omit
/// or show without some relationships. Components with parts go along with these, as the boundaries around
/// them.
pub fn pieces(architecture: &Architecture, most: usize) -> (Vec<Architecture>, Vec<String>) {
    let architecture = merged(architecture);
    let index = Index::of(&architecture);
    let ends = |one: &Relation| Some((index.number(&one.from)?, index.number(&one.to)?));
    let (lines, relations): (Vec<(usize, usize)>, Vec<&Relation>) =
        architecture.relations.iter().filter_map(|one| Some((ends(one)?, one))).unzip();
    let mut related = vec![false; architecture.elements.len()];
    for &(from, to) in &lines {
        (related[from], related[to]) = (true, true);
    }
    let wholes: HashSet<&str> = groups(&architecture).into_iter().collect();
    let is_boundary = |at: usize| !related[at] && wholes.contains(architecture.elements[at].id.as_str());
    let dealt: Vec<usize> = (0..related.len()).filter(|&at| !is_boundary(at)).collect();
    let places: HashMap<usize, usize> = dealt.iter().enumerate().map(|(place, &at)| (at, place)).collect();
    let lines: Vec<(usize, usize)> = lines.iter().map(|(from, to)| (places[from], places[to])).collect();
    let Pieces { shown, left_out } = limits::deal(&vec![0; dealt.len()], &lines, most);
    let count = shown.len();
    let architectures = shown.iter().zip(1..).map(|(piece, number)| {
        let relations = piece.lines.iter().map(|&line| relations[line].clone()).collect();
        let boxes = piece.boxes.iter().map(|&one| dealt[one]);
        let shown: HashSet<&str> =
            boxes.flat_map(|at| index.wholes(at)).map(|at| architecture.elements[at].id.as_str()).collect();
        let about = about(piece, &lines, |one| &architecture.elements[dealt[one]].name);
        let title = format!("{} ({number}/{count}): {about}", architecture.title);
        Architecture { title, ..keep(&architecture, relations, |element| shown.contains(element)) }
    });
    let left_out = left_out.into_iter().map(|one| architecture.elements[dealt[one]].name.clone()).collect();
    (architectures.collect(), left_out)
}

/// What a piece is about: the boxes in which most of its lines meet, else the first and the last one.
fn about<'n>(piece: &Piece, lines: &[(usize, usize)], name: impl Fn(usize) -> &'n String) -> String {
    let ends = |one: usize| {
        let at = |&&line: &&usize| lines[line].0 == one || lines[line].1 == one;
        piece.lines.iter().filter(at).count()
    };
    let mut hubs: Vec<(usize, usize)> = piece.boxes.iter().map(|&one| (ends(one), one)).collect();
    hubs.sort_by_key(|&(ends, one)| (std::cmp::Reverse(ends), one));
    let most = hubs.first().map_or(0, |hub| hub.0);
    let hubs = hubs.into_iter().filter(|&(ends, _)| ends >= LEAST_HUB && 2 * ends > most).take(MOST_HUBS);
    let hubs: Vec<&str> = hubs.map(|(_, one)| name(one).as_str()).collect();
    match (hubs.is_empty(), piece.boxes.as_slice()) {
        (true, [first, .., last]) => format!("{} … {}", name(*first), name(*last)),
        (true, [only]) => name(*only).clone(),
        _ => hubs.join(", "),
    }
}

/// A box with at least this many lines is what others of its piece have in common.
const LEAST_HUB: usize = 3;
/// At most this many of them are named.
const MOST_HUBS: usize = 3;

/// Requirements above, and everything that cites them below. `citations` are pairs of the ids of a
/// requirement and of an entity that cites it.
pub fn coverage(
    title: &str,
    requirements: Vec<Element>,
    citing: Vec<Element>,
    citations: &[(String, String)],
) -> Architecture {
    let in_band = |role: Role| move |element: Element| Element { role, part_of: None, ..element };
    let relation = |(from, to): &(String, String)| Relation {
        from: from.clone(),
        to: to.clone(),
        ..Relation::default()
    };
    Architecture {
        title: title.to_owned(),
        elements: requirements
            .into_iter()
            .map(in_band(Role::Person))
            .chain(citing.into_iter().map(in_band(Role::External)))
            .collect(),
        relations: citations.iter().map(relation).collect(),
        ..Architecture::default()
    }
}

/// The id of the box that represents the whole system.
const SYSTEM: &str = "system";

/// An architecture with the same names, but without content.
fn named(architecture: &Architecture) -> Architecture {
    Architecture {
        name: architecture.name.clone(),
        kind: architecture.kind.clone(),
        title: architecture.title.clone(),
        legend: architecture.legend.clone(),
        hints: architecture.hints.clone(),
        ..Architecture::default()
    }
}

/// The elements of some relationships, and those that are always kept. An element whose component is not
/// shown is on its own.
fn keep(
    architecture: &Architecture,
    relations: Vec<Relation>,
    anyway: impl Fn(&str) -> bool,
) -> Architecture {
    let named_in: HashSet<&str> =
        relations.iter().flat_map(|one| [one.from.as_str(), one.to.as_str()]).collect();
    let is_kept = |element: &&Element| anyway(&element.id) || named_in.contains(element.id.as_str());
    let mut elements: Vec<Element> = architecture.elements.iter().filter(is_kept).cloned().collect();
    let shown: HashSet<String> = elements.iter().map(|element| element.id.clone()).collect();
    for element in &mut elements {
        element.part_of = element.part_of.take().filter(|whole| shown.contains(whole));
    }
    Architecture { elements, relations, ..named(architecture) }
}

/// The relationships between the boxes of their elements. Those within one box are left out; those between
/// the same two boxes become one, if they have the same mark.
fn joined(architecture: &Architecture, place: impl Fn(usize) -> String) -> Vec<Relation> {
    let mut joined = joined_with_loops(architecture, place);
    joined.retain(|relation| relation.from != relation.to);
    joined
}

fn joined_with_loops(architecture: &Architecture, place: impl Fn(usize) -> String) -> Vec<Relation> {
    let index = Index::of(architecture);
    let mut joined: Vec<(Relation, Vec<&Relation>)> = Vec::new();
    let mut known: HashMap<(String, String, Mark), usize> = HashMap::new();
    for relation in &architecture.relations {
        let (Some(from), Some(to)) = (index.number(&relation.from), index.number(&relation.to)) else {
            continue;
        };
        let (from, to) = (place(from), place(to));
        let mark = relation.mark;
        let number = *known.entry((from.clone(), to.clone(), mark)).or_insert_with(|| {
            joined.push((Relation { from, to, mark, ..Relation::default() }, Vec::new()));
            joined.len() - 1
        });
        joined[number].1.push(relation);
    }
    joined
        .into_iter()
        .map(|(relation, parts)| Relation {
            label: listed(parts.iter().map(|part| part.label.as_str())).unwrap_or_default(),
            protocol: listed(parts.iter().filter_map(|part| part.protocol.as_deref())),
            unencrypted: parts.iter().find_map(|part| part.unencrypted.clone()),
            asynchronous: parts.iter().all(|part| part.asynchronous),
            kind: common(parts.iter().map(|part| part.kind.as_str())).unwrap_or_default().to_owned(),
            both_ways: parts.iter().any(|part| part.both_ways),
            contract: listed(parts.iter().filter_map(|part| part.contract.as_deref())),
            was: listed(parts.iter().filter_map(|part| part.was.as_deref())),
            ..relation
        })
        .collect()
}

/// The word that all have in common.
fn common<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = words.next()?;
    words.all(|word| word == first).then_some(first)
}

/// Different words, once each. Of many, the first few and the number of the rest.
fn listed<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut seen = HashSet::new();
    let mut different: Vec<&str> = words.filter(|word| seen.insert(*word)).collect();
    let more = different.len().saturating_sub(MOST_LABELS);
    different.truncate(MOST_LABELS);
    let list = different.join(", ");
    match (different.is_empty(), more) {
        (true, _) => None,
        (_, 0) => Some(list),
        (_, more) => Some(format!("{list} +{more}")),
    }
}
