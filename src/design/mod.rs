//! The model: a design as typed, spanned entities with references between them.
//!
//! Each entity has its file. [`Design::read`] reads a file entry by entry and collects every
//! mistake; the design is as complete as the file allows. To add a key: add it to its entity, with a
//! doc comment (the schema's description), and show it in `render`.

mod allow;
mod api;
mod claim;
mod code;
pub mod column_type;
mod component;
mod coverage;
mod decision;
mod declare;
mod design_name;
mod destinations;
mod drawing;
mod element;
mod elements;
mod entity;
mod entries;
mod fact;
mod file;
mod flow;
mod footprint;
mod former;
mod ids;
mod meta;
mod model;
mod project_path;
pub mod quantity;
mod reference;
mod required;
mod requirement;
pub mod rules;
mod strays;
mod table;
mod technology;
mod test;
mod text;
mod texts;
mod title;
pub mod value;
mod version;
mod walk;

pub use allow::AllowEntry;
pub use api::{Contract, METHODS, Response, Sample};
pub use claim::{Claim, ClaimedPath};
pub use code::Code;
pub use component::{Component, ComponentKind, Origin};
pub use coverage::{Citations, Coverage};
pub use decision::{Consequences, Decision, DecisionOption, DecisionStatus};
pub use design_name::{Asked, DesignName, Foreign, Theirs};
pub use drawing::{Diagram, Diagrams, Layout};
pub use element::{Integration, Person, Relationship, Usage, Uses};
pub use elements::Element;
pub use entries::{Entities, Entity, Named};
pub use fact::{Fact, FactKeys, FactTable, FactValue, Facts, KnownFacts};
pub use file::{Design, KnownNames, TABLES};
pub use flow::{Flow, Step};
pub use footprint::Footprint;
pub use former::Former;
pub use ids::{ID_PATTERN, RESERVED, as_id, is_id};
pub use meta::{Meta, Status};
pub use model::Model;
pub use project_path::ProjectPath;
pub use reference::{Cited, CitedKind, Ref, cited};
pub use required::required_keys;
pub use requirement::{Need, Priority, Requirement, RequirementKind};
pub use table::{Column, Index, Key, Table, Target};
pub use technology::Technology;
pub use test::{Test, TestLevel};
pub use text::{FileText, NotApplicable, Text};
pub use texts::Texts;
pub use title::Titled;
pub use version::{OthersVersion, Version, version_in_name};
pub use walk::{Leaf, Trail, Visit, Walk};
