//! The rules about the book around the designs: directives, configuration, and the places of files. Also the list of all rules, and the look-up by name or code.

use crate::check::CHECKS;
use crate::diagnostic::{Group, Level, Rule, UNUSED_ALLOW, rules};
use crate::reading::{UnknownRule, find_rule};
use crate::{compare, design, reading, template};

/// The group of rules whose level cannot be lowered: without what they require, there is nothing to show.
const FIXED: Group = Group::Book { level: Level::Deny, fixed: true };

const fn at(level: Level) -> Group {
    Group::Book { level, fixed: false }
}

rules! {
    /// A design that a directive names, or that is in the designs folder, is missing or cannot be read.
    pub(crate) MISSING_DESIGN_FILE = "SD1201", "missing-design-file", FIXED, since "0.1.0", fix safe;

    /// A directive, or a link in the designs folder, leads out of the book's folder.
    pub(crate) PATH_ESCAPES_BOOK = "SD1202", "path-escapes-book", FIXED, since "0.1.0", fix none;

    /// A directive's name is misspelt, or the directive is written in mdBook's own syntax.
    pub(crate) UNKNOWN_DIRECTIVE = "SD1203", "unknown-directive", FIXED, since "0.1.0", fix safe;

    /// A directive has no end, no file, or an argument that it does not take.
    pub(crate) INVALID_DIRECTIVE = "SD1204", "invalid-directive", FIXED, since "0.1.0", fix safe;

    /// A directive is somewhere a whole document cannot go.
    pub(crate) MISPLACED_DIRECTIVE = "SD1205", "misplaced-directive", FIXED, since "0.1.0", fix safe;

    /// The configuration has an unknown key, an unknown rule, a value of the wrong type, or a folder that is not allowed.
    pub(crate) INVALID_CONFIGURATION = "SD1206", "invalid-configuration", FIXED, since "0.1.0", fix safe;

    /// No chapter of the book shows a design from the designs folder.
    pub(crate) DESIGN_WITHOUT_DIRECTIVE = "SD1207", "design-without-directive", at(Level::Warn), since "0.1.0", fix none;

    /// A design file is among the book's sources, so mdBook copies it into the site.
    pub(crate) PUBLISHED_DESIGN_FILE = "SD1208", "published-design-file", at(Level::Note), since "0.1.0", fix none;

    /// A `before` or `after` in book.toml runs preprocessors in the wrong order, or names one that does not exist.
    pub(crate) WRONG_ORDER = "SD1209", "wrong-order", at(Level::Warn), since "0.1.0", fix safe,
        see "https://rust-lang.github.io/mdBook/format/configuration/preprocessors.html";

    /// A design shows a local image that mdBook does not publish.
    pub(crate) LOST_IMAGE = "SD1210", "lost-image", at(Level::Warn), since "0.1.0", fix none;

    /// The search of the book finds the pages of other versions, which `versions=` adds.
    pub(crate) OLD_VERSION_IN_SEARCH = "SD1211", "old-version-in-search", at(Level::Note), since "0.1.0", fix safe,
        see "https://rust-lang.github.io/mdBook/format/configuration/renderers.html#outputhtmlsearch";

    /// `mdbook serve` does not watch a folder that contains designs, texts that they show, or templates.
    pub(crate) UNWATCHED_DESIGNS = "SD1212", "unwatched-designs", at(Level::Warn), since "0.1.0", fix safe;

    /// A book has directives or designs, but its book.toml does not set up the preprocessor.
    pub(crate) NOT_SET_UP = "SD1213", "not-set-up", at(Level::Warn), since "0.1.0", fix safe;

    /// A file below the book's `src` has a directive, but SUMMARY.md does not list it.
    pub(crate) CHAPTER_OUTSIDE_SUMMARY = "SD1214", "chapter-outside-summary", at(Level::Warn), since "0.1.0", fix none;

    /// A design contains Mermaid, but nothing in the book draws it.
    pub(crate) UNDRAWN_MERMAID = "SD1215", "undrawn-mermaid", at(Level::Warn), since "0.1.0", fix none;
}

/// Every rule, in the order of the codes' numbers.
pub fn all() -> Vec<&'static Rule> {
    let below = [reading::rules::ALL, design::rules::ALL, template::rules::ALL, compare::rules::ALL];
    let elsewhere = [below.concat(), vec![&UNUSED_ALLOW], ALL.to_vec()];
    let mut all = elsewhere.concat();
    all.extend(CHECKS.iter().map(|check| check.rule));
    all.sort_by_cached_key(|rule| rule.code.trim_start_matches("SD").parse::<u32>().unwrap_or(u32::MAX));
    // Some ids are checked while they are read, others in the design as a whole, so both lists contain their rule.
    all.dedup();
    all
}

/// A rule by its name or its code, in any case.
///
/// # Errors
/// When there is no such rule.
pub fn find(word: &str) -> Result<&'static Rule, UnknownRule> {
    find_rule(word, &all())
}
