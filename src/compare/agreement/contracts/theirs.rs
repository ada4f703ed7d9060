//! The contracts of files, and the ways to write their endpoints.

use super::super::Source;
use super::super::endpoint::Endpoint;
use crate::design::Contract;
use crate::interchange::partial;

/// What a file has, with the ways to write its endpoint, that with the base path first.
pub(super) struct Theirs<'a> {
    pub(super) contract: &'a partial::Contract,
    pub(super) source: Source<'a>,
    pub(super) keys: Vec<Key>,
    pub(super) shown: String,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Http(Endpoint),
    Name(String),
}

impl<'a> Theirs<'a> {
    pub(super) fn of(contract: &'a partial::Contract, source: Source<'a>) -> Self {
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
    pub(super) fn names(&self) -> Vec<&str> {
        let written = self.contract.endpoint.value.as_str();
        let mut names = vec![written, self.shown.as_str()];
        names.extend([written, &self.shown].iter().filter_map(|name| Some(name.split_once(' ')?.1)));
        names.extend(self.contract.id.as_ref().map(|id| id.value.as_str()));
        names.extend(self.contract.tags.iter().map(String::as_str));
        names
    }
}

impl Key {
    pub(super) fn of(contract: &Contract) -> Self {
        let endpoint = contract.endpoint.value.as_str();
        Endpoint::read(endpoint).map_or_else(|| Self::named(endpoint), Self::Http)
    }

    fn named(name: &str) -> Self {
        Self::Name(name.trim().trim_matches('/').to_lowercase())
    }
}
