//! A template file as it is written: everything that an extension may leave out is optional.

use toml::de::DeValue;

use super::model::{Better, Dimension, DrawingKind};
use crate::reading::{Node, Plain, Read, Reader, Shape, StandIn, record};
use crate::source::{Span, Spanned};

record! {
    /// A template, or an extension of one.
    pub(super) struct TemplateFile {
        /// The name that designs ask for.
        "name" name: required Plain,
        /// The template's semantic version.
        "version" version: required Plain,
        /// What it is for, in a line.
        "description" description: optional Plain,
        /// The template that this one changes: `NAME@REQ`.
        "extends" extends: optional Plain,
        /// The document's first line, with `{title}`, `{version}` and `{status}`.
        "title" title: optional Plain,
        /// The placeholder for the title in the blank document.
        "title-hint" title_hint: optional Plain,
        /// The words of the document as a whole.
        "labels" labels: default WordList,
        /// The sections, in order.
        "section" sections: default Vec<SectionFile>,
    }
}

record! {
    /// A section, or what changes in one.
    pub(super) struct SectionFile {
        /// The section's key, for directives, anchors and notes.
        "key" key: required Plain,
        /// The section's heading, without a number.
        "heading" heading: optional Plain,
        /// Whether the section is numbered by its position.
        "numbered" numbered: optional bool,
        /// The section that a new one follows.
        "after" after: optional Plain,
        /// Leaves the section out.
        "drop" drop: default bool,
        /// The section's blocks.
        "block" blocks: default Vec<BlockFile>,
    }
}

record! {
    /// A block, or what changes in one.
    pub(super) struct BlockFile {
        /// The block's key, unique in its section.
        "key" key: required Plain,
        /// The block's heading.
        "heading" heading: optional Plain,
        /// Whether a design without it is incomplete.
        "required" required: optional bool,
        /// The block that a new one follows.
        "after" after: optional Plain,
        /// Leaves the block out.
        "drop" drop: default bool,
        /// One text.
        "prose" prose: optional ProseFile,
        /// Labelled statements that the template names.
        "facts" facts: optional FactsFile,
        /// Labelled statements that the author names.
        "entries" entries: optional EntriesFile,
        /// A diagram.
        "diagram" diagram: optional DiagramFile,
        /// Requirements by category.
        "requirements" requirements: optional WordsFile,
        /// Technologies and their purposes.
        "technologies" technologies: optional WordsFile,
        /// External systems.
        "integrations" integrations: optional WordsFile,
        /// Components, their directories and files.
        "components" components: optional WordsFile,
        /// The file tree.
        "tree" tree: optional WordsFile,
        /// API contracts.
        "api" api: optional WordsFile,
        /// Data models.
        "models" models: optional WordsFile,
        /// Tables with their columns and indexes.
        "tables" tables: optional WordsFile,
        /// Decisions.
        "decisions" decisions: optional WordsFile,
        /// Risks, and what is done about them.
        "risks" risks: optional WordsFile,
        /// Tests, and what they verify.
        "tests" tests: optional WordsFile,
        /// The footer.
        "footprint" footprint: optional WordsFile,
    }
}

record! {
    /// One text.
    pub(super) struct ProseFile {
        /// The text's path in the design.
        "from" from: optional Plain,
        /// A hint at what to write.
        "hint" hint: optional Plain,
    }
}

record! {
    /// Labelled statements that the template names.
    pub(super) struct FactsFile {
        /// The design's table.
        "from" from: optional Plain,
        /// The statements.
        "fields" fields: default Vec<FieldFile>,
    }
}

record! {
    /// One labelled statement.
    pub(super) struct FieldFile {
        /// The key in the design's table.
        "key" key: required Plain,
        /// The words before the statement.
        "label" label: optional Plain,
        /// A hint at what to write.
        "hint" hint: optional Plain,
        /// What the statement measures.
        "quantity" quantity: optional Spanned<Dimension>,
        /// In which direction the quantity is better: `lower` or `higher`.
        "better" better: optional Spanned<Better>,
        /// The default, for designs that say nothing.
        "default" default: optional Plain,
        /// Whether a design without it is incomplete.
        "required" required: optional bool,
        /// At least one of these words must occur among the entry names.
        "expects" expects: optional Vec<Plain>,
        /// The field that a new one follows.
        "after" after: optional Plain,
        /// Leaves the field out.
        "drop" drop: default bool,
    }
}

record! {
    /// Labelled statements that the author names.
    pub(super) struct EntriesFile {
        /// The design's table.
        "from" from: optional Plain,
        /// Words printed around the author's.
        "labels" labels: default WordList,
        /// Hints.
        "sample" sample: default WordList,
    }
}

record! {
    /// A diagram.
    pub(super) struct DiagramFile {
        /// What it draws.
        "of" of: optional Spanned<DrawingKind>,
        /// Words printed around it.
        "labels" labels: default WordList,
        /// Hints.
        "sample" sample: default WordList,
    }
}

record! {
    /// The words for one kind of entity.
    pub(super) struct WordsFile {
        /// Words printed around the author's.
        "labels" labels: default WordList,
        /// Hints.
        "sample" sample: default WordList,
    }
}

/// Words by key, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct WordList(pub(super) Vec<(String, Plain)>);

impl Read for WordList {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut words = Vec::new();
        for (key, value) in reader.table(node, &Self::shape())? {
            let entry = Node::entry(reader, key, value);
            // A drawing of several lines keeps its white space.
            let word = match entry.value {
                DeValue::String(text) => {
                    Some(Plain { value: text.to_string(), span: entry.span, is_stand_in: false })
                }
                _ => Plain::read(entry, reader),
            };
            words.extend(word.map(|word| (entry.name.to_owned(), word)));
        }
        Some(Self(words))
    }

    fn shape() -> Shape {
        Shape::Map { key: None, value: Box::new(Shape::String) }
    }
}

impl StandIn for WordList {
    fn stand_in(_: Span) -> Self {
        Self::default()
    }
}
