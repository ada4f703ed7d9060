//! Frames around the steps of a flow, as UML has them: alternatives, an option, a loop, what happens in
//! parallel. They may be nested three deep.

use super::step::Step;
use super::text::Text;
use super::value::{Record, Value, Valued};
use super::walk::{Trail, Visit, Walk};
use crate::diagnostic::Finding;
use crate::reading::rules::UNKNOWN_KEY;
use crate::reading::{Node, Read, Reader, Shape, nearest, record};
use crate::source::Span;

/// A step, or a frame around steps.
#[derive(Clone, Debug)]
pub enum FlowItem {
    /// A step.
    Step(Box<Step>),
    /// A frame.
    Frame(Frame),
}

/// A frame: one or more branches of steps.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What happens to the branches.
    pub kind: FrameKind,
    /// The branches; an option and a loop have one.
    pub branches: Vec<Branch>,
    /// Where the frame is written.
    pub span: Span,
}

/// The steps of a frame that belong together.
#[derive(Clone, Debug)]
pub struct Branch {
    /// When it is taken, or how often.
    pub when: Option<Text>,
    /// The steps, in order.
    pub steps: Vec<FlowItem>,
}

/// What happens to the branches of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameKind {
    /// One of them is taken.
    Alternatives,
    /// The only one is taken, or nothing happens.
    Optional,
    /// The only one is repeated.
    Loop,
    /// All are taken at the same time.
    Parallel,
}

impl FrameKind {
    const ALL: [FrameKind; 4] =
        [FrameKind::Alternatives, FrameKind::Optional, FrameKind::Loop, FrameKind::Parallel];

    /// The key that makes a step a frame.
    pub fn key(self) -> &'static str {
        match self {
            FrameKind::Alternatives => "alternatives",
            FrameKind::Optional => "optional",
            FrameKind::Loop => "loop",
            FrameKind::Parallel => "parallel",
        }
    }

    /// The key of a document's word for it.
    pub fn label(self) -> &'static str {
        match self {
            FrameKind::Alternatives => "frame-alternatives",
            FrameKind::Optional => "frame-optional",
            FrameKind::Loop => "frame-loop",
            FrameKind::Parallel => "frame-parallel",
        }
    }

    /// The frame that a step is, by its keys.
    fn of(node: Node<'_>) -> Option<Self> {
        let table = node.table()?;
        let exact = Self::ALL.into_iter().find(|kind| table.contains_key(kind.key()));
        let is_step =
            || table.keys().any(|key| Step::RECORD.fields.iter().any(|field| field.key == key.get_ref()));
        let nearly = || {
            let keys = Self::ALL.map(Self::key);
            let near = table.keys().find_map(|key| nearest(key.get_ref(), keys))?;
            Self::ALL.into_iter().find(|kind| kind.key() == near)
        };
        exact.or_else(|| if is_step() { None } else { nearly() })
    }
}

