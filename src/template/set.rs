//! All templates of a run.

use std::str::FromStr;

use super::assemble::assemble;
use super::file::TemplateFile;
use super::rules::UNKNOWN_TEMPLATE;
use super::{BadRequest, EMBEDDED, Request, Template};
use crate::diagnostic::{Finding, Sink};
use crate::reading::rules::DUPLICATE_ID;
use crate::reading::{Naming, Node, Plain, Read, Reader, nearest, parse};
use crate::source::{FileId, Root, Sources, Span};

/// The embedded templates, and those of a book.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    list: Vec<Template>,
}

impl Templates {
    /// The templates that come with the program.
    pub fn embedded(sources: &mut Sources) -> Self {
        let mut templates = Self::default();
        let root = Root::new(std::path::Path::new("."), false);
        let mut sink = Sink::default();
        let files: Vec<FileId> = EMBEDDED.iter().map(|(path, text)| sources.add(*path, *text)).collect();
        templates.load(&files, sources, &root, &mut sink);
        debug_assert!(sink.is_empty(), "an embedded template is wrong: {:?}", sink.findings());
        templates
    }

    /// Adds the templates of some files. One may extend another, in any order.
    pub fn load(&mut self, files: &[FileId], sources: &mut Sources, root: &Root, sink: &mut Sink) {
        let mut waiting: Vec<TemplateFile> = Vec::new();
        for &file in files {
            waiting.extend(read(&mut Reader::new(sources, root, file, sink)));
        }
        // Each round assembles those whose base is there; a round without any means that the
        // rest extends nothing, or itself.
        while !waiting.is_empty() {
            let before = waiting.len();
            let (ready, later) = waiting.into_iter().partition(|file| self.has_base(file));
            self.add_all(ready, sink);
            waiting = later;
            if waiting.len() == before {
                for file in &waiting {
                    sink.extend(file.extends.as_ref().map(|request| self.unresolved(request)));
                }
                return;
            }
        }
    }

    /// Every template, the embedded ones first.
    pub fn iter(&self) -> impl Iterator<Item = &Template> {
        self.list.iter()
    }

    /// The newest template that a request admits.
    ///
    /// # Errors
    /// When the text is no request. `Ok(None)`: nothing matches.
    pub fn find(&self, request: &str) -> Result<Option<&Template>, BadRequest> {
        let request = Request::from_str(request)?;
        let matching = self
            .list
            .iter()
            .filter(|template| template.name == request.name && request.versions.matches(&template.version));
        Ok(matching.max_by(|a, b| a.version.cmp(&b.version)))
    }

    /// The template that a design asks for; where there is none, what is wrong.
    ///
    /// # Errors
    /// A finding that lists what there is.
    pub fn resolve(&self, request: &Plain) -> Result<&Template, Box<Finding>> {
        match self.find(request) {
            Ok(Some(template)) => Ok(template),
            _ => Err(Box::new(self.unresolved(request))),
        }
    }

    /// What there is, for messages: `system-design@1.0.0, …`.
    pub fn list(&self) -> String {
        let names: Vec<String> =
            self.list.iter().map(|template| format!("`{}`", template.title_line())).collect();
        names.join(", ")
    }

    fn has_base(&self, file: &TemplateFile) -> bool {
        file.extends.as_ref().is_none_or(|request| matches!(self.find(request), Ok(Some(_))))
    }

    fn add_all(&mut self, files: Vec<TemplateFile>, sink: &mut Sink) {
        for file in files {
            let base = file.extends.as_ref().and_then(|request| self.find(request).ok().flatten());
            let words = self.list.first();
            let Some(template) = assemble(&file, base, words, sink) else { continue };
            let same = |known: &&Template| known.name == template.name && known.version == template.version;
            if let Some(known) = self.list.iter().find(same) {
                let message = format!("there are two templates `{}`", template.title_line());
                let finding = Finding::new(&DUPLICATE_ID, file.version.span, message)
                    .related(Span::new(known.file, 0..0), "the first one is here")
                    .help("give this one another name or version");
                sink.push(finding);
            } else {
                self.list.push(template);
            }
        }
    }

    fn unresolved(&self, request: &Plain) -> Finding {
        let there = format!("there are {}", self.list());
        match Request::from_str(request) {
            Err(error) => {
                let finding = Finding::new(&UNKNOWN_TEMPLATE, request.span, error.to_string());
                let name = request.split('@').next().unwrap_or_default();
                match self.list.iter().rev().find(|template| template.name == name) {
                    Some(template) => {
                        let whole = format!("\"{name}@{}\"", template.version.major);
                        finding.help(format!("write {whole}")).fix(request.span, whole)
                    }
                    None => finding.help(there),
                }
            }
            Ok(wanted) => {
                let message = format!("no template matches `{}`", &**request);
                let finding = Finding::new(&UNKNOWN_TEMPLATE, request.span, message);
                let names = self.list.iter().map(|template| template.name.as_str());
                match nearest(&wanted.name, names) {
                    Some(near) if !self.list.iter().any(|template| template.name == wanted.name) => finding
                        .label("unknown name")
                        .help(format!("{there}; a similar name is `{near}`"))
                        .fix(
                            request.span,
                            format!("\"{near}@{}\"", wanted.versions.to_string().trim_start_matches('^')),
                        ),
                    _ => finding.help(there),
                }
            }
        }
    }
}

/// Reads a file as it is written.
fn read(reader: &mut Reader<'_>) -> Option<TemplateFile> {
    let text = reader.text();
    let tree = parse(&text, reader.file, reader.sink)?;
    let value = toml::de::DeValue::Table(tree);
    let start = reader.span(0..0);
    let whole = Node {
        value: &value,
        span: start,
        name: "template",
        key: start,
        naming: Naming::Key,
        is_item: false,
        is_short: false,
    };
    TemplateFile::read(whole, reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_templates_are_whole() {
        let mut sources = Sources::new();
        let templates = Templates::embedded(&mut sources);
        assert_eq!(templates.iter().count(), EMBEDDED.len());
        let template = templates.find("system-design@1").ok().flatten();
        assert_eq!(template.map(|template| template.sections.len()), Some(11));
        assert!(matches!(templates.find("system-design@2"), Ok(None)));
        assert!(templates.find("system-design").is_err());
    }
}
