//! All templates of a run. The embedded ones are read when they are asked for: a run needs one of them, or none.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use super::assemble::assemble;
use super::embedded::{EMBEDDED, KNOWN, Known};
use super::file::TemplateFile;
use super::rules::UNKNOWN_TEMPLATE;
use super::{BadRequest, Request, Template};
use crate::diagnostic::{Finding, Sink, listed};
use crate::reading::rules::DUPLICATE_ID;
use crate::reading::{Naming, Node, Plain, Read, Reader, nearest, parse, version};
use crate::source::{FileId, Root, Sources, Span};

/// The embedded templates, and those of a book.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    list: Vec<Slot>,
    /// The indexes of each name's versions in the list.
    by_name: HashMap<String, Vec<usize>>,
}

/// A template, or an embedded one that was not asked for yet.
#[derive(Clone, Debug)]
struct Slot {
    name: String,
    version: semver::Version,
    file: FileId,
    /// How many templates it extends, directly and indirectly.
    depth: usize,
    /// What is known of an embedded one.
    known: Option<&'static Known>,
    template: OnceLock<Arc<Template>>,
}

/// Why there is no template for a request.
#[derive(Debug, thiserror::Error)]
pub enum NoTemplate {
    /// The text is not a request.
    #[error("{0}: write `system-design@1`")]
    BadRequest(#[from] BadRequest),
    /// No template has the name and a version that the request admits: the request, and the list of
    /// templates.
    #[error("no template matches `{0}`; there are {1}")]
    NoMatch(String, String),
}

/// How many templates may extend each other in a chain. Nobody follows a longer one.
const DEEPEST: usize = 16;

/// How many names are compared with an unknown one.
const COMPARED: usize = 500;

/// How many templates a message lists.
const LISTED: usize = 20;

impl Templates {
    /// The templates that come with the program.
    pub fn embedded(sources: &mut Sources) -> Self {
        let mut templates = Self::default();
        let files: Vec<FileId> = EMBEDDED.iter().map(|(path, text)| sources.add(*path, *text)).collect();
        for known in &KNOWN {
            let Some(&file) = files.get(known.at) else { continue };
            let (name, version) = (known.name.to_owned(), known.version());
            let (depth, template) = (known.depth, OnceLock::new());
            templates.add(Slot { name, version, file, depth, known: Some(known), template });
        }
        templates
    }

    /// Adds the templates of some files. One may extend another, in any order.
    pub fn load(&mut self, files: &[FileId], sources: &mut Sources, root: &Root, sink: &mut Sink) {
        let mut ready: Vec<TemplateFile> = Vec::new();
        for &file in files {
            ready.extend(read(&mut Reader::new(sources, root, file, sink)));
        }
        // Templates wait under their base's name, so that each round looks only at those that the
        // round before may have made ready.
        let mut waiting: HashMap<String, Vec<TemplateFile>> = HashMap::new();
        let mut refused = Refused::default();
        let mut lost = Vec::new();
        while !ready.is_empty() {
            let (now, later): (Vec<_>, Vec<_>) = ready.into_iter().partition(|file| self.has_base(file));
            for file in later {
                match file.extends.as_ref().and_then(|request| Request::from_str(request).ok()) {
                    Some(request) => waiting.entry(request.name).or_default().push(file),
                    None => lost.push(file),
                }
            }
            let names: HashSet<String> = now.iter().map(|file| file.name.value.clone()).collect();
            self.add_all(now, &mut refused, sink);
            ready = names.iter().filter_map(|name| waiting.remove(name)).flatten().collect();
            ready.sort_by_key(|file| file.span.file);
        }
        lost.extend(waiting.into_values().flatten());
        lost.sort_by_key(|file| file.span.file);
        self.report_unresolved(&lost, &refused, sink);
    }

    /// Every template, the embedded ones first.
    pub fn iter(&self) -> impl Iterator<Item = &Template> {
        (0..self.list.len()).filter_map(|at| self.get(at)).map(AsRef::as_ref)
    }

    /// The templates that are not embedded.
    pub fn added(&self) -> impl Iterator<Item = &Template> {
        let added = self.list.iter().filter(|slot| slot.known.is_none());
        added.filter_map(|slot| slot.template.get().map(AsRef::as_ref))
    }

    /// Whether the embedded templates are among them.
    pub fn have_embedded(&self) -> bool {
        self.list.iter().any(|slot| slot.known.is_some())
    }

    /// The file of every template.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.list.iter().map(|slot| slot.file)
    }

