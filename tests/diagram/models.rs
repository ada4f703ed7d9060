//! Larger systems, and what one edit of them does to their pictures: a relationship is taken away, and boxes that
//! were left of others should still be.

use std::collections::{BTreeMap, BTreeSet};

use mdbook_system_design::diagram::architecture::{self, Architecture, Element, Relation, Role};
use mdbook_system_design::diagram::audit::audit;
use mdbook_system_design::diagram::model::Source;
use mdbook_system_design::diagram::picture::Picture;
use mdbook_system_design::diagram::selection::Selection;
use mdbook_system_design::markdown::Html;

/// Boxes nearer to each other than this, middle to middle, are neither left nor right.
const APART: i32 = 60;
/// How many edits of a model are tried: of a small one, and of one that takes long to draw.
const EDITS: usize = 8;
const FEW_EDITS: usize = 3;
const LARGE: usize = 40;

pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) architecture: Architecture,
}

/// All models, by name.
pub(crate) fn all() -> Vec<Model> {
    let folder = crate::designs::folder().join("models");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let (design, template) = crate::whole::read(&std::fs::read_to_string(path).unwrap(), &folder);
        let source = Source {
            design: &design,
            words: &template.labels,
            html: Html::Words,
            href: &|_, id| Some(id.to_owned()),
            against: None,
            neighbours: None,
            selection: Selection::ALL,
        };
        Model {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            architecture: source.architecture(),
        }
    };
    paths.iter().map(read).collect()
}

impl Model {
    pub(crate) fn picture(&self) -> Picture {
        architecture::picture(&self.architecture)
    }

    /// The mean share of pairs of boxes that change left and right in an edit, in thousandths.
    pub(crate) fn flips(&self) -> usize {
        let count = self.architecture.relations.len();
        let few = if self.architecture.elements.len() > LARGE { FEW_EDITS } else { EDITS };
        let tried = if std::env::var_os("EVERY_EDIT").is_some() { count } else { few.min(count) };
        let whole = middles(&self.picture());
        let flips: usize = (0..tried).map(|edit| self.flips_without(edit * count / tried, &whole)).sum();
        flips / tried.max(1)
    }

    fn flips_without(&self, gone: usize, whole: &BTreeMap<String, i32>) -> usize {
        let mut edited = self.architecture.clone();
        edited.relations.remove(gone);
        let after = middles(&architecture::picture(&edited));
        // A box that has lost its last relationship may be anywhere.
        let tied: BTreeSet<&str> =
            edited.relations.iter().flat_map(|one| [one.from.as_str(), one.to.as_str()]).collect();
        let kept: Vec<(i32, i32)> = whole
            .iter()
            .filter(|(id, _)| tied.contains(id.as_str()))
            .filter_map(|(id, &before)| Some((before, *after.get(id)?)))
            .collect();
        let (mut pairs, mut turned) = (0, 0);
        for (at, one) in kept.iter().enumerate() {
            for other in &kept[at + 1..] {
                let (before, after) = (one.0 - other.0, one.1 - other.1);
                if before.abs() >= 2 * APART && after.abs() >= 2 * APART {
                    pairs += 1;
                    turned += usize::from(before.signum() != after.signum());
                }
            }
        }
        (turned * 1000).checked_div(pairs).unwrap_or(0)
    }
}

/// Twice the x of the middle of each box, by its id.
fn middles(picture: &Picture) -> BTreeMap<String, i32> {
    let boxes = picture.boxes.iter();
    boxes.filter_map(|one| Some((one.href.clone()?, 2 * one.rect.x + one.rect.width))).collect()
}

#[test]
fn models_have_no_faults() {
    for model in all() {
        let picture = model.picture();
        crate::show(&model.name, &picture);
        assert_eq!(audit(&picture).faults, Vec::<String>::new(), "{}", model.name);
    }
}

/// A star: six elements use the first one.
fn star(role: Role) -> Architecture {
    let element = |(id, role): (String, Role)| Element { name: id.clone(), id, role, ..Element::default() };
    let others = (0..6).map(|number| (format!("e{number}"), role));
    let elements = std::iter::once(("centre".to_owned(), Role::Component)).chain(others).map(element);
    let relations = (0..6).map(|number| Relation {
        from: format!("e{number}"),
        to: "centre".to_owned(),
        label: "Reports".to_owned(),
        ..Relation::default()
    });
    Architecture { elements: elements.collect(), relations: relations.collect(), ..Architecture::default() }
}

#[test]
fn what_loses_its_last_relationship_stays_among_its_like() {
    for role in [Role::Component, Role::External] {
        for gone in 0..6 {
            let mut edited = star(role);
            edited.relations.remove(gone);
            let rows: BTreeSet<i32> = architecture::picture(&edited)
                .boxes
                .iter()
                .filter(|one| one.words.first().is_some_and(|name| name != "centre"))
                .map(|one| one.rect.y)
                .collect();
            let whole = architecture::picture(&star(role));
            let centre = whole.boxes.iter().find(|one| one.words[0] == "centre").unwrap().rect.y;
            assert!(
                rows.iter().all(|&y| y < centre),
                "{role:?} without the relationship of e{gone}: {rows:?}"
            );
        }
    }
}
