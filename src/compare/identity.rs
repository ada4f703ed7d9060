//! Which thing of the old design is which of the new one.
//!
//! What the author says comes first: `was`, and renames given by hand. Then things with the same
//! id are the same; then those that share a strong key (an endpoint, a directory, a decision's
//! title and date); then those whose words are alike enough, each the best of the other.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use super::similarity::{self, Bag};
use crate::design::value::{Record, Recorded, Value};
use crate::design::{
    CitedKind, Contract, Decision, Design, Element, Entities, Entity, Flow, Model, Node, Requirement, Risk,
    Table, Test,
};
use crate::markdown::one_line;

/// A rename that is given by hand: `requirements:R3=R3a`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The table of the design.
    pub table: String,
    /// The id in the old design; of a column `table.column`.
    pub old: String,
    /// The id in the new one.
    pub new: String,
}

/// A rename that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rename; write `TABLE:OLD=NEW`, such as `requirements:R3=R3a`")]
pub struct BadRename(String);

impl FromStr for Rename {
    type Err = BadRename;

    fn from_str(text: &str) -> Result<Self, BadRename> {
        let parts = text.split_once(':').and_then(|(table, ids)| Some((table, ids.split_once('=')?)));
        match parts {
            Some((table, (old, new))) if ![table, old, new].contains(&"") => {
                Ok(Self { table: table.to_owned(), old: old.to_owned(), new: new.to_owned() })
            }
            _ => Err(BadRename(text.to_owned())),
        }
    }
}

/// A thing on both sides, or on one only.
pub(super) struct Pair<'a, T> {
    pub(super) old: Option<&'a T>,
    pub(super) new: Option<&'a T>,
}

/// An element on both sides, or on one only.
pub(super) type ElementPair<'a> = (Option<Element<'a>>, Option<Element<'a>>);

/// The places of both among the elements of their designs.
pub(super) type Places = (Option<usize>, Option<usize>);

/// Old ids as they are now.
#[derive(Default)]
pub(super) struct Names {
    renamed: HashMap<Family, HashMap<String, String>>,
    former: HashMap<Family, HashMap<String, String>>,
}

/// Ids that are told apart by what cites them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Requirement,
    Element,
    Flow,
    Contract,
    Model,
    Table,
    Decision,
    Risk,
    Node,
    Test,
}

impl Names {
    /// The id that a thing has in the new design.
    pub(super) fn now<'i>(&'i self, family: Family, id: &'i str) -> &'i str {
        self.renamed.get(&family).and_then(|renamed| renamed.get(id)).map_or(id, String::as_str)
    }

    /// The id that a thing had in the old design.
    pub(super) fn before<'i>(&'i self, family: Family, id: &'i str) -> &'i str {
        self.former.get(&family).and_then(|former| former.get(id)).map_or(id, String::as_str)
    }

    /// The id that a citation of this kind has in the new design.
    pub(super) fn cited<'i>(&'i self, kind: CitedKind, id: &'i str) -> &'i str {
        let family = match kind {
            CitedKind::Requirement | CitedKind::AnyRequirement | CitedKind::Verifiable => Family::Requirement,
            CitedKind::Component | CitedKind::Partner | CitedKind::Element => Family::Element,
            CitedKind::Flow => Family::Flow,
            CitedKind::Table => Family::Table,
            CitedKind::Decision => Family::Decision,
            CitedKind::Test => Family::Test,
            CitedKind::Node => Family::Node,
            CitedKind::Contract => Family::Contract,
            CitedKind::Concern => {
                let families = [Family::Requirement, Family::Element, Family::Decision];
                return families
                    .into_iter()
                    .map(|family| self.now(family, id))
                    .find(|now| *now != id)
                    .unwrap_or(id);
            }
            CitedKind::Design => return id,
        };
        self.now(family, id)
    }

    /// The id that a reference in a text, `[R3]`, has in the new design, if it was renamed.
    pub(super) fn mentioned(&self, id: &str) -> Option<&str> {
        let families = [
            Family::Requirement,
            Family::Decision,
            Family::Test,
            Family::Flow,
            Family::Element,
            Family::Contract,
        ];
        families.iter().find_map(|family| self.renamed.get(family)?.get(id)).map(String::as_str)
    }

