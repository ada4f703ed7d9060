//! A test over all commands that write files: whatever fails, no byte of an existing file is lost,
//! and no temporary file is left.

use std::fs;
use std::path::Path;

use clap::Parser as _;

use super::args::{Arguments, Command};
use super::{Failure, bump, fixes, init, new};
use crate::authoring::init::Setup;
use crate::book::Surroundings;
use crate::book::inspect::Target;
use crate::source::Overlay;
use crate::source::faults::assert_whole_or_nothing;

const HEAD: &str = "template = \"system-design@1\"\n[design]\ntitle = \"Shop\"\nversion = \"0.1.0\"\n";

fn fill(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

fn message<T>(result: Result<T, Failure>) -> Result<(), String> {
    result.map(drop).map_err(|failure| failure.to_string())
}

#[test]
fn init_sets_up_a_book_or_leaves_it_alone() {
    let summary = ("src/SUMMARY.md", "# Summary\r\n\n- [A](a.md)");
    let chapter = ("src/a.md", "# A\n");
    let books: [&[(&str, &str)]; 5] = [
        &[],
        &[("book.toml", "")],
        &[("book.toml", "\u{feff}[book]\r\ntitle = \"T\"\n"), summary, chapter],
        &[("book.toml", "[preprocessor.system-design]\ndesigns = \"./one/two/\"\n"), summary, chapter],
        &[("book.toml", "preprocessor = {}\n"), summary, ("designs/b.toml", HEAD)],
    ];
    for book in books {
        assert_whole_or_nothing(
            |folder| fill(folder, book),
            |folder| {
                let templates = Surroundings::at(folder).session.templates;
                let template = templates.find("system-design@1").ok().flatten().expect("a template");
                let setup = Setup { title: "First", template, templates: &templates, make_book: true };
                message(init::carry_out(folder, &setup))
            },
        );
    }
}

#[test]
fn new_writes_a_design_with_its_schema_or_nothing() {
    let books: [&[(&str, &str)]; 4] = [
        &[],
        &[("book.toml", "")],
        &[("book.toml", "[preprocessor.system-design]\ndesigns = \"one/two\"\n")],
        &[("book.toml", ""), ("designs/system-design-1.schema.json", "{}"), ("designs/a.toml", HEAD)],
    ];
    let with_chapter = books[1..].iter().map(|book| (book, "--chapter"));
    for (book, option) in books.iter().map(|book| (book, "--status=draft")).chain(with_chapter) {
        assert_whole_or_nothing(
            |folder| fill(folder, book),
            |folder| {
                let arguments = Arguments::parse_from(["mdbook-system-design", "new", "Other", option]);
                let Command::New(arguments) = arguments.command else { unreachable!("it is `new`") };
                message(new::carry_out(&arguments, &mut Surroundings::at(folder)))
            },
        );
    }
}

#[test]
fn bump_moves_a_design_with_everything_that_names_it_or_nothing() {
    let design = format!("{HEAD}status = \"accepted\"\nsummary = {{ file = \"a.md\" }}\n");
    let summary = ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n");
    let chapter = ("src/a.md", "# A\n\n<<#system-design /designs/a.toml>>\n");
    let files = [
        ("book.toml", ""),
        ("designs/a.md", "Text.\n"),
        ("designs/a.toml", design.as_str()),
        summary,
        chapter,
    ];
    assert_whole_or_nothing(
        |folder| fill(folder, &files),
        |folder| {
            let path = folder.join("designs/a.toml").to_string_lossy().into_owned();
            let arguments =
                Arguments::parse_from(["mdbook-system-design", "bump", &path, "major", "--freeze"]);
            let Command::Bump(arguments) = arguments.command else { unreachable!("it is `bump`") };
            message(bump::carry_out(&arguments))
        },
    );
}

#[test]
fn fixes_of_several_files_are_written_together_or_not_at_all() {
    let wrong = HEAD.replace("title =", "titel =").replace("[design]", "[desgn]");
    assert_whole_or_nothing(
        |folder| {
            let summary = ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n");
            let chapter = ("src/a.md", "# A\n\n<<#sytem-design /designs/a.toml>>\n");
            let marked = format!("\u{feff}{}", wrong.replace('\n', "\r\n"));
            fill(folder, &[("book.toml", "[preprocessor.system-design]\n"), summary, chapter]);
            fill(folder, &[("designs/a.toml", wrong.as_str()), ("designs/b.toml", marked.as_str())]);
        },
        |folder| {
            let target = Target::book(folder);
            let inspection = target.inspect(&Overlay::default());
            let inspection = inspection.map_err(|error| Failure::new(error.to_string()));
            message(inspection.and_then(|inspection| fixes::make(vec![(target, inspection)], false)))
        },
    );
}
