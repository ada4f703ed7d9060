//! Built pages, read back as a browser reads them. The tests with mdBook 0.4 also use this file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Selector};

/// The part of a page that comes from the chapter.
pub(crate) struct Page {
    html: Html,
}

/// A heading of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) level: u8,
    pub(crate) text: String,
    pub(crate) id: String,
}

impl Page {
    #[track_caller]
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { html: Html::parse_document(&text) }
    }

    pub(crate) fn headings(&self) -> Vec<Heading> {
        self.main("h1, h2, h3, h4, h5, h6")
            .map(|element| Heading {
                level: element.value().name()[1..].parse().expect("a level"),
                text: text(element),
                id: element.attr("id").unwrap_or_default().to_owned(),
            })
            .collect()
    }

    /// The columns' heads of every table.
    pub(crate) fn tables(&self) -> Vec<Vec<String>> {
        let head = selector("th");
        self.main("table").map(|table| table.select(&head).map(text).collect()).collect()
    }

    /// Every text of the elements that a selector finds.
    pub(crate) fn texts(&self, css: &str) -> Vec<String> {
        self.main(css).map(text).collect()
    }

    pub(crate) fn ids(&self) -> BTreeSet<String> {
        self.html
            .select(&selector("[id]"))
            .filter_map(|element| element.attr("id"))
            .map(str::to_owned)
            .collect()
    }

    /// The ids that are on the page more than once, and those that are empty.
    pub(crate) fn double_ids(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let all = selector("[id]");
        let ids = self.html.select(&all).filter_map(|element| element.attr("id"));
        ids.filter(|id| id.is_empty() || !seen.insert(*id)).map(str::to_owned).collect()
    }

    /// Where the chapter's links lead.
    pub(crate) fn links(&self) -> Vec<String> {
        self.main("a[href]").filter_map(|element| element.attr("href")).map(str::to_owned).collect()
    }

    fn main(&self, css: &str) -> impl Iterator<Item = ElementRef<'_>> {
        let main = self.html.select(&selector("main")).next().expect("a page has a main part");
        main.select(&selector(css)).collect::<Vec<_>>().into_iter()
    }
}