    /// Whether nothing was renamed.
    pub(super) fn is_empty(&self) -> bool {
        self.renamed.is_empty()
    }
}

/// What is the same thing in both designs.
pub(super) struct Matches<'a> {
    pub(super) names: Names,
    pub(super) requirements: Vec<Pair<'a, Entity<Requirement>>>,
    pub(super) elements: Vec<ElementPair<'a>>,
    /// The places of each of [`Matches::elements`].
    pub(super) places: Vec<Places>,
    /// The ids of elements that only the old design has.
    pub(super) gone: HashSet<&'a str>,
    /// The ids of elements that only the new design has.
    pub(super) added: HashSet<&'a str>,
    /// The ids of tables that only the old design has.
    gone_tables: HashSet<&'a str>,
    /// The ids of tables that only the new design has.
    added_tables: HashSet<&'a str>,
    pub(super) flows: Vec<Pair<'a, Entity<Flow>>>,
    pub(super) api: Vec<Pair<'a, Entity<Contract>>>,
    pub(super) models: Vec<Pair<'a, Entity<Model>>>,
    pub(super) tables: Vec<Pair<'a, Entity<Table>>>,
    pub(super) decisions: Vec<Pair<'a, Entity<Decision>>>,
    pub(super) risks: Vec<Pair<'a, Entity<Risk>>>,
    pub(super) nodes: Vec<Pair<'a, Entity<Node>>>,
    pub(super) tests: Vec<Pair<'a, Entity<Test>>>,
    /// Renames of columns, `table.column`, that were given by hand.
    pub(super) columns: Vec<(String, String)>,
    /// What is only on one side and perhaps the same thing, though not enough says so.
    perhaps: Perhaps,
}

