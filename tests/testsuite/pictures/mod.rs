//! The pictures of a design on pages: built by mdBook and read back, under other renderers, and as separate
//! files.

use std::collections::BTreeSet;
use std::path::Path;

use mdbook_system_design::book::{Chapter, Expansion, Input, expand};
use scraper::{ElementRef, Html, Selector};
use serde_json::json;

use crate::builds::Book;
use crate::builds::site::broken_links;
use crate::harness::{read, repository};

#[cfg(feature = "cli")]
mod agree;
mod files;
mod large;

const SHORTENER: &str = "<<#system-design /designs/url-shortener.toml>>\n";

/// A page of a built book.
struct Site {
    book: Book,
    html: Html,
}

impl Site {
    /// A book whose page `shortener.html` is made from this text.
    #[track_caller]
    fn build(settings: &str, chapter: &str) -> Self {
        let book = Book::copy("plain");
        book.append("book.toml", settings);
        std::fs::write(book.root().join("src/shortener.md"), chapter).expect("a chapter");
        book.build_without_findings();
        let page = std::fs::read_to_string(book.root().join("book/shortener.html")).expect("a page");
        Self { book, html: Html::parse_document(&page) }
    }

    fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(css).expect("a selector")).collect()
    }

    fn texts(&self, css: &str) -> Vec<String> {
        let text = |element: ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
        self.all(css).into_iter().map(text).collect()
    }

    fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        self.all(css).into_iter().map(|element| element.attr(name).unwrap_or_default().to_owned()).collect()
    }

    /// Every link has a target, and no id occurs twice.
    #[track_caller]
    fn hold(&self) {
        // Other pages of this book link to sections that not every test shows.
        let mut broken = broken_links(&self.book.root().join("book"));
        broken.retain(|link| link.contains("shortener.html: "));
        assert_eq!(broken, [""; 0]);
        let ids = self.attributes("[id]", "id");
        let once: BTreeSet<_> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "{ids:#?}");
        for names in self.attributes("svg[aria-labelledby]", "aria-labelledby") {
            assert!(names.split(' ').all(|name| ids.iter().any(|id| id == name)), "{names}");
        }
    }
}

#[test]
fn a_page_shows_figures_that_say_what_they_show() {
    let site = Site::build("", SHORTENER);
    site.hold();
    let captions =
        ["Architecture of URL Shortener", "Redirect, cache miss: step by step", "Tables of URL Shortener"];
    assert_eq!(site.texts("figure figcaption"), captions);
    assert_eq!(site.texts("figure > svg > title"), captions);
    assert_eq!(site.texts("summary"), ["The picture in words"; 3]);
    // No part of it became a paragraph or text, and nothing is left for Mermaid.
    assert_eq!(site.all("p > svg, p > figure, code.language-mermaid").len(), 0);
    assert_eq!(site.all("svg svg, svg p").len(), 0);
    // What a picture says is said once, in the table below it: nothing is read aloud or indexed twice.
    assert_eq!(site.all("figure > svg > desc").len(), 0);
    assert!(site.texts("details td").contains(&"Follows link".to_owned()));

    let links = site.attributes("figure > svg a[href]", "href");
    for target in ["person-visitor", "component-api", "integration-idp", "table-links"] {
        assert!(links.contains(&format!("#url-shortener-{target}")), "{target}: {links:?}");
    }
    assert!(site.attributes("svg a", "style").iter().all(|style| style == "color:inherit"));
}

#[test]
fn the_words_of_a_picture_are_tables_under_a_summary() {
    let site = Site::build("", SHORTENER);
    let heads = site.texts("details th");
    let architecture =
        ["Element", "Kind", "Technology", "Description", "From", "To", "Relationship", "Protocol"];
    assert_eq!(heads[..8], architecture);
    let cells = site.texts("details td");
    for row in [
        ["Hot-link cache", "cache", "Redis", "code → target, 60 s"],
        ["Link API", "Link store", "Reads and writes links", "PostgreSQL over TLS"],
        ["3", "Hot-link cache", "Link API", "nil"],
    ] {
        assert!(cells.windows(4).any(|cells| cells == row), "{row:?} in {cells:#?}");
    }
    assert!(cells.windows(3).any(|cells| cells == ["links", "owner_id", "users"]), "{cells:#?}");
}

#[test]
fn the_same_picture_may_be_twice_on_a_page() {
    let again = "<<#system-design /designs/url-shortener.toml view=architecture>>\n";
    let site = Site::build("", &format!("{SHORTENER}\n# Again\n\n{again}\n{again}"));
    site.hold();
    assert_eq!(site.all("figure").len(), 5);
}

