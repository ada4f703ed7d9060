//! `¦` is the cursor: what comes there.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Around, Item, Sort, complete, in_chapter};
use crate::book::{Config, Session};
use crate::design::TABLES;
use crate::diagnostic::Sink;
use crate::reading::Shape;
use crate::server::names::citation::Origin;
use crate::server::names::grammar::Grammar;
use crate::server::names::index::Index;
use crate::server::names::kind::Kind;
use crate::server::names::plain::cited_by;
use crate::source::{Overlay, Sources};

/// What every design here has below what is typed.
const REST: &str = "
[design]
title = \"Shop\"
version = \"1.0.0\"
status = \"draft\"
[requirements.R1]
category = \"C\"
text = \"Sells **things**.\"
[requirements.R2]
category = \"C\"
text = \"Ships them.\"
[technologies]
Rust = \"Language\"
\"Node.js\" = \"Runtime\"
[people.buyer]
name = \"Buyer\"
[integrations.bank]
name = \"Bank\"
[components.api]
name = \"API\"
kind = \"service\"
[components.db]
name = \"Database\"
kind = \"database\"
[flows.buy]
title = \"Buying\"
[api.pay]
endpoint = \"POST /pay\"
[tables.orders]
columns = [{ name = \"id\", type = \"int\" }, { name = \"buyer\", type = \"int\" }]
[decisions.D1]
title = \"D\"
[decisions.D1.options.sql]
title = \"SQL\"
[decisions.D1.options.files]
title = \"Files\"
[nodes.host]
name = \"Host\"
kind = \"host\"
[tests.T1]
title = \"T\"
level = \"unit\"
[performance]
response-time = \"p95 < 1 s\"
";

fn items(marked: &str) -> Vec<Item> {
    let offset = marked.find('¦').expect("a cursor");
    let text = marked.replace('¦', "");
    let session = Session::new(Path::new("."), Config::default(), Sources::new(), &mut Sink::default());
    let around = Around::new(Path::new("shop.toml"), Overlay::default(), Some(&session));
    complete(&text, offset, &around)
}

fn labels(marked: &str) -> Vec<String> {
    let mut items = items(marked);
    items.retain(|item| item.sort != Sort::Section);
    items.sort_by_key(|item| item.rank);
    items.into_iter().map(|item| item.label).collect()
}

/// What comes at the cursor, all of it.
#[track_caller]
fn comes(typed: &str, expected: &str) {
    let found = labels(&format!("template = \"system-design@1\"\n{typed}\n{REST}"));
    assert_eq!(found.join(" "), expected, "{typed}");
}

/// What comes first at the cursor.
#[track_caller]
fn begins(typed: &str, expected: &str) {
    let found = labels(&format!("template = \"system-design@1\"\n{typed}\n{REST}"));
    assert!(found.join(" ").starts_with(expected), "{typed}: {found:?}");
}

/// The text after the first, or the named, thing that comes was taken.
#[track_caller]
fn becomes(typed: &str, label: &str, expected: &str) {
    let marked = format!("template = \"system-design@1\"\n{typed}\n{REST}");
    let found = items(&marked);
    let item = found.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("{label} is not there: {found:?}"));
    let mut text = marked.replace('¦', "");
    text.replace_range(item.range.clone(), &item.plain());
    let head = "template = \"system-design@1\"\n".len();
    assert_eq!(text.get(head..text.len() - REST.len() - 1), Some(expected));
}

/// Where ids may be typed, and which.
const IDS: &[(&str, &str)] = &[
    ("[components.x]\nsatisfies = [\"¦", "R1 R2"),
    ("[components.x]\nsatisfies = [\"¦\"]", "R1 R2"),
    ("[components.x]\nsatisfies = [\"R1\", \"R¦", "R1 R2"),
    ("[components.x]\nsatisfies = [¦", "R1 R2"),
    ("[components.x]\nsatisfies = ¦", "R1 R2"),
    ("[components.x]\npart-of = \"¦", "x api db"),
    ("[components.x]\npart-of = ¦", "x api db"),
    ("[components.x]\nuses.¦", "buyer api db bank"),
    ("[components.x]\nuses = { ¦", "buyer api db bank"),
    ("[components.x]\nuses = { db = \"x\", ¦ }", "buyer api bank"),
    ("[components.x.uses]\n¦", "buyer api db bank"),
    ("[components.x]\nuses.db = { contract = \"¦", "pay"),
    ("[components.x]\ntechnology = [\"¦\"]", "Rust Node.js"),
    ("[flows.x]\nsteps = [{ from = \"¦", "buyer api db bank"),
    ("[flows.x]\nsteps = [{ from = \"api\", to = \"¦\" }]", "buyer api db bank"),
    ("[[flows.x.steps]]\nfrom = \"¦", "buyer api db bank"),
    ("[flows.x]\ncovers = [\"¦", "R1 R2"),
    ("[api.x]\ncomponent = '¦", "api db bank"),
    ("[models.x]\ntable = \"¦", "orders"),
    ("[tables.x]\ncomponent = \"¦", "api db"),
    ("[tables.x]\ncolumns = [{ name = \"a\", references = \"¦", "x. orders."),
    ("[tables.x]\ncolumns = [{ name = \"a\", references = \"orders.¦", "id buyer"),
    ("[tables.x]\nforeign-keys = [{ references = \"orders(id, ¦", "id buyer"),
    ("[tables.x]\ncolumns = [{ name = \"a\" }, { name = \"b\" }]\nindexes = [{ columns = [\"¦", "a b"),
    ("[decisions.x]\naddresses = [\"¦", "R1 R2"),
    ("[decisions.x]\nchosen = \"¦\"\noptions.a.title = \"A\"\noptions.b.title = \"B\"", "a b"),
    ("[decisions.x]\nsuperseded-by = \"¦", "x D1"),
    ("[risks.x]\nconcerns = [\"¦", "R1 R2 buyer api db bank D1"),
    ("[nodes.x]\npart-of = \"¦", "x host"),
    ("[nodes.x]\nruns = [\"¦", "api db"),
    ("[nodes.x]\nruns = { ¦", "api db"),
    ("[tests.x]\nverifies = [\"¦", "R1 R2 performance.response-time"),
    ("[layout.architecture]\nrows = [[\"¦", "buyer api db bank"),
    ("[layout.architecture]\nrows = [[\"api\"], [\"¦\"]]", "buyer api db bank"),
    ("[layout.architecture]\nnear = [[\"api\", \"¦", "buyer api db bank"),
    ("[[allow]]\nat = \"components.¦", "api db"),
    (
        "[[allow]]\nat = \"¦",
        "template design requirements technologies people integrations components flows api tables decisions nodes tests performance allow",
    ),
];

#[test]
fn ids_come_by_their_kind() {
    for (typed, expected) in IDS {
        let found = labels(&format!("template = \"system-design@1\"\n{typed}\n{REST}"));
        let mut seen = BTreeSet::new();
        let found: Vec<&str> = found.iter().map(String::as_str).filter(|label| seen.insert(*label)).collect();
        let expected: Vec<&str> = expected.split_whitespace().collect();
        let sorted = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(sorted(&found), sorted(&expected), "{typed}");
    }
}

/// A new key that cites has to be in the table above, or in the test of what other designs have.
#[test]
fn every_key_that_cites_is_in_the_table() {
    fn citing(shape: &Shape, seen: &mut BTreeSet<&'static str>, found: &mut BTreeSet<&'static str>) -> bool {
        match shape {
            Shape::Cites { shape, .. } => {
                citing(shape, seen, found);
                true
            }
            Shape::Named { shape, .. } | Shape::Array(shape) | Shape::Map { value: shape, .. } => {
                citing(shape, seen, found)
            }
            Shape::OneOf(shapes) => shapes.iter().filter(|shape| citing(shape, seen, found)).count() > 0,
            Shape::Record(record) => {
                if seen.insert(record.name) {
                    for field in record.fields {
                        if citing(&(field.shape)(), seen, found) || cited_by(record.name, field).is_some() {
                            found.insert(field.key);
                        }
                    }
                }
                false
            }
            _ => false,
        }
    }
    let mut found = BTreeSet::new();
    for table in TABLES {
        _ = citing(&(table.shape)(), &mut BTreeSet::new(), &mut found);
    }
    let is_typed = |key: &&str| IDS.iter().any(|(typed, _)| typed.contains(*key));
    let missing: Vec<&str> = found.into_iter().filter(|key| !is_typed(key)).collect();
    let elsewhere = ["contracts", "design", "environment", "rule", "supersedes"];
    assert_eq!(missing, elsewhere, "what comes where these keys are half typed?");
}

#[test]
fn other_designs_of_the_book_come() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path
    };
    write("book.toml", "[book]\n[preprocessor.system-design]\n");
    write("src/SUMMARY.md", "");
    write("designs/shop.toml", &format!("template = \"system-design@1\"\n{REST}"));
    for (typed, expected) in [
        ("[design]\nsupersedes = \"¦", &["shop"][..]),
        ("[design]\nsuperseded-by = \"¦", &["shop"]),
        ("[integrations.s]\ndesign = \"¦", &["shop"]),
        ("[integrations.s]\ndesign = \"shop\"\ncontracts = [\"¦", &["pay"]),
        ("[components.x]\nsatisfies = [\"s:¦\"]\n[integrations.s]\ndesign = \"shop\"", &["R1", "R2"]),
        ("[components.x]\nsatisfies = [\"¦\"]\n[integrations.s]\ndesign = \"shop\"", &["s:"]),
        ("[components.x]\nuses.s = { contract = \"¦\" }\n[integrations.s]\ndesign = \"shop\"", &["pay"]),
        (
            "[components.x]\ndescription = \"[s:¦\"\n[integrations.s]\ndesign = \"shop\"",
            &["R1", "R2", "D1", "T1", "buy", "buyer", "api", "db", "bank"],
        ),
        (
            "[tables.x]\ncolumns = [{ references = \"s:¦\" }]\n[integrations.s]\ndesign = \"shop\"",
            &["orders"],
        ),
        (
            "[tables.x]\ncolumns = [{ references = \"s:orders.¦\" }]\n[integrations.s]\ndesign = \"shop\"",
            &["id", "buyer"],
        ),
        ("[nodes.x]\nenvironment = \"¦\"\n[nodes.y]\nenvironment = \"live\"", &["live"]),
        ("[design]\nid = \"¦", &[]),
    ] {
        let marked = format!("template = \"system-design@1\"\n{typed}\n");
        let offset = marked.find('¦').expect("a cursor");
        let text = marked.replace('¦', "");
        let path = write("designs/user.toml", &text);
        let around = Around::new(&path, Overlay::default(), None);
        let found = complete(&text, offset, &around).into_iter().map(|item| item.label.replace(']', ""));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{typed}");
    }
}

