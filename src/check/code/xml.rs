//! XML, by `roxmltree`. A sample is often a part of a document: it may have several roots, and
//! prefixes that are declared elsewhere.

use roxmltree::{Document, Error, ParsingOptions};

use super::{Fault, character_at, offset};

pub(super) fn fault(text: &str) -> Option<Fault> {
    const ROOT: &str = "<r>";
    let begins_a_document = text.trim_start().starts_with("<?") || text.contains("<!DOCTYPE");
    let (lead, whole) =
        if begins_a_document { (0, text.to_owned()) } else { (ROOT.len(), format!("{ROOT}{text}</r>")) };
    // The XML declaration stands at the very beginning, and a sample begins with a line break.
    let indent = if begins_a_document { whole.len() - whole.trim_start().len() } else { 0 };
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let error = Document::parse_with_options(&whole[indent..], options).err()?;
    if matches!(error, Error::UnknownNamespace(..)) {
        return None;
    }
    let place = error.pos();
    let at = offset(&whole[indent..], place.row as usize, place.col as usize) + indent;
    let range = character_at(text, at.saturating_sub(lead).min(text.trim_end().len()));
    let message = error.to_string();
    let message = message.rsplit_once(" at ").map_or(message.as_str(), |(said, _)| said);
    Some(Fault { range, message: message.trim_end_matches('.').to_owned() })
}
