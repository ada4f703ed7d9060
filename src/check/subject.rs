//! What a rule looks at: a design, the template it is printed by, and what many rules need to
//! know of both, worked out once.

use std::cell::OnceCell;
use std::ops::Range;

use super::{Graph, Links};
use crate::answer;
use crate::design::{Claim, Code, ComponentKind, Coverage, Design, Fact, KnownFacts, Status, Table, Text};
use crate::diagnostic::{Finding, Rule};
use crate::markdown::Schemes;
use crate::reading::{Paths, Plain};
use crate::source::{Root, Sources, Span, Spanned};
use crate::template::{DrawingKind, FactField, Kind, Template};

/// A design under check.
pub struct Subject<'a> {
    /// The design.
    pub design: &'a Design,
    /// The template it is printed by.
    pub template: &'a Template,
    /// The facts that the book's templates know.
    pub facts: &'a KnownFacts,
    /// All texts, for places inside a text.
    pub sources: &'a Sources,
    /// The folder that the design's `files` lie in, where book.toml names it.
    pub project: Option<&'a Root>,
    /// The schemes that links may have.
    pub schemes: Schemes,
    /// The other designs, where the whole book is seen.
    pub book: Option<&'a [Known]>,
    paths: OnceCell<Paths>,
    coverage: OnceCell<Coverage<'a>>,
    graph: OnceCell<Graph<'a>>,
    links: OnceCell<Links>,
    claims: OnceCell<Vec<Claim<'a>>>,
}

/// What is known of a design of the same book.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// Its status.
    pub status: Status,
    /// The design that replaces it.
    pub superseded_by: Option<String>,
    /// Where its id, or else its title, stands.
    pub span: Span,
}

impl<'a> Subject<'a> {
    /// A design, its template and the texts they were read from.
    pub fn new(
        design: &'a Design,
        template: &'a Template,
        facts: &'a KnownFacts,
        sources: &'a Sources,
    ) -> Self {
        Self {
            design,
            template,
            facts,
            sources,
            project: None,
            schemes: Schemes::default(),
            book: None,
            paths: OnceCell::new(),
            coverage: OnceCell::new(),
            graph: OnceCell::new(),
            links: OnceCell::new(),
            claims: OnceCell::new(),
        }
    }

    /// Which requirement is cited by what.
    pub fn coverage(&self) -> &Coverage<'a> {
        self.coverage.get_or_init(|| Coverage::of(self.design))
    }

    /// The elements and their relationships.
    pub fn graph(&self) -> &Graph<'a> {
        self.graph.get_or_init(|| Graph::of(self.design))
    }

    /// Which elements are joined, near and far.
    pub fn links(&self) -> &Links {
        self.links.get_or_init(|| Links::of(self.graph()))
    }

    /// The files that components claim.
    pub fn claims(&self) -> &[Claim<'a>] {
        self.claims.get_or_init(|| self.design.claims().collect())
    }

    /// The author's own architecture diagram, where there is one.
    pub fn own_architecture(&self) -> Option<&'a Code> {
        answer::own_drawing(self.design, DrawingKind::Architecture).map(|own| &own.mermaid)
    }

    /// The author's own data-flow diagram, where there is one.
    pub fn own_data_flow(&self) -> Option<&'a Code> {
        answer::own_drawing(self.design, DrawingKind::DataFlow).map(|own| &own.mermaid)
    }

    /// Every sample of code with its language, where it names one.
    pub fn samples(&self) -> impl Iterator<Item = (&'a Plain, Option<&'a Code>)> {
        let contracts = self.design.api.iter().flat_map(|contract| {
            let sent = contract.request.iter().chain(&contract.message);
            let sent = sent.map(|sample| (sample.language.as_ref(), Some(&sample.code)));
            let answers = contract.responses.iter();
            sent.chain(answers.map(|answer| (answer.language.as_ref(), answer.code.as_ref())))
        });
        let models = self.design.models.iter().map(|model| (Some(&model.language), Some(&model.code)));
        contracts.chain(models).filter_map(|(language, code)| Some((language?, code)))
    }

    /// Whether a table may lie in a database: its component is one, or is not named.
    pub fn is_in_database(&self, table: &Table) -> bool {
        let component = table.component.as_ref().and_then(|id| self.design.components.get(id));
        component.is_none_or(|component| {
            let kind = component.kind.value;
            kind == ComponentKind::Database || !kind.is_store()
        })
    }

    /// A fact of the design by its path, such as `security.rate-limiting`.
    pub fn fact(&self, path: &str) -> Option<&'a Fact> {
        self.design.facts.at(path)
    }

    /// What a fact says: the design's text (a list or named entries joined by lines), a number,
    /// or the template's default. A reason for a gap is not what it says.
    pub fn fact_text(&self, path: &str) -> Option<String> {
        use crate::design::FactValue;
        match self.fact(path) {
            Some(fact) => match &fact.value {
                FactValue::Number(number) => Some(number.value.clone()),
                FactValue::Date(date) => Some(date.to_string()),
                _ => {
                    let texts: Vec<&str> = fact.texts().iter().map(|text| text.value.as_str()).collect();
                    (!texts.is_empty()).then(|| texts.join("\n"))
                }
            },
            None => self.field(path).and_then(|field| field.default.clone()),
        }
    }

    /// Whether a fact, or the table it stands in, is not applicable: the place of the reason.
    pub fn not_applicable(&self, path: &str) -> Option<Span> {
        if let Some(fact) = self.fact(path) {
            return fact.not_applicable().map(|reason| reason.span);
        }
        let (table, _) = path.rsplit_once('.')?;
        self.design.facts.not_applicable(table).map(|reason| reason.span)
    }

    /// The template's field of a fact.
    pub fn field(&self, path: &str) -> Option<&'a FactField> {
        self.template.field(path)
    }

    /// Every fact that the template names, by its path, with its field.
    pub fn fields(&self) -> impl Iterator<Item = (String, &'a FactField)> {
        self.template.blocks().flat_map(|(_, block)| match &block.kind {
            Kind::Facts { from, fields } => {
                fields.iter().map(|field| (format!("{from}.{}", field.key), field)).collect()
            }
            _ => Vec::new(),
        })
    }

    /// The dotted path of a place in the design, to name what has no name of its own.
    pub fn path_of(&self, span: Span) -> &str {
        let source = self.sources.get(self.design.file);
        self.paths.get_or_init(|| Paths::of(source.text())).at(span.range())
    }

    /// A finding inside a text, wherever the text lives.
    pub fn in_text(&self, rule: &'static Rule, text: &Text, range: Range<usize>, message: String) -> Finding {
        let finding = Finding::new(rule, text.locate(self.sources, range), message);
        if text.file().is_some() { finding.anchor(text.span) } else { finding }
    }

    /// The first line of a text that says something: enough to point at a long one.
    pub fn first_line(&self, text: &Text) -> Span {
        let start = text.value.len() - text.value.trim_start().len();
        let length = text.value[start..].lines().next().map_or(0, str::len);
        text.locate(self.sources, start..start + length)
    }

    /// Says where the template asks for something, where it is a file that the author can open:
    /// of an embedded one there is no line to go to.
    pub fn asked_for(&self, finding: Finding, place: Span, message: &str) -> Finding {
        if self.sources.get(place.file).is_on_disk() { finding.related(place, message) } else { finding }
    }

    /// A related place that says where an id is declared.
    pub fn declared(&self, finding: Finding, id: &Spanned<String>) -> Finding {
        finding.related(id.span, format!("`{}` is declared here", id.value))
    }
}
