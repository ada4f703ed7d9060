//! `diff git:REV:PATH NEW`.

use super::{LATER, Ran, Repository, SOON, design};

const SHOP: &str = "designs/shop.toml";

/// Three commits of a design, and one more change that is not committed.
fn three_commits() -> Repository {
    let repository = Repository::new();
    for version in ["1.0.0", "1.1.0", "1.2.0"] {
        let text = if version == "1.0.0" { SOON } else { LATER };
        repository.commit(&[(SHOP, &design(version, "accepted", text, ""))]);
        repository.git(&["tag", &format!("v{version}")]);
    }
    repository.write(SHOP, &design("1.3.0", "draft", "An order is confirmed within 4 s.", ""));
    repository
}

impl Repository {
    /// What `diff` prints in a folder.
    #[track_caller]
    fn diff(&self, from: &str, old: &str, new: &str) -> String {
        let ran = self.run(from, &["diff", old, new]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
        ran.stdout
    }

    /// What is said where nothing can be compared.
    #[track_caller]
    fn refuses(&self, from: &str, old: &str) -> String {
        let ran = self.run(from, &["diff", old, &self.path(SHOP).to_string_lossy()]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{ran:?}");
        ran.stderr
    }
}

#[test]
fn each_revision_of_a_file_can_be_a_side() {
    let repository = three_commits();
    let is = |old: &str, new: &str, head: &str, line: &str| {
        let text = repository.diff("", old, new);
        assert!(text.starts_with(head) && text.contains(line), "{old} {new}: {text}");
    };
    is("git:HEAD~1:designs/shop.toml", SHOP, "1.1.0 → 1.3.0: 1 breaking", "designs/shop.toml:10: `R1`");
    is(
        "git:v1.0.0:designs/shop.toml",
        "git:HEAD:designs/shop.toml",
        "1.0.0 → 1.2.0",
        "git:HEAD:designs/shop.toml:10:",
    );
    is(SHOP, "git:HEAD:designs/shop.toml", "1.3.0 → 1.2.0: 1 breaking", "the version is lower");
    is(
        "git:v1.1.0:designs/shop.toml",
        "git:HEAD^{/A step}:./designs/shop.toml",
        "1.1.0 → 1.2.0: nothing",
        "",
    );
    is(
        "git:main@{0}:designs/../designs/shop.toml",
        "git:HEAD:designs/shop.toml",
        "1.2.0 → 1.2.0: nothing",
        "",
    );
}

#[test]
fn what_a_design_cites_and_its_template_are_read_at_the_revision() {
    let repository = Repository::new();
    let template = |label: &str| {
        format!(
            "name = \"own\"\nversion = \"1.0.0\"\ntitle = \"{{title}}\"\ntitle-hint = \"Name\"\n\n[[section]]\nkey = \"security\"\n\
             heading = \"Security\"\n[[section.block]]\nkey = \"access\"\n[section.block.facts]\nfrom = \"security\"\nfields = [\n  \
             {{ key = \"encryption\", label = \"{label}\", hint = \"How\", default = \"{label} 1.3.\" }},\n]\n"
        )
    };
    let shop = "template = \"own@1\"\n[design]\ntitle = \"Shop\"\nversion = \"1.0.0\"\nstatus = \"draft\"\n\
                summary = { file = \"text/summary.md\" }\n";
    repository.commit(&[
        (
            "book/book.toml",
            "[book]\ntitle = \"B\"\n[preprocessor.system-design]\ntemplates = [\"templates/*.toml\"]\n",
        ),
        ("book/templates/own.toml", &template("TLS")),
        ("book/designs/shop.toml", shop),
        ("book/designs/text/summary.md", "What a shop is.\n"),
    ]);
    repository.write("book/designs/text/summary.md", "What a market is.\n");
    repository.write("book/templates/own.toml", &template("SSL"));
    let more = format!("{shop}[security]\nencryption = \"Signal.\"\n");
    repository.write("book/designs/shop.toml", &more);
    let text = repository.diff("book", "git:HEAD:./designs/shop.toml", "designs/shop.toml");
    assert!(text.contains("`summary` changed") && text.contains("TLS 1.3."), "{text}");
    // What is not there any more is still what was cited.
    std::fs::remove_dir_all(repository.path("book/templates")).expect("a folder");
    let same = "git:HEAD:book/designs/shop.toml";
    assert!(repository.diff("", same, same).ends_with("nothing changed in meaning\n"));
}

#[test]
fn a_version_of_a_series_is_chosen_as_it_was() {
    let repository = Repository::new();
    repository.commit(&[
        ("designs/shop/1.0.0.toml", &design("1.0.0", "accepted", SOON, "")),
        ("designs/shop/1.1.0.toml", &design("1.1.0", "draft", SOON, "")),
    ]);
    repository.commit(&[
        ("designs/shop/1.1.0.toml", &design("1.1.0", "accepted", SOON, "")),
        ("designs/shop/2.0.0.toml", &design("2.0.0", "accepted", LATER, "")),
    ]);
    let versions = |old: &str, new: &str| {
        repository.diff("designs", old, new).split(':').next().unwrap_or_default().to_owned()
    };
    assert_eq!(versions("git:HEAD~1:designs/shop", "git:HEAD:designs/shop"), "1.0.0 → 2.0.0");
    assert_eq!(versions("git:HEAD~1:designs/shop@1.1.0", "shop@1"), "1.1.0 → 1.1.0");
    assert_eq!(versions("git:HEAD:./shop@~1.0", "git:HEAD:designs/shop/1.1.0.toml"), "1.0.0 → 1.1.0");
    let ran = repository.run("", &["diff", "git:HEAD~1:designs/shop@2", "designs/shop"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("no version of `shop` matches `^2`; there are 1.1.0, 1.0.0"), "{ran:?}");
}

#[test]
fn any_name_is_a_name() {
    let repository = Repository::new();
    let names = ["a folder/ü ß.toml", "-x.toml", "a@2.toml"];
    #[cfg(unix)]
    let names = [&names[..], &["two\nlines.toml", "quo\"te's.toml"]].concat();
    let text = design("1.0.0", "draft", SOON, "");
    let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, text.as_str())).collect();
    repository.commit(&files);
    for name in names {
        let (old, new) = (format!("git:HEAD:{name}"), format!("./{name}"));
        assert!(repository.diff("", &old, &new).ends_with("nothing changed in meaning\n"), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_in_its_revision_and_may_not_lead_out() {
    use std::os::unix::fs::symlink;
    let repository = Repository::new();
    repository.write("designs/shop.toml", &design("1.0.0", "accepted", SOON, ""));
    repository.write("others/a.toml", &design("1.0.0", "accepted", SOON, ""));
    let link = |to: &str, path: &str| symlink(to, repository.path(path)).expect("a link");
    link("shop.toml", "designs/link.toml");
    link("designs", "also");
    link("/etc/hostname", "designs/out.toml");
    link("round.toml", "designs/round.toml");
    link("../others/a.toml", "designs/beside.toml");
    repository.commit(&[]);
    repository.write("designs/shop.toml", &design("1.1.0", "accepted", LATER, ""));
    for old in ["git:HEAD:designs/link.toml", "git:HEAD:also/link.toml"] {
        assert!(repository.diff("", old, SHOP).starts_with("1.0.0 → 1.1.0: 1 breaking"), "{old}");
    }
    assert!(repository.refuses("", "git:HEAD:designs/out.toml").contains("symbolic link that leads out"));
    assert!(repository.refuses("", "git:HEAD:designs/beside.toml").contains("symbolic link that leads out"));
    assert!(repository.refuses("", "git:HEAD:designs/round.toml").contains("leads to itself"));
}

#[test]
fn what_is_no_design_is_said_to_be_none() {
    let repository = three_commits();
    let inner = Repository::new();
    inner.commit(&[("a.toml", "")]);
    repository.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        &inner.path("").to_string_lossy(),
        "inner.toml",
    ]);
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    repository.commit(&[("big.toml", pointer), ("bytes.toml", "x")]);
    std::fs::write(repository.path("bytes.toml"), [0xff, 0xfe, 0x00]).expect("a file");
    repository.commit(&[]);
    for (path, why) in [
        ("inner.toml", "it is a submodule"),
        ("bytes.toml", "it is not UTF-8 (the first wrong byte is at 0)"),
        ("none.toml", "there is no such file at `HEAD`"),
        ("big.toml", "git:HEAD:big.toml:1:"),
    ] {
        let said = repository.refuses("", &format!("git:HEAD:{path}"));
        assert!(said.contains(why), "{path}: {said}");
    }
}

#[test]
fn a_file_that_is_too_large_is_not_kept() {
    let repository = Repository::new();
    let large = std::fs::File::create(repository.path("large.toml")).expect("a file");
    large.set_len(64 * 1024 * 1024 + 1).expect("a sparse file");
    repository.commit(&[(SHOP, &design("1.0.0", "draft", SOON, "summary = { file = \"large.toml\" }"))]);
    assert!(repository.refuses("", "git:HEAD:large.toml").contains("it is larger than 64 MiB"));
}

#[test]
fn what_cannot_be_read_is_never_no_change() {
    let repository = three_commits();
    repository.commit(&[(SHOP, "template = \"design-brief@1\"\n[design\n")]);
    let said = repository.refuses("", "git:HEAD:designs/shop.toml");
    assert!(said.contains("git:HEAD:designs/shop.toml:2:"), "{said}");
    let ran = repository.run("", &["diff", "git:HEAD~1:designs/shop.toml", SHOP]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("--> designs/shop.toml:2:"), "{}", ran.stderr);
}

#[test]
fn a_revision_that_is_not_there_is_named_with_git_s_own_words() {
    let repository = three_commits();
    let is = |from: &str, old: &str, why: &str| {
        let said = repository.refuses(from, old);
        assert!(said.starts_with("error: ") && said.contains(why), "{old}: {said}");
    };
    is(
        "",
        "git:v9:designs/shop.toml",
        "there is no revision `v9`: fatal: Not a valid object name v9; `git log",
    );
    is("", "git:HEAD~9:designs/shop.toml", "Not a valid object name HEAD~9");
    is("", "git:--output=x:designs/shop.toml", "is not a revision of a file; write `git:REV:PATH`");
    is("", "git:HEAD", "is not a revision of a file; write `git:REV:PATH`");
    is("", "git:HEAD:../designs/shop.toml", "is outside the repository");
    is("", "git:HEAD:/etc/hostname", "is outside the repository");
    is("designs", "git:HEAD:shop.toml", "type `git:HEAD:designs/shop.toml`");
    is("designs", "git:HEAD:shop.toml@1", "type `git:HEAD:designs/shop.toml@1`");
}

#[test]
fn without_a_repository_or_git_that_is_said() {
    let repository = three_commits();
    std::fs::create_dir(repository.path("../plain")).expect("a folder");
    let said = repository.refuses("../plain", "git:HEAD:designs/shop.toml");
    assert!(said.contains("fatal: not a git repository"), "{said}");
    let arguments = ["diff", "git:HEAD:designs/shop.toml", SHOP];
    let Ran { code, stdout, stderr } = repository.run_with("", &arguments, &[("PATH", "/none")]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.starts_with("error: `git` cannot be run: "), "{stderr}");
}

#[test]
fn a_shallow_clone_is_told_what_to_fetch() {
    let repository = three_commits();
    repository.git(&["branch", "maintenance", "HEAD~1"]);
    for (revision, command) in [
        ("HEAD~2", "git fetch --unshallow"),
        ("v1.0.0", "git fetch --unshallow origin tag v1.0.0"),
        ("maintenance", "git fetch --unshallow origin maintenance:maintenance"),
        (
            "origin/maintenance~1",
            "git fetch --unshallow origin +refs/heads/maintenance:refs/remotes/origin/maintenance",
        ),
    ] {
        let clone = repository.cloned(&["--depth=1"]);
        let old = format!("git:{revision}:designs/shop.toml");
        let said = clone.refuses("", &old);
        let typed = said.split("type `").nth(1).and_then(|rest| rest.split('`').next());
        assert!(said.contains("this clone is shallow") && typed == Some(command), "{revision}: {said}");
        // What is said to be typed, helps.
        clone.git(&command.split(' ').skip(1).collect::<Vec<_>>());
        clone.diff("", &old, SHOP);
    }
}

#[test]
fn the_repository_is_the_one_that_git_means() {
    let repository = three_commits();
    // A second working tree.
    repository.git(&["worktree", "add", "--quiet", "../tree", "v1.0.0"]);
    assert!(
        repository.diff("../tree", "git:HEAD:designs/shop.toml", SHOP).starts_with("1.0.0 → 1.0.0: nothing")
    );
    assert!(repository.diff("../tree", "git:main:designs/shop.toml", SHOP).starts_with("1.2.0 → 1.0.0"));
    // A bare one has no files, but revisions.
    repository.git(&["clone", "--quiet", "--bare", ".", "../bare"]);
    let both = repository.diff("../bare", "git:v1.0.0:designs/shop.toml", "git:main:designs/shop.toml");
    assert!(both.starts_with("1.0.0 → 1.2.0: 1 breaking"), "{both}");
    // In a hook the environment says which one it is, relative to the working directory.
    let arguments = ["diff", "git:v1.0.0:designs/shop.toml", "git:HEAD:designs/shop.toml"];
    let ran = repository.run_with("", &arguments, &[("GIT_DIR", ".git")]);
    assert!(ran.stdout.starts_with("1.0.0 → 1.2.0"), "{ran:?}");
}

#[test]
fn a_pager_a_hook_and_a_lock_are_left_alone() {
    let repository = three_commits();
    repository.git(&["config", "core.pager", "false"]);
    repository.git(&["config", "core.fsmonitor", "touch ran"]);
    repository.write(".git/index.lock", "");
    repository.diff("", "git:HEAD:designs/shop.toml", SHOP);
    assert!(!repository.path("ran").exists());
}
