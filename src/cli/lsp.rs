//! `lsp` and `mcp`: the servers, on stdin and stdout.

use std::process::ExitCode;

use super::output;
use crate::server::{self, Ended, ServerError};

/// The exit code that the protocol has for every end but the agreed one.
const ABRUPT: u8 = 1;

pub(super) fn run() -> ExitCode {
    code(server::stdio())
}

#[cfg(feature = "mcp")]
pub(super) fn mcp() -> ExitCode {
    code(server::mcp())
}

fn code(ended: Result<Ended, ServerError>) -> ExitCode {
    match ended {
        Ok(Ended::AfterShutdown) => ExitCode::SUCCESS,
        Ok(Ended::WithoutShutdown) => ExitCode::from(ABRUPT),
        Err(error) => {
            output::error(&error.to_string());
            ExitCode::from(ABRUPT)
        }
    }
}
