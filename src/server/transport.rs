//! Messages on stdin and stdout.
//!
//! `lsp-server` reads them, too, but takes as much memory as a header asks for.

use std::io::{self, BufRead, Read as _, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, unbounded};
use lsp_server::{Connection, ErrorCode, Message, Notification, RequestId, Response};
use serde_json::Value;

/// The threads that read and write.
pub(super) struct Threads {
    reader: JoinHandle<Result<(), Broken>>,
    writer: JoinHandle<()>,
}

/// Why the input cannot be read any further.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    /// The system says why.
    #[error("stdin cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It ends in the middle.
    #[error("stdin ends inside a message")]
    Ends,
    /// A line of the header is something else.
    #[error("`{0}` is not a header of a message, such as `Content-Length: 52`")]
    Header(String),
    /// The header does not say how long the message is.
    #[error("a message has no `Content-Length`")]
    NoLength,
    /// The header says something that is not a length.
    #[error("`{0}` is not the length of a message: it is a number of at most {LONGEST} bytes")]
    Length(String),
    /// What follows is not a message of that length.
    #[error("a message is not JSON, or not as long as its `Content-Length` says: {0}")]
    Json(#[from] serde_json::Error),
}

/// Where a message ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum Framing {
    /// After as many bytes as a header says, as in the Language Server Protocol.
    Headers,
    /// With its line, as in the Model Context Protocol.
    #[cfg(feature = "mcp")]
    Lines,
}

impl Framing {
    /// The text of the next message; `None` where the input ends between two.
    fn read(self, input: &mut dyn BufRead) -> Result<Option<Vec<u8>>, Broken> {
        match self {
            Self::Headers => read(input),
            #[cfg(feature = "mcp")]
            Self::Lines => line(input),
        }
    }

    fn write(self, message: &Message, mut output: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Headers => message.write(&mut output),
            #[cfg(feature = "mcp")]
            Self::Lines => {
                let mut value = serde_json::to_value(message)?;
                value["jsonrpc"] = "2.0".into();
                writeln!(output, "{value}")?;
                output.flush()
            }
        }
    }
}

/// The longest message that is read, in bytes: four times the longest file.
const LONGEST: u64 = 256 << 20;
/// The longest line of a header, in bytes.
const LONGEST_HEADER: u64 = 8 << 10;

/// Connects stdin and stdout.
///
/// # Errors
/// When the system has no thread left.
pub(super) fn stdio(framing: Framing) -> io::Result<(Connection, Threads)> {
    let (sender, outgoing) = unbounded();
    let (incoming, receiver) = unbounded();
    let answers = sender.clone();
    let read = move || read_all(framing, &mut io::stdin().lock(), &incoming, &answers);
    let reader = thread::Builder::new().name("stdin".to_owned()).spawn(read)?;
    let write = move || write_all(framing, &mut io::stdout().lock(), &outgoing);
    let writer = thread::Builder::new().name("stdout".to_owned()).spawn(write)?;
    Ok((Connection { sender, receiver }, Threads { reader, writer }))
}

impl Threads {
    /// Waits until everything is written. To be called once the connection is dropped, after the input has ended
    /// or said `exit`.
    ///
    /// # Errors
    /// When the input was broken.
    pub(super) fn join(self) -> Result<(), Broken> {
        let read = self.reader.join().unwrap_or(Ok(()));
        // A panic of the writer is on stderr, and there is nothing left to write.
        let _ = self.writer.join();
        read
    }
}

/// Passes on the messages of an input until it ends or says `exit`.
fn read_all(
    framing: Framing,
    input: &mut dyn BufRead,
    incoming: &Sender<Message>,
    answers: &Sender<Message>,
) -> Result<(), Broken> {
    while let Some(text) = framing.read(input)? {
        let value: Value = serde_json::from_slice(&text)?;
        let id = value.get("id").cloned();
        let Ok(message) = serde_json::from_value::<Message>(value) else {
            // JSON that is not a message is answered where it can be said which one that is.
            if let Some(id) = id.and_then(|id| serde_json::from_value::<RequestId>(id).ok()) {
                let why = "this is not a request".to_owned();
                let _ = answers.send(Response::new_err(id, ErrorCode::InvalidRequest as i32, why).into());
            }
            continue;
        };
        let is_exit =
            matches!(&message, Message::Notification(Notification { method, .. }) if method == "exit");
        if incoming.send(message).is_err() || is_exit {
            break;
        }
    }
    Ok(())
}

