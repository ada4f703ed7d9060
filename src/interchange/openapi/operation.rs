//! Operations: the methods of a path.

use std::rc::Rc;

use super::Reading;
use crate::interchange::partial::{Answer, Contract, Parameter, Unread};
use crate::reading::Datum;
use crate::source::{Span, Spanned};

/// The methods of a path, in small letters; `query` is of OpenAPI 3.2.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

impl Reading<'_, '_> {
    /// Reads the operations of a path.
    pub(super) fn path(&mut self, path: &Spanned<String>, item: &Rc<Datum>) {
        let Some(target) = self.resolved(item) else { return };
        if !target.is_object() {
            if !matches!(target.data, crate::reading::Data::Null) {
                self.lost(path.span, &path.value, "it has to be an object of methods", Vec::new());
            }
            return;
        }
        // What is written beside a reference counts, too.
        let beside = if Rc::ptr_eq(&target, item) { &[][..] } else { item.entries() };
        let shared = target.get("parameters").cloned();
        for (key, operation) in target.entries().iter().chain(beside) {
            let method = key.value.to_lowercase();
            if METHODS.contains(&method.as_str()) {
                self.operation(key, path, operation, shared.as_ref());
            } else if method == "additionaloperations" {
                for (key, operation) in operation.entries() {
                    self.operation(key, path, operation, shared.as_ref());
                }
            } else if method == "parameters" {
                // They belong to each operation.
            } else if !method.starts_with("x-")
                && !["summary", "description", "servers", "$ref"].contains(&method.as_str())
            {
                let what = format!("{} {}", key.value, path.value);
                self.lost(key.span, &what, "it is not a method of HTTP", Vec::new());
            }
        }
    }

    fn operation(
        &mut self,
        method: &Spanned<String>,
        path: &Spanned<String>,
        written: &Rc<Datum>,
        shared: Option<&Rc<Datum>>,
    ) {
        let endpoint = format!("{} {}", method.value.to_uppercase(), path.value);
        let Some(operation) = self.resolved(written) else { return };
        if !operation.is_object() {
            return self.lost(method.span, &endpoint, "it has to be an object", vec![endpoint.clone()]);
        }
        let text = |key: &str| {
            operation.get(key).and_then(|value| value.spanned()).filter(|text| !text.value.trim().is_empty())
        };
        let tags = operation.get("tags").map(|tags| tags.items()).unwrap_or_default();
        let tags = tags.iter().filter_map(|tag| tag.scalar().map(str::to_owned)).collect();
        for (key, what) in [("callbacks", "callbacks")] {
            for _ in operation.get(key).iter().flat_map(|value| value.entries()) {
                self.partial.leave(what);
            }
        }
        let parameters = operation.get("parameters").cloned();
        let all = [shared, parameters.as_ref()].into_iter().flatten();
        let chosen = all.flat_map(|list| self.parameters(list)).collect();
        let request = self.request(&operation, parameters.as_ref(), shared);
        // Of an operation whose answers cannot be read nothing is known.
        let Some(answers) = self.answers(&operation, &endpoint) else { return };
        let auth = self.auth(&operation);
        self.partial.contracts.push(Contract {
            id: text("operationId"),
            summary: text("summary").or_else(|| text("description").map(|text| first_line(&text))),
            description: text("description"),
            tags,
            auth,
            parameters: chosen,
            request,
            is_offered: true,
            answers,
            endpoint: Spanned::new(endpoint, method.span),
        });
    }

    fn answers(&mut self, operation: &Rc<Datum>, endpoint: &str) -> Option<Vec<Answer>> {
        let Some(written) = operation.get("responses") else { return Some(Vec::new()) };
        let Some(responses) = self.resolved(written) else { return Some(Vec::new()) };
        if !responses.is_object() {
            let what = format!("the responses of {endpoint}");
            self.lost(responses.span, &what, "they have to be an object", vec![endpoint.to_owned()]);
            return None;
        }
        let mut answers: Vec<Answer> = Vec::new();
        for (status, response) in responses.entries() {
            let word = &status.value;
            if word.starts_with("x-") {
                continue;
            }
            let is_group = word.len() == 3
                && word.ends_with(['X', 'x'])
                && word.starts_with(|c: char| ('1'..='5').contains(&c));
            let is_number = word.parse().is_ok_and(|number: u16| (100..600).contains(&number));
            if !is_group && !is_number && word != "default" {
                let what = format!("{word} of {endpoint}");
                self.lost(status.span, &what, "it is not a status of HTTP", Vec::new());
                continue;
            }
            let target = self.resolved(response);
            let meaning = target.as_ref().and_then(|target| target.get("description")?.spanned());
            let body = target.and_then(|target| self.answer_body(&target, operation));
            answers.retain(|there| there.status.value != *word);
            answers.push(Answer { status: status.clone(), meaning, body });
        }
        Some(answers)
    }

    /// What callers may choose. The body of Swagger is what they send.
    fn parameters(&mut self, list: &Datum) -> Vec<Parameter> {
        let mut found = Vec::new();
        for written in list.items() {
            let Some(parameter) = self.resolved(written) else { continue };
            if ["body", "formData"].contains(&parameter.word("in").as_str()) {
                continue;
            }
            if let Some(name) = parameter.said("name") {
                let meaning = parameter.said("description").map(|text| text.value);
                found.push(Parameter { name, meaning });
            }
        }
        found
    }

    /// Reports a part that could not be read, and what it names.
    fn lost(&mut self, span: Span, what: &str, why: &str, names: Vec<String>) {
        let (what, why) = (what.to_owned(), why.to_owned());
        self.partial.unread.push(Unread { span, what, why, may_hold: true, names });
    }
}

fn first_line(text: &Spanned<String>) -> Spanned<String> {
    let line = text.value.trim().lines().next().unwrap_or_default().trim().to_owned();
    Spanned::new(line, text.span)
}
