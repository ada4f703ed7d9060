//! What is sent and answered.

use std::rc::Rc;

use super::Reading;
use crate::interchange::partial::{Payload, ShapeId};
use crate::reading::Datum;
use crate::source::{Span, Spanned};

/// The most values of a sample.
const MOST_VALUES: usize = 2000;

impl Reading<'_, '_> {
    /// What an operation is sent.
    pub(super) fn request(
        &mut self,
        operation: &Rc<Datum>,
        parameters: Option<&Rc<Datum>>,
        shared: Option<&Rc<Datum>>,
    ) -> Option<Payload> {
        if !self.is_swagger {
            let (key, written) = operation.entry("requestBody")?;
            let body = self.resolved(written)?;
            return self.content(body.get("content")?, key.span);
        }
        let lists = [parameters, shared].into_iter().flatten();
        let all: Vec<Rc<Datum>> = lists.flat_map(|list| list.items().iter().cloned()).collect();
        for parameter in all {
            let Some(target) = self.resolved(&parameter) else { continue };
            if target.get("in").and_then(|place| place.text()) == Some("body") {
                let schema = target.get("schema").cloned()?;
                let samples = samples_by_type(target.get("x-examples").or_else(|| target.get("x-example")));
                return Some(self.of_schema(operation, "consumes", &schema, samples, parameter.span));
            }
        }
        None
    }

    /// What an answer holds.
    pub(super) fn answer_body(&mut self, response: &Rc<Datum>, operation: &Rc<Datum>) -> Option<Payload> {
        if !self.is_swagger {
            let (key, content) = response.entry("content")?;
            let content = Rc::clone(content);
            return self.content(&content, key.span);
        }
        let samples = samples_by_type(response.get("examples"));
        match response.entry("schema") {
            Some((key, schema)) => {
                let schema = Rc::clone(schema);
                Some(self.of_schema(operation, "produces", &schema, samples, key.span))
            }
            None if samples.is_empty() => None,
            None => {
                let span = samples.first().map_or(response.span, |sample| sample.span);
                Some(Payload { span, shape: None, samples })
            }
        }
    }

    /// A body of Swagger, which is JSON unless its types say otherwise.
    fn of_schema(
        &mut self,
        operation: &Datum,
        types: &str,
        schema: &Rc<Datum>,
        samples: Vec<Spanned<String>>,
        span: Span,
    ) -> Payload {
        let types = operation.get(types).or_else(|| self.tree.get(types)).cloned();
        let types = types.map(|types| types.items().to_vec()).unwrap_or_default();
        let json = types.is_empty() || types.iter().any(|name| name.text().is_some_and(is_json));
        let shape = json.then(|| self.shape(Vec::new(), vec![Rc::clone(schema)], schema.span));
        Payload { span, shape, samples }
    }

    /// The bodies of several media types: what is read is the one in JSON.
    fn content(&mut self, content: &Rc<Datum>, span: Span) -> Option<Payload> {
        let entries = content.entries();
        let json = entries
            .iter()
            .find(|(name, _)| name.value.starts_with("application/json"))
            .or_else(|| entries.iter().find(|(name, _)| is_json(&name.value)));
        let Some((_, media)) = json else {
            return (!entries.is_empty()).then(|| Payload { span, shape: None, samples: Vec::new() });
        };
        let media = self.resolved(media)?;
        let mut samples: Vec<Rc<Datum>> = media.get("example").into_iter().cloned().collect();
        for (_, example) in media.get("examples").map(|all| all.entries()).unwrap_or_default() {
            let Some(example) = self.resolved(example) else { continue };
            samples.extend(example.get("value").or_else(|| example.get("dataValue")).cloned());
        }
        let texts = samples.iter().filter_map(as_text).collect();
        let shape = match media.get("schema") {
            Some(schema) => Some(self.shape(Vec::new(), vec![Rc::clone(schema)], schema.span)),
            None => samples.first().map(|sample| self.shape_of_sample(sample)),
        };
        Some(Payload { span, shape, samples: texts })
    }

    /// What a sample looks like, where nothing else says it.
    fn shape_of_sample(&mut self, sample: &Rc<Datum>) -> ShapeId {
        let id = self.partial.shapes.reserve(sample.span);
        super::schema::sampled(&mut self.partial.shapes, id, sample, &mut { MOST_VALUES });
        id
    }
}

/// The samples in JSON among those of several media types.
fn samples_by_type(examples: Option<&Rc<Datum>>) -> Vec<Spanned<String>> {
    let entries = examples.map(|examples| examples.entries()).unwrap_or_default();
    let json = entries.iter().filter(|(name, _)| is_json(&name.value));
    json.filter_map(|(_, sample)| as_text(sample)).collect()
}

/// A sample as JSON. In YAML it may be written as the text of JSON.
pub(super) fn as_text(sample: &Rc<Datum>) -> Option<Spanned<String>> {
    let value = match sample.text().and_then(|text| serde_json::from_str(text).ok()) {
        Some(value @ (serde_json::Value::Object(_) | serde_json::Value::Array(_))) => value,
        _ => sample.to_json(MOST_VALUES)?,
    };
    Some(Spanned::new(value.to_string(), sample.span))
}

/// Whether a media type is JSON.
fn is_json(name: &str) -> bool {
    let name = name.split(';').next().unwrap_or_default().trim().to_lowercase();
    name.ends_with("/json") || name.ends_with("+json") || name == "*/*" || name == "application/*"
}
