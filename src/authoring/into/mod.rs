//! Adds a partial design to a design: what other readers found in documents and files.
//!
//! The design stays as it is, comments and layout too. An entity that it has gains the keys that it lacks;
//! what says otherwise is left alone, and reported with both places. Whether two entities are one is decided
//! as in a comparison of versions (`ids`), and elements of one name are one.

mod ids;
mod merge;
mod notes;
mod place;
mod values;

use std::collections::{HashMap, HashSet};

use crate::book::rules;
use crate::design::{Design, KnownNames};
use crate::diagnostic::Sink;
use crate::reading::{Editor, Reader};
use crate::source::{Root, Sources};
use crate::template::{Template, Templates};
use merge::Merge;

pub(super) use place::line_of;

/// What a partial design is added with.
#[derive(Clone, Copy, Debug)]
pub struct Into<'t> {
    /// The template of the design, whose sections keep notes.
    pub template: &'t Template,
    /// The templates of the book.
    pub templates: &'t Templates,
}

/// A partial design.
#[derive(Clone, Copy, Debug)]
pub struct Addition<'a> {
    /// Its text, in TOML, each table under a header. `# guessed from FILE:LINE` above a table says where it
    /// is from.
    pub text: &'a str,
    /// The file that all of it is from.
    pub file: &'a str,
    /// The title of that file, above the notes that come from it.
    pub title: &'a str,
    /// Ids that were made by counting, with their tables, and not given by the file.
    pub numbered: &'a HashSet<(String, String)>,
    /// Whether the file is one that a program reads: what it says otherwise is no second opinion, and becomes
    /// no note.
    pub is_exact: bool,
}

/// A design with what was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// The text of the design.
    pub text: String,
    /// What the addition says otherwise.
    pub left: Vec<Left>,
    /// The tables and ids in the addition of what has another id in the design.
    pub former: HashMap<(String, String), (String, String)>,
}

/// Something that was left alone, because the design says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The path of the value in the design.
    pub path: String,
    /// The line of the value in the design, from 1.
    pub line: usize,
    /// What the design says.
    pub before: String,
    /// What the addition says.
    pub said: String,
    /// The line that the entity is from, if the addition names it.
    pub origin: Option<usize>,
    /// The table and the id of the entity, if it is one that has something else to say.
    pub entity: Option<(String, String)>,
    /// Whether that is now a note.
    pub noted: bool,
}

impl Into<'_> {
    /// Adds a partial design to the text of a design.
    ///
    /// # Errors
    /// When the text is not that of a design, as a clause.
    pub fn add(&self, design: &str, addition: &Addition<'_>) -> Result<Added, String> {
        let old = self.design(design).ok_or("it is not a design")?;
        let is_known = is_known(design, addition);
        let (renamed, former) = ids::settle(self, &old, addition, is_known)?;
        let mut editor = Editor::open(design)?;
        let other = Editor::open(&renamed)?;
        let is_known = is_known || addition.is_exact;
        let left = Merge::of(self, design, &renamed, addition, is_known).into(&mut editor, &other)?;
        Ok(Added { text: editor.finish(), left, former })
    }

    /// A text as a design, whatever it lacks.
    pub(super) fn design(&self, text: &str) -> Option<Design> {
        let mut sources = Sources::new();
        let mut sink = Sink::default();
        let file = sources.add("design.toml", text);
        let root = Root::new(std::path::Path::new("."), false);
        let names = KnownNames::new(self.templates, rules::all());
        Design::read(&names, &mut Reader::new(&mut sources, &root, file, &mut sink))
    }
}

/// Whether the design has something from the file already: then what differs is a change of the file, and no
/// second opinion.
fn is_known(design: &str, addition: &Addition<'_>) -> bool {
    let mark = format!("guessed from {}:", addition.file);
    let heading = format!("### {}", addition.title);
    let headed = !addition.title.is_empty() && design.lines().any(|line| line.trim_end() == heading);
    design.contains(&mark) || headed
}
