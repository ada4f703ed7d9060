//! `textDocument/foldingRange`: tables, texts of several lines, and runs of comments.

use gen_lsp_types as lsp;

use super::super::positions::Lines;
use super::super::workspace::Workspace;
use crate::reading::{Form, Outline};

/// What can be folded.
pub(in crate::server) fn answer(
    workspace: &Workspace,
    params: &lsp::FoldingRangeParams,
) -> Option<Vec<lsp::FoldingRange>> {
    let document = workspace.document(&params.text_document.uri)?;
    document.is_toml().then(|| folded(&document.lines))
}

fn folded(lines: &Lines<'_>) -> Vec<lsp::FoldingRange> {
    let mut ranges = Vec::new();
    let mut fold = |start: usize, end: usize, kind: Option<lsp::FoldingRangeKind>| {
        if start < end {
            ranges.push(lsp::FoldingRange {
                start_line: start as u32,
                end_line: end as u32,
                kind,
                ..Default::default()
            });
        }
    };
    let outline = Outline::of(lines.text());
    let line_of = |line: usize| lines.text().get(lines.within(line)).unwrap_or_default().trim();
    // A header of several parts is one table.
    let mut headers: Vec<(usize, usize)> = Vec::new();
    for mark in outline.marks.iter().filter(|mark| mark.form == Form::Header) {
        let (line, depth) = (lines.line(mark.range.start), mark.path.len());
        match headers.last_mut() {
            Some((last, deepest)) if *last == line => *deepest = depth.max(*deepest),
            _ => headers.push((line, depth)),
        }
    }
    for (at, &(line, depth)) in headers.iter().enumerate() {
        // What is below a table is a part of it.
        let next = headers.get(at + 1..).and_then(|rest| rest.iter().find(|(_, other)| *other <= depth));
        let mut end = next.map_or(lines.count(), |(line, _)| *line) - 1;
        while end > line && (line_of(end).is_empty() || line_of(end).starts_with('#')) {
            end -= 1;
        }
        fold(line, end, None);
    }
    for mark in outline.marks.iter().filter(|mark| mark.form == Form::Text) {
        fold(lines.line(mark.range.start), lines.line(mark.range.end.saturating_sub(1)), None);
    }
    let mut line = 0;
    while line < lines.count() {
        let start = line;
        while line < lines.count() && line_of(line).starts_with('#') {
            line += 1;
        }
        fold(start, line.saturating_sub(1), Some(lsp::FoldingRangeKind::Comment));
        line = line.max(start + 1);
    }
    ranges
}
