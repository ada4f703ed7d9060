//! External systems: how to reach them, and the data that is exchanged.

use super::components::{show_reason, show_uses};
use super::{blank_item, bracketed, two_samples};
use crate::design::{Entity, Integration};
use crate::markdown::Builder;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let integrations = &scope.design.integrations;
    out.list(|out| {
        for integration in integrations {
            let id = integration.id.value.as_str();
            let at = |key: &str| format!("{id}-{key}");
            out.item(|out| {
                scope.anchor(Target::Integration, id, out);
                let name = integration.title();
                out.strong(|out| out.text(name));
                let description = integration.description.as_ref();
                match description.filter(|text| text.is_given() && !text.not_applicable) {
                    Some(description) => scope.after(description, id, out),
                    None => {
                        out.text(integration.described().map_or(":".to_owned(), |said| format!(": {said}")));
                    }
                }
                out.list(|out| {
                    let label = |key| words.label(key);
                    show_reason(scope, id, description, out);
                    show_design(scope, integration, out);
                    scope.labelled(label("mechanism"), integration.mechanism.as_ref(), &at("mechanism"), out);
                    scope.labelled(label("data"), integration.data.as_ref(), &at("data"), out);
                    if let Some(protocol) = integration.speaks() {
                        out.item(|out| {
                            out.strong(|out| out.text(label("protocol")));
                            out.text(": ");
                            out.text(protocol.value.as_str());
                        });
                    }
                    scope.labelled(label("authentication"), integration.auth.as_ref(), &at("auth"), out);
                    scope.labelled(label("failure"), integration.failure.as_ref(), &at("failure"), out);
                    show_uses(scope, &integration.uses, label("uses"), out);
                });
            });
        }
    });
}

/// The design of a system, and what of it is relied on.
fn show_design<'a>(scope: &Scope<'a>, integration: &'a Entity<Integration>, out: &mut Builder<'a>) {
    let Some(design) = &integration.design else { return };
    let others = scope.printing.links.others();
    out.item(|out| {
        out.strong(|out| out.text(scope.word("design")));
        out.text(": ");
        let page = others.and_then(|others| others.page(&integration.id.value));
        out.link(page, |out| out.text(design.text.as_str()));
    });
    if integration.contracts.is_empty() {
        return;
    }
    out.item(|out| {
        out.strong(|out| out.text(scope.word("contracts")));
        out.text(": ");
        for (index, contract) in integration.contracts.iter().enumerate() {
            if index > 0 {
                out.text(", ");
            }
            let cited = format!("{}:{}", integration.id.value, &**contract);
            out.link(scope.printing.links.to(Target::Contract, &cited), |out| out.code(&**contract));
        }
    });
}

pub(super) fn hint(words: &Words) -> String {
    two_samples(words, "name", "mechanism")
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.list(|out| {
        out.item(|out| {
            out.strong(|out| out.text(bracketed(words, "name")));
            out.text(":");
            out.list(|out| {
                blank_item(words, "mechanism", out);
                blank_item(words, "data", out);
            });
        });
    });
}
