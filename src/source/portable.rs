//! Which file names mean the same on every system.
//!
//! A book is written on one system and built on another. A name that one of them reads as a drive,
//! a device or a stream is refused on all of them.

/// A name that another system reads differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What is wrong, as a sentence that names the part.
    pub why: String,
    /// Whether the other system would leave the folder: a drive, a server, `..\`.
    pub leaves: bool,
}

/// Whether a file's name means the same on every system.
#[cfg(feature = "cli")]
pub(crate) fn is_portable(name: &str) -> bool {
    foreign(name).is_none()
}

/// What another system makes of a path that is written with `/`.
pub(super) fn foreign(path: &str) -> Option<Foreign> {
    let drive = path.trim_start_matches(['/', '\\']).as_bytes();
    if matches!(drive, [letter, b':', ..] if letter.is_ascii_alphabetic()) {
        let why = format!("`{}:` is a drive on Windows", char::from(drive[0]));
        return Some(Foreign { why, leaves: true });
    }
    if path.contains('\\') {
        let why = "`\\` parts folders on Windows only: write `/`".to_owned();
        return Some(Foreign { why, leaves: true });
    }
    path.split('/').find_map(foreign_name).map(|why| Foreign { why, leaves: false })
}

fn foreign_name(name: &str) -> Option<String> {
    if name.contains(':') {
        return Some("a `:` names a stream of a file on Windows".to_owned());
    }
    if name.chars().any(char::is_control) {
        return Some("it contains a control character".to_owned());
    }
    if !matches!(name, "." | "..") && name.ends_with(['.', ' ']) {
        return Some(format!("Windows drops the end of `{name}`: a name must not end in a dot or a space"));
    }
    is_device(name).then(|| format!("`{name}` is a device on Windows"))
}

/// The names that Windows keeps for devices, with any extension and in any case.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word)
            .is_some_and(|rest| rest.chars().count() == 1 && rest.contains(|c| "123456789¹²³".contains(c)))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered("com")
        || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_systems_are_known() {
        for leaves in [r"..\x", r"C:\x", "C:/x", "c:x", r"\\server\x", r"\x", r"a\b.toml", "/C:/x"] {
            assert!(foreign(leaves).is_some_and(|foreign| foreign.leaves), "{leaves}");
        }
        for other in [
            "a.toml:stream",
            "con.toml",
            "CON",
            "a/nul",
            "Nul.tar.gz",
            "com1.toml",
            "lpt².x",
            "aux .toml",
            "a.",
            "a /b",
            "x\0",
        ] {
            assert!(foreign(other).is_some_and(|foreign| !foreign.leaves), "{other:?}");
        }
        for fine in [
            "a.toml",
            "../a/./b",
            "/designs/x y.toml",
            "console.toml",
            "com.toml",
            "com10",
            "…",
            "日本.toml",
            "",
        ] {
            assert_eq!(foreign(fine), None, "{fine}");
        }
    }
}