    /// The newest template that matches a request.
    ///
    /// # Errors
    /// When the text is not a request. `Ok(None)` means that nothing matches.
    pub fn find(&self, request: &str) -> Result<Option<&Template>, BadRequest> {
        Ok(self.place(request)?.and_then(|at| self.get(at)).map(AsRef::as_ref))
    }

    /// The newest template that a request admits.
    ///
    /// # Errors
    /// When the text is not a request, or no template matches it.
    pub fn require(&self, request: &str) -> Result<&Template, NoTemplate> {
        self.find(request)?.ok_or_else(|| NoTemplate::NoMatch(request.to_owned(), self.list()))
    }

    /// The template that a design asks for; where there is none, what is wrong.
    ///
    /// # Errors
    /// A finding that lists the available templates.
    pub fn resolve(&self, request: &Plain) -> Result<&Template, Box<Finding>> {
        self.shared(request).map(AsRef::as_ref)
    }

    /// The same, to be kept as long as the design.
    ///
    /// # Errors
    /// A finding that lists the available templates.
    pub fn shared(&self, request: &Plain) -> Result<&Arc<Template>, Box<Finding>> {
        match self.place(request).map(|at| at.and_then(|at| self.get(at))) {
            Ok(Some(template)) => Ok(template),
            _ => Err(Box::new(self.unresolved(request))),
        }
    }

    /// The available templates, for messages: `system-design@1.0.0 and …`.
    fn list(&self) -> String {
        let first = self.list.iter().take(LISTED);
        let mut names: Vec<String> = first.map(|slot| format!("`{}@{}`", slot.name, slot.version)).collect();
        let more = self.list.len().saturating_sub(LISTED);
        names.extend((more > 0).then(|| format!("{more} more")));
        listed(&names)
    }

    /// The index of the newest template that matches a request.
    fn place(&self, request: &str) -> Result<Option<usize>, BadRequest> {
        let request = Request::from_str(request)?;
        let named = self.by_name.get(&request.name).map_or([].as_slice(), Vec::as_slice);
        let known = named.iter().filter_map(|&at| Some((at, &self.list.get(at)?.version)));
        let matching = known.filter(|(_, version)| request.versions.matches(version));
        Ok(matching.max_by(|(_, a), (_, b)| a.cmp(b)).map(|(at, _)| at))
    }

    /// The template at an index, which is read if it was not asked for before.
    fn get(&self, at: usize) -> Option<&Arc<Template>> {
        let slot = self.list.get(at)?;
        if let Some(template) = slot.template.get() {
            return Some(template);
        }
        let template = self.read_embedded(at, slot)?;
        Some(slot.template.get_or_init(|| Arc::new(template)))
    }

    fn read_embedded(&self, at: usize, slot: &Slot) -> Option<Template> {
        let (path, text) = EMBEDDED.get(slot.known?.at)?;
        let mut sources = Sources::with_only(slot.file, path, text);
        let root = Root::new(std::path::Path::new("."), false);
        let mut sink = Sink::default();
        let file = read(&mut Reader::new(&mut sources, &root, slot.file, &mut sink))?;
        let request = file.extends.as_ref();
        let base = request.and_then(|request| self.place(request).ok().flatten()).and_then(|at| self.get(at));
        let template = assemble(&file, base.map(AsRef::as_ref), self.words(at), &mut sink);
        debug_assert!(sink.is_empty(), "an embedded template is wrong: {:?}", sink.findings());
        template
    }

    /// The template with every word: of the embedded ones before an index, the newest that has the first name.
    fn words(&self, before: usize) -> Option<&Template> {
        let first = self.list.first()?;
        let slots = self.list.iter().enumerate().take(before);
        let embedded = slots.filter(|(_, slot)| slot.known.is_some() && slot.name == first.name);
        let newest = embedded.max_by(|(_, one), (_, other)| one.version.cmp(&other.version))?;
        self.get(newest.0).map(AsRef::as_ref)
    }

    fn add(&mut self, slot: Slot) {
        self.by_name.entry(slot.name.clone()).or_default().push(self.list.len());
        self.list.push(slot);
    }

    fn has_base(&self, file: &TemplateFile) -> bool {
        file.extends.as_ref().is_none_or(|request| matches!(self.place(request), Ok(Some(_))))
    }

