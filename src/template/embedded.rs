//! The templates that come with the program.

/// A template's path in the repository, and its text.
pub const EMBEDDED: [(&str, &str); 3] = [
    ("templates/system-design/1.0.0.toml", include_str!("../../templates/system-design/1.0.0.toml")),
    ("templates/system-design/1.1.0.toml", include_str!("../../templates/system-design/1.1.0.toml")),
    ("templates/design-brief/1.0.0.toml", include_str!("../../templates/design-brief/1.0.0.toml")),
];
