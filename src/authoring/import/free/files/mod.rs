//! Reads what files of other formats say into the draft: a file here for each part of a partial model.
//!
//! Contracts, tables and decisions are what the file says. Of elements the kind may be a guess, so that these
//! are marked like what was read from a document.

mod contracts;
mod decisions;
mod delivery;
mod elements;
mod flows;
mod places;
mod tables;

use super::reader::Reader;
use super::{Guess, Model};
use crate::authoring::literal;
use crate::design::Design;
use crate::interchange::told::Format;
use crate::source::{FileId, Span};

/// Reads a file into the reader's draft, which will be added to `design`. Returns its title.
pub(in super::super) fn read(
    reader: &mut Reader<'_, '_>,
    model: &Model<'_>,
    design: Option<&Design>,
) -> String {
    use Format as F;
    let mut files = Lines { model, at: None };
    files.begin(reader, model.partial.files.first().copied());
    reader.is_exact = matches!(model.format, F::OpenApi | F::AsyncApi | F::Protobuf | F::Sql);
    let about = model.partial.description.as_ref().map(|text| text.value.trim());
    // What one API is for is not what a design that has it is for.
    if let Some(about) = about.filter(|_| !reader.is_exact || design.is_none()) {
        reader.draft.set_text(&["design"], "summary", about);
    }
    let ids = elements::elements(reader, model, &mut files);
    delivery::services(reader, model, &mut files, design);
    delivery::packages(reader, model, &mut files, design);
    elements::relationships(reader, model, &ids);
    flows::flows(reader, model, &mut files, &ids);
    places::places(reader, model, &mut files, &ids);
    contracts::contracts(reader, model, &mut files, design);
    tables::tables(reader, model, &mut files);
    decisions::decisions(reader, model, &mut files);
    model.partial.title.as_ref().map(|title| title.value.trim().to_owned()).unwrap_or_default()
}

/// What a file says that was not read, and where.
pub(in super::super) fn unread(model: &Model<'_>) -> Vec<Guess> {
    let files = Lines { model, at: None };
    let parts = model.partial.unread.iter().map(|part| {
        let (file, line) = files.place(part.span);
        Guess { file, line, text: format!("`{}` is not read: {}", part.what, part.why) }
    });
    let left = model.partial.left_alone.iter().map(|(what, count)| {
        let text = format!("left alone, because a design does not hold it: {what} ({count})");
        let file = model.partial.files.first().map(|first| files.name(*first));
        Guess { file: file.unwrap_or_else(|| model.name.to_owned()), line: 1, text }
    });
    parts.chain(left).collect()
}

/// The lines of the files of a model.
struct Lines<'m> {
    model: &'m Model<'m>,
    /// The file that the reader is in.
    at: Option<FileId>,
}

impl Lines<'_> {
    /// The line of a place, in whose file the reader then is.
    fn line(&mut self, reader: &mut Reader<'_, '_>, span: Span) -> usize {
        self.begin(reader, Some(span.file));
        self.model.sources.get(span.file).line(span.range().start)
    }

    fn begin(&mut self, reader: &mut Reader<'_, '_>, file: Option<FileId>) {
        let Some(file) = file.filter(|file| self.at != Some(*file)) else { return };
        self.at = Some(file);
        reader.begin(&self.name(file), self.model.sources.get(file).text());
    }

    /// The name of a file: with its folder where several are read as one.
    fn name(&self, file: FileId) -> String {
        let path = self.model.sources.get(file).path();
        let is_alone = self.model.partial.files.len() < 2;
        let name = if is_alone { path.rsplit('/').next().unwrap_or(path) } else { path };
        name.trim_matches(['<', '>']).to_owned()
    }

    fn place(&self, span: Span) -> (String, usize) {
        (self.name(span.file), self.model.sources.get(span.file).line(span.range().start))
    }
}

/// Sets a key to a text, if there is one.
fn set(reader: &mut Reader<'_, '_>, path: &[&str], key: &str, text: Option<&str>) {
    if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
        reader.draft.set(path, key, literal::text(text));
    }
}
