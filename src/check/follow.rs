//! Edits that make a design follow a file: they add, rename and retype, and never remove.

use crate::design::{Column, Design, Table};
use crate::diagnostic::Finding;
use crate::reading::quote_key;
use crate::source::{Sources, Span};

/// The texts that edits are made in.
#[derive(Clone, Copy)]
pub(super) struct Follow<'s> {
    pub(super) sources: &'s Sources,
    pub(super) design: &'s Design,
}

/// A string as TOML.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Follow<'_> {
    fn slice(self, span: Span) -> String {
        self.sources.get(span.file).slice(span).to_owned()
    }

    fn is_own(self, span: Span) -> bool {
        span.file == self.design.file
    }

    /// Replaces a string.
    pub(super) fn string(self, finding: Finding, span: Span, text: &str) -> Finding {
        if self.is_own(span) { finding.suggest(span, literal(text)) } else { finding }
    }

    /// Sets a key of a table: in its braces, or below its header. `old` is the value that it has.
    pub(super) fn key(
        self,
        finding: Finding,
        table: Span,
        old: Option<Span>,
        key: &str,
        value: &str,
    ) -> Finding {
        if let Some(old) = old.filter(|old| self.is_own(*old)) {
            return finding.suggest(old, value);
        }
        let Some(at) = self.inside(table) else { return finding };
        let (start, is_header, is_empty) = at;
        let entry = if is_header {
            format!("\n{} = {value}", quote_key(key))
        } else if is_empty {
            format!(" {} = {value}", quote_key(key))
        } else {
            format!(", {} = {value}", quote_key(key))
        };
        finding.suggest(Span::new(self.design.file, start..start), entry)
    }

    /// Where a key may be added to a table: the byte, whether that is below a header, and whether nothing is in
    /// the braces.
    fn inside(self, table: Span) -> Option<(usize, bool, bool)> {
        if !self.is_own(table) {
            return None;
        }
        let text = self.slice(table);
        let end = table.end as usize;
        if text.starts_with('[') && !text.starts_with("[{") {
            let rest = self
                .sources
                .get(table.file)
                .text()
                .get(end..)?
                .split('\n')
                .next()?
                .trim_end_matches('\r')
                .len();
            return Some((end + rest, true, false));
        }
        let inner = text.strip_prefix('{')?.strip_suffix('}')?;
        let kept = inner.trim_end().trim_end_matches(',').trim_end();
        Some((table.start as usize + 1 + kept.len(), false, kept.trim().is_empty()))
    }

    /// Adds an item to an array after the last of its items.
    pub(super) fn item(self, finding: Finding, last: Option<Span>, item: &str) -> Finding {
        let Some(last) = last.filter(|last| self.is_own(*last) && self.slice(*last).starts_with('{')) else {
            return finding;
        };
        let text = self.sources.get(last.file).text();
        let line = text[..last.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let before = text.get(line..last.start as usize).unwrap_or_default();
        let between =
            if before.trim().is_empty() && line > 0 { format!(",\n{before}") } else { ", ".to_owned() };
        finding
            .suggest(Span::new(last.file, last.end as usize..last.end as usize), format!("{between}{item}"))
    }

    /// Adds a table at the end of the file.
    pub(super) fn table(self, finding: Finding, table: &str) -> Finding {
        let text = self.sources.get(self.design.file).text();
        let end = text.len();
        let gap = if text.ends_with('\n') || text.is_empty() { "\n" } else { "\n\n" };
        finding.suggest(Span::new(self.design.file, end..end), format!("{gap}{table}"))
    }

    /// Renames a column, where it is declared and wherever keys and indexes of the design name it.
    pub(super) fn column(
        self,
        finding: Finding,
        id: &str,
        table: &Table,
        column: &Column,
        name: &str,
    ) -> Finding {
        let old = column.name.value.as_str();
        let mut finding = self.string(finding, column.name.span, name);
        let own = table.indexes.iter().flat_map(|index| &index.columns);
        let own = own.chain(table.foreign_keys.iter().flat_map(|key| &key.columns));
        for cited in own.filter(|cited| cited.eq_ignore_ascii_case(old)) {
            finding = self.string(finding, cited.span, name);
        }
        let target = format!("{id}.{old}");
        for other in &self.design.tables {
            for cited in other.columns.value.iter().filter_map(|column| column.references.as_ref()) {
                if cited.value == target {
                    finding = self.string(finding, cited.span, &format!("{id}.{name}"));
                }
            }
        }
        finding
    }
}
