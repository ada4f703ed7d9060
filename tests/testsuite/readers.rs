//! What files of other formats say (`tests/interchange/readers`): a folder a case, with the files that are
//! read together and, in `says.txt`, what was read from them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mdbook_system_design::interchange::files::Files;
use mdbook_system_design::interchange::partial::{
    Auth, Decision, Extra, Partial, Payload, ShapeId, Shapes, Table, What,
};
use mdbook_system_design::interchange::{
    adr, calm, compose, ddl, mermaid, openapi, packages, protobuf, structurizr,
};
use mdbook_system_design::source::{FileId, Root, Sources, Span};
use mdbook_system_design::template::Templates;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::harness::repository;

#[test]
fn each_file_says_what_it_says() {
    for case in cases() {
        let says = case.join("says.txt");
        let expected = snapbox::Data::read_from(&says, Some(snapbox::data::DataFormat::Text)).raw();
        snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).eq(said(&case), expected);
    }
}

/// Reads the files of a case, in the format that the name of the folder begins with.
fn said(case: &Path) -> String {
    let root = Root::new(case, false);
    let mut sources = Sources::new();
    let mut ids: Vec<FileId> = Vec::new();
    for path in files(case) {
        let granted = root.named(&path).expect("inside");
        ids.push(sources.load(&granted).expect("a text"));
    }
    let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let partial = read(&name, &mut sources, &root, &ids, &templates());
    Printed { sources: &sources, out: String::new() }.print(&partial)
}

/// Reads files in the format that a name begins with.
fn read(name: &str, sources: &mut Sources, root: &Root, ids: &[FileId], templates: &Templates) -> Partial {
    let mut files = Files::new(sources, root);
    let first = *ids.first().expect("a file");
    let (format, rest) = name.split_once('-').expect("a format");
    match format {
        "openapi" => openapi::read(&mut files, first),
        "asyncapi" => openapi::channels::read(&mut files, first),
        "protobuf" => protobuf::read(&files, first),
        "compose" => compose::read(&mut files, first),
        "structurizr" => structurizr::read(&mut files, first, None),
        "calm" => calm::read(&mut files, first, None),
        "mermaid" => mermaid::file::read(&files, first, None),
        "packages" => packages::read(&mut files, ids),
        "sql" => {
            let dialect = match rest {
                "server" => "mssql",
                "oracle" | "mysql" | "sqlite" => rest,
                "migrations" | "postgres" => "postgresql",
                _ => "generic",
            };
            ddl::read(&files, ids, ddl::Dialect::named(dialect).expect("a dialect"))
        }
        "adr" => {
            let template = templates.find("system-design@1").ok().flatten().expect("a template");
            adr::read(&files, ids, template)
        }
        other => panic!("{other} is not a format"),
    }
}

fn templates() -> Templates {
    Templates::embedded(&mut Sources::new())
}

fn cases() -> Vec<PathBuf> {
    let folders = fs::read_dir(repository("tests/interchange/readers")).expect("the folder");
    let mut cases: Vec<PathBuf> = folders.flatten().map(|entry| entry.path()).collect();
    cases.sort();
    cases
}

/// The files of a case, in the order of their names.
fn files(case: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    collect(case, &mut paths);
    paths.retain(|path| !path.ends_with("says.txt"));
    paths.sort();
    paths
}

/// An edit of a text: where, how many bytes go, and what comes.
fn edit() -> impl Strategy<Value = (proptest::sample::Index, usize, String)> {
    let words = [
        "(", ")", "{", "}", "'", "\"", "$$", ";", ",", ":", "\n", "-- ", "/*", "[", "*a", "&a ", "<<: ", "ä",
        "😀", "#",
    ];
    let inserted = prop_oneof![
        proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        "[ -~]{0,6}",
        Just(String::new())
    ];
    (any::<proptest::sample::Index>(), 0..40_usize, inserted)
}

fn edited(text: &str, edits: &[(proptest::sample::Index, usize, String)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, gone, come) in edits {
        let start = at.index(chars.len() + 1);
        let end = (start + gone).min(chars.len());
        chars.splice(start..end, come.chars());
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_makes_a_reader_panic(
        case in any::<proptest::sample::Index>(),
        edits in proptest::collection::vec(edit(), 1..6),
    ) {
        static TEMPLATES: LazyLock<Templates> = LazyLock::new(templates);
        let cases = cases();
        let case = case.get(&cases);
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let root = Root::new(case, false);
        let mut sources = Sources::new();
        let mut ids = Vec::new();
        for path in files(case) {
            let text = edited(&fs::read_to_string(&path).expect("a text"), &edits);
            let shown = path.strip_prefix(case).expect("inside").to_string_lossy().into_owned();
            ids.push(sources.add(shown, text));
        }
        let partial = read(&name, &mut sources, &root, &ids, &TEMPLATES);
        // Every place is in its file.
        let _ = Printed { sources: &sources, out: String::new() }.print(&partial);
        for part in &partial.unread {
            let length = sources.get(part.span.file).text().len();
            prop_assert!(part.span.range().end <= length && !part.what.is_empty() && !part.why.is_empty());
        }
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, paths) } else { paths.push(path) }
    }
}

