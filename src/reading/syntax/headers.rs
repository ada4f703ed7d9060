//! Headers that are not closed, are begun twice, or lack a bracket; and keys without a value.

use std::ops::Range;

use super::mistake::Mistake;
use crate::diagnostic::Finding;
use crate::reading::quote_key;

/// A table or a key that is given twice.
pub(in crate::reading) fn duplicate(
    mistake: &Mistake<'_>,
    first: Option<Range<usize>>,
    others: usize,
) -> Finding {
    let header = mistake.slice(mistake.line()).trim();
    let header = header.split('#').next().unwrap_or(header).trim();
    let finding = if let Some(name) = header.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        mistake.second_array(name.trim(), first.as_ref())
    } else if header.starts_with('[') {
        mistake
            .finding(format!("the table `{header}` is declared twice"))
            .help("give one of them another name, or put the keys of both below one header")
    } else if others > 0 {
        let key = mistake.slice(mistake.range.clone());
        mistake
            .finding(format!("the keys `{key}` and {others} more below it are in one table twice"))
            .help("write the header, such as `[components.ID]`, that is missing above them")
    } else {
        let key = mistake.slice(mistake.range.clone());
        mistake
            .finding(format!("the key `{key}` is set twice in one table"))
            .help("delete or rename one of them")
    };
    let finding = finding.label("declared again");
    match first {
        Some(first) => finding.related(mistake.span(first), "first declared here"),
        None => finding,
    }
}

