//! The pictures: no faults, no lower score than before, the same bytes on every platform.
//!
//! `designs/` is the corpus, `models/` are larger systems, `scores.txt` their scores. `UPDATE_SCORES=1 cargo
//! test --test diagram` writes the scores anew, `EVERY_EDIT=1` tries every edit of the models instead of some, `DIAGRAMS=folder` puts all pictures there, to be looked at, and
//! `RANDOM_MODELS=10000` has that many random models drawn instead of a few.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data must stop")]

mod changes;
mod contrast;
mod designs;
mod fonts;
mod hints;
mod landscape;
mod legends;
mod models;
mod peers;
mod random;
mod random_pairs;
mod scores;
mod views;
mod whole;
mod xml;

use mdbook_system_design::diagram::audit::audit;
use mdbook_system_design::diagram::picture::Picture;
use mdbook_system_design::diagram::{architecture, flow, svg, tables};

/// Writes a picture to the folder that the environment names, if it names one.
fn show(name: &str, picture: &Picture) {
    if let Some(folder) = std::env::var_os("DIAGRAMS") {
        let frame = svg::Frame { prefix: name, ..svg::Frame::default() };
        let path = std::path::Path::new(&folder).join(format!("{name}.svg"));
        std::fs::write(path, svg::write(picture, &frame)).unwrap();
    }
}

/// How many random models are drawn.
fn random_models() -> u64 {
    std::env::var("RANDOM_MODELS").ok().and_then(|count| count.parse().ok()).unwrap_or(60)
}

/// The pictures of random models, and the number of relationships that each has to show.
fn random_pictures(seed: u64) -> Vec<(&'static str, Picture, usize)> {
    let (architecture, flow, tables) =
        (random::architecture(seed, 25), random::flow(seed), random::tables(seed, 12));
    let (relations, events) = (architecture.relations.len(), flow.events.len());
    let notes = flow.events.iter().filter(|event| event.kind.is_remark()).count();
    let references = tables.references.len();
    vec![
        ("architecture", architecture::picture(&architecture), relations),
        ("flow", flow::picture(&flow), events - notes),
        ("tables", tables::picture(&tables), references),
    ]
}

#[test]
fn random_models_have_no_faults() {
    let mut faulty = Vec::new();
    for seed in 0..random_models() {
        for (name, picture, relations) in random_pictures(seed) {
            let faults = audit(&picture).faults;
            if !faults.is_empty() {
                show(&format!("random-{name}-{seed}"), &picture);
                faulty.push((name, seed, faults));
            }
            let shown: usize = picture.lines.iter().map(|line| line.relations).sum();
            assert_eq!(shown, relations, "{name} {seed} does not show every relationship");
            check_svg(name, &picture);
        }
    }
    assert_eq!(faulty, [], "seeds and the faults of their pictures");
}

/// Many lines that enter nested boundaries, so that the search for straight ones ends before all are found.
#[test]
fn lines_keep_away_from_titles_when_the_search_ends_early() {
    let picture = architecture::picture(&random::architecture(12, 60));
    assert_eq!(audit(&picture).faults, Vec::<String>::new());
}

/// Up to 60 boxes: more than a page shows as one picture.
#[test]
#[ignore = "takes minutes; `RANDOM_MODELS=10000 cargo test --test diagram -- --ignored` draws that many"]
fn large_random_models_have_no_faults() {
    for seed in 0..random_models() {
        let architecture = random::architecture(seed, 60);
        let picture = architecture::picture(&architecture);
        let audit = audit(&picture);
        assert_eq!(audit.faults, Vec::<String>::new(), "seed {seed}");
        let shown: usize = picture.lines.iter().map(|line| line.relations).sum();
        assert_eq!(shown, architecture.relations.len(), "seed {seed} does not show every relationship");
    }
}

/// All pictures of the corpus, by name.
fn corpus() -> Vec<(String, Picture)> {
    let mut pictures = Vec::new();
    for design in designs::all() {
        let name = &design.name;
        let architecture = design.architecture();
        if !architecture.elements.is_empty() {
            pictures.push((format!("{name}-architecture"), architecture::picture(&architecture)));
        }
        for (id, flow) in design.flows() {
            pictures.push((format!("{name}-flow-{id}"), flow::picture(&flow)));
        }
        let tables = design.tables();
        if !tables.tables.is_empty() {
            pictures.push((format!("{name}-tables"), tables::picture(&tables)));
        }
    }
    pictures
}

#[test]
fn the_corpus_has_no_faults() {
    for (name, picture) in corpus() {
        show(&name, &picture);
        assert_eq!(audit(&picture).faults, Vec::<String>::new(), "{name}");
        check_svg(&name, &picture);
    }
}

/// Checks that the SVG is well-formed, contains nothing that would end a block of HTML, and is the same
/// twice.
fn check_svg(name: &str, picture: &Picture) {
    for standalone in [false, true] {
        let frame = svg::Frame { prefix: name, standalone, browser: true };
        let svg = svg::write(picture, &frame);
        assert_eq!(xml::mistake(&svg), None, "{name}");
        assert!(svg.lines().all(|line| !line.trim().is_empty()), "{name} has a blank line");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}");
        assert_eq!(svg, svg::write(picture, &frame), "{name}");
    }
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    for ((name, one), (_, other)) in corpus().into_iter().zip(corpus()) {
        let frame = svg::Frame { prefix: "same", ..svg::Frame::default() };
        assert_eq!(svg::write(&one, &frame), svg::write(&other, &frame), "{name}");
    }
}

#[test]
fn the_web_shop_is_easy_to_read() {
    let audit = audit(&architecture::picture(&designs::named("web-shop").architecture()));
    assert_eq!((audit.faults.len(), audit.crossings, audit.jogs), (0, 0, 0));
    assert!(audit.smallest_text >= 90, "{audit:?}");
    assert!(audit.bends < 40 && audit.height < 1560, "{audit:?}");
    assert!(audit.label_distance < 30, "{audit:?}");
}