/// Ids of both sides by the table and the id on the other one.
#[derive(Default)]
struct Perhaps {
    new_of: HashMap<(&'static str, String), String>,
    old_of: HashMap<(&'static str, String), String>,
}

impl Perhaps {
    fn learn(
        &mut self,
        table: &'static str,
        pairs: &[(usize, usize)],
        old: &[Candidate<'_>],
        new: &[Candidate<'_>],
    ) {
        for (from, at) in pairs {
            let (from, at) = (old[*from].id.to_owned(), new[*at].id.to_owned());
            self.new_of.insert((table, from.clone()), at.clone());
            self.old_of.insert((table, at), from);
        }
    }
}

impl<'a> Matches<'a> {
    /// Matches the entities of two designs.
    pub(super) fn of(old: &'a Design, new: &'a Design, renames: &[Rename]) -> Self {
        let mut names = Names::default();
        let mut perhaps = Perhaps::default();
        let by_hand = |tables: &[&str]| -> Vec<(String, String)> {
            let of_table = renames.iter().filter(|rename| tables.contains(&rename.table.as_str()));
            of_table.map(|rename| (rename.old.clone(), rename.new.clone())).collect()
        };
        let kind = |table: &'static str, family: Family| Kind {
            table,
            family,
            threshold: enough(table),
            by_hand: by_hand(&[table]),
        };
        let requirements = kind("requirements", Family::Requirement);
        let flows = kind("flows", Family::Flow);
        let api = kind("api", Family::Contract);
        let models = kind("models", Family::Model);
        let tables = kind("tables", Family::Table);
        let decisions = kind("decisions", Family::Decision);
        let risks = kind("risks", Family::Risk);
        let nodes = kind("nodes", Family::Node);
        let tests = kind("tests", Family::Test);
        let elements = by_hand(&["people", "integrations", "components", "elements"]);
        let columns =
            by_hand(&["columns", "tables"]).into_iter().filter(|(old, _)| old.contains('.')).collect();
        let (places, elements) = match_elements(old, new, &elements, &mut names, &mut perhaps);
        let only = |pair: &ElementPair<'a>, on_old: bool| match pair {
            (Some(element), None) if on_old => Some(element.id()),
            (None, Some(element)) if !on_old => Some(element.id()),
            _ => None,
        };
        let tables = tables.matched((&old.tables, &new.tables), |_| None, &mut names, &mut perhaps);
        Self {
            gone: elements.iter().filter_map(|pair| only(pair, true)).collect(),
            added: elements.iter().filter_map(|pair| only(pair, false)).collect(),
            elements,
            places,
            requirements: requirements.matched(
                (&old.requirements, &new.requirements),
                |_| None,
                &mut names,
                &mut perhaps,
            ),
            flows: flows.matched((&old.flows, &new.flows), |_| None, &mut names, &mut perhaps),
            api: api.matched(
                (&old.api, &new.api),
                |it| Some(one_line(&it.endpoint.value)),
                &mut names,
                &mut perhaps,
            ),
            models: models.matched((&old.models, &new.models), |_| None, &mut names, &mut perhaps),
            gone_tables: tables
                .iter()
                .filter(|pair| pair.new.is_none())
                .filter_map(|pair| Some(pair.old?.id.value.as_str()))
                .collect(),
            added_tables: tables
                .iter()
                .filter(|pair| pair.old.is_none())
                .filter_map(|pair| Some(pair.new?.id.value.as_str()))
                .collect(),
            tables,
            decisions: decisions.matched(
                (&old.decisions, &new.decisions),
                titled_and_dated,
                &mut names,
                &mut perhaps,
            ),
            risks: risks.matched((&old.risks, &new.risks), |_| None, &mut names, &mut perhaps),
            nodes: nodes.matched((&old.nodes, &new.nodes), |_| None, &mut names, &mut perhaps),
            tests: tests.matched((&old.tests, &new.tests), |_| None, &mut names, &mut perhaps),
            perhaps,
            columns,
            names,
        }
    }

    /// Whether a citation of an element changed because the element that was cited is gone, or the
    /// one that is cited is new.
    pub(super) fn follows(&self, old: Option<&str>, new: Option<&str>) -> bool {
        old.is_some_and(|id| self.gone.contains(id)) || new.is_some_and(|id| self.added.contains(id))
    }

    /// Whether a citation of a table changed because the table that was cited is gone, or the one that
    /// is cited is new.
    pub(super) fn tables_follow(&self, old: Option<&str>, new: Option<&str>) -> bool {
        old.is_some_and(|id| self.gone_tables.contains(id))
            || new.is_some_and(|id| self.added_tables.contains(id))
    }

    /// What a thing that is gone is perhaps called now.
    pub(super) fn perhaps_now(&self, table: &'static str, id: &str) -> Option<&str> {
        self.perhaps.new_of.get(&(table, id.to_owned())).map(String::as_str)
    }

    /// What a thing that is new was perhaps called.
    pub(super) fn perhaps_was(&self, table: &'static str, id: &str) -> Option<&str> {
        self.perhaps.old_of.get(&(table, id.to_owned())).map(String::as_str)
    }
}

/// How the entities of a kind are matched.
struct Kind {
    table: &'static str,
    family: Family,
    /// How alike two of them have to be; `None` if they are never matched by their words.
    threshold: Option<f64>,
    by_hand: Vec<(String, String)>,
}

impl Kind {
    fn matched<'a, T: Recorded>(
        &self,
        (old, new): (&'a Entities<T>, &'a Entities<T>),
        strong: impl Fn(&Entity<T>) -> Option<String>,
        names: &mut Names,
        perhaps: &mut Perhaps,
    ) -> Vec<Pair<'a, Entity<T>>> {
        let candidates = |entities: &'a Entities<T>| -> Vec<Candidate<'a>> {
            entities
                .iter()
                .map(|it| Candidate::of(&it.id.value, it.body().record(), strong(it), self.threshold))
                .collect()
        };
        let (olds, news) = (candidates(old), candidates(new));
        let Paired { pairs, perhaps: likely } = pair(&olds, &news, &self.by_hand);
        perhaps.learn(self.table, &likely, &olds, &news);
        let (old, new): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
        let pairs = pairs.into_iter().map(|(first, second)| Pair {
            old: first.map(|index| old[index]),
            new: second.map(|index| new[index]),
        });
        pairs
            .inspect(|pair| {
                if let (Some(old), Some(new)) = (pair.old, pair.new) {
                    names.learn(self.family, &old.id.value, &new.id.value);
                }
            })
            .collect()
    }
}