#[test]
fn ids_come_with_their_text() {
    let details = |typed: &str| -> Vec<String> {
        items(&format!("{typed}\n{REST}")).into_iter().map(|item| item.detail).collect()
    };
    assert_eq!(
        details("[components.x]\nsatisfies = [\"¦"),
        ["requirement · Sells **things**.", "requirement · Ships them."]
    );
    assert_eq!(details("[models.x]\ntable = \"¦"), ["table"]);
    assert_eq!(
        details("[components.x]\ntechnology = [\"¦"),
        ["technology · Language", "technology · Runtime"]
    );
    assert_eq!(details("[flows.x]\nsteps = [{ contract = \"¦"), ["contract · POST /pay"]);
}

#[test]
fn words_of_closed_lists_come() {
    comes(
        "[components.x]\nkind = \"se¦",
        "service web mobile worker gateway function job library cli desktop device database cache queue storage other",
    );
    comes("[risks.x]\nlikelihood = ¦", "low medium high");
    comes("[requirements.x]\nneeds = [\"test\", \"¦\"]", "component decision test flow");
    comes("[tables.x]\ncolumns = [{ unique = ¦", "true false");
    begins("[[allow]]\nrule = \"¦", "toml-syntax");
    comes("[x]\na = \"¦", "");
    comes("[components.x]\nname = \"¦", "");
    comes("# [components.x]\n# kind = \"¦", "");
}

