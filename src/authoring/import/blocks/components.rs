//! Reads people and components, with directories and files.

use super::super::draft::{Draft, Pending, worth_keeping};
use super::super::tidied::tidy;
use super::lists::of_entity;
use super::{not_applicable, reason};
use crate::authoring::literal;
use crate::design::{ComponentKind, Origin, is_id};
use crate::markdown::labels::{after_separator, code_span, labelled, normal, parenthesis};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::Words;

pub(super) fn read(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["components"], &content, draft) {
        return rest;
    }
    let mut rest = Vec::new();
    let mut people = false;
    for block in content {
        match &block.kind {
            MarkdownKind::List(items) => {
                for item in items {
                    rest.extend(if people {
                        person(item, words, draft)
                    } else {
                        component(item, words, draft)
                    });
                }
            }
            MarkdownKind::Paragraph => {
                let label = labelled(&block.source).filter(|labelled| labelled.rest.is_empty());
                let label = label.map(|labelled| normal(&labelled.label)).unwrap_or_default();
                let is_people = label == normal(words.label("people"));
                if is_people
                    || label == "components"
                    || label == normal(draft.template.labels.label("components"))
                {
                    people = is_people;
                } else {
                    rest.push(block);
                }
            }
            _ => rest.push(block),
        }
    }
    rest
}

/// The first line of an element.
struct Head {
    name: String,
    id: Option<String>,
    marks: Vec<String>,
    description: String,
}

impl Head {
    fn of(text: &str) -> Option<Self> {
        let head = labelled(text).filter(|labelled| labelled.bold)?;
        let name = plain_words(&head.label).into_owned();
        let marked = parenthesis(&head.rest).and_then(|(marks, after)| {
            let (id, marks) = code_span(&marks).filter(|(id, _)| is_id(id))?;
            Some((id, marks, after))
        });
        let Some((id, marks, after)) = marked else {
            return Some(Self { name, id: None, marks: Vec::new(), description: head.rest });
        };
        let marks = marks.split(',').map(|mark| mark.trim().to_owned()).filter(|mark| !mark.is_empty());
        Some(Self { name, id: Some(id), marks: marks.collect(), description: after_separator(&after) })
    }

    /// Declares the element. Its id is the one in the document, or is made from its name.
    fn declare(&self, root: &'static str, draft: &mut Draft<'_>) -> String {
        let written = self.id.clone().filter(|id| draft.id(&[root], id, root) == id.to_lowercase());
        let id = written.unwrap_or_else(|| draft.id(&[root], &self.name, root));
        draft.element(&id, &self.name);
        id
    }
}

fn person(item: &ListItem, words: &Words, draft: &mut Draft<'_>) -> Vec<Block> {
    let whole = || vec![Block::new(MarkdownKind::List(vec![item.clone()]), item.source())];
    let Some(head) = Head::of(item.text()) else { return whole() };
    let id = head.declare("people", draft);
    let path = ["people", id.as_str()];
    draft.set(&path, "name", literal::string(&head.name));
    draft.set_text(&path, "description", &head.description);
    let mut left = parts(&path, item.rest(), words, None, draft);
    if !head.marks.is_empty() {
        left.push(Block::paragraph(head.marks.join(", ")));
    }
    of_entity(&head.name, &left, draft)
}

fn component(item: &ListItem, words: &Words, draft: &mut Draft<'_>) -> Vec<Block> {
    let whole = Block::new(MarkdownKind::List(vec![item.clone()]), item.source());
    let named = labelled(item.text()).is_some_and(|head| head.bold && !draft.hints.is_hint(&head.label));
    if !named && item.blocks.iter().all(|block| !worth_keeping(block, &draft.hints)) {
        return Vec::new();
    }
    let Some(head) = Head::of(item.text()).filter(|head| draft.says(&head.name) || !item.rest().is_empty())
    else {
        return vec![whole];
    };
    let id = head.declare("components", draft);
    let path = ["components", id.as_str()];
    draft.set(&path, "name", literal::string(&head.name));
    let (kind, technology) = kind_of(&head, words, draft);
    draft.set(&path, "kind", literal::string(kind));
    draft.set_text(&path, "description", &head.description);
    if !technology.is_empty() {
        draft.set(&path, "technology", literal::list(technology.iter().map(String::as_str)));
    }
    let mut files = Files::default();
    let mut left = parts(&path, item.rest(), words, Some(&mut files), draft);
    left.extend(files.write(&path, draft));
    of_entity(&head.name, &left, draft)
}

