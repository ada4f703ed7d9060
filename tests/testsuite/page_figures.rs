//! What a page says of its design: the figure that `check` says, and never advice.

use mdbook_system_design::book::inspect::Target;
use mdbook_system_design::book::{Chapter, Checked, Input, expand};
use mdbook_system_design::diagnostic::Group;
use mdbook_system_design::source::Overlay;
use serde_json::json;

use crate::corpus;
use crate::harness::{read, write};

const STATUSES: [&str; 7] =
    ["draft", "proposed", "accepted", "implemented", "deprecated", "superseded", "rejected"];

/// Whole designs, from which nobody has taken anything.
const WHOLE: [&str; 9] = [
    "tests/designs/url-shortener.toml",
    "tests/designs/web-shop.toml",
    "tests/systems/shop.toml",
    "tests/systems/field-notes.toml",
    "tests/systems/meter-pipeline.toml",
    "tests/systems/compiler.toml",
    "book-example/designs/password-server.toml",
    "book-example/designs/watch.toml",
    "book-example/designs/pattern-saas.toml",
];

/// The designs of the corpora: the whole ones with each status, those with a mistake with one after another.
fn designs() -> Vec<String> {
    let with = |text: &str, status: &str| {
        let of = STATUSES.map(|known| format!("status = \"{known}\""));
        let written = of.iter().filter_map(|written| text.find(written).map(|at| (at, written))).min();
        written.map_or_else(
            || text.to_owned(),
            |(_, written)| text.replacen(written, &format!("status = \"{status}\""), 1),
        )
    };
    let whole = WHOLE.map(read);
    let mut designs: Vec<String> =
        whole.iter().flat_map(|text| STATUSES.map(|status| with(text, status))).collect();
    let wrong = corpus::designs().into_iter().zip(STATUSES.iter().cycle());
    designs.extend(wrong.map(|(wrong, status)| with(&wrong.text, status)));
    designs
}

/// The design by an id that no other one has, and with a footer.
fn alone(text: &str, number: usize) -> String {
    let lines = text
        .lines()
        .map(|line| if line.starts_with("id = ") { format!("id = \"d{number}\"") } else { line.to_owned() });
    let text = lines.collect::<Vec<_>>().join("\n");
    if text.contains("[footprint") { text } else { format!("{text}\n\n[footprint]\n") }
}

/// What the footer has to say, by what `check` found.
fn figure(checked: &Checked) -> String {
    let all = &checked.completeness;
    let denied = checked.report.denied();
    if all.is_whole() && denied == 0 {
        return "✅ COMPLETE".to_owned();
    }
    let counted = |count: usize, before: &str, one: &str| match count {
        0 => String::new(),
        1 => format!("{before}1 {one}"),
        count => format!("{before}{count} {one}s"),
    };
    let justified = match all.justified() {
        0 => String::new(),
        justified => format!(", {justified} not applicable"),
    };
    format!(
        "⚠️ INCOMPLETE ({} of {} answered{justified}{}{})",
        all.answered(),
        all.required(),
        counted(all.placeholders, ", ", "placeholder"),
        counted(denied, "; ", "error"),
    )
}

#[test]
fn a_page_says_the_figure_of_the_check_and_no_advice() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[preprocessor.system-design]\nfail-on = \"never\"\ndiagrams = \"none\"\n";
    write(&folder.path().join("book.toml"), &format!("[book]\n\n{settings}"));
    let designs: Vec<String> =
        designs().iter().enumerate().map(|(number, text)| alone(text, number)).collect();
    let mut chapters = Vec::new();
    for (number, design) in designs.iter().enumerate() {
        write(&folder.path().join(format!("designs/d{number}.toml")), design);
        let path = format!("d{number}.md");
        let content = format!("<<#system-design /designs/d{number}.toml>>\n");
        write(&folder.path().join("src").join(&path), &content);
        let name = format!("Design {number}");
        chapters.push((number, Chapter { name, source_path: Some(path.clone()), path: Some(path), content }));
    }
    let list: Vec<String> =
        (0..designs.len()).map(|number| format!("- [Design {number}](d{number}.md)\n")).collect();
    write(&folder.path().join("src/SUMMARY.md"), &list.concat());

    let expansion = expand(Input {
        root: folder.path().to_owned(),
        settings: json!({ "preprocessor": { "system-design": { "fail-on": "never", "diagrams": "none" } } }),
        renderer: "html".to_owned(),
        mdbook_version: "0.5.4".to_owned(),
        chapters,
        paths: Vec::new(),
    });
    let pages = expansion.contents.expect("nothing fails");
    let found = Target::book(folder.path()).inspect(&Overlay::default()).expect("a book");

    let (mut compared, mut advised) = (0, 0);
    for (file, checked) in &found.designs {
        let path = found.session.sources.get(*file).path();
        let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
        let number: usize = name.trim_start_matches('d').parse().expect("a number");
        let (_, page) = &pages[number];
        if checked.design.is_none() || checked.template.is_none() {
            continue;
        }
        for finding in checked.report.findings.iter().filter(|finding| finding.rule.group != Group::Missing) {
            let rule = finding.rule.name;
            assert!(
                !page.contains(rule) || designs[number].contains(rule),
                "{rule} is on this page:\n{page}"
            );
            advised += usize::from(finding.rule.group == Group::Advice);
        }
        let words = ["**Architecture Design Status**: ", "**Completeness**: "];
        let footer = page.lines().find_map(|line| words.iter().find_map(|word| line.strip_prefix(word)));
        let Some(footer) = footer else { continue };
        compared += 1;
        let said: Vec<&str> =
            checked.report.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(footer, figure(checked), "{}\n{said:#?}", designs[number]);
    }
    assert!(compared > 300 && advised > 50, "{compared} pages, {advised} findings of advice");
}
