//! Keys of tables, with what they are for: those that are required and missing come first.

use super::cursor::Cursor;
use super::snippet;
use super::values::ids_of;
use super::{Around, Item, Sort};
use crate::design::{CitedKind, TABLES};
use crate::markdown::one_line;
use crate::reading::{Field, Form, Shape, Step, quote_key};
use crate::server::names::grammar::{Grammar, Keys};
use crate::server::names::index::Index;
use crate::server::names::kind::Kind;

pub(super) fn complete(
    text: &str,
    cursor: &Cursor,
    grammar: &mut Grammar<'_>,
    index: &Index,
    around: &Around<'_>,
) -> Vec<Item> {
    let Some((_, above)) = cursor.mark.path.split_last() else { return Vec::new() };
    let is_header = cursor.mark.form == Form::Header;
    let here = index.outline.marks.iter().filter(|mark| {
        let is_own = mark.range.start <= cursor.at && cursor.at <= mark.range.end;
        mark.is_key() && !is_own && mark.path.len() == above.len() + 1 && mark.path.starts_with(above)
    });
    let taken: Vec<&str> = here.filter_map(|mark| mark.path.last()?.name()).collect();
    let range = cursor.range(text);
    let end = |name: &str, value: &dyn Fn() -> String| match is_header {
        true if cursor.is_before(text, ']') || cursor.is_before(text, '.') => name.to_owned(),
        true => format!("{name}]"),
        false if cursor.is_before(text, '=') || cursor.is_before(text, '.') => name.to_owned(),
        false => format!("{name} = {}", value()),
    };
    match grammar.keys(above) {
        Some(Keys::Cited(what)) => {
            let kinds = CitedKind::of_word(what).map(Kind::cited).unwrap_or_default();
            let ids =
                ids_of(text, index, kinds, "").into_iter().filter(|(id, _)| !taken.contains(&id.as_str()));
            let own = above.get(1).and_then(Step::name).unwrap_or_default();
            return ids
                .filter(|(id, _)| id != own || !kinds.contains(&Kind::Component))
                .map(|(id, detail)| {
                    let insert = end(&quote_key(&id), &|| "\"$1\"".to_owned());
                    Item::new(id, range.clone(), Sort::Id).detail(detail).insert(insert)
                })
                .collect();
        }
        Some(Keys::Ids) => return new_ids(text, index, above, &range, &end),
        Some(Keys::Names) if above == [Step::key("notes")] => {
            let sections = around.session().context().sections.clone();
            return sections
                .into_iter()
                .filter(|key| !taken.contains(&key.as_str()))
                .map(|key| {
                    let insert = end(&key, &|| "\"$1\"".to_owned());
                    Item::new(key, range.clone(), Sort::Key)
                        .detail("a note at the end of this section")
                        .insert(insert)
                })
                .collect();
        }
        _ => {}
    }
    if let Some(table) = grammar.fact_table(above) {
        return facts(text, index, around, &table, &taken, &range, &end);
    }
    let fields = grammar.fields(above, &taken).into_iter().filter(|field| !taken.contains(&field.key));
    let fits = |field: &Field| !is_header || is_table(&(field.shape)());
    let mut items: Vec<Item> = fields
        .filter(fits)
        .map(|field| {
            let value = || snippet::value(&(field.shape)(), &mut 0);
            let insert = end(field.key, &value);
            let detail = if field.required { "required" } else { "" };
            Item::new(field.key, range.clone(), Sort::Key)
                .detail(detail)
                .documentation(one_line(field.description))
                .insert(insert)
                .rank(usize::from(!field.required))
        })
        .collect();
    if above.is_empty() {
        let facts = around.session().context().facts.clone();
        let roots = facts.roots().into_iter().filter(|root| is_header && !taken.contains(root));
        items.extend(
            roots.map(|root| {
                Item::new(root, range.clone(), Sort::Key).insert(end(root, &String::new)).rank(2)
            }),
        );
    }
    items
}

/// Facts that a template asks for.
fn facts(
    text: &str,
    index: &Index,
    around: &Around<'_>,
    table: &str,
    taken: &[&str],
    range: &std::ops::Range<usize>,
    end: &dyn Fn(&str, &dyn Fn() -> String) -> String,
) -> Vec<Item> {
    let template = around.template(index, text);
    let below = around.session().context().facts.paths();
    let prefix = format!("{table}.");
    let keys = below.iter().filter_map(|path| path.strip_prefix(&prefix)).filter(|key| !key.contains('.'));
    let items = keys.filter(|key| !taken.contains(key)).map(|key| {
        let field = template.and_then(|template| template.field(&format!("{prefix}{key}")));
        let item = Item::new(key, range.clone(), Sort::Key).insert(end(key, &|| "\"$1\"".to_owned()));
        match field {
            Some(field) => item
                .detail(if field.required {
                    format!("{}, required", field.label)
                } else {
                    field.label.clone()
                })
                .documentation(field.hint.clone())
                .rank(usize::from(!field.required)),
            None => item.rank(2),
        }
    });
    items.collect()
}

/// Ids that are cited and not declared yet, and the next number.
fn new_ids(
    text: &str,
    index: &Index,
    above: &[Step],
    range: &std::ops::Range<usize>,
    end: &dyn Fn(&str, &dyn Fn() -> String) -> String,
) -> Vec<Item> {
    let Some(kind) = above.first().and_then(Step::name).and_then(Kind::of_table) else { return Vec::new() };
    let table = TABLES.iter().find(|table| Some(table.key) == kind.table());
    let value = || match table.and_then(|table| (table.shape)().entry()) {
        Some(record) => snippet::value(&Shape::Record(record), &mut 0),
        None => "\"$1\"".to_owned(),
    };
    let mut items: Vec<Item> = Vec::new();
    for cited in &index.citations {
        let is_missing = !cited.declares
            && cited.alias.is_none()
            && cited.kinds.contains(&kind)
            && !cited.kinds.iter().any(|kind| index.declares(*kind, &cited.within, &cited.id))
            && !cited.id.is_empty()
            && !items.iter().any(|item| item.label == cited.id);
        if is_missing && crate::design::is_id(&cited.id) {
            let line = text[..cited.range.start].matches('\n').count() + 1;
            let item = Item::new(cited.id.as_str(), range.clone(), Sort::Id).insert(end(&cited.id, &value));
            items.push(item.detail(format!("cited in line {line}, not declared")));
        }
    }
    if let Some(next) = next(&index.ids(kind, "")) {
        let item = Item::new(next.as_str(), range.clone(), Sort::Id).insert(end(&next, &value));
        items.push(item.detail(format!("the next {}", kind.name())).rank(1));
    }
    items
}

/// `R4` after `R1` to `R3`.
pub(super) fn next(ids: &[&str]) -> Option<String> {
    let parts = |id: &str| {
        let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let number: u32 = id.get(prefix.len()..)?.parse().ok()?;
        (!prefix.is_empty()).then(|| (prefix.to_owned(), number))
    };
    let (prefix, number) = ids.iter().filter_map(|id| parts(id)).max_by_key(|(_, number)| *number)?;
    Some(format!("{prefix}{}", number.checked_add(1)?))
}

/// Whether a value may be a table with a header.
fn is_table(shape: &Shape) -> bool {
    match shape {
        Shape::Map { .. } | Shape::Record(_) => true,
        Shape::OneOf(shapes) => shapes.iter().any(is_table),
        Shape::Named { name, shape } => {
            !["Text", "TextItem", "Fact", "Code"].contains(name) && is_table(shape)
        }
        Shape::Cites { shape, .. } => is_table(shape),
        _ => false,
    }
}
