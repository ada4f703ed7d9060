//! The groups of designs by which a large landscape is drawn: those of one owner, or those in one folder.

use std::collections::HashMap;

use super::{DesignBox, Landscape, folded};
use crate::diagram::limits::MOST_BOXES;
use crate::template::Words;

/// The groups of a landscape.
pub(super) struct Groups {
    /// The names of the groups, in the order of their first designs.
    pub(super) names: Vec<String>,
    /// The group of each system; none for a system that is not a design.
    pub(super) of: Vec<Option<usize>>,
    /// The label of the picture that has all groups as boxes.
    pub(super) overview: &'static str,
    /// The label of a group's picture.
    pub(super) part: &'static str,
}

impl Groups {
    /// The owners or the folders, whichever divides the designs into smaller groups; `None` if neither does, or
    /// if the groups would be too many for one picture.
    pub(super) fn of(landscape: &Landscape, words: &Words) -> Option<Self> {
        let of = |overview, part, name: &dyn Fn(&DesignBox) -> Option<String>| {
            let (mut names, mut known) = (Vec::<String>::new(), HashMap::new());
            let mut group = |design: &DesignBox| {
                let name = name(design).unwrap_or_else(|| words.label("landscape-others").to_owned());
                *known.entry(folded(&name)).or_insert_with(|| {
                    names.push(name);
                    names.len() - 1
                })
            };
            let of = landscape.systems.iter().map(|system| system.design.as_ref().map(&mut group)).collect();
            Self { names, of, overview, part }
        };
        let by_owner =
            of("picture-owners", "picture-owner", &|design: &DesignBox| design.owners.first().cloned());
        let by_folder = of("picture-folders", "picture-folder", &|design: &DesignBox| {
            Some(design.folder.clone()).filter(|folder| !folder.is_empty())
        });
        let fits = |groups: &Self| (2..=MOST_BOXES).contains(&groups.names.len());
        [by_owner, by_folder].into_iter().filter(fits).min_by_key(Self::largest)
    }

    /// The number of designs in the largest group.
    fn largest(&self) -> usize {
        let mut sizes = vec![0; self.names.len()];
        self.of.iter().flatten().for_each(|&group| sizes[group] += 1);
        sizes.into_iter().max().unwrap_or_default()
    }
}
