//! Endpoints: `METHOD /path` in a heading, a list, a table, a paragraph of its own or code.

use super::super::cells::Row;
use super::super::endpoint::endpoint;
use super::super::reader::{Place, Reader};
use super::Grid;
use crate::authoring::literal;
use crate::design::METHODS;
use crate::markdown::labels::{labelled, normal};
use crate::markdown::named::{self, joined, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;

/// Declares an endpoint, or finds the one that is known. Returns its id.
fn declare(reader: &mut Reader<'_, '_>, endpoint: &str, line: usize, what: &str) -> String {
    if let Some(id) = reader.state.endpoints.get(endpoint) {
        return id.clone();
    }
    let id = reader.draft.id(&["api"], endpoint, "endpoint");
    reader.state.endpoints.insert(endpoint.to_owned(), id.clone());
    reader.draft.set(&["api", &id], "endpoint", literal::string(endpoint));
    reader.mark(&["api", &id], line, format!("`{endpoint}` is an endpoint: it is {what}"));
    id
}

/// Adds to the description of an endpoint.
fn describe(reader: &mut Reader<'_, '_>, id: &str, text: &str) {
    if says(text) {
        reader.draft.add(&["api", id], "description", text, false);
    }
}

pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, parent: &Place) -> bool {
    if parent.topic == "prose" || parent.inside && parent.topic == "decisions" {
        return false;
    }
    let source = named::unnumbered(&node.heading.source);
    if let Some((endpoint, rest)) = endpoint(source) {
        let id = declare(reader, &endpoint, node.heading.line, "a heading");
        describe(reader, &id, &rest);
        content(reader, &id, node, 0, parent);
        return true;
    }
    // A heading in words, and the endpoint below it.
    let Some(first) = node.blocks.first() else { return false };
    if reader.words.heading(source).is_some() || parent.topic.is_empty() {
        return false;
    }
    let alone = match &first.kind {
        MarkdownKind::Paragraph => endpoint(&first.source).filter(|(_, rest)| rest.is_empty()),
        MarkdownKind::Code(language, code) if matches!(language.as_str(), "" | "http" | "text") => {
            endpoint(code.trim()).filter(|(_, rest)| rest.is_empty())
        }
        _ => None,
    };
    let again = node.blocks.iter().skip(1).any(|block| endpoint(&block.source).is_some());
    let Some((endpoint, _)) = alone.filter(|_| !again) else { return false };
    let id = declare(reader, &endpoint, first.line, "the first below a heading");
    describe(reader, &id, source);
    content(reader, &id, node, 1, parent);
    true
}

/// What the next code is.
#[derive(Clone, PartialEq, Eq)]
enum Next {
    Request,
    /// The status, and the label where it says more than that.
    Response(Option<String>, Option<String>),
    Nothing,
}

/// Reads what is below an endpoint.
fn content(reader: &mut Reader<'_, '_>, id: &str, node: &Node, skip: usize, parent: &Place) {
    let path = ["api", id];
    let mut next = Next::Nothing;
    let mut left: Vec<Block> = Vec::new();
    for block in node.blocks.iter().skip(skip) {
        match &block.kind {
            MarkdownKind::Paragraph => {
                match expected(reader, &block.source) {
                    Some((said, rest)) => {
                        next = said;
                        if says(&rest) {
                            left.push(Block { line: block.line, ..Block::paragraph(rest) });
                        }
                    }
                    None if auth(reader, &path, &block.source) => {}
                    None => left.push(block.clone()),
                }
                continue;
            }
            MarkdownKind::Code(language, code) => {
                if code_below(reader, &path, &next, language, code) {
                    next = Next::Nothing;
                    continue;
                }
                left.push(block.clone());
            }
            MarkdownKind::List(items) => {
                let mut rest = Vec::new();
                for item in items {
                    if !response(reader, id, item) && !auth(reader, &path, item.text()) {
                        rest.push(item.clone());
                    }
                }
                if rest.len() == items.len() {
                    left.push(block.clone());
                } else if !rest.is_empty() {
                    let source = rest.iter().map(ListItem::source).collect::<Vec<_>>().join("\n");
                    left.push(Block { line: block.line, ..Block::new(MarkdownKind::List(rest), source) });
                }
            }
            MarkdownKind::Table(heads, rows) if statuses(reader, id, heads, rows) => {}
            _ => left.push(block.clone()),
        }
        next = Next::Nothing;
    }
    let inside = Place { inside: true, topic: "endpoint".to_owned(), ..parent.clone() };
    // Headings such as `Request` and `Response 201` say what the code below them is.
    let mut others = Vec::new();
    for child in &node.below {
        let said = expected(reader, &format!("**{}**", child.heading.words));
        let one = child.blocks.as_slice();
        let taken = match (said, one) {
            (Some((next, _)), [Block { kind: MarkdownKind::Code(language, code), .. }]) => {
                code_below(reader, &path, &next, language, code)
            }
            (Some((Next::Response(..), _)), [Block { kind: MarkdownKind::List(items), .. }]) => {
                let all = items.iter().all(|item| status(item.text()).is_some());
                all && items.iter().all(|item| response(reader, id, item))
            }
            _ => false,
        };
        if !taken {
            others.push(child.clone());
        }
    }
    let text = reader.text_of(&left, &others, &inside);
    describe(reader, id, &text);
}

