//! `diff --git-driver`, as the real `git diff` calls it.

use super::{LATER, Repository, SOON, design};

fn set_up() -> Repository {
    let repository = Repository::new();
    repository.git(&["config", "diff.system-design.command", "mdbook-system-design diff --git-driver"]);
    repository.commit(&[
        (".gitattributes", "designs/**/*.toml diff=system-design\n"),
        ("designs/a shop.toml", &design("1.0.0", "accepted", SOON, "")),
        ("designs/gone.toml", &design("1.0.0", "accepted", SOON, "")),
    ]);
    repository
}

#[test]
fn git_diff_shows_what_changed_by_meaning() {
    let repository = set_up();
    repository.write("designs/a shop.toml", &design("1.1.0", "accepted", LATER, ""));
    repository.write("designs/new.toml", &design("0.1.0", "draft", SOON, ""));
    repository.write("other.txt", "one\n");
    std::fs::remove_file(repository.path("designs/gone.toml")).expect("a file");
    repository.git(&["add", "--all"]);
    let shown = repository.git(&["diff", "--cached", "--no-renames"]);
    let expected = "\
diff --system-design designs/a shop.toml
1.0.0 → 1.1.0: 1 breaking, 0 additive, 0 editorial, 0 to look at; step needed: major
designs/a shop.toml:10: `R1`: a quantity that a requirement bounds is weaker: `An order is confirmed within 2 s.` → `An order is confirmed within 3 s.` (breaking)
diff --system-design designs/gone.toml
deleted: `gone`, version 1.0.0, accepted
diff --system-design designs/new.toml
added: `new`, version 0.1.0, draft
diff --git a/other.txt b/other.txt
";
    assert!(shown.starts_with(expected), "{shown}");
}

#[test]
fn a_renamed_file_is_compared_with_itself() {
    let repository = set_up();
    repository.git(&["mv", "designs/a shop.toml", "designs/market.toml"]);
    let market = format!("{}# A comment.\n", design("1.0.0", "accepted", SOON, "").replace("Shop", "Market"));
    repository.commit(&[("designs/market.toml", &market)]);
    let shown = repository.git(&["log", "-1", "-p", "--ext-diff", "--find-renames", "--format="]);
    assert!(shown.contains("diff --system-design designs/a shop.toml → designs/market.toml\n"), "{shown}");
    assert!(shown.contains("`title` changed: `Shop` → `Market`"), "{shown}");
}

#[test]
fn what_cannot_be_read_does_not_stop_the_others() {
    let repository = set_up();
    repository.write("designs/a shop.toml", "not a design\n");
    std::fs::write(repository.path("designs/gone.toml"), [0xff, 0x00]).expect("a file");
    repository.commit(&[("designs/last.toml", &design("1.0.0", "draft", SOON, ""))]);
    let shown = repository.git(&["diff", "HEAD~1", "HEAD"]);
    assert!(
        shown.contains("diff --system-design designs/a shop.toml\nnot compared, since the file as it is"),
        "{shown}"
    );
    assert!(shown.contains("it is not UTF-8"), "{shown}");
    assert!(shown.ends_with("added: `last`, version 1.0.0, draft\n"), "{shown}");
}

#[test]
fn a_file_in_conflict_is_said_to_be() {
    let repository = set_up();
    for (branch, text) in [("ours", SOON), ("theirs", LATER)] {
        repository.git(&["checkout", "--quiet", "-b", branch, "main"]);
        let text = design("1.1.0", "accepted", &format!("{text} {branch}"), "");
        repository.commit(&[("designs/a shop.toml", &text)]);
    }
    repository.git(&["read-tree", "-m", "-u", "main", "theirs", "ours"]);
    let shown = repository.git(&["diff", "--cached"]);
    assert!(shown.contains("diff --system-design designs/a shop.toml\nnot merged yet\n"), "{shown}");
}
