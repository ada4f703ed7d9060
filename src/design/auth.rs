//! How callers authenticate, as far as words say it.

/// Whether the words say that nobody has to.
pub fn is_none(auth: &str) -> bool {
    const WHOLE: [&str; 5] = ["no", "public", "open", "not needed", "not required"];
    const FIRST: [&str; 9] = [
        "none",
        "anonymous",
        "unauthenticated",
        "no auth",
        "no authentication",
        "no login",
        "no sign-in",
        "no token",
        "not authenticated",
    ];
    let words = auth.trim().trim_end_matches('.').to_lowercase();
    let begins = |first: &str| {
        words
            .strip_prefix(first)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    };
    WHOLE.contains(&words.as_str()) || FIRST.iter().any(|first| begins(first))
}

/// Whether what two designs say of one call names no scheme that both have, or if one of them says that
/// nobody authenticates and the other one how.
pub fn schemes_disagree(ours: &str, theirs: &str) -> bool {
    let (own, other) = (schemes(ours), schemes(theirs));
    if is_none(ours) || is_none(theirs) {
        return (is_none(ours) && !other.is_empty()) || (is_none(theirs) && !own.is_empty());
    }
    !own.is_empty() && !other.is_empty() && own.iter().all(|scheme| !other.contains(scheme))
}

/// Whether both name schemes, and not the same ones. Where one scheme is only offered beside the old
/// ones, nobody has to change.
pub(crate) fn is_another(old: &str, new: &str) -> bool {
    let (before, after) = (schemes(old), schemes(new));
    if before.is_empty() || after.is_empty() || before == after {
        return false;
    }
    let is_offered = before.iter().all(|scheme| after.contains(scheme))
        && new.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == "or");
    !is_offered
}

/// A scheme of authentication, as words name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// HTTP Basic.
    Basic,
    /// HTTP Digest.
    Digest,
    /// A key that each caller has.
    ApiKey,
    /// A bearer token, however it was issued.
    Token,
    /// SAML.
    Saml,
    /// A session in a cookie.
    Session,
    /// A certificate of the client.
    Certificate,
    /// A signature of the request.
    Signature,
    /// Kerberos or NTLM.
    Kerberos,
    /// A passkey.
    Passkey,
    /// A password.
    Password,
    /// A secret that both sides have.
    SharedSecret,
    /// SSH.
    Ssh,
}

/// Schemes of authentication and the words that name them.
const SCHEMES: &[(Scheme, &[&str])] = &[
    (Scheme::Basic, &["basic auth", "basic"]),
    (Scheme::Digest, &["digest"]),
    (Scheme::ApiKey, &["api key", "api-key", "apikey", "x-api-key"]),
    (Scheme::Token, &["bearer", "jwt", "oauth", "openid", "oidc"]),
    (Scheme::Saml, &["saml"]),
    (Scheme::Session, &["session", "cookie"]),
    (Scheme::Certificate, &["client certificate", "certificate", "mtls", "mutual tls"]),
    (Scheme::Signature, &["hmac", "signature", "signed", "sigv4"]),
    (Scheme::Kerberos, &["kerberos", "negotiate", "ntlm"]),
    (Scheme::Passkey, &["passkey", "webauthn", "fido"]),
    (Scheme::Password, &["password"]),
    (Scheme::SharedSecret, &["shared secret", "shared key", "pre-shared"]),
    (Scheme::Ssh, &["ssh"]),
];

/// The schemes that words name, in the order of the list.
pub fn schemes(auth: &str) -> Vec<Scheme> {
    let auth = auth.to_lowercase();
    let names = |word: &str| {
        auth.match_indices(word).any(|(at, _)| {
            let before = auth[..at].chars().next_back();
            let after = auth[at + word.len()..].trim_start_matches('s').chars().next();
            [before, after].iter().all(|c| !c.is_some_and(char::is_alphanumeric))
        })
    };
    let named = |words: &[&str]| words.iter().any(|word| names(word));
    let found: Vec<Scheme> =
        SCHEMES.iter().filter(|(_, words)| named(words)).map(|(scheme, _)| *scheme).collect();
    // A token, where nothing says which one.
    if found.is_empty() && names("token") { vec![Scheme::Token] } else { found }
}

#[cfg(test)]
mod tests {
    use super::{is_another, is_none};

    #[test]
    fn words_say_that_nobody_authenticates() {
        for auth in ["none", "None.", "public", "No authentication", "none, behind the gateway", "anonymous"]
        {
            assert!(is_none(auth), "{auth}");
        }
        for auth in
            ["bearer", "public key", "nonexistent", "a token that nobody knows", "open the door first"]
        {
            assert!(!is_none(auth), "{auth}");
        }
    }

    #[test]
    fn words_name_schemes() {
        for (old, new) in [
            ("bearer", "basic"),
            ("API key", "API key and client certificate"),
            ("Bearer token", "Session cookie"),
            ("HMAC of the body", "mTLS"),
            ("token", "API key"),
            ("bearer or basic", "bearer"),
        ] {
            assert!(is_another(old, new), "{old} → {new}");
        }
        for (old, new) in [
            ("bearer", "Bearer token, OAuth 2.0"),
            ("API keys", "An API key a client"),
            ("API token", "bearer"),
            ("basic", "basic or bearer"),
            ("bearer", "as the gateway says"),
            ("basically nothing", "bearer"),
        ] {
            assert!(!is_another(old, new), "{old} → {new}");
        }
    }
}
