//! The picture of a change: everything of both designs is in it once, with the right mark and without faults.

use std::collections::HashSet;
use std::path::Path;

use mdbook_system_design::compare::{Changes, Side, compare};
use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::diagram::architecture::{self, Architecture};
use mdbook_system_design::diagram::audit::audit;
use mdbook_system_design::diagram::mark::{Legend, Mark};
use mdbook_system_design::diagram::mermaid::{Verdict, check, write};
use mdbook_system_design::diagram::model::{Against, Source};
use mdbook_system_design::diagram::selection::Selection;
use mdbook_system_design::markdown::Html;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{Template, Templates};

use crate::random::{self, Dice};
use crate::random_pairs::Model;

/// Two designs, and what the newer one changes.
struct Pair {
    old: Design,
    new: Design,
    template: Template,
}

impl Pair {
    fn of(old: &Model, new: &Model) -> Self {
        let mut sources = Sources::new();
        let templates = Templates::embedded(&mut sources);
        let names = KnownNames::new(&templates, mdbook_system_design::book::rules::all());
        let root = Root::new(Path::new("."), false);
        let mut read = |name: &str, text: String| {
            let file = sources.add(name, text.clone());
            let mut sink = Sink::default();
            let design = Design::read(&names, &mut Reader::new(&mut sources, &root, file, &mut sink));
            let unread = sink.findings().iter().map(|finding| finding.message.clone()).collect::<Vec<_>>();
            assert_eq!(unread, Vec::<String>::new(), "{text}");
            design.unwrap()
        };
        let (old, new) = (read("old.toml", old.toml("1.0.0")), read("new.toml", new.toml("1.1.0")));
        Self { old, new, template: templates.require("system-design@1").unwrap().clone() }
    }

    fn changes(&self) -> Changes {
        let side = |design| Side { design, template: &self.template };
        compare(side(&self.old), side(&self.new), &[])
    }

    /// The whole picture, and the one of what differs and its neighbours.
    fn drawn(&self) -> Option<(Architecture, Architecture)> {
        let changes = self.changes();
        let against = Some(Against { design: &self.old, changes: &changes });
        let words = &self.template.labels;
        let source = Source {
            design: &self.new,
            words,
            html: Html::Words,
            href: &|_, _| None,
            against,
            neighbours: None,
            selection: Selection::ALL,
        };
        source.changes().zip(source.changed())
    }
}

/// How many elements and relationships have a mark.
fn marked(architecture: &Architecture, mark: Mark) -> (usize, usize) {
    let elements = architecture.elements.iter().filter(|element| element.mark == mark).count();
    (elements, architecture.relations.iter().filter(|relation| relation.mark == mark).count())
}

fn pairs() -> impl Iterator<Item = (u64, Model, Model)> {
    (0..crate::random_models()).map(|seed| {
        let mut dice = Dice::new(seed ^ 0xC4A);
        let old = Model::random(&mut dice);
        let mut new = old.clone();
        for _ in 0..dice.roll(8) {
            new.change(&mut dice);
        }
        (seed, old, new)
    })
}

#[test]
fn everything_of_both_designs_is_drawn_once() {
    for (seed, old, new) in pairs() {
        let pair = Pair::of(&old, &new);
        let is_about = ["person", "component", "integration", "element", "relationship"];
        let differs = pair.changes().entries.iter().any(|entry| is_about.contains(&entry.entity_kind));
        let drawn = pair.drawn();
        assert_eq!(drawn.is_some(), differs, "seed {seed}");
        let Some((whole, changed)) = drawn else { continue };
        let count = |mark: Mark| marked(&whole, mark);
        let (elements, relations) = (whole.elements.len(), whole.relations.len());
        let ids: HashSet<&str> = whole.elements.iter().map(|element| element.id.as_str()).collect();
        assert_eq!(ids.len(), elements, "seed {seed}: two boxes have one id");
        assert_eq!(elements - count(Mark::Gone).0, new.elements.len(), "seed {seed}: the new elements");
        assert_eq!(elements - count(Mark::New).0, old.elements.len(), "seed {seed}: the old elements");
        assert_eq!(relations - count(Mark::Gone).1, new.relations(), "seed {seed}: the new relationships");
        assert_eq!(relations - count(Mark::New).1, old.relations(), "seed {seed}: the old relationships");
        for mark in Mark::ALL {
            assert_eq!(marked(&changed, mark), count(mark), "seed {seed}: what is {mark:?}");
        }
    }
}

