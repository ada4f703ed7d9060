//! The systems of a book and what they use of each other: as pictures, and in words.

use std::cell::Cell;

use super::anchors::{PageIds, safe};
use super::canvas::Canvas;
use super::figure::{WordTable, WordTables, linked, plain, purpose};
use super::{Diagrams, Options};
use crate::diagram::drawing::Drawing;
use crate::diagram::model::landscape::{Division, Extent, Landscape, SystemUse};
use crate::markdown::Builder;
use crate::template::Words;

/// The heads of the table of systems, by the keys of their labels.
const SYSTEMS: &[&str] = &["landscape-system", "version", "status", "owners"];
/// The same of the table of what they use of each other.
const USES: &[&str] = &["from", "to", "relationship", "landscape-used"];

/// A landscape as Markdown: its picture or, where that would be too large, one of each group with a heading of
/// the level that is asked for; then every system and everything that one uses of another in words. Empty
/// without systems. Headings and pictures get their ids from those of the page.
pub fn landscape(
    landscape: &Landscape,
    extent: Extent<'_>,
    words: &Words,
    options: &Options,
    ids: &PageIds,
) -> String {
    if landscape.systems.is_empty() {
        return String::new();
    }
    let printed = Cell::default();
    let canvas = Canvas { words, options, ids, printed: &printed };
    let tables = told(landscape, words);
    let mut out = Builder::new();
    if options.diagrams != Diagrams::None {
        let drawing = Drawing::Architecture(landscape.architecture(extent.title(words), words));
        let divisions = landscape.divisions(&drawing, words);
        if divisions.is_empty() {
            canvas.show(&[&drawing], "landscape", Some(&tables), &mut out);
        } else {
            out.paragraph(|out| out.text(words.label("picture-parts")));
            divided(&divisions, canvas, &tables, &mut out);
        }
    }
    // HTML folds the words away below a picture that needs no script.
    if !(options.browser && options.diagrams == Diagrams::Svg) {
        tables.markdown(&mut out);
    }
    options.write(out.finish())
}

fn divided(divisions: &[Division], canvas: Canvas<'_>, tables: &WordTables, out: &mut Builder<'_>) {
    let last = divisions.iter().rposition(|division| !division.parts.shown.is_empty());
    let mut left_out = Vec::new();
    for (number, Division { name, parts }) in divisions.iter().enumerate() {
        left_out.extend(parts.left_out.iter().cloned());
        if parts.shown.is_empty() {
            continue;
        }
        if let Some(name) = name {
            let wanted = || format!("landscape-of-{}", safe(name));
            let id = canvas.options.anchors.then(|| canvas.ids.give(wanted()));
            out.heading(canvas.options.level, id, |out| out.text(name.clone()));
        }
        let pictures: Vec<&Drawing> = parts.shown.iter().map(|part| &part.drawing).collect();
        let folded = (Some(number) == last).then_some(tables);
        canvas.show(&pictures, &format!("landscape-{}", number + 1), folded, out);
    }
    if let Some(sentence) = canvas.left_out(&left_out) {
        out.paragraph(|out| out.text(sentence));
    }
}

/// All systems, and everything that one uses of another.
fn told(landscape: &Landscape, words: &Words) -> WordTables {
    let mut systems = WordTable::new(SYSTEMS, words);
    for system in &landscape.systems {
        let (version, status, owners) = match &system.design {
            Some(design) => {
                (design.version.as_str(), words.label(design.status.word()), design.owners.join(", "))
            }
            None => ("", words.label("external-system"), String::new()),
        };
        systems.row([
            linked(&system.name, system.href.as_ref()),
            plain(version),
            plain(status),
            plain(owners),
        ]);
    }
    let mut uses = WordTable::new(USES, words);
    for one in &landscape.uses {
        let name = |system: usize| landscape.systems.get(system).map_or("", |system| system.name.as_str());
        uses.row([
            plain(name(one.from)),
            plain(name(one.to)),
            plain(purpose_and_protocol(one, words)),
            plain(one.what.as_str()),
        ]);
    }
    vec![systems, uses].into()
}

/// The protocol is in brackets, as in a picture: a separate column would be too wide for a page.
fn purpose_and_protocol(one: &SystemUse, words: &Words) -> String {
    let relation = one.relation(words);
    let protocol = [one.protocol.as_deref(), relation.unencrypted.as_deref()];
    let protocol = protocol.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let protocol = if protocol.is_empty() { protocol } else { format!("[{protocol}]") };
    let parts = [purpose(&relation, words), protocol];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
