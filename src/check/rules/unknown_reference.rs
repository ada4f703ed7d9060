//! SD008: a key cites an id that does not exist.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::check::Subject;
use crate::check::subject::Called;
use crate::design::{CitedKind, Component, Design, Element, Leaf, Walk, as_id, is_id, required_keys};
use crate::diagnostic::{Finding, Rule, Sink, either, listed};
use crate::reading::{Names, several};
use crate::source::Spanned;

pub(crate) const RULE: Rule = crate::reading::rules::UNKNOWN_REFERENCE;

/// What a key cites, and the id that it cites.
type Cited<'d> = (CitedKind, &'d Spanned<String>);

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // An id that is not there is one mistake, however often it is cited.
    let mut unknown: IndexMap<(CitedKind, &str), Vec<Cited<'_>>> = IndexMap::new();
    subject.design.walk(&mut |leaf| {
        if let Leaf::Reference(kind, id) = leaf
            && !is_known(subject, kind, &id.value)
        {
            unknown.entry((among(kind), &id.value)).or_default().push((kind, id));
        }
    });
    let lost = lost_header(&mut unknown);
    let is_lost = lost.is_some();
    // A component without its header that still has other tables is reported as such.
    let is_reported = subject.design.components.iter().any(|component| component.name.is_stand_in);
    sink.extend(lost.filter(|_| !is_reported));
    offered_by_others(subject, sink);
    let mut search = Search { subject, names: HashMap::new(), called: HashMap::new() };
    // One of two things that share an id should have another, which may be this one.
    // A header that is lost had one, too.
    let mut twins = shared_ids(subject.design) + usize::from(is_lost && !is_reported);
    for ((kind, id), cited) in &unknown {
        if *kind == CitedKind::Element
            && twins > 0
            && search.known(CitedKind::Element, id).nearest(id).is_none()
        {
            twins -= 1;
        } else {
            sink.extend(search.unknown(cited));
        }
    }
}

/// Keys of a component below the header of `uses` are read as ids of elements. Where there are several, the header
/// above them is lost, which is one mistake.
fn lost_header(unknown: &mut IndexMap<(CitedKind, &str), Vec<Cited<'_>>>) -> Option<Finding> {
    let is_key = |(kind, id): &(CitedKind, &str)| *kind == CitedKind::Element && is_component_key(id);
    let keys: Vec<_> = unknown.keys().filter(|key| is_key(key)).copied().collect();
    let [(_, first), _, ..] = keys[..] else { return None };
    let id = unknown.get(&(CitedKind::Element, first))?.first()?.1;
    unknown.retain(|key, _| !is_key(key));
    let message = format!("`{first}` and {} more are keys of a component, not elements", keys.len() - 1);
    let finding = Finding::new(&RULE, id.span, message).label("read as a relationship");
    Some(
        finding
            .help(format!("write the header of the component, such as `[components.ID]`, above `{first}`")),
    )
}

fn is_component_key(id: &str) -> bool {
    Component::RECORD.fields.iter().any(|field| field.key == id)
}

/// Reports contracts that the system offers, but that name an external system.
fn offered_by_others(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    for contract in design.api.iter().filter(|contract| !contract.is_consumed()) {
        let Some(place) = &contract.component else { continue };
        let Some(system) = design.integrations.get(place).filter(|_| !design.components.contains(place))
        else {
            continue;
        };
        if contract.given(|key| key.direction).is_unreadable() {
            continue;
        }
        let id = &place.id.value;
        let finding = Finding::new(&RULE, place.id.span, format!("there is no component `{id}`"))
            .label("an external system")
            .help(
                "write `direction = \"consumed\"` if that system offers it; or name the component that does",
            );
        sink.push(subject.declared(finding, &system.id));
    }
}

/// How many ids are those of two elements (already reported).
fn shared_ids(design: &Design) -> usize {
    let ids = design.people.ids().chain(design.integrations.ids()).chain(design.components.ids());
    let mut seen = HashSet::new();
    ids.filter(|id| !seen.insert(*id)).count()
}

/// The kind whose ids are also those of another: components are elements.
fn among(kind: CitedKind) -> CitedKind {
    match kind {
        CitedKind::Component | CitedKind::Partner => CitedKind::Element,
        CitedKind::AnyRequirement | CitedKind::Verifiable => CitedKind::Requirement,
        other => other,
    }
}

