//! What differs between a design and the files of its repository that it names.
//!
//! A file is one side and the design the other: things are matched as those of two versions are, and types,
//! samples, schemes and statuses are read the same way. Only that is asked which such a file can hold. Each
//! difference knows its place on both sides; rules put it into words.

mod contracts;
mod decisions;
mod delivery;
mod endpoint;
mod families;
mod folders;
mod packages;
mod payloads;
mod schemes;
mod tables;
mod take;

pub use contracts::{ContractDrift, StatusAt, contract_id, contracts};
pub use decisions::{DecisionDrift, decisions};
pub use delivery::{DeploymentDrift, deployed, deployment};
pub use endpoint::Endpoint;
pub use folders::{FolderDrift, folders};
pub use packages::{DependencyDrift, dependencies};
pub use payloads::{Misfit, MisfitKind};
pub use tables::{ColumnDrift, TableDrift, tables};
pub use take::{given, take};

use crate::design::{Design, SourceKind};
use crate::interchange::partial::Partial;
use crate::interchange::repository::{Agreement, Held, Part};
use crate::source::FileId;

/// A design, the files that it names, and the other designs of the book.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    /// The design.
    pub design: &'a Design,
    /// What its files say.
    pub agreement: &'a Agreement,
    /// The other designs of the book, each in the version that holds, by path.
    pub others: &'a [Other<'a>],
    /// Whether those are all the designs that there are.
    pub is_whole: bool,
}

/// Another design of the book.
#[derive(Clone, Copy)]
pub struct Other<'a> {
    /// The design.
    pub design: &'a Design,
    /// What its files say.
    pub agreement: Option<&'a Agreement>,
    /// Whether it comes before the design that is checked.
    pub is_before: bool,
}

/// Some files, and the pattern that names them.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// What is said of them.
    pub held: &'a Held,
    /// The files.
    pub part: &'a Part,
}

impl<'a> Source<'a> {
    /// What the files say.
    pub fn partial(&self) -> &'a Partial {
        &self.part.partial
    }

    /// The path of the files, as messages name them.
    pub fn name(&self) -> &'a str {
        &self.part.name
    }
}

impl<'a> Sides<'a> {
    /// The files that hold something of a kind.
    fn sources(&self, kind: SourceKind) -> impl Iterator<Item = Source<'a>> {
        let held = self.agreement.held.iter().filter(move |held| held.kind == kind);
        held.flat_map(|held| held.parts.iter().map(move |part| Source { held, part }))
    }

    /// Whether all files of a kind could be read, so that what is not in them is missing.
    fn is_read(&self, kind: SourceKind) -> bool {
        self.agreement.held.iter().filter(|held| held.kind == kind).all(Held::is_whole)
    }

    /// Whether this design is asked for what the files have and it does not: one of several designs that name
    /// them is, and only if none of these has it.
    fn is_asked(&self, source: Source<'_>, has: impl Fn(&Design) -> bool) -> bool {
        let names = |other: &&Other<'a>| {
            let held = other.agreement.map(|agreement| agreement.held.as_slice()).unwrap_or_default();
            let files: Vec<FileId> =
                held.iter().filter(|held| held.kind == source.held.kind).flat_map(Held::files).collect();
            source.partial().files.iter().any(|file| files.contains(file))
        };
        let sharing: Vec<&Other<'a>> = self.others.iter().filter(names).collect();
        if sharing.is_empty() {
            return true;
        }
        self.is_whole && !sharing.iter().any(|other| other.is_before || has(other.design))
    }
}

/// A part of a whole, from 0 to 1.
fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}
