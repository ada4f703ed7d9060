//! SD1405: packages depend on each other, and the components do not say so.

use crate::check::Subject;
use crate::check::follow::{Follow, literal};
use crate::compare::agreement::{DependencyDrift, dependencies};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::quote_key;

rule! {
    /// Packages of two components depend on each other, and no relationship says so.
    pub(crate) RULE = "SD1405", "undeclared-dependency", Group::Sources, since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(sides) = subject.sides() else {
        sink.leave_open(&RULE);
        return;
    };
    let follow = Follow { sources: subject.sources, design: subject.design };
    for drift in dependencies(&sides) {
        let finding = match drift {
            DependencyDrift::Undeclared { own, needed, dependency, package } => {
                let message = format!(
                    "the package `{}` needs that of `{}`, but `{}` does not use it",
                    package.name.value, needed.id.value, own.id.value
                );
                let entry = "{ label = \"Is built with\", kind = \"build\" }";
                let finding = Finding::new(&RULE, own.id.span, message)
                    .label(format!("does not use `{}`", needed.id.value))
                    .related(dependency.span, "the package needs it")
                    .at_path(format!(
                        "components.{}.uses.{}",
                        quote_key(&own.id.value),
                        quote_key(&needed.id.value)
                    ))
                    .help(format!("add `{} = {entry}` to the uses of `{}`", needed.id.value, own.id.value));
                if own.uses.is_empty() && own.given(|key| key.uses).is_absent() {
                    let uses = format!("{{ {} = {entry} }}", quote_key(&needed.id.value));
                    follow.key(finding, own.span, None, "uses", &uses)
                } else {
                    finding
                }
            }
            DependencyDrift::Unneeded { own, relationship, package } => {
                let target: &str = &relationship.target;
                let message = format!(
                    "`{}` is built with `{target}`, but its package `{}` does not need it",
                    own.id.value, package.name.value
                );
                Finding::new(&RULE, relationship.target.id.span, message)
                    .label("no package needs it")
                    .related(package.name.span, "the package")
                    .help(format!("delete the relationship, or write another kind than {}", literal("build")))
            }
        };
        sink.push(subject.drifted(finding));
    }
}
