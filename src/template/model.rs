//! A template as the rest of the program sees it: complete, whatever it extends.

use indexmap::IndexMap;

use crate::reading::words;
use crate::source::{FileId, Span};

words! {
    /// What a diagram draws.
    pub enum DrawingKind {
        /// People, components, external systems and their relationships.
        Architecture = "architecture",
        /// One sequence per flow.
        DataFlow = "data-flow",
        /// Tables and their foreign keys.
        Tables = "tables",
        /// Nodes and the components that run on them, a picture for each environment.
        Deployment = "deployment",
    }
}

words! {
    /// What a fact measures.
    pub enum Dimension {
        /// A span of time.
        Duration = "duration",
        /// Something per time.
        Rate = "rate",
        /// A number of things.
        Count = "count",
        /// A share of a hundred.
        Percentage = "percentage",
        /// How much data.
        Size = "size",
    }
}

words! {
    /// In which direction a quantity is better.
    pub enum Better {
        /// Less is better: a response time.
        Lower = "lower",
        /// More is better: a throughput.
        Higher = "higher",
    }
}

/// A versioned document form.
#[derive(Clone, Debug)]
pub struct Template {
    /// The name that designs ask for.
    pub name: String,
    /// The template's version.
    pub version: semver::Version,
    /// What it is for, in a line.
    pub description: Option<String>,
    /// The document's first line, with `{title}`, `{version}` and `{status}`.
    pub title: String,
    /// The placeholder for the title in the blank document.
    pub title_hint: String,
    /// The words of the document as a whole.
    pub labels: Words,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The file it was read from.
    pub file: FileId,
}

/// A section of the document.
#[derive(Clone, Debug)]
pub struct Section {
    /// The section's key, for directives, anchors and notes.
    pub key: String,
    /// The section's heading, without a number.
    pub heading: String,
    /// Whether the section is numbered by its position.
    pub numbered: bool,
    /// The section's blocks.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug)]
pub struct Block {
    /// The block's key, unique in its section.
    pub key: String,
    /// The block's heading. A block without one follows directly under the section's.
    pub heading: Option<String>,
    /// Whether a design without it is incomplete.
    pub required: bool,
    /// What the block shows.
    pub kind: BlockKind,
    /// Where the template declares it.
    pub span: Span,
}

/// What a block shows. Whoever adds a kind is led by the compiler.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum BlockKind {
    /// One text.
    Prose {
        /// The text's path in the design.
        from: String,
        /// A hint at what to write.
        hint: String,
    },
    /// Labelled statements that the template names.
    Facts {
        /// The design's table.
        from: String,
        /// The statements.
        fields: Vec<FactField>,
    },
    /// Labelled statements that the author names.
    Entries(EntryList),
    /// A diagram.
    Diagram {
        /// What it draws.
        of: DrawingKind,
        /// The diagram's words.
        words: Words,
    },
    /// Requirements by category.
    Requirements(Words),
    /// Technologies and their purposes.
    Technologies(Words),
    /// External systems.
    Integrations(Words),
    /// Components, their directories and files.
    Components(Words),
    /// The file tree.
    Tree(Words),
    /// API contracts.
    Api(Words),
    /// Data models.
    Models(Words),
    /// Tables with their columns and indexes.
    Tables(Words),
    /// Decisions.
    Decisions(Words),
    /// Risks and what is done about them.
    Risks(Words),
    /// Tests and what they verify.
    Tests(Words),
    /// The footer.
    Footprint(Words),
}

/// Labelled statements that the author names.
#[derive(Clone, Debug)]
pub struct EntryList {
    /// The design's table.
    pub from: String,
    /// The list's words.
    pub words: Words,
}

/// One labelled statement.
#[derive(Clone, Debug)]
pub struct FactField {
    /// The key in the design's table.
    pub key: String,
    /// The words before the statement.
    pub label: String,
    /// A hint at what to write.
    pub hint: String,
    /// What the statement measures.
    pub quantity: Option<Dimension>,
    /// In which direction the quantity is better, which says whether a change weakens a promise.
    pub better: Option<Better>,
    /// The default, for designs that say nothing.
    pub default: Option<String>,
    /// Whether a design without it is incomplete.
    pub required: bool,
    /// At least one of these words must occur among the entry names.
    pub expects: Vec<String>,
    /// Where the template declares it.
    pub span: Span,
}

