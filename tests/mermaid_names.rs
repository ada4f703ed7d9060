//! Generated Mermaid with names that could break it.
//!
//! Each picture is written to `target/tmp/mermaid` (or the folder that `MERMAID_OUT` names) with a
//! list of what must be readable in it, for `tests/browser/mermaid.mjs` to draw with real Mermaid.

use std::fs;
use std::path::PathBuf;

use mdbook_system_design::diagram::mermaid::scene::{
    Architecture, Column, Element, Entities, ForeignKey, Key, Participant, Place, Relationship, Sequence,
    Shape, Step, Table,
};
use mdbook_system_design::diagram::mermaid::{
    Verdict, check, write_architecture, write_entities, write_sequence,
};

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

#[test]
fn hostile_names_are_written_for_the_browser() {
    for (at, name) in NAMES.iter().enumerate() {
        let readable = [readable(name)];
        keep(
            &format!("architecture-name-{at:02}"),
            write_architecture(&architecture(name)).as_deref(),
            &readable,
        );
        keep(&format!("sequence-name-{at:02}"), write_sequence(&sequence(name)).as_deref(), &readable);
        keep(&format!("entities-name-{at:02}"), write_entities(&entities(name)).as_deref(), &readable);
    }
}

#[test]
fn awkward_structures_are_written_for_the_browser() {
    keep(
        "architecture-nested",
        write_architecture(&nested()).as_deref(),
        &["Whole".to_owned(), "Part".to_owned()],
    );
    keep(
        "architecture-circular",
        write_architecture(&circular()).as_deref(),
        &["Hen".to_owned(), "Egg".to_owned()],
    );
    keep("architecture-bare", write_architecture(&bare()).as_deref(), &["Alone".to_owned()]);
    keep(
        "sequence-all-kinds",
        write_sequence(&all_kinds_of_steps()).as_deref(),
        &["alone".to_owned(), "later".to_owned()],
    );
    keep(
        "entities-all-kinds",
        write_entities(&all_kinds_of_keys()).as_deref(),
        &["parent".to_owned(), "child".to_owned()],
    );
}

#[test]
fn nothing_to_draw_is_no_diagram() {
    assert_eq!(write_architecture(&Architecture::default()), None);
    assert_eq!(write_sequence(&Sequence::default()), None);
    assert_eq!(write_entities(&Entities::default()), None);
    let beyond = Sequence {
        participants: vec![],
        steps: vec![Step { send: Some("x".to_owned()), ..Step::default() }],
    };
    assert_eq!(write_sequence(&beyond), None);
}

#[test]
fn an_ordinary_architecture_reads_well_as_text() {
    let mut scene = architecture("Shop");
    scene.elements[1].description = "Sells".to_owned();
    scene.elements[1].technology = vec!["Rust".to_owned()];
    scene.elements[1].kind = "service".to_owned();
    scene.relationships.truncate(1);
    let text = write_architecture(&scene).expect("a picture");
    let expected = [
        "  subgraph system[\"Shop\"]",
        "    n1[\"<b>Shop</b><br>[service#58; Rust]<br>Sells\"]",
        "  n0 -->|\"Shop<br>[Shop]\"| n1",
    ];
    for line in expected {
        assert!(text.lines().any(|found| found == line), "{line:?} in\n{text}");
    }
}

