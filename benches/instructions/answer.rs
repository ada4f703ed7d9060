//! What the preprocessor does with a book that holds no directive.

use std::io::Write;

use mdbook_system_design::book::protocol::{read_stdin, split};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let input = read_stdin()?;
    let envelope = split(&input)?;
    if envelope.may_hold_directives() {
        return Err("the book may hold a directive".into());
    }
    std::io::stdout().lock().write_all(envelope.book)?;
    Ok(())
}
