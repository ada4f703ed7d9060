use std::sync::LazyLock;

use proptest::prelude::*;
use pulldown_cmark::utils::TextMergeStream;
use pulldown_cmark::{Event, Parser};

use super::tidy::tidy;
use super::write::{in_blocks, serialize};
use super::*;

static SCHEMES: LazyLock<Schemes> = LazyLock::new(Schemes::default);

fn author() -> Author<'static> {
    Author {
        level: 3,
        allow_html: false,
        keep_ids: true,
        prefix: "../designs",
        schemes: &SCHEMES,
        footnote: &|label| format!("shop-security-{}", label.replace(|c: char| !c.is_alphanumeric(), "-")),
        resolve: &|id| match id {
            "R1" => Reference::Link("#shop-requirement-R1".to_owned()),
            "R2" => Reference::Plain,
            _ => Reference::Unknown,
        },
    }
}

/// The places that a document has for the author's text.
fn places(text: &str) -> Vec<(&'static str, Vec<Event<'_>>)> {
    let mut block = Builder::new();
    block.heading(3, Some("shop-block".to_owned()), |out| out.text("Authentication & Authorization"));
    block.splice(author().read(text));
    block.paragraph(|out| out.text("The end"));
    let mut items = Builder::new();
    items.list(|out| {
        for label in ["First", "Second"] {
            out.item(|out| {
                out.strong(|out| out.text(label));
                match author().read(text).into_inline() {
                    Ok(inline) => {
                        out.text(": ");
                        out.splice(inline);
                    }
                    Err(blocks) => {
                        out.text(":");
                        out.splice(blocks);
                    }
                }
            });
        }
    });
    let mut cells = Builder::new();
    cells.table(
        2,
        |out| (0..2).for_each(|_| out.cell(|out| out.text("head"))),
        |out| {
            out.row(|out| (0..2).for_each(|_| out.cell(|out| out.splice(author().read(text).flatten()))));
        },
    );
    let mut heading = Builder::new();
    heading.heading(4, None, |out| out.splice(author().read(text).flatten()));
    let mut code = Builder::new();
    code.list(|out| {
        out.item(|out| {
            out.code(text.trim().to_owned());
            out.fence("json", text.to_owned());
        });
    });
    vec![
        ("block", block.finish()),
        ("items", items.finish()),
        ("cells", cells.finish()),
        ("heading", heading.finish()),
        ("code", code.finish()),
    ]
}

/// What a document says, block by block, without its layout: the words, code, links, and the
/// blocks that contain them. Emphasis that cannot be written may be missing.
fn said(events: impl Iterator<Item = Event<'static>>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut line = String::new();
    for event in events {
        match event {
            Event::Text(text) => line.push_str(&text),
            Event::Code(code) => line.extend(["`", &code, "`"]),
            Event::SoftBreak => line.push('\n'),
            Event::HardBreak => line.push_str("\\\n"),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                line.extend(["[", &dest_url, " ", &title, ":"]);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                line.extend(["![", &dest_url, " ", &title, ":"]);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => line.push(']'),
            Event::Start(tag) if is_mark(tag.to_end()) => {}
            Event::End(tag) if is_mark(tag) => {}
            event => {
                said.push(std::mem::take(&mut line));
                said.push(format!("{event:?}"));
            }
        }
    }
    said.push(line);
    said.retain(|line| !line.is_empty());
    said
}

#[track_caller]
fn assert_written(text: &str) {
    for (place, events) in places(text) {
        let expected = said(tidy(events.clone()).into_iter().map(Event::into_static));
        let markdown = write(events, Brackets::Escaped);
        let parser = Parser::new_ext(&markdown, options()).map(Event::into_static);
        let found = said(TextMergeStream::new(parser));
        assert_eq!(found, expected, "{place}: {text:?} was written as\n{markdown}");
    }
}

/// Simple blocks are written as the serializer writes them.
#[track_caller]
fn assert_same(events: Vec<Event<'_>>, what: &str) {
    let events = tidy(events);
    for brackets in [Brackets::Escaped, Brackets::Bare] {
        let end = |text: String| text.trim_end_matches('\n').to_owned();
        let expected = serialize(&events, brackets).map(end).ok();
        let written = in_blocks(&events, brackets).map(end).ok();
        assert_eq!(written, expected, "{what}: {events:?}");
    }
}

