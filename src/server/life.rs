//! The life of the server: what comes from the client and from the check of a book, one after the other.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crossbeam_channel::select;
use gen_lsp_types as lsp;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::answer::{Answer, error, guarded};
use super::buffers::Buffer;
use super::options::Options;
use super::worker::Done;
use super::workspace::{Outgoing, Workspace};
use super::{Ended, NAME, capabilities, diagnostics, dispatch};

/// A server and its client.
pub(super) struct Server {
    connection: Connection,
    workspace: Workspace,
    stage: Stage,
    /// Messages that have arrived and are not handled yet.
    arrived: VecDeque<Message>,
    /// Documents whose diagnostics may have changed.
    due: Vec<PathBuf>,
    /// The diagnostics that the client has.
    said: HashMap<PathBuf, Vec<lsp::Diagnostic>>,
    /// Requests for diagnostics that wait for a check.
    waiting: Vec<(RequestId, PathBuf)>,
    /// Counts the requests to the client.
    asked: i32,
}

/// How far the protocol has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was agreed yet.
    New,
    /// Requests are answered.
    Running,
    /// Only the end is left.
    ShutDown,
}

impl Server {
    /// A server that waits for its client.
    pub(super) fn new(connection: Connection, workspace: Workspace) -> Self {
        Self {
            connection,
            workspace,
            stage: Stage::New,
            arrived: VecDeque::new(),
            due: Vec::new(),
            said: HashMap::new(),
            waiting: Vec::new(),
            asked: 0,
        }
    }

    /// Serves until the client is gone.
    pub(super) fn run(mut self) -> Ended {
        loop {
            let Some(message) = self.next() else { break };
            match message {
                Message::Request(request) => self.request(request),
                Message::Notification(notification) if notification.method == "exit" => break,
                Message::Notification(notification) => self.notification(notification),
                // Nothing depends on what the client says to a request.
                Message::Response(_) => {}
            }
        }
        if self.stage == Stage::ShutDown { Ended::AfterShutdown } else { Ended::WithoutShutdown }
    }

    /// The next message. While none is there, what is due is said, and what was checked is taken.
    fn next(&mut self) -> Option<Message> {
        loop {
            self.arrived.extend(self.connection.receiver.try_iter());
            if let Some(message) = self.arrived.pop_front() {
                return Some(message);
            }
            self.settle();
            let done = self.workspace.books.done().clone();
            select! {
                recv(self.connection.receiver) -> message => return message.ok(),
                recv(done) -> done => {
                    if let Ok(done) = done {
                        self.take(done);
                    }
                }
            }
        }
    }

    /// Asks for checks, and says what is known by now.
    fn settle(&mut self) {
        self.workspace.books.ask(&self.workspace.buffers);
        for path in std::mem::take(&mut self.due) {
            self.say(&path);
        }
    }

