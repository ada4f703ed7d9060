//! Adds notes: those of the addition, and the texts whose key is taken.

use super::Left;
use super::merge::{CHANGED, Merge, Value, flat, spoken, table};
use super::place::{likeness, line_of, words};
use crate::authoring::literal;
use crate::reading::{Editor, Step, TomlTable};
use crate::template::BlockKind;

/// Adds the notes that the design does not have.
pub(super) fn add(
    merge: &mut Merge<'_>,
    editor: &mut Editor,
    old: &TomlTable<'_>,
    new: &TomlTable<'_>,
) -> Result<(), String> {
    let known = old.get("notes").and_then(table);
    let mut sections: Vec<(String, String)> = Vec::new();
    for (key, value) in new.get("notes").and_then(table).into_iter().flatten() {
        let text = fresh(merge, &flat(value), known.and_then(|known| known.get(&**key.get_ref())));
        if !text.is_empty() {
            sections.push((key.get_ref().to_string(), text));
        }
    }
    let title = merge.addition.title.to_owned();
    for (section, text) in std::mem::take(&mut merge.notes) {
        let at = sections.iter().position(|(known, _)| *known == section).unwrap_or_else(|| {
            sections.push((section, String::new()));
            sections.len() - 1
        });
        let Some((section, known)) = sections.get_mut(at) else { continue };
        let heading = format!("### {title}");
        let before = old.get("notes").and_then(table).and_then(|notes| notes.get(section.as_str())).map(flat);
        let is_headed = [known.as_str(), before.as_deref().unwrap_or_default()]
            .iter()
            .any(|text| text.lines().any(|line| line.trim_end() == heading));
        if !title.is_empty() && !is_headed {
            append(known, &heading);
        }
        append(known, &text);
    }
    let is_titled = title.is_empty()
        || says(merge, &title)
        || sections.iter().any(|(_, text)| spoken(text).contains(&spoken(&title)));
    if !is_titled {
        // The title of a document that left nothing else is said, too.
        let first = merge.into.template.sections.first().map_or("summary", |section| &section.key);
        sections.push((first.to_owned(), format!("### {title}")));
    }
    let roots = std::mem::take(&mut merge.order);
    let roots: Vec<&str> = roots.iter().map(String::as_str).collect();
    for (section, text) in sections {
        let known = known.and_then(|known| known.get(section.as_str()));
        let mut whole = known.map(flat).unwrap_or_default();
        append(&mut whole, &text);
        let path = [Step::key("notes"), Step::key(&section)];
        let is_string = known.is_none_or(|value| value.get_ref().is_str());
        if is_string {
            editor.put(&path, &literal::text(&whole), &roots)?;
        } else {
            let path = [Step::key("x"), Step::key("import"), Step::key(&section)];
            editor.put(&path, &literal::text(&text), &roots)?;
        }
    }
    Ok(())
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text.push_str(more);
}

/// The text for a value whose key is taken, and the section that keeps it.
pub(super) fn note(merge: &Merge<'_>, path: &[Step], said: &str) -> (String, String) {
    let keys: Vec<&str> = path.iter().filter_map(Step::name).collect();
    let section = section_of(merge, &keys);
    let (root, last) = (keys.first().copied().unwrap_or_default(), keys.last().copied().unwrap_or_default());
    let label = match keys.as_slice() {
        ["design", "summary"] => String::new(),
        [_, id, ..] if is_entity(root) => {
            let of = merge.item.as_ref().map(|name| format!(".{name}")).unwrap_or_default();
            let name = format!("**{}{of}**", called(merge, root, id));
            let is_text = ["text", "description", *id].contains(&last);
            if is_text { format!("{name}: ") } else { format!("{name}, {last}: ") }
        }
        _ => format!("**{last}**: "),
    };
    (section, format!("{label}{said}"))
}

fn is_entity(root: &str) -> bool {
    crate::design::TABLES.iter().any(|table| table.key == root) && root != "design"
}

