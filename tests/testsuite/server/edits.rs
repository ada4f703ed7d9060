//! Changes while typing lead to the same as opening what came of them; and what an action promises comes true.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::Client;
use super::cases::{applied, edits_of};
use crate::harness::read;

/// What is asked of a document: everything that depends on its text.
fn seen(client: &mut Client, path: &str) -> Vec<Value> {
    let document = json!({ "textDocument": { "uri": client.uri(path) } });
    let ask = |client: &mut Client, method: &str| client.ask(method, document.clone()).expect("an answer");
    let mut seen = client.diagnostics(path);
    seen.push(ask(client, "textDocument/documentSymbol"));
    seen.push(ask(client, "textDocument/foldingRange"));
    seen.push(ask(client, "textDocument/codeLens"));
    seen
}

/// A change: where it begins and ends, as shares of the lines and columns, and the new text.
type Change = ((u32, u32), (u32, u32), String);

fn change() -> impl Strategy<Value = Change> {
    let place = || (0_u32..70, 0_u32..40);
    let words = prop_oneof![
        Just(String::new()),
        Just("\n".to_owned()),
        Just("[components.x]\n".to_owned()),
        Just("🦀 漢\r\n".to_owned()),
        Just("\"".to_owned()),
        Just("R1".to_owned()),
        "[a-z\"=\\[\\]{}.# ä\u{1f980}\n]{0,8}",
    ];
    (place(), place(), words)
}

fn ordered((start, end, text): &Change) -> Value {
    let (start, end) = if start <= end { (start, end) } else { (end, start) };
    // Most changes are small.
    let end = if end.0 > start.0 + 2 { (start.0 + 1, end.1) } else { *end };
    let position = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
    json!({ "range": { "start": position(*start), "end": position(end) }, "text": text })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_changes_lead_to_the_same_as_a_fresh_open(
        batches in prop::collection::vec(prop::collection::vec(change(), 1..4), 1..5),
        utf8: bool,
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let encodings = if utf8 { json!(["utf-8"]) } else { json!(["utf-16"]) };
        let capabilities = json!({
            "general": { "positionEncodings": encodings },
            "textDocument": { "diagnostic": {} },
            // Such a client gets what is known of the text at once.
            "workspace": { "diagnostics": { "refreshSupport": true } },
        });
        let mut client = Client::start(folder.path(), &capabilities, &json!({}));
        let before = read("tests/systems/shop.toml").lines().take(60).collect::<Vec<_>>().join("\n");
        client.open("shop.toml", &before);
        client.diagnostics("shop.toml");
        let mut text = before;
        for (version, batch) in batches.iter().enumerate() {
            let changes: Vec<Value> = batch.iter().map(ordered).collect();
            client.change("shop.toml", i32::try_from(version).expect("few") + 2, json!(changes));
            for change in &changes {
                text = edited(&text, change, utf8);
            }
            client.diagnostics("shop.toml");
        }
        let typed = seen(&mut client, "shop.toml");
        let mut fresh = Client::start(folder.path(), &capabilities, &json!({}));
        fresh.open("shop.toml", &text);
        prop_assert_eq!(typed, seen(&mut fresh, "shop.toml"), "{}", text);
        client.forget_unread();
        fresh.forget_unread();
    }
}

/// A text after a change, counted by hand.
fn edited(text: &str, change: &Value, utf8: bool) -> String {
    let offset = |position: &Value| {
        let [line, column] =
            ["line", "character"].map(|key| position[key].as_u64().expect("a number") as usize);
        let Some(start) = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).nth(line)
        else {
            return text.len();
        };
        let line = text[start..].split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut left = column;
        for (at, c) in line.char_indices() {
            let width = if utf8 { c.len_utf8() } else { c.len_utf16() };
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + line.len()
    };
    let (start, end) = (offset(&change["range"]["start"]), offset(&change["range"]["end"]));
    format!("{}{}{}", &text[..start], change["text"].as_str().expect("a text"), &text[end.max(start)..])
}

/// Each quick fix of a design removes its finding; an `[[allow]]` brings only that its reason is empty.
#[test]
fn a_quick_fix_removes_its_finding() {
    let design = read("tests/server/actions-nearest-id.toml");
    let design = design.split("'''\n").nth(1).expect("a design").replace(['¦'], "");
    let accepted = design.replace("\"draft\"", "\"accepted\"");
    let sloppy = accepted
        .replace("kind = \"service\"", "knid = \"servce\"")
        .replace("version = \"1.0.0\"", "version = \"1.0\"")
        .replace("type = \"uuid\"\n", "")
        .replace('\n', "\r\n");
    let mut tried = 0;
    for text in [design, accepted, sloppy] {
        tried += try_quick_fixes(&text);
    }
    assert!(tried > 40, "{tried}");
}

fn try_quick_fixes(text: &str) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::pulling(folder.path(), &json!({}));
    client.open("shop.toml", text);
    let before = client.diagnostics("shop.toml");
    let mut tried = 0;
    let mut version = 1;
    for finding in &before {
        let context = json!({ "diagnostics": [finding], "only": ["quickfix"] });
        let document = json!({ "uri": client.uri("shop.toml") });
        let params = json!({ "textDocument": document, "range": finding["range"], "context": context });
        let actions = client.ask("textDocument/codeAction", params).expect("actions");
        let is_of = |action: &&Value| {
            let of = &action["diagnostics"][0];
            of["code"] == finding["code"]
                && of["message"] == finding["message"]
                && of["range"] == finding["range"]
        };
        for action in actions.as_array().expect("a list").iter().filter(is_of) {
            let title = action["title"].as_str().expect("a title");
            let (_, edits) = edits_of(&action["edit"]).into_iter().next().expect("an edit");
            version += 1;
            client.change("shop.toml", version, json!([{ "text": applied(text, &edits) }]));
            let after = client.diagnostics("shop.toml");
            let same =
                |found: &&Value| found["code"] == finding["code"] && found["message"] == finding["message"];
            let count = |found: &[Value]| found.iter().filter(same).count();
            assert!(
                count(&after) < count(&before),
                "{title}: {:#?}",
                after.iter().filter(same).collect::<Vec<_>>()
            );
            let codes = |found: &[Value]| -> Vec<String> {
                found.iter().map(|found| found["code"].as_str().expect("a code").to_owned()).collect()
            };
            let mut old = codes(&before);
            for code in codes(&after) {
                match old.iter().position(|known| *known == code) {
                    Some(at) => _ = old.swap_remove(at),
                    // What is mended lets other rules speak again.
                    None if !title.starts_with("Allow") => {}
                    None => assert!(["SD103", "SD105"].contains(&code.as_str()), "{title} brings {code}"),
                }
            }
            tried += 1;
        }
        version += 1;
        client.change("shop.toml", version, json!([{ "text": text }]));
    }
    tried
}
