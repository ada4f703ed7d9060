//! The program as an assistant asks it, by the Model Context Protocol.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::harness::repository;

/// What comes of some messages, one a line.
fn answers(messages: &[Value]) -> Vec<Value> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"))
        .arg("mcp")
        .current_dir(repository("book-example"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let lines: Vec<String> = messages.iter().map(|message| format!("{message}\n")).collect();
    let text = lines.concat();
    program.stdin.take().expect("stdin").write_all(text.as_bytes()).expect("written");
    let output = program.wait_with_output().expect("an end");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "callers write it in place")]
fn request(id: i32, method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

/// What a tool answers, and whether it went wrong.
#[expect(clippy::needless_pass_by_value, reason = "callers write it in place")]
fn called(name: &str, arguments: Value) -> (String, bool) {
    let all = answers(&[request(1, "tools/call", json!({ "name": name, "arguments": arguments }))]);
    let result = &all[0]["result"];
    let text = result["content"][0]["text"].as_str().expect("a text").to_owned();
    (text, result["isError"].as_bool().expect("a word"))
}

#[test]
fn an_assistant_learns_which_tools_there_are() {
    let all = answers(&[
        request(1, "initialize", json!({ "protocolVersion": "2025-03-26", "capabilities": {} })),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        request(2, "tools/list", json!({})),
        request(3, "resources/list", json!({})),
        request(4, "ping", json!({})),
    ]);
    assert_eq!(all.len(), 4, "{all:#?}");
    assert_eq!(all[0]["result"]["protocolVersion"], "2025-03-26");
    let tools = all[1]["result"]["tools"].as_array().expect("a list");
    let names: Vec<&str> = tools.iter().map(|tool| tool["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["check", "show", "diff", "explain", "schema", "next"]);
    assert!(tools.iter().all(|tool| tool["annotations"]["readOnlyHint"] == true));
    assert_eq!(all[2]["error"]["code"], -32601);
    assert_eq!(all[3]["result"], json!({}));
}

#[test]
fn each_tool_answers() {
    let (found, _) = called("check", json!({ "path": "../tests/books/broken" }));
    let first: Value = serde_json::from_str(found.lines().next().expect("a finding")).expect("JSON");
    assert!(first["code"].as_str().is_some_and(|code| code.starts_with("SD")), "{first}");
    let (shown, _) = called("show", json!({ "design": "url-shortener", "id": "R2" }));
    assert!(shown.contains("\"cited_by\""), "{shown}");
    let (changes, _) =
        called("diff", json!({ "old": "designs/url-shortener.toml", "new": "designs/watch.toml" }));
    assert!(changes.lines().last().is_some_and(|line| line.contains("\"summary\"")), "{changes}");
    let (page, _) = called("explain", json!({ "rule": "SD201" }));
    assert!(page.starts_with("# uncovered-requirement"), "{page}");
    let (schema, _) = called("schema", json!({}));
    assert!(schema.contains("\"$schema\""));
    let (next, _) = called("next", json!({ "design": "url-shortener" }));
    assert!(next.contains("\"left\""), "{next}");
}

#[test]
fn what_goes_wrong_is_said_to_the_assistant() {
    for (name, arguments, why) in [
        ("show", json!({ "design": "url-shortener" }), "`id` is missing"),
        ("show", json!({ "design": "url-shortener", "id": "nothing" }), "nothing with the id `nothing`"),
        ("explain", json!({ "rule": "SD999" }), "SD999"),
        ("check", json!({ "path": "no/such.toml" }), "no/such.toml"),
        ("schema", json!({ "template": "none@1" }), "none"),
    ] {
        let (said, is_error) = called(name, arguments);
        assert!(is_error && said.contains(why), "{name}: {said}");
    }
    let all = answers(&[request(1, "tools/call", json!({ "name": "rm" }))]);
    assert_eq!(all[0]["error"]["code"], -32602);
}
