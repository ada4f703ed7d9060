//! A sentence of a comparison as Markdown: what is quoted becomes code, whatever is in it.

use std::borrow::Cow;

use crate::compare::Piece;
use crate::markdown::Builder;

/// How long a quotation may be.
const LONGEST: usize = 200;

/// Prints a sentence.
pub fn sentence<'a>(pieces: Vec<Piece<'a>>, out: &mut Builder<'a>) {
    for piece in pieces {
        print_piece(piece, out);
    }
}

/// Prints a part of one.
pub(super) fn print_piece<'a>(piece: Piece<'a>, out: &mut Builder<'a>) {
    match piece {
        Piece::Words(words) => out.text(words),
        // A code span cannot be empty.
        Piece::Code(code) if code.trim().is_empty() => out.text("“”"),
        Piece::Code(code) => out.code(shortened(code)),
    }
}

fn shortened(code: &str) -> Cow<'_, str> {
    match code.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", code.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(code),
    }
}
