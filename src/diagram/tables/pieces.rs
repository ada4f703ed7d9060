//! Several pictures of tables that replace one that is too large.

use std::collections::{HashMap, HashSet};

use super::super::limits::{self, Pieces};
use super::{Reference, Tables};

/// Pictures within the limit, and the names of the tables that they omit or show without some of their keys.
/// Tables of one component, and tables that refer to each other, are kept together.
pub fn pieces(all: &Tables) -> (Vec<Tables>, Vec<String>) {
    let mut cut = of_size(all, limits::PIECE_BOXES);
    for most in &limits::PIECES[1..] {
        if !cut.0.iter().any(Tables::is_wide) {
            break;
        }
        let narrower = of_size(all, *most);
        // Rather small text than tables that nobody sees.
        if narrower.1.len() > cut.1.len() {
            break;
        }
        cut = narrower;
    }
    cut
}

/// The same with at most so many tables in each.
fn of_size(all: &Tables, most: usize) -> (Vec<Tables>, Vec<String>) {
    let places = all.places();
    let ends = |one: &Reference| Some((*places.get(one.from.as_str())?, *places.get(one.to.as_str())?));
    let (lines, drawn): (Vec<(usize, usize)>, Vec<usize>) =
        all.references.iter().enumerate().filter_map(|(number, one)| Some((ends(one)?, number))).unzip();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut clusters = Vec::with_capacity(all.tables.len());
    for table in &all.tables {
        let next = numbers.len();
        clusters.push(*numbers.entry(table.group.as_str()).or_insert(next));
    }
    let Pieces { shown, left_out } = limits::deal(&clusters, &lines, most);
    let count = shown.len();
    let parts = shown.into_iter().zip(1..).map(|(piece, number)| {
        let lines: HashSet<usize> = piece.lines.iter().map(|&line| drawn[line]).collect();
        let tables: Vec<_> = piece.boxes.iter().map(|&one| all.tables[one].clone()).collect();
        let ids: HashSet<&str> = tables.iter().map(|table| table.id.as_str()).collect();
        let keys = all.references.iter().enumerate().filter(|(_, one)| ids.contains(one.from.as_str()));
        // A key whose line is in another piece still marks its columns.
        let marks = |one: &Reference| Reference { to: String::new(), ..one.clone() };
        let references = keys
            .map(|(number, one)| if lines.contains(&number) { one.clone() } else { marks(one) })
            .collect();
        Tables { title: format!("{} ({number}/{count})", all.title), tables, references }
    });
    let parts = parts.collect();
    (parts, left_out.into_iter().map(|one| all.tables[one].name.clone()).collect())
}
