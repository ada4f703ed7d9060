//! The hints of a template, and its labels, in a document that nobody filled in there.

use crate::markdown::labels::{labelled, normal};
use crate::template::{BlockKind, Template};

/// The hints of a template, which are not statements, and its labels, which are not statements on
/// their own.
pub(super) struct Hints {
    hints: Vec<String>,
    labels: Vec<String>,
}

impl Hints {
    pub(super) fn of(template: &Template) -> Self {
        let mut hints = vec![template.title_hint.clone(), "Similar structure".to_owned()];
        for (_, block) in template.blocks() {
            match &block.kind {
                BlockKind::Prose { hint, .. } => hints.push(hint.clone()),
                BlockKind::Facts { fields, .. } => {
                    hints.extend(fields.iter().map(|field| field.hint.clone()));
                }
                kind => {
                    hints.extend(kind.words().into_iter().flat_map(|words| words.sample.values().cloned()));
                }
            }
        }
        let mut labels: Vec<&String> = template.labels.labels.values().collect();
        for (_, block) in template.blocks() {
            match &block.kind {
                BlockKind::Facts { fields, .. } => labels.extend(fields.iter().map(|field| &field.label)),
                kind => labels.extend(kind.words().into_iter().flat_map(|words| words.labels.values())),
            }
        }
        Self {
            hints: hints.iter().map(|hint| numberless(hint)).collect(),
            labels: labels.into_iter().map(|label| normal(label)).collect(),
        }
    }

    /// Whether a text is a hint of the template, or the beginning of one, in brackets or in
    /// italics, with or without a number.
    pub(super) fn is_hint(&self, text: &str) -> bool {
        let text = text.trim().trim_end_matches(':').replace("\\[", "[").replace("\\]", "]");
        let text = text.trim_matches('`');
        let framed = [("[", "]"), ("*", "*"), ("_", "_")];
        let inner = framed.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
        let pieces: Vec<&str> = inner.map_or_else(|| text.split("]: [").collect(), |inner| vec![inner]);
        let is_framed = inner.is_some() || pieces.len() > 1;
        // A name and a statement that are both hints are printed as one.
        let known = |piece: &&str| {
            self.knows(piece) || piece.split_once(": ").is_some_and(|(a, b)| self.knows(a) && self.knows(b))
        };
        is_framed && pieces.iter().all(known)
    }

    /// Whether a text contains only hints, or only a label.
    pub(super) fn is_blank(&self, text: &str) -> bool {
        let text = text.replace("\\[", "[").replace("\\]", "]");
        let mut pieces = text.split('[');
        let mut rest = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            match piece.split_once(']').filter(|(inner, _)| self.knows(inner)) {
                Some((_, after)) => rest.push_str(after),
                None => rest.extend(["[", piece]),
            }
        }
        if self.is_hint(&rest) {
            return true;
        }
        let rest = match labelled(&rest) {
            Some(head) if head.bold && self.labels.contains(&normal(&head.label)) => head.rest,
            _ => rest,
        };
        !rest.chars().any(char::is_alphanumeric)
    }

    /// Whether a drawing is the sample of the template.
    pub(super) fn is_sample(&self, text: &str) -> bool {
        let text = numberless(text);
        !text.is_empty() && self.hints.contains(&text)
    }

    fn knows(&self, piece: &str) -> bool {
        let words = numberless(piece);
        let begins = |hint: &String| *hint == words || (words.len() > 8 && hint.starts_with(&words));
        !words.is_empty() && self.hints.iter().any(begins)
    }
}

fn numberless(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    normal(&text)
}
