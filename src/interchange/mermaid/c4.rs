//! C4 diagrams: `Person(id, "Name", "What")`, `Container(…)`, `Rel(…)`.

use super::{Boxes, Line, Shape, ShapeKind, lines, plain};

/// Reads a C4 diagram; `None` for any other.
pub(crate) fn c4(script: &str) -> Option<Boxes> {
    let mut lines = lines(script).peekable();
    let (_, head) = lines.next()?;
    if !head.starts_with("C4") || head.starts_with("C4Deployment") {
        return None;
    }
    let mut boxes = Boxes::default();
    let mut open: Vec<String> = Vec::new();
    for (number, line) in lines {
        for _ in line.matches('}') {
            open.pop();
        }
        let Some((word, rest)) = line.split_once('(') else {
            match line.split_once(char::is_whitespace).unwrap_or((line, "")) {
                ("title", title) => boxes.title = plain(title),
                ("accTitle:" | "accDescr:", _) => {}
                _ if line.chars().all(|c| matches!(c, '{' | '}')) => {}
                _ => boxes.unread.push(number),
            }
            continue;
        };
        let inner = rest.rsplit_once(')').map_or(rest, |(inner, _)| inner);
        let arguments: Vec<String> = arguments(inner);
        let said = |at: usize| arguments.get(at).map(|text| plain(text)).unwrap_or_default();
        let word = word.trim();
        if word.starts_with("Rel") || word.starts_with("BiRel") {
            let skip = usize::from(word == "RelIndex");
            boxes.lines.push(Line {
                from: said(skip),
                to: said(skip + 1),
                label: said(skip + 2),
                protocol: said(skip + 3),
                dotted: false,
            });
            continue;
        }
        let Some(what) = kind(word) else {
            // How it looks is no part of what it says.
            if !word.starts_with("Update") && !word.starts_with("Lay_") {
                boxes.unread.push(number);
            }
            continue;
        };
        let has_technology = word.starts_with("Container") || word.starts_with("Component");
        let (technology, description) = if word.ends_with("Boundary") {
            (String::new(), String::new())
        } else if has_technology {
            (said(2), said(3))
        } else {
            (String::new(), said(2))
        };
        let within = open.last().cloned();
        boxes.shapes.push(Shape {
            id: said(0),
            name: said(1),
            what,
            technology,
            description,
            within,
            line: number,
        });
        if line.ends_with('{') {
            open.push(said(0));
        }
    }
    Some(boxes)
}

fn kind(word: &str) -> Option<ShapeKind> {
    match word {
        "System_Boundary" => return Some(ShapeKind::System),
        "Container_Boundary" => return Some(ShapeKind::Plain),
        _ if word.ends_with("Boundary") => return Some(ShapeKind::Boundary),
        _ => {}
    }
    let external = word.ends_with("_Ext");
    let base = word.trim_end_matches("_Ext");
    let what = match base {
        "Person" => ShapeKind::Person,
        _ if external => ShapeKind::External,
        "System" | "SystemDb" | "SystemQueue" => ShapeKind::System,
        "Container" | "Component" => ShapeKind::Plain,
        "ContainerDb" | "ComponentDb" => ShapeKind::Database,
        "ContainerQueue" | "ComponentQueue" => ShapeKind::Queue,
        _ => return None,
    };
    Some(what)
}

/// Splits at commas outside quotes; named arguments such as `$tags="x"` are left out.
fn arguments(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        quoted ^= c == '"';
        match (c, found.last_mut()) {
            (',', _) if !quoted => found.push(String::new()),
            (c, Some(last)) => last.push(c),
            (_, None) => {}
        }
    }
    found.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.starts_with('$')).collect()
}
