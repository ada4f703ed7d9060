//! `[flows.ID]`: what happens, in order.

use super::entity::entity;
use super::former::Former;
use super::frame::{FlowItem, Frame, OutermostItem};
use super::reference::{Ref, cited};
use super::step::Step;
use super::value::{Value, Valued};
use super::walk::{Trail, Visit, Walk};
use crate::reading::{Node, Plain, Read, Reader, Shape};

entity! {
    /// A sequence of steps between elements.
    pub struct Flow {
        /// What happens.
        "title" title: required Plain,
        /// The requirements that the flow shows.
        "covers" covers: default Vec<Ref<cited::AnyRequirement>>,
        /// The steps, in order, and frames around steps.
        "steps" steps: default Steps,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

/// The steps of a flow: some of them in frames.
#[derive(Clone, Debug, Default)]
pub struct Steps(Vec<FlowItem>);

/// What a reader of a flow meets, from its beginning to its end.
#[derive(Clone, Copy, Debug)]
pub enum FlowPart<'f> {
    /// A step.
    Step(&'f Step),
    /// A branch of a frame begins, by its number; with the first one the frame begins.
    Branch(&'f Frame, usize),
    /// A frame ends.
    End(&'f Frame),
}

impl Steps {
    /// Whether there are no steps.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Every step in the order of the file, whatever frames are around it.
    pub fn iter(&self) -> std::vec::IntoIter<&Step> {
        let steps = self.parts().into_iter().filter_map(|part| match part {
            FlowPart::Step(step) => Some(step),
            FlowPart::Branch(..) | FlowPart::End(_) => None,
        });
        steps.collect::<Vec<_>>().into_iter()
    }

    /// Every step, and where frames begin, go on and end.
    pub fn parts(&self) -> Vec<FlowPart<'_>> {
        let mut parts = Vec::new();
        collect(&self.0, &mut parts);
        parts
    }
}

impl<'f> IntoIterator for &'f Steps {
    type Item = &'f Step;
    type IntoIter = std::vec::IntoIter<&'f Step>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn collect<'f>(items: &'f [FlowItem], parts: &mut Vec<FlowPart<'f>>) {
    for item in items {
        match item {
            FlowItem::Step(step) => parts.push(FlowPart::Step(step)),
            FlowItem::Frame(frame) => {
                for (number, branch) in frame.branches.iter().enumerate() {
                    parts.push(FlowPart::Branch(frame, number));
                    collect(&branch.steps, parts);
                }
                parts.push(FlowPart::End(frame));
            }
        }
    }
}

impl Read for Steps {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let items = Vec::<OutermostItem>::read(node, reader)?;
        Some(Self(items.into_iter().map(FlowItem::from).collect()))
    }

    fn shape() -> Shape {
        Vec::<OutermostItem>::shape()
    }
}

impl Walk for Steps {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        self.0.walk_at(at, visit);
    }
}

impl Valued for Steps {
    fn as_value(&self) -> Value<'_> {
        self.0.as_value()
    }
}