fn is_known(subject: &Subject<'_>, kind: CitedKind, id: &str) -> bool {
    let design = subject.design;
    // What is declared in a place that nothing knows was meant to be known.
    if kind != CitedKind::Design && design.stray_ids.contains(id) {
        return true;
    }
    match kind {
        CitedKind::Requirement => design.requirements.declares(id),
        CitedKind::Component => design.components.declares(id),
        CitedKind::Partner => design.components.declares(id) || design.integrations.declares(id),
        CitedKind::Element => design.declares_element(id),
        CitedKind::Flow => design.flows.declares(id),
        CitedKind::Table => design.tables.declares(id),
        CitedKind::Decision => design.decisions.declares(id),
        CitedKind::Test => design.tests.declares(id),
        CitedKind::AnyRequirement => design.requirements.declares(id) || design.is_foreign(id),
        CitedKind::Verifiable => {
            design.requirements.declares(id) || subject.facts.knows(id) || design.is_foreign(id)
        }
        // Whether there is such a contract depends on who offers it, which is a question for another rule.
        CitedKind::Contract => true,
        CitedKind::Node => design.nodes.declares(id),
        CitedKind::Concern => {
            design.requirements.declares(id) || design.declares_element(id) || design.decisions.declares(id)
        }
        CitedKind::Design => subject.book.is_none_or(|book| book.iter().any(|known| known.id == id)),
    }
}

/// A suggestion for an id that is cited more often than this has no edits.
const MOST_EDITS: usize = 100;

/// Looks for the id that was meant.
struct Search<'s, 'd> {
    subject: &'s Subject<'d>,
    /// The ids of each kind, and the facts (`true`).
    names: HashMap<(CitedKind, bool), Names>,
    /// What each kind is called.
    called: HashMap<CitedKind, Called>,
}

impl Search<'_, '_> {
    /// What is said of an id that is cited at these places.
    fn unknown(&mut self, cited: &[Cited<'_>]) -> Option<Finding> {
        let &(first_kind, id) = cited.first()?;
        // What is cited as a component is not a person.
        let narrow = cited.iter().map(|(kind, _)| *kind).find(|kind| among(*kind) != *kind);
        let kind = if first_kind == CitedKind::Element { narrow.unwrap_or(first_kind) } else { first_kind };
        let what = if kind == CitedKind::Verifiable && id.value.contains('.') { "fact" } else { kind.name() };
        let message = format!("there is no {what} `{}`", id.value);
        let finding = Finding::new(&RULE, id.span, message).label("cited here but not declared");
        let finding = cited[1..]
            .iter()
            .fold(finding, |finding, (_, again)| finding.related(again.span, "cited here, too"));
        // A key after the header of `uses` is read as the id of an element.
        if kind == CitedKind::Element && is_component_key(&id.value) {
            return Some(finding.help(format!(
                "`{}` is a key of the component: move it above the header of its `uses`",
                id.value
            )));
        }
        let subject = self.subject;
        let called = self.called.entry(kind).or_insert_with(|| Called::of(subject, kind));
        match called.get(&id.value) {
            [] => {}
            [meant] => {
                let written = respell(subject, id, meant);
                let help = format!("`{}` is the name of `{meant}`: write `{written}`", id.value);
                let finding = finding.help(help);
                if cited.len() > MOST_EDITS {
                    return Some(finding);
                }
                let renamed =
                    |finding: Finding, (_, id): &Cited<'_>| finding.fix(id.span, respell(subject, id, meant));
                return Some(cited.iter().fold(finding, renamed));
            }
            several => {
                let ids: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
                return Some(finding.help(format!("write the id: {}", either(&ids))));
            }
        }
        if let Some(ids) = several(&id.value).filter(|ids| ids.iter().all(|id| is_known(subject, kind, id))) {
            let items: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
            let items = items.join(", ");
            let finding = finding.help(format!("write an item for each id: `{items}`"));
            let is_item = |id: &Spanned<String>| {
                let source = subject.sources.get(id.span.file);
                let before = source.text().get(..id.span.start as usize).unwrap_or_default().trim_end();
                before.ends_with(['[', ','])
            };
            let all = cited.iter().all(|(_, id)| is_item(id));
            return Some(if all && cited.len() <= MOST_EDITS {
                cited.iter().fold(finding, |finding, (_, id)| finding.fix(id.span, items.as_str()))
            } else {
                finding
            });
        }
        let is_taken = |near: &str| cited.iter().any(|(_, id)| is_taken(subject.design, id, near));
        let names = self.known(kind, &id.value);
        Some(match names.nearest(&id.value).filter(|near| !is_taken(near)) {
            Some(near) => {
                let finding = finding.help(format!("did you mean `{near}`?"));
                if cited.len() > MOST_EDITS {
                    return Some(finding);
                }
                let respelt = |finding: Finding, (_, id): &Cited<'_>| {
                    finding.suggest(id.span, respell(subject, id, near))
                };
                cited.iter().fold(finding, respelt)
            }
            None => finding.help(advice(kind, &id.value, names)),
        })
    }

