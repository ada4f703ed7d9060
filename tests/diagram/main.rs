//! The pictures: no faults, no lower score than before, the same bytes on every platform.
//!
//! `designs/` is the corpus, `scores.txt` its scores. `UPDATE_SCORES=1 cargo test --test diagram`
//! writes the scores anew, `DIAGRAMS=folder` puts all pictures there, to be looked at, and
//! `RANDOM_MODELS=10000` has that many random models drawn instead of a few.

mod designs;
mod random;

use mdbook_system_design::diagram::audit::audit;
use mdbook_system_design::diagram::picture::Picture;
use mdbook_system_design::diagram::{architecture, entities, sequence, svg};

/// Writes a picture to the folder that the environment names, if it names one.
fn show(name: &str, picture: &Picture) {
    if let Some(folder) = std::env::var_os("DIAGRAMS") {
        let frame = svg::Frame { prefix: name, standalone: false };
        let path = std::path::Path::new(&folder).join(format!("{name}.svg"));
        std::fs::write(path, svg::write(picture, &frame)).unwrap();
    }
}

/// How many random models are drawn.
fn random_models() -> u64 {
    std::env::var("RANDOM_MODELS").ok().and_then(|count| count.parse().ok()).unwrap_or(60)
}

#[test]
fn random_architectures_have_no_faults() {
    let mut faulty = Vec::new();
    for seed in 0..random_models() {
        let scene = random::scene(seed, 25);
        let picture = architecture::picture(&scene);
        let audit = audit(&picture);
        if !audit.faults.is_empty() {
            show(&format!("random-{seed}"), &picture);
            faulty.push((seed, audit.faults));
        }
    }
    assert_eq!(faulty, [], "seeds and the faults of their pictures");
}

/// All pictures of the corpus, by name.
fn corpus() -> Vec<(String, Picture)> {
    let mut pictures = Vec::new();
    for design in designs::all() {
        let name = &design.name;
        pictures.push((format!("{name}-architecture"), architecture::picture(&design.scene())));
        for (id, flow) in design.flows() {
            pictures.push((format!("{name}-flow-{id}"), sequence::picture(&flow)));
        }
        let schema = design.schema();
        if !schema.tables.is_empty() {
            pictures.push((format!("{name}-tables"), entities::picture(&schema)));
        }
    }
    pictures
}

#[test]
fn the_corpus_has_no_faults() {
    for (name, picture) in corpus() {
        show(&name, &picture);
        let audit = audit(&picture);
        eprintln!("{name} {audit:?} {}", audit.score());
        assert_eq!(audit.faults, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn timing() {
    for (name, scene) in [
        ("web-shop", designs::named("web-shop").scene()),
        ("r7", random::scene(7, 25)),
        ("r9", random::scene(9, 25)),
    ] {
        let t = std::time::Instant::now();
        for _ in 0..10 {
            std::hint::black_box(architecture::picture(&scene));
        }
        eprintln!("TIME {name} {} {} {:?}", scene.elements.len(), scene.relations.len(), t.elapsed() / 10);
    }
}
