//! The page of the kinds of change is made of the table that the comparison goes by, with examples from the
//! corpus.

use std::fmt::Write as _;

use mdbook_system_design::compare::{ALL, ChangeKind, Weight};

use super::{NEVER, TRIED, Way};
use crate::harness::{read, repository};

const PAGE: &str = "book-example/src/reference/changes.md";
/// Where the tables begin; they go on to the end.
const BEGIN: &str = "\n## Breaking\n";

#[test]
fn the_page_of_changes_says_what_the_table_says() {
    let page = read(PAGE).replace("\r\n", "\n");
    let begin = page.find(BEGIN).unwrap_or_else(|| panic!("{PAGE} lacks {BEGIN}"));
    let (before, found) = page.split_at(begin);
    let expected = tables();
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        let written = format!("{before}{expected}");
        assert!(std::fs::write(repository(PAGE), written).is_ok(), "{PAGE} cannot be written");
    } else {
        assert_eq!(found, expected, "`SNAPSHOTS=overwrite cargo test changes::page` rewrites it");
    }
}

#[test]
fn the_page_of_changes_names_every_area() {
    let page = read(PAGE);
    for kind in ALL {
        let area = kind.area.word();
        assert!(page.contains(&format!("| `{area}` |")), "{area}");
    }
}

/// A table a class, what breaks first.
fn tables() -> String {
    let classes = [
        (Weight::Breaking, "Breaking"),
        (Weight::Look, "To look at"),
        (Weight::Additive, "Additive"),
        (Weight::Editorial, "Editorial"),
    ];
    let mut text = String::new();
    for (weight, heading) in classes {
        let kinds = ALL.iter().filter(|kind| kind.weight == weight && !NEVER.contains(&kind.code().as_str()));
        write!(text, "\n## {heading}\n\n| kind | area | what changed | for example |\n|---|---|---|---|\n")
            .expect("a text");
        for kind in kinds {
            let (code, area, sentence) = (kind.code(), kind.area.word(), kind.sentence);
            writeln!(text, "| `{code}` | {area} | {sentence} | {} |", example(kind)).expect("a text");
        }
    }
    text
}

/// What an edit of the corpus does that is of this kind and no other.
fn example(kind: &ChangeKind) -> String {
    let code = kind.code();
    let alone = |way: Way| TRIED.iter().find(move |tried| tried.way == way && tried.kinds == [kind.code()]);
    match (alone(Way::There), alone(Way::Back)) {
        (Some(tried), _) => tried.what.clone(),
        (None, Some(tried)) => format!("the opposite of “{}”", tried.what),
        (None, None) => {
            let among = TRIED.iter().find(|tried| tried.kinds.contains(&code));
            among.map(|tried| tried.what.clone()).unwrap_or_default()
        }
    }
}