/// What each option of the parser lets into a document, and who decides what of it passes. An
/// option that is not named here may not be asked for.
const DECIDED: &[(Options, &str)] = &[
    (Options::ENABLE_TABLES, "tables: cells hold text, alignment is a closed set"),
    (Options::ENABLE_FOOTNOTES, "footnotes: `Author::footnote` makes the label"),
    (Options::ENABLE_STRIKETHROUGH, "a mark without attributes"),
    (Options::ENABLE_TASKLISTS, "a mark without attributes"),
    (Options::ENABLE_HEADING_ATTRIBUTES, "`filter::attributes`: the id passes, the rest is text"),
    (Options::ENABLE_DEFINITION_LIST, "blocks without attributes"),
    (Options::ENABLE_GFM, "the kinds of quotes are a closed set"),
];

#[test]
fn of_every_option_of_the_parser_it_is_decided_what_may_pass() {
    let decided = DECIDED.iter().fold(Options::empty(), |all, (option, _)| all.union(*option));
    let undecided: Vec<&str> = options().difference(decided).iter_names().map(|(name, _)| name).collect();
    assert_eq!(undecided, [""; 0], "decide in `filter` what of these may pass, and say it above");
    assert_eq!(decided, options(), "an option that is not asked for needs no decision");
}

#[test]
fn every_trap_is_avoided() {
    for text in [
        "",
        " ",
        "a",
        "a & b",
        "AT&T &amp; co",
        "a | b \\| c \\",
        "`a|b` `c\\|d` `e\\`",
        "**a\u{a0}**b",
        "**&#32;a**",
        "x **&nbsp;** y",
        "title {x}",
        "title {#x .y}",
        "# own {#id}\n\ntext",
        "#",
        "# \n\n1. a\n\n   b\n2. c",
        "- a\n\n- b",
        "- a\n\n  b",
        "- a\n- ",
        "- - - a",
        "- [ ] a\n- [x] b\n\n  c",
        "- [ ] ",
        "1. a\n5. b",
        "a\n===\nb\n---\n",
        "a\\\nb  \nc",
        "[R1], [R2], [R3] and ![x]",
        "[a][b] [c]\n\n[b]: u 'a | b'\n[c]: <u v>",
        "[^1] and [^1]\n\n[^1]: note\n\n    more\n\n[^2]: other",
        "<div>\n\n</div> <b>x</b>\n\n<!-- open",
        "| a | b |\n|---|---|\n| c | d |\n\ntext",
        "```\ncode",
        "````rust\n```\n````",
        "    indented\n\ttab",
        "~~~ a`b\nx\n~~~",
        "> quote\n> - a\n>\n> b",
        "> [!NOTE]\n> x",
        "term\n: definition\n\n: other",
        "1986. A year",
        "\\1. x",
        "+ a",
        "\\+ a",
        "http://x <http://y.z> <a@b.cd>",
        "![a](b \"c\")",
        "***a** b*",
        "*a **b***",
        "**a**b",
        "a**\"b\"**c",
        "__a__b__",
        "~~a~~ ~b~",
        "a\r\nb\rc",
        "a\0b\u{c}c",
        "<<#system-design x>>",
        "{{#include x}}",
        "$a$ \\(b\\)",
        "- a\n\n<!-- -->\n\n- b",
        "* a\n+ b\n- c",
        "***\n---\n___",
        "a\n\n***",
        ":-:\n",
        "a\n:-:\nb",
        "a\n\\:-:",
        "a\n\\===",
        "&#10;a&#9;b",
        "\\[x]: y",
        "[](u) [ ](v)",
        "`` ` `` ` `",
        "[a](<>)",
        "[a](b\\)c)",
        "a &#32;\nb",
        "&#32;a",
        "&nbsp;a&nbsp;",
        "[R1]1. a",
        "[R1]\\",
        "[R1] & <b",
        "a@^2 b^2 & ^c",
        "1.[R1]",
        "`a`1) b",
        "- a *b c\n- **d**: e",
        "1. a\n2. b * c\n\n3) d",
    ] {
        assert_written(text);
        for (place, events) in places(text) {
            assert_same(events, &format!("{place}: {text:?}"));
        }
    }
}

