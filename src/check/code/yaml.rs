//! YAML, parsed by `saphyr-parser`, whose events are discarded.

use saphyr_parser::Parser;

use super::{Fault, character_at};

pub(super) fn fault(text: &str) -> Option<Fault> {
    let error = Parser::new_from_str(text).find_map(Result::err)?;
    // The offsets of `saphyr-parser` count characters.
    let offset = text.char_indices().nth(error.marker().index()).map_or(text.len(), |(at, _)| at);
    let message = error.info().trim_end_matches('.').to_owned();
    Some(Fault { range: character_at(text, offset), message })
}
