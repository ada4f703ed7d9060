//! A person who types what a help says, without a thought of their own.

use std::ops::Range;

use mdbook_system_design::diagnostic::{Finding, Patch};
use mdbook_system_design::source::Sources;

/// The design after each way to follow the help.
pub(super) fn typed(finding: &Finding, text: &str, sources: &Sources) -> Vec<String> {
    if !finding.fix.is_empty() {
        let mut patch = Patch::default();
        patch.admit(finding, sources);
        return patch.texts(sources).into_values().collect();
    }
    let help = finding.help.as_deref().unwrap_or_default();
    let clauses = help.split("; or ").flat_map(|clause| clause.split(", or "));
    clauses
        .map(|clause| Hand { finding, text }.follow(clause))
        .take_while(|typed| !typed.is_empty())
        .flatten()
        .collect()
}

/// A person who types what a help says.
struct Hand<'t> {
    finding: &'t Finding,
    text: &'t str,
}

impl Hand<'_> {
    fn follow(&self, clause: &str) -> Vec<String> {
        if let Some(rest) = clause.strip_prefix("add ").filter(|rest| rest.starts_with('`')) {
            let either: Vec<&str> = rest.split("` or `").collect();
            let [first, others @ ..] = either.as_slice() else { return Vec::new() };
            let last = others.last().unwrap_or(first);
            let tail = last.split_once('`').map_or("", |(_, tail)| if others.is_empty() { "" } else { tail });
            let own =
                others.iter().map(|other| format!("`{}`{tail}", other.split('`').next().unwrap_or_default()));
            let first = if others.is_empty() { (*first).to_owned() } else { format!("{first}`{tail}") };
            return std::iter::once(first).chain(own).filter_map(|rest| self.add(&rest)).collect();
        }
        if let Some((_, rest)) = clause.rsplit_once(": add ").filter(|(_, rest)| rest.starts_with('`')) {
            return self.append(rest).into_iter().collect();
        }
        if let Some(rest) = clause.strip_prefix("close it with ") {
            let end = self.end_of_list();
            let close =
                |mark: &&str| self.replaced(end..end, if end > self.line().end { "]\n" } else { mark });
            return words(rest).0.first().map(close).into_iter().collect();
        }
        if clause == "delete it" {
            return vec![self.replaced(self.table().unwrap_or(self.span()), "")];
        }
        // “write `x`”, “write three numbers: `x`”, “name a percentile, as in `x`”.
        let marks = ["write ", "did you mean ", ": ", "as in ", "such as "];
        let starts =
            marks.iter().filter_map(|mark| clause.find(&format!("{mark}`")).map(|at| at + mark.len()));
        let Some(start) = starts.min() else { return Vec::new() };
        let (words, tail) = words(&clause[start..]);
        if tail.starts_with(", here and where it is cited") {
            return words.iter().map(|word| self.renamed(word)).collect();
        }
        if tail.starts_with(" on the line above") {
            let start = self.line().start;
            return words.iter().map(|word| self.replaced(start..start, &format!("{word}\n"))).collect();
        }
        // A header that has to be invented goes elsewhere.
        let goes_elsewhere = tail.starts_with(", above") || tail.starts_with(", that is missing");
        if goes_elsewhere || !(tail.is_empty() || tail.starts_with(['?', ':', ',', ';', '.'])) {
            return Vec::new();
        }
        // What is in capitals stands for something else.
        let words = words.iter().filter(|word| !word.contains("KEY") && !word.contains("ELEMENT"));
        let written = words.map(|word| self.write(&said(word)));
        match tail.strip_prefix(", and add ") {
            Some(more) => written.filter_map(|text| Hand { text: &text, ..*self }.add(more)).collect(),
            None => written.collect(),
        }
    }

    fn span(&self) -> Range<usize> {
        self.finding.span.range()
    }

    fn replaced(&self, range: Range<usize>, with: &str) -> String {
        format!("{}{with}{}", &self.text[..range.start], &self.text[range.end..])
    }

    fn line(&self) -> Range<usize> {
        let start = self.text[..self.span().start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        start..end
    }

    /// Writes a word in the place of what the finding points at.
    fn write(&self, word: &str) -> String {
        let there = &self.text[self.span()];
        let line = &self.text[self.line()];
        if word.starts_with('[') && !word.starts_with("[{") && line.trim_start().starts_with('[') {
            return self.replaced(self.line(), word);
        }
        if let Some(at) = self.header(word.strip_suffix(".ID]").unwrap_or("-")) {
            return self.replaced(at, word);
        }
        if word.starts_with("{ not-applicable") && self.value().is_some_and(|value| !value.is_empty()) {
            return self.replaced(self.value().unwrap_or_default(), word);
        }
        if let Some((key, value)) = word.split_once(" = ").filter(|(key, _)| is_key(key)) {
            let is_bare = line.starts_with(key) && !line.contains(&format!("{key} = "));
            return match line.find(&format!("{key} = ")) {
                _ if is_bare => self.replaced(self.line(), word),
                Some(at) => {
                    self.replaced(self.value_at(self.line().start + at + key.len() + " = ".len()), value)
                }
                None => self.added(word).unwrap_or_default(),
            };
        }
        let is_string = |text: &str| text.starts_with(['"', '\'']);
        let is_inside =
            self.text[..self.span().start].ends_with(['"', ' ', '`', '*', '(']) && !is_string(there);
        let is_in_string = line[..self.span().start - self.line().start].matches('"').count() % 2 == 1;
        if is_inside && is_in_string {
            return self.replaced(self.span(), word.trim_matches('"'));
        }
        let is_bare =
            word.parse::<f64>().is_ok() || word == "true" || word == "false" || word.starts_with("20");
        let is_quoted = is_string(there) && !word.starts_with(['"', '\'', '[', '{']);
        let written = if is_quoted && !is_bare { format!("\"{word}\"") } else { word.to_owned() };
        self.replaced(self.span(), &written)
    }

    /// The table whose header has the finding, with those below it.
    fn table(&self) -> Option<Range<usize>> {
        let line = self.line();
        let header = self.text[line.clone()].strip_suffix(']').filter(|header| header.starts_with('['))?;
        let mut headers = self.text[line.end..].match_indices("\n[").map(|(at, _)| line.end + at + 1);
        let end = headers.find(|at| !self.text[*at..].starts_with(&format!("{header}.")));
        Some(line.start..end.unwrap_or(self.text.len()))
    }

    /// The value that begins at a place.
    fn value_at(&self, from: usize) -> Range<usize> {
        let rest = &self.text[from..];
        let end = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map(|end| end + 2),
            Some(open @ ('[' | '{')) => {
                let close = if open == '[' { ']' } else { '}' };
                let mut depth = 0;
                let is_end = |c: char| {
                    depth += i32::from(c == open) - i32::from(c == close);
                    depth == 0
                };
                rest.find(is_end).map(|end| end + 1)
            }
            _ => rest.find([',', ' ', '\n']),
        };
        from..from + end.unwrap_or(rest.len())
    }

    /// Where the list or string that is not closed ends, as it seems.
    fn end_of_list(&self) -> usize {
        let line = self.line();
        let rest = self.text[line.end..].strip_prefix('\n').unwrap_or_default();
        let items = rest.split_inclusive('\n').take_while(|line| line.starts_with([' ', '\t', '{', '"']));
        let length: usize = items.map(str::len).sum();
        let is_open = self.text[line.clone()].trim_end().ends_with('[') && length > 0;
        if is_open { line.end + 1 + length } else { line.end }
    }

    /// The value of the line's only statement.
    fn value(&self) -> Option<Range<usize>> {
        let line = self.line();
        let (key, value) = self.text[line.clone()].split_once(" = ")?;
        (is_key(key) && !value.starts_with("\"\"\"")).then(|| line.end - value.len()..line.end)
    }

    /// Gives an id another name wherever it is cited, in whatever spelling.
    fn renamed(&self, word: &str) -> String {
        let there = self.text[self.span()].trim_matches(['[', ']']).to_owned();
        let name = self.finding.message.split('`').nth(1).unwrap_or_default();
        let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let text = self.replaced(self.span(), word);
        let mut text =
            text.replace(&format!("\"{}\"", there.trim_matches(['"', '\''])), &format!("\"{word}\""));
        for cited in [name, bare.as_str(), there.as_str()] {
            for (open, close) in
                [("\"", "\""), (".", "]"), (".", "."), ("{ ", " = "), (", ", " = "), ("\n", " = ")]
            {
                text = text.replace(&format!("{open}{cited}{close}"), &format!("{open}{word}{close}"));
            }
        }
        text
    }

    /// Adds words to the end of the value.
    fn append(&self, rest: &str) -> Option<String> {
        let (words, _) = words(rest);
        let end = self.text[self.span()].ends_with('"').then(|| self.span().end - 1)?;
        Some(self.replaced(end..end, &format!(" {}", words.first()?)))
    }

    /// Adds what is said to the table of the finding, or to what is named.
    fn add(&self, rest: &str) -> Option<String> {
        let rest = rest.replace("` and `", "`, `");
        let (words, tail) = words(&rest);
        let word = *words.first()?;
        if word.contains("\"ID\"") || word.contains("NAME") {
            return None;
        }
        // “to the `uses` of `[people.visitor]`”, “to the `verifies` of a test”, “to its `responses`”.
        if let Some(list) = tail.strip_prefix(" to the `").or_else(|| tail.strip_prefix(" to its `")) {
            let (key, of) = list.split_once('`')?;
            let table =
                of.strip_prefix(" of `").and_then(|of| of.split('`').next()).filter(|of| of.starts_with('['));
            let own = tail.starts_with(" to its").then(|| self.own_header()).flatten();
            return self.insert(table.or(own.as_deref()), key, &said(word));
        }
        if let Some(path) = tail
            .strip_prefix(" to `")
            .and_then(|tail| tail.split('`').next())
            .filter(|path| !path.starts_with('['))
        {
            let (table, key) = path.rsplit_once('.')?;
            return self.insert(Some(&format!("[{table}]")), key, &said(word));
        }
        if let Some(with) = tail.strip_prefix(" with `").filter(|_| word.starts_with('[')) {
            let mut keys = vec![spoken(with.split('`').next()?)];
            keys.extend(also(tail));
            return Some(format!("{}\n{word}\n{}\n", self.text, keys.join("\n")));
        }
        let mut keys: Vec<String> = words.iter().map(|word| spoken(word)).collect();
        keys.extend(also(tail));
        if !keys.iter().all(|key| key.split_once(" = ").is_some_and(|(key, _)| is_key(key))) {
            return None;
        }
        let statement = keys.join("\n");
        if tail == " as the first line" {
            return Some(format!("{statement}\n{}", self.text));
        }
        if let Some(table) = tail.strip_prefix(" to `[").and_then(|tail| tail.split("]`").next()) {
            return self.below(&format!("[{table}]"), &statement);
        }
        self.added(&statement)
    }

    /// Adds a statement to the table of the finding.
    fn added(&self, statement: &str) -> Option<String> {
        if let Some(inner) = self.text[self.span()].strip_prefix('{') {
            return Some(self.replaced(self.span(), &format!("{{ {statement},{inner}")));
        }
        self.below(&self.own_header()?, statement)
    }

    /// The header of the longest part of the path.
    fn own_header(&self) -> Option<String> {
        let mut path = self.finding.path.as_str();
        loop {
            for header in [format!("[{path}]"), format!("[[{path}]]")] {
                if self.header(&header).is_some() {
                    return Some(header);
                }
            }
            path = path.rsplit_once(['.', '['])?.0;
        }
    }

    /// Where a header is; the last of its brackets may be left out.
    fn header(&self, header: &str) -> Option<Range<usize>> {
        let whole = format!("{}]\n", header.trim_end_matches(']'));
        let whole = if header.starts_with("[[") { whole.replace(']', "]]") } else { whole };
        let at = self.text.find(&whole).filter(|at| *at == 0 || self.text[..*at].ends_with('\n'))?;
        Some(at..at + whole.len() - 1)
    }

    /// Puts an item into a list or a table in braces: that of a table, or the first one.
    fn insert(&self, table: Option<&str>, key: &str, item: &str) -> Option<String> {
        let from = match table {
            Some(header) => self.header(header)?.end + 1,
            None => 0,
        };
        let rest = &self.text[from..];
        let end = table.and_then(|_| rest.find("\n[")).unwrap_or(rest.len());
        let opening = [format!("{key} = ["), format!("{key} = {{")];
        let mut places = opening.iter().map(|opening| (rest[..end].find(opening.as_str()), opening.len()));
        let found = places.find_map(|(at, length)| Some(from + at? + length));
        let is_item = item.starts_with(['{', '"']);
        let below = table.and_then(|table| self.header(&format!("{}.{key}]", table.trim_end_matches(']'))));
        match (found, below, table) {
            (Some(at), ..) => Some(self.replaced(at..at, &format!(" {item},"))),
            (None, Some(below), _) => Some(self.replaced(below.end..below.end, &format!("\n{item}"))),
            (None, None, Some(_)) if is_item => {
                Some(self.replaced(from..from, &format!("{key} = [{item}]\n")))
            }
            (None, None, Some(_)) => Some(self.replaced(from..from, &format!("{key} = {{ {item} }}\n"))),
            (None, None, None) => None,
        }
    }

    fn below(&self, header: &str, statement: &str) -> Option<String> {
        let at = self.header(header)?.end;
        let table = self.text[at..].split("\n[").next().unwrap_or_default();
        let (key, value) = statement.split_once(" = ")?;
        if let Some(old) = table.find(&format!("\n{key} = ")) {
            return Some(self.replaced(self.value_at(at + old + key.len() + "\n = ".len()), value));
        }
        Some(self.replaced(at..at, &format!("\n{statement}")))
    }
}