impl Names {
    fn learn(&mut self, family: Family, old: &str, new: &str) {
        if old != new {
            self.renamed.entry(family).or_default().insert(old.to_owned(), new.to_owned());
            self.former.entry(family).or_default().insert(new.to_owned(), old.to_owned());
        }
    }
}

/// The keys of an element.
pub(super) fn record<'a>(element: &Element<'a>) -> Record<'a> {
    match element {
        Element::Person(it) => it.body().record(),
        Element::Integration(it) => it.body().record(),
        Element::Component(it) => it.body().record(),
    }
}

/// How alike two things of a table are if they are one; `None` if their words are never compared.
fn enough(table: &str) -> Option<f64> {
    Some(match table {
        "requirements" => 0.45,
        "people" => 0.55,
        "integrations" => 0.40,
        "components" => 0.58,
        "flows" | "api" | "models" | "decisions" | "risks" | "nodes" => 0.5,
        "tables" => 0.75,
        _ => return None,
    })
}

/// Whether two things of a table are alike enough to be one.
pub(super) fn alike_enough(table: &str, old: Record<'_>, new: Record<'_>) -> bool {
    let likeness = Bag::of(&Value::Record(old)).likeness(&Bag::of(&Value::Record(new)));
    enough(table).is_none_or(|enough| likeness >= enough)
}

fn directory(element: &Element<'_>) -> Option<String> {
    match element {
        Element::Component(it) => {
            it.body().directory.as_ref().map(|path| path.value.trim_end_matches('/').to_owned())
        }
        _ => None,
    }
}

/// The table that represents people, integrations and components together.
pub(super) const ELEMENTS: &str = "elements";

fn match_elements<'a>(
    old: &'a Design,
    new: &'a Design,
    by_hand: &[(String, String)],
    names: &mut Names,
    perhaps: &mut Perhaps,
) -> (Vec<Places>, Vec<ElementPair<'a>>) {
    let candidate = |it: &Element<'a>| Candidate {
        group: it.table(),
        ..Candidate::of(it.id(), record(it), directory(it), enough(it.table()))
    };
    let (olds, news) = (old.elements().collect::<Vec<_>>(), new.elements().collect::<Vec<_>>());
    let candidates = |side: &[Element<'a>]| side.iter().map(candidate).collect::<Vec<_>>();
    let (old_candidates, new_candidates) = (candidates(&olds), candidates(&news));
    let Paired { pairs, perhaps: likely } = pair(&old_candidates, &new_candidates, by_hand);
    perhaps.learn(ELEMENTS, &likely, &old_candidates, &new_candidates);
    let matched = pairs.iter().map(|(old, new)| (old.map(|at| olds[at]), new.map(|at| news[at])));
    let matched: Vec<ElementPair<'a>> = matched
        .inspect(|pair| {
            if let (Some(old), Some(new)) = pair {
                names.learn(Family::Element, old.id(), new.id());
            }
        })
        .collect();
    (pairs, matched)
}

/// What an entity is recognised by.
struct Candidate<'a> {
    id: &'a str,
    was: Vec<String>,
    strong: Option<String>,
    words: Bag,
    threshold: Option<f64>,
    /// Only things of one group are matched by their words.
    group: &'static str,
}

impl<'a> Candidate<'a> {
    fn of(id: &'a str, record: Record<'a>, strong: Option<String>, threshold: Option<f64>) -> Self {
        let was = former(record.get("was"));
        let words = if threshold.is_some() { Bag::of(&Value::Record(record)) } else { Bag::default() };
        Self { id, was, strong, words, threshold, group: "" }
    }
}

/// The former ids of an entity.
pub(super) fn former(was: &Value<'_>) -> Vec<String> {
    match was {
        Value::List(items, _) => items.iter().flat_map(former).collect(),
        Value::Plain(id, _) => vec![id.clone()],
        _ => Vec::new(),
    }
}

/// Pairs of indices, in the order of the new side, then what is gone; and those of what is on one side
/// only, and perhaps the same.
struct Paired {
    pairs: Vec<Places>,
    perhaps: Vec<(usize, usize)>,
}

