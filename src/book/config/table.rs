//! The table `[preprocessor.system-design]` of book.toml.

use std::path::PathBuf;

use toml::de::DeValue;

use super::patterns::Patterns;
use crate::book::rules::{self, INVALID_CONFIGURATION};
use crate::compare::Area;
use crate::diagnostic::{Finding, Level, Levels, Sink, Threshold};
use crate::markdown::Schemes;
use crate::reading::{Node, Plain, Read, Reader, Shape, StandIn, Synonyms, record, words};
use crate::source::{Span, Spanned};
use crate::template::Synonyms as DocumentSynonyms;

words! {
    /// The lowest level at which findings fail a build.
    pub enum FailOn {
        /// Denied findings (the default).
        Deny = "deny" or ["error", "errors"],
        /// Warnings and denied findings.
        Warn = "warn" or ["warning", "warnings"],
        /// All findings.
        Note = "note" or ["info", "all"],
        /// Nothing.
        Never = "never" or ["none", "off", "allow"],
    }
}

words! {
    /// How diagrams are printed.
    pub enum Pictures {
        /// As SVG, drawn by this program.
        Svg = "svg" or ["picture", "image", "true"],
        /// As a Mermaid code block.
        Mermaid = "mermaid",
        /// Not at all.
        None = "none" or ["off", "false"],
    }
}

record! {
    /// The configuration of a book.
    pub struct ConfigFile {
        /// The book's own templates.
        "templates" templates: default Vec<Plain>,
        /// The levels of rules: `rule-name = "deny" | "warn" | "note" | "allow"`.
        "rules" rules: default RuleLevels,
        /// The lowest level at which findings fail the build.
        "fail-on" fail_on: optional Spanned<FailOn>,
        /// Whether raw HTML in texts is left as it is.
        "allow-html" allow_html: default bool,
        /// Whether designs may be outside the book.
        "allow-outside-root" allow_outside_root: default bool,
        /// Link schemes in addition to `http`, `https`, `mailto` and `tel`.
        "link-schemes" link_schemes: default LinkSchemes,
        /// How diagrams are printed, for all renderers or by renderer.
        "diagrams" diagrams: default DiagramSettings,
        /// The project's folder, which `files` are relative to; relative to the book.
        "project-root" project_root: optional Plain,
        /// The folder of the designs.
        "designs" designs: optional Plain,
        /// What the team calls the parts of a design, for the import: `SECTION = ["heading"]`.
        "synonyms" synonyms: default DocumentSynonyms,
        /// The list of known findings.
        "baseline" baseline: optional Plain,
        /// Files in that folder that are not designs.
        "exclude" exclude: default Patterns,
        /// The areas in which a change that breaks others asks for a major version.
        "breaking-areas" breaking_areas: optional Vec<Spanned<Area>>,
        /// For mdBook: the program to run.
        "command" command: optional Plain,
        /// For mdBook: the renderers to run for.
        "renderers" renderers: default Vec<Plain>,
        /// For mdBook: the preprocessors that this one runs before.
        "before" before: default Vec<Plain>,
        /// For mdBook: the preprocessors that this one runs after.
        "after" after: default Vec<Plain>,
        /// For mdBook: whether the program may be missing.
        "optional" optional: default bool,
    }
}

/// The default designs folder.
const DESIGNS: &str = "designs";

/// The names of the levels.
const LEVELS: [&str; Level::ALL.len()] = {
    let mut words = [""; Level::ALL.len()];
    let mut at = 0;
    while at < words.len() {
        words[at] = Level::ALL[at].0;
        at += 1;
    }
    words
};

/// What other tools call the levels.
const LEVEL_SYNONYMS: Synonyms = &[
    ("allow", &["off", "ignore", "none", "disable", "disabled", "silent", "never"]),
    ("note", &["info", "hint", "advice"]),
    ("warn", &["warning", "warnings"]),
    ("deny", &["error", "errors", "forbid", "fatal"]),
];

