//! YAML, from the events of `saphyr-parser`: its first document.

use std::collections::HashMap;
use std::rc::Rc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span as Marks};

use super::{DEEPEST, Data, Datum, NoData};
use crate::source::{FileId, Span, Spanned};

pub(super) fn read(text: &str, file: FileId) -> Result<Rc<Datum>, NoData> {
    let places = Places::of(text);
    let mut tree = Tree { file, places, open: Vec::new(), anchors: HashMap::new(), whole: None };
    for event in Parser::new_from_str(text) {
        let (event, marks) = event.map_err(|error| {
            let at = tree.places.byte(*error.marker());
            NoData { span: Span::new(file, at..at), why: error.info().trim_end_matches('.').to_owned() }
        })?;
        if matches!(event, Event::DocumentEnd) {
            break;
        }
        tree.take(event, marks)?;
    }
    let empty = || Rc::new(Datum { span: Span::new(file, 0..0), data: Data::Null });
    Ok(tree.whole.unwrap_or_else(empty))
}

/// The offsets of `saphyr-parser` count characters.
struct Places {
    /// The byte of each character; empty where each has one.
    bytes: Vec<u32>,
    length: usize,
}

impl Places {
    fn of(text: &str) -> Self {
        let bytes =
            if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at as u32).collect() };
        Self { bytes, length: text.len() }
    }

    fn byte(&self, mark: Marker) -> usize {
        let at = mark.index();
        if self.bytes.is_empty() {
            at.min(self.length)
        } else {
            self.bytes.get(at).map_or(self.length, |&byte| byte as usize)
        }
    }
}

/// A tree that is being read.
struct Tree {
    file: FileId,
    places: Places,
    open: Vec<Open>,
    /// What aliases mean, with its height.
    anchors: HashMap<usize, (Rc<Datum>, usize)>,
    whole: Option<Rc<Datum>>,
}

/// A list or an object that has not ended yet.
struct Open {
    span: Span,
    anchor: usize,
    /// How deep the values inside are in one another.
    height: usize,
    what: Kind,
}

enum Kind {
    List(Vec<Rc<Datum>>),
    /// The entries, and the key whose value comes next.
    Object(Vec<(Spanned<String>, Rc<Datum>)>, Option<Spanned<String>>),
}

impl Tree {
    fn take(&mut self, event: Event<'_>, marks: Marks) -> Result<(), NoData> {
        let span = Span::new(self.file, self.places.byte(marks.start)..self.places.byte(marks.end));
        match event {
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor).cloned();
                // An alias of what is not whole yet would be inside itself.
                let (value, height) = value.unwrap_or_else(|| (Rc::new(Datum { span, data: Data::Null }), 0));
                self.put(value, height)?;
            }
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = style != ScalarStyle::Plain
                    || tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
                let data = if is_text { Data::Text(text.into_owned()) } else { plain(&text) };
                self.close(anchor, Datum { span, data }, 0)?;
            }
            Event::SequenceStart(anchor, _) => self.begin(span, anchor, Kind::List(Vec::new()))?,
            Event::MappingStart(anchor, _) => self.begin(span, anchor, Kind::Object(Vec::new(), None))?,
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { span, anchor, height, what }) = self.open.pop() {
                    let data = match what {
                        Kind::List(items) => Data::List(items),
                        Kind::Object(entries, _) => Data::Object(merged(entries)),
                    };
                    self.close(anchor, Datum { span, data }, height + 1)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, span: Span, anchor: usize, what: Kind) -> Result<(), NoData> {
        if self.open.len() >= DEEPEST {
            return Err(too_deep(span));
        }
        // A block begins at its first entry, which is one of its own.
        let span = Span::new(self.file, span.start as usize..span.start as usize + 1);
        self.open.push(Open { span, anchor, height: 0, what });
        Ok(())
    }

    fn close(&mut self, anchor: usize, datum: Datum, height: usize) -> Result<(), NoData> {
        let datum = Rc::new(datum);
        if anchor > 0 {
            self.anchors.insert(anchor, (Rc::clone(&datum), height));
        }
        self.put(datum, height)
    }

    fn put(&mut self, datum: Rc<Datum>, height: usize) -> Result<(), NoData> {
        let Some(open) = self.open.last_mut() else {
            self.whole = Some(datum);
            return Ok(());
        };
        // Aliases of aliases are deeper than they look.
        open.height = open.height.max(height);
        if open.height > DEEPEST {
            return Err(too_deep(open.span));
        }
        match &mut open.what {
            Kind::List(items) => items.push(datum),
            Kind::Object(entries, key) => match key.take() {
                Some(key) => entries.push((key, datum)),
                // A key that is a list or an object has no name.
                None => *key = Some(Spanned::new(datum.scalar().unwrap_or_default().to_owned(), datum.span)),
            },
        }
        Ok(())
    }
}

fn too_deep(span: Span) -> NoData {
    NoData { span, why: format!("it is nested more than {DEEPEST} levels deep") }
}

/// The entries of an object with those that `<<` adds to it.
fn merged(entries: Vec<(Spanned<String>, Rc<Datum>)>) -> Vec<(Spanned<String>, Rc<Datum>)> {
    const MERGE: &str = "<<";
    if entries.iter().all(|(key, _)| key.value != MERGE) {
        return entries;
    }
    let (merges, mut own): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| key.value == MERGE);
    for (_, merge) in merges {
        let several = merge.items().iter();
        for (key, value) in std::iter::once(&merge).chain(several).flat_map(|from| from.entries()) {
            if own.len() < MOST_MERGED && own.iter().all(|(there, _)| there.value != key.value) {
                own.push((key.clone(), Rc::clone(value)));
            }
        }
    }
    own
}

/// The most entries of an object that others are merged into: what is merged may be merged again.
const MOST_MERGED: usize = 1000;

/// What a scalar without quotes is, as YAML 1.2 has it.
fn plain(text: &str) -> Data {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" => Data::Boolean(true),
        "false" | "False" | "FALSE" => Data::Boolean(false),
        _ if is_number(text) => Data::Number(text.to_owned()),
        _ => Data::Text(text.to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.contains(|c: char| c.is_ascii_digit())
        && text.parse::<f64>().is_ok()
}
