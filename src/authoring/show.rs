//! One entity of a design, with what it cites and what cites it.

use serde_json::{Value as Json, json};

use super::place;
use crate::design::value::{Value, Valued};
use crate::design::{CitedKind, Design, Entities, KeyTarget, Leaf, Trail, Walk as _};
use crate::diagnostic::listed;
use crate::markdown::mentions;
use crate::reading::{nearest, quote_key};
use crate::source::{FileId, Sources, Span, Spanned};

/// An entity, what it cites, and what cites it.
pub(crate) struct Shown<'d> {
    /// The entity.
    pub(crate) entity: Entity<'d>,
    /// What it cites, in the order of the file.
    pub(crate) cites: Vec<Citation>,
    /// What cites it, in the order of the file.
    pub(crate) cited_by: Vec<Citation>,
}

/// An entity of any kind.
pub(crate) struct Entity<'d> {
    /// The table that it is in.
    pub(crate) table: &'static str,
    /// Its id.
    pub(crate) id: &'d Spanned<String>,
    /// Whether a file of the repository has it, and the design takes it.
    pub(crate) is_taken: bool,
    /// What is said of it.
    pub(crate) value: Value<'d>,
}

/// A place that cites an entity.
pub(crate) struct Citation {
    /// The path of the place.
    pub(crate) path: String,
    /// What is cited there.
    pub(crate) id: String,
    /// The place.
    pub(crate) span: Span,
}

/// Words that mean an entity: its own id, or a citation.
pub(crate) struct Mention {
    /// The words.
    pub(crate) id: String,
    /// The place.
    pub(crate) span: Span,
    /// The tables of what it may mean, in the order in which it is looked for.
    tables: Vec<&'static str>,
}

/// What `[R3]` in a text may mean.
const IN_TEXT: [&str; 7] =
    ["requirements", "decisions", "tests", "flows", "people", "components", "integrations"];

/// The words at an offset of a file that mean an entity.
pub(crate) fn mention_at(design: &Design, file: FileId, offset: usize, sources: &Sources) -> Option<Mention> {
    let is_at =
        |span: Span| span.file == file && span.start as usize <= offset && offset <= span.end as usize;
    if let Some(entity) = entities(design).into_iter().find(|entity| is_at(entity.id.span)) {
        let (id, span) = (entity.id.value.clone(), entity.id.span);
        return Some(Mention { id, span, tables: vec![entity.table] });
    }
    if let Some((citation, means)) = citations(design).into_iter().find(|(citation, _)| is_at(citation.span))
    {
        let tables =
            entities(design).into_iter().filter(|entity| entity.id.value == citation.id && means(entity));
        let tables = tables.map(|entity| entity.table).collect();
        return Some(Mention { id: citation.id, span: citation.span, tables });
    }
    let mut found = None;
    design.walk(&mut |leaf| {
        let Leaf::Text(text) = leaf else { return };
        for (range, words) in mentions(&text.value).into_iter().filter(|_| is_at(text.span)) {
            let span = text.locate(sources, range);
            if is_at(span) {
                found = Some(Mention { id: words.to_owned(), span, tables: IN_TEXT.to_vec() });
            }
        }
    });
    found
}

/// What some words mean; `None` if nothing of the design has that id.
pub(crate) fn meant<'d>(design: &'d Design, mention: &Mention) -> Option<Shown<'d>> {
    let mut all = entities(design);
    let is_meant =
        |table: &&str| all.iter().position(|entity| entity.table == *table && entity.id.value == mention.id);
    let at = mention.tables.iter().find_map(is_meant)?;
    Some(Shown::of(design, all.swap_remove(at)))
}

/// Why an entity cannot be shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoEntity {
    /// Nothing has the id.
    #[error("the design has nothing with the id `{id}`{}", near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Unknown { id: String, near: Option<String> },
    /// Several things have it.
    #[error("`{id}` names several things: {}", listed(paths))]
    Several { id: String, paths: Vec<String> },
}

