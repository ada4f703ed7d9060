//! SD417: a table whose component is not a database.

use crate::check::Subject;
use crate::design::{Component, ComponentKind, Entity};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A table's component is not a database.
    pub(crate) RULE = "SD417", "table-outside-database", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    for table in &design.tables {
        let Some(place) = &table.component else { continue };
        let Some(component) = design.components.get(place) else { continue };
        if may_contain_tables(component) || has_store_inside(subject, &component.id.value) {
            continue;
        }
        let kind = component.kind.value.word();
        let message = format!(
            "the table `{}` is in “{}”, which is a {kind}, not a database",
            table.id.value, &*component.name
        );
        let finding = Finding::new(&RULE, place.id.span, message)
            .label("not a database")
            .related(component.kind.span, format!("declared as a {kind} here"));
        sink.push(match used_database(subject, component) {
            Some(database) => {
                finding.help(format!("name the database that it uses: `component = \"{database}\"`"))
            }
            None => finding
                .help("name the component of the kind `database` that contains the table, or declare one"),
        });
    }
}

/// Whether a component may contain tables: stores, and kinds that may embed a database.
fn may_contain_tables(component: &Component) -> bool {
    use ComponentKind as K;
    const EMBEDDED: [&str; 9] =
        ["sqlite", "duckdb", "rocksdb", "leveldb", "lmdb", "sled", "redb", "h2", "indexeddb"];
    let kind = component.kind.value;
    let embeds = |name: &str| {
        let name = name.to_lowercase();
        EMBEDDED.iter().any(|database| name.starts_with(database))
    };
    kind.is_store()
        || matches!(kind, K::Mobile | K::Desktop | K::Cli | K::Device | K::Other)
        || component.technology.iter().any(|name| embeds(name))
}

fn has_store_inside(subject: &Subject<'_>, id: &str) -> bool {
    let graph = subject.graph();
    let parts = graph.find(id).map(|index| graph.node(index).parts.as_slice()).unwrap_or_default();
    let part = |index: usize| subject.design.components.get(&graph.node(index).id.value);
    parts.iter().any(|&index| part(index).is_some_and(|part| part.kind.value.is_store()))
}

/// The database that a component uses, if it uses exactly one.
fn used_database<'a>(subject: &Subject<'a>, component: &'a Entity<Component>) -> Option<&'a str> {
    let mut databases = component.uses.iter().map(|used| &*used.target).filter(|target| {
        let used = subject.design.components.get(target);
        used.is_some_and(|used| used.kind.value == ComponentKind::Database)
    });
    let first = databases.next()?;
    databases.all(|other| other == first).then_some(first)
}