fn code_below(
    reader: &mut Reader<'_, '_>,
    path: &[&str; 2],
    next: &Next,
    language: &str,
    code: &str,
) -> bool {
    let is_request = code.lines().next().is_some_and(|line| endpoint(line).is_some());
    let is_answer = code.trim_start().starts_with("HTTP/");
    let [root, id] = *path;
    let endpoint = reader.draft.string(path, "endpoint").unwrap_or_default();
    let sends = ["POST ", "PUT ", "PATCH "].iter().any(|method| endpoint.starts_with(method));
    let is_json = language == "json" && !reader.draft.has_table(&[root, id, "responses"]);
    match next {
        // Without a label, it is what the method sends or gets.
        Next::Nothing if is_json && sends && !reader.draft.has(path, "request") => {
            reader.draft.set(path, "request", sample(None, language, code));
            true
        }
        Next::Nothing if is_json && endpoint.starts_with("GET ") => {
            set_response(reader, [root, id, "responses"], "200", sample(None, language, code))
        }
        Next::Request if !reader.draft.has(path, "request") => {
            reader.draft.set(path, "request", sample(None, language, code));
            true
        }
        Next::Nothing if is_request && !reader.draft.has(path, "request") => {
            reader.draft.set(path, "request", sample(None, language, code));
            true
        }
        Next::Response(status, label) => {
            let written = status.clone().or_else(|| answer_status(code)).unwrap_or_else(|| "200".to_owned());
            set_response(reader, [root, id, "responses"], &written, sample(label.as_deref(), language, code))
        }
        Next::Nothing if is_answer => {
            let Some(written) = answer_status(code) else { return false };
            set_response(reader, [root, id, "responses"], &written, sample(None, language, code))
        }
        _ => false,
    }
}

/// The status in `HTTP/1.1 201 Created`.
fn answer_status(code: &str) -> Option<String> {
    let line = code.trim_start().lines().next()?.strip_prefix("HTTP/")?;
    line.split_whitespace().nth(1).filter(|word| is_status(word)).map(str::to_owned)
}

fn set_response(reader: &mut Reader<'_, '_>, path: [&str; 3], status: &str, literal: String) -> bool {
    let free = !reader.draft.has(&path, status);
    if free {
        reader.draft.set(&path, status, literal);
    }
    free
}

pub(in super::super) fn sample(description: Option<&str>, language: &str, code: &str) -> String {
    let language = if language.is_empty() { "text" } else { language };
    let description = description.map(|text| format!("description = {}, ", literal::string(text)));
    format!(
        "{{ {}language = {}, code = {} }}",
        description.unwrap_or_default(),
        literal::string(language),
        literal::text(code)
    )
}

/// What a label such as `Request` or `Response (201)` announces, and the text after it.
fn expected(reader: &Reader<'_, '_>, text: &str) -> Option<(Next, String)> {
    let (label, rest) = match labelled(text).filter(|label| label.bold) {
        Some(label) => (label.label, label.rest),
        None => (text.trim().strip_suffix(':')?.to_owned(), String::new()),
    };
    let words = normal(&label);
    if words.split(' ').count() > 5 {
        return None;
    }
    let bare: String = words.split(' ').filter(|word| !is_status(word)).collect::<Vec<_>>().join(" ");
    let code = words.split(' ').find(|word| is_status(word)).map(str::to_owned);
    let first = bare.split(' ').next().unwrap_or_default();
    if reader.words.means(&bare, "request") {
        Some((Next::Request, rest))
    } else if reader.words.means(&bare, "response")
        || (code.is_some() && reader.words.means(first, "response"))
    {
        let says_more = normal(&label) != "response" && normal(&label) != "responses";
        Some((Next::Response(code, says_more.then_some(label)), rest))
    } else {
        None
    }
}

