//! Resolves citations, once everything that they may cite is known. A citation of something unknown
//! is kept as written.

use super::super::draft::{Draft, Kept, Pending};
use super::sequence;
use super::tables::split_outside;
use crate::authoring::literal;
use crate::markdown::labels::normal;
use crate::markdown::plain_words;
use crate::template::BlockKind;

/// Resolves every citation.
pub(in crate::authoring::import) fn resolve(draft: &mut Draft<'_>, left: &mut Vec<Kept>) {
    for pending in std::mem::take(&mut draft.pending) {
        let lost = match pending {
            Pending::Uses { table, text } => uses(&table, &text, draft),
            Pending::Component { table, key, name } => component(&table, key, &name, draft),
            Pending::Table { table, key, id } => cite(&table, key, "tables", &id, draft),
            Pending::Requirements { table, key, ids } => requirements(&table, key, &ids, draft),
            Pending::Verified { table, names } => verified(&table, &names, draft),
            Pending::Concerned { table, names } => concerned(&table, &names, draft),
            Pending::Node { table, name } => node(&table, &name, draft),
            Pending::Runs { table, text } => runs(&table, &text, draft),
            Pending::Flow { title, covers, mermaid } => flow(&title, &covers, &mermaid, draft),
        };
        left.extend(lost);
    }
}

/// A text that could not be resolved, kept with the path of its key.
fn lost(table: &[String], key: &str, text: &str) -> Kept {
    Kept {
        heading: format!("{}.{key}", table.join(".")),
        place: "x.import".to_owned(),
        text: text.to_owned(),
    }
}

fn component(table: &[String], key: &str, name: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    // A contract that somebody else offers names an external system.
    let is_contract = table.first().is_some_and(|root| root == "api");
    let suits = |id: &String| {
        draft.has_table(&["components", id]) || (is_contract && draft.has_table(&["integrations", id]))
    };
    match draft.element_named(name).filter(suits) {
        Some(id) => set(table, key, literal::string(&id), draft),
        None => return draft.says(name).then(|| lost(table, key, name)),
    }
    None
}

fn cite(table: &[String], key: &str, root: &str, name: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    let id = plain_words(name).trim().to_owned();
    if draft.has_table(&[root, &id]) {
        set(table, key, literal::string(&id), draft);
        return None;
    }
    draft.says(name).then(|| lost(table, key, name))
}

fn requirements(table: &[String], key: &str, ids: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    let ids: Vec<String> = plain_words(ids).split(',').map(|id| id.trim().to_owned()).collect();
    let (known, unknown): (Vec<String>, Vec<String>) =
        ids.into_iter().filter(|id| !id.is_empty()).partition(|id| draft.has_table(&["requirements", id]));
    if !known.is_empty() {
        set(table, key, literal::list(known.iter().map(String::as_str)), draft);
    }
    (!unknown.is_empty()).then(|| lost(table, key, &unknown.join(", ")))
}

/// Resolves requirements by id, and facts by label.
fn verified(table: &[String], names: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for name in plain_words(names).split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let fact = || {
            draft.template.blocks().find_map(|(_, block)| match &block.kind {
                BlockKind::Facts { from, fields } => {
                    let field = fields.iter().find(|field| normal(&field.label) == normal(name))?;
                    Some(format!("{from}.{}", field.key))
                }
                _ => None,
            })
        };
        if draft.has_table(&["requirements", name]) {
            known.push(name.to_owned());
        } else if let Some(path) = fact() {
            known.push(path);
        } else {
            unknown.push(name.to_owned());
        }
    }
    if !known.is_empty() {
        set(table, "verifies", literal::list(known.iter().map(String::as_str)), draft);
    }
    (!unknown.is_empty()).then(|| lost(table, "verifies", &unknown.join(", ")))
}

/// Resolves requirements and decisions by id, and elements by name, which may have commas.
fn concerned(table: &[String], names: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    let find = |name: &str| {
        let is_id = ["requirements", "decisions"].iter().any(|root| draft.has_table(&[root, name]));
        if is_id { Some(name.to_owned()) } else { draft.element_named(name) }
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for piece in split_outside(&plain_words(names), ';') {
        let parts =
            if find(piece.trim()).is_some() { vec![piece.trim()] } else { piece.split(',').collect() };
        for name in parts.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
            match find(name) {
                Some(id) => known.push(id),
                None => unknown.push(name.to_owned()),
            }
        }
    }
    if !known.is_empty() {
        set(table, "concerns", literal::list(known.iter().map(String::as_str)), draft);
    }
    (!unknown.is_empty()).then(|| lost(table, "concerns", &unknown.join(", ")))
}

fn node(table: &[String], name: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    match draft.node_named(&plain_words(name)) {
        Some(id) => set(table, "part-of", literal::string(&id), draft),
        None => return draft.says(name).then(|| lost(table, "part-of", name)),
    }
    None
}

/// Resolves `Link store (primary); Hot-link cache`: a table if something is said of a component, else a list.
fn runs(table: &[String], text: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for piece in split_outside(text, ';') {
        let whole = plain_words(&piece).trim().to_owned();
        let (name, said) = match whole.split_once(" (") {
            Some((name, said)) if draft.element_named(&whole).is_none() => {
                (name, said.strip_suffix(')').unwrap_or(said))
            }
            _ => (whole.as_str(), ""),
        };
        match draft.element_named(name).filter(|id| draft.has_table(&["components", id])) {
            Some(id) => known.push((id, said.to_owned())),
            None if draft.says(&piece) => unknown.push(piece.clone()),
            None => {}
        }
    }
    if known.iter().any(|(_, said)| !said.is_empty()) {
        let path: Vec<String> = table.iter().cloned().chain(["runs".to_owned()]).collect();
        for (id, said) in known {
            // In a table each component has words.
            let said = if said.is_empty() { id.clone() } else { said };
            set(&path, &id, literal::string(&said), draft);
        }
    } else if !known.is_empty() {
        set(table, "runs", literal::list(known.iter().map(|(id, _)| id.as_str())), draft);
    }
    (!unknown.is_empty()).then(|| lost(table, "runs", &unknown.join("; ")))
}

