//! Protocols that are not encrypted.

/// The usual spelling of a protocol, if it is unencrypted.
pub fn plaintext(protocol: &str) -> Option<&'static str> {
    let first = protocol.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let (_, name) = PLAIN.iter().find(|(word, _)| first.eq_ignore_ascii_case(word))?;
    (!is_protected(protocol)).then_some(name)
}

/// Whether a relationship with this protocol and label is not encrypted.
pub fn is_unencrypted(protocol: &str, label: &str) -> bool {
    plaintext(protocol).is_some() && !is_protected(label)
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

/// Whether words name something that encrypts, or a connection that never leaves the machine.
pub fn is_protected(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["tls", "ssl", "ssh"].iter().any(|word| lower.contains(word))
        || PROTECTED.iter().any(|stem| begins_a_word(&lower, stem))
}

fn begins_a_word(lower: &str, stem: &str) -> bool {
    let is_begin =
        |at: usize| !stem.is_ascii() || !lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    lower.match_indices(stem).any(|(at, _)| is_begin(at))
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