/// Declares what one level of frames may hold.
macro_rules! level {
    ($items:ident: $alternatives:ident $alternative:ident $optional:ident $loop:ident $parallel:ident $path:ident in $inner:ident) => {
        /// A step, or a frame around steps.
        #[derive(Clone, Debug)]
        pub(super) struct $items(FlowItem);

        record! {
            /// A frame of which one alternative is taken.
            struct $alternatives {
                /// The alternatives, in order.
                "alternatives" alternatives: required Vec<$alternative>,
            }
        }

        record! {
            /// What happens in one case.
            struct $alternative {
                /// The condition; the last alternative may leave it out.
                "when" when: optional Text,
                /// The steps, in order.
                "steps" steps: required Vec<$inner>,
            }
        }

        record! {
            /// A frame that may be left out.
            struct $optional {
                /// The condition under which it happens.
                "optional" optional: required Text,
                /// The steps, in order.
                "steps" steps: required Vec<$inner>,
            }
        }

        record! {
            /// A frame that is repeated.
            struct $loop {
                /// How often, or for what.
                "loop" each: required Text,
                /// The steps, in order.
                "steps" steps: required Vec<$inner>,
            }
        }

        record! {
            /// A frame whose branches happen at the same time.
            struct $parallel {
                /// The branches, in order.
                "parallel" parallel: required Vec<$path>,
            }
        }

        record! {
            /// One of the branches that happen at the same time.
            struct $path {
                /// The steps, in order.
                "steps" steps: required Vec<$inner>,
            }
        }

        impl Read for $items {
            fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
                let branch = |when: Option<Text>, steps: Vec<$inner>| Branch {
                    when,
                    steps: steps.into_iter().map(Into::into).collect(),
                };
                let Some(kind) = FrameKind::of(node) else {
                    return Step::read(node, reader).map(|step| Self(FlowItem::Step(Box::new(step))));
                };
                let branches = match kind {
                    FrameKind::Alternatives => {
                        let all = $alternatives::read(node, reader)?.alternatives.into_iter();
                        all.map(|one| branch(one.when, one.steps)).collect()
                    }
                    FrameKind::Optional => {
                        let one = $optional::read(node, reader)?;
                        vec![branch(Some(one.optional), one.steps)]
                    }
                    FrameKind::Loop => {
                        let one = $loop::read(node, reader)?;
                        vec![branch(Some(one.each), one.steps)]
                    }
                    FrameKind::Parallel => {
                        let all = $parallel::read(node, reader)?.parallel.into_iter();
                        all.map(|one| branch(None, one.steps)).collect()
                    }
                };
                Some(Self(FlowItem::Frame(Frame { kind, branches, span: node.span })))
            }

            fn shape() -> Shape {
                Shape::OneOf(vec![
                    Step::shape(),
                    $alternatives::shape(),
                    $optional::shape(),
                    $loop::shape(),
                    $parallel::shape(),
                ])
            }
        }

        impl From<$items> for FlowItem {
            fn from(item: $items) -> Self {
                item.0
            }
        }
    };
}

level!(OutermostItem: Alternatives Alternative Optional Loop Parallel Path in InnerItem);
level!(InnerItem: InnerAlternatives InnerAlternative InnerOptional InnerLoop InnerParallel InnerPath in InnermostItem);
level!(InnermostItem: InnermostAlternatives InnermostAlternative InnermostOptional InnermostLoop InnermostParallel InnermostPath in PlainStep);

/// A step that cannot be a frame: three are around it.
#[derive(Clone, Debug)]
pub(super) struct PlainStep(Step);

impl Read for PlainStep {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(kind) = FrameKind::of(node) else { return Step::read(node, reader).map(Self) };
        let key = node.table().and_then(|table| table.get_key_value(kind.key()));
        let place = key.map_or(node.span, |(key, _)| reader.span(key.span()));
        let message = format!("`{}` is a frame within three others", kind.key());
        let finding = Finding::new(&UNKNOWN_KEY, place, message)
            .label("nested too deep")
            .help("frames may be nested three deep: make the inner steps a flow with a title, and name it in a `note`");
        reader.report(finding);
        None
    }

    fn shape() -> Shape {
        Step::shape()
    }
}

impl From<PlainStep> for FlowItem {
    fn from(step: PlainStep) -> Self {
        FlowItem::Step(Box::new(step.0))
    }
}

impl Walk for Frame {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        let key = at.key(self.kind.key());
        for (number, branch) in self.branches.iter().enumerate() {
            match self.kind {
                FrameKind::Alternatives | FrameKind::Parallel => {
                    let at = key.item(number);
                    branch.when.walk_at(&at.key("when"), visit);
                    branch.steps.walk_at(&at.key("steps"), visit);
                }
                FrameKind::Optional | FrameKind::Loop => {
                    branch.when.walk_at(&key, visit);
                    branch.steps.walk_at(&at.key("steps"), visit);
                }
            }
        }
    }
}

impl Valued for Frame {
    fn as_value(&self) -> Value<'_> {
        let branches = self.branches.iter().map(|branch| {
            let fields = vec![("when", branch.when.as_value()), ("steps", branch.steps.as_value())];
            Value::Record(Record { fields, span: self.span })
        });
        let fields = vec![(self.kind.key(), Value::List(branches.collect(), Some(self.span)))];
        Value::Record(Record { fields, span: self.span })
    }
}

impl Walk for FlowItem {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        match self {
            FlowItem::Step(step) => step.walk_at(at, visit),
            FlowItem::Frame(frame) => frame.walk_at(at, visit),
        }
    }
}

impl Valued for FlowItem {
    fn as_value(&self) -> Value<'_> {
        match self {
            FlowItem::Step(step) => step.as_value(),
            FlowItem::Frame(frame) => frame.as_value(),
        }
    }
}
