//! Runs a snippet according to its kind.

use mdbook_driver::config::Config;
use mdbook_system_design::book::{Chapter, Input, Surroundings, directive, expand};
use mdbook_system_design::diagnostic::{Report, Sink};
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::Templates;
use snapbox::IntoData as _;

use super::page::{Mark, Snippet};
use super::scratch::Scratch;
use crate::builds::site;
use crate::harness::repository;

/// What a part of a design may lack: the rest of it.
const OF_THE_WHOLE: [&str; 2] = ["SD008", "SD011"];

/// Runs the snippets of a page, one after the other, and returns the faults.
pub(super) fn try_all(path: &str, snippets: &[Snippet]) -> Vec<String> {
    let mut scratch = Scratch::empty();
    let mut wrong = Vec::new();
    for snippet in snippets {
        if let Err(why) = try_one(snippet, &mut scratch) {
            wrong.push(format!("{path}:{}: {why}", snippet.line));
        }
    }
    wrong
}

fn try_one(snippet: &Snippet, scratch: &mut Scratch) -> Result<(), String> {
    let mut code = 0;
    for mark in &snippet.marks {
        match mark {
            Mark::Book(name) => *scratch = Scratch::book(name),
            Mark::Replace { path, old, new } => {
                let text = scratch.read(path);
                if !text.contains(old.as_str()) {
                    return Err(format!("{path} does not hold `{old}`"));
                }
                scratch.write(path, &text.replacen(old, new, 1));
            }
            Mark::File(path) => scratch.write(path, &snippet.text),
            Mark::Append(path) => scratch.write(path, &format!("{}\n{}", scratch.read(path), snippet.text)),
            Mark::Exit(expected) => code = *expected,
        }
    }
    match snippet.language.as_str() {
        "toml" => toml(&snippet.text, scratch),
        "markdown" => markdown(&snippet.text, scratch),
        "console" => console(&snippet.text, code, scratch),
        "sh" => shell(&snippet.text, code, scratch),
        // `ci_files` tests these.
        "yaml" | "text" => Ok(()),
        other => Err(format!("nothing here can try a fence of `{other}`")),
    }
}

/// A design, a template, a book.toml, or a part of a design.
fn toml(text: &str, scratch: &Scratch) -> Result<(), String> {
    let first =
        text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    if first.starts_with("template = ") {
        return design(text, &[], scratch);
    }
    if first.starts_with("name = ") {
        return template(text);
    }
    if text.contains("[preprocessor.") || text.contains("[build]") {
        return book_toml(text);
    }
    if first.starts_with('[') {
        let head = "template = \"system-design@1\"\n";
        let meta = "[design]\ntitle = \"A\"\nversion = \"1.0.0\"\nstatus = \"draft\"\n";
        let meta = if text.contains("[design]") { "" } else { meta };
        return design(&format!("{head}{meta}{text}"), &OF_THE_WHOLE, scratch);
    }
    Err(format!("`{first}` begins neither a design, a template, a book.toml nor a table of a design"))
}

/// A design has no findings of the group `shape`, except the allowed ones.
fn design(text: &str, allowed: &[&str], scratch: &Scratch) -> Result<(), String> {
    let mut session = Surroundings::at(scratch.here()).session;
    let file = session.sources.add("designs/snippet.toml", text);
    session.open(file);
    let mut report = Report::default();
    session.check().into_values().for_each(|checked| report.append(checked.report));
    report
        .findings
        .retain(|finding| finding.rule.group.name() == "shape" && !allowed.contains(&finding.rule.code));
    none_of(&report)
}

fn template(text: &str) -> Result<(), String> {
    let mut sources = Sources::new();
    let mut templates = Templates::embedded(&mut sources);
    let file = sources.add("template.toml", text);
    let mut sink = Sink::default();
    templates.load(&[file], &mut sources, &Root::new(std::path::Path::new("."), false), &mut sink);
    match sink.findings().first() {
        Some(finding) => Err(finding.message.clone()),
        None => Ok(()),
    }
}

/// Both mdBook and this crate can read it.
fn book_toml(text: &str) -> Result<(), String> {
    text.parse::<Config>().map_err(|error| format!("{error:#}"))?;
    let folder = Scratch::empty();
    folder.write("book.toml", text);
    site::copy(&repository("book-example/templates"), &folder.here().join("templates"));
    none_of(&Surroundings::at(folder.here()).report)
}

/// A chapter whose directives expand: in the page's own book, if it has made one.
fn markdown(text: &str, scratch: &Scratch) -> Result<(), String> {
    let mut sources = Sources::new();
    let file = sources.add("chapter.md", text);
    if directive::find(text, file).directives.is_empty() {
        return Err("no directive is found in it".to_owned());
    }
    let plain = Scratch::book("plain");
    let book = if scratch.here().join("book.toml").is_file() { scratch } else { &plain };
    let chapter = Chapter {
        name: "Page".to_owned(),
        source_path: Some("snippet.md".to_owned()),
        path: Some("snippet.md".to_owned()),
        content: text.to_owned(),
    };
    let expansion = expand(Input {
        root: book.here().to_owned(),
        settings: serde_json::json!({ "preprocessor": { "system-design": {} } }),
        renderer: "html".to_owned(),
        mdbook_version: String::new(),
        chapters: vec![(0, chapter)],
        paths: Vec::new(),
    });
    match expansion.contents {
        Some(contents) if contents.iter().all(|(_, content)| !content.contains("<<#")) => Ok(()),
        Some(_) => Err("a directive is left in it".to_owned()),
        None => none_of(&expansion.report).and(Err("it does not expand".to_owned())),
    }
}

/// Commands after `$ `, each with its output.
fn console(text: &str, code: i32, scratch: &mut Scratch) -> Result<(), String> {
    let whole = format!("\n{text}");
    let steps: Vec<&str> = whole.split("\n$ ").skip(1).collect();
    for (at, step) in steps.iter().enumerate() {
        let (command, expected) = step.split_once('\n').unwrap_or((step, ""));
        let Some(ended) = run(command, if at + 1 == steps.len() { code } else { 0 }, scratch)? else {
            continue;
        };
        if expected.is_empty() {
            continue;
        }
        let expected = format!("{}\n", expected.trim_end());
        snapbox::Assert::new()
            .try_eq(Some(&command), ended.into_data(), expected.into_data())
            .map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn shell(text: &str, code: i32, scratch: &mut Scratch) -> Result<(), String> {
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        run(line.split("  #").next().unwrap_or(line).trim_end(), code, scratch)?;
    }
    Ok(())
}

/// The output of a command; `None` if it is not run.
fn run(command: &str, code: i32, scratch: &mut Scratch) -> Result<Option<String>, String> {
    // The shell of other systems knows another language.
    if cfg!(not(unix)) {
        return Ok(None);
    }
    match scratch.run(command) {
        Some(ended) if ended.code != code => {
            Err(format!("`{command}` ended with {} and not {code}:\n{}", ended.code, ended.printed))
        }
        ended => Ok(ended.map(|ended| ended.printed)),
    }
}

fn none_of(report: &Report) -> Result<(), String> {
    match report.findings.first() {
        Some(finding) => Err(format!("{}: {}", finding.rule.code, finding.message)),
        None => Ok(()),
    }
}
