//! The rules about the book around the designs: directives, configuration, and where files lie.

use crate::diagnostic::{Group, Level, Rule};

/// Without it there is nothing to show, so no configuration lowers it.
const FIXED: Group = Group::Book { level: Level::Deny, fixed: true };

const fn at(level: Level) -> Group {
    Group::Book { level, fixed: false }
}

/// A directive names a file that cannot be read.
pub const MISSING_DESIGN_FILE: Rule = Rule {
    code: "SD1201",
    name: "missing-design-file",
    summary: "A design that a directive names, or that is in the folder of designs, is missing or cannot be read.",
    group: FIXED,
};

/// A directive names a file outside the book.
pub const PATH_ESCAPES_BOOK: Rule = Rule {
    code: "SD1202",
    name: "path-escapes-book",
    summary: "A directive, or a link in the folder of designs, leads out of the book's folder.",
    group: FIXED,
};

/// What was meant as a directive has another name.
pub const UNKNOWN_DIRECTIVE: Rule = Rule {
    code: "SD1203",
    name: "unknown-directive",
    summary: "A directive has a name close to ours, or is written as one of mdBook's own.",
    group: FIXED,
};

/// A directive that cannot be understood.
pub const INVALID_DIRECTIVE: Rule = Rule {
    code: "SD1204",
    name: "invalid-directive",
    summary: "A directive has no end, no file, or an argument that it does not take.",
    group: FIXED,
};

/// A directive where no document can stand.
pub const MISPLACED_DIRECTIVE: Rule = Rule {
    code: "SD1205",
    name: "misplaced-directive",
    summary: "A directive stands where a whole document has no place.",
    group: FIXED,
};

/// A mistake in the configuration.
pub const INVALID_CONFIGURATION: Rule = Rule {
    code: "SD1206",
    name: "invalid-configuration",
    summary: "The configuration has an unknown key, an unknown rule, a value of the wrong type, or a folder that it may not have.",
    group: FIXED,
};

/// A design that no chapter shows.
pub const DESIGN_WITHOUT_DIRECTIVE: Rule = Rule {
    code: "SD1207",
    name: "design-without-directive",
    summary: "No chapter of the book shows a design of the designs folder.",
    group: at(Level::Warn),
};

/// A design file that mdBook copies into the site.
pub const PUBLISHED_DESIGN_FILE: Rule = Rule {
    code: "SD1208",
    name: "published-design-file",
    summary: "A design file lies among the book's sources, so mdBook copies it into the site.",
    group: at(Level::Note),
};

/// Preprocessors that run in the wrong order.
pub const WRONG_ORDER: Rule = Rule {
    code: "SD1209",
    name: "wrong-order",
    summary: "A `before` or `after` of book.toml runs preprocessors in the wrong order, or names one that does not exist.",
    group: at(Level::Warn),
};

/// An image that readers will not see.
pub const LOST_IMAGE: Rule = Rule {
    code: "SD1210",
    name: "lost-image",
    summary: "A design shows a local image that mdBook does not publish.",
    group: at(Level::Warn),
};

/// Changes that a reader of `mdbook serve` does not see.
pub const UNWATCHED_DESIGNS: Rule = Rule {
    code: "SD1212",
    name: "unwatched-designs",
    summary: "A folder of designs, of texts that they show or of templates is not watched by `mdbook serve`.",
    group: at(Level::Warn),
};

/// A book whose directives nobody reads.
pub const NOT_SET_UP: Rule = Rule {
    code: "SD1213",
    name: "not-set-up",
    summary: "A book has directives or designs, but its book.toml does not set the preprocessor up.",
    group: at(Level::Warn),
};

/// A chapter that mdBook does not know.
pub const CHAPTER_OUTSIDE_SUMMARY: Rule = Rule {
    code: "SD1214",
    name: "chapter-outside-summary",
    summary: "A file below the book's `src` has a directive, but SUMMARY.md does not list it.",
    group: at(Level::Warn),
};

/// Mermaid that readers see as text.
pub const UNDRAWN_MERMAID: Rule = Rule {
    code: "SD1215",
    name: "undrawn-mermaid",
    summary: "A design has Mermaid, but nothing in the book draws it.",
    group: at(Level::Warn),
};

/// All of them, in the order of their codes.
pub const ALL: [&Rule; 14] = [
    &MISSING_DESIGN_FILE,
    &PATH_ESCAPES_BOOK,
    &UNKNOWN_DIRECTIVE,
    &INVALID_DIRECTIVE,
    &MISPLACED_DIRECTIVE,
    &INVALID_CONFIGURATION,
    &DESIGN_WITHOUT_DIRECTIVE,
    &PUBLISHED_DESIGN_FILE,
    &WRONG_ORDER,
    &LOST_IMAGE,
    &UNWATCHED_DESIGNS,
    &NOT_SET_UP,
    &CHAPTER_OUTSIDE_SUMMARY,
    &UNDRAWN_MERMAID,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_ascend_and_the_first_six_are_fixed() {
        for (index, rule) in ALL.iter().enumerate() {
            // SD1211 is about versions.
            let number = 1201 + index + usize::from(index >= 10);
            assert_eq!(rule.code, format!("SD{number}"));
            assert_eq!(rule.is_fixed(), index < 6, "{}", rule.code);
        }
    }
}
