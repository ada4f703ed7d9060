//! The legend of a picture: it names what occurs and nothing else, and is below everything.

use mdbook_system_design::diagram::geometry::Rect;
use mdbook_system_design::diagram::legend;
use mdbook_system_design::diagram::picture::{Picture, Sample, Shape, Tip};
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;

use crate::{corpus, random_pictures};

#[test]
fn a_legend_names_what_occurs_and_nothing_else() {
    let templates = Templates::embedded(&mut Sources::new());
    let template = templates.require("system-design@1").unwrap();
    let random = (0..20).flat_map(random_pictures).map(|(name, picture, _)| (name.to_owned(), picture));
    let mut legends = 0;
    for (name, picture) in corpus().into_iter().chain(random) {
        let mut explained = picture.clone();
        legend::add(&mut explained, &template.labels);
        check(&name, &picture, &explained);
        legends += usize::from(!explained.legend.is_empty());
    }
    assert!(legends > 40, "{legends} pictures have a legend");
}

fn check(name: &str, before: &Picture, after: &Picture) {
    let named: Vec<Sample> = after.legend.iter().map(|entry| entry.sample).collect();
    let occurs = |shape: Shape| before.boxes.iter().any(|one| one.shape == shape);
    let plain = [Shape::Service, Shape::Table, Shape::Note];
    for one in before.boxes.iter().filter(|one| !plain.contains(&one.shape)) {
        assert!(named.contains(&Sample::Shape(one.shape)), "{name} does not name {:?}", one.shape);
    }
    assert_eq!(named.contains(&Sample::Boundary), !before.boundaries.is_empty(), "{name}");
    for line in &before.lines {
        for end in line.ends.iter().filter(|end| end.tip != Tip::Plain) {
            let is_it = |sample: &Sample| match sample {
                Sample::Line { dashed, tips } => {
                    tips[1] == end.tip && (*dashed == line.dashed || end.tip == Tip::Cross)
                }
                _ => false,
            };
            assert!(named.iter().any(is_it), "{name} does not name {:?}, dashed: {}", end.tip, line.dashed);
        }
    }
    for (at, sample) in named.iter().enumerate() {
        assert!(!named[..at].contains(sample), "{name} names {sample:?} twice");
        match sample {
            Sample::Shape(shape) => assert!(occurs(*shape), "{name} names {shape:?}"),
            Sample::Line { tips, .. } => {
                let ends = || before.lines.iter().flat_map(|line| &line.ends);
                assert!(ends().any(|end| end.tip == tips[1]), "{name} names {tips:?}");
            }
            Sample::Boundary | Sample::Word(_) => {}
        }
    }
    let whole = Rect { x: 0, y: before.height, width: after.width, height: after.height - before.height };
    let words: Vec<Rect> = after.legend.iter().map(|entry| entry.text.rect()).collect();
    for (at, (entry, word)) in after.legend.iter().zip(&words).enumerate() {
        assert!(whole.contains(&entry.at) && whole.contains(word), "{name}: {entry:?}");
        assert!(!words[..at].iter().any(|other| other.overlaps(word)), "{name}: {entry:?}");
        assert!(!after.legend.iter().any(|other| other.at.overlaps(word)), "{name}: {entry:?}");
    }
}
