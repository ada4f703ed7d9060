//! Expands `{{#include …}}` and similar links as mdBook's `links` preprocessor does, for `check`,
//! which does not run mdBook. Also records where each part of the text comes from.

use std::ops::Range;
use std::path::Path;

use super::link::{self, Link, Part};
use crate::source::{FileId, Root, Sources, Span, excerpt};

/// How deep includes are followed, as in mdBook.
const DEPTH: usize = 10;
/// How many links of a chapter are followed: files that include each other would grow without end.
const LINKS: usize = 10_000;
/// How long a chapter may become, in bytes.
const LENGTH: usize = 64 * 1024 * 1024;

/// A text assembled from several files.
#[derive(Debug, Default)]
pub(in crate::book) struct Expanded {
    pub(in crate::book) text: String,
    runs: Vec<Run>,
}

/// A part of the text. It ends where the next one starts.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: usize,
    file: FileId,
    offset: usize,
    /// Whether the part is a copy of the file's text. Otherwise it was generated for that place.
    copied: bool,
}

/// Expands the links of a chapter whose file is in `folder`. A link that cannot be expanded is left
/// unchanged: mdBook reports it.
pub(in crate::book) fn expand(file: FileId, folder: &Path, root: &Root, sources: &mut Sources) -> Expanded {
    let mut chapter = Expanded::default();
    let text = sources.get(file).text().clone();
    chapter.push(&text, Run { start: 0, file, offset: 0, copied: true });
    let mut expansion = Expansion { root, sources, followed: 0, out: Expanded::default() };
    expansion.replace(&chapter, folder, 0);
    expansion.out
}

impl Expanded {
    /// Maps a range of the text to its place in a file. A range that spans several parts is cut at
    /// the end of the first.
    pub(in crate::book) fn locate(&self, range: Range<usize>) -> Option<Span> {
        let index = self.runs.partition_point(|run| run.start <= range.start).checked_sub(1)?;
        let run = self.runs.get(index)?;
        let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.start);
        if !run.copied {
            return Some(Span::new(run.file, run.offset..run.offset));
        }
        let moved = |offset: usize| run.offset + offset.min(end) - run.start;
        Some(Span::new(run.file, moved(range.start)..moved(range.end.max(range.start))))
    }

    /// Every file that it was put together from, some of them several times.
    pub(in crate::book) fn files(&self) -> impl Iterator<Item = FileId> {
        self.runs.iter().map(|run| run.file)
    }

    fn push(&mut self, text: &str, run: Run) {
        if !text.is_empty() {
            self.runs.push(Run { start: self.text.len(), ..run });
            self.text.push_str(text);
        }
    }

    /// Appends a range of another text, and keeps its places.
    fn copy(&mut self, from: &Expanded, range: Range<usize>) {
        let first = from.runs.partition_point(|run| run.start <= range.start).saturating_sub(1);
        for (index, run) in from.runs.iter().enumerate().skip(first) {
            let end = from.runs.get(index + 1).map_or(from.text.len(), |next| next.start).min(range.end);
            let start = run.start.max(range.start);
            if start >= end {
                break;
            }
            let moved = if run.copied { run.offset + start - run.start } else { run.offset };
            self.push(from.text.get(start..end).unwrap_or_default(), Run { offset: moved, ..*run });
        }
    }
}

struct Expansion<'r> {
    root: &'r Root,
    sources: &'r mut Sources,
    followed: usize,
    out: Expanded,
}

impl Expansion<'_> {
    fn replace(&mut self, text: &Expanded, folder: &Path, depth: usize) {
        let mut done = 0;
        for (range, found) in link::links(&text.text) {
            self.followed += 1;
            if self.followed > LINKS || self.out.text.len() > LENGTH {
                break;
            }
            let part = self.content(&found, text, &range, folder);
            let Some((part, below)) = part else { continue };
            self.out.copy(text, done..range.start);
            match below {
                Some(below) if depth < DEPTH => self.replace(&part, &below, depth + 1),
                Some(_) => {}
                None => self.out.copy(&part, 0..part.text.len()),
            }
            done = range.end;
        }
        self.out.copy(text, done..text.text.len());
    }

    /// The text that a link inserts, and the folder that links inside it are relative to. There is
    /// no folder if those links are not followed.
    fn content(
        &mut self,
        link: &Link<'_>,
        text: &Expanded,
        range: &Range<usize>,
        folder: &Path,
    ) -> Option<(Expanded, Option<std::path::PathBuf>)> {
        let mut part = Expanded::default();
        let name = match link {
            Link::Escaped => {
                part.copy(text, range.start + 1..range.end);
                return Some((part, None));
            }
            Link::Title => return Some((part, None)),
            Link::Include(name, _) | Link::Rustdoc(name, _) | Link::Playground(name, _) => name,
        };
        let granted = self.root.resolve(folder, name).ok()?;
        let file = self.sources.load(&granted).ok()?;
        let whole = self.sources.get(file).text().clone();
        let copied = |offset| Run { start: 0, file, offset, copied: true };
        match link {
            Link::Playground(_, attributes) => {
                let here = text.locate(range.clone())?;
                let made = Run { start: 0, file: here.file, offset: here.start as usize, copied: false };
                let comma = if attributes.is_empty() { "" } else { "," };
                part.push(&format!("```rust{comma}{attributes}\n"), made);
                part.push(&whole, copied(0));
                part.push(if whole.ends_with('\n') { "```\n" } else { "\n```\n" }, made);
                return Some((part, None));
            }
            Link::Rustdoc(_, cut) => {
                let shown = excerpt_of(&whole, cut);
                let is_shown = |start: usize| shown.as_ref().is_ok_and(|shown| shown.holds(start));
                let mut start = 0;
                for line in whole.split_inclusive('\n') {
                    if !is_shown(start) {
                        part.push("# ", Run { copied: false, ..copied(start) });
                    }
                    part.push(line, copied(start));
                    start += line.len();
                }
            }
            _ => {
                // If the anchor does not exist, nothing is included.
                let cut = excerpt_of(&whole, cut_of(link)).ok();
                let cut = cut.unwrap_or_default();
                for (index, (at, offset)) in cut.runs.iter().enumerate() {
                    let end = cut.runs.get(index + 1).map_or(cut.text.len(), |(next, _)| *next);
                    part.push(&cut.text[*at..end], copied(*offset));
                }
            }
        }
        // mdBook joins the lines, so the last one has no break.
        let length = part.text.trim_end_matches('\n').len().max(part.text.len().saturating_sub(1));
        let mut cut = Expanded::default();
        cut.copy(&part, 0..length);
        Some((cut, Some(granted.path().parent().map(Path::to_path_buf).unwrap_or_default())))
    }
}

fn cut_of<'l>(link: &'l Link<'_>) -> &'l Part {
    match link {
        Link::Include(_, part) | Link::Rustdoc(_, part) => part,
        Link::Playground(..) | Link::Escaped | Link::Title => &Part::WHOLE,
    }
}

fn excerpt_of(text: &str, part: &Part) -> Result<excerpt::Excerpt, String> {
    match part {
        Part::Lines(lines) => Ok(excerpt::clamped(text, lines.clone())),
        Part::Anchor(name) => excerpt::anchor(text, name),
    }
}
