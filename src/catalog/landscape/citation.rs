//! What a design uses of others: each place that says so.

use std::ops::Range;

use super::SystemId;
use crate::design::{
    Design, Entity, Foreign, Integration, KeyTarget, Leaf, Offer, Offers, Text, Trail, Walk as _,
};
use crate::markdown::mentions;
use crate::source::{FileId, Sources, Span};

/// One place of a design that names another one, or something in it.
#[derive(Clone, Debug)]
pub struct Use<'d> {
    /// The version that uses it.
    pub consumer: FileId,
    /// The integration that names the other design; its id is the alias.
    pub alias: &'d Entity<Integration>,
    /// What is used.
    pub what: Used<'d>,
    /// The place that says so: in the consumer's file, or in a text of it.
    pub span: Span,
    /// What a foreign key references, as it is written, if it is one.
    pub references: Option<&'d str>,
    /// The place in the consumer's file, if `span` is in another one.
    pub anchor: Option<Span>,
    /// The design that is used and the version that its requirement means today; `None` if there is none that
    /// can be read.
    pub provider: Option<(SystemId, FileId)>,
}

/// What is used of a design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Used<'d> {
    /// The design as a whole: the integration names it.
    Design,
    /// A contract that is relied on or called.
    Contract(&'d str),
    /// A table.
    Table(&'d str),
    /// A column that a foreign key references.
    Column {
        /// The table's id.
        table: &'d str,
        /// The column's name.
        column: &'d str,
    },
    /// What a foreign key references, but not as `alias:table.column`.
    Malformed(&'d str),
    /// A requirement that something of the consumer satisfies, covers or verifies; of a test also a fact, by
    /// its path.
    Requirement(&'d str),
    /// Anything that has an id, mentioned in a text.
    Mention(&'d str),
}

impl Use<'_> {
    /// Whether one thing in the other design is relied on here: a contract, a requirement, a column, or a table
    /// with any of its columns. A mention in a text relies on nothing.
    pub fn is_of(&self, wanted: Used<'_>) -> bool {
        match (self.what, wanted) {
            (Used::Column { table, .. }, Used::Table(wanted)) => table == wanted,
            (what, wanted) => what == wanted,
        }
    }
}

/// Everything that a design uses of others, in the order of its tables. Which of those exist is not known
/// here.
pub(super) fn of<'d>(design: &'d Design, sources: &Sources) -> Vec<Use<'d>> {
    let mut found = Uses { design, uses: Vec::new() };
    for alias in &design.integrations {
        let Some(name) = &alias.design else { continue };
        found.add(alias, Used::Design, name.span);
        for contract in alias.contracts.iter().filter(|contract| !contract.is_stand_in) {
            found.add(alias, Used::Contract(&contract.id.value), contract.id.span);
        }
    }
    // Without an alias, no citation leads anywhere.
    if !found.uses.is_empty() {
        found.contracts();
        found.columns();
        found.citations(sources);
    }
    found.uses
}

struct Uses<'d> {
    design: &'d Design,
    uses: Vec<Use<'d>>,
}

impl<'d> Uses<'d> {
    fn add(&mut self, alias: &'d Entity<Integration>, what: Used<'d>, span: Span) {
        let consumer = self.design.file;
        self.uses.push(Use { consumer, alias, what, span, references: None, anchor: None, provider: None });
    }

    /// The contracts that relationships and steps name.
    fn contracts(&mut self) {
        let offers = Offers::of(self.design);
        for named in self.design.named_contracts() {
            // Whose contract it is cannot be said if several designs work with one queue.
            if let Offer::Foreign(aliases) = offers.find(&named)
                && let [alias] = aliases.as_slice()
            {
                self.add(alias, Used::Contract(&named.contract.id.value), named.contract.id.span);
            }
        }
    }

    /// The columns that foreign keys reference.
    fn columns(&mut self) {
        let design = self.design;
        for key in design.tables.iter().flat_map(|table| table.keys()) {
            let KeyTarget::Elsewhere { alias, table, columns } = key.target else { continue };
            let Some(alias) = design.alias(alias) else { continue };
            let known = self.uses.len();
            if columns.is_empty() {
                self.add(alias, Used::Malformed(table), key.references.span);
            }
            for column in columns {
                self.add(alias, Used::Column { table, column }, key.references.span);
            }
            for used in self.uses.iter_mut().skip(known) {
                used.references = Some(&key.references.value);
            }
        }
    }

    /// Requirements, and what texts mention.
    fn citations(&mut self, sources: &Sources) {
        let design = self.design;
        design.walk_at(&Trail::TOP, &mut |leaf, _| match leaf {
            Leaf::Reference(kind, id) if kind.may_be_foreign() => {
                let foreign = Foreign::read(&id.value);
                if let Some((foreign, alias)) = foreign.and_then(|it| Some((it, design.alias(it.alias)?))) {
                    self.add(alias, Used::Requirement(foreign.id), id.span);
                }
            }
            Leaf::Text(text) => self.mentions(text, sources),
            _ => {}
        });
    }

    fn mentions(&mut self, text: &'d Text, sources: &Sources) {
        for (range, words) in mentions(&text.value) {
            let foreign = Foreign::read(words);
            let Some((foreign, alias)) = foreign.and_then(|it| Some((it, self.design.alias(it.alias)?)))
            else {
                continue;
            };
            let place = text.locate(sources, Range { start: range.start, end: range.end });
            self.add(alias, Used::Mention(foreign.id), place);
            if let Some(last) = self.uses.last_mut().filter(|_| place.file != self.design.file) {
                last.anchor = Some(text.span);
            }
        }
    }
}
