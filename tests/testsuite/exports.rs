//! Designs in other formats (`export`): what a reader of the format finds in the files is what the design says,
//! for every design of the repository, and a design agrees with the files that were made from it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mdbook_system_design::book::Surroundings;
use mdbook_system_design::book::inspect::Target;
use mdbook_system_design::design::{Design, KeyTarget, Table, TableKind, Text};
use mdbook_system_design::diagnostic::Group;
use mdbook_system_design::interchange::export::{self, Exported};
use mdbook_system_design::interchange::files::Files;
use mdbook_system_design::interchange::partial::Partial;
use mdbook_system_design::interchange::{adr, ddl, openapi};
use mdbook_system_design::source::{FileId, Overlay, Root, Sources};
use mdbook_system_design::template::Templates;
use serde_json::Value;

use crate::builds::payloads::MARK;
use crate::harness::{read, repository, write};

/// A design of the repository, and its file.
struct Known {
    path: PathBuf,
    text: String,
    design: Arc<Design>,
}

fn known(path: PathBuf, text: String) -> Option<Known> {
    let mut session = Surroundings::at(path.parent()?).session;
    let file = session.sources.add(path.to_string_lossy(), text.as_str());
    session.open(file);
    let design = session.check().swap_remove(&file)?.design?;
    Some(Known { path, text, design })
}

/// Every design of the repository that is a file of its own.
fn designs() -> Vec<Known> {
    let mut all = Vec::new();
    for folder in ["tests/designs", "tests/systems", "tests/sources/lockers", "book-example/designs"] {
        for entry in std::fs::read_dir(repository(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let text = std::fs::read_to_string(&path).expect("a text");
                all.extend(known(path, text).filter(|it| it.text.contains("[design]")));
            }
        }
    }
    assert!(all.len() > 10, "{}", all.len());
    all.sort_by(|one, other| one.path.cmp(&other.path));
    all
}

/// What a reader finds in files.
#[track_caller]
fn found(exported: &Exported, read: impl Fn(&mut Files<'_>, &[FileId]) -> Partial) -> Partial {
    let mut sources = Sources::new();
    let root = Root::new(Path::new("."), false);
    let ids: Vec<FileId> =
        exported.files.iter().map(|file| sources.add(file.name.as_str(), file.text.as_str())).collect();
    let partial = read(&mut Files::new(&mut sources, &root), &ids);
    let text: String = exported.files.iter().map(|file| file.text.as_str()).collect();
    assert!(partial.unread.is_empty(), "{:#?}\n{text}", partial.unread);
    partial
}

fn said(text: Option<&Text>) -> Option<String> {
    text.filter(|text| text.is_given() && !text.not_applicable).map(|text| text.value.trim().to_owned())
}

#[test]
fn sql_holds_the_tables() {
    let mut count = 0;
    for Known { path, design, .. } in designs() {
        let exported = export::sql(&design);
        let partial = found(&exported, |files, ids| {
            ddl::read(files, ids, ddl::Dialect::named("postgresql").expect("known"))
        });
        let tables: Vec<_> = design
            .tables
            .iter()
            .filter(|table| table.kind() == TableKind::Table && !table.columns.value.is_empty())
            .collect();
        let ours: Vec<String> = tables.iter().map(|table| of_design(&table.id.value, table)).collect();
        let theirs: Vec<String> = partial.tables.iter().map(of_file).collect();
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours, theirs, "{}", path.display());
        }
        assert_eq!(ours.len(), theirs.len(), "{}", path.display());
        count += tables.len();
    }
    assert!(count > 20, "{count}");
}

/// What SQL can hold of a table.
fn of_design(name: &str, table: &Table) -> String {
    let mut out = format!("{name}: {:?}\n", said(table.description.as_ref()));
    for column in &table.columns.value {
        let kind = column.kind.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let default = column.default.as_ref().map(|default| plain(default));
        let check = column.check.as_ref().map(|check| check.value.as_str());
        let description = said(column.description.as_ref());
        let is_empty = column.nullable && !column.is_primary();
        _ = writeln!(
            out,
            "{} {kind} key={} null={is_empty} unique={} default={default:?} check={check:?} {description:?}",
            column.name.value,
            column.is_primary(),
            column.unique || has_unique_index(table, &column.name.value),
        );
    }
    for key in table.keys() {
        if let KeyTarget::Columns { table, columns } = &key.target {
            let own: Vec<&str> = key.columns.iter().map(|column| column.value.as_str()).collect();
            _ = writeln!(out, "{own:?} -> {table}{columns:?}");
        }
    }
    for index in &table.indexes {
        let columns: Vec<&str> = index.columns.iter().map(|column| column.value.as_str()).collect();
        _ = writeln!(
            out,
            "index {columns:?} {} {:?}",
            index.unique,
            index.method.as_ref().map(|it| &it.value)
        );
    }
    out
}