/// Printed words and hints, by key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Words printed around the author's.
    pub labels: IndexMap<String, String>,
    /// Hints for the blank document and the scaffold.
    pub sample: IndexMap<String, String>,
}

impl Words {
    /// The printed word of a key. The embedded template has every key that the program asks for, and
    /// completes the others; the key itself is the last resort.
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.labels.get(key).map_or(key, String::as_str)
    }

    /// The label of a key, if the template has one.
    pub fn given(&self, key: &str) -> Option<&str> {
        self.labels.get(key).map(String::as_str)
    }

    /// The hint of a key.
    pub fn sample(&self, key: &str) -> Option<&str> {
        self.sample.get(key).map(String::as_str)
    }
}

impl BlockKind {
    /// The kind's name in a template file.
    pub fn name(&self) -> &'static str {
        match self {
            BlockKind::Prose { .. } => "prose",
            BlockKind::Facts { .. } => "facts",
            BlockKind::Entries(_) => "entries",
            BlockKind::Diagram { .. } => "diagram",
            BlockKind::Requirements(_) => "requirements",
            BlockKind::Technologies(_) => "technologies",
            BlockKind::Integrations(_) => "integrations",
            BlockKind::Components(_) => "components",
            BlockKind::Tree(_) => "tree",
            BlockKind::Api(_) => "api",
            BlockKind::Models(_) => "models",
            BlockKind::Tables(_) => "tables",
            BlockKind::Decisions(_) => "decisions",
            BlockKind::Risks(_) => "risks",
            BlockKind::Tests(_) => "tests",
            BlockKind::Footprint(_) => "footprint",
        }
    }

    /// The kind's words, to be changed.
    pub(super) fn words_mut(&mut self) -> Option<&mut Words> {
        match self {
            BlockKind::Prose { .. } | BlockKind::Facts { .. } => None,
            BlockKind::Entries(entry) => Some(&mut entry.words),
            BlockKind::Diagram { words, .. }
            | BlockKind::Requirements(words)
            | BlockKind::Technologies(words)
            | BlockKind::Integrations(words)
            | BlockKind::Components(words)
            | BlockKind::Tree(words)
            | BlockKind::Api(words)
            | BlockKind::Models(words)
            | BlockKind::Tables(words)
            | BlockKind::Decisions(words)
            | BlockKind::Risks(words)
            | BlockKind::Tests(words)
            | BlockKind::Footprint(words) => Some(words),
        }
    }

    /// The kind's words, if it has any.
    pub fn words(&self) -> Option<&Words> {
        match self {
            BlockKind::Prose { .. } | BlockKind::Facts { .. } => None,
            BlockKind::Entries(entry) => Some(&entry.words),
            BlockKind::Diagram { words, .. }
            | BlockKind::Requirements(words)
            | BlockKind::Technologies(words)
            | BlockKind::Integrations(words)
            | BlockKind::Components(words)
            | BlockKind::Tree(words)
            | BlockKind::Api(words)
            | BlockKind::Models(words)
            | BlockKind::Tables(words)
            | BlockKind::Decisions(words)
            | BlockKind::Risks(words)
            | BlockKind::Tests(words)
            | BlockKind::Footprint(words) => Some(words),
        }
    }
}

impl Template {
    /// The section with a key.
    pub fn section(&self, key: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.key == key)
    }

    /// Every block, with its section.
    pub fn blocks(&self) -> impl Iterator<Item = (&Section, &Block)> {
        self.sections.iter().flat_map(|section| section.blocks.iter().map(move |block| (section, block)))
    }

    /// The hints of all facts and texts.
    pub fn hints(&self) -> impl Iterator<Item = &str> {
        self.blocks().flat_map(|(_, block)| {
            let (fields, prose) = match &block.kind {
                BlockKind::Facts { fields, .. } => (fields.as_slice(), None),
                BlockKind::Prose { hint, .. } => ([].as_slice(), Some(hint.as_str())),
                _ => ([].as_slice(), None),
            };
            fields.iter().map(|field| field.hint.as_str()).chain(prose)
        })
    }

    /// The field that names the fact at a path (`security.authentication`).
    pub fn field(&self, path: &str) -> Option<&FactField> {
        let (table, key) = path.rsplit_once('.')?;
        self.blocks().find_map(|(_, block)| match &block.kind {
            BlockKind::Facts { from, fields } if from == table => {
                fields.iter().find(|field| field.key == key)
            }
            _ => None,
        })
    }

    /// `NAME@VERSION`.
    pub fn title_line(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }
}
