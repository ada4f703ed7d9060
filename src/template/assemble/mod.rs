//! From a file as it is written, and the template it extends, to a complete template.

use super::file::{BlockFile, SectionFile, TemplateFile, WordList};
use super::model::{Block, BlockKind, Section, Template, Words};
use crate::diagnostic::{Finding, Sink, listed};
use crate::reading::rules::{DUPLICATE_ID, MISSING_KEY, UNKNOWN_REFERENCE, WRONG_TYPE};
use crate::reading::{Plain, nearest, version};
use crate::source::Span;

mod fields;
mod kinds;
mod position;

use kinds::{lay_kind, new_kind};
use position::{Keyed, insert};

/// Lays `file` over `base`. Words that neither has are taken from `words`, the embedded template.
/// `None` if the version is not a version; every mistake is reported.
pub(super) fn assemble(
    file: &TemplateFile,
    base: Option<&Template>,
    words: Option<&Template>,
    sink: &mut Sink,
) -> Option<Template> {
    let version = match version(&file.version) {
        Ok(version) => version,
        Err(_) if file.version.is_stand_in => return None,
        Err(bad) => {
            sink.push(bad.finding(&WRONG_TYPE, file.version.span));
            return None;
        }
    };
    let text = |own: &Option<Plain>, inherited: fn(&Template) -> &String, fallback: &str| {
        let inherited = base.map(|base| inherited(base).clone());
        own.as_ref().map(|own| own.value.clone()).or(inherited).unwrap_or_else(|| fallback.to_owned())
    };
    let mut template = Template {
        name: file.name.value.clone(),
        version,
        description: file.description.as_ref().map(|description| description.value.clone()),
        title: text(&file.title, |base| &base.title, "{title}"),
        title_hint: text(&file.title_hint, |base| &base.title_hint, "Title"),
        labels: base.or(words).map(|from| from.labels.clone()).unwrap_or_default(),
        sections: base.map(|base| base.sections.clone()).unwrap_or_default(),
        file: file.span.file,
    };
    overlay(&mut template.labels.labels, &file.labels);
    no_twins(file.sections.iter().map(|section| &section.key), "sections", sink);
    for section in &file.sections {
        lay_section(&mut template.sections, section, sink);
    }
    if let Some(words) = words {
        template
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.blocks)
            .for_each(|block| complete(block, words));
    }
    Some(template)
}

fn lay_section(sections: &mut Vec<Section>, file: &SectionFile, sink: &mut Sink) {
    let key = file.key.value.as_str();
    no_twins(file.blocks.iter().map(|block| &block.key), "blocks of this section", sink);
    if let Some(index) = sections.iter().position(|section| section.key == key) {
        if file.drop {
            sections.remove(index);
            return;
        }
        let section = &mut sections[index];
        set(&mut section.heading, file.heading.as_ref());
        section.numbered = file.numbered.unwrap_or(section.numbered);
        for block in &file.blocks {
            lay_block(&mut section.blocks, block, sink);
        }
        return;
    }
    if file.drop {
        sink.push(nothing_to_drop(&file.key, sections.iter().map(|section| section.key.as_str())));
        return;
    }
    let Some(heading) = &file.heading else {
        sink.push(missing(file.span, "heading", "a new section needs a heading"));
        return;
    };
    let mut section = Section {
        key: key.to_owned(),
        heading: heading.value.clone(),
        numbered: file.numbered.unwrap_or(true),
        blocks: Vec::new(),
    };
    for block in &file.blocks {
        lay_block(&mut section.blocks, block, sink);
    }
    insert(sections, section, file.after.as_ref(), sink);
}

fn lay_block(blocks: &mut Vec<Block>, file: &BlockFile, sink: &mut Sink) {
    if let Some(index) = blocks.iter().position(|block| block.key == *file.key) {
        if file.drop {
            blocks.remove(index);
            return;
        }
        let block = &mut blocks[index];
        if let Some(heading) = &file.heading {
            block.heading = Some(heading.value.clone());
        }
        block.required = file.required.unwrap_or(block.required);
        lay_kind(&mut block.kind, file, sink);
        return;
    }
    if file.drop {
        sink.push(nothing_to_drop(&file.key, blocks.iter().map(|block| block.key.as_str())));
        return;
    }
    let Some(kind) = new_kind(file, sink) else { return };
    let block = Block {
        key: file.key.value.clone(),
        heading: file.heading.as_ref().map(|heading| heading.value.clone()),
        required: file.required.unwrap_or(true),
        kind,
        span: file.span,
    };
    insert(blocks, block, file.after.as_ref(), sink);
}

/// Gives a block the words that it lacks, from the embedded template's block of the same kind.
fn complete(block: &mut Block, from: &Template) {
    let name = block.kind.name();
    let same = from.blocks().map(|(_, block)| &block.kind).find(|kind| kind.name() == name);
    let Some(known) = same.and_then(BlockKind::words) else { return };
    if let Some(words) = block.kind.words_mut() {
        for (key, label) in &known.labels {
            words.labels.entry(key.clone()).or_insert_with(|| label.clone());
        }
        for (key, hint) in &known.sample {
            words.sample.entry(key.clone()).or_insert_with(|| hint.clone());
        }
    }
}

impl Keyed for Section {
    const WHAT: &'static str = "section";
    fn key(&self) -> &str {
        &self.key
    }
    /// The footer stays last.
    fn stays_last(&self) -> bool {
        !self.numbered
    }
}

impl Keyed for Block {
    const WHAT: &'static str = "block";
    fn key(&self) -> &str {
        &self.key
    }
}

fn set(place: &mut String, own: Option<&Plain>) {
    if let Some(own) = own {
        place.clone_from(&own.value);
    }
}

fn words(labels: &WordList, sample: &WordList) -> Words {
    let mut words = Words::default();
    overlay(&mut words.labels, labels);
    overlay(&mut words.sample, sample);
    words
}

fn overlay(words: &mut indexmap::IndexMap<String, String>, own: &WordList) {
    for (key, word) in &own.0 {
        words.insert(key.clone(), word.value.clone());
    }
}

fn no_twins<'a>(keys: impl Iterator<Item = &'a Plain>, what: &str, sink: &mut Sink) {
    let mut seen: Vec<&Plain> = Vec::new();
    for key in keys.filter(|key| !key.is_stand_in) {
        if let Some(first) = seen.iter().find(|known| known.value == key.value) {
            let finding =
                Finding::new(&DUPLICATE_ID, key.span, format!("two {what} have the key `{}`", &**key))
                    .related(first.span, "first declared here")
                    .help("merge them, or choose another key");
            sink.push(finding);
        } else {
            seen.push(key);
        }
    }
}

fn missing(span: Span, key: &str, message: &str) -> Finding {
    Finding::new(&MISSING_KEY, span, message).label(format!("needs `{key}`"))
}

/// The keys that there are, for helps.
fn known_keys(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    if quoted.is_empty() {
        "there are none yet".to_owned()
    } else {
        format!("known keys: {}", listed(&quoted))
    }
}

fn nothing_to_drop<'a>(key: &Plain, known: impl Iterator<Item = &'a str>) -> Finding {
    let known: Vec<&str> = known.collect();
    let finding = Finding::new(&UNKNOWN_REFERENCE, key.span, format!("there is no `{}` to drop", &**key));
    match nearest(key, known.iter().copied()) {
        Some(near) => {
            finding.help(format!("did you mean `{near}`?")).suggest(key.span, format!("\"{near}\""))
        }
        None => finding.help(known_keys(&known)),
    }
}
