//! JSON, parsed by `serde_json`.

use serde::de::IgnoredAny;

use super::{Fault, character_at};

pub(super) fn fault(text: &str) -> Option<Fault> {
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    // The columns of `serde_json` count bytes.
    let start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let range = if error.is_eof() {
        let end = text.trim_end().len();
        end..end
    } else {
        character_at(text, start + error.column().saturating_sub(1))
    };
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(words, _)| words);
    Some(Fault { range, message: message.to_owned() })
}
