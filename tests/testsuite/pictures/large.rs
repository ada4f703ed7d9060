//! Models that are too large for one picture: each part of each view keeps to the limit, and together they
//! show everything or name what they leave out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mdbook_system_design::book::{DrawRequest, PictureForm, PrintError, draw_file};
use mdbook_system_design::diagram::limits::{MOST_BOXES, MOST_LINES};
use mdbook_system_design::diagram::selection::Selection;
use mdbook_system_design::source::Overlay;

pub(super) const HEAD: &str =
    "template = \"system-design@1\"\n[design]\ntitle = \"P\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";

pub(super) fn components(count: usize, more: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut design, number| {
        let _ = write!(
            design,
            "[components.c{number}]\nname = \"Part {number}\"\nkind = \"service\"\n{}",
            more(number)
        );
        design
    })
}

pub(super) fn hub(count: usize) -> String {
    let uses: Vec<String> = (1..count).map(|number| format!("c{number} = \"u\"")).collect();
    components(count, |number| match number {
        0 => format!("uses = {{ {} }}\n", uses.join(", ")),
        _ => String::new(),
    })
}

pub(super) fn crowd(count: usize) -> String {
    components(count, |number| {
        let others = (0..count).filter(|&other| other != number);
        let uses: Vec<String> = others.map(|other| format!("c{other} = [\"a\", \"b\"]")).collect();
        format!("uses = {{ {} }}\n", uses.join(", "))
    })
}

/// A tree in which each component is part of another and uses a third.
pub(super) fn tree(count: usize) -> String {
    components(count, |number| {
        let whole = number.checked_sub(1).map(|before| format!("part-of = \"c{}\"\n", before / 7));
        format!("{}uses = {{ c{} = \"u\" }}\n", whole.unwrap_or_default(), (number * 5 + 3) % count)
    })
}

pub(super) fn tables(count: usize) -> String {
    (0..count).fold(String::new(), |mut design, number| {
        let key = |step: usize| (number * step + 1) % count;
        let _ = writeln!(
            design,
            "[tables.t{number}]\ncolumns = [{{ name = \"id\", type = \"uuid\", key = \"primary\" }}, \
             {{ name = \"a\", type = \"uuid\", references = \"t{}.id\" }}, \
             {{ name = \"b\", type = \"uuid\", references = \"t{}.id\" }}]",
            key(3),
            key(5)
        );
        design
    })
}

pub(super) fn flow(steps: usize, participants: usize) -> String {
    let list: Vec<String> = (0..steps)
        .map(|step| {
            let (from, to) = (step % participants, (step * 7 + 1) % participants);
            format!("{{ from = \"c{from}\", to = \"c{to}\", send = \"Step {step}\" }}")
        })
        .collect();
    let parts = components(participants, |_| String::new());
    format!("{parts}[flows.f]\ntitle = \"F\"\nsteps = [{}]\n", list.join(", "))
}

pub(super) fn requirements(count: usize) -> String {
    let cited: Vec<String> = (0..count).map(|number| format!("\"R{number}\"")).collect();
    let component = components(1, |_| format!("satisfies = [{}]\n", cited.join(", ")));
    (0..count).fold(component, |mut design, number| {
        let _ =
            writeln!(design, "[requirements.R{number}]\ncategory = \"C\"\ntext = \"Item {number} stays.\"");
        design
    })
}

/// What a script of Mermaid shows: its boxes and the number of its lines.
fn counted(script: &str) -> (BTreeSet<String>, usize) {
    let is_line =
        |line: &&str| ["-->", "-.->", "->>", "||..", "|o..", "||--"].iter().any(|arrow| line.contains(arrow));
    let (lines, others): (Vec<&str>, Vec<&str>) = script.lines().map(str::trim).partition(is_line);
    let boxes = others.iter().filter_map(|line| {
        let name = if line.starts_with('n') || line.starts_with("subgraph g") {
            line.split("<b>").nth(1).or(line.split('"').nth(1))?.split(['<', '[']).next()
        } else if line.starts_with('t') && line.ends_with('{') {
            line.split('"').nth(1)
        } else {
            line.strip_prefix("participant ")?.split(" as ").nth(1)
        };
        name.map(|name| name.trim().to_owned())
    });
    (boxes.collect(), lines.len())
}

/// Draws all parts of a view: all boxes that they show, the number of their lines, and what the first
/// one says of the others.
#[track_caller]
fn drawn(design: &str, view: &str) -> (BTreeSet<String>, usize, usize, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.toml");
    std::fs::write(&path, HEAD.to_owned() + design).expect("a design");
    let (mut boxes, mut lines, mut parts) = (BTreeSet::new(), 0, 0);
    let draw = |part| {
        draw_file(
            &path,
            &Overlay::default(),
            &DrawRequest {
                view,
                against: None,
                selection: Selection::ALL,
                form: PictureForm { mermaid: true, part, whole: false },
            },
        )
    };
    loop {
        let single = match draw(Some(parts + 1)) {
            Ok(single) => single,
            Err(PrintError::NoPart { .. }) => break,
            Err(error) => panic!("{view}: {error}"),
        };
        let script = single.text.expect("a picture");
        let (shown, count) = counted(&script);
        assert!(shown.len() <= MOST_BOXES, "{view} has a part with {} boxes", shown.len());
        assert!(count <= MOST_LINES, "{view} has a part with {count} lines");
        assert!(!shown.is_empty(), "{script}");
        boxes.extend(shown);
        lines += count;
        parts += 1;
    }
    (boxes, lines, parts, draw(None).expect("the overview").notes)
}

