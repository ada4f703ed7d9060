//! Rename, references and completion, as an editor asks for them.

use serde_json::{Value, json};

use super::Client;

const DESIGN: &str = "template = \"system-design@1\"\n[design]\ntitle = \"🦀 漢 Shop\"\nversion = \"1.0.0\"\nstatus = \"draft\"\n\
                      summary = \"🦀 [R1] 漢\"\n[requirements.R1]\ncategory = \"C\"\ntext = \"It sells.\"\n\
                      [components.api]\nname = \"API\"\nkind = \"service\"\nsatisfies = [\"R1\"]\n";

/// A client with the design on disk and open.
fn client() -> (tempfile::TempDir, Client) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("designs")).expect("a folder");
    std::fs::create_dir_all(folder.path().join("src")).expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    write("book.toml", "[book]\n[preprocessor.system-design]\n");
    write("src/SUMMARY.md", "- [Shop](shop.md)\n");
    write("src/shop.md", "<<#system-design /designs/shop.toml>>\n\n[R](#shop-requirement-R1)\n");
    write("designs/shop.toml", DESIGN);
    // Such a client counts in UTF-16.
    let client = Client::start(folder.path(), &json!({ "textDocument": { "diagnostic": {} } }), &json!({}));
    client.open("designs/shop.toml", DESIGN);
    (folder, client)
}

/// The parameters of a request at the end of a text in the design.
fn after(client: &Client, text: &str) -> Value {
    let end = DESIGN.find(text).expect("it is there") + text.len();
    let line = DESIGN[..end].matches('\n').count();
    let start = DESIGN[..end].rfind('\n').map_or(0, |at| at + 1);
    let character = DESIGN[start..end].encode_utf16().count();
    json!({
        "textDocument": { "uri": client.uri("designs/shop.toml") },
        "position": { "line": line, "character": character },
    })
}

fn with(mut params: Value, key: &str, value: Value) -> Value {
    params[key] = value;
    params
}

#[test]
fn an_id_is_renamed_in_every_file() {
    let (_folder, mut client) = client();
    let place = after(&client, "🦀 [R1");
    let prepared = client.ask("textDocument/prepareRename", place.clone()).expect("an answer");
    assert_eq!(prepared["placeholder"], "R1");
    assert_eq!(prepared["range"]["start"], json!({ "line": 5, "character": 15 }));
    let edit = client.ask("textDocument/rename", with(place, "newName", json!("R2"))).expect("an answer");
    let changes = edit["changes"].as_object().expect("changes");
    let count = |path: &str| changes.get(&client.uri(path)).and_then(Value::as_array).map_or(0, Vec::len);
    assert_eq!((count("designs/shop.toml"), count("src/shop.md"), count("book.toml")), (3, 1, 1), "{edit:#}");
}

#[test]
fn a_rename_that_cannot_be_is_refused() {
    let (_folder, mut client) = client();
    let place = after(&client, "[requirements.R1");
    let refused =
        client.ask("textDocument/rename", with(place, "newName", json!("R 2"))).expect_err("an error");
    assert!(refused.message.starts_with("`R 2` is not an id"), "{}", refused.message);
    let nothing = after(&client, "status");
    assert_eq!(client.ask("textDocument/prepareRename", nothing).expect("an answer"), Value::Null);
}

#[test]
fn citations_are_listed_and_highlighted() {
    let (_folder, mut client) = client();
    let place = after(&client, "satisfies = [\"R1");
    let asked = with(place.clone(), "context", json!({ "includeDeclaration": false }));
    let listed = client.ask("textDocument/references", asked).expect("an answer");
    assert_eq!(listed.as_array().map(Vec::len), Some(3), "{listed:#}");
    let highlighted = client.ask("textDocument/documentHighlight", place).expect("an answer");
    let kinds: Vec<&Value> = highlighted.as_array().expect("some").iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, [2, 3, 2]);
}

#[test]
fn what_comes_can_be_taken() {
    let (_folder, mut client) = client();
    let place = after(&client, "satisfies = [\"R");
    let found = client.ask("textDocument/completion", place).expect("an answer");
    let item = &found["items"][0];
    assert_eq!((&item["label"], &item["detail"]), (&json!("R1"), &json!("requirement · It sells.")));
    assert_eq!(item["textEdit"]["newText"], "R1");
    assert_eq!(item["insertTextFormat"], 1, "this client takes no snippets");
}
