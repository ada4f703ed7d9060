//! Opening a file: a regular one, and not more of it than a text may have.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

/// The size of the largest file that is read, in bytes. A design has some hundred kilobytes.
pub(super) const LIMIT: u64 = 64 * 1024 * 1024;

/// Why a file could not be read as text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The file has bytes that are not UTF-8.
    #[error("it is not UTF-8 (the first wrong byte is at {offset})")]
    NotUtf8 {
        /// The first byte that is not UTF-8, counted from 0.
        offset: usize,
    },
    /// The path names something other than a file: "a folder", "a named pipe".
    #[error("it is {0}")]
    NotAFile(&'static str),
    /// The file is too large for a text.
    #[error("it is larger than {} MiB", LIMIT >> 20)]
    TooLarge,
}

impl ReadError {
    /// Whether there is nothing at the path.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }
}

/// The bytes of a regular file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    // Opening a device may have an effect, so the path is checked first. The opened file is checked
    // again, because the path may name another one by then.
    refuse_others(&std::fs::metadata(path)?)?;
    let file = open(path)?;
    let metadata = file.metadata()?;
    refuse_others(&metadata)?;
    if metadata.len() > LIMIT {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // A file may grow while it is read, and a file in `/proc` claims to be empty.
    file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT { Err(ReadError::TooLarge) } else { Ok(bytes) }
}

/// The text of a regular file.
pub(super) fn text(path: &Path) -> Result<String, ReadError> {
    decoded(read(path)?)
}

/// Bytes as the text that they must be.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<String, ReadError> {
    String::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
}

/// Opens without waiting: a named pipe that took a file's place would wait for its other end.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | libc::O_NOCTTY);
    options.open(path)
}

fn refuse_others(metadata: &Metadata) -> Result<(), ReadError> {
    if metadata.is_file() { Ok(()) } else { Err(ReadError::NotAFile(kind(metadata))) }
}

fn kind(metadata: &Metadata) -> &'static str {
    if metadata.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = metadata.file_type();
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    "a device"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_file_is_named() {
        assert!(matches!(read(Path::new(".")), Err(ReadError::NotAFile("a folder"))));
        assert!(read(Path::new("no such file")).is_err_and(|error| error.is_not_found()));
        #[cfg(unix)]
        assert!(matches!(read(Path::new("/dev/zero")), Err(ReadError::NotAFile("a device"))));
    }

    #[test]
    fn a_file_past_the_limit_is_not_read() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        file.as_file().set_len(LIMIT + 1).expect("a sparse file");
        assert!(matches!(read(file.path()), Err(ReadError::TooLarge)));
        assert_eq!(ReadError::TooLarge.to_string(), "it is larger than 64 MiB");
    }
}
