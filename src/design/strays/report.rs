//! What is said of tables and keys that are not where they belong.

use super::super::meta::Meta;
use super::Meaning;
use std::ops::Range;

use crate::diagnostic::{Applicability, Finding, listed};
use crate::reading::rules::{MISSING_KEY, UNKNOWN_KEY};
use crate::reading::{Node, Reader, TomlTable, in_table, only_nearest, quote_key};
use crate::source::Span;

/// A name of the top level that nothing knows.
pub(super) fn stray(
    node: Node<'_>,
    meaning: &Meaning<'_>,
    tree: &TomlTable<'_>,
    known: &[&str],
    reader: &mut Reader<'_>,
) {
    let what = if node.table().is_some() { "table" } else { "key" };
    let sure = only_nearest(node.name, known.iter().copied());
    let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown {what} `{}`", node.name))
        .label(format!("not a {what} of a design"));
    // What is in braces cannot be begun anew.
    let text = reader.text();
    let begun = |node: Span| !text.get(node.range()).is_some_and(|text| text.starts_with('{'));
    let finding = match meaning {
        Meaning::Near(near) => {
            let finding = finding.help(format!("a {what} with a similar name exists: `{near}`"));
            reader.renamed(finding, node, near, sure)
        }
        Meaning::Twin(twin) => {
            let finding = finding.help(format!("`{twin}` is in this file, too: write this below it"));
            if joins(twin, node, tree, reader) { reader.renamed(finding, node, twin, sure) } else { finding }
        }
        Meaning::Called(table) if joins(table, node, tree, reader) => {
            let finding = finding.help(format!("write `{table}`, the table for it"));
            reader.renamed(finding, node, table, false)
        }
        Meaning::Called(table) if tree.contains_key(*table) => finding
            .help(format!("`{table}` is the table for it, and is in this file, too: write this below it")),
        Meaning::Called(table) => {
            let finding = finding.help(format!("write `{table}`, the table for it"));
            if node.table().is_some() { reader.renamed(finding, node, table, false) } else { finding }
        }
        Meaning::Path(path) => {
            let written = written(path);
            let finding = finding.help(format!("write `[{written}]`, which has these keys"));
            if begun(node.span) { reader.moved(finding, node, &written) } else { finding }
        }
        Meaning::OfDesign => {
            let finding = finding.help(format!("write `{}` below `[design]`", node.name));
            let header = tree.get("design").map(|design| reader.span(design.span()));
            match header.filter(|header| text.get(header.range()).is_some_and(|text| text.starts_with('['))) {
                Some(header) => reader.line_moved(finding, node, header.end as usize),
                None => finding,
            }
        }
        Meaning::Nothing => {
            let tables: Vec<String> = known
                .iter()
                .filter(|table| **table != "template")
                .map(|table| format!("`{table}`"))
                .collect();
            finding.help(format!(
                "put text that has no key under `[notes]`, and your own data under `[x]`; the tables are {}",
                listed(&tables)
            ))
        }
    };
    reader.report(finding);
}

/// Whether a table can be begun again under the name of one that is in the file, too, without a header that is
/// there twice.
fn joins(name: &str, node: Node<'_>, tree: &TomlTable<'_>, reader: &Reader<'_>) -> bool {
    let Some(there) = tree.get(name) else { return false };
    let (Some(table), Some(more)) = (there.get_ref().as_table(), node.table()) else { return false };
    let text = reader.text();
    let is_inline = |span: Span| text.get(span.range()).is_some_and(|text| text.starts_with('{'));
    // A table that has plain keys has a header.
    let has_keys = |table: &TomlTable<'_>| table.values().any(|value| !value.get_ref().is_table());
    let is_twice = more.keys().any(|key| table.contains_key(key.get_ref().as_ref()));
    let is_inline = is_inline(node.span) || is_inline(reader.span(there.span()));
    !(is_inline || is_twice || has_keys(table) && has_keys(more))
}

/// Keys of `[design]` without its header.
pub(super) fn lost_header(first: Node<'_>, tree: &TomlTable<'_>, reader: &mut Reader<'_>) {
    let finding = Finding::new(&MISSING_KEY, first.key, "the table `design` is missing")
        .label("a key of `[design]`")
        .help(format!("write the header `[design]` above `{}`", first.name));
    let start = first.key.start as usize;
    let is_own = |name: &str| Meta::RECORD.fields.iter().any(|field| field.key == name);
    // Everything below the header up to the next one would be a part of it.
    let text = reader.text();
    let others = tree.iter().any(|(key, value)| {
        let is_header = text.get(value.span()).is_some_and(|text| text.starts_with('['));
        key.span().start > start && !is_own(key.get_ref()) && !(value.get_ref().is_table() && is_header)
    });
    let is_first = text.get(..start).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
    let place = reader.span(start..start);
    reader.report(if others || !is_first { finding } else { finding.fix(place, "[design]\n") });
}

