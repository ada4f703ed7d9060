//! Offered HTTP contracts as a document of OpenAPI 3.1.

use serde_json::{Map, Value, json};

use super::security::Security;
use super::{Exported, said};
use crate::design::{Contract, Design, Entity, Named, Response, Sample};

/// One document for all components.
pub fn write(design: &Design) -> Exported {
    let (document, left) = document(design, |_| true);
    let mut exported = Exported::json("openapi.json", &document);
    exported.leave(
        left,
        "contract",
        "because OpenAPI has only HTTP endpoints, once each, that the design offers",
    );
    exported
}

/// The document of some contracts, and how many it cannot hold.
pub(super) fn document(design: &Design, is_of: impl Fn(&Contract) -> bool) -> (Value, usize) {
    let mut paths = Paths::default();
    let mut security = Security::default();
    let mut left = 0;
    let mut tags: Vec<&str> = Vec::new();
    for contract in design.api.iter().filter(|contract| is_of(contract)) {
        let endpoint = contract.http().filter(|(method, _)| !contract.is_consumed() && *method != "CONNECT");
        let Some((method, written)) = endpoint else {
            left += 1;
            continue;
        };
        let tag = contract.component.as_deref().filter(|id| design.components.contains(id));
        tags.extend(tag.filter(|tag| !tags.contains(tag)));
        let path = Path::of(written);
        let (names, operations) = paths.at(&path);
        let mut operation = operation(contract, tag, &mut security);
        let parameters = parameters(contract, &path, &names);
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), parameters.into());
        }
        let method = method.to_lowercase();
        if operations.contains_key(&method) {
            left += 1;
        } else {
            operations.insert(method, Value::Object(in_order(operation)));
        }
    }
    let mut document = json!({
        "openapi": "3.1.0",
        "info": { "title": design.meta.title.value, "version": design.meta.version.text },
    });
    if let Some(summary) = said(design.meta.summary.as_ref()) {
        document["info"]["description"] = summary.into();
    }
    if !tags.is_empty() {
        document["tags"] = tags.iter().map(|tag| self::tag(design, tag)).collect();
    }
    document["paths"] = paths.into_json();
    if let Some(schemes) = security.into_json() {
        document["components"] = json!({ "securitySchemes": schemes });
    }
    (document, left)
}

fn tag(design: &Design, id: &str) -> Value {
    let component = design.components.get(id);
    let mut tag = json!({ "name": id });
    if let Some(described) = component.and_then(|component| said(component.description.as_ref())) {
        tag["description"] = described.into();
    }
    tag
}

fn operation(contract: &Entity<Contract>, tag: Option<&str>, security: &mut Security) -> Map<String, Value> {
    let mut operation = Map::new();
    operation.insert("operationId".to_owned(), contract.id.value.as_str().into());
    if let Some(described) = said(contract.description.as_ref()) {
        let key = if described.contains('\n') { "description" } else { "summary" };
        operation.insert(key.to_owned(), described.into());
    }
    if let Some(tag) = tag {
        operation.insert("tags".to_owned(), json!([tag]));
    }
    if let Some(auth) = said(contract.auth.as_ref()) {
        match security.of(auth) {
            Some(ways) => operation.insert("security".to_owned(), ways),
            None => operation.insert("x-auth".to_owned(), auth.into()),
        };
    }
    if let Some(content) = contract.request.as_ref().and_then(sample) {
        operation.insert("requestBody".to_owned(), json!({ "content": content }));
    }
    let responses = responses(&contract.responses);
    if !responses.is_empty() {
        operation.insert("responses".to_owned(), Value::Object(responses));
    }
    operation
}

/// The keys in the order in which people read them.
fn in_order(mut operation: Map<String, Value>) -> Map<String, Value> {
    const KEYS: [&str; 9] = [
        "operationId",
        "summary",
        "description",
        "tags",
        "security",
        "x-auth",
        "parameters",
        "requestBody",
        "responses",
    ];
    KEYS.iter().filter_map(|key| Some(((*key).to_owned(), operation.remove(*key)?))).collect()
}

fn responses(of: &Named<Response>) -> Map<String, Value> {
    let mut statuses: Vec<&Entity<Response>> = of.iter().collect();
    // TOML puts responses that are tables after the others.
    statuses.sort_by(|one, other| one.id.value.cmp(&other.id.value));
    let mut responses = Map::new();
    for response in statuses {
        let status = response.id.value.trim();
        let is_number = status.parse().is_ok_and(|number: u16| (100..600).contains(&number));
        let group = status.to_uppercase();
        let is_group = group.len() == 3
            && group.ends_with("XX")
            && group.starts_with(|c: char| ('1'..='5').contains(&c));
        let key = match () {
            () if is_number || status == "default" => status.to_owned(),
            () if is_group => group,
            () => format!("x-{status}"),
        };
        let mut written = json!({ "description": said(response.description.as_ref()).unwrap_or_default() });
        let code = response.code.as_ref().filter(|code| code.is_given() && !code.not_applicable);
        if let Some(code) = code {
            written["content"] = content(response.language.as_deref(), &code.value);
        }
        responses.insert(key, written);
    }
    responses
}

fn sample(sample: &Sample) -> Option<Value> {
    let is_given = sample.code.is_given() && !sample.code.not_applicable;
    is_given.then(|| content(sample.language.as_deref(), &sample.code.value))
}

