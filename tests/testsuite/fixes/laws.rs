//! Laws of `--fix`, over mutated designs, chapters and book.tomls.

use mdbook_system_design::book::mend::Mended;
use mdbook_system_design::source::Overlay;
use proptest::prelude::*;
use proptest::sample::Index;

use super::{BOOK, Book, HEAD};
use crate::harness;

/// What a slip does to a text at some place.
#[derive(Clone, Debug)]
enum Slip {
    Drop,
    Double,
    Swap,
    Write(&'static str),
    DropLine,
    DoubleLine,
}

fn slips() -> impl Strategy<Value = Vec<(Index, Slip)>> {
    let words = ["x", "-", "\"", ",", ":", "//", "=", "[", "}", ".", " ", "ä", "#", "\n"];
    let slip = prop_oneof![
        3 => Just(Slip::Drop),
        2 => Just(Slip::Double),
        3 => Just(Slip::Swap),
        3 => prop::sample::select(words.to_vec()).prop_map(Slip::Write),
        1 => Just(Slip::DropLine),
        1 => Just(Slip::DoubleLine),
    ];
    prop::collection::vec((any::<Index>(), slip), 1..4)
}

/// The text with its slips, and with other line ends or a byte order mark.
fn slipped(text: &str, slips: &[(Index, Slip)], ends: usize) -> String {
    let mut text = text.to_owned();
    for (index, slip) in slips {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let (at, c) = chars[index.index(chars.len())];
        let end = at + c.len_utf8();
        let line = text[..at].rfind('\n').map_or(0, |found| found + 1);
        let line_end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
        match slip {
            Slip::Drop => text.replace_range(at..end, ""),
            Slip::Double => text.insert(at, c),
            Slip::Swap => {
                if let Some(before) = text[..at].chars().next_back() {
                    text.replace_range(at - before.len_utf8()..end, &format!("{c}{before}"));
                }
            }
            Slip::Write(word) => text.insert_str(at, word),
            Slip::DropLine => text.replace_range(line..line_end, ""),
            Slip::DoubleLine => {
                let doubled = text[line..line_end].to_owned();
                text.insert_str(line, &doubled);
            }
        }
        if text.is_empty() {
            text.push('\n');
        }
    }
    match ends {
        1 => text.replace('\n', "\r\n"),
        2 => format!("\u{feff}{text}"),
        _ => text,
    }
}

/// What is found in a book: the codes and the sentences.
fn found(book: &Book) -> Vec<(&'static str, String)> {
    let inspection = book.target().inspect(&Overlay::default()).expect("a book");
    let findings = inspection.report.findings.into_iter();
    findings.map(|finding| (finding.rule.code, finding.message)).collect()
}

/// The texts of whole lines of comments.
fn comments(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| line.starts_with('#')).collect()
}

/// Checks the laws for a book of which one file was mutated.
fn assert_laws(book: &Book, path: &str, guesses: bool) -> Result<(), TestCaseError> {
    let text = book.read(path);
    let before = found(book);
    let mended = book.mend(guesses);
    let after = found(book);
    let now = book.read(path);
    let unreadable = |found: &[(&str, String)]| found.iter().filter(|(code, _)| *code == "SD001").count();
    prop_assert!(unreadable(&after) <= unreadable(&before), "{:?} came of {:?}", after, before);
    // A fixed mistake of the format may reveal others; without one there is nothing new.
    let is_structural = |code: &str| code.starts_with("SD00") || code.starts_with("SD12") || code == "SD010";
    if !before.iter().any(|(code, _)| is_structural(code)) {
        let mut rest = before.clone();
        for finding in &after {
            let place = rest.iter().position(|known| known == finding);
            prop_assert!(place.is_some(), "{:?} is new", finding);
            rest.remove(place.unwrap_or_default());
        }
    }
    prop_assert!(mended.mended == 0 || before != after, "counted, but nothing is better");
    prop_assert_eq!(mended.files.is_empty(), text == now);
    if !text.contains("//") {
        prop_assert_eq!(comments(&text), comments(&now));
    }
    prop_assert_eq!(text.starts_with('\u{feff}'), now.starts_with('\u{feff}'));
    prop_assert_eq!(text.contains("\r\n"), now.contains("\r\n"));
    prop_assert_eq!(now.len().cast_signed() - text.len().cast_signed(), grown(&mended, &text));
    let again = book.mend_in_memory(guesses);
    let twice: Vec<&str> = again.edits.iter().map(|made| made.to.as_str()).collect();
    prop_assert!(again.files.is_empty(), "a second run writes {:?}", twice);
    Ok(())
}

/// By how many bytes the edits say that they made a file longer.
fn grown(mended: &Mended, text: &str) -> isize {
    let has_crlf = text.contains("\r\n");
    let bytes = |written: &str| {
        let bare = written.replace("\r\n", "\n");
        let breaks = if has_crlf { bare.matches('\n').count() } else { 0 };
        (bare.len() + breaks).cast_signed()
    };
    mended.edits.iter().map(|made| bytes(&made.to) - bytes(&made.from)).sum()
}

const CHAPTER: &str = "# A\n\nSome text.\n\n<<#system-design /designs/a.toml section=scope level=2>>\n\n\
                       * a list\n\n<<#system-design /designs/a.toml>>\n\nTerm\n: text\n";
const SETTINGS: &str = "# book\n[book]\ntitle = \"T\"\n[build]\nextra-watch-dirs = [\"designs\"]\n\
                        [preprocessor.mermaid]\n[preprocessor.system-design]\nbefore = [\"mermaid\"]\n\
                        fail-on = \"warn\"\ndesigns = \"designs\"\n[preprocessor.system-design.rules]\n\
                        missing-fact = \"note\"\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_designs_obey(slips in slips(), ends in 0_usize..3, guesses: bool) {
        let design = harness::read("tests/designs/url-shortener.toml");
        assert_laws(&Book::of(&slipped(&design, &slips, ends)), "designs/a.toml", guesses)?;
    }

    #[test]
    fn mutated_chapters_obey(slips in slips(), ends in 0_usize..3, guesses: bool) {
        let chapter = slipped(CHAPTER, &slips, ends);
        let book = Book::new(&[("designs/a.toml", HEAD), ("src/a.md", &chapter)]);
        assert_laws(&book, "src/a.md", guesses)?;
    }

    #[test]
    fn mutated_settings_obey(slips in slips(), ends in 0_usize..3, guesses: bool) {
        let settings = slipped(SETTINGS, &slips, ends);
        let book = Book::new(&[("designs/a.toml", HEAD), (BOOK[0].0, &settings)]);
        assert_laws(&book, "book.toml", guesses)?;
    }
}