    /// Every id that could have been meant.
    fn known(&mut self, kind: CitedKind, id: &str) -> &mut Names {
        let (subject, design) = (self.subject, self.subject.design);
        let is_fact = kind == CitedKind::Verifiable && id.contains('.');
        self.names.entry((kind, is_fact)).or_insert_with(|| match kind {
            CitedKind::Component => Names::new(design.components.ids()),
            CitedKind::Partner => Names::new(design.components.ids().chain(design.integrations.ids())),
            CitedKind::Element => {
                let parts = design.components.ids().chain(design.integrations.ids());
                Names::new(parts.chain(design.people.ids()))
            }
            CitedKind::Flow => Names::new(design.flows.ids()),
            CitedKind::Table => Names::new(design.tables.ids()),
            CitedKind::Decision => Names::new(design.decisions.ids()),
            CitedKind::Test => Names::new(design.tests.ids()),
            CitedKind::Verifiable if is_fact => Names::new(subject.facts.paths()),
            CitedKind::Contract => Names::new(design.api.ids()),
            CitedKind::Node => Names::new(design.nodes.ids()),
            CitedKind::Requirement | CitedKind::AnyRequirement | CitedKind::Verifiable => {
                Names::new(design.requirements.ids())
            }
            CitedKind::Concern => {
                let parts = design.requirements.ids().chain(design.decisions.ids());
                Names::new(parts.chain(design.elements().map(|element| element.id())))
            }
            CitedKind::Design => {
                Names::new(subject.book.unwrap_or_default().iter().map(|known| known.id.as_str()))
            }
        })
    }
}

/// Whether an element that uses `id` cannot use `near` in its place: it is that itself, or uses it already.
fn is_taken(design: &Design, id: &Spanned<String>, near: &str) -> bool {
    let uses_it = |element: &Element<'_>| element.uses().iter().any(|used| used.target.id.span == id.span);
    design
        .elements()
        .filter(uses_it)
        .any(|element| element.id() == near || element.uses().iter().any(|used| used.target.id.value == near))
}

/// An id as it has to be written here: quoted as a value, bare as the key of a relationship.
fn respell(subject: &Subject<'_>, id: &Spanned<String>, near: &str) -> String {
    let quoted = subject.sources.get(id.span.file).slice(id.span).starts_with(['"', '\'']);
    if quoted { format!("\"{near}\"") } else { near.to_owned() }
}

fn advice(kind: CitedKind, id: &str, known: &Names) -> String {
    /// More ids than this are not listed.
    const MOST: usize = 12;
    let table = match kind {
        CitedKind::Flow => "flows",
        CitedKind::Table => "tables",
        CitedKind::Decision => "decisions",
        CitedKind::Test => "tests",
        CitedKind::Verifiable if id.contains('.') => {
            return "cite a fact by its path, such as `performance.response-time`".to_owned();
        }
        CitedKind::Requirement | CitedKind::AnyRequirement | CitedKind::Verifiable | CitedKind::Concern => {
            "requirements"
        }
        CitedKind::Contract => "api",
        CitedKind::Node => "nodes",
        CitedKind::Design => {
            return "the id of a design is its file name without `.toml`, or the `id` of its `[design]`"
                .to_owned();
        }
        CitedKind::Component | CitedKind::Partner | CitedKind::Element => "components",
    };
    let declared = declaration(table, id);
    if known.is_empty() {
        return format!("declare {declared}");
    }
    let mut names: Vec<String> = known.first(MOST).map(|id| format!("`{id}`")).collect();
    if known.len() > MOST {
        names.push("others".to_owned());
    }
    format!("declared ids: {}; or declare {declared}", listed(&names))
}

/// The header of something new and what it requires, under an id that can be one.
fn declaration(table: &str, id: &str) -> String {
    let keys: Vec<String> = required_keys(table).iter().map(|key| format!("`{key}`")).collect();
    let keys = listed(&keys);
    if is_id(id) {
        return format!("`[{table}.{id}]` with its {keys}");
    }
    let id = Some(as_id(id)).filter(|id| !id.is_empty()).unwrap_or_else(|| "ID".to_owned());
    format!("`[{table}.{id}]` with its {keys}, and write `{id}` here")
}
