//! From text to tree, and the mistakes of a text that is not TOML.

use std::ops::Range;

use toml::de::DeTable;

use super::TomlTable;
use super::lines::{header_from, is_header, line_start, statement_start};
use super::slips::{self, Slip};
use super::syntax::{self, Mistake};
use crate::diagnostic::Sink;
use crate::source::FileId;

/// Parses a text. If there are syntax errors, all independent ones are reported and there is no
/// tree.
pub fn parse<'t>(text: &'t str, file: FileId, sink: &mut Sink) -> Option<TomlTable<'t>> {
    let tree = if is_hopeless(text) { None } else { whole(text) };
    if tree.is_some() {
        return tree;
    }
    let (errors, is_cut) = independent_errors(text);
    let mut last = 0;
    for error in errors {
        let finding = match error {
            Error::Quotes(range) => syntax::unclosed_quotes(text, file, range),
            Error::Bracket(at) => syntax::unclosed(text, file, at),
            Error::Twice { range, first, others } => {
                syntax::duplicate(&Mistake { text, file, message: "duplicate key", range }, first, others)
            }
            Error::Slip(slip) => syntax::slip(text, file, slip),
            Error::Other(message, range) => {
                syntax::explain(&Mistake { text, file, message: &message, range })
            }
        };
        last = finding.span.end as usize;
        sink.push(finding);
    }
    if is_cut {
        sink.push(syntax::and_so_on(text, file, last));
    }
    None
}

fn whole(text: &str) -> Option<TomlTable<'_>> {
    let (tree, errors) = DeTable::parse_recoverable(text);
    errors.is_empty().then(|| tree.into_inner())
}

/// Whether a large text has too many mistakes to ask the parser for all of them: it keeps a
/// message for each. The parts that are asked about are together a third of the text at most.
fn is_hopeless(text: &str) -> bool {
    const LARGE: usize = 64 << 10;
    const MANY: usize = 1000;
    let mut length = LARGE;
    while 4 * length <= text.len() {
        if DeTable::parse_recoverable(lines(text, length)).1.len() > MANY {
            return true;
        }
        length *= 4;
    }
    false
}

/// The whole lines of the first bytes of a text.
fn lines(text: &str, length: usize) -> &str {
    if length >= text.len() {
        return text;
    }
    let end = crate::source::floor_char_boundary(text, length);
    text.get(..line_start(text, end)).unwrap_or(text)
}

/// A mistake that does not follow from another.
enum Error {
    /// The quotes of an unterminated multi-line string.
    Quotes(Range<usize>),
    /// A bracket that is not closed before the next statement.
    Bracket(usize),
    /// A key or a table that is in a table twice, where it is first, and how many keys below it in
    /// the same table are there twice, too.
    Twice { range: Range<usize>, first: Option<Range<usize>>, others: usize },
    /// A slip that spoils more lines than its own.
    Slip(Slip),
    /// Anything else, in the parser's words.
    Other(String, Range<usize>),
}

/// The first syntax error of a text that is not a file of ours, such as a sample.
pub fn syntax_error(text: &str) -> Option<(String, Range<usize>)> {
    let (_, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return None;
    }
    Some(match independent_errors(text).0.into_iter().next()? {
        Error::Quotes(range) => ("these quotes are never closed".to_owned(), range),
        Error::Bracket(at) => ("this bracket is never closed".to_owned(), at..at + 1),
        Error::Twice { range, .. } => ("duplicate key".to_owned(), range),
        Error::Slip(slip) => slip.in_words(),
        Error::Other(message, range) => (message, range),
    })
}

/// The number of syntax errors that are reported in one file.
const MOST: usize = 100;

