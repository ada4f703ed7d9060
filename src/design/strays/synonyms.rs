//! The names that people have for the tables of a design.

/// The tables that a name may mean. Which of them there are depends on the format's version and on the
/// templates: the first one that is known is meant.
pub(super) fn tables(name: &str) -> &'static [&'static str] {
    let name = name.trim().to_lowercase().replace(['_', ' '], "-");
    let found = SYNONYMS.iter().find(|(_, names)| names.contains(&name.as_str()));
    found.map_or(&[], |(tables, _)| tables)
}

const SYNONYMS: &[(&[&str], &[&str])] = &[
    (
        &["people"],
        &[
            "actor",
            "actors",
            "user",
            "users",
            "persona",
            "personas",
            "person",
            "persons",
            "role",
            "roles",
            "stakeholder",
            "stakeholders",
            "audience",
            "customers",
        ],
    ),
    (
        &["components"],
        &[
            "service",
            "services",
            "microservice",
            "microservices",
            "database",
            "databases",
            "db",
            "container",
            "containers",
            "module",
            "modules",
            "part",
            "parts",
            "building-blocks",
            "queue",
            "queues",
            "cache",
            "caches",
            "worker",
            "workers",
            "app",
            "apps",
            "application",
            "applications",
            "frontend",
            "frontends",
            "backend",
            "backends",
            "store",
            "stores",
            "subsystem",
            "subsystems",
            "element",
            "elements",
            "job",
            "jobs",
            "function",
            "functions",
            "gateway",
            "gateways",
            "library",
            "libraries",
            "topics",
        ],
    ),
    (
        &["integrations"],
        &[
            "external",
            "externals",
            "external-system",
            "external-systems",
            "external-service",
            "external-services",
            "system",
            "systems",
            "third-party",
            "third-parties",
            "partner",
            "partners",
            "dependency",
            "dependencies",
            "neighbours",
            "neighbors",
        ],
    ),
    (
        &["decisions"],
        &["adr", "adrs", "record", "records", "choices", "decision-records", "architecture-decisions"],
    ),
    (
        &["requirements"],
        &[
            "req",
            "reqs",
            "feature",
            "features",
            "story",
            "stories",
            "user-story",
            "user-stories",
            "nfr",
            "nfrs",
            "functional-requirements",
            "non-functional-requirements",
            "quality",
            "qualities",
            "quality-attributes",
            "constraint",
            "constraints",
        ],
    ),
    (
        &["flows"],
        &[
            "scenario",
            "scenarios",
            "sequence",
            "sequences",
            "workflow",
            "workflows",
            "use-case",
            "use-cases",
            "process",
            "processes",
            "interactions",
            "journeys",
        ],
    ),
    (
        &["api"],
        &[
            "apis",
            "endpoint",
            "endpoints",
            "interface",
            "interfaces",
            "route",
            "routes",
            "contract",
            "contracts",
            "rest",
            "events",
            "messages",
        ],
    ),
    (
        &["models"],
        &[
            "entity",
            "entities",
            "type",
            "types",
            "struct",
            "structs",
            "class",
            "classes",
            "domain-model",
            "data-models",
            "dto",
            "dtos",
        ],
    ),
    (&["tables"], &["schema", "schemas", "database-schema", "collections", "relations", "db-tables"]),
    (
        &["technologies"],
        &["tech", "stack", "tech-stack", "technology-stack", "languages", "tools", "frameworks"],
    ),
    (&["tests"], &["test-case", "test-cases", "cases", "test-plan"]),
    (&["testing"], &["qa", "test-strategy"]),
    (&["monitoring"], &["observability", "telemetry"]),
    (&["performance"], &["perf", "scalability", "slo", "slos", "sla", "slas", "targets"]),
    (&["error-handling"], &["errors", "resilience", "failures"]),
    (&["deployment"], &["deployments", "environments", "rollout", "release"]),
    (&["operations"], &["ops", "runbook", "maintenance"]),
    (&["diagrams"], &["pictures", "figures", "mermaid"]),
    (&["design"], &["document", "doc", "metadata", "meta", "info", "about", "project"]),
    (&["allow"], &["ignore", "ignores", "exceptions", "suppress"]),
    (
        &["scope", "notes"],
        &["goals", "non-goals", "objectives", "assumptions", "questions", "open-questions"],
    ),
    (&["risks", "notes"], &["risk", "threats", "threat-model"]),
    (&["glossary", "notes"], &["terms", "definitions", "vocabulary", "abbreviations"]),
    (
        &["nodes", "deployment"],
        &["node", "host", "hosts", "servers", "cluster", "clusters", "machines", "infrastructure", "regions"],
    ),
    (
        &["notes"],
        &[
            "note",
            "remarks",
            "comments",
            "appendix",
            "background",
            "context",
            "overview",
            "introduction",
            "summary",
            "roadmap",
            "milestones",
        ],
    ),
    (&["x"], &["custom", "extra", "extras", "extensions", "vendor"]),
];

#[cfg(test)]
mod tests {
    use super::{SYNONYMS, tables};

    #[test]
    fn a_name_stands_for_one_kind_of_table() {
        let mut names: Vec<&str> = SYNONYMS.iter().flat_map(|(_, names)| *names).copied().collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        assert_eq!(tables("Use Cases"), ["flows"]);
        assert!(tables("colours").is_empty());
    }
}
