//! Generated Mermaid with names that could break it.
//!
//! Each picture is written to `target/tmp/mermaid` (or the folder that `MERMAID_OUT` names) with a list of
//! the texts that must be readable in it, for `tests/browser/mermaid.mjs` to draw with real Mermaid.

use std::fs;
use std::path::PathBuf;

use mdbook_system_design::diagram::architecture::{Architecture, Element, Relation, Role};
use mdbook_system_design::diagram::flow::{Event, EventKind, Flow, Participant};
use mdbook_system_design::diagram::mark::{Legend, Mark};
use mdbook_system_design::diagram::mermaid::{Verdict, check, write};
use mdbook_system_design::diagram::picture::Shape;
use mdbook_system_design::diagram::tables::{Column, Reference, TableBox, Tables};

const NAMES: &[&str] = &[
    "Link API",
    "say \"hello\"",
    "it's 'quoted'",
    "[brackets]",
    "(round) {curly} <angle>",
    "a, b; c: d",
    "end",
    "End of the line",
    "subgraph",
    "graph TD",
    "class style click",
    "#",
    "C# and F#",
    "#35; #quot; #amp;",
    "&amp; &lt;b&gt; &",
    "%% no comment",
    "50 %",
    "%%{init: {}}%%",
    "`backticks`",
    "**bold** _italic_ ~~gone~~",
    "__init__.py",
    "snake_case_name",
    "a|b||c",
    "first line\nsecond line",
    "tab\there",
    "a\u{a0}hard space",
    "1st",
    "1. first",
    "- item",
    "+ plus * star",
    "# heading",
    "> quote",
    "42",
    "Größe, Übung, ß",
    "東京のデータ",
    "Привет",
    "مرحبا",
    "🚀 rocket 👩‍💻",
    "ﬂ°°34¶ß",
    "°C and ¶",
    "<b>bold</b><br>break",
    "<script>alert(1)</script>",
    "</b></div>",
    "back\\slash \\n",
    "https://example.org/a?b=c&d=#e",
    "www.example.org",
    "me@example.org",
    "fa:fa-car",
    "$$x^2$$ $HOME",
    "a --> b",
    "a ->> b: c",
    "==> <-- ~~~",
    "Note over A: x",
    "title: x",
    "lifestyle:\"x\" style:#f00;",
    "classDef x:#f00;",
    "wrap: no",
    "loop",
    "PK",
    "fk id",
    "uk-2",
    "numeric(10,2)",
    "timestamp with time zone",
    "varchar(32)[]",
    "enum('a','b')",
    "double precision",
    "map<string, list<int>>",
    "A~B~",
    "schema.type",
    "o{ }o ||--||",
    "null\0byte",
    "line\u{2028}separator",
    "---",
    "...",
    "_",
    "a very long name that goes on and on, so that it has to be broken somewhere in the drawing, and then goes on",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
];

/// How often a name occurs in `architecture`: in boxes, boundaries and lines. The component with parts is a boundary.
const IN_ARCHITECTURE: usize = 5 * 4 + 2 + 3 + 5 * 2;
/// How often a name occurs in `flow`: above and below the lifelines, in messages and notes.
const IN_SEQUENCE: usize = 2 * 2 + 3 + 2;
/// How often a name occurs unchanged in `tables`: at tables and foreign keys.
const IN_ENTITIES: usize = 2 + 2;

/// What random names are put together from.
const FRAGMENTS: &[&str] = &[
    "\"", "'", "`", "#", ";", ":", "%%", "&", "<", ">", "[", "]", "(", ")", "{", "}", "|", "\\", "/", "*",
    "_", "-", "--", "=", ".", "~", "^", "@", "!", "?", "$", "+", ",", " ", "\n", "a", "B", "7", "end",
    "style", "é", "ß", "¶", "ﬂ", "°", "🚀", "東", "\u{a0}", "\u{200d}", "<br>", "#35", "&lt;", "PK", "x",
    "o",
];

#[test]
fn hostile_names_are_written_for_the_browser() {
    for (at, name) in NAMES.iter().enumerate() {
        let seen = readable(name);
        keep(
            &format!("architecture-name-{at:02}"),
            write::architecture(&architecture(name)).as_deref(),
            &[(seen.clone(), IN_ARCHITECTURE)],
        );
        keep(
            &format!("change-name-{at:02}"),
            write::architecture(&changed(architecture(name))).as_deref(),
            &[(seen.clone(), IN_ARCHITECTURE)],
        );
        keep(
            &format!("sequence-name-{at:02}"),
            write::flow(&flow(name)).as_deref(),
            &[(seen.clone(), IN_SEQUENCE)],
        );
        keep(
            &format!("entities-name-{at:02}"),
            write::tables(&tables(name)).as_deref(),
            &[(seen.clone(), IN_ENTITIES)],
        );
    }
}

