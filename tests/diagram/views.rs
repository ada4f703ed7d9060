//! Views of a large system are smaller scenes without faults.

use mdbook_system_design::diagram::architecture::views;
use mdbook_system_design::diagram::architecture::{self, Element, Scene};
use mdbook_system_design::diagram::audit::audit;

use crate::designs;

fn ids(scene: &Scene) -> Vec<&str> {
    scene.elements.iter().map(|element| element.id.as_str()).collect()
}

fn relations(scene: &Scene) -> Vec<String> {
    scene.relations.iter().map(|one| format!("{} {}: {}", one.from, one.to, one.label)).collect()
}

#[test]
fn context_shows_the_system_as_one_box() {
    let scene = views::context(&designs::named("web-shop").scene());
    assert_eq!(ids(&scene), ["customer", "staff", "idp", "psp", "mail", "wms", "system"]);
    assert_eq!(
        relations(&scene),
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
    let scene = designs::named("nested-groups").scene();
    assert_eq!(views::groups(&scene), ["dispatch", "stores", "telemetry"]);
    let scene = views::overview(&scene);
    let shown = ["rider", "ops", "app", "admin", "edge", "dispatch", "telemetry", "cars", "idp", "psp"];
    assert_eq!(ids(&scene), shown);
    assert!(relations(&scene).contains(&"telemetry dispatch: Reads positions".to_owned()));
}

#[test]
fn a_group_is_shown_with_its_neighbours() {
    let scene = views::group(&designs::named("nested-groups").scene(), "dispatch");
    let shown = ["edge", "dispatch", "booking", "matcher", "stores", "bookdb", "geo", "telemetry", "psp"];
    assert_eq!(ids(&scene), shown);
    let scene = views::group(&designs::named("nested-groups").scene(), "stores");
    assert_eq!(ids(&scene), ["booking", "matcher", "stores", "bookdb", "geo", "telemetry"]);
}

#[test]
fn a_neighbourhood_is_one_element_and_its_neighbours() {
    let scene = views::neighbourhood(&designs::named("web-shop").scene(), "bus");
    assert_eq!(ids(&scene), ["catalog", "orders", "inventory", "notify", "search", "bus"]);
    assert_eq!(scene.relations.len(), 5);
}

#[test]
fn coverage_has_a_line_for_each_citation() {
    let element = |id: &str| Element { id: id.into(), name: id.into(), ..Element::default() };
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    let scene = views::coverage(
        "Coverage",
        vec![element("R1"), element("R2")],
        vec![element("api"), element("T1")],
        &[pair("R1", "api"), pair("R1", "T1"), pair("R2", "api")],
    );
    let picture = architecture::picture(&scene);
    assert_eq!((picture.boxes.len(), picture.lines.len()), (4, 3));
    assert!(picture.boundaries.is_empty());
    assert_eq!(audit(&picture).faults, Vec::<String>::new());
}

#[test]
fn only_large_scenes_need_views() {
    assert!(!views::is_large(&designs::named("web-shop").scene()));
    let mut scene = designs::named("forty-boxes").scene();
    assert!(!views::is_large(&scene));
    let more = (scene.elements.len()..=40)
        .map(|number| Element { id: format!("more-{number}"), ..Element::default() });
    scene.elements.extend(more.collect::<Vec<_>>());
    assert!(views::is_large(&scene));
}

#[test]
fn views_of_random_models_have_no_faults() {
    for seed in 0..12 {
        let scene = crate::random::scene(seed, 20);
        let mut all = vec![views::context(&scene), views::overview(&scene)];
        all.extend(views::groups(&scene).into_iter().map(|id| views::group(&scene, id)));
        all.extend(ids(&scene).into_iter().take(4).map(|id| views::neighbourhood(&scene, id)));
        for (number, view) in all.iter().enumerate() {
            let faults = audit(&architecture::picture(view)).faults;
            assert_eq!(faults, Vec::<String>::new(), "seed {seed}, view {number}");
        }
    }
}
