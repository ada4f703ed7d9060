//! `AsyncAPI` 2 and 3: channels and what is sent through them.

use std::rc::Rc;

use super::Reading;
use crate::interchange::files::Files;
use crate::interchange::partial::{Auth, Contract, Partial, Payload, Unread};
use crate::reading::Datum;
use crate::source::{FileId, Span, Spanned};

/// Whether a file describes channels in this way.
pub fn is_asyncapi(tree: &Datum) -> bool {
    tree.get("asyncapi").is_some()
}

/// Reads one file.
pub fn read(files: &mut Files<'_>, file: FileId) -> Partial {
    let (mut partial, tree) = files.begin(file);
    let Some(tree) = tree else { return partial };
    let Some(version) = tree.get("asyncapi") else {
        partial.cannot_read(Span::new(file, 0..0), "the file", "it has no `asyncapi`");
        return partial;
    };
    let is_third = match version.scalar().unwrap_or_default() {
        written if written.starts_with('2') => false,
        written if written.starts_with('3') => true,
        written => {
            partial.cannot_read(version.span, written, "what is read here is AsyncAPI 2 and 3");
            return partial;
        }
    };
    let mut reading = Reading::new(files, Rc::clone(&tree), partial, false);
    if let Some(about) = tree.get("info") {
        reading.partial.title = about.said("title");
        reading.partial.description = about.said("description");
    }
    let Some(channels) = tree.get("channels") else { return reading.partial };
    for (name, channel) in channels.entries() {
        reading.channel(name, channel, is_third);
    }
    reading.join_schemas();
    reading.partial
}

impl Reading<'_, '_> {
    fn channel(&mut self, name: &Spanned<String>, written: &Rc<Datum>, is_third: bool) {
        let Some(channel) = self.resolved(written) else { return };
        if !channel.is_object() {
            let (what, why) = (name.value.clone(), "a channel has to be an object".to_owned());
            let names = vec![name.value.clone()];
            self.partial.unread.push(Unread { span: name.span, what, why, may_hold: true, names });
            return;
        }
        let text = |datum: &Datum, key: &str| datum.get(key).and_then(|value| value.spanned());
        let (mut endpoint, mut is_offered, mut operation) = (name.clone(), false, None);
        let mut message = None;
        if is_third {
            if let Some(address) = channel.get("address").and_then(|address| address.text()) {
                endpoint = Spanned::new(address.to_owned(), name.span);
            }
            message =
                channel.get("messages").and_then(|all| all.entries().first()).map(|(_, m)| Rc::clone(m));
            for (_, found) in self.operations_of(written, &channel) {
                is_offered |= found.get("action").and_then(|action| action.text()) == Some("send");
                operation.get_or_insert(found);
            }
        } else {
            for (key, sends) in [("subscribe", true), ("publish", false)] {
                let Some(found) = channel.get(key).cloned() else { continue };
                is_offered |= sends;
                if message.is_none() {
                    message = found.get("message").cloned();
                }
                operation.get_or_insert(found);
            }
        }
        let request = message.and_then(|message| self.message(&message));
        let of = operation.as_ref();
        self.partial.contracts.push(Contract {
            endpoint,
            id: of.and_then(|operation| text(operation, "operationId")),
            summary: of.and_then(|of| text(of, "summary")).or_else(|| text(&channel, "summary")),
            description: text(&channel, "description").or_else(|| of.and_then(|of| text(of, "description"))),
            tags: Vec::new(),
            auth: Auth::Unsaid,
            parameters: Vec::new(),
            request,
            is_offered,
            answers: Vec::new(),
        });
    }

    /// The operations that name a channel.
    fn operations_of(
        &mut self,
        written: &Rc<Datum>,
        channel: &Rc<Datum>,
    ) -> Vec<(Spanned<String>, Rc<Datum>)> {
        let tree = Rc::clone(&self.tree);
        let all = tree.get("operations").map(|all| all.entries().to_vec()).unwrap_or_default();
        let mut found = Vec::new();
        for (name, operation) in all {
            let Some(operation) = self.resolved(&operation) else { continue };
            let Some(target) = operation.get("channel").cloned() else { continue };
            let is_this = self
                .resolved(&target)
                .is_some_and(|target| Rc::ptr_eq(&target, channel) || Rc::ptr_eq(&target, written));
            if is_this {
                found.push((name, operation));
            }
        }
        found
    }

    /// What is sent: the payload of a message, or of the first of several.
    fn message(&mut self, written: &Rc<Datum>) -> Option<Payload> {
        let mut message = self.resolved(written)?;
        if let Some(first) = message.get("oneOf").and_then(|all| all.items().first()).cloned() {
            message = self.resolved(&first)?;
        }
        let mut samples = Vec::new();
        for example in message.get("examples").map(|all| all.items()).unwrap_or_default() {
            let Some(payload) = example.get("payload") else { continue };
            samples.extend(super::payload::as_text(payload));
        }
        let (key, payload) = message.entry("payload")?;
        let format = message.get("schemaFormat").or_else(|| payload.get("schemaFormat"));
        let is_json = format.and_then(|format| format.text()).is_none_or(|format| {
            format.contains("schema+json")
                || format.contains("schema+yaml")
                || format.contains("aai.asyncapi")
        });
        let schema = if payload.get("schemaFormat").is_some() { payload.get("schema")? } else { payload };
        let shape = is_json.then(|| self.shape(Vec::new(), vec![Rc::clone(schema)], schema.span));
        Some(Payload { span: key.span, shape, samples })
    }
}
