//! Runs a case in a separate folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::case::{Case, Content, Expected};
use crate::builds::site;
use crate::git;
use crate::harness::{self, repository};

pub(super) struct Scratch {
    folder: TempDir,
    before: BTreeMap<String, String>,
}

impl Scratch {
    /// A folder with the files of a case, after the commands that ran before it.
    pub(super) fn of(case: &Case) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for above in root.ancestors().skip(1).map(|above| above.join("book.toml")) {
            assert!(!above.exists(), "the program would find {}: remove it", above.display());
        }
        if let Some(name) = &case.folder {
            site::copy(&repository("tests/cli").join(name), root);
        }
        if !case.commits.is_empty() {
            git::init(root);
        }
        for files in &case.commits {
            put(files, root);
            git::commit(root);
        }
        put(&case.files, root);
        for args in &case.before {
            let mut command = program(args);
            command.current_dir(root.join(&case.cwd)).stdin(Stdio::null());
            command.output().expect("the program");
        }
        let before = files(root);
        Self { folder, before }
    }

    pub(super) fn run(&self, case: &Case) -> Expected {
        let root = self.folder.path();
        let mut command = program(&case.args);
        command.current_dir(root.join(&case.cwd));
        git::calm(&mut command, root.parent().expect("a folder"));
        command.envs(&case.env);
        command.stdin(Stdio::piped()).stderr(Stdio::piped());
        if case.closed_stdout {
            let (reader, writer) = std::io::pipe().expect("a pipe");
            drop(reader);
            command.stdout(writer);
        } else {
            command.stdout(Stdio::piped());
        }
        let mut child = command.spawn().expect("the program");
        // The command's copy of the pipe's end is dropped with it.
        drop(command);
        let input =
            case.build.as_ref().map_or_else(|| case.stdin.clone(), |renderer| book(root, case, renderer));
        // A program that does not read its input may have closed it.
        let _ = child.stdin.take().expect("stdin").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("the program");

        let plain = |bytes: &[u8]| self.plain(&String::from_utf8_lossy(bytes));
        let mut stdout = plain(&output.stdout);
        if case.build.is_some() {
            stdout = chapters(&stdout);
        }
        if !case.only.is_empty() {
            let lines = stdout.lines().filter(|line| case.only.iter().any(|word| line.contains(word)));
            stdout = lines.fold(String::new(), |text, line| text + line + "\n");
        }
        Expected {
            exit: output.status.code().unwrap_or(-1),
            stdout,
            stderr: plain(&output.stderr),
            files: self.changed(),
        }
    }

    /// A text without the parts that differ from run to run or from machine to machine.
    fn plain(&self, text: &str) -> String {
        let root = self.folder.path().display().to_string();
        text.replace(&root, "[ROOT]").replace("mdbook-system-design.exe", "mdbook-system-design")
    }

    fn changed(&self) -> BTreeMap<String, Content> {
        let after = files(self.folder.path());
        let gone = self.before.keys().filter(|path| !after.contains_key(*path));
        let mut changed: BTreeMap<String, Content> =
            gone.map(|path| (path.clone(), Content::Absent(false))).collect();
        for (path, text) in after {
            if self.before.get(&path) == Some(&text) {
                continue;
            }
            // A schema has its own tests: here it only matters that it was written.
            let is_schema = Path::new(&path).extension().is_some_and(|extension| extension == "json");
            let text = if is_schema { "{…}\n".to_owned() } else { text };
            changed.insert(path, Content::Text(text));
        }
        changed
    }
}

fn put(files: &BTreeMap<String, Content>, root: &Path) {
    for (path, content) in files {
        let path = root.join(path);
        match content {
            Content::Text(text) => {
                harness::write(&path, text);
            }
            Content::Absent(_) => {
                std::fs::remove_file(&path).expect("a file of the folder");
                // A folder without files goes with its last one, as in a checkout.
                let _ = std::fs::remove_dir(path.parent().expect("a folder"));
            }
        }
    }
}

/// The help of a command.
pub(super) fn help(command: &[&str]) -> String {
    output(&[command, &["--help"]].concat())
}

/// What a command prints.
pub(super) fn output(args: &[&str]) -> String {
    let args: Vec<String> = args.iter().map(|word| (*word).to_owned()).collect();
    let output = program(&args).output().expect("the program");
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn program(args: &[String]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
    command
        .args(args)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("GITHUB_ACTIONS");
    command
}

/// What mdBook sends for the book on disk.
fn book(root: &Path, case: &Case, renderer: &str) -> String {
    let read = |path: PathBuf| {
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let config: Value = toml::from_str(&read(root.join("book.toml"))).expect("book.toml");
    let src = config.pointer("/book/src").and_then(Value::as_str).unwrap_or("src");
    let summary = read(root.join(src).join("SUMMARY.md"));
    let links = summary.lines().filter_map(|line| line.split_once("](")?.1.strip_suffix(')'));
    let items: Vec<Value> = links
        .map(|path| {
            let content = read(root.join(src).join(path));
            json!({ "Chapter": {
                "name": path, "content": content, "number": null, "sub_items": [], "path": path,
                "source_path": path, "parent_names": [],
            }})
        })
        .collect();
    let context = json!({
        "root": root, "config": config, "renderer": renderer, "mdbook_version": case.mdbook,
    });
    json!([context, { "items": items }]).to_string()
}

/// The chapters that came back, one after the other.
fn chapters(answer: &str) -> String {
    let Ok(book) = serde_json::from_str::<Value>(answer) else { return answer.to_owned() };
    let mut text = String::new();
    show(&book["items"], &mut text);
    text
}

/// Those of a list, and those below them. What is below another one says where.
fn show(items: &Value, text: &mut String) {
    for item in items.as_array().expect("items") {
        let chapter = &item["Chapter"];
        let (path, content) = (chapter["path"].as_str(), chapter["content"].as_str());
        write!(text, "══ {}", path.expect("a path")).expect("a text");
        let parents = chapter["parent_names"].as_array().expect("a list");
        if !parents.is_empty() {
            write!(text, " = {} below {}", chapter["name"], chapter["parent_names"]).expect("a text");
        }
        writeln!(text, "\n{}", content.expect("a text").trim_end()).expect("a text");
        show(&chapter["sub_items"], text);
    }
}

/// Every file of a folder, by its path.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.extend(Some(path).filter(|path| !path.ends_with(".git")));
                continue;
            }
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            let bytes = std::fs::read(&path).expect("a file");
            found.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    found
}
