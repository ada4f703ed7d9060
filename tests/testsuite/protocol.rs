//! mdBook's JSON: input, output, and the bytes that must not change.

use std::ops::Range;

use mdbook_system_design::book::Added;
use mdbook_system_design::book::directive::{Request, find};
use mdbook_system_design::book::protocol::{Book, ProtocolError, RunContext, split};
use mdbook_system_design::book::splice::splice;
use mdbook_system_design::source::Sources;
use proptest::prelude::*;
use serde_json::{Value, json};

const BOOK_05: &str = include_str!("../book/05.input.json");
const BOOK_04: &str = include_str!("../book/04.input.json");

/// Answers as the preprocessor does, with a short text for each document.
fn answer(input: &[u8]) -> Result<Vec<u8>, ProtocolError> {
    let envelope = split(input)?;
    if !envelope.may_hold_directives() {
        return Ok(envelope.book.to_vec());
    }
    RunContext::parse(envelope.context)?;
    let book = Book::parse(envelope.book)?;
    let mut contents = Vec::new();
    for chapter in book.chapters() {
        let touched = chapter.may_hold_directives();
        contents.push(if touched { expanded(&chapter.content()?) } else { None });
    }
    book.with_contents(contents)
}

fn expanded(text: &str) -> Option<String> {
    let found = find(text, Sources::new().add("chapter.md", text));
    let edits: Vec<(Range<usize>, String)> = found
        .directives
        .iter()
        .filter_map(|directive| {
            let document = match &directive.request {
                Request::Design(design) => format!("Design \"{}\"\t\u{7}é", design.file.value),
                Request::Changes(changes) => format!("Changes {}", changes.folder.value),
                Request::Index(_) => "Index".to_owned(),
                Request::Landscape(_) => "Landscape".to_owned(),
            };
            Some(directive.slot.as_ref()?.edit(&document))
        })
        .collect();
    (!edits.is_empty()).then(|| splice(text, edits))
}

#[track_caller]
fn check_golden(input: &str, edits: &[(&str, &str)]) {
    let (_, book) = input.split_once("0.4.52\"},").or_else(|| input.split_once("},\n ")).expect("a book");
    let mut expected = book.trim_end().strip_suffix(']').expect("the end").trim_end().to_owned();
    for (from, to) in edits {
        assert_eq!(expected.matches(from).count(), 1, "{from}");
        expected = expected.replace(from, to);
    }
    let out = String::from_utf8(answer(input.as_bytes()).expect("an answer")).expect("UTF-8");
    assert_eq!(out, expected);
}

#[test]
fn a_book_of_0_5_keeps_every_other_byte() {
    check_golden(
        BOOK_05,
        &[
            ("\\r\\n<<#system-design b.toml level=2>>\\r\\n", "\\r\\nDesign \\\"b.toml\\\"\\t\\u0007é\\r\\n"),
            (
                "\\u003c\\u003c\\u0023system-design \\\"my c.toml\\\"\\u003e\\u003e",
                "Design \\\"my c.toml\\\"\\t\\u0007é",
            ),
            ("\\n<<#system-design a.toml>>\\n#", "\\n\\nDesign \\\"a.toml\\\"\\t\\u0007é\\n\\n#"),
        ],
    );
}

#[test]
fn a_book_of_0_4_keeps_every_other_byte() {
    check_golden(
        BOOK_04,
        &[(
            "<<#system-design a.toml>>\\n<<#system-design-index>>\\n",
            "Design \\\"a.toml\\\"\\t\\u0007é\\n\\n\\nIndex\\n",
        )],
    );
}

