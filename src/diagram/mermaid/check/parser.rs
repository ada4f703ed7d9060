//! The one place that knows merman-core, a port of Mermaid's parsers.
//!
//! It is pinned to one version and not trusted: it runs in a separate thread, a panic in it is caught, and a
//! parse that does not end in time is abandoned.

use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

use merman_core::{Engine, Error, OperationControl, ParseOptions};

use super::fault::{Fault, Verdict};
use super::hard_space;
use crate::markdown::one_line;

/// Longer texts are not parsed. Mermaid itself draws nothing beyond 50,000 characters.
const MAX_BYTES: usize = 200_000;

/// Real diagrams take a few milliseconds.
const TIME_LIMIT: Duration = Duration::from_secs(2);

/// How many lines are skipped for which the port is known to be stricter than Mermaid.
const MAX_RETRIES: usize = 8;

const THREAD_NAME: &str = "mermaid-parser";

/// The parsers recurse with the nesting of the diagram.
const STACK_BYTES: usize = 16 << 20;

/// Parses the whole text as Mermaid would.
pub(super) fn parse(text: &str) -> Verdict {
    if text.len() > MAX_BYTES {
        return Verdict::NotChecked;
    }
    // The parser panics on a non-breaking space in some families, where Mermaid sees a blank.
    let source = hard_space::softened(text);
    match within(TIME_LIMIT, move || parsed(source)) {
        Some(Outcome::Accepted) => Verdict::Valid,
        Some(Outcome::Refused { message, range, .. }) => {
            let range = range.unwrap_or_else(|| last_line(text));
            Verdict::Invalid(vec![fault(text, range, &message)])
        }
        Some(Outcome::Unknown) | None => Verdict::NotChecked,
    }
}

enum Outcome {
    Accepted,
    Refused {
        message: String,
        range: Option<Range<usize>>,
        /// Whether Mermaid would have let this pass.
        lenient: bool,
    },
    Unknown,
}

/// Runs the job in a thread, and gives up if it panics or takes too long.
fn within<T: Send + 'static>(limit: Duration, job: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    keep_panics_quiet();
    let (sender, receiver) = mpsc::sync_channel(1);
    let run = move || {
        if let Ok(outcome) = panic::catch_unwind(AssertUnwindSafe(job)) {
            // Nobody listens any more when the limit has passed.
            let _late = sender.send(outcome);
        }
    };
    thread::Builder::new().name(THREAD_NAME.to_owned()).stack_size(STACK_BYTES).spawn(run).ok()?;
    receiver.recv_timeout(limit).ok()
}

/// A panic in the parser is an answer ("not checked"); its message would only alarm the reader.
fn keep_panics_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let inherited = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD_NAME) {
                inherited(info);
            }
        }));
    });
}

/// Parses, and again without the line at which the port is known to be stricter than Mermaid.
fn parsed(mut source: String) -> Outcome {
    for _ in 0..MAX_RETRIES {
        match parsed_once(&source) {
            Outcome::Refused { range: Some(range), lenient: true, .. } => {
                blank_line(&mut source, range.start);
            }
            Outcome::Refused { lenient: true, .. } => return Outcome::Unknown,
            outcome => return outcome,
        }
    }
    Outcome::Unknown
}

fn parsed_once(source: &str) -> Outcome {
    let control = OperationControl::new().with_deadline(TIME_LIMIT);
    let answer = Engine::new().parse_diagram_for_render_model_controlled_sync(
        source,
        ParseOptions::strict(),
        &control,
    );
    match answer {
        Ok(Ok(Some(_))) => Outcome::Accepted,
        Ok(Err(Error::DiagramParse { diagram_type, diagnostic })) => Outcome::Refused {
            message: diagnostic.message().to_owned(),
            range: diagnostic.span().map(|span| span.start..span.end),
            lenient: stricter_than_mermaid(&diagram_type, diagnostic.message()),
        },
        Ok(Err(
            error @ (Error::MalformedFrontMatter
            | Error::InvalidDirectiveJson { .. }
            | Error::InvalidFrontMatterYaml { .. }),
        )) => Outcome::Refused { message: error.to_string(), range: Some(0..0), lenient: false },
        Ok(Ok(None) | Err(_)) | Err(_) => Outcome::Unknown,
    }
}

/// Overwrites the line at `offset` with as many blanks, so that later offsets stay as they are.
fn blank_line(source: &mut String, offset: usize) {
    let is_break = |byte: &u8| *byte == b'\n';
    let bytes = source.as_bytes();
    let offset = offset.min(bytes.len());
    let (before, after) = bytes.split_at(offset);
    let start = before.iter().rposition(is_break).map_or(0, |at| at + 1);
    let end = offset + after.iter().position(is_break).unwrap_or(after.len());
    source.replace_range(start..end, &" ".repeat(end - start));
}

/// Whether this version of the port is known to reject, with these words, something that Mermaid draws (the
/// corpus has a case of each): then its message says nothing about that line.
fn stricter_than_mermaid(family: &str, message: &str) -> bool {
    const STRICTER: &[(&str, &str)] = &[
        ("block", "expected integer"),
        ("class", "unexpected name; expected newline"),
        ("kanban", "unterminated node delimiter"),
        ("state", "unexpected struct stop"),
    ];
    STRICTER.iter().any(|(kind, words)| family.starts_with(kind) && message.starts_with(words))
}

fn fault(text: &str, range: Range<usize>, message: &str) -> Fault {
    let fault = Fault::new(text, range, tidy(message));
    let line = text.lines().nth(fault.line.saturating_sub(1)).unwrap_or_default();
    if line.contains(hard_space::HARD_SPACE) {
        fault.with_help(format!("the line has a non-breaking space (U+00A0): {}", hard_space::HELP))
    } else {
        fault
    }
}

/// The parser's message as one line without a final full stop.
fn tidy(message: &str) -> String {
    one_line(message).trim_end_matches('.').to_owned()
}

fn last_line(text: &str) -> Range<usize> {
    let end = text.trim_end().len();
    let start = text.get(..end).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_and_an_endless_parse_give_no_answer() {
        let limit = Duration::from_millis(50);
        assert_eq!(within(limit, || 1), Some(1));
        assert_eq!(within(limit, || -> u8 { panic!("not shown") }), None);
        let forever = || -> u8 {
            thread::sleep(Duration::from_secs(5));
            1
        };
        assert_eq!(within(limit, forever), None);
    }

    #[test]
    fn a_blanked_line_keeps_every_offset() {
        let mut source = "one\nzwölf\nthree".to_owned();
        blank_line(&mut source, 6);
        assert_eq!(source, "one\n      \nthree");
        blank_line(&mut source, 99);
        assert_eq!(source, "one\n      \n     ");
    }
}
