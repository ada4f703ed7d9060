//! Who relies on what: on a part of a design, and on what a new version breaks.

use std::collections::{HashMap, HashSet};

use super::broken::{Broken, cites, former};
use super::{Landscape, SystemId, Use, Used};
use crate::compare::{Change, Changes, Class};
use crate::design::{Asked, Design};
use crate::diagnostic::{listed, printable};
use crate::source::{FileId, Sources, Span};

/// A design that uses another one.
#[derive(Clone, Debug)]
pub struct User<'l, 'd> {
    /// The version that does.
    pub design: &'d Design,
    /// Where it says so.
    pub uses: Vec<&'l Use<'d>>,
}

/// The users of a design that could rely on one version of it.
#[derive(Clone, Debug)]
pub struct Users<'l, 'd>(Vec<User<'l, 'd>>);

/// Who is hit by a change.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// Who relies on what the change breaks.
    pub hit: Vec<Hit>,
    /// The others that use the design.
    pub spared: Vec<Spared>,
}

/// A design that uses the one that changed, but not what breaks.
#[derive(Clone, Debug)]
pub struct Spared {
    /// Its id.
    pub id: String,
    /// The version that uses it.
    pub file: FileId,
}

/// A design that relies on what a change breaks.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Who is responsible for it.
    pub owners: Vec<String>,
    /// Where it says that it relies on it.
    pub span: Span,
}

/// How many names a sentence has.
const NAMED: usize = 8;

impl<'d> Landscape<'d> {
    /// The users of a design, whichever of its versions they name: of each the version that holds, and the one
    /// that runs.
    pub fn users(&self, provider: SystemId) -> Users<'_, 'd> {
        let system = self.system(provider);
        let was = system.designs().flat_map(|design| &*design.meta.was).map(|id| id.value.as_str());
        let ids: HashSet<&str> = was.chain(system.designs().map(|design| design.id.as_str())).collect();
        let is_meant = |one: &&Use<'d>| one.provider.is_none_or(|(meant, _)| meant == provider);
        self.grouped(ids.into_iter().flat_map(|id| self.uses_named(id)).filter(is_meant))
    }

    /// The users of a design whose requirement its old version fulfils, or that have none.
    pub fn users_of_version(&self, old: &Design, new: &Design) -> Users<'_, 'd> {
        let was = new.meta.was.iter().map(|id| id.value.as_str());
        let ids: HashSet<&str> = was.chain([old.id.as_str(), new.id.as_str()]).collect();
        let fits = |one: &&Use<'d>| {
            let requirement = one.alias.design.as_ref().map(|name| &name.requirement);
            match (requirement, &old.meta.version.semver) {
                (Some(Some(Asked::Versions(asked))), Some(version)) => asked.matches(version),
                (Some(Some(_)) | None, _) => false,
                (Some(None), _) => true,
            }
        };
        self.grouped(ids.into_iter().flat_map(|id| self.uses_named(id)).filter(fits))
    }

    fn grouped<'l>(&'l self, uses: impl Iterator<Item = &'l Use<'d>>) -> Users<'l, 'd> {
        let mut users: Vec<User<'l, 'd>> = Vec::new();
        let mut known: HashMap<FileId, usize> = HashMap::new();
        for one in uses {
            let at = known.get(&one.consumer).copied().or_else(|| {
                let design = self.of_file(one.consumer)?.design(one.consumer)?;
                if !self.counts(one.consumer) {
                    return None;
                }
                known.insert(one.consumer, users.len());
                users.push(User { design, uses: Vec::new() });
                Some(users.len() - 1)
            });
            if let Some(user) = at.and_then(|at| users.get_mut(at)) {
                user.uses.push(one);
            }
        }
        users.sort_by_key(|user| (self.of_file(user.design.file).map(|system| system.at), user.design.file));
        Users(users)
    }

    /// Whether a version is one that somebody works with: the one that holds, or the one that runs.
    fn counts(&self, file: FileId) -> bool {
        let implemented = || self.of_file(file)?.series.implemented();
        self.holds(file) || implemented().is_some_and(|member| member.file == file)
    }
}

impl<'l, 'd> Users<'l, 'd> {
    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &User<'l, 'd>> {
        self.0.iter()
    }

