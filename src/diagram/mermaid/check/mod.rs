//! Whether real Mermaid would draw a text, and if not, where it fails.
//!
//! Our cheap checks come first: they need no dependency and describe common mistakes in the author's terms.
//! With the cargo feature `mermaid` a whole parser follows; without it, a text that passes the cheap checks
//! is [`Verdict::NotChecked`].
//!
//! To add a cheap check: a file beside this one with a function from the text to faults, and a line in
//! `own_faults`. The corpus in `tests/mermaid/` must agree with it.

mod c4;
mod fault;
mod hard_space;
mod header;
#[cfg(feature = "mermaid")]
mod parser;

pub use fault::{Fault, Verdict};

use header::Header;

/// Judges a Mermaid text. Never panics, and answers within about two seconds.
pub fn check(text: &str) -> Verdict {
    let faults = own_faults(text);
    if !faults.is_empty() {
        return Verdict::Invalid(faults);
    }
    #[cfg(feature = "mermaid")]
    return parser::parse(text);
    #[cfg(not(feature = "mermaid"))]
    Verdict::NotChecked
}

fn own_faults(text: &str) -> Vec<Fault> {
    match header::find(text) {
        Header::Fault(fault) => vec![fault],
        Header::Known(family) => {
            let mut faults = hard_space::faults(text, family);
            faults.extend(c4::faults(text, family));
            faults.sort_by_key(|fault| fault.range.start);
            faults
        }
    }
}
