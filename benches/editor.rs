//! How long an editor waits: `cargo bench --bench editor`.
//!
//! From a change of a design of 200 kB to its diagnostics, and from a change of a chapter to those of a book of 100
//! designs, in the best of several tries. It fails above the [`BUDGETS`].

#![allow(clippy::unwrap_used, reason = "a bench that cannot read its data must stop")]
#![allow(clippy::print_stdout, reason = "it prints its results")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use mdbook_system_design::server;
use serde_json::{Value, json};

/// For a design, and for a book.
const BUDGETS: [Duration; 2] = [Duration::from_millis(20), Duration::from_millis(100)];

const TRIES: i32 = 10;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let took = [large_design(&folder.join("alone")), book(&folder.join("book"))];
    let names = ["a change of a design of 200 kB", "a change in a book of 100 designs"];
    for ((name, took), budget) in names.iter().zip(took).zip(BUDGETS) {
        println!("{name}: {took:.1?} (at most {budget:?})");
    }
    if !cfg!(debug_assertions) {
        assert!(took.iter().zip(BUDGETS).all(|(took, budget)| *took <= budget), "an editor waits too long");
    }
}

const HEAD: &str =
    "template = \"architecture@1\"\n\n[design]\ntitle = \"D\"\nversion = \"1.0.0\"\nstatus = \"accepted\"\n";

/// A design with so many components, each with a requirement, a table and a test.
fn design(parts: usize) -> String {
    let mut text = HEAD.to_owned();
    for number in 0..parts {
        let next = (number + 1) % parts;
        write!(
            text,
            "\n[requirements.R{number}]\ncategory = \"Orders\"\ntext = \"Order {number} is kept for {number} days after it was paid.\"\n\
             \n[components.c{number}]\nname = \"Part {number}\"\nkind = \"service\"\nsatisfies = [\"R{number}\"]\n\
             uses = {{ c{next} = {{ label = \"asks for {number}\", protocol = \"HTTPS\", async = true }} }}\n\
             \n[tables.t{number}]\ndescription = \"Rows of {number}\"\ncolumns = [\n  {{ name = \"id\", type = \"uuid\", key = \"primary\" }},\n  \
             {{ name = \"next\", type = \"uuid\", references = \"t{next}.id\" }},\n]\nindexes = [{{ columns = [\"next\"] }}]\n\
             \n[tests.t{number}]\ntitle = \"Order {number} is kept\"\nlevel = \"integration\"\nverifies = [\"R{number}\"]\n"
        )
        .unwrap();
    }
    text
}

fn large_design(folder: &Path) -> Duration {
    std::fs::create_dir_all(folder).unwrap();
    let mut text = design(10);
    for parts in 11.. {
        if text.len() >= 200_000 {
            break;
        }
        text = design(parts);
    }
    let mut client = Client::start(json!({}));
    let uri = format!("file://{}/design.toml", folder.display());
    client.open(&uri, &text);
    client.published(&uri, 1);
    best(|version| {
        // A letter in the title is typed and deleted, and with it a finding appears and goes.
        let (end, new) = if version % 2 == 0 { (9, "") } else { (8, "\"") };
        let range = json!({ "start": { "line": 3, "character": 8 }, "end": { "line": 3, "character": end } });
        client.change(&uri, version, &json!([{ "range": range, "text": new }]));
        client.published(&uri, version);
    })
}

fn book(folder: &Path) -> Duration {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("book.toml", "[book]\ntitle = \"B\"\n[preprocessor.system-design]\n");
    let mut summary = String::new();
    for number in 0..100 {
        let id = format!("title = \"Design {number}\"");
        write(&format!("designs/d{number}.toml"), &design(10).replace("title = \"D\"", &id));
        write(&format!("src/d{number}.md"), &format!("# D\n\n<<#system-design /designs/d{number}.toml>>\n"));
        writeln!(summary, "- [D{number}](d{number}.md)").unwrap();
    }
    write("src/SUMMARY.md", &summary);
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {} } }));
    let uri = format!("file://{}/src/d7.md", folder.display());
    client.open(&uri, "# D\n\n<<#system-design /designs/d7.toml>>\n");
    client.pulled(&uri);
    best(|version| {
        let text = format!("# D\n\n<<#system-design /designs/d{}.toml>>\n", 7 + version % 2 * 100);
        client.change(&uri, version, &json!([{ "text": text }]));
        assert_eq!(client.pulled(&uri).is_empty(), version % 2 == 0);
    })
}

fn best(mut run: impl FnMut(i32)) -> Duration {
    let times = (0..TRIES).map(|number| {
        let start = Instant::now();
        // The first version is the one that was opened.
        run(number + 3);
        start.elapsed()
    });
    times.min().unwrap()
}

struct Client {
    connection: Connection,
    asked: i32,
}

impl Client {
    #[expect(clippy::needless_pass_by_value, reason = "callers write it in place")]
    fn start(capabilities: Value) -> Self {
        let (own, other) = Connection::memory();
        std::thread::spawn(move || server::serve(other));
        let mut client = Self { connection: own, asked: 0 };
        client.ask("initialize", json!({ "capabilities": capabilities }));
        client.tell("initialized", json!({}));
        client
    }

    fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).unwrap();
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.connection.sender.send(Request::new(id.clone(), method.to_owned(), params).into()).unwrap();
        loop {
            if let Message::Response(response) = self.connection.receiver.recv().unwrap()
                && response.id == id
            {
                return response.response_result.unwrap();
            }
        }
    }

    fn open(&self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&self, uri: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Waits for the diagnostics of a version.
    fn published(&mut self, uri: &str, version: i32) {
        loop {
            if let Message::Notification(Notification { method, params }) =
                self.connection.receiver.recv().unwrap()
                && method == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
            {
                return;
            }
        }
    }

    fn pulled(&mut self, uri: &str) -> Vec<Value> {
        let report = self.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
        report["items"].as_array().unwrap().clone()
    }
}
