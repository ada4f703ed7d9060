//! `lsp`: the language server, on stdin and stdout.

use std::process::ExitCode;

use super::{Outcome, output};
use crate::server::{self, Ended};

/// The exit code that the protocol has for every end but the agreed one.
const ABRUPT: u8 = 1;

pub(super) fn run() -> Outcome {
    Ok(match server::stdio() {
        Ok(Ended::AfterShutdown) => ExitCode::SUCCESS,
        Ok(Ended::WithoutShutdown) => ExitCode::from(ABRUPT),
        Err(error) => {
            output::error(&error.to_string());
            ExitCode::from(ABRUPT)
        }
    })
}