    /// Those that rely on one of some things, each with the places where it says so.
    #[must_use]
    pub fn of(&self, wanted: &[Used<'_>]) -> Users<'l, 'd> {
        self.filtered(|one| wanted.iter().any(|wanted| one.is_of(*wanted)))
    }

    /// Those that rely on what breaks.
    fn that(&self, broken: &Broken<'_>) -> Users<'l, 'd> {
        self.filtered(|one| broken.is_used_by(one))
    }

    fn filtered(&self, is_meant: impl Fn(&Use<'d>) -> bool) -> Users<'l, 'd> {
        let relying = |user: &User<'l, 'd>| {
            let uses: Vec<&'l Use<'d>> = user.uses.iter().filter(|one| is_meant(one)).copied().collect();
            (!uses.is_empty()).then_some(User { design: user.design, uses })
        };
        Users(self.0.iter().filter_map(relying).collect())
    }

    /// The changes, where what gives another id to something that one of them cites, or takes it away, breaks that
    /// one.
    #[must_use]
    pub fn weigh(&self, changes: Changes) -> Changes {
        if self.0.is_empty() {
            return changes;
        }
        changes.cited(|lost| self.0.iter().any(|user| user.uses.iter().any(|one| cites(one, lost))))
    }

    /// Who is hit by each entry of a comparison; nobody by what does not break.
    pub fn reach(&self, changes: &Changes) -> Vec<Reach> {
        let former = former(changes);
        changes.entries.iter().map(|change| self.reach_of(change, &former)).collect()
    }

    fn reach_of(&self, change: &Change, former: &HashMap<&str, &str>) -> Reach {
        if change.class != Class::Breaking || self.0.is_empty() {
            return Reach::default();
        }
        let hit = self.that(&Broken::of(change, former));
        let files: HashSet<FileId> = hit.iter().map(|user| user.design.file).collect();
        let spared = self.0.iter().filter(|user| !files.contains(&user.design.file));
        let spared = spared.map(|user| Spared { id: user.design.id.clone(), file: user.design.file });
        Reach { hit: hit.iter().filter_map(Hit::of).collect(), spared: spared.collect() }
    }
}

impl Hit {
    fn of(user: &User<'_, '_>) -> Option<Self> {
        let first = user.uses.first()?;
        let meta = &user.design.meta;
        Some(Self {
            id: user.design.id.clone(),
            version: meta.version.text.clone(),
            owners: user.owners(),
            span: first.anchor.unwrap_or(first.span),
        })
    }

    /// `designs/shop.toml:31`.
    pub fn place(&self, sources: &Sources) -> String {
        let source = sources.get(self.span.file);
        format!("{}:{}", source.shown(), source.line(self.span.start as usize))
    }

    /// `shop 1.0.0`.
    pub fn name(&self) -> String {
        format!("{} {}", self.id, self.version)
    }
}

impl User<'_, '_> {
    /// Who is responsible for it.
    pub fn owners(&self) -> Vec<String> {
        let owners = self.design.meta.owners.iter().filter(|owner| owner.is_given());
        owners.map(|owner| crate::markdown::meaning(&owner.value)).collect()
    }
}

impl Reach {
    /// Who relies on what breaks, with places and owners, and who does not; none if nobody uses the design.
    pub fn sentence(&self, sources: &Sources) -> Option<String> {
        if self.hit.is_empty() {
            return (!self.spared.is_empty()).then(|| "no design that uses it relies on that".to_owned());
        }
        let place = |hit: &Hit| {
            let place = hit.place(sources);
            let owners = hit.owners.iter().map(String::as_str);
            let inside: Vec<&str> = std::iter::once(place.as_str()).chain(owners).collect();
            printable(&format!("{} ({})", hit.name(), inside.join(", "))).into_owned()
        };
        let hit = few(self.hit.iter().map(place).collect(), "more");
        let verb = if self.hit.len() == 1 { "relies" } else { "rely" };
        let mut sentence = format!("{hit} {verb} on it");
        if !self.spared.is_empty() {
            let spared = few(self.spared.iter().map(|user| user.id.clone()).collect(), "others");
            sentence += &format!(", {spared} {}", if self.spared.len() == 1 { "does not" } else { "do not" });
        }
        Some(sentence)
    }
}

/// Some names, and how many others there are.
fn few(mut names: Vec<String>, others: &str) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    names.extend((more > 0).then(|| format!("{more} {others}")));
    listed(&names)
}