fn is_key(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// A value with the author's words where the help leaves them out.
fn said(value: &str) -> String {
    let value = value.replace('…', "Said by the author").replace("\"why\"", "\"Done elsewhere\"");
    value.replace("\"label\"", "\"Asks\"").replace("\"meaning\"", "\"Unknown code\"")
}

/// A statement with the author's words in the place of what the template asks.
fn spoken(statement: &str) -> String {
    match statement.split_once(" = \"") {
        Some((key, text)) if text.contains(' ') && is_key(key) => {
            format!("{key} = \"What the author says about {key}\"")
        }
        _ => said(statement),
    }
}

/// The further keys of “and also `a` and `b`”.
fn also(tail: &str) -> Vec<String> {
    let Some((_, more)) = tail.split_once("and also `") else { return Vec::new() };
    let keys = more.split('`').step_by(2).filter(|key| !key.is_empty());
    keys.map(|key| format!("{key} = \"What the author says about {key}\"")).collect()
}

/// The words in backticks that a text begins with, and what follows: “`a`, `b` or `c`: …”.
fn words(text: &str) -> (Vec<&str>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((word, after)) = rest.strip_prefix('`').and_then(|rest| rest.split_once('`')) {
        found.push(word);
        rest = after;
        match [", ", " or "]
            .iter()
            .find_map(|mark| after.strip_prefix(mark))
            .filter(|after| after.starts_with('`'))
        {
            Some(next) => rest = next,
            None => break,
        }
    }
    (found, rest)
}
