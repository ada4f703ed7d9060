//! The English of the guide: phrases that read as if they were translated word for word, and what to write instead.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::sources;
use crate::harness::read;

/// A phrase, what to write instead, and what it is not meant to find: words after it with which it is fine.
struct Phrase {
    words: &'static str,
    instead: &'static str,
    unless: &'static [&'static str],
}

const fn phrase(words: &'static str, instead: &'static str) -> Phrase {
    Phrase { words, instead, unless: &[] }
}

const PHRASES: [Phrase; 22] = [
    phrase("stands", "is, appears, is written; for a sign: matches"),
    phrase("stood", "was, appeared"),
    Phrase { words: "is no", instead: "is not a", unless: &["longer", "more", "less"] },
    Phrase { words: "are no", instead: "are not", unless: &["longer", "more", "less"] },
    phrase("which was reported", "(already reported)"),
    phrase("where there is", "if there is"),
    phrase("where there are", "if there are"),
    phrase("where it has", "if it has"),
    phrase("where none", "if none"),
    phrase("is told", "gets a message, learns"),
    phrase("of its own", "its own, separate, another"),
    phrase("of their own", "their own, separate"),
    phrase("in spite of", "despite, although"),
    phrase("lies", "is"),
    phrase("behind", "after; in space: behind what?"),
    phrase("goes by", "uses, depends on"),
    phrase("a line a", "one line per"),
    phrase("one a line", "one per line"),
    phrase("anyhow", "leave it out"),
    phrase("anew", "again, from the beginning"),
    phrase("what only", "say the subject"),
    phrase("is mended", "is fixed"),
];

#[test]
fn the_guide_is_in_plain_english() {
    let guide = sources().into_iter().map(|path| format!("book-example/src/{path}"));
    let others = ["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned);
    let mut wrong = Vec::new();
    let mut read_words = 0;
    for path in guide.chain(others) {
        let prose = prose(&read(&path));
        read_words += prose.iter().map(Vec::len).sum::<usize>();
        wrong.extend(prose.iter().flat_map(|words| found(words)).map(|why| format!("{path}: {why}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(read_words > 20_000, "{read_words}");
}

#[test]
fn each_phrase_is_found_in_prose_alone() {
    for Phrase { words, unless, .. } in &PHRASES {
        let found_in = |text: &str| prose(text).iter().map(|words| found(words).len()).sum::<usize>();
        assert!(found_in(&format!("The key {words} here.")) > 0, "{words}");
        assert!(found_in(&format!("- An *item*, {} [words](a.md)", words.to_uppercase())) > 0, "{words}");
        assert_eq!(
            found_in(&format!("The key `{words}` here.\n\n```text\nit {words} here\n```\n")),
            0,
            "{words}"
        );
        for after in *unless {
            assert_eq!(found_in(&format!("The key {words} {after} here.")), 0, "{words} {after}");
        }
    }
    assert_eq!(prose("There is no such file.").iter().map(|words| found(words).len()).sum::<usize>(), 0);
}

/// The words of each paragraph, item, heading and cell in small letters, without code.
fn prose(markdown: &str) -> Vec<Vec<String>> {
    let mut blocks = vec![String::new()];
    let mut is_code = false;
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(text) if !is_code => blocks.last_mut().expect("a block").push_str(&text),
            Event::Code(_) => blocks.last_mut().expect("a block").push_str(" ` "),
            Event::SoftBreak | Event::HardBreak => blocks.last_mut().expect("a block").push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => {
                blocks.push(String::new());
            }
            _ => {}
        }
    }
    let words = |block: &String| {
        let letters = block.to_lowercase();
        let words = letters.split(|c: char| !c.is_alphanumeric() && !['\'', '-', '`'].contains(&c));
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    blocks.iter().map(words).collect()
}

/// The phrases in a block, with the words around them.
fn found(words: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for Phrase { words: phrase, instead, unless } in &PHRASES {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        for (at, window) in words.windows(phrase.len()).enumerate() {
            let after = words.get(at + phrase.len()).map_or("", String::as_str);
            // “There is no …” is plain English.
            let is_there = phrase.last() == Some(&"no")
                && at > 0
                && words.get(at - 1).is_some_and(|word| word == "there");
            if window == phrase && !unless.contains(&after) && !is_there {
                let around = words.get(at.saturating_sub(4)..(at + phrase.len() + 4).min(words.len()));
                all.push(format!("“… {} …”: write {instead}", around.unwrap_or_default().join(" ")));
            }
        }
    }
    all
}
