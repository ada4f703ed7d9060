//! SD412: a foreign key without an index that begins with it.

use std::collections::{HashMap, HashSet};

use crate::check::Subject;
use crate::check::language::mention::has_word;
use crate::design::column_type;
use crate::design::{Column, Entity, ForeignKey, KeyTarget, Table, Target};
use crate::diagnostic::{Finding, Group, Sink, listed, rule};

rule! {
    /// No index and no primary key begins with a foreign key.
    pub(crate) RULE = "SD412", "unindexed-foreign-key", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for table in &subject.design.tables {
        if subject.is_in_database(table) && !indexes_by_itself(subject, table) {
            judge(subject, table, sink);
        }
    }
}

fn judge(subject: &Subject<'_>, table: &Entity<Table>, sink: &mut Sink) {
    let names: HashSet<String> =
        table.columns.value.iter().map(|column| column.name.to_lowercase()).collect();
    let mut starts: Vec<Vec<String>> = Vec::new();
    for index in &table.indexes {
        let mut start = Vec::new();
        for column in &index.columns {
            // Another rule reports an index on a column that is unknown or has no name; it may be meant for
            // this one.
            if column.trim().is_empty() {
                return;
            }
            match column_type::indexed(column).map(str::to_lowercase) {
                Some(name) if !names.contains(&name) => return,
                Some(name) => start.push(name),
                None => break,
            }
        }
        starts.push(start);
    }
    let primary = table.columns.value.iter().filter(|column| column.is_primary());
    starts.push(primary.map(|column| column.name.to_lowercase()).collect());

    for key in &table.foreign_keys {
        sink.extend(judge_key(subject, table, key, &starts));
    }
    let mut keys: HashMap<&str, Vec<&Column>> = HashMap::new();
    for column in &table.columns.value {
        if let Some(Target::Column { table, .. }) = column.target() {
            keys.entry(table).or_default().push(column);
        }
    }
    for column in &table.columns.value {
        let Some(Target::Column { table: target, .. }) = column.target() else { continue };
        // Other rules report unknown tables and columns without a name. A unique column has an index.
        if column.unique || column.name.trim().is_empty() || !subject.design.tables.contains(target) {
            continue;
        }
        let together = keys.get(target).map(Vec::as_slice).unwrap_or_default();
        if !starts.iter().any(|start| begins_with(start, column, together)) {
            let (name, id) = (&*column.name, &table.id.value);
            let finding = Finding::new(
                &RULE,
                column.name.span,
                format!("no index of the table `{id}` begins with `{name}`"),
            )
            .label("a foreign key")
            .help(format!("add `{{ columns = [\"{name}\"] }}` to the `indexes` of `[tables.{id}]`"));
            sink.push(match &column.references {
                Some(references) => finding
                    .related(references.span, format!("deleting from `{target}` searches by this column")),
                None => finding,
            });
        }
    }
}

/// What is said of a key of several columns: an index has to begin with all of them, in any order.
fn judge_key(
    subject: &Subject<'_>,
    table: &Entity<Table>,
    key: &ForeignKey,
    starts: &[Vec<String>],
) -> Option<Finding> {
    let KeyTarget::Columns { table: target, columns } = key.target() else { return None };
    if columns.len() != key.columns.len() {
        return None;
    }
    let names: HashSet<String> = key.names().map(str::to_lowercase).collect();
    let is_declared =
        |name: &str| table.columns.value.iter().any(|column| column.name.eq_ignore_ascii_case(name));
    let is_unique = |name: &String| {
        table.columns.value.iter().any(|column| column.unique && column.name.to_lowercase() == *name)
    };
    let serves = |start: &Vec<String>| {
        start.get(..names.len()).is_some_and(|start| start.iter().all(|name| names.contains(name)))
    };
    // Another rule reports what is not declared. A unique column has an index.
    let is_known =
        subject.design.tables.contains(target) && !names.is_empty() && key.names().all(is_declared);
    if !is_known || names.iter().any(is_unique) || starts.iter().any(serves) {
        return None;
    }
    let first = key.columns.first()?;
    let columns: Vec<String> = key.names().map(|name| format!("\"{name}\"")).collect();
    let shown: Vec<String> = key.names().map(|name| format!("`{name}`")).collect();
    let id = &table.id.value;
    let message = format!("no index of the table `{id}` begins with {}", listed(&shown));
    let finding = Finding::new(&RULE, first.span, message)
        .label("a foreign key")
        .related(key.references.span, format!("deleting from `{target}` searches by these columns"))
        .help(format!("add `{{ columns = [{}] }}` to the `indexes` of `[tables.{id}]`", columns.join(", ")));
    Some(finding)
}

/// Whether an index serves a column: it begins with the column, or with the whole composite key, which
/// is all the columns that reference different columns of the same table.
fn begins_with(index: &[String], column: &Column, together: &[&Column]) -> bool {
    let name = column.name.to_lowercase();
    if index.first() == Some(&name) {
        return true;
    }
    let targets: HashSet<_> =
        together.iter().map(|column| column.target().map(|target| format!("{target:?}"))).collect();
    let Some(start) = index.get(..together.len()) else { return false };
    targets.len() == together.len()
        && start.contains(&name)
        && together.iter().all(|column| start.contains(&column.name.to_lowercase()))
}

/// Whether the database creates indexes itself, or has none: then nobody writes one.
fn indexes_by_itself(subject: &Subject<'_>, table: &Table) -> bool {
    let component = table.component.as_ref().and_then(|id| subject.design.components.get(id));
    component.is_some_and(|component| {
        let named = component.technology.iter().map(|name| &**name).chain([&*component.name]);
        named.into_iter().any(|name| has_word(name, &STORES))
    })
}

/// Stores that index each foreign key themselves, and stores without such indexes: columnar, wide-column,
/// document and key-value ones, files of a data lake, streams.
const STORES: [&str; 70] = [
    "mysql",
    "mariadb",
    "innodb",
    "planetscale",
    "bigquery",
    "redshift",
    "snowflake",
    "clickhouse",
    "duckdb",
    "motherduck",
    "databricks",
    "synapse",
    "athena",
    "vertica",
    "exasol",
    "teradata",
    "greenplum",
    "druid",
    "pinot",
    "doris",
    "starrocks",
    "parquet",
    "iceberg",
    "hudi",
    "delta lake",
    "delta",
    "orc",
    "avro",
    "hive",
    "impala",
    "kudu",
    "presto",
    "trino",
    "spark",
    "lakehouse",
    "cassandra",
    "scylladb",
    "scylla",
    "astra",
    "keyspaces",
    "hbase",
    "bigtable",
    "accumulo",
    "dynamodb",
    "cosmos",
    "cosmosdb",
    "mongodb",
    "documentdb",
    "couchdb",
    "couchbase",
    "firestore",
    "firebase",
    "elasticsearch",
    "opensearch",
    "neo4j",
    "redis",
    "valkey",
    "etcd",
    "leveldb",
    "rocksdb",
    "kafka",
    "influxdb",
    "timestream",
    "questdb",
    "tidb",
    "vitess",
    "spanner",
    "firebird",
    "hsqldb",
    "h2",
];
