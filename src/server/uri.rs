//! Between `file:` URIs and paths.

use std::path::{Path, PathBuf};

/// The path of a `file:` URI; `None` for any other one.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let bytes = decoded(uri, cfg!(windows))?;
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
    }
    #[cfg(not(unix))]
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

/// The URI of a path.
pub(super) fn uri_of(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        encoded(path.as_os_str().as_bytes(), false)
    }
    #[cfg(not(unix))]
    encoded(path.to_string_lossy().as_bytes(), cfg!(windows))
}

/// The bytes of the path. On Windows it begins with a drive, or with `//` and a server.
fn decoded(uri: &str, windows: bool) -> Option<Vec<u8>> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (server, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    let is_here = server.is_empty() || server.eq_ignore_ascii_case("localhost");
    if !path.starts_with('/') || !is_here && !windows {
        return None;
    }
    let mut bytes = unescaped(path);
    if bytes.contains(&0) {
        return None;
    }
    if windows {
        match (is_here, bytes.as_slice()) {
            (false, _) => bytes = [b"//", unescaped(server).as_slice(), &bytes].concat(),
            (true, [b'/', drive, b':', ..]) if drive.is_ascii_alphabetic() => {
                bytes.remove(0);
                // The letter of a drive is the same in any case, and paths are compared by their bytes.
                bytes[..1].make_ascii_uppercase();
            }
            (true, _) => {}
        }
    }
    Some(bytes)
}

/// The bytes that percent signs stand for. One that is followed by anything else is itself.
fn unescaped(text: &str) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    plain
}

fn encoded(path: &[u8], windows: bool) -> String {
    let path: Vec<u8> = if windows {
        path.iter().map(|&byte| if byte == b'\\' { b'/' } else { byte }).collect()
    } else {
        path.to_vec()
    };
    // A path of Windows without a drive names a server.
    let (mut uri, path) = match path.strip_prefix(b"//").filter(|_| windows) {
        Some(rest) => ("file://".to_owned(), rest),
        None if path.starts_with(b"/") => ("file://".to_owned(), path.as_slice()),
        None => ("file:///".to_owned(), path.as_slice()),
    };
    for (at, &byte) in path.iter().enumerate() {
        let is_of_drive = windows && at == 1 && byte == b':';
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || is_of_drive {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(uri: &str, windows: bool, path: Option<&str>) {
        assert_eq!(decoded(uri, windows).as_deref(), path.map(str::as_bytes), "{uri}");
    }

    #[test]
    fn a_uri_is_decoded() {
        check("file:///a/b%20c%C3%A4/100%25.toml", false, Some("/a/b cä/100%.toml"));
        check("FILE:///a", false, Some("/a"));
        check("file:/a", false, Some("/a"));
        check("file://localhost/a?x#y", false, Some("/a"));
        check("file:///a/%zz%4", false, Some("/a/%zz%4"));
        check("file:///c%3A/a", false, Some("/c:/a"));
        check("file:///c%3A/a%20b", true, Some("C:/a b"));
        check("file:///D:/a", true, Some("D:/a"));
        check("file://server/share/a", true, Some("//server/share/a"));
        check("file://server/share/a", false, None);
        check("untitled:Untitled-1", false, None);
        check("file:///a%00b", false, None);
        check("file:a", false, None);
        check("a", false, None);
    }

    #[test]
    fn a_path_is_encoded_so_that_it_is_decoded_to_itself() {
        for (path, windows, uri) in [
            ("/a/b c/ä#?%.toml", false, "file:///a/b%20c/%C3%A4%23%3F%25.toml"),
            ("/漢/🦀", false, "file:///%E6%BC%A2/%F0%9F%A6%80"),
            (r"C:\a\b c", true, "file:///C:/a/b%20c"),
            (r"\\server\share\a", true, "file://server/share/a"),
        ] {
            assert_eq!(encoded(path.as_bytes(), windows), uri);
            check(uri, windows, Some(&if windows { path.replace('\\', "/") } else { path.to_owned() }));
        }
    }
}
