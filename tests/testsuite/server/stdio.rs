//! The real program: bytes on stdin, bytes on stdout, and its exit code.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::harness::repository;

struct Program {
    child: Child,
}

/// What came of it.
struct Ended {
    code: Option<i32>,
    messages: Vec<Value>,
    stderr: String,
}

impl Program {
    fn start() -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        Self { child }
    }

    /// Writes pieces, one write each.
    fn write<'b>(&mut self, pieces: impl IntoIterator<Item = &'b [u8]>) {
        let stdin = self.child.stdin.as_mut().expect("stdin");
        for piece in pieces {
            // A program that has ended reads nothing more.
            let _ = stdin.write_all(piece).and_then(|()| stdin.flush());
        }
    }

    /// Ends the input, and reads everything.
    fn end(mut self) -> Ended {
        drop(self.child.stdin.take());
        let (mut stdout, mut stderr) = (Vec::new(), String::new());
        self.child.stdout.take().expect("stdout").read_to_end(&mut stdout).expect("bytes");
        self.child.stderr.take().expect("stderr").read_to_string(&mut stderr).expect("text");
        let code = self.child.wait().expect("an end").code();
        Ended { code, messages: messages(&stdout), stderr }
    }
}

/// The messages on stdout. Anything between them is an error.
fn messages(mut bytes: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    while !bytes.is_empty() {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("the end of a header");
        let header = std::str::from_utf8(&bytes[..end]).expect("a header");
        let length: usize =
            header.strip_prefix("Content-Length: ").expect("a length").parse().expect("a number");
        let (message, rest) = bytes[end + 4..].split_at(length);
        messages.push(serde_json::from_slice(message).expect("JSON"));
        bytes = rest;
    }
    messages
}

fn message(value: &Value) -> Vec<u8> {
    let text = value.to_string();
    format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes()
}

fn request(id: i32, method: &str, params: &Value) -> Vec<u8> {
    message(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))
}

fn notification(method: &str, params: &Value) -> Vec<u8> {
    message(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
}

/// A conversation from the beginning to `shutdown`.
fn conversation() -> Vec<Vec<u8>> {
    let uri = format!("file://{}", repository("designs/🦀 ä.toml").display());
    let text = "template = \"architecture@1\"\n[design]\ntitle = \"🦀\"\nversion = \"1.0.0\"\nstatus = \"draft\"\nx = 1\n";
    let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    vec![
        request(
            1,
            "initialize",
            &json!({ "processId": null, "rootUri": null, "capabilities": capabilities }),
        ),
        notification("initialized", &json!({})),
        notification("textDocument/didOpen", &json!({ "textDocument": document })),
        request(2, "textDocument/diagnostic", &json!({ "textDocument": { "uri": uri } })),
        request(
            3,
            "textDocument/hover",
            &json!({ "textDocument": { "uri": uri }, "position": { "line": 99, "character": 99 } }),
        ),
        request(4, "shutdown", &Value::Null),
    ]
}

#[track_caller]
fn check_conversation(ended: &Ended) {
    let by_id = |id: i32| ended.messages.iter().find(|message| message["id"] == id).expect("an answer");
    assert_eq!(by_id(1)["result"]["serverInfo"]["name"], "mdbook-system-design");
    let items = by_id(2)["result"]["items"].as_array().expect("findings");
    assert!(items.iter().any(|item| item["code"] == "SD002"), "{items:?}");
    assert_eq!(by_id(3)["result"], Value::Null);
    assert_eq!(by_id(4)["result"], Value::Null);
    assert_eq!(ended.stderr, "");
}

#[test]
fn messages_arrive_in_pieces_of_any_size() {
    let mut all = conversation();
    all.push(notification("exit", &Value::Null));
    let all = all.concat();
    for size in [1, 7, 1000, all.len()] {
        let mut program = Program::start();
        program.write(all.chunks(size));
        let ended = program.end();
        check_conversation(&ended);
        assert_eq!(ended.code, Some(0), "in pieces of {size} bytes");
    }
}

#[test]
fn the_exit_code_says_whether_the_client_said_goodbye() {
    let ended = |pieces: &[Vec<u8>]| {
        let mut program = Program::start();
        program.write(pieces.iter().map(Vec::as_slice));
        program.end()
    };
    let (all, exit) = (conversation(), notification("exit", &Value::Null));
    let without_exit = ended(&all);
    check_conversation(&without_exit);
    assert_eq!(without_exit.code, Some(0), "the end of the input counts as exit");
    assert_eq!(
        ended(&[all[..5].to_vec(), vec![exit.clone()]].concat()).code,
        Some(1),
        "exit before shutdown"
    );
    assert_eq!(ended(&all[..5]).code, Some(1), "the client went away");
    assert_eq!(ended(&[]).code, Some(1));
    assert_eq!(ended(&[exit]).code, Some(1));
}

#[test]
fn an_input_that_is_not_the_protocol_ends_with_a_line_on_stderr() {
    let first = &conversation()[0];
    let broken: [(&[u8], &str); 8] = [
        (
            b"Content-Length: 99999999999999999999\r\n\r\n{}",
            "`99999999999999999999` is not the length of a message",
        ),
        (b"Content-Length: 18446744073709551615\r\n\r\n{}", "is not the length of a message"),
        (b"Content-Length: -1\r\n\r\n{}", "`-1` is not the length of a message"),
        (b"Content-Length: 3\r\n\r\n{\"jsonrpc\":\"2.0\"}", "a message is not JSON"),
        (b"Content-Length: 500\r\n\r\n{\"jsonrpc\":\"2.0\"}", "stdin ends inside a message"),
        (b"Content-Length: 5", "stdin ends inside a message"),
        (b"X: 1\r\n\r\n{}", "has no `Content-Length`"),
        (b"GET / HTTP/1.1\r\n\r\n", "is not a header of a message"),
    ];
    for (bytes, why) in broken {
        for start in [&b""[..], first] {
            let mut program = Program::start();
            program.write([start, bytes]);
            let ended = program.end();
            assert_eq!(ended.code, Some(1), "{}", ended.stderr);
            assert_eq!(ended.messages.len(), usize::from(!start.is_empty()));
            assert!(ended.stderr.starts_with("error: ") && ended.stderr.contains(why), "{}", ended.stderr);
            assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
        }
    }
}

#[test]
fn what_is_taken_back_before_its_turn_is_not_answered_otherwise() {
    let [initialize, initialized, open, ask, ..] = &conversation()[..] else { panic!("a conversation") };
    let cancel = notification("$/cancelRequest", &json!({ "id": 2 }));
    let shutdown = request(4, "shutdown", &Value::Null);
    let mut program = Program::start();
    let all = [initialize, initialized, open, ask, &cancel, &shutdown].map(Vec::as_slice).concat();
    program.write([all.as_slice()]);
    let ended = program.end();
    let answer = ended.messages.iter().find(|message| message["id"] == 2).expect("an answer");
    assert_eq!(answer["error"]["code"], -32800);
    assert_eq!(ended.code, Some(0));
}
