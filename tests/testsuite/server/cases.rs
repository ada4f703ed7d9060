//! What requests are answered with: `tests/server/*.toml`, a promise each.
//!
//! A case has files of a book, which are open in the editor; `¦` is the cursor, and two are a selection. `ask` is
//! the request. Leave out `[expected]`, and `SNAPSHOTS=overwrite` writes it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use super::Client;
use crate::harness::{repository, write};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[allow(dead_code, reason = "for readers")]
    promise: String,
    ask: String,
    #[serde(default)]
    options: toml::Table,
    #[serde(default)]
    capabilities: toml::Table,
    files: BTreeMap<String, String>,
    expected: Option<Expected>,
}

#[derive(serde::Deserialize)]
struct Expected {
    text: String,
}

/// A book without anything.
const BOOK: [(&str, &str); 2] =
    [("book.toml", "[book]\n\n[preprocessor.system-design]\n"), ("src/SUMMARY.md", "- [C](c.md)\n")];

#[test]
fn every_promise_is_kept() {
    let mut paths: Vec<_> = std::fs::read_dir(repository("tests/server"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let overwrite = std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite");
    let mut wrong = String::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = std::fs::read_to_string(path).expect("a case");
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let actual = answered(&case);
        if case.expected.as_ref().is_some_and(|expected| expected.text == actual) {
            continue;
        }
        if overwrite {
            let head = text.split("\n[expected]").next().unwrap_or_default().trim_end();
            std::fs::write(path, format!("{head}\n\n[expected]\ntext = '''\n{actual}'''\n")).expect("a case");
        } else {
            let expected = case.expected.map(|expected| expected.text).unwrap_or_default();
            let diff = TextDiff::from_lines(&expected, &actual).unified_diff().to_string();
            _ = writeln!(wrong, "{name}:\n{diff}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A text with its cursor, or the two ends of a selection.
struct Marked {
    text: String,
    places: Vec<Value>,
}

fn marked(text: &str) -> Marked {
    let mut parts = text.split('¦');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    let mut places = Vec::new();
    for part in parts {
        let line = plain.matches('\n').count();
        let column = plain.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        places.push(json!({ "line": line, "character": column }));
        plain.push_str(part);
    }
    Marked { text: plain, places }
}

fn answered(case: &Case) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in BOOK {
        write(&folder.path().join(path), text);
    }
    let mut at = None;
    let mut texts = BTreeMap::new();
    for (path, text) in &case.files {
        let Marked { text, places } = marked(text);
        write(&folder.path().join(path), &text);
        texts.insert(path.clone(), text);
        if !places.is_empty() || at.is_none() && case.files.len() == 1 {
            at = Some((path.clone(), places));
        }
    }
    let (path, places) = at.expect("a cursor");
    let mut capabilities = json!({
        "textDocument": { "diagnostic": {} },
        "window": { "showDocument": { "support": true } },
    });
    if let (Some(all), Value::Object(more)) = (capabilities.as_object_mut(), json!(case.capabilities)) {
        all.extend(more);
    }
    let mut client = Client::start(folder.path(), &capabilities, &json!(case.options));
    for (path, text) in &texts {
        client.open(path, text);
    }
    let start = places.first().cloned().unwrap_or_else(|| json!({ "line": 0, "character": 0 }));
    let end = places.get(1).cloned().unwrap_or_else(|| start.clone());
    let asked = Asked { client: &mut client, path, texts, start, end };
    asked
        .answer(&case.ask)
        .replace(&folder.path().canonicalize().expect("a folder").display().to_string(), "[BOOK]")
}

struct Asked<'c> {
    client: &'c mut Client,
    path: String,
    texts: BTreeMap<String, String>,
    start: Value,
    end: Value,
}

impl Asked<'_> {
    fn document(&self) -> Value {
        json!({ "uri": self.client.uri(&self.path) })
    }

    fn at_cursor(&mut self, method: &str) -> Value {
        let params = json!({ "textDocument": self.document(), "position": self.start });
        self.client.ask(method, params).unwrap_or_else(|error| json!(format!("{error:?}")))
    }

    fn of_document(&mut self, method: &str) -> Value {
        let whole =
            json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
        self.client
            .ask(method, json!({ "textDocument": self.document(), "range": whole }))
            .expect("an answer")
    }

    fn answer(mut self, ask: &str) -> String {
        match ask {
            "findings" => {
                let found = self.client.diagnostics(&self.path.clone());
                lines(found.iter().map(|found| {
                    let message = text(&found["message"]).replace('\n', "\n    ");
                    format!("{} {} {message}", range(&found["range"]), text(&found["code"]))
                }))
            }
            "hover" => match self.at_cursor("textDocument/hover") {
                Value::Null => "nothing\n".to_owned(),
                hover => format!("{}: {}\n", range(&hover["range"]), text(&hover["contents"]["value"])),
            },
            "definition" => match self.at_cursor("textDocument/definition") {
                Value::Null => "nothing\n".to_owned(),
                place => format!("{} {}\n", self.file(&place["uri"]), range(&place["range"])),
            },
            "lenses" => list(&self.of_document("textDocument/codeLens"), |lens| {
                format!("{}: {}", range(&lens["range"]), text(&lens["command"]["title"]))
            }),
            "hints" => list(&self.of_document("textDocument/inlayHint"), |hint| {
                format!("{}: {}", position(&hint["position"]), text(&hint["label"]))
            }),
            "folding" => list(&self.of_document("textDocument/foldingRange"), |fold| {
                format!(
                    "{}-{} {}",
                    number(&fold["startLine"]) + 1,
                    number(&fold["endLine"]) + 1,
                    text(&fold["kind"])
                )
            }),
            "links" => {
                let links = self.of_document("textDocument/documentLink");
                list(&links, |link| format!("{}: {}", range(&link["range"]), self.file(&link["target"])))
            }
            "symbols" => {
                let symbols = self.of_document("textDocument/documentSymbol");
                let mut tree = String::new();
                outline(&symbols, "", &mut tree);
                tree
            }
            "page" => self.page(),
            "actions" => self.actions(),
            other => match other.strip_prefix("symbols ") {
                Some(query) => {
                    // The book is read by the time that its findings are known.
                    self.client.diagnostics(&self.path.clone());
                    let found =
                        self.client.ask("workspace/symbol", json!({ "query": query })).expect("symbols");
                    list(&found, |found| {
                        format!("{} {}", text(&found["name"]), self.file(&found["location"]["uri"]))
                    })
                }
                None => panic!("`{other}` is not asked anywhere"),
            },
        }
    }

    /// The actions at the cursor, each with what it changes.
    fn actions(self) -> String {
        let range = json!({ "start": self.start, "end": self.end });
        let params =
            json!({ "textDocument": self.document(), "range": range, "context": { "diagnostics": [] } });
        let actions = self.client.ask("textDocument/codeAction", params).expect("actions");
        let mut out = String::new();
        for action in actions.as_array().expect("a list") {
            let preferred = if action["isPreferred"] == true { " (preferred)" } else { "" };
            _ = writeln!(out, "{}: {}{preferred}", text(&action["kind"]), text(&action["title"]));
            for (uri, edits) in edits_of(&action["edit"]) {
                let file = self.file(&Value::from(uri));
                let before = &self.texts[&file];
                let after = applied(before, &edits);
                for change in TextDiff::from_lines(before, &after).iter_all_changes() {
                    let sign = match change.tag() {
                        ChangeTag::Equal => continue,
                        ChangeTag::Delete => '-',
                        ChangeTag::Insert => '+',
                    };
                    _ = writeln!(out, "  {file} {sign}{}", change.value().trim_end());
                }
            }
        }
        out
    }

    fn page(self) -> String {
        let arguments = json!([self.client.uri(&self.path), self.start]);
        let params = json!({ "command": "mdbook-system-design.openPage", "arguments": arguments });
        match self.client.ask("workspace/executeCommand", params) {
            Ok(_) => format!("{}\n", text(&self.client.hear("window/showDocument")["uri"])),
            Err(error) => format!("{}\n", error.message),
        }
    }

    fn file(&self, uri: &Value) -> String {
        let folder = format!("file://{}/", self.client.folder().display());
        text(uri).strip_prefix(&folder).map_or_else(|| text(uri).to_owned(), str::to_owned)
    }
}

/// The edits of each file, by its URI.
pub(super) fn edits_of(edit: &Value) -> Vec<(String, Vec<Value>)> {
    let list = |edits: &Value| edits.as_array().cloned().unwrap_or_default();
    let plain = edit["changes"].as_object().into_iter().flatten();
    let plain = plain.map(|(uri, edits)| (uri.clone(), list(edits)));
    let versioned = edit["documentChanges"].as_array().into_iter().flatten();
    let versioned =
        versioned.map(|change| (text(&change["textDocument"]["uri"]).to_owned(), list(&change["edits"])));
    plain.chain(versioned).collect()
}

/// A text after edits, which do not overlap. Columns are those of UTF-16.
pub(super) fn applied(before: &str, edits: &[Value]) -> String {
    let offset = |position: &Value| {
        let line = number(&position["line"]) as usize;
        let start: usize = before.split_inclusive('\n').take(line).map(str::len).sum();
        let mut left = number(&position["character"]) as usize;
        let rest = before[start..].char_indices();
        let at = rest.take_while(|(_, c)| {
            let is_before = left > 0;
            left = left.saturating_sub(c.len_utf16());
            is_before
        });
        start + at.map(|(_, c)| c.len_utf8()).sum::<usize>()
    };
    let mut edits: Vec<(usize, usize, String)> = edits
        .iter()
        .map(|edit| {
            let new = edit["newText"].as_str().or_else(|| edit["snippet"]["value"].as_str()).expect("a text");
            (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]), new.to_owned())
        })
        .collect();
    edits.sort();
    let mut after = before.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        after.replace_range(start..end, &new);
    }
    after
}

fn outline(symbols: &Value, indent: &str, out: &mut String) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let detail = symbol["detail"].as_str().map(|detail| format!(" ({detail})")).unwrap_or_default();
        _ = writeln!(out, "{indent}{}{detail} {}", text(&symbol["name"]), range(&symbol["range"]));
        outline(&symbol["children"], &format!("{indent}  "), out);
    }
}

fn list(values: &Value, one: impl FnMut(&Value) -> String) -> String {
    lines(values.as_array().into_iter().flatten().map(one))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_default()
}

/// A place as people count: from 1.
fn position(value: &Value) -> String {
    format!("{}:{}", number(&value["line"]) + 1, number(&value["character"]) + 1)
}

fn range(value: &Value) -> String {
    format!("{}-{}", position(&value["start"]), position(&value["end"]))
}

/// Every case is read, and none is left behind in another folder.
#[test]
fn cases_are_files_of_one_folder() {
    assert!(Path::new(&repository("tests/server")).read_dir().expect("a folder").count() > 10);
}
