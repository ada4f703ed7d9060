//! The answer of each kind of block.

use super::placeholder;
use super::{Answer, Answered, Lack, Reason};
use crate::design::{Design, Diagram, Entities, Fact, FactTable, FactValue, Text};
use crate::template::{Block, BlockKind, DrawingKind, FactField, Template};

/// How a block is answered. A block of facts is answered if one of its facts is, or by a reason of
/// its table.
pub fn of<'a>(design: &'a Design, template: &Template, block: &Block) -> Answered<'a> {
    let judge = Judge { design, template };
    match &block.kind {
        BlockKind::Facts { from, fields } => judge.facts(from, fields),
        BlockKind::Prose { from, hint } => judge.prose(from, hint),
        BlockKind::Entries(entry) => judge.entries(&entry.from),
        BlockKind::Diagram { of, .. } => judge.drawing(*of),
        BlockKind::Requirements(_) => judge.entities(&design.requirements),
        BlockKind::Technologies(_) => judge.entities(&design.technologies),
        BlockKind::Integrations(_) => judge.entities(&design.integrations),
        BlockKind::Components(_) => judge.entities(&design.components),
        BlockKind::Tree(_) => judge.tree(),
        BlockKind::Api(_) => judge.entities(&design.api),
        BlockKind::Models(_) => judge.entities(&design.models),
        BlockKind::Tables(_) => judge.entities(&design.tables),
        BlockKind::Decisions(_) => judge.entities(&design.decisions),
        BlockKind::Risks(_) => judge.entities(&design.risks),
        BlockKind::Tests(_) => judge.entities(&design.tests),
        // It has defaults for everything, if it is wanted at all.
        BlockKind::Footprint(_) if block.required || design.footprint.is_some() => Answer::Default.into(),
        BlockKind::Footprint(_) => Answer::Missing(Lack::Absent).into(),
    }
}

/// How a fact of the template is answered.
pub fn fact(design: &Design, template: &Template, table: &str, field: &FactField) -> Answer {
    let judge = Judge { design, template };
    let said = match design.facts.get(table, &field.key) {
        Some(fact) if is_hint(fact, &field.hint) => Answer::Missing(Lack::Placeholder),
        Some(fact) => judge.fact(fact).how,
        None => judge.table(table).how,
    };
    match said {
        Answer::Missing(lack) if lack != Lack::Placeholder && field.default.is_some() => Answer::Default,
        said => said,
    }
}

/// How a diagram is answered: by the author's own, by a reason, or by something to draw.
pub fn drawing<'a>(design: &'a Design, template: &Template, of: DrawingKind) -> Answered<'a> {
    Judge { design, template }.drawing(of)
}

/// The author's own diagram, if there is one.
pub fn own_drawing(design: &Design, of: DrawingKind) -> Option<&Diagram> {
    declared_drawing(design, of).filter(|own| own.mermaid.is_given() && !own.mermaid.not_applicable)
}

/// Whether a block asks for anything besides its facts.
pub fn asks(block: &Block) -> bool {
    block.required && !matches!(block.kind, BlockKind::Facts { .. } | BlockKind::Footprint(_))
}

/// The table of a design that answers a block, by its path.
pub fn table_of(kind: &BlockKind) -> &str {
    match kind {
        BlockKind::Prose { from, .. } => table_of_text(from),
        BlockKind::Facts { from, .. } => from,
        BlockKind::Entries(entry) => &entry.from,
        BlockKind::Diagram { of: DrawingKind::Architecture, .. }
        | BlockKind::Components(_)
        | BlockKind::Tree(_) => "components",
        BlockKind::Diagram { of: DrawingKind::DataFlow, .. } => "flows",
        BlockKind::Diagram { of: DrawingKind::Tables, .. } | BlockKind::Tables(_) => "tables",
        BlockKind::Diagram { of: DrawingKind::Deployment, .. } => "nodes",
        BlockKind::Requirements(_) => "requirements",
        BlockKind::Technologies(_) => "technologies",
        BlockKind::Integrations(_) => "integrations",
        BlockKind::Api(_) => "api",
        BlockKind::Models(_) => "models",
        BlockKind::Decisions(_) => "decisions",
        BlockKind::Risks(_) => "risks",
        BlockKind::Tests(_) => "tests",
        BlockKind::Footprint(_) => "footprint",
    }
}

