//! What is not typed, section by section, in the order of the document and under its headings.

use indexmap::IndexMap;

/// A heading of the document.
#[derive(Clone, Debug)]
struct Head {
    /// The heading as written.
    text: String,
    parent: Option<usize>,
    shown: Shown,
}

/// When a heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// In any case: nothing else says it.
    Always,
    /// Above what is kept below it; if all of that became keys, they say it.
    WithText,
    /// Only where it tells a text apart from the one before: the section has the same name.
    Between,
}

/// The notes of a design while a document is read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    heads: Vec<Head>,
    chunks: IndexMap<String, Vec<(usize, String)>>,
}

impl Notes {
    /// Adds a heading. Its number is what [`keep`](Self::keep) takes.
    pub(super) fn head(&mut self, text: &str, parent: Option<usize>, shown: Shown) -> usize {
        self.heads.push(Head { text: text.to_owned(), parent, shown });
        self.heads.len() - 1
    }

    /// Keeps a text of a section, under a heading.
    pub(super) fn keep(&mut self, section: &str, head: usize, text: String) {
        self.chunks.entry(section.to_owned()).or_default().push((head, text));
    }

    /// The text of each section.
    pub(super) fn texts(&self) -> Vec<(String, String)> {
        let written = self.chunks.iter().map(|(section, chunks)| (section.clone(), self.text(chunks)));
        written.filter(|(_, text)| !text.is_empty()).collect()
    }

    fn text(&self, chunks: &[(usize, String)]) -> String {
        let mut text = String::new();
        let mut written = vec![false; self.heads.len()];
        // The heading that the text is under so far; none until one was written.
        let mut under: Option<usize> = None;
        for (head, chunk) in chunks {
            let path = self.path(*head);
            // A heading of its own is something to be said, too.
            let says =
                !chunk.is_empty() || self.heads.get(*head).is_some_and(|head| head.shown == Shown::Always);
            for above in path {
                let Some(known) = self.heads.get(above) else { continue };
                let again = above == *head && under != Some(*head) && !chunk.is_empty();
                let first = !written.get(above).copied().unwrap_or_default();
                let needed = match known.shown {
                    Shown::Always => first || again,
                    Shown::WithText => (first && says) || again,
                    Shown::Between => again && under.is_some(),
                };
                if needed && !known.text.is_empty() {
                    let marks = "#".repeat((3 + self.depth(above)).min(6));
                    add(&mut text, &format!("{marks} {}", known.text));
                    under = Some(above);
                    if let Some(written) = written.get_mut(above) {
                        *written = true;
                    }
                }
            }
            add(&mut text, chunk);
        }
        text
    }

    /// A heading and those above it, from the top.
    fn path(&self, head: usize) -> Vec<usize> {
        let above = |at: &usize| self.heads.get(*at).and_then(|head| head.parent);
        let mut path: Vec<usize> = std::iter::successors(Some(head), above).collect();
        path.reverse();
        path
    }

    /// How many headings above one are written, too.
    fn depth(&self, head: usize) -> usize {
        let mut path = self.path(head);
        path.pop();
        let written = |at: &usize| self.heads.get(*at).is_some_and(|head| head.shown != Shown::Between);
        path.iter().filter(|at| written(at)).count()
    }
}

fn add(text: &mut String, more: &str) {
    let more = more.trim_matches('\n');
    if !more.trim().is_empty() {
        text.push_str(if text.is_empty() { "" } else { "\n\n" });
        text.push_str(more);
    }
}
