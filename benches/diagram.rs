//! Pictures of the architecture, from the input to the SVG: `cargo bench --bench diagram`.

// The tests read more of a design than is drawn here.
#[allow(dead_code)]
#[allow(clippy::unwrap_used, reason = "a bench that cannot read its data must stop")]
#[path = "../tests/diagram/designs.rs"]
mod designs;

use divan::{Bencher, black_box};
use mdbook_system_design::diagram::{architecture, svg};

/// Designs of the corpus: 6 boxes, 25 relationships, and 37 boxes that fill a page.
const DESIGNS: [&str; 3] = ["url-shortener", "web-shop", "forty-boxes"];

fn main() {
    divan::main();
}

/// Places everything.
#[divan::bench(args = DESIGNS)]
fn place(bencher: Bencher, design: &str) {
    let architecture = designs::named(design).architecture();
    bencher.bench(|| architecture::picture(black_box(&architecture)));
}

/// Writes the placed pictures.
#[divan::bench(args = DESIGNS)]
fn write(bencher: Bencher, design: &str) {
    let picture = architecture::picture(&designs::named(design).architecture());
    let frame = svg::Frame { prefix: design, browser: true, ..svg::Frame::default() };
    bencher.bench(|| svg::write(black_box(&picture), &frame));
}