/// The first error of a text is always real. Later ones may only follow from it, so its statement
/// is blanked out and the rest read again. Also whether there may be more.
fn independent_errors(text: &str) -> (Vec<Error>, bool) {
    let mut text = text.to_owned();
    let mut found = Vec::new();
    // The end of the table in which a key was found twice.
    let mut twice_until = 0;
    // Each mistake takes another pass: a large file with mistakes all over is given up earlier.
    let mut left = (16 << 20) + 3 * text.len();
    let mut read = 16 << 10;
    while let Some((message, first)) = first_error(&text, &mut read, &mut left) {
        if found.len() == MOST || left == 0 {
            return (found, true);
        }
        if let Some(opening) =
            Some(&text).filter(|_| message.contains("multi-line")).and_then(|t| unclosed_text(t))
        {
            found.push(Error::Quotes(opening));
            break;
        }
        if let Some((slip, spoiled)) = slips::find(&text, &message, &first) {
            found.push(Error::Slip(slip));
            blank(&mut text, spoiled);
            continue;
        }
        let spoiled = spoiled(&text, first.start);
        // An open bracket is noticed only at the next statement.
        let here = statement_start(&text, crate::source::floor_char_boundary(&text, first.start));
        let error = match open_bracket(&text[spoiled.start..here.max(spoiled.start)]) {
            Some(at) => Error::Bracket(spoiled.start + at),
            // Earlier mistakes are blanked out, and hide nothing.
            None if is_duplicate(&message) => {
                left = left.saturating_sub(first.start);
                // Where a header is missing, many keys are in the table above it twice.
                let of_key = !is_header(&text[line_start(&text, first.start)..]);
                if of_key
                    && first.start < twice_until
                    && let Some(Error::Twice { others, .. }) = found.last_mut()
                {
                    *others += 1;
                    if *others == MOST {
                        return (found, true);
                    }
                    blank(&mut text, spoiled);
                    continue;
                }
                twice_until = if of_key { header_from(&text, spoiled.end) } else { 0 };
                let earlier = first_of(&text, &first);
                Error::Twice { range: first, first: earlier, others: 0 }
            }
            None => Error::Other(message, first),
        };
        found.push(error);
        if text[spoiled.clone()].trim().is_empty() {
            break;
        }
        blank(&mut text, spoiled);
    }
    (found, false)
}

/// Puts blanks in the place of what is there; lines and places stay.
fn blank(text: &mut String, range: Range<usize>) {
    let blank = |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
    let spaces: String = text[range.clone()].chars().map(blank).collect();
    text.replace_range(range, &spaces);
}

/// The first error of a text, and its place. No more of the text is read than it takes: the
/// first `read` bytes, or twice as many until the error is none of the cut.
fn first_error(text: &str, read: &mut usize, left: &mut usize) -> Option<(String, Range<usize>)> {
    loop {
        let part = lines(text, *read);
        let is_whole = part.len() == text.len();
        *left = left.saturating_sub(part.len());
        let (_, errors) = DeTable::parse_recoverable(part);
        let errors = errors.iter().map(|error| (error.message(), error.span().unwrap_or(0..0)));
        let first = errors.min_by_key(|(message, range)| (range.start, !is_duplicate(message)));
        let by_cut = |message: &str, range: &Range<usize>| {
            let ends = spoiled(part, range.start.min(part.len())).end >= part.len();
            ends || ["multi-line", "unclosed", "missing"].iter().any(|word| message.contains(word))
        };
        match first {
            Some((message, range)) if is_whole || !by_cut(message, &range) => {
                return Some((message.to_owned(), range));
            }
            None if is_whole => return None,
            _ => *read *= 2,
        }
    }
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

/// The lines that an error at `offset` spoils: one line if the statement is one, otherwise
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

/// Whether the brackets of a statement close.
fn is_balanced(statement: &str) -> bool {
    let (balanced, _) = brackets(statement);
    balanced
}

/// The innermost bracket that a statement leaves open.
fn open_bracket(statement: &str) -> Option<usize> {
    let (_, open) = brackets(statement);
    open
}

/// Whether all brackets match, and the last one that is not closed. Brackets inside strings and
/// comments do not count.
fn brackets(statement: &str) -> (bool, Option<usize>) {
    let mut open = Vec::new();
    let mut extra = 0;
    let mut quote = None;
    let mut in_comment = false;
    let mut chars = statement.char_indices();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            _ if in_comment => in_comment = c != '\n',
            (Some('"'), '\\') => _ = chars.next(),
            (Some(opening), c) if opening == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => in_comment = true,
            (None, '[' | '{') => open.push(at),
            (None, ']' | '}') if open.pop().is_none() => extra += 1,
            _ => {}
        }
    }
    (extra == 0 && open.is_empty(), open.last().copied())
}

