//! `$ref`: in the file, and to files below the root.

use std::rc::Rc;

use super::Reading;
use crate::reading::Datum;

/// How many references may lead to one another.
const LONGEST: usize = 32;

impl Reading<'_, '_> {
    /// What a value is, its reference followed. One that leads nowhere is reported.
    pub(super) fn resolved(&mut self, value: &Rc<Datum>) -> Option<Rc<Datum>> {
        let mut at = Rc::clone(value);
        for _ in 0..LONGEST {
            let Some(reference) = at.get("$ref").filter(|reference| reference.text().is_some()).cloned()
            else {
                return Some(at);
            };
            at = match self.followed(&reference) {
                Ok(target) => target,
                Err(why) => return self.broken(&reference, why),
            };
        }
        let reference = value.get("$ref").cloned()?;
        self.broken(&reference, "it leads back to itself".to_owned())
    }

    /// What a reference leads to.
    fn followed(&mut self, reference: &Rc<Datum>) -> Result<Rc<Datum>, String> {
        let written = reference.text().unwrap_or_default();
        let (path, pointer) = written.split_once('#').unwrap_or((written, ""));
        let whole = if path.is_empty() {
            self.files.tree(reference.span.file).map_err(|error| error.why)?
        } else if path.contains("://") || path.starts_with("//") {
            return Err("addresses are not followed".to_owned());
        } else {
            let file = self.files.beside(reference.span.file, path)?;
            self.files.tree(file).map_err(|error| format!("`{path}` cannot be read: {}", error.why))?
        };
        if pointer.is_empty() || pointer.starts_with('/') {
            whole.pointed(pointer).ok_or_else(|| "it leads to nothing".to_owned())
        } else {
            Err("only pointers such as `#/components/schemas/Order` are followed".to_owned())
        }
    }

    fn broken(&mut self, reference: &Rc<Datum>, why: String) -> Option<Rc<Datum>> {
        if self.broken.insert((reference.span.start, reference.span.end)) {
            let what = format!("$ref: {}", reference.text().unwrap_or_default());
            self.partial.cannot_read(reference.span, what, why);
        }
        None
    }
}
