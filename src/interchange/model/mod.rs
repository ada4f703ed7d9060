//! The model of a design as JSON: a public format with a version of its own.
//!
//! It has the keys of a design file, and `format` before them. Texts from other files are in it, dates are
//! strings, and `[x]` is left out. What is read back is the same design. A reader takes any minor version of a
//! format: a key that it does not know is passed over. A file says the lowest version that has its keys: 1.1 adds
//! `taken`, which names the entries that the design takes from files of its repository.

mod taken;

use std::collections::HashMap;
use std::ops::Range;

use crate::design::{Design, KnownNames, Leaf, TABLES, Text, Walk};
use crate::diagnostic::Sink;
use crate::reading::{JsonWriter, NotJson, Piece, Reader, TomlTable, json_tree, parse};
use crate::source::{Source, Sources, Span};
pub use taken::TAKEN_KEY;
use taken::{Taken, mark};

/// The version of the format: a major version, and a minor one that adds to it.
pub const FORMAT: (u32, u32) = (1, 1);

/// The version of a file in which nothing is taken.
const WITHOUT_TAKEN: (u32, u32) = (1, 0);

/// The key that says the version of the format.
pub const FORMAT_KEY: &str = "format";

/// Why a file is not the model of a design.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoModel {
    /// It is not a JSON object.
    #[error("it is not the JSON of a model: {0}")]
    NotJson(NotJson),
    /// It does not say the version of the format.
    #[error("it is not the JSON of a model: it has no `format` such as `\"{format}\"`", format = format())]
    NoFormat,
    /// The format is one that is not read any more.
    #[error("its format is {0}, which is too old: this program reads {format}", format = format())]
    Older(String, Span),
    /// The format is one that is not known yet.
    #[error("its format is {0}, which is too new: this program reads {format}", format = format())]
    Newer(String, Span),
    /// It has the format, but no design.
    #[error("it is not the JSON of a model: it has neither `template` nor `design`")]
    NoDesign,
}

impl NoModel {
    /// Where that shows.
    pub fn span(&self, reader: &Reader<'_>) -> Span {
        match self {
            Self::NotJson(error) => reader.span(error.offset..error.offset),
            Self::Older(_, span) | Self::Newer(_, span) => *span,
            Self::NoFormat | Self::NoDesign => reader.span(0..0),
        }
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Newer(..) => {
                "install a newer mdbook-system-design, or write it with the one that is used here"
            }
            Self::NotJson(_) | Self::NoFormat | Self::Older(..) | Self::NoDesign => {
                "write it again, in the repository of that design: `mdbook-system-design export NAME --format json`"
            }
        }
    }
}

/// The version of the format, as it is written: `1.0`.
pub fn format() -> String {
    format!("{}.{}", FORMAT.0, FORMAT.1)
}

/// Whether a file is the model of a design, by its name.
pub fn is_model(source: &Source) -> bool {
    has_ending(source.path())
}

/// Whether a path has the ending of a model.
pub fn has_ending(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// The model of a design that was read whole.
pub fn write(design: &Design, sources: &Sources) -> String {
    let source = sources.get(design.file);
    let is_model = is_model(source);
    let tree = if is_model {
        json_tree(source.text()).ok()
    } else {
        parse(source.text(), design.file, &mut Sink::default())
    };
    let tree = tree.unwrap_or_default();
    // A model has what its design takes.
    let taken = if is_model { Taken::default() } else { Taken::of(design, sources) };
    let cited = cited(design);
    let replaced: HashMap<Range<usize>, &str> =
        cited.iter().map(|text| (text.span.range(), text.value.as_str())).collect();
    // The author's own data is no part of the model.
    let is_left_out = |key: &str| ["x", FORMAT_KEY, SCHEMA_KEY].contains(&key) || taken.has(key);
    let mut entries: Vec<(&str, Piece<'_>)> = tree
        .iter()
        .map(|(key, value)| (&**key.get_ref(), Piece::Tree(value)))
        .filter(|(key, _)| !is_left_out(key))
        .collect();
    entries.extend(taken.tables.iter().map(|(key, table)| (*key, Piece::Json(table))));
    entries.extend(taken.files.iter().map(|files| (TAKEN_KEY, Piece::Json(files))));
    entries.sort_by_key(|(key, _)| rank(key));
    let (major, minor) =
        if entries.iter().any(|(key, _)| *key == TAKEN_KEY) { FORMAT } else { WITHOUT_TAKEN };
    let format = format!("\"{FORMAT_KEY}\": \"{major}.{minor}\"");
    let rest = JsonWriter::new(&replaced).object(entries.into_iter());
    let rest = rest.strip_prefix("{\n").map_or_else(|| "\n}".to_owned(), |rest| format!(",\n{rest}"));
    format!("{{\n  {format}{rest}\n")
}

/// Reads the reader's file. What is wrong in a model was for its author to mend, and is passed over.
///
/// # Errors
/// When it is no model of a design, or one of another format.
pub fn read(names: &KnownNames, reader: &mut Reader<'_>) -> Result<Design, NoModel> {
    let text = reader.text();
    let mut tree = json_tree(&text).map_err(NoModel::NotJson)?;
    check_format(&tree, reader)?;
    let mut names = names.clone();
    for key in [FORMAT_KEY, SCHEMA_KEY] {
        tree.remove(key);
    }
    let taken = tree.remove(TAKEN_KEY);
    for (key, value) in tree.iter().filter(|(key, _)| rank(key.get_ref()) == TABLES.len()) {
        names.facts.learn(key.get_ref(), value.get_ref());
    }
    let mut sink = Sink::default();
    let mut reader = reader.apart(&mut sink).of_json();
    let mut design = Design::read_tree(tree, &names, &mut reader).ok_or(NoModel::NoDesign)?;
    mark(&mut design, taken.as_ref().and_then(|taken| taken.get_ref().as_table()));
    Ok(design)
}

/// What editors take for the name of the schema.
const SCHEMA_KEY: &str = "$schema";

fn check_format(tree: &TomlTable<'_>, reader: &Reader<'_>) -> Result<(), NoModel> {
    let (written, span) = tree
        .get(FORMAT_KEY)
        .and_then(|value| Some((value.get_ref().as_str()?, reader.span(value.span()))))
        .ok_or(NoModel::NoFormat)?;
    let (major, minor) = written.split_once('.').ok_or(NoModel::NoFormat)?;
    let major: u32 = major.parse().map_err(|_| NoModel::NoFormat)?;
    let _: u32 = minor.parse().map_err(|_| NoModel::NoFormat)?;
    match major.cmp(&FORMAT.0) {
        std::cmp::Ordering::Less => Err(NoModel::Older(written.to_owned(), span)),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(NoModel::Newer(written.to_owned(), span)),
    }
}

/// The place of a top-level key: that of the documentation, with the facts after it in the author's order, and
/// what is taken last.
fn rank(key: &str) -> usize {
    let place = TABLES.iter().position(|table| table.key == key);
    place.unwrap_or(TABLES.len() + usize::from(key == TAKEN_KEY))
}

/// The texts that are in other files.
fn cited(design: &Design) -> Vec<&Text> {
    let mut cited = Vec::new();
    design.walk(&mut |leaf| match leaf {
        Leaf::Text(text) => cited.extend(text.cited()),
        Leaf::Code(code) => cited.extend(code.cited()),
        _ => {}
    });
    cited
}
