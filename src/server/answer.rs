//! Answers to requests, errors among them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, ResponseError};
use serde_json::Value;

/// What a request is answered with.
pub(super) type Answer = Result<Value, ResponseError>;

/// Runs what answers a request. A panic of it is the answer, and no end of the program.
pub(super) fn guarded(run: impl FnOnce() -> Answer) -> Answer {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        Err(error(
            ErrorCode::InternalError,
            "a mistake of this program; what it says is on stderr".to_owned(),
        ))
    })
}

/// An error of the protocol.
pub(super) fn error(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

/// Reads the parameters of a request, and answers it.
pub(super) fn typed<R: lsp::Request>(
    params: Value,
    answer: impl FnOnce(R::Params) -> Result<R::Result, ResponseError>,
) -> Answer {
    let params = serde_json::from_value(params).map_err(|why| {
        error(ErrorCode::InvalidParams, format!("the parameters are not those of the request: {why}"))
    })?;
    let result = answer(params)?;
    serde_json::to_value(result).map_err(|why| error(ErrorCode::InternalError, why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_answered() {
        let answered = guarded(|| panic!("on purpose")).expect_err("an error");
        assert_eq!(answered.code, ErrorCode::InternalError as i32);
        assert_eq!(guarded(|| Ok(Value::Null)).expect("an answer"), Value::Null);
    }
}
