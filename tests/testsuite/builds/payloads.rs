//! Hostile content for every text of a design, and the effects it must not have on a page. The tests with
//! mdBook 0.4 also use this file.

use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};

/// Stands in `tests/hostile/every-field.toml` wherever an author may write a text.
pub(crate) const MARK: &str = "@TEXT@";

/// What no page may show: a file of the book that only `{{#include}}` could bring there.
const SECRET: &str = "the words of the secret";

/// The headings of the document, none of which may be lost, whatever a text contains.
const SECTIONS: [&str; 10] = [
    "1. Executive Summary",
    "2. Requirements Analysis Summary",
    "3. High-Level Design (HLD)",
    "4. Low-Level Design (LLD)",
    "5. Technical Decisions",
    "6. Security Design",
    "7. Performance & Scalability",
    "8. Error Handling & Monitoring",
    "9. Testing Strategy",
    "10. Deployment & Operations",
];

pub(crate) const PAYLOADS: &[&str] = &[
    "plain words",
    "<script>alert(1)</script>",
    "x\n\n<script>\nalert(1)\n</script>\n",
    "<img src=x onerror=alert(1)> and <svg onload=alert(1)>",
    "<div onclick=\"alert(1)\" style=\"evil:1\">\n\n# x\n\n</div>",
    "</figure></details></main><script>alert(1)</script>",
    "<!-- open",
    "<style>*{evil:1}</style><link rel=stylesheet href=evil.css><base href=//evil.example>",
    "<iframe src=\"javascript:alert(1)\" srcdoc=\"<script>1</script>\"></iframe><object data=x></object><embed src=x>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "\" onmouseover=\"alert(1)\" x=\"",
    "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](  javascript:alert(1) )",
    "[a](java&#115;cript:alert(1)) [b](javascript&colon;alert(1)) [c](java&Tab;script:alert(1)) [d](&#x6A;avascript:x)",
    "[a](java&amp;#115;cript:alert(1)) [b](javascript&amp;colon;alert(1)) [c](javascript\\:alert(1)) [d](javascript\\\\:x)",
    "[a](<java\tscript:alert(1)>) [b](<java script:alert(1)>) [c](<\u{1}javascript:alert(1)>) [d](<\u{b}javascript:x>)",
    "[a](java%73cript:alert(1)) [b](javascript%3Aalert(1)) [c](%6Aavascript%253Ax) [d](java\u{200b}script:alert(1))",
    "<javascript:alert(1)> <JAVASCRIPT:alert(1)> <vbscript:x> <data:text/html,x>",
    "[a][r] [r] [R][]\n\n[r]: javascript:alert(1) \"t\"\n",
    "![a](javascript:alert(1)) ![b](data:image/svg+xml,<svg/onload=alert(1)>) ![c](data:text/html,x) ![d][s]\n\n[s]: data:image/svg+xml;base64,PHN2Zz4=",
    "[a](vbscript:x) [b](data:text/html;base64,PHNjcmlwdD4=) [c](file:///etc/passwd) [d](blob:x) [e](data:image/png;base64,AA)",
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "../javascript:alert(1)",
    "[a](../javascript:alert(1)) [b](x/../../javascript:alert(1)) [c](./javascript:alert(1))",
    "[a](x \"t\\\" onclick=alert(1) x=\") ![a\" onerror=\"alert(1)](x.png \"t\\\" onerror=alert(1)\")",
    "[a](https://e.org/\"onclick=alert(1)) [b](<https://e.org/\" onclick=\"alert(1)>) [c](//evil.example/x)",
    "# Plan {onfocus=alert(1) tabindex=0 autofocus=1}",
    "# Plan {style=\"evil:1\" .evil #evil-id onclick=x}",
    "# A {#x\"onclick=alert(1)}\n\nSetext {.evil onclick=x}\n===\n",
    "```rust,editable\nfn main() {}\n```",
    "```rust mdbook-runnable\nfn main() {}\n```\n\n~~~ rust should_panic editable\nfn main() {}\n~~~",
    "```editable\nx\n```\n\n```text,rust,editable,mdbook-runnable\nfn main() {}\n```\n\n    fn indented() {}\n",
    "```\"><script>alert(1)</script>\nx\n```",
    "```mermaid\nflowchart LR\n  A --> B\n  click A \"javascript:alert(1)\"\n```",
    "flowchart LR\n  A --> B\n  click A href \"javascript:alert(1)\"\n  click B call alert(1)",
    "Note[^<script>alert(1)</script>].\n\n[^<script>alert(1)</script>]: <script>alert(1)</script>",
    "[^a]: > [^b]: x",
    "[^n]:- [^n]:",
    "a[^1] b[^1]\n\n[^1]: - [^2]: > [^1]: y\n\n[^2]: z[^2]",
    "> > > > > > > > > > > > > > > > > > > > deep\n> > > [^q]: - - - - - - - - - - - - - - - - - - - - x",
    "- - - - - - - - - - - - - - - - - - - - - - - - deep\n\n1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12. 13. 14. 15. 16. 17. 18. x",
    "*a_ *b_ **c __d ~~e *** ___ *&nbsp;* **\u{a0}**",
    "| a | b |\n|---|---|\n| <script>alert(1)</script> | [x](javascript:alert(1)) |\n| `\\|` | \\",
    "`` `<script>alert(1)</script>` `` and `javascript:alert(1)`",
    "term <b>\n: <script>alert(1)</script>\n: [x](javascript:alert(1))",
    "- [ ] <input autofocus onfocus=alert(1)>\n- [x] done",
    "> [!NOTE\" onclick=\"x]\n> <script>alert(1)</script>\n\n> [!WARNING]\n> x",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;alert(1)&#60;/script&#62;",
    "\u{0}\u{7}\u{1b}[31m <scr\u{0}ipt>alert(1)</script> \u{85}\u{2028}\u{feff}\u{202e}",
    "<<#system-design /designs/a.toml>>",
    "{{#include ../designs/secret.txt}} \\{{#include ../designs/secret.txt}} {{ #include ../designs/secret.txt }}",
    "`{{#include ../designs/secret.txt}}`\n\n```text\n{{#include ../designs/secret.txt}}\n\\{{#include ../designs/secret.txt}}\n```\n",
    "{{#playground ../designs/secret.txt editable}} {{#rustdoc_include ../designs/secret.txt}} {{#title evil}}",
    "{{#template ../designs/secret.txt x={{#include ../designs/secret.txt}}}}",
    "200.",
    "---\n===\n***\n",
    "<?php evil ?> <![CDATA[ <script>alert(1)</script> ]]> <!DOCTYPE html>",
];

