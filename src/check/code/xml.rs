//! XML, parsed by `roxmltree`. A sample is often only part of a document: it may have several roots, or
//! prefixes that are declared elsewhere.

use roxmltree::{Document, Error, ParsingOptions};

use super::{Fault, character_at, offset};

pub(super) fn fault(text: &str) -> Option<Fault> {
    const ROOT: &str = "<r>";
    if declares(text) || is_costly(text) {
        return None;
    }
    let begins_a_document = text.trim_start().starts_with("<?") || text.contains("<!DOCTYPE");
    let (lead, whole) =
        if begins_a_document { (0, text.to_owned()) } else { (ROOT.len(), format!("{ROOT}{text}</r>")) };
    // An XML declaration must be at the very beginning, but a sample begins with a line break.
    let indent = if begins_a_document { whole.len() - whole.trim_start().len() } else { 0 };
    // A DTD that gets here declares no entities: it has a name and perhaps an address.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let error = Document::parse_with_options(&whole[indent..], options).err()?;
    let is_of_dtd = matches!(error, Error::UnknownEntityReference(..)) && text.contains("<!DOCTYPE");
    if is_of_dtd || matches!(error, Error::UnknownNamespace(..)) {
        return None;
    }
    let place = error.pos();
    let at = offset(&whole[indent..], place.row as usize, place.col as usize) + indent;
    let range = character_at(text, at.saturating_sub(lead).min(text.trim_end().len()));
    let message = error.to_string();
    let message = message.rsplit_once(" at ").map_or(message.as_str(), |(words, _)| words);
    Some(Fault { range, message: message.trim_end_matches('.').to_owned() })
}

/// Whether a sample has a DTD that declares entities. They may expand to a million times the length of
/// the sample, so it is not parsed.
fn declares(text: &str) -> bool {
    text.contains("<!ENTITY")
}

/// Whether a sample would take long to parse: the parser compares each attribute with all others of its
/// tag, and each namespace with all that are declared around it.
fn is_costly(text: &str) -> bool {
    const PAIRS: usize = 4_000_000;
    let tags = text.split('<');
    let attributes: usize = tags.clone().map(|tag| tag.matches('=').count().pow(2)).sum();
    let namespaces = text.matches("xmlns").count();
    attributes > PAIRS || namespaces * tags.count() > PAIRS
}
