//! The architectures of two designs as one picture, laid out once, so that nothing moves.

use std::collections::{HashMap, HashSet};

use super::super::architecture::{Architecture, Element, Relation, views};
use super::super::mark::{Legend, Mark};
use super::architecture::band;
use super::{Against, Source};
use crate::compare::{Matched, MatchedElement};
use crate::design::{self, Relationship};
use crate::template::fill;

impl Source<'_> {
    /// Both architectures as one: what is new, gone or changed is marked. `None` if they do not differ, or if
    /// there is nothing to compare with.
    pub fn changes(&self) -> Option<Architecture> {
        let union = Union::of(self, self.against?);
        let architecture = self.selected(union.drawn());
        let elements = architecture.elements.iter().map(|element| element.mark);
        let mut marks = elements.chain(architecture.relations.iter().map(|relation| relation.mark));
        marks.any(|mark| mark != Mark::Same).then_some(architecture)
    }

    /// The same, reduced to what differs and what works with it, for places without room for a whole
    /// architecture: the text of a pull request, a list of all changes.
    ///
    /// ```text
    /// let changes = compare(old, new, &[]);
    /// let against = Some(Against { design: old.design, changes: &changes });
    /// let source = Source { design: new.design, words: &new.template.labels, html, href, against };
    /// let mermaid = source.changed().and_then(|changed| Drawing::Architecture(changed).mermaid());
    /// ```
    pub fn changed(&self) -> Option<Architecture> {
        self.changes().map(|architecture| views::changed(&architecture))
    }
}

/// Two designs as one.
struct Union<'a> {
    source: &'a Source<'a>,
    before: Source<'a>,
    matched: &'a [MatchedElement],
    olds: Vec<design::Element<'a>>,
    news: Vec<design::Element<'a>>,
    /// The id in the picture of each matched element.
    ids: Vec<String>,
    /// The same of the elements of the old design, by their ids there.
    of_old: HashMap<&'a str, usize>,
    versions: &'a (String, String),
}

impl<'a> Union<'a> {
    fn of(source: &'a Source<'a>, against: Against<'a>) -> Self {
        let news: Vec<design::Element<'a>> = source.design.elements().collect();
        let mut taken: HashSet<String> = news.iter().map(|new| new.id().to_owned()).collect();
        let mut union = Self {
            source,
            // What is gone has no place to link to.
            before: Source {
                design: against.design,
                href: &|_, _| None,
                against: None,
                neighbours: None,
                ..*source
            },
            matched: &against.changes.structure,
            olds: against.design.elements().collect(),
            news,
            ids: Vec::new(),
            of_old: HashMap::new(),
            versions: &against.changes.versions,
        };
        for (number, MatchedElement { element, .. }) in union.matched.iter().enumerate() {
            let id = match (union.newer(element), union.older(element)) {
                (Some(new), _) => new.id().to_owned(),
                (None, Some(old)) => unused(old.id(), &mut taken),
                (None, None) => String::new(),
            };
            union.ids.push(id);
            if let Some(old) = union.older(element) {
                union.of_old.entry(old.id()).or_insert(number);
            }
        }
        union
    }

