//! Writing the answer.

use std::io::{self, Write};

/// Writes the book to stdout, all at once: stdout is the protocol, so this is called at the end of
/// a run that went well, and nothing else is written there.
///
/// # Errors
/// When it cannot be written, as when mdBook is gone.
pub fn write_stdout(book: &[u8]) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;

        // The standard library looks for the last line break in everything that goes through
        // `Stdout`, which takes longer than all the rest of an answer without directives.
        std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?).write_all(book)
    }
    #[cfg(not(unix))]
    {
        let mut stdout = io::stdout().lock();
        stdout.write_all(book)?;
        stdout.flush()
    }
}
