//! Texts: Markdown in the design or in a separate file, or the reason why there is none.

use std::ops::Range;

use toml::de::DeValue;

use super::rules::UNREADABLE_FILE;
use crate::diagnostic::Finding;
use crate::markdown::prints;
use crate::reading::{
    Fields, Keyed as _, Node, Plain, Read, Reader, Shape, StandIn, TomlTable, Unescaped, nearest,
    nearest_file, record,
};
use crate::source::{FileId, Sources, Span, excerpt};

/// A text of the author. Its key decides whether it is Markdown or code.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text, or the reason why there is none.
    pub value: String,
    /// Where it is written in the design.
    pub span: Span,
    /// It is `{ not-applicable = "why" }`: `value` is the reason.
    pub not_applicable: bool,
    /// It stands in for a text that is missing or unreadable (already reported).
    pub is_stand_in: bool,
    origin: Origin,
}

/// Where the bytes of a text come from.
#[derive(Clone, Debug)]
enum Origin {
    /// A string literal at this place.
    Literal(Span),
    /// Lines of a file: (offset in the text, offset in the file) of each run of lines.
    File { file: FileId, runs: Vec<(usize, usize)> },
    /// A list of texts: (offset in the text, offset in the item, item) of each line.
    List { lines: Vec<(usize, usize, usize)>, items: Vec<Text> },
}

record! {
    /// A text that is kept in a separate file.
    pub struct FileText {
        /// The file, relative to the design.
        "file" file: required Plain,
        /// The lines to take, counted from 1: `"10-40"`, `"10-"`, `"-40"` or `"10"`.
        "lines" lines: optional Plain,
        /// The part between `ANCHOR: NAME` and `ANCHOR_END: NAME` to take.
        "anchor" anchor: optional Plain,
    }
}

record! {
    /// A reason why something does not apply. It is printed.
    pub struct NotApplicable {
        /// Why this does not apply.
        "not-applicable" reason: required Text,
    }
}

impl Text {
    /// A text that a file of the repository has at this place.
    pub fn taken(value: String, span: Span) -> Self {
        Self::literal(value, span)
    }

    /// Whether the text is there and shows a reader anything.
    pub fn is_given(&self) -> bool {
        !self.is_stand_in && prints(&self.value)
    }

    /// The place of a range of the text: in the design, or in the file it was taken from.
    pub fn locate(&self, sources: &Sources, range: Range<usize>) -> Span {
        match &self.origin {
            Origin::Literal(span) => {
                let unescaped = Unescaped::of(sources.get(span.file).slice(*span));
                let inner = unescaped.locate(range);
                let start = span.start as usize;
                Span::new(span.file, start + inner.start..start + inner.end)
            }
            Origin::File { file, runs } => {
                let at = |offset: usize| {
                    let run = runs.iter().rev().find(|(text, _)| *text <= offset);
                    run.map_or(offset, |(text, file)| file + (offset - text))
                };
                Span::new(*file, at(range.start)..at(range.end).max(at(range.start)))
            }
            Origin::List { lines, items } => {
                let line = lines.iter().rev().find(|(text, ..)| *text <= range.start).or(lines.first());
                let Some((text, within, item)) = line else { return self.span };
                let item = &items[*item];
                let at = |offset: usize| (within + offset.saturating_sub(*text)).min(item.value.len());
                item.locate(sources, at(range.start)..at(range.end).max(at(range.start)))
            }
        }
    }

    /// The file that it begins in: the design, or one that the design names.
    pub fn written_in(&self) -> FileId {
        match &self.origin {
            Origin::Literal(span) => span.file,
            Origin::File { file, .. } => *file,
            Origin::List { items, .. } => items.first().map_or(self.span.file, Text::written_in),
        }
    }

    /// The file it was taken from, unless it is written in the design itself.
    pub fn file(&self) -> Option<FileId> {
        match self.origin {
            Origin::File { file, .. } => Some(file),
            Origin::Literal(_) | Origin::List { .. } => None,
        }
    }

    /// Each file that it, or an item of it, was taken from, with the place that names the file.
    pub fn files(&self) -> Vec<(FileId, Span)> {
        self.cited().into_iter().filter_map(|text| Some((text.file()?, text.span))).collect()
    }

    /// Itself, or each item of it, if it was taken from a file.
    pub fn cited(&self) -> Vec<&Text> {
        match &self.origin {
            Origin::File { .. } => vec![self],
            Origin::List { items, .. } => items.iter().flat_map(Text::cited).collect(),
            Origin::Literal(_) => Vec::new(),
        }
    }

    /// A list: each text is an item of it.
    fn list(items: Vec<Text>, span: Span) -> Self {
        let mut value = String::new();
        let mut lines = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let mut start = 0;
            for line in item.value.split_inclusive('\n') {
                value.push_str(if start == 0 { "- " } else { "  " });
                lines.push((value.len(), start, index));
                value.push_str(line);
                start += line.len();
            }
            if !value.is_empty() && !value.ends_with('\n') && index + 1 < items.len() {
                value.push('\n');
            }
        }
        Self { value, span, not_applicable: false, is_stand_in: false, origin: Origin::List { lines, items } }
    }

    fn literal(value: String, span: Span) -> Self {
        Self { value, span, not_applicable: false, is_stand_in: false, origin: Origin::Literal(span) }
    }
}

