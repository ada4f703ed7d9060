//! The list of known findings follows a rename: what was known of the old id is known of the new one.

use std::collections::{BTreeMap, HashSet};

use super::library::Library;
use crate::book::Inspection;
use crate::book::inspect::{Listed, Target};
use crate::diagnostic::{Edit, known};
use crate::source::{FileId, Overlay, Span};

/// The edit of the list that the book names, if other edits give findings in it another place or another
/// fingerprint. The findings are asked for before and after the edits, so that nothing has to know what makes
/// up a fingerprint.
pub(super) fn edit(library: &Library, edits: &[Edit]) -> Option<Edit> {
    let session = &library.book.session;
    let file = session.baseline.as_ref()?.file?;
    let text = session.sources.get(file).text();
    let target = Target::book(session.root.folder());
    let overlay = session.sources.overlay();
    let before = target.inspect(overlay).ok()?;
    let after = target.inspect(&edited(library, edits, overlay.clone())).ok()?;
    let [before, after] = [list(&before)?, list(&after)?];
    let were_new: HashSet<&String> = before.new.iter().collect();
    let new: Vec<&String> = after.new.iter().filter(|line| !were_new.contains(line)).collect();
    let needless: Vec<&known::Entry> =
        after.needless.iter().filter(|entry| !before.needless.contains(entry)).collect();
    let now = known::exchanged(text, &needless, &new);
    (now != **text).then(|| Edit { span: Span::new(file, 0..text.len()), replacement: now })
}

fn list(inspection: &Inspection) -> Option<&Listed> {
    inspection.listed().first()
}

/// An overlay with the texts of files after some edits.
fn edited(library: &Library, edits: &[Edit], mut overlay: Overlay) -> Overlay {
    for (file, text) in applied(library, edits) {
        overlay.set(library.book.session.sources.get(file).location(), text);
    }
    overlay
}

/// The texts of files after some edits.
pub(super) fn applied(library: &Library, edits: &[Edit]) -> BTreeMap<FileId, String> {
    let mut texts: BTreeMap<FileId, String> = BTreeMap::new();
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| std::cmp::Reverse((edit.span.file, edit.span.start, edit.span.end)));
    for edit in sorted {
        let text = texts.entry(edit.span.file).or_insert_with(|| library.text(edit.span.file).to_owned());
        text.replace_range(edit.span.range(), &edit.replacement);
    }
    texts
}