#[test]
fn every_view_is_reached_by_a_directive() {
    let views = [
        ("context", "URL Shortener and its surroundings"),
        ("architecture", "Architecture of URL Shortener"),
        ("data-flow", "Redirect, cache miss: step by step"),
        ("flow:redirect", "Redirect, cache miss: step by step"),
        ("tables", "Tables of URL Shortener"),
        ("component:cache", "Hot-link cache and what it works with"),
        ("coverage-graph", "What answers the requirements of URL Shortener"),
    ];
    let directive = |view: &str| format!("<<#system-design /designs/url-shortener.toml view={view}>>\n\n");
    let chapter: String = views.iter().map(|(view, _)| directive(view)).collect();
    let site = Site::build("", &format!("# Views\n\n{chapter}"));
    site.hold();
    assert_eq!(site.texts("figcaption"), views.map(|(_, caption)| caption));
    // No page shows the document, so nothing can be linked to.
    assert_eq!(site.all("figure svg a, details a").len(), 0);
    // What a view shows is all that it shows.
    let cache: BTreeSet<String> = site.texts("figure:nth-of-type(6) text[font-weight]").into_iter().collect();
    assert_eq!(
        cache.into_iter().collect::<Vec<_>>(),
        ["Hot-link cache", "Link API", "URL Shortener [system]"]
    );

    let site = Site::build("", &format!("{SHORTENER}\n# Coverage\n\n{}", directive("coverage-graph")));
    site.hold();
    let links = site.attributes("figure:last-of-type svg a[href]", "href");
    for target in ["requirement-R1", "decision-ADR-1", "component-api", "flow-redirect"] {
        assert!(links.contains(&format!("#url-shortener-{target}")), "{target}: {links:?}");
    }
}

#[test]
fn a_view_on_another_page_links_to_the_document() {
    let book = Book::copy("plain");
    book.append("src/SUMMARY.md", "- [Sketch](sketch.md)\n");
    let directive = "<<#system-design /designs/url-shortener.toml view=context>>\n";
    std::fs::write(book.root().join("src/sketch.md"), directive).expect("a chapter");
    book.build_without_findings();
    assert_eq!(broken_links(&book.root().join("book")), [""; 0]);
    let links = book.page("sketch.html").links();
    assert!(links.contains(&"shortener.html#url-shortener-person-visitor".to_owned()), "{links:?}");
}

#[test]
fn the_search_index_has_words_and_no_markup() {
    let site = Site::build("", SHORTENER);
    let folder = std::fs::read_dir(site.book.root().join("book")).expect("a folder");
    let names = folder.map(|entry| entry.expect("an entry").path());
    let index = names
        .into_iter()
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("searchindex")));
    let index = std::fs::read_to_string(index.expect("an index")).expect("an index");
    assert!(index.contains("Hot-link cache"));
    for noise in ["currentColor", "viewBox", "viewbox", "font-size", "<text", "M0 0", "max-width"] {
        assert!(!index.contains(noise), "{noise}");
    }
    // Lines of a text are set apart.
    assert!(!index.contains("andanswers") && !index.contains("person]Follows"));
}

#[test]
fn book_toml_says_how_pictures_are_drawn() {
    let mermaid = Site::build("diagrams = \"mermaid\"\n", SHORTENER);
    mermaid.hold();
    assert_eq!((mermaid.all("figure").len(), mermaid.all("code.language-mermaid").len()), (0, 3));

    let none = Site::build("diagrams = { html = \"none\" }\n", SHORTENER);
    none.hold();
    assert_eq!((none.all("figure").len(), none.all("code.language-mermaid").len()), (0, 0));
}

/// Expands a chapter, in memory, under a renderer.
fn expanded(renderer: &str, preprocessors: &serde_json::Value, chapter: &str) -> Expansion {
    let chapter = Chapter {
        name: "Page".to_owned(),
        source_path: Some("page.md".to_owned()),
        path: Some("page.md".to_owned()),
        content: chapter.to_owned(),
    };
    expand(Input {
        root: repository("tests"),
        settings: json!({ "preprocessor": preprocessors }),
        renderer: renderer.to_owned(),
        mdbook_version: String::new(),
        chapters: vec![(0, chapter)],
        paths: Vec::new(),
    })
}