impl Mistake<'_> {
    /// `[[requirements]]` where `[requirements.R1]` is above: entries with ids are not an array.
    fn second_array(&self, name: &str, first: Option<&Range<usize>>) -> Finding {
        let header = format!("[[{name}]]");
        let after =
            first.map(|first| self.slice(first.end..self.text.len()).trim_start()).unwrap_or_default();
        if let Some(array) = after.strip_prefix('=').map(str::trim_start).filter(|rest| rest.starts_with('['))
        {
            let key = name.rsplit('.').next().unwrap_or(name);
            let example = if array.starts_with("[]") { "`[{ … }]`" } else { "`{ … }`" };
            return self
                .finding(format!("`{header}` adds to an array that is written in brackets"))
                .help(format!("write the entry as an item of `{key}`, in its brackets: {example}"));
        }
        if name.contains('.') {
            let table = name.rsplit_once('.').map_or(name, |(table, _)| table);
            return self
                .finding(format!("`{header}` is a table already"))
                .help(format!("give the second one another name, in single brackets: `[{table}.NAME]`"));
        }
        let id = self.next_id(name);
        let right = format!("[{name}.{id}]");
        let finding = self
            .finding(format!("`{header}` is a table of entries by id, not an array"))
            .help(format!("its entries have ids: write `{right}`"));
        if id == "ID" { finding } else { finding.suggest(self.span(self.statement()), right) }
    }

    /// The id after the highest of a table's entries: `R4` after `R1`, `R2` and `R3`.
    fn next_id(&self, table: &str) -> String {
        let opening = format!("[{table}.");
        let ids = self.text.lines().filter_map(|line| line.trim().strip_prefix(opening.as_str()));
        let ids = ids.filter_map(|rest| rest.split([']', '.']).next());
        let numbered = ids.filter_map(|id| {
            let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
            Some((stem, id[stem.len()..].parse::<u32>().ok()?))
        });
        match numbered.max_by_key(|(_, number)| *number) {
            Some((stem, number)) => format!("{stem}{}", number.saturating_add(1)),
            None => "ID".to_owned(),
        }
    }

    /// A header without its closing bracket.
    pub(super) fn unclosed_header(&self) -> Finding {
        if let Some(finding) = self.name_of_header() {
            return finding;
        }
        let statement = self.statement();
        let close = if self.slice(statement.clone()).starts_with("[[") { "]]" } else { "]" };
        let missing = if self.slice(statement.clone()).ends_with(']') { "]" } else { close };
        let finding = self.finding("the header is not closed").label(format!("expected `{close}`"));
        let finding = finding.help(format!("close it with `{close}`"));
        // Of `[[name]` nobody knows which bracket is wrong.
        self.fix_line(finding, close == "]", statement.end..statement.end, missing)
    }

    /// A name in a header that has a blank or another character which needs quotes.
    pub(super) fn name_of_header(&self) -> Option<Finding> {
        let statement = self.statement();
        let inner = self.slice(statement).strip_prefix('[')?.strip_suffix(']')?;
        if inner.contains(['[', ']', '"', '\'', '=']) {
            return None;
        }
        let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let odd =
            inner.split('.').map(str::trim).find(|part| !part.is_empty() && !part.chars().all(is_bare))?;
        let parts: Vec<&str> = odd.split(|c: char| !is_bare(c)).filter(|part| !part.is_empty()).collect();
        let finding = self.finding(format!("the name `{odd}` in the header needs quotes"));
        let finding = finding.label("not a letter, a digit, `-` or `_`");
        let quoted = format!("[{}]", inner.replacen(odd, &quote_key(odd), 1));
        if parts.is_empty() {
            return Some(finding.help(format!("write `{quoted}`")));
        }
        let dashed = format!("[{}]", inner.replacen(odd, &parts.join("-"), 1));
        Some(finding.help(format!("write `{dashed}` for an id, or quote a name: `{quoted}`")))
    }

    /// What follows a header on its line.
    pub(super) fn after_header(&self) -> Finding {
        let rest = self.rest();
        let range = self.at()..self.at() + rest.len();
        if [";", ":", ",", ".", "="].contains(&rest) {
            let finding = self.finding(format!("there is a `{rest}` after the header"));
            return finding.help("delete it").fix(self.span(range), "");
        }
        if rest == "]" {
            let finding = self.finding("this bracket closes nothing");
            let finding = finding.help("delete it, or write the one that it closes");
            return finding.suggest(self.span(range), "");
        }
        let blanks = self.before().len() - self.before().trim_end().len();
        let finding =
            self.finding("there is something after the header").label("expected the end of the line");
        let finding = finding.help("write it on a separate line, below the header");
        if !rest.contains('=') {
            return finding;
        }
        finding.fix(self.span(self.at() - blanks..self.at()), "\n")
    }

    /// A header in brackets that are not those of a header.
    pub(super) fn wrong_brackets(&self) -> Option<Finding> {
        let statement = self.statement();
        let text = self.slice(statement.clone());
        let pairs = [('(', ')'), ('<', '>'), ('{', '}')];
        let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))?;
        let header = format!("[{}]", inner.trim());
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if inner.trim().is_empty() || !inner.trim().chars().all(is_name) {
            return None;
        }
        let finding = self.finding_at(statement.clone(), format!("`{text}` is not a header"));
        let finding = finding.help(format!("write it in square brackets: `{header}`"));
        Some(self.fix_line(finding, true, statement, header))
    }

    /// No name beside a dot, or before a `=`.
    pub(super) fn empty_key(&self) -> Finding {
        let statement = self.slice(self.statement());
        if statement.starts_with('[') {
            return self
                .finding(format!("a name is missing in `{statement}`"))
                .help("write a name on each side of the dot: `[TABLE.NAME]`");
        }
        self.finding("there is no key before the `=`").help("write `KEY = VALUE`")
    }

    /// A key with nothing that could be its value.
    pub(super) fn lonely_key(&self) -> Finding {
        let line = self.slice(self.line()).trim();
        let key = self.before().trim();
        if line.starts_with("- ") {
            return self
                .finding("TOML has no lists with dashes")
                .help("write the list in brackets: `KEY = [\"…\", \"…\"]`");
        }
        if let Some(text) =
            line.strip_prefix("-- ").or_else(|| line.strip_prefix("--").filter(|_| key == "--"))
        {
            let start = self.statement().start;
            return self
                .finding_at(start..start + 2, "`--` begins no comment")
                .help(format!("a comment begins with `#`: `# {}`", text.trim()))
                .fix(self.span(start..start + 2), "#");
        }
        let rest = self.rest().trim_start();
        if rest == "]" || rest == "]]" {
            let opening = if rest == "]" { "[" } else { "[[" };
            let start = self.statement().start;
            let finding = self
                .finding_at(start..start, "the header has no opening bracket")
                .help(format!("write `{opening}{key}{rest}`"));
            return self.fix_line(finding, true, start..start, opening);
        }
        if let Some((more, _)) = rest.split_once('=').filter(|(more, _)| !more.trim().is_empty()) {
            let sign = more.trim();
            if sign == ":" {
                let start = self.at() + (self.rest().len() - rest.len());
                let value = rest.split_once('=').map_or("", |(_, value)| value.trim());
                return self.equals(value, start..start + more.len() + 1);
            }
            let whole = format!("{key} {sign}");
            let dashed = whole.split_whitespace().collect::<Vec<_>>().join("-");
            let finding = self
                .finding(format!("the key `{whole}` has a space"))
                .help(format!("write `{dashed}` for a key, or quote a name: `{}`", quote_key(&whole)));
            // The key is right before the place.
            let before = self.slice(0..self.at());
            let start = before.trim_end().len() - key.len().min(before.trim_end().len());
            let end = self.at() + (self.rest().len() - rest.len()) + more.trim_end().len();
            let is_key = self.slice(start..start + key.len()) == key;
            return if is_key { self.fix_line(finding, false, start..end, dashed) } else { finding };
        }
        if rest.is_empty() && key.contains('.') {
            let header = format!("[{key}]");
            let finding = self
                .finding(format!("the key `{key}` has no value"))
                .label("expected `=`")
                .help(format!("write `{header}`, if it is a header, or `{key} = \"…\"`"));
            return self.fix_line(finding, false, self.statement(), header);
        }
        let value = if rest.is_empty() { "\"…\"".to_owned() } else { quoted(rest) };
        let finding = self
            .finding(format!("the key `{key}` has no value"))
            .label("expected `=`")
            .help(format!("write `{key} = {value}`"));
        if rest.is_empty() || value != rest || self.is_inside() {
            return finding;
        }
        let start = self.at() + (self.rest().len() - rest.len());
        self.fix_line(finding, false, start..start + rest.len(), format!("= {value}"))
    }
}

/// A value as it can be typed: in quotes, if it is not one already.
fn quoted(value: &str) -> String {
    if toml::de::DeTable::parse(&format!("x = {value}")).is_ok() {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
