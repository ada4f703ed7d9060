//! `check --write-baseline`: writes the list of known findings, or shortens it.

use std::collections::BTreeMap;
use std::path::Path;

use super::output::Lines;
use super::{Failure, output};
use crate::book::inspect::Listed;
use crate::diagnostic::counted;
use crate::diagnostic::known::{self, Entry};
use crate::source::{Root, Writes, shown_from_here};

/// Writes each list that was used.
pub(super) fn write<'l>(listed: impl Iterator<Item = &'l Listed>) -> Result<(), Failure> {
    let mut lists: BTreeMap<&Path, Vec<&Listed>> = BTreeMap::new();
    for listed in listed {
        lists.entry(&listed.baseline.path).or_default().push(listed);
    }
    if lists.is_empty() {
        return Err(Failure::new(
            "`--write-baseline` needs a file: name it with `--baseline FILE`, or by `baseline = \"FILE\"` in book.toml",
        ));
    }
    let mut lines = Lines::default();
    for (path, listed) in lists {
        let new: Vec<String> = listed.iter().flat_map(|listed| listed.new.clone()).collect();
        let needless: Vec<&Entry> = listed.iter().flat_map(|listed| &listed.needless).collect();
        let before = listed.first().and_then(|listed| listed.text.as_deref());
        let after = match before {
            None => known::written(new),
            Some(text) => known::shortened(text, &needless, &new),
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut writes = Writes::within(&Root::new(folder.unwrap_or(Path::new(".")), false));
        writes.change(path, before, &after);
        writes.commit().map_err(Failure::because)?;
        let entries = |text: &str| known::Known::read(text).entries().len();
        let (shown, now) = (shown_from_here(path), counted(entries(&after), "known finding"));
        lines.line(match before.map(entries) {
            None => format!("Created: {shown} ({now})"),
            Some(_) if before == Some(&after) => format!("{shown}: {now}, as before"),
            Some(old) => format!("Changed: {shown} ({now}, {old} before)"),
        });
    }
    output::tell(&lines);
    Ok(())
}
