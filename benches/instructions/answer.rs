//! What the preprocessor does with a book that holds no directive.

use mdbook_system_design::book::protocol::{read_stdin, split, write_stdout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let input = read_stdin()?;
    let envelope = split(&input)?;
    if envelope.may_hold_directives() {
        return Err("the book may hold a directive".into());
    }
    Ok(write_stdout(envelope.book)?)
}