fn named(word: &str, count: usize) -> BTreeSet<String> {
    (0..count).map(|number| format!("{word}{number}")).collect()
}

#[test]
fn a_picture_at_the_limit_stays_whole() {
    let (boxes, lines, parts, notes) = drawn(&hub(MOST_BOXES), "component:c0");
    assert_eq!((boxes, lines, parts, notes), (named("Part ", 40), 39, 1, Vec::new()));
}

#[test]
fn parts_of_every_view_keep_to_the_limit_and_show_everything() {
    let (boxes, lines, parts, notes) = drawn(&hub(200), "component:c0");
    assert_eq!((boxes, lines), (named("Part ", 200), 199));
    assert!(parts > 4 && notes[0].contains("is too large for one picture; this is part 1 of"), "{notes:?}");
    assert!(notes.iter().any(|note| note.starts_with("  --part 2: ")), "{notes:?}");
    assert!(notes.last().is_some_and(|note| note.contains("--whole")), "{notes:?}");

    let (boxes, lines, ..) = drawn(&hub(200), "architecture");
    assert_eq!(boxes.difference(&named("Part ", 200)).collect::<Vec<_>>(), ["P"]);
    assert_eq!((boxes.len(), lines), (201, 199));

    let (boxes, lines, ..) = drawn(&crowd(14), "architecture");
    assert_eq!((boxes.len(), lines), (15, 14 * 13));

    let (boxes, lines, ..) = drawn(&tables(150), "tables");
    assert_eq!(boxes, named("t", 150));
    assert_eq!(lines, 300);

    let (boxes, lines, ..) = drawn(&flow(300, 50), "flow:f");
    assert_eq!((boxes, lines), (named("Part ", 50), 300));

    let (boxes, lines, ..) = drawn(&requirements(90), "coverage");
    assert_eq!((boxes.len(), lines), (91, 90));
}

#[test]
fn groups_are_named_by_the_views_that_draw_them() {
    let (boxes, _, _, notes) = drawn(&tree(60), "architecture");
    assert!(boxes.is_superset(&named("Part ", 60)), "{boxes:?}");
    assert!(notes[0].contains("`architecture` is large: a page shows it in"), "{notes:?}");
    assert!(notes.iter().any(|note| note.ends_with("P at a glance")), "{notes:?}");
    assert!(notes.iter().any(|note| note == "  --view context: P and its surroundings"), "{notes:?}");
    assert!(notes.iter().any(|note| note == "  --view component:c8: Inside Part 8"), "{notes:?}");
    let (boxes, ..) = drawn(&tree(200), "component:c1");
    assert!(boxes.contains("Part 1") && boxes.contains("Part 14") && boxes.contains("Part 104"), "{boxes:?}");
}

#[test]
fn everything_that_no_part_shows_is_named() {
    let (boxes, .., notes) = drawn(&hub(2000), "component:c0");
    let told = notes.iter().find(|note| note.contains("left out of all parts")).expect("a note");
    for number in 0..2000 {
        let name = format!("Part {number}");
        assert!(boxes.contains(&name) || told.contains(&name), "{name}");
    }
}

#[test]
fn the_whole_is_drawn_where_that_is_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.toml");
    std::fs::write(&path, HEAD.to_owned() + &tables(60)).expect("a design");
    let form = PictureForm { mermaid: true, part: None, whole: true };
    let wanted = DrawRequest { view: "tables", against: None, selection: Selection::ALL, form };
    let whole = draw_file(&path, &Overlay::default(), &wanted).expect("a picture");
    assert_eq!(counted(&whole.text.expect("a picture")), (named("t", 60), 120));
    assert!(whole.notes.is_empty());
}

#[test]
fn a_page_says_what_its_pictures_leave_out() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("large.toml"), HEAD.to_owned() + &hub(2000)).expect("a design");
    let page = |view: &str| {
        let chapter = mdbook_system_design::book::Chapter {
            name: "Page".to_owned(),
            source_path: Some("page.md".to_owned()),
            path: Some("page.md".to_owned()),
            content: format!("<<#system-design /large.toml view={view}>>\n"),
        };
        super::text_of(mdbook_system_design::book::expand(mdbook_system_design::book::Input {
            root: folder.path().to_owned(),
            settings: serde_json::json!({ "preprocessor": { "system-design": {} } }),
            renderer: "markdown".to_owned(),
            mdbook_version: String::new(),
            chapters: vec![(0, chapter)],
            paths: Vec::new(),
        }))
    };
    let text = page("component:c0");
    assert!(
        text.contains("Left out of these pictures, or shown without some of its lines: Hub")
            || text.contains("Left out of these pictures, or shown without some of its lines: Part 0, "),
        "{}",
        &text[text.len() - 600..]
    );
    assert!(text.contains("The view component:ID draws one of them"));
    assert!(!page("component:c7").contains("Left out"));
}
