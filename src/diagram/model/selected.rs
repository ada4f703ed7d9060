//! The part of an architecture that is asked for.

use super::super::architecture::{Architecture, views};
use super::super::hints::{Course, Hints};
use super::super::selection::Selection;
use super::Source;
use crate::design::{Direction, Ref};

/// At most so many names are in a title.
const MOST_NAMES: usize = 3;

impl Source<'_> {
    /// What is asked for of an architecture whose elements have the ids of the design.
    pub(super) fn selected(&self, whole: Architecture) -> Architecture {
        self.selected_by(whole, |element, id| element == id)
    }

    /// The same, where `is` says whether an element of the picture is meant by an id.
    pub(super) fn selected_by(&self, whole: Architecture, is: impl Fn(&str, &str) -> bool) -> Architecture {
        let Selection { only, collapse, .. } = self.selection;
        let is_one = |ids: &[String], element: &str| ids.iter().any(|id| is(element, id));
        let mut drawn = whole;
        if !only.is_empty() {
            let names = only.iter().filter_map(|id| {
                let element = drawn.elements.iter().find(|element| is(&element.id, id))?;
                Some(element.name.as_str())
            });
            let title = narrowed(&drawn.title, names);
            drawn = Architecture { title, ..views::only(&drawn, |element| is_one(only, element)) };
        }
        if !collapse.is_empty() {
            drawn = views::collapsed(&drawn, |element| is_one(collapse, element));
        }
        drawn
    }

    /// What the author wants of the places in the picture of the architecture.
    pub(super) fn hints(&self) -> Hints<String> {
        let placing = self.design.layout.as_ref().and_then(|layout| layout.architecture.as_ref());
        let Some(placing) = placing else { return Hints::default() };
        let ids = |row: &Vec<Ref<_>>| row.iter().map(|id| id.id.value.clone()).collect::<Vec<_>>();
        let pairs = placing.near.iter().flat_map(|near| {
            let ids = ids(near);
            ids.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect::<Vec<_>>()
        });
        Hints {
            course: match placing.direction.as_ref().map(|direction| direction.value) {
                Some(Direction::Right) => Course::Right,
                Some(Direction::Down) | None => Course::Down,
            },
            rows: placing.rows.iter().map(ids).collect(),
            near: pairs.collect(),
        }
    }
}

/// The title of a picture that shows only what is named.
pub(super) fn narrowed<'n>(title: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    let listed = names[..names.len() - more].join(", ");
    match (listed.is_empty(), more) {
        (true, _) => title.to_owned(),
        (false, 0) => format!("{title}: {listed}"),
        (false, more) => format!("{title}: {listed} +{more}"),
    }
}