/// All texts of the repository that people wrote: templates, designs, the guide.
#[test]
fn simple_blocks_of_every_text_are_written_as_the_serializer_writes_them() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").filter_map(Result::ok) {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() && name != "target" && name != "node_modules" && name != ".git" {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md" || ending == "toml") {
                let Ok(text) = std::fs::read_to_string(&path) else { continue };
                let mut out = Builder::new();
                out.splice(author().read(&text));
                assert_same(out.finish(), &path.display().to_string());
                count += 1;
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// A block of the kinds that documents consist of, with any texts.
fn built(blocks: &[(u8, String, String)]) -> Vec<Event<'_>> {
    let mut out = Builder::new();
    for (kind, one, other) in blocks {
        let (one, other) = (one.as_str(), other.as_str());
        match kind {
            0 => out.heading(3, Some("a-block".to_owned()), |out| out.text(one)),
            1 => out.paragraph(|out| {
                out.strong(|out| out.text(one));
                out.text(other);
            }),
            2 => out.list(|out| {
                for text in [one, other] {
                    out.item(|out| {
                        out.strong(|out| out.text(text));
                        out.text(": ");
                        out.link(Some(format!("#{}", text.len())), |out| out.text(other));
                    });
                }
            }),
            3 => out.table(
                2,
                |out| (0..2).for_each(|_| out.cell(|out| out.text(one))),
                |out| {
                    out.row(|out| {
                        out.cell(|out| out.code(other.to_owned()));
                        out.cell(|out| out.text(other));
                    });
                },
            ),
            4 => out.fence("json", one.to_owned()),
            6 => out.list(|out| {
                out.item(|out| {
                    out.code(other.to_owned());
                    out.text(": ");
                    out.fence("json", one.to_owned());
                });
                out.item(|out| out.text(other));
            }),
            5 => out.html(format!("<figure>\n{}\n</figure>\n", one.replace('\n', " "))),
            _ => out.paragraph(|out| out.text(one)),
        }
    }
    out.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn simple_blocks_are_written_as_the_serializer_writes_them(parts in prop::collection::vec(part(), 0..9)) {
        let text = parts.concat();
        for (place, events) in places(&text) {
            assert_same(events, place);
        }
    }

    #[test]
    fn built_blocks_are_written_as_the_serializer_writes_them(
        blocks in prop::collection::vec((0u8..8, words(), words()), 0..6),
    ) {
        assert_same(built(&blocks), "built");
    }
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z0-9]{1,8}( [A-Za-z0-9.,;:()/%'-]{1,8}){0,4}",
        2 => "[ -~]{0,16}",
        1 => "\\PC{0,12}",
        1 => prop::collection::vec(part(), 0..4).prop_map(|parts| parts.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(parts in prop::collection::vec(part(), 0..9)) {
        assert_written(&parts.concat());
    }

    #[test]
    fn any_characters_read_back(text in "\\PC{0,30}") {
        assert_written(&text);
    }
}

fn part() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "Word ",
        "12",
        "1.",
        "1) ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n    ",
        "\t",
        "- ",
        "\n- ",
        "\n* ",
        "\n  - ",
        "\n1. ",
        "# ",
        "\n## ",
        "*",
        "**",
        "***",
        "_",
        "__",
        "~~",
        "`",
        "``",
        "\n```\n",
        "\n~~~json\n",
        "|",
        "\n|a|b|\n|-|-|\n|",
        "\\",
        "\\|",
        "[",
        "]",
        "[R1]",
        "[R2]",
        "](u)",
        "[x]: ",
        "[^1]",
        "\n\n[^1]: ",
        "<",
        ">",
        "\n> ",
        "<b>",
        "</div>",
        "<!--",
        "&",
        "&amp;",
        "&nbsp;",
        "&#32;",
        "{",
        "}",
        "{#x}",
        ":",
        "\n: ",
        "!",
        "![",
        "=",
        "\n===\n",
        "\n---\n",
        "\u{a0}",
        "\u{3000}",
        "ä",
        "日",
        "\"",
        "(",
        ")",
        ".",
        "+",
        "- [ ] ",
        " & ",
        " < ",
        "<= 5",
        "{id}",
        "^",
        "$",
        "a_b",
        "\n  ```json\n  a\n  ```\n",
        "<http://a.b>",
        "  \n",
        "\\\n",
    ];
    prop_oneof![8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => "[a-z ]{1,6}"]
}
