//! Contracts: endpoints, channels and procedures.

use std::collections::{HashMap, HashSet};

use super::endpoint::Endpoint;
use super::families::{family, owner};
use super::payloads::{Misfit, misfits};
use super::{Sides, Source, schemes};
use crate::design::{Contract, ContractFormat, Design, Entity, Response, SourceKind, as_id};
use crate::interchange::partial::{self, Answer, Of, Partial, Payload};
use crate::source::Span;

/// A difference between the contracts of a design and of its files.
pub enum ContractDrift<'a> {
    /// No file has it.
    OnlyHere {
        /// The contract of the design.
        own: &'a Entity<Contract>,
        /// Files that could have it.
        source: Source<'a>,
    },
    /// The design does not have it.
    OnlyThere {
        /// The contract of the file.
        theirs: &'a partial::Contract,
        /// The file.
        source: Source<'a>,
        /// The component that the file belongs to.
        owner: Option<&'a str>,
    },
    /// The design has it from the file.
    Taken {
        /// The contract of the design; none if it has only what the file says.
        own: Option<&'a Entity<Contract>>,
        /// The contract of the file.
        theirs: &'a partial::Contract,
        /// Its endpoint, below the base path.
        endpoint: String,
        /// The component that the file belongs to.
        owner: Option<&'a str>,
    },
    /// It has another endpoint in the file.
    Moved {
        /// The contract of the design.
        own: &'a Entity<Contract>,
        /// The contract of the file.
        theirs: &'a partial::Contract,
        /// The file.
        source: Source<'a>,
        /// The endpoint of the file, below its base path.
        endpoint: String,
    },
    /// A status is on one side only, or another one on each.
    Status {
        /// The contract of the design.
        own: &'a Entity<Contract>,
        /// The contract of the file.
        theirs: &'a partial::Contract,
        /// The file.
        source: Source<'a>,
        /// The statuses.
        at: StatusAt<'a>,
    },
    /// Callers authenticate otherwise.
    Auth {
        /// The contract of the design.
        own: &'a Entity<Contract>,
        /// The contract of the file.
        theirs: &'a partial::Contract,
        /// The file.
        source: Source<'a>,
    },
    /// A sample is not what the file describes.
    Sample {
        /// The contract of the design.
        own: &'a Entity<Contract>,
        /// The file.
        source: Source<'a>,
        /// Where the sample is.
        place: Span,
        /// Its path in the contract: `responses.200`.
        path: String,
        /// What does not fit.
        misfits: Vec<Misfit>,
        /// Other samples for which the file says the same.
        also: Vec<Span>,
    },
}

/// Which side has a status.
#[derive(Clone, Copy)]
pub enum StatusAt<'a> {
    /// The design alone.
    Here(&'a Entity<Response>),
    /// The file alone.
    There(&'a Answer),
    /// Each has another one.
    Both(&'a Entity<Response>, &'a Answer),
}

/// What differs between the contracts of a design and those of its files.
pub fn contracts<'a>(sides: &Sides<'a>) -> Vec<ContractDrift<'a>> {
    let groups = groups(sides);
    let owners: HashSet<&str> = groups.iter().filter_map(|group| group.owner).collect();
    let mut taken: HashSet<&str> = HashSet::new();
    let mut drifts = Vec::new();
    // Files of a component come first: what belongs to nobody may be what they have.
    let (owned, others): (Vec<&Group<'a>>, Vec<&Group<'a>>) =
        groups.iter().partition(|group| group.owner.is_some());
    for group in owned.into_iter().chain(others) {
        group.compare(sides, &owners, &mut taken, &mut drifts);
    }
    drifts
}

/// The files of one component in formats that hold the same kind of contracts.
struct Group<'a> {
    owner: Option<&'a str>,
    reach: Reach,
    sources: Vec<Source<'a>>,
}

/// What kind of contracts a format holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Http,
    Channels,
    Procedures,
}

fn groups<'a>(sides: &Sides<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for source in sides.sources(SourceKind::Api) {
        let (owner, reach) = (owner(sides.design, source), Reach::of(source.part.format));
        match groups.iter_mut().find(|group| group.owner == owner && group.reach == reach) {
            Some(group) => group.sources.push(source),
            None => groups.push(Group { owner, reach, sources: vec![source] }),
        }
    }
    groups
}

