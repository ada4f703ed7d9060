//! A file of Mermaid as a partial model: flowchart, C4, sequence and entity relationship diagrams.

mod boxes;
mod tables;

use super::super::files::Files;
use super::super::partial::{Course, Element, Message, Partial, Role};
use super::{Sequence, plain};
use crate::source::{FileId, Span, Spanned};

/// The words that diagrams begin with which are read.
const HEADS: [&str; 4] = ["flowchart", "graph", "sequenceDiagram", "erDiagram"];

/// Whether a text is a diagram that is read.
pub fn is_mermaid(text: &str) -> bool {
    let (_, script) = body(text);
    let first = script.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("%%"));
    let word = first.and_then(|line| line.split([' ', '\t', ';']).next()).unwrap_or_default();
    HEADS.contains(&word) || (word.starts_with("C4") && word[2..].chars().all(char::is_alphabetic))
}

/// Reads one file; `system` is the name of the one that a design is about.
pub fn read(files: &Files<'_>, file: FileId, system: Option<&str>) -> Partial {
    let text = files.text(file);
    let (start, script) = body(&text);
    let partial = Partial { files: vec![file], ..Partial::default() };
    let mut reading = Reading { partial, text: &text, lines: lines(&text, file), file, start };
    reading.partial.title = reading.front_title();
    if let Some(entities) = super::entities(script) {
        reading.titled(&entities.title);
        reading.unread(&entities.unread);
        for table in entities.tables {
            let table = reading.table(table);
            reading.partial.tables.push(table);
        }
    } else if let Some(boxes) = super::c4(script) {
        reading.titled(&boxes.title);
        reading.unread(&boxes.unread);
        reading.c4(&boxes, system);
    } else if let Some(boxes) = super::boxes(script) {
        reading.titled(&boxes.title);
        reading.unread(&boxes.unread);
        if boxes.is_process {
            let why = "it shows steps and choices rather than parts of a system";
            let span = reading.line(1);
            reading.partial.cannot_read(span, "the flowchart", why);
        } else {
            reading.flowchart(&boxes);
        }
    } else if let Some(sequence) = super::sequence(script) {
        reading.titled(&sequence.title);
        reading.unread(&sequence.unread);
        for what in &sequence.more {
            reading.partial.leave(what);
        }
        reading.sequence(sequence);
    } else {
        let first = script.lines().next().unwrap_or_default().trim().to_owned();
        let why = "what is read here are flowcharts, C4, sequence and entity relationship diagrams";
        let span = reading.line(1);
        let what = if first.is_empty() { "the file".to_owned() } else { first };
        reading.partial.cannot_read(span, what, why);
    }
    reading.partial
}

struct Reading<'t> {
    partial: Partial,
    text: &'t str,
    file: FileId,
    /// The places of the lines.
    lines: Vec<Span>,
    /// The lines before the script.
    start: usize,
}

impl Reading<'_> {
    /// The place of a line of the script, from 1.
    fn line(&self, number: usize) -> Span {
        let at = self.start + number.max(1) - 1;
        self.lines.get(at).copied().unwrap_or(Span::new(self.file, 0..0))
    }

    fn unread(&mut self, lines: &[usize]) {
        for &number in lines {
            let span = self.line(number);
            let what = self.text.get(span.range()).unwrap_or_default().to_owned();
            self.partial.cannot_read(span, what, "it was not understood");
        }
    }

    fn titled(&mut self, title: &str) {
        if !title.is_empty() {
            self.partial.title = Some(Spanned::new(title.to_owned(), self.line(1)));
        }
    }

    /// The title in the front matter.
    fn front_title(&self) -> Option<Spanned<String>> {
        let front = self.text.lines().take(self.start).find_map(|line| line.trim().strip_prefix("title:"));
        front.map(|title| Spanned::new(plain(title), Span::new(self.file, 0..0)))
    }

    fn sequence(&mut self, sequence: Sequence) {
        for participant in &sequence.participants {
            let role = if participant.is_person { Role::Person } else { Role::Unsaid };
            let name = Spanned::new(participant.name.clone(), self.line(participant.line));
            self.partial.elements.push(Element::named(&participant.id, name, role));
        }
        let title = self.partial.title.clone();
        let title = title.unwrap_or_else(|| Spanned::new(String::new(), self.line(1)));
        let messages = sequence.messages.into_iter().map(|message| Message {
            from: message.from,
            to: message.to,
            text: message.text,
            is_reply: message.is_reply,
        });
        self.partial.courses.push(Course { id: None, title, messages: messages.collect() });
    }
}

/// The places of the lines of a text, without the blanks around them.
fn lines(text: &str, file: FileId) -> Vec<Span> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let indent = line.len() - line.trim_start().len();
        let span = Span::new(file, at + indent.min(line.len())..at + line.trim_end().len().max(indent));
        at += line.len();
        span
    });
    lines.collect()
}

/// The lines before the script, which are front matter, and the script.
fn body(text: &str) -> (usize, &str) {
    let trimmed = text.trim_start();
    let skipped = text[..text.len() - trimmed.len()].matches('\n').count();
    let Some(rest) = trimmed.strip_prefix("---\n").or_else(|| trimmed.strip_prefix("---\r\n")) else {
        return (skipped, trimmed);
    };
    let mut at = 0;
    for (index, line) in rest.split_inclusive('\n').enumerate() {
        at += line.len();
        if line.trim_end() == "---" {
            let script = &rest[at..];
            return (skipped + index + 2, script);
        }
    }
    (skipped, trimmed)
}
