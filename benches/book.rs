//! mdBook's side without the documents: `cargo bench --bench book`. Instructions are counted by
//! `benches/instructions/measure`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use mdbook_system_design::book::directive::find;
use mdbook_system_design::book::protocol::{Book, split};
use mdbook_system_design::book::splice::splice;
use mdbook_system_design::source::Sources;

const SIZES: [usize; 4] = [1, 10, 100, 1000];

fn main() {
    divan::main();
}

/// A book without directives is looked at once.
#[divan::bench(args = SIZES)]
fn no_directive(bencher: Bencher, chapters: usize) {
    let input = input(chapters, "");
    bencher.counter(BytesCount::of_slice(&input)).bench(|| {
        let envelope = split(black_box(&input)).expect("an envelope");
        assert!(!envelope.may_hold_directives());
        envelope.book.len()
    });
}

/// One directive in each chapter, each replaced by a document of 16 kB.
#[divan::bench(args = SIZES)]
fn a_directive_a_chapter(bencher: Bencher, chapters: usize) {
    let input = input(chapters, "\n<<#system-design designs/a.toml level=2>>\n");
    let document = "A line of a document, \"quoted\" here and there.\n".repeat(350);
    bencher.counter(BytesCount::of_slice(&input)).bench(|| {
        let envelope = split(black_box(&input)).expect("an envelope");
        let book = Book::parse(envelope.book).expect("a book");
        let contents: Vec<_> = book
            .chapters()
            .iter()
            .map(|chapter| Some(expanded(&chapter.content().expect("text"), &document)))
            .collect();
        book.with_contents(contents).expect("JSON")
    });
}

/// One chapter of 1 MB with a directive at its end.
#[divan::bench]
fn a_large_chapter(bencher: Bencher) {
    let text = format!("{}\n<<#system-design a.toml>>\n", paragraph().repeat(1_000_000 / paragraph().len()));
    bencher.counter(BytesCount::of_str(&text)).bench(|| expanded(black_box(&text), "document"));
}

fn expanded(text: &str, document: &str) -> String {
    let found = find(text, Sources::new().add("chapter.md", ""));
    let places = found.directives.iter().filter_map(|directive| directive.slot.as_ref());
    splice(text, places.map(|place| place.edit(document)).collect())
}

fn input(chapters: usize, end: &str) -> Vec<u8> {
    let markdown = format!("# A chapter\n\n{}{end}", paragraph().repeat(20));
    let chapter = serde_json::json!({ "Chapter": { "name": "A", "content": markdown, "number": [1], "sub_items": [],
        "path": "a.md", "source_path": "a.md", "parent_names": [] } });
    let context =
        serde_json::json!({ "root": "/b", "config": {}, "renderer": "html", "mdbook_version": "0.5.4" });
    serde_json::to_vec(&serde_json::json!([context, { "items": vec![chapter; chapters] }])).expect("JSON")
}

fn paragraph() -> &'static str {
    "Some *prose* with a [link](other.md#part), `code`, 100 numbers and a <b>tag</b>,\nover two lines of text.\n\n"
}
