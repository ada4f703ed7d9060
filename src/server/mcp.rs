//! What an assistant may ask of designs, by the Model Context Protocol. Nothing is changed.
//!
//! Each question is a tool, which answers as the command of its name does with `--format json`. To add one: its
//! line in [`TOOLS`], and its function.

use std::path::{Path, PathBuf};

use lsp_server::{Connection, ErrorCode, Message, Request, Response};
use serde_json::{Value, json};

use super::answer::{Answer, error, guarded};
use crate::authoring::diff::comparison::{Comparison, Half};
use crate::authoring::{diff, next, schema, show};
use crate::book::inspect::Target;
use crate::book::{Checked, Loaded, Surroundings, rules};
use crate::diagnostic::format::OutputFormat;
use crate::markdown::without_pages;
use crate::source::{Files, Overlay, Sources};

/// The version of the protocol, unless the client asks for another one.
const PROTOCOL: &str = "2025-06-18";

/// A question.
struct Tool {
    name: &'static str,
    description: &'static str,
    /// The arguments that have to be given, and what each is.
    required: &'static [(&'static str, &'static str)],
    /// Those that may be.
    optional: &'static [(&'static str, &'static str)],
    answer: fn(&Value) -> Result<String, String>,
}

const DESIGN: &str = "the design: its id, its file, or the folder of its versions";

const TOOLS: [Tool; 6] = [
    Tool {
        name: "check",
        description: "The findings in a book, or in some designs: a JSON object a line",
        required: &[],
        optional: &[(
            "path",
            "a book's folder, a design or a chapter; without it, the book around the working directory",
        )],
        answer: check,
    },
    Tool {
        name: "show",
        description: "One entity of a design, with what it cites and what cites it",
        required: &[
            ("design", DESIGN),
            ("id", "the id of the entity, also with its table: `components.api`"),
        ],
        optional: &[],
        answer: shown,
    },
    Tool {
        name: "diff",
        description: "What changed between two designs, by meaning: a JSON object a line",
        required: &[
            ("old", "the old design: its file, or a version of a series, `designs/checkout@1.2`"),
            ("new", "the new one"),
        ],
        optional: &[],
        answer: compared,
    },
    Tool {
        name: "explain",
        description: "What a rule finds, why it matters, and what to do instead",
        required: &[("rule", "the rule's code or name")],
        optional: &[],
        answer: explained,
    },
    Tool {
        name: "schema",
        description: "The JSON Schema of design files",
        required: &[],
        optional: &[(
            "template",
            "the template whose facts it lists: `NAME@REQ`; `architecture@1` if it is not given",
        )],
        answer: described,
    },
    Tool {
        name: "next",
        description: "What is most useful to write next in a design",
        required: &[("design", DESIGN)],
        optional: &[],
        answer: following,
    },
];

/// Answers until the client is gone.
pub(super) fn serve(connection: &Connection) {
    for message in &connection.receiver {
        let Message::Request(Request { id, method, params }) = message else { continue };
        let answer = guarded(|| answer(&method, &params));
        if connection.sender.send(Response { id, response_result: answer }.into()).is_err() {
            return;
        }
    }
}

fn answer(method: &str, params: &Value) -> Answer {
    match method {
        "initialize" => Ok(json!({
            "protocolVersion": params.get("protocolVersion").and_then(Value::as_str).unwrap_or(PROTOCOL),
            "capabilities": { "tools": {} },
            "serverInfo": { "name": super::NAME, "version": env!("CARGO_PKG_VERSION") },
        })),
        "ping" => Ok(json!({})),
        "tools/list" => Ok(json!({ "tools": TOOLS.iter().map(Tool::described).collect::<Vec<_>>() })),
        "tools/call" => {
            let name = params.get("name").and_then(Value::as_str).unwrap_or_default();
            let tool = TOOLS.iter().find(|tool| tool.name == name);
            let unknown = || error(ErrorCode::InvalidParams, format!("`{name}` is not a tool"));
            let arguments = params.get("arguments").unwrap_or(&Value::Null);
            Ok(tool.ok_or_else(unknown)?.called(arguments))
        }
        other => Err(error(ErrorCode::MethodNotFound, format!("`{other}` is not answered"))),
    }
}