    /// Takes what a check found, and says what is new.
    fn take(&mut self, done: Done) {
        let Some(key) = self.workspace.books.take(done, &self.workspace.buffers) else { return };
        let Workspace { buffers, books, .. } = &self.workspace;
        let of_book = |path: &&Path| super::books::Books::key(path, buffers).as_ref() == Some(&key);
        let paths: Vec<PathBuf> =
            buffers.iter().map(|(path, _)| path).filter(of_book).map(Path::to_path_buf).collect();
        if let Some(why) = paths.first().and_then(|path| books.error(path, buffers)) {
            let why = format!("{}: {why}", key.display());
            self.log(lsp::MessageType::Warning, &why);
        }
        let mut is_news = false;
        for path in paths {
            is_news |= self.say(&path);
        }
        let (ready, waiting) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|(_, path)| self.workspace.books.is_settled(path, &self.workspace.buffers));
        self.waiting = waiting;
        let ready: Vec<(RequestId, PathBuf)> = ready;
        for (id, path) in ready {
            self.report(id, &path);
        }
        if is_news && self.workspace.options.refreshes {
            self.ask("workspace/diagnostic/refresh", Value::Null);
        }
    }

    /// Pushes the diagnostics of a document, unless the client has them or asks for them. Returns whether a client
    /// that asks has others.
    fn say(&mut self, path: &Path) -> bool {
        let Some(buffer) = self.workspace.buffers.get(path) else { return false };
        if self.workspace.books.pass(path, &self.workspace.buffers).is_none() && !self.said.contains_key(path)
        {
            return false;
        }
        let found = diagnostics::of(path, &self.workspace);
        if self.workspace.options.pulls {
            return self.said.get(path).is_some_and(|said| *said != found);
        }
        if self.said.get(path) != Some(&found) {
            let params =
                lsp::PublishDiagnosticsParams::new(buffer.uri.clone(), Some(buffer.version), found.clone());
            self.said.insert(path.to_path_buf(), found);
            self.tell("textDocument/publishDiagnostics", params);
        }
        false
    }

    fn request(&mut self, Request { id, method, params }: Request) {
        if self.is_cancelled(&id) {
            let why = "cancelled by the client".to_owned();
            return self.answer(id, Err(error(ErrorCode::RequestCanceled, why)));
        }
        let answer = match (self.stage, method.as_str()) {
            (Stage::New, "initialize") => Ok(self.initialize(&params)),
            (Stage::New, _) => Err(error(ErrorCode::ServerNotInitialized, "not initialized yet".to_owned())),
            (_, "initialize") => Err(error(ErrorCode::InvalidRequest, "already initialized".to_owned())),
            (Stage::ShutDown, _) => Err(error(ErrorCode::InvalidRequest, "shut down already".to_owned())),
            (Stage::Running, "shutdown") => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null)
            }
            (Stage::Running, "textDocument/diagnostic") => return self.pull(id, &params),
            (Stage::Running, _) => {
                self.wait_for_first_pass(&params);
                let workspace = &mut self.workspace;
                guarded(|| dispatch::answer(workspace, &method, params))
            }
        };
        self.answer(id, answer);
        for outgoing in std::mem::take(&mut self.workspace.outgoing) {
            match outgoing {
                Outgoing::Request(method, params) => self.ask(method, params),
                Outgoing::Notification(method, params) => self.tell(method, params),
            }
        }
    }

    /// Whether a request was taken back before its turn came.
    fn is_cancelled(&mut self, id: &RequestId) -> bool {
        self.arrived.extend(self.connection.receiver.try_iter());
        let id = serde_json::to_value(id).unwrap_or_default();
        self.arrived.iter().any(|message| match message {
            Message::Notification(notification) => {
                notification.method == "$/cancelRequest" && notification.params.get("id") == Some(&id)
            }
            _ => false,
        })
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.stage = Stage::Running;
        self.workspace.options = Options::of(params);
        let version = env!("CARGO_PKG_VERSION");
        json!({
            "capabilities": capabilities::capabilities(&self.workspace.options),
            "serverInfo": { "name": NAME, "version": version },
        })
    }

    /// Answers a request for diagnostics, at once if what is known is of the text as it is.
    fn pull(&mut self, id: RequestId, params: &Value) {
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default();
        let Some(path) = Workspace::path(&uri.into()) else {
            return self.answer(id, Ok(json!({ "kind": "full", "items": [] })));
        };
        self.workspace.books.ask(&self.workspace.buffers);
        let Workspace { options, buffers, books, .. } = &self.workspace;
        let is_checked = books
            .pass(&path, buffers)
            .is_some_and(|pass| pass.file(&path).is_some_and(|file| pass.checked(file).is_some()));
        if books.is_settled(&path, buffers) || is_checked && options.refreshes {
            self.report(id, &path);
        } else {
            self.waiting.push((id, path));
        }
    }

    fn report(&mut self, id: RequestId, path: &Path) {
        let workspace = &self.workspace;
        let mut found = Vec::new();
        let answer = guarded(|| {
            found = diagnostics::of(path, workspace);
            Ok(json!({ "kind": "full", "items": found }))
        });
        self.said.insert(path.to_path_buf(), found);
        self.answer(id, answer);
    }

    /// A request about a document that was opened just now needs to know its book.
    fn wait_for_first_pass(&mut self, params: &Value) {
        // The first argument of a command is a document, too.
        let uri = params.pointer("/textDocument/uri").or_else(|| params.pointer("/arguments/0"));
        let Some(path) = uri.and_then(Value::as_str).and_then(|uri| Workspace::path(&uri.into())) else {
            return;
        };
        self.workspace.books.ask(&self.workspace.buffers);
        let is_known = |workspace: &Workspace| {
            workspace.books.pass(&path, &workspace.buffers).is_some()
                || workspace.books.is_settled(&path, &workspace.buffers)
        };
        while !is_known(&self.workspace) {
            let Ok(done) = self.workspace.books.done().recv() else { return };
            self.take(done);
        }
    }

    fn notification(&mut self, Notification { method, params }: Notification) {
        if self.stage != Stage::Running {
            return;
        }
        let handled = guarded(|| {
            match method.as_str() {
                "initialized" => self.watch(),
                "textDocument/didOpen" => self.opened(read(params)?),
                "textDocument/didChange" => self.changed(read(params)?),
                "textDocument/didClose" => self.closed(&read(params)?),
                "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                    self.workspace.books.touch_all();
                }
                "$/cancelRequest" => self.cancelled(&params),
                _ => {}
            }
            Ok(Value::Null)
        });
        if let Err(why) = handled {
            self.log(lsp::MessageType::Error, &format!("{method}: {}", why.message));
        }
    }

    fn opened(&mut self, params: lsp::DidOpenTextDocumentParams) {
        let lsp::TextDocumentItem { uri, version, text, .. } = params.text_document;
        let Some(path) = Workspace::path(&uri) else { return };
        let buffer = Buffer { uri, version, text: text.into() };
        self.workspace.buffers.open(path.clone(), buffer);
        self.workspace.books.open(&path, &self.workspace.buffers);
        self.due.push(path);
    }

    fn changed(&mut self, params: lsp::DidChangeTextDocumentParams) {
        let lsp::VersionedTextDocumentIdentifier { version, text_document_identifier } = params.text_document;
        let Some(path) = Workspace::path(&text_document_identifier.uri) else { return };
        let Workspace { options, buffers, books, .. } = &mut self.workspace;
        let Some(buffer) = buffers.get_mut(&path) else { return };
        let before = Arc::clone(&buffer.text);
        let replaced = buffer.change(version, params.content_changes, options.encoding);
        if buffer.text != before && books.change(&path, buffers, &replaced) && !self.due.contains(&path) {
            self.due.push(path);
        }
    }

    fn closed(&mut self, params: &lsp::DidCloseTextDocumentParams) {
        let Some(path) = Workspace::path(&params.text_document.uri) else { return };
        let Workspace { buffers, books, .. } = &mut self.workspace;
        books.touch(&path, buffers);
        let Some(buffer) = buffers.close(&path) else { return };
        books.forget(buffers);
        self.due.retain(|due| *due != path);
        let had_some = self.said.remove(&path).is_some_and(|said| !said.is_empty());
        if had_some && !self.workspace.options.pulls {
            let none = lsp::PublishDiagnosticsParams::new(buffer.uri, None, Vec::new());
            self.tell("textDocument/publishDiagnostics", none);
        }
    }

    fn cancelled(&mut self, params: &Value) {
        let is = |id: &RequestId| params.get("id") == serde_json::to_value(id).ok().as_ref();
        if let Some(at) = self.waiting.iter().position(|(id, _)| is(id)) {
            let (id, _) = self.waiting.remove(at);
            self.answer(id, Err(error(ErrorCode::RequestCanceled, "cancelled by the client".to_owned())));
        }
    }

    /// Asks to be told when other programs change files of a book.
    fn watch(&mut self) {
        if !self.workspace.options.watches {
            return;
        }
        let watchers: Vec<Value> =
            ["**/*.toml", "**/*.md", "**/*.json"].iter().map(|glob| json!({ "globPattern": glob })).collect();
        let method = "workspace/didChangeWatchedFiles";
        let registration =
            json!({ "id": "files", "method": method, "registerOptions": { "watchers": watchers } });
        self.ask("client/registerCapability", json!({ "registrations": [registration] }));
    }

    fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        let request = Request::new(self.asked.into(), method.to_owned(), params);
        self.send(request.into());
    }

    fn log(&self, kind: lsp::MessageType, message: &str) {
        self.tell("window/logMessage", lsp::LogMessageParams::new(kind, message.to_owned()));
    }

    fn tell(&self, method: &str, params: impl serde::Serialize) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    fn answer(&self, id: RequestId, answer: Answer) {
        self.send(Response { id, response_result: answer }.into());
    }

    /// A client that is gone is noticed where its messages are read.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }
}

fn read<T: serde::de::DeserializeOwned>(params: Value) -> Result<T, lsp_server::ResponseError> {
    serde_json::from_value(params).map_err(|why| error(ErrorCode::InvalidParams, why.to_string()))
}
