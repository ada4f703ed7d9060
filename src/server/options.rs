//! What the client can do, and what the person who set it up wants.

use serde_json::Value;

use super::positions::Encoding;

/// What the server was told when it was started.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a client")]
pub(super) struct Options {
    /// How positions are counted.
    pub(super) encoding: Encoding,
    /// Whether the client asks for diagnostics, so that they are not pushed.
    pub(super) pulls: bool,
    /// Whether the client asks again when it is told that diagnostics changed.
    pub(super) refreshes: bool,
    /// Whether the client tells which files changed on the disk, if it is asked to.
    pub(super) watches: bool,
    /// Whether the client opens an address.
    pub(super) shows_documents: bool,
    /// Whether the client takes snippets in edits.
    pub(super) snippets: bool,
    /// Whether the client takes snippets in what it completes.
    pub(super) completes_snippets: bool,
    /// Whether an edit may name the version of the document that it is for.
    pub(super) versioned_edits: bool,
    /// Whether findings are left out that a TOML server with the schema gives, too.
    pub(super) without_shape: bool,
    /// Where `mdbook serve` shows the book.
    pub(super) serve: String,
}

/// Where `mdbook serve` shows a book unless it is told otherwise.
const SERVED: &str = "http://localhost:3000/";

impl Options {
    /// Reads the parameters of `initialize`. What is missing, or is not of the kind that it should be, is taken as
    /// not there: clients differ.
    pub(super) fn of(parameters: &Value) -> Self {
        let at = |path: &str| parameters.pointer(path);
        let can = |path: &str| at(&format!("/capabilities/{path}")).and_then(Value::as_bool).unwrap_or(false);
        let has = |path: &str| at(&format!("/capabilities/{path}")).is_some_and(Value::is_object);
        let encodings = at("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let has_utf8 = encodings.is_some_and(|all| all.iter().any(|encoding| encoding == "utf-8"));
        let own = |key: &str| at("/initializationOptions")?.get(key)?.as_str();
        Self {
            encoding: if has_utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            pulls: has("textDocument/diagnostic"),
            refreshes: can("workspace/diagnostics/refreshSupport"),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            shows_documents: can("window/showDocument/support"),
            snippets: can("workspace/workspaceEdit/snippetEditSupport"),
            completes_snippets: can("textDocument/completion/completionItem/snippetSupport"),
            versioned_edits: can("workspace/workspaceEdit/documentChanges"),
            without_shape: own("shape") == Some("off"),
            serve: address(own("serve").unwrap_or(SERVED)),
        }
    }
}

/// The address of a site, to which the path of a page is added.
fn address(site: &str) -> String {
    format!("{}/", site.trim_end_matches('/'))
}
