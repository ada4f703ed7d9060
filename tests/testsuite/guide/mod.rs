//! The guide and the README: every example in them that can run is run.
//!
//! `page` takes the fences out of the pages, with the marks before them; `snippets` runs each
//! according to its kind; `scratch` is the folder of a page's commands. The marks are HTML comments, which no
//! reader sees:
//!
//! | mark | meaning |
//! |---|---|
//! | `book: NAME` | from here on commands run in a fresh copy of `tests/books/NAME`, beside an old document |
//! | `replace PATH: OLD => NEW` | makes the change to a file that the text describes |
//! | `file: PATH` | the next fence is written there |
//! | `append: PATH` | the next fence is added there |
//! | `exit: CODE` | the exit code of the last command of the next fence |

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_system_design::book::inspect;
use mdbook_system_design::diagnostic::Level;
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{BlockKind, Template, Templates, Words};

use crate::builds::site::{Page, broken_links};
use crate::harness::{read, repository};

mod page;
mod reference;
mod scratch;
mod snippets;
mod words;

/// Pages whose examples have their own test: `rule_pages`.
const TESTED_ELSEWHERE: &str = "rules/";

#[test]
fn every_snippet_does_what_the_page_says() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for path in pages() {
        let found = page::snippets(&path, &read(&path));
        tried += found.len();
        wrong.extend(snippets::try_all(&path, &found));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
    assert!(tried > 50, "{tried}");
}

/// The README and the pages of the guide.
fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned()];
    let all = sources().into_iter().filter(|path| !path.starts_with(TESTED_ELSEWHERE));
    pages.extend(all.map(|path| format!("book-example/src/{path}")));
    pages
}

/// Every Markdown file below the book's `src`.
fn sources() -> Vec<String> {
    fn collect(folder: &std::path::Path, below: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file")) {
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{name}/"), found);
            } else if entry.path().extension().is_some_and(|extension| extension == "md") {
                found.push(name);
            }
        }
    }
    let mut found = Vec::new();
    collect(&repository("book-example/src"), "", &mut found);
    found.sort();
    found
}

#[test]
fn the_summary_names_every_page() {
    let summary = read("book-example/src/SUMMARY.md");
    let lost: Vec<_> = sources()
        .into_iter()
        .filter(|path| path != "SUMMARY.md" && !summary.contains(&format!("]({path})")))
        .collect();
    assert_eq!(lost, [""; 0]);
}

/// mdBook reads `{{#include …}}` in code as well, and goes on where there is no such file.
#[test]
fn what_a_page_includes_is_there() {
    let mut lost = Vec::new();
    let mut tried = 0;
    for path in sources() {
        let page = read(&format!("book-example/src/{path}"));
        for (at, start) in page.match_indices("{{#include ") {
            let file = page[at + start.len()..].split("}}").next().unwrap_or_default();
            let folder = std::path::Path::new("book-example/src").join(&path);
            let file = folder.parent().expect("a folder").join(file.split(':').next().unwrap_or_default());
            tried += 1;
            if !page[..at].ends_with('\\') && !repository(&file.to_string_lossy()).is_file() {
                lost.push(format!("{path}: {}", file.display()));
            }
        }
    }
    assert_eq!(lost, [""; 0]);
    assert!(tried > 3, "{tried}");
}

