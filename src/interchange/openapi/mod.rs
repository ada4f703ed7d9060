//! OpenAPI 3.0 to 3.2 and Swagger 2, in JSON or YAML.
//!
//! What a design can hold is read: paths with their methods, who may call them, what is sent and what is
//! answered. References are followed in the file and to files below the root, never to an address.

mod auth;
pub mod channels;
mod operation;
mod payload;
mod refs;
mod schema;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::files::Files;
use super::partial::{Partial, ShapeId};
use crate::reading::Datum;
use crate::source::{FileId, Span};

/// Whether a file describes an API in this way.
pub fn is_openapi(tree: &Datum) -> bool {
    tree.get("openapi").is_some() || tree.get("swagger").is_some()
}

/// Reads one file.
pub fn read(files: &mut Files<'_>, file: FileId) -> Partial {
    let (mut partial, tree) = files.begin(file);
    let Some(tree) = tree else { return partial };
    let start = Span::new(file, 0..0);
    let Some(version) = tree.get("openapi").or_else(|| tree.get("swagger")) else {
        partial.cannot_read(start, "the file", "it has neither `openapi` nor `swagger`");
        return partial;
    };
    let is_swagger = tree.get("openapi").is_none();
    let written = version.scalar().unwrap_or_default();
    if !written.starts_with(if is_swagger { "2" } else { "3" }) {
        let why = "what is read here is OpenAPI 3 and Swagger 2";
        partial.cannot_read(version.span, written, why);
        return partial;
    }
    let mut reading = Reading::new(files, Rc::clone(&tree), partial, is_swagger);
    if let Some(about) = tree.get("info") {
        reading.partial.title = about.said("title");
        reading.partial.description = about.said("description").or_else(|| about.said("summary"));
    }
    reading.partial.base = base(&tree, is_swagger);
    reading.paths();
    reading.join_schemas();
    reading.partial
}

/// A file that is being read.
struct Reading<'f, 'r> {
    files: &'f mut Files<'r>,
    tree: Rc<Datum>,
    partial: Partial,
    is_swagger: bool,
    /// Schemas that have a shape already.
    known: HashMap<schema::Key, ShapeId>,
    /// Shapes that have still to be made from their schemas.
    wanted: Vec<schema::Wanted>,
    /// References that lead nowhere, each of which is reported once.
    broken: HashSet<(u32, u32)>,
}

impl<'f, 'r> Reading<'f, 'r> {
    fn new(files: &'f mut Files<'r>, tree: Rc<Datum>, partial: Partial, is_swagger: bool) -> Self {
        let (known, wanted, broken) = (HashMap::new(), Vec::new(), HashSet::new());
        Self { files, tree, partial, is_swagger, known, wanted, broken }
    }

    fn paths(&mut self) {
        let tree = Rc::clone(&self.tree);
        for (key, what) in [("webhooks", "webhooks"), ("x-webhooks", "webhooks")] {
            for _ in tree.get(key).iter().flat_map(|hooks| hooks.entries()) {
                self.partial.leave(what);
            }
        }
        let Some(paths) = tree.get("paths") else {
            // A file may hold only what others refer to.
            if tree.get("components").is_none() && tree.get("webhooks").is_none() {
                let span = Span::new(tree.span.file, 0..0);
                self.partial.cannot_read(span, "paths", "the file has none");
            }
            return;
        };
        if !paths.is_object() && !matches!(paths.data, crate::reading::Data::Null) {
            self.partial.cannot_read(paths.span, "paths", "it has to be an object of paths");
        }
        for (path, item) in paths.entries() {
            if path.value.starts_with('/') {
                self.path(path, item);
            } else if !path.value.starts_with("x-") {
                self.partial.cannot_read(path.span, path.value.clone(), "a path begins with `/`");
            }
        }
    }
}

/// The path that all servers share.
fn base(tree: &Datum, is_swagger: bool) -> Option<String> {
    if is_swagger {
        return trimmed(tree.get("basePath")?.text()?);
    }
    let servers = tree.get("servers")?.items();
    let mut paths = servers.iter().map(|server| {
        let mut url = server.get("url")?.text()?.to_owned();
        for (name, variable) in server.get("variables").map(|all| all.entries()).unwrap_or_default() {
            let default = variable.get("default").and_then(|value| value.scalar());
            url = url.replace(&format!("{{{}}}", name.value), default.unwrap_or_default());
        }
        Some(trimmed(path_of(&url)))
    });
    let first = paths.next()??;
    paths.all(|other| other.as_ref() == Some(&first)).then_some(first)?
}

/// What follows the host in an address.
fn path_of(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else {
        let host = url.strip_prefix("//");
        return host.map_or(url, |rest| rest.find('/').map_or("", |at| &rest[at..]));
    };
    rest.find('/').map_or("", |at| &rest[at..])
}

/// A path without what is asked of it and without slashes at its end; none if nothing is left.
fn trimmed(path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default().trim();
    let path = path.trim_start_matches("./").trim_matches('/');
    (!path.is_empty() && path != ".").then(|| format!("/{path}"))
}
