//! What authors want of a layout: lines that lead to the right, rows, boxes near each other.

use std::collections::BTreeMap;

use mdbook_system_design::diagram::architecture::{self, Architecture, Element, Relation};
use mdbook_system_design::diagram::audit::audit;
use mdbook_system_design::diagram::geometry::Rect;
use mdbook_system_design::diagram::hints::{Course, Hints};

use crate::random::{self, Dice};

/// Components `a`, `b` …, and what uses what.
fn system(ids: &str, relations: &[(&str, &str)]) -> Architecture {
    let element = |id: char| Element {
        id: id.to_string(),
        name: format!("Part {id}"),
        href: Some(id.to_string()),
        ..Element::default()
    };
    let relation = |&(from, to): &(&str, &str)| Relation {
        from: from.to_owned(),
        to: to.to_owned(),
        label: "Uses".to_owned(),
        ..Relation::default()
    };
    Architecture {
        name: "Parts".to_owned(),
        elements: ids.chars().map(element).collect(),
        relations: relations.iter().map(relation).collect(),
        ..Architecture::default()
    }
}

fn boxes(architecture: &Architecture) -> BTreeMap<String, Rect> {
    let picture = architecture::picture(architecture);
    assert_eq!(audit(&picture).faults, Vec::<String>::new());
    picture.boxes.into_iter().map(|one| (one.href.unwrap(), one.rect)).collect()
}

fn rows(rows: &[&str]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.chars().map(String::from).collect()).collect()
}

#[test]
fn lines_lead_to_the_right_where_that_is_wanted() {
    let mut architecture = system("abcd", &[("a", "b"), ("b", "c"), ("a", "d"), ("c", "c")]);
    architecture.hints.course = Course::Right;
    let boxes = boxes(&architecture);
    for relation in architecture.relations.iter().filter(|one| one.from != one.to) {
        assert!(boxes[&relation.from].right() < boxes[&relation.to].x, "{boxes:?}");
    }
}

#[test]
fn a_row_is_shared_in_the_wanted_order() {
    let mut architecture = system("abcdef", &[("a", "b"), ("b", "c"), ("a", "d"), ("d", "e"), ("e", "f")]);
    architecture.hints.rows = rows(&["eb", "fc"]);
    let boxes = boxes(&architecture);
    for (left, right) in [("e", "b"), ("f", "c")] {
        assert_eq!(boxes[left].y, boxes[right].y, "{boxes:?}");
        assert!(boxes[left].right() < boxes[right].x, "{boxes:?}");
    }
}

#[test]
fn a_wanted_row_is_above_the_next_one_whatever_uses_what() {
    let mut architecture = system("abc", &[("a", "b"), ("b", "c")]);
    architecture.hints.rows = rows(&["c", "b", "a"]);
    let boxes = boxes(&architecture);
    assert!(boxes["c"].y < boxes["b"].y && boxes["b"].y < boxes["a"].y, "{boxes:?}");
}

#[test]
fn boxes_that_should_be_near_each_other_are_nearer() {
    let relations = [("a", "b"), ("a", "c"), ("a", "d"), ("a", "e")];
    let distance = |near: &[(&str, &str)]| {
        let mut architecture = system("abcde", &relations);
        architecture.hints.near =
            near.iter().map(|(one, other)| (one.to_string(), other.to_string())).collect();
        let boxes = boxes(&architecture);
        (boxes["b"].x - boxes["e"].x).abs() + (boxes["b"].y - boxes["e"].y).abs()
    };
    assert!(distance(&[("b", "e")]) < distance(&[]));
}

#[test]
fn no_hint_makes_a_fault() {
    for seed in 0..crate::random_models() / 2 {
        let mut architecture = random::architecture(seed, 18);
        let mut dice = Dice::new(seed);
        let count = architecture.elements.len() + 1;
        let mut ids = |most: usize| -> Vec<String> {
            (0..dice.roll(most)).map(|_| format!("e{}", dice.roll(count))).collect()
        };
        let rows = (0..4).map(|_| ids(6)).collect();
        let near = ids(5).into_iter().zip(ids(5)).collect();
        let course = if seed % 3 == 0 { Course::Down } else { Course::Right };
        architecture.hints = Hints { course, rows, near };
        let picture = architecture::picture(&architecture);
        assert_eq!(audit(&picture).faults, Vec::<String>::new(), "seed {seed}");
        let shown: usize = picture.lines.iter().map(|line| line.relations).sum();
        assert_eq!(shown, architecture.relations.len(), "seed {seed}");
    }
}