impl Reach {
    fn of(format: Option<ContractFormat>) -> Self {
        match format {
            Some(ContractFormat::AsyncApi) => Self::Channels,
            Some(ContractFormat::Protobuf) => Self::Procedures,
            Some(ContractFormat::OpenApi) | None => Self::Http,
        }
    }

    /// Whether files of this kind could hold a contract.
    fn holds(self, contract: &Contract) -> bool {
        let endpoint = contract.endpoint.value.as_str();
        let is_http = Endpoint::read(endpoint).is_some();
        let is_procedure =
            !is_http && !endpoint.contains(' ') && endpoint.trim_start_matches('/').contains('/');
        match self {
            Self::Http => is_http,
            Self::Procedures => is_procedure,
            Self::Channels => !is_http && !contract.endpoint.is_stand_in && contract.operations.is_empty(),
        }
    }
}

/// What a file has, with the ways to write its endpoint, that with the base path first.
struct Theirs<'a> {
    contract: &'a partial::Contract,
    source: Source<'a>,
    keys: Vec<Key>,
    shown: String,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Http(Endpoint),
    Name(String),
}

impl<'a> Theirs<'a> {
    fn of(contract: &'a partial::Contract, source: Source<'a>) -> Self {
        let written = contract.endpoint.value.as_str();
        let base = source.held.base.as_deref().or(source.partial().base.as_deref());
        let base = base.map(|base| base.trim_end_matches('/')).filter(|base| !base.is_empty());
        let Some(bare) = Endpoint::read(written) else {
            return Self { contract, source, keys: vec![Key::named(written)], shown: written.to_owned() };
        };
        let based = base.map(|base| bare.below(base));
        let shown = match (base, written.split_once(' ')) {
            (Some(base), Some((method, path))) => format!("{method} /{}{path}", base.trim_start_matches('/')),
            _ => written.to_owned(),
        };
        let keys = based.into_iter().chain([bare]).map(Key::Http).collect();
        Self { contract, source, keys, shown }
    }

    /// The names that `only` and `except` may choose it by.
    fn names(&self) -> Vec<&str> {
        let written = self.contract.endpoint.value.as_str();
        let mut names = vec![written, self.shown.as_str()];
        names.extend([written, &self.shown].iter().filter_map(|name| Some(name.split_once(' ')?.1)));
        names.extend(self.contract.id.as_ref().map(|id| id.value.as_str()));
        names.extend(self.contract.tags.iter().map(String::as_str));
        names
    }
}

impl Key {
    fn of(contract: &Contract) -> Self {
        let endpoint = contract.endpoint.value.as_str();
        Endpoint::read(endpoint).map_or_else(|| Self::named(endpoint), Self::Http)
    }

    fn named(name: &str) -> Self {
        Self::Name(name.trim().trim_matches('/').to_lowercase())
    }
}

type Pair<'a> = (&'a Entity<Contract>, usize);