/// `RANDOM_NAMES=500` writes that many instead of a few.
#[test]
fn random_names_are_written_for_the_browser() {
    let count = std::env::var("RANDOM_NAMES").map_or(20, |count| count.parse().expect("a number"));
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for at in 0..count {
        let mut name = String::new();
        for _ in 0..8 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let pick = usize::try_from(random >> 33).expect("31 bits") % FRAGMENTS.len();
            name.push_str(FRAGMENTS[pick]);
        }
        let seen = readable(&name);
        keep(
            &format!("architecture-random-{at:03}"),
            write::architecture(&architecture(&name)).as_deref(),
            &[(seen.clone(), IN_ARCHITECTURE)],
        );
        keep(
            &format!("sequence-random-{at:03}"),
            write::flow(&flow(&name)).as_deref(),
            &[(seen.clone(), IN_SEQUENCE)],
        );
        keep(
            &format!("entities-random-{at:03}"),
            write::tables(&tables(&name)).as_deref(),
            &[(seen.clone(), IN_ENTITIES)],
        );
    }
}

#[test]
fn awkward_structures_are_written_for_the_browser() {
    keep(
        "architecture-nested",
        write::architecture(&nested()).as_deref(),
        &[("Whole".to_owned(), 1), ("Part".to_owned(), 1)],
    );
    keep(
        "architecture-circular",
        write::architecture(&circular()).as_deref(),
        &[("Hen".to_owned(), 1), ("Egg".to_owned(), 1)],
    );
    keep(
        "change-nested",
        write::architecture(&changed(nested())).as_deref(),
        &[("Whole (new)".to_owned(), 1), ("Part (gone)".to_owned(), 1), ("Detail (changed)".to_owned(), 1)],
    );
    keep("architecture-bare", write::architecture(&bare()).as_deref(), &[("Alone".to_owned(), 1)]);
    keep(
        "sequence-all-kinds",
        write::flow(&all_kinds_of_steps()).as_deref(),
        &[("alone".to_owned(), 1), ("later".to_owned(), 1)],
    );
    keep(
        "entities-all-kinds",
        write::tables(&all_kinds_of_keys()).as_deref(),
        &[("parent".to_owned(), 1), ("child".to_owned(), 1)],
    );
}

#[test]
fn nothing_to_draw_gives_no_diagram() {
    assert_eq!(write::architecture(&Architecture::default()), None);
    assert_eq!(write::flow(&Flow::default()), None);
    assert_eq!(write::tables(&Tables::default()), None);
    let beyond = Flow { events: vec![event(EventKind::Call, "nobody", "nobody", "x")], ..Flow::default() };
    assert_eq!(write::flow(&beyond), None);
}

#[test]
fn an_ordinary_architecture_reads_well_as_text() {
    let mut architecture = architecture("Shop");
    architecture.elements[1].description = "Sells".to_owned();
    architecture.elements[1].technology = "Rust".to_owned();
    architecture.elements[1].kind = "Service".to_owned();
    architecture.relations.truncate(1);
    let text = write::architecture(&architecture).expect("a picture");
    let expected = [
        "  subgraph system[\"Shop [Shop]\"]",
        "    n1[\"<div><b>Shop</b><br>[Service: Rust]<br>Sells</div>\"]",
        "  n0 -->|\"Shop<br>[Shop]\"| n1",
    ];
    for line in expected {
        assert!(text.lines().any(|found| found == line), "{line:?} in\n{text}");
    }
}

#[test]
fn an_ordinary_flow_reads_well_as_text() {
    let flow = Flow {
        participants: vec![
            participant("visitor", "Visitor", Shape::Person),
            participant("api", "Link API", Shape::Service),
        ],
        events: vec![
            event(EventKind::Call, "visitor", "api", "GET /x7Kq"),
            event(EventKind::Answer, "api", "visitor", "302 Location"),
            event(EventKind::Note, "visitor", "api", "cached"),
            event(EventKind::Call, "api", "api", "counts"),
            event(EventKind::Answer, "api", "visitor", "mail"),
        ],
        ..Flow::default()
    };
    assert_eq!(
        write::flow(&flow).as_deref(),
        Some(
            "sequenceDiagram
  actor p0 as Visitor
  participant p1 as Link API
  p0->>p1: GET /x7Kq
  p1-->>p0: 302 Location
  Note over p0,p1: cached
  p1->>p1: counts
  p1-->>p0: mail
"
        )
    );
}