/// The kind in the document, or one that the name suggests.
fn kind_of(head: &Head, words: &Words, draft: &mut Draft<'_>) -> (&'static str, Vec<String>) {
    let written = head.marks.split_first().and_then(|(first, rest)| {
        let labels = [words, &draft.template.labels];
        let says = |word: &str| labels.iter().any(|labels| normal(labels.label(word)) == normal(first));
        let kind = ComponentKind::WORDS.iter().find(|word| says(word))?;
        Some((*kind, rest.to_vec()))
    });
    written.unwrap_or_else(|| {
        let name = normal(&head.name);
        let found = SPEAKING.iter().find(|(word, _)| name.split(' ').any(|part| part.starts_with(word)));
        let kind = found.map_or("service", |(_, kind)| kind);
        draft.guesses.push(format!("the component “{}” has the kind `{kind}`", head.name));
        (kind, head.marks.clone())
    })
}

/// Beginnings of words that suggest the kind of a component.
const SPEAKING: [(&str, &str); 20] = [
    ("database", "database"),
    ("db", "database"),
    ("postgres", "database"),
    ("mysql", "database"),
    ("mongo", "database"),
    ("cache", "cache"),
    ("redis", "cache"),
    ("queue", "queue"),
    ("kafka", "queue"),
    ("broker", "queue"),
    ("bucket", "storage"),
    ("storage", "storage"),
    ("gateway", "gateway"),
    ("frontend", "web"),
    ("web", "web"),
    ("mobile", "mobile"),
    ("worker", "worker"),
    ("job", "job"),
    ("library", "library"),
    ("cli", "cli"),
];

/// The keys of a component that are texts with a label each.
const SAID: [&str; 4] = ["owner", "schedule", "instances", "not-in-source"];

/// Reads the blocks below an element. Returns those that fit no key.
fn parts(
    path: &[&str; 2],
    below: &[Block],
    words: &Words,
    mut files: Option<&mut Files>,
    draft: &mut Draft<'_>,
) -> Vec<Block> {
    let mut left = Vec::new();
    for block in below {
        let MarkdownKind::List(items) = &block.kind else {
            left.push(block.clone());
            continue;
        };
        for item in items {
            if files.as_mut().is_some_and(|files| files.read(item, "", draft)) {
                continue;
            }
            let whole = Block::new(MarkdownKind::List(vec![item.clone()]), item.source());
            let Some(head) = labelled(item.text()).filter(|_| item.rest().is_empty()) else {
                left.push(whole);
                continue;
            };
            let label = normal(&head.label);
            let is = |key: &str| normal(words.label(key)) == label;
            let table = || path.iter().map(|part| (*part).to_owned()).collect();
            if is("uses") {
                draft.pending.push(Pending::Uses { table: table(), text: head.rest });
            } else if is("satisfies") {
                draft.pending.push(Pending::Requirements {
                    table: table(),
                    key: "satisfies",
                    ids: head.rest,
                });
            } else if is("files")
                && let Some(reason) = reason(&head.rest, draft)
            {
                draft.set(
                    path,
                    "files",
                    format!("{{ not-applicable = {} }}", literal::string(&tidy(&reason))),
                );
            } else if is("origin")
                && !draft.has(path, "origin")
                && let Some(word) = Origin::WORDS
                    .iter()
                    .find(|word| [normal(words.label(word)), normal(word)].contains(&normal(&head.rest)))
            {
                draft.set(path, "origin", literal::string(word));
            } else if is("deploys")
                && !draft.has(path, "deploys")
                && let Some((address, _)) = code_span(&head.rest).filter(|(_, after)| after.trim().is_empty())
            {
                draft.set(path, "deploys", literal::string(&address));
            } else if let Some(key) = SAID.iter().find(|key| is(key) && !draft.has(path, key)) {
                draft.set_text(path, key, &head.rest);
            } else if is("part-of") {
                draft.pending.push(Pending::Component { table: table(), key: "part-of", name: head.rest });
            } else if (is("description")
                || ["purpose", "responsibility", "responsibilities"].contains(&label.as_str()))
                && !draft.has(path, "description")
            {
                draft.set_text(path, "description", &head.rest);
            } else {
                left.push(whole);
            }
        }
    }
    left
}

