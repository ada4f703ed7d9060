//! What an integration takes from the design that it names, and what contracts speak.

use super::{Directory, Found};
use crate::design::{Design, Entity, Integration, Theirs};
use crate::markdown::prose::Prose;
use crate::reading::Plain;
use crate::source::FileId;

/// What a contract speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken<'d> {
    /// HTTP or HTTPS, as its endpoint says.
    Http,
    /// The protocols of the relationships that name the contract; none if they do not say.
    Named(Vec<&'d str>),
}

impl<'d> Directory<'d> {
    /// What a contract of a version speaks.
    pub fn spoken(&self, design: &'d Design, contract: &str) -> Spoken<'d> {
        let is_http = design.api.get(contract).is_some_and(|contract| contract.http().is_some());
        if is_http {
            return Spoken::Http;
        }
        let named = self.protocols_of(design.file, contract).iter();
        Spoken::Named(named.map(|protocol| protocol.value.as_str()).collect())
    }

    /// The places of the protocols of the relationships that name a contract of a version.
    pub fn protocols_of(&self, file: FileId, contract: &str) -> &[&'d Plain] {
        self.protocols.get(&file).and_then(|all| all.get(contract)).map_or(&[], Vec::as_slice)
    }

    /// What each integration that names a design takes from it: the file of the consumer, the alias, the
    /// version that is named, and what is taken.
    pub fn taken(&self) -> Vec<(FileId, String, FileId, Theirs)> {
        let aliases =
            self.designs().flat_map(|design| design.integrations.iter().map(move |it| (design, it)));
        let taken = |(design, alias): (&'d Design, &'d Entity<Integration>)| {
            let found = self.found(alias)?;
            Some((design.file, alias.id.value.clone(), found.member.file, self.theirs(alias, found)))
        };
        aliases.filter_map(taken).collect()
    }

    fn theirs(&self, alias: &Entity<Integration>, found: Found<'_, 'd>) -> Theirs {
        let meta = &found.design.meta;
        let name = Some(&meta.title).filter(|title| !title.is_stand_in && !title.is_empty());
        let summary = meta.summary.as_ref().filter(|text| text.is_given() && !text.not_applicable);
        Theirs {
            name: name.cloned(),
            description: summary.and_then(|text| first_sentence(&text.value)),
            protocol: self.protocol(alias, found.design),
        }
    }

    /// The protocol that all contracts that are relied on speak, as far as the other design says it.
    fn protocol(&self, alias: &Entity<Integration>, design: &'d Design) -> Option<Plain> {
        let relied: Vec<&str> = alias.contracts.iter().map(|contract| &**contract).collect();
        let named = relied.iter().filter(|id| design.api.contains(id));
        let written: Vec<&Plain> = named.flat_map(|id| self.protocols_of(design.file, id)).copied().collect();
        let (first, others) = written.split_first()?;
        others.iter().all(|other| other.value == first.value).then(|| (*first).clone())
    }
}

/// The protocols of the relationships that name a contract of their design, with the file and the contract.
pub(super) fn protocols(design: &Design) -> impl Iterator<Item = (FileId, &str, &Plain)> {
    let uses = design.elements().flat_map(|element| element.uses().iter());
    uses.filter_map(|usage| Some((design.file, &**usage.contract.as_ref()?, usage.protocol.as_ref()?)))
}

/// The first sentence of a text, in plain words.
fn first_sentence(text: &str) -> Option<String> {
    let prose = Prose::of(text);
    let first = prose.sentences().into_iter().next()?;
    prose.plain().get(first).map(str::to_owned)
}