    fn add_all(&mut self, files: Vec<TemplateFile>, refused: &mut Refused, sink: &mut Sink) {
        for file in files {
            let base = file.extends.as_ref().and_then(|request| self.place(request).ok().flatten());
            let depth = base.and_then(|at| self.list.get(at)).map_or(0, |base| base.depth + 1);
            if let Some(request) = file.extends.as_ref().filter(|_| depth > DEEPEST) {
                sink.push(too_deep(&file, request));
                refused.add(&file);
                continue;
            }
            let base = base.and_then(|at| self.get(at)).map(AsRef::as_ref);
            let Some(template) = assemble(&file, base, self.words(self.list.len()), sink) else {
                refused.add(&file);
                continue;
            };
            let named = self.by_name.get(&template.name).map_or([].as_slice(), Vec::as_slice);
            let mut same = named.iter().filter_map(|&at| self.list.get(at));
            if let Some(known) = same.find(|known| known.version == template.version) {
                let message = format!("there are two templates `{}`", template.title_line());
                let finding = Finding::new(&DUPLICATE_ID, file.version.span, message)
                    .related(Span::new(known.file, 0..0), "first declared here")
                    .help("give this one another name or version");
                sink.push(finding);
            } else {
                let (name, version) = (template.name.clone(), template.version.clone());
                let file = template.file;
                let template = OnceLock::from(Arc::new(template));
                self.add(Slot { name, version, file, depth, known: None, template });
            }
        }
    }

    /// Reports why templates have no base: they extend themselves, or a template that does not exist.
    /// A template that only extends a refused one is not at fault.
    fn report_unresolved(&self, lost: &[TemplateFile], refused: &Refused, sink: &mut Sink) {
        let mut bases = Bases::of(lost, refused);
        for (at, file) in lost.iter().enumerate() {
            let Some(request) = &file.extends else { continue };
            match bases.fate(at) {
                Fate::Circle => sink.push(circle(file, request)),
                Fate::Unknown => sink.push(self.unresolved(request)),
                Fate::Follows => {}
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
                        finding.help(format!("write {whole}")).suggest(request.span, whole)
                    }
                    None => finding.help(there),
                }
            }
            Ok(wanted) => {
                let message = format!("no template matches `{}`", &**request);
                let finding = Finding::new(&UNKNOWN_TEMPLATE, request.span, message);
                let names = self.list.iter().map(|template| template.name.as_str()).take(COMPARED);
                match nearest(&wanted.name, names) {
                    Some(near) if !self.list.iter().any(|template| template.name == wanted.name) => finding
                        .label("unknown name")
                        .help(format!("did you mean `{near}`? There are {}", self.list()))
                        .suggest(
                            request.span,
                            format!("\"{near}@{}\"", wanted.versions.to_string().trim_start_matches('^')),
                        ),
                    _ => finding.help(there),
                }
            }
        }
    }
}

/// Templates that were read but could not be kept.
#[derive(Default)]
struct Refused {
    versions: HashMap<String, Vec<Option<semver::Version>>>,
}

impl Refused {
    fn add(&mut self, file: &TemplateFile) {
        let version = version(&file.version).ok();
        self.versions.entry(file.name.value.clone()).or_default().push(version);
    }

    /// Whether a request may mean one of them. An invalid version may match any request.
    fn answers(&self, request: &Request) -> bool {
        let versions = self.versions.get(&request.name).map_or([].as_slice(), Vec::as_slice);
        versions
            .iter()
            .any(|version| version.as_ref().is_none_or(|version| request.versions.matches(version)))
    }
}

/// Why a template has no base.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It extends itself, directly or indirectly.
    Circle,
    /// Nothing matches.
    Unknown,
    /// The template that it extends exists, but is wrong.
    Follows,
}

/// How templates without a base extend each other.
struct Bases {
    next: Vec<Option<usize>>,
    fates: Vec<Option<Fate>>,
}

impl Bases {
    fn of(lost: &[TemplateFile], refused: &Refused) -> Self {
        let mut by_name: HashMap<&str, Vec<(usize, semver::Version)>> = HashMap::new();
        for (at, file) in lost.iter().enumerate() {
            if let Ok(version) = version(&file.version) {
                by_name.entry(&file.name).or_default().push((at, version));
            }
        }
        let requests: Vec<Option<Request>> =
            lost.iter().map(|file| Request::from_str(file.extends.as_ref()?).ok()).collect();
        let newest = |request: &Request| {
            let named = by_name.get(request.name.as_str())?.iter();
            let matching = named.filter(|(_, version)| request.versions.matches(version));
            matching.max_by(|(_, a), (_, b)| a.cmp(b)).map(|(at, _)| *at)
        };
        let next: Vec<Option<usize>> = requests.iter().map(|request| newest(request.as_ref()?)).collect();
        let fate = |(request, next): (&Option<Request>, &Option<usize>)| match request {
            Some(request) if refused.answers(request) => Some(Fate::Follows),
            _ => next.is_none().then_some(Fate::Unknown),
        };
        let fates = requests.iter().zip(&next).map(fate).collect();
        Self { next, fates }
    }

