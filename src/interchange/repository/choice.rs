//! Which things of a file a design looks at.

use super::pattern::matches;
use crate::reading::Plain;

/// The names that are compared, with `*`.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    only: Vec<String>,
    except: Vec<String>,
}

impl Choice {
    pub(super) fn of(only: &[Plain], except: &[Plain]) -> Self {
        let names = |names: &[Plain]| names.iter().map(|name| name.to_lowercase()).collect();
        Self { only: names(only), except: names(except) }
    }

    /// Whether something is compared that has any of these names.
    pub fn takes(&self, names: &[&str]) -> bool {
        let is_named = |patterns: &[String]| {
            patterns.iter().any(|pattern| names.iter().any(|name| matches(pattern, &name.to_lowercase())))
        };
        (self.only.is_empty() || is_named(&self.only)) && !is_named(&self.except)
    }
}