/// Where the key that is repeated at `range` is first written.
fn first_of(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    // A later table may have replaced the first one, so only the text before is read.
    let (tree, _) = DeTable::parse_recoverable(text.get(..line_start(text, range.start))?);
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
        table = enclosing(table, range.start);
    }
    let (first, _) = table.get_key_value(key)?;
    Some(first.span())
}

/// The table whose header is the last one before `offset`.
fn enclosing<'t>(root: &'t DeTable<'t>, offset: usize) -> &'t DeTable<'t> {
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
    best.1
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

    /// The last finding also points at what follows `before`.
    #[track_caller]
    fn assert_first(text: &str, before: &str, there: &str) {
        let mut sources = Sources::new();
        let file = sources.add("a.toml", text);
        let mut sink = Sink::default();
        assert!(parse(text, file, &mut sink).is_none());
        let related: Vec<usize> = sink
            .findings()
            .iter()
            .flat_map(|finding| &finding.related)
            .map(|r| r.span.start as usize)
            .collect();
        assert!(text[before.len()..].starts_with(there));
        assert_eq!(related, [before.len()], "{:#?}", sink.findings());
    }

    #[test]
    fn independent_mistakes_are_all_reported_once() {
        assert_errors("a = 1\n", &[]);
        assert_errors("[a]\nb = \"x\nc = 1\n[d]\ne = \nf = 2\n", &[(2, ""), (5, "")]);
        assert_errors(
            "[a]\nsteps = [\n  { a = 1 },\n  { b = 2 }\n\n[b]\nc = 1\nd = 2\n[c]\ne = 1\n",
            &[(2, "bracket")],
        );
        assert_errors(
            "[a.x]\nb = 1\n[a.x]\nc = 1\n[d]\ne = = 2\n",
            &[(3, "`[a.x]` is declared twice"), (6, "")],
        );
        assert_first("[a.x]\nb = 1\n[a.x]\n", "[a.", "x]\nb");
        assert_first("[c]\nd: 1\n[a.x]\nb = 1\n\n[a.x]\n", "[c]\nd: 1\n[a.", "x]\nb");
        assert_first("[c]\nd = \"\n[a]\nb = 1\nb = 2\n", "[c]\nd = \"\n[a]\n", "b = 1");
        assert_errors("[a]\nb = 1\nb = 2\nc = 3\n", &[(3, "`b` is set twice")]);
        assert_errors("[a]\nb = \"\"\"\nopen\n[c]\nd = 1\n", &[(2, "")]);
        assert_errors("[a\nb = 1\n[c]\nd = 1 2\n", &[(1, ""), (4, "")]);
    }

    #[test]
    fn a_file_full_of_mistakes_is_given_up() {
        for lines in [101, 200_000] {
            let text = "k1 = = 1\n".repeat(lines);
            let expected: Vec<(usize, &str)> =
                (1..=100).map(|line| (line, "")).chain([(101, "more syntax errors")]).collect();
            assert_errors(&text, &expected);
        }
        let hundred = "k1 = = 1\n".repeat(100);
        assert_errors(&hundred, &(1..=100).map(|line| (line, "")).collect::<Vec<_>>());
    }

    #[test]
    fn a_mistake_far_down_is_found() {
        let long = format!(
            "[a]\nb = \"\"\"\n{}\"\"\"\nc = [\n{}]\n",
            "text\n".repeat(40_000),
            "1,\n".repeat(40_000)
        );
        assert_errors(&long, &[]);
        assert_errors(&format!("{long}d = = 1\n{long}"), &[(80_006, ""), (80_007, "is declared twice")]);
    }
}
