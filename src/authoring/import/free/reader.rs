//! The state of the walk through a document: what is kept where it was, and what is told.

use std::collections::HashSet;

use super::super::draft::Draft;
use super::addresses::Addresses;
use super::notes::Notes;
use super::state::State;
use super::{Beside, Guess};
use crate::design::Design;
use crate::markdown::outline::{Block, MarkdownKind};
use crate::template::Vocabulary;

/// Reads documents into a draft.
pub(in super::super) struct Reader<'r, 't> {
    pub(super) draft: &'r mut Draft<'t>,
    pub(super) words: &'r Vocabulary,
    /// The document that is being read.
    pub(super) file: String,
    /// Whether the file says what it says in so many words, so that nothing in it is a guess.
    pub(super) is_exact: bool,
    pub(super) notes: Notes,
    pub(super) addresses: Addresses,
    /// The documents that are read with this one.
    pub(super) beside: Vec<String>,
    pub(super) guesses: Vec<Guess>,
    /// What is kept as text.
    pub(super) kept: Vec<Guess>,
    /// What a file says and was not read.
    pub(super) unread: Vec<Guess>,
    /// The headings whose text was told to be kept.
    told: HashSet<usize>,
    /// Of each line of the document, whether there is anything on it.
    pub(super) lines: Vec<bool>,
    /// The texts that are being collected for entities; the innermost is the last.
    pub(super) texts: Vec<Vec<String>>,
    /// What the documents say of the design as a whole.
    pub(super) summary: Vec<String>,
    pub(super) state: State,
    /// The title of the design that this will be added to.
    pub(super) above: Option<String>,
    /// The section that what nobody knows belongs to.
    pub(super) section: String,
    /// Where the first summary is, if one was found.
    pub(super) summary_head: Option<usize>,
}

/// Where the walk is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// What the heading names: `components`, `prose`.
    pub(super) topic: String,
    /// The section whose notes keep what is not read.
    pub(super) section: String,
    /// The heading, for the notes.
    pub(super) head: usize,
    /// The heading's words.
    pub(super) heading: String,
    pub(super) line: usize,
    /// The component that the headings below are parts of.
    pub(super) within: Option<String>,
    /// The category of requirements.
    pub(super) category: Option<String>,
    /// Whether the text is about one entity.
    pub(super) inside: bool,
}

impl<'r, 't> Reader<'r, 't> {
    /// Begins to read; `design` is the one that this will be added to.
    pub(in super::super) fn new(
        draft: &'r mut Draft<'t>,
        words: &'r Vocabulary,
        design: Option<&Design>,
    ) -> Self {
        let mut state = State::default();
        if let Some(design) = design {
            draft.know(design);
            state.know(design);
        }
        let above = design.map(|design| design.meta.title.value.clone());
        Self {
            draft,
            words,
            file: String::new(),
            is_exact: false,
            notes: Notes::default(),
            addresses: Addresses::default(),
            beside: Vec::new(),
            guesses: Vec::new(),
            kept: Vec::new(),
            unread: Vec::new(),
            told: HashSet::new(),
            lines: Vec::new(),
            texts: Vec::new(),
            summary: Vec::new(),
            state,
            above,
            section: "summary".to_owned(),
            summary_head: None,
        }
    }

    /// Begins to read a file.
    pub(super) fn begin(&mut self, name: &str, text: &str) {
        name.clone_into(&mut self.file);
        self.lines = text.lines().map(|line| !line.trim().is_empty()).collect();
    }

    /// Knows the documents that are read with this one.
    pub(in super::super) fn know_beside(&mut self, beside: &Beside) {
        self.state.decisions.extend_from_slice(&beside.decisions);
        self.beside.clone_from(&beside.files);
    }

    /// Whether nothing in the file is a guess.
    pub(in super::super) fn is_exact(&self) -> bool {
        self.is_exact
    }

    /// What a file says and was not read.
    pub(in super::super) fn unread(&mut self) -> Vec<Guess> {
        std::mem::take(&mut self.unread)
    }