/// What was read, a line a thing, with the line of the file that says it.
struct Printed<'s> {
    sources: &'s Sources,
    out: String,
}

impl Printed<'_> {
    fn line(&self, span: Span) -> String {
        let source = self.sources.get(span.file);
        let name = source.path().rsplit('/').next().unwrap_or_default();
        format!("{name}:{}", source.line(span.range().start))
    }

    fn say(&mut self, span: Span, text: &str) {
        let _ = writeln!(self.out, "{} {text}", self.line(span));
    }

    fn print(mut self, partial: &Partial) -> String {
        if let Some(title) = &partial.title {
            self.say(title.span, &format!("title {}", title.value));
        }
        for element in &partial.elements {
            let kind = element.kind.map_or("-", |kind| kind.word());
            let within = element.within.as_deref().map(|key| format!(" in {key}")).unwrap_or_default();
            let group = element.group.as_deref().map(|name| format!(" with {name}")).unwrap_or_default();
            let id = element.id.as_deref().unwrap_or("-");
            let technology = element.technology.as_ref().map_or("-", |text| &text.value);
            let text = format!(
                "{:?} {} [{id}] {}: {kind}, {technology}{within}{group}",
                element.role, element.key, element.name.value
            );
            self.say(element.name.span, &text);
        }
        for one in &partial.relationships {
            let (label, protocol) = (one.label.as_deref(), one.protocol.as_deref());
            let way = if one.is_async { "~>" } else { "->" };
            let text = format!("{} {way} {}: {label:?} {protocol:?}", one.from, one.to);
            self.say(one.span, &text);
        }
        for course in &partial.courses {
            self.say(course.title.span, &format!("flow {}", course.title.value));
            for step in &course.messages {
                let way = if step.is_reply { "-->" } else { "->" };
                let _ = writeln!(self.out, "  {} {way} {}: {}", step.from, step.to, step.text);
            }
        }
        for place in &partial.places {
            let within = place.within.as_deref().map(|key| format!(" in {key}")).unwrap_or_default();
            let environment = place.environment.as_deref().unwrap_or("-");
            let text = format!(
                "place {} {}{within}: {}, {environment}, runs {:?}",
                place.key, place.name.value, place.kind, place.runs
            );
            self.say(place.name.span, &text);
        }
        if let Some(base) = &partial.base {
            let _ = writeln!(self.out, "base {base}");
        }
        for contract in &partial.contracts {
            let id = contract.id.as_ref().map_or("", |id| &id.value);
            let auth = match &contract.auth {
                Auth::Unsaid => "unsaid".to_owned(),
                Auth::None(_) => "none".to_owned(),
                Auth::Schemes(schemes) => {
                    let of = schemes.iter().map(|scheme| {
                        let optional = if scheme.is_optional { "?" } else { "" };
                        format!("{}{optional} ({})", scheme.name.value, scheme.words)
                    });
                    of.collect::<Vec<_>>().join(" or ")
                }
            };
            let summary = contract.summary.as_ref().map_or("", |text| &text.value);
            let offered = if contract.is_offered { "" } else { " (taken)" };
            let text = format!("{}{offered} [{id}] auth {auth}: {summary}", contract.endpoint.value);
            self.say(contract.endpoint.span, &text);
            for parameter in &contract.parameters {
                let meaning = parameter.meaning.as_deref().unwrap_or("-");
                self.say(parameter.name.span, &format!("  {}: {meaning}", parameter.name.value));
            }
            if let Some(body) = &contract.request {
                self.payload("  request", body, &partial.shapes);
            }
            for answer in &contract.answers {
                let meaning = answer.meaning.as_ref().map_or("", |text| &text.value);
                self.say(answer.status.span, &format!("  {} {meaning}", answer.status.value));
                if let Some(body) = &answer.body {
                    self.payload("    body", body, &partial.shapes);
                }
            }
        }
        for table in &partial.tables {
            self.table(table);
        }
        for decision in &partial.decisions {
            self.decision(decision);
        }
        for package in &partial.packages {
            self.say(package.name.span, &format!("package {} in `{}`", package.name.value, package.folder));
        }
        for need in &partial.dependencies {
            let name = |at: usize| &partial.packages[at].name.value;
            let dev = if need.is_dev { " (dev)" } else { "" };
            self.say(need.span, &format!("{} needs {}{dev}", name(need.from), name(need.to)));
        }
        for service in &partial.services {
            let version = service.version.as_deref().unwrap_or("-");
            let build = service.build.as_ref().map_or("-", |build| &build.value);
            let needs: Vec<&str> = service.needs.iter().map(|need| need.value.as_str()).collect();
            let text = format!(
                "service {}: `{}` {version}, built from {build}, needs {needs:?}",
                service.name.value, service.product
            );
            self.say(service.name.span, &text);
        }
        for part in &partial.unread {
            self.say(part.span, &format!("unread `{}`: {}; names {:?}", part.what, part.why, part.names));
        }
        for (what, count) in &partial.left_alone {
            let _ = writeln!(self.out, "left alone: {count} {what}");
        }
        self.out
    }

    fn payload(&mut self, what: &str, body: &Payload, shapes: &Shapes) {
        let shape = body.shape.map_or("?".to_owned(), |shape| shown(shapes, shape, &mut Vec::new()));
        self.say(body.span, &format!("{what} {shape}"));
        for sample in &body.samples {
            self.say(sample.span, &format!("      sample {}", sample.value));
        }
    }

    fn decision(&mut self, decision: &Decision) {
        let status = if decision.has_status { decision.status.word() } else { "not said" };
        let date = decision.date.as_ref().map_or("-", |date| &date.value);
        self.say(decision.title.span, &format!("{}: {} ({date})", decision.id, decision.title.value));
        let next = decision.superseded_by.as_ref().map(|next| format!(" by {}", next.value));
        self.say(decision.status.span, &format!("  {status}{}", next.unwrap_or_default()));
        for option in &decision.options {
            self.say(option.span, &format!("  option {}", option.value));
        }
        if let Some(chosen) = &decision.chosen {
            self.say(chosen.span, &format!("  chosen {}", chosen.value));
        }
    }

    fn table(&mut self, table: &Table) {
        let key = table.primary.as_ref().map(|key| key.value.join(", ")).unwrap_or_default();
        self.say(table.name.span, &format!("table {} ({key})", table.name.value));
        for column in &table.columns {
            let null = if column.nullable.value { " null" } else { "" };
            let unique = if column.unique.is_some() { " unique" } else { "" };
            let default =
                column.default.as_ref().map(|text| format!(" = {}", text.value)).unwrap_or_default();
            let about =
                column.description.as_ref().map(|text| format!(" -- {}", text.value)).unwrap_or_default();
            let values =
                if column.values.is_empty() { String::new() } else { format!(" {:?}", column.values) };
            let text = format!(
                "  {} {}{null}{unique}{default}{values}{about}",
                column.name.value, column.kind.value
            );
            self.say(column.name.span, &text);
        }
        for unique in &table.unique {
            self.say(unique.span, &format!("  unique ({})", unique.value.join(", ")));
        }
        for key in &table.foreign_keys {
            let (from, to) = (key.columns.join(", "), key.targets.join(", "));
            let delete = key.on_delete.as_deref().unwrap_or("-");
            self.say(key.span, &format!("  ({from}) -> {} ({to}) on delete {delete}", key.table));
        }
        for index in &table.indexes {
            let unique = if index.is_unique { "unique " } else { "" };
            let name = index.name.as_deref().unwrap_or("-");
            self.say(index.span, &format!("  {unique}index {name} ({})", index.columns.join(", ")));
        }
    }
}