#[test]
fn ordinary_tables_read_well_as_text() {
    let mut all = all_kinds_of_keys();
    all.tables.truncate(2);
    all.references.truncate(2);
    assert_eq!(
        write::tables(&all).as_deref(),
        Some(
            "erDiagram
  t0[\"parent\"] {
    bigint id PK
    numeric(10\u{201a}2) price
  }
  t1[\"child\"] {
    bigint id PK, FK
    timestamp_with_time_zone at UK \"nullable\"
    bigint parent_id FK \"nullable\"
  }
  t0 ||--o| t1 : \"id\"
  t0 |o..o{ t1 : \"parent_id\"
"
        )
    );
}

/// Writes a picture, and the texts that must be readable in it with their counts, after our checker has
/// accepted it.
#[track_caller]
fn keep(name: &str, diagram: Option<&str>, readable: &[(String, usize)]) {
    let diagram = diagram.unwrap_or_else(|| panic!("{name}: nothing drawn"));
    let verdict = check(diagram);
    let expected = if cfg!(feature = "mermaid") { Verdict::Valid } else { Verdict::NotChecked };
    assert_eq!(verdict, expected, "{name}:\n{diagram}");
    let folder = std::env::var_os("MERMAID_OUT")
        .map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mermaid"), PathBuf::from);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(format!("{name}.mmd")), diagram).expect("a diagram");
    let list = serde_json::to_string(readable).expect("JSON");
    fs::write(folder.join(format!("{name}.texts.json")), list).expect("a list");
}

/// What of a name can be seen: control characters cannot.
fn readable(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).collect()
}

fn architecture(name: &str) -> Architecture {
    let element = |id: &str, role, shape, part_of: Option<&str>| Element {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: name.to_owned(),
        technology: name.to_owned(),
        description: name.to_owned(),
        role,
        shape,
        part_of: part_of.map(str::to_owned),
        ..Element::default()
    };
    Architecture {
        name: name.to_owned(),
        kind: name.to_owned(),
        title: name.to_owned(),
        elements: vec![
            element("someone", Role::Person, Shape::Person, None),
            element("app", Role::Component, Shape::Service, None),
            element("store", Role::Component, Shape::Database, Some("whole")),
            element("queue", Role::Component, Shape::Queue, None),
            element("other", Role::External, Shape::External, None),
            element("whole", Role::Component, Shape::Service, None),
        ],
        relations: vec![
            relation("someone", "app", name, false),
            relation("app", "store", name, true),
            relation("app", "queue", name, true),
            relation("queue", "other", name, false),
            relation("other", "whole", name, false),
        ],
        ..Architecture::default()
    }
}

/// The same as the picture of a change, in which each mark occurs.
fn changed(mut architecture: Architecture) -> Architecture {
    let marks = [Mark::New, Mark::Gone, Mark::Changed, Mark::Same];
    let word = |word: &str| word.to_owned();
    architecture.legend = Some(Legend { new: word("new"), gone: word("gone"), changed: word("changed") });
    architecture.elements.iter_mut().zip(marks.iter().cycle()).for_each(|(one, mark)| one.mark = *mark);
    architecture.relations.iter_mut().zip(marks.iter().cycle()).for_each(|(one, mark)| one.mark = *mark);
    architecture
}

fn relation(from: &str, to: &str, name: &str, asynchronous: bool) -> Relation {
    let protocol = Some(name.to_owned());
    let (from, to, label) = (from.to_owned(), to.to_owned(), name.to_owned());
    Relation { from, to, label, protocol, asynchronous, ..Relation::default() }
}

fn flow(name: &str) -> Flow {
    Flow {
        participants: vec![participant("a", name, Shape::Person), participant("b", name, Shape::Service)],
        events: vec![
            event(EventKind::Call, "a", "b", name),
            event(EventKind::Answer, "b", "a", name),
            event(EventKind::Note, "a", "b", name),
            event(EventKind::Call, "b", "b", name),
            event(EventKind::Note, "b", "b", name),
        ],
        ..Flow::default()
    }
}

fn participant(id: &str, name: &str, shape: Shape) -> Participant {
    Participant { id: id.to_owned(), name: name.to_owned(), shape, href: None }
}

fn event(kind: EventKind, from: &str, to: &str, text: &str) -> Event {
    Event { kind, from: from.to_owned(), to: to.to_owned(), text: text.to_owned(), ..Event::default() }
}

