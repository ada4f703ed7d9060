//! The kind of a block: which one it names, and how an extension changes it.

use super::fields::lay_fields;
use super::{missing, overlay, set, words};
use crate::diagnostic::{Finding, Sink, either, listed};
use crate::reading::rules::WRONG_TYPE;
use crate::reading::{Field, Plain, Shape};
use crate::source::Span;
use crate::template::file::{BlockFile, DiagramFile, EntriesFile, FactsFile, ProseFile, WordsFile};
use crate::template::model::{BlockKind, EntryList, Words};

/// A kind that a block names.
enum Named<'f> {
    Prose(&'f ProseFile),
    Facts(&'f FactsFile),
    Entries(&'f EntriesFile),
    Diagram(&'f DiagramFile),
    Words(&'f WordsFile, OfWords),
}

/// Makes a kind that consists of words.
type OfWords = fn(Words) -> BlockKind;

/// Every kind that a block names, under its key in the file.
fn named(file: &BlockFile) -> Vec<(&'static str, Named<'_>)> {
    let words: [(&'static str, &Option<WordsFile>, OfWords); 12] = [
        ("requirements", &file.requirements, BlockKind::Requirements),
        ("technologies", &file.technologies, BlockKind::Technologies),
        ("integrations", &file.integrations, BlockKind::Integrations),
        ("components", &file.components, BlockKind::Components),
        ("tree", &file.tree, BlockKind::Tree),
        ("api", &file.api, BlockKind::Api),
        ("models", &file.models, BlockKind::Models),
        ("tables", &file.tables, BlockKind::Tables),
        ("decisions", &file.decisions, BlockKind::Decisions),
        ("risks", &file.risks, BlockKind::Risks),
        ("tests", &file.tests, BlockKind::Tests),
        ("footprint", &file.footprint, BlockKind::Footprint),
    ];
    let mut named = Vec::new();
    named.extend(file.prose.as_ref().map(|prose| ("prose", Named::Prose(prose))));
    named.extend(file.facts.as_ref().map(|facts| ("facts", Named::Facts(facts))));
    named.extend(file.entries.as_ref().map(|entries| ("entries", Named::Entries(entries))));
    named.extend(file.diagram.as_ref().map(|diagram| ("diagram", Named::Diagram(diagram))));
    for (name, file, make) in words {
        named.extend(file.as_ref().map(|file| (name, Named::Words(file, make))));
    }
    named
}

/// Every key of a block that names a kind.
fn kind_names() -> impl Iterator<Item = &'static str> {
    let is_kind = |field: &&Field| matches!((field.shape)(), Shape::Record(_));
    BlockFile::RECORD.fields.iter().filter(is_kind).map(|field| field.key)
}

/// The kind of a new block: exactly one. Mistakes are reported.
pub(super) fn new_kind(file: &BlockFile, sink: &mut Sink) -> Option<BlockKind> {
    let named = named(file);
    match named.as_slice() {
        [(_, one)] => one.whole(sink),
        [] => {
            let names: Vec<String> = kind_names().map(|name| format!("`{name}`")).collect();
            let help = format!("add {}", either(&names));
            sink.push(missing(file.span, "kind", "a new block needs a kind").help(help));
            None
        }
        several => {
            let names: Vec<String> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = format!("the block `{}` has several kinds: {}", &*file.key, listed(&names));
            sink.push(
                Finding::new(&WRONG_TYPE, file.key.span, message)
                    .help("keep one of them, or make two blocks"),
            );
            None
        }
    }
}

/// Changes the words and fields of an existing block.
pub(super) fn lay_kind(kind: &mut BlockKind, file: &BlockFile, sink: &mut Sink) {
    for (name, change) in named(file) {
        if name == kind.name() {
            change.lay_over(kind, sink);
        } else {
            let message = format!("the block `{}` has the kind `{}`, not `{name}`", &*file.key, kind.name());
            let finding = Finding::new(&WRONG_TYPE, file.key.span, message);
            sink.push(finding.help("drop it, and add a block with another key"));
        }
    }
}

impl Named<'_> {
    /// The kind of a new block.
    fn whole(&self, sink: &mut Sink) -> Option<BlockKind> {
        match self {
            Named::Prose(prose) => {
                let hint = prose.hint.as_ref().map(|hint| hint.value.clone()).unwrap_or_default();
                from(prose.from.as_ref(), prose.span, sink).map(|from| BlockKind::Prose { from, hint })
            }
            Named::Facts(facts) => {
                let mut fields = Vec::new();
                lay_fields(&mut fields, facts, sink);
                from(facts.from.as_ref(), facts.span, sink).map(|from| BlockKind::Facts { from, fields })
            }
            Named::Entries(entries) => {
                let words = words(&entries.labels, &entries.sample);
                from(entries.from.as_ref(), entries.span, sink)
                    .map(|from| BlockKind::Entries(EntryList { from, words }))
            }
            Named::Diagram(diagram) => {
                let Some(of) = &diagram.of else {
                    let finding = missing(diagram.span, "of", "the key `of` is missing");
                    sink.push(finding.help("add `of = \"architecture\"`"));
                    return None;
                };
                Some(BlockKind::Diagram { of: of.value, words: words(&diagram.labels, &diagram.sample) })
            }
            Named::Words(file, make) => Some(make(words(&file.labels, &file.sample))),
        }
    }

    /// Changes a kind of the same name.
    fn lay_over(&self, kind: &mut BlockKind, sink: &mut Sink) {
        match (self, kind) {
            (Named::Prose(file), BlockKind::Prose { from, hint }) => {
                set(from, file.from.as_ref());
                set(hint, file.hint.as_ref());
            }
            (Named::Facts(file), BlockKind::Facts { from, fields }) => {
                set(from, file.from.as_ref());
                lay_fields(fields, file, sink);
            }
            (Named::Entries(file), BlockKind::Entries(entry)) => {
                set(&mut entry.from, file.from.as_ref());
                overlay(&mut entry.words.labels, &file.labels);
                overlay(&mut entry.words.sample, &file.sample);
            }
            (Named::Diagram(file), BlockKind::Diagram { of, words }) => {
                *of = file.of.as_ref().map_or(*of, |of| of.value);
                overlay(&mut words.labels, &file.labels);
                overlay(&mut words.sample, &file.sample);
            }
            (Named::Words(file, _), kind) => {
                if let Some(words) = kind.words_mut() {
                    overlay(&mut words.labels, &file.labels);
                    overlay(&mut words.sample, &file.sample);
                }
            }
            // The caller compared the names.
            _ => {}
        }
    }
}

fn from(from: Option<&Plain>, span: Span, sink: &mut Sink) -> Option<String> {
    if from.is_none() {
        sink.push(missing(span, "from", "the key `from` is missing"));
    }
    from.map(|from| from.value.clone())
}
