//! One short example of each kind of entity.
//!
//! Together, the examples are a consistent design: what one cites, another declares. An example for
//! a table that the template does not show is left out, and so are citations of it.

use super::{Skeleton, placeholder};
use crate::design::{ComponentKind, Priority, RequirementKind, TestLevel};
use crate::template::{DrawingKind, Kind, Template, Words};

/// Writes the examples that answer a block.
pub(super) fn show(kind: &Kind, skeleton: &mut Skeleton<'_>) {
    for table in tables(kind) {
        if skeleton.first(table) {
            example(table, kind, skeleton);
        }
    }
}

/// The tables that answer a block of entities.
fn tables(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Prose { .. } | Kind::Facts { .. } | Kind::Entries(_) => &[],
        Kind::Diagram { of: DrawingKind::Architecture, .. } => &["people", "components", "diagrams"],
        Kind::Diagram { of: DrawingKind::DataFlow, .. } => &["people", "components", "flows"],
        Kind::Diagram { of: DrawingKind::Tables, .. } | Kind::Tables(_) => &["tables"],
        Kind::Requirements(_) => &["requirements"],
        Kind::Technologies(_) => &["technologies"],
        Kind::Integrations(_) => &["integrations"],
        Kind::Components(_) => &["people", "components"],
        Kind::Tree(_) => &["components", "layout"],
        Kind::Api(_) => &["components", "api"],
        Kind::Models(_) => &["models"],
        Kind::Decisions(_) => &["decisions"],
        Kind::Tests(_) => &["tests"],
        Kind::Footprint(_) => &["footprint"],
    }
}

