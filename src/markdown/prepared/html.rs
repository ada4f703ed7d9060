//! HTML that says what Markdown says, too, becomes Markdown; comments go. Other HTML stays.

use super::{Fences, Line};

/// Pairs of tags, and the marks of Markdown.
const PAIRS: [(&str, &str); 7] =
    [("b", "**"), ("strong", "**"), ("i", "*"), ("em", "*"), ("code", "`"), ("summary", "**"), ("kbd", "`")];
/// Tags that only lay out what is between them.
const LAYOUT: [&str; 8] = ["details", "p", "div", "center", "span", "font", "section", "u"];

pub(super) fn convert(lines: Vec<Line>) -> Vec<Line> {
    let mut fences = Fences::default();
    let mut comment = false;
    let mut lists: Vec<bool> = Vec::new();
    let mut converted = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        if !comment && (fences.is_code(&line) || (!line.contains('<') && lists.is_empty())) {
            converted.push((number, line));
            continue;
        }
        let had_words = !line.trim().is_empty();
        let text = without_comments(&line, &mut comment);
        let depth = lists.len();
        let text = markdown(&text, &mut lists);
        // The text of an item goes on below its mark.
        let goes_on = depth > 0 && !text.trim().is_empty() && !text.trim_start().starts_with("- ");
        let text = if goes_on { format!("{}{}", "  ".repeat(depth), text.trim_start()) } else { text };
        // A line that was nothing but a comment or a tag would break a list or a paragraph.
        if !(had_words && text.trim().is_empty()) {
            converted.extend(text.split('\n').map(|line| (number, line.to_owned())));
        } else if converted.last().is_some_and(|(_, last)| !last.trim().is_empty()) && !comment {
            converted.push((number, String::new()));
        }
    }
    converted
}

fn without_comments(line: &str, open: &mut bool) -> String {
    let mut rest = line;
    let mut kept = String::new();
    loop {
        if *open {
            let Some((_, after)) = rest.split_once("-->") else { return kept };
            rest = after;
            *open = false;
        }
        match rest.split_once("<!--") {
            Some((before, after)) if before.matches('`').count() % 2 == 0 => {
                kept.push_str(before);
                rest = after;
                *open = true;
            }
            _ => return kept + rest,
        }
    }
}

/// A line as Markdown. `lists` are those that are open, and whether each is of definitions.
fn markdown(line: &str, lists: &mut Vec<bool>) -> String {
    let mut text = String::new();
    let mut rest = line;
    let mut code = false;
    let mut href: Vec<String> = Vec::new();
    let in_cell = line.contains("<td") || line.contains("<th") || line.trim_start().starts_with('|');
    while let Some(at) = rest.find(['<', '`']) {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        let end = after.find('>').filter(|_| after.starts_with('<') && !code);
        let (Some(end), false) = (end, after.starts_with('`')) else {
            code ^= after.starts_with('`');
            let first = after.chars().next().map_or(0, char::len_utf8);
            text.push_str(after.get(..first).unwrap_or_default());
            rest = after.get(first..).unwrap_or_default();
            continue;
        };
        let (tag, after) = (after.get(1..end).unwrap_or_default(), after.get(end + 1..).unwrap_or_default());
        let closing = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_lowercase();
        let in_row = line.trim_start().starts_with('|');
        rest = after;
        match name.as_str() {
            "br" => text.push_str(if in_row { "; " } else { "  \n" }),
            "hr" if text.trim().is_empty() => text.push_str("---"),
            "img" => match attribute(tag, "src") {
                Some(src) => {
                    text.push_str(&format!("![{}]({src})", attribute(tag, "alt").unwrap_or_default()));
                }
                None => text.push_str(&attribute(tag, "alt").unwrap_or_default()),
            },
            "a" if closing => {
                if let Some(href) = href.pop().filter(|href| !href.is_empty()) {
                    text.push_str(&format!("]({href})"));
                }
            }
            "a" => {
                let to = attribute(tag, "href").unwrap_or_default();
                text.push_str(if to.is_empty() { "" } else { "[" });
                href.push(to);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                if !closing && text.trim().is_empty() {
                    let level = name.get(1..).and_then(|level| level.parse().ok()).unwrap_or(1);
                    text = format!("{} ", "#".repeat(level));
                }
            }
            "ul" | "ol" | "dl" | "li" | "dt" | "dd" if in_cell => {
                if !closing && name == "li" && !text.trim_end().ends_with('>') {
                    text.push_str("; ");
                }
            }
            "ul" | "ol" | "dl" => {
                if closing {
                    lists.pop();
                } else {
                    lists.push(name == "dl");
                }
                if !text.trim().is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
            }
            "li" | "dt" => {
                if closing {
                    text.push_str(if name == "dt" { "**" } else { "" });
                } else {
                    if !text.trim().is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    let indent = "  ".repeat(lists.len().saturating_sub(1));
                    text = format!(
                        "{}{indent}- {}",
                        text.trim_end_matches(' '),
                        if name == "dt" { "**" } else { "" }
                    );
                    rest = rest.trim_start();
                }
            }
            "dd" => {
                if !closing {
                    text.push_str(": ");
                    rest = rest.trim_start();
                }
            }
            name if LAYOUT.contains(&name) => {}
            name => match PAIRS.iter().find(|(pair, _)| *pair == name) {
                Some((_, mark)) => text.push_str(mark),
                None => text.push_str(&format!("<{tag}>")),
            },
        }
    }
    text.push_str(rest);
    text
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!("{name}="))?;
    let quote = after.chars().next()?;
    let value = match quote {
        '"' | '\'' => after.get(1..)?.split(quote).next()?,
        _ => after.split(' ').next()?,
    };
    Some(value.to_owned())
}
