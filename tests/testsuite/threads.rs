//! Any number of threads gives the same pages and the same findings, in the same order.

use std::fs::File;
use std::path::Path;
use std::process::Command;

use crate::harness::{self, read};

/// As many designs as several threads work on.
const DESIGNS: usize = 24;

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path());
    for arguments in [&[][..], &["check", ".", "--format", "json"]] {
        let [one, two, eight] = ["1", "2", "8"].map(|threads| run(folder.path(), arguments, threads));
        assert!(one.0.len() > 20_000, "{arguments:?}");
        assert!(one == two && one == eight, "{arguments:?}");
    }
}

/// A book whose designs have findings, and of which two have the same title.
fn book(folder: &Path) {
    let design = read("tests/designs/web-shop.toml");
    let mut summary = "# Summary\n\n".to_owned();
    let mut items = Vec::new();
    for number in 0..DESIGNS {
        let title = format!("title = \"Web shop {}\"", number.max(1));
        let path = |path: &str| folder.join(path);
        harness::write(
            &path(&format!("designs/d{number}.toml")),
            &design.replacen("title = \"Web shop\"", &title, 1),
        );
        let text = format!("# Chapter {number}\n\n<<#system-design /designs/d{number}.toml>>\n");
        harness::write(&path(&format!("src/c{number}.md")), &text);
        summary += &format!("- [Chapter {number}](c{number}.md)\n");
        let file = format!("c{number}.md");
        items.push(serde_json::json!({ "Chapter": {
            "name": format!("Chapter {number}"), "content": text, "number": [number + 1], "sub_items": [],
            "path": file, "source_path": file, "parent_names": [],
        }}));
    }
    harness::write(&folder.join("src/SUMMARY.md"), &summary);
    let settings = "fail-on = \"never\"\n";
    harness::write(
        &folder.join("book.toml"),
        &format!("[book]\ntitle = \"B\"\n[preprocessor.system-design]\n{settings}"),
    );
    let context = serde_json::json!({
        "root": folder, "renderer": "html", "mdbook_version": "0.5.4",
        "config": { "book": { "title": "B" }, "preprocessor": { "system-design": { "fail-on": "never" } } },
    });
    harness::write(&folder.join("book.json"), &serde_json::json!([context, { "items": items }]).to_string());
}

fn run(folder: &Path, arguments: &[&str], threads: &str) -> (Vec<u8>, Vec<u8>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
    command.args(arguments).current_dir(folder).env("SYSTEM_DESIGN_THREADS", threads);
    command.stdin(File::open(folder.join("book.json")).expect("a file"));
    let output = command.output().expect("the program");
    (output.stdout, output.stderr)
}
