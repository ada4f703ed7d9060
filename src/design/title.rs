//! The names of things.

use super::api::Contract;
use super::component::Component;
use super::decision::{Decision, DecisionOption};
use super::element::{Integration, Person};
use super::entries::Entity;
use super::file::Design;
use super::flow::Flow;
use super::model::Model;
use super::node::Node;
use super::test::Test;
use crate::reading::Plain;

/// An entity that may have a name besides its id.
pub trait Titled {
    /// The name, if the author wrote one.
    fn name(&self) -> Option<&Plain>;
}

impl Design {
    /// The design's title, or else its id.
    pub fn title(&self) -> &str {
        let title = &self.meta.title;
        if title.is_empty() { &self.id } else { &title.value }
    }
}

impl<T: Titled> Entity<T> {
    /// The entity's name, or else its id.
    pub fn title(&self) -> &str {
        self.name().map(|name| name.value.as_str()).filter(|name| !name.is_empty()).unwrap_or(&self.id.value)
    }

    /// The name in quotes, or else the id, for findings.
    pub fn quoted(&self) -> String {
        match self.name() {
            Some(name) if !name.is_empty() => format!("“{}”", name.value),
            _ => format!("`{}`", self.id.value),
        }
    }
}

impl Titled for Person {
    fn name(&self) -> Option<&Plain> {
        Some(&self.name)
    }
}

impl Titled for Integration {
    fn name(&self) -> Option<&Plain> {
        self.called()
    }
}

impl Titled for Component {
    fn name(&self) -> Option<&Plain> {
        Some(&self.name)
    }
}

impl Titled for Node {
    fn name(&self) -> Option<&Plain> {
        Some(&self.name)
    }
}

impl Titled for Flow {
    fn name(&self) -> Option<&Plain> {
        Some(&self.title)
    }
}

impl Titled for Contract {
    fn name(&self) -> Option<&Plain> {
        Some(&self.endpoint)
    }
}

impl Titled for Decision {
    fn name(&self) -> Option<&Plain> {
        Some(&self.title)
    }
}

impl Titled for DecisionOption {
    fn name(&self) -> Option<&Plain> {
        Some(&self.title)
    }
}

impl Titled for Test {
    fn name(&self) -> Option<&Plain> {
        Some(&self.title)
    }
}

impl Titled for Model {
    fn name(&self) -> Option<&Plain> {
        self.name.as_ref()
    }
}
