//! What the embedded templates name, so that a design can be read without them. A test writes it.

/// The keys of sections, in their order.
#[rustfmt::skip]
pub const SECTIONS: &[&str] = &[
    "summary",
    "requirements",
    "high-level",
    "low-level",
    "decisions",
    "security",
    "performance",
    "error-handling",
    "testing",
    "deployment",
    "footprint",
    "solution",
    "risks",
    "synchronisation",
    "compatibility",
    "pipeline",
];

/// The keys of each fact table, in their order.
#[rustfmt::skip]
pub const FACTS: &[(&str, &[&str])] = &[
    ("compatibility", &["public-interface", "promise", "deprecation", "platforms"]),
    ("complexity", &["high", "medium", "low"]),
    ("deployment", &["environments", "ci-cd", "rollback-plan", "updates", "stores", "release-channels", "distribution"]),
    ("error-handling", &["client-errors", "server-errors", "retry-logic", "fallback-mechanisms", "faults"]),
    ("monitoring", &["logging", "metrics", "alerts", "tracing"]),
    ("operations", &["backup-and-recovery", "disaster-recovery", "maintenance-windows", "recovery", "old-versions"]),
    ("performance", &["response-time", "throughput", "concurrent-users", "horizontal-scaling", "vertical-scaling", "caching", "database-optimization", "power"]),
    ("pipeline", &["freshness", "volume", "quality", "lineage", "schema-changes", "backfill", "retention"]),
    ("scope", &["goals", "non-goals", "assumptions", "open-questions"]),
    ("security", &["authentication", "authorization", "session-management", "encryption-at-rest", "encryption-in-transit", "pii-handling", "input-validation", "output-encoding", "csrf-protection", "rate-limiting", "secure-boot", "physical-access", "permissions"]),
    ("supply-chain", &["dependencies", "provenance", "licences"]),
    ("synchronisation", &["local-store", "offline", "exchange", "conflicts"]),
    ("testing.end-to-end", &["critical-paths", "tools"]),
    ("testing.integration", &["scope", "approach"]),
    ("testing.unit", &["coverage-target", "key-areas"]),
];

/// The fact tables whose keys authors name.
#[rustfmt::skip]
pub const FREE: &[&str] = &[
    "glossary",
    "performance.budgets",
    "performance.optimizations",
];
