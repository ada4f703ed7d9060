//! Contracts: endpoints, channels and procedures.

mod answers;
mod group;
mod ids;
mod matching;
mod theirs;

use std::collections::HashSet;

use super::endpoint::Endpoint;
use super::families::owner;
use super::payloads::Misfit;
use super::{Sides, Source};
use crate::design::{Contract, ContractFormat, Entity, Response, SourceKind};
use crate::interchange::partial::{self, Answer};
use crate::source::Span;
pub use ids::contract_id;

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
