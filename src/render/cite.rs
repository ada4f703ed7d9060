//! References to other parts of the design, and lines of small labelled facts.

use super::scope::Scope;
use super::target::Target;
use crate::design::{Ref, cited};
use crate::markdown::Builder;
use crate::template::{Block, BlockKind, FactField};

impl<'a> Scope<'a> {
    /// An id, as a link if it has a target.
    pub(super) fn cite(&self, target: Target, id: &'a str, out: &mut Builder<'a>) {
        out.link(self.printing.links.to(target, id), |out| out.text(id));
    }

    /// Ids, separated by commas.
    pub(super) fn cite_all<K>(&self, target: Target, ids: &'a [Ref<K>], out: &mut Builder<'a>) {
        for (index, id) in ids.iter().enumerate() {
            if index > 0 {
                out.text(", ");
            }
            self.cite(target, id, out);
        }
    }

    /// The name of an element, as a link if it has a target.
    pub(super) fn cite_element(&self, id: &'a str, out: &mut Builder<'a>) {
        match self.printing.links.element(id) {
            Some((target, name)) => out.link(self.printing.links.to(target, id), |out| out.text(name)),
            None => out.text(id),
        }
    }

    /// A contract that something uses: one of this design, or of the design that `of` is another name for.
    pub(super) fn cite_contract(&self, of: &str, id: &'a str, out: &mut Builder<'a>) {
        let links = &self.printing.links;
        let address = links.to(Target::Contract, &format!("{of}:{id}"));
        let address = address.or_else(|| links.to(Target::Contract, id));
        out.link(address, |out| out.code(id));
    }

    /// What a risk concerns: requirements and decisions by their ids, elements by their names.
    pub(super) fn cite_concerned(&self, concerned: &'a [Ref<cited::Concern>], out: &mut Builder<'a>) {
        for (index, id) in concerned.iter().enumerate() {
            if index > 0 {
                out.text("; ");
            }
            if self.design.requirements.contains(id) {
                self.cite(Target::Requirement, id, out);
            } else if self.printing.links.element(id).is_some() {
                self.cite_element(id, out);
            } else {
                self.cite(Target::Decision, id, out);
            }
        }
    }

    /// Everything that a test verifies: requirements by their ids, facts by their labels.
    pub(super) fn cite_verified(&self, verified: &'a [Ref<cited::Verifiable>], out: &mut Builder<'a>) {
        for (index, path) in verified.iter().enumerate() {
            if index > 0 {
                out.text(", ");
            }
            let path: &'a str = path;
            match self.template.field(path) {
                Some(field) if !self.design.requirements.contains(path) => {
                    let address = self.section_of(field).and_then(|key| self.printing.links.to_section(key));
                    out.link(address, |out| out.text(field.label.as_str()));
                }
                _ => self.cite(Target::Requirement, path, out),
            }
        }
    }

    /// The section that prints a fact, if that section is printed.
    fn section_of(&self, field: &FactField) -> Option<&'a str> {
        let has = |block: &Block| match &block.kind {
            BlockKind::Facts { fields, .. } => fields.iter().any(|own| std::ptr::eq(own, field)),
            _ => false,
        };
        let (section, _) = self.template.blocks().find(|(_, block)| has(block))?;
        let printed = self.options.section.as_ref().is_none_or(|only| *only == section.key);
        printed.then_some(section.key.as_str())
    }
}

/// A line of labelled facts, separated by dots.
pub(super) struct FactLine {
    started: bool,
}

impl FactLine {
    /// An empty line.
    pub(super) fn new() -> Self {
        Self { started: false }
    }

    /// Prints a label; its value is printed next.
    pub(super) fn label<'a>(&mut self, label: &'a str, out: &mut Builder<'a>) {
        self.dot(out);
        out.strong(|out| out.text(label));
        out.text(": ");
    }

    /// Prints a dot, unless the line is empty.
    pub(super) fn dot(&mut self, out: &mut Builder<'_>) {
        if std::mem::replace(&mut self.started, true) {
            out.text(" · ");
        }
    }
}