#[test]
fn keys_come_with_the_required_ones_first() {
    begins("[components.x]\n¦", "name kind origin owner description");
    begins("[components.x]\nname = \"X\"\nkin¦", "kind origin");
    begins("[flows.x]\nsteps = [{ ¦", "from to");
    begins("[flows.x]\nsteps = [{ from = \"api\", ¦ }]", "to send");
    begins("[tables.x]\ncolumns = [{ name = \"a\" }, { ¦", "name type key");
    begins("[security]\n¦", "authentication");
    begins("[components.x.¦", "files uses");
    becomes("[components.x]\nki¦", "kind", "[components.x]\nkind = \"service\"");
    becomes("[components.x]\nki¦ = \"web\"", "kind", "[components.x]\nkind = \"web\"");
    becomes("[requirements.¦", "R3", "[requirements.R3]");
    becomes(
        "[components.x]\nsatisfies = [\"R7\"]\n[requirements.¦]",
        "R7",
        "[components.x]\nsatisfies = [\"R7\"]\n[requirements.R7]",
    );
}

#[test]
fn sections_come_whole() {
    becomes("¦", "[requirements.ID]", "[requirements.R3]\ncategory = \"\"\ntext = \"\"\n");
    becomes("[components.x]\nname = \"X\"\n[ri¦", "risks", "[components.x]\nname = \"X\"\n[risks]");
    becomes("¦", "[[allow]]", "[[allow]]\nrule = \"\"\nreason = \"\"\n");
    let found = items(&format!("¦\n{REST}"));
    let security = found.iter().find(|item| item.label == "[security]").expect("a section that is missing");
    assert!(security.plain().starts_with("[security]\nauthentication = \"["), "{}", security.plain());
    assert!(!found.iter().any(|item| item.label == "[performance]"), "it is there");
}

