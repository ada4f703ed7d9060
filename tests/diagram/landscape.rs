//! Landscapes: every system and every use is in some picture, in groups where one picture would be too large,
//! and no picture has a fault.

use std::collections::HashSet;

use mdbook_system_design::design::Status;
use mdbook_system_design::diagram::architecture::{self, Architecture};
use mdbook_system_design::diagram::audit::audit;
use mdbook_system_design::diagram::drawing::Drawing;
use mdbook_system_design::diagram::limits::{MOST_BOXES, MOST_LINES};
use mdbook_system_design::diagram::model::landscape::{DesignBox, Landscape, System, SystemUse};
use mdbook_system_design::template::Words;

use crate::random::Dice;

const STATUSES: [Status; 7] = [
    Status::Draft,
    Status::Proposed,
    Status::Accepted,
    Status::Implemented,
    Status::Deprecated,
    Status::Superseded,
    Status::Rejected,
];

/// How designs are divided.
#[derive(Clone, Copy, Debug)]
enum Divided {
    Owners(usize),
    Folders(usize),
    NotAtAll,
}

/// A landscape of some designs, which are called `D0`, `D1` and so on.
fn random(seed: u64, designs: usize, uses: usize, divided: Divided) -> Landscape {
    let mut dice = Dice::new(seed ^ 0x1A4D);
    let mut landscape = Landscape::default();
    let others = dice.roll(1 + designs / 4);
    for number in 0..designs {
        let group = |count: usize, dice: &mut Dice| format!("G{}", dice.roll(count));
        let (owners, folder) = match divided {
            Divided::Owners(count) => (vec![group(count, &mut dice)], String::new()),
            Divided::Folders(count) => (Vec::new(), group(count, &mut dice)),
            Divided::NotAtAll => (Vec::new(), String::new()),
        };
        let version = if dice.roll(9) == 0 { String::new() } else { format!("{}.0.0", dice.roll(20)) };
        landscape.systems.push(System {
            number: landscape.systems.len(),
            name: format!("D{number} {}", dice.words(3)),
            href: (dice.roll(3) > 0).then(|| format!("d{number}.md")),
            design: Some(DesignBox { version, status: *dice.of(&STATUSES), owners, folder, has_pii: false }),
        });
    }
    for number in 0..others {
        landscape.systems.push(System { name: format!("O{number} {}", dice.words(2)), ..System::default() });
    }
    let count = landscape.systems.len();
    for number in 0..uses {
        let (from, to) = (dice.roll(count), dice.roll(count));
        landscape.uses.push(SystemUse {
            from,
            to,
            label: if dice.roll(5) == 0 { String::new() } else { format!("U{number} {}", dice.words(3)) },
            what: dice.words(2),
            protocol: (dice.roll(2) == 0).then(|| dice.words(1)),
            asynchronous: dice.roll(4) == 0,
            both_ways: dice.roll(8) == 0,
            ..SystemUse::default()
        });
    }
    landscape
}

/// The pictures of a landscape, in the order of a page.
fn pictures(landscape: &Landscape) -> (Vec<Architecture>, Vec<String>) {
    let words = Words::default();
    let whole = Drawing::Architecture(landscape.architecture("All".to_owned(), &words));
    let parts = landscape.parts(&whole, &words);
    let shown = if parts.shown.is_empty() {
        vec![whole]
    } else {
        parts.shown.into_iter().map(|part| part.drawing).collect()
    };
    let architecture = |drawing| match drawing {
        Drawing::Architecture(architecture) => architecture,
        other => panic!("{} is no architecture", other.title()),
    };
    (shown.into_iter().map(architecture).collect(), parts.left_out)
}