#[track_caller]
fn text_of(expansion: Expansion) -> String {
    let said: Vec<_> = expansion.report.findings.iter().map(|finding| &finding.message).collect();
    let contents = expansion.contents.unwrap_or_else(|| panic!("{said:?}"));
    contents.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn an_epub_has_pictures_without_links_followed_by_their_words() {
    let ours = json!({ "system-design": {} });
    let text = text_of(expanded("epub", &ours, SHORTENER));
    assert_eq!(text.matches("<figure").count(), 3);
    assert_eq!(text.matches("</figure>").count(), 3);
    // Places have an `<a id>`, for this renderer reads no attributes of headings.
    assert!(!text.contains("<details"), "{text}");
    assert!(text.contains("|Element|Kind|Technology|Description|"), "{text}");
    // XHTML is strict: each figure must be well-formed.
    for figure in text.split("<figure").skip(1).filter_map(|rest| rest.split("</figure>").next()) {
        let figure = format!("<figure{figure}</figure>");
        assert!(!figure.contains("<a "), "{figure}");
        assert!(figure.lines().all(|line| !line.trim().is_empty()));
        if let Err(error) = roxmltree::Document::parse(&figure) {
            panic!("{error}:\n{figure}");
        }
    }
}

#[test]
fn renderers_get_what_they_can_show() {
    let figures = |renderer, preprocessors: &serde_json::Value| {
        let text = text_of(expanded(renderer, preprocessors, SHORTENER));
        (text.matches("<figure").count(), text.matches("```mermaid").count())
    };
    let with_mermaid = json!({ "system-design": {}, "mermaid": {} });
    assert_eq!(figures("html", &json!({ "system-design": {} })), (3, 0));
    assert_eq!(figures("html", &with_mermaid), (0, 3));
    assert_eq!(figures("markdown", &json!({ "system-design": {} })), (0, 3));
    let by_renderer = json!({ "system-design": { "diagrams": { "html": "svg" } }, "mermaid": {} });
    assert_eq!(figures("html", &by_renderer), (3, 0));
}

#[test]
fn a_view_is_mermaid_or_nothing_where_that_is_wanted() {
    for view in ["context", "architecture", "tables", "flow:redirect", "data-flow", "coverage-graph"] {
        let chapter = format!("<<#system-design /designs/url-shortener.toml view={view}>>\n");
        let text = text_of(expanded("markdown", &json!({ "system-design": {} }), &chapter));
        assert_eq!(text.matches("```mermaid").count(), 1, "{view}: {text}");
        let without = json!({ "system-design": { "diagrams": "none" } });
        let text = text_of(expanded("markdown", &without, &chapter));
        assert_eq!(text.trim(), "", "{view}");
    }
}

#[test]
fn an_unknown_view_gets_the_nearest_one_as_a_suggestion() {
    for (view, message, help) in [
        ("contxt", "there is no view `contxt`", "did you mean `context`?"),
        ("flow:redirct", "the design has no flow `redirct`", "did you mean `flow:redirect`?"),
        ("component:apy", "the design has no element `apy`", "did you mean `component:api`?"),
        (
            "everything",
            "there is no view `everything`",
            "use one of: architecture, context, component:ID, data-flow (a picture of each flow), flow:ID, tables, tables:COMPONENT, \
             deployment (a picture of each environment), deployment:ENVIRONMENT, coverage (a table), coverage-graph, \
             changes, neighbours",
        ),
    ] {
        let chapter = format!("<<#system-design /designs/url-shortener.toml view={view}>>\n");
        let expansion = expanded("html", &json!({ "system-design": {} }), &chapter);
        assert!(expansion.contents.is_none(), "{view}");
        let finding = &expansion.report.findings[0];
        assert_eq!((finding.rule.code, finding.message.as_str()), ("SD1204", message));
        assert_eq!(finding.help.as_deref(), Some(help));
    }
}

/// A design of `components`, in groups of ten if they are grouped.
fn large(components: usize, grouped: bool) -> tempfile::TempDir {
    use std::fmt::Write as _;
    let mut design = "template = \"system-design@1\"\n[design]\ntitle = \"Large\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n\
                      [people.user]\nname = \"User\"\nuses = { c0 = \"Uses\" }\n"
        .to_owned();
    for number in 0..components {
        let part_of = if grouped { format!("part-of = \"g{}\"\n", number / 10) } else { String::new() };
        let next = (number + 1) % components;
        write!(
            design,
            "[components.c{number}]\nname = \"Part {number}\"\nkind = \"service\"\n{part_of}uses = {{ c{next} = \"Calls {number}\" }}\n"
        )
        .expect("a string");
    }
    for number in 0..if grouped { components.div_ceil(10) } else { 0 } {
        write!(design, "[components.g{number}]\nname = \"Group {number}\"\nkind = \"service\"\n")
            .expect("a string");
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("large.toml"), design).expect("a design");
    folder
}

#[test]
fn a_system_too_large_for_one_picture_is_drawn_in_parts() {
    let shown = |folder: &Path, view: &str| {
        let chapter = Chapter {
            name: "Page".to_owned(),
            source_path: Some("page.md".to_owned()),
            path: Some("page.md".to_owned()),
            content: format!("<<#system-design /large.toml {view}>>\n"),
        };
        let text = text_of(expand(Input {
            root: folder.to_owned(),
            settings: json!({ "preprocessor": { "system-design": {} } }),
            renderer: "html".to_owned(),
            mdbook_version: String::new(),
            chapters: vec![(0, chapter)],
            paths: Vec::new(),
        }));
        let html = Html::parse_fragment(&text);
        let captions = Selector::parse("figcaption").expect("a selector");
        let texts: Vec<String> = html.select(&captions).map(|caption| caption.text().collect()).collect();
        (texts, text.contains("One picture would hold too much"), text.matches("<details").count())
    };
    let groups = (0..5).map(|number| format!("Inside Group {number}"));
    let parts: Vec<String> = ["Large and its surroundings", "Large at a glance"]
        .map(str::to_owned)
        .into_iter()
        .chain(groups)
        .collect();
    let grouped = large(45, true);
    assert_eq!(shown(grouped.path(), ""), (parts.clone(), true, 1));
    assert_eq!(shown(grouped.path(), "view=architecture"), (parts, true, 1));
    let flat = large(45, false);
    let pieces = ["Large and its surroundings", "Architecture of Large (1/2)", "Architecture of Large (2/2)"];
    let (titles, is_told, folds) = shown(flat.path(), "");
    let (plain, about): (Vec<_>, Vec<_>) =
        titles.iter().map(|title| title.split_once(": ").unwrap_or((title, ""))).unzip();
    assert_eq!((plain, is_told, folds), (pieces.to_vec(), true, 1));
    assert!(about[1..].iter().all(|names| names.contains("Part")), "{about:?} names boxes of each piece");
    let small = large(12, false);
    assert_eq!(shown(small.path(), ""), (vec!["Architecture of Large".to_owned()], false, 1));
}

#[test]
fn the_authors_own_mermaid_stays_a_fence() {
    let own = "\n[diagrams.architecture]\nmermaid = \"flowchart TB\\n  api --> idp[Corporate IdP]\"\n";
    let design = read("tests/designs/url-shortener.toml") + own;
    let book = Book::copy("plain");
    std::fs::write(book.root().join("designs/url-shortener.toml"), design).expect("a design");
    book.build_without_findings();
    let page = book.page("shortener.html");
    assert_eq!(page.texts("code.language-mermaid"), ["flowchart TB api --> idp[Corporate IdP]"]);
    assert_eq!(page.texts("figcaption").len(), 2);
}

#[test]
fn mermaid_that_nothing_draws_is_reported() {
    let found = |settings: &str, design: &str| -> Vec<String> {
        let book = Book::copy("plain");
        book.append("book.toml", settings);
        book.append("designs/url-shortener.toml", design);
        let inspection = mdbook_system_design::book::inspect::book(book.root()).expect("a book");
        let findings = inspection.report.findings.into_iter();
        findings.filter(|one| one.rule.code == "SD1215").map(|one| one.message).collect()
    };
    let own = "\n[diagrams.architecture]\nmermaid = \"flowchart TB\\n  api --> idp[Corporate IdP]\"\n";
    let fence = "\n[notes]\nsummary = \"\"\"\n```mermaid\nflowchart TB\n  a --> b\n```\n\"\"\"\n";
    let drawn = ["no preprocessor or script of this book draws this Mermaid"];
    assert_eq!(found("", ""), [""; 0]);
    assert_eq!(found("", own), drawn);
    assert_eq!(found("", fence), drawn);
    assert_eq!(found("[output.html]\n", own), drawn);
    assert_eq!(found("[output.markdown]\n", own), [""; 0]);
    assert_eq!(found("[output.html]\nadditional-js = [\"mermaid.min.js\"]\n", own), [""; 0]);
    assert_eq!(found("[preprocessor.mermaid]\n", own), [""; 0]);
    let generated = ["no preprocessor or script of this book draws the diagrams of this design"];
    let mermaid = "[preprocessor.system-design.diagrams]\nhtml = \"mermaid\"\n";
    assert_eq!(found(mermaid, ""), generated);
    assert_eq!(found("[preprocessor.system-design.diagrams]\nepub = \"mermaid\"\n", ""), [""; 0]);
}
