//! Walks the tree of a document from the top and gives each part to the forms that may read it.

use super::notes::Shown;
use super::reader::{Place, Reader, is_picture};
use super::title::own_title;
use super::{Document, Guess, forms};
use crate::interchange::adr;
use crate::markdown::labels::normal;
use crate::markdown::named::{self, label_of};
use crate::markdown::outline::{Block, Heading, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::{Node, Tree};
use crate::template::Named;

impl Reader<'_, '_> {
    /// Reads a document. Returns its title.
    pub(in super::super) fn read(&mut self, document: Document<'_>) -> String {
        self.begin(document.name, document.text);
        "summary".clone_into(&mut self.section);
        let tree = Tree::new(document.text, |heading| self.words.heading(heading).is_some());
        let title = tree.title.as_ref().map(|heading| own_title(&plain_words(&heading.source)));
        // In a design with another title, what is kept has that of its document above it.
        let other = self.above.as_deref().is_some_and(|above| {
            title.as_ref().is_some_and(|title| !title.is_empty() && normal(title) != normal(above))
        });
        let root = match title.as_ref().filter(|_| other) {
            Some(title) => self.notes.head(title, None, Shown::WithText),
            None => self.notes.head("", None, Shown::Between),
        };
        let mut place = Place {
            topic: "summary".to_owned(),
            section: "summary".to_owned(),
            head: root,
            heading: String::new(),
            line: 1,
            within: None,
            category: None,
            inside: false,
        };
        self.addresses.begin(&tree, &self.beside);
        self.addresses.under(place.line, &place.section, place.head);
        self.state.persons = forms::persons(document.text);
        let record = adr::document(self.words, &tree, document.name);
        // What the record of a decision says of itself is the decision's.
        let is_own = |key: &str| {
            let is = |words: &[&str]| words.iter().any(|word| key.eq_ignore_ascii_case(word));
            let is_shared = self.state.decisions.is_empty() && is(&["date", "deciders", "decision-makers"]);
            record.is_some() && !is_shared && is(&["status", "date", "deciders", "decision-makers"])
        };
        let front: Vec<_> = tree.front.iter().filter(|entry| !is_own(&entry.key)).cloned().collect();
        if record.is_some() {
            self.known_section("decisions").clone_into(&mut place.section);
        }
        forms::front(self, &front, &place);
        if let Some(node) = record {
            "decisions".clone_into(&mut place.section);
            "record".clone_into(&mut place.topic);
            forms::decision(self, &node, &place, &tree.front);
        } else {
            "document".clone_into(&mut place.topic);
            self.preamble(tree.preamble, &place);
            place.topic = String::new();
            for node in &tree.sections {
                self.section(node, &place);
            }
        }
        title.unwrap_or_default()
    }

    /// Finishes the design: what was collected is written.
    pub(in super::super) fn finish(mut self) -> (Vec<Guess>, Vec<Guess>) {
        forms::finish(&mut self);
        let summary = self.summary.join("\n\n");
        self.draft.set_text(&["design"], "summary", &summary);
        self.keep_addresses();
        for (section, text) in self.notes.texts() {
            let text = crate::authoring::literal::text(&text);
            self.draft.set(&["notes"], &section, text);
        }
        (self.guesses, self.kept)
    }

    /// The text between the title and the first section: statements about the document, then what
    /// it is about.
    fn preamble(&mut self, blocks: Vec<Block>, place: &Place) {
        for block in blocks {
            let Some(block) = forms::document(self, block, place) else { continue };
            match block.kind {
                MarkdownKind::Paragraph if !is_picture(&block.source) => self.summary.push(block.source),
                MarkdownKind::Rule => {}
                _ => self.blocks(&[block], place),
            }
        }
    }

    /// Reads a heading and what is below it.
    pub(super) fn section(&mut self, node: &Node, parent: &Place) {
        let words = named::unnumbered(&node.heading.words).to_owned();
        if forms::heading(self, node, parent) {
            return;
        }
        let named = self.topic(node, &words, parent);
        if named.is_none() && forms::entity(self, node, &words, parent) {
            return;
        }
        let (topic, whole) = match named {
            Some(Named { topic, whole }) => (topic, whole),
            None => (forms::inherited(&parent.topic).to_owned(), false),
        };
        let top = parent.topic.is_empty() && parent.heading.is_empty();
        let section = match section_of(&topic) {
            Some(section) => self.known_section(section),
            None if top => self.section.clone(),
            None => parent.section.clone(),
        };
        if top {
            self.section.clone_from(&section);
        }
        let own = topic == section || topic == "document";
        let shown = match whole {
            true if own && self.words.is_templates(&words) => Shown::Between,
            true => Shown::WithText,
            false => Shown::Always,
        };
        let source = named::unnumbered(&node.heading.source).to_owned();
        let head = self.notes.head(&source, Some(parent.head), shown);
        let category = forms::category(&topic, whole, &words, parent);
        let place = Place {
            topic,
            section,
            head,
            heading: words,
            line: node.heading.line,
            within: parent.within.clone(),
            category,
            inside: parent.inside,
        };
        self.addresses.under(place.line, &place.section, place.head);
        if self.texts.is_empty() {
            if !whole {
                self.keep(&place, "");
            }
        } else if let Some(text) = self.texts.last_mut().filter(|_| !whole || parent.inside) {
            text.push(format!("{} {source}", "#".repeat(usize::from(node.heading.level.max(3)))));
        }
        if place.topic == "summary" && self.summary_head.is_none() {
            self.summary_head = Some(head);
        }
        if forms::whole(self, node, &place) {
            return;
        }
        let (own, bold) = self.bold_headings(node, &place);
        self.blocks(&own, &place);
        for below in bold.iter().chain(&node.below) {
            self.section(below, &place);
        }
    }

    /// The blocks below a heading, and those that bold lines head as if they were headings: names of
    /// elements or decisions, each with its text.
    fn bold_headings(&self, node: &Node, place: &Place) -> (Vec<Block>, Vec<Node>) {
        let fits = matches!(place.topic.as_str(), "components" | "people" | "integrations" | "decisions");
        let mut own: Vec<Block> = Vec::new();
        let mut bold: Vec<Node> = Vec::new();
        let mut blocks = node.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let follows = blocks.peek().is_some_and(|next| {
                matches!(next.kind, MarkdownKind::Paragraph | MarkdownKind::List(_))
                    && label_of(next).is_none()
            });
            let name = label_of(block).filter(|name| {
                let source = block.source.trim();
                let is_bold = source.starts_with("**") && source.ends_with("**") && !source.contains('\n');
                let is_part = adr::is_key(self.words, name) || self.words.is_generic(name);
                is_bold && !source.ends_with(":**") && follows && !is_part && named::is_name(name)
            });
            match (name.filter(|_| fits && !place.inside), bold.last_mut()) {
                (Some(words), _) => {
                    let level = node.heading.level.saturating_add(1);
                    let heading = Heading { level, source: words.clone(), words, line: block.line };
                    bold.push(Node { heading, blocks: Vec::new(), below: Vec::new() });
                }
                (None, Some(open)) => open.blocks.push(block.clone()),
                (None, None) => own.push(block.clone()),
            }
        }
        (own, bold)
    }

    /// What a heading names, where it stands.
    fn topic(&self, node: &Node, words: &str, parent: &Place) -> Option<Named> {
        let named = self.words.heading(words)?;
        let few = normal(words).split(' ').count() < 2;
        let topic = named.topic.as_str();
        let fits = match parent.topic.as_str() {
            "requirements" | "quality" | "constraints" => matches!(
                topic,
                "requirements"
                    | "quality"
                    | "constraints"
                    | "goals"
                    | "non-goals"
                    | "assumptions"
                    | "people"
                    | "open-questions"
                    | "glossary"
                    | "context"
                    | "technologies"
                    | "complexity"
                    | "performance"
                    | "prose"
            ),
            "components" => {
                matches!(
                    topic,
                    "components" | "people" | "integrations" | "flows" | "tree" | "technologies" | "prose"
                ) || (!few && named.whole)
            }
            "decisions" | "risks" | "glossary" | "technologies" | "environments" | "people"
            | "integrations" => topic == parent.topic || topic == "prose",
            "nodes" => topic != "summary" && topic != "components",
            "tables" => matches!(topic, "tables" | "prose") && !has_table(node),
            "api" => matches!(topic, "api" | "prose" | "error-handling"),
            "context" => matches!(topic, "context" | "people" | "integrations"),
            "flows" => topic == "flows",
            "prose" => false,
            "security"
            | "performance"
            | "error-handling"
            | "monitoring"
            | "testing"
            | "testing-unit"
            | "testing-integration"
            | "testing-end-to-end"
            | "deployment"
            | "operations" => !matches!(
                topic,
                "summary"
                    | "components"
                    | "requirements"
                    | "goals"
                    | "context"
                    | "architecture"
                    | "api"
                    | "tables"
            ),
            _ => true,
        };
        (fits && !parent.inside).then_some(named)
    }

    /// Reads blocks. What no form takes is kept where it is.
    pub(super) fn blocks(&mut self, blocks: &[Block], place: &Place) {
        let mut label: Option<String> = None;
        let mut blocks = blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let next = label_of(block);
            let requirement = self.state.requirement.take();
            let is_acceptance = next.as_ref().is_some_and(|label| self.words.means(label, "acceptance"));
            if let (true, Some(id)) = (is_acceptance, requirement)
                && let Some(list) = blocks.next_if(|block| !block.items().is_empty())
            {
                let path = ["requirements", id.as_str()];
                self.draft.set(&path, "acceptance", forms::item_list(list.items()));
                label = None;
                continue;
            }
            let rest = forms::block(self, block, place, label.as_deref());
            for block in rest {
                if !matches!(block.kind, MarkdownKind::Rule) {
                    self.leave(&block, place);
                }
            }
            label = next;
        }
    }

    /// Collects the text of an entity: the blocks and headings that no other entity takes.
    pub(super) fn text_of(&mut self, blocks: &[Block], below: &[Node], place: &Place) -> String {
        self.texts.push(Vec::new());
        self.blocks(blocks, place);
        for node in below {
            self.section(node, place);
        }
        let texts = self.texts.pop().unwrap_or_default();
        texts.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

/// The section whose notes a topic belongs to.
fn section_of(topic: &str) -> Option<&'static str> {
    Some(match topic {
        "document" | "summary" => "summary",
        "requirements" | "quality" | "constraints" | "goals" | "non-goals" | "assumptions"
        | "open-questions" | "technologies" | "complexity" | "glossary" => "requirements",
        "architecture" | "context" | "integrations" | "flows" => "high-level",
        "components" | "people" | "tree" | "api" | "tables" => "low-level",
        "decisions" | "risks" => "decisions",
        "security" => "security",
        "performance" => "performance",
        "error-handling" | "monitoring" => "error-handling",
        "testing" | "testing-unit" | "testing-integration" | "testing-end-to-end" => "testing",
        "deployment" | "environments" | "operations" | "nodes" => "deployment",
        _ => return None,
    })
}

fn has_table(node: &Node) -> bool {
    node.blocks.iter().any(|block| matches!(block.kind, MarkdownKind::Table(..)))
}
