//! A small reader that knows when XML is not well-formed.

/// What is wrong with a document, if anything is.
pub(crate) fn mistake(xml: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = xml.trim_end();
    let mut roots = 0;
    while let Some(start) = rest.find('<') {
        if let Some(mistake) = text_mistake(&rest[..start]) {
            return Some(mistake);
        }
        let Some(end) = rest[start..].find('>') else { return Some("an open tag".to_owned()) };
        let tag = &rest[start + 1..start + end];
        rest = &rest[start + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            return Some(format!("the name {name:?}"));
        }
        if let Err(mistake) = attributes_of(attributes, &mut ids) {
            return Some(mistake);
        }
        roots += usize::from(open.is_empty());
        if !empty {
            open.push(name);
        }
    }
    ids.sort_unstable();
    let repeated = ids.windows(2).find(|pair| pair[0] == pair[1]);
    match (rest.is_empty() && roots == 1, open.last(), repeated) {
        (false, ..) => Some("text or elements beside the root".to_owned()),
        (_, Some(name), _) => Some(format!("<{name}> is not closed")),
        (_, _, Some(pair)) => Some(format!("the id {} twice", pair[0])),
        _ => None,
    }
}

fn attributes_of<'a>(mut rest: &'a str, ids: &mut Vec<&'a str>) -> Result<(), String> {
    let mut names: Vec<&str> = Vec::new();
    while !rest.trim_start().is_empty() {
        let (name, after) = rest.trim_start().split_once("=\"").ok_or("an attribute without value")?;
        let (value, after) = after.split_once('"').ok_or("a value without end")?;
        if let Some(mistake) = text_mistake(value) {
            return Err(mistake);
        }
        if names.contains(&name) || name.contains(char::is_whitespace) {
            return Err(format!("the attribute {name:?}"));
        }
        if name == "id" {
            ids.push(value);
        }
        names.push(name);
        rest = after;
    }
    Ok(())
}

fn text_mistake(text: &str) -> Option<String> {
    let control = text.chars().find(|letter| letter.is_control() && *letter != '\n');
    if let Some(letter) = control {
        return Some(format!("the character {letter:?}"));
    }
    let entities = ["amp;", "lt;", "gt;", "quot;"];
    text.split('&')
        .skip(1)
        .find(|after| !entities.iter().any(|entity| after.starts_with(entity)))
        .map(|after| format!("a bare & before {after:?}"))
}
