//! SD604: an endpoint that anybody may call, in a design that limits no rate.

use crate::check::Subject;
use crate::check::language::mention::mentions;
use crate::design::{Contract, Entity};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// An endpoint asks for no authentication, but rate limiting is said not to apply.
    pub(crate) RULE = "SD604", "unlimited-public-endpoint", Group::Advice, since "0.1.0", fix none,
        see "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(reason) = subject.reason("security.rate-limiting") else { return };
    if mentions(&reason.value, &ANSWERS) {
        return;
    }
    let mut public = subject.design.api.iter().filter(|contract| is_public(contract));
    // It is one statement that is wrong, however many endpoints it leaves open.
    let Some(first) = public.next() else { return };
    let name = &*first.endpoint;
    let message = match public.count() {
        0 => format!("anybody may call `{name}`, but rate limiting is not applicable"),
        1 => format!("anybody may call `{name}` and another endpoint, but rate limiting is not applicable"),
        more => format!(
            "anybody may call `{name}` and {more} more endpoints, but rate limiting is not applicable"
        ),
    };
    let span = first.auth.as_ref().map_or(first.id.span, |auth| auth.span);
    let finding = Finding::new(&RULE, span, message)
        .label("no authentication")
        .related(reason.span, "said not to apply here")
        .help("write in `rate-limiting` what stops a flood of calls, and where: \"100 requests a minute per address, at the gateway\"");
    sink.push(finding);
}

/// Reasons that say what limits calls, or that nobody from outside can make any.
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

/// Endpoints that machines ask whether a service is alive.
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
