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
