//! How a connection begins and ends, and what the protocol says of messages out of turn.

use serde_json::{Value, json};

use super::Client;
use crate::harness::repository;

#[track_caller]
fn code(answer: Result<Value, lsp_server::ResponseError>) -> i32 {
    answer.expect_err("an error").code
}

#[test]
fn nothing_is_answered_before_initialize_and_nothing_is_agreed_twice() {
    let mut client = Client::before_initialize(&repository("book-example"));
    assert_eq!(code(client.ask("textDocument/hover", json!({}))), -32002);
    client.tell("textDocument/didOpen", json!({ "not": "a document" }));

    let mut client = Client::pulling(&repository("book-example"), &json!({}));
    assert_eq!(code(client.ask("initialize", json!({}))), -32600);
    assert_eq!(code(client.ask("textDocument/teleport", json!({}))), -32601);
}

#[test]
fn what_is_not_a_request_is_answered_and_the_next_one_too() {
    let mut client = Client::pulling(&repository("book-example"), &json!({}));
    client.tell("textDocument/didChange", json!({ "textDocument": 7 }));
    let why = client.hear("window/logMessage");
    assert!(why["message"].as_str().is_some_and(|why| why.starts_with("textDocument/didChange: ")), "{why}");
    client.tell("$/unheard-of", json!({}));
    client.open("designs/watch.toml", "");
    assert!(client.diagnostics("designs/watch.toml").len() == 1, "an empty file is not a design");
}

#[test]
fn positions_are_counted_as_the_client_can() {
    let encoding = |capabilities: Value| {
        let client = Client::start(&repository("book-example"), &capabilities, &json!({}));
        client.capabilities["positionEncoding"].clone()
    };
    assert_eq!(encoding(json!({})), "utf-16");
    assert_eq!(encoding(json!({ "general": { "positionEncodings": ["utf-16"] } })), "utf-16");
    assert_eq!(
        encoding(json!({ "general": { "positionEncodings": ["utf-32", "utf-16", "utf-8"] } })),
        "utf-8"
    );
    assert_eq!(encoding(json!({ "general": { "positionEncodings": "utf-8" } })), "utf-16");
}

#[test]
fn a_request_that_waits_can_be_taken_back() {
    let mut client = Client::pulling(&repository("book-example"), &json!({}));
    client.open_file("designs/web-shop.toml");
    let params = json!({ "textDocument": { "uri": client.uri("designs/web-shop.toml") } });
    let id = client.send_request("textDocument/diagnostic", params);
    client.tell("$/cancelRequest", json!({ "id": id }));
    assert_eq!(code(client.answer(&id)), -32800);
}