/// The levels that a book sets for rules, with the places of the rules' names.
#[derive(Clone, Debug, Default)]
pub struct RuleLevels(Vec<(Spanned<String>, Level)>);

/// The link schemes that a book adds.
#[derive(Clone, Debug, Default)]
pub struct LinkSchemes(Vec<String>);

/// How diagrams are printed.
#[derive(Clone, Debug, Default)]
pub struct DiagramSettings {
    /// For every renderer that is not named.
    pub all: Option<Pictures>,
    /// By renderer.
    pub by_renderer: Vec<(String, Pictures)>,
}

impl Read for RuleLevels {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut levels = Vec::new();
        for (key, value) in reader.table(node, &Self::shape())? {
            let entry = Node::entry(reader, key, value);
            let Some(word) = reader.string(entry) else { continue };
            let Some(level) = Level::parse(word) else {
                reader.unknown_word(entry, word, &LEVELS, LEVEL_SYNONYMS);
                continue;
            };
            let rule = match rules::find(entry.name) {
                Ok(rule) => rule,
                Err(unknown) => {
                    reader.report(unknown.finding(&INVALID_CONFIGURATION, entry.key, str::to_owned));
                    continue;
                }
            };
            if rule.is_fixed() && level < rule.default_level(crate::diagnostic::Stage::Final) {
                let message = format!("the level of `{}` cannot be lowered", rule.name);
                let finding = Finding::new(&INVALID_CONFIGURATION, entry.key, message)
                    .help("delete the line: without what this rule requires, there is nothing to show");
                reader.report(finding);
                continue;
            }
            levels.push((Spanned::new(rule.name.to_owned(), entry.key), level));
        }
        Some(Self(levels))
    }

    fn shape() -> Shape {
        Shape::Map { key: None, value: Box::new(Shape::Words(&LEVELS)) }
    }
}

impl Read for LinkSchemes {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut schemes = Vec::new();
        for scheme in Vec::<Plain>::read(node, reader)? {
            if Schemes::can_add(&scheme) {
                schemes.push(scheme.value);
            } else if !scheme.is_stand_in {
                let message = format!("`{}` cannot be a link scheme", &*scheme);
                let finding = Finding::new(&INVALID_CONFIGURATION, scheme.span, message);
                reader.report(finding.help(
                    "write only the scheme, as in `link-schemes = [\"matrix\"]`; `javascript`, `vbscript` and \
                     `data` run script, so no book can allow them",
                ));
            }
        }
        Some(Self(schemes))
    }

    fn shape() -> Shape {
        Vec::<Plain>::shape()
    }
}

impl Read for DiagramSettings {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Table(table) => {
                let mut diagrams = Self::default();
                for (key, value) in table {
                    let entry = Node::entry(reader, key, value);
                    if let Some(pictures) = Spanned::<Pictures>::read(entry, reader) {
                        diagrams.by_renderer.push((entry.name.to_owned(), pictures.value));
                    }
                }
                Some(diagrams)
            }
            _ => {
                let all = Spanned::<Pictures>::read(node, reader)?;
                Some(Self { all: Some(all.value), by_renderer: Vec::new() })
            }
        }
    }

    fn shape() -> Shape {
        let words = || Shape::Words(Pictures::WORDS);
        Shape::OneOf(vec![words(), Shape::Map { key: None, value: Box::new(words()) }])
    }
}

impl DiagramSettings {
    /// The setting for a renderer.
    pub fn of(&self, renderer: &str) -> Option<Pictures> {
        let named = self.by_renderer.iter().find(|(name, _)| name == renderer);
        named.map(|(_, pictures)| *pictures).or(self.all)
    }
}

