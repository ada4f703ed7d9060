//! `pyproject.toml`, of the standard (PEP 621, PEP 735), of Poetry and of uv.

use std::rc::Rc;

use super::{Found, Manifest, Need, toml};
use crate::interchange::files::Files;
use crate::reading::Datum;
use crate::source::{FileId, Span, Spanned};

pub(super) fn read(files: &mut Files<'_>, file: FileId) -> Found {
    let tree = toml(files, file)?;
    let at = |path: &str| path.split('/').try_fold(Rc::clone(&tree), |at, key| at.get(key).cloned());
    let project = at("project");
    let poetry = at("tool/poetry");
    if project.is_none() && poetry.is_none() {
        return Ok(None);
    }
    let sources = at("tool/uv/sources");
    let mut needs = Vec::new();
    let mut list = |items: &[Rc<Datum>], is_dev: bool| {
        for item in items {
            let Some(written) = item.text() else { continue };
            let end = written.find(|c: char| !c.is_alphanumeric() && !"-_.".contains(c));
            let name = normal(&written[..end.unwrap_or(written.len())]);
            let by_address = written.split_once('@').map(|(_, address)| address.trim());
            let by_address = by_address.and_then(|address| address.strip_prefix("file:")).map(str::to_owned);
            let source = sources.as_ref().and_then(|sources| {
                let (_, source) = sources.entries().iter().find(|(key, _)| normal(&key.value) == name)?;
                source.get("path")?.text().map(str::to_owned)
            });
            needs.push(Need { name, path: source.or(by_address), span: item.span, is_dev });
        }
    };
    if let Some(project) = &project {
        list(project.get("dependencies").map(|list| list.items()).unwrap_or_default(), false);
        for (_, items) in project.get("optional-dependencies").map(|all| all.entries()).unwrap_or_default() {
            list(items.items(), false);
        }
    }
    for (_, items) in at("dependency-groups").iter().flat_map(|groups| groups.entries()) {
        list(items.items(), true);
    }
    let mut table = |entries: &[(Spanned<String>, Rc<Datum>)], is_dev: bool| {
        for (key, value) in entries {
            let path = value.get("path").and_then(|path| path.text()).map(str::to_owned);
            needs.push(Need { name: normal(&key.value), path, span: key.span, is_dev });
        }
    };
    if let Some(poetry) = &poetry {
        table(poetry.get("dependencies").map(|all| all.entries()).unwrap_or_default(), false);
        table(poetry.get("dev-dependencies").map(|all| all.entries()).unwrap_or_default(), true);
        for (_, group) in poetry.get("group").map(|all| all.entries()).unwrap_or_default() {
            table(group.get("dependencies").map(|all| all.entries()).unwrap_or_default(), true);
        }
    }
    let name = [project, poetry].into_iter().flatten().find_map(|part| part.get("name")?.spanned());
    let name = name.map(|name| Spanned::new(normal(&name.value), name.span));
    Ok(Some(Manifest { name, start: Span::new(file, 0..0), needs }))
}

/// A name as it is compared: in small letters, with single hyphens.
fn normal(name: &str) -> String {
    let words = name.split(['-', '_', '.']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
