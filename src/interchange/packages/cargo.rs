//! `Cargo.toml`.

use super::{Found, Manifest, Need, toml};
use crate::interchange::files::Files;
use crate::reading::Datum;
use crate::source::{FileId, Span};

pub(super) fn read(files: &mut Files<'_>, file: FileId) -> Found {
    let tree = toml(files, file)?;
    let Some(package) = tree.get("package") else { return Ok(None) };
    let targets = tree.get("target").map(|all| all.entries()).unwrap_or_default();
    let mut needs = Vec::new();
    for table in std::iter::once(&tree).chain(targets.iter().map(|(_, target)| target)) {
        for (key, is_dev) in [
            ("dependencies", false),
            ("build-dependencies", false),
            ("build_dependencies", false),
            ("dev-dependencies", true),
            ("dev_dependencies", true),
        ] {
            for (name, value) in table.get(key).map(|all| all.entries()).unwrap_or_default() {
                let of = |key: &str| value.get(key).and_then(|value| value.text()).map(str::to_owned);
                let package = of("package").unwrap_or_else(|| name.value.clone());
                needs.push(Need { name: package, path: of("path"), span: name.span, is_dev });
            }
        }
    }
    let name = package.get("name").and_then(|name: &std::rc::Rc<Datum>| name.spanned());
    Ok(Some(Manifest { name, start: Span::new(file, 0..0), needs }))
}
