//! Manual pages: each command has one with all of its options, and no page refers to one that does not exist.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use crate::harness::read;

fn program(arguments: &[&str], folder: &std::path::Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
    command.args(arguments).current_dir(folder).output().expect("the program")
}

/// The text of a page without its escapes.
fn plain(page: &str) -> String {
    page.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "").replace("\\fI", "")
}

#[test]
fn every_command_has_a_page_with_its_options() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = program(&["man", "--dir", "share/man1"], folder.path());
    assert!(output.status.success(), "{output:?}");
    let entries = std::fs::read_dir(folder.path().join("share/man1")).expect("the pages");
    let pages: BTreeMap<String, String> = entries
        .map(|entry| entry.expect("a page"))
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(entry.path()).expect("a page");
            (name.trim_end_matches(".1").to_owned(), text)
        })
        .collect();

    let guide = read("book-example/src/reference/commands.md");
    for command in guide.lines().filter_map(|line| line.strip_prefix("## ")) {
        let name = format!("mdbook-system-design-{command}");
        // Other headings have more than one word or begin with a capital letter.
        if command.contains(' ') || command.starts_with(char::is_uppercase) {
            continue;
        }
        let page = pages.get(&name).unwrap_or_else(|| panic!("`{command}` has no page"));
        let printed = program(&["man", command], folder.path());
        assert_eq!(String::from_utf8_lossy(&printed.stdout), *page, "man {command}");
    }
    for (name, page) in &pages {
        let words: Vec<&str> = name.trim_start_matches("mdbook-system-design").split('-').skip(1).collect();
        let help = program(&[words.as_slice(), &["--help"]].concat(), folder.path());
        let help = String::from_utf8_lossy(&help.stdout).into_owned();
        let page = plain(page);
        let options = help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2);
        for option in options.map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-'))
        {
            assert!(page.contains(option), "{name} lacks {option}");
        }
        assert!(
            page.contains(&format!(".TH {name} 1  \"mdbook-system-design {}\"", env!("CARGO_PKG_VERSION")))
        );
        for part in page.split("(1)").filter(|part| !part.ends_with('\n')) {
            let other = part.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
            assert!(other.is_empty() || pages.contains_key(other), "{name} refers to {other}(1)");
        }
    }
    assert!(pages.len() > 12, "{:?}", pages.keys());
}