fn of_file(table: &mdbook_system_design::interchange::partial::Table) -> String {
    let mut out = format!("{}: {:?}\n", table.name.value, table.description.as_ref().map(|it| &it.value));
    for column in &table.columns {
        let name = column.name.value.as_str();
        let default = column.default.as_ref().map(|default| plain(&default.value));
        let check = column.check.as_ref().map(|check| check.value.as_str());
        let description = column.description.as_ref().map(|it| it.value.clone());
        _ = writeln!(
            out,
            "{name} {} key={} null={} unique={} default={default:?} check={check:?} {description:?}",
            column.kind.value,
            table.is_primary(name),
            column.nullable.value && !table.is_primary(name),
            column.unique.is_some(),
        );
    }
    for key in &table.foreign_keys {
        _ = writeln!(out, "{:?} -> {}{:?}", key.columns, key.table, key.targets);
    }
    for index in &table.indexes {
        _ = writeln!(out, "index {:?} {} {:?}", index.columns, index.is_unique, index.method);
    }
    out
}

/// Whether the values of a column are unique by an index.
fn has_unique_index(table: &Table, column: &str) -> bool {
    table.indexes.iter().any(|index| {
        index.unique && matches!(&index.columns[..], [only] if only.value.eq_ignore_ascii_case(column))
    })
}

/// A default without the quotes that a string of SQL has.
fn plain(default: &str) -> String {
    default.trim_matches('\'').replace("''", "'")
}

#[test]
fn openapi_holds_the_contracts() {
    let mut count = 0;
    for Known { path, design, .. } in designs() {
        let exported = export::openapi(&design);
        let partial = found(&exported, |files, ids| openapi::read(files, ids[0]));
        let contracts: Vec<_> =
            design.api.iter().filter(|it| it.http().is_some() && !it.is_consumed()).collect();
        let ours: Vec<String> = contracts
            .iter()
            .map(|it| {
                let mut statuses: Vec<String> = it
                    .responses
                    .iter()
                    .map(|one| {
                        format!("{} {:?}", one.id.value, said(one.description.as_ref()).unwrap_or_default())
                    })
                    .collect();
                statuses.sort_unstable();
                let summary = said(it.description.as_ref())
                    .map(|text| text.lines().next().unwrap_or_default().to_owned());
                format!("{} {summary:?} {statuses:?}", it.id.value)
            })
            .collect();
        let theirs: Vec<String> = partial
            .contracts
            .iter()
            .map(|it| {
                let statuses: Vec<String> = it
                    .answers
                    .iter()
                    .map(|one| {
                        format!(
                            "{} {:?}",
                            one.status.value,
                            one.meaning.as_ref().map_or("", |it| it.value.as_str())
                        )
                    })
                    .collect();
                let summary = it.summary.as_ref().map(|it| it.value.clone());
                format!("{} {summary:?} {statuses:?}", it.id.as_ref().expect("an operationId").value)
            })
            .collect();
        let sorted = |mut all: Vec<String>| {
            all.sort_unstable();
            all
        };
        assert_eq!(sorted(ours), sorted(theirs), "{}\n{}", path.display(), exported.files[0].text);
        count += contracts.len();
    }
    assert!(count > 20, "{count}");
}