    /// The fate of one template. Each is visited once.
    fn fate(&mut self, at: usize) -> Fate {
        let mut way: Vec<usize> = Vec::new();
        let mut on_way = HashSet::new();
        let mut here = at;
        while self.fates.get(here).is_some_and(Option::is_none) && on_way.insert(here) {
            way.push(here);
            here = self.next.get(here).copied().flatten().unwrap_or(here);
        }
        let circle = way.iter().position(|&step| step == here).unwrap_or(way.len());
        for (place, step) in way.into_iter().enumerate() {
            let fate = if place >= circle { Fate::Circle } else { Fate::Follows };
            if let Some(known) = self.fates.get_mut(step) {
                *known = Some(fate);
            }
        }
        self.fates.get(at).copied().flatten().unwrap_or(Fate::Unknown)
    }
}

fn too_deep(file: &TemplateFile, request: &Plain) -> Finding {
    let message = format!("`{}` extends a chain of more than {DEEPEST} templates", &*file.name);
    Finding::new(&UNKNOWN_TEMPLATE, request.span, message)
        .help("extend a template that is nearer to the beginning of the chain, and merge those between")
}

fn circle(file: &TemplateFile, request: &Plain) -> Finding {
    let message = format!("`{}` extends itself: `{}` leads back to it", &*file.name, &**request);
    Finding::new(&UNKNOWN_TEMPLATE, request.span, message).help("let one of them extend an embedded template")
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

    #[test]
    fn what_is_known_of_embedded_templates_is_what_their_files_say() {
        let mut sources = Sources::new();
        let templates = Templates::embedded(&mut sources);
        for (at, slot) in templates.list.iter().enumerate() {
            let template = templates.get(at).expect("a template");
            assert_eq!((&slot.name, &slot.version), (&template.name, &template.version));
            let (_, text) = EMBEDDED[slot.known.expect("an embedded one").at];
            let base = text.lines().find_map(|line| line.strip_prefix("extends = \"")?.strip_suffix('"'));
            let base = base.map(|request| templates.place(request).ok().flatten().expect("a base"));
            assert!(base.is_none_or(|base| base < at), "{} is before its base", slot.name);
            assert_eq!(slot.depth, base.map_or(0, |base| templates.list[base].depth + 1), "{}", slot.name);
        }
    }

    fn found(files: &[(&str, &str)]) -> (usize, Vec<String>) {
        let mut sources = Sources::new();
        let mut templates = Templates::embedded(&mut sources);
        let before = templates.iter().count();
        let text = |(name, base): &(&str, &str)| {
            sources.add("t.toml", format!("name = \"{name}\"\nversion = \"1.0.0\"\nextends = \"{base}@1\"\n"))
        };
        let files: Vec<FileId> = files.iter().map(text).collect();
        let mut sink = Sink::default();
        templates.load(&files, &mut sources, &Root::new(std::path::Path::new("."), false), &mut sink);
        let messages = sink.findings().iter().map(|finding| finding.message.clone()).collect();
        (templates.iter().count() - before, messages)
    }

    #[test]
    fn a_chain_ends_at_sixteen_and_is_reported_once() {
        let names: Vec<String> = (0..40).map(|at| format!("own{at}")).collect();
        let base = |at: usize| if at == 0 { "design-brief" } else { names[at - 1].as_str() };
        let mut chain: Vec<(&str, &str)> = (0..40).map(|at| (names[at].as_str(), base(at))).collect();
        let messages = vec!["`own16` extends a chain of more than 16 templates".to_owned()];
        assert_eq!(found(&chain), (16, messages.clone()));
        chain.reverse();
        assert_eq!(found(&chain), (16, messages));
    }

    #[test]
    fn a_circle_is_reported_at_each_of_its_templates() {
        let (kept, messages) = found(&[("a", "b"), ("b", "c"), ("c", "b"), ("d", "nothing")]);
        assert_eq!(kept, 0);
        assert_eq!(
            messages,
            [
                "`b` extends itself: `c@1` leads back to it",
                "`c` extends itself: `b@1` leads back to it",
                "no template matches `nothing@1`",
            ]
        );
    }
}
