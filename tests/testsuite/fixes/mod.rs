//! `check --fix`: its changes, and everything it leaves alone.

use std::path::Path;

use mdbook_system_design::book::inspect::Target;
use mdbook_system_design::book::mend::{Mended, mend};
use mdbook_system_design::source::Overlay;
use tempfile::TempDir;

use crate::harness;

mod corpora;
mod laws;

/// The head of a design.
const HEAD: &str =
    "template = \"system-design@1\"\n[design]\ntitle = \"Shop\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";

/// The files of a book that shows one design.
const BOOK: [(&str, &str); 3] = [
    (
        "book.toml",
        "[book]\ntitle = \"T\"\n[build]\nextra-watch-dirs = [\"designs\"]\n[preprocessor.system-design]\n",
    ),
    ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n"),
    ("src/a.md", "# A\n\n<<#system-design /designs/a.toml>>\n"),
];

/// A book in a separate folder: some files, and those of [`BOOK`] that are not among them.
struct Book(TempDir);

impl Book {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in BOOK.iter().chain(files) {
            write(&folder.path().join(path), text);
        }
        Self(folder)
    }

    /// The book with one design.
    fn of(design: &str) -> Self {
        Self::new(&[("designs/a.toml", design)])
    }

    fn target(&self) -> Target {
        Target::book(self.0.path())
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).expect("a file")
    }

    /// Makes the fixes, on disk.
    #[track_caller]
    fn mend(&self, guesses: bool) -> Mended {
        let mended = self.mend_in_memory(guesses);
        for file in &mended.files {
            let mark = if self.read(&file.path).starts_with('\u{feff}') { "\u{feff}" } else { "" };
            write(&file.location, &format!("{mark}{}", file.after));
        }
        mended
    }

    #[track_caller]
    fn mend_in_memory(&self, guesses: bool) -> Mended {
        let inspection = self.target().inspect(&Overlay::default()).expect("a book");
        mend(&self.target(), Overlay::default(), inspection, guesses)
    }
}

fn write(path: &Path, text: &str) {
    harness::write(path, text);
}

/// The codes of the remaining findings, except notes on the missing answers of a draft.
fn left(mended: &Mended) -> Vec<&'static str> {
    let codes = mended.inspection.report.findings.iter().map(|finding| finding.rule.code);
    codes.filter(|code| !["SD101", "SD302"].contains(code)).collect()
}

/// A design is fixed to another one, which has no more fixes.
#[track_caller]
fn assert_fixed(guesses: bool, before: &str, after: &str, codes: &[&str]) {
    let book = Book::of(&format!("{HEAD}{before}"));
    let mended = book.mend(guesses);
    let why: Vec<&str> = mended.refused.iter().map(|refused| refused.why.as_str()).collect();
    assert_eq!(book.read("designs/a.toml"), format!("{HEAD}{after}"), "{why:?}");
    assert_eq!(left(&mended), codes, "{why:?}");
    assert!(book.mend(guesses).files.is_empty(), "the second time");
}

/// Nothing is changed, and so many findings are reported as not fixed.
#[track_caller]
fn assert_left(guesses: bool, design: &str, refused: usize) {
    let book = Book::of(design);
    let mended = book.mend(guesses);
    assert_eq!(book.read("designs/a.toml"), design);
    assert_eq!(mended.mended, 0);
    assert_eq!(mended.refused.len(), refused);
}

#[test]
fn other_spellings_with_the_same_meaning_are_fixed() {
    assert_fixed(false, "[notes]\nsummary = Later,\n", "[notes]\nsummary = Later,\n", &["SD001"]);
    assert_fixed(false, "[notes]\nsummary = Later\n", "[notes]\nsummary = \"Later\"\n", &[]);
    assert_fixed(
        false,
        "// x\n[notes]\nsummary: Later # y\n",
        "# x\n[notes]\nsummary = \"Later\" # y\n",
        &[],
    );
    assert_fixed(
        false,
        "[compnents.a]\nname = \"A\"\nkind = \"service\"\n[compnents.b]\nname = \"B\"\nkind = \"service\"\n",
        "[components.a]\nname = \"A\"\nkind = \"service\"\n[components.b]\nname = \"B\"\nkind = \"service\"\n",
        &[],
    );
    assert_fixed(
        false,
        "[components.a]\nname = \"A\"\nkind = \"service\"\n[component.b]\nname = \"B\"\nkind = \"Service\"\n",
        "[components.a]\nname = \"A\"\nkind = \"service\"\n[components.b]\nname = \"B\"\nkind = \"service\"\n",
        &[],
    );
    assert_fixed(
        false,
        "[technologies]\nNode.js.purpose = \"x\"\nNode.js.version = \"1\"\nASP.NET.Core = \"y\"\n",
        "[technologies]\n\"Node.js\".purpose = \"x\"\n\"Node.js\".version = \"1\"\n\"ASP.NET.Core\" = \"y\"\n",
        &[],
    );
    assert_fixed(
        false,
        "[requirements]\nR1 = { category = \"A\", text = \"B.\" }\nR2 = { category = \"A\", text = \"C.\" }\n\
         [components.a]\nname = \"A\"\nkind = \"service\"\nsatisfies = \"R1, R2\"\n",
        "[requirements]\nR1 = { category = \"A\", text = \"B.\" }\nR2 = { category = \"A\", text = \"C.\" }\n\
         [components.a]\nname = \"A\"\nkind = \"service\"\nsatisfies = [\"R1\", \"R2\"]\n",
        &[],
    );
}