impl<'a> Group<'a> {
    fn compare(
        &self,
        sides: &Sides<'a>,
        owners: &HashSet<&str>,
        taken: &mut HashSet<&'a str>,
        drifts: &mut Vec<ContractDrift<'a>>,
    ) {
        let design = sides.design;
        let family = self.owner.map(|owner| family(design, owner, owners));
        let is_own = |contract: &Contract| match (&family, contract.component.as_deref()) {
            (Some(family), Some(component)) => family.contains(component as &str),
            (Some(_), None) => false,
            (None, component) => component.is_none_or(|component: &str| !owners.contains(component)),
        };
        let theirs: Vec<Theirs<'a>> = self
            .sources
            .iter()
            .flat_map(|source| {
                source.partial().contracts.iter().map(|contract| Theirs::of(contract, *source))
            })
            .filter(|theirs| theirs.source.held.choice.takes(&theirs.names()))
            .collect();
        let free: Vec<&'a Entity<Contract>> = design
            .api
            .iter()
            .filter(|own| {
                !own.is_consumed() && self.reach.holds(own) && !taken.contains(own.id.value.as_str())
            })
            .collect();
        let (asked, may_be): (Vec<_>, Vec<_>) = free.into_iter().partition(|own| is_own(own));
        // A contract of a component without files may be here, though nobody asks for it.
        let may_be = may_be
            .into_iter()
            .filter(|own| own.component.as_deref().is_none_or(|component: &str| !owners.contains(component)));
        let candidates: Vec<&'a Entity<Contract>> = asked.iter().copied().chain(may_be).collect();
        let pairs = matched(&candidates, &asked, &theirs);
        let paired: HashSet<&str> = pairs.iter().map(|(own, _)| own.id.value.as_str()).collect();
        taken.extend(pairs.iter().map(|(own, _)| own.id.value.as_str()));
        self.differences(&pairs, &theirs, drifts);
        if sides.is_read(SourceKind::Api) {
            for own in asked.iter().filter(|own| !own.is_taken && !paired.contains(own.id.value.as_str())) {
                drifts.extend(self.only_here(own));
            }
        }
        let found: HashSet<usize> = pairs.iter().map(|(_, at)| *at).collect();
        for (_, theirs) in theirs.iter().enumerate().filter(|(at, _)| !found.contains(at)) {
            let is_there = |other: &Design| {
                other.api.iter().any(|own| !own.is_consumed() && theirs.keys.contains(&Key::of(own)))
            };
            let (contract, source) = (theirs.contract, theirs.source);
            if source.held.take {
                let endpoint = theirs.shown.clone();
                drifts.push(ContractDrift::Taken {
                    own: None,
                    theirs: contract,
                    endpoint,
                    owner: self.owner,
                });
            } else if sides.is_asked(source, is_there) {
                drifts.push(ContractDrift::OnlyThere { theirs: contract, source, owner: self.owner });
            }
        }
    }