#[test]
fn madr_holds_the_decisions() {
    let mut sources = Sources::new();
    let templates = Templates::embedded(&mut sources);
    let template = templates.find("system-design@1").ok().flatten().expect("a template");
    let mut count = 0;
    for Known { path, design, .. } in designs() {
        let exported = export::madr(&design);
        let partial = found(&exported, |files, ids| adr::read(files, ids, template));
        assert_eq!(partial.decisions.len(), design.decisions.len(), "{}", path.display());
        for (theirs, (ours, file)) in
            partial.decisions.iter().zip(design.decisions.iter().zip(&exported.files))
        {
            let title = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let options: Vec<String> = ours.options.iter().map(|it| title(&it.title)).collect();
            let chosen = ours.chosen_option().map(|it| title(&it.title));
            assert_eq!(theirs.title.value, title(&ours.title), "{}", file.text);
            assert_eq!(theirs.status.value, ours.status(), "{}", file.text);
            assert_eq!(
                theirs.date.as_ref().map(|it| it.value.clone()),
                ours.date.as_ref().map(|it| it.value.to_string()),
                "{}",
                file.text
            );
            assert_eq!(
                theirs.options.iter().map(|it| it.value.clone()).collect::<Vec<_>>(),
                options,
                "{}",
                file.text
            );
            assert_eq!(theirs.chosen.as_ref().map(|it| it.value.clone()), chosen, "{}", file.text);
            if ours.id.value.starts_with("ADR-") {
                assert_eq!(theirs.id, ours.id.value, "{}", file.name);
                assert_eq!(
                    theirs.superseded_by.as_ref().map(|it| it.value.as_str()),
                    ours.superseded_by.as_deref(),
                    "{}",
                    file.text
                );
            }
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn a_design_agrees_with_its_own_files() {
    let mut count = 0;
    for Known { path, text, design } in designs() {
        if design.repository.is_some() {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| write(&folder.path().join(name), text);
        put(
            "book.toml",
            "[book]\n[preprocessor.system-design.rules]\ncontract-drift = \"warn\"\ntable-drift = \"warn\"\ndecision-drift = \"warn\"\nunreadable-source = \"warn\"\n",
        );
        put("src/SUMMARY.md", "- [C](c.md)\n");
        put("src/c.md", "# C\n");
        // Texts that it takes from files are beside it.
        copy(path.parent().expect("a folder"), &folder.path().join("designs"));
        let mut sources = String::from("\n[sources]\n");
        for (exported, key, at) in [
            (export::openapi(&design), "api", "openapi.json"),
            (export::sql(&design), "tables", "schema.sql"),
            (export::madr(&design), "decisions", "adr/*.md"),
        ] {
            let below = if key == "decisions" { "made/adr" } else { "made" };
            for file in &exported.files {
                put(&format!("{below}/{}", file.name), &file.text);
            }
            if !exported.files.is_empty() {
                _ = writeln!(sources, "{key} = \"made/{at}\"");
            }
        }
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        put(&format!("designs/{name}"), &format!("{text}{sources}"));
        let design = folder.path().join("designs").join(&name);
        let targets = Target::named(&[design]).expect("a design");
        for target in targets {
            let target = target.with_project(Some(folder.path()));
            let found = target.inspect(&Overlay::default()).expect("a design");
            let of_sources = found.report.findings.iter().filter(|it| it.rule.group == Group::Sources);
            let said: Vec<_> = of_sources.map(|it| format!("{} {}", it.rule.code, it.message)).collect();
            assert!(said.is_empty(), "{}: {said:#?}\n{sources}", path.display());
            count += 1;
        }
    }
    assert!(count > 8, "{count}");
}

#[test]
fn every_key_and_hostile_text_is_written_in_every_format() {
    for words in ["words", "a'b\\\"c\\\\'; -- /* */\\n\\n# d: {\\n---\\n</script>", "Ünï…"] {
        let text = read("tests/hostile/every-field.toml").replace(MARK, words);
        let Known { design, .. } =
            known(repository("tests/designs/every-field.toml"), text).expect("a design");
        let with_json = [
            export::openapi(&design),
            export::structurizr(&design),
            export::calm(&design),
            export::needs(&design),
        ];
        for file in with_json.iter().flat_map(|exported| &exported.files) {
            serde_json::from_str::<serde_json::Value>(&file.text).expect("JSON");
        }
        found(&export::sql(&design), |files, ids| ddl::read(files, ids, ddl::Dialect::default()));
        for exported in [export::madr(&design), export::backstage(&design), export::likec4(&design)] {
            assert!(!exported.files.is_empty());
            for file in &exported.files {
                assert!(!file.name.contains(['/', '\\']) && file.text.ends_with('\n'), "{}", file.name);
            }
        }
    }
}

/// The values of a key wherever it is, in the order of the file.
fn all<'v>(value: &'v Value, key: &str, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                if name == key {
                    found.extend(value.as_str());
                }
                all(value, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| all(item, key, found)),
        _ => {}
    }
}

fn values<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    let mut found = Vec::new();
    all(value, key, &mut found);
    found
}

#[track_caller]
fn json(exported: &Exported) -> Value {
    serde_json::from_str(&exported.files[0].text).expect("JSON")
}

#[track_caller]
fn assert_once(mut ids: Vec<&str>, path: &Path) {
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(count, ids.len(), "{}: {ids:?}", path.display());
}

#[test]
fn what_structurizr_names_is_in_its_model() {
    let mut count = 0;
    for Known { path, design, .. } in designs() {
        let workspace = json(&export::structurizr(&design));
        let ids = values(&workspace["model"], "id");
        let elements: Vec<&str> = ids.iter().copied().filter(|id| id.parse::<u32>().is_ok()).collect();
        assert_once(elements.clone(), &path);
        for key in ["sourceId", "destinationId", "containerId", "linkedRelationshipId"] {
            for id in values(&workspace["model"], key) {
                assert!(elements.contains(&id), "{}: {key} {id}", path.display());
            }
        }
        let views = &workspace["views"];
        for key in ["id", "softwareSystemId", "containerId", "elementId"] {
            for id in values(views, key) {
                assert!(elements.contains(&id), "{}: {key} {id}", path.display());
                count += 1;
            }
        }
        assert_once(values(views, "key"), &path);
    }
    assert!(count > 200, "{count}");
}

#[test]
fn what_calm_names_is_in_its_nodes() {
    const KINDS: [&str; 4] = ["interacts", "connects", "deployed-in", "composed-of"];
    const PROTOCOLS: [&str; 12] = [
        "HTTP",
        "HTTPS",
        "FTP",
        "SFTP",
        "JDBC",
        "WebSocket",
        "SocketIO",
        "LDAP",
        "AMQP",
        "TLS",
        "mTLS",
        "TCP",
    ];
    for Known { path, design, .. } in designs() {
        let document = json(&export::calm(&design));
        let of = |key: &str| document[key].as_array().cloned().unwrap_or_default();
        let id = |value: &Value| value["unique-id"].as_str().expect("an id").to_owned();
        let nodes: Vec<String> = of("nodes").iter().map(id).collect();
        assert_once(nodes.iter().map(String::as_str).collect(), &path);
        for node in of("nodes") {
            assert!(["node-type", "name", "description"].iter().all(|key| node[key].is_string()), "{node}");
        }
        let relationships: Vec<String> = of("relationships").iter().map(id).collect();
        assert_once(relationships.iter().map(String::as_str).collect(), &path);
        for relationship in of("relationships") {
            let kind = relationship["relationship-type"].as_object().expect("a kind").clone();
            let (name, ends) = kind.iter().next().expect("a kind");
            assert!(kind.len() == 1 && KINDS.contains(&name.as_str()), "{relationship}");
            let listed = ends["nodes"].as_array().cloned().unwrap_or_default();
            let named = [values(ends, "node"), values(ends, "actor"), values(ends, "container")].concat();
            for end in named.into_iter().chain(listed.iter().filter_map(Value::as_str)) {
                assert!(nodes.iter().any(|node| node == end), "{}: {end}", path.display());
            }
            let protocol = relationship["protocol"].as_str();
            assert!(protocol.is_none_or(|protocol| PROTOCOLS.contains(&protocol)), "{relationship}");
        }
        for flow in of("flows") {
            let named = values(&flow["transitions"], "relationship-unique-id");
            assert!(
                !named.is_empty() && named.iter().all(|id| relationships.iter().any(|it| it == id)),
                "{flow}"
            );
        }
    }
}

#[test]
fn needs_link_to_needs() {
    for Known { path, design, .. } in designs() {
        let document = json(&export::needs(&design));
        let version = document["current_version"].as_str().expect("a version");
        let needs = document["versions"][version]["needs"].as_object().expect("needs");
        for (id, need) in needs {
            assert_eq!(need["id"].as_str(), Some(id.as_str()));
            for link in need["links"].as_array().expect("a list") {
                let known = link.as_str().and_then(|link| needs.get(link));
                assert_eq!(
                    known.map(|need| &need["type"]),
                    Some(&"req".into()),
                    "{}: {link}",
                    path.display()
                );
            }
        }
    }
}

/// Copies files that are not large.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else if path.extension().is_none_or(|ending| ending != "toml") {
            write(&target, &std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}