/// The links of all pages of a site that lead to no page or no anchor of it.
pub(crate) fn broken_links(site: &Path) -> Vec<String> {
    let mut pages = BTreeMap::new();
    read_pages(site, &mut pages);
    let mut broken = Vec::new();
    for (path, page) in &pages {
        for link in page.links() {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let target =
                if file.is_empty() { path.clone() } else { normal(&path.with_file_name("").join(file)) };
            let lands = match pages.get(&target) {
                Some(page) => anchor.is_empty() || page.ids().contains(anchor),
                None => anchor.is_empty() && target.is_file(),
            };
            if !lands {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    broken
}

/// The ids that are more than once on one page of a site, with their pages.
pub(crate) fn double_ids(site: &Path) -> Vec<String> {
    let mut pages = BTreeMap::new();
    read_pages(site, &mut pages);
    pages.insert(site.join("print.html"), Page::read(&site.join("print.html")));
    let doubles = |(path, page): (&PathBuf, &Page)| {
        let name = path.strip_prefix(site).unwrap_or(path).display().to_string();
        page.double_ids().into_iter().map(move |id| format!("{name}: {id}")).collect::<Vec<_>>()
    };
    pages.iter().flat_map(doubles).collect()
}

/// Writes a book of designs that use each other, with each way to show them.
#[allow(dead_code, reason = "the tests of older programs build another book")]
pub(crate) fn write_town(repository: &Path, folder: &Path) {
    copy(&repository.join("tests/cli/town"), folder);
    // Each test names the program that it builds with.
    let settings = fs::read_to_string(folder.join("book.toml")).expect("book.toml");
    let settings =
        settings.lines().filter(|line| !line.starts_with("command")).collect::<Vec<_>>().join("\n");
    fs::write(folder.join("book.toml"), settings + "\n").expect("book.toml");
    let chapters = [
        ("changes", "<<#system-design-changes /designs/identity>>"),
        ("all", "<<#system-design-index>>"),
        ("near", "<<#system-design /designs/trade/billing.toml view=neighbours>>"),
    ];
    let mut summary = fs::read_to_string(folder.join("src/SUMMARY.md")).expect("a summary");
    for (name, directive) in chapters {
        summary.push_str(&format!("- [{name}]({name}.md)\n"));
        fs::write(folder.join(format!("src/{name}.md")), format!("# {name}\n\n{directive}\n"))
            .expect("a chapter");
    }
    fs::write(folder.join("src/SUMMARY.md"), summary).expect("a summary");
}

/// Checks that book, as both lines of mdBook build it: every box, user and citation leads to where it is shown.
#[allow(dead_code, reason = "the tests of older programs build another book")]
#[track_caller]
pub(crate) fn check_town(site: &Path) {
    assert_eq!(double_ids(site), [""; 0]);
    assert_eq!(broken_links(site), [""; 0]);
    for (path, wanted) in [
        ("landscape.html", "identity.html"),
        ("landscape.html", "sub/billing.html"),
        ("landscape.html", "library.html"),
        ("near.html", "identity.html"),
        ("all.html", "sub/billing.html"),
        ("identity.html", "sub/billing.html"),
        ("sub/billing.html", "../identity.html"),
        ("sub/billing.html", "../identity.html#identity-api-create-token"),
        ("sub/billing.html", "../identity.html#identity-table-users"),
    ] {
        let links = Page::read(&site.join(path)).links();
        let leads = |link: &String| {
            link == wanted || link.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('#'))
        };
        assert!(links.iter().any(leads), "{path} does not lead to {wanted}: {links:#?}");
    }
}

/// Checks the book of ids that could collide, as both lines of mdBook build it.
#[allow(dead_code, reason = "the tests of older programs build another book")]
#[track_caller]
pub(crate) fn check_anchors(site: &Path) {
    assert_eq!(double_ids(site), [""; 0]);
    assert_eq!(broken_links(site), [""; 0]);
    let page = |path: &str| Page::read(&site.join(path));
    let links = |path: &str| -> BTreeSet<String> { page(path).links().into_iter().collect() };
    let has =
        |links: &BTreeSet<String>, wanted: &str| assert!(links.contains(wanted), "{wanted}: {links:#?}");

    // Views and the index lead to the first whole document, wherever it is.
    let views = links("views.html");
    for link in
        ["till.html#till-person-clerk", "till.html#till-requirement-R1", "sub/index.html#sub-person-clerk"]
    {
        has(&views, link);
    }
    has(&views, "no-title.html#no-title-person-clerk");
    // The only page of this design shows another section: it is linked to, without an anchor.
    has(&views, "section.html");
    let all = links("all.html");
    for link in ["twins.html#a", "sub/index.html#sub", "no-title.html", "section.html"] {
        has(&all, link);
    }

    // Each version has its page below the chapter, which leads to it, and a version that holds no longer
    // leads back.
    let leads = |from: &str, to: &str| {
        assert!(page(from).links().iter().any(|link| link.starts_with(to)), "{from}: {to}");
    };
    for version in ["1.0.0", "3.0.0-rc.1"] {
        leads("sub/booth.html", &format!("booth/{version}.html#booth"));
        leads(&format!("sub/booth/{version}.html"), "../booth.html");
    }
    leads("sub/booth/2.0.0.html", "../booth.html");
    leads("pair.html", "sub/booth.html");
    assert!(page("sub/booth.html").ids().iter().any(|id| id.starts_with("booth-requirement-R1")));

    // What a design prints twice on a page is linked to within each printing.
    let headings = page("headings.html");
    let ids = headings.ids();
    for id in [
        "shop",
        "shop-2",
        "shop-section-performance",
        "shop-2-section-performance",
        "shop-section-security-2",
    ] {
        assert!(ids.contains(id), "{id}: {ids:#?}");
    }
    let links = headings.links();
    assert!(links.contains(&"#shop-component-web-2".to_owned()), "{links:#?}");
    assert!(links.contains(&"#shop-2-component-web".to_owned()), "{links:#?}");
    // Every footnote is there, and text is not markup.
    let notes = headings.texts(".footnote-definition");
    let notes = notes.join(" ");
    for note in ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"] {
        assert_eq!(notes.matches(note).count(), 2, "{note}: {notes}");
    }
    assert!(headings.texts("script").is_empty());
}

/// Checks everything that a reader of the URL shortener's whole document must find.
#[track_caller]
pub(crate) fn check_url_shortener(page: &Page, title_level: u8) {
    let headings = page.headings();
    let title = headings.iter().find(|heading| heading.id == "url-shortener").expect("the title");
    assert_eq!((title.level, title.text.as_str()), (title_level, "SYSTEM_DESIGN.md: URL Shortener"));

    let sections: Vec<_> = headings
        .iter()
        .filter(|heading| heading.id.starts_with("url-shortener-section-"))
        .map(|heading| {
            assert_eq!(heading.level, title_level + 1, "{heading:?}");
            (heading.text.as_str(), heading.id.trim_start_matches("url-shortener-section-"))
        })
        .collect();
    assert_eq!(
        sections,
        [
            ("1. Executive Summary", "summary"),
            ("2. Requirements Analysis Summary", "requirements"),
            ("3. High-Level Design (HLD)", "high-level"),
            ("4. Low-Level Design (LLD)", "low-level"),
            ("5. Technical Decisions", "decisions"),
            ("6. Security Design", "security"),
            ("7. Performance & Scalability", "performance"),
            ("8. Error Handling & Monitoring", "error-handling"),
            ("9. Testing Strategy", "testing"),
            ("10. Deployment & Operations", "deployment"),
            ("AI Generation Footprint", "footprint"),
        ]
    );

    // Every heading of the document has an anchor that its words do not make, and no other has it.
    let ids: Vec<_> = headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let within = headings.iter().skip_while(|heading| heading.id != "url-shortener");
    for heading in within {
        assert!(heading.id.starts_with("url-shortener"), "{heading:?}");
    }

    assert!(!page.tables().is_empty());
    assert!(page.tables().iter().all(|head| head.len() > 1 && head.iter().all(|cell| !cell.is_empty())));

    let footer = page.texts("p, li");
    assert!(footer.iter().any(|text| text.contains("✅ COMPLETE")), "{footer:#?}");
    // No trace of the directive is left on the page.
    let all = page.texts("*").concat();
    for left in ["<<#", "{#", "**", "]("] {
        assert!(!all.contains(left), "`{left}` is left");
    }
}

/// A file on the way from `from` to `to`, folders and all.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn read_pages(folder: &Path, pages: &mut BTreeMap<PathBuf, Page>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // mdBook's own pages contain all chapters again, or none.
        let is_chapter = !["print.html", "404.html", "toc.html"].iter().any(|name| path.ends_with(name));
        if path.is_dir() {
            read_pages(&path, pages);
        } else if is_chapter && path.extension().is_some_and(|extension| extension == "html") {
            let page = Page::read(&path);
            pages.insert(path, page);
        }
    }
}

/// A path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        if part.as_os_str() == ".." {
            normal.pop();
        } else {
            normal.push(part);
        }
    }
    normal
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

#[test]
fn a_link_to_nowhere_is_seen() {
    let site = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(site.path().join("sub")).expect("a folder");
    let page = |path: &str, main: &str| {
        fs::write(site.path().join(path), format!("<main>{main}</main>")).expect("a page");
    };
    page("a.html", "<a href='#no'></a><a href='sub/b.html#yes'></a><a href='sub/b.html#no'></a>");
    page(
        "sub/b.html",
        "<p id='yes'></p><a href='../a.html'></a><a href='../c.html'></a><a href='https://x.org/#a'></a>",
    );
    let broken = broken_links(site.path());
    let links: Vec<_> =
        broken.iter().filter_map(|line| line.split_once(": ")).map(|(_, link)| link).collect();
    assert_eq!(links, ["#no", "sub/b.html#no", "../c.html"]);
}
