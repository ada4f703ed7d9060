//! Words in the names of elements: what they leave no doubt about.

use crate::markdown::labels::normal;
use crate::markdown::named::says;

/// Whether a name is that of a person.
pub(in super::super) fn is_person(name: &str) -> bool {
    const WORDS: [&str; 44] = [
        "user",
        "users",
        "customer",
        "customers",
        "person",
        "people",
        "operator",
        "operators",
        "admin",
        "admins",
        "administrator",
        "administrators",
        "clerk",
        "manager",
        "employee",
        "staff",
        "visitor",
        "member",
        "driver",
        "courier",
        "rider",
        "doctor",
        "nurse",
        "teacher",
        "student",
        "pupil",
        "parent",
        "librarian",
        "reader",
        "agent",
        "developer",
        "benutzer",
        "nutzer",
        "kunde",
        "kundin",
        "kunden",
        "mitarbeiter",
        "sachbearbeiter",
        "sachbearbeiterin",
        "lehrer",
        "leser",
        "fahrer",
        "besucher",
        "worker",
    ];
    normal(name).split(' ').next_back().is_some_and(|word| WORDS.contains(&word))
}

/// `Component: API gateway` as the name alone.
pub(super) fn own_name(words: &str) -> String {
    let kinds = [
        "component",
        "service",
        "module",
        "container",
        "building block",
        "white box",
        "whitebox",
        "blackbox",
        "black box",
        "baustein",
        "komponente",
        "system",
    ];
    let plain = words.trim().trim_matches(['`', '<', '>']).trim();
    if let Some((kind, name)) = plain.split_once(':')
        && kinds.contains(&normal(kind).as_str())
        && says(name)
    {
        return name.trim().to_owned();
    }
    for kind in ["White Box ", "Whitebox ", "Black Box ", "Blackbox ", "White box ", "Black box "] {
        if let Some(name) = plain.strip_prefix(kind) {
            return name.trim_matches(['`', '"', '„', '“', ' ']).to_owned();
        }
    }
    plain.to_owned()
}

/// Whether a word that names a part of documents is also what components are called.
pub(super) fn is_kind_name(name: &str) -> bool {
    [
        "database",
        "api",
        "frontend",
        "backend",
        "cache",
        "storage",
        "scheduler",
        "gateway",
        "monitoring",
        "queue",
    ]
    .contains(&normal(name).as_str())
}

/// Whether the head of a column says that its cells are components.
pub(super) fn is_component_head(head: &str) -> bool {
    ["component", "service", "module", "building block", "baustein", "komponente", "microservice"]
        .contains(&normal(head).as_str())
}

/// Words for what a component has but does not consist of: its inputs, its errors.
pub(super) const ASPECTS: [&str; 34] = [
    "input",
    "inputs",
    "output",
    "outputs",
    "owner",
    "team",
    "port",
    "ports",
    "repository",
    "repo",
    "sla",
    "slo",
    "state",
    "scaling",
    "replicas",
    "language",
    "path",
    "url",
    "tests",
    "version",
    "responsibility",
    "responsibilities",
    "dependency",
    "dependencies",
    "interface",
    "interfaces",
    "why",
    "what",
    "how",
    "note",
    "notes",
    "example",
    "when",
    "where",
];