/// Finds an entity by its id, or by its table and its id (`components.api` or `components:api`) where several
/// kinds share one.
pub(crate) fn find<'d>(design: &'d Design, named: &str) -> Result<Shown<'d>, NoEntity> {
    let mut all = entities(design);
    let in_table = |entity: &Entity<'_>, mark: char| {
        named.split_once(mark).is_some_and(|(table, id)| table == entity.table && id == entity.id.value)
    };
    let is_named = |entity: &Entity<'_>| {
        entity.id.value == named || in_table(entity, '.') || in_table(entity, ':') || entity.path() == named
    };
    let found: Vec<usize> = (0..all.len()).filter(|at| is_named(&all[*at])).collect();
    match found[..] {
        [at] => Ok(Shown::of(design, all.swap_remove(at))),
        [] => {
            let near = nearest(named, all.iter().map(|entity| entity.id.value.as_str())).map(str::to_owned);
            Err(NoEntity::Unknown { id: named.to_owned(), near })
        }
        _ => {
            let paths = found.iter().map(|at| format!("`{}`", all[*at].path())).collect();
            Err(NoEntity::Several { id: named.to_owned(), paths })
        }
    }
}

impl Entity<'_> {
    /// Its path in the design.
    pub(crate) fn path(&self) -> String {
        format!("{}.{}", self.table, quote_key(&self.id.value))
    }

    /// Whether a citation of this kind may mean it.
    fn is_of(&self, kind: CitedKind) -> bool {
        kind.tables().contains(&self.table)
    }
}

impl<'d> Shown<'d> {
    fn of(design: &'d Design, entity: Entity<'d>) -> Self {
        let own = entity.path();
        let is_own = |path: &str| path.strip_prefix(&own).is_some_and(|rest| rest.starts_with(['.', '[']));
        let (mut cites, mut cited_by) = (Vec::new(), Vec::new());
        for (citation, means) in citations(design) {
            if is_own(&citation.path) {
                cites.push(citation);
            } else if citation.id == entity.id.value && means(&entity) {
                cited_by.push(citation);
            }
        }
        Self { entity, cites, cited_by }
    }

    /// One object.
    pub(crate) fn json(&self, design: &Design, sources: &Sources) -> Json {
        let entity = &self.entity;
        let all = |citations: &[Citation]| -> Vec<Json> {
            let one = |it: &Citation| json!({ "path": it.path, "id": it.id, "span": place::json(it.span, sources) });
            citations.iter().map(one).collect()
        };
        json!({
            "design": design.id,
            "table": entity.table,
            "id": entity.id.value,
            "path": entity.path(),
            "span": place::json(entity.id.span, sources),
            "taken": entity.is_taken,
            "value": entity.value.to_json(),
            "cites": all(&self.cites),
            "cited_by": all(&self.cited_by),
        })
    }
}

/// Every entity of a design, table by table.
pub(crate) fn entities(design: &Design) -> Vec<Entity<'_>> {
    fn all<'d, T: Valued>(table: &'static str, of: &'d Entities<T>, found: &mut Vec<Entity<'d>>) {
        found.extend(of.iter().map(|one| {
            let value = one.body().as_value();
            Entity { table, id: &one.id, is_taken: one.is_taken, value }
        }));
    }
    let mut found = Vec::new();
    all("requirements", &design.requirements, &mut found);
    all("technologies", &design.technologies, &mut found);
    all("people", &design.people, &mut found);
    all("integrations", &design.integrations, &mut found);
    all("components", &design.components, &mut found);
    all("flows", &design.flows, &mut found);
    all("api", &design.api, &mut found);
    all("models", &design.models, &mut found);
    all("tables", &design.tables, &mut found);
    all("decisions", &design.decisions, &mut found);
    all("risks", &design.risks, &mut found);
    all("nodes", &design.nodes, &mut found);
    all("tests", &design.tests, &mut found);
    found
}

