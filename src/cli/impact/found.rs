//! The users of a design, direct ones first.

use std::collections::{HashMap, HashSet};

use crate::catalog::landscape::{Landscape, System, SystemId, Use, Used, User};
use crate::design::Design;
use crate::reading::nearest;
use crate::source::FileId;

/// What was asked for.
pub(super) struct Asked<'l, 'd> {
    pub(super) system: &'l System<'d>,
    /// The version that was named.
    pub(super) design: &'d Design,
    /// What of it, as it was typed and as others use it.
    pub(super) part: Option<(String, Vec<Used<'d>>)>,
}

/// A design that relies on what was asked for.
pub(super) struct Relying<'l, 'd> {
    pub(super) design: &'d Design,
    pub(super) owners: Vec<String>,
    /// Where it says so; nowhere if it only relies on one that does.
    pub(super) uses: Vec<&'l Use<'d>>,
    /// The designs through which it does.
    pub(super) through: Vec<&'d str>,
    /// The chapters that show it.
    pub(super) pages: Vec<String>,
}

/// The users, those first that rely on it directly.
pub(super) struct Found<'l, 'd> {
    pub(super) users: Vec<Relying<'l, 'd>>,
}

impl<'l, 'd> Asked<'l, 'd> {
    /// The design in a file, and a part of it.
    pub(super) fn of(landscape: &'l Landscape<'d>, file: FileId, part: Option<&str>) -> Result<Self, String> {
        let system = landscape.of_file(file).ok_or("the design is not known")?;
        let design = system.design(file).ok_or("the design cannot be read")?;
        let part = part.map(|part| {
            let used: Vec<Used<'d>> = system
                .designs()
                .flat_map(|design| parts(design).filter(|(name, _)| name == part))
                .map(|(_, used)| used)
                .collect();
            if used.is_empty() { Err(unknown(design, part)) } else { Ok((part.to_owned(), used)) }
        });
        Ok(Self { system, design, part: part.transpose()? })
    }
}

/// Everything in a design that others can rely on, by the name that is typed.
fn parts(design: &Design) -> impl Iterator<Item = (String, Used<'_>)> {
    let contracts = design.api.ids().map(|id| (id.to_owned(), Used::Contract(id)));
    let tables = design.tables.ids().map(|id| (id.to_owned(), Used::Table(id)));
    let columns = design.tables.iter().flat_map(|table| {
        let id = table.id.value.as_str();
        let columns = table.columns.value.iter();
        columns.map(move |column| {
            (format!("{id}.{}", column.name.value), Used::Column { table: id, column: &column.name.value })
        })
    });
    let requirements = design.requirements.ids().map(|id| (id.to_owned(), Used::Requirement(id)));
    contracts.chain(tables).chain(columns).chain(requirements)
}

fn unknown(design: &Design, part: &str) -> String {
    let all: Vec<String> = parts(design).map(|(name, _)| name).collect();
    let near = nearest(part, all.iter().map(String::as_str));
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("`{}` has no contract, table, column or requirement `{part}`{near}", design.id)
}

impl<'l, 'd> Found<'l, 'd> {
    pub(super) fn of(landscape: &'l Landscape<'d>, asked: &Asked<'l, 'd>) -> Self {
        let all = landscape.users(asked.system.at);
        let direct = match &asked.part {
            Some((_, used)) => all.of(used),
            None => all,
        };
        let mut known: HashSet<SystemId> = HashSet::from([asked.system.at]);
        let mut users: Vec<Relying<'l, 'd>> = Vec::new();
        let mut rim: Vec<SystemId> = Vec::new();
        let system = |user: &User<'l, 'd>| landscape.of_file(user.design.file).map(|system| system.at);
        for user in direct.iter().filter(|user| system(user) != Some(asked.system.at)) {
            rim.extend(system(user).filter(|at| known.insert(*at)));
            users.push(Relying { uses: user.uses.clone(), ..Relying::new(user) });
        }
        while !rim.is_empty() {
            let mut here: HashMap<FileId, usize> = HashMap::new();
            let mut next: Vec<SystemId> = Vec::new();
            let mut is_next: HashSet<SystemId> = HashSet::new();
            for at in std::mem::take(&mut rim) {
                let Some(through) = landscape.system(at).id else { continue };
                for user in landscape.users(at).iter() {
                    let same = here.get(&user.design.file).and_then(|at| users.get_mut(*at));
                    if let Some(other) = same {
                        other.through.push(through);
                        continue;
                    }
                    let Some(of) = system(user) else { continue };
                    if known.insert(of) || is_next.contains(&of) {
                        if is_next.insert(of) {
                            next.push(of);
                        }
                        here.insert(user.design.file, users.len());
                        users.push(Relying { through: vec![through], ..Relying::new(user) });
                    }
                }
            }
            rim = next;
        }
        Self { users }
    }
}

impl<'l, 'd> Relying<'l, 'd> {
    fn new(user: &User<'l, 'd>) -> Self {
        let (uses, through, pages) = (Vec::new(), Vec::new(), Vec::new());
        Self { design: user.design, owners: user.owners(), uses, through, pages }
    }
}