    fn older(&self, element: &Matched<usize>) -> Option<design::Element<'a>> {
        self.olds.get(element.old?).copied()
    }

    fn newer(&self, element: &Matched<usize>) -> Option<design::Element<'a>> {
        self.news.get(element.new?).copied()
    }

    fn drawn(&self) -> Architecture {
        let elements: Vec<Matched<usize>> = self.matched.iter().map(|matched| matched.element).collect();
        let mut order = in_order(&elements);
        order.sort_by_key(|&number| {
            let element = &elements[number];
            self.newer(element).or(self.older(element)).as_ref().map(band)
        });
        let words = self.source.words;
        let word = |key: &'static str| words.label(key).to_owned();
        Architecture {
            name: self.source.design.meta.title.value.clone(),
            kind: word("system"),
            title: self.title(),
            elements: order.iter().filter_map(|&number| self.element(number)).collect(),
            relations: order.iter().flat_map(|&number| self.relations(number)).collect(),
            legend: Some(Legend {
                new: word("change-new"),
                gone: word("change-gone"),
                changed: word("change-changed"),
            }),
            hints: self.source.hints(),
        }
    }

    fn title(&self) -> String {
        let (old, new) = (self.versions.0.as_str(), self.versions.1.as_str());
        let are_told_apart = old != new && !old.is_empty() && !new.is_empty();
        let label = if are_told_apart { "picture-changes-since" } else { "picture-changes" };
        let title = self.source.design.meta.title.value.as_str();
        fill(self.source.words.label(label), &[("title", title), ("old", old), ("new", new)])
    }

    fn element(&self, number: usize) -> Option<Element> {
        let MatchedElement { element, .. } = &self.matched[number];
        let old = self.older(element).map(|old| self.before.boxed(old));
        let new = self.newer(element).map(|new| self.source.boxed(new));
        let mark = mark(element);
        let id = self.ids[number].clone();
        match (old, new) {
            (Some(old), Some(new)) if mark == Mark::Changed => {
                Some(Element { mark, was: self.was(&old, &new), ..new })
            }
            (_, Some(new)) => Some(Element { mark, ..new }),
            (Some(old), None) => {
                let part_of = old.part_of.as_deref().and_then(|whole| self.picture_id(whole));
                Some(Element { id, part_of, mark, ..old })
            }
            (None, None) => None,
        }
    }

    /// The id in the picture of an element of the old design.
    fn picture_id(&self, old: &str) -> Option<String> {
        self.of_old.get(old).map(|&number| self.ids[number].clone())
    }

    /// What of an element's box was another one.
    fn was(&self, old: &Element, new: &Element) -> Vec<String> {
        let mut was = Vec::new();
        if old.name != new.name {
            was.push(old.name.clone());
        }
        if (&old.kind, &old.technology) != (&new.kind, &new.technology) {
            was.push(bracketed(&[&old.kind, &old.technology]));
        }
        let mut lines: Vec<String> = Vec::new();
        if !was.is_empty() {
            lines.push(self.filled("change-was", &was.join(" ")));
        }
        let whole = old.part_of.as_deref().filter(|whole| self.picture_id(whole) != new.part_of);
        if let Some(whole) = whole.and_then(|whole| self.before.element(whole)) {
            lines.push(self.filled("change-was-part-of", &whole.name));
        }
        lines
    }

    fn filled(&self, label: &'static str, text: &str) -> String {
        fill(self.source.words.label(label), &[("text", text)])
    }

    /// The relationships of an element.
    fn relations(&self, number: usize) -> Vec<Relation> {
        let MatchedElement { element, uses } = &self.matched[number];
        let used = |element: Option<design::Element<'a>>| -> Vec<&'a Relationship> {
            element.map(|element| element.uses().iter().collect()).unwrap_or_default()
        };
        let (olds, news) = (used(self.older(element)), used(self.newer(element)));
        let from = &self.ids[number];
        let relation = |matched: &Matched<usize>| {
            let old = matched.old.and_then(|at| olds.get(at)).map(|old| self.before.related(from, old));
            let new = matched.new.and_then(|at| news.get(at)).map(|new| self.source.related(from, new));
            let mark = mark(matched);
            match (old, new) {
                (old, Some(new)) => {
                    let old = old.filter(|_| mark == Mark::Changed);
                    Some(Relation { mark, was: old.and_then(|old| self.said(&old, &new)), ..new })
                }
                (Some(old), None) => Some(Relation { mark, to: self.picture_id(&old.to)?, ..old }),
                (None, None) => None,
            }
        };
        in_order(uses).into_iter().filter_map(|at| relation(&uses[at])).collect()
    }

    /// What a relationship's line said, as far as it is something else now.
    fn said(&self, old: &Relation, new: &Relation) -> Option<String> {
        let mut said = Vec::new();
        if old.label != new.label {
            said.push(old.label.clone());
        }
        if old.how() != new.how() {
            said.push(bracketed(&[&old.how()]));
        }
        if old.asynchronous && !new.asynchronous {
            said.push(self.source.words.label("asynchronous").to_owned());
        }
        if old.both_ways && !new.both_ways {
            said.push(self.source.words.label("both-ways").to_owned());
        }
        said.retain(|text| !text.is_empty());
        (!said.is_empty()).then(|| self.filled("change-was", &said.join(" ")))
    }
}

fn mark(matched: &Matched<usize>) -> Mark {
    match (matched.old, matched.new) {
        (None, Some(_)) => Mark::New,
        (Some(_), None) => Mark::Gone,
        _ if matched.differs => Mark::Changed,
        _ => Mark::Same,
    }
}

/// An id that nothing else in the picture has: what is gone may have that of something new.
fn unused(id: &str, taken: &mut HashSet<String>) -> String {
    let mut id = id.to_owned();
    while !taken.insert(id.clone()) {
        id.push('-');
    }
    id
}

/// `[Service: Rust]`; empty without words.
fn bracketed(words: &[&str]) -> String {
    let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!("[{}]", words.join(": ")) }
}

/// The order of the new design, in which what is gone follows what it followed in the old one.
fn in_order(matched: &[Matched<usize>]) -> Vec<usize> {
    let mut gone: Vec<(usize, usize)> = (0..matched.len())
        .filter(|&at| matched[at].new.is_none())
        .filter_map(|at| Some((matched[at].old?, at)))
        .collect();
    gone.sort_unstable();
    let mut followers: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut leaders: HashMap<usize, Option<usize>> = HashMap::new();
    for (old, at) in gone {
        let before = old.checked_sub(1);
        let leader = before.and_then(|before| leaders.get(&before).copied().unwrap_or(Some(before)));
        leaders.insert(old, leader);
        followers.entry(leader).or_default().push(at);
    }
    let mut kept: Vec<usize> = (0..matched.len()).filter(|&at| matched[at].new.is_some()).collect();
    kept.sort_by_key(|&at| matched[at].new);
    let mut order = followers.remove(&None).unwrap_or_default();
    for at in kept {
        order.push(at);
        if let Some(old) = matched[at].old {
            order.extend(followers.remove(&Some(old)).unwrap_or_default());
        }
    }
    order
}
