//! What other people's CI uses of this repository, and the page of the guide that shows it.

use crate::harness::read;

/// The page.
const PAGE: &str = "book-example/src/how-to/ci.md";

/// What stands behind a key of YAML, wherever it is.
fn values<'t>(yaml: &'t str, key: &str) -> Vec<&'t str> {
    let key = format!("{key}: ");
    yaml.lines().filter_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix(&key)).collect()
}

#[test]
fn the_page_names_hooks_that_are_there() {
    let hooks = read(".pre-commit-hooks.yaml");
    let there = values(&hooks, "id");
    let page = read(PAGE);
    let shown = values(&page, "id");
    assert!(!shown.is_empty());
    for id in shown {
        assert!(there.contains(&id), "{id} is none of {there:?}");
    }
    for id in there {
        assert!(page.contains(&format!("`{id}`")), "{id} is not explained");
    }
}

#[test]
fn the_page_explains_every_input_of_the_action() {
    let action = read("action.yml");
    let inputs =
        action.split_once("\ninputs:\n").and_then(|(_, rest)| rest.split_once("\nruns:")).expect("inputs").0;
    let names: Vec<_> = inputs
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'))
        .filter(|name| !name.starts_with(' '))
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let page = read(PAGE);
    for name in names {
        assert!(page.contains(&format!("| `{name}` |")), "{name} is not explained");
    }
}

#[test]
fn the_page_shows_the_version_that_there_is() {
    let page = read(PAGE);
    let shown: Vec<_> = page
        .match_indices("v0.")
        .map(|(at, _)| {
            page[at + 1..].split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default()
        })
        .collect();
    assert!(shown.len() > 2, "{shown:?}");
    assert!(shown.iter().all(|version| *version == env!("CARGO_PKG_VERSION")), "{shown:?}");
}

#[test]
fn the_archives_that_are_fetched_are_those_that_are_released() {
    let release = read(".github/workflows/release.yml");
    let fetched = [read(PAGE), read(".github/install")].concat();
    let mut names = 0;
    for (at, _) in fetched.match_indices("mdbook-system-design-").chain(fetched.match_indices("$program-")) {
        let name = fetched[at..]
            .split(|c: char| c.is_whitespace() || c == '"' || c == ';')
            .next()
            .unwrap_or_default();
        let target = name.trim_start_matches("mdbook-system-design-").trim_start_matches("$program-");
        let Some(target) = target.strip_suffix(".tar.gz").or_else(|| target.strip_suffix(".zip")) else {
            continue;
        };
        assert!(release.contains(&format!("target: {target},")), "{name} is not released");
        names += 1;
    }
    assert!(names > 5, "{names}");
    // cargo-binstall builds the same names.
    assert!(read("Cargo.toml").contains("{ name }-{ target }.tar.gz"));
}

/// Findings name files from the book's folder; GitHub looks for them from the repository's.
#[cfg(target_os = "linux")]
#[test]
fn the_action_shows_findings_at_the_repository_s_paths() {
    use std::path::Path;
    use std::process::Command;

    let book = crate::builds::Book::copy("broken");
    let git = |arguments: &[&str]| {
        assert!(
            Command::new("git")
                .args(arguments)
                .current_dir(book.root())
                .output()
                .expect("git")
                .status
                .success()
        );
    };
    git(&["init", "--quiet"]);
    let program = Path::new(env!("CARGO_BIN_EXE_mdbook-system-design")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let check = |folder: &Path, book: &str| {
        let output = Command::new("bash")
            .arg(crate::harness::repository(".github/check"))
            .arg(book)
            .current_dir(folder)
            .env("PATH", &path)
            .output()
            .expect("bash");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, said) = check(book.root(), ".");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("::error file=designs/shop.toml,line=11,"), "{said}");

    let docs = book.root().join("docs & more");
    std::fs::create_dir(&docs).expect("a folder");
    for name in ["book.toml", "src", "designs"] {
        std::fs::rename(book.root().join(name), docs.join(name)).expect("a move");
    }
    let (code, said) = check(book.root(), "docs & more");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("::error file=docs & more/designs/shop.toml,line=11,"), "{said}");
}
