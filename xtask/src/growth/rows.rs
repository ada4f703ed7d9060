//! The inputs of `cargo xtask growth`.

use std::fmt::Write as _;
use std::path::Path;

/// Something whose cost is counted at one size and at twice that size.
pub(super) struct Row {
    /// Begins with `block KIND:`, `view NAME:` or `command NAME:` where it is that of one.
    pub(super) name: &'static str,
    pub(super) size: usize,
    pub(super) input: Input,
    /// What the program is called with, in the folder of the input; nothing for a build.
    pub(super) arguments: &'static [&'static str],
    pub(super) grows: Grows,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grows {
    Linearly,
    /// It is a picture: below a ceiling.
    Picture,
}

type Body = fn(usize) -> String;

#[derive(Clone, Copy)]
pub(super) enum Input {
    /// The text of `a.toml` after its head.
    Design(Body),
    /// The same in a book, and the text of the chapter.
    Book(Body, Body),
    /// A file with this name.
    File(&'static str, Body),
}

pub(super) const HEAD: &str =
    "template = \"system-design@1\"\n[design]\ntitle = \"P\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";

const CHECK: &[&str] = &["check", "a.toml"];
const RENDER: &[&str] = &["render", "a.toml"];
const DIAGRAM: &[&str] = &["diagram", "a.toml"];

const fn row(name: &'static str, size: usize, body: Body, arguments: &'static [&'static str]) -> Row {
    Row { name, size, input: Input::Design(body), arguments, grows: Grows::Linearly }
}

const fn picture(name: &'static str, size: usize, body: Body, arguments: &'static [&'static str]) -> Row {
    Row { name, size, input: Input::Design(body), arguments, grows: Grows::Picture }
}

const fn text(name: &'static str, size: usize, body: Body) -> Row {
    row(name, size, body, RENDER)
}

pub(super) const ROWS: &[Row] = &[
    row("block prose: paragraphs", 400, prose, RENDER),
    row("block facts: statements", 400, facts, RENDER),
    row("block entries: terms", 400, entries, RENDER),
    row("block diagram: flows", 100, flows, RENDER),
    row("block requirements: with tests", 200, requirements, RENDER),
    row("block technologies: names", 400, technologies, RENDER),
    row("block integrations: systems", 200, integrations, RENDER),
    row("block components: in a chain", 200, components, RENDER),
    row("block tree: files", 800, files, RENDER),
    row("block api: contracts", 200, contracts, RENDER),
    row("block models: fields", 200, models, RENDER),
    row("block tables: in a chain", 200, tables, RENDER),
    row("block decisions: options", 200, decisions, RENDER),
    row("block risks: of one design", 300, risks, RENDER),
    row("block tests: of one requirement", 400, tests, RENDER),
    picture("view architecture: components in a chain", 300, components, DIAGRAM),
    picture("view architecture: as many boxes and lines as a file may have", 100, spread, DIAGRAM),
    picture("view architecture: a line from each box to each other", 20, crowd, DIAGRAM),
    picture("view architecture: a box with all others around it", 100, hub, DIAGRAM),
    picture("view architecture: groups in groups", 100, groups, DIAGRAM),
    picture("view architecture: as many as a picture in a page may have", 40, spread, DIAGRAM),
    picture("view context: integrations", 100, integrations, &["diagram", "a.toml", "--view", "context"]),
    picture("view component:ID: a hub", 100, hub, &["diagram", "a.toml", "--view", "component:hub"]),
    row(
        "view data-flow: flows",
        100,
        flows,
        &["diagram", "a.toml", "--view", "flow:f1", "--format", "mermaid"],
    ),
    picture("view flow:ID: steps", 80, steps, &["diagram", "a.toml", "--view", "flow:f"]),
    picture("view tables: in a chain", 40, tables, &["diagram", "a.toml", "--view", "tables"]),
    picture("view tables: two keys each", 40, keys, &["diagram", "a.toml", "--view", "tables"]),
    picture(
        "view tables:COMPONENT: as many as one may own",
        40,
        owned,
        &["diagram", "a.toml", "--view", "tables:c0"],
    ),
    picture("view tables: far too many", 600, keys, &["diagram", "a.toml", "--view", "tables"]),
    picture("view deployment: nodes", 50, nodes, &["diagram", "a.toml", "--view", "deployment"]),
    picture(
        "view deployment:ENVIRONMENT: nodes",
        50,
        nodes,
        &["diagram", "a.toml", "--view", "deployment:production"],
    ),
    picture("view coverage: requirements", 50, requirements, &["diagram", "a.toml", "--view", "coverage"]),
    picture(
        "view coverage-graph: requirements",
        50,
        requirements,
        &["diagram", "a.toml", "--view", "coverage-graph"],
    ),
    picture("view changes: of nothing", 100, components, &["diagram", "a.toml", "--against", "a.toml"]),
    picture(
        "view neighbours: integrations",
        100,
        integrations,
        &["diagram", "a.toml", "--view", "neighbours"],
    ),
    row("command check: components", 200, components, CHECK),
    row("command render: everything", 60, everything, RENDER),
    row("command diagram: Mermaid", 400, components, &["diagram", "a.toml", "--format", "mermaid"]),
    row("command diff: with itself", 200, everything, &["diff", "a.toml", "a.toml"]),
    row("command impact: contracts", 200, contracts, &["impact", "a.toml"]),
    row("command show: a requirement", 200, requirements, &["show", "a.toml", "R1"]),
    row("command next: components", 200, components, &["next", "a.toml"]),
    row("command bump: a copy", 200, components, &["bump", "a.toml", "--dry-run"]),
    row("command export: a model", 200, everything, &["export", "a.toml"]),
    Row {
        name: "command import: requirements",
        size: 200,
        input: Input::File("a.md", document),
        arguments: &["import", "a.md"],
        grows: Grows::Linearly,
    },
    Row {
        name: "import: sections that nothing knows",
        size: 200,
        input: Input::File("a.md", sections),
        arguments: &["import", "a.md"],
        grows: Grows::Linearly,
    },
    Row {
        name: "import: bullets in bullets",
        size: 200,
        input: Input::File("a.md", bullets),
        arguments: &["import", "a.md"],
        grows: Grows::Linearly,
    },
    text("text: quotes in quotes", 400, |n| noted(&format!("{}x", "> ".repeat(n)))),
    text("text: lists in lists", 400, |n| noted(&format!("{}x", "- ".repeat(n)))),
    text("text: emphasis that never closes", 1000, |n| noted(&"*a_ ".repeat(n))),
    text("text: a list with marks", 400, |n| {
        noted(&lines(n, |i| format!("* item {i} with **bold** and a * star")))
    }),
    text("text: a table", 400, |n| {
        noted(&format!("| a | b |\n|---|---|\n{}", lines(n, |i| format!("| {i} | x |"))))
    }),
    text("text: code", 800, |n| noted(&format!("```text\n{}\n```", lines(n, |i| format!("line {i}"))))),
    row("findings: unknown keys", 400, unknown_keys, CHECK),
    row("findings: misspelt ids", 150, misspelt, CHECK),
    row("findings: mistakes of syntax", 400, |n| "x = = 1\n".repeat(n), CHECK),
    row("findings: on one long line", 200, one_line, CHECK),
    Row {
        name: "book: directives in a chapter",
        size: 40,
        input: Input::Book(
            |_| requirements(3),
            |n| section("<<#system-design /designs/a.toml section=requirements>>", n),
        ),
        arguments: &[],
        grows: Grows::Linearly,
    },
    Row {
        name: "book: marker-like text on one line",
        size: 400,
        input: Input::Book(|_| String::new(), |n| format!("# A\n\n{}\n", "<<#system-design ".repeat(n))),
        arguments: &[],
        grows: Grows::Linearly,
    },
    Row {
        name: "book: a long chapter",
        size: 2000,
        input: Input::Book(
            |_| requirements(3),
            |n| {
                format!(
                    "# A\n\n<<#system-design /designs/a.toml>>\n\n{}",
                    "Some *words* and `code`.\n\n".repeat(n)
                )
            },
        ),
        arguments: &[],
        grows: Grows::Linearly,
    },
];

/// What mdBook sends of a book of one chapter.
pub(super) fn book(folder: &Path, chapter: &str) -> String {
    let root = folder.to_string_lossy();
    let content = chapter.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!(
        "[{{\"root\":\"{root}\",\"config\":{{\"book\":{{\"title\":\"B\"}},\"preprocessor\":{{\"system-design\":\
         {{\"fail-on\":\"never\",\"diagrams\":\"mermaid\"}}}}}},\"renderer\":\"html\",\"mdbook_version\":\"0.5.4\"}},\
         {{\"items\":[{{\"Chapter\":{{\"name\":\"A\",\"content\":\"{content}\",\"number\":[1],\"sub_items\":[],\
         \"path\":\"a.md\",\"source_path\":\"a.md\",\"parent_names\":[]}}}}]}}]"
    )
}

fn each(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

fn lines(n: usize, one: impl Fn(usize) -> String) -> String {
    each(n, |i| one(i) + "\n")
}

fn section(directive: &str, n: usize) -> String {
    format!("# A\n\n{}", format!("{directive}\n\n").repeat(n))
}

fn noted(text: &str) -> String {
    format!("[notes]\nsecurity = '''\n{text}\n'''\n")
}

fn prose(n: usize) -> String {
    noted(&each(n, |i| format!("Paragraph {i} of *some* text cites [a page](a{i}.md).\n\n")))
}

fn facts(n: usize) -> String {
    let list = each(n, |i| format!("\"Statement {i} holds.\", "));
    format!("[security]\nauthentication = [{list}]\n")
}

fn entries(n: usize) -> String {
    format!("[glossary]\n{}", lines(n, |i| format!("term-{i} = \"The meaning number {i}\"")))
}

fn component(i: usize) -> String {
    format!("[components.c{i}]\nname = \"Part {i}\"\nkind = \"service\"\n")
}

fn components(n: usize) -> String {
    each(n, |i| {
        let uses =
            if i + 1 < n { format!("uses = {{ c{} = \"Calls {i}\" }}\n", i + 1) } else { String::new() };
        component(i) + &uses
    })
}

fn hub(n: usize) -> String {
    let uses = lines(n, |i| format!("c{i} = \"Calls {i}\""));
    format!(
        "[components.hub]\nname = \"Hub\"\nkind = \"service\"\n[components.hub.uses]\n{uses}{}",
        each(n, component)
    )
}

/// Two relationships from each component, to any others.
fn spread(n: usize) -> String {
    let mut dice = 7_usize;
    let mut other = |i: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (i + 1 + (dice >> 33) % (n.max(3) - 1)) % n.max(3)
    };
    let mut out = String::new();
    for i in 0..n {
        let (one, two) = (other(i), other(i));
        let two = if one == two { String::new() } else { format!(", c{two} = \"Calls {i} {two}\"") };
        _ = writeln!(out, "{}uses = {{ c{one} = \"Calls {i} {one}\"{two} }}", component(i));
    }
    out
}

/// A relationship from each component to each that comes after it.
fn crowd(n: usize) -> String {
    each(n, |i| {
        let uses: Vec<String> = (i + 1..n).map(|k| format!("c{k} = \"Calls {i} {k}\"")).collect();
        format!("{}uses = {{ {} }}\n", component(i), uses.join(", "))
    })
}

/// A binary tree of components, each part of the one above it and with a relationship to the next one.
fn groups(n: usize) -> String {
    each(n, |i| {
        let whole = if i > 0 { format!("part-of = \"c{}\"\n", (i - 1) / 2) } else { String::new() };
        let uses =
            if i + 1 < n { format!("uses = {{ c{} = \"Calls {i}\" }}\n", i + 1) } else { String::new() };
        component(i) + &whole + &uses
    })
}

/// A component with the same tables.
fn owned(n: usize) -> String {
    let owner = "component = \"c0\"\ncolumns = ";
    component(0) + &keys(n).replace("columns = ", owner)
}

/// Tables with two foreign keys each.
fn keys(n: usize) -> String {
    each(n, |i| {
        let [one, two] = [(i * 7 + 3) % n, (i * 13 + 5) % n];
        format!(
            "[tables.t{i}]\ncolumns = [{{ name = \"id\", type = \"uuid\", key = \"primary\" }}, \
             {{ name = \"a\", type = \"uuid\", references = \"t{one}.id\" }}, \
             {{ name = \"b\", type = \"uuid\", references = \"t{two}.id\" }}]\n"
        )
    })
}

fn flows(n: usize) -> String {
    let flow = |i: usize| {
        format!(
            "[flows.f{i}]\ntitle = \"Flow {i}\"\nsteps = [{{ from = \"c0\", to = \"c1\", send = \"Step {i}\" }}]\n"
        )
    };
    each(2, component) + &each(n, flow)
}

fn steps(n: usize) -> String {
    let step =
        |i: usize| format!("{{ from = \"c{}\", to = \"c{}\", send = \"Step {i}\" }}, ", i % 6, (i + 1) % 6);
    format!("{}[flows.f]\ntitle = \"F\"\nsteps = [{}]\n", each(6, component), each(n, step))
}

fn requirements(n: usize) -> String {
    let one = |i: usize| {
        format!("[requirements.R{i}]\ncategory = \"Group {}\"\ntext = \"Item {i} is kept.\"\n", i % 9)
    };
    let test = |i: usize| {
        format!("[tests.T{i}]\ntitle = \"Item {i} holds\"\nlevel = \"unit\"\nverifies = [\"R{i}\"]\n")
    };
    each(n, one) + &each(n, test)
}

fn technologies(n: usize) -> String {
    format!("[technologies]\n{}", lines(n, |i| format!("Tool-{i} = \"Does {i}\"")))
}

fn integrations(n: usize) -> String {
    component(0)
        + &each(n, |i| format!("[integrations.i{i}]\nname = \"System {i}\"\npurpose = \"Gives {i}\"\n"))
}

fn files(n: usize) -> String {
    let file = |i: usize| format!("\"src/d{}/e{}/f{i}.rs\" = \"File {i}\"", i % 40, i % 7);
    component(0) + "[components.c0.files]\n" + &lines(n, file)
}

fn contracts(n: usize) -> String {
    let one = |i: usize| {
        format!(
            "[api.a{i}]\nendpoint = \"GET /v1/items{i}\"\ncomponent = \"c0\"\ndescription = \"Gives {i}\"\n"
        )
    };
    component(0) + &each(n, one)
}

fn models(n: usize) -> String {
    each(n, |i| {
        format!("[models.m{i}]\nname = \"Model {i}\"\nfields = [{{ name = \"id\", type = \"string\" }}]\n")
    })
}

fn tables(n: usize) -> String {
    each(n, |i| {
        let key = if i > 0 {
            format!(", {{ name = \"a\", type = \"uuid\", references = \"t{}.id\" }}", i - 1)
        } else {
            String::new()
        };
        format!("[tables.t{i}]\ncolumns = [{{ name = \"id\", type = \"uuid\", key = \"primary\" }}{key}]\n")
    })
}

fn decisions(n: usize) -> String {
    each(n, |i| {
        format!(
            "[decisions.D{i}]\ntitle = \"Choice {i}\"\nstatus = \"accepted\"\ndate = 2026-01-02\n\
             context = \"There were {i} ways.\"\nchosen = \"a\"\nrationale = \"The way {i} is short.\"\n\
             [decisions.D{i}.options]\na = {{ title = \"Way a{i}\" }}\nb = {{ title = \"Way b{i}\" }}\n"
        )
    })
}

fn risks(n: usize) -> String {
    each(n, |i| format!("[risks.K{i}]\ntitle = \"Risk {i}\"\nmitigation = \"Care {i}\"\n"))
}

fn tests(n: usize) -> String {
    let one =
        |i: usize| format!("[tests.T{i}]\ntitle = \"Case {i}\"\nlevel = \"unit\"\nverifies = [\"R1\"]\n");
    "[requirements.R1]\ncategory = \"C\"\ntext = \"A stays.\"\n".to_owned() + &each(n, one)
}

fn nodes(n: usize) -> String {
    let one = |i: usize| {
        format!("[nodes.n{i}]\nname = \"Node {i}\"\nenvironment = \"production\"\nruns = [\"c{i}\"]\n")
    };
    each(n, component) + &each(n, one)
}

fn everything(n: usize) -> String {
    [requirements(n), tables(n), decisions(n), components(n), models(n)].concat()
}

fn unknown_keys(n: usize) -> String {
    "[security]\n".to_owned() + &lines(n, |i| format!("key-number-{i} = \"x\""))
}

fn misspelt(n: usize) -> String {
    let one = |i: usize| format!("[requirements.R-item-{i}]\ncategory = \"C\"\ntext = \"Item {i} stays.\"\n");
    let cited = each(n, |i| format!("\"R-itme-{i}\", "));
    each(n, one) + &component(0) + &format!("satisfies = [{cited}]\n")
}

fn one_line(n: usize) -> String {
    component(0) + &format!("satisfies = [{}]\n", each(n, |i| format!("\"Unknown-{i}\", ")))
}

fn document(n: usize) -> String {
    let head = "# SYSTEM_DESIGN.md: P\n\n## 1. Executive Summary\n\nText.\n\n## 2. Requirements Analysis Summary\n\n\
                ### Key Requirements Identified\n";
    head.to_owned() + &lines(n, |i| format!("*   **Group {i}**: Item {i} is kept."))
}

fn sections(n: usize) -> String {
    "# P\n\n".to_owned()
        + &each(n, |i| {
            format!("## Chapter {i}\n\nSome words about {i}.\n\n| a | b |\n|---|---|\n| {i} | x |\n\n")
        })
}

fn bullets(n: usize) -> String {
    let head = "# P\n\n## 4. Low-Level Design (LLD)\n\n### Component Structure Details\n\n";
    head.to_owned() + &each(n, |i| format!("{}* item {i}\n", "  ".repeat(i.min(40))))
}
