//! The addresses of files, as URI references (RFC 3986). What is in the repository is relative to its
//! top: a service joins no other, and knows none with `..`.

use super::log::{ArtifactLocation, SRCROOT};
use crate::source::{FileId, Sources};

/// The address of a file.
pub(super) fn of(file: FileId, sources: &Sources) -> ArtifactLocation {
    let source = sources.get(file);
    match source.in_repository() {
        Some(path) => ArtifactLocation { uri: uri(path), uri_base_id: Some(SRCROOT) },
        None if sources.repository().is_some() && source.is_on_disk() => {
            let whole = std::path::absolute(source.location()).unwrap_or_default();
            ArtifactLocation { uri: uri(&whole.to_string_lossy()), uri_base_id: None }
        }
        None => ArtifactLocation { uri: uri(source.shown()), uri_base_id: None },
    }
}

/// The address of the folder that the others start from.
pub(super) fn base(sources: &Sources) -> Option<String> {
    sources.repository().map(|top| {
        let top = uri(&top.to_string_lossy());
        if top.ends_with('/') { top } else { top + "/" }
    })
}

/// A relative path stays relative, a whole one becomes a `file:`.
fn uri(path: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    } else if cfg!(windows) && path.as_bytes().get(1) == Some(&b':') {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => {
                let hex = |half: u8| char::from(HEX[usize::from(half & 15)]);
                out.extend(['%', hex(byte >> 4), hex(byte)]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("designs/a b.toml"), "designs/a%20b.toml");
        assert_eq!(uri("entwürfe/a:b.toml"), "entw%C3%BCrfe/a%3Ab.toml");
        assert_eq!(uri("/srv/book/a.toml"), "file:///srv/book/a.toml");
    }
}
