//! Citations that lead into other designs, as far as one design knows them.

use super::design_name::{Foreign, Theirs};
use super::element::Integration;
use super::entries::Entity;
use super::file::Design;

impl Design {
    /// The integration that an alias names, if it names a design.
    pub fn alias(&self, id: &str) -> Option<&Entity<Integration>> {
        self.integrations.get(id).filter(|integration| integration.design.is_some())
    }

    /// Lets an integration take from its design what it does not say itself.
    pub fn take(&mut self, alias: &str, theirs: Theirs) {
        let integration = self.integrations.get_mut(alias);
        if let Some(name) = integration.and_then(|integration| integration.design.as_mut()) {
            name.theirs = theirs;
        }
    }

    /// Whether a citation leads into another design, as far as can be said: what could not be read may name
    /// one.
    pub fn is_foreign(&self, cited: &str) -> bool {
        Foreign::read(cited).is_some_and(|foreign| match self.integrations.get(foreign.alias) {
            Some(integration) => !integration.given(|key| key.design).is_absent(),
            None => self.integrations.declares(foreign.alias),
        })
    }
}
