//! SD1406: what is deployed and what components say of it disagree.

use crate::check::Subject;
use crate::check::follow::{Follow, literal};
use crate::compare::agreement::{DeploymentDrift, deployment};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::quote_key;

rule! {
    /// A service of the deployment is named by no component, or runs another major version.
    pub(crate) RULE = "SD1406", "deployment-drift", Group::Sources, since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(sides) = subject.sides() else {
        sink.leave_open(&RULE);
        return;
    };
    let follow = Follow { sources: subject.sources, design: subject.design };
    for drift in deployment(&sides) {
        let finding = match drift {
            DeploymentDrift::Unnamed { service, source, near } => {
                let name = &service.name.value;
                let deploys = literal(&format!("compose:{name}"));
                let message = format!("the service `{name}` of `{}` is named by no component", source.name());
                let place = near.map_or(source.held.span, |near| near.id.span);
                let label =
                    if near.is_some() { "is it this one?" } else { "the design agrees with this file" };
                let finding = Finding::new(&RULE, place, message)
                    .label(label)
                    .related(service.name.span, "the service")
                    .at_path(format!("{}.{}", source.held.path, quote_key(name)))
                    .help(format!(
                        "write `deploys = {deploys}` at its component, or leave it out with `except`"
                    ));
                match near {
                    Some(near) => follow.key(finding, near.span, None, "deploys", &deploys),
                    None => finding,
                }
            }
            DeploymentDrift::Missing { own, name, source } => {
                let place = own.deploys.as_ref().map_or(own.id.span, |deploys| deploys.span);
                let message = format!(
                    "the service `{name}` of the component `{}` is not in `{}`",
                    own.id.value,
                    source.name()
                );
                Finding::new(&RULE, place, message)
                    .label("no such service")
                    .related(source.held.pattern_at, "it would be in this file")
                    .help("name a service of that file, or delete `deploys`; if it is elsewhere, say why: `not-in-source = \"…\"`")
            }
            DeploymentDrift::Renamed { own, service } => {
                let place = own.deploys.as_ref().map_or(own.id.span, |deploys| deploys.span);
                let deploys = format!("compose:{}", service.name.value);
                let message = format!(
                    "the service of the component `{}` is called `{}` in the deployment",
                    own.id.value, service.name.value
                );
                let finding = Finding::new(&RULE, place, message)
                    .label("no such service")
                    .related(service.name.span, "its name there")
                    .help(format!("write `deploys = {}`", literal(&deploys)));
                follow.string(finding, place, &deploys)
            }
            DeploymentDrift::Version { own, technology, ours, service, theirs } => {
                let place = technology.version.as_ref().map_or(technology.id.span, |version| version.span);
                let message = format!(
                    "`{}` has the version {ours} here, but the service `{}` of `{}` runs {theirs}",
                    technology.id.value, service.name.value, own.id.value
                );
                let span = service.image.as_ref().map_or(service.name.span, |image| image.span);
                let finding = Finding::new(&RULE, place, message)
                    .label("another major version than the image")
                    .related(span, "the image")
                    .help(format!("write `version = {}`, or change the image", literal(theirs)));
                follow.string(finding, place, theirs)
            }
        };
        sink.push(subject.drifted(finding));
    }
}