#[test]
fn what_is_taken_is_closed() {
    becomes("[components.x]\nsatisfies = [\"¦", "R1", "[components.x]\nsatisfies = [\"R1\"");
    becomes("[components.x]\nsatisfies = [\"R¦\"]", "R2", "[components.x]\nsatisfies = [\"R2\"]");
    becomes(
        "[components.x]\nsatisfies = [\"R¦1\", \"R2\"]",
        "R2",
        "[components.x]\nsatisfies = [\"R2\", \"R2\"]",
    );
    becomes("[components.x]\nsatisfies = ¦", "R1", "[components.x]\nsatisfies = [\"R1\"]");
    becomes("[components.x]\nsatisfies = [¦]", "R1", "[components.x]\nsatisfies = [\"R1\"]");
    becomes("[components.x]\nuses.¦", "api", "[components.x]\nuses.api = \"\"");
    becomes("[components.x]\nuses.a¦ = \"x\"", "api", "[components.x]\nuses.api = \"x\"");
    becomes(
        "[tables.x]\ncolumns = [{ references = \"or¦",
        "orders.",
        "[tables.x]\ncolumns = [{ references = \"orders.",
    );
    becomes(
        "[tables.x]\ncolumns = [{ references = \"orders.¦",
        "id",
        "[tables.x]\ncolumns = [{ references = \"orders.id\"",
    );
    becomes("[components.x]\ndescription = \"See [¦", "R1]", "[components.x]\ndescription = \"See [R1]");
    becomes(
        "[components.x]\ndescription = \"See [¦].\"",
        "R1",
        "[components.x]\ndescription = \"See [R1].\"",
    );
}

