//! A design as files of other formats: the way back of the readers, and formats that are only written.
//!
//! What a format cannot hold is left out, and a note says what. The same design gives the same bytes.

mod backstage;
mod calm;
mod likec4;
mod madr;
mod needs;
mod openapi;
mod security;
mod sql;
mod structure;
mod structurizr;

pub use backstage::write as backstage;
pub use calm::write as calm;
pub use likec4::write as likec4;
pub use madr::write as madr;
pub use needs::write as needs;
pub use openapi::write as openapi;
pub use sql::write as sql;
pub use structurizr::write as structurizr;

use serde_json::Value;

use crate::design::Text;
use crate::diagnostic::counted;

/// What an export writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The files, in order.
    pub files: Vec<ExportedFile>,
    /// What the format could not hold, a line each.
    pub notes: Vec<String>,
}

/// A file of another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    /// Its name, which is no path.
    pub name: String,
    /// Its content.
    pub text: String,
}

impl Exported {
    /// A single file.
    pub fn one(name: &str, text: String) -> Self {
        Self { files: vec![ExportedFile { name: name.to_owned(), text }], notes: Vec::new() }
    }

    fn json(name: &str, value: &Value) -> Self {
        Self::one(name, format!("{value:#}\n"))
    }

    /// Says how many things of a kind were left out, and why.
    fn leave(&mut self, number: usize, what: &str, why: &str) {
        if number > 0 {
            self.notes.push(format!("left out: {}, {why}", counted(number, what)));
        }
    }
}

/// What a text says, unless it says nothing or why there is nothing to say.
fn said(text: Option<&Text>) -> Option<&str> {
    text.filter(|text| text.is_given() && !text.not_applicable).map(|text| text.value.trim())
}
