//! Renames in whole books.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::kind::Kind;
use super::library::{Library, Symbol};
use super::listed::applied;
use super::references::references;
use super::rename::rename;
use crate::book::inspect::Target;
use crate::diagnostic::{Level, known};
use crate::source::{FileId, Overlay, Sources};

/// A book in a separate folder, and what is typed and not saved.
struct Book {
    folder: tempfile::TempDir,
    overlay: Overlay,
}

const HEAD: &str =
    "template = \"system-design@1\"\n\n[design]\ntitle = \"Shop\"\nversion = \"1.0.0\"\nstatus = \"draft\"\n";

impl Book {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let common = [
            ("book.toml", "[book]\ntitle = \"B\"\n[preprocessor.system-design]\n"),
            ("src/SUMMARY.md", "- [Shop](shop.md)\n- [Other](other.md)\n"),
            ("src/shop.md", "<<#system-design /designs/shop.toml>>\n"),
            ("src/other.md", "Text.\n"),
        ];
        for (name, text) in common.iter().chain(files) {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        Self { folder, overlay: Overlay::default() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn library(&self, name: &str) -> (Library, FileId) {
        let path = self.path(name);
        let library = Library::open(&path, Sources::over(self.overlay.clone()));
        let file = file_of(&library, &path);
        (library, file)
    }

    /// What renaming the id at a `¦` in a file makes of the files.
    #[track_caller]
    fn renamed(&mut self, name: &str, new: &str) -> Result<BTreeMap<String, String>, String> {
        let path = self.path(name);
        let marked = std::fs::read_to_string(&path).expect("the file");
        let offset = marked.find('¦').expect("a cursor");
        let text = marked.replace('¦', "");
        std::fs::write(&path, text).expect("a file");
        let (library, file) = self.library(name);
        let edits = rename(&library, file, offset, new)?;
        let texts = applied(&library, &edits).into_iter();
        Ok(texts.map(|(file, text)| (shown(&library, file), text)).collect())
    }
}

fn file_of(library: &Library, path: &Path) -> FileId {
    let sources = &library.book.session.sources;
    sources.ids().find(|id| sources.get(*id).location().ends_with(path)).expect("the file was read")
}

fn shown(library: &Library, file: FileId) -> String {
    library.book.session.sources.get(file).path().to_owned()
}

#[track_caller]
fn check(files: &[(&str, &str)], at: &str, new: &str, expected: &[(&str, &str)]) {
    let mut book = Book::new(files);
    let texts = book.renamed(at, new).expect("it can be renamed");
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    assert_eq!(texts, expected);
}

#[test]
fn an_id_is_renamed_in_every_place() {
    let design = |id: &str, cursor: &str| {
        format!(
            "{HEAD}summary = \"See [{id}], `[{id}]` and [the API](../src/shop.md#shop-component-{id}).\"\n\
             [components.{id}{cursor}]\nname = \"API\"\nkind = \"service\"\nuses = {{ db = \"Reads\" }}\n\
             [components.db]\nname = \"DB\"\nkind = \"database\"\nuses.{id} = [\"Tells\"]\npart-of = '{id}'\n\
             [nodes.n]\nname = \"N\"\nkind = \"host\"\nruns = {{ {id} = \"3\" }}\n\
             [flows.f]\ntitle = \"F\"\nsteps = [{{ from = \"{id}\", to = \"db\", send = \"x\" }}]\n\
             [api.get]\nendpoint = \"GET /\"\ncomponent = \"{id}\"\n\
             [[allow]]\nrule = \"code-not-placed\"\nreason = \"x\"\nat = \"components.{id}.uses.db\"\n\
             [[allow]]\nrule = \"code-not-placed\"\nreason = \"x\"\nat = \"components.db.uses.{id}\"\n"
        )
    };
    let chapter = |id: &str| {
        format!(
            "[a](shop.md#shop-component-{id}) [b][c] <a href='shop.html#shop-component-{id}'>d</a>\n\
             [e](other.md#shop-component-{id}) `shop.md#shop-component-{id}`\n\n\
             <<#system-design /designs/shop.toml view=component:{id}>>\n\n[c]: shop.md#shop-2-component-{id}\n"
        )
    };
    let toml = "[book]\ntitle = \"B\"\n[preprocessor.system-design]\n";
    check(
        &[("designs/shop.toml", &design("api", "¦")), ("src/other.md", &chapter("api"))],
        "designs/shop.toml",
        "gateway",
        &[
            (
                "book.toml",
                &format!(
                    "{toml}\n[output.html.redirect]\n\"/shop.html#shop-component-api\" = \"shop.html#shop-component-gateway\"\n"
                ),
            ),
            ("designs/shop.toml", &design("gateway", "").replace("`[gateway]`", "`[api]`")),
            (
                "src/other.md",
                &chapter("gateway")
                    .replace("`shop.md#shop-component-gateway`", "`shop.md#shop-component-api`"),
            ),
        ],
    );
}

#[test]
fn redirects_lead_on_and_never_in_a_circle() {
    let toml = |lines: &str| {
        format!("[book]\ntitle = \"B\"\n[preprocessor.system-design]\n[output.html.redirect]\n{lines}")
    };
    let design = |id: &str| format!("{HEAD}[components.{id}]\nname = \"A\"\nkind = \"service\"\n");
    let (old, new) = ("shop.html#shop-component-a", "shop.html#shop-component-b");
    let (deep, deeper) = ("/shop.html#shop-component-a", "/shop.html#shop-component-b");
    check(
        &[
            (
                "book.toml",
                &toml(&format!(
                    "\"/{new}\" = \"{old}\" # once\n\"/x/y.html\" = \"{deep}\"\n\"/z.html\" = \"{old}b\"\n"
                )),
            ),
            ("designs/shop.toml", &design("a¦")),
        ],
        "designs/shop.toml",
        "b",
        &[
            (
                "book.toml",
                &toml(&format!(
                    "\"/x/y.html\" = \"{deeper}\"\n\"/z.html\" = \"{old}b\"\n\"/{old}\" = \"{new}\"\n"
                )),
            ),
            ("designs/shop.toml", &design("b")),
        ],
    );
}

#[test]
fn other_designs_cite_through_an_alias() {
    let shop = |id: &str| format!("{HEAD}[requirements.{id}]\ncategory = \"C\"\ntext = \"T\"\n");
    let user = |id: &str| {
        format!(
            "{HEAD}summary = \"[shop:{id}]\"\n[integrations.shop]\ndesign = \"shop\"\n\
             [components.a]\nname = \"A\"\nkind = \"service\"\nsatisfies = [\"shop:{id}\"]\n\
             [requirements.R1]\ncategory = \"C\"\ntext = {{ file = \"why.md\" }}\n"
        )
    };
    let files = [
        ("designs/shop.toml", &*shop("R1¦")),
        ("designs/user.toml", &user("R1")),
        ("designs/why.md", "[shop:R1] [R1]\n"),
        ("src/shop.md", ""),
    ];
    check(
        &files,
        "designs/shop.toml",
        "R2",
        &[
            ("designs/shop.toml", &shop("R2")),
            ("designs/user.toml", &user("R2")),
            ("designs/why.md", "[shop:R2] [R1]\n"),
        ],
    );
    // The alias itself.
    let marked = user("R1").replace("[integrations.shop]", "[integrations.shop¦]");
    let files = [
        ("designs/shop.toml", &*shop("R1")),
        ("designs/user.toml", &marked),
        ("designs/why.md", "[shop:R1]\n"),
        ("src/shop.md", ""),
    ];
    check(
        &files,
        "designs/user.toml",
        "till",
        &[
            (
                "designs/user.toml",
                &user("R1").replace("shop:", "till:").replace("integrations.shop", "integrations.till"),
            ),
            ("designs/why.md", "[till:R1]\n"),
        ],
    );
}

#[test]
fn half_typed_lines_hide_nothing() {
    for half in
        ["satisfies = [\"R1\", \"", "satisfies = [\"R1\"", "satisfies = [\"R1\", ", "satisfies = \"R1"]
    {
        let design = |id: &str| {
            let half = half.replace("R1", id);
            format!(
                "{HEAD}[components.a]\n{half}\nname = \"A\"\n[requirements.{id}]\ntext = \"x\"\n[tests.t]\nverifies = [\"{id}\"]\n"
            )
        };
        let marked = design("R1").replace("[requirements.R1]", "[requirements.R1¦]");
        check(
            &[("designs/shop.toml", &marked), ("src/shop.md", "")],
            "designs/shop.toml",
            "R2",
            &[("designs/shop.toml", &design("R2"))],
        );
    }
}

#[test]
fn columns_options_and_technologies_have_names_too() {
    let design = |table: &str, column: &str, option: &str, tool: &str| {
        format!(
            "{HEAD}[technologies]\n{tool} = \"x\"\n[components.a]\ntechnology = [\"{}\"]\n\
             [decisions.D1]\nchosen = \"{option}\"\n[decisions.D1.options.{option}]\ntitle = \"x\"\n\
             [decisions.D2]\nchosen = \"x\"\n[decisions.D2.options.x]\ntitle = \"x\"\n\
             [tables.{table}]\ncolumns = [{{ name = \"{column}\", type = \"int\" }}]\nindexes = [{{ columns = [\"{column}\"] }}]\n\
             [tables.orders]\ncolumns = [{{ name = \"id\", references = \"{table}.{column}\" }}]\n\
             foreign-keys = [{{ columns = [\"id\"], references = \"{table}( {column}, {column})\" }}]\n",
            tool.trim_matches('"')
        )
    };
    let before = design("users", "id", "x", "Rust");
    for (cursor, new, after) in [
        ("[tables.users¦]", "people", design("people", "id", "x", "Rust")),
        ("users.id¦\"", "key", design("users", "key", "x", "Rust")),
        ("chosen = \"x¦\"", "y", design("users", "id", "y", "Rust")),
        ("Rust¦ =", "Node.js", design("users", "id", "x", "\"Node.js\"")),
    ] {
        let marked = before.replacen(&cursor.replace('¦', ""), cursor, 1);
        check(
            &[("designs/shop.toml", &marked), ("src/shop.md", "")],
            "designs/shop.toml",
            new,
            &[("designs/shop.toml", &after)],
        );
    }
}

#[test]
fn a_version_of_a_series_remembers_the_old_id() {
    let design = |version: &str, id: &str, was: &str| {
        format!("{}[requirements.{id}]{was}\ntext = \"T\"\n", HEAD.replace("1.0.0", version))
    };
    let files = [
        ("designs/shop/1.0.0.toml", &*design("1.0.0", "R1", "")),
        ("designs/shop/2.0.0.toml", &design("2.0.0", "R1¦", "")),
        (
            "src/shop.md",
            "[a](#shop-requirement-R1) [b](shop/1.0.0.md#shop-requirement-R1) [c](shop/2.0.0.md#shop-requirement-R1)\n",
        ),
    ];
    check(
        &files,
        "designs/shop/2.0.0.toml",
        "R2",
        &[
            ("designs/shop/2.0.0.toml", &design("2.0.0", "R2", "\nwas = \"R1\"")),
            (
                "src/shop.md",
                "[a](#shop-requirement-R2) [b](shop/1.0.0.md#shop-requirement-R1) [c](shop/2.0.0.md#shop-requirement-R2)\n",
            ),
        ],
    );
}

#[test]
fn a_design_that_says_its_id_can_have_another() {
    let shop = |id: &str, was: &str| {
        let head = HEAD.replace("[design]", &format!("[design]{was}"));
        format!("{head}id = \"{id}\"\n[requirements.R1]\ntext = \"T\"\n")
    };
    let user = |id: &str| {
        format!("{HEAD}supersedes = \"{id}\"\n[integrations.s]\ndesign = \"{id}@1\"\n[x]\ny = \"{id}\"\n")
            .replace("[x]", "[x]")
    };
    let chapter =
        |id: &str| format!("[a](shop.md#{id}) [b](shop.md#{id}-requirement-R1) [c](shop.md#{id}s)\n");
    check(
        &[
            ("designs/shop.toml", &shop("till¦", "")),
            ("designs/user.toml", &user("till")),
            ("src/other.md", &chapter("till")),
        ],
        "designs/shop.toml",
        "desk",
        &[
            ("designs/shop.toml", &shop("desk", "\nwas = \"till\"")),
            ("designs/user.toml", &user("desk").replace("y = \"desk\"", "y = \"till\"")),
            ("src/other.md", &chapter("desk").replace("desks", "tills")),
        ],
    );
    refused(
        &[
            ("designs/shop.toml", HEAD),
            ("designs/user.toml", &user("shop").replace("supersedes = \"shop", "supersedes = \"shop¦")),
        ],
        "designs/user.toml",
        "desk",
        "`shop` is the name of the file `designs/shop.toml`",
    );
}

#[track_caller]
fn refused(files: &[(&str, &str)], at: &str, new: &str, why: &str) {
    let refused = Book::new(files).renamed(at, new).expect_err("it is refused");
    assert!(refused.contains(why), "{refused}");
}

#[test]
fn a_rename_is_refused_with_the_reason() {
    let design = format!(
        "{HEAD}summary = \"[R1¦]\"\n[requirements.R1]\ntext = \"T\"\n[requirements.R2]\ntext = \"T\"\n\
         [flows.f]\ntitle = \"F\"\n[decisions.D1]\ntitle = \"D\"\n[components.R9]\nname = \"C\"\n"
    );
    let files = [("designs/shop.toml", &*design)];
    for (new, why) in [
        ("", "`` is not an id"),
        ("R 3", "`R 3` is not an id"),
        ("file", "`file` is a key of the format"),
        ("R2", "`R2` is already the id of a requirement"),
        ("f", "`f` is already the id of a flow"),
        ("R9", "`R9` is already the id of a component"),
    ] {
        refused(&files, "designs/shop.toml", new, why);
    }
    let broken = [("designs/shop.toml", &*design), ("book.toml", "[book\n")];
    refused(&broken, "designs/shop.toml", "R3", "book.toml");
}

#[test]
fn references_are_found_from_each_of_them() {
    let design = format!("{HEAD}[components.a]\nsatisfies = [\"R1\"]\n[requirements.R1]\ntext = \"[R1]\"\n");
    let book =
        Book::new(&[("designs/shop.toml", &design), ("src/other.md", "[x](shop.md#shop-requirement-R1)\n")]);
    let (library, file) = book.library("designs/shop.toml");
    let all = references(&library, file, design.find("R1").expect("there"), true);
    assert_eq!(all.len(), 4);
    for place in &all {
        assert_eq!(references(&library, place.file, place.start as usize, true), all);
        assert_eq!(references(&library, place.file, place.end as usize, false).len(), 3);
    }
}

#[test]
fn what_was_known_of_the_old_id_is_known_of_the_new_one() {
    let settings = "[book]\n[preprocessor.system-design]\nbaseline = \"known.txt\"\nfail-on = \"note\"\n";
    let design = format!("{HEAD}summary = \"[R1]\"\n[requirements.R1]\ncategory = \"C\"\ntext = \"TBD\"\n");
    let book =
        Book::new(&[("designs/shop.toml", &design), ("book.toml", settings), ("known.txt", "# Ours.\n")]);
    let target = Target::book(book.folder.path());
    let found = target.inspect(&book.overlay).expect("a book");
    let list = &found.listed()[0];
    let of_the_old = |line: &&String| line.contains("requirements.R1");
    assert!(list.new.iter().any(|line| of_the_old(&line)), "{:?}", list.new);
    std::fs::write(book.path("known.txt"), known::written(list.new.clone())).expect("a list");

    let (library, file) = book.library("designs/shop.toml");
    let at = library.text(file).find("R1]\"").expect("a citation");
    let edits = rename(&library, file, at, "R9").expect("it can be renamed");
    let mut overlay = Overlay::default();
    for (file, text) in applied(&library, &edits) {
        overlay.set(library.book.session.sources.get(file).location(), text);
    }
    let found = target.inspect(&overlay).expect("a book");
    let list = &found.listed()[0];
    assert_eq!((&list.new, &list.needless), (&Vec::new(), &Vec::new()));
    assert!(list.text.as_ref().is_some_and(|text| text.contains("requirements.R9")));
}

/// Renames something of every kind in each design of the example book, and checks the result as a whole.
#[test]
fn the_example_book_survives_every_rename() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("book-example");
    let mut overlay = Overlay::default();
    let mut met: BTreeSet<&'static str> = BTreeSet::new();
    let mut refusals: Vec<String> = Vec::new();
    for name in [
        "designs/url-shortener.toml",
        "designs/parcel-lockers/2.1.0.toml",
        "designs/web-shop.toml",
        "designs/watch.toml",
    ] {
        let path = folder.join(name);
        let mut library = Library::open(&path, Sources::over(overlay.clone()));
        for kind in Kind::ALL {
            let file = file_of(&library, &path);
            let known = library.design(file).expect("a design");
            let Some(declared) = known.index.citations.iter().find(|it| it.declares && it.kinds == [kind])
            else {
                continue;
            };
            let symbol = library.meant(known, declared).expect("it is itself");
            let new = format!("{}-anew", symbol.id);
            let links = library.links_to(&symbol).len();
            let places = library.places(&symbol).len();
            let edits = match rename(&library, file, declared.range.start, &new) {
                Ok(edits) => edits,
                Err(why) => {
                    refusals.push(format!("{name}: {why}"));
                    continue;
                }
            };
            met.insert(kind.name());
            for (changed, text) in applied(&library, &edits) {
                overlay.set(library.book.session.sources.get(changed).location(), text);
            }
            library = Library::open(&path, Sources::over(overlay.clone()));
            let known = library.design(file_of(&library, &path)).expect("a design");
            let now = Symbol { file: known.file, id: new, ..symbol.clone() };
            let now = if kind == Kind::Design {
                Symbol { file: library.designs.iter().find(|it| it.id == now.id).expect("there").file, ..now }
            } else {
                now
            };
            assert_eq!(library.places(&now).len(), places, "{name}: {now:?}");
            assert_eq!(library.links_to(&now).len(), links, "{name}: {now:?}");
            assert!(library.places(&Symbol { file: now.file, ..symbol }).is_empty(), "{name}: {now:?}");
        }
    }
    // No design there says its id; another test renames that.
    assert_eq!(met.len(), Kind::ALL.len() - 1, "{met:?}, {refusals:#?}");
    let by_file =
        |why: &String| why.contains("which the design agrees with") || why.contains("comes from a file");
    assert!(refusals.iter().all(by_file), "{refusals:#?}");
    // An id that others rely on is a promise: a new version of the series breaks it, and says which id it was.
    let is_promise = |message: &str| message.contains("2.1.0 breaks 2.0.0") && message.contains("another");
    let (before, after) = (findings(&folder, &Overlay::default()), findings(&folder, &overlay));
    let new: Vec<&String> =
        after.iter().filter(|finding| !before.contains(finding) && !is_promise(finding)).collect();
    assert!(new.is_empty(), "{new:#?}");
}

fn findings(folder: &Path, overlay: &Overlay) -> Vec<String> {
    let inspection = Target::book(folder).inspect(overlay).expect("a book");
    let sources = &inspection.session.sources;
    let found = inspection.report.findings.iter().filter(|finding| finding.level > Level::Allow);
    found
        .map(|finding| {
            format!("{}: {} {}", sources.get(finding.span.file).path(), finding.path, finding.message)
        })
        .collect()
}
