//! One file a rule.

pub mod alert_looser_than_target;
pub mod book;
pub mod csrf_with_cookies;
pub mod duplicate_id;
pub mod empty_value;
pub mod impossible_concurrency;
pub mod latency_without_percentile;
pub mod missing_fact;
pub mod plaintext_relationship;
pub mod unalerted_metric;
pub mod uncovered_requirement;
pub mod undisclosed_pii;
pub mod unknown_reference;
pub mod unlimited_public_endpoint;
pub mod unmeasured_target;
pub mod unverified_target;