/// What people call an entity.
fn called(merge: &Merge<'_>, root: &str, id: &str) -> String {
    let design = merge.into.design(merge.design);
    let element = design.as_ref().and_then(|design| {
        let mut elements = design.elements();
        elements.find(|element| element.id() == id).map(|element| element.title().to_owned())
    });
    element
        .filter(|_| ["people", "integrations", "components"].contains(&root))
        .unwrap_or_else(|| id.to_owned())
}

/// The section of the template that prints a table, or the one for what has none.
fn section_of(merge: &Merge<'_>, keys: &[&str]) -> String {
    let root = keys.first().copied().unwrap_or_default();
    let template = merge.into.template;
    let prints = |kind: &BlockKind| match kind {
        BlockKind::Facts { from, .. } => {
            from == root || keys.get(..2).is_some_and(|keys| *from == keys.join("."))
        }
        BlockKind::Entries(entries) => entries.from == root,
        BlockKind::Components(_) => ["components", "people"].contains(&root),
        kind => kind.name() == root,
    };
    let found = template.blocks().find(|(_, block)| prints(&block.kind)).map(|(section, _)| &section.key);
    let first = || template.sections.first().map(|section| &section.key);
    found.or_else(first).cloned().unwrap_or_else(|| "summary".to_owned())
}

/// Whether the notes of the design say a text already.
pub(super) fn says(merge: &Merge<'_>, said: &str) -> bool {
    let said = spoken(said);
    !said.trim().is_empty() && merge.noted.contains(&said)
}

/// The chunks of a note that the design does not have, under their headings. Chunks that changed are left.
fn fresh(merge: &mut Merge<'_>, text: &str, known: Option<&Value<'_>>) -> String {
    let mut result = String::new();
    let mut headings: Vec<(usize, String)> = Vec::new();
    let before: Vec<String> = known.map(|known| chunks(&flat(known))).unwrap_or_default();
    for chunk in chunks(text) {
        if let Some(level) = heading(&chunk) {
            headings.retain(|(above, _)| *above < level);
            headings.push((level, chunk));
            continue;
        }
        if says(merge, &chunk) {
            continue;
        }
        let alike = before.iter().map(|known| (likeness(known, &chunk), known));
        let alike = alike.filter(|(share, _)| merge.is_known && *share >= CHANGED);
        if let Some((_, was)) = alike.max_by(|a, b| a.0.total_cmp(&b.0)) {
            let at = known.map_or(0, |known| merge.line(known.span().start));
            let line = line_of(merge.design, at, was, &chunk);
            merge.left.push(Left {
                path: "notes".to_owned(),
                line,
                before: was.clone(),
                said: chunk,
                origin: None,
                entity: None,
                noted: false,
            });
            continue;
        }
        for (_, heading) in headings.drain(..) {
            if !(known.is_some() && says(merge, &heading) && is_title(&heading, merge)) {
                append(&mut result, &heading);
            }
        }
        append(&mut result, &chunk);
    }
    // A heading that says something by itself.
    for (_, heading) in headings {
        if !says(merge, &heading) {
            append(&mut result, &heading);
        }
    }
    result
}

fn is_title(heading: &str, merge: &Merge<'_>) -> bool {
    words(heading) == words(merge.addition.title)
}

fn heading(chunk: &str) -> Option<usize> {
    let level = chunk.chars().take_while(|c| *c == '#').count();
    (level > 0 && !chunk.contains('\n') && chunk.get(level..)?.starts_with(' ')).then_some(level)
}

/// The pieces of a text between blank lines, code in one piece.
fn chunks(text: &str) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    let mut open = false;
    let mut is_code = false;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        if line.trim().is_empty() && !is_code {
            open = false;
            continue;
        }
        match chunks.last_mut().filter(|_| open) {
            Some(last) => {
                last.push('\n');
                last.push_str(line);
            }
            None => chunks.push(line.to_owned()),
        }
        open = true;
        is_code ^= fence;
    }
    chunks
}