#[track_caller]
fn holds(landscape: &Landscape, about: &str) {
    let (pictures, left_out) = pictures(landscape);
    let mut shown = HashSet::new();
    for (number, drawn) in pictures.iter().enumerate() {
        let faults = audit(&architecture::picture(drawn)).faults;
        assert_eq!(faults, Vec::<String>::new(), "{about}, picture {number}");
        assert!(drawn.elements.len() <= MOST_BOXES + 1, "{about}: {} boxes", drawn.elements.len());
        assert!(drawn.relations.len() <= MOST_LINES, "{about}: {} lines", drawn.relations.len());
        shown.extend(drawn.elements.iter().map(|element| element.name.as_str()));
        let pairs: HashSet<_> = drawn.relations.iter().map(|one| (&one.from, &one.to)).collect();
        assert_eq!(pairs.len(), drawn.relations.len(), "{about}: one arrow for each pair");
    }
    for system in &landscape.systems {
        let is_told = shown.contains(system.name.as_str()) || left_out.contains(&system.name);
        assert!(is_told, "{about}: {} is in no picture", system.name);
    }
}

#[test]
fn random_landscapes_have_no_faults() {
    for seed in 0..crate::random_models() / 5 {
        let designs = 1 + (seed as usize * 7) % 38;
        holds(&random(seed, designs, designs * 2, Divided::Owners(4)), &format!("seed {seed}"));
    }
}

#[test]
fn a_large_landscape_is_divided_and_nothing_vanishes() {
    for (seed, divided) in
        [(1, Divided::Owners(6)), (2, Divided::Folders(9)), (3, Divided::NotAtAll), (4, Divided::Owners(70))]
    {
        let landscape = random(seed, 64, 130, divided);
        holds(&landscape, &format!("{divided:?}"));
        assert!(pictures(&landscape).0.len() > 2, "{divided:?}");
    }
}

#[test]
fn the_pictures_of_one_landscape_are_always_the_same() {
    let landscape = random(11, 60, 150, Divided::Owners(5));
    assert_eq!(format!("{:?}", pictures(&landscape)), format!("{:?}", pictures(&landscape.clone())));
}

#[test]
fn an_arrow_counts_what_one_uses_of_the_other() {
    let mut landscape = random(5, 3, 0, Divided::NotAtAll);
    landscape.systems.truncate(3);
    let one = |from, to, label: &str, asynchronous| SystemUse {
        from,
        to,
        label: label.to_owned(),
        asynchronous,
        ..SystemUse::default()
    };
    landscape.uses = vec![
        one(0, 1, "Reads", false),
        one(0, 1, "Is told", true),
        one(1, 0, "Answers", true),
        one(2, 2, "Itself", false),
    ];
    let mut words = Words::default();
    words.labels.insert("landscape-count".to_owned(), "{count} relations".to_owned());
    let drawn = landscape.architecture(String::new(), &words);
    let arrows: Vec<_> = drawn.relations.iter().map(|one| (one.label.as_str(), one.asynchronous)).collect();
    assert_eq!(arrows, [("2 relations", false), ("Answers", true)]);
}

#[test]
fn owners_see_their_designs_and_what_these_work_with() {
    let mut landscape = random(6, 5, 0, Divided::NotAtAll);
    landscape.systems.truncate(5);
    for (system, owner) in
        landscape.systems.iter_mut().zip(["Team A", "Team B", "team a", "Team C", "Team D"])
    {
        system.name = owner.to_owned();
        system.design.as_mut().unwrap().owners = vec![owner.to_owned()];
    }
    let one = |from, to| SystemUse { from, to, ..SystemUse::default() };
    landscape.uses = vec![one(0, 1), one(1, 3), one(3, 2), one(4, 3)];
    let names = |landscape: &Landscape| {
        landscape.systems.iter().map(|system| system.name.clone()).collect::<Vec<_>>()
    };
    let own = landscape.of_owners(&["TEAM A".to_owned()]);
    assert_eq!(names(&own), ["Team A", "Team B", "team a", "Team C"]);
    assert_eq!(own.uses, [one(0, 1), one(3, 2)]);
    assert_eq!(names(&landscape.neighbours(1)), ["Team A", "Team B", "Team C"]);
    assert_eq!(landscape.owners(), ["Team A", "Team B", "Team C", "Team D"]);
    assert_eq!(landscape.of_owners(&["nobody".to_owned()]), Landscape::default());
}