/// A book with a chapter for each payload: a design with the payload in every text.
pub(crate) fn write_book(folder: &Path, every_field: &str, settings: &str) {
    for name in ["src", "designs"] {
        fs::create_dir_all(folder.join(name)).expect("a folder");
    }
    let write = |path: &str, text: &str| fs::write(folder.join(path), text).expect("a file");
    let ours = "[preprocessor.system-design]\nfail-on = \"never\"\n";
    write("book.toml", &format!("[book]\ntitle = \"Hostile\"\n\n{settings}\n{ours}"));
    write("designs/secret.txt", SECRET);
    let mut summary = "# Summary\n\n- [All](all.md)\n".to_owned();
    write("src/all.md", "# All\n\n<<#system-design-index>>\n");
    for (index, payload) in PAYLOADS.iter().enumerate() {
        summary.push_str(&format!("- [C{index}](c{index}.md)\n"));
        let views = ["context", "component:first", "flow:first", "tables", "coverage", "coverage-graph"];
        let mut chapter = format!("<<#system-design /designs/d{index}.toml>>\n");
        for view in views {
            chapter.push_str(&format!("\n<<#system-design /designs/d{index}.toml view={view}>>\n"));
        }
        write(&format!("src/c{index}.md"), &chapter);
        write(&format!("designs/d{index}.toml"), &every_field.replace(MARK, &escaped(payload)));
    }
    write("src/SUMMARY.md", &summary);
}

