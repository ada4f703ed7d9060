//! What an id looks like, and what is said of one that is none.

use crate::diagnostic::Finding;
use crate::reading::rules::{INVALID_ID, UNKNOWN_KEY};
use crate::reading::{Naming, Node, Reader, nearest};

/// What an id looks like, as an ECMA 262 expression.
pub const ID_PATTERN: &str = "^[A-Za-z0-9][A-Za-z0-9_-]*$";

/// The key of a gap's reason.
pub(super) const NOT_APPLICABLE: &str = "not-applicable";

/// Words that cannot be ids, since tables use them as keys.
pub const RESERVED: [&str; 2] = [NOT_APPLICABLE, "file"];

/// Whether a word is an id.
pub fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Makes an id of any words: kebab-case of what letters and digits there are.
pub fn as_id(words: &str) -> String {
    let mut id = String::new();
    for c in words.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

/// Reports a name that cannot be one. A reserved word is skipped, anything else is read all the
/// same, so that what cites it is not reported, too.
pub(super) fn is_admitted(entry: Node<'_>, reader: &mut Reader<'_>) -> bool {
    let name = entry.name;
    // The length is asked first: every id comes by here.
    let is_near = name.len().abs_diff(NOT_APPLICABLE.len()) <= 3 && nearest(name, [NOT_APPLICABLE]).is_some();
    if is_near {
        let finding = Finding::new(&UNKNOWN_KEY, entry.key, format!("unknown key `{name}`"))
            .label("not a key of this table")
            .help(format!("a key with a similar name exists: `{NOT_APPLICABLE}`"))
            .fix(entry.key, NOT_APPLICABLE);
        reader.report(finding);
        return false;
    }
    if name == NOT_APPLICABLE {
        let message = "what is not applicable cannot have entries";
        let finding = Finding::new(&INVALID_ID, entry.key, message)
            .label("stands beside entries")
            .help("delete the reason, or the entries");
        reader.report(finding);
        return false;
    }
    if entry.naming != Naming::Id || is_id(name) {
        if entry.naming == Naming::Id && RESERVED.contains(&name) {
            let message = format!("`{name}` cannot be an id: the word has a meaning of its own");
            let finding = Finding::new(&INVALID_ID, entry.key, message)
                .label("reserved word")
                .help("choose another id");
            reader.report(finding);
            return false;
        }
        return true;
    }
    let finding = Finding::new(&INVALID_ID, entry.key, format!("`{name}` is not an id"))
        .label("letters a to z, digits, `-` and `_`, beginning with a letter or a digit");
    let fixed = dashed(name);
    reader.report(if fixed.is_empty() {
        finding.help("choose an id of these")
    } else {
        finding.help(format!("write `{fixed}`, here and where it is cited"))
    });
    true
}

/// An id as near to some words as can be.
fn dashed(words: &str) -> String {
    let parts = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").trim_start_matches('_').to_owned()
}
