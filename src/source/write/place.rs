//! Where a file really is, and what is there.

use std::io;
use std::path::{Path, PathBuf};

use super::WriteReason;
use crate::source::links::follow;
use crate::source::{Refused, Root};

/// The file itself, with every symbolic link on the way followed; it need not be there yet.
pub(super) fn locate(path: &Path, roots: &[Root]) -> Result<PathBuf, Refused> {
    let mut refused = None;
    for root in roots {
        match root.may_be_written(path) {
            Ok(_) => return Ok(follow(path)),
            Err(refusal) => refused = refused.or(Some(refusal)),
        }
    }
    refused.map_or_else(|| Ok(follow(path)), Err)
}

/// The bytes of a regular file; `None` if there is nothing.
pub(super) fn read(real: &Path) -> Result<Option<Vec<u8>>, WriteReason> {
    match std::fs::metadata(real) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
        Ok(metadata) if !metadata.is_file() => Err(WriteReason::NotAFile),
        Ok(_) => Ok(Some(std::fs::read(real)?)),
    }
}

/// The folder of a file.
pub(super) fn folder(real: &Path) -> PathBuf {
    real.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}
