//! Places in the JSON of commands.

use serde_json::{Value, json};

use crate::diagnostic::format::Place;
use crate::source::{Sources, Span};

/// A place, with the keys that findings have for theirs.
pub(crate) fn json(span: Span, sources: &Sources) -> Value {
    let Place { file, start, end } = Place::of(span, sources);
    json!({
        "file": file,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    })
}
