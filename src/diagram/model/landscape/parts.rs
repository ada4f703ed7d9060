//! The pictures that replace a landscape that is too large for one.

use super::drawn::{As, Shown};
use super::groups::Groups;
use super::{Landscape, SystemUse};
use crate::diagram::drawing::Drawing;
use crate::diagram::limits::{self, MOST_PARTS};
use crate::diagram::parts::{Part, Parts};
use crate::template::{Words, fill};

/// At most this many systems are drawn as themselves around a group and in it: more make a picture whose words
/// are too small in a page's column.
const MOST_UNFOLDED: usize = 16;

/// Some of the pictures that replace a landscape.
#[derive(Debug, Clone, Default)]
pub struct Division {
    /// The name of the group that they are about; `None` for those of all groups.
    pub name: Option<String>,
    /// The pictures: several where one would be too large.
    pub parts: Parts,
}

impl Landscape {
    /// The pictures that replace `drawing`, which is that of the whole landscape, if it is too large: all groups
    /// as boxes, then each group with what it works with. Without groups, it is cut into pieces.
    pub fn divisions(&self, drawing: &Drawing, words: &Words) -> Vec<Division> {
        if !drawing.is_large() && !drawing.is_wide() {
            return Vec::new();
        }
        let divisions = self.divided(drawing, words);
        let count: usize = divisions.iter().map(|division| division.parts.shown.len()).sum();
        // One part that is not smaller is the picture itself.
        if count < 2 && !drawing.is_large() { Vec::new() } else { divisions }
    }

    fn divided(&self, drawing: &Drawing, words: &Words) -> Vec<Division> {
        // What is folded by its author is not grouped in another way.
        let groups = Groups::of(self, words).filter(|_| self.folded.is_empty());
        let Some(groups) = groups else {
            return vec![Division { name: None, parts: Parts::of(vec![Part::of(drawing.clone())]) }];
        };
        let overview = Part { is_overview: true, ..Part::of(self.overview(&groups, words)) };
        let mut divisions = vec![Division { name: None, parts: Parts::of(vec![overview]) }];
        let mut count = 1;
        for (group, name) in groups.names.iter().enumerate() {
            let parts = if count < MOST_PARTS {
                Parts::of(vec![Part::of(self.group(&groups, group, words))])
            } else {
                Parts { left_out: vec![name.clone()], ..Parts::default() }
            };
            count += parts.shown.len();
            divisions.push(Division { name: Some(name.clone()), parts });
        }
        divisions
    }

    /// The same as one list.
    pub fn parts(&self, drawing: &Drawing, words: &Words) -> Parts {
        let mut all = Parts::default();
        for Division { parts, .. } in self.divisions(drawing, words) {
            all.shown.extend(parts.shown);
            all.left_out.extend(parts.left_out);
        }
        all
    }

    /// Every group as one box. The systems that are not designs are among them, if there is room; otherwise they
    /// are in the pictures of the groups that work with them.
    fn overview(&self, groups: &Groups, words: &Words) -> Drawing {
        let others = groups.of.iter().filter(|group| group.is_none()).count();
        let is_roomy = !limits::are_too_many(groups.names.len() + others, 0);
        let systems = groups.of.iter().map(|group| match group {
            Some(group) => As::Group(&groups.names[*group]),
            None if is_roomy => As::Itself,
            None => As::Nothing,
        });
        let title = words.label(groups.overview).to_owned();
        let shown = Shown { title, systems: systems.collect(), is_drawn: &|_| true };
        Drawing::Architecture(self.drawn(shown, words))
    }

    /// A group, and what its designs work with. If these are more than a few, each other group is one box; if
    /// there are still too many, nothing is around the group, since the picture will be cut into pieces.
    fn group(&self, groups: &Groups, group: usize, words: &Words) -> Drawing {
        let name = groups.names[group].as_str();
        let is_within = |system: usize| groups.of[system] == Some(group);
        let is_drawn = |one: &SystemUse| is_within(one.from) || is_within(one.to);
        let mut near: Vec<bool> = (0..self.systems.len()).map(is_within).collect();
        for one in self.uses.iter().filter(|one| is_drawn(one)) {
            near[one.from] = true;
            near[one.to] = true;
        }
        let drawn = |own: As<'_>, folds: bool| {
            let systems = groups.of.iter().zip(&near).map(|(of, near)| match of {
                _ if !near => As::Nothing,
                Some(of) if *of == group => own,
                Some(other) if folds => As::Group(&groups.names[*other]),
                _ => As::Itself,
            });
            let title = fill(words.label(groups.part), &[("title", name)]);
            let shown = Shown { title, systems: systems.collect(), is_drawn: &is_drawn };
            Drawing::Architecture(self.drawn(shown, words))
        };
        let is_few = near.iter().filter(|near| **near).count() <= MOST_UNFOLDED;
        let whole = drawn(As::Within(name), !is_few);
        if whole.is_large() { drawn(As::Itself, true) } else { whole }
    }
}