#[test]
fn an_ordinary_flow_reads_well_as_text() {
    let scene = Sequence {
        participants: vec![
            Participant { name: "Visitor".to_owned(), person: true },
            Participant { name: "Link API".to_owned(), person: false },
        ],
        steps: vec![
            step(0, 1, Some("GET /x7Kq"), Some("302 Location"), Some("cached")),
            step(1, 1, Some("counts"), None, None),
            step(1, 0, None, Some("mail"), None),
        ],
    };
    assert_eq!(
        write_sequence(&scene).as_deref(),
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
    let mut scene = all_kinds_of_keys();
    scene.tables.truncate(2);
    scene.foreign_keys.truncate(2);
    assert_eq!(
        write_entities(&scene).as_deref(),
        Some(
            "erDiagram
  t0[\"parent\"] {
    bigint id PK
    numeric(10\u{201a}2) price
  }
  t1[\"child\"] {
    bigint id PK, FK
    timestamp_with_time_zone at UK \"nullable\"
  }
  t0 ||--o| t1 : \"id\"
  t0 |o..o{ t1 : \"parent_id\"
"
        )
    );
}

/// Writes a picture and what must be readable in it, and has our own checker look at it first.
#[track_caller]
fn keep(name: &str, diagram: Option<&str>, readable: &[String]) {
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
    let element = |shape, place| Element {
        name: name.to_owned(),
        kind: name.to_owned(),
        technology: vec![name.to_owned(), name.to_owned()],
        description: name.to_owned(),
        shape,
        place,
    };
    Architecture {
        system: name.to_owned(),
        elements: vec![
            element(Shape::Person, Place::Outside),
            element(Shape::Box, Place::System),
            element(Shape::Store, Place::PartOf(5)),
            element(Shape::Queue, Place::System),
            element(Shape::Box, Place::Outside),
            element(Shape::Box, Place::System),
        ],
        relationships: vec![
            relationship(0, 1, name, false),
            relationship(1, 2, name, true),
            relationship(1, 3, name, true),
            relationship(3, 4, name, false),
            relationship(4, 5, name, false),
        ],
    }
}

fn relationship(from: usize, to: usize, name: &str, asynchronous: bool) -> Relationship {
    Relationship { from, to, label: name.to_owned(), protocol: name.to_owned(), asynchronous }
}

fn sequence(name: &str) -> Sequence {
    let participant = |person| Participant { name: name.to_owned(), person };
    Sequence {
        participants: vec![participant(true), participant(false)],
        steps: vec![step(0, 1, Some(name), Some(name), Some(name)), step(1, 1, Some(name), None, Some(name))],
    }
}

fn step(from: usize, to: usize, send: Option<&str>, reply: Option<&str>, note: Option<&str>) -> Step {
    let owned = |words: Option<&str>| words.map(str::to_owned);
    Step { from, to, send: owned(send), reply: owned(reply), note: owned(note) }
}

fn entities(name: &str) -> Entities {
    let column = |keys: &[Key], nullable| Column {
        name: name.to_owned(),
        data_type: name.to_owned(),
        keys: keys.to_vec(),
        nullable,
    };
    let table = || Table {
        name: name.to_owned(),
        columns: vec![
            column(&[Key::Primary], false),
            column(&[Key::Foreign, Key::Unique], true),
            column(&[], false),
        ],
    };
    Entities {
        tables: vec![table(), table()],
        foreign_keys: vec![foreign_key(1, 0, name), foreign_key(0, 0, name)],
    }
}

fn foreign_key(from: usize, to: usize, name: &str) -> ForeignKey {
    ForeignKey { from, to, name: name.to_owned(), nullable: false, unique: false, identifying: false }
}

fn element(name: &str, place: Place) -> Element {
    Element {
        name: name.to_owned(),
        kind: String::new(),
        technology: vec![],
        description: String::new(),
        shape: Shape::Box,
        place,
    }
}

/// Boundaries three deep, lines between wholes and their own parts, lines that lead nowhere.
fn nested() -> Architecture {
    Architecture {
        system: "System".to_owned(),
        elements: vec![
            element("Whole", Place::System),
            element("Part", Place::PartOf(0)),
            element("Detail", Place::PartOf(1)),
            element("Other", Place::System),
            element("Other part", Place::PartOf(3)),
            element("External", Place::Outside),
            element("External part", Place::PartOf(5)),
        ],
        relationships: vec![
            relationship(0, 1, "inwards", false),
            relationship(2, 0, "outwards", false),
            relationship(1, 1, "itself", false),
            relationship(3, 5, "boundary to boundary", true),
            relationship(4, 6, "part to part", false),
            relationship(5, 3, "back", false),
            relationship(0, 99, "nowhere", false),
            relationship(3, 3, "itself", false),
        ],
    }
}

fn circular() -> Architecture {
    Architecture {
        system: String::new(),
        elements: vec![
            element("Hen", Place::PartOf(1)),
            element("Egg", Place::PartOf(0)),
            element("Chick", Place::PartOf(0)),
            element("Self", Place::PartOf(3)),
            element("Lost", Place::PartOf(99)),
        ],
        relationships: vec![
            relationship(0, 1, "", false),
            relationship(1, 0, "", true),
            relationship(2, 0, "x", false),
        ],
    }
}

fn bare() -> Architecture {
    Architecture {
        system: String::new(),
        elements: vec![element("Alone", Place::Outside)],
        relationships: vec![],
    }
}

fn all_kinds_of_steps() -> Sequence {
    let names = ["A", "", "C", "D", "E", "F", "G", "H", "I", "J"];
    Sequence {
        participants: names
            .iter()
            .map(|name| Participant { name: (*name).to_owned(), person: false })
            .collect(),
        steps: vec![
            step(0, 9, Some("call"), Some("answer"), None),
            step(9, 0, None, Some("later"), None),
            step(2, 2, Some("itself"), Some("itself"), None),
            step(3, 3, None, None, Some("alone")),
            step(1, 4, None, None, Some("between")),
            step(0, 1, Some(""), Some(""), Some("")),
            step(0, 99, Some("nowhere"), None, None),
            step(0, 1, None, None, None),
        ],
    }
}

fn all_kinds_of_keys() -> Entities {
    let column = |data_type: &str, name: &str, keys: &[Key], nullable| Column {
        name: name.to_owned(),
        data_type: data_type.to_owned(),
        keys: keys.to_vec(),
        nullable,
    };
    Entities {
        tables: vec![
            Table {
                name: "parent".to_owned(),
                columns: vec![
                    column("bigint", "id", &[Key::Primary], false),
                    column("numeric(10,2)", "price", &[], false),
                ],
            },
            Table {
                name: "child".to_owned(),
                columns: vec![
                    column("bigint", "id", &[Key::Primary, Key::Foreign], false),
                    column("timestamp with time zone", "at", &[Key::Unique], true),
                ],
            },
            Table::default(),
        ],
        foreign_keys: vec![
            ForeignKey { unique: true, identifying: true, ..foreign_key(1, 0, "id") },
            ForeignKey { nullable: true, ..foreign_key(1, 0, "parent_id") },
            foreign_key(1, 1, "itself"),
            ForeignKey { unique: true, nullable: true, ..foreign_key(0, 0, "") },
            foreign_key(2, 1, ""),
            foreign_key(1, 99, "nowhere"),
        ],
    }
}
