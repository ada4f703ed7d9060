//! Whole designs, read as the program reads them: every picture of every view is without faults, and so are
//! the parts that replace a large one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::diagram::audit::audit;
use mdbook_system_design::diagram::drawing::Drawing;
use mdbook_system_design::diagram::model::Source;
use mdbook_system_design::diagram::selection::Selection;
use mdbook_system_design::diagram::view::View;
use mdbook_system_design::markdown::Html;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{Template, Templates};

/// Every design below a folder of the repository.
fn paths(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Reads a design that has no mistakes of shape.
pub(crate) fn read(text: &str, folder: &Path) -> (Design, Template) {
    let mut sources = Sources::new();
    let templates = Templates::embedded(&mut sources);
    let names = KnownNames::new(&templates, mdbook_system_design::book::rules::all());
    let file = sources.add("design.toml", text);
    let mut sink = Sink::default();
    let root = Root::new(folder, true);
    let design = Design::read(&names, &mut Reader::new(&mut sources, &root, file, &mut sink)).unwrap();
    (design, templates.require("system-design@1").unwrap().clone())
}

fn source<'a>(design: &'a Design, template: &'a Template) -> Source<'a> {
    Source {
        design,
        words: &template.labels,
        html: Html::Words,
        href: &|_, _| None,
        against: None,
        neighbours: None,
        selection: Selection::ALL,
    }
}

/// The pictures of every view, and of their parts, each with its name.
fn drawings(design: &Design, template: &Template) -> Vec<(String, Drawing)> {
    let source = source(design, template);
    let mut all = Vec::new();
    for name in View::names(design) {
        let Some(view) = View::parse(&name) else { continue };
        for drawing in view.draw(&source) {
            let parts = view.parts(&drawing, &source).shown;
            let numbered = parts.into_iter().enumerate();
            all.extend(numbered.map(|(at, part)| (format!("{name} part {at}"), part.drawing)));
            all.push((name.clone(), drawing));
        }
    }
    all
}

fn hold(what: &str, text: &str, folder: &Path) -> Vec<(String, Drawing)> {
    let (design, template) = read(text, folder);
    let drawings = drawings(&design, &template);
    for (name, drawing) in &drawings {
        let picture = drawing.picture();
        crate::show(&format!("{what}-{}", name.replace([':', ' '], "-")), &picture);
        assert_eq!(audit(&picture).faults, Vec::<String>::new(), "{what}: {name}");
        crate::check_svg(name, &picture);
    }
    drawings
}

#[test]
fn every_picture_of_whole_designs_is_without_faults() {
    for path in paths("tests/systems").into_iter().chain(paths("book-example/designs")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let drawings = hold(&name, &std::fs::read_to_string(&path).unwrap(), path.parent().unwrap());
        assert!(!drawings.is_empty() || name.starts_with("pattern"), "{name} has no picture");
    }
}

/// Frames three deep, twelve who take part, and steps that fail in each kind of frame.
#[test]
fn frames_in_frames_of_many_participants_are_without_faults() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagram/whole/frames.toml");
    let drawings = hold("frames", &std::fs::read_to_string(&path).unwrap(), path.parent().unwrap());
    let flows = drawings.iter().filter_map(|(_, drawing)| match drawing {
        Drawing::Flow(flow) => Some(flow),
        _ => None,
    });
    for flow in flows {
        assert_eq!(flow.participants.len(), 12);
        assert!(flow.frames.len() >= 8 && flow.events.iter().filter(|event| event.fails).count() >= 5);
    }
}

/// Three regions of three zones, each of which runs four components.
#[test]
fn a_deployment_to_nine_zones_is_without_faults() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagram/whole");
    let mut text = std::fs::read_to_string(folder.join("regions.toml")).unwrap();
    for region in ["North", "East", "South"] {
        let id = region.to_lowercase();
        text += &format!(
            "\n[nodes.{id}]\nname = \"{region}\"\nkind = \"region\"\nenvironment = \"production\"\n"
        );
        for zone in ["A", "B", "C"] {
            let runs = "{ edge = \"2 pods\", api = \"6 pods\", cache = \"1 pod\", db = \"one of nine\" }";
            text += &format!(
                "\n[nodes.{id}-{zone}]\nname = \"Zone {zone}\"\nkind = \"zone\"\npart-of = \"{id}\"\n\
                 technology = [\"Kubernetes\"]\nruns = {runs}\n"
            );
        }
    }
    let drawings = hold("regions", &text, &folder);
    let whole = drawings.iter().find(|(name, _)| name == "deployment:production").unwrap();
    let Drawing::Architecture(whole) = &whole.1 else { panic!("nodes are drawn like an architecture") };
    assert_eq!(whole.elements.len(), 3 + 9 + 36);
    // Peers along their nodes, and three relationships in each zone.
    assert_eq!(whole.relations.len(), 8 + 9 * 3);
    assert!(drawings.iter().filter(|(name, _)| name.starts_with("deployment:production part")).count() == 4);
}

/// Every view that is shown in parts is narrow enough for a page in each of them, and its parts have all that it has.
#[test]
fn parts_are_narrow_and_leave_nothing_out() {
    let folders = ["tests/diagram/whole", "tests/diagram/models", "tests/systems"];
    for path in folders.into_iter().flat_map(paths) {
        parts_of(&path);
    }
}

fn parts_of(path: &Path) {
    let name = path.file_stem().unwrap().to_string_lossy();
    let (design, template) = read(&std::fs::read_to_string(path).unwrap(), path.parent().unwrap());
    let source = source(&design, &template);
    for view_name in View::names(&design) {
        let view = View::parse(&view_name).unwrap();
        for drawing in view.draw(&source) {
            let parts = view.parts(&drawing, &source);
            let shown: Vec<&Drawing> = match parts.shown.as_slice() {
                [] => vec![&drawing],
                parts => parts.iter().map(|part| &part.drawing).collect(),
            };
            for part in &shown {
                let width = part.picture_among(shown.len()).width;
                assert!(width <= 1200, "{name}, {view_name}: “{}” is {width} units wide", part.title());
            }
            let names: BTreeSet<String> = shown.iter().flat_map(|part| named(part)).collect();
            let missing: Vec<String> =
                named(&drawing).into_iter().filter(|one| !names.contains(one)).collect();
            assert_eq!(missing, parts.left_out, "{name}, {view_name}");
        }
    }
}

/// What a drawing shows, by its names.
fn named(drawing: &Drawing) -> Vec<String> {
    match drawing {
        Drawing::Architecture(architecture) => {
            architecture.elements.iter().map(|element| element.name.clone()).collect()
        }
        Drawing::Matrix(matrix) => matrix.rows.iter().map(|row| row.id.clone()).collect(),
        Drawing::Flow(flow) => flow.events.iter().map(|event| event.text.clone()).collect(),
        Drawing::Tables(tables) => tables.tables.iter().map(|table| table.id.clone()).collect(),
        _ => Vec::new(),
    }
}
