//! Commas, semicolons, colons and comments where TOML has others, or none.

use std::ops::Range;

use super::mistake::Mistake;
use crate::diagnostic::Finding;

impl Mistake<'_> {
    /// A mark at the end of a line that other languages have there.
    pub(super) fn closing_mark(&self) -> Option<Finding> {
        let statement = self.statement();
        let mark = self.slice(statement.clone()).chars().next_back().filter(|c| matches!(c, ';' | '.'))?;
        let range = statement.end - mark.len_utf8()..statement.end;
        let is_alone = range.start == self.at();
        if !is_alone && !self.mends_the_line(&range, "") {
            return None;
        }
        let finding = self.finding_at(range.clone(), format!("there is a `{mark}` after the value"));
        Some(finding.label("not part of TOML").help("delete it").fix(self.span(range), ""))
    }

    /// The comma at the place, or the last one before it, should go.
    pub(super) fn cut_comma(&self, message: &str) -> Finding {
        let (before, rest) = self.text.split_at(self.at());
        let comma = if rest.starts_with(',') {
            Some(before.len())
        } else {
            before.trim_end().strip_suffix(',').map(str::len)
        };
        match comma {
            Some(comma) => {
                let range = comma..comma + 1;
                self.finding_at(range.clone(), message).help("delete it").fix(self.span(range), "")
            }
            None => self.finding(message).help("delete it"),
        }
    }

    /// A comma after another or at the beginning; after a `=` it is the value that is missing.
    pub(super) fn extra_comma(&self) -> Finding {
        let before = self.before().trim_end().trim_end_matches(',').trim_end();
        match before.strip_suffix('=') {
            Some(key) => {
                let key = key.rsplit(['{', ',']).next().unwrap_or(key).trim();
                self.finding("there is no value after the `=`").help(format!("write `{key} = \"…\"`"))
            }
            None => self.flag(before).unwrap_or_else(|| self.cut_comma("there is a comma too many")),
        }
    }

    /// A key in braces without its `=`: `{ name = "id", unique, … }`.
    fn flag(&self, before: &str) -> Option<Finding> {
        let key = before.rsplit(['{', ',']).next()?.trim();
        let is_key =
            !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let start = self.line().start + before.trim_end().len().checked_sub(key.len())?;
        let is_in_braces = before[..before.trim_end().len() - key.len()].trim_end().ends_with(['{', ',']);
        if !is_key || !is_in_braces || !before.contains('{') {
            return None;
        }
        let range = start..start + key.len();
        let finding = self.finding_at(range.clone(), format!("the key `{key}` has no value"));
        let finding = finding.help(format!("write `{key} = true` if it is so, or another value"));
        Some(finding.suggest(self.span(range), format!("{key} = true")))
    }

    /// Two items or pairs that follow each other.
    pub(super) fn missing_comma(&self, pairs: bool) -> Finding {
        let what = if pairs { "pairs" } else { "items" };
        let finding = self
            .finding(format!("a comma is missing between two {what}"))
            .label("expected `,` before this")
            .help("write `,` between them");
        let before = self.slice(0..self.at());
        let end = before.trim_end().len();
        let last_line = before[..end].rsplit('\n').next().unwrap_or_default();
        // A comma cannot be put after a comment, and without a blank they may be one item.
        if end == before.len() || last_line.contains('#') || !self.begins_item() {
            return finding;
        }
        finding.fix(self.span(end..end), ",")
    }

    /// Whether a pair or a value begins at the place.
    fn begins_item(&self) -> bool {
        let rest = self.rest();
        let word = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let is_pair = word.len() < rest.len() && word.trim_start().starts_with('=');
        is_pair || rest.starts_with(['"', '\'', '{', '[']) || rest.starts_with(|c: char| c.is_ascii_digit())
    }

    /// What follows a value on its line.
    pub(super) fn trailing(&self) -> Finding {
        let rest = self.rest();
        if let Some(length) = comment_length(rest) {
            return self.comment(length);
        }
        if rest == "," {
            return self.cut_comma("there is a comma after the value");
        }
        let statement = self.slice(self.statement());
        let is_header = statement.starts_with('[') && self.before().trim_end().ends_with(']');
        if is_header {
            return self.after_header();
        }
        if let Some(finding) = self.closing_mark() {
            return finding;
        }
        if rest.starts_with([']', '}']) {
            let finding = self.finding("this bracket closes nothing");
            let finding = finding.help("delete it, or write the one that it closes");
            return self.fix_line(finding, false, self.at()..self.at() + 1, "");
        }
        if let Some(finding) = self.inner_quote() {
            return finding;
        }
        self.finding("there is something after the value")
            .label("expected the end of the line")
            .help("write one key and its value a line")
    }

    /// A comment that is begun as in another language.
    fn comment(&self, length: usize) -> Finding {
        let range = self.at()..self.at() + length;
        let mark = self.slice(range.clone());
        let finding = self.finding_at(range.clone(), format!("`{mark}` begins no comment"));
        let finding = finding.help("a comment begins with `#`");
        if mark != "/*" {
            return finding.fix(self.span(range), "#");
        }
        // What a comment of several lines contains is not known here.
        match self.rest().strip_suffix("*/") {
            Some(inner) => {
                let end = self.at() + inner.len();
                finding.fix(self.span(range), "#").fix(self.span(end..end + 2), "")
            }
            None => finding,
        }
    }

    /// A character that no key has.
    pub(super) fn bad_key(&self) -> Finding {
        let rest = self.rest();
        let begins = self.before().trim().is_empty();
        if let Some(length) = comment_length(rest).filter(|_| begins || rest.starts_with("//")) {
            return self.comment(length);
        }
        let key = self.before().rsplit(['{', ',']).next().unwrap_or_default().trim();
        if rest.starts_with(':') && !key.is_empty() {
            return self.colon(key);
        }
        if let Some(finding) = self.wrong_brackets() {
            return finding;
        }
        if let Some(finding) = self.name_of_header() {
            return finding;
        }
        let shown = match rest.chars().next() {
            Some(c) if c.is_control() => "a control character".to_owned(),
            Some(c) => format!("`{c}`"),
            None => "nothing".to_owned(),
        };
        self.finding(format!("{shown} is where a key is expected"))
            .help("a key has letters a to z, digits, `-` and `_`; write any other in quotes")
    }

    /// `KEY: VALUE`, and a header as YAML has it.
    pub(super) fn colon(&self, key: &str) -> Finding {
        let length = if self.rest().starts_with(":=") { 2 } else { 1 };
        let range = self.at()..self.at() + length;
        let value = self.rest().get(length..).unwrap_or_default().trim();
        if !value.is_empty() {
            return self.equals(value, range);
        }
        let finding = self.finding("TOML writes `=` between a key and its value, not `:`");
        if key.contains('.') {
            let header = format!("[{key}]");
            let finding = finding.help(format!("a table begins with its header: `{header}`"));
            return self.fix_line(finding, false, self.statement(), header);
        }
        finding.help(format!("write `{key} = …` in one line, or a header `[{key}]`"))
    }

    /// Another sign between a key and its value.
    pub(super) fn equals(&self, value: &str, range: Range<usize>) -> Finding {
        let before = self.slice(self.line().start..range.start);
        let has_equals = before.trim_end().ends_with('=');
        let key = before.rsplit(['{', ',']).next().unwrap_or(before).trim_end_matches(['=', ' ']).trim();
        let sign = if has_equals {
            format!("={}", self.slice(range.clone()))
        } else {
            self.slice(range.clone()).to_owned()
        };
        let shown = if self.is_inside() || value.len() > 60 { "…" } else { value };
        let finding = self
            .finding_at(range.clone(), format!("TOML writes `=` between a key and its value, not `{sign}`"))
            .help(format!("write `{key} = {shown}`"));
        let replacement = match (has_equals, before.ends_with(' ')) {
            (true, _) => "",
            (false, true) => "=",
            (false, false) => " =",
        };
        finding.fix(self.span(range), replacement)
    }
}

/// The length of what begins a comment in another language.
fn comment_length(rest: &str) -> Option<usize> {
    let is_mark = |mark: &&str| rest.starts_with(*mark);
    let found = ["//", "/*", "--", ";"].into_iter().find(|mark| is_mark(mark))?;
    // A `;` alone ends a statement.
    (found != ";" || rest.len() > 1).then_some(found.len())
}
