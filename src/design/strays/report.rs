//! What is said of tables and keys that are not where they belong.

use super::super::meta::Meta;
use super::Meaning;
use crate::diagnostic::Finding;
use crate::reading::rules::{MISSING_KEY, UNKNOWN_KEY};
use crate::reading::{Node, Reader, TomlTable, only_nearest, quote_key};
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
            let there = tree.get(*twin).filter(|there| there.get_ref().is_table());
            let both = there.is_some_and(|there| begun(reader.span(there.span())));
            let both = both && node.table().is_some() && begun(node.span);
            if both { reader.renamed(finding, node, twin, sure) } else { finding }
        }
        Meaning::Path(path) => {
            let written = written(path);
            let finding = finding.help(format!("its keys are those of `[{written}]`: write that"));
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
        Meaning::Nothing => finding.help(
            "what no key foresees belongs under `[notes]`, data of your own under `[x]`, which is never checked",
        ),
    };
    reader.report(finding);
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
    let written = if node.table().is_some() { format!("[{}]", node.name) } else { node.name.to_owned() };
    let finding = Finding::new(&UNKNOWN_KEY, node.key, format!("unknown key `{}`", node.name))
        .label("not a key of this table")
        .help(format!(
            "`{}` is a {what} of the top level: write `{written}`, not below `[design]`",
            node.name
        ));
    let finding = if node.table().is_none() { reader.line_moved(finding, node, 0) } else { finding };
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
        .help(format!("its keys are those of `[{written}]`: write that"));
    reader.report(finding);
}

/// Parts of an entry that has no header of its own.
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
