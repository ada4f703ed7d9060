//! API contracts: requests and responses.

use super::{bracketed, taken, two_samples};
use crate::design::{Code, Contract, Entity, Named, Response, Sample};
use crate::markdown::Builder;
use crate::reading::Plain;
use crate::render::cite::FactLine;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    for contract in scope.design.api.iter().filter(|contract| !contract.is_taken) {
        show_contract(scope, contract, words, out);
    }
    taken::contracts(scope, words, out);
}

pub(super) fn hint(words: &Words) -> String {
    two_samples(words, "endpoint", "code")
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.paragraph(|out| out.strong(|out| out.text(bracketed(words, "endpoint"))));
    blank_code(words, out);
}

/// Code of the blank document: the hint, in a language that the author has yet to name.
pub(super) fn blank_code<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.fence(bracketed(words, "language"), bracketed(words, "code"));
}

/// Code in its fence, or the reason why there is none, behind its label.
pub(super) fn show_code<'a>(
    scope: &Scope<'a>,
    label: &'a str,
    language: Option<&'a Plain>,
    code: &'a Code,
    out: &mut Builder<'a>,
) {
    if code.not_applicable {
        scope.labelled_blocks(label, code, "code", out);
    } else if code.is_given() {
        out.fence(language.map_or("", |language| language.value.as_str()), code.value.as_str());
    }
}

fn show_contract<'a>(
    scope: &Scope<'a>,
    contract: &'a Entity<Contract>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let id = contract.id.value.as_str();
    let endpoint = if contract.endpoint.is_empty() { id } else { &contract.endpoint };
    scope.name(Target::Contract, id, endpoint, out);
    scope.description(contract.description.as_ref(), id, out);
    out.paragraph(|out| {
        let mut line = FactLine::new();
        if contract.is_consumed() {
            line.label(words.label("direction"), out);
            out.text(words.label("consumed"));
        }
        if let Some(component) = &contract.component {
            let is_theirs = scope.design.integrations.contains(component);
            line.label(words.label(if is_theirs { "offered-by" } else { "component" }), out);
            scope.cite_element(component, out);
        }
        if let Some(auth) = contract.auth.as_ref().filter(|text| text.is_given()) {
            line.label(words.label("authentication"), out);
            scope.line(auth, &format!("{id}-auth"), out);
        }
        if !contract.satisfies.is_empty() {
            line.label(words.label("satisfies"), out);
            scope.cite_all(Target::Requirement, &contract.satisfies, out);
        }
        if let Some(why) = contract.not_in_source.as_ref().filter(|text| text.is_given()) {
            line.label(words.label("not-in-source"), out);
            scope.line(why, &format!("{id}-not-in-source"), out);
        }
        scope.users_of(Target::Contract, id, &mut line, out);
    });
    let (parameters, operations) = (&contract.parameters, &contract.operations);
    show_named(
        scope,
        words.label("parameters"),
        parameters,
        &format!("{id}-parameters"),
        out,
        |one, at, out| {
            if one.is_given() {
                scope.after(one.body(), at, out);
            }
        },
    );
    show_named(
        scope,
        words.label("operations"),
        operations,
        &format!("{id}-operations"),
        out,
        |one, at, out| {
            if let Some(description) = one.description.as_ref().filter(|text| text.is_given()) {
                scope.after(description, at, out);
            }
            show_sample(scope, words.label("request"), one.request.as_ref(), out);
            show_responses(scope, &one.responses, at, words, out);
        },
    );
    show_sample(scope, words.label("request"), contract.request.as_ref(), out);
    show_sample(scope, words.label("message"), contract.message.as_ref(), out);
    show_responses(scope, &contract.responses, id, words, out);
}

/// A list of named things below its label, or the reason why there are none.
fn show_named<'a, T>(
    scope: &Scope<'a>,
    label: &'a str,
    named: &'a Named<T>,
    at: &str,
    out: &mut Builder<'a>,
    show: impl Fn(&'a Entity<T>, &str, &mut Builder<'a>),
) {
    if !begin_list(scope, label, named, at, out) {
        return;
    }
    out.list(|out| {
        for one in named.iter() {
            let id = one.id.value.as_str();
            out.item(|out| {
                out.code(id);
                show(one, &format!("{at}-{id}"), out);
            });
        }
    });
}

/// The label of a list of named things, or the reason why there are none; `false` if no list follows.
fn begin_list<'a, T>(
    scope: &Scope<'a>,
    label: &'a str,
    named: &'a Named<T>,
    at: &str,
    out: &mut Builder<'a>,
) -> bool {
    if named.is_empty() && named.not_applicable.is_none() {
        return false;
    }
    out.paragraph(|out| {
        out.strong(|out| out.text(label));
        match &named.not_applicable {
            Some(reason) => scope.after(reason, at, out),
            None => out.text(":"),
        }
    });
    !named.is_empty()
}

/// A sample below its label.
pub(super) fn show_sample<'a>(
    scope: &Scope<'a>,
    label: &'a str,
    sample: Option<&'a Sample>,
    out: &mut Builder<'a>,
) {
    let Some(sample) = sample else { return };
    if !sample.code.not_applicable {
        out.paragraph(|out| {
            out.strong(|out| out.text(label));
            out.text(":");
        });
    }
    show_code(scope, label, sample.language.as_ref(), &sample.code, out);
}

fn show_responses<'a>(
    scope: &Scope<'a>,
    responses: &'a Named<Response>,
    at: &str,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    if !begin_list(scope, words.label("responses"), responses, at, out) {
        return;
    }
    // TOML puts responses that are tables after the others: their statuses put them in order.
    let mut ordered: Vec<_> = responses.iter().collect();
    ordered.sort_by(|one, other| one.id.value.cmp(&other.id.value));
    out.list(|out| {
        for response in ordered {
            out.item(|out| {
                let status = response.id.value.as_str();
                out.code(status);
                if let Some(description) = response.description.as_ref().filter(|text| text.is_given()) {
                    scope.after(description, &format!("{at}-{status}"), out);
                }
                if let Some(code) = &response.code {
                    show_code(scope, words.label("code"), response.language.as_ref(), code, out);
                }
            });
        }
    });
}
