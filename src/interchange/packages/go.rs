//! `go.mod`, a line at a time.

use super::{Found, Manifest, Need};
use crate::interchange::files::Files;
use crate::source::{FileId, Span, Spanned};

pub(super) fn read(files: &mut Files<'_>, file: FileId) -> Found {
    let text = files.text(file);
    let mut module = None;
    let mut needs: Vec<Need> = Vec::new();
    let mut replaced: Vec<(String, String)> = Vec::new();
    let mut block = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let (code, comment) = line.split_once("//").unwrap_or((line, ""));
        let mut words: Vec<&str> = code.split_whitespace().collect();
        match words.first() {
            None => continue,
            Some(&")") => {
                block.clear();
                continue;
            }
            _ => {}
        }
        let verb = if block.is_empty() { words.remove(0).to_owned() } else { block.clone() };
        if words.first() == Some(&"(") {
            block = verb;
            continue;
        }
        let Some(first) = words.first() else { continue };
        let name = first.trim_matches(['"', '`']).to_owned();
        let place = start + code.find(first).unwrap_or_default();
        let span = Span::new(file, place..place + first.len());
        match verb.as_str() {
            "module" => module = Some(Spanned::new(name, span)),
            // What is only needed by others is written by the tool.
            "require" if !comment.trim_start().starts_with("indirect") => {
                needs.push(Need { name, path: None, span, is_dev: false });
            }
            "replace" => {
                let target = words.iter().position(|word| *word == "=>").and_then(|at| words.get(at + 1));
                let target = target.filter(|target| target.starts_with('.'));
                replaced.extend(target.map(|target| (name, (*target).to_owned())));
            }
            _ => {}
        }
    }
    for need in &mut needs {
        need.path = replaced.iter().find(|(name, _)| *name == need.name).map(|(_, path)| path.clone());
    }
    match module {
        Some(name) => Ok(Some(Manifest { name: Some(name), start: Span::new(file, 0..0), needs })),
        None => Err((Span::new(file, 0..0), "it names no `module`".to_owned())),
    }
}
