//! What differs between two models of one system, by meaning.
//!
//! [`compare`] takes two designs and gives [`Changes`]: one entry a change, each of a [`ChangeKind`]
//! that says how much it weighs for those who relied on the old design. Nothing here reads a file,
//! knows a book or prints anything; `diff`, the rules on versions and the pages of changes are
//! views of its result.
//!
//! - `identity` says which thing of one side is which of the other, renames included;
//! - `same` says whether two values mean the same, however they are written;
//! - the other files compare one kind of entity each. Most keys need no separate code: a table
//!   in the file, `KEYS`, says what a change of each key is. A key that is missing there fails the
//!   test `every_key_has_a_class`;
//! - `catalogue` lists every kind of change, with its weight, its area and its opposite.
//!
//! To add a key: say in the `KEYS` of its entity what a change of it is; if none of the kinds fits,
//! add one to `catalogue`, and an edit to `tests/changes`.

pub mod agreement;
mod api;
mod catalogue;
mod change;
mod citations;
mod class;
mod columns;
mod components;
mod contents;
mod context;
mod coverage;
mod decisions;
mod entities;
mod facts;
mod flows;
mod foreign_keys;
mod identity;
mod indexes;
mod keys;
mod lifecycle;
mod nodes;
mod operations;
mod pairs;
mod payload;
mod quantities;
mod relationships;
mod requirements;
mod risks;
pub mod rules;
mod same;
mod sample;
mod schema;
mod sentence;
mod signs;
mod similarity;
mod step;
mod structure;
mod tables;
mod technologies;
mod tests_of;
mod texts;
mod types;

pub use catalogue::{ALL, ChangeKind};
pub(crate) use catalogue::{
    DECISION_ADDED, DECISION_MOVED_ON, DECISION_REVERSED, DESIGN_ID_CHANGED, VERSION_WENT_BACK,
};
pub use change::{Change, Changes, LostId};
pub use class::{Area, Class, Weight};
pub use coverage::CoverageChange;
pub use identity::{BadRename, Rename};
pub use pairs::{is_one, renamed};
pub use sentence::{Piece, spelled};
pub use step::Step;
pub use structure::{Matched, MatchedElement};

use self::context::Context;
use crate::design::Design;
use crate::template::Template;

/// One of two designs that are compared.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The design.
    pub design: &'a Design,
    /// The template it is printed by. Where it differs, which direction of a quantity is better is
    /// asked of the newer side's.
    pub template: &'a Template,
}

/// What `new` changes of `old`. `renames` overrule what the designs say themselves.
pub fn compare(old: Side<'_>, new: Side<'_>, renames: &[Rename]) -> Changes {
    let mut context = Context::new(old, new, renames);
    lifecycle::compare(&mut context);
    requirements::compare(&mut context);
    technologies::compare(&mut context);
    components::compare(&mut context);
    relationships::compare(&mut context);
    flows::compare(&mut context);
    api::compare(&mut context);
    tables::compare(&mut context);
    decisions::compare(&mut context);
    risks::compare(&mut context);
    nodes::compare(&mut context);
    tests_of::compare(&mut context);
    facts::compare(&mut context);
    texts::compare(&mut context);
    context.finish()
}

#[cfg(test)]
mod tests {
    use super::keys::Keys;
    use super::{
        api, components, decisions, flows, lifecycle, nodes, relationships, requirements, risks, tables,
        technologies, tests_of,
    };
    use crate::design;
    use crate::reading::Record;

    #[test]
    fn every_key_has_a_class() {
        let tables: &[(Record, Keys)] = &[
            (design::Meta::RECORD, lifecycle::KEYS),
            (design::Requirement::RECORD, requirements::KEYS),
            (design::Technology::RECORD, technologies::KEYS),
            (design::Person::RECORD, components::PERSON),
            (design::Integration::RECORD, components::CALLED),
            (design::Integration::RECORD, components::CALLER),
            (design::Component::RECORD, components::COMPONENT),
            (design::Usage::RECORD, relationships::KEYS),
            (design::Flow::RECORD, flows::KEYS),
            (design::Step::RECORD, flows::STEP_KEYS),
            (design::Contract::RECORD, api::KEYS),
            (design::Sample::RECORD, api::SAMPLE_KEYS),
            (design::Response::RECORD, api::RESPONSE_KEYS),
            (design::Model::RECORD, api::MODEL_KEYS),
            (design::Table::RECORD, tables::KEYS),
            (design::Column::RECORD, tables::COLUMN_KEYS),
            (design::Index::RECORD, tables::INDEX_KEYS),
            (design::ForeignKey::RECORD, tables::FOREIGN_KEYS),
            (design::Operation::RECORD, api::OPERATION_KEYS),
            (design::Decision::RECORD, decisions::ACCEPTED),
            (design::Decision::RECORD, decisions::OPEN),
            (design::DecisionOption::RECORD, decisions::OPTION_KEYS),
            (design::Risk::RECORD, risks::KEYS),
            (design::Node::RECORD, nodes::KEYS),
            (design::Test::RECORD, tests_of::KEYS),
        ];
        for (record, keys) in tables {
            let mut declared: Vec<&str> = record.fields.iter().map(|field| field.key).collect();
            let mut classed: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
            declared.sort_unstable();
            classed.sort_unstable();
            assert_eq!(classed, declared, "{}", record.name);
        }
    }
}
