//! What other people's CI uses of this repository, and the page of the guide that shows it.

use crate::harness::read;

/// The page.
const PAGE: &str = "book-example/src/how-to/ci.md";

/// The value of a key of YAML, at any depth.
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
    assert_eq!(names.len(), 4, "{names:?}");
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

/// A tag can be moved to other code, a commit cannot.
#[test]
fn the_workflows_pin_the_actions_of_others_by_commit() {
    let mut pinned = 0;
    for workflow in [".github/workflows/ci.yml", ".github/workflows/release.yml"] {
        for action in values(&read(workflow), "uses").into_iter().filter(|action| *action != "./") {
            let (commit, version) = action
                .split_once('@')
                .and_then(|(_, pin)| pin.split_once(" # "))
                .unwrap_or_else(|| panic!("{workflow}: {action} is not pinned as `@COMMIT # VERSION`"));
            assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{action}");
            assert!(version.starts_with('v'), "{action}");
            pinned += 1;
        }
    }
    assert!(pinned > 8, "{pinned}");
}

/// What the install script leaves in its folder, with other programs in place of those that it calls.
#[cfg(target_os = "linux")]
fn install(attested: bool) -> (bool, String, bool) {
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;

    let scratch = tempfile::tempdir().expect("a folder");
    let bin = scratch.path().join("bin");
    std::fs::create_dir(&bin).expect("a folder");
    let program = |folder: &std::path::Path, name: &str, script: &str| {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    };
    program(scratch.path(), "mdbook-system-design", "echo released");
    // The last argument is the address; its last part names the file.
    program(
        &bin,
        "curl",
        "for last; do :; done\n: > \"${last##*/}\"\necho \"$last\" >> \"$SCRATCH/fetched\"",
    );
    program(&bin, "tar", "cp \"$SCRATCH/mdbook-system-design\" .");
    program(&bin, "uname", "case $1 in -s) echo Linux ;; *) echo x86_64 ;; esac");
    program(&bin, "gh", if attested { "echo verified" } else { "echo 'no attestations found' >&2; exit 1" });
    program(&bin, "cargo", "echo cargo was called >&2; exit 3");
    let folder = scratch.path().join("installed");
    let output = Command::new("bash")
        .arg(crate::harness::repository(".github/install"))
        .args(["latest".as_ref(), folder.as_os_str()])
        .env("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default()))
        .env("SCRATCH", scratch.path())
        .env_remove("GITHUB_PATH")
        .output()
        .expect("bash");
    let printed = [output.stdout, output.stderr].concat();
    let there = std::fs::read_dir(&folder).expect("a folder").count() > 0;
    (output.status.success(), String::from_utf8_lossy(&printed).into_owned(), there)
}

#[cfg(target_os = "linux")]
#[test]
fn a_release_that_no_attestation_covers_is_not_installed() {
    let (done, printed, there) = install(true);
    assert!(done && printed.contains("released"), "{printed}");
    assert!(there);
    let (done, printed, there) = install(false);
    assert!(!done && printed.contains("did not build this file"), "{printed}");
    assert!(!printed.contains("cargo was called"), "{printed}");
    assert!(!there, "something was left");
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
    let (code, printed) = check(book.root(), ".");
    assert_eq!(code, Some(1), "{printed}");
    assert!(printed.contains("::error file=designs/shop.toml,line=11,"), "{printed}");

    let docs = book.root().join("docs & more");
    std::fs::create_dir(&docs).expect("a folder");
    for name in ["book.toml", "src", "designs"] {
        std::fs::rename(book.root().join(name), docs.join(name)).expect("a move");
    }
    let (code, printed) = check(book.root(), "docs & more");
    assert_eq!(code, Some(1), "{printed}");
    assert!(printed.contains("::error file=docs & more/designs/shop.toml,line=11,"), "{printed}");
}
