//! Cuts off front matter, in YAML or TOML.

use super::FrontEntry;

/// The entries of the front matter, and the index of the first line after it.
pub(super) fn split(lines: &[&str]) -> (Vec<FrontEntry>, usize) {
    let Some(mark) = lines.first().map(|line| line.trim_end()).filter(|line| matches!(*line, "---" | "+++"))
    else {
        return (Vec::new(), 0);
    };
    let end = lines.iter().skip(1).position(|line| line.trim_end() == mark).map(|at| at + 1);
    let Some(end) = end.filter(|end| lines.get(1..*end).is_some_and(|lines| lines.iter().all(|l| fits(l))))
    else {
        return (Vec::new(), 0);
    };
    let mut entries: Vec<FrontEntry> = Vec::new();
    for (at, line) in lines.iter().enumerate().take(end).skip(1) {
        let text = line.trim();
        if let (Some(item), Some(last)) = (text.strip_prefix("- "), entries.last_mut()) {
            let more = bare(item);
            last.value = if last.value.is_empty() { more } else { format!("{}, {more}", last.value) };
        } else if let Some((key, value)) = entry(line) {
            entries.push(FrontEntry { key: key.to_owned(), value: list(value), line: at + 1 });
        } else if let Some(last) = entries.last_mut().filter(|_| !text.is_empty() && !text.starts_with('#')) {
            let value = format!("{} {}", last.value, bare(text));
            value.trim().clone_into(&mut last.value);
        }
    }
    (entries, end + 1)
}

/// Whether a line may be in front matter, and is not the prose between two rules.
fn fits(line: &str) -> bool {
    let text = line.trim();
    text.is_empty()
        || text.starts_with(['#', '-', '[', ']', '"', '\''])
        || line.starts_with([' ', '\t'])
        || entry(line).is_some()
}

fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once([':', '=']).filter(|_| !line.starts_with([' ', '\t']))?;
    let key = key.trim();
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    (!key.is_empty() && key.len() < 40 && key.chars().all(word)).then_some((key, value.trim()))
}

/// A value without its quotes; a list as its items with commas.
fn list(value: &str) -> String {
    let inner = value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    inner.map_or_else(|| bare(value), |inner| inner.split(',').map(bare).collect::<Vec<_>>().join(", "))
}

fn bare(value: &str) -> String {
    let value = value.trim().trim_end_matches(',');
    let value = if value == ">" || value == "|" { "" } else { value };
    value.trim_matches(['"', '\'']).trim().to_owned()
}
