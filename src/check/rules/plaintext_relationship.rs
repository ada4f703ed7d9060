//! SD601: a relationship over an unencrypted protocol, in a design that claims encryption in transit.

use crate::check::Subject;
use crate::check::language::mention::{has_word, mentions};
use crate::design::{is_protected, plaintext};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::Plain;
use crate::source::Span;

rule! {
    /// A relationship uses an unencrypted protocol, but the design claims encryption in transit.
    pub(crate) RULE = "SD601", "plaintext-relationship", Group::Advice, since "0.1.0", fix none,
        see "https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html";
}

const CLAIM: &str = "security.encryption-in-transit";

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(claim) = claim(subject) else { return };
    let graph = subject.graph();
    let mut has_protocol: Vec<bool> = vec![false; graph.nodes().len()];
    for edge in graph.edges() {
        let Some(protocol) = &edge.relationship.protocol else { continue };
        has_protocol[edge.to] = true;
        let label = edge.relationship.label.as_deref().unwrap_or_default();
        if let Some(plain) = plaintext(protocol).filter(|_| !is_protected(label)) {
            let (from, to) = (&graph.node(edge.from).id.value, &graph.node(edge.to).id.value);
            let message =
                format!("`{from}` uses `{to}` over {plain}, but the design claims encryption in transit");
            sink.push(finding(message, protocol, claim));
        }
    }
    for system in &subject.design.integrations {
        let is_named = graph.find(&system.id).is_some_and(|node| has_protocol[node]);
        let Some(protocol) = system.protocol.as_ref().filter(|_| !is_named) else { continue };
        if let Some(plain) = plaintext(protocol) {
            let message = format!(
                "`{}` is reached over {plain}, but the design claims encryption in transit",
                system.id.value
            );
            sink.push(finding(message, protocol, claim));
        }
    }
}

fn finding(message: String, protocol: &Plain, claim: Span) -> Finding {
    Finding::new(&RULE, protocol.span, message)
        .label("not encrypted")
        .related(claim, "claimed here")
        .help(format!(
            "name the encryption, as in `\"{} over TLS\"`, or say in `encryption-in-transit` what is not encrypted",
            &**protocol
        ))
}

/// Where the design claims that everything it sends is encrypted. A claim with an exception, or one
/// about a lower layer that encrypts everything, says nothing about single relationships.
fn claim(subject: &Subject<'_>) -> Option<Span> {
    let statements = subject.statements(CLAIM);
    let first = statements.first()?;
    let limited = statements
        .iter()
        .any(|part| part.name.is_some() || mentions(part.text, &LIMITS) || has_word(part.text, &LIMIT_WORDS));
    (!limited).then(|| first.span())
}

/// Beginnings of words in a claim that covers only a part of the system, or relies on another layer.
const LIMITS: [&str; 29] = [
    "mesh",
    "wireguard",
    "ipsec",
    "vpn",
    "tunnel",
    "overlay",
    "istio",
    "linkerd",
    "macsec",
    "terminat",
    "intern",
    "inside",
    "within",
    "behind",
    "vpc",
    "private",
    "except",
    "unencrypted",
    "extern",
    "perimeter",
    "boundar",
    "loopback",
    "localhost",
    "outside",
    "kein",
    "unverschlüsselt",
    "öffentlich",
    "uniquement",
    "のみ",
];

/// Whole words in such a claim.
const LIMIT_WORDS: [&str; 19] = [
    "no",
    "none",
    "not",
    "but",
    "unless",
    "only",
    "public",
    "plain",
    "plaintext",
    "clear",
    "where",
    "later",
    "planned",
    "cluster",
    "edge",
    "edges",
    "nur",
    "außer",
    "sauf",
];
