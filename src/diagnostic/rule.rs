//! A rule's identity: its name, code and group.

use super::{Level, Stage};

/// A rule's identity, declared by `rule!`. The code never changes; the
/// name says what it would allow.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// `SD201`.
    pub code: &'static str,
    /// `uncovered-requirement`: reads as "allow uncovered-requirement".
    pub name: &'static str,
    /// What the rule finds, in one sentence.
    pub summary: &'static str,
    /// Determines the rule's level for a design's status.
    pub group: Group,
    /// The highest level that the rule has by itself.
    pub highest: Level,
    /// The version of this program that introduced the rule.
    pub since: &'static str,
    /// What `check --fix` can do about the rule's findings.
    pub fix: FixKind,
    /// The source of the rule, if there is one: a specification, a book.
    pub reference: Option<&'static str>,
    /// The rule's page in the guide, as Markdown.
    pub page: &'static str,
}

/// What can be done mechanically about the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FixKind {
    /// Nothing: a person has to write something.
    None,
    /// Some of them are fixed by `check --fix`, without a judgement.
    Safe,
    /// For some of them there is a guess, which `check --fix --unsafe-fixes` applies.
    Suggested,
}

impl FixKind {
    /// The words for it in documents.
    pub fn name(self) -> &'static str {
        match self {
            FixKind::None => "none",
            FixKind::Safe => "safe",
            FixKind::Suggested => "suggestion",
        }
    }
}

/// Declares a rule's identity. Its page is `book-example/src/rules/NAME.md`: without the page it
/// does not compile.
///
/// ```text
/// rule! {
///     /// A decision chooses an option that it does not have.
///     pub(crate) RULE = "SD501", "chosen-not-an-option", Group::Contradiction, since "0.1.0", fix none;
/// }
/// ```
///
/// After `fix none`, `fix safe` or `fix suggested` may follow `, at most Note`: the highest level that the
/// rule has by itself, whatever its group; and `, see "https://…"`: where the rule comes from.
macro_rules! rule {
    (
        #[doc = $summary:literal]
        $vis:vis $const:ident = $code:literal, $name:literal, $group:expr,
        since $since:literal, fix $fix:ident $(, at most $highest:ident)? $(, see $reference:literal)?;
    ) => {
        #[doc = $summary]
        $vis const $const: $crate::diagnostic::Rule = $crate::diagnostic::Rule {
            code: $code,
            name: $name,
            summary: $summary.trim_ascii(),
            group: $group,
            highest: $crate::diagnostic::rule!(@highest $($highest)?),
            since: $since,
            fix: $crate::diagnostic::rule!(@fix $fix),
            reference: $crate::diagnostic::rule!(@reference $($reference)?),
            page: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/book-example/src/rules/",
                $name,
                ".md"
            )),
        };
    };
    (@fix none) => { $crate::diagnostic::FixKind::None };
    (@fix safe) => { $crate::diagnostic::FixKind::Safe };
    (@fix suggested) => { $crate::diagnostic::FixKind::Suggested };
    (@highest) => { $crate::diagnostic::Level::Deny };
    (@highest $level:ident) => { $crate::diagnostic::Level::$level };
    (@reference) => { None };
    (@reference $reference:literal) => { Some($reference) };
}

/// Declares several rules that are checked during reading, and `ALL`, the list of them.
macro_rules! rules {
    ($(
        #[doc = $summary:literal]
        $vis:vis $const:ident = $code:literal, $name:literal, $group:expr,
        since $since:literal, fix $fix:ident $(, see $reference:literal)?;
    )*) => {
        $( $crate::diagnostic::rule! {
            #[doc = $summary]
            $vis $const = $code, $name, $group, since $since, fix $fix $(, see $reference)?;
        } )*

        /// All of them.
        pub const ALL: &[&$crate::diagnostic::Rule] = &[$(&$const),*];
    };
}

pub(crate) use {rule, rules};

/// Rules that share their levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Group {
    /// The file is not in the format. These with `true` cannot be lowered: there would be
    /// nothing to show.
    Shape {
        /// Whether a configuration may lower it.
        fixed: bool,
    },
    /// Something required is not there yet.
    Missing,
    /// Something is not traced to something else.
    Coverage,
    /// Two statements cannot both be true.
    Contradiction,
    /// Probably a mistake, but a judgement call.
    Advice,
    /// A design differs from files of its repository.
    Sources,
    /// A design differs from its earlier versions.
    Versions {
        /// The rules' level.
        level: Level,
        /// Their level for a draft, and for a design under review.
        undecided: Level,
    },
    /// The book around the designs, whatever their status.
    Book {
        /// The rules' level.
        level: Level,
        /// Whether a configuration may lower it.
        fixed: bool,
    },
}

impl Rule {
    /// The rule's name and code.
    pub fn names(&self) -> [&'static str; 2] {
        [self.name, self.code]
    }

    /// What the rule finds, in full: the first paragraph of its page, as Markdown.
    pub fn description(&self) -> String {
        let blank = |line: &&str| line.trim().is_empty();
        let mut lines = self.page.lines();
        // Above it are the name and the line of facts.
        for _ in 0..2 {
            lines.find(blank);
        }
        lines.take_while(|line| !blank(line)).collect::<Vec<_>>().join(" ")
    }

    /// Whether a configuration or an `[[allow]]` may change its level.
    pub fn is_fixed(&self) -> bool {
        matches!(self.group, Group::Shape { fixed: true } | Group::Book { fixed: true, .. })
    }

    /// The rule's level for a design at `stage`, before any configuration.
    pub fn default_level(&self, stage: Stage) -> Level {
        use Level::{Allow, Deny, Note, Warn};
        use Stage::{Built, Draft, Final, Proposed, Retired};
        let level = match (self.group, stage) {
            (Group::Versions { undecided, .. }, Draft | Proposed) => undecided,
            (Group::Book { level, .. } | Group::Versions { level, .. }, _) => level,
            (Group::Shape { .. }, _)
            | (Group::Contradiction, Proposed | Final | Built)
            | (Group::Missing | Group::Coverage, Final | Built)
            | (Group::Sources, Built) => Deny,
            (Group::Contradiction, Draft | Retired)
            | (Group::Missing | Group::Coverage, Proposed)
            | (Group::Advice, Final | Built)
            | (Group::Sources, Final) => Warn,
            (Group::Missing, Draft) | (Group::Advice | Group::Sources, Proposed) => Note,
            (Group::Missing | Group::Coverage | Group::Advice | Group::Sources, Retired)
            | (Group::Coverage | Group::Advice | Group::Sources, Draft) => Allow,
        };
        level.min(self.highest)
    }
}

impl Group {
    /// Whether its rules say that something is not in the format.
    pub fn is_shape(self) -> bool {
        matches!(self, Group::Shape { .. })
    }

    /// The group's name in documents: `shape`, `missing`, …
    pub fn name(self) -> &'static str {
        match self {
            Group::Shape { .. } => "shape",
            Group::Missing => "missing",
            Group::Coverage => "coverage",
            Group::Contradiction => "contradiction",
            Group::Advice => "advice",
            Group::Sources => "sources",
            Group::Versions { .. } => "versions",
            Group::Book { .. } => "book",
        }
    }
}
