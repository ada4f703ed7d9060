//! Two versions of a design, and what changed from one to the other.

use crate::catalog::landscape::{Landscape, Reach};
use crate::compare::{Area, Change, Changes, Class, Rename, Side, compare};
use crate::design::Design;
use crate::source::{Sources, Span};
use crate::template::Template;

/// A design on one side of a comparison.
#[derive(Clone, Copy)]
pub(crate) struct Half<'a> {
    pub(crate) design: &'a Design,
    pub(crate) template: &'a Template,
    /// The texts that its spans point into.
    pub(crate) sources: &'a Sources,
    /// The areas in which a break counts, as its book says.
    pub(crate) areas: &'a [Area],
}

impl<'a> Half<'a> {
    /// The path by which its file opens.
    pub(crate) fn file(&self) -> &'a str {
        self.sources.get(self.design.file).shown()
    }

    fn side(&self) -> Side<'a> {
        Side { design: self.design, template: self.template }
    }
}

/// Both sides, and what changed.
pub(crate) struct Comparison<'a> {
    pub(crate) old: Half<'a>,
    pub(crate) new: Half<'a>,
    pub(crate) changes: Changes,
    /// Who of the new design's book is hit by each entry.
    reach: Vec<Reach>,
}

impl<'a> Comparison<'a> {
    /// Compares two designs. `renames` overrule what they say themselves. `landscape` is that of the new
    /// design's book.
    pub(crate) fn of(
        old: Half<'a>,
        new: Half<'a>,
        renames: &[Rename],
        landscape: Option<&Landscape<'_>>,
    ) -> Self {
        let changes = compare(old.side(), new.side(), renames).breaking_in(new.areas);
        let users = landscape.map(|landscape| landscape.users_of_version(old.design, new.design));
        let changes = match &users {
            Some(users) => users.weigh(changes),
            None => changes,
        };
        let mut reach = users.map(|users| users.reach(&changes)).unwrap_or_default();
        reach.resize_with(changes.entries.len(), Reach::default);
        Self { old, new, changes, reach }
    }

    /// Each change, and who is hit by it.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Change, &Reach)> {
        self.changes.entries.iter().zip(&self.reach)
    }

    /// Who relies on what breaks, and who does not.
    pub(crate) fn users(&self, reach: &Reach) -> Option<String> {
        reach.sentence(self.new.sources)
    }

    /// Whether anything changed but what cites a requirement.
    pub(crate) fn has_entries(&self) -> bool {
        !self.changes.entries.is_empty()
    }

    /// Whether nothing changed in meaning.
    pub(crate) fn is_same(&self) -> bool {
        self.changes.entries.is_empty() && self.changes.coverage.is_empty()
    }

    /// `1.4.0 → 1.5.0`.
    pub(crate) fn versions(&self) -> String {
        let (old, new) = &self.changes.versions;
        format!("{old} → {new}")
    }

    /// How many changes there are of each class, and the step that they ask for.
    pub(crate) fn counts(&self) -> String {
        let count = |class: Class| format!("{} {}", self.changes.count(class), class.word());
        format!(
            "{}, {}, {}, {} to look at; step needed: {}",
            count(Class::Breaking),
            count(Class::Additive),
            count(Class::Editorial),
            self.changes.looks(),
            self.changes.step.word(),
        )
    }

    /// Where a change is, or what is gone, was: `designs/shop.toml:8`.
    pub(crate) fn place(&self, change: &Change) -> Option<String> {
        let now = change.new_span.map(|span| line(span, self.new.sources));
        now.or_else(|| change.old_span.map(|span| line(span, self.old.sources)))
    }
}

/// A design that is only on one side.
pub(crate) struct Alone<'a> {
    pub(crate) design: Half<'a>,
    /// Whether it is only on the old side.
    pub(crate) is_gone: bool,
}

impl Alone<'_> {
    /// `added` or `gone`.
    pub(crate) fn word(&self) -> &'static str {
        if self.is_gone { "gone" } else { "added" }
    }

    /// `version 1.0.0, accepted`.
    pub(crate) fn state(&self) -> String {
        let meta = &self.design.design.meta;
        format!("version {}, {}", meta.version.text, meta.status.value.word())
    }
}

/// How a change is judged, in a word.
pub(crate) fn word(change: &Change) -> &'static str {
    if change.look { "look" } else { change.class.word() }
}

fn line(span: Span, sources: &Sources) -> String {
    let source = sources.get(span.file);
    format!("{}:{}", source.shown(), source.line(span.start as usize))
}
