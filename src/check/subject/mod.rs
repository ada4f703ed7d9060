//! What a rule looks at: a design, its template, and the views of both that many rules need, each
//! built once.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use semver::Version;

use crate::answer::{self, Completeness, placeholder};
use crate::catalog::landscape::Landscape;
use crate::catalog::{Member, Series};
use crate::compare::Changes;
use crate::design::{
    Claim, Code, ComponentKind, Coverage, Design, Fact, KnownFacts, Status, Table, TableKind, Text,
};
use crate::diagnostic::{Finding, Rule};
use crate::markdown::Schemes;
use crate::reading::{PathsOf, Plain};
use crate::source::{Root, Sources, Span, Spanned};
use crate::template::{BlockKind, DrawingKind, FactField, Template};

mod agreement;
mod between;
mod called;
mod earlier;
pub(super) mod file_tree;
mod graph;
mod joined;
pub(super) mod own_diagrams;
pub(super) mod statement;

pub use agreement::Agreed;
pub use between::Between;
pub(super) use called::Called;
pub use earlier::Earlier;
pub use graph::{Edge, Graph, Node, NodeKind};
pub use joined::Joined;

/// A design that is being checked.
pub struct Subject<'a> {
    /// The design.
    pub design: &'a Design,
    /// The design's template.
    pub template: &'a Template,
    /// The facts that the book's templates know.
    pub facts: &'a KnownFacts,
    /// All source texts, to find places inside them.
    pub sources: &'a Sources,
    /// The folder that the design's `files` are relative to, if book.toml names it.
    pub project: Option<&'a Root>,
    /// The URL schemes that links may have.
    pub schemes: Schemes,
    /// All designs of the book, if the whole book is being checked.
    pub book: Option<&'a [OtherDesign]>,
    /// What the designs of the book use of each other, if all of them are known.
    pub landscape: Option<&'a Landscape<'a>>,
    /// What is between the designs of the book, if all of them are known.
    pub between: Option<&'a Between<'a>>,
    /// The series that the design is a version of, or whose folder it is in.
    pub series: Option<&'a Series>,
    /// The earlier designs that designs are compared with, if there may be any.
    pub earlier: Option<&'a dyn Earlier>,
    /// What the files of the repository say that the design names.
    pub agreed: Option<Agreed<'a>>,
    paths: PathsOf<'a>,
    coverage: OnceCell<Coverage<'a>>,
    graph: OnceCell<Graph<'a>>,
    joined: OnceCell<Joined>,
    claims: OnceCell<Vec<Claim<'a>>>,
    placeholders: OnceCell<Vec<placeholder::Found<'a>>>,
}

/// What a rule can know about another design of the same book.
#[derive(Clone, Debug)]
pub struct OtherDesign {
    /// The design's id.
    pub id: String,
    /// The design's status.
    pub status: Status,
    /// The id of the design that replaces this one.
    pub superseded_by: Option<String>,
    /// The place of the design's id, or of its title if it has no id.
    pub span: Span,
}