fn is_hint(fact: &Fact, hint: &str) -> bool {
    matches!(&fact.value, FactValue::Text(text) if !text.not_applicable && placeholder::is_hint_of(&text.value, hint))
}

fn table_of_text(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(table, _)| table)
}

fn declared_drawing(design: &Design, of: DrawingKind) -> Option<&Diagram> {
    let diagrams = design.diagrams.as_ref()?;
    match of {
        DrawingKind::Architecture => diagrams.architecture.as_ref(),
        DrawingKind::DataFlow => diagrams.data_flow.as_ref(),
        DrawingKind::Tables | DrawingKind::Deployment => None,
    }
}

/// A design, and the template whose hints do not count as answers.
#[derive(Clone, Copy)]
struct Judge<'a, 't> {
    design: &'a Design,
    template: &'t Template,
}

impl<'a> Judge<'a, '_> {
    /// How a text answers, or the reason that it gives.
    fn text(self, text: &'a Text) -> Answered<'a> {
        if text.is_stand_in {
            Answer::Missing(Lack::Unreadable).into()
        } else if text.not_applicable {
            self.reason(text)
        } else if !text.is_given() || placeholder::is_no_answer(&text.value) {
            Answer::Missing(Lack::Empty).into()
        } else if placeholder::is_whole(&text.value, self.design, self.template) {
            Answer::Missing(Lack::Placeholder).into()
        } else {
            Answer::Given.into()
        }
    }

    fn reason(self, text: &'a Text) -> Answered<'a> {
        if text.is_stand_in {
            Answer::Missing(Lack::Unreadable).into()
        } else if !text.is_given() || placeholder::is_no_reason(&text.value) {
            Answer::Missing(Lack::Empty).into()
        } else if placeholder::is_whole(&text.value, self.design, self.template) {
            Answer::Missing(Lack::Placeholder).into()
        } else {
            Answered::because(text)
        }
    }

    /// One text is enough to answer for several.
    fn texts(self, texts: impl Iterator<Item = &'a Text>) -> Answered<'a> {
        any(texts.map(|text| part(self.text(text))))
    }

    fn fact(self, fact: &'a Fact) -> Answered<'a> {
        match &fact.value {
            FactValue::Number(_) | FactValue::Date(_) => Answer::Given.into(),
            FactValue::Text(text) => self.text(text),
            FactValue::List(texts) => match &texts.not_applicable {
                Some(reason) => self.reason(reason),
                None => written(self.texts(texts.items.iter())),
            },
            FactValue::Entries(entries) => match &entries.not_applicable {
                Some(reason) => self.reason(reason),
                None if entries.is_empty() && entries.has_unread() => {
                    Answer::Missing(Lack::Unreadable).into()
                }
                None => written(self.texts(entries.iter().map(|entry| &**entry))),
            },
        }
    }

    /// How a table of facts answers for everything that it could contain.
    fn table(self, table: &str) -> Answered<'a> {
        match self.design.facts.not_applicable(table) {
            Some(reason) => self.reason(reason),
            None if self.design.is_unread(table) => Answer::Missing(Lack::Unreadable).into(),
            None => Answer::Missing(Lack::Absent).into(),
        }
    }

    fn facts(self, from: &str, fields: &[FactField]) -> Answered<'a> {
        let whole = self.table(from);
        if !whole.how.is_missing() {
            return whole;
        }
        any(fields
            .iter()
            .map(|field| part(fact(self.design, self.template, from, field).into()))
            .chain([whole]))
    }

    fn prose(self, from: &str, hint: &str) -> Answered<'a> {
        match (self.design.text_at(from), self.design.facts.at(from)) {
            (Some(text), _) if placeholder::is_hint_of(&text.value, hint) => {
                Answer::Missing(Lack::Placeholder).into()
            }
            (None, Some(fact)) if is_hint(fact, hint) => Answer::Missing(Lack::Placeholder).into(),
            (Some(text), _) => self.text(text),
            (None, Some(fact)) => self.fact(fact),
            (None, None) => self.table(table_of_text(from)),
        }
    }

    fn entries(self, from: &str) -> Answered<'a> {
        let facts = self.design.facts.table(from).into_iter().flat_map(FactTable::iter);
        any(facts.map(|fact| part(self.fact(fact))).chain([self.table(from)]))
    }

    fn entities<T>(self, entities: &'a Entities<T>) -> Answered<'a> {
        match &entities.not_applicable {
            Some(reason) => self.reason(reason),
            None if !entities.is_empty() => Answer::Given.into(),
            None if entities.has_unread() => Answer::Missing(Lack::Unreadable).into(),
            None => Answer::Missing(Lack::Absent).into(),
        }
    }

    fn drawing(self, of: DrawingKind) -> Answered<'a> {
        let own = match declared_drawing(self.design, of) {
            Some(own) => self.code(&own.mermaid),
            None => Answer::Missing(Lack::Absent).into(),
        };
        let model = match of {
            DrawingKind::Architecture => {
                let others = !self.design.people.is_empty() || !self.design.integrations.is_empty();
                if others { Answer::Given.into() } else { self.entities(&self.design.components) }
            }
            DrawingKind::DataFlow => self.entities(&self.design.flows),
            DrawingKind::Tables => self.entities(&self.design.tables),
            DrawingKind::Deployment => self.entities(&self.design.nodes),
        };
        if own.how.is_missing() { any([model, own].into_iter()) } else { own }
    }

    /// Code is never read: `???` in it is not a placeholder.
    fn code(self, code: &'a Text) -> Answered<'a> {
        match code {
            code if code.not_applicable => self.reason(code),
            code if code.is_stand_in => Answer::Missing(Lack::Unreadable).into(),
            code if code.is_given() => Answer::Given.into(),
            _ => Answer::Missing(Lack::Empty).into(),
        }
    }

    fn tree(self) -> Answered<'a> {
        let own = match self.design.layout.as_ref().and_then(|layout| layout.tree.as_ref()) {
            Some(tree) => self.code(tree),
            None => Answer::Missing(Lack::Absent).into(),
        };
        if !own.how.is_missing() {
            return own;
        }
        if self.design.has_claims() {
            return Answer::Given.into();
        }
        let all = self.entities(&self.design.components);
        if all.how != Answer::Given {
            return any([all, own].into_iter());
        }
        let reasons: Vec<Reason<'a>> = self
            .design
            .components
            .iter()
            .flat_map(|component| {
                let reason = component.files.not_applicable.as_ref().map(|reason| self.reason(reason));
                let texts = reason.into_iter().flat_map(|answered| answered.reasons);
                texts.map(|reason| Reason { about: Some(component.title()), ..reason })
            })
            .collect();
        if !reasons.is_empty() {
            return Answered { how: Answer::Justified, reasons };
        }
        let said = self.design.components.iter().map(|component| match &component.files.not_applicable {
            Some(reason) => self.reason(reason),
            None if component.files.has_unread() => Answer::Missing(Lack::Unreadable).into(),
            None if component.given(|key| key.files).is_unreadable() => {
                Answer::Missing(Lack::Unreadable).into()
            }
            None if component.given(|key| key.directory).is_unreadable() => {
                Answer::Missing(Lack::Unreadable).into()
            }
            None => Answer::Missing(Lack::Absent).into(),
        });
        any(said.chain([own]))
    }
}

/// The best of several answers: one that is given, then one by default, then a reason; among missing
/// answers, one that is already reported as something else.
fn any<'a>(answers: impl Iterator<Item = Answered<'a>>) -> Answered<'a> {
    let rank = |answered: &Answered<'_>| match answered.how {
        Answer::Given => 0,
        Answer::Default => 1,
        Answer::Justified => 2,
        Answer::Missing(Lack::Unreadable) => 3,
        Answer::Missing(Lack::Placeholder) => 4,
        Answer::Missing(Lack::Empty) => 5,
        Answer::Missing(Lack::Absent) => 6,
    };
    answers.min_by_key(rank).unwrap_or(Answer::Missing(Lack::Absent).into())
}

/// A reason for a part applies to that part alone.
fn part(answered: Answered<'_>) -> Answered<'_> {
    if answered.how == Answer::Justified { Answer::Given.into() } else { answered }
}

/// A list or a table that exists, even if it is empty.
fn written(answered: Answered<'_>) -> Answered<'_> {
    if answered.how.is_absent() { Answer::Missing(Lack::Empty).into() } else { answered }
}
