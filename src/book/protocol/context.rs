//! The context of a run, as mdBook sends it.

use std::path::PathBuf;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::ProtocolError;
use super::walk::whole_surrogates;

/// The first half of the input. Keys that are not needed are ignored.
#[derive(Debug, Deserialize)]
pub struct RunContext<'a> {
    /// The book's folder, which contains `book.toml`. mdBook 0.4 runs preprocessors in the caller's
    /// working directory, so all paths are resolved from here.
    pub root: PathBuf,
    /// The renderer of this run: `html`, `markdown`, `epub`, `test` for `mdbook test`, …
    pub renderer: String,
    /// The version of the calling mdBook, if it sends one as text. A later mdBook may send it in another form,
    /// which is not a reason to stop.
    #[serde(default, deserialize_with = "text")]
    pub mdbook_version: Option<String>,
    #[serde(borrow)]
    config: &'a RawValue,
}

impl<'a> RunContext<'a> {
    /// Reads the context.
    ///
    /// # Errors
    /// When the root, the renderer or the configuration is missing.
    pub fn parse(json: &'a [u8]) -> Result<Self, ProtocolError> {
        serde_json::from_slice(json).map_err(ProtocolError::Context)
    }

    /// The whole `book.toml` as mdBook read it, including overrides from the environment, with the
    /// keys in their order.
    ///
    /// # Errors
    /// When the configuration is nested too deeply.
    pub fn config(&self) -> Result<Value, ProtocolError> {
        let json = self.config.get();
        serde_json::from_str(json)
            .or_else(|_| serde_json::from_str(&whole_surrogates(json)))
            .map_err(ProtocolError::Context)
    }
}

/// A text; `None` if it is anything else.
fn text<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(value)? {
        Value::String(text) => Some(text),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_is_kept_whole() {
        let json = br#"{"root":"/b","config":{"z":1,"a":{"x":null}},"renderer":"html","mdbook_version":"0.5.4","new":[]}"#;
        let context = RunContext::parse(json).expect("a context");
        assert_eq!(context.root, PathBuf::from("/b"));
        assert_eq!((context.renderer.as_str(), context.mdbook_version.as_deref()), ("html", Some("0.5.4")));
        assert_eq!(context.config().expect("a context").to_string(), r#"{"z":1,"a":{"x":null}}"#);
    }

    #[test]
    fn a_version_that_is_no_text_is_unknown() {
        for version in ["null", "5", "[0, 6]", "{\"major\":1}"] {
            let json =
                format!(r#"{{"root":"/b","config":{{}},"renderer":"html","mdbook_version":{version}}}"#);
            let context = RunContext::parse(json.as_bytes()).expect("a context");
            assert_eq!(context.mdbook_version, None, "{version}");
        }
    }

    #[test]
    fn a_missing_key_is_named() {
        let error =
            RunContext::parse(br#"{"renderer":"html","config":{}}"#).expect_err("no context").to_string();
        assert!(error.contains("missing field `root`"), "{error}");
    }
}