fn example(table: &str, kind: &Kind, skeleton: &mut Skeleton<'_>) {
    // A table may be shown because of another block, but its hints are in the block of the same
    // name.
    let own = skeleton.template.blocks().find(|(_, block)| block.kind.name() == table);
    let words = own.map_or(kind, |(_, block)| &block.kind).words();
    let hint = |key: &str, fallback: &str| {
        placeholder(words.and_then(|words| words.sample(key)).unwrap_or(fallback))
    };
    let cites = |table: &str| shows(skeleton.template, table);
    let satisfies = if cites("requirements") { "#satisfies = [\"R1\"]" } else { "" };
    let component = if cites("components") { "#component = \"app\"" } else { "" };
    let text = match table {
        "requirements" => format!(
            "#[requirements.R1]\n#category = {}\n#text = {}\n#kind = \"functional\"  # {}\n#priority = \"must\"  # {}",
            hint("category", "Category"),
            hint("text", "What the system must do or be"),
            RequirementKind::WORDS.join(", "),
            Priority::WORDS.join(", "),
        ),
        "technologies" => format!(
            "#[technologies]\n#{} = {}",
            hint("name", "Technology"),
            hint("purpose", "What it is used for"),
        ),
        "people" => "#[people.user]\n#name = \"User\"\n#description = \"[What they want from the system]\"\n\
                     #uses = { app = \"[What for]\" }"
            .to_owned(),
        "integrations" => format!(
            "#[integrations.other-system]\n#name = {}\n#description = \"[What it does for us]\"\n#mechanism = {}\n\
             #data = {}\n#protocol = \"HTTPS\"\n#auth = \"[How the two sides authenticate]\"\n\
             #failure = \"[What happens when it is unavailable]\"",
            hint("name", "External system"),
            hint("mechanism", "How the integration works"),
            hint("data", "What data is exchanged"),
        ),
        "components" => component_example(skeleton.template, &hint, satisfies),
        "diagrams" => "# The diagrams are drawn from people, components, integrations and flows. To replace one,\n\
                       # write your own here, in Mermaid.\n#[diagrams]\n#architecture = \"flowchart LR; user --> app\""
            .to_owned(),
        "flows" => {
            let covers = if cites("requirements") { "#covers = [\"R1\"]\n" } else { "" };
            format!(
                "#[flows.first]\n#title = \"[What happens]\"\n{covers}\
                 #steps = [{{ from = \"user\", to = \"app\", send = \"[Call]\", reply = \"[Answer]\" }}]"
            )
        }
        "layout" => "# The file tree is drawn from the components' files. To replace it, write your own here.\n\
                     #[layout]\n#tree = \"project/\\n└── src/\\n    └── main.rs\""
            .to_owned(),
        "api" => format!(
            "#[api.first]\n#endpoint = \"GET /things/{{id}}\"\n{component}\n#auth = \"[How callers authenticate, or none]\"\n\
             #description = {}\n{satisfies}\n#responses = {{ 200 = \"[Meaning]\", 404 = \"[Meaning]\" }}",
            hint("endpoint", "What it does"),
        ),
        "models" => format!(
            "#[models.Thing]\n#language = \"json\"\n#code = '{{ \"id\": 1 }}'\n#description = {}",
            hint("name", "What it represents"),
        ),
        "tables" => format!(
            "#[tables.things]\n#description = {}\n{component}\n\
             #columns = [{{ name = \"id\", type = \"uuid\", key = \"primary\", description = {} }}]\n\
             #indexes = [{{ name = \"things_id_idx\", columns = [\"id\"], description = {} }}]",
            hint("name", "What a row represents"),
            hint("description", "What it contains"),
            hint("index", "What it is for"),
        ),
        "decisions" => format!(
            "#[decisions.ADR-1]\n#title = {}\n#status = \"proposed\"\n{}#context = {}\n#chosen = \"first\"\n\
             #rationale = {}\n#consequences = {{ good = [\"[What improves]\"], bad = [\"[What gets worse]\"] }}\n\
             #[decisions.ADR-1.options.first]\n#title = {}\n#pros = [\"[An argument for it]\"]\n\
             #cons = [\"[An argument against it]\"]\n#[decisions.ADR-1.options.second]\n#title = \"[Another option]\"",
            hint("title", "What is decided"),
            if cites("requirements") { "#addresses = [\"R1\"]\n" } else { "" },
            hint("context", "Why this decision was needed"),
            hint("rationale", "Why this option was chosen"),
            hint("option", "Option"),
        ),
        "tests" => format!(
            "#[tests.T1]\n#title = {}\n#level = \"integration\"  # {}\n{}#tool = \"[The tool that runs it]\"",
            hint("title", "What the test shows"),
            TestLevel::WORDS.join(", "),
            if cites("requirements") { "#verifies = [\"R1\"]\n" } else { "" },
        ),
        "footprint" => format!(
            "#[footprint]\n#generated-by = {}\n#framework = {}\n#framework-version = \"1.0.0\"\n\
             #generated-at = 2026-01-31T09:30:00Z",
            hint("generated-by", "Name of the author or tool"),
            hint("framework", "Name of the framework"),
        ),
        _ => return,
    };
    skeleton.line("");
    text.lines().filter(|line| !line.is_empty()).for_each(|line| skeleton.line(line));
}

fn component_example(template: &Template, hint: &dyn Fn(&str, &str) -> String, satisfies: &str) -> String {
    let technology = template.blocks().find_map(|(_, block)| match &block.kind {
        Kind::Technologies(words) => Some(Words::sample(words, "name").unwrap_or("Technology")),
        _ => None,
    });
    let technology =
        technology.map(|name| format!("#technology = [{}]\n", placeholder(name))).unwrap_or_default();
    format!(
        "#[components.app]\n#name = {}\n#kind = \"service\"  # {}\n#description = \"[What it does]\"\n{technology}\
         {satisfies}\n#directory = \"src\"\n#files = {{ \"main.rs\" = {} }}",
        hint("name", "Component"),
        ComponentKind::WORDS.join(", "),
        hint("purpose", "Purpose"),
    )
}

/// Whether a block of the template shows a table.
fn shows(template: &Template, table: &str) -> bool {
    template.blocks().any(|(_, block)| tables(&block.kind).contains(&table))
}
