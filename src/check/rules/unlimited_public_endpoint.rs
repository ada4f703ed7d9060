//! SD604: an endpoint that anybody can call, in a design without rate limiting.

use crate::check::Subject;
use crate::check::language::mention::mentions;
use crate::design::{Contract, Entity};
use crate::diagnostic::{Finding, Group, Sink, counted, rule};

rule! {
    /// An endpoint requires no authentication, but rate limiting is marked as not applicable.
    pub(crate) RULE = "SD604", "unlimited-public-endpoint", Group::Advice, since "0.1.0", fix none,
        see "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(reason) = subject.reason("security.rate-limiting") else { return };
    if mentions(&reason.value, &ANSWERS) {
        return;
    }
    let mut public = subject.design.api.iter().filter(|contract| is_public(contract));
    // One statement is wrong, however many endpoints it leaves open.
    let Some(first) = public.next() else { return };
    let name = &*first.endpoint;
    let message = match public.count() {
        0 => format!("anybody can call `{name}`, but rate limiting is marked as not applicable"),
        more => format!(
            "anybody can call `{name}` and {}, but rate limiting is marked as not applicable",
            counted(more, "more endpoint")
        ),
    };
    let span = first.auth.as_ref().map_or(first.id.span, |auth| auth.span);
    let finding = Finding::new(&RULE, span, message)
        .label("no authentication")
        .related(reason.span, "marked as not applicable here")
        .help("say in `rate-limiting` what stops a flood of calls, and where: \"100 requests a minute per address, at the gateway\"");
    sink.push(finding);
}

/// Words of reasons that say what limits calls, or that nobody outside can make any.
const ANSWERS: [&str; 30] = [
    "gateway",
    "cdn",
    "waf",
    "proxy",
    "upstream",
    "balancer",
    "edge",
    "ingress",
    "platform",
    "firewall",
    "cloudflare",
    "fastly",
    "akamai",
    "envoy",
    "nginx",
    "intern",
    "intranet",
    "vpn",
    "private",
    "local",
    "loopback",
    "lan",
    "offline",
    "one user",
    "single user",
    "trusted",
    "air-gapped",
    "plant network",
    "limit",
    "throttl",
];

fn is_public(contract: &Entity<Contract>) -> bool {
    let auth = contract.auth.as_ref().filter(|auth| !auth.not_applicable);
    let none = auth.is_some_and(|auth| auth.value.trim().trim_end_matches('.').eq_ignore_ascii_case("none"));
    none && contract.http().is_some_and(|(_, path)| !is_probe(path))
}

/// Whether a path is a health check or another probe.
fn is_probe(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    [
        "health",
        "healthz",
        "healthcheck",
        "livez",
        "readyz",
        "live",
        "ready",
        "liveness",
        "readiness",
        "ping",
        "metrics",
    ]
    .contains(&last.as_str())
}
