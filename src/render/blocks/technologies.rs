//! Technologies and their purposes.

use super::{bracketed, two_samples};
use crate::markdown::{Builder, Use};
use crate::render::scope::Scope;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let technologies = &scope.design.technologies;
    out.list(|out| {
        for technology in technologies.iter() {
            out.item(|out| {
                let name = technology.id.value.as_str();
                let url = technology.url.as_ref().and_then(|url| scope.address(url, Use::Link));
                out.strong(|out| out.link(url, |out| out.text(name)));
                if let Some(version) = &technology.version {
                    out.text(format!(" ({} {})", words.label("version"), &**version));
                }
                if technology.purpose.is_given() {
                    scope.after(&technology.purpose, name, out);
                }
            });
        }
    });
}

pub(super) fn hint(words: &Words) -> String {
    two_samples(words, "name", "purpose")
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.list(|out| {
        out.item(|out| {
            out.strong(|out| out.text(bracketed(words, "name")));
            out.text(": ");
            out.text(bracketed(words, "purpose"));
        });
    });
}
