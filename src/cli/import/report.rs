//! What the import read as what, what it kept as text, what it left alone, and what to do next.

use std::path::Path;

use serde_json::{Value, json};

use super::super::output::{self, Lines};
use crate::authoring::import::{Guess, Imported, Kept, Otherwise};
use crate::markdown::one_line;

/// How many characters of a text are quoted.
const SHOWN: usize = 60;

/// Says it on stderr; `design` is the file that was added to.
pub(super) fn tell(imported: &Imported, design: Option<&Path>) {
    let mut lines = Lines::default();
    for guess in &imported.guesses {
        lines.line(format!("assumed: {guess}"));
    }
    for kept in &imported.kept {
        lines.line(line(kept));
    }
    for guess in imported.read.iter().chain(&imported.left).chain(&imported.unread) {
        lines.line(format!("{}:{}: {}", guess.file, guess.line, guess.text));
    }
    let file = design.map(|path| path.display().to_string()).unwrap_or_default();
    for said in &imported.otherwise {
        lines.line(otherwise(said, &file));
    }
    if let Some(summary) = &imported.summary {
        lines.line(summary);
        lines.line(next(imported, &file));
    }
    output::tell(&lines);
}

fn otherwise(said: &Otherwise, design: &str) -> String {
    let Otherwise { file, line, left } = said;
    let kept = if left.noted { ", which is a note now" } else { "" };
    let (before, said) = (beginning(&left.before), beginning(&left.said));
    let place = if design.is_empty() {
        format!("line {} of the design", left.line)
    } else {
        format!("{design}:{}", left.line)
    };
    format!("{file}:{line}: left alone: `{}` is “{before}” in {place}, and “{said}” here{kept}", left.path)
}

fn next(imported: &Imported, design: &str) -> String {
    let place = if design.is_empty() { "save the design in the designs folder, and " } else { "" };
    let review = if imported.is_guessed {
        "; then delete each comment `# guessed from …` that you have looked at"
    } else {
        ""
    };
    let check = format!("check --verbose {design}");
    format!("next: {place}`{}` lists what is missing{review}", check.trim_end())
}

/// Says where a text is kept, and quotes its beginning.
fn line(kept: &Kept) -> String {
    format!("kept in `{}`: {}: {}", kept.place, kept.heading, beginning(&kept.text))
}

fn beginning(text: &str) -> String {
    let words = one_line(text);
    let shown: String = words.chars().take(SHOWN).collect();
    let rest = if shown.len() < words.len() { "…" } else { "" };
    format!("{shown}{rest}")
}

/// The report as JSON; `design` is the text of the design where it is in no file.
pub(super) fn json(imported: &Imported, design: Option<&str>) -> String {
    let place = |guess: &Guess| json!({ "file": guess.file, "line": guess.line, "text": guess.text });
    let places = |guesses: &[Guess]| guesses.iter().map(place).collect::<Vec<Value>>();
    let kept: Vec<Value> = imported
        .kept
        .iter()
        .map(|kept| json!({ "heading": kept.heading, "place": kept.place, "text": kept.text }))
        .collect();
    let left: Vec<Value> = imported
        .otherwise
        .iter()
        .map(|said| {
            json!({
                "file": said.file, "line": said.line, "path": said.left.path, "design-line": said.left.line,
                "design": said.left.before, "document": said.left.said, "noted": said.left.noted
            })
        })
        .collect();
    let summary = imported.summary.as_ref().map(|summary| {
        let entities: serde_json::Map<String, Value> =
            summary.entities.iter().map(|(kind, number)| ((*kind).to_owned(), json!(number))).collect();
        json!({
            "answered": summary.answered, "required": summary.required, "entities": entities,
            "words": summary.words, "words-in-notes": summary.in_notes, "text": summary.to_string()
        })
    });
    let mut report = json!({
        "assumed": imported.guesses,
        "read": places(&imported.read),
        "kept": places(&imported.left),
        "unread": places(&imported.unread),
        "without-key": kept,
        "left-alone": left,
        "summary": summary,
    });
    if let (Some(text), Some(object)) = (design, report.as_object_mut()) {
        object.insert("design".to_owned(), json!(text));
    }
    format!("{report:#}\n")
}
