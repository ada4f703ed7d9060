//! What a rule looks at: a design, the template it is printed by, and what many rules need to
//! know of both, worked out once.

use std::cell::OnceCell;
use std::path::Path;

use super::Graph;
use crate::design::{Coverage, Design, Fact, KnownFacts, Status};
use crate::diagnostic::Finding;
use crate::source::{Sources, Span, Spanned};
use crate::template::{FactField, Kind, Template};

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
    pub project_root: Option<&'a Path>,
    /// The other designs, where the whole book is seen.
    pub book: Option<&'a [Known]>,
    coverage: OnceCell<Coverage<'a>>,
    graph: OnceCell<Graph<'a>>,
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
            project_root: None,
            book: None,
            coverage: OnceCell::new(),
            graph: OnceCell::new(),
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

    /// A related place that says where an id is declared.
    pub fn declared(&self, finding: Finding, id: &Spanned<String>) -> Finding {
        finding.related(id.span, format!("`{}` is declared here", id.value))
    }
}
