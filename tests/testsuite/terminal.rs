//! Output to a terminal or a log: no text of an author moves the cursor, changes the direction of the text,
//! or begins a line with a command to a CI service.

use std::fmt::Write as _;
use std::process::{Command, Stdio};

use mdbook_system_design::diagnostic::format::OutputFormat;
use tempfile::TempDir;
use toml::Value;

use crate::harness::{check, read};

/// An escape sequence, bells, other directions, separators of lines, and commands.
const HOSTILE: &str = "x\u{1b}[31m\u{1b}]0;t\u{7}\u{9b}2J\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}\u{7f}\r\n  ::error title=t::m\n##[group]g";

/// Reports everything in an output that an author must not send there. `color`: the output has our colours.
#[track_caller]
fn assert_tame(output: &str, color: bool, what: &str) {
    let mut plain = String::new();
    for (index, part) in output.split('\u{1b}').enumerate() {
        let rest = match index {
            0 => part,
            _ => {
                let inside = part.strip_prefix('[').unwrap_or_else(|| panic!("{what}: {part:?}"));
                let (digits, rest) = inside.split_once('m').unwrap_or_else(|| panic!("{what}: {part:?}"));
                assert!(color && digits.chars().all(|c| c.is_ascii_digit() || c == ';'), "{what}: {part:?}");
                rest
            }
        };
        plain.push_str(rest);
    }
    for line in plain.split('\n') {
        let harmful = |c: char| {
            c.is_control()
                || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!line.contains(harmful), "{what}: {line:?}");
        assert!(!line.contains("##["), "{what}: {line:?}");
        let ours = [
            "::error file=",
            "::warning file=",
            "::notice file=",
            "::error title=mdbook-system-design::",
            "::warning title=mdbook-system-design::",
            "::notice title=mdbook-system-design::",
        ];
        let is_ours = what.contains("github") && ours.iter().any(|ours| line.starts_with(ours));
        assert!(is_ours || !line.trim_start().starts_with("::"), "{what}: {line:?}");
    }
}

/// Appends the hostile text to some of the texts of a design.
fn poison(value: &mut Value, count: &mut usize, chosen: &impl Fn(usize) -> bool) {
    match value {
        Value::String(text) => {
            *count += 1;
            if chosen(*count) {
                text.push_str(HOSTILE);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, count, chosen)),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| poison(value, count, chosen)),
        _ => {}
    }
}

#[test]
fn whatever_an_author_writes_findings_are_tame() {
    for design in ["web-shop", "url-shortener"] {
        let text = read(&format!("book-example/designs/{design}.toml"));
        for round in 0..12 {
            let mut value: Value = toml::from_str(&text).expect("TOML");
            poison(&mut value, &mut 0, &|index| round == 11 || index % 11 == round);
            let poisoned = toml::to_string(&value).expect("TOML");
            let (report, sources) = check(&format!("a{HOSTILE}.toml"), &poisoned);
            assert!(!report.findings.is_empty());
            for (name, format) in OutputFormat::ALL {
                for color in [false, true] {
                    let mut out = Vec::new();
                    format.writer(color).write(&report, &sources, &mut out).expect("a report");
                    let out = String::from_utf8(out).expect("UTF-8");
                    assert_tame(&out, color && name == "text", &format!("{design} {round} {name}"));
                }
            }
        }
    }
}

/// A folder with a book whose files have hostile names, and its commands.
struct Book(TempDir);

impl Book {
    fn new() -> Self {
        // Tests run side by side: each has a folder that nobody else empties.
        let book = tempfile::tempdir().expect("a folder");
        let folder = book.path();
        std::fs::create_dir_all(folder.join("src")).expect("a folder");
        std::fs::create_dir_all(folder.join("designs")).expect("a folder");
        let write = |path: &str, text: &str| std::fs::write(folder.join(path), text).expect("a file");
        let mut basic = String::new();
        HOSTILE.chars().for_each(|c| write!(basic, "\\U{:08x}", u32::from(c)).expect("a string"));
        write(
            "book.toml",
            &format!("[book]\ntitle = \"T\"\n[preprocessor.system-design]\n\"k{basic}\" = 1\n"),
        );
        write("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n");
        write(
            "src/a.md",
            &format!("# A\n\n<<#system-design \"/designs/b{}.toml\" section=x\u{1b}[2J>>\n", '\u{1b}'),
        );
        write(
            "designs/a.toml",
            &format!(
                "template = \"system-design@1\"\n[design]\ntitle = \"S\"\nversion = \"1.0.0{basic}\"\n\
                 status = \"draft\"\n[[allow]]\nrule = \"undescribed-element\"\nreason = \"{basic}\"\n\
                 [components.a]\nname = \"A{basic}\"\nkind = \"service\"\nuses = {{ a = \"{basic}\" }}\n\"{basic}\" = 1\n"
            ),
        );
        #[cfg(unix)]
        write("designs/b\u{1b}[31m\n::error::.toml", "template = \"system-design@1\"\nx = = 1\n");
        write("doc.md", &format!("# T\n\n## Unknown {HOSTILE}\n\nText {HOSTILE}\n"));
        Self(book)
    }

