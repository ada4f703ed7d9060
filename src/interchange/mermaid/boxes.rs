//! Flowcharts: boxes, subgraphs and the lines between them.

use std::collections::HashMap;

use super::{Boxes, Line, Shape, ShapeKind, lines, plain};

/// The marks of a shape, the longest first.
const SHAPES: [(&str, &str, ShapeKind); 12] = [
    ("(((", ")))", ShapeKind::Plain),
    ("[(", ")]", ShapeKind::Database),
    ("([", "])", ShapeKind::Plain),
    ("[[", "]]", ShapeKind::Plain),
    ("((", "))", ShapeKind::Plain),
    ("{{", "}}", ShapeKind::Plain),
    ("[/", "/]", ShapeKind::Plain),
    ("[\\", "\\]", ShapeKind::Plain),
    ("[", "]", ShapeKind::Plain),
    ("(", ")", ShapeKind::Plain),
    ("{", "}", ShapeKind::Plain),
    (">", "]", ShapeKind::Plain),
];

/// Reads a flowchart; `None` for any other diagram.
pub(crate) fn boxes(script: &str) -> Option<Boxes> {
    let mut lines = lines(script);
    let (_, head) = lines.next()?;
    let kind = head.split_whitespace().next()?;
    if !matches!(kind, "flowchart" | "graph") {
        return None;
    }
    let mut walk = Walk::default();
    for (number, line) in lines {
        walk.line(number, line);
    }
    Some(walk.boxes)
}

#[derive(Default)]
struct Walk {
    boxes: Boxes,
    /// The places of shapes by their ids.
    known: HashMap<String, usize>,
    open: Vec<String>,
}

impl Walk {
    fn line(&mut self, number: usize, line: &str) {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            "subgraph" => {
                let (id, name) = match rest.split_once('[') {
                    Some((id, name)) => (id.trim(), plain(name.trim_end_matches(']'))),
                    None => (rest.trim(), plain(rest)),
                };
                self.add(Shape {
                    id: id.trim_matches('"').to_owned(),
                    name,
                    what: ShapeKind::Boundary,
                    line: number,
                    ..Shape::default()
                });
                self.open.push(id.trim_matches('"').to_owned());
            }
            "end" => drop(self.open.pop()),
            "title" => self.boxes.title = plain(rest),
            "classDef" | "class" | "style" | "linkStyle" | "click" | "direction" | "accTitle"
            | "accTitle:" | "accDescr" | "accDescr:" => {}
            _ => self.chain(number, line),
        }
    }

    /// `a[A] --> b & c -->|label| d`.
    fn chain(&mut self, number: usize, line: &str) {
        let mut rest = line;
        let mut before: Vec<String> = Vec::new();
        let mut pending: Option<(String, bool)> = None;
        loop {
            let (group, after) = self.group(number, rest);
            if group.is_empty() {
                return self.boxes.unread.push(number);
            }
            if let Some((label, dotted)) = pending.take() {
                for from in &before {
                    for to in &group {
                        self.boxes.lines.push(Line {
                            from: from.clone(),
                            to: to.clone(),
                            label: label.clone(),
                            dotted,
                            ..Line::default()
                        });
                    }
                }
            }
            before = group;
            let after = after.trim_start();
            let Some((label, dotted, next)) = arrow(after) else {
                // Another statement on the same line.
                match after.strip_prefix(';') {
                    Some(next) if !next.trim().is_empty() => return self.line(number, next.trim()),
                    None if !after.is_empty() => return self.boxes.unread.push(number),
                    _ => return,
                }
            };
            pending = Some((label, dotted));
            rest = next;
        }
    }

    fn group<'l>(&mut self, number: usize, text: &'l str) -> (Vec<String>, &'l str) {
        let mut ids = Vec::new();
        let mut rest = text;
        while let Some((id, after)) = self.shape(number, rest.trim_start()) {
            ids.push(id);
            rest = after.trim_start();
            let Some(next) = rest.strip_prefix('&') else { break };
            rest = next;
        }
        (ids, rest)
    }

    fn shape<'l>(&mut self, number: usize, text: &'l str) -> Option<(String, &'l str)> {
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let mut end = text.find(|c: char| !word(c)).unwrap_or(text.len());
        // An id may have a dash inside.
        while text.get(end..).is_some_and(|rest| {
            rest.starts_with('-')
                && rest.get(1..).is_some_and(|next| next.starts_with(|c: char| c.is_alphanumeric()))
        }) {
            let more = text.get(end + 1..).unwrap_or_default();
            end += 1 + more.find(|c: char| !word(c)).unwrap_or(more.len());
        }
        let id = text.get(..end).filter(|id| !id.is_empty())?.to_owned();
        let mut after = text.get(end..).unwrap_or_default();
        let mut shape =
            Shape { id: id.clone(), line: number, within: self.open.last().cloned(), ..Shape::default() };
        for (open, close, what) in SHAPES {
            let Some(inner) = after.strip_prefix(open) else { continue };
            let quoted = inner.starts_with('"');
            let found =
                if quoted { inner.find(&format!("\"{close}")).map(|at| at + 1) } else { inner.find(close) };
            let Some(at) = found else { continue };
            shape.name = plain(inner.get(..at).unwrap_or_default());
            shape.what = what;
            self.boxes.is_process |= open == "{";
            after = inner.get(at + close.len()..).unwrap_or_default();
            break;
        }
        if let Some((named, rest)) = after.strip_prefix("@{").and_then(|inner| inner.split_once('}')) {
            describe(&mut shape, named);
            after = rest;
        }
        if let Some(class) = after.strip_prefix(":::") {
            after = class.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        }
        self.add(shape);
        Some((id, after))
    }

    fn add(&mut self, shape: Shape) {
        let at = *self.known.entry(shape.id.clone()).or_insert(self.boxes.shapes.len());
        match self.boxes.shapes.get_mut(at) {
            Some(known) if known.name.is_empty() && !shape.name.is_empty() => {
                let within = known.within.take().or(shape.within.clone());
                *known = Shape { within, ..shape };
            }
            Some(known) => known.within = known.within.take().or(shape.within),
            None => self.boxes.shapes.push(shape),
        }
    }
}