impl Tool {
    fn described(&self) -> Value {
        let all = self.required.iter().chain(self.optional);
        let properties: serde_json::Map<String, Value> = all
            .map(|(name, what)| ((*name).to_owned(), json!({ "type": "string", "description": what })))
            .collect();
        let required: Vec<&str> = self.required.iter().map(|(name, _)| *name).collect();
        json!({
            "name": self.name,
            "description": self.description,
            "inputSchema": { "type": "object", "properties": properties, "required": required },
            "annotations": { "readOnlyHint": true, "openWorldHint": false },
        })
    }

    /// The answer as text. What goes wrong is said in the same form, so that the assistant can try again.
    fn called(&self, arguments: &Value) -> Value {
        let missing = self.required.iter().find(|(name, _)| text(arguments, name).is_none());
        let answer = match missing {
            Some((name, what)) => Err(format!("`{name}` is missing: {what}")),
            None => (self.answer)(arguments),
        };
        let (text, is_error) = answer.map_or_else(|why| (why, true), |text| (text, false));
        json!({ "content": [{ "type": "text", "text": text }], "isError": is_error })
    }
}

fn text<'a>(arguments: &'a Value, name: &str) -> Option<&'a str> {
    arguments.get(name).and_then(Value::as_str)
}

fn path(arguments: &Value, name: &str) -> PathBuf {
    text(arguments, name).map(PathBuf::from).unwrap_or_default()
}

fn check(arguments: &Value) -> Result<String, String> {
    let paths: Vec<PathBuf> = text(arguments, "path").map(PathBuf::from).into_iter().collect();
    let mut out = Vec::new();
    for target in Target::named(&paths).map_err(said)? {
        let mut inspection = target.inspect(&Overlay::default()).map_err(said)?;
        if let Some(why) = inspection.unread.first() {
            return Err(why.to_string());
        }
        inspection.session.sources.name_from_here();
        let writer = OutputFormat::Json.writer(false);
        writer.write(&inspection.report, &inspection.session.sources, &mut out).map_err(said)?;
    }
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn opened(named: &Path) -> Result<Loaded, String> {
    let (files, path) = Files::named(named).map_err(said)?;
    Loaded::open(&path, Sources::from(files)).map_err(said)
}

fn shown(arguments: &Value) -> Result<String, String> {
    let loaded = opened(&path(arguments, "design"))?;
    let design = loaded.checked.as_ref().and_then(|checked| checked.design.as_deref()).ok_or_else(nothing)?;
    let shown = show::find(design, text(arguments, "id").unwrap_or_default()).map_err(said)?;
    Ok(format!("{:#}", shown.json(design, &loaded.session.sources)))
}

fn following(arguments: &Value) -> Result<String, String> {
    let loaded = opened(&path(arguments, "design"))?;
    let checked = loaded.checked.as_ref().ok_or_else(nothing)?;
    let design = checked.design.as_ref().map(|design| design.id.as_str());
    let left = loaded.found.findings.len().saturating_sub(1);
    Ok(format!("{:#}", next::json(design, next::next(&loaded.found), left, &loaded.session.sources)))
}

fn compared(arguments: &Value) -> Result<String, String> {
    let (old, mut new) = (opened(&path(arguments, "old"))?, opened(&path(arguments, "new"))?);
    new.session.read_all();
    new.session.sources.name_from_here();
    let (before, after) = (half(&old)?, half(&new)?);
    let landscape = new.session.landscape();
    Ok(diff::json::written(&[Comparison::of(before, after, &[], Some(&landscape))], &[]))
}

fn half(loaded: &Loaded) -> Result<Half<'_>, String> {
    let Some(Checked { design: Some(design), template: Some(template), report, .. }) = &loaded.checked else {
        return Err(nothing());
    };
    if let Some(first) = report.unread().findings.first() {
        return Err(format!("a part of `{}` cannot be read: {}", design.id, first.message));
    }
    Ok(Half {
        design,
        template,
        sources: &loaded.session.sources,
        areas: &loaded.session.config.breaking_areas,
    })
}

fn explained(arguments: &Value) -> Result<String, String> {
    let rule = rules::find(text(arguments, "rule").unwrap_or_default().trim()).map_err(said)?;
    Ok(without_pages(rule.page))
}

fn described(arguments: &Value) -> Result<String, String> {
    let templates = Surroundings::of(Path::new(".")).session.templates;
    let template =
        templates.require(text(arguments, "template").unwrap_or("architecture@1")).map_err(said)?;
    Ok(schema::text(template, &templates))
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn nothing() -> String {
    "no design that can be read has this name".to_owned()
}
