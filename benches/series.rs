//! Books with many series, and a comparison: `cargo bench --bench series`.
//!
//! Before anything is timed, a book with twice as many series may take at most as many times as long to check and
//! to build with an index as [`books::grow`] allows, and a comparison of two versions of a web shop at most
//! [`COMPARISON`].

#![allow(clippy::unwrap_used, reason = "a bench that cannot read its data must stop")]
#![allow(clippy::print_stdout, reason = "it prints its results")]

use std::path::Path;
use std::time::Duration;

use divan::{Bencher, black_box};
use mdbook_system_design::book::rules;
use mdbook_system_design::book::{Chapter, Input, expand, inspect};
use mdbook_system_design::compare::{Side, compare};
use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::Templates;

mod books;

/// How many series; each has four files.
const SERIES: [usize; 3] = [125, 250, 500];
const VERSIONS: [&str; 4] = ["1.0.0", "1.1.0", "1.2.0", "2.0.0"];

const COMPARISON: Duration = Duration::from_millis(20);

const DESIGN: &str = include_str!("../tests/designs/url-shortener.toml");
const SHOP: &str = include_str!("../tests/designs/web-shop.toml");

/// A book in which each series has its chapter.
fn book(folder: &Path, series: usize) {
    let write = |path: &str, text: &str| books::write(folder, path, text);
    write("book.toml", "[book]\ntitle = \"B\"\n[preprocessor.system-design]\nfail-on = \"never\"\n");
    let mut summary = String::from("# Summary\n\n- [All](all.md)\n");
    for number in 0..series {
        for version in VERSIONS {
            let text = DESIGN.replacen("version = \"1.2.0\"", &format!("version = \"{version}\""), 1);
            let text = text.replace("URL Shortener", &format!("URL Shortener {number}"));
            write(&format!("designs/s{number}/{version}.toml"), &text);
        }
        write(&format!("src/s{number}.md"), &format!("<<#system-design /designs/s{number}>>\n"));
        summary.push_str(&format!("- [S{number}](s{number}.md)\n"));
    }
    write("src/all.md", "<<#system-design-index>>\n");
    write("src/SUMMARY.md", &summary);
}

fn check(folder: &Path) {
    black_box(inspect::book(folder).unwrap());
}

/// All chapters as a build makes them, the index of all series first.
fn build(folder: &Path) {
    let shown = std::fs::read_dir(folder.join("designs")).unwrap().count();
    let series =
        (0..shown).map(|number| (format!("s{number}"), format!("<<#system-design /designs/s{number}>>\n")));
    let all = std::iter::once(("all".to_owned(), "<<#system-design-index>>\n".to_owned())).chain(series);
    let chapters = all.enumerate().map(|(at, (name, content))| {
        let path = Some(format!("{name}.md"));
        (at, Chapter { name, source_path: path.clone(), path, content })
    });
    let expansion = expand(Input {
        root: folder.to_owned(),
        settings: serde_json::json!({ "preprocessor": { "system-design": { "fail-on": "never" } } }),
        renderer: "html".to_owned(),
        mdbook_version: String::new(),
        chapters: chapters.collect(),
        paths: Vec::new(),
    });
    let contents = expansion.contents.unwrap();
    let index = &contents.iter().find(|(at, _)| *at == 0).unwrap().1;
    assert_eq!(index.matches("URL Shortener").count(), shown, "a row for each series");
}

/// Two versions of the web shop that differ here and there, to be compared.
struct Shop {
    templates: Templates,
    old: Design,
    new: Design,
}

impl Shop {
    fn new() -> Self {
        let mut sources = Sources::new();
        let templates = Templates::embedded(&mut sources);
        let context = KnownNames::new(&templates, rules::all());
        let root = Root::new(Path::new("."), false);
        let mut design = |text: &str| {
            let file = sources.add("shop.toml", text);
            let mut sink = Sink::default();
            Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink)).unwrap()
        };
        let old = design(SHOP);
        let new =
            design(&SHOP.replace("gRPC", "JSON over HTTPS").replace("[components.", "[components.new-"));
        Self { templates, old, new }
    }

    fn compare(&self) -> usize {
        let template = self.templates.find("system-design@1").unwrap().unwrap();
        let side = |design| Side { design, template };
        compare(side(&self.old), side(&self.new), &[]).entries.len()
    }
}

fn main() {
    let what = |series: usize| format!("{series} series, {} files", series * VERSIONS.len());
    books::grow(&[("check", check), ("build", build)], &SERIES, what, book);
    let shop = Shop::new();
    let time = books::best(|| {
        black_box(shop.compare());
    });
    println!("comparison of the web shop: {} µs", time.as_micros());
    assert!(cfg!(debug_assertions) || time < COMPARISON, "{time:?}");
    divan::main();
}

#[divan::bench]
fn comparison(bencher: Bencher) {
    let shop = Shop::new();
    bencher.bench_local(|| shop.compare());
}
