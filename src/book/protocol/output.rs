//! Writes the answer.

use std::io::{self, Write};

/// Writes the book to stdout, all at once. Stdout belongs to the protocol: this is called at the
/// end of a successful run, and nothing else is written there.
///
/// # Errors
/// When stdout cannot be written, for example because mdBook has exited.
pub fn write_stdout(book: &[u8]) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;

        // The standard library searches everything written to `Stdout` for the last line break. For
        // a book without directives, that takes longer than everything else.
        std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?).write_all(book)
    }
    #[cfg(not(unix))]
    {
        let mut stdout = io::stdout().lock();
        stdout.write_all(book)?;
        stdout.flush()
    }
}