/// A sample under its media type. What is only nearly JSON, such as one with an elision, is text.
fn content(language: Option<&str>, code: &str) -> Value {
    let language = language.unwrap_or("json").to_lowercase();
    let json = serde_json::from_str::<Value>(code).ok().filter(|_| language.starts_with("json"));
    let media = match language.as_str() {
        _ if json.is_some() => "application/json",
        "xml" => "application/xml",
        "yaml" | "yml" => "application/yaml",
        "html" => "text/html",
        "csv" => "text/csv",
        "form" | "urlencoded" => "application/x-www-form-urlencoded",
        _ => "text/plain",
    };
    let schema = json.as_ref().map_or_else(|| json!({ "type": "string" }), schema);
    let example = json.unwrap_or_else(|| code.trim_end().into());
    json!({ media: { "schema": schema, "example": example } })
}

/// What a sample says of the form. Whether a field may be left out, it does not say.
fn schema(sample: &Value) -> Value {
    match sample {
        Value::Null => json!({}),
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(number) if number.is_f64() => json!({ "type": "number" }),
        Value::Number(_) => json!({ "type": "integer" }),
        Value::String(_) => json!({ "type": "string" }),
        Value::Array(items) => {
            json!({ "type": "array", "items": items.first().map_or_else(|| json!({}), schema) })
        }
        Value::Object(fields) => {
            let properties: Map<String, Value> =
                fields.iter().map(|(name, value)| (name.clone(), schema(value))).collect();
            json!({ "type": "object", "properties": properties })
        }
    }
}

fn parameters(contract: &Contract, path: &Path, names: &[String]) -> Vec<Value> {
    let meaning = |name: &str| {
        let known = contract.parameters.iter().find(|one| bare(&one.id.value) == name)?;
        said(Some(known.body()))
    };
    let parameter = |name: &str, place: &str, described: Option<&str>| {
        let mut parameter = json!({ "name": name, "in": place });
        if place == "path" {
            parameter["required"] = true.into();
        }
        if let Some(described) = described {
            parameter["description"] = described.into();
        }
        parameter["schema"] = json!({ "type": "string" });
        parameter
    };
    let mut all: Vec<Value> = Vec::new();
    for (own, name) in path.names.iter().zip(names) {
        all.push(parameter(name, "path", meaning(own)));
    }
    for one in contract.parameters.iter() {
        let name = bare(&one.id.value);
        if name.is_empty() || path.names.iter().any(|own| own == name) {
            continue;
        }
        // Names of headers have capitals and hyphens.
        let is_header = name.contains('-') && name.starts_with(|c: char| c.is_ascii_uppercase());
        all.push(parameter(name, if is_header { "header" } else { "query" }, said(Some(one.body()))));
    }
    all
}

/// The name of a parameter without the marks that some write around it.
fn bare(name: &str) -> &str {
    name.trim_matches(['{', '}', ':', '?', '<', '>', '=', ' '])
}

/// A path, and the names of its parameters.
struct Path {
    /// The text between the parameters.
    parts: Vec<String>,
    names: Vec<String>,
}

impl Path {
    fn of(written: &str) -> Self {
        let path = written.split(['?', '#']).next().unwrap_or(written);
        let (mut parts, mut names) = (vec![String::new()], Vec::new());
        for (number, segment) in path.split('/').enumerate() {
            if number > 0 {
                add("/", &mut parts);
            }
            let whole = segment
                .strip_prefix(':')
                .or_else(|| segment.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')));
            if let Some(name) = whole {
                names.push(name.to_owned());
                parts.push(String::new());
                continue;
            }
            let mut rest = segment;
            while let Some((before, name, after)) = rest
                .split_once('{')
                .and_then(|(before, after)| after.split_once('}').map(|(name, after)| (before, name, after)))
            {
                add(before, &mut parts);
                names.push(name.to_owned());
                parts.push(String::new());
                rest = after;
            }
            add(rest, &mut parts);
        }
        // Two parameters of one name would be one.
        for at in 1..names.len() {
            while names[..at].contains(&names[at]) {
                names[at].push('2');
            }
        }
        Self { parts, names }
    }

    fn with(&self, names: &[String]) -> String {
        let mut out = String::new();
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                out.push_str(&format!("{{{}}}", names.get(at - 1).map_or("", String::as_str)));
            }
            out.push_str(part);
        }
        out
    }
}

fn add(text: &str, parts: &mut [String]) {
    if let Some(last) = parts.last_mut() {
        last.push_str(text);
    }
}

/// The operations of each path. Paths that differ only in the names of their parameters are one.
#[derive(Default)]
struct Paths(Vec<Operations>);

/// A path with its operations.
struct Operations {
    /// The text between the parameters.
    parts: Vec<String>,
    names: Vec<String>,
    written: String,
    by_method: Map<String, Value>,
}

impl Paths {
    /// The names of the parameters of a path, and its operations.
    fn at(&mut self, path: &Path) -> (Vec<String>, &mut Map<String, Value>) {
        let known = self.0.iter().position(|known| known.parts == path.parts);
        let at = known.unwrap_or_else(|| {
            self.0.push(Operations {
                parts: path.parts.clone(),
                names: path.names.clone(),
                written: path.with(&path.names),
                by_method: Map::new(),
            });
            self.0.len() - 1
        });
        let here = &mut self.0[at];
        (here.names.clone(), &mut here.by_method)
    }

    fn into_json(self) -> Value {
        self.0.into_iter().map(|path| (path.written, Value::Object(path.by_method))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn parameters_of_a_path_are_written_in_braces() {
        for (written, path) in [
            ("/", "/"),
            ("/a/:id", "/a/{id}"),
            ("/a/<id>/b/{c}.json?full=1", "/a/{id}/b/{c}.json"),
            ("/a/{id}/b/{id}", "/a/{id}/b/{id2}"),
            ("/a/{id", "/a/{id"),
        ] {
            let read = Path::of(written);
            assert_eq!(read.with(&read.names), path, "{written}");
        }
    }
}
