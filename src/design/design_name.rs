//! `design = "NAME@REQ"`: the design that an integration is described by, and `alias:ID`, which cites
//! something in it.

use super::value::{Value, Valued};
use super::walk::no_leaves;
use crate::reading::{Node, Plain, Read, Reader, Requirement, Shape};
use crate::source::Span;

/// The name of a design of the book, and which of its versions will do.
#[derive(Clone, Debug)]
pub struct DesignName {
    /// The design's id.
    pub id: String,
    /// Which versions will do; `None` for the one that holds.
    pub requirement: Option<Asked>,
    /// As it is written.
    pub text: String,
    /// Where it is written.
    pub span: Span,
    /// What comes from that design where the integration does not say it, once the designs of the book are
    /// known.
    pub theirs: Theirs,
}

/// What follows the `@`.
#[derive(Clone, Debug)]
pub enum Asked {
    /// The versions that will do.
    Versions(Requirement),
    /// It is not a version requirement.
    Malformed(String),
}

/// What an integration takes from the other design.
#[derive(Clone, Debug, Default)]
pub struct Theirs {
    /// The title of the design.
    pub name: Option<Plain>,
    /// The first sentence of its summary, in plain words.
    pub description: Option<String>,
    /// What the contracts that are relied on speak.
    pub protocol: Option<Plain>,
}

/// A citation of something in another design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign<'a> {
    /// The id of the integration that names the design.
    pub alias: &'a str,
    /// The id of what is cited there; of a column `table.column`.
    pub id: &'a str,
}

impl<'a> Foreign<'a> {
    /// Reads `alias:ID`; `None` if the text is not such a citation.
    pub fn read(text: &'a str) -> Option<Self> {
        let (alias, id) = text.split_once(':')?;
        super::is_id(alias).then(|| Self { alias, id: id.trim() })
    }
}

impl DesignName {
    /// Whether a file may name a design, without reading it: it has the key `design` with a value that is no
    /// table, or a key that is written with escapes.
    pub fn may_be_in(text: &str) -> bool {
        let key = "design";
        let is_given = |(at, _): (usize, &str)| {
            let after = text.get(at + key.len()..).unwrap_or_default();
            let after = after.strip_prefix(['"', '\'']).unwrap_or(after).trim_start();
            after.strip_prefix(['=', ':']).is_some_and(|value| !value.trim_start().starts_with('{'))
        };
        text.contains("\\u") || text.contains("\\U") || text.match_indices(key).any(is_given)
    }

    /// The versions that will do; `None` for the one that holds, and where they cannot be read.
    pub fn versions(&self) -> Option<&Requirement> {
        match &self.requirement {
            Some(Asked::Versions(requirement)) => Some(requirement),
            Some(Asked::Malformed(_)) | None => None,
        }
    }
}

impl Read for DesignName {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.string(node)?.trim().to_owned();
        let (id, asked) = text.split_once('@').map_or((text.as_str(), None), |(id, asked)| (id, Some(asked)));
        let asked = asked.map(|asked| match asked.parse() {
            Ok(requirement) => Asked::Versions(requirement),
            Err(_) => Asked::Malformed(asked.to_owned()),
        });
        let id = id.trim().to_owned();
        Some(Self { id, requirement: asked, span: node.span, theirs: Theirs::default(), text })
    }

    fn shape() -> Shape {
        Shape::String
    }
}

impl Valued for DesignName {
    fn as_value(&self) -> Value<'_> {
        Value::Plain(self.text.clone(), self.span)
    }
}

no_leaves!(DesignName);

#[cfg(test)]
mod tests {
    use super::DesignName;

    #[test]
    fn a_file_may_name_a_design_if_it_has_the_key_with_a_value() {
        for text in [
            "[integrations.idp]\ndesign = \"identity\"",
            "integrations.idp.design =\"identity@2\"",
            "[integrations]\nidp = { name = \"A\", \"design\" = 'identity' }",
            "[integrations.idp]\n\"d\\u0065sign\" = \"identity\"",
            "{ \"integrations\": { \"idp\": { \"design\" : \"identity\" } } }",
        ] {
            assert!(DesignName::may_be_in(text), "{text}");
        }
        for text in [
            "[design]\ntitle = \"The design\"\nsummary = \"Of a design.\"",
            "design.title = \"A\"",
            "{ \"design\": { \"title\": \"A\" } }",
            "design = { title = \"A\" }",
        ] {
            assert!(!DesignName::may_be_in(text), "{text}");
        }
    }
}
