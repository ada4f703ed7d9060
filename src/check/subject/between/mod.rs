//! What is wrong between designs: found once for all of them, and told in one.

mod cycles;
mod twins;

use std::collections::{HashMap, HashSet};

use crate::catalog::landscape::Landscape;
use crate::source::FileId;
use cycles::Wait;
use twins::Twin;

/// What is between the designs of a run.
#[derive(Debug)]
pub struct Between<'a> {
    landscape: &'a Landscape<'a>,
    cycles: HashMap<FileId, Vec<Vec<Wait<'a>>>>,
    twins: HashMap<FileId, Vec<Twin<'a>>>,
}

impl<'a> Between<'a> {
    /// What is between the designs of a landscape. What is between those that are asked for and others is
    /// reported in one of these.
    pub fn of(landscape: &'a Landscape<'a>, asked: &HashSet<FileId>) -> Self {
        Self { landscape, cycles: cycles::find(landscape, asked), twins: twins::find(landscape, asked) }
    }

    /// The designs, and what they use of each other.
    pub fn landscape(&self) -> &'a Landscape<'a> {
        self.landscape
    }

    /// The cycles that are reported in a design, each beginning there.
    pub fn cycles(&self, file: FileId) -> &[Vec<Wait<'a>>] {
        self.cycles.get(&file).map_or(&[], Vec::as_slice)
    }

    /// The integrations of a design that look like those of others.
    pub fn twins(&self, file: FileId) -> &[Twin<'a>] {
        self.twins.get(&file).map_or(&[], Vec::as_slice)
    }
}