/// The files of a component, and its empty folders.
#[derive(Default)]
struct Files {
    claimed: Vec<(String, String)>,
    folders: Vec<String>,
    /// What is in no folder: the items of the outermost list.
    outermost: Vec<String>,
}

impl Files {
    /// Reads an item with a file and its purpose, or with a folder and its contents. Returns
    /// `false` for anything else.
    fn read(&mut self, item: &ListItem, folder: &str, draft: &Draft<'_>) -> bool {
        let Some((name, after)) = code_span(item.text()) else { return false };
        let inner: Vec<&ListItem> = item.rest().iter().flat_map(Block::items).collect();
        let only_lists = item.rest().iter().all(|block| matches!(block.kind, MarkdownKind::List(_)));
        if !only_lists || !inner.iter().all(|item| code_span(item.text()).is_some()) {
            return false;
        }
        if draft.hints.is_hint(&name) || name.trim().is_empty() {
            return inner.iter().all(|item| self.read(item, folder, draft))
                && !draft.says(&after_separator(&after));
        }
        let path = format!("{folder}{name}");
        if folder.is_empty() {
            self.outermost.push(path.clone());
        }
        let purpose = after_separator(&after);
        if inner.is_empty() && !name.ends_with('/') {
            let purpose = if draft.says(&purpose) { tidy(&purpose) } else { String::new() };
            self.claimed.push((path, purpose));
            return true;
        }
        let path = format!("{}/", path.trim_end_matches('/'));
        if draft.says(&purpose) {
            self.claimed.push((path.clone(), tidy(&purpose)));
        } else if inner.is_empty() {
            self.folders.push(path.clone());
        }
        let before = self.claimed.len();
        let read = inner.iter().all(|item| self.read(item, &path, draft));
        if !read {
            // It is kept as a whole.
            self.claimed.truncate(before);
        }
        read
    }

    /// The folder that all of it is in.
    fn directory(&self) -> Option<String> {
        let [only] = self.outermost.as_slice() else { return None };
        let is_below = |path: &String| path.len() > only.len() && path.starts_with(only.as_str());
        let all_below = self.claimed.iter().map(|(file, _)| file).chain(&self.folders).all(is_below);
        (only.ends_with('/') && all_below).then(|| only.trim_end_matches('/').to_owned())
    }

    /// Writes the files. Returns folders that fit no key.
    fn write(self, path: &[&str; 2], draft: &mut Draft<'_>) -> Vec<Block> {
        if let ([], [only]) = (self.claimed.as_slice(), self.folders.as_slice()) {
            draft.set(path, "directory", literal::string(only.trim_end_matches('/')));
            return Vec::new();
        }
        let [root, id] = *path;
        let directory = self.directory();
        if let Some(directory) = &directory {
            draft.set(path, "directory", literal::string(directory));
        }
        for (file, purpose) in &self.claimed {
            let directory = directory.as_ref().and_then(|directory| file.strip_prefix(directory.as_str()));
            let file = directory.and_then(|rest| rest.strip_prefix('/')).unwrap_or(file);
            draft.set(&[root, id, "files"], file, literal::string(purpose));
        }
        self.folders.iter().map(|folder| Block::paragraph(format!("`{folder}`"))).collect()
    }
}
