//! The templates that come with the program.

/// Each template's path in the repository, and its text, in the order in which authors are offered them. The default
/// comes first.
pub const EMBEDDED: [(&str, &str); 8] = [
    ("templates/architecture/1.0.0.toml", include_str!("../../templates/architecture/1.0.0.toml")),
    ("templates/device/1.0.0.toml", include_str!("../../templates/device/1.0.0.toml")),
    ("templates/app/1.0.0.toml", include_str!("../../templates/app/1.0.0.toml")),
    ("templates/tool/1.0.0.toml", include_str!("../../templates/tool/1.0.0.toml")),
    ("templates/pipeline/1.0.0.toml", include_str!("../../templates/pipeline/1.0.0.toml")),
    ("templates/system-design/1.1.0.toml", include_str!("../../templates/system-design/1.1.0.toml")),
    ("templates/system-design/1.0.0.toml", include_str!("../../templates/system-design/1.0.0.toml")),
    ("templates/design-brief/1.0.0.toml", include_str!("../../templates/design-brief/1.0.0.toml")),
];

/// What is known of an embedded template without reading it. A test compares it with the files.
#[derive(Debug)]
pub(super) struct Known {
    /// The index in [`EMBEDDED`].
    pub(super) at: usize,
    pub(super) name: &'static str,
    version: [u64; 3],
    /// How many templates it extends, directly and indirectly.
    pub(super) depth: usize,
}

impl Known {
    pub(super) fn version(&self) -> semver::Version {
        let [major, minor, patch] = self.version;
        semver::Version::new(major, minor, patch)
    }
}

/// The embedded templates, each after the one that it extends. The first one has every word.
pub(super) const KNOWN: [Known; EMBEDDED.len()] = [
    Known { at: 6, name: "system-design", version: [1, 0, 0], depth: 0 },
    Known { at: 7, name: "design-brief", version: [1, 0, 0], depth: 0 },
    Known { at: 5, name: "system-design", version: [1, 1, 0], depth: 1 },
    Known { at: 0, name: "architecture", version: [1, 0, 0], depth: 2 },
    Known { at: 1, name: "device", version: [1, 0, 0], depth: 3 },
    Known { at: 2, name: "app", version: [1, 0, 0], depth: 3 },
    Known { at: 3, name: "tool", version: [1, 0, 0], depth: 3 },
    Known { at: 4, name: "pipeline", version: [1, 0, 0], depth: 3 },
];
