//! The versions of mdBook that this program supports.

use semver::{Prerelease, Version, VersionReq};

/// The versions whose protocol was tested. `^0.5.4` would warn on 0.5.3, which works as well.
/// 0.4.30 is the first version that reads the ids that this program gives to headings.
pub const KNOWN: &str = ">=0.4.30, <0.6";

/// The warning for a calling mdBook that is not a supported version, shown once per run. The
/// version alone never fails a run: if the input has a known shape, the program works.
pub fn warning(mdbook: Option<&str>) -> Option<String> {
    let Some(mdbook) = mdbook.filter(|version| !version.is_empty()) else {
        return Some(format!(
            "mdBook does not say which version it is; this program supports mdBook {KNOWN}"
        ));
    };
    let Ok(mut version) = Version::parse(mdbook) else {
        return Some(format!(
            "mdBook says that its version is `{mdbook}`, which is not a version; this program supports mdBook {KNOWN}"
        ));
    };
    // A range never matches a pre-release of another version, but a beta uses the protocol of its
    // release.
    version.pre = Prerelease::EMPTY;
    if VersionReq::parse(KNOWN).is_ok_and(|known| known.matches(&version)) {
        return None;
    }
    Some(if version < OLDEST {
        format!(
            "mdBook {mdbook} is older than the versions that this program supports ({KNOWN}): before 0.4.30, mdBook prints the ids of headings as text, and links to them do not work; update mdBook"
        )
    } else {
        format!(
            "mdBook {mdbook} is newer than the versions that this program supports ({KNOWN}); look for a newer mdbook-system-design"
        )
    })
}

/// The oldest version of [`KNOWN`].
const OLDEST: Version = Version::new(0, 4, 30);

/// Whether this mdBook combines all pages into one for printing without making their ids unique.
/// Since 0.5, it makes them unique.
pub fn prints_one_page(mdbook: &str) -> bool {
    Version::parse(mdbook).is_ok_and(|version| (version.major, version.minor) < (0, 5))
}

/// Whether this mdBook draws `> [!NOTE]` as a note.
pub fn draws_notes(mdbook: &str) -> bool {
    Version::parse(mdbook).is_ok_and(|version| (version.major, version.minor) >= (0, 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_versions_are_silent() {
        for version in
            ["0.4.30", "0.4.30-beta.1", "0.4.52", "0.5.0", "0.5.0-beta.2", "0.5.4", "0.5.4+git", "0.5.99"]
        {
            assert_eq!(warning(Some(version)), None, "{version}");
        }
    }

    #[test]
    fn others_warn_with_their_version() {
        for version in ["0.4.21", "0.4.29", "0.6.0", "0.6.0-alpha.1", "1.0.0", "new"] {
            assert!(warning(Some(version)).is_some_and(|text| text.contains(version)), "{version}");
        }
        for none in [None, Some("")] {
            assert!(warning(none).is_some_and(|text| text.contains("does not say")));
        }
    }

    #[test]
    fn the_warning_for_an_old_version_mentions_anchors() {
        let said = warning(Some("0.4.29")).expect("a warning");
        assert!(said.contains("older") && said.contains("links to them do not work"), "{said}");
    }
}
