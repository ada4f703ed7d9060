//! An editor, as far as the server can tell: it opens and changes documents, asks, and reads every answer.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response, ResponseError};
use mdbook_system_design::server::{self, Ended};
use serde_json::{Value, json};

/// A client, and the server in another thread. When it is dropped it says goodbye, and no message of the server may
/// be left unread.
pub(crate) struct Client {
    connection: Option<Connection>,
    server: Option<JoinHandle<Ended>>,
    /// Messages that arrived while another one was waited for.
    unread: VecDeque<Message>,
    asked: i32,
    folder: PathBuf,
    /// Whether the server was shut down.
    is_shut_down: bool,
    /// What the server said it can do.
    pub(crate) capabilities: Value,
}

/// As long as the slowest machine needs for the largest book of the tests.
const PATIENCE: Duration = Duration::from_secs(60);

impl Client {
    /// A client that asks for diagnostics, in a folder, with the server's own options.
    pub(crate) fn pulling(folder: &Path, options: &Value) -> Self {
        let capabilities = json!({
            "general": { "positionEncodings": ["utf-16", "utf-8"] },
            "textDocument": { "diagnostic": {} },
            "window": { "showDocument": { "support": true } },
        });
        Self::start(folder, &capabilities, options)
    }

    /// A client that waits for diagnostics.
    pub(crate) fn pushed(folder: &Path, options: &Value) -> Self {
        Self::start(folder, &json!({}), options)
    }

    /// A client with these capabilities.
    pub(crate) fn start(folder: &Path, capabilities: &Value, options: &Value) -> Self {
        let mut client = Self::before_initialize(folder);
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options });
        let result = client.ask("initialize", params).expect("the server starts");
        client.capabilities = result["capabilities"].clone();
        client.tell("initialized", json!({}));
        client
    }

    /// A client that has not said anything yet.
    pub(crate) fn before_initialize(folder: &Path) -> Self {
        let (own, other) = Connection::memory();
        let server = thread::spawn(move || server::serve(other).expect("a thread"));
        let folder = folder.canonicalize().expect("a folder");
        Self {
            connection: Some(own),
            server: Some(server),
            unread: VecDeque::new(),
            asked: 0,
            folder,
            is_shut_down: false,
            capabilities: Value::Null,
        }
    }

    /// The URI of a file in the folder.
    pub(crate) fn uri(&self, path: &str) -> String {
        format!("file://{}", self.folder.join(path).display())
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Forgets what was not waited for: how often a client is told to ask again depends on the threads.
    pub(crate) fn forget_unread(mut self) {
        self.ask("shutdown", Value::Null).expect("a shutdown");
        self.is_shut_down = true;
        self.unread.clear();
    }

    /// Sends a notification.
    pub(crate) fn tell(&self, method: &str, params: Value) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    /// Sends a request, without waiting for what comes of it.
    pub(crate) fn send_request(&mut self, method: &str, params: Value) -> RequestId {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(Request::new(id.clone(), method.to_owned(), params).into());
        id
    }

    /// Sends a request, and waits for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, ResponseError> {
        let id = self.send_request(method, params);
        self.answer(&id)
    }

    /// Waits for the answer to a request.
    #[track_caller]
    pub(crate) fn answer(&mut self, id: &RequestId) -> Result<Value, ResponseError> {
        let message =
            self.wait(|message| matches!(message, Message::Response(response) if response.id == *id));
        let Message::Response(Response { response_result, .. }) = message else {
            unreachable!("it is a response")
        };
        response_result
    }

    /// Waits for a notification or a request of the server.
    #[track_caller]
    pub(crate) fn hear(&mut self, wanted: &str) -> Value {
        let message = self.wait(|message| match message {
            Message::Notification(Notification { method, .. }) | Message::Request(Request { method, .. }) => {
                method == wanted
            }
            Message::Response(_) => false,
        });
        match message {
            Message::Notification(notification) => notification.params,
            Message::Request(request) => {
                self.send(Response::new_ok(request.id, Value::Null).into());
                request.params
            }
            Message::Response(_) => unreachable!("it has a method"),
        }
    }

    /// Opens a document.
    pub(crate) fn open(&self, path: &str, text: &str) {
        let language = if path.rsplit_once('.').is_some_and(|(_, ending)| ending == "toml") {
            "toml"
        } else {
            "markdown"
        };
        let document = json!({ "uri": self.uri(path), "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Opens a document as it is on the disk.
    pub(crate) fn open_file(&self, path: &str) -> String {
        let text =
            std::fs::read_to_string(self.folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        self.open(path, &text);
        text
    }

    /// Changes a document.
    #[expect(clippy::needless_pass_by_value, reason = "callers write it in place")]
    pub(crate) fn change(&self, path: &str, version: i32, changes: Value) {
        let document = json!({ "uri": self.uri(path), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Closes a document.
    pub(crate) fn close(&self, path: &str) {
        self.tell("textDocument/didClose", json!({ "textDocument": { "uri": self.uri(path) } }));
    }

    /// Asks for the diagnostics of a document.
    #[track_caller]
    pub(crate) fn diagnostics(&mut self, path: &str) -> Vec<Value> {
        let params = json!({ "textDocument": { "uri": self.uri(path) } });
        let mut report = self.ask("textDocument/diagnostic", params).expect("a report");
        serde_json::from_value(report["items"].take()).expect("a list")
    }

    /// The next message of a kind; what comes before it is kept.
    #[track_caller]
    fn wait(&mut self, is_wanted: impl Fn(&Message) -> bool) -> Message {
        if let Some(at) = self.unread.iter().position(&is_wanted) {
            return self.unread.remove(at).expect("it is there");
        }
        let receiver = &self.connection.as_ref().expect("connected").receiver;
        loop {
            let message = receiver.recv_timeout(PATIENCE).unwrap_or_else(|why| {
                panic!("the server does not say what is waited for ({why}); it has said {:#?}", self.unread)
            });
            if is_wanted(&message) {
                return message;
            }
            self.unread.push_back(message);
        }
    }

    fn send(&self, message: Message) {
        self.connection.as_ref().expect("connected").sender.send(message).expect("a server");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        if self.capabilities != Value::Null && !self.is_shut_down {
            self.ask("shutdown", Value::Null).expect("a shutdown");
        }
        self.tell("exit", Value::Null);
        let ended = self.server.take().expect("a server").join().expect("no panic");
        let expected =
            if self.capabilities == Value::Null { Ended::WithoutShutdown } else { Ended::AfterShutdown };
        assert_eq!(ended, expected);
        let rest = self.connection.take().expect("connected").receiver;
        self.unread.extend(rest.try_iter());
        assert!(self.unread.is_empty(), "messages that nobody read: {:#?}", self.unread);
    }
}
