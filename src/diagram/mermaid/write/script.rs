//! A Mermaid text as it grows, one statement a line.

/// Begins with the header; statements are indented by their depth.
pub(super) struct Script(String);

impl Script {
    pub(super) fn new(header: &str) -> Self {
        Self(format!("{header}\n"))
    }

    pub(super) fn line(&mut self, depth: usize, statement: &str) {
        for _ in 0..depth {
            self.0.push_str("  ");
        }
        self.0.push_str(statement);
        self.0.push('\n');
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}
