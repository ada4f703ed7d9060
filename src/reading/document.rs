//! From text to tree, and what is no TOML.

use std::ops::Range;

use toml::de::DeTable;

use super::Table;
use super::rules::TOML_SYNTAX;
use crate::diagnostic::{Finding, Sink};
use crate::source::{FileId, Span};

/// Parses a text. Mistakes of syntax are reported, all that are independent of each other, and
/// then there is no tree.
pub fn parse<'t>(text: &'t str, file: FileId, sink: &mut Sink) -> Option<Table<'t>> {
    let (tree, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(tree.into_inner());
    }
    for (message, range) in independent_errors(text) {
        sink.push(finding(&message, range, text, file));
    }
    None
}

/// The first mistake of syntax of a text that is no file of ours, such as a sample.
pub fn syntax_error(text: &str) -> Option<(String, Range<usize>)> {
    let (_, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() { None } else { independent_errors(text).into_iter().next() }
}

/// More mistakes of syntax than this in one file are not looked for.
const MOST: usize = 20;

/// The first error of a text is always meant. What follows may only follow from it, so the
/// statement it stands in is blanked out and the rest read again.
fn independent_errors(text: &str) -> Vec<(String, Range<usize>)> {
    let mut text = text.to_owned();
    let mut found = Vec::new();
    while found.len() < MOST {
        let (_, errors) = DeTable::parse_recoverable(&text);
        let errors = errors.iter().map(|error| (error.message(), error.span().unwrap_or(0..0)));
        let mut errors: Vec<_> = errors.collect();
        errors.sort_by_key(|(message, range)| (range.start, !is_duplicate(message)));
        let Some((message, first)) = errors.first() else { break };
        if let Some(opening) = unclosed_text(&text).filter(|_| message.contains("multi-line")) {
            found.push(("these quotes are never closed".to_owned(), opening));
            break;
        }
        let spoiled = spoiled(&text, first.start);
        // A bracket that is left open is noticed at the next statement; what it should have been
        // is said by a later error.
        let unclosed = |(message, range): &&(&str, Range<usize>)| {
            message.contains("unclosed") && spoiled.contains(&range.start) && range.start < first.start
        };
        let said = errors.iter().find(unclosed).or(errors.first());
        found.extend(said.map(|(message, range)| ((*message).to_owned(), range.clone())));
        if text[spoiled.clone()].trim().is_empty() {
            break;
        }
        let blank = |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
        let spaces: String = text[spoiled.clone()].chars().map(blank).collect();
        text.replace_range(spoiled, &spaces);
    }
    found
}

/// The opening quotes of a multi-line string that runs to the end of the text.
fn unclosed_text(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        let open = text[at..].match_indices(['"', '\'']).map(|(found, _)| at + found);
        let open = open
            .into_iter()
            .find(|&found| ["\"\"\"", "'''"].contains(&text.get(found..found + 3).unwrap_or("")))?;
        let quotes = &text[open..open + 3];
        match text[open + 3..].find(quotes) {
            Some(close) => at = open + 3 + close + 3,
            None => return Some(open..open + 3),
        }
    }
}

fn is_duplicate(message: &str) -> bool {
    message.contains("duplicate")
}

/// The lines that an error at `offset` spoils: one line where the statement is one, otherwise
/// everything up to the next header.
fn spoiled(text: &str, offset: usize) -> Range<usize> {
    let offset = crate::source::floor_char_boundary(text, offset);
    let here = statement_start(text, offset);
    let before = statement_start(text, here.saturating_sub(1));
    if before < here && !is_balanced(&text[before..here]) {
        return before..header_from(text, here);
    }
    let line_end = text[offset..].find('\n').map_or(text.len(), |at| offset + at + 1);
    let statement = &text[here..line_end];
    let multiline = statement.contains("\"\"\"") || statement.contains("'''");
    if is_header(statement) || multiline || !is_balanced(statement) {
        here..header_from(text, line_end)
    } else {
        here..line_end
    }
}

/// The beginning of the statement that `offset` stands in.
fn statement_start(text: &str, offset: usize) -> usize {
    let mut start = line_start(text, offset);
    while start > 0 && !is_header(&text[start..]) && !is_assignment(&text[start..]) {
        start = line_start(text, start - 1);
    }
    start
}

/// The first header that begins at `at` or in a line below.
fn header_from(text: &str, mut at: usize) -> usize {
    while at < text.len() && !is_header(&text[at..]) {
        at = text[at..].find('\n').map_or(text.len(), |next| at + next + 1);
    }
    at
}

fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

fn is_header(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    line.starts_with('[')
        && line[1..].starts_with(|c: char| c == '[' || c.is_alphanumeric() || c == '"')
        && !line.contains(',')
}

fn is_assignment(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let key = line.split('=').next().unwrap_or_default();
    line.contains('=')
        && key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '\''))
}

/// Whether the brackets of a statement close; brackets inside strings do not count.
fn is_balanced(statement: &str) -> bool {
    let mut depth = 0_i32;
    let mut quote = None;
    let mut chars = statement.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some('"'), '\\') => _ = chars.next(),
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

fn finding(message: &str, range: Range<usize>, text: &str, file: FileId) -> Finding {
    let at_line_end = text.get(range.clone()).is_none_or(|there| there.trim().is_empty());
    // A span that is only a line break is drawn at the end of its line.
    let range = if at_line_end { range.start..range.start } else { range };
    let span = Span::new(file, range.clone());
    let mut finding = Finding::new(&TOML_SYNTAX, span, format!("this is not TOML: {message}"));
    if is_duplicate(message) {
        if let Some(first) = first_of(text, &range) {
            finding = finding
                .label("here again")
                .related(Span::new(file, first), "it stands here first")
                .help("give one of them another name, or join them");
        }
    }
    finding
}

/// Where the key that stands again at `range` stands first.
fn first_of(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let (tree, _) = DeTable::parse_recoverable(text);
    let key = text.get(range.clone())?.trim_matches(['"', '\'']);
    let header = text[line_start(text, range.start)..].lines().next()?;
    let mut table = tree.get_ref();
    if header.starts_with('[') {
        let names: Vec<&str> = header
            .trim_matches(['[', ']', ' '])
            .split('.')
            .map(|name| name.trim().trim_matches(['"', '\'']))
            .collect();
        let position = names.iter().position(|name| *name == key)?;
        for name in &names[..position] {
            table = table.get(*name)?.get_ref().as_table()?;
        }
    } else {
        table = enclosing(table, range.start)?;
    }
    let (first, _) = table.get_key_value(key)?;
    (first.span() != *range).then(|| first.span())
}

/// The table whose header is the last one before `offset`.
fn enclosing<'t>(root: &'t DeTable<'t>, offset: usize) -> Option<&'t DeTable<'t>> {
    fn search<'t>(table: &'t DeTable<'t>, offset: usize, best: &mut (usize, &'t DeTable<'t>)) {
        for value in table.values() {
            if let Some(inner) = value.get_ref().as_table() {
                if value.span().start <= offset && value.span().start >= best.0 {
                    *best = (value.span().start, inner);
                }
                search(inner, offset, best);
            }
        }
    }
    let mut best = (0, root);
    search(root, offset, &mut best);
    Some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[track_caller]
    fn assert_errors(text: &str, expected: &[(usize, &str)]) {
        let mut sources = Sources::new();
        let file = sources.add("a.toml", text);
        let mut sink = Sink::default();
        assert_eq!(parse(text, file, &mut sink).is_none(), !expected.is_empty());
        let found: Vec<(usize, &str)> = sink
            .findings()
            .iter()
            .map(|finding| {
                (sources.get(file).position(finding.span.start as usize).line, finding.message.as_str())
            })
            .collect();
        let shown = |list: &[(usize, &str)]| list.iter().map(|(line, _)| *line).collect::<Vec<_>>();
        assert_eq!(shown(&found), shown(expected), "{found:#?}");
        for ((_, message), (_, part)) in found.iter().zip(expected) {
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn independent_mistakes_are_all_reported_once() {
        assert_errors("a = 1\n", &[]);
        assert_errors("[a]\nb = \"x\nc = 1\n[d]\ne = \nf = 2\n", &[(2, ""), (5, "")]);
        assert_errors(
            "[a]\nsteps = [\n  { a = 1 },\n  { b = 2 }\n\n[b]\nc = 1\nd = 2\n[c]\ne = 1\n",
            &[(6, "")],
        );
        assert_errors("[a.x]\nb = 1\n[a.x]\nc = 1\n[d]\ne = = 2\n", &[(3, "duplicate"), (6, "")]);
        assert_errors("[a]\nb = 1\nb = 2\nc = 3\n", &[(3, "duplicate")]);
        assert_errors("[a]\nb = \"\"\"\nopen\n[c]\nd = 1\n", &[(2, "")]);
        assert_errors("[a\nb = 1\n[c]\nd = 1 2\n", &[(1, ""), (4, "")]);
    }
}
