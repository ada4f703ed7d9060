//! Which kind of diagram a text is: Mermaid decides by its first word, after front matter,
//! directives and comments.

use std::ops::Range;

use super::fault::Fault;

/// The header of a diagram, which names its kind.
#[derive(Debug)]
pub(super) enum Header {
    /// A kind that Mermaid knows.
    Known(Family),
    /// Text that Mermaid would not draw.
    Fault(Fault),
}

/// A kind of diagram, by the word that opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Family {
    word: &'static str,
    /// Whether its lexer knows only ASCII blanks, so that a non-breaking space outside a string is
    /// an unexpected character. Others take it for a blank.
    pub(super) ascii_blanks: bool,
}

impl Family {
    pub(super) fn is_c4(self) -> bool {
        self.word.starts_with("C4")
    }
}

/// Finds the header of `text`.
pub(super) fn find(text: &str) -> Header {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return fault(text, 0..text.len(), "the diagram is empty", None);
    }
    let whole = span_of(text, trimmed);
    if is_placeholder(trimmed) {
        return fault(
            text,
            whole,
            "the diagram is still a placeholder",
            Some("write the diagram here, or leave the key out to have it drawn from the model"),
        );
    }
    if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
        let line = trimmed.lines().next().unwrap_or_default();
        return fault(
            text,
            span_of(text, line),
            "the diagram is inside a code fence",
            Some("leave the fence out: it is written with the document"),
        );
    }
    let body = body(text);
    let line = body.lines().next().unwrap_or_default();
    if line.is_empty() {
        return fault(text, whole, "the diagram has no content", None);
    }
    if let Some(family) = family_of(body) {
        return Header::Known(family);
    }
    let word = line
        .split(|c: char| c.is_whitespace() || c == ':' || c == ';')
        .next()
        .filter(|word| !word.is_empty())
        .unwrap_or(line);
    let help = meant(word).map_or_else(
        || "it begins with the kind of diagram: flowchart, sequenceDiagram, erDiagram, classDiagram, stateDiagram-v2, C4Context, …".to_owned(),
        |known| format!("write `{known}`"),
    );
    let message = format!("`{word}` is not a kind of Mermaid diagram");
    fault(text, span_of(text, word), &message, Some(&help))
}

/// The words by which Mermaid 12 recognises a diagram, longer ones first if one is the prefix of another.
/// `zenuml` is a plug-in's.
const FAMILIES: &[Family] = &[
    tolerant("flowchart-elk"),
    tolerant("flowchart"),
    tolerant("graph"),
    tolerant("swimlane-beta"),
    tolerant("sequenceDiagram"),
    tolerant("classDiagram"),
    tolerant("stateDiagram"),
    tolerant("erDiagram"),
    strict("C4Context"),
    strict("C4Container"),
    strict("C4Component"),
    strict("C4Dynamic"),
    strict("C4Deployment"),
    tolerant("gantt"),
    tolerant("journey"),
    tolerant("mindmap"),
    tolerant("timeline"),
    tolerant("quadrantChart"),
    tolerant("requirement"),
    tolerant("xychart"),
    tolerant("sankey"),
    tolerant("block"),
    tolerant("kanban"),
    tolerant("usecase-beta"),
    tolerant("ishikawa"),
    tolerant("zenuml"),
    strict("pie"),
    strict("gitGraph"),
    strict("packet"),
    strict("architecture"),
    strict("radar-beta"),
    strict("treemap"),
    strict("info"),
    tolerant("treeView-beta"),
    tolerant("eventmodeling"),
    tolerant("venn-beta"),
    tolerant("wardley-beta"),
    tolerant("cynefin-beta"),
    tolerant("railroad-"),
    tolerant("agentflow-beta"),
];

const fn tolerant(word: &'static str) -> Family {
    Family { word, ascii_blanks: false }
}

const fn strict(word: &'static str) -> Family {
    Family { word, ascii_blanks: true }
}

fn family_of(body: &str) -> Option<Family> {
    FAMILIES.iter().copied().find(|family| body.starts_with(family.word))
}

