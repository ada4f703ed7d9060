//! The designs that rely on a part of this one, in a line of facts.

use super::cite::FactLine;
use super::others::User;
use super::scope::Scope;
use super::target::Target;
use crate::markdown::Builder;

impl<'a> Scope<'a> {
    /// The designs that rely on a part of this one, in a line of facts.
    pub(super) fn users_of(&self, target: Target, id: &str, line: &mut FactLine, out: &mut Builder<'a>) {
        let others = self.printing.links.others();
        self.show_users(others.and_then(|others| others.users_of.get(&(target, id.to_owned()))), line, out);
    }

    /// The designs that rely on this one, in a line of facts.
    pub(super) fn users(&self, line: &mut FactLine, out: &mut Builder<'a>) {
        self.show_users(self.printing.links.others().map(|others| &others.users), line, out);
    }

    fn show_users(&self, users: Option<&'a Vec<User>>, line: &mut FactLine, out: &mut Builder<'a>) {
        let Some(users) = users.filter(|users| !users.is_empty()) else { return };
        line.label(self.word("used-by"), out);
        for (index, user) in users.iter().enumerate() {
            if index > 0 {
                out.text(", ");
            }
            out.link(user.link.clone(), |out| out.text(user.name.as_str()));
        }
    }
}