fn tables(name: &str) -> Tables {
    let column = |primary, unique, nullable| Column {
        name: name.to_owned(),
        data_type: name.to_owned(),
        primary,
        nullable,
        unique,
    };
    let table = |id: &str| TableBox {
        id: id.to_owned(),
        name: name.to_owned(),
        columns: vec![column(true, false, false), column(false, true, true), column(false, false, false)],
        ..TableBox::default()
    };
    Tables {
        tables: vec![table("one"), table("two")],
        references: vec![reference("two", "one", name), reference("one", "one", name)],
        ..Tables::default()
    }
}

fn reference(from: &str, to: &str, column: &str) -> Reference {
    Reference {
        name: None,
        from: from.to_owned(),
        columns: vec![column.to_owned()],
        to: to.to_owned(),
        targets: Vec::new(),
    }
}

fn element(name: &str, role: Role, part_of: &str) -> Element {
    let part_of = Some(part_of.to_owned()).filter(|whole| !whole.is_empty());
    Element { id: name.to_owned(), name: name.to_owned(), role, part_of, ..Element::default() }
}

/// Boundaries three deep, lines between wholes and their own parts, lines that lead nowhere.
fn nested() -> Architecture {
    Architecture {
        name: "System".to_owned(),
        elements: vec![
            element("Whole", Role::Component, ""),
            element("Part", Role::Component, "Whole"),
            element("Detail", Role::Component, "Part"),
            element("Other", Role::Component, ""),
            element("Other part", Role::Component, "Other"),
            element("External", Role::External, "Other"),
            element("Quiet", Role::Component, ""),
            element("Quiet part", Role::Component, "Quiet"),
        ],
        relations: vec![
            relation("Whole", "Part", "inwards", false),
            relation("Detail", "Whole", "outwards", false),
            relation("Part", "Part", "itself", false),
            relation("Other", "External", "away", true),
            relation("Other part", "Quiet part", "part to part", false),
            relation("External", "Other", "back", false),
            relation("Whole", "Nobody", "nowhere", false),
            relation("Other", "Other", "itself", false),
        ],
        ..Architecture::default()
    }
}

fn circular() -> Architecture {
    Architecture {
        elements: vec![
            element("Hen", Role::Component, "Egg"),
            element("Egg", Role::Component, "Hen"),
            element("Chick", Role::Component, "Hen"),
            element("Self", Role::Component, "Self"),
            element("Lost", Role::Component, "Nobody"),
            element("Self", Role::Component, ""),
        ],
        relations: vec![
            relation("Hen", "Egg", "", false),
            relation("Egg", "Hen", "", true),
            relation("Chick", "Hen", "x", false),
        ],
        ..Architecture::default()
    }
}

fn bare() -> Architecture {
    Architecture { elements: vec![element("Alone", Role::External, "")], ..Architecture::default() }
}

fn all_kinds_of_steps() -> Flow {
    let names = ["A", "", "C", "D", "E", "F", "G", "H", "I", "J"];
    Flow {
        participants: names.iter().map(|name| participant(name, name, Shape::Service)).collect(),
        events: vec![
            event(EventKind::Call, "A", "J", "call"),
            event(EventKind::Answer, "J", "A", "later"),
            event(EventKind::Call, "C", "C", "itself"),
            event(EventKind::Answer, "C", "C", "itself"),
            event(EventKind::Note, "D", "D", "alone"),
            event(EventKind::Note, "", "E", "between"),
            event(EventKind::Note, "E", "A", "backwards"),
            event(EventKind::Call, "A", "", ""),
            event(EventKind::Note, "A", "A", ""),
            event(EventKind::Call, "A", "nobody", "nowhere"),
        ],
        ..Flow::default()
    }
}

fn all_kinds_of_keys() -> Tables {
    let column = |data_type: &str, name: &str| Column {
        name: name.to_owned(),
        data_type: data_type.to_owned(),
        ..Column::default()
    };
    let table = |name: &str, columns| TableBox {
        id: name.to_owned(),
        name: name.to_owned(),
        columns,
        ..TableBox::default()
    };
    Tables {
        tables: vec![
            table(
                "parent",
                vec![Column { primary: true, ..column("bigint", "id") }, column("numeric(10,2)", "price")],
            ),
            table(
                "child",
                vec![
                    Column { primary: true, ..column("bigint", "id") },
                    Column { nullable: true, unique: true, ..column("timestamp with time zone", "at") },
                    Column { nullable: true, ..column("bigint", "parent_id") },
                ],
            ),
            table("", vec![]),
        ],
        references: vec![
            reference("child", "parent", "id"),
            reference("child", "parent", "parent_id"),
            reference("child", "child", "at"),
            Reference { name: Some("named".to_owned()), ..reference("parent", "parent", "price") },
            reference("", "child", ""),
            reference("child", "nowhere", "id"),
        ],
        ..Tables::default()
    }
}
