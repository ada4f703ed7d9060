//! Services of a deployment, and packages: components of which the file says where they are.

use std::collections::HashMap;

use super::super::Model;
use super::super::forms::elements::{Written, declare};
use super::super::reader::Reader;
use super::super::state::Relation;
use super::{Lines, set};
use crate::authoring::literal;
use crate::compare::agreement::deployed;
use crate::design::{Design, ProjectPath};

/// Declares the services of a compose file.
pub(super) fn services(
    reader: &mut Reader<'_, '_>,
    model: &Model<'_>,
    files: &mut Lines<'_>,
    design: Option<&Design>,
) {
    let known: HashMap<&str, &str> = design
        .into_iter()
        .flat_map(|design| design.components.iter())
        .flat_map(|one| deployed(one).map(|name| (name, one.id.value.as_str())))
        .collect();
    let mut ids: HashMap<&str, String> = HashMap::new();
    for service in &model.partial.services {
        let name = service.name.value.as_str();
        if let Some(id) = known.get(name) {
            ids.insert(name, (*id).to_owned());
            continue;
        }
        let line = files.line(reader, service.name.span);
        let technology = Some(service.product.clone()).filter(|product| !product.is_empty());
        let written = Written {
            name: name.to_owned(),
            technology: technology.iter().cloned().collect(),
            ..Written::default()
        };
        let id = declare(reader, "components", &written, line, "a service of the compose file");
        let path = ["components", id.as_str()];
        set(reader, &path, "deploys", Some(&format!("compose:{name}")));
        let folder = service.build.as_ref().map(|build| build.value.trim_start_matches("./"));
        set(reader, &path, "directory", folder.filter(|folder| !folder.is_empty() && *folder != "."));
        if let Some(technology) = technology {
            version(reader, &technology, service.version.as_deref());
        }
        ids.insert(name, id);
    }
    for service in &model.partial.services {
        let Some(from) = ids.get(service.name.value.as_str()) else { continue };
        let needs = service.needs.iter().filter_map(|need| ids.get(need.value.as_str()));
        let needs = needs.filter(|to| *to != from);
        reader.state.relations.extend(needs.map(|to| Relation {
            from: from.clone(),
            to: to.clone(),
            ..Relation::default()
        }));
    }
}

/// The technology of a service, with the version that runs.
fn version(reader: &mut Reader<'_, '_>, technology: &str, version: Option<&str>) {
    let purposes = reader.state.used.get(technology).map(|ids| ids.join(", ")).unwrap_or_default();
    if let Some(version) = version.filter(|_| !reader.draft.has(&["technologies"], technology)) {
        let value =
            format!("{{ purpose = {}, version = {} }}", literal::string(&purposes), literal::string(version));
        reader.draft.set(&["technologies"], technology, value);
    }
}

/// Declares the packages, with what they need of each other.
pub(super) fn packages(
    reader: &mut Reader<'_, '_>,
    model: &Model<'_>,
    files: &mut Lines<'_>,
    design: Option<&Design>,
) {
    let known: HashMap<String, String> = design
        .into_iter()
        .flat_map(|design| design.components.iter())
        .filter_map(|one| {
            let folder = ProjectPath::read(one.directory.as_deref()?)?;
            Some((folder.to_string(), one.id.value.clone()))
        })
        .collect();
    let mut ids: Vec<String> = Vec::new();
    for package in &model.partial.packages {
        if let Some(id) = known.get(&package.folder) {
            ids.push(id.clone());
            continue;
        }
        let line = files.line(reader, package.name.span);
        let written = Written { name: package.name.value.clone(), ..Written::default() };
        let id = declare(reader, "components", &written, line, "a package");
        let folder = Some(package.folder.as_str()).filter(|folder| !folder.is_empty());
        set(reader, &["components", &id], "directory", folder);
        ids.push(id);
    }
    for need in model.partial.dependencies.iter().filter(|need| !need.is_dev) {
        let (Some(from), Some(to)) = (ids.get(need.from), ids.get(need.to)) else { continue };
        if from != to {
            let (from, to) = (from.clone(), to.clone());
            reader.state.relations.push(Relation { from, to, is_build: true, ..Relation::default() });
        }
    }
}
