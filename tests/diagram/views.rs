//! Views of a large system are smaller scenes without faults.

use mdbook_system_design::diagram::architecture::views;
use mdbook_system_design::diagram::architecture::{self, Architecture, Element};
use mdbook_system_design::diagram::audit::audit;

use crate::designs;

fn ids(architecture: &Architecture) -> Vec<&str> {
    architecture.elements.iter().map(|element| element.id.as_str()).collect()
}

fn relations(architecture: &Architecture) -> Vec<String> {
    architecture.relations.iter().map(|one| format!("{} {}: {}", one.from, one.to, one.label)).collect()
}

#[test]
fn context_shows_the_system_as_one_box() {
    let architecture = views::context(&designs::named("web-shop").architecture());
    assert_eq!(ids(&architecture), ["customer", "staff", "idp", "psp", "mail", "wms", "system"]);
    assert_eq!(
        relations(&architecture),
        [
            "customer system: Browses and orders",
            "staff system: Edits, refunds",
            "system idp: Verifies tokens",
            "system psp: Authorises, captures",
            "system wms: Synchronises stock",
            "system mail: Sends mail",
            "psp system: Reports settlement",
        ]
    );
}

#[test]
fn overview_shows_groups_as_boxes() {
    let architecture = designs::named("nested-groups").architecture();
    assert_eq!(views::groups(&architecture), ["dispatch", "stores", "telemetry"]);
    let architecture = views::overview(&architecture);
    let shown = ["rider", "ops", "app", "admin", "edge", "dispatch", "telemetry", "cars", "idp", "psp"];
    assert_eq!(ids(&architecture), shown);
    assert!(relations(&architecture).contains(&"telemetry dispatch: Reads positions".to_owned()));
}

#[test]
fn a_group_is_shown_with_its_neighbours() {
    let architecture = views::group(&designs::named("nested-groups").architecture(), "dispatch");
    let shown = ["edge", "dispatch", "booking", "matcher", "stores", "bookdb", "geo", "telemetry", "psp"];
    assert_eq!(ids(&architecture), shown);
    let architecture = views::group(&designs::named("nested-groups").architecture(), "stores");
    assert_eq!(ids(&architecture), ["booking", "matcher", "stores", "bookdb", "geo", "telemetry"]);
}

#[test]
fn a_neighbourhood_is_one_element_and_its_neighbours() {
    let architecture = views::neighbourhood(&designs::named("web-shop").architecture(), "bus");
    assert_eq!(ids(&architecture), ["catalog", "orders", "inventory", "notify", "search", "bus"]);
    assert_eq!(architecture.relations.len(), 5);
}

#[test]
fn coverage_has_a_line_for_each_citation() {
    let element = |id: &str| Element { id: id.into(), name: id.into(), ..Element::default() };
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    let architecture = views::coverage(
        "Coverage",
        vec![element("R1"), element("R2")],
        vec![element("api"), element("T1")],
        &[pair("R1", "api"), pair("R1", "T1"), pair("R2", "api")],
    );
    let picture = architecture::picture(&architecture);
    assert_eq!((picture.boxes.len(), picture.lines.len()), (4, 3));
    assert!(picture.boundaries.is_empty());
    assert_eq!(audit(&picture).faults, Vec::<String>::new());
}

#[test]
fn only_large_scenes_need_views() {
    assert!(!views::is_large(&designs::named("web-shop").architecture()));
    let mut architecture = designs::named("forty-boxes").architecture();
    assert!(!views::is_large(&architecture));
    let more = (architecture.elements.len()..=40)
        .map(|number| Element { id: format!("more-{number}"), ..Element::default() });
    architecture.elements.extend(more.collect::<Vec<_>>());
    assert!(views::is_large(&architecture));
}

#[test]
fn views_of_random_models_have_no_faults() {
    for seed in 0..12 {
        let architecture = crate::random::architecture(seed, 20);
        let mut all = vec![views::context(&architecture), views::overview(&architecture)];
        all.extend(views::groups(&architecture).into_iter().map(|id| views::group(&architecture, id)));
        all.extend(ids(&architecture).into_iter().take(4).map(|id| views::neighbourhood(&architecture, id)));
        for (number, view) in all.iter().enumerate() {
            let faults = audit(&architecture::picture(view)).faults;
            assert_eq!(faults, Vec::<String>::new(), "seed {seed}, view {number}");
        }
    }
}