impl<'a> Subject<'a> {
    /// A subject from a design, its template and the texts they were read from.
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
            landscape: None,
            between: None,
            series: None,
            earlier: None,
            agreed: None,
            paths: PathsOf::new(sources.get(design.file).text()),
            coverage: OnceCell::new(),
            graph: OnceCell::new(),
            joined: OnceCell::new(),
            claims: OnceCell::new(),
            placeholders: OnceCell::new(),
        }
    }

    /// The design as a version of its series.
    pub fn member(&self) -> Option<&'a Member> {
        self.series?.member(self.design.file)
    }

    /// The number of this design, or of another version: in a series it is the name of the file.
    pub fn number(&self, design: &'a Design) -> Option<&'a Version> {
        let member = self.series.and_then(|series| series.member(design.file));
        member.map(|member| &member.number).or(design.meta.version.semver.as_ref())
    }

    /// The earlier design that this one is compared with.
    pub fn baseline(&self) -> Option<&'a Design> {
        self.earlier?.baseline(self.design.file)
    }

    /// What the design changes against the one that it is compared with.
    pub fn changes(&self) -> Option<Arc<Changes>> {
        self.earlier?.changes(self.design.file)
    }

    /// Which elements cite each requirement.
    pub fn coverage(&self) -> &Coverage<'a> {
        self.coverage.get_or_init(|| Coverage::of(self.design))
    }

    /// The elements and their relationships.
    pub fn graph(&self) -> &Graph<'a> {
        self.graph.get_or_init(|| Graph::of(self.design))
    }

    /// Which elements are joined, directly or through others.
    pub fn joined(&self) -> &Joined {
        self.joined.get_or_init(|| Joined::of(self.graph()))
    }

    /// The files that components claim.
    pub fn claims(&self) -> &[Claim<'a>] {
        self.claims.get_or_init(|| self.design.claims().collect())
    }

    /// Every placeholder of the design.
    pub fn placeholders(&self) -> &[placeholder::Found<'a>] {
        self.placeholders.get_or_init(|| {
            let mut found = Vec::new();
            placeholder::each(self.design, self.template, &mut |placeholder| found.push(placeholder));
            found
        })
    }

    /// How much of what the template requires is answered.
    pub fn completeness(&self) -> Completeness {
        Completeness::with(self.design, self.template, self.placeholders().len())
    }

    /// The author's own architecture diagram, if there is one.
    pub fn own_architecture(&self) -> Option<&'a Code> {
        answer::own_drawing(self.design, DrawingKind::Architecture).map(|own| &own.mermaid)
    }

    /// The author's own data-flow diagram, if there is one.
    pub fn own_data_flow(&self) -> Option<&'a Code> {
        answer::own_drawing(self.design, DrawingKind::DataFlow).map(|own| &own.mermaid)
    }

    /// The language and the code of every code sample that names a language.
    pub fn samples(&self) -> impl Iterator<Item = (&'a Plain, Option<&'a Code>)> {
        let contracts = self.design.api.iter().flat_map(|contract| {
            let operations = || contract.operations.iter();
            let sent = contract.request.iter().chain(&contract.message);
            let sent = sent.chain(operations().filter_map(|operation| operation.request.as_ref()));
            let sent = sent.map(|sample| (sample.language.as_ref(), Some(&sample.code)));
            let answers = contract.responses.iter();
            let answers = answers.chain(operations().flat_map(|operation| operation.responses.iter()));
            sent.chain(answers.map(|answer| (answer.language.as_ref(), answer.code.as_ref())))
        });
        let items = self.design.tables.iter().filter_map(|table| table.sample.as_ref());
        let items = items.map(|sample| (sample.language.as_ref(), Some(&sample.code)));
        let models = self.design.models.iter().map(|model| (Some(&model.language), Some(&model.code)));
        contracts.chain(models).chain(items).filter_map(|(language, code)| Some((language?, code)))
    }

    /// Whether a table may have keys and indexes: it is neither a collection nor a view, and its component is a
    /// database, is not a store, or is not named.
    pub fn is_in_database(&self, table: &Table) -> bool {
        if table.kind() != TableKind::Table {
            return false;
        }
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

    /// The place of the reason why a fact, or the table that contains it, is not applicable.
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

    /// Every fact that the template names: its path and its field.
    pub fn fields(&self) -> impl Iterator<Item = (String, &'a FactField)> {
        self.template.blocks().flat_map(|(_, block)| match &block.kind {
            BlockKind::Facts { from, fields } => {
                fields.iter().map(|field| (format!("{from}.{}", field.key), field)).collect()
            }
            _ => Vec::new(),
        })
    }

    /// The dotted path of a place in the design, to identify something that has no name.
    pub fn path_of(&self, span: Span) -> String {
        self.paths.at(span.range())
    }

    /// A finding inside a text, whichever file contains the text.
    pub fn in_text(&self, rule: &'static Rule, text: &Text, range: Range<usize>, message: String) -> Finding {
        let finding = Finding::new(rule, text.locate(self.sources, range), message);
        if text.file().is_some() { finding.anchor(text.span) } else { finding }
    }

    /// The first line of a text that is not blank: enough to point at a long text.
    pub fn first_line(&self, text: &Text) -> Span {
        let start = text.value.len() - text.value.trim_start().len();
        let length = text.value[start..].lines().next().map_or(0, str::len);
        text.locate(self.sources, start..start + length)
    }

    /// Adds the place where the template asks for something, if the template is a file that the author
    /// can open. An embedded template has no line to go to.
    pub fn asked_for(&self, finding: Finding, place: Span, message: &str) -> Finding {
        if self.sources.get(place.file).is_from_file() { finding.related(place, message) } else { finding }
    }

    /// Adds the place where an id is declared.
    pub fn declared(&self, finding: Finding, id: &Spanned<String>) -> Finding {
        finding.related(id.span, format!("`{}` is declared here", id.value))
    }
}
