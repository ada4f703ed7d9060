//! `package.json`.

use super::{Found, Manifest, Need};
use crate::interchange::files::Files;
use crate::source::{FileId, Span};

pub(super) fn read(files: &mut Files<'_>, file: FileId) -> Found {
    let start = Span::new(file, 0..0);
    let tree = files.tree(file).map_err(|error| (error.span, error.why))?;
    if !tree.is_object() {
        return Err((start, "it is not an object".to_owned()));
    }
    let mut needs = Vec::new();
    for (key, is_dev) in [
        ("dependencies", false),
        ("optionalDependencies", false),
        ("peerDependencies", false),
        ("devDependencies", true),
    ] {
        for (name, value) in tree.get(key).map(|all| all.entries()).unwrap_or_default() {
            let wanted = value.text().unwrap_or_default();
            let of = |protocol: &str| wanted.strip_prefix(protocol);
            let path = of("file:").or_else(|| of("link:")).or_else(|| of("portal:"));
            let path = path.or_else(|| of("workspace:").filter(|rest| rest.starts_with('.')));
            // `npm:@scope/other@^1` is another name for that package.
            let alias = of("npm:").map(|rest| match rest.rfind('@') {
                None | Some(0) => rest,
                Some(at) => &rest[..at],
            });
            needs.push(Need {
                name: alias.unwrap_or(&name.value).to_owned(),
                path: path.map(str::to_owned),
                span: name.span,
                is_dev,
            });
        }
    }
    Ok(Some(Manifest { name: tree.get("name").and_then(|name| name.spanned()), start, needs }))
}