/// Which entities a citation may mean.
type Means = Box<dyn Fn(&Entity<'_>) -> bool>;

/// Every citation of a design, in the order of its declaration.
fn citations(design: &Design) -> Vec<(Citation, Means)> {
    let mut found: Vec<(Citation, Means)> = Vec::new();
    design.walk_at(&Trail::TOP, &mut |leaf, trail| match leaf {
        Leaf::Reference(kind, id) => {
            let citation = Citation { path: trail.to_string(), id: id.value.clone(), span: id.span };
            found.push((citation, Box::new(move |entity| entity.is_of(kind))));
        }
        Leaf::Plain(name) if trail.last_key() == Some("technology") => {
            let citation = Citation { path: trail.to_string(), id: name.value.clone(), span: name.span };
            found.push((citation, Box::new(|entity| entity.table == "technologies")));
        }
        _ => {}
    });
    for table in &design.tables {
        for key in table.keys() {
            let KeyTarget::Columns { table: target, .. } = key.target else { continue };
            let columns: Vec<&str> = key.columns.iter().map(|column| &***column).collect();
            let path = format!("tables.{}.{}", quote_key(&table.id.value), columns.join(","));
            let citation = Citation { path, id: target.to_owned(), span: key.references.span };
            found.push((citation, Box::new(|entity| entity.table == "tables")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{NoEntity, find};
    use crate::design::{Design, KnownNames};
    use crate::diagnostic::Sink;
    use crate::reading::Reader;
    use crate::source::{Root, Sources};

    const DESIGN: &str = r#"template = "architecture@1"
design = { title = "Shop", version = "1.0.0", status = "draft" }
requirements.R1 = { category = "Orders", text = "Orders are kept." }
technologies."Node.js" = "runs it"
components.api = { name = "API", kind = "service", technology = ["Node.js"], satisfies = ["R1"], uses = { db = "stores" } }
components.db = { name = "DB", kind = "database" }
flows.api = { title = "Order", steps = [{ from = "api", to = "db", send = "order" }] }
tables.orders = { component = "db", columns = [{ name = "id", type = "uuid", key = "primary" }] }
tables.lines = { columns = [{ name = "order", type = "uuid", references = "orders.id" }] }
"#;

    fn design() -> Design {
        let (mut sources, mut sink) = (Sources::new(), Sink::default());
        let file = sources.add("shop.toml", DESIGN);
        let root = Root::new(std::path::Path::new("."), false);
        let mut reader = Reader::new(&mut sources, &root, file, &mut sink);
        Design::read(&KnownNames::default(), &mut reader).expect("a design")
    }

    #[track_caller]
    fn check(named: &str, cites: &[&str], cited_by: &[&str]) {
        let design = design();
        let Ok(shown) = find(&design, named) else { panic!("{named} is found") };
        let ids: Vec<&str> = shown.cites.iter().map(|it| it.id.as_str()).collect();
        let paths: Vec<&str> = shown.cited_by.iter().map(|it| it.path.as_str()).collect();
        assert_eq!((ids, paths), (cites.to_vec(), cited_by.to_vec()), "{named}");
    }

    #[test]
    fn an_entity_is_found_with_its_citations() {
        check("R1", &[], &["components.api.satisfies[0]"]);
        check("components.api", &["Node.js", "R1", "db"], &["flows.api.steps[0].from"]);
        check("flows:api", &["api", "db"], &[]);
        check("db", &[], &["components.api.uses.db", "flows.api.steps[0].to", "tables.orders.component"]);
        check("Node.js", &[], &["components.api.technology[0]"]);
        check("technologies.\"Node.js\"", &[], &["components.api.technology[0]"]);
        check("orders", &["db"], &["tables.lines.order"]);
    }

    #[test]
    fn what_is_not_found_has_a_reason() {
        let design = design();
        let why = |named: &str| find(&design, named).err().as_ref().map(NoEntity::to_string);
        let unknown = "the design has nothing with the id `order`; did you mean `orders`?";
        assert_eq!(why("order").as_deref(), Some(unknown));
        let several = "`api` names several things: `components.api` and `flows.api`";
        assert_eq!(why("api").as_deref(), Some(several));
        assert_eq!(why("?").as_deref(), Some("the design has nothing with the id `?`"));
    }
}
