//! The order in which migrations are applied, and what is left out of them.

use std::cmp::Ordering;

use crate::interchange::files::Files;
use crate::source::FileId;

/// The files that are applied, in their order: as people count, Flyway's versions before what it repeats;
/// without those that lead back.
pub fn order(files: &Files<'_>, of: &[FileId]) -> Vec<FileId> {
    let name = |file: &FileId| {
        let path = files.path(*file);
        path.rsplit('/').next().unwrap_or(path).to_owned()
    };
    let is_flyway = of.iter().any(|file| flyway(&name(file)).is_some_and(|(kind, _)| kind == 'V'));
    let is_back = |file: &FileId| {
        let name = name(file).to_lowercase();
        let leads_back = name.ends_with(".down.sql") || name == "down.sql";
        leads_back || (is_flyway && flyway(&name.to_uppercase()).is_some_and(|(kind, _)| kind == 'U'))
    };
    let rank = |file: &FileId| match flyway(&name(file)) {
        Some(('R', _)) if is_flyway => 1,
        _ => 0,
    };
    let mut all: Vec<FileId> = of.iter().filter(|file| !is_back(file)).copied().collect();
    all.sort_by(|a, b| {
        let versions = match (flyway(&name(a)), flyway(&name(b))) {
            (Some(('V', a)), Some(('V', b))) if is_flyway => natural(&a, &b),
            _ => Ordering::Equal,
        };
        rank(a).cmp(&rank(b)).then(versions).then_with(|| natural(files.path(*a), files.path(*b)))
    });
    all.dedup();
    all
}

/// `V2_1__title.sql`: the letter and the version.
fn flyway(name: &str) -> Option<(char, String)> {
    let (front, _) = name.split_once("__")?;
    let kind = front.chars().next().filter(|kind| "VUR".contains(*kind))?;
    let version = &front[1..];
    let is_version = version.chars().all(|c| c.is_ascii_digit() || c == '_' || c == '.');
    (is_version && (kind == 'R' || !version.is_empty())).then(|| (kind, version.replace('_', ".")))
}

/// Compares texts as people count: 2 before 10.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    loop {
        let (Some(a_first), Some(b_first)) = (a_rest.chars().next(), b_rest.chars().next()) else {
            return a_rest.len().cmp(&b_rest.len()).then(a.cmp(b));
        };
        if a_first.is_ascii_digit() && b_first.is_ascii_digit() {
            let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let (a_number, a_after) = a_rest.split_at(digits(a_rest));
            let (b_number, b_after) = b_rest.split_at(digits(b_rest));
            let (a_plain, b_plain) = (a_number.trim_start_matches('0'), b_number.trim_start_matches('0'));
            match a_plain.len().cmp(&b_plain.len()).then(a_plain.cmp(b_plain)) {
                Ordering::Equal => (a_rest, b_rest) = (a_after, b_after),
                other => return other,
            }
        } else if a_first == b_first {
            (a_rest, b_rest) = (&a_rest[a_first.len_utf8()..], &b_rest[b_first.len_utf8()..]);
        } else {
            // What a folder holds is together.
            let rank = |c: char| if c == '/' { '\0' } else { c };
            return rank(a_first).cmp(&rank(b_first));
        }
    }
}

/// Where the way back of a migration begins, by a line for itself.
pub(super) fn way_back(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_back = matches!(
            words[..],
            ["--", "+goose", "Down"] | ["--", "migrate:down", ..] | ["--", "+migrate", "Down", ..]
        );
        if is_back {
            return at;
        }
        at += line.len();
    }
    text.len()
}
