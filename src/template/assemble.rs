//! From a file as it is written, and the template it extends, to a whole template.

use super::file::{BlockFile, FactsFile, FieldFile, SectionFile, TemplateFile, WordList};
use super::model::{Block, Entry, FactField, Kind, Section, Template, Words};
use crate::diagnostic::{Finding, Sink};
use crate::reading::rules::{DUPLICATE_ID, MISSING_KEY, UNKNOWN_REFERENCE, WRONG_TYPE};
use crate::reading::{Plain, nearest};
use crate::source::Span;

mod position;

use position::{Keyed, insert};

/// Lays `file` over `base`. Words that neither has are taken from `words`, the embedded
/// template. `None` where the version is no version; every mistake is reported.
pub(super) fn assemble(
    file: &TemplateFile,
    base: Option<&Template>,
    words: Option<&Template>,
    sink: &mut Sink,
) -> Option<Template> {
    let version = match semver::Version::parse(&file.version) {
        Ok(version) => version,
        Err(_) if file.version.missing => return None,
        Err(error) => {
            let message = format!("`{}` is not a semantic version: {error}", &*file.version);
            sink.push(Finding::new(&WRONG_TYPE, file.version.span, message).help("write `\"1.0.0\"`"));
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

/// The kind of a new block: exactly one.
fn new_kind(file: &BlockFile, sink: &mut Sink) -> Option<Kind> {
    let mut kinds = named_kinds(file, sink);
    match kinds.len() {
        1 => kinds.pop().and_then(|(_, kind)| kind),
        0 => {
            let help = "add one of `prose`, `facts`, `entries`, `diagram`, `requirements`, `technologies`, \
                        `integrations`, `components`, `tree`, `api`, `models`, `tables`, `decisions`, `tests`, `footprint`";
            sink.push(missing(file.span, "kind", "a new block needs a kind").help(help));
            None
        }
        _ => {
            let names: Vec<String> = kinds.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = format!("the block `{}` has several kinds: {}", &*file.key, names.join(", "));
            sink.push(
                Finding::new(&WRONG_TYPE, file.key.span, message)
                    .help("keep one of them, or make two blocks"),
            );
            None
        }
    }
}

/// The kinds that a block names; `None` where one is not whole, which is reported.
fn named_kinds(file: &BlockFile, sink: &mut Sink) -> Vec<(&'static str, Option<Kind>)> {
    let mut kinds: Vec<(&'static str, Option<Kind>)> = Vec::new();
    let mut from = |from: Option<&Plain>, span: Span| match from {
        Some(from) => Some(from.value.clone()),
        None => {
            sink.push(missing(span, "from", "the key `from` is missing"));
            None
        }
    };
    if let Some(prose) = &file.prose {
        let hint = prose.hint.as_ref().map(|hint| hint.value.clone()).unwrap_or_default();
        kinds.push(("prose", from(prose.from.as_ref(), prose.span).map(|from| Kind::Prose { from, hint })));
    }
    if let Some(facts) = &file.facts {
        let table = from(facts.from.as_ref(), facts.span);
        kinds.push(("facts", table.map(|from| Kind::Facts { from, fields: Vec::new() })));
    }
    if let Some(entries) = &file.entries {
        let words = words(&entries.labels, &entries.sample);
        let table = from(entries.from.as_ref(), entries.span);
        kinds.push(("entries", table.map(|from| Kind::Entries(Entry { from, words }))));
    }
    if let Some(diagram) = &file.diagram {
        let words = words(&diagram.labels, &diagram.sample);
        let of = diagram.of.as_ref().map(|of| of.value);
        if of.is_none() {
            sink.push(
                missing(diagram.span, "of", "the key `of` is missing").help("add `of = \"architecture\"`"),
            );
        }
        kinds.push(("diagram", of.map(|of| Kind::Diagram { of, words })));
    }
    let plain: [(&'static str, &Option<super::file::WordsFile>, fn(Words) -> Kind); 11] = [
        ("requirements", &file.requirements, Kind::Requirements),
        ("technologies", &file.technologies, Kind::Technologies),
        ("integrations", &file.integrations, Kind::Integrations),
        ("components", &file.components, Kind::Components),
        ("tree", &file.tree, Kind::Tree),
        ("api", &file.api, Kind::Api),
        ("models", &file.models, Kind::Models),
        ("tables", &file.tables, Kind::Tables),
        ("decisions", &file.decisions, Kind::Decisions),
        ("tests", &file.tests, Kind::Tests),
        ("footprint", &file.footprint, Kind::Footprint),
    ];
    for (name, file, make) in plain {
        if let Some(file) = file {
            kinds.push((name, Some(make(words(&file.labels, &file.sample)))));
        }
    }
    for (_, kind) in &mut kinds {
        if let (Some(Kind::Facts { fields, .. }), Some(facts)) = (kind, &file.facts) {
            lay_fields(fields, facts, sink);
        }
    }
    kinds
}

/// Changes the words and fields of a block that is there.
fn lay_kind(kind: &mut Kind, file: &BlockFile, sink: &mut Sink) {
    let named = file.kind_names();
    if let Some(other) = named.iter().find(|name| **name != kind.name()) {
        let message = format!("the block `{}` is of the kind `{}`, not `{other}`", &*file.key, kind.name());
        sink.push(
            Finding::new(&WRONG_TYPE, file.key.span, message).help("drop it and add a block of another key"),
        );
        return;
    }
    match kind {
        Kind::Prose { from, hint } => {
            set(from, file.prose.as_ref().and_then(|prose| prose.from.as_ref()));
            set(hint, file.prose.as_ref().and_then(|prose| prose.hint.as_ref()));
        }
        Kind::Facts { from, fields } => {
            if let Some(facts) = &file.facts {
                set(from, facts.from.as_ref());
                lay_fields(fields, facts, sink);
            }
        }
        Kind::Entries(entry) => {
            if let Some(entries) = &file.entries {
                set(&mut entry.from, entries.from.as_ref());
                overlay(&mut entry.words.labels, &entries.labels);
                overlay(&mut entry.words.sample, &entries.sample);
            }
        }
        Kind::Diagram { of, words } => {
            if let Some(diagram) = &file.diagram {
                *of = diagram.of.as_ref().map_or(*of, |of| of.value);
                overlay(&mut words.labels, &diagram.labels);
                overlay(&mut words.sample, &diagram.sample);
            }
        }
        Kind::Requirements(words)
        | Kind::Technologies(words)
        | Kind::Integrations(words)
        | Kind::Components(words)
        | Kind::Tree(words)
        | Kind::Api(words)
        | Kind::Models(words)
        | Kind::Tables(words)
        | Kind::Decisions(words)
        | Kind::Tests(words)
        | Kind::Footprint(words) => {
            if let Some(own) = file.words() {
                overlay(&mut words.labels, &own.labels);
                overlay(&mut words.sample, &own.sample);
            }
        }
    }
}

fn lay_fields(fields: &mut Vec<FactField>, file: &FactsFile, sink: &mut Sink) {
    no_twins(file.fields.iter().map(|field| &field.key), "fields of this block", sink);
    for field in &file.fields {
        lay_field(fields, field, sink);
    }
}

fn lay_field(fields: &mut Vec<FactField>, file: &FieldFile, sink: &mut Sink) {
    let known = fields.iter().position(|field| field.key == *file.key);
    if file.drop {
        match known {
            Some(index) => _ = fields.remove(index),
            None => sink.push(nothing_to_drop(&file.key, fields.iter().map(|field| field.key.as_str()))),
        }
        return;
    }
    let mut field = match known {
        Some(index) => fields[index].clone(),
        None => FactField {
            key: file.key.value.clone(),
            label: file.key.value.clone(),
            hint: String::new(),
            quantity: None,
            default: None,
            required: true,
            expects: Vec::new(),
            span: file.span,
        },
    };
    if known.is_none() && file.label.is_none() {
        sink.push(missing(file.span, "label", "a new field needs a label"));
    }
    set(&mut field.label, file.label.as_ref());
    set(&mut field.hint, file.hint.as_ref());
    field.quantity = file.quantity.as_ref().map(|quantity| quantity.value).or(field.quantity);
    field.default = file.default.as_ref().map(|default| default.value.clone()).or(field.default);
    field.required = file.required.unwrap_or(field.required);
    if let Some(expects) = &file.expects {
        field.expects = expects.iter().map(|word| word.value.clone()).collect();
    }
    match known {
        Some(index) => fields[index] = field,
        None => insert(fields, field, file.after.as_ref(), sink),
    }
}

/// Gives a block the words that it lacks, from the embedded template's block of the same kind.
fn complete(block: &mut Block, from: &Template) {
    let name = block.kind.name();
    let same = from.blocks().map(|(_, block)| &block.kind).find(|kind| kind.name() == name);
    let Some(known) = same.and_then(Kind::words) else { return };
    if let Some(words) = block.kind.words_mut() {
        for (key, label) in &known.labels {
            words.labels.entry(key.clone()).or_insert_with(|| label.clone());
        }
        for (key, hint) in &known.sample {
            words.sample.entry(key.clone()).or_insert_with(|| hint.clone());
        }
    }
}

impl BlockFile {
    /// The words of a kind that has nothing else.
    fn words(&self) -> Option<&super::file::WordsFile> {
        self.requirements
            .as_ref()
            .or(self.technologies.as_ref())
            .or(self.integrations.as_ref())
            .or(self.components.as_ref())
            .or(self.tree.as_ref())
            .or(self.api.as_ref())
            .or(self.models.as_ref())
            .or(self.tables.as_ref())
            .or(self.decisions.as_ref())
            .or(self.tests.as_ref())
            .or(self.footprint.as_ref())
    }

    fn kind_names(&self) -> Vec<&'static str> {
        let there = [
            ("prose", self.prose.is_some()),
            ("facts", self.facts.is_some()),
            ("entries", self.entries.is_some()),
            ("diagram", self.diagram.is_some()),
            ("requirements", self.requirements.is_some()),
            ("technologies", self.technologies.is_some()),
            ("integrations", self.integrations.is_some()),
            ("components", self.components.is_some()),
            ("tree", self.tree.is_some()),
            ("api", self.api.is_some()),
            ("models", self.models.is_some()),
            ("tables", self.tables.is_some()),
            ("decisions", self.decisions.is_some()),
            ("tests", self.tests.is_some()),
            ("footprint", self.footprint.is_some()),
        ];
        there.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect()
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

impl Keyed for FactField {
    const WHAT: &'static str = "field";
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
    for key in keys.filter(|key| !key.missing) {
        if let Some(first) = seen.iter().find(|known| known.value == key.value) {
            let finding =
                Finding::new(&DUPLICATE_ID, key.span, format!("two {what} have the key `{}`", &**key))
                    .related(first.span, "the first one is here")
                    .help("join them, or choose another key");
            sink.push(finding);
        } else {
            seen.push(key);
        }
    }
}

fn missing(span: Span, key: &str, message: &str) -> Finding {
    Finding::new(&MISSING_KEY, span, message).label(format!("needs `{key}`"))
}

fn nothing_to_drop<'a>(key: &Plain, known: impl Iterator<Item = &'a str>) -> Finding {
    let known: Vec<&str> = known.collect();
    let finding = Finding::new(&UNKNOWN_REFERENCE, key.span, format!("there is no `{}` to drop", &**key));
    match nearest(key, known.iter().copied()) {
        Some(near) => {
            finding.help(format!("a similar key exists: `{near}`")).fix(key.span, format!("\"{near}\""))
        }
        None => finding.help(format!("there are: {}", known.join(", "))),
    }
}