#[test]
fn chapters_come_in_the_order_of_reading() {
    let book = Book::parse(split(BOOK_05.as_bytes()).expect("a book").book).expect("a book");
    let chapters: Vec<_> = book
        .chapters()
        .iter()
        .map(|chapter| (chapter.name.as_str(), chapter.path.as_deref(), chapter.source_path.as_deref()))
        .collect();
    assert_eq!(
        chapters,
        [
            ("Preface", Some("preface.md"), Some("preface.md")),
            ("One", Some("one.md"), Some("one.md")),
            ("Nested", Some("sub/index.md"), Some("sub/README.md")),
            ("Draft", None, None),
            ("Below a draft", Some("below.md"), Some("below.md")),
        ]
    );
    assert_eq!(book.chapters()[0].content().expect("a book"), "No directive, but a / and é.");
}

#[track_caller]
fn check_error(book: &str, expected: &str) {
    let input = format!(r#"[{{"root":"/","renderer":"html","config":{{}}}},{book}]"#);
    let error = answer(input.as_bytes()).expect_err("an error").to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn input_that_is_not_a_book_is_reported() {
    check_error(r#"{"pages":["<<#"],"title":"x"}"#, "`sections` (mdBook 0.4), but it has `pages`, `title`");
    check_error(
        r#"{"items":"<<#"}"#,
        "as the second of `[context, book]`, but its `items` is text, not a list",
    );
    check_error(r#"{"items":null,"x":"<<#"}"#, "but it has `items`, `x`");
    check_error(r#"{"items":[1,,2],"x":"<<#"}"#, "expected value");
    check_error(
        r#"{"items":[{"Chapter":{"name":"A","content":"<<#\ud800"}}]}"#,
        "the content of the chapter `A` should be text, but it is text that cannot be read: ",
    );
    check_error(
        r#"{"items":[{"Chapter":{"name":"A","content":["<<#"]}}]}"#,
        "the content of the chapter `A` should be text, but it is a list",
    );
    check_error(
        r#"{"items":[{"Chapter":{"path":"a.md","content":{"a":"<<#"}}}]}"#,
        "the content of the chapter `a.md` should be text, but it is an object",
    );
    let mut input = br#"[{"root":"/","renderer":"html","config":{}},{"items":["<<#"#.to_vec();
    input.extend_from_slice(b"\xff\"]}]");
    assert!(answer(&input).expect_err("an error").to_string().contains("byte 58 is not UTF-8"));
}

/// What a later mdBook may send beside a chapter whose directive is expanded.
#[test]
fn unknown_and_odd_input_is_returned_unchanged() {
    const CHAPTER: &str = r#"{"Chapter":{"name":"A","content":"<<#system-design a.toml>>","path":"a.md"}}"#;
    let expanded = CHAPTER.replace("<<#system-design a.toml>>", "Design \\\"a.toml\\\"\\t\\u0007é");
    for item in [
        "null",
        "7",
        "1.50e3",
        "true",
        "[]",
        "[[null]]",
        r#""Separator""#,
        r#""\ud800""#,
        r#"{"Chapter":null}"#,
        r#"{"Chapter":[]}"#,
        r#"{"Chapter":"<<"}"#,
        r#"{"Chapter":{}}"#,
        r#"{"PartTitle":"\ud800"}"#,
        r#"{"Later":{"content":"<<#system-design a.toml>>"}}"#,
        r#"{"\ud800":{"z":1,"a":0.10}}"#,
    ] {
        for (book, after) in [
            (format!(r#"{{"items":[{item},{CHAPTER}]}}"#), format!(r#"{{"items":[{item},{expanded}]}}"#)),
            (format!(r#"{{"items":[{CHAPTER}, {item} ]}}"#), format!(r#"{{"items":[{expanded}, {item} ]}}"#)),
            (
                format!(r#"{{"z":{item},"sections":[{CHAPTER}],"items":[{item}]}}"#),
                format!(r#"{{"z":{item},"sections":[{expanded}],"items":[{item}]}}"#),
            ),
        ] {
            check_answer(&book, &after);
        }
    }
}

#[test]
fn a_chapter_with_odd_values_is_expanded() {
    for key in ["name", "path", "source_path", "number", "sub_items", "parent_names", "later"] {
        for value in ["null", "7", "-0.0", "[]", "[null]", "{}", r#""\ud800""#, r#"{"a":[1,{"b":"]"}]}"#] {
            let chapter = |content: &str| {
                format!(r#"{{"items":[{{"Chapter":{{"{key}":{value},"content":"{content}"}}}}]}}"#)
            };
            let expanded = chapter("Design \\\"a.toml\\\"\\t\\u0007é");
            check_answer(&chapter("<<#system-design a.toml>>"), &expanded);
        }
    }
}

#[test]
fn a_chapter_in_an_unknown_item_is_expanded() {
    let book = |content: &str| {
        format!(
            r#"{{"items":[{{"Group":{{"items":[{{"Chapter":{{"name":"A","content":"{content}"}}}}]}}}}]}}"#
        )
    };
    check_answer(&book("<<#system-design a.toml>>"), &book("Design \\\"a.toml\\\"\\t\\u0007é"));
}

#[test]
fn deep_nesting_is_harmless() {
    let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
    let book = format!(r#"{{"items":[{open}"<<# "{close}]}}"#);
    check_answer(&book, &book);
}

#[track_caller]
fn check_answer(book: &str, expected: &str) {
    let input = format!(r#"[{{"root":"/","renderer":"html","config":{{"title":"\ud800"}}}},{book}]"#);
    let out = answer(input.as_bytes()).unwrap_or_else(|error| panic!("{error}: {book}"));
    assert_eq!(String::from_utf8_lossy(&out), expected);
}

#[test]
fn an_invalid_context_is_reported_if_it_is_needed() {
    assert_eq!(answer(b"[{},{}]").expect("a book"), b"{}");
    assert!(
        RunContext::parse(br#"{"root":"/","renderer":"html","config":{},"mdbook_version":null}"#).is_ok()
    );
    let error = answer(br#"[{"root":"/"},{"items":["<<#"]}]"#).expect_err("an error").to_string();
    assert!(error.contains("expected the context of mdBook 0.4 or 0.5"), "{error}");
}

fn content() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<String>(),
        2 => Just("\n\n<<#system-design a.toml>>\n\n".to_owned()),
        1 => Just("\\<<#x \"\\u003c\" {{#sys".to_owned()),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn item() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!("Separator")),
        any::<String>().prop_map(|title| json!({ "PartTitle": title })),
        any::<String>().prop_map(|content| json!({ "Later": { "content": content } })),
        chapter(Just(Vec::new())),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| chapter(prop::collection::vec(inner, 0..4)))
}

fn chapter(sub_items: impl Strategy<Value = Vec<Value>>) -> impl Strategy<Value = Value> {
    (any::<String>(), content(), sub_items, any::<Option<String>>(), any::<bool>()).prop_map(
        |(name, content, sub_items, path, sub_items_first)| {
            let mut chapter = json!({ "number": null, "later": [1.0, {"content": "<<#"}], "path": path });
            let keys = if sub_items_first { ["sub_items", "content"] } else { ["content", "sub_items"] };
            for key in keys {
                chapter[key] = if key == "content" { json!(content) } else { json!(sub_items) };
            }
            chapter["name"] = json!(name);
            json!({ "Chapter": chapter })
        },
    )
}

/// A whole input, in the shape of either version, written close or wide.
fn input() -> impl Strategy<Value = (Value, String)> {
    (prop::collection::vec(item(), 0..5), any::<bool>(), any::<bool>()).prop_map(|(items, old, wide)| {
        let book = if old {
            json!({ "sections": items, "__non_exhaustive": null })
        } else {
            json!({ "items": items })
        };
        let context =
            json!({ "root": "/b", "config": {"}]": "[{\""}, "renderer": "html", "mdbook_version": "0.5.4" });
        let both = json!([context, book]);
        let text = if wide { serde_json::to_string_pretty(&both) } else { serde_json::to_string(&both) };
        (book, text.expect("JSON"))
    })
}

/// The contents of all chapters in the order of reading.
fn contents(items: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    for item in items.as_array_mut().into_iter().flatten() {
        if let Some(chapter) = item.get_mut("Chapter") {
            visit(&mut chapter["content"]);
            contents(&mut chapter["sub_items"], visit);
        }
    }
}

/// Some characters written as `\u00XX`, as a producer may: every ASCII character but quotes and
/// backslashes, which are part of the JSON's own spelling.
fn escape_some(json: &str, choose: &[bool]) -> String {
    let mut choose = choose.iter().cycle();
    json.chars()
        .map(|c| match c {
            '<' | '#' | 's' | 'm' | '-' | '>' if *choose.next().expect("some") => {
                format!("\\u{:04x}", u32::from(c))
            }
            _ => c.to_string(),
        })
        .collect()
}

/// A chapter to add.
fn added(under: usize, name: &str) -> Added {
    Added { under, name: name.to_owned(), path: format!("a/{name}.md"), content: "\"é\"\n".to_owned() }
}

/// The same as it is in the book.
fn new_chapter(name: &str, number: &Value, parents: &Value) -> Value {
    json!({ "Chapter": {
        "name": name, "content": "\"é\"\n", "number": number, "sub_items": [],
        "path": format!("a/{name}.md"), "source_path": null, "parent_names": parents,
    }})
}

/// The chapters in the order of reading; what is added below one is not visited.
fn chapters(items: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    for item in items.as_array_mut().into_iter().flatten() {
        if let Some(chapter) = item.get_mut("Chapter") {
            let mut below = chapter["sub_items"].take();
            chapter["sub_items"] = json!([]);
            visit(chapter);
            chapters(&mut below, visit);
            let new = chapter["sub_items"].take();
            below.as_array_mut().expect("a list").extend(new.as_array().expect("a list").iter().cloned());
            chapter["sub_items"] = below;
        }
    }
}

/// The sub-chapters of a chapter after two were added.
#[track_caller]
fn check_below(chapter: &Value, expected: &Value) {
    let book = json!({ "items": [{ "Chapter": chapter }] }).to_string();
    let parsed = Book::parse(book.as_bytes()).expect("a book");
    let none = vec![None; parsed.chapters().len()];
    let out = parsed.with_changes(none, &[added(0, "2.0.0"), added(0, "1.0.0")]).expect("JSON");
    let out: Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(out["items"][0]["Chapter"]["sub_items"], *expected, "{chapter}");
}

#[test]
fn added_chapters_are_numbered_on() {
    let two = |numbers: [Value; 2], parents: Value| {
        let [first, second] = numbers;
        [new_chapter("2.0.0", &first, &parents), new_chapter("1.0.0", &second, &parents)]
    };
    let [first, second] = two([json!([2, 1]), json!([2, 2])], json!(["P", "A"]));
    let chapter =
        json!({ "name": "A", "content": "", "number": [2], "sub_items": [], "parent_names": ["P"] });
    check_below(&chapter, &json!([first, second]));

    let below = |number: Value, sub_items: Value| json!({ "Chapter": { "name": "B", "content": "", "number": number, "sub_items": sub_items } });
    let there = [below(json!([2, 1]), json!([below(json!([2, 1, 7]), json!([]))])), json!("Separator")];
    let [first, second] = two([json!([2, 2]), json!([2, 3])], json!(["A"]));
    let chapter = json!({ "name": "A", "content": "", "number": [2], "sub_items": there });
    check_below(&chapter, &json!([there[0], there[1], first, second]));

    let [first, second] = two([Value::Null, Value::Null], json!(["A"]));
    for sub_items in [Value::Null, json!([])] {
        let chapter = json!({ "name": "A", "content": "", "number": null, "sub_items": sub_items });
        check_below(&chapter, &json!([first, second]));
    }
    check_below(&json!({ "name": "A", "content": "" }), &json!([first, second]));
    check_below(&json!({ "name": "A", "content": "", "sub_items": {"a": 1} }), &json!({"a": 1}));
}

proptest! {
    #[test]
    fn a_book_is_answered_with_its_documents_in_place((mut book, text) in input()) {
        let out = answer(text.as_bytes()).expect("an answer");
        let list = if book.get("items").is_some() { "items" } else { "sections" };
        contents(&mut book[list], &mut |content| {
            if let Some(new) = expanded(content.as_str().expect("text")) {
                *content = json!(new);
            }
        });
        prop_assert_eq!(serde_json::from_slice::<Value>(&out).expect("JSON"), book);
    }

    #[test]
    fn only_the_bytes_of_changed_contents_change((_, text) in input(), changed in prop::collection::vec(any::<bool>(), 40)) {
        let json = split(text.as_bytes()).expect("an envelope").book;
        let book = Book::parse(json).expect("a book");
        let none = vec![None; book.chapters().len()];
        prop_assert_eq!(book.with_contents(none).expect("JSON"), json);

        let marker = "\u{1}".to_owned();
        let new: Vec<_> = changed.iter().map(|&changed| changed.then(|| marker.clone())).collect();
        let out = String::from_utf8(book.with_contents(new).expect("JSON")).expect("UTF-8");
        // The text between the new contents is in the book, in that order.
        let mut rest = std::str::from_utf8(json).expect("UTF-8");
        for kept in out.split("\"\\u0001\"") {
            let at = rest.find(kept);
            prop_assert!(at.is_some(), "{kept}");
            rest = &rest[at.unwrap_or_default() + kept.len()..];
        }
    }

    #[test]
    fn a_chapter_is_added_and_no_other_byte_changes((mut book, text) in input(), under in 0usize..8) {
        let json = split(text.as_bytes()).expect("an envelope").book;
        let parsed = Book::parse(json).expect("a book");
        let none = vec![None; parsed.chapters().len()];
        let out = parsed.with_changes(none, &[added(under, "1.0.0")]).expect("JSON");

        let list = if book.get("items").is_some() { "items" } else { "sections" };
        let mut index = 0;
        chapters(&mut book[list], &mut |chapter| {
            if index == under {
                let new = new_chapter("1.0.0", &Value::Null, &json!([chapter["name"]]));
                chapter["sub_items"].as_array_mut().expect("a list").push(new);
            }
            index += 1;
        });
        prop_assert_eq!(serde_json::from_slice::<Value>(&out).expect("JSON"), book);
        let same = |(a, b): &(&u8, &u8)| a == b;
        let before = out.iter().zip(json).take_while(same).count();
        let after = out.iter().rev().zip(json.iter().rev()).take_while(same).count();
        prop_assert!(before + after >= json.len());
    }

    #[test]
    fn a_directive_is_found_in_whatever_spelling(choose in prop::collection::vec(any::<bool>(), 1..40)) {
        let content = "<<#system-design a.toml>>";
        let book = format!(r#"{{"items":[{{"Chapter":{{"name":"A","content":"{}"}}}}]}}"#, escape_some(content, &choose));
        let input = format!(r#"[{{"root":"/","renderer":"html","config":{{}}}},{book}]"#);
        let envelope = split(input.as_bytes()).expect("an envelope");
        prop_assert!(envelope.may_hold_directives());
        let book = Book::parse(envelope.book).expect("a book");
        prop_assert!(book.chapters()[0].may_hold_directives());
        prop_assert_eq!(book.chapters()[0].content().expect("text"), content);
    }

    #[test]
    fn nothing_panics(
        golden in prop_oneof![Just(BOOK_04), Just(BOOK_05)],
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize, prop::collection::vec(any::<u8>(), 0..3)), 0..6),
        length in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = golden.as_bytes().to_vec();
        for (at, removed, added) in edits {
            let at = at.index(bytes.len());
            let end = (at + removed).min(bytes.len());
            bytes.splice(at..end, added);
        }
        if cut {
            bytes.truncate(length.index(bytes.len()));
        }
        drop(answer(&bytes));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        drop(answer(&bytes));
    }
}
