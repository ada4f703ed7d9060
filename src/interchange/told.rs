//! The format of a file, told by its content.

use std::path::Path;

use super::files::Files;
use super::mermaid::file::is_mermaid;
use super::{calm, compose, openapi, packages, protobuf, structurizr};
use crate::reading::{Data, Datum};
use crate::source::FileId;

/// A format of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `OpenAPI` or Swagger.
    OpenApi,
    /// `AsyncAPI`.
    AsyncApi,
    /// Protocol Buffers.
    Protobuf,
    /// SQL.
    Sql,
    /// A workspace of Structurizr in JSON.
    Structurizr,
    /// An architecture of CALM.
    Calm,
    /// A diagram in Mermaid.
    Mermaid,
    /// A compose file.
    Compose,
    /// What a package needs.
    Package,
}

impl Format {
    /// What people call a file of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "OpenAPI",
            Self::AsyncApi => "AsyncAPI",
            Self::Protobuf => "Protocol Buffers",
            Self::Sql => "SQL",
            Self::Structurizr => "a Structurizr workspace",
            Self::Calm => "CALM",
            Self::Mermaid => "Mermaid",
            Self::Compose => "a compose file",
            Self::Package => "a package",
        }
    }
}

/// The format of a file. `None` for one that is in none of them, such as a document in Markdown.
///
/// # Errors
/// When the ending says JSON or YAML, and the file is neither: why, as the end of a sentence.
pub fn told(files: &mut Files<'_>, file: FileId) -> Result<Option<Format>, String> {
    let path = files.path(file).to_owned();
    if packages::is_package(&path) {
        return Ok(Some(Format::Package));
    }
    let ending = Path::new(&path).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref().unwrap_or_default() {
        "proto" => return Ok(Some(Format::Protobuf)),
        "sql" | "ddl" => return Ok(Some(Format::Sql)),
        "mmd" | "mermaid" => return Ok(Some(Format::Mermaid)),
        "md" | "markdown" => return Ok(None),
        "json" | "yaml" | "yml" => {
            let tree = files.tree(file).map_err(|wrong| {
                let line = files.sources.get(file).line(wrong.span.range().start);
                format!("line {line}: {}", wrong.why)
            })?;
            return Ok(of_tree(&tree));
        }
        _ => {}
    }
    let text = files.text(file);
    if is_mermaid(&text) {
        return Ok(Some(Format::Mermaid));
    }
    if protobuf::is_protobuf(&text) {
        return Ok(Some(Format::Protobuf));
    }
    if is_sql(&text) {
        return Ok(Some(Format::Sql));
    }
    let tree = files.tree(file).ok().filter(|tree| matches!(tree.data, Data::Object(_)));
    Ok(tree.and_then(|tree| of_tree(&tree)))
}

/// The format of a tree of JSON or YAML.
fn of_tree(tree: &Datum) -> Option<Format> {
    if openapi::is_openapi(tree) {
        Some(Format::OpenApi)
    } else if openapi::channels::is_asyncapi(tree) {
        Some(Format::AsyncApi)
    } else if calm::is_calm(tree) {
        Some(Format::Calm)
    } else if structurizr::is_structurizr(tree) {
        Some(Format::Structurizr)
    } else if compose::is_compose(tree) {
        Some(Format::Compose)
    } else {
        None
    }
}

/// Whether a text without an ending begins with statements of SQL.
fn is_sql(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("--"));
    let first: Vec<String> = lines
        .next()
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let what = ["table", "schema", "type", "database", "extension", "unique", "index", "temporary"];
    let is_about = |word: Option<&String>| word.is_some_and(|word| what.contains(&word.as_str()));
    first.first().is_some_and(|verb| ["create", "alter", "drop"].contains(&verb.as_str()))
        && is_about(first.get(1))
        && text.contains(';')
}