#[test]
fn the_way_back_swaps_what_is_new_and_what_is_gone() {
    for (seed, old, new) in pairs().filter(|(_, _, new)| !new.has_former_ids()) {
        let (there, back) = (Pair::of(&old, &new).drawn(), Pair::of(&new, &old).drawn());
        let marks = |drawn: Option<(Architecture, Architecture)>, marks: [Mark; 3]| {
            drawn.map(|(whole, _)| marks.map(|mark| marked(&whole, mark)))
        };
        let forth = marks(there, [Mark::New, Mark::Gone, Mark::Changed]);
        assert_eq!(forth, marks(back, [Mark::Gone, Mark::New, Mark::Changed]), "seed {seed}");
    }
}

#[test]
fn a_design_does_not_differ_from_itself() {
    for (_, old, _) in pairs() {
        assert!(Pair::of(&old, &old).drawn().is_none());
    }
}

#[test]
fn pictures_of_random_changes_have_no_faults() {
    for (seed, old, new) in pairs() {
        let Some((whole, changed)) = Pair::of(&old, &new).drawn() else { continue };
        for (name, drawn) in [("whole", whole), ("changed", changed)] {
            check_picture(&format!("change-{name}-{seed}"), &drawn);
        }
    }
}

#[test]
fn marks_on_random_models_make_no_faults() {
    for seed in 0..crate::random_models() / 2 {
        let mut architecture = random::architecture(seed ^ 0x3A7, 20);
        let mut dice = Dice::new(seed);
        let marks = [Mark::Same, Mark::New, Mark::Gone, Mark::Changed];
        let word = |word: &str| word.to_owned();
        architecture.legend = Some(Legend { new: word("new"), gone: word("gone"), changed: word("changed") });
        for element in &mut architecture.elements {
            element.mark = *dice.of(&marks);
            element.was = (0..dice.roll(3)).map(|_| dice.words(4)).collect();
        }
        for relation in &mut architecture.relations {
            relation.mark = *dice.of(&marks);
            relation.was = (dice.roll(3) == 0).then(|| dice.words(5));
        }
        check_picture(&format!("marked-{seed}"), &architecture);
    }
}

/// Checks a picture, and that the sign of each mark can be read in each box and at each line.
fn check_picture(name: &str, drawn: &Architecture) {
    let picture = architecture::picture(drawn);
    crate::show(name, &picture);
    assert_eq!(audit(&picture).faults, Vec::<String>::new(), "{name}");
    crate::check_svg(name, &picture);
    let is_signed = |texts: &[mdbook_system_design::diagram::picture::Caption], mark: Mark| {
        texts.first().is_some_and(|text| text.content.starts_with(mark.sign()))
    };
    assert!(picture.boxes.iter().all(|one| is_signed(&one.texts, one.mark)), "{name}: a box has no sign");
    for (number, line) in picture.lines.iter().enumerate().filter(|(_, line)| line.mark != Mark::Same) {
        let mut labels = picture.labels.iter().filter(|label| label.line == Some(number));
        assert!(labels.any(|label| is_signed(&label.texts, line.mark)), "{name}: a line has no sign");
    }
    let shown: usize = picture.lines.iter().map(|line| line.relations).sum();
    assert_eq!(shown, drawn.relations.len(), "{name} does not show every relationship");
    let verdict = check(&write::architecture(drawn).unwrap());
    assert!(matches!(verdict, Verdict::Valid | Verdict::NotChecked), "{name}: {verdict:?}");
}