    #[track_caller]
    fn run(&self, arguments: &[&str], stdin: Option<&str>) {
        for color in [false, true] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"));
            command.args(arguments).current_dir(self.0.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
            command.env_remove("NO_COLOR").env(if color { "CLICOLOR_FORCE" } else { "NO_COLOR" }, "1");
            let input = self.0.path().join("stdin");
            std::fs::write(&input, stdin.unwrap_or_default()).expect("a file");
            command.stdin(std::fs::File::open(&input).expect("a file"));
            let output = command.output().expect("the program");
            let what = format!("{arguments:?}");
            assert!(output.status.code().is_some_and(|code| code < 3), "{what}: {output:?}");
            assert_tame(&String::from_utf8(output.stderr).expect("UTF-8"), color, &what);
            // A document or a design is a result, not a message.
            if !matches!(arguments.first(), None | Some(&("render" | "import"))) {
                assert_tame(&String::from_utf8(output.stdout).expect("UTF-8"), color, &what);
            }
        }
    }
}

#[test]
fn whatever_a_command_says_is_tame() {
    let book = Book::new();
    for format in ["text", "short", "json", "sarif", "github"] {
        book.run(&["check", "--verbose", "--format", format], None);
        book.run(&["check", "--verbose", "designs/a.toml", "--format", format], None);
    }
    let missing = format!("no{HOSTILE}.toml");
    for arguments in [
        &["check", &missing] as &[&str],
        &["render", &missing],
        &["render", "designs/a.toml", "--section", HOSTILE],
        &["render", "designs/a.toml", "--template", HOSTILE],
        &["render", "designs/a.toml", "--level", HOSTILE],
        &["diagram", "designs/a.toml", "--view", HOSTILE],
        &["diagram", &missing],
        &["explain", HOSTILE],
        &["import", &missing],
        &["import", "doc.md"],
        &["import", "doc.md", "--template", HOSTILE],
        &["new", HOSTILE, "--template", HOSTILE],
        &["new", HOSTILE, "--status", HOSTILE],
        &["new", HOSTILE],
        &["init", &missing],
        &["init", "--dry-run", "--title", HOSTILE],
        &["template", "show", HOSTILE],
        &["template", "list"],
        &["schema", HOSTILE],
        &["completions", HOSTILE],
        &["check", "--format", HOSTILE],
        &["check", HOSTILE, HOSTILE],
        &[HOSTILE],
        &["--no-such-switch\u{1b}[31m"],
        &["rules"],
    ] {
        book.run(arguments, None);
    }
}

#[test]
fn whatever_a_build_says_is_tame() {
    let book = Book::new();
    let text = serde_json::to_string(HOSTILE).expect("JSON");
    let root = serde_json::to_string(book.0.path()).expect("JSON");
    let input = |version: &str, chapter: &str| {
        format!(
            r#"[{{"root":{root},"config":{{"preprocessor":{{"system-design":{{{text}:1}}}}}},"renderer":{text},"mdbook_version":{version}}},{{"items":[{{"Chapter":{{"name":{text},{chapter}}}}}]}}]"#
        )
    };
    let content = serde_json::to_string(&format!(
        "# A\n\n<<#system-design /designs/a.toml>>\n\n<<#system-design {HOSTILE}>>\n"
    ))
    .expect("JSON");
    for version in ["null", "\"0.4.3\"", &text] {
        book.run(&[], Some(&input(version, &format!(r#""content":{content}"#))));
        book.run(&[], Some(&input(version, &format!(r#""content":[{content}]"#))));
    }
    book.run(&[], Some(HOSTILE));
    book.run(&[], Some(&format!("[{{}},{{{text}:\"<<#\"}}]")));
}
