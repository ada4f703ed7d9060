//! Reads tables: columns with constraints, and indexes.

use super::super::draft::{Draft, Pending, worth_keeping};
use super::super::tidied::tidy;
use super::super::words::USED_BY;
use super::api::sample;
use super::lists::of_last;
use super::named::{NamedGroup, groups, id};
use super::not_applicable;
use crate::authoring::literal;
use crate::design::TableKind;
use crate::markdown::labels::{Labelled, code_span, labelled, normal, parenthesis, statements};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::Words;

pub(super) fn read(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["tables"], &content, draft) {
        return rest;
    }
    let mut labels = vec!["Indexes", "Index", "Indices"];
    labels.extend(HEADS.iter().map(|key| words.label(key)));
    labels.extend(LINE.iter().map(|key| words.label(key)));
    let (groups, mut rest) = groups(content, &labels);
    let last = groups.len().saturating_sub(1);
    for (at, group) in groups.into_iter().enumerate() {
        if group.is_blank(draft) {
            continue;
        }
        let is_table = |block: &Block| {
            matches!(block.kind, MarkdownKind::Table(..)) && worth_keeping(block, &draft.hints)
        };
        let says_kind = |block: &Block| {
            let said = statements(&block.source);
            let is_kind = |said: &Labelled| normal(&said.label) == normal(words.label("kind"));
            matches!(block.kind, MarkdownKind::Paragraph) && said.iter().any(is_kind)
        };
        if group.blocks.iter().any(|block| is_table(block) || says_kind(block)) {
            rest.extend(table(group, at == last, words, draft));
        } else {
            rest.extend(group.whole(draft));
        }
    }
    rest
}

/// What the line below a table's name may say. Who relies on it is in the designs of those.
const LINE: [&str; 5] = ["kind", "component", "retention", "not-in-source", USED_BY];

/// What a label of its own may introduce.
const HEADS: [&str; 3] = ["sample", "foreign-keys", "indexes"];

fn table(mut group: NamedGroup, last: bool, words: &Words, draft: &mut Draft<'_>) -> Vec<Block> {
    // The last table is followed by the picture of all tables, and text after it does not belong to
    // a table.
    let picture = group.blocks.iter().position(|block| last && is_mermaid(block));
    let after = picture.map(|at| group.blocks.split_off(at)).unwrap_or_default();
    let written = group.written(last);
    let id = id("tables", group.name.trim_matches('`'), draft);
    let path = ["tables", id.as_str()];
    let (mut description, mut left) = (Vec::new(), Vec::new());
    let mut names: Vec<String> = Vec::new();
    let (mut indexes, mut keys) = (Vec::new(), Vec::new());
    let mut head = None;
    for block in group.blocks {
        match &block.kind {
            MarkdownKind::Code(language, code) if head == Some("sample") && !draft.has(&path, "sample") => {
                draft.set(&path, "sample", sample(None, language, code));
            }
            MarkdownKind::List(items) if head == Some("foreign-keys") => {
                for item in items {
                    match foreign_key(item, words) {
                        Some(key) => keys.push(key),
                        None => left.push(Block::new(MarkdownKind::List(vec![item.clone()]), item.source())),
                    }
                }
            }
            MarkdownKind::Table(head, rows) if names.is_empty() => {
                let columns: Vec<(String, String)> =
                    rows.iter().filter_map(|row| column(head, row, words, draft)).collect();
                let literals: Vec<&str> = columns.iter().map(|(_, literal)| literal.as_str()).collect();
                let lines: Vec<String> = literals.iter().map(|literal| format!("  {literal},\n")).collect();
                draft.set(&path, "columns", format!("[\n{}]", lines.concat()));
                names = columns.into_iter().map(|(name, _)| name).collect();
            }
            MarkdownKind::List(items) if !names.is_empty() => {
                for item in items {
                    match index(item, &names, words, draft) {
                        Some(index) => indexes.push(index),
                        None => left.push(Block::new(MarkdownKind::List(vec![item.clone()]), item.source())),
                    }
                }
            }
            MarkdownKind::Paragraph => {
                let said = statements(&block.source);
                let is_head = said.len() == 1 && said.iter().all(|said| said.rest.is_empty());
                let is_of = |key: &&&str| {
                    is_head && said.iter().any(|said| normal(&said.label) == normal(words.label(key)))
                };
                head = HEADS.iter().find(is_of).copied();
                if head.is_some() {
                    continue;
                }
                let is_read = line(&path, &said, words, draft);
                if !is_read && names.is_empty() {
                    description.push(block.source);
                } else if !is_read && !is_head {
                    left.push(block);
                }
            }
            _ => left.push(block),
        }
    }
    draft.set_text(&path, "description", &description.join("\n\n"));
    if !keys.is_empty() {
        let lines: Vec<String> = keys.iter().map(|literal| format!("  {literal},\n")).collect();
        draft.set(&path, "foreign-keys", format!("[\n{}]", lines.concat()));
    }
    if !indexes.is_empty() {
        let lines: Vec<String> = indexes.iter().map(|literal| format!("  {literal},\n")).collect();
        draft.set(&path, "indexes", format!("[\n{}]", lines.concat()));
    }
    let (drawn, left): (Vec<Block>, Vec<Block>) = left.into_iter().partition(is_mermaid);
    let left = of_last(&group.name, left, &written, draft);
    drawn.into_iter().chain(left).chain(after).collect()
}