/// Checks that every page of the built book contains only what is allowed there.
#[track_caller]
pub(crate) fn check_book(site: &Path) {
    let mut wrong = Vec::new();
    for (index, payload) in PAYLOADS.iter().enumerate() {
        let path = format!("c{index}.html");
        let text = fs::read_to_string(site.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let page = Html::parse_document(&text);
        let mut found = smuggled(&page);
        found.extend(lost(&page));
        if text.contains(SECRET) {
            found.push("the secret".to_owned());
        }
        if !found.is_empty() {
            found.dedup();
            wrong.push(format!("{path} {payload:?}: {found:#?}"));
        }
    }
    let index = fs::read_to_string(site.join("all.html")).expect("the index");
    wrong.extend(smuggled(&Html::parse_document(&index)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The payload inside a string of TOML.
pub(crate) fn escaped(payload: &str) -> String {
    let mut escaped = String::new();
    for c in payload.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Everything in the chapter that could run, load or disguise something.
fn smuggled(page: &Html) -> Vec<String> {
    let all = Selector::parse("main, main *").expect("a selector");
    page.select(&all).filter_map(|element| faulty(&element)).collect()
}

fn faulty(element: &ElementRef<'_>) -> Option<String> {
    const ELEMENTS: [&str; 12] = [
        "script", "iframe", "style", "object", "embed", "form", "link", "base", "meta", "frame", "textarea",
        "template",
    ];
    let name = element.value().name();
    // The rules of pictures are ours.
    let is_ours = name == "style" && is_of_pictures(&element.text().collect::<String>());
    if !is_ours && (ELEMENTS.contains(&name) || name == "button") {
        return Some(format!("<{name}>"));
    }
    for (attribute, value) in element.value().attrs() {
        let bad = match attribute {
            "href" | "src" | "action" | "formaction" | "data" | "poster" | "xlink:href" => {
                !is_safe(attribute, value)
            }
            "style" | "class" | "id" => {
                value.contains("evil:1") || value.split(' ').any(|class| class == "evil")
            }
            "srcdoc" | "autofocus" | "srcset" | "background" => true,
            other => other.starts_with("on"),
        };
        let runs = attribute == "class"
            && value.split(' ').any(|class| {
                matches!(
                    class,
                    "playground" | "editable" | "mdbook-runnable" | "play-button" | "language-rust,editable"
                )
            });
        if bad || runs {
            return Some(format!("<{name} {attribute}={value:?}>"));
        }
    }
    None
}

/// Whether a style sheet is the one that every page with pictures has, without a word of an author.
fn is_of_pictures(style: &str) -> bool {
    ["@media print { figure.system-design {", "svg:has(.sd-box:is("]
        .iter()
        .any(|rule| style.starts_with(rule))
        && !style.contains("evil")
}

fn is_safe(attribute: &str, address: &str) -> bool {
    let address: String =
        address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
    let address = address.replace("%3a", ":").replace("&colon;", ":").replace("&#58;", ":");
    let head = address.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = head.split_once(':') else { return true };
    matches!(scheme, "http" | "https" | "mailto" | "tel")
        || attribute == "src" && scheme == "data" && rest == "image" && !address.contains("svg")
}

/// The headings that are not there, in their order.
fn lost(page: &Html) -> Vec<String> {
    let all = Selector::parse("main h1, main h2, main h3, main p, main li").expect("a selector");
    let texts: Vec<String> = page.select(&all).map(|element| element.text().collect()).collect();
    let mut rest = texts.iter();
    let mut lost: Vec<String> = SECTIONS
        .iter()
        .filter(|section| !rest.by_ref().any(|text| text.trim() == **section))
        .map(|section| format!("lost: {section}"))
        .collect();
    if !texts.iter().any(|text| text.contains("INCOMPLETE") || text.contains("COMPLETE")) {
        lost.push("lost: the tail of the document".to_owned());
    }
    lost
}