/// Wherever a design of the example book cites an id, the id comes: as the line is, and half typed.
#[test]
fn every_citing_place_completes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example/designs");
    let session = Session::new(&root, Config::default(), Sources::new(), &mut Sink::default());
    let facts = session.context().facts.clone();
    let mut met: BTreeSet<(String, String, bool)> = BTreeSet::new();
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    for name in ["url-shortener", "web-shop", "parcel-lockers/2.1.0", "mdbook-system-design", "pattern-saas"]
    {
        let path = root.join(format!("{name}.toml"));
        let text = std::fs::read_to_string(&path).expect("a design");
        let index = Index::of(&text, &mut Grammar::new(&facts));
        let around = Around::new(&path, Overlay::default(), Some(&session));
        for cited in
            index.citations.iter().filter(|it| it.origin == Origin::Key && !it.declares && it.alias.is_none())
        {
            let Some(mark) = index.outline.at(cited.range.end) else { continue };
            let names: Vec<&str> = mark.path.iter().filter_map(|step| step.name()).collect();
            let last = if mark.is_key() { names.len().saturating_sub(2) } else { names.len() - 1 };
            let place = (names[0].to_owned(), names[last].to_owned(), mark.is_key());
            let kind = cited.kinds.iter().find(|kind| index.declares(**kind, &cited.within, &cited.id));
            let Some(kind) = kind.filter(|kind| **kind != Kind::Design) else { continue };
            if !met.insert(place) {
                continue;
            }
            kinds.insert(kind.name());
            let has = |text: &str, at: usize| {
                let found = complete(text, at, &around);
                found.iter().any(|item| item.label.trim_end_matches('.') == cited.id)
            };
            assert!(has(&text, cited.range.end), "{name}: {} at {:?}", cited.id, mark.path);
            let cut = cited.range.start + usize::from(!mark.is_key());
            let rest = text[cut..].find('\n').map_or(text.len(), |found| cut + found);
            let half = format!("{}{}", &text[..cut], &text[rest..]);
            assert!(has(&half, cut), "{name}: half of {} at {:?}", cited.id, mark.path);
        }
    }
    assert!(met.len() >= 18, "{met:?}");
    assert!(kinds.len() >= 8, "{kinds:?}");
}

#[test]
fn chapters_complete_directives() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example");
    let path = folder.join("src/README.md");
    let around = Around::new(&path, Overlay::default(), None);
    let labels = |marked: &str| -> Vec<String> {
        let offset = marked.find('¦').expect("a cursor");
        let found = in_chapter(&marked.replace('¦', ""), offset, &around);
        found.into_iter().map(|item| item.label).collect()
    };
    assert_eq!(
        labels("<<¦"),
        [
            "<<#system-design",
            "<<#system-design-changes",
            "<<#system-design-index",
            "<<#system-design-landscape"
        ]
    );
    assert_eq!(labels("x <<#sys¦>>").len(), 4);
    let files = labels("<<#system-design ¦");
    assert!(files.contains(&"/designs/web-shop.toml".to_owned()), "{files:?}");
    assert!(
        files.contains(&"/designs/parcel-lockers".to_owned()) && files.contains(&"view=".to_owned()),
        "{files:?}"
    );
    assert!(labels("<<#system-design /designs/parcel-lockers@¦").contains(&"2.0.0".to_owned()));
    let views = labels("<<#system-design /designs/web-shop.toml view=¦>>");
    assert!(
        views.contains(&"tables".to_owned()) && views.iter().any(|view| view.starts_with("component:")),
        "{views:?}"
    );
    assert!(labels("<<#system-design /designs/web-shop.toml section=\"¦").len() > 5);
    assert_eq!(labels("<<#system-design /designs/web-shop.toml title=¦"), ["false", "true"]);
    assert_eq!(labels("<<#system-design-index view=¦"), ["sections"]);
    assert_eq!(labels("<<#system-design-landscape le¦"), ["owners=", "only=", "collapse=", "level="]);
    for (name, arguments) in crate::book::directive::TAKES {
        for argument in arguments {
            // What a view is narrowed to depends on the view.
            let design = match *argument {
                "only" | "collapse" => "/designs/watch.toml view=deployment",
                _ => "/designs/parcel-lockers",
            };
            assert!(!labels(&format!("<<#{name} {design} {argument}=¦")).is_empty(), "{name} {argument}");
        }
    }
    assert!(labels("<<#system-design /a.toml>> ¦").is_empty());
    assert!(labels("Text ¦").is_empty());
}