/// What a box says of itself by keys: `shape: cyl, label: "Orders"`.
fn describe(shape: &mut Shape, keys: &str) {
    for (key, value) in keys.split(',').filter_map(|pair| pair.split_once(':')) {
        match (key.trim(), value.trim().trim_matches('"')) {
            ("label", label) => shape.name = plain(label),
            ("shape", "cyl" | "cylinder" | "database" | "db" | "lin-cyl" | "disk" | "datastore") => {
                shape.what = ShapeKind::Database;
            }
            ("shape", "das" | "h-cyl" | "horizontal-cylinder") => shape.what = ShapeKind::Queue,
            _ => {}
        }
    }
}

/// An arrow with its label, and the text after it.
fn arrow(text: &str) -> Option<(String, bool, &str)> {
    let sign = |c: char| matches!(c, '-' | '=' | '.' | '<' | '>' | 'o' | 'x' | '~');
    if !text.starts_with(['-', '=', '<', '~']) && !text.starts_with("o-") && !text.starts_with("x-") {
        return None;
    }
    let end = text
        .char_indices()
        .find(|(at, c)| {
            !sign(*c)
                || (*at > 1 && matches!(c, 'o' | 'x') && {
                    let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
                    next.is_some_and(char::is_alphanumeric)
                })
        })
        .map_or(text.len(), |(at, _)| at);
    let (mark, rest) = text.split_at(end);
    let dotted = mark.contains('.');
    let after = rest.trim_start();
    if let Some(inner) = after.strip_prefix('|') {
        let (label, rest) = inner.split_once('|')?;
        return Some((plain(label), dotted, rest));
    }
    // `-- label -->`
    if matches!(mark, "--" | "==" | "-." | "<--" | "<==") {
        let close = ["-->", "---", "==>", "===", ".->", "--", ".-", "--x", "--o"]
            .iter()
            .filter_map(|mark| after.find(mark).map(|at| (at, *mark)))
            .min_by_key(|(at, mark)| (*at, usize::MAX - mark.len()))?;
        let (at, close) = close;
        return Some((plain(after.get(..at)?), dotted, after.get(at + close.len()..)?));
    }
    Some((String::new(), dotted, rest))
}
