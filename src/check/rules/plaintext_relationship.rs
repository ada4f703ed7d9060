//! SD601: a relationship over a protocol without encryption, in a design that claims encryption
//! in transit.

use crate::check::Subject;
use crate::check::language::mention::{has_word, mentions};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::Plain;
use crate::source::Span;

rule! {
    /// A relationship uses a protocol without encryption, but encryption in transit is claimed.
    pub(crate) RULE = "SD601", "plaintext-relationship", Group::Advice, since "0.1.0", fix none,
        see "https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html";
}

const CLAIM: &str = "security.encryption-in-transit";

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(claim) = claim(subject) else { return };
    let graph = subject.graph();
    let mut spoken: Vec<bool> = vec![false; graph.nodes().len()];
    for edge in graph.edges() {
        let Some(protocol) = &edge.relationship.protocol else { continue };
        spoken[edge.to] = true;
        let label = edge.relationship.label.as_deref().unwrap_or_default();
        if let Some(plain) = plaintext(protocol).filter(|_| !is_protected(label)) {
            let (from, to) = (&graph.node(edge.from).id.value, &graph.node(edge.to).id.value);
            let message = format!("`{from}` uses `{to}` over {plain}, but encryption in transit is claimed");
            sink.push(finding(message, protocol, claim));
        }
    }
    for system in &subject.design.integrations {
        let spoken = graph.find(&system.id).is_some_and(|node| spoken[node]);
        let Some(protocol) = system.protocol.as_ref().filter(|_| !spoken) else { continue };
        if let Some(plain) = plaintext(protocol) {
            let message = format!(
                "`{}` is reached over {plain}, but encryption in transit is claimed",
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
            "name the encryption, as in `\"{} over TLS\"`, or say in `encryption-in-transit` where there is none",
            &**protocol
        ))
}

/// Where the design claims that what it sends is encrypted. A claim with an exception, or with a
/// layer below that encrypts everything, is none about single relationships.
fn claim(subject: &Subject<'_>) -> Option<Span> {
    let statements = subject.statements(CLAIM);
    let first = statements.first()?;
    let limited = statements
        .iter()
        .any(|said| said.name.is_some() || mentions(said.text, &LIMITS) || has_word(said.text, &LIMIT_WORDS));
    (!limited).then(|| first.span())
}

/// What a claim says that holds for a part, or through another layer: beginnings of words.
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

/// And whole words.
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

/// The protocol that a relationship uses without encryption, as it is usually written.
fn plaintext(protocol: &str) -> Option<&'static str> {
    let first = protocol.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let (_, name) = PLAIN.iter().find(|(word, _)| first.eq_ignore_ascii_case(word))?;
    (!is_protected(protocol)).then_some(name)
}

const PLAIN: [(&str, &str); 8] = [
    ("http", "HTTP"),
    ("ftp", "FTP"),
    ("telnet", "Telnet"),
    ("smtp", "SMTP"),
    ("amqp", "AMQP"),
    ("mqtt", "MQTT"),
    ("redis", "Redis"),
    ("ldap", "LDAP"),
];

/// Whether words name what encrypts, or a way that never leaves the machine.
fn is_protected(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["tls", "ssl", "ssh"].iter().any(|word| lower.contains(word)) || mentions(&lower, &PROTECTED)
}

const PROTECTED: [&str; 21] = [
    "ipsec",
    "wireguard",
    "mesh",
    "loopback",
    "localhost",
    "127.",
    "::1",
    "unix",
    "socket",
    "in-process",
    "sidecar",
    "vpn",
    "tunnel",
    "encrypt",
    "https",
    "http/3",
    "quic",
    "same host",
    "same machine",
    "verschlüsselt",
    "chiffr",
];