/// The known word that `word` is another case or the beginning of: `erdiagram`, `sequence`.
fn meant(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    if word.len() < 2 {
        return None;
    }
    let known = FAMILIES.iter().map(|family| family.word);
    known
        .clone()
        .find(|known| known.to_lowercase() == word)
        .or_else(|| known.clone().find(|known| known.to_lowercase().starts_with(&word)))
        .or_else(|| known.clone().find(|known| word.starts_with(&known.to_lowercase())))
}

/// A blank form's hint, such as `[Insert the architecture diagram]`.
fn is_placeholder(trimmed: &str) -> bool {
    trimmed
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .is_some_and(|inner| !inner.contains(['[', ']']))
}

/// The text after front matter, directives, comments and blank lines: the header and the rest.
pub(super) fn body(text: &str) -> &str {
    let mut rest = skip_front_matter(text.trim_start_matches('\u{feff}'));
    loop {
        rest = rest.trim_start();
        rest = if rest.starts_with("%%{") {
            let Some(end) = rest.find("}%%") else {
                return rest;
            };
            rest.get(end + 3..).unwrap_or_default()
        } else if rest.starts_with("%%") {
            rest.split_once('\n').map_or("", |(_, after)| after)
        } else {
            return rest;
        };
    }
}

fn skip_front_matter(text: &str) -> &str {
    let body = text.trim_start();
    let Some(inside) = body
        .strip_prefix("---")
        .filter(|inside| inside.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
    else {
        return text;
    };
    inside
        .match_indices("\n---")
        .find_map(|(at, fence)| {
            let after = inside.get(at + fence.len()..)?;
            let (line, rest) = after.split_once('\n').unwrap_or((after, ""));
            line.trim().is_empty().then_some(rest)
        })
        .unwrap_or(text)
}

/// The range of `part`, a slice of `text`, in it.
fn span_of(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

fn fault(text: &str, range: Range<usize>, message: &str, help: Option<&str>) -> Header {
    let fault = Fault::new(text, range, message);
    Header::Fault(match help {
        Some(help) => fault.with_help(help),
        None => fault,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, message: &str, help: Option<&str>) -> Fault {
        match find(text) {
            Header::Fault(fault) => {
                assert_eq!(fault.message, message);
                if let Some(help) = help {
                    assert_eq!(fault.help.as_deref(), Some(help));
                }
                fault
            }
            Header::Known(family) => panic!("{text:?} passed as {family:?}"),
        }
    }

    #[track_caller]
    fn known(text: &str, word: &str) {
        match find(text) {
            Header::Known(family) => assert_eq!(family.word, word),
            Header::Fault(fault) => panic!("{text:?}: {}", fault.message),
        }
    }

    #[test]
    fn headers_are_found_after_everything_that_may_precede_them() {
        known("flowchart TB\n", "flowchart");
        known("\n  %% a comment\n%%{init: {\n \"theme\": \"dark\"}}%%\nsequenceDiagram\n", "sequenceDiagram");
        known("---\ntitle: graph of things\n---\nerDiagram\n", "erDiagram");
        known("---\r\ntitle: x\r\n---\r\npie\r\n", "pie");
        known("C4Context\n", "C4Context");
    }

    #[test]
    fn text_that_is_not_a_diagram_is_named() {
        refused("  \n", "the diagram is empty", None);
        refused("%% only a comment", "the diagram has no content", None);
        refused("[Insert architecture diagram - C4 Context]", "the diagram is still a placeholder", None);
        refused("```mermaid\nflowchart TB\n```", "the diagram is inside a code fence", None);
        let fault = refused(
            "\n%% x\nerdiagram\n  A",
            "`erdiagram` is not a kind of Mermaid diagram",
            Some("write `erDiagram`"),
        );
        assert_eq!((fault.range, fault.line), (6..15, 3));
        refused("sequence\n", "`sequence` is not a kind of Mermaid diagram", Some("write `sequenceDiagram`"));
        refused("Dear reader", "`Dear` is not a kind of Mermaid diagram", None);
    }
}
