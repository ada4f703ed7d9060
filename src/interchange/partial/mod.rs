//! What a file of another format says, as far as a design can be held against it or made from it.
//!
//! Each value knows the place it was read from. A reader never guesses: a part that it does not
//! understand becomes an [`Unread`], and nothing is said of what that part may hold.

mod contract;
mod decision;
mod delivery;
mod shape;
mod system;
mod table;

use std::collections::BTreeMap;
use std::rc::Rc;

pub use contract::{Answer, Auth, Contract, Parameter, Payload, Scheme};
pub use decision::Decision;
pub use delivery::{Dependency, Package, Service};
pub use shape::{Extra, Field, Of, Shape, ShapeId, Shapes, What};
pub use system::{Course, Element, Message, Place, Relationship, Role};
pub use table::{Column, ForeignKey, Index, Table};

use crate::reading::{Data, Datum};
use crate::source::{FileId, Span, Spanned};

/// What one file says, or several that are read as one, such as a folder of migrations.
#[derive(Clone, Debug, Default)]
pub struct Partial {
    /// The files it was read from, in the order in which they were applied; files that are left out, such as
    /// the way back of a migration, are not among them.
    pub files: Vec<FileId>,
    /// What the file is about.
    pub title: Option<Spanned<String>>,
    /// What it says of that as a whole.
    pub description: Option<Spanned<String>>,
    /// People, systems outside and parts, in the order of the file; a part comes after the one around it.
    pub elements: Vec<Element>,
    /// Which element uses which.
    pub relationships: Vec<Relationship>,
    /// What happens in which order.
    pub courses: Vec<Course>,
    /// Where parts run; a place comes after the one around it.
    pub places: Vec<Place>,
    /// Endpoints, channels and procedures, in the order of the file.
    pub contracts: Vec<Contract>,
    /// The path that all servers of an API share, such as `/fares/v2`, without a slash at its end.
    pub base: Option<String>,
    /// The payloads that contracts name.
    pub shapes: Shapes,
    /// Tables in the order in which they were made.
    pub tables: Vec<Table>,
    /// Decisions, in the order of the files.
    pub decisions: Vec<Decision>,
    /// Packages, in the order of the files.
    pub packages: Vec<Package>,
    /// Which package needs which other one of these.
    pub dependencies: Vec<Dependency>,
    /// What is deployed.
    pub services: Vec<Service>,
    /// Parts that could not be read.
    pub unread: Vec<Unread>,
    /// What was passed over because a design does not hold it: how many of each, such as `GRANT`.
    pub left_alone: BTreeMap<String, usize>,
}

/// A part of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where it is.
    pub span: Span,
    /// What it is, such as `CREATE TABLE refunds`; to be printed in backticks.
    pub what: String,
    /// Why it could not be read: the end of a sentence, such as "`,` is followed by another one".
    pub why: String,
    /// Whether a design may say something of it, so that the author has to know.
    pub may_hold: bool,
    /// The endpoints, tables, services or folders of packages that it names: nothing is known of them.
    pub names: Vec<String>,
}

impl Partial {
    /// Adds a part that could not be read and that a design may hold.
    pub(crate) fn cannot_read(&mut self, span: Span, what: impl Into<String>, why: impl Into<String>) {
        let (what, why) = (what.into(), why.into());
        self.unread.push(Unread { span, what, why, may_hold: true, names: Vec::new() });
    }

    /// The objects in a list of a file; what is none is reported.
    pub(crate) fn objects(&mut self, datum: &Datum, key: &str) -> Vec<Rc<Datum>> {
        let Some((name, value)) = datum.entry(key) else { return Vec::new() };
        if !matches!(value.data, Data::List(_) | Data::Null) {
            self.cannot_read(name.span, key, "it has to be a list");
        }
        let mut objects = Vec::new();
        for item in value.items() {
            if item.is_object() {
                objects.push(Rc::clone(item));
            } else {
                self.cannot_read(item.span, key, "each item of it has to be an object");
            }
        }
        objects
    }

    /// Counts something that was passed over.
    pub(crate) fn leave(&mut self, what: &str) {
        *self.left_alone.entry(what.to_owned()).or_default() += 1;
    }

    /// Whether a part that could not be read names this: then nothing is known of it.
    pub fn is_unknown(&self, name: &str) -> bool {
        self.unread.iter().any(|part| part.names.iter().any(|named| named.eq_ignore_ascii_case(name)))
    }
}
