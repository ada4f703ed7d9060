//! What a page says of the version that it shows: a note if there is another one that readers should know
//! of, and a quiet line about what is coming.

use crate::design::Status;
use crate::markdown::{Brackets, Builder, write};
use crate::template::{Piece, Words, pieces};

/// A version of a design, and where the book shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The version, or the name of another design.
    pub name: String,
    /// Its status.
    pub status: Status,
    /// The address of the page that shows it, if there is one.
    pub link: Option<String>,
}

/// What a page says about its version.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The version that the page shows.
    pub shown: Shown,
    /// The version that holds, if it is another one.
    pub holding: Option<Shown>,
    /// The latest of the same major version, if it is a third one.
    pub in_major: Option<Shown>,
    /// The design that took its place.
    pub successor: Option<Shown>,
    /// The versions in preparation that the book shows.
    pub coming: Vec<Shown>,
    /// The version that runs, if it is another one.
    pub running: Option<Shown>,
    /// All other versions, where they are listed.
    pub others: Vec<Shown>,
}

/// The note and the quiet line as Markdown, in the words of a template; empty if there is nothing to say.
/// The note is one of mdBook's if the renderer draws those, otherwise a quote.
pub fn standing(standing: &Standing, words: &Words, draws_notes: bool) -> String {
    let mut out = Builder::new();
    let note = note(standing);
    if !note.is_empty() {
        out.note(draws_notes, |out| out.paragraph(|out| sentences(&note, words, out)));
    }
    let quiet = quiet(standing);
    if !quiet.is_empty() {
        out.paragraph(|out| out.emphasis(|out| sentences(&quiet, words, out)));
    }
    let written = write(out.finish(), Brackets::Escaped);
    // The quote begins at the margin, where no list above it can take it in.
    let lines = written.lines().map(str::trim).skip_while(|line| line.is_empty() || *line == ">");
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// The page of a version that another chapter shows: a heading, and a sentence that leads there.
pub fn reference(heading: &str, (chapter, link): (&str, Option<String>), words: &Words) -> String {
    let mut out = Builder::new();
    out.heading(1, None, |out| out.text(heading));
    out.paragraph(|out| {
        for piece in pieces(words.label("version-in-chapter"), &[("chapter", ())]) {
            match piece {
                Piece::Words(text) => out.text(text),
                Piece::Value(()) => out.link(link.clone(), |out| out.text(chapter)),
            }
        }
    });
    write(out.finish(), Brackets::Escaped)
}

/// A sentence about versions: the key of its words, and the versions.
type Sentence<'s> = (&'static str, &'s [Shown]);

fn note(standing: &Standing) -> Vec<Sentence<'_>> {
    let Standing { shown, holding, in_major, successor, .. } = standing;
    if holding.is_none() && matches!(shown.status, Status::Accepted | Status::Implemented) {
        return Vec::new();
    }
    let others =
        [("version-holds", holding), ("version-in-major", in_major), ("version-successor", successor)];
    let others = others.into_iter().filter_map(|(key, other)| Some((key, as_slice(other.as_ref()?))));
    std::iter::once(("version-shown", as_slice(shown))).chain(others).collect()
}

fn quiet(standing: &Standing) -> Vec<Sentence<'_>> {
    let running = standing.running.as_ref().map_or(&[][..], as_slice);
    let all = [
        ("version-coming", standing.coming.as_slice()),
        ("version-runs", running),
        ("version-others", &standing.others),
    ];
    all.into_iter().filter(|(_, versions)| !versions.is_empty()).collect()
}

fn as_slice(one: &Shown) -> &[Shown] {
    std::slice::from_ref(one)
}

fn sentences<'a>(all: &[Sentence<'a>], words: &'a Words, out: &mut Builder<'a>) {
    for (index, (key, versions)) in all.iter().enumerate() {
        if index > 0 {
            out.text(" ");
        }
        sentence(key, versions, words, out);
    }
}

/// The value of a name in a sentence.
#[derive(Clone, Copy)]
enum Value<'a> {
    /// The version, as a link.
    Name(&'a Shown),
    /// All versions, each with its status.
    List(&'a [Shown]),
    Text(&'a str),
}

fn sentence<'a>(key: &'static str, versions: &'a [Shown], words: &'a Words, out: &mut Builder<'a>) {
    let Some(first) = versions.first() else { return };
    let values = [
        ("version", Value::Name(first)),
        ("design", Value::Name(first)),
        ("status", Value::Text(words.label(first.status.word()))),
        ("major", Value::Text(first.name.split('.').next().unwrap_or_default())),
        ("versions", Value::List(versions)),
    ];
    for piece in pieces(words.label(key), &values) {
        match piece {
            Piece::Words(text) | Piece::Value(Value::Text(text)) => out.text(text),
            Piece::Value(Value::Name(shown)) => {
                out.link(shown.link.clone(), |out| out.text(shown.name.as_str()));
            }
            Piece::Value(Value::List(versions)) => {
                for (index, version) in versions.iter().enumerate() {
                    if index > 0 {
                        out.text(", ");
                    }
                    sentence("version-of-status", std::slice::from_ref(version), words, out);
                }
            }
        }
    }
}
