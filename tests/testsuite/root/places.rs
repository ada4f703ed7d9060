//! Where findings are when a chapter includes others, and when folders are written in another way.

use mdbook_system_design::book::{Chapter, Input, expand};
use serde_json::json;

use super::Book;

/// `file:line CODE` of the findings of some rules in `check`.
fn places(book: &Book, from: &str, arguments: &[&str], rules: &[&str]) -> Vec<String> {
    let output = book.run(from, &[&["check", "--format", "short"], arguments].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let short = text.lines().filter_map(|line| {
        let (place, rest) = line.split_once(": ")?;
        let code = rest.split_once('[')?.1.split_once(']')?.0;
        let place = place.rsplit_once(':').map_or(place, |(place, _)| place);
        rules.contains(&code).then(|| format!("{place} {code}"))
    });
    short.collect()
}

#[test]
fn check_names_the_included_file_and_its_line() {
    for include in [
        "{{#include parts/p.md}}",
        "{{ #include parts/p.md }}",
        "{{#rustdoc_include parts/p.md}}",
        "{{#include parts/p.md:1:99}}",
    ] {
        let book = Book::new();
        book.write("book/src/a.md", &format!("# A\n\n{include}\n\n<<#system-design no.toml>>\n"));
        book.write("book/src/parts/p.md", "Words.\n\n<<#system-design /designs/a.toml level=9>>\n");
        let rules = ["SD1201", "SD1204", "SD1207"];
        assert_eq!(
            places(&book, "book", &[], &rules),
            ["src/a.md:5 SD1201", "src/parts/p.md:3 SD1204"],
            "{include}"
        );
        let below = ["book/src/a.md:5 SD1201", "book/src/parts/p.md:3 SD1204"];
        assert_eq!(places(&book, ".", &["book"], &rules), below, "{include}");
    }
}

#[test]
fn what_mdbook_leaves_as_text_is_not_expanded() {
    for text in [
        r"\{{#include parts/p.md}}",
        "{{#playground parts/p.md}}",
        "{{#include parts/p.md:none}}",
        "{{#include }}",
    ] {
        let book = Book::new();
        book.write("book/src/a.md", &format!("# A\n\n{text}\n"));
        book.write("book/src/parts/p.md", "<<#system-design /designs/no.toml>>\n");
        assert_eq!(places(&book, "book", &[], &["SD1201", "SD1207"]), ["designs/a.toml:3 SD1207"], "{text}");
    }
}

#[test]
fn files_that_include_each_other_end() {
    let book = Book::new();
    let both = "{{#include a.md}}\n".repeat(20);
    book.write("book/src/a.md", &both);
    assert!(book.run("book", &["check"]).status.code().is_some());
}

#[test]
fn a_fix_lands_in_the_included_file() {
    let book = Book::new();
    book.write("book/src/a.md", "{{#include p.md}}\n\ntext\n");
    book.write("book/src/p.md", "one\n\n<<#system-design /designs/a.toml levle=2>>\n");
    let output = book.run("book", &["check", "--format", "json"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let value = text.lines().find(|line| line.contains("SD1204")).expect("a finding");
    let value: serde_json::Value = serde_json::from_str(value).expect("JSON");
    assert_eq!(value["file"], "src/p.md");
    assert!(!value["fixes"].to_string().contains("a.md"), "{value}");
}

#[test]
fn a_build_names_the_line_that_includes() {
    let book = Book::new();
    book.write("book/src/a.md", "# A\n\n{{#include q.md}}\n\nWords.\n\n{{#include p.md}}\n");
    let content = "# A\n\nq\n\nWords.\n\np\n\n<<#system-design /designs/a.toml level=9>>\n";
    let chapter = Chapter {
        name: "A".into(),
        source_path: Some("a.md".into()),
        path: Some("a.md".into()),
        content: content.into(),
    };
    let expansion = expand(Input {
        root: book.path("book"),
        settings: json!({ "preprocessor": { "system-design": {} } }),
        renderer: "html".into(),
        mdbook_version: String::new(),
        chapters: vec![(0, chapter)],
        paths: Vec::new(),
    });
    let finding = expansion.report.findings.iter().find(|finding| finding.rule.code == "SD1204");
    let finding = finding.expect("a finding");
    let source = expansion.sources.get(finding.span.file);
    assert_eq!((source.path(), source.line(finding.span.start as usize)), ("src/a.md", 7));
    assert!(finding.message.ends_with("(line 9 of the chapter after includes)"), "{}", finding.message);
    for finding in &expansion.report.findings {
        assert!(book.path("book").join(expansion.sources.get(finding.span.file).path()).is_file());
    }
}

#[test]
fn one_folder_is_one_however_it_is_written() {
    let rules = ["SD1208", "SD1212"];
    for (src, designs, watch, expected) in [
        ("src", "designs", "[]", &["book.toml:5 SD1212"][..]),
        ("./src/", "./designs/", "[]", &["book.toml:5 SD1212"]),
        ("src", "designs", "[\"./designs/\"]", &[]),
        ("src", "docs/../designs", "[\".\"]", &[]),
        ("src", "/designs", "[\"x/../designs\"]", &[]),
        (".", "designs", "[]", &["designs/a.toml:3 SD1208"]),
        ("docs/..", "designs", "[]", &["designs/a.toml:3 SD1208"]),
        ("./designs", "./designs", "[]", &["designs/a.toml:3 SD1208"]),
    ] {
        let book = Book::new();
        let ours = format!(
            "[book]\nsrc = \"{src}\"\n[build]\nextra-watch-dirs = {watch}\n[preprocessor.system-design]\ndesigns = \"{designs}\"\n"
        );
        book.write("book/book.toml", &ours);
        for folder in ["", "designs/"] {
            book.write(&format!("book/{folder}SUMMARY.md"), "# Summary\n\n- [A](a.md)\n");
            book.write(&format!("book/{folder}a.md"), "<<#system-design /designs/a.toml>>\n");
        }
        assert_eq!(places(&book, "book", &[], &rules), expected, "{src} {designs} {watch}");
    }
}

#[test]
fn chapters_beside_the_book_are_named_by_paths_that_open() {
    let book = Book::new();
    book.write("book/book.toml", "[book]\nsrc = \"../docs\"\n[preprocessor.system-design]\n");
    book.write("docs/SUMMARY.md", "# Summary\n\n- [A](a.md)\n");
    book.write("docs/a.md", "<<#system-design /designs/no.toml>>\n");
    assert_eq!(places(&book, ".", &["book"], &["SD1201"]), ["docs/a.md:1 SD1201"]);
    assert_eq!(places(&book, "book", &[], &["SD1201"]), ["../docs/a.md:1 SD1201"]);
}

#[test]
fn a_missing_folder_of_designs_is_reported() {
    let book = Book::new();
    book.set("designs = \"desings\"");
    let output = book.run("book", &["check"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.contains("the designs folder `desings` does not exist")
            && said.contains("did you mean `designs`?"),
        "{said}"
    );
    let made = book.run("book", &["new", "Shop"]);
    assert!(String::from_utf8_lossy(&made.stderr).contains("Created the folder `desings`"));
    let book = Book::new();
    book.set("designs = \"book.toml\"");
    let said = book.run("book", &["check"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("the designs folder `book.toml` is not a folder"));
    // The book's folder contains its book.toml.
    for designs in ["", "."] {
        let book = Book::new();
        book.set(&format!("designs = \"{designs}\""));
        assert_eq!(places(&book, "book", &[], &["SD002", "SD004", "SD1201"]), [""; 0]);
    }
}

#[test]
fn a_book_that_does_not_run_the_preprocessor_is_reported() {
    for (table, expected) in [
        ("", &["book.toml:1 SD1213"][..]),
        ("[preprocessor.system_design]\n", &["book.toml:3 SD1213"]),
        ("[preprocessor.mdbook-system-design]\n", &["book.toml:3 SD1213"]),
        ("[preprocessor]\nsystem-design = false\n", &["book.toml:4 SD1213"]),
        ("[preprocessor]\nsystem-design = \"mdbook-system-design\"\n", &["book.toml:4 SD1213"]),
        ("[preprocessors.system-design]\n", &["book.toml:3 SD1213"]),
        ("[preprocesor.system-design]\n[preprocesor.system-design.rules]\n", &["book.toml:3 SD1213"]),
        ("[preprocessor.system-design]\nrenderers = [\"epub\"]\n", &["book.toml:4 SD1213"]),
        ("[preprocessor.system-design]\nrenderers = []\n", &["book.toml:4 SD1213"]),
        (
            "[output.epub]\n[preprocessor.system-design]\nrenderers = [\"html\", \"pdf\"]\n",
            &["book.toml:5 SD1213"],
        ),
        ("[output.epub]\n[preprocessor.system-design]\nrenderers = [\"html\", \"epub\"]\n", &[]),
        ("[preprocessor.system-design]\nrenderers = [\"html\"]\n", &[]),
        ("[preprocessor.toc]\n", &["book.toml:1 SD1213"]),
        ("[preprocessor.system-design]\n", &[]),
        ("[preprocessor.designs]\ncommand = \"bin/mdbook-system-design --quiet\"\n", &[]),
    ] {
        let book = Book::new();
        book.write("book/book.toml", &format!("[book]\ntitle = \"B\"\n{table}"));
        book.write("book/src/a.md", "<<#system-design /designs/a.toml>>\n");
        assert_eq!(places(&book, "book", &[], &["SD1206", "SD1213"]), expected, "{table}");
    }
}

#[test]
fn a_misspelt_table_is_renamed_in_every_header() {
    for (wrong, right) in [
        ("[preprocessors.system-design]\n", "[preprocessor.system-design]\n"),
        (
            "[preprocesors.\"system-design\"]\n[preprocesors.system-design.rules]\n",
            "[preprocessor.\"system-design\"]\n[preprocessor.system-design.rules]\n",
        ),
        (
            "[preprocessor.system_design]\n[preprocessor.system_design.rules]\n",
            "[preprocessor.system-design]\n[preprocessor.system-design.rules]\n",
        ),
        ("preprocessors = { system-design = {} }\n", "preprocessor = { system-design = {} }\n"),
    ] {
        let book = Book::new();
        book.write(
            "book/book.toml",
            &format!("{wrong}[book]\ntitle = \"B\"\n[build]\nextra-watch-dirs = [\"designs\"]\n"),
        );
        book.write("book/src/a.md", "<<#system-design /designs/a.toml>>\n");
        book.run("book", &["check", "--fix"]);
        let text = std::fs::read_to_string(book.path("book/book.toml")).expect("a file");
        assert_eq!(
            text,
            format!("{right}[book]\ntitle = \"B\"\n[build]\nextra-watch-dirs = [\"designs\"]\n")
        );
    }
}

#[test]
fn a_chapter_that_the_summary_does_not_list_is_reported_at_its_line() {
    let rules = ["SD1207", "SD1214"];
    let book = Book::new();
    book.write("book/src/a.md", "# A\n\n{{#include parts/p.md}}\n");
    book.write("book/src/parts/p.md", "Words.\n");
    book.write("book/src/parts/q.md", "# Q\n\n<<#system-design /designs/a.toml>>\n");
    assert_eq!(places(&book, "book", &[], &rules), ["src/parts/q.md:3 SD1214"]);
    // Files that a listed chapter includes are shown; a directive in a code block shows nothing.
    book.write("book/src/a.md", "# A\n\n{{#include parts/q.md}}\n");
    book.write("book/src/parts/p.md", "`<<#system-design /designs/a.toml>>`\n");
    assert_eq!(places(&book, "book", &[], &rules), [""; 0]);
}

#[test]
fn every_folder_that_a_design_is_read_from_is_watched() {
    let book = Book::new();
    book.write("book/texts/goals.md", "Sell things.\n");
    book.write("book/templates/own.toml", "");
    let set = |watch: &str| {
        let config = format!(
            "[build]\nextra-watch-dirs = {watch}\n[preprocessor.system-design]\n[preprocessor.admonish]\n"
        );
        book.write("book/book.toml", &config);
        places(&book, "book", &[], &["SD1209", "SD1212"])
    };
    let design = "template = \"system-design@1\"\n[design]\ntitle = \"P\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n[notes]\nsummary = { file = \"../texts/goals.md\" }\n";
    book.write("book/designs/a.toml", design);
    book.write("book/src/a.md", "<<#system-design /designs/a.toml>>\n");
    assert_eq!(set("[]"), ["book.toml:3 SD1209", "book.toml:3 SD1212", "book.toml:3 SD1212"]);
    assert_eq!(set("[\"designs\"]"), ["book.toml:3 SD1209", "book.toml:3 SD1212"]);
    assert_eq!(set("[\".\"]"), ["book.toml:3 SD1209"]);
}

#[test]
fn designs_are_found_in_every_folder_and_case() {
    let book = Book::new();
    let design =
        "template = \"system-design@1\"\n[design]\ntitle = \"P\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";
    book.write("book/designs/shop/B.TOML", design);
    let found = places(&book, "book", &[], &["SD1207"]);
    assert!(found.contains(&"designs/shop/B.TOML:3 SD1207".to_owned()), "{found:?}");
}
