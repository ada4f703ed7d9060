//! Endpoints, channels and procedures.

use std::collections::{HashMap, HashSet};

use super::super::Model;
use super::super::forms::endpoints::{meaning_of, sample};
use super::super::reader::Reader;
use super::{Lines, set};
use crate::authoring::literal;
use crate::compare::agreement::{Endpoint, contract_id};
use crate::design::{Design, RESERVED, is_id};
use crate::interchange::partial::{Auth, Contract, Of, Payload, Shapes};
use crate::interchange::told::Format;

/// Declares the contracts.
pub(super) fn contracts(
    reader: &mut Reader<'_, '_>,
    model: &Model<'_>,
    files: &mut Lines<'_>,
    design: Option<&Design>,
) {
    let own = own_endpoints(design);
    let base = base(model, &own);
    let mut taken: HashSet<String> = HashSet::new();
    for contract in &model.partial.contracts {
        let line = files.line(reader, contract.endpoint.span);
        let written = contract.endpoint.value.as_str();
        let based = base.and_then(|base| {
            let (method, path) = written.split_once(' ')?;
            Some(format!("{method} {base}{path}"))
        });
        let known = [based.as_deref(), Some(written)].into_iter().flatten();
        let known = known.filter_map(Endpoint::read).find_map(|endpoint| own.get(&endpoint));
        let (id, endpoint) = match known {
            Some((id, endpoint)) if taken.insert(id.clone()) => (id.clone(), endpoint.clone()),
            _ => {
                let endpoint = based.unwrap_or_else(|| written.to_owned());
                (new_id(reader, contract, &endpoint, &taken), endpoint)
            }
        };
        taken.insert(id.clone());
        let path = ["api", id.as_str()];
        reader.draft.set(&path, "endpoint", literal::string(&endpoint));
        reader.mark(&path, line, format!("`{endpoint}` is {}", one(model.format)));
        describe(reader, &path, contract, model);
    }
}

/// The path that comes before those of the file, unless the design writes its endpoints without it.
fn base<'m>(model: &Model<'m>, own: &HashMap<Endpoint, (String, String)>) -> Option<&'m str> {
    let base = model.partial.base.as_deref()?;
    let mut bare = model.partial.contracts.iter().filter_map(|one| Endpoint::read(&one.endpoint.value));
    let is_bare = bare.any(|bare| own.contains_key(&bare) && !own.contains_key(&bare.below(base)));
    (!is_bare).then_some(base)
}

/// The design's endpoints: their ids, and how they are written.
fn own_endpoints(design: Option<&Design>) -> HashMap<Endpoint, (String, String)> {
    let contracts = design.into_iter().flat_map(|design| design.api.iter());
    let known = contracts.filter_map(|contract| {
        let endpoint = contract.endpoint.to_string();
        Some((Endpoint::read(&endpoint)?, (contract.id.value.clone(), endpoint)))
    });
    known.collect()
}

/// The id of the file, else one made from the endpoint.
fn new_id(reader: &Reader<'_, '_>, contract: &Contract, endpoint: &str, taken: &HashSet<String>) -> String {
    let own = contract.id.as_ref().map(|id| contract_id(&id.value));
    let own = own.filter(|id| is_id(id) && !RESERVED.contains(&id.as_str()) && !taken.contains(id));
    own.unwrap_or_else(|| {
        let words = contract.id.as_ref().map_or(endpoint, |id| &id.value);
        reader.draft.id(&["api"], words, "contract")
    })
}

fn one(format: Format) -> &'static str {
    match format {
        Format::AsyncApi => "a channel",
        Format::Protobuf => "a procedure",
        _ => "an endpoint",
    }
}

fn describe(reader: &mut Reader<'_, '_>, path: &[&str; 2], contract: &Contract, model: &Model<'_>) {
    let [root, id] = *path;
    if !contract.is_offered {
        reader.draft.set(path, "direction", literal::string("consumed"));
    }
    match &contract.auth {
        Auth::Unsaid => {}
        Auth::None(_) => reader.draft.set(path, "auth", literal::string("none")),
        Auth::Schemes(schemes) => {
            let mut names: Vec<&str> = schemes.iter().map(|scheme| scheme.name.value.as_str()).collect();
            if schemes.iter().any(|scheme| scheme.is_optional) {
                names.push("none");
            }
            reader.draft.set(path, "auth", literal::string(&names.join(" or ")));
        }
    }
    set(reader, path, "description", said(contract).as_deref());
    for parameter in &contract.parameters {
        let meaning = parameter.meaning.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let name = parameter.name.value.as_str();
        reader.draft.replace(&[root, id, "parameters"], name, literal::text(meaning.unwrap_or(name)));
    }
    let shapes = &model.partial.shapes;
    if let Some(code) = contract.request.as_ref().and_then(|body| code(body, shapes, Of::Request)) {
        let key = if model.format == Format::AsyncApi { "message" } else { "request" };
        reader.draft.set(path, key, sample(None, "json", &code));
    }
    for answer in &contract.answers {
        let status = answer.status.value.to_lowercase();
        let meaning = answer.meaning.as_ref().map(|text| text.value.trim()).unwrap_or_default();
        let meaning = meaning_of(&status, meaning);
        let code = answer.body.as_ref().and_then(|body| code(body, shapes, Of::Answer));
        let value = match code {
            Some(code) => sample(Some(&meaning), "json", &code),
            None => literal::text(&meaning),
        };
        reader.draft.replace(&[root, id, "responses"], &status, value);
    }
}

/// What a contract does: in a few words, and then in more, unless these begin with the few.
fn said(contract: &Contract) -> Option<String> {
    let text = |text: &Option<crate::source::Spanned<String>>| {
        text.as_ref().map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty())
    };
    match (text(&contract.summary), text(&contract.description)) {
        (Some(short), Some(long)) if long.starts_with(&short) => Some(long),
        (Some(short), Some(long)) => Some(format!("{short}\n\n{long}")),
        (short, long) => short.or(long),
    }
}

/// A sample of what is sent: one that the file gives, else one that its schema describes.
fn code(body: &Payload, shapes: &Shapes, of: Of) -> Option<String> {
    let given = body.samples.first().and_then(|sample| serde_json::from_str(&sample.value).ok());
    let value = given.or_else(|| body.shape.map(|shape| shapes.sample(shape, of)))?;
    let text = serde_json::to_string_pretty(&value).ok()?;
    (!value.is_null()).then_some(text)
}
