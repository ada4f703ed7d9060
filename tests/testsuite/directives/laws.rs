//! Laws for every chapter, however odd.

use mdbook_system_design::book::directive::find;
use mdbook_system_design::book::protocol::{Book, split};
use mdbook_system_design::markdown::options;
use mdbook_system_design::source::{Sources, Span};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{expanded, findings, with_fixes};

/// Pieces that chapters with directives are made of, right and wrong.
fn chapter() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<<#system-design a.toml>>"),
        Just("<<#system-design"),
        Just("<<#system-design-index>>"),
        Just("<<#system-design-changes a 1.0.0..>>"),
        Just(" ..2.0.0"),
        Just("{{#system-desing b}}"),
        Just(" level=2"),
        Just(" title = \"x"),
        Just(">>"),
        Just("\n"),
        Just("\r\n"),
        Just("\n\n"),
        Just("# "),
        Just("- "),
        Just("> "),
        Just("| a |\n|---|\n"),
        Just("```\n"),
        Just("`"),
        Just("<!--"),
        Just("<div>\n"),
        Just("<pre>"),
        Just("-->"),
        Just("\\"),
        Just("  "),
        Just("    "),
        Just("[^1]: "),
        Just("---\n"),
        Just("ä\u{a0}€"),
        Just("text"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Whether `piece` is `text`, perhaps with the line breaks that keep a document apart.
fn is_kept(text: &str, piece: &str) -> bool {
    let breaks = ["", "\n", "\r\n"];
    breaks.iter().any(|before| breaks.iter().any(|after| piece == format!("{before}{text}{after}")))
}

fn is_inside(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some()
}

/// The blocks before and after the paragraph that begins at an offset, as events.
fn around(chapter: &str, at: usize) -> Option<(Vec<Event<'_>>, Vec<Event<'_>>)> {
    let events: Vec<_> = Parser::new_ext(chapter, options()).into_offset_iter().collect();
    let is_it = |(event, range): &(Event<'_>, std::ops::Range<usize>)| {
        range.start == at && matches!(event, Event::Start(Tag::Paragraph))
    };
    let start = events.iter().position(is_it)?;
    let mut events: Vec<Event<'_>> = events.into_iter().map(|(event, _)| event).collect();
    let behind = events.split_off(start);
    let end = behind.iter().position(|event| matches!(event, Event::End(TagEnd::Paragraph)))?;
    Some((events, behind.into_iter().skip(end + 1).collect()))
}

/// Documents that begin or end with something that could continue.
const DOCUMENTS: [&str; 6] =
    ["# T\n\n* a\n* b", "# T\n\n1. a\n\n   b", "# T[^t]\n\n[^t]: note", "* a", "# T\n\n- a\n  - b", ""];

#[test]
fn blocks_around_a_directive_are_what_they_are_without_it() {
    let input = crate::captures::read("nomicon.05");
    let envelope = split(&input).expect("an envelope");
    let book = Book::parse(envelope.book).expect("a book");
    let mut tried = 0;
    for chapter in book.chapters() {
        let content = chapter.content().expect("text");
        let more = "\n* a\n\n  b\n\n      c\n\n1. d\n\n   e\n\n- f\n\n[^n]: g\n\n    h\n\nEnd[^n].\n";
        let content = content + more;
        let blanks: Vec<usize> = content.match_indices("\n\n").map(|(at, _)| at + 1).collect();
        for (number, at) in
            blanks.iter().rev().enumerate().filter(|(number, _)| number % 5 == 0 || *number < 9)
        {
            let (before, behind) = content.split_at(*at);
            let text = format!("{before}\n<<#system-design a.toml>>\n{behind}");
            let document = DOCUMENTS[number % DOCUMENTS.len()];
            let Some((above, below)) = around(&text, before.len() + 1) else { continue };
            let expanded = expanded(&text, document);
            if expanded == text {
                continue;
            }
            tried += 1;
            let events: Vec<Event<'_>> = Parser::new_ext(&expanded, options()).collect();
            assert!(events.starts_with(&above), "{document:?} changes the text above in\n{expanded}");
            assert!(events.ends_with(&below), "{document:?} changes the text below in\n{expanded}");
        }
    }
    assert!(tried > 500, "{tried}");
}

proptest! {
    #[test]
    fn bytes_outside_directives_never_change(text in chapter()) {
        let found = find(&text, Sources::new().add("chapter.md", text.as_str()));
        let places: Vec<_> = found.directives.iter().filter_map(|found| Some((found, found.slot.as_ref()?))).collect();
        let expanded = expanded(&text, "\u{1}");
        let pieces: Vec<_> = expanded.split('\u{1}').collect();
        prop_assert_eq!(pieces.len(), places.len() + 1);
        let mut start = 0;
        for (piece, (directive, place)) in pieces.iter().zip(&places) {
            prop_assert_eq!(text[place.range.clone()].trim(), &text[directive.span.range()]);
            prop_assert!(is_kept(&text[start..place.range.start], piece), "{piece:?}");
            start = place.range.end;
        }
        prop_assert!(is_kept(&text[start..], pieces[places.len()]));
    }

    #[test]
    fn fixes_come_to_an_end(text in chapter()) {
        let mut text = text;
        for _ in 0..8 {
            text = with_fixes(&text, &findings(&text));
        }
        prop_assert!(findings(&text).iter().all(|finding| finding.fix.is_empty()), "{text}");
    }

    #[test]
    fn spans_are_inside_the_text(text in prop_oneof![chapter(), any::<String>()]) {
        let found = find(&text, Sources::new().add("chapter.md", text.as_str()));
        for directive in &found.directives {
            prop_assert!(is_inside(&text, directive.span));
        }
        for finding in &found.findings {
            prop_assert!(is_inside(&text, finding.span));
            prop_assert!(finding.related.iter().all(|related| is_inside(&text, related.span)));
            prop_assert!(finding.fix.iter().all(|edit| is_inside(&text, edit.span)));
        }
    }

    #[test]
    fn every_directive_is_replaced_or_reported(text in chapter()) {
        let found = find(&text, Sources::new().add("chapter.md", text.as_str()));
        let line = |span: Span| text[..span.start as usize].matches('\n').count();
        for directive in found.directives.iter().filter(|directive| directive.slot.is_none()) {
            prop_assert!(found.findings.iter().any(|finding| line(finding.span) == line(directive.span)));
        }
    }
}
