//! What is cited by keys whose values are plain strings: the declarations do not say it.

use crate::reading::Field;

/// What a plain string cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plainly {
    /// An option of the same decision.
    Choice,
    /// The name of a column of the same table.
    Column,
    /// A table and columns of it: `table.column`, `other:table(a, b)`.
    References,
    /// A name from `[technologies]`.
    Technology,
    /// A design: `NAME@REQ`.
    Design,
    /// A path in the design.
    Path,
    /// A rule; rules are not ids of the design.
    Rule,
    /// An environment that nodes name.
    Environment,
    /// The id of the design itself, which is declared here.
    OwnId,
    /// The name of a column, which is declared here.
    OwnColumn,
}

/// The keys that cite, by their record.
const CITING: [(&str, &str, Plainly); 13] = [
    ("Decision", "chosen", Plainly::Choice),
    ("Index", "columns", Plainly::Column),
    ("ForeignKey", "columns", Plainly::Column),
    ("ForeignKey", "references", Plainly::References),
    ("Column", "references", Plainly::References),
    ("Column", "name", Plainly::OwnColumn),
    ("Component", "technology", Plainly::Technology),
    ("Node", "technology", Plainly::Technology),
    ("Node", "environment", Plainly::Environment),
    ("Integration", "design", Plainly::Design),
    ("AllowEntry", "at", Plainly::Path),
    ("AllowEntry", "rule", Plainly::Rule),
    ("Meta", "id", Plainly::OwnId),
];

/// What the strings of a key cite.
pub(crate) fn cited_by(record: &str, field: &Field) -> Option<Plainly> {
    CITING.iter().find(|(of, key, _)| *of == record && *key == field.key).map(|(_, _, cites)| *cites)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::cited_by;
    use crate::design::TABLES;
    use crate::reading::{Record, Shape};

    /// The keys whose strings are words, names, versions, paths and patterns, but no ids.
    const WORDS: &str = "\
        AllowEntry.reason Column.check Column.default Column.on-delete Column.type Column.values Component.deploys \
        Component.directory Component.name ContractSource.asyncapi ContractSource.base ContractSource.except \
        ContractSource.only ContractSource.openapi ContractSource.protobuf Contract.endpoint Decision.title \
        DecisionOption.title DecisionSource.adr DecisionSource.except DecisionSource.only DeploymentSource.compose \
        DeploymentSource.except DeploymentSource.only DirectorySource.directories DirectorySource.except \
        DirectorySource.only FileText.anchor FileText.file FileText.lines Flow.title Footprint.framework \
        Footprint.framework-version Footprint.generated-by ForeignKey.on-delete \
        ForeignKey.on-update Index.method Index.name Integration.name Integration.protocol Meta.links Meta.ticket \
        Meta.title Meta.version Model.language Model.name Node.name PackageSource.except PackageSource.only \
        PackageSource.packages Person.name RepositoryFiles.api RepositoryFiles.components \
        RepositoryFiles.decisions RepositoryFiles.dependencies RepositoryFiles.deployment RepositoryFiles.tables Response.language Sample.language Step.reply Step.send TableSource.except \
        TableSource.only TableSource.sql Technology.url Technology.version Test.title Usage.label Usage.protocol \
        .template";

    /// Adds the keys of a record, and of what is in it, whose values may be plain strings.
    fn strings(record: Record, seen: &mut BTreeSet<&'static str>, found: &mut BTreeSet<(String, bool)>) {
        if !seen.insert(record.name) {
            return;
        }
        for field in record.fields {
            let cites = cited_by(record.name, field).is_some();
            if has_string(&(field.shape)(), seen, found) && field.key != "was" {
                found.insert((format!("{}.{}", record.name, field.key), cites));
            }
        }
    }

    fn has_string(
        shape: &Shape,
        seen: &mut BTreeSet<&'static str>,
        found: &mut BTreeSet<(String, bool)>,
    ) -> bool {
        match shape {
            Shape::String | Shape::Pattern(_) => true,
            Shape::Array(item) => has_string(item, seen, found),
            Shape::Map { value, .. } => has_string(value, seen, found),
            Shape::Record(record) => {
                strings(*record, seen, found);
                false
            }
            Shape::OneOf(shapes) => {
                // Each of them is looked at: what they contain is collected.
                let strings = shapes.iter().filter(|shape| has_string(shape, seen, found));
                strings.count() > 0
            }
            Shape::Named { name, shape } => {
                has_string(shape, seen, found) && !["Text", "TextItem", "Fact", "Code"].contains(name)
            }
            // Ids, of which the declaration says what they cite.
            Shape::Cites { shape, .. } => {
                has_string(shape, seen, found);
                false
            }
            _ => false,
        }
    }

    /// A new key with a plain string has to be listed here: as one that cites, or as words.
    #[test]
    fn of_every_plain_string_it_is_known_whether_it_cites() {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for table in TABLES {
            if has_string(&(table.shape)(), &mut seen, &mut found) {
                found.insert((format!(".{}", table.key), false));
            }
        }
        let words: BTreeSet<String> = WORDS.split_whitespace().map(str::to_owned).collect();
        let plain: BTreeSet<String> =
            found.iter().filter(|(_, cites)| !cites).map(|(key, _)| key.clone()).collect();
        let unknown: Vec<&String> = plain.difference(&words).collect();
        assert!(unknown.is_empty(), "do these keys cite something? {unknown:?}");
        assert_eq!(words.difference(&plain).collect::<Vec<_>>(), Vec::<&String>::new(), "no longer there");
        assert_eq!(found.len() - plain.len(), super::CITING.len(), "a citing key is gone");
    }
}