    /// Leaves a block where it is.
    pub(super) fn leave(&mut self, block: &Block, place: &Place) {
        if self.texts.is_empty() && Some(place.head) == self.summary_head {
            let is_text =
                matches!(block.kind, MarkdownKind::Paragraph | MarkdownKind::List(_) | MarkdownKind::Other);
            if is_text && !is_picture(&block.source) {
                self.summary.push(block.source.clone());
                return;
            }
        }
        // Code without a fence would lose the blanks in front of its first line.
        let fenced = match &block.kind {
            MarkdownKind::Code(_, code) if !block.source.trim_start().starts_with(['`', '~']) => {
                Some(format!("```text\n{code}\n```"))
            }
            _ => None,
        };
        self.keep(place, fenced.as_ref().unwrap_or(&block.source));
    }

    /// Keeps a text at a place.
    pub(super) fn keep(&mut self, place: &Place, text: &str) {
        match self.texts.last_mut() {
            Some(open) => open.push(text.to_owned()),
            None => {
                if !text.is_empty() && self.told.insert(place.head) {
                    let what = if place.heading.is_empty() {
                        "The beginning".to_owned()
                    } else {
                        format!("“{}”", place.heading)
                    };
                    self.kept.push(Guess {
                        file: self.file.clone(),
                        line: place.line,
                        text: format!("{what} is kept as text in `notes.{}`", place.section),
                    });
                }
                self.notes.keep(&place.section, place.head, text.to_owned());
            }
        }
    }

    /// Keeps where links and images lead that nothing in the design says.
    pub(super) fn keep_addresses(&mut self) {
        let addresses = std::mem::take(&mut self.addresses);
        if addresses.is_empty() {
            return;
        }
        let mut text = self.draft.text();
        for (_, notes) in self.notes.texts() {
            text.push_str(&notes);
        }
        for missing in addresses.missing(&text) {
            let text = format!(
                "{} is in `notes.{}`: what became of its words has no links",
                missing.said, missing.section
            );
            self.kept.push(Guess { file: self.file.clone(), line: missing.line, text });
            self.notes.keep(&missing.section, missing.head, missing.text);
        }
    }

    /// The nearest line, not below this one, that is in the document and not blank.
    pub(super) fn written(&self, line: usize) -> usize {
        let line = line.clamp(1, self.lines.len().max(1));
        let above = self.lines.get(..line).unwrap_or_default().iter().rposition(|written| *written);
        above.map_or(line, |at| at + 1)
    }

    /// Reports what was read as what.
    pub(super) fn guess(&mut self, line: usize, text: String) {
        let line = self.written(line);
        self.guesses.push(Guess { file: self.file.clone(), line, text });
    }

    /// Reports what was not read, or not as it is.
    pub(super) fn passed(&mut self, line: usize, text: String) {
        self.unread.push(Guess { file: self.file.clone(), line, text });
    }

    /// Marks a table or a key as a guess.
    pub(super) fn mark(&mut self, path: &[&str], line: usize, text: String) {
        self.trace(path, line);
        self.guess(line, text);
    }

    /// Remembers where a table or a key is from: in a comment, where it is a guess.
    pub(super) fn trace(&mut self, path: &[&str], line: usize) {
        let line = self.written(line);
        if let [table, id] = path {
            let place = (self.file.clone(), line);
            self.draft.origins.entry(((*table).to_owned(), (*id).to_owned())).or_insert(place);
        }
        if !self.is_exact {
            self.draft.comment(path, format!("guessed from {}:{line}", self.file));
        }
    }

    /// The section of this key, or the one that stands in for it in a template without it.
    pub(super) fn known_section(&self, key: &str) -> String {
        let sections = &self.draft.template.sections;
        let known: HashSet<&str> = sections.iter().map(|section| section.key.as_str()).collect();
        let near = ["low-level", "high-level", "requirements", "summary"];
        let found = [key].into_iter().chain(near).find(|key| known.contains(key));
        let first = sections.first().map_or("summary", |section| section.key.as_str());
        found.unwrap_or(first).to_owned()
    }
}

/// Whether a text is a picture.
pub(super) fn is_picture(source: &str) -> bool {
    source.trim_start().starts_with("![") || source.trim_start().starts_with("[![")
}