/// Resolves `Hot-link cache (Reads target, RESP3 over TLS); Link store (…)`.
fn uses(table: &[String], text: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    let mut targets: Vec<(String, Vec<String>)> = Vec::new();
    let mut unknown = Vec::new();
    for piece in split_outside(text, ';') {
        let (name, said) = match piece.split_once(" (") {
            Some((name, said)) => (name, said.strip_suffix(')').unwrap_or(said)),
            None => (piece.as_str(), ""),
        };
        let Some(id) = draft.element_named(name) else {
            if draft.says(&piece) {
                unknown.push(piece.clone());
            }
            continue;
        };
        let usage = usage(said, draft);
        match targets.iter_mut().find(|(known, _)| *known == id) {
            Some((_, usages)) => usages.push(usage),
            None => targets.push((id, vec![usage])),
        }
    }
    let mut path: Vec<String> = table.to_vec();
    path.push("uses".to_owned());
    for (id, usages) in targets {
        let literal = match usages.as_slice() {
            [one] => one.clone(),
            several => format!("[{}]", several.join(", ")),
        };
        set(&path, &id, literal, draft);
    }
    (!unknown.is_empty()).then(|| lost(table, "uses", &unknown.join("; ")))
}

/// `Reads target, RESP3 over TLS, asynchronous, contract read-target`: what for, how, and what else is said of
/// it in words of the template.
fn usage(said: &str, draft: &Draft<'_>) -> String {
    let words = &draft.template.labels;
    let (said, contract) = match used(said, words.label("contract-used")) {
        Some((before, contract)) => (before, Some(contract)),
        None => (said, None),
    };
    let said = plain_words(said);
    let marked = [
        ("asynchronous", "async = true"),
        ("relation-data", "kind = \"data\""),
        ("relation-build", "kind = \"build\""),
        ("both-ways", "both-ways = true"),
    ];
    let mut said = &*said;
    let mut marks: Vec<&str> = Vec::new();
    loop {
        let (before, last) = said.rsplit_once(", ").unwrap_or(("", said));
        let is_said = |(word, _): &&(&str, &str)| normal(words.label(word)) == normal(last);
        let Some((_, mark)) = marked.iter().find(is_said).filter(|(_, mark)| !marks.contains(mark)) else {
            break;
        };
        marks.insert(0, mark);
        said = before;
    }
    let (label, protocol) = match said.rsplit_once(", ") {
        Some((label, protocol)) => (label, Some(protocol)),
        None => (said, None),
    };
    if marks.is_empty() && protocol.is_none() && contract.is_none() && !label.is_empty() {
        return literal::string(label);
    }
    let label = (!label.is_empty()).then(|| format!("label = {}", literal::string(label)));
    let protocol = protocol.map(|protocol| format!("protocol = {}", literal::string(protocol)));
    let contract = contract.map(|id| format!("contract = {}", literal::string(&id)));
    let written: Vec<String> = label
        .into_iter()
        .chain(protocol)
        .chain(marks.into_iter().map(str::to_owned))
        .chain(contract)
        .collect();
    if written.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", written.join(", ")) }
}

/// What is said before the contract that it ends with, and that contract: its id is written as code.
fn used<'s>(said: &'s str, word: &str) -> Option<(&'s str, String)> {
    let (before, last) = said.rsplit_once(", ").unwrap_or(("", said));
    let is_code = last.ends_with('`') || last.contains("`](");
    let last = plain_words(last);
    let id = last.strip_prefix(word)?.strip_prefix(' ').filter(|id| is_code && !id.is_empty())?;
    Some((before, id.to_owned()))
}

/// The steps of a sequence diagram between elements of the design; where it holds anything else,
/// it stays a diagram of the author's own.
fn flow(title: &str, covers: &str, mermaid: &str, draft: &mut Draft<'_>) -> Option<Kept> {
    let Some(steps) = sequence::steps(mermaid, draft) else {
        let caption = if covers.is_empty() { title.to_owned() } else { format!("{title} ({covers})") };
        if draft.has(&["diagrams"], "data-flow") {
            let text = format!("{caption}\n\n```mermaid\n{mermaid}\n```");
            return Some(Kept { heading: title.to_owned(), place: "x.import".to_owned(), text });
        }
        let literal = match caption.trim() {
            "" => literal::text(mermaid),
            said => {
                format!("{{ mermaid = {}, caption = {} }}", literal::text(mermaid), literal::string(said))
            }
        };
        draft.set(&["diagrams"], "data-flow", literal);
        return None;
    };
    let title = if title.is_empty() { "Flow" } else { title };
    let id = draft.id(&["flows"], title, "flow");
    let path = ["flows", id.as_str()];
    draft.set(&path, "title", literal::string(title));
    let table: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
    let lost = requirements(&table, "covers", covers, draft);
    let lines: Vec<String> = steps.iter().map(|step| format!("  {step},\n")).collect();
    draft.set(&path, "steps", format!("[\n{}]", lines.concat()));
    lost
}

fn set(table: &[String], key: &str, literal: String, draft: &mut Draft<'_>) {
    let path: Vec<&str> = table.iter().map(String::as_str).collect();
    draft.set(&path, key, literal);
}
