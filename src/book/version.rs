//! Which mdBooks this program knows.

use semver::{Prerelease, Version, VersionReq};

/// The versions whose protocol was tried. `^0.5.4` would warn on 0.5.3, which is known as well;
/// 0.4.21 is the first that sends what 0.4.52 sends.
pub const KNOWN: &str = ">=0.4.21, <0.6";

/// What to warn of, once a run, where the calling mdBook is none of the known ones. The version
/// alone never fails a run: where the shape of what it sends is known, it works.
pub fn warning(mdbook: &str) -> Option<String> {
    let Ok(mut version) = Version::parse(mdbook) else {
        return Some(format!(
            "mdBook says that its version is `{mdbook}`, which is no version; this program knows mdBook {KNOWN}"
        ));
    };
    // A range never matches a pre-release of another version; a beta speaks its release's protocol.
    version.pre = Prerelease::EMPTY;
    let known = VersionReq::parse(KNOWN).is_ok_and(|known| known.matches(&version));
    (!known).then(|| {
        format!("mdBook {mdbook} is not known to this program, which knows {KNOWN}; look for a newer mdbook-system-design")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_versions_are_silent() {
        for version in ["0.4.21", "0.4.52", "0.5.0", "0.5.0-beta.2", "0.5.4", "0.5.99"] {
            assert_eq!(warning(version), None);
        }
    }

    #[test]
    fn others_warn_with_their_version() {
        for version in ["0.4.20", "0.6.0", "0.6.0-alpha.1", "1.0.0", "", "new"] {
            assert!(warning(version).is_some_and(|text| text.contains(version)), "{version}");
        }
    }
}