/// The text of the next message; `None` where the input ends between two.
fn read(input: &mut dyn BufRead) -> Result<Option<Vec<u8>>, Broken> {
    let mut length = None;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        (&mut *input).take(LONGEST_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() && is_first {
            return Ok(None);
        }
        is_first = false;
        let text = String::from_utf8_lossy(&line);
        let Some(header) = text.strip_suffix('\n') else {
            return Err(if line.len() as u64 == LONGEST_HEADER { wrong(&text) } else { Broken::Ends });
        };
        let header = header.strip_suffix('\r').unwrap_or(header);
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(|| wrong(header))?;
        if name.trim().eq_ignore_ascii_case("content-length") {
            let value = value.trim();
            let number = value.parse::<u64>().ok().filter(|length| *length <= LONGEST);
            length = Some(number.ok_or_else(|| Broken::Length(shortened(value)))?);
        }
    }
    let length = length.ok_or(Broken::NoLength)?;
    let mut text = Vec::new();
    (&mut *input).take(length).read_to_end(&mut text)?;
    if (text.len() as u64) < length { Err(Broken::Ends) } else { Ok(Some(text)) }
}

fn wrong(header: &str) -> Broken {
    Broken::Header(shortened(header))
}

/// As much of a text as fits into a message.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn write_all(framing: Framing, output: &mut dyn Write, outgoing: &Receiver<Message>) {
    // Once stdout is closed, nobody can be told.
    let _ = outgoing.iter().try_for_each(|message| framing.write(&message, output));
}

/// The next line that says something.
#[cfg(feature = "mcp")]
fn line(input: &mut dyn BufRead) -> Result<Option<Vec<u8>>, Broken> {
    loop {
        let mut line = Vec::new();
        let length = (&mut *input).take(LONGEST).read_until(b'\n', &mut line)?;
        if length as u64 == LONGEST {
            return Err(Broken::Length(length.to_string()));
        }
        if length == 0 || !line.trim_ascii().is_empty() {
            return Ok((length > 0).then_some(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &[u8], expected: Result<&[&str], &str>) {
        let (incoming, received) = unbounded();
        let (answers, _answered) = unbounded();
        let result = read_all(Framing::Headers, &mut { input }, &incoming, &answers);
        drop(incoming);
        let methods: Vec<String> = received
            .iter()
            .map(|message| match message {
                Message::Notification(notification) => notification.method,
                other => format!("{other:?}"),
            })
            .collect();
        match (result, expected) {
            (Ok(()), Ok(expected)) => assert_eq!(methods, expected),
            (Err(error), Err(expected)) => assert_eq!(error.to_string(), expected),
            (result, expected) => panic!("{result:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn an_input_is_read_as_far_as_it_goes() {
        check(b"", Ok(&[]));
        check(b"Content-Length: 14\r\n\r\n{\"method\":\"a\"}", Ok(&["a"]));
        check(
            b"Content-Type: x\r\ncontent-length:14\n\n{\"method\":\"a\"}Content-Length: 14\r\n\r\n{\"method\":\"b\"}",
            Ok(&["a", "b"]),
        );
        check(b"Content-Length: 17\r\n\r\n{\"method\":\"exit\"}and more", Ok(&["exit"]));
        check(b"Content-Length: 4\r\n\r\nnull", Ok(&[]));
        check(b"Content-Len", Err("stdin ends inside a message"));
        check(b"Content-Length: 14\r\n", Err("stdin ends inside a message"));
        check(b"Content-Length: 20\r\n\r\n{\"method\":\"a\"}", Err("stdin ends inside a message"));
        check(b"\r\n\r\n", Err("a message has no `Content-Length`"));
        check(b"hello\n", Err("`hello` is not a header of a message, such as `Content-Length: 52`"));
        for length in ["-1", "x", "268435457", "18446744073709551616"] {
            let why = format!(
                "`{length}` is not the length of a message: it is a number of at most 268435456 bytes"
            );
            check(format!("Content-Length: {length}\r\n\r\n").as_bytes(), Err(&why));
        }
    }

    #[test]
    fn a_wrong_length_ends_the_input() {
        for length in [1, 13, 15, 30] {
            let text =
                format!("Content-Length: {length}\r\n\r\n{{\"method\":\"a\"}}Content-Length: 14\r\n\r\n{{}}");
            let (incoming, _received) = unbounded();
            let (answers, _answered) = unbounded();
            let result = read_all(Framing::Headers, &mut text.as_bytes(), &incoming, &answers);
            assert!(
                matches!(result, Err(Broken::Json(_) | Broken::Header(_) | Broken::Ends)),
                "{length}: {result:?}"
            );
        }
    }
}
