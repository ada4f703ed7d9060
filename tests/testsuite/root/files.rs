//! Pipes, devices, folders and huge files; and links, wherever they are on the way.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{Book, HEAD, SECRET, assert_refused};

/// A file by its path from the book's folder.
fn file(book: &Book, path: &str) -> PathBuf {
    book.path("book").join(path)
}

fn pipe(book: &Book, path: &str) {
    let path = file(book, path);
    _ = fs::remove_file(&path);
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn links_that_lead_out_are_refused() {
    let link = |target: &'static str, at: &'static str| move |book: &Book| book.link(target, at);
    assert_refused("a design", &link("../../outside/x.toml", "book/designs/p.toml"), &["SD1202"]);
    assert_refused(
        "a design that is shown",
        &link("../../outside/x.toml", "book/designs/a.toml"),
        &["SD1202"],
    );
    assert_refused("by a whole path", &link("/dev/null/x.toml", "book/designs/p.toml"), &["SD1202"]);
    assert_refused(
        "the folder of designs",
        &link("../outside/designs", "book/designs"),
        &["SD1202", "SD1206"],
    );
    let on_the_way = |book: &Book| {
        book.link("../../outside", "book/src/way");
        book.link("way", "book/src/other");
        book.write("book/src/a.md", "<<#system-design other/x.toml>>\n");
    };
    assert_refused("a folder on the way", &on_the_way, &["SD1202"]);
    let templates = |book: &Book| {
        book.link("../outside", "book/templates");
        book.set("templates = [\"templates/*.toml\"]");
    };
    assert_refused("the folder of templates", &templates, &["SD1206"]);
    let template = |book: &Book| {
        fs::create_dir(file(book, "templates")).expect("a folder");
        book.link("../../outside/x.toml", "book/templates/t.toml");
        book.set("templates = [\"templates/*.toml\"]");
    };
    assert_refused("one template", &template, &["SD1206"]);
    let text = |book: &Book| {
        book.link("../outside/x.toml", "book/text.md");
        book.write("book/designs/a.toml", &format!("{HEAD}[notes]\nsummary = {{ file = \"/text.md\" }}\n"));
    };
    assert_refused("a text", &text, &["SD011"]);
}

#[test]
fn a_link_that_stays_inside_is_followed() {
    let inside = |book: &Book| {
        book.link("a.toml", "book/designs/link.toml");
        book.link("../designs", "book/src/way");
        book.write("book/src/a.md", "<<#system-design way/link.toml>>\n");
    };
    assert_refused("inside", &inside, &[]);
}

#[test]
fn a_chapter_that_leads_out_is_not_read() {
    let book = Book::new();
    book.fill_outside();
    book.link("../../outside/x.toml", "book/src/a.md");
    let found = book.check("book", &[]);
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        ["src/SUMMARY.md SD011 the chapter `a.md` is outside the book's folder"]
    );
    book.write(
        "book/src/b.md",
        "{{#include ../../outside/x.toml}}\n{{#include way/x.toml}}\n<<#system-design x.toml level=9>>\n",
    );
    book.link("../../outside", "book/src/way");
    book.write("book/src/SUMMARY.md", "# Summary\n\n- [B](b.md)\n");
    let output = book.run("book", &["check"]);
    assert!(!String::from_utf8_lossy(&output.stdout).contains(SECRET));
    for (target, at) in
        [("../../outside/SUMMARY.md", "book/src/SUMMARY.md"), ("../outside/x.toml", "book/book.toml")]
    {
        book.link(target, at);
        let output = book.run("book", &["check"]);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(
            !output.status.success() && said.contains("symbolic link") && !said.contains(SECRET),
            "{said}"
        );
    }
}

#[test]
fn only_regular_files_are_read() {
    type Fill<'f> = &'f dyn Fn(&Book, &str);
    let fill: [(&str, Fill<'_>); 4] = [
        ("is a named pipe", &pipe),
        ("is a folder", &|book, path| {
            _ = fs::remove_file(file(book, path));
            fs::create_dir(file(book, path)).expect("a folder");
        }),
        ("is larger than 64 MiB", &|book, path| {
            let made = fs::File::create(file(book, path)).expect("a file");
            made.set_len(64 * 1024 * 1024 + 1).expect("a sparse file");
        }),
        ("is a device", &|book, path| {
            book.set("allow-outside-root = true");
            book.link("/dev/zero", &format!("book/{path}"));
        }),
    ];
    for (what, fill) in fill {
        for door in doors() {
            let book = Book::new();
            (door.set_up)(&book);
            fill(&book, door.path);
            let found = book.check("book", &[]);
            let expected = door.place;
            // A folder in the folder of designs is looked into.
            let is_looked_into = what == "is a folder" && door.path == "designs/f.toml";
            assert_eq!(
                found.iter().any(|line| line.starts_with(expected) && line.contains(what)),
                !is_looked_into,
                "{what} at {}: {found:#?}",
                door.path
            );
        }
        let book = Book::new();
        fill(&book, "src/SUMMARY.md");
        let output = book.run("book", &["check"]);
        assert!(String::from_utf8_lossy(&output.stderr).contains(what), "{what}");
        // The import looks into folders.
        if what == "is a folder" {
            continue;
        }
        let book = Book::new();
        fill(&book, "old.md");
        let output = book.run("book", &["import", "old.md"]);
        assert!(String::from_utf8_lossy(&output.stderr).contains(what), "{what}");
    }
}

#[test]
fn a_book_toml_that_is_not_a_file_is_reported() {
    for arguments in [&["check"][..], &["new", "A"], &["init"], &["render", "designs/a.toml"]] {
        let book = Book::new();
        pipe(&book, "book.toml");
        let output = book.run("book", arguments);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(
            !output.status.success() && said.contains("`book.toml` cannot be read: it is a named pipe"),
            "{said}"
        );
    }
}

/// A place that names a file, and how the finding on it begins.
struct Door {
    path: &'static str,
    place: &'static str,
    set_up: Box<dyn Fn(&Book)>,
}

fn doors() -> Vec<Door> {
    let door = |path, place, set_up: Box<dyn Fn(&Book)>| Door { path, place, set_up };
    vec![
        door("designs/f.toml", "designs/f.toml SD1201", Box::new(|_| {})),
        door("designs/a.toml", "src/a.md SD1201", Box::new(|_| {})),
        door("src/a.md", "src/SUMMARY.md SD011", Box::new(|_| {})),
        door("t.toml", "book.toml SD1206", Box::new(|book| book.set("templates = [\"t.toml\"]"))),
        door(
            "text.md",
            "designs/a.toml SD011",
            Box::new(|book| {
                let text = format!("{HEAD}[notes]\nsummary = {{ file = \"/text.md\" }}\n");
                book.write("book/designs/a.toml", &text);
            }),
        ),
    ]
}

#[test]
fn a_document_that_is_larger_than_any_is_not_imported() {
    let book = Book::new();
    fs::write(file(&book, "large.md"), format!("# P\n\n{}", "words ".repeat(3 << 19))).expect("a file");
    let output = book.run("book", &["import", "large.md"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("`large.md` is not read: it is larger than 8 MiB"), "{said}");
}