impl Read for Text {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::String(text) => Some(Text::literal(text.to_string(), node.span)),
            DeValue::Table(table) if table.contains_key("not-applicable") => read_reason(node, reader),
            DeValue::Table(table) if table.contains_key("file") => {
                let source = FileText::read(node, reader)?;
                Some(source.load(node.span, reader).unwrap_or_else(|| Text::stand_in(node.span)))
            }
            DeValue::Table(table) => {
                if reader.report_split_names(node) || report_misspelt(table, reader) {
                    return None;
                }
                reader.wrong_type(node, "a string, `{ file = \"…\" }` or `{ not-applicable = \"why\" }`")
            }
            DeValue::Array(_) => Vec::<Text>::read(node, reader).map(|items| Text::list(items, node.span)),
            _ => reader.wrong_type(node, "a string"),
        }
    }

    fn shape() -> Shape {
        let forms =
            vec![Shape::String, Shape::Record(FileText::RECORD), Shape::Record(NotApplicable::RECORD)];
        let item = Shape::Named { name: "TextItem", shape: Box::new(Shape::OneOf(forms.clone())) };
        let forms = forms.into_iter().chain([Shape::Array(Box::new(item))]).collect();
        Shape::Named { name: "Text", shape: Box::new(Shape::OneOf(forms)) }
    }
}

impl StandIn for Text {
    fn stand_in(span: Span) -> Self {
        Self { is_stand_in: true, ..Text::literal(String::new(), span) }
    }
}

/// Reports a key that is nearly `file` or `not-applicable`.
fn report_misspelt(table: &TomlTable<'_>, reader: &mut Reader<'_>) -> bool {
    let near = |name: &str| nearest(name, ["file", "not-applicable"]).is_some();
    let Some((key, value)) = table.iter().find(|(key, _)| near(key.get_ref())) else { return false };
    let entry = Node::entry(reader, key, value);
    let known = ["file", "not-applicable"];
    reader.unknown_key(entry, entry, &known, &known).is_some()
}

/// Reads `not-applicable = "why"` from a table that contains it.
pub(super) fn read_reason(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Text> {
    let mut fields = Fields::open(node, &NotApplicable::RECORD, reader)?;
    let reason: Text = fields.required(NotApplicable::KEYS.reason, reader);
    Some(Text { not_applicable: true, span: reason.span, ..reason })
}

/// How to ask for a part of a file.
const CUTS: &str = "give a range of lines, `lines = \"10-40\"`, or an anchor, `anchor = \"NAME\"`, whose part is between \
                    `ANCHOR: NAME` and `ANCHOR_END: NAME`";

impl FileText {
    fn load(&self, span: Span, reader: &mut Reader<'_>) -> Option<Text> {
        if self.file.is_stand_in {
            return None;
        }
        let folder = reader.folder();
        let path = match reader.root.resolve(&folder, &self.file) {
            Ok(path) => path,
            Err(refused) => {
                let message = refused.message(&format!("`{}`", &*self.file));
                let finding = Finding::new(&UNREADABLE_FILE, self.file.span, message);
                reader.report(finding.label(refused.label()).help(refused.help("file")));
                return None;
            }
        };
        let shown = path.shown().to_owned();
        let file = match reader.sources.load(&path) {
            Ok(file) => file,
            Err(error) => {
                let message = if error.is_not_found() {
                    format!("the file `{shown}` does not exist")
                } else {
                    format!("the file `{shown}` cannot be read: {error}")
                };
                let near = if error.is_not_found() { nearest_file(reader.root, &path) } else { None };
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if error.is_not_found() => {
                        "the path is relative to the folder of this design".to_owned()
                    }
                    None => "name a text file in UTF-8".to_owned(),
                };
                let finding = Finding::new(&UNREADABLE_FILE, self.file.span, message);
                reader.report(finding.label("asked for here").help(help));
                return None;
            }
        };
        let whole = reader.sources.get(file).text().clone();
        match self.excerpt(&whole) {
            Ok(excerpt) => Some(Text {
                value: excerpt.text,
                span,
                not_applicable: false,
                is_stand_in: false,
                origin: Origin::File { file, runs: excerpt.runs },
            }),
            Err((place, message)) => {
                let finding = Finding::new(&UNREADABLE_FILE, place, format!("`{shown}` {message}"));
                reader.report(finding.label("asked for here").help(CUTS));
                None
            }
        }
    }

    fn excerpt(&self, whole: &str) -> Result<excerpt::Excerpt, (Span, String)> {
        match (&self.lines, &self.anchor) {
            (Some(_), Some(anchor)) => {
                Err((anchor.span, "cannot be cut by both `lines` and `anchor`".to_owned()))
            }
            (Some(lines), None) => excerpt::lines(whole, lines).map_err(|why| (lines.span, why)),
            (None, Some(anchor)) => excerpt::anchor(whole, anchor).map_err(|why| (anchor.span, why)),
            (None, None) => Ok(excerpt::whole(whole)),
        }
    }
}
