//! For any farm of links: every path that the root grants is inside, and it grants every path inside.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use mdbook_system_design::source::{Granted, Root};
use proptest::prelude::*;

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

/// Names and steps up, as a path is written.
fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![3 => prop::sample::select(&NAMES[..]), 2 => Just(".."), 1 => Just(".")];
    let start = prop_oneof![4 => Just(""), 1 => Just("/")];
    (start, prop::collection::vec(part, 1..6))
        .prop_map(|(start, parts)| format!("{start}{}", parts.join("/")))
}

/// What is at a place of the farm.
#[derive(Clone, Debug)]
enum Thing {
    Folder,
    File,
    Link(String),
}

fn thing() -> impl Strategy<Value = Thing> {
    prop_oneof![Just(Thing::Folder), Just(Thing::File), path().prop_map(Thing::Link)]
}

/// Two levels of folders, in the root and beside it.
fn farm() -> impl Strategy<Value = Vec<(String, Thing)>> {
    let place = (
        prop::sample::select(&["book", "other"][..]),
        prop::collection::vec(prop::sample::select(&NAMES[..]), 1..3),
    )
        .prop_map(|(top, names)| format!("{top}/{}", names.join("/")));
    prop::collection::vec((place, thing()), 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_root_holds(farm in farm(), asked in path()) {
        let folder = tempfile::tempdir().expect("a folder");
        let top = folder.path().canonicalize().expect("a folder");
        for name in ["book", "other"] {
            fs::create_dir(top.join(name)).expect("a folder");
        }
        for (place, thing) in &farm {
            let place = top.join(place);
            // A place that is taken, or whose folder is not there, stays as it is.
            _ = match thing {
                Thing::Folder => fs::create_dir(&place),
                Thing::File if place.symlink_metadata().is_err() => fs::write(&place, "text"),
                Thing::File => Ok(()),
                Thing::Link(target) if target.starts_with('/') => symlink(format!("{}{target}", top.display()), &place),
                Thing::Link(target) => symlink(target, &place),
            };
        }
        symlink(top.join("book"), top.join("called")).expect("a link");
        let root = Root::new(&top.join("book"), false);
        let granted = root.resolve(root.folder(), &asked);
        let through = Root::new(&top.join("called"), false);
        let other = through.resolve(through.folder(), &asked);
        prop_assert_eq!(granted.is_ok(), other.is_ok());
        match granted {
            Ok(granted) => {
                prop_assert_eq!(Ok(granted.shown()), other.as_ref().map(Granted::shown));
                if let Ok(real) = granted.path().canonicalize() {
                    prop_assert!(real.starts_with(top.join("book")), "{} leads to {}", asked, real.display());
                }
                for entry in root.list(&granted).into_iter().filter_map(|entry| entry.path.ok()) {
                    if let Ok(real) = entry.path().canonicalize() {
                        prop_assert!(real.starts_with(top.join("book")), "{}", real.display());
                    }
                }
            }
            Err(_) => {
                let real = lexical(&top.join("book"), &asked).canonicalize();
                prop_assert!(!real.is_ok_and(|real| real.starts_with(top.join("book"))), "{} is inside", asked);
            }
        }
    }
}

/// The path that is asked for, with its steps up taken as they are written.
fn lexical(root: &Path, asked: &str) -> std::path::PathBuf {
    let mut path = root.to_path_buf();
    for part in asked.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            name => path.push(name),
        }
    }
    path
}