fn shown(shapes: &Shapes, id: ShapeId, inside: &mut Vec<ShapeId>) -> String {
    let Some(shape) = shapes.get(id).filter(|_| !inside.contains(&id)) else { return "…".to_owned() };
    inside.push(id);
    let mut all =
        |ids: &[ShapeId]| ids.iter().map(|id| shown(shapes, *id, inside)).collect::<Vec<_>>().join(" | ");
    let text = match &shape.what {
        What::Any => "any".to_owned(),
        What::Null => "null".to_owned(),
        What::Boolean => "boolean".to_owned(),
        What::Integer => "integer".to_owned(),
        What::Number => "number".to_owned(),
        What::Text => "text".to_owned(),
        What::List(item) => format!("[{}]", item.map_or("any".to_owned(), |item| all(&[item]))),
        What::Object(fields, extra) => {
            let fields = fields.iter().map(|field| {
                let may = if field.is_required { "" } else { "?" };
                let way = match (field.is_read_only, field.is_write_only) {
                    (true, _) => "read ",
                    (_, true) => "write ",
                    _ => "",
                };
                format!("{way}{}{may}: {}", field.name.value, all(&[field.shape]))
            });
            let mut fields: Vec<String> = fields.collect();
            fields.extend((*extra == Extra::Any).then(|| "…".to_owned()));
            format!("{{ {} }}", fields.join(", "))
        }
        What::OneOf(branches) => format!("({})", all(branches)),
    };
    inside.pop();
    format!("{text}{}", if shape.is_nullable { " or null" } else { "" })
}
