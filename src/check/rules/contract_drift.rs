//! SD1401: a contract of the design and the description of the API in the repository disagree.

use crate::check::Subject;
use crate::check::follow::{Follow, literal};
use crate::compare::agreement::{
    ContractDrift, Misfit, MisfitKind, Source, StatusAt, contract_id, contracts,
};
use crate::design::as_id;
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::interchange::partial::{self, Auth};
use crate::markdown::one_line;
use crate::reading::quote_key;
use crate::source::Span;

rule! {
    /// A contract of the design and the description of the API in the repository disagree.
    pub(crate) RULE = "SD1401", "contract-drift", Group::Sources, since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(sides) = subject.sides() else {
        sink.leave_open(&RULE);
        return;
    };
    let follow = Follow { sources: subject.sources, design: subject.design };
    for drift in contracts(&sides) {
        sink.extend(finding(&drift, follow).map(|finding| subject.drifted(finding)));
    }
}

fn finding(drift: &ContractDrift<'_>, follow: Follow<'_>) -> Option<Finding> {
    Some(match drift {
        ContractDrift::Taken { .. } => return None,
        ContractDrift::OnlyHere { own, source } => {
            let message =
                format!("`{}` of the design is not in `{}`", one_line(&own.endpoint), source.name());
            Finding::new(&RULE, own.endpoint.span, message).label("only the design has it").help(
                "describe it in that file, or delete it here; if the file cannot have it, say why: `not-in-source = \"…\"`",
            )
        }
        ContractDrift::OnlyThere { theirs, source, owner } => only_there(theirs, *source, *owner, follow),
        ContractDrift::Moved { own, theirs, source, endpoint } => {
            let message = format!(
                "`{}` has the endpoint `{}` here and `{endpoint}` in `{}`",
                own.id.value,
                one_line(&own.endpoint),
                source.name()
            );
            let finding = Finding::new(&RULE, own.endpoint.span, message)
                .label("another endpoint than in the file")
                .related(theirs.endpoint.span, "the endpoint in the file")
                .help(format!("write `endpoint = {}`, or change the file", literal(endpoint)));
            follow.string(finding, own.endpoint.span, endpoint)
        }
        ContractDrift::Status { own, theirs, source, at } => {
            let path = format!("api.{}.responses", own.id.value);
            match at {
                StatusAt::Here(response) => {
                    let status = &response.id.value;
                    let message = format!(
                        "`{}` answers `{status}` here, but not in `{}`",
                        one_line(&own.endpoint),
                        source.name()
                    );
                    Finding::new(&RULE, response.id.span, message)
                        .label("only the design has this answer")
                        .related(theirs.endpoint.span, "the answers in the file are below this")
                        .help("describe the answer in that file, or delete it here")
                }
                StatusAt::There(answer) => {
                    let status = answer.status.value.as_str();
                    let message = format!(
                        "`{}` answers `{status}` in `{}`, but not here",
                        one_line(&own.endpoint),
                        source.name()
                    );
                    let meaning = literal(&meaning(answer));
                    let finding = Finding::new(&RULE, own.id.span, message)
                        .label("lacks this answer")
                        .related(answer.status.span, "only the file has it")
                        .at_path(format!("{path}.{status}"))
                        .help(format!("add `{status} = {meaning}` to the responses, or change the file"));
                    match own.responses.span {
                        Some(span) => follow.key(finding, span, None, status, &meaning),
                        None => finding,
                    }
                }
                StatusAt::Both(response, answer) => {
                    let (ours, status) = (&response.id.value, &answer.status.value);
                    let message = format!(
                        "`{}` answers `{ours}` here and `{status}` in `{}`",
                        one_line(&own.endpoint),
                        source.name()
                    );
                    Finding::new(&RULE, response.id.span, message)
                        .label("another status than in the file")
                        .related(answer.status.span, "the status in the file")
                        .help(format!("write `{status}`, or change the file"))
                        .suggest(response.id.span, status.clone())
                }
            }
        }
        ContractDrift::Auth { own, theirs, source } => {
            let place = own.auth.as_ref().map_or(own.id.span, |auth| auth.span);
            let said = own.auth.as_ref().map(|auth| one_line(&auth.value)).unwrap_or_default();
            let (there, span) = scheme(theirs);
            let message = format!(
                "`{}` authenticates with “{said}” here and with “{there}” in `{}`",
                one_line(&own.endpoint),
                source.name()
            );
            let finding = Finding::new(&RULE, place, message)
                .label("another scheme than in the file")
                .related(span, "the scheme in the file")
                .help(format!("write `auth = {}`, or change the file", literal(&there)));
            if own.auth.is_some() { follow.string(finding, place, &there) } else { finding }
        }
        ContractDrift::Sample { own, source, place, path, misfits, also } => {
            let message = format!(
                "the sample `{path}` of `{}` is not what `{}` describes: {}",
                own.id.value,
                source.name(),
                said(misfits)
            );
            let finding = Finding::new(&RULE, *place, message)
                .label("not what the file describes")
                .at_path(format!("api.{}.{path}", own.id.value))
                .help("write a sample that the file allows, or change the file; `…` for a field leaves out others");
            let finding = misfits.iter().fold(finding, |finding, misfit| {
                finding.related(misfit.span, format!("{} is described here", shown(misfit)))
            });
            also.iter().fold(finding, |finding, place| finding.related(*place, "this sample, too"))
        }
    })
}