/// The configuration of a book, with defaults filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// The book's own templates: paths or patterns, relative to the book.
    pub templates: Vec<Plain>,
    /// The levels of rules.
    pub levels: Levels,
    /// The lowest level at which findings fail the build.
    pub fail_on: FailOn,
    /// Whether raw HTML in texts is left as it is.
    pub allow_html: bool,
    /// The schemes that links may have.
    pub link_schemes: Schemes,
    /// Whether designs may be outside the book.
    pub allow_outside_root: bool,
    /// How diagrams are printed.
    pub diagrams: DiagramSettings,
    /// The folder of the project, relative to the book.
    pub project_root: Option<PathBuf>,
    /// Where book.toml names the project's folder.
    pub project_root_at: Option<Span>,
    /// The folder of the designs, relative to the book.
    pub designs: String,
    /// Files in that folder that are not designs.
    pub exclude: Patterns,
    /// Where book.toml names the designs folder, if it does.
    pub designs_at: Option<Span>,
    /// The areas in which a change that breaks others asks for a major version.
    pub breaking_areas: Vec<Area>,
    /// The list of known findings, relative to the book.
    pub baseline: Option<Plain>,
    /// What the team calls the parts of a design.
    pub synonyms: DocumentSynonyms,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            templates: Vec::new(),
            levels: Levels::default(),
            fail_on: FailOn::Deny,
            allow_html: false,
            link_schemes: Schemes::default(),
            allow_outside_root: false,
            diagrams: DiagramSettings::default(),
            project_root: None,
            project_root_at: None,
            designs: DESIGNS.to_owned(),
            exclude: Patterns::default(),
            designs_at: None,
            breaking_areas: Area::BREAKING.to_vec(),
            baseline: None,
            synonyms: DocumentSynonyms::default(),
        }
    }
}

impl Config {
    /// Reads the preprocessor's table. Every mistake in it becomes a finding of SD1206 with the
    /// original message and help. A value that is not a table sets up nothing, which is SD1213.
    pub fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Self {
        if node.table().is_none() {
            return Self::default();
        }
        let mut sink = Sink::default();
        let file = ConfigFile::read(node, &mut reader.apart(&mut sink));
        for mut finding in sink.into_findings() {
            finding.rule = &INVALID_CONFIGURATION;
            reader.report(finding);
        }
        file.map(Self::from).unwrap_or_default()
    }

    /// The level from which on findings fail a run.
    pub fn threshold(&self) -> Threshold {
        let fail_on = match self.fail_on {
            FailOn::Deny => Some(Level::Deny),
            FailOn::Warn => Some(Level::Warn),
            FailOn::Note => Some(Level::Note),
            FailOn::Never => None,
        };
        Threshold { fail_on, deny_warnings: false }
    }

    /// Whether findings of a level fail the build.
    pub fn fails(&self, level: Level) -> bool {
        self.threshold().cause(level).is_some()
    }
}

impl From<ConfigFile> for Config {
    fn from(file: ConfigFile) -> Self {
        let mut levels = Levels::default();
        for (name, level) in &file.rules.0 {
            if let Ok(rule) = rules::find(&name.value) {
                levels.set(rule, *level);
            }
        }
        let breaking_areas = match file.breaking_areas {
            Some(areas) => areas.into_iter().map(|area| area.value).collect(),
            None => Area::BREAKING.to_vec(),
        };
        Self {
            templates: file.templates,
            levels,
            fail_on: file.fail_on.map_or(FailOn::Deny, |fail_on| fail_on.value),
            allow_html: file.allow_html,
            link_schemes: Schemes::with(file.link_schemes.0),
            allow_outside_root: file.allow_outside_root,
            diagrams: file.diagrams,
            project_root_at: file.project_root.as_ref().map(|path| path.span),
            project_root: file.project_root.map(|path| PathBuf::from(path.value)),
            exclude: file.exclude,
            baseline: file.baseline,
            synonyms: file.synonyms,
            designs_at: file.designs.as_ref().map(|path| path.span),
            designs: file.designs.map_or_else(|| DESIGNS.to_owned(), |path| path.value),
            breaking_areas,
        }
    }
}

impl StandIn for RuleLevels {
    fn stand_in(_: Span) -> Self {
        Self::default()
    }
}
