//! What tags and shapes say of the kind of a component.

use std::collections::HashMap;

use crate::design::ComponentKind;
use crate::reading::Datum;

/// The tags of an element, without those that every element of its level has.
pub(super) fn tags(datum: &Datum) -> Vec<String> {
    let own = [
        "Element",
        "Person",
        "Software System",
        "Container",
        "Component",
        "Deployment Node",
        "Infrastructure Node",
        "Relationship",
    ];
    let tags = datum.word("tags");
    let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty() && !own.contains(tag));
    tags.map(str::to_owned).collect()
}

/// The kind that a component has by its tags, or by the shape that these are drawn in.
pub(super) fn kind(shapes: &HashMap<String, ComponentKind>, datum: &Datum) -> Option<ComponentKind> {
    let tags = tags(datum);
    let named = tags.iter().rev().find_map(|tag| by_words(tag));
    named.or_else(|| tags.iter().rev().find_map(|tag| shapes.get(tag).copied()))
}

/// The kind that a tag names: by all of its words, or by the last one.
fn by_words(tag: &str) -> Option<ComponentKind> {
    let whole = tag.trim().to_lowercase().replace([' ', '_'], "-");
    let last = whole.rsplit('-').next().unwrap_or_default();
    [whole.as_str(), last].into_iter().find_map(ComponentKind::meant)
}

/// The kinds of the tags whose shape leaves no doubt.
pub(super) fn kinds(tree: &Datum) -> HashMap<String, ComponentKind> {
    let styles = ["views", "configuration", "styles", "elements"];
    let mut at = Some(tree);
    for key in styles {
        at = at.and_then(|datum| datum.get(key)).map(|datum| &**datum);
    }
    let styles = at.map(Datum::items).unwrap_or_default();
    let known = styles.iter().filter_map(|style| Some((style.word("tag"), of_shape(&style.word("shape"))?)));
    known.collect()
}

fn of_shape(shape: &str) -> Option<ComponentKind> {
    Some(match shape {
        "Cylinder" => ComponentKind::Database,
        "Pipe" => ComponentKind::Queue,
        "WebBrowser" | "Window" => ComponentKind::Web,
        "MobileDevicePortrait" | "MobileDeviceLandscape" | "MobileDevice" => ComponentKind::Mobile,
        "Folder" | "Bucket" => ComponentKind::Storage,
        "Terminal" | "Shell" => ComponentKind::Cli,
        _ => return None,
    })
}
