//! A row of a table, read column by column.

use crate::markdown::named::says;
use crate::template::Vocabulary;

/// A row, whose cells are taken by what their columns mean.
pub(super) struct Row<'r> {
    heads: &'r [String],
    cells: &'r [String],
    taken: Vec<bool>,
}

impl<'r> Row<'r> {
    pub(super) fn new(heads: &'r [String], cells: &'r [String]) -> Self {
        Self { heads, cells, taken: vec![false; cells.len()] }
    }

    /// The cell at a place.
    pub(super) fn at(&mut self, at: usize) -> String {
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
        self.cells.get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default()
    }

    /// The cell of the first column that is not taken and has a meaning; empty without one.
    pub(super) fn take(&mut self, words: &Vocabulary, key: &str) -> String {
        self.find(words, key).map(|at| self.at(at)).unwrap_or_default()
    }

    /// The place of the first column that is not taken and has a meaning.
    pub(super) fn find(&self, words: &Vocabulary, key: &str) -> Option<usize> {
        let free = |at: usize| self.taken.get(at).is_some_and(|taken| !taken);
        self.heads.iter().enumerate().position(|(at, head)| free(at) && words.means(head, key))
    }

    /// The first cell that is not taken.
    pub(super) fn first(&mut self) -> String {
        let at = self.taken.iter().position(|taken| !taken);
        at.map(|at| self.at(at)).unwrap_or_default()
    }

    /// What is left, each with the head of its column.
    pub(super) fn rest(&self) -> Vec<String> {
        let left = self
            .cells
            .iter()
            .enumerate()
            .filter(|(at, cell)| !self.taken.get(*at).copied().unwrap_or_default() && says(cell));
        left.map(|(at, cell)| match self.heads.get(at).filter(|head| !head.trim().is_empty()) {
            Some(head) => format!("{}: {}", head.trim(), cell.trim()),
            None => cell.trim().to_owned(),
        })
        .collect()
    }

    /// A text and what is left of the row, each a text of its own.
    pub(super) fn with_rest(&self, text: &str) -> Vec<String> {
        let text = Some(text.trim().to_owned()).filter(|text| says(text));
        text.into_iter().chain(self.rest()).collect()
    }
}

/// A table with only these rows.
pub(super) fn table(heads: &[String], rows: &[&Vec<String>]) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines = vec![line(heads), format!("|{}", "---|".repeat(heads.len().max(1)))];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n")
}
