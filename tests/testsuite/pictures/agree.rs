//! A view is shown in the same pictures by each renderer, and the command line names as many.

use mdbook_system_design::book::{Chapter, DrawRequest, Input, PictureForm, PrintError, draw_file, expand};
use mdbook_system_design::diagram::limits::MOST_PARTS;
use mdbook_system_design::diagram::selection::Selection;
use mdbook_system_design::source::Overlay;
use serde_json::json;

use super::large::{HEAD, components, crowd, flow, hub, requirements, tables, tree};
use crate::harness::write;

/// The pages with one view of a design, one for each renderer: HTML and EPUB with SVG, Markdown with Mermaid.
fn pages(design: &str, view: &str) -> [String; 3] {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[preprocessor.system-design]\nfail-on = \"never\"\n";
    write(&folder.path().join("book.toml"), &format!("[book]\n\n{settings}"));
    write(&folder.path().join("designs/a.toml"), design);
    write(&folder.path().join("src/SUMMARY.md"), "- [A](a.md)\n");
    let content = format!("<<#system-design /designs/a.toml view={view}>>\n");
    write(&folder.path().join("src/a.md"), &content);
    ["html", "epub", "markdown"].map(|renderer| {
        let path = Some("a.md".to_owned());
        let chapter =
            Chapter { name: "A".to_owned(), source_path: path.clone(), path, content: content.clone() };
        let expansion = expand(Input {
            root: folder.path().to_owned(),
            settings: json!({ "preprocessor": { "system-design": { "fail-on": "never" } } }),
            renderer: renderer.to_owned(),
            mdbook_version: "0.5.4".to_owned(),
            chapters: vec![(0, chapter)],
            paths: Vec::new(),
        });
        expansion.contents.expect("nothing fails")[0].1.clone()
    })
}

/// How many pictures the command line knows of a view.
fn on_the_command_line(design: &str, view: &str) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.toml");
    write(&path, design);
    let is_there = |part: &usize| {
        let form = PictureForm { mermaid: true, part: Some(*part), whole: false };
        let wanted = DrawRequest { view, against: None, selection: Selection::ALL, form };
        match draw_file(&path, &Overlay::default(), &wanted) {
            Ok(_) => true,
            Err(PrintError::NoPart { .. }) => false,
            Err(error) => panic!("{view}: {error}"),
        }
    };
    (1..=MOST_PARTS).take_while(is_there).count()
}

#[test]
fn renderers_and_the_command_line_agree_on_parts() {
    let nodes = |count: usize| {
        (0..count).fold(components(3, |_| String::new()), |design, number| {
            let of = if number < 4 { String::new() } else { format!("part-of = \"n{}\"\n", number % 4) };
            design
                + &format!(
                    "[nodes.n{number}]\nname = \"Node {number}\"\nkind = \"host\"\n{of}runs = [\"c0\", \"c1\", \"c2\"]\n"
                )
        })
    };
    let cases = [
        (hub(30), "architecture"),
        (hub(60), "architecture"),
        (hub(60), "context"),
        (hub(60), "component:c0"),
        (crowd(12), "architecture"),
        (tree(60), "architecture"),
        (tree(60), "component:c1"),
        (tables(10), "tables"),
        (tables(60), "tables"),
        (flow(6, 3), "flow:f"),
        (flow(120, 6), "flow:f"),
        (flow(60, 30), "flow:f"),
        (requirements(5), "coverage-graph"),
        (nodes(5), "deployment"),
        (nodes(24), "deployment"),
    ];
    let mut several = 0;
    for (design, view) in cases {
        let design = HEAD.to_owned() + &design;
        let [html, epub, markdown] = pages(&design, view);
        let figures = |page: &str| page.matches("<figure class=\"system-design\"").count();
        let count = figures(&html);
        assert!(count > 0, "{view}: {html}");
        assert_eq!(figures(&epub), count, "{view} in an EPUB");
        assert_eq!(markdown.matches("```mermaid").count(), count, "{view} in Mermaid");
        assert_eq!(on_the_command_line(&design, view), count, "{view} on the command line");
        assert_eq!(html.contains("drawn in parts"), count > 1, "{view}");
        several += usize::from(count > 1);
    }
    assert!(several > 7, "{several} views are drawn in parts");
}

/// Of many requirements HTML has pictures, and Mermaid has one table with the same gaps.
#[test]
fn a_matrix_is_a_table_in_mermaid() {
    let design = HEAD.to_owned() + &requirements(50);
    let [html, epub, markdown] = pages(&design, "coverage-graph");
    let figures = |page: &str| page.matches("<figure class=\"system-design\"").count();
    assert_eq!((figures(&html), figures(&epub)), (2, 2));
    assert!(
        !markdown.contains("mermaid") && markdown.contains("|R49: Item 49 stays.|Part 0|⚠️ gap|"),
        "{markdown}"
    );
    let [_, _, table] = pages(&design, "coverage");
    assert_eq!(markdown.matches("⚠️ gap").count(), table.matches("⚠️ gap").count());
}
