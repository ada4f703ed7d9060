//! The text of a new version: that of another one as a draft, with everything else as it was.

use std::ops::Range;

use semver::Version;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::removal::{Entry, removed};
use crate::authoring::literal;
use crate::book::rules;
use crate::book::splice::{Replacement, splice};

/// What a version says only of itself.
const OF_ONE_VERSION: [&str; 2] = ["updated", "superseded-by"];
/// The rule whose `[[allow]]` is about the step to one version.
const STEP_RULE: &str = "SD1103";

/// The text of a design as a draft of a version. Comments, order and layout stay.
pub(super) fn draft(text: &str, version: &Version) -> String {
    let (tree, _) = DeTable::parse_recoverable(text);
    let mut edits: Vec<Replacement> = Vec::new();
    if let Some(table) = design(tree.get_ref()) {
        for (key, new) in [("version", version.to_string()), ("status", "draft".to_owned())] {
            edits.extend(table.get(key).map(|value| (value.span(), literal::string(&new))));
        }
        edits.extend(gone(entries(text, table, |key, _| OF_ONE_VERSION.contains(&key))));
    }
    edits.extend(gone(allowed_steps(text, tree.get_ref())));
    splice(text, edits)
}

/// The text of a design without some keys of `[design]`, by their names and values.
pub(super) fn without(text: &str, goes: impl Fn(&str, &str) -> bool) -> String {
    let (tree, _) = DeTable::parse_recoverable(text);
    let found = design(tree.get_ref()).map(|table| entries(text, table, goes));
    splice(text, gone(found.unwrap_or_default()).collect())
}

fn design<'t>(tree: &'t DeTable<'t>) -> Option<&'t DeTable<'t>> {
    tree.get("design")?.get_ref().as_table()
}

/// The bytes of the entries of a table that go.
fn entries(text: &str, table: &DeTable<'_>, goes: impl Fn(&str, &str) -> bool) -> Vec<Range<usize>> {
    let entry = |(key, value): (&Spanned<_>, &Spanned<_>)| Entry { key: key.span(), value: value.span() };
    let entries: Vec<Entry> = table.iter().map(entry).collect();
    let names = table.iter().map(|(key, value)| goes(key.get_ref(), value.get_ref().as_str().unwrap_or("")));
    removed(text, &entries, &names.collect::<Vec<_>>())
}

fn gone(ranges: Vec<Range<usize>>) -> impl Iterator<Item = Replacement> {
    ranges.into_iter().map(|range| (range, String::new()))
}

/// What `[[allow]]` says of the step to the version that is copied.
fn allowed_steps(text: &str, tree: &DeTable<'_>) -> Vec<Range<usize>> {
    let Some((key, allow)) = tree.get_key_value("allow") else { return Vec::new() };
    let DeValue::Array(items) = allow.get_ref() else { return Vec::new() };
    let goes: Vec<bool> = items.iter().map(|item| is_of_step(item.get_ref())).collect();
    let is_inline = !text.get(allow.span()).is_some_and(|written| written.starts_with("[["));
    if is_inline && goes.iter().all(|goes| *goes) {
        let whole = Entry { key: key.span(), value: allow.span() };
        return removed(text, &[whole], &[true]);
    }
    let entries: Vec<Entry> = items
        .iter()
        .map(|item| Entry { key: item.span(), value: item.span().start..last_byte(item) })
        .collect();
    removed(text, &entries, &goes)
}

fn is_of_step(item: &DeValue<'_>) -> bool {
    let rule = item.get("rule").and_then(|rule| rule.get_ref().as_str());
    rule.is_some_and(|rule| rules::find(rule).is_ok_and(|rule| rule.code == STEP_RULE))
}

/// Where what a table has ends: its span is only its header.
fn last_byte(item: &Spanned<DeValue<'_>>) -> usize {
    let values = item.get_ref().as_table().into_iter().flat_map(|table| table.values());
    values.map(|value| value.span().end).chain([item.span().end]).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let version = Version::new(1, 1, 0);
        assert_eq!(draft(text, &version), expected);
        let ends = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(draft(&ends(text), &version), ends(expected));
    }

    #[test]
    fn what_is_of_one_version_is_left_out_and_the_rest_stays() {
        check(
            "# by hand\n[design] # d\ntitle = \"A\"\nversion = '1.0.0' # v\nstatus = \"accepted\"\n# when\nupdated = 2026-01-01 # then\nsuperseded-by = \"b\"\n\n[x]\nupdated = 1\n",
            "# by hand\n[design] # d\ntitle = \"A\"\nversion = \"1.1.0\" # v\nstatus = \"draft\"\n# when\n\n[x]\nupdated = 1\n",
        );
        check(
            "design = { version = \"1.0.0\", updated = 2026-01-01, status = \"accepted\", superseded-by = \"b\" }\n",
            "design = { version = \"1.1.0\", status = \"draft\" }\n",
        );
        check(
            "design = { updated = 2026-01-01, superseded-by = \"b\", version = \"1.0.0\" }\n",
            "design = { version = \"1.1.0\" }\n",
        );
        check(
            "design.version = \"1.0.0\"\ndesign.updated = 2026-01-01\ndesign.status = \"accepted\"",
            "design.version = \"1.1.0\"\ndesign.status = \"draft\"",
        );
    }

    #[test]
    fn an_allowed_break_is_not_allowed_again() {
        let head = "[design]\nversion = \"1.1.0\"\n";
        let others = "\n[[allow]]\nrule = \"SD201\" # why\nreason = \"b\"\n";
        let step =
            "\n[[allow]]\nrule = \"breaking-change-in-minor\"\nat = \"api.a\"\nreason = \"\"\"\na\"\"\"\n";
        check(&format!("{head}{step}{others}{step}"), &format!("{head}{others}"));
        check(&format!("{head}{step}"), head);
        check(
            &format!(
                "allow = [{{ rule = \"SD1103\", reason = \"a\" }}, {{ rule = \"SD201\", reason = \"b\" }}]\n{head}"
            ),
            &format!("allow = [{{ rule = \"SD201\", reason = \"b\" }}]\n{head}"),
        );
        check(&format!("allow = [{{ rule = \"SD1103\", reason = \"a\" }}]\n{head}"), head);
    }
}