#[test]
fn the_example_book_has_no_warning() {
    let inspection = inspect::book(&repository("book-example")).unwrap();
    let found: Vec<_> = inspection
        .report
        .findings
        .iter()
        .filter(|finding| finding.level >= Level::Warn)
        .map(|finding| &finding.message)
        .collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn every_link_of_the_guide_lands() {
    let site = tempfile::tempdir().unwrap();
    let root = repository("book-example");
    let mut config = Config::from_disk(root.join("book.toml")).unwrap();
    config.build.build_dir = site.path().to_owned();
    config.build.create_missing = false;
    let mut book = MDBook::load_with_config(&root, config).unwrap();
    book.with_preprocessor(mdbook_system_design::book::SystemDesign::new(|_| {}));
    book.build().unwrap();
    assert_eq!(broken_links(site.path()), [""; 0]);

    // One design, by two templates, and one by an organisation's own.
    let headings = |page: &str| -> Vec<String> {
        let page = Page::read(&site.path().join("designs").join(page));
        page.headings().into_iter().map(|heading| heading.text).collect()
    };
    assert!(headings("url-shortener.html").contains(&"5. Technical Decisions".to_owned()));
    let brief = headings("brief.html");
    assert!(brief.contains(&"Design brief: URL Shortener 1.2.0".to_owned()), "{brief:?}");
    assert!(brief.contains(&"Decisions to Review".to_owned()), "{brief:?}");
    let german = headings("liegeplatz.html");
    assert!(german.contains(&"7. Datenschutz".to_owned()), "{german:?}");
    assert!(german.contains(&"9. Kosten".to_owned()), "{german:?}");
}

#[test]
fn every_link_of_the_readme_lands() {
    let readme = read("README.md");
    let files = page::links(&readme).into_iter().filter(|link| !link.contains("://"));
    let mut count = 0;
    for link in files {
        let path = link.split('#').next().unwrap_or_default();
        assert!(repository(path).exists(), "{link}");
        count += 1;
    }
    assert!(count > 5, "{count}");
}

#[cfg(feature = "cli")]
#[test]
fn the_page_that_the_readme_shows_is_what_is_printed() {
    let design = repository("book-example/designs/url-shortener.toml");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"))
        .args(["render".as_ref(), design.as_os_str()])
        .output()
        .unwrap();
    assert!(output.status.success());
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    snapbox::assert_data_eq!(printed, snapbox::file!["../../../docs/url-shortener.md"].raw());
}

#[test]
fn the_examples_that_are_accepted_have_no_finding_and_the_patterns_lack_only_what_is_to_be_written() {
    let inspection = inspect::book(&repository("book-example")).unwrap();
    let codes: std::collections::BTreeSet<&str> =
        inspection.report.findings.iter().map(|finding| finding.rule.code).collect();
    // The parcel lockers have a draft that breaks what the web shop relies on.
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["SD101", "SD1103"]);
}

/// Words that are the same in German.
const SAME_IN_GERMAN: [&str; 3] = ["Element", "System", "Version"];

#[test]
fn the_german_template_leaves_no_word_in_english() {
    let mut sources = Sources::new();
    let mut templates = Templates::embedded(&mut sources);
    let root = Root::new(&repository("book-example"), false);
    let granted = root.resolve(root.folder(), "templates/hafenamt-entwurf.toml").unwrap();
    let file = sources.load(&granted).unwrap();
    let mut sink = mdbook_system_design::diagnostic::Sink::default();
    templates.load(&[file], &mut sources, &root, &mut sink);
    assert!(sink.is_empty(), "{:?}", sink.findings());
    let words = |name: &str| words(templates.find(name).ok().flatten().unwrap());
    let (english, german) = (words("system-design@1"), words("hafenamt-entwurf@1"));
    let same: Vec<_> = german
        .iter()
        .filter(|(place, word)| english.iter().any(|(known, of)| known == place && of == word))
        .filter(|(_, word)| !SAME_IN_GERMAN.contains(&word.as_str()))
        .collect();
    assert!(same.is_empty(), "{same:#?}");
}

/// Every printed word of a template, with its place.
fn words(template: &Template) -> Vec<(String, String)> {
    let labels = |place: String, words: &Words| -> Vec<(String, String)> {
        words.labels.iter().map(|(key, word)| (format!("{place}.{key}"), word.clone())).collect()
    };
    let mut found = labels("labels".to_owned(), &template.labels);
    found.push(("title".to_owned(), template.title.clone()));
    for section in &template.sections {
        found.push((section.key.clone(), section.heading.clone()));
        for block in &section.blocks {
            let place = format!("{}.{}", section.key, block.key);
            found.extend(block.heading.iter().map(|heading| (place.clone(), heading.clone())));
            if let BlockKind::Facts { fields, .. } = &block.kind {
                let fields =
                    fields.iter().map(|field| (format!("{place}.{}", field.key), field.label.clone()));
                found.extend(fields);
            }
            found.extend(block.kind.words().map(|words| labels(place, words)).unwrap_or_default());
        }
    }
    found
}
