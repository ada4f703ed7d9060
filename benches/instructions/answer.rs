//! The work of the preprocessor for a book without a directive.

use mdbook_system_design::book::protocol::{read_stdin, split, write_stdout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let input = read_stdin()?;
    let envelope = split(&input)?;
    if envelope.may_hold_directives() {
        return Err("the book may contain a directive".into());
    }
    Ok(write_stdout(envelope.book)?)
}