#[test]
fn dates_and_versions_are_written_as_toml_has_them() {
    let with = |line: &str| HEAD.replace("version = \"0.1.0\"", &format!("version = \"0.1.0\"\n{line}"));
    for before in [
        "updated = 2025/11/20",
        "updated = \"2025/11/20\"",
        "updated = 2025-11-20T10:00:00Z",
        "updated = \"2025-11-20\"",
        "updated = 20.11.2025",
        "updated = 20 Nov 2025",
    ] {
        let book = Book::of(&with(before));
        book.mend(false);
        assert_eq!(book.read("designs/a.toml"), with("updated = 2025-11-20"), "{before}");
    }
    let book = Book::of(&with("updated = 05.11.2025"));
    assert!(book.mend(false).files.is_empty(), "day and month may be in either order");
    book.mend(true);
    assert_eq!(book.read("designs/a.toml"), with("updated = 2025-11-05"));
    let book = Book::of(&HEAD.replace("\"0.1.0\"", "1.2"));
    book.mend(false);
    assert_eq!(book.read("designs/a.toml"), HEAD.replace("0.1.0", "1.2.0"));
}

#[test]
fn commas_go_once() {
    let book = Book::of(&HEAD.replace("\"Shop\"", "\"Shop\",").replace("\"0.1.0\"", "\"0.1.0\", # x"));
    assert_eq!(book.mend(false).mended, 2);
    assert_eq!(book.read("designs/a.toml"), HEAD.replace("\"0.1.0\"", "\"0.1.0\" # x"));
    assert_left(true, "template = \"system-design@1\"\ndesign = { title =, version = \"1.0.0\" }\n", 0);
}

#[test]
fn guesses_are_left_to_the_author() {
    let component = "[components.api]\nname = \"A\"\nkind = \"service\"\n";
    for (before, after) in [
        ("kind = \"servise\"", "kind = \"service\""),
        ("kind = \"broker\"", "kind = \"queue\""),
        ("kind = \"module\"", "kind = \"library\""),
    ] {
        let text = |kind: &str| format!("[components.api]\nname = \"A\"\n{kind}\n");
        assert_left(false, &format!("{HEAD}{}", text(before)), 0);
        assert_fixed(true, &text(before), &text(after), &[]);
    }
    assert_left(true, &HEAD.replace("\"draft\"", "\"implementing\""), 0);
    assert_left(true, &format!("{HEAD}[api]\nnot-applicable = true\n"), 0);
    let requirement = "[requirements.R1]\ncategory = \"Money\"\ntext = \"Refunds are paid out.\"\n";
    let cites = |ids: &str| format!("{requirement}{component}satisfies = {ids}\n");
    assert_left(false, &format!("{HEAD}{}", cites("[\"R11\"]")), 0);
    assert_fixed(true, &cites("[\"R11\"]"), &cites("[\"R1\"]"), &[]);
    assert_left(true, &format!("{HEAD}{}", cites("[\"R1\", \"R11\"]")), 1);
    assert_left(true, &format!("{HEAD}{component}uses = {{ apii = \"x\" }}\n"), 0);
    let uses = "uses = { db = \"x\", dbb = \"y\" }\n[components.db]\nname = \"D\"\nkind = \"database\"\n";
    assert_left(true, &format!("{HEAD}{component}{uses}"), 0);
}

