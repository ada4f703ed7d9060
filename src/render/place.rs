//! A place where a design is printed, and the addresses of its parts there.

use super::anchors::{Anchor, Anchors};

/// A place where a design is printed.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The address of the page; empty for the page that links to it.
    pub page: String,
    /// The anchors of the design in that place.
    pub anchors: &'a Anchors<'a>,
}

impl Place<'_> {
    /// The address of the first place that has the anchor. If none has it, the page of the first place,
    /// unless that is this page.
    pub fn address(places: &[Place<'_>], anchor: &Anchor<'_>) -> Option<String> {
        let found = places.iter().find_map(|place| Some((place, place.anchors.get(anchor)?)));
        match found {
            Some((place, id)) => Some(format!("{}#{id}", place.page)),
            None => places.first().map(|place| place.page.clone()).filter(|page| !page.is_empty()),
        }
    }

    /// The address where the first place begins.
    pub fn beginning(places: &[Place<'_>]) -> Option<String> {
        let first = places.first()?;
        match first.anchors.first() {
            Some(id) => Some(format!("{}#{id}", first.page)),
            None => Some(first.page.clone()).filter(|page| !page.is_empty()),
        }
    }
}
