//! The pictures: no faults, no lower score than before, the same bytes on every platform.
//!
//! `designs/` is the corpus, `scores.txt` its scores. `UPDATE_SCORES=1 cargo test --test diagram`
//! writes the scores anew, `DIAGRAMS=folder` puts all pictures there, to be looked at, and
//! `RANDOM_MODELS=10000` has that many random models drawn instead of a few.

mod designs;

use mdbook_system_design::diagram::{architecture, svg};

/// Writes a picture to the folder that the environment names, if it names one.
fn show(name: &str, picture: &mdbook_system_design::diagram::picture::Picture) {
    if let Some(folder) = std::env::var_os("DIAGRAMS") {
        let frame = svg::Frame { prefix: name, standalone: false };
        let path = std::path::Path::new(&folder).join(format!("{name}.svg"));
        std::fs::write(path, svg::write(picture, &frame)).unwrap();
    }
}

#[test]
fn every_design_has_an_architecture_picture() {
    for design in designs::all() {
        let picture = architecture::picture(&design.scene());
        assert!(picture.width > 0 && picture.height > 0, "{}", design.name);
        show(&format!("{}-architecture", design.name), &picture);
    }
}