#[test]
fn book_toml_is_changed_in_every_spelling() {
    for book_toml in [
        "[book]\ntitle = \"T\"\n[preprocessor.mermaid]\ncommand = \"x\"\n[preprocessor.system-design.rules]\nmissing-fact = \"allow\" # y\n",
        "[preprocessor]\nmermaid = { command = \"x\" }\nsystem-design = { command = \"y\" } # z\n",
        "preprocessor = { mermaid = {}, system-design = {} }\n",
        "preprocessor.mermaid.command = \"x\"\r\npreprocessor.system-design.command = \"y\"\r\n[book]\r\ntitle = \"T\"\r\n",
        "\u{feff}# z\n[build]\nextra-watch-dirs = [ ]\n[preprocessor.mermaid]\n[preprocessor.system-design]\nbefore = [\n  # none\n]\n",
    ] {
        let book = Book::new(&[("designs/a.toml", HEAD), ("book.toml", book_toml)]);
        let mended = book.mend(false);
        assert_eq!(mended.mended, 2, "{book_toml}");
        let undone = left(&mended).into_iter().filter(|code| ["SD1209", "SD1212"].contains(code)).count();
        assert_eq!(undone, 0, "{book_toml}");
        let after = book.read("book.toml");
        let values: toml::Table = toml::from_str(after.trim_start_matches('\u{feff}')).expect("TOML");
        assert_eq!(values["preprocessor"]["system-design"]["before"][0].as_str(), Some("mermaid"));
        assert_eq!(values["build"]["extra-watch-dirs"][0].as_str(), Some("designs"));
        let endings = |text: &str| (text.contains("\r\n"), text.replace("\r\n", "").contains('\n'));
        assert_eq!(endings(&after), endings(book_toml), "{after:?}");
        for comment in book_toml.lines().filter_map(|line| line.split_once('#')) {
            assert!(after.contains(&format!("#{}", comment.1)), "{after}");
        }
    }
}

#[test]
fn text_from_an_include_is_fixed_in_the_included_file() {
    let files = [
        ("designs/a.toml", HEAD),
        ("src/a.md", "# A\n\n{{#include part.md}}\n"),
        ("src/part.md", "<<#sytem-design /designs/a.toml>>\n"),
    ];
    let book = Book::new(&files);
    assert_eq!(left(&book.mend(false)), [""; 0]);
    assert_eq!(book.read("src/a.md"), files[1].1);
    assert_eq!(book.read("src/part.md"), "<<#system-design /designs/a.toml>>\n");
    let all: Vec<_> = std::fs::read_dir(book.0.path().join("src")).expect("a folder").collect();
    assert_eq!(all.len(), 3);
}

#[test]
fn a_file_that_two_chapters_include_is_fixed_once() {
    let book = Book::new(&[
        ("designs/a.toml", HEAD),
        ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n- [B](b.md)\n"),
        ("src/a.md", "# A\n\n{{#include x.md}}\n"),
        ("src/b.md", "# B\n\n{{#include x.md}}\n"),
        ("src/x.md", "<<#sytem-design /designs/a.toml>>\n"),
    ]);
    let mended = book.mend(false);
    assert_eq!(mended.files.len(), 1);
    assert_eq!(book.read("src/x.md"), "<<#system-design /designs/a.toml>>\n");
    assert!(book.mend(false).files.is_empty());
}

#[test]
fn a_definition_list_gets_no_empty_lines() {
    let chapter = "# A\n\n<<#system-design /designs/a.toml>>\n\n: x\n";
    let book = Book::new(&[("designs/a.toml", HEAD), ("src/a.md", chapter)]);
    let mended = book.mend(true);
    assert_eq!((mended.files.len(), mended.refused.len()), (0, 0));
    assert_eq!(left(&mended), ["SD1205"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_book_is_not_followed() {
    let outside = tempfile::tempdir().expect("a folder");
    let victim = outside.path().join("victim.toml");
    let text = HEAD.replace("title", "titel");
    write(&victim, &text);
    let book = Book::of(HEAD);
    std::os::unix::fs::symlink(&victim, book.0.path().join("designs/v.toml")).expect("a link");
    assert!(book.mend(true).files.is_empty());
    assert_eq!(std::fs::read_to_string(&victim).expect("a file"), text);
}

#[test]
fn of_two_fixes_that_exclude_each_other_one_is_made() {
    // Both are near to `title`, which can be there once.
    let design = HEAD.replace("title = \"Shop\"", "titel = \"Shop\"\ntitl = \"Shop\"");
    let mended = Book::of(&design).mend(true);
    assert_eq!(mended.mended, 1);
    assert_eq!(left(&mended), ["SD002"]);
}