/// Reads `**Stored in**: Orders · **Not in the sources**: why`. Returns `false` for anything else.
fn line(path: &[&str; 2], said: &[Labelled], words: &Words, draft: &mut Draft<'_>) -> bool {
    let key = |said: &Labelled| {
        let is = |key: &&&str| normal(&said.label) == normal(words.label(key));
        LINE.iter().find(is).copied()
    };
    if said.is_empty() || said.iter().any(|said| key(said).is_none()) {
        return false;
    }
    for said in said {
        match key(said) {
            Some(USED_BY) | None => {}
            Some(key @ "component") => {
                let table = path.iter().map(|part| (*part).to_owned()).collect();
                draft.pending.push(Pending::Component { table, key, name: said.rest.clone() });
            }
            Some("kind") => {
                let is = |word: &&&str| normal(words.label(word)) == normal(&said.rest);
                match TableKind::WORDS.iter().find(is) {
                    Some(word) => draft.set(path, "kind", literal::string(word)),
                    None => draft.set_plain(path, "kind", &said.rest),
                }
            }
            Some(key) => draft.set_text(path, key, &said.rest),
        }
    }
    true
}

/// Reads `` `a`, `b` references `other(a, b)`, on delete `cascade` ``.
fn foreign_key(item: &ListItem, words: &Words) -> Option<String> {
    let (before, after) = item.text().split_once(&format!(" {} ", words.label("references")))?;
    let columns: Vec<String> =
        split_outside(before, ',').iter().map(|column| column.trim_matches('`').to_owned()).collect();
    let mut pieces = split_outside(after, ',').into_iter();
    let target = pieces.next()?;
    let target = target.split_once("](").map_or(target.as_str(), |(inner, _)| inner.trim_start_matches('['));
    let mut entries = vec![
        format!("columns = {}", literal::list(columns.iter().map(String::as_str))),
        format!("references = {}", literal::string(target.trim_matches('`'))),
    ];
    for piece in pieces {
        let said = |key: &str| piece.strip_prefix(words.label(key)).map(|rest| rest.trim().trim_matches('`'));
        let (key, value) = ["on-delete", "on-update"].into_iter().find_map(|key| Some((key, said(key)?)))?;
        entries.push(format!("{key} = {}", literal::string(value)));
    }
    (item.rest().is_empty()).then(|| format!("{{ {} }}", entries.join(", ")))
}

fn is_mermaid(block: &Block) -> bool {
    matches!(&block.kind, MarkdownKind::Code(language, _) if language == "mermaid")
}

/// The name of a column, and its TOML literal.
fn column(head: &[String], row: &[String], words: &Words, draft: &Draft<'_>) -> Option<(String, String)> {
    let is_blank = row.iter().all(|cell| !draft.says(cell));
    if is_blank {
        return None;
    }
    let at = |key: &str, others: &[&str]| {
        head.iter().position(|head| {
            let head = normal(head);
            head == normal(words.label(key)) || others.contains(&head.as_str())
        })
    };
    let name_at = at("field", &["name", "column", "column name", "field name", "attribute"]).unwrap_or(0);
    let type_at = at("type", &["data type"]);
    let constraints_at = at("constraints", &["constraint", "key", "attributes"]);
    let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", String::as_str);
    let name = plain_words(cell(Some(name_at))).into_owned();
    let kind = plain_words(cell(type_at)).into_owned();
    let (mut entries, unknown) = constraints(cell(constraints_at), words);
    let own = [Some(name_at), type_at, constraints_at];
    let mut said: Vec<String> = row
        .iter()
        .enumerate()
        .filter(|(at, _)| !own.contains(&Some(*at)))
        .map(|(_, cell)| tidy(cell))
        .collect();
    said.retain(|cell| draft.says(cell));
    said.extend(unknown);
    if !said.is_empty() {
        entries.push(format!("description = {}", literal::string(&said.join("; "))));
    }
    let mut all =
        vec![format!("name = {}", literal::string(&name)), format!("type = {}", literal::string(&kind))];
    all.extend(entries);
    Some((name, format!("{{ {} }}", all.join(", "))))
}

