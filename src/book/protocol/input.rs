//! Reads stdin to its end.
//!
//! mdBook writes every token of the JSON in a separate call, about 96,000 for a book of 2 MB. A
//! reader that takes whatever is available wakes up for each call, and slows mdBook down. So a pipe
//! is read patiently: after a read that did not fill the buffer, the reader has caught up, and
//! pauses for a moment.

use std::io::{self, IsTerminal, Read};
use std::time::Duration;

/// The capacity of a pipe on Linux, in bytes.
const PIPE: usize = 64 * 1024;

/// How long the reader pauses. The writer does not fill the pipe in this time.
const PAUSE: Duration = Duration::from_micros(300);

/// Reads stdin to its end. A terminal is not read: someone who tries the program out should get an
/// explanation instead of waiting.
///
/// # Errors
/// When reading fails.
pub fn read_stdin() -> io::Result<Vec<u8>> {
    if io::stdin().is_terminal() {
        return Ok(Vec::new());
    }
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        use std::os::unix::fs::FileTypeExt;

        // As a file, stdin has a type and a length.
        let mut stdin = std::fs::File::from(io::stdin().as_fd().try_clone_to_owned()?);
        if stdin.metadata()?.file_type().is_fifo() {
            return read_patiently(stdin);
        }
        let mut input = Vec::new();
        stdin.read_to_end(&mut input)?;
        Ok(input)
    }
    #[cfg(not(unix))]
    read_patiently(io::stdin().lock())
}

/// Reads a pipe to its end, with a short pause after each read that caught up with the writer.
///
/// # Errors
/// When reading fails.
pub fn read_patiently(mut pipe: impl Read) -> io::Result<Vec<u8>> {
    let mut input = Vec::new();
    let mut chunk = vec![0; PIPE];
    loop {
        match pipe.read(&mut chunk) {
            Ok(0) => return Ok(input),
            Ok(length) => {
                input.extend_from_slice(chunk.get(..length).unwrap_or_default());
                if length < PIPE {
                    std::thread::sleep(PAUSE);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns one byte per call, like a writer that is slower than its reader.
    struct Trickle<'a>(&'a [u8]);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let one = buffer.len().min(1);
            self.0.read(&mut buffer[..one])
        }
    }

    #[test]
    fn everything_is_read() {
        let text = b"[{\"root\":\"/\"},{\"items\":[]}]";
        assert_eq!(read_patiently(Trickle(text)).expect("bytes"), text);
        let large = vec![b'x'; 300_000];
        assert_eq!(read_patiently(large.as_slice()).expect("bytes"), large);
    }
}
