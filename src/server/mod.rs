//! The language server: the findings of `check` while one types, and the model at one's fingertips.
//!
//! [`stdio`] serves the program that started this one, [`serve`] any connection. The modules, each of which uses
//! only those after it:
//!
//! - `life`: messages of the client and results of checks, one after the other;
//! - `dispatch`: from the name of a request to what answers it. To add one: a file in `requests`, its line there,
//!   its capability in `capabilities`;
//! - `names`: where ids are declared and cited: rename, references, completion;
//! - `diagnostics`, `edits`: findings and edits as the protocol has them;
//! - `workspace`: the open documents and their books, which every request is answered from;
//! - `books`, `pass`, `worker`: what is known of a book. A change of one design is checked at once, the whole book
//!   in a thread;
//! - `answer`, `buffers`, `options`, `positions`, `uri`, `transport`: the protocol's texts, capabilities, places and bytes.

use std::io;

use lsp_server::Connection;

mod answer;
mod books;
mod buffers;
mod capabilities;
mod diagnostics;
mod dispatch;
mod edits;
mod life;
#[cfg(feature = "mcp")]
mod mcp;
mod names;
mod options;
mod pass;
mod positions;
mod requests;
mod transport;
mod uri;
mod worker;
mod workspace;

use books::Books;
use buffers::Buffers;
use life::Server;
use options::Options;
use workspace::Workspace;

/// What the server is called, and the source of its diagnostics.
const NAME: &str = "mdbook-system-design";

/// How the connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As the protocol wants it.
    AfterShutdown,
    /// The client went away, or said `exit` before `shutdown`.
    WithoutShutdown,
}

/// Why the server could not go on.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ServerError(#[from] Why);

#[derive(Debug, thiserror::Error)]
enum Why {
    #[error(transparent)]
    Broken(#[from] transport::Broken),
    #[error("no thread can be started: {0}")]
    NoThread(#[from] io::Error),
}

/// Serves the program at the other end of stdin and stdout.
///
/// # Errors
/// When what it sends is not the protocol.
pub fn stdio() -> Result<Ended, ServerError> {
    let (connection, threads) = transport::stdio(transport::Framing::Headers).map_err(Why::from)?;
    let ended = serve(connection)?;
    threads.join().map_err(Why::from)?;
    Ok(ended)
}

/// Answers the assistant at the other end of stdin and stdout, by the Model Context Protocol, until the input ends.
///
/// # Errors
/// When what it sends is not the protocol.
#[cfg(feature = "mcp")]
pub fn mcp() -> Result<Ended, ServerError> {
    let (connection, threads) = transport::stdio(transport::Framing::Lines).map_err(Why::from)?;
    mcp::serve(&connection);
    // The threads end when nobody listens any more.
    drop(connection);
    threads.join().map_err(Why::from)?;
    Ok(Ended::AfterShutdown)
}

/// Serves a client until it is gone.
///
/// # Errors
/// When the system has no thread left.
pub fn serve(connection: Connection) -> Result<Ended, ServerError> {
    let books = Books::new().map_err(Why::from)?;
    let workspace =
        Workspace { options: Options::default(), buffers: Buffers::default(), books, outgoing: Vec::new() };
    Ok(Server::new(connection, workspace).run())
}