fn only_there(
    theirs: &partial::Contract,
    source: Source<'_>,
    owner: Option<&str>,
    follow: Follow<'_>,
) -> Finding {
    let endpoint = &theirs.endpoint.value;
    let id = theirs.id.as_ref().map_or_else(|| as_id(endpoint), |id| contract_id(&id.value));
    let message = format!("`{endpoint}` of `{}` is not in the design", source.name());
    let finding = Finding::new(&RULE, source.held.span, message)
        .label("the design agrees with these files")
        .related(theirs.endpoint.span, "only the file has it")
        .at_path(format!("{}.{}", source.held.path, quote_key(endpoint)))
        .help(format!(
            "add `[api.{id}]` with `endpoint = {}`, or leave it out with `except`",
            literal(endpoint)
        ));
    let mut table = format!("[api.{id}]\nendpoint = {}\n", literal(endpoint));
    let component = owner.map(|owner| format!("component = {}\n", literal(owner)));
    table.push_str(&component.unwrap_or_default());
    if !matches!(theirs.auth, Auth::Unsaid) {
        table.push_str(&format!("auth = {}\n", literal(&scheme(theirs).0)));
    }
    if let Some(summary) = theirs.summary.as_ref().or(theirs.description.as_ref()) {
        table.push_str(&format!("description = {}\n", literal(&one_line(&summary.value))));
    }
    if !theirs.answers.is_empty() {
        table.push_str(&format!("\n[api.{id}.responses]\n"));
        for answer in &theirs.answers {
            table.push_str(&format!("{} = {}\n", quote_key(&answer.status.value), literal(&meaning(answer))));
        }
    }
    if follow.design.api.contains(&id) { finding } else { follow.table(finding, &table) }
}

fn meaning(answer: &partial::Answer) -> String {
    answer.meaning.as_ref().map(|meaning| one_line(&meaning.value)).unwrap_or_default()
}

/// The schemes of a contract in the file, and where it says so.
fn scheme(theirs: &partial::Contract) -> (String, Span) {
    match &theirs.auth {
        Auth::None(span) => ("none".to_owned(), *span),
        Auth::Unsaid => ("none".to_owned(), theirs.endpoint.span),
        Auth::Schemes(schemes) => {
            let names: Vec<&str> = schemes.iter().map(|scheme| scheme.name.value.as_str()).collect();
            (names.join(" or "), schemes.first().map_or(theirs.endpoint.span, |scheme| scheme.name.span))
        }
    }
}

/// What does not fit, in words.
fn said(misfits: &[Misfit]) -> String {
    let mut parts = Vec::new();
    for (kind, words) in
        [(MisfitKind::Lacks, "it lacks"), (MisfitKind::Extra, "it has, and the file has not,")]
    {
        let names: Vec<String> = misfits.iter().filter(|it| it.kind == kind).map(shown).collect();
        if !names.is_empty() {
            parts.push(format!("{words} {}", names.join(", ")));
        }
    }
    for misfit in misfits {
        if let MisfitKind::Type(expected) = misfit.kind {
            parts.push(format!("{} has to be {expected}", shown(misfit)));
        }
    }
    parts.join("; ")
}

fn shown(misfit: &Misfit) -> String {
    if misfit.field.is_empty() { "the whole".to_owned() } else { format!("`{}`", misfit.field) }
}