/// Converts constraints, in the template's words or SQL's, to keys. Also returns unknown ones.
fn constraints(text: &str, words: &Words) -> (Vec<String>, Vec<String>) {
    let (mut entries, mut unknown): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut values: Vec<String> = Vec::new();
    for piece in split_outside(text, ',') {
        let bare = normal(&piece);
        let is =
            |key: &str, others: &[&str]| bare == normal(words.label(key)) || others.contains(&bare.as_str());
        let after = |key: &str| {
            let start = piece.get(..words.label(key).len())?;
            let same = start.eq_ignore_ascii_case(words.label(key));
            let rest = piece.get(start.len()..)?;
            (same && rest.starts_with([' ', '`', ':']))
                .then(|| rest.trim_start_matches(':').trim().trim_matches('`').to_owned())
        };
        let is_code = piece.len() > 2 && piece.starts_with('`') && piece.ends_with('`');
        if let Some(value) = after("values") {
            values.push(value);
            continue;
        }
        if is_code && !values.is_empty() {
            values.push(piece.trim_matches('`').to_owned());
            continue;
        }
        let entry = if bare.is_empty() || is("not-null", &["not null", "required"]) {
            continue;
        } else if is("primary-key", &["primary key", "pk", "primary"]) {
            "key = \"primary\"".to_owned()
        } else if is("nullable", &["nullable", "null", "optional"]) {
            "nullable = true".to_owned()
        } else if is("unique", &["unique"]) {
            "unique = true".to_owned()
        } else if is("pii", &["pii"]) {
            "pii = true".to_owned()
        } else if let Some(value) = after("default") {
            format!("default = {}", literal::string(&value))
        } else if let Some(value) = after("check") {
            format!("check = {}", literal::string(&value))
        } else if let Some(action) = after("on-delete") {
            format!("on-delete = {}", literal::string(&action))
        } else if let Some(target) = after("references").and_then(|target| target_of(&target)) {
            format!("references = {}", literal::string(&target))
        } else {
            unknown.push(tidy(&piece));
            continue;
        };
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if !values.is_empty() {
        entries.push(format!("values = {}", literal::list(values.iter().map(String::as_str))));
    }
    (entries, unknown)
}

/// The target of a reference: `users.id`, or SQL's `users(id)`.
fn target_of(text: &str) -> Option<String> {
    let text =
        text.split_once("](").map_or(text, |(inner, _)| inner.trim_start_matches('[')).trim_matches('`');
    if !text.contains(char::is_whitespace) && text.contains('.') {
        return Some(text.to_owned());
    }
    let (table, column) = text.split_once('(')?;
    let column = column.strip_suffix(')')?;
    Some(format!("{}.{}", table.trim(), column.trim()))
}

/// Reads `` `name` on `a`, `b`, unique, using `gin`: what for``, or a name with columns in
/// parentheses.
fn index(item: &ListItem, columns: &[String], words: &Words, draft: &Draft<'_>) -> Option<String> {
    if !item.rest().is_empty() || !draft.says(item.text()) {
        return None;
    }
    let text = item.text();
    let (head, description) = split_at_colon(text);
    let mut name = None;
    let mut entries = Vec::new();
    let mut cited: Vec<String> = Vec::new();
    let head = labelled(head)
        .filter(|label| label.bold)
        .map_or_else(|| head.to_owned(), |label| format!("`{}` {}", label.label, label.rest));
    for piece in split_outside(&head, ',') {
        let mut piece = piece.trim().to_owned();
        if let Some((before, after)) = piece.split_once(&format!(" {} ", words.label("on"))) {
            name = Some(before.trim().trim_matches('`').to_owned());
            piece = after.trim().to_owned();
        } else if let Some((code, after)) =
            code_span(&piece).filter(|(_, after)| after.trim().starts_with('('))
        {
            let (inner, rest) = parenthesis(&after)?;
            if !rest.trim().is_empty() {
                return None;
            }
            name = Some(code);
            cited.extend(inner.split(',').map(|column| column.trim().trim_matches('`').to_owned()));
            continue;
        }
        let bare = piece.trim_matches(['`', '(', ')']).to_owned();
        if columns.contains(&bare) {
            cited.push(bare);
        } else if normal(&piece) == normal(words.label("unique")) {
            entries.push("unique = true".to_owned());
        } else {
            let method = piece.strip_prefix(words.label("using"))?.trim().trim_matches('`');
            entries.push(format!("method = {}", literal::string(method)));
        }
    }
    if cited.is_empty() || !cited.iter().all(|column| columns.contains(column)) {
        return None;
    }
    let mut all = vec![format!("columns = {}", literal::list(cited.iter().map(String::as_str)))];
    all.extend(name.map(|name| format!("name = {}", literal::string(&name))));
    all.extend(entries);
    if draft.says(description) {
        all.push(format!("description = {}", literal::string(&tidy(description))));
    }
    Some(format!("{{ {} }}", all.join(", ")))
}

/// Splits at the first colon outside code.
fn split_at_colon(text: &str) -> (&str, &str) {
    let mut code = false;
    for (at, c) in text.char_indices() {
        match c {
            '`' => code = !code,
            ':' if !code => {
                return (text.get(..at).unwrap_or(text), text.get(at + 1..).unwrap_or_default().trim());
            }
            _ => {}
        }
    }
    (text, "")
}

/// Splits at separators outside code and parentheses.
pub(in super::super) fn split_outside(text: &str, separator: char) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let (mut code, mut depth) = (false, 0_i32);
    for c in text.chars() {
        match c {
            '`' => code = !code,
            '(' if !code => depth += 1,
            ')' if !code => depth -= 1,
            _ => {}
        }
        if c == separator && !code && depth <= 0 {
            pieces.push(String::new());
        } else if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    pieces.iter().map(|piece| piece.trim().to_owned()).collect()
}
