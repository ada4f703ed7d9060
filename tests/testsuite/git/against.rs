//! `check --against REV` and `diff --against REV`: a book and what it was when this branch left another one.

use serde_json::Value;

use super::{LATER, Ran, Repository, SOON, design};

const BOOK: [(&str, &str); 3] = [
    ("book.toml", "[book]\ntitle = \"B\"\n[preprocessor.system-design]\n"),
    ("src/SUMMARY.md", "- [A](a.md)\n"),
    ("src/a.md", "# A\n"),
];

/// A book in a folder of a repository, with some designs.
fn book(folder: &str, designs: &[(&str, String)]) -> Repository {
    let repository = Repository::new();
    for (path, text) in BOOK {
        repository.write(&format!("{folder}{path}"), text);
    }
    for (path, text) in designs {
        repository.write(&format!("{folder}designs/{path}"), text);
    }
    repository.commit(&[]);
    repository
}

fn accepted(version: &str, text: &str) -> String {
    design(version, "accepted", text, "")
}

impl Repository {
    fn put(&self, name: &str, text: &str) {
        self.write(&format!("designs/{name}"), text);
    }

    fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(&format!("designs/{name}"))).expect("a file");
    }

    /// The findings about versions of `check --against`: `code level file`.
    #[track_caller]
    fn found(&self, from: &str, arguments: &[&str]) -> Vec<String> {
        let arguments = [&["check", "--format", "json", "--against"], arguments].concat();
        let Ran { code, stdout, stderr } = self.run(from, &arguments);
        assert!(matches!(code, Some(0 | 1)), "{arguments:?}: {code:?} {stderr}");
        let lines = stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let word = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let mut found: Vec<String> = lines
            .filter(|line| word(line, "code").starts_with("SD110"))
            .map(|line| format!("{} {} {}", word(&line, "code"), word(&line, "level"), word(&line, "file")))
            .collect();
        found.sort();
        found
    }

    #[track_caller]
    fn diff_against(&self, arguments: &[&str]) -> String {
        let ran = self.run("", &[&["diff", "--against"], arguments].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
        ran.stdout
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn an_accepted_version_stays_as_it_is() {
    let repository = book(
        "",
        &[("shop.toml", accepted("1.0.0", SOON)), ("draft.toml", design("1.0.0", "draft", SOON, ""))],
    );
    assert_eq!(repository.found("", &["HEAD"]), NOTHING);
    repository.put("draft.toml", &design("1.0.0", "draft", LATER, ""));
    repository.put("shop.toml", &accepted("1.0.0", LATER));
    assert_eq!(repository.found("", &["HEAD"]), ["SD1104 deny designs/shop.toml"]);
    // Also where it is named alone, and from another folder.
    assert_eq!(repository.found("designs", &["HEAD", "shop.toml"]), ["SD1104 deny shop.toml"]);
    // What does not alter what others rely on is a note.
    repository.put("shop.toml", &accepted("1.0.0", SOON).replace("Shop", "Market"));
    assert_eq!(repository.found("", &["main"]), ["SD1104 note designs/shop.toml"]);
    // How its life goes on is nothing.
    let on = accepted("1.0.0", SOON)
        .replace("\"accepted\"", "\"deprecated\"\nowners = [\"A\"]\nupdated = 2026-01-01");
    repository.put("shop.toml", &on);
    assert_eq!(repository.found("", &["main"]), NOTHING);
    // A version of its own is what it takes, and that it is large enough.
    repository.put("shop.toml", &accepted("2.0.0", LATER));
    assert_eq!(repository.found("", &["main"]), NOTHING);
    repository.put("shop.toml", &accepted("1.1.0", LATER));
    assert_eq!(repository.found("", &["main"]), ["SD1103 deny designs/shop.toml"]);
}

#[test]
fn what_is_cited_belongs_to_a_version() {
    let cites = accepted("1.0.0", SOON);
    let cites = cites.replace("\n\n[req", "\nsummary = { file = \"orders.md\" }\n\n[req");
    let repository = book("my book/", &[("shop.toml", cites), ("orders.md", "Orders.\n".to_owned())]);
    repository.write("my book/designs/orders.md", "All orders.\n");
    let found = repository.found("my book", &["HEAD"]);
    assert_eq!(found, ["SD1104 note designs/shop.toml"]);
}

#[test]
fn a_version_does_not_go_back() {
    let repository = book(
        "",
        &[("shop.toml", accepted("1.2.0", SOON)), ("draft.toml", design("1.2.0", "draft", SOON, ""))],
    );
    repository.put("shop.toml", &accepted("1.1.0", LATER));
    repository.put("draft.toml", &design("1.1.0", "draft", SOON, ""));
    let expected = ["SD1105 deny designs/shop.toml", "SD1105 note designs/draft.toml"];
    assert_eq!(repository.found("", &["HEAD"]), expected);
}

#[test]
fn a_version_that_others_rely_on_does_not_go() {
    let members =
        ["1.0.0", "1.1.0", "1.2.0"].map(|version| (format!("shop/{version}.toml"), accepted(version, SOON)));
    let mut designs: Vec<(&str, String)> =
        members.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    designs.push(("gone.toml", accepted("1.0.0", SOON)));
    designs.push(("draft.toml", design("1.0.0", "draft", SOON, "").replace("Shop", "Draft")));
    let repository = book("", &designs);
    repository.remove("shop/1.1.0.toml");
    repository.remove("gone.toml");
    repository.remove("draft.toml");
    let found = repository.found("", &["HEAD"]);
    assert_eq!(found, ["SD1104 deny designs/shop/1.2.0.toml", "SD1104 note git:HEAD:designs/gone.toml"]);
    repository.remove("shop/1.0.0.toml");
    repository.remove("shop/1.2.0.toml");
    let found = repository.found("", &["HEAD"]);
    assert_eq!(
        found,
        ["SD1104 note git:HEAD:designs/gone.toml", "SD1104 note git:HEAD:designs/shop/1.2.0.toml"]
    );
}

#[test]
fn a_file_that_moved_is_not_gone() {
    let repository = book(
        "",
        &[
            ("shop.toml", accepted("1.0.0", SOON)),
            ("other.toml", accepted("1.0.0", LATER).replace("Shop", "Other")),
        ],
    );
    // A file that became a series.
    repository.remove("shop.toml");
    repository.put("shop/1.0.0.toml", &accepted("1.0.0", SOON));
    repository.put("shop/2.0.0.toml", &accepted("2.0.0", LATER));
    // A file that was renamed, with an edit.
    repository.remove("other.toml");
    repository
        .put("market.toml", &accepted("2.0.0", "An order is confirmed within 4 s.").replace("Shop", "Other"));
    assert_eq!(repository.found("", &["HEAD"]), NOTHING);
    let text = repository.diff_against(&["HEAD"]);
    assert!(text.contains("designs/market.toml: 1.0.0 → 2.0.0: 1 breaking"), "{text}");
    // The version that it became is frozen as the file was.
    repository.put("shop/1.0.0.toml", &accepted("1.0.0", LATER));
    repository.put("market.toml", &accepted("1.0.0", SOON).replace("Shop", "Other"));
    let found = repository.found("", &["HEAD"]);
    assert_eq!(found, ["SD1104 deny designs/market.toml", "SD1104 deny designs/shop/1.0.0.toml"]);
}

#[test]
fn a_branch_that_is_behind_is_not_blamed() {
    let repository = book("", &[("shop.toml", accepted("1.0.0", SOON))]);
    repository.git(&["branch", "feature"]);
    repository.put("shop.toml", &accepted("2.0.0", LATER));
    repository.put("new.toml", &accepted("1.0.0", SOON));
    repository.commit(&[]);
    repository.git(&["checkout", "--quiet", "feature"]);
    assert_eq!(repository.found("", &["main"]), NOTHING);
    assert_eq!(repository.diff_against(&["main"]), "nothing changed in meaning\n");
    repository.put("shop.toml", &accepted("1.0.0", "An order is confirmed within 4 s."));
    repository.commit(&[]);
    assert_eq!(repository.found("", &["main"]), ["SD1104 deny designs/shop.toml"]);
}

#[test]
fn all_that_changed_in_a_book_is_compared() {
    let repository = book(
        "",
        &[
            ("shop.toml", accepted("1.0.0", SOON)),
            ("same.toml", accepted("1.0.0", SOON).replace("Shop", "Same")),
            ("gone.toml", accepted("1.0.0", SOON).replace("Shop", "Gone")),
            ("lists/1.0.0.toml", accepted("1.0.0", SOON).replace("Shop", "Lists")),
        ],
    );
    assert_eq!(repository.diff_against(&["HEAD", "--format", "json"]), "");
    assert_eq!(repository.diff_against(&["HEAD", "--format", "markdown"]), "");
    repository.put("shop.toml", &accepted("1.1.0", LATER));
    repository
        .put("same.toml", &format!("{}# A comment.\n", accepted("1.0.0", SOON).replace("Shop", "Same")));
    repository.put("lists/1.1.0.toml", &accepted("1.1.0", LATER).replace("Shop", "Lists"));
    repository.put("new.toml", &design("0.1.0", "draft", SOON, "").replace("Shop", "New"));
    repository.remove("gone.toml");
    let expected = "\
designs/lists/1.1.0.toml: 1.0.0 → 1.1.0: 1 breaking, 0 additive, 0 editorial, 0 to look at; step needed: major
designs/lists/1.1.0.toml:10: `R1`: a quantity that a requirement bounds is weaker: `An order is confirmed within 2 s.` → `An order is confirmed within 3 s.` (breaking)
designs/shop.toml: 1.0.0 → 1.1.0: 1 breaking, 0 additive, 0 editorial, 0 to look at; step needed: major
designs/shop.toml:10: `R1`: a quantity that a requirement bounds is weaker: `An order is confirmed within 2 s.` → `An order is confirmed within 3 s.` (breaking)
designs/new.toml: added, version 0.1.0, draft
git:HEAD:designs/gone.toml: gone, version 1.0.0, accepted
";
    assert_eq!(repository.diff_against(&["HEAD"]), expected);
    let one = repository.diff_against(&["HEAD", "designs/shop.toml"]);
    assert!(one.starts_with("1.0.0 → 1.1.0: 1 breaking") && !one.contains("lists"), "{one}");
    let markdown = repository.diff_against(&["HEAD", "--format", "markdown"]);
    for part in [
        "<!-- mdbook-system-design diff -->",
        "### Shop: 1.0.0 → 1.1.0",
        "### Lists: 1.0.0 → 1.1.0",
        "`git:HEAD:designs/gone.toml`: gone",
    ] {
        assert!(markdown.contains(part), "{part}: {markdown}");
    }
    let ran = repository.run("", &["diff", "--against", "HEAD", "--exit-code"]);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn what_cannot_be_compared_is_never_no_change() {
    let repository =
        book("", &[("shop.toml", accepted("1.0.0", SOON)), ("broken.toml", "[design\n".to_owned())]);
    // What was broken and is as it was did not change.
    assert_eq!(repository.diff_against(&["HEAD"]), "nothing changed in meaning\n");
    repository.put("broken.toml", &accepted("1.0.0", SOON).replace("Shop", "Other"));
    let ran = repository.run("", &["diff", "--against", "HEAD"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("git:HEAD:designs/broken.toml:1:"), "{ran:?}");
    for command in ["check", "diff"] {
        for (revision, why) in [("v9", "Not a valid object name v9"), ("-x", "is not a revision")] {
            let ran = repository.run("", &[command, &format!("--against={revision}")]);
            assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
            assert!(ran.stderr.contains(why), "{command} {revision}: {ran:?}");
        }
    }
}

#[test]
fn a_clone_without_the_common_commit_is_told_what_to_fetch() {
    let repository = book("", &[("shop.toml", accepted("1.0.0", SOON))]);
    repository.git(&["checkout", "--quiet", "-b", "feature"]);
    repository.commit(&[("designs/shop.toml", &accepted("2.0.0", LATER))]);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.commit(&[("a.txt", "a")]);
    let clone = repository.cloned(&["--depth=1", "--no-single-branch", "--branch=feature"]);
    let ran = clone.run("", &["check", "--against", "origin/main"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("type `git fetch --unshallow`"), "{ran:?}");
    clone.git(&["fetch", "--quiet", "--unshallow"]);
    assert_eq!(clone.found("", &["origin/main"]), NOTHING);
    let alone = repository.cloned(&[]);
    alone.git(&["checkout", "--quiet", "--orphan", "new"]);
    alone.commit(&[]);
    let ran = alone.run("", &["check", "--against", "origin/main"]);
    assert!(ran.code == Some(2) && ran.stderr.contains("have no commit in common"), "{ran:?}");
}
