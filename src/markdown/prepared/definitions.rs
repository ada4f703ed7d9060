//! Definition lists become lists: a term in bold, and its definition.

use super::{Fences, Line};

pub(super) fn convert(lines: Vec<Line>) -> Vec<Line> {
    let mut fences = Fences::default();
    let mut converted: Vec<Line> = Vec::with_capacity(lines.len());
    let mut open = false;
    for (number, line) in lines {
        if fences.is_code(&line) && !(open && line.starts_with("    ")) {
            open = false;
            converted.push((number, line));
            continue;
        }
        let Some(text) = definition(&line) else {
            let goes_on = open && !line.trim().is_empty() && line.starts_with([' ', '\t']);
            open = open && (goes_on || line.trim().is_empty());
            converted.push((number, if goes_on { format!("  {}", line.trim()) } else { line }));
            continue;
        };
        if open {
            // Another definition of the same term.
            converted.push((number, String::new()));
            converted.push((number, format!("  {text}")));
            continue;
        }
        match converted.pop_if(|(_, term)| is_term(term)) {
            Some((at, term)) => {
                let term = term.trim();
                let marked = term.starts_with(['*', '`', '_', '[']);
                let term = if marked { term.to_owned() } else { format!("**{term}**") };
                if converted.last().is_some_and(|(_, before)| !before.trim().is_empty()) {
                    converted.push((at, String::new()));
                }
                converted.push((at, format!("- {term}: {text}")));
                open = true;
            }
            None => converted.push((number, line)),
        }
    }
    converted
}

/// The text of `: text`.
fn definition(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ').strip_prefix(':')?;
    let is_near = line.len() - line.trim_start_matches(' ').len() < 4;
    (is_near && text.starts_with([' ', '\t'])).then(|| text.trim()).filter(|text| !text.is_empty())
}

/// Whether a line may be a term: a short text that is nothing else.
fn is_term(line: &str) -> bool {
    let text = line.trim();
    let other =
        ["#", "- ", "* ", "+ ", "|", ">", ":", "```", "<", "!["].iter().any(|mark| text.starts_with(mark));
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < text.len() && digits.starts_with(['.', ')']);
    !text.is_empty() && !other && !numbered && !line.starts_with(' ') && text.split(' ').count() <= 8
}
