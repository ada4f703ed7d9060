//! One file a rule.

pub mod book;
pub mod duplicate_id;
pub mod empty_value;
pub mod missing_fact;
pub mod uncovered_requirement;
pub mod unknown_reference;
