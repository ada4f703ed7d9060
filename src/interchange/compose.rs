//! Compose files: the services of a deployment.

use std::rc::Rc;

use super::files::Files;
use super::partial::{Partial, Service, Unread};
use crate::reading::{Data, Datum};
use crate::source::{FileId, Spanned};

/// Whether a file is one.
pub fn is_compose(tree: &Datum) -> bool {
    tree.get("services").is_some_and(|services| services.is_object())
}

/// Reads one file.
pub fn read(files: &mut Files<'_>, file: FileId) -> Partial {
    let (mut partial, tree) = files.begin(file);
    let Some(tree) = tree else { return partial };
    let Some((key, services)) = tree.entry("services") else {
        partial.cannot_read(tree.span, "the file", "it has no `services`");
        return partial;
    };
    if !services.is_object() && !matches!(services.data, Data::Null) {
        partial.cannot_read(key.span, "services", "they have to be an object");
    }
    for key in ["volumes", "networks", "configs", "secrets", "include"] {
        if tree.get(key).is_some() {
            partial.leave(key);
        }
    }
    for (name, service) in services.entries() {
        // A service may be said with its name alone in a file that adds to another one.
        if !service.is_object() && !matches!(service.data, Data::Null) {
            let (what, why) = (name.value.clone(), "a service has to be an object".to_owned());
            let names = vec![name.value.clone()];
            partial.unread.push(Unread { span: name.span, what, why, may_hold: true, names });
            continue;
        }
        partial.services.push(read_service(name.clone(), service));
    }
    partial
}

fn read_service(name: Spanned<String>, service: &Rc<Datum>) -> Service {
    let text = |value: Option<&Rc<Datum>>| {
        value
            .and_then(|value| value.spanned())
            .map(|text| Spanned::new(with_defaults(&text.value), text.span))
    };
    let image = text(service.get("image")).filter(|image| !image.value.is_empty());
    let build = service.get("build");
    let build = text(build.and_then(|build| build.get("context")).or(build));
    let needs = match service.get("depends_on").map(|needs| &needs.data) {
        Some(Data::List(items)) => items.iter().filter_map(|item| item.spanned()).collect(),
        Some(Data::Object(entries)) => entries.iter().map(|(name, _)| name.clone()).collect(),
        _ => Vec::new(),
    };
    let (product, version) = image.as_ref().map(|image| parts(&image.value)).unwrap_or_default();
    Service { name, image, product, version, build, needs }
}

/// The name of an image, and the version in its tag.
fn parts(image: &str) -> (String, Option<String>) {
    let image = image.split('@').next().unwrap_or_default();
    let last = image.rsplit('/').next().unwrap_or_default();
    let (product, tag) = last.split_once(':').unwrap_or((last, ""));
    let number = tag.strip_prefix('v').unwrap_or(tag);
    let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
    let number = number[..end].trim_end_matches('.');
    let version = number.starts_with(|c: char| c.is_ascii_digit()).then(|| number.to_owned());
    (product.to_owned(), version)
}

/// A text with variables replaced by their defaults: `${TAG:-17}`. One without a default is nothing.
fn with_defaults(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        if let Some(escaped) = after.strip_prefix('$') {
            out.push('$');
            rest = escaped;
        } else if let Some((name, behind)) = after.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            let default = name.split_once(":-").or_else(|| name.split_once('-'));
            out.push_str(default.map_or("", |(_, default)| default));
            rest = behind;
        } else {
            let end = after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
            if end == 0 {
                out.push('$');
            }
            rest = &after[end..];
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{parts, with_defaults};

    #[test]
    fn an_image_is_a_product_and_a_version() {
        for (image, product, version) in [
            ("postgres:17.4", "postgres", Some("17.4")),
            ("nats:2.10-alpine", "nats", Some("2.10")),
            ("registry.example:5000/team/postgres:v17@sha256:abc", "postgres", Some("17")),
            ("redis", "redis", None),
            ("redis:latest", "redis", None),
            ("localhost:5000/redis", "redis", None),
        ] {
            assert_eq!(parts(image), (product.to_owned(), version.map(str::to_owned)), "{image}");
        }
    }

    #[test]
    fn variables_have_their_defaults() {
        for (text, full) in [
            ("postgres:${TAG:-17}", "postgres:17"),
            ("postgres:${TAG-17}", "postgres:17"),
            ("postgres:${TAG}", "postgres:"),
            ("a$$b$C", "a$b"),
            ("${", "${"),
        ] {
            assert_eq!(with_defaults(text), full, "{text}");
        }
    }
}
