//! `[output.html.redirect]` of book.toml: the addresses of anchors that get another name.

use super::kind::Kind;
use super::library::{Library, Symbol};
use crate::answer::section_of;
use crate::book::redirect;
use crate::diagnostic::Edit;
use crate::reading::{Editor, Form, Outline, Step};
use crate::render::Anchor;
use crate::source::Span;

/// The table of redirects.
const TABLE: [&str; 3] = ["output", "html", "redirect"];

/// The edit of book.toml: targets lead to the new anchor, and so does the old one.
///
/// # Errors
/// When book.toml is not TOML.
pub(crate) fn edit(library: &Library, symbol: &Symbol, new: &str) -> Result<Option<Edit>, String> {
    let Some(file) = library.book.settings.file else { return Ok(None) };
    if symbol.kind != Kind::Design && symbol.kind.target().is_none() {
        return Ok(None);
    }
    let text = library.text(file);
    let outline = Outline::of(text);
    let mut now = text.to_owned();
    let mut needless: Vec<String> = Vec::new();
    let is_redirect = |path: &[Step]| {
        path.len() == 4 && path.iter().zip(TABLE).all(|(step, name)| step.name() == Some(name))
    };
    let values = outline.marks.iter().filter(|mark| mark.form == Form::Text && is_redirect(&mark.path));
    for mark in values.collect::<Vec<_>>().into_iter().rev() {
        let target = mark.value(text);
        let from = mark.path.last().and_then(Step::name).unwrap_or_default();
        let Some((page, fragment)) = target.split_once('#') else { continue };
        let Some(part) = library.in_fragment(fragment, symbol) else { continue };
        let folder = from.trim_start_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
        let shown = if page.starts_with('/') || folder.is_empty() {
            page.trim_start_matches('/').to_owned()
        } else {
            format!("{folder}/{page}")
        };
        let shown = if page.is_empty() {
            from.trim_start_matches('/').split('#').next().unwrap_or_default().to_owned()
        } else {
            shown
        };
        if page.contains(':') || !library.may_be_on(Some(&shown), symbol) {
            continue;
        }
        let start = page.len() + 1;
        let range = mark.locate(text, start + part.start..start + part.end);
        now.replace_range(range, new);
        let renamed = format!("{}{new}{}", &fragment[..part.start], &fragment[part.end..]);
        if from.ends_with(&format!("#{renamed}")) {
            needless.push(from.to_owned());
        }
    }
    let lines = lines(library, symbol, new);
    if lines.is_empty() && needless.is_empty() && now == text {
        return Ok(None);
    }
    let mut editor = Editor::open(&now).map_err(|why| {
        format!("book.toml needs a line that leads from the old address to the new one, and {why}")
    })?;
    for address in &needless {
        editor.remove(&[TABLE[0], TABLE[1], TABLE[2], address]);
    }
    let outputs = outline.marks.iter().filter(|mark| mark.path.first() == Some(&Step::key("output")));
    let renderers: Vec<&str> = outputs.filter_map(|mark| mark.path.get(1).and_then(Step::name)).collect();
    let has_html = renderers.is_empty() || renderers.contains(&"html");
    for (from, to, back) in lines.iter().filter(|_| has_html) {
        // What leads away from an address that is taken again would hide it.
        editor.remove(&[TABLE[0], TABLE[1], TABLE[2], back]);
        let path = TABLE.iter().copied().chain([from.as_str()]).map(Step::key).collect::<Vec<_>>();
        editor
            .put(&path, to, &[])
            .map_err(|why| format!("`[output.html.redirect]` cannot be changed: {why}"))?;
    }
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let changed = editor.finish();
    if changed == text {
        return Ok(None);
    }
    let (range, written) =
        difference(text.get(mark..).unwrap_or_default(), changed.trim_start_matches('\u{feff}'));
    let span = Span::new(file, range.start + mark..range.end + mark);
    Ok(Some(Edit { span, replacement: written }))
}

/// For each page that shows the symbol: its old address, where that leads now as TOML, and the new address.
fn lines(library: &Library, symbol: &Symbol, new: &str) -> Vec<(String, String, String)> {
    let Some(known) = library.design(symbol.file) else { return Vec::new() };
    let Some(target) = symbol.kind.target() else { return Vec::new() };
    if !library.has(known, symbol.kind, "", &symbol.id) {
        return Vec::new();
    }
    let (was, is) =
        (Anchor::Entity(target, &symbol.id).under(&known.id), Anchor::Entity(target, new).under(&known.id));
    let session = &library.book.session;
    let template =
        session.design(known.file).and_then(|design| session.templates.require(&design.template).ok());
    let table = symbol.kind.table().unwrap_or_default();
    let is_in = |section: &Option<String>| match (section, template) {
        (Some(section), Some(template)) => {
            section_of(table, template).is_none_or(|(_, found)| found.key == *section)
        }
        _ => true,
    };
    let mut pages: Vec<&str> = Vec::new();
    for shown in library.chapters.pages.iter().filter(|shown| shown.design == known.file) {
        if is_in(&shown.section) && !pages.contains(&shown.page.as_str()) {
            pages.push(&shown.page);
        }
    }
    let line = |page: &str| {
        let written = redirect(page, &was, &is);
        let (_, to) = written.split_once(" = ")?;
        Some((format!("/{page}#{was}"), to.to_owned(), format!("/{page}#{is}")))
    };
    pages.into_iter().filter_map(line).collect()
}

/// The part of a text that changes.
fn difference(old: &str, new: &str) -> (std::ops::Range<usize>, String) {
    let same = |(a, b): &(char, char)| a == b;
    let length = |(c, _): (char, char)| c.len_utf8();
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(length).sum();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end: usize = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(length).sum();
    (start..old.len() - end, new[start..new.len() - end].to_owned())
}