/// A table of the top level below `[design]`.
pub(super) fn below_design(node: Node<'_>, reader: &mut Reader<'_>) {
    let what = if node.table().is_some() { "table" } else { "key" };
    let written = match node.table() {
        None => node.name.to_owned(),
        // The first header below `[design]`: `[design.components.cache]`.
        Some(_) => {
            let text = reader.text();
            let line = text.get(node.key.start as usize..).and_then(|rest| rest.lines().next());
            let name =
                line.and_then(|line| line.split(']').next()).filter(|name| name.starts_with(node.name));
            format!("[{}]", name.filter(|name| !name.contains(['=', '{'])).unwrap_or(node.name))
        }
    };
    let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown key `{}`", node.name))
        .label("not a key of this table")
        .help(format!(
            "`{}` is a {what} of the top level: write `{written}`, not below `[design]`",
            node.name
        ));
    let finding = if node.table().is_none() { reader.line_moved(finding, node, 0) } else { finding };
    reader.report(finding);
}

/// A key of another table than the one that it is in.
pub(super) fn astray(
    node: Node<'_>,
    header: Range<usize>,
    path: &[String],
    is_free: bool,
    tree: &TomlTable<'_>,
    reader: &mut Reader<'_>,
) {
    let (place, home) = match path.split_last() {
        Some((_, [])) | None => ("the top level".to_owned(), None),
        Some((_, home)) => (format!("`[{}]`", written(home)), Some(home)),
    };
    let what = match home {
        _ if !is_free => "which has it already: delete one of them",
        None => "which ends at the first `[…]`: write it above that",
        Some(_) => "write it there",
    };
    let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown key `{}`", node.name)).help(format!(
        "`{}` is a key of {place}{}{what}",
        node.name,
        if is_free && home.is_some() { ": " } else { ", " }
    ));
    let finding = in_table(finding, reader.span(header), reader);
    let header_of = |home: &[String]| {
        let table = home.split_last().and_then(|(last, tables)| {
            let inner =
                tables.iter().try_fold(tree, |table, name| table.get(name.as_str())?.get_ref().as_table())?;
            inner.get(last.as_str())
        })?;
        let header = reader.span(table.span());
        reader.text().get(header.range())?.starts_with('[').then_some(header.end as usize)
    };
    let finding = match home {
        _ if !is_free => finding,
        None => reader.line_moved(finding, node, 0),
        Some(home) => match header_of(home) {
            Some(header) => reader.line_moved(finding, node, header),
            None => finding,
        },
    };
    reader.report(Finding { applicability: Applicability::Guess, ..finding });
}

/// Keys of a table whose header is not there.
pub(super) fn lost_table(
    first: Node<'_>,
    more: usize,
    header: Range<usize>,
    table: &[String],
    reader: &mut Reader<'_>,
) {
    let table = written(table);
    let message = format!("`{}` and {more} more are keys of `[{table}]`", first.name);
    let finding = Finding::new(&UNKNOWN_KEY, first.key, message)
        .help(format!("write `[{table}]` on the line above `{}`", first.name));
    let finding = in_table(finding, reader.span(header), reader);
    reader.report(finding);
}

/// A part of an entry where an entry should be.
pub(super) fn part(node: Node<'_>, root: &str, above: Node<'_>, reader: &mut Reader<'_>) {
    let path = format!("{}.{}", quote_key(above.name), node.name);
    let message = format!("`{}` is a key of an entry of `[{root}]`, not an id", node.name);
    let finding = Finding::new(&UNKNOWN_KEY, node.key, message)
        .label("which entry?")
        .related(above.key, "the entry above")
        .help(format!("write `[{root}.{path}]`"));
    let finding = reader.moved(finding, node, &path);
    reader.report(finding);
}

/// What has the keys of another table.
pub(super) fn elsewhere(node: Node<'_>, root: &str, path: &[String], reader: &mut Reader<'_>) {
    let written = written(path);
    let message = format!("`{}` is not an entry of `[{root}]`", node.name);
    let finding = Finding::new(&UNKNOWN_KEY, node.key, message)
        .label("has the keys of another table")
        .help(format!("write `[{written}]`, which has these keys"));
    reader.report(finding);
}

/// Parts of an entry that does not have its own header.
pub(super) fn headless(node: Node<'_>, root: &str, above: Option<Node<'_>>, reader: &mut Reader<'_>) {
    let name = quote_key(node.name);
    let finding = Finding::new(&MISSING_KEY, node.key, format!("the table `[{root}.{name}]` is missing"))
        .label(format!("a part of `{}`, which is not declared", node.name));
    let finding = match above {
        Some(above) => {
            let id = quote_key(above.name);
            let finding = finding
                .related(above.key, "the entry above")
                .help(format!("write the id of the entry above, `{id}`, or add `[{root}.{name}]`"));
            reader.renamed(finding, node, above.name, false)
        }
        None => finding.help(format!("add `[{root}.{name}]` above it")),
    };
    reader.report(finding);
}

/// A path as a header has it.
fn written(path: &[String]) -> String {
    path.iter().map(|part| quote_key(part)).collect::<Vec<_>>().join(".")
}