fn auth(reader: &mut Reader<'_, '_>, path: &[&str; 2], text: &str) -> bool {
    let Some(label) = labelled(text).filter(|label| label.bold && says(&label.rest)) else { return false };
    let is_auth = reader.words.means(&label.label, "auth") && !label.rest.contains('\n');
    if !is_auth || reader.draft.has(path, "auth") {
        return false;
    }
    reader.draft.set_text(path, "auth", &label.rest);
    true
}

fn is_status(word: &str) -> bool {
    word.len() == 3 && word.starts_with(['1', '2', '3', '4', '5']) && word.chars().all(|c| c.is_ascii_digit())
}

/// `201`, ``**201** Created: text``: the status and its meaning.
fn status(text: &str) -> Option<(String, String)> {
    let bare = text.trim_start().trim_start_matches(['*', '`', '_']);
    let (code, rest) = bare.split_at_checked(3)?;
    if !is_status(code) || rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let marks = rest.len() - rest.trim_start_matches(['*', '`', '_']).len();
    let rest = rest.get(marks..).unwrap_or_default();
    // A mark around the status and its name: `**404 Not found**`.
    let opened = text.trim_start().starts_with(['*', '`', '_']);
    let rest =
        if opened && marks == 0 { rest.replacen("**", "", 1).replacen('`', "", 1) } else { rest.to_owned() };
    Some((code.to_owned(), named::tail(&rest)))
}

fn response(reader: &mut Reader<'_, '_>, id: &str, item: &ListItem) -> bool {
    let Some((status, meaning)) = status(item.text()) else { return false };
    let literal = match item.rest() {
        [] => literal::text(&meaning_of(&status, &meaning)),
        [Block { kind: MarkdownKind::Code(language, code), .. }] => sample(Some(&meaning), language, code),
        _ => return false,
    };
    set_response(reader, ["api", id, "responses"], &status, literal)
}

/// The meaning of a status: what is written or, without it, what the standard says.
pub(in super::super) fn meaning_of(status: &str, written: &str) -> String {
    let standard = match status {
        "200" => "OK",
        "201" => "Created",
        "202" => "Accepted",
        "204" => "No content",
        "301" | "308" => "Moved permanently",
        "302" => "Found",
        "304" => "Not modified",
        "400" => "Bad request",
        "401" => "Unauthorized",
        "402" => "Payment required",
        "403" => "Forbidden",
        "404" => "Not found",
        "405" => "Method not allowed",
        "409" => "Conflict",
        "410" => "Gone",
        "412" => "Precondition failed",
        "413" => "Content too large",
        "415" => "Unsupported media type",
        "422" => "Unprocessable content",
        "423" => "Locked",
        "429" => "Too many requests",
        "500" => "Internal server error",
        "502" => "Bad gateway",
        "503" => "Service unavailable",
        "504" => "Gateway timeout",
        _ => status,
    };
    if says(written) { written.trim().to_owned() } else { standard.to_owned() }
}

/// Reads a table of statuses and meanings.
fn statuses(reader: &mut Reader<'_, '_>, id: &str, heads: &[String], rows: &[Vec<String>]) -> bool {
    let all =
        !rows.is_empty() && rows.iter().all(|row| row.first().is_some_and(|cell| status(cell).is_some()));
    if !all {
        return false;
    }
    for row in rows {
        let mut row = Row::new(heads, row);
        let Some((code, more)) = status(&row.first()) else { continue };
        let text = row.first();
        let text = meaning_of(&code, [more, text].join(" ").trim());
        set_response(reader, ["api", id, "responses"], &code, literal::texts(&row.with_rest(&text)));
    }
    true
}

pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let closed = place.topic == "prose" || (place.inside && place.topic == "decisions");
    let mut taken = Vec::new();
    for item in items {
        let found = endpoint(item.text()).filter(|_| !closed);
        let Some((endpoint, rest)) = found else {
            taken.push(false);
            continue;
        };
        let id = declare(reader, &endpoint, item.line(), "an item");
        let statuses_below = matches!(item.rest(), [Block { kind: MarkdownKind::List(items), .. }] if items.iter().all(|item| status(item.text()).is_some()));
        if statuses_below {
            describe(reader, &id, &rest);
            for item in item.rest().iter().flat_map(Block::items) {
                response(reader, &id, item);
            }
        } else {
            describe(reader, &id, &joined(&rest, &item.below()));
        }
        taken.push(true);
    }
    taken
}

pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    if place.topic == "prose" {
        return None;
    }
    let method = reader.words.column(table.heads, "method");
    let whole = |row: &[String]| row.iter().position(|cell| endpoint(cell).is_some());
    let both = |row: &[String]| -> Option<(usize, usize)> {
        let method = method?;
        let is_method = METHODS.contains(&plain_words(row.get(method)?).trim());
        let path = row.iter().position(|cell| plain_words(cell).trim().starts_with('/'))?;
        is_method.then_some((method, path))
    };
    // An endpoint must be what the row is about: in its first cells.
    let known =
        table.rows.iter().filter(|row| whole(row).is_some_and(|at| at < 2) || both(row).is_some()).count();
    if known == 0 || known * 2 < table.rows.len() {
        return None;
    }
    table.each(|at, cells| {
        let mut row = Row::new(table.heads, cells);
        let (endpoint, more) = if let Some((method, path)) = both(cells) {
            let text =
                format!("{} {}", plain_words(&row.at(method)).trim(), plain_words(&row.at(path)).trim());
            let Some(found) = endpoint(&text) else { return false };
            found
        } else if let Some(found) = whole(cells).filter(|at| *at < 2).and_then(|at| endpoint(&row.at(at))) {
            found
        } else {
            return false;
        };
        let known = reader.state.endpoints.contains_key(&endpoint);
        let id = declare(reader, &endpoint, table.line(at), "a row of a table");
        let path = ["api", id.as_str()];
        if !reader.draft.has(&path, "auth") && row.find(reader.words, "auth").is_some() {
            let auth = row.take(reader.words, "auth");
            reader.draft.set_text(&path, "auth", &auth);
        }
        let statuses = row.find(reader.words, "status");
        if let Some(column) = statuses {
            let cell = cells.get(column).map(|cell| plain_words(cell).into_owned()).unwrap_or_default();
            let codes: Vec<&str> = cell.split([',', ';', '/', ' ']).filter(|word| !word.is_empty()).collect();
            if !known && !codes.is_empty() && codes.iter().all(|code| is_status(code)) {
                row.at(column);
                for code in codes {
                    let text = literal::text(&meaning_of(code, ""));
                    set_response(reader, ["api", &id, "responses"], code, text);
                }
            }
        }
        let text = row.take(reader.words, "description");
        describe(reader, &id, &joined(&more, &text));
        for text in row.rest() {
            reader.draft.add(&path, "description", &text, true);
        }
        true
    })
}

/// A paragraph that is only an endpoint.
pub(super) fn paragraph(reader: &mut Reader<'_, '_>, block: &Block, place: &Place) -> bool {
    let marked = block.source.trim_start().starts_with(['`', '*']) || place.topic == "api";
    let found = endpoint(&block.source).filter(|_| marked && place.topic != "prose" && !place.inside);
    let Some((endpoint, rest)) = found else { return false };
    let id = declare(reader, &endpoint, block.line, "a paragraph");
    describe(reader, &id, &rest);
    true
}

/// Lines of code that are all endpoints.
pub(super) fn code(
    reader: &mut Reader<'_, '_>,
    block: &Block,
    language: &str,
    code: &str,
    place: &Place,
) -> bool {
    if !matches!(language, "" | "http" | "text" | "rest") || place.inside || place.topic == "prose" {
        return false;
    }
    let lines: Vec<(usize, &str)> = code
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.trim().starts_with('#'))
        .collect();
    let comments = code.lines().any(|line| line.trim().starts_with('#'));
    let all = !lines.is_empty() && lines.iter().all(|(_, line)| endpoint(line).is_some());
    if !all || comments {
        return false;
    }
    for (at, line) in lines {
        let Some((endpoint, rest)) = endpoint(line) else { continue };
        let id = declare(reader, &endpoint, block.line + 1 + at, "a line of code");
        describe(reader, &id, rest.trim_start_matches(['#', '/', ' ']));
    }
    true
}