fn pair(old: &[Candidate<'_>], new: &[Candidate<'_>], by_hand: &[(String, String)]) -> Paired {
    let mut of_new: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    let (old_ids, new_ids) = (by_id(old), by_id(new));
    for (from, at) in by_hand {
        if let (Some(from), Some(at)) = (old_ids.get(from.as_str()), new_ids.get(at.as_str())) {
            join(*at, *from, &mut of_new, &mut taken);
        }
    }
    for (index, candidate) in new.iter().enumerate() {
        let known = old_ids.get(candidate.id).map(|index| &old[*index].was[..]);
        if let Some(from) = candidate.was_among(&old_ids, known) {
            join(index, from, &mut of_new, &mut taken);
        }
    }
    // The other way round: the older of two versions may be the new side.
    for (index, candidate) in old.iter().enumerate() {
        let known = new_ids.get(candidate.id).map(|index| &new[*index].was[..]);
        if let Some(at) = candidate.was_among(&new_ids, known) {
            join(at, index, &mut of_new, &mut taken);
        }
    }
    for (index, candidate) in new.iter().enumerate() {
        if let Some(from) = old_ids.get(candidate.id) {
            join(index, *from, &mut of_new, &mut taken);
        }
    }
    let (strong_old, strong_new) = (by_strong_key(old), by_strong_key(new));
    for (strong, at) in &strong_new {
        if let ([at], Some([from])) = (&at[..], strong_old.get(strong).map(Vec::as_slice)) {
            join(*at, *from, &mut of_new, &mut taken);
        }
    }
    let free_new: Vec<usize> = (0..new.len()).filter(|index| of_new[*index].is_none()).collect();
    let free_old: Vec<usize> = (0..old.len()).filter(|index| !taken[*index]).collect();
    let like = |from: usize, at: usize| -> f64 {
        let is_one_kind = old[from].group == new[at].group && old[from].threshold.is_some();
        if is_one_kind { old[from].words.likeness(&new[at].words) } else { 0.0 }
    };
    let threshold = |from: usize| old[from].threshold.unwrap_or(f64::INFINITY);
    let bags =
        |indices: &[usize], side: &[Candidate<'_>]| similarity::telling(indices, |index| &side[index].words);
    let found = similarity::best_pairs(&bags(&free_old, old), &bags(&free_new, new), like, threshold);
    for (from, at) in found.sure {
        of_new[at] = Some(from);
        taken[from] = true;
    }
    let matched: Vec<Places> = of_new.iter().enumerate().map(|(index, from)| (*from, Some(index))).collect();
    let gone = (0..old.len()).filter(|index| !taken[*index]).map(|index| (Some(index), None));
    Paired { pairs: matched.into_iter().chain(gone).collect(), perhaps: found.perhaps }
}

fn by_id<'c>(side: &'c [Candidate<'_>]) -> HashMap<&'c str, usize> {
    side.iter().enumerate().map(|(index, it)| (it.id, index)).collect()
}

impl Candidate<'_> {
    /// The thing on the other side that its former ids name, the latest first. Those that it is `known`
    /// to have had on that side already are history.
    fn was_among(&self, ids: &HashMap<&str, usize>, known: Option<&[String]>) -> Option<usize> {
        let is_news = |id: &&String| known.is_none_or(|known| !known.contains(id));
        self.was.iter().rev().filter(is_news).find_map(|id| ids.get(id.as_str()).copied())
    }
}

fn join(at: usize, from: usize, of_new: &mut [Option<usize>], taken: &mut [bool]) {
    if of_new[at].is_none() && !taken[from] {
        of_new[at] = Some(from);
        taken[from] = true;
    }
}

/// The candidates that share a strong key.
fn by_strong_key<'c>(side: &'c [Candidate<'_>]) -> HashMap<&'c str, Vec<usize>> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, candidate) in side.iter().enumerate() {
        if let Some(strong) = &candidate.strong {
            places.entry(strong).or_default().push(index);
        }
    }
    places
}

fn titled_and_dated(decision: &Entity<Decision>) -> Option<String> {
    let date = decision.date.as_ref()?;
    Some(format!("{} {}", one_line(&decision.title.value).to_lowercase(), date.value))
}
