//! Books whose designs use each other: `cargo bench --bench landscape`.
//!
//! A book with twice as many designs, each of which relies on [`RELATIONS`] others, may take at most as many times
//! as long as [`books::grow`] allows to check, to build with a landscape and a page for each design, and to draw as
//! one picture.

#![allow(clippy::unwrap_used, reason = "a bench that cannot read its data must stop")]
#![allow(clippy::print_stdout, reason = "it prints its results")]

use std::fmt::Write as _;
use std::path::Path;

use mdbook_system_design::book::{
    Chapter, Input, LandscapeView, PictureForm, draw_landscape, expand, inspect,
};

mod books;

/// How many designs.
const DESIGNS: [usize; 3] = [125, 250, 500];
/// On how many others each of them relies.
const RELATIONS: usize = 6;

const TEMPLATE: &str = include_str!("../tests/landscape/base/templates/mini.toml");

/// A design that relies on those before it; the first ones on the last ones, without waiting for them.
fn design(number: usize, count: usize) -> String {
    let mut text = format!(
        "template = \"mini@1\"\n\n[design]\ntitle = \"Design {number}\"\nversion = \"1.0.0\"\nstatus = \"accepted\"\n\
         owners = [\"Team {}\"]\n\n\
         [components.api]\nname = \"Service\"\nkind = \"service\"\ndirectory = \"api\"\n\n[components.api.uses]\n",
        number % 20
    );
    let others = || (1..=RELATIONS).map(|step| (number + count - step * step) % count);
    for other in others() {
        let waits = if other > number { ", async = true" } else { "" };
        writeln!(text, "d{other} = {{ label = \"Asks\", protocol = \"HTTPS\", contract = \"ask\"{waits} }}")
            .unwrap();
    }
    for other in others() {
        write!(
            text,
            "\n[integrations.d{other}]\ndesign = \"d{other}@^1\"\ncontracts = [\"ask\"]\nmechanism = \"Requests\"\n\
             data = \"Answers to [d{other}:ask]\"\nauth = \"bearer\"\nfailure = \"It waits\"\n"
        )
        .unwrap();
    }
    text += "\n[api.ask]\nendpoint = \"GET /answers\"\ncomponent = \"api\"\nauth = \"bearer\"\n\
             responses = { 200 = \"The answer\", 401 = \"No token\" }\n";
    text
}

/// A book in which each design has its chapter.
fn book(folder: &Path, designs: usize) {
    let write = |path: &str, text: &str| books::write(folder, path, text);
    write("book.toml", &format!("[book]\ntitle = \"B\"\n{SETTINGS}"));
    write("templates/mini.toml", TEMPLATE);
    let mut summary = String::from("# Summary\n\n- [All](all.md)\n");
    for number in 0..designs {
        write(&format!("designs/d{number}.toml"), &design(number, designs));
        write(&format!("src/d{number}.md"), &format!("<<#system-design /designs/d{number}.toml>>\n"));
        writeln!(summary, "- [D{number}](d{number}.md)").unwrap();
    }
    write("src/all.md", "<<#system-design-landscape>>\n");
    write("src/SUMMARY.md", &summary);
}

const SETTINGS: &str =
    "[preprocessor.system-design]\ntemplates = [\"templates/*.toml\"]\nfail-on = \"never\"\n";

fn check(folder: &Path) {
    let found = inspect::book(folder).unwrap().report.findings;
    let between: Vec<&str> =
        found.iter().map(|finding| finding.rule.code).filter(|code| code.starts_with("SD13")).collect();
    assert!(between.is_empty(), "{between:?}");
}

/// All chapters as a build makes them, the landscape first.
fn build(folder: &Path) {
    let designs = std::fs::read_dir(folder.join("designs")).unwrap().count();
    let pages = (0..designs)
        .map(|number| (format!("d{number}"), format!("<<#system-design /designs/d{number}.toml>>\n")));
    let all = std::iter::once(("all".to_owned(), "<<#system-design-landscape>>\n".to_owned())).chain(pages);
    let chapters = all.enumerate().map(|(at, (name, content))| {
        let path = Some(format!("{name}.md"));
        (at, Chapter { name, source_path: path.clone(), path, content })
    });
    let settings = serde_json::json!({
        "preprocessor": { "system-design": { "templates": ["templates/*.toml"], "fail-on": "never" } }
    });
    let expansion = expand(Input {
        root: folder.to_owned(),
        settings,
        renderer: "html".to_owned(),
        mdbook_version: String::new(),
        chapters: chapters.collect(),
        paths: Vec::new(),
    });
    let contents = expansion.contents.unwrap();
    let (_, landscape) = contents.iter().find(|(at, _)| *at == 0).unwrap();
    assert!(landscape.contains("Design 7"), "the landscape has the designs");
}

fn draw(folder: &Path) {
    let view = LandscapeView { owners: None, only: &[], collapse: &[], form: PictureForm::default() };
    assert!(draw_landscape(folder, &view).unwrap().text.is_some());
}

fn main() {
    let what = |designs: usize| format!("{designs} designs, {} relations", designs * RELATIONS);
    books::grow(&[("check", check), ("build", build), ("draw", draw)], &DESIGNS, what, book);
}
