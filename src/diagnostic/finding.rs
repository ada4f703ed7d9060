//! One mistake, with everything a reader needs to fix it.

use super::{Group, Level, Rule, counted};
use crate::source::{FileId, Shift, Span};

// ANCHOR: finding
/// What was found, where, why, and what to type instead.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that reports it.
    pub rule: &'static Rule,
    /// One sentence without a full stop, that calls things by their names.
    pub message: String,
    /// The exact place.
    pub span: Span,
    /// The label at that place; may be empty.
    pub label: String,
    /// Other places that explain the cause.
    pub related: Vec<Related>,
    /// What to type.
    pub help: Option<String>,
    /// The help as edits, if it is mechanical.
    pub fix: Vec<Edit>,
    /// Whether those edits need a person's judgement.
    pub applicability: Applicability,
    /// The place in the design, if `span` is in another file (an included text).
    pub anchor: Option<Span>,
    /// The dotted path of the place in its design. If it is empty, the [`Sink`](super::Sink) derives
    /// it from the place.
    pub path: String,
    /// What the finding is about, in the words of the template or the design; may be empty. Pages print
    /// this instead of the message, in their language.
    pub names: Vec<String>,
    /// The section of the document that shows what it is about; only where a template has one.
    pub section: Option<InSection>,
    /// Which block of the template asks for what is missing, counted from 0; only where something
    /// is. Its place in the file says little, so that such findings follow the template.
    pub asked_by: Option<usize>,
    /// How many findings of its rule it represents, if a file has too many to show each; 0 for
    /// an ordinary finding.
    pub omitted: usize,
    /// The lowest level that the rule's group may give it: some findings of a rule weigh more than others.
    pub at_least: Level,
    /// The highest level that the rule's group may give it: others weigh less.
    pub at_most: Level,
    /// Set by the [`Sink`](super::Sink).
    pub level: Level,
    /// The level that it would have if it were not [known](super::known).
    pub known: Option<Level>,
    /// Whether a file that it is about changed since the revision that a run compares with.
    pub in_change: bool,
    /// Whether it needs only its design and what that cites, so that it is reported together with that design.
    pub of_design: bool,
}
// ANCHOR_END: finding

/// A section of a document, as a finding names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InSection {
    /// Where it comes in the template, counted from 0.
    pub number: usize,
    /// Its heading.
    pub heading: String,
}

/// Another place that explains a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// How it explains the finding.
    pub message: String,
}

/// Who decides whether the edits of a finding are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Applicability {
    /// A fix: the text means the same afterwards, so that nobody has to decide.
    #[default]
    Safe,
    /// A suggestion: a guess at what the author meant, made only if a person asks for it.
    Guess,
}

/// A replacement of some bytes of a file; an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

/// More places than this would not explain more, and each is drawn.
const RELATED: usize = 20;

impl Applicability {
    /// The word for it in the formats for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Guess => "suggestion",
        }
    }
}

impl Finding {
    /// A finding with its rule, its place and its sentence.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: Vec::new(),
            applicability: Applicability::Safe,
            anchor: None,
            path: String::new(),
            names: Vec::new(),
            section: None,
            asked_by: None,
            omitted: 0,
            at_least: Level::Allow,
            at_most: Level::Deny,
            level: Level::Deny,
            known: None,
            in_change: false,
            of_design: false,
        }
    }

    /// Whether its path still has to be looked for.
    pub(super) fn lacks_path(&self) -> bool {
        self.path.is_empty() && self.omitted == 0
    }

    /// Makes a note of it, because it is known.
    pub(super) fn know(&mut self) {
        if self.known.is_none() {
            self.known = Some(self.level);
            self.level = Level::Note;
            self.message.push_str(" (known)");
        }
    }

    /// Moves every place, where the files joined others.
    pub(super) fn shift(&mut self, by: Shift) {
        let related = self.related.iter_mut().map(|related| &mut related.span);
        let edits = self.fix.iter_mut().map(|edit| &mut edit.span);
        let places = std::iter::once(&mut self.span).chain(&mut self.anchor).chain(related).chain(edits);
        places.for_each(|span| *span = by.span(*span));
    }

    /// Stands for findings of a rule that are counted, not shown; the first of them is at `span`.
    pub(super) fn omission(rule: &'static Rule, span: Span, omitted: usize) -> Self {
        let findings = counted(omitted, "more finding");
        let message = format!("{findings} of `{}` in this file", rule.name);
        Self { omitted, ..Self::new(rule, span, message) }
    }

    /// Whether it says that a part of a file could not be read. What is missing there may be in the file.
    pub fn is_unread(&self) -> bool {
        self.rule.group.is_shape() && self.level == Level::Deny
    }

    /// The file whose author it concerns: the design's, where the place is in a text of it.
    pub fn file(&self) -> FileId {
        self.anchor.unwrap_or(self.span).file
    }

    /// The place in another file that a finding is about as much, such as the one of a repository that a design
    /// disagrees with.
    pub fn other_side(&self) -> Option<&Related> {
        let is_of_two = self.rule.group == Group::Sources;
        self.related.iter().find(|related| is_of_two && related.span.file != self.span.file)
    }

    /// Says it first where the other file has it. It still belongs to the design.
    pub fn turn(&mut self) {
        let other = self.other_side().map(|other| other.span);
        if let Some(at) = self.related.iter().position(|related| Some(related.span) == other) {
            let related = &mut self.related[at];
            std::mem::swap(&mut self.span, &mut related.span);
            std::mem::swap(&mut self.label, &mut related.message);
            self.anchor.get_or_insert(self.related[at].span);
        }
    }

    /// Says something at the place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a place that explains it; those after the twentieth are left out.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        if self.related.len() < RELATED {
            self.related.push(Related { span, message: message.into() });
        }
        self
    }

    /// Names what it is about, as the document calls it.
    #[must_use]
    pub fn about(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.names = names.into_iter().collect();
        self
    }

    /// Says what to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds an edit that fixes it, if no judgement is needed.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix.push(Edit { span, replacement: replacement.into() });
        self
    }

    /// Adds an edit that is only a guess: the nearest id, a word of a closed list, a number.
    #[must_use]
    pub fn suggest(self, span: Span, replacement: impl Into<String>) -> Self {
        Self { applicability: Applicability::Guess, ..self.fix(span, replacement) }
    }

    /// Adds an edit that is a fix if `sure`, and otherwise only a guess.
    #[must_use]
    pub fn fix_if(self, sure: bool, span: Span, replacement: impl Into<String>) -> Self {
        if sure { self.fix(span, replacement) } else { self.suggest(span, replacement) }
    }

    /// Limits the level that the rule's group gives it.
    #[must_use]
    pub fn at_most(mut self, level: Level) -> Self {
        self.at_most = level;
        self
    }

    /// Says which level it has at least.
    #[must_use]
    pub fn at_least(mut self, level: Level) -> Self {
        self.at_least = level;
        self
    }

    /// Sets the dotted path of its place in the design, where what is missing there has a path of its name.
    #[must_use]
    pub fn at_path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Names the place in the design that the finding belongs to, if `span` is in another file.
    #[must_use]
    pub fn anchor(mut self, anchor: Span) -> Self {
        self.anchor = Some(anchor);
        self
    }
}
