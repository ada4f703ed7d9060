//! Tables in HTML and grid tables become tables of Markdown, a line for each row.

use super::{Fences, Line};

pub(super) fn convert(lines: &[Line]) -> Vec<Line> {
    let mut fences = Fences::default();
    let mut converted: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some((number, line)) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let found = if fences.is_code(line) {
            None
        } else if line.trim_start().starts_with("<table") {
            html(rest)
        } else if is_rule(line) {
            grid(rest)
        } else {
            None
        };
        let Some((rows, length)) = found else {
            converted.push((*number, line.clone()));
            at += 1;
            continue;
        };
        converted.push((*number, String::new()));
        converted.extend(pipes(rows));
        converted.push((*number, String::new()));
        at += length;
    }
    converted
}

/// A row with its line.
type Row = (usize, Vec<String>);

/// Reads `<table>` up to its end. Cells that span others stay HTML.
fn html(lines: &[Line]) -> Option<(Vec<Row>, usize)> {
    let end = lines.iter().position(|(_, line)| line.contains("</table>"))?;
    let table = lines.get(..=end)?;
    let spans = |line: &str| line.contains("rowspan") || line.contains("colspan");
    let nested = table.iter().map(|(_, line)| line.matches("<table").count()).sum::<usize>() > 1;
    if nested || table.iter().any(|(_, line)| spans(line)) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut cell: Option<String> = None;
    for (number, line) in table {
        let mut rest = line.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            if let Some(cell) = &mut cell {
                cell.push_str(before);
            } else if before.contains(char::is_alphanumeric) {
                // Words outside a cell, such as a caption.
                return None;
            }
            let (tag, after) = after.split_once('>')?;
            let name = tag.split(' ').next().unwrap_or_default();
            match name {
                "tr" => rows.push((*number, Vec::new())),
                "td" | "th" => cell = Some(String::new()),
                "/td" | "/th" => {
                    let text = cell.take()?.split_whitespace().collect::<Vec<_>>().join(" ");
                    rows.last_mut()?.1.push(text.replace('|', "\\|"));
                }
                "table" | "/table" | "thead" | "/thead" | "tbody" | "/tbody" | "/tr" => {}
                _ => cell.as_mut()?.push_str(&format!("<{tag}>")),
            }
            rest = after;
        }
        match &mut cell {
            Some(cell) => cell.extend([rest, " "]),
            None if rest.contains(char::is_alphanumeric) => return None,
            None => {}
        }
    }
    rows.retain(|(_, cells)| !cells.is_empty());
    (!rows.is_empty()).then_some((rows, end + 1))
}

/// Whether a line is a rule of a grid table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("+-") && line.ends_with('+') && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
        || line.starts_with("+=") && line.ends_with('+')
}

/// Reads a grid table: rules between the rows, whose cells may have several lines.
fn grid(lines: &[Line]) -> Option<(Vec<Row>, usize)> {
    let length = lines.iter().take_while(|(_, line)| line.trim_start().starts_with(['+', '|'])).count();
    let mut rows: Vec<Row> = Vec::new();
    let mut open = false;
    for (number, line) in lines.get(..length)? {
        let line = line.trim();
        if line.starts_with('+') {
            if !line.starts_with("+-") && !line.starts_with("+=") {
                return None;
            }
            open = false;
            continue;
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        match rows.last_mut().filter(|_| open) {
            None => rows.push((*number, cells.into_iter().map(str::to_owned).collect())),
            Some((_, row)) if row.len() == cells.len() => {
                for (known, more) in row.iter_mut().zip(cells) {
                    let gap = if known.is_empty() || more.is_empty() { "" } else { " " };
                    known.push_str(gap);
                    known.push_str(more);
                }
            }
            Some(_) => return None,
        }
        open = true;
    }
    (rows.len() > 1).then_some((rows, length))
}

fn pipes(rows: Vec<Row>) -> Vec<Line> {
    let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    let mut lines = Vec::new();
    for (at, (number, mut cells)) in rows.into_iter().enumerate() {
        cells.resize(columns, String::new());
        lines.push((number, format!("| {} |", cells.join(" | "))));
        if at == 0 {
            lines.push((number, format!("|{}", "---|".repeat(columns))));
        }
    }
    lines
}
