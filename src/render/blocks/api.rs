//! API contracts: what is sent, and what is answered.

use super::{bracketed, two_samples};
use crate::design::{Code, Contract, Entity, Sample};
use crate::markdown::Builder;
use crate::reading::Plain;
use crate::render::cite::Line;
use crate::render::page::Page;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(page: &Page<'a>, words: &'a Words, out: &mut Builder<'a>) {
    for contract in &page.design.api {
        show_contract(page, contract, words, out);
    }
}

pub(super) fn hint(words: &Words) -> String {
    two_samples(words, "endpoint", "code")
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.paragraph(|out| out.strong(|out| out.text(bracketed(words, "endpoint"))));
    blank_code(words, out);
}

/// The blank document's code: the hint, in a language to be named.
pub(super) fn blank_code<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.fence(bracketed(words, "language"), bracketed(words, "code"));
}

/// Code in its fence, or the reason why there is none.
pub(super) fn show_code<'a>(
    page: &Page<'a>,
    language: Option<&'a Plain>,
    code: &'a Code,
    out: &mut Builder<'a>,
) {
    if code.not_applicable {
        page.nothing(code, out);
    } else if code.is_given() {
        out.fence(language.map_or("", |language| language.value.as_str()), code.value.as_str());
    }
}

fn show_contract<'a>(
    page: &Page<'a>,
    contract: &'a Entity<Contract>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let id = contract.id.value.as_str();
    let endpoint = if contract.endpoint.is_empty() { id } else { &contract.endpoint };
    page.name(Target::Contract, id, endpoint, out);
    if let Some(description) = contract.description.as_ref().filter(|text| text.is_given()) {
        page.blocks(description, id, out);
    }
    out.paragraph(|out| {
        let mut line = Line::new();
        if let Some(component) = &contract.component {
            line.label(words.label("component"), out);
            page.cite_element(component, out);
        }
        if let Some(auth) = contract.auth.as_ref().filter(|text| text.is_given()) {
            line.label(words.label("authentication"), out);
            page.line(auth, &format!("{id}-auth"), out);
        }
        if !contract.satisfies.is_empty() {
            line.label(words.label("satisfies"), out);
            page.cite_all(Target::Requirement, &contract.satisfies, out);
        }
    });
    show_sample(page, words.label("request"), contract.request.as_ref(), out);
    show_sample(page, words.label("message"), contract.message.as_ref(), out);
    show_responses(page, contract, words, out);
}

fn show_sample<'a>(page: &Page<'a>, label: &'a str, sample: Option<&'a Sample>, out: &mut Builder<'a>) {
    let Some(sample) = sample else { return };
    out.paragraph(|out| {
        out.strong(|out| out.text(label));
        out.text(":");
    });
    show_code(page, sample.language.as_ref(), &sample.code, out);
}

fn show_responses<'a>(
    page: &Page<'a>,
    contract: &'a Entity<Contract>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let responses = &contract.responses;
    if responses.is_empty() && responses.not_applicable.is_none() {
        return;
    }
    out.paragraph(|out| {
        out.strong(|out| out.text(words.label("responses")));
        match &responses.not_applicable {
            Some(reason) => page.behind(reason, &contract.id.value, out),
            None => out.text(":"),
        }
    });
    out.list(|out| {
        for response in responses.iter() {
            out.item(|out| {
                let status = response.id.value.as_str();
                out.code(status);
                if let Some(description) = response.description.as_ref().filter(|text| text.is_given()) {
                    page.behind(description, &format!("{}-{status}", contract.id.value), out);
                }
                if let Some(code) = &response.code {
                    show_code(page, response.language.as_ref(), code, out);
                }
            });
        }
    });
}