    fn only_here(&self, own: &'a Entity<Contract>) -> Option<ContractDrift<'a>> {
        if own.not_in_source.is_some() {
            return None;
        }
        let endpoint = own.endpoint.value.as_str();
        let path = endpoint.split_once(' ').map_or(endpoint, |(_, path)| path.trim());
        let names = [endpoint, path, &own.id.value];
        let mut could = self.sources.iter().filter(|source| source.held.choice.takes(&names));
        let is_unknown = self.sources.iter().any(|source| is_unknown(source.partial(), endpoint, path));
        let source = *could.next().filter(|_| !is_unknown)?;
        Some(ContractDrift::OnlyHere { own, source })
    }

    fn differences(&self, pairs: &[Pair<'a>], theirs: &[Theirs<'a>], drifts: &mut Vec<ContractDrift<'a>>) {
        let mut told: Vec<(Misfit, usize)> = Vec::new();
        for (own, at) in pairs {
            let own = *own;
            let Theirs { contract, source, keys, shown } = &theirs[*at];
            let (contract, source) = (*contract, *source);
            if source.held.take {
                let (endpoint, owner) = (shown.clone(), self.owner);
                drifts.push(ContractDrift::Taken { own: Some(own), theirs: contract, endpoint, owner });
            }
            if own.not_in_source.is_some() || own.is_taken {
                continue;
            }
            if !keys.contains(&Key::of(own)) {
                drifts.push(ContractDrift::Moved { own, theirs: contract, source, endpoint: shown.clone() });
            }
            let known: Vec<_> =
                source.partial().contracts.iter().flat_map(|contract| contract.auth.schemes()).collect();
            let words = own.auth.as_ref().filter(|auth| auth.is_given() && !auth.not_applicable);
            if words.is_some_and(|words| schemes::disagree(&words.value, &contract.auth, &known)) {
                drifts.push(ContractDrift::Auth { own, theirs: contract, source });
            }
            for at in statuses(own, contract, source.partial()) {
                drifts.push(ContractDrift::Status { own, theirs: contract, source, at });
            }
            for (path, place, found) in samples(own, contract, source.partial()) {
                let mut news = Vec::new();
                for misfit in found {
                    match told.iter().find(|(known, _)| known.is_same(&misfit)) {
                        Some((_, first)) => also(&mut drifts[*first], place),
                        None => news.push(misfit),
                    }
                }
                if !news.is_empty() {
                    told.extend(news.iter().map(|misfit| (misfit.clone(), drifts.len())));
                    let sample =
                        ContractDrift::Sample { own, source, place, path, misfits: news, also: Vec::new() };
                    drifts.push(sample);
                }
            }
        }
    }
}

/// Adds a sample for which the file says the same.
fn also(drift: &mut ContractDrift<'_>, place: Span) {
    if let ContractDrift::Sample { also, place: first, .. } = drift
        && place != *first
        && !also.contains(&place)
    {
        also.push(place);
    }
}

fn is_unknown(partial: &Partial, endpoint: &str, path: &str) -> bool {
    partial.is_unknown(endpoint) || partial.is_unknown(path)
}

/// Which contract of the design is which of the files: by the endpoint, then by the id, then what is left and
/// most alike.
fn matched<'a>(
    candidates: &[&'a Entity<Contract>],
    asked: &[&'a Entity<Contract>],
    theirs: &[Theirs<'a>],
) -> Vec<Pair<'a>> {
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    let mut free: Vec<usize> = (0..theirs.len()).collect();
    let mut left: Vec<&'a Entity<Contract>> = candidates.to_vec();
    let mut join = |own: &'a Entity<Contract>,
                    at: usize,
                    free: &mut Vec<usize>,
                    left: &mut Vec<&'a Entity<Contract>>| {
        free.retain(|other| *other != at);
        left.retain(|other| other.id.value != own.id.value);
        pairs.push((own, at));
    };
    for place in 0..2 {
        let mut by_key: HashMap<&Key, usize> = HashMap::new();
        for at in free.iter().rev() {
            by_key.extend(theirs[*at].keys.get(place).map(|key| (key, *at)));
        }
        for own in left.clone() {
            if let Some(at) = by_key.remove(&Key::of(own)) {
                join(own, at, &mut free, &mut left);
            }
        }
    }
    left.retain(|own| asked.iter().any(|other| other.id.value == own.id.value));
    let by_id = |at: usize| theirs[at].contract.id.as_ref().map(|id| contract_id(&id.value));
    for own in left.clone() {
        if let Some(at) = free.iter().copied().find(|at| by_id(*at).as_deref() == Some(&own.id.value)) {
            join(own, at, &mut free, &mut left);
        }
    }
    for own in left.clone() {
        let alike = |at: &usize| likeness(own, theirs[*at].contract);
        let mut ranked: Vec<(f64, usize)> = free.iter().map(|at| (alike(at), *at)).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        let second = ranked.get(1).map_or(0.0, |(score, _)| *score);
        if let Some((score, at)) = ranked.first().copied()
            && score >= LIKENESS
            && score - second >= LEAD
        {
            join(own, at, &mut free, &mut left);
        }
    }
    pairs
}

/// How alike two contracts have to be to be one under another endpoint, and how far ahead of the next.
const LIKENESS: f64 = 0.6;
const LEAD: f64 = 0.1;

/// How alike two contracts are: their methods, the parts of their paths, their statuses.
fn likeness(own: &Contract, theirs: &partial::Contract) -> f64 {
    let (Some(ours), Some(other)) = (Endpoint::read(&own.endpoint), Endpoint::read(&theirs.endpoint.value))
    else {
        return 0.0;
    };
    let share = |one: &[String], other: &[String]| {
        let same = one.iter().filter(|part| other.contains(part)).count();
        let all = one.len() + other.len() - same.min(one.len() + other.len());
        if all == 0 { 1.0 } else { super::share(same, all) }
    };
    let statuses: Vec<String> = own.responses.ids().map(str::to_owned).collect();
    let answers: Vec<String> = theirs.answers.iter().map(|answer| answer.status.value.clone()).collect();
    let method = f64::from(u8::from(ours.method == other.method));
    0.3 * method + 0.35 * share(&ours.parts, &other.parts) + 0.35 * share(&statuses, &answers)
}

/// The id that a design gives an operation: `create-booking` for `createBooking`.
pub fn contract_id(operation: &str) -> String {
    as_id(&split_words(operation))
}

/// `createBooking` as words.
fn split_words(name: &str) -> String {
    let mut out = String::new();
    let mut was_small = false;
    for c in name.chars() {
        if c.is_uppercase() && was_small {
            out.push(' ');
        }
        was_small = c.is_lowercase() || c.is_numeric();
        out.push(c);
    }
    out
}

/// The statuses that one side has alone; two of one class are one that changed.
fn statuses<'a>(own: &'a Contract, theirs: &'a partial::Contract, partial: &Partial) -> Vec<StatusAt<'a>> {
    // Of a contract that lists no answers, none is asked.
    if own.responses.is_empty() {
        return Vec::new();
    }
    let number = |response: &Entity<Response>| response.id.value.parse::<u16>().ok();
    let covers = |answer: &Answer, wanted: u16| {
        let status = answer.status.value.to_ascii_uppercase();
        match status.strip_suffix("XX") {
            Some(class) => class == (wanted / 100).to_string(),
            // What it says of errors that are not named.
            None => status == "DEFAULT" && wanted >= 400,
        }
    };
    let is_there = |wanted: u16| {
        theirs.answers.iter().any(|answer| answer.number() == Some(wanted) || covers(answer, wanted))
    };
    let mut here: Vec<(u16, &Entity<Response>)> = own
        .responses
        .iter()
        .filter_map(|response| Some((number(response)?, response)))
        .filter(|(wanted, _)| !is_there(*wanted))
        .collect();
    let is_here = |wanted: u16| own.responses.iter().any(|response| number(response) == Some(wanted));
    let shared = shared(partial);
    let there = theirs.answers.iter().filter_map(|answer| Some((answer.number()?, answer)));
    let there = there.filter(|(wanted, _)| *wanted < 500 && !is_here(*wanted) && !shared.contains(wanted));
    let mut found = Vec::new();
    for (wanted, answer) in there {
        match here.iter().position(|(other, _)| other / 100 == wanted / 100) {
            Some(at) => found.push(StatusAt::Both(here.remove(at).1, answer)),
            None => found.push(StatusAt::There(answer)),
        }
    }
    found.extend(here.into_iter().map(|(_, response)| StatusAt::Here(response)));
    found
}

/// The statuses that all operations of a file of three or more share: what a framework adds.
fn shared(partial: &Partial) -> HashSet<u16> {
    const FEWEST: usize = 3;
    let of = |contract: &partial::Contract| -> HashSet<u16> {
        contract.answers.iter().filter_map(Answer::number).collect()
    };
    let mut all = partial.contracts.iter().map(of);
    let first = all.next().filter(|_| partial.contracts.len() >= FEWEST).unwrap_or_default();
    let shared = all.fold(first, |shared, next| shared.intersection(&next).copied().collect());
    // No framework adds a success.
    shared.into_iter().filter(|status| *status >= 400).collect()
}

/// The samples of a contract that are not what the file describes: path, place, and what does not fit.
fn samples(
    own: &Contract,
    theirs: &partial::Contract,
    partial: &Partial,
) -> Vec<(String, Span, Vec<Misfit>)> {
    let mut found = Vec::new();
    let mut compare =
        |path: String, code: Option<&crate::design::Code>, payload: Option<&Payload>, of: Of| {
            let (Some(code), Some(shape)) = (code, payload.and_then(|payload| payload.shape)) else { return };
            let misfits = misfits(&code.value, &partial.shapes, shape, of);
            if !misfits.is_empty() {
                found.push((path, code.span, misfits));
            }
        };
    for (key, sample) in [("request", &own.request), ("message", &own.message)] {
        let code = sample.as_ref().map(|sample| &sample.code);
        compare(key.to_owned(), code, theirs.request.as_ref(), Of::Request);
    }
    for response in own.responses.iter() {
        let answer = theirs.answers.iter().find(|answer| answer.status.value == response.id.value);
        let body = answer.and_then(|answer| answer.body.as_ref());
        compare(format!("responses.{}", response.id.value), response.code.as_ref(), body, Of::Answer);
    }
    found
}
