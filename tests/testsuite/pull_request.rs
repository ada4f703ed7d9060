//! The comment of the action on a pull request: written once, updated, taken back to one line, or left to the
//! summary of the run. The repository is a real one; GitHub's program is a script that keeps one comment in a file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::git::git;
use crate::harness::{self, read, repository};

/// Lists the comment if it begins with the marker, and writes it unless the token may only read.
const GH: &str = r#"#!/usr/bin/env bash
case $* in
    *--paginate*) if [ -e "$STORE/comment" ] && grep -qF "$MARKER" "$STORE/comment"; then echo 7; fi ;;
    *) [ -z "${READ_ONLY-}" ] || { echo 'HTTP 403: Resource not accessible by integration' >&2; exit 1; }
       echo "$3" >> "$STORE/calls"; cat > "$STORE/comment" ;;
esac
"#;

const BOOK: &str = "docs & more";

struct Forge(TempDir);

impl Forge {
    fn new() -> Self {
        let forge = Self(tempfile::tempdir().expect("a folder"));
        forge.write("bin/gh", GH);
        fs::set_permissions(forge.path("bin/gh"), fs::Permissions::from_mode(0o755)).expect("a mode");
        forge.write(
            &format!("origin/{BOOK}/book.toml"),
            "[book]\ntitle = \"B\"\n[preprocessor.system-design]\n",
        );
        forge.write(&format!("origin/{BOOK}/src/SUMMARY.md"), "- [A](a.md)\n");
        forge.write(&format!("origin/{BOOK}/src/a.md"), "<<#system-design /designs/shop.toml>>\n");
        forge.design(&read("tests/designs/url-shortener.toml"));
        forge.git(&["init", "--quiet", "--initial-branch", "main"]);
        forge.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
        forge.commit("Begin");
        forge
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        harness::write(&path, text);
    }

    fn design(&self, text: &str) {
        self.write(&format!("origin/{BOOK}/designs/shop.toml"), text);
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(&self.path("origin"), arguments)
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    /// What a run of the action prints for the head of the branch `change`, from a checkout of one commit.
    fn run(&self, read_only: bool) -> String {
        let base = self.git(&["rev-parse", "main"]);
        self.git(&["checkout", "--quiet", "--detach", "main"]);
        self.git(&["merge", "--quiet", "--no-ff", "--message", "Merge", "change"]);
        self.git(&["update-ref", "refs/pull/1/merge", "HEAD"]);
        self.git(&["checkout", "--quiet", "change"]);

        let checkout = tempfile::tempdir().expect("a folder");
        git(checkout.path(), &["init", "--quiet"]);
        let origin = format!("file://{}", self.path("origin").display());
        git(checkout.path(), &["remote", "add", "origin", &origin]);
        git(checkout.path(), &["fetch", "--quiet", "--depth", "1", "origin", "refs/pull/1/merge"]);
        git(checkout.path(), &["checkout", "--quiet", "FETCH_HEAD"]);

        let program = Path::new(env!("CARGO_BIN_EXE_mdbook-system-design")).parent().expect("a folder");
        let paths = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("bash");
        command
            .arg(repository(".github/comment"))
            .args([BOOK, base.trim(), "1"])
            .current_dir(checkout.path());
        command.env("PATH", format!("{}:{}:{paths}", self.path("bin").display(), program.display()));
        command.env("STORE", self.0.path()).env("GITHUB_REPOSITORY", "we/docs");
        command.env("GITHUB_REF", "refs/pull/1/merge").env("GITHUB_STEP_SUMMARY", self.path("summary"));
        if read_only {
            command.env("READ_ONLY", "1");
        }
        let output = command.output().expect("bash");
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{printed}");
        printed
    }

    fn comment(&self) -> Option<String> {
        fs::read_to_string(self.path("comment")).ok()
    }

    fn calls(&self) -> String {
        fs::read_to_string(self.path("calls")).unwrap_or_default().replace('\n', " ")
    }
}

#[test]
fn a_pull_request_has_one_comment_that_is_kept_current() {
    let forge = Forge::new();
    let before = read("tests/designs/url-shortener.toml");
    forge.git(&["checkout", "--quiet", "-b", "change"]);
    forge.commit("Nothing yet");
    forge.run(false);
    assert_eq!(forge.comment(), None, "nothing changed, and nothing is said");

    let breaking = before.replace("level = \"end-to-end\"", "level = \"unit\"");
    assert_ne!(breaking, before);
    forge.design(&breaking);
    forge.commit("Change a test");
    forge.run(false);
    let comment = forge.comment().expect("a comment");
    assert!(comment.starts_with(&format!("<!-- mdbook-system-design diff of {BOOK} -->\n")), "{comment}");
    assert!(comment.contains("T1"), "{comment}");

    forge.design(&breaking.replace("priority = \"must\"", "priority = \"could\""));
    forge.commit("Change more");
    // What others did to the base in the meantime is not this change.
    forge.git(&["checkout", "--quiet", "main"]);
    forge.write("origin/other.txt", "Elsewhere\n");
    forge.commit("Elsewhere");
    forge.git(&["checkout", "--quiet", "change"]);
    forge.run(false);
    let comment = forge.comment().expect("a comment");
    assert!(comment.contains("priority"), "{comment}");

    forge.design(&before);
    forge.commit("Take it back");
    forge.run(false);
    let comment = forge.comment().expect("a comment");
    assert_eq!(comment.trim_end().lines().count(), 2, "{comment}");
    assert_eq!(forge.calls(), "POST PATCH PATCH ");
}

#[test]
fn a_token_that_may_only_read_gets_the_summary() {
    let forge = Forge::new();
    forge.git(&["checkout", "--quiet", "-b", "change"]);
    forge.design(
        &read("tests/designs/url-shortener.toml").replace("priority = \"must\"", "priority = \"could\""),
    );
    forge.commit("Change");
    let printed = forge.run(true);
    assert!(printed.contains("may not comment"), "{printed}");
    let summary = fs::read_to_string(forge.path("summary")).expect("a summary");
    assert!(summary.contains("priority"), "{summary}");
    assert_eq!(forge.comment(), None);
}
