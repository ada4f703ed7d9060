//! Directives in chapters: which are found, which are left alone, and how mistakes are reported.

use std::fmt::Write as _;

use mdbook_system_design::book::directive::{
    ChangesRequest, DesignRequest, Directive, LandscapeRequest, Request, find,
};
use mdbook_system_design::book::splice::splice;
use mdbook_system_design::diagnostic::Finding;
use mdbook_system_design::render::IndexView;
use mdbook_system_design::source::{Sources, Spanned};

mod laws;

/// A chapter's directives and findings as lines of text.
#[track_caller]
fn found(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("chapter.md", text);
    let found = find(text, file);
    let mut out = String::new();
    for directive in &found.directives {
        show_directive(text, directive, &mut out);
    }
    for finding in &found.findings {
        let at = &text[finding.span.range()];
        let help = finding.help.as_deref().unwrap_or("-");
        writeln!(out, "{} at `{at}`: {}; {help}", finding.rule.code, finding.message)
            .expect("a text takes everything");
    }
    out
}

fn show_directive(text: &str, directive: &Directive, out: &mut String) {
    match &directive.request {
        Request::Index(IndexView::Designs) => out.push_str("index"),
        Request::Index(IndexView::Sections) => out.push_str("index by section"),
        Request::Design(design) => show_design(text, design, out),
        Request::Changes(changes) => show_changes(text, changes, out),
        Request::Landscape(landscape) => show_landscape(text, landscape, out),
    }
    if directive.above > 0 {
        write!(out, " above={}", directive.above).expect("a text takes everything");
    }
    if directive.slot.is_none() {
        out.push_str(" nowhere");
    }
    out.push('\n');
}

fn show_design(text: &str, design: &DesignRequest, out: &mut String) {
    let DesignRequest {
        file,
        version,
        section,
        view,
        only,
        collapse,
        columns,
        against,
        level,
        title,
        number,
        footprint,
        template,
        notice,
        versions,
    } = design;
    write!(out, "design {}", file.value).expect("a text takes everything");
    assert_eq!(&text[file.span.range()], file.value);
    if let Some(version) = version {
        write!(out, "@{}", version.value).expect("a text takes everything");
    }
    show("section", section.as_ref(), text, out);
    show("view", view.as_ref(), text, out);
    for (name, ids) in [("only", only), ("collapse", collapse)] {
        for id in ids {
            write!(out, " {name}={}", id.value).expect("a text takes everything");
            assert_eq!(&text[id.span.range()], id.value);
        }
    }
    if let Some(columns) = columns {
        write!(out, " columns={:?}", columns.value).expect("a text takes everything");
    }
    show("against", against.as_ref(), text, out);
    show("level", level.as_ref(), text, out);
    show("title", title.as_ref(), text, out);
    show("number", number.as_ref(), text, out);
    show("footprint", footprint.as_ref(), text, out);
    show("template", template.as_ref(), text, out);
    show("notice", notice.as_ref(), text, out);
    show("versions", versions.as_ref(), text, out);
}

fn show_changes(text: &str, changes: &ChangesRequest, out: &mut String) {
    let ChangesRequest { folder, after, to, level } = changes;
    write!(out, "changes {}", folder.value).expect("a text takes everything");
    assert_eq!(&text[folder.span.range()], folder.value);
    show("after", after.as_ref(), text, out);
    show("to", to.as_ref(), text, out);
    show("level", level.as_ref(), text, out);
}

fn show_landscape(text: &str, landscape: &LandscapeRequest, out: &mut String) {
    out.push_str("landscape");
    show("owners", landscape.owners.as_ref(), text, out);
    show("only", landscape.only.as_ref(), text, out);
    show("collapse", landscape.collapse.as_ref(), text, out);
    show("level", landscape.level.as_ref(), text, out);
    for owner in landscape.owners().into_iter().chain(landscape.only()).chain(landscape.collapse()) {
        assert_eq!(text[owner.span.range()], owner.value);
        write!(out, " [{}]", owner.value).expect("a text takes everything");
    }
}

/// A value, which must be the text at its span.
fn show<T: ToString>(name: &str, value: Option<&Spanned<T>>, text: &str, out: &mut String) {
    if let Some(value) = value {
        assert_eq!(text[value.span.range()], value.value.to_string());
        write!(out, " {name}={}", value.value.to_string()).expect("a text takes everything");
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(found(text), expected, "{text}");
}

/// A chapter with one mistake, and the chapter after its fix, which must have no findings.
#[track_caller]
fn check_fix(text: &str, code: &str, fixed: &str) {
    let findings = findings(text);
    let codes: Vec<_> = findings.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, [code], "{text}");
    let result = with_fixes(text, &findings);
    assert_eq!(result, fixed);
    assert!(self::findings(&result).is_empty(), "{}", found(&result));
}

fn findings(text: &str) -> Vec<Finding> {
    find(text, Sources::new().add("chapter.md", text)).findings
}

fn with_fixes(text: &str, findings: &[Finding]) -> String {
    let edits = findings.iter().flat_map(|finding| &finding.fix);
    splice(text, edits.map(|edit| (edit.span.range(), edit.replacement.clone())).collect())
}

/// The chapter with `DOCUMENT` in the place of every directive.
fn expanded(text: &str, document: &str) -> String {
    let found = find(text, Sources::new().add("chapter.md", text));
    let places = found.directives.iter().filter_map(|directive| directive.slot.as_ref());
    splice(text, places.map(|place| place.edit(document)).collect())
}

#[test]
fn every_argument_is_read() {
    check("<<#system-design a.toml>>", "design a.toml\n");
    check(
        "<<#system-design /designs/a.toml section=risks level=2 title=false number=false footprint=true template=adr@^1.2>>",
        "design /designs/a.toml section=risks level=2 title=false number=false footprint=true template=adr@^1.2\n",
    );
    check(
        "<<#system-design \"my designs/a.toml\" view=\"flow:a b\">>",
        "design my designs/a.toml view=flow:a b\n",
    );
    check("<<#system-design level=1 a.toml>>", "design a.toml level=1\n");
    check("<<#system-design a.toml@^1.2>>", "design a.toml@^1.2\n");
    check("<<#system-design @scope/a_b_c*d*.toml>>", "design @scope/a_b_c*d*.toml\n");
    check("<<#system-design-index>>", "index\n");
    check("<<#system-design-index view=sections>>", "index by section\n");
}

#[test]
fn a_paragraph_may_be_several_directives() {
    check(
        "<<#system-design a>>\n<<#system-design b>>\r\n  <<#system-design-index>>  \n",
        "design a\ndesign b\nindex\n",
    );
    check("<<#other thing>>\n<<#system-design b>>\n", "design b\n");
    check(
        "<<#system-design a>> <<#other thing>>",
        "design a nowhere\n\
         SD1205 at `<<#system-design a>>`: `<<#system-design a>>` is inside a sentence; \
         put it on its own line, with an empty line before and after it\n",
    );
}

#[test]
fn the_heading_above_gives_its_level() {
    check(
        "<<#system-design a>>\n\n# One\n\n## Two\n\n> ### Quoted\n\n<<#system-design b>>\n\nThree\n---\n\n<<#system-design c>>",
        "design a\ndesign b above=2\ndesign c above=2\n",
    );
    check("Title\n=====\n<<#system-design a>>", "design a above=1\n");
}

#[test]
fn code_html_comments_and_escapes_are_left_alone() {
    for text in [
        "`<<#system-design a>>`",
        "`code\n<<#system-design a>>\ncode`",
        "```text\n<<#system-design a>>\n```",
        "~~~\n<<#system-design a>>\n~~~",
        "text\n\n    <<#system-design a>>\n",
        "<div>\n<<#system-design a>> x\n</div>",
        "<div>\nx <<#system-design a>>\n</div>",
        "<div>\n<!--\n<<#system-design a>>\n-->\n</div>",
        "<div>\n<PRE>\n<<#system-design a>>\n</PRE>\n</div>",
        "<pre>\n<<#system-design a>>\n\n<<#system-design a>>\n</pre>",
        "<script>\n<<#system-design a>>\n</script>",
        "<style>\n<<#system-design a>>\n</style>",
        "<textarea>\n<<#system-design a>>\n</textarea>",
        "<div\n<<#system-design a>>\n>",
        "<div>\n<<#other a>>\n</div>",
        "<div>\n\\<<#system-design a>>\n</div>",
        "<!--\n<<#system-design a>>\n\n<<#sytem-design a>>\n-->",
        "text <!-- <<#system-design a>> --> text",
        "\\<<#system-design a>>",
        "\\<\\<#system-design a>>",
        "<\\<#system-design a>>",
        "\\{{#system-design a}}",
        "- item\n\n  ```\n  <<#system-design a>>\n  ```",
        "&lt;<#system-design a>>",
    ] {
        check(text, "");
    }
}

#[test]
fn other_words_are_not_ours() {
    for text in [
        "<<#include a>>",
        "<<#quiz a.toml>>",
        "<<#design a>>",
        "<<#system a>>",
        "<<#>>",
        "a <<# b",
        "{{#include a.rs}}",
        "{{#system_call}}",
        "let x = 1 <<#shift;",
        "the stereotype <<system-design>> of a class",
        "<<system-design a.toml>> in a sentence",
        "- <<system-design a.toml>>",
        "`<<system-design a.toml>>`",
        "{{title}}",
        "{{ systems }}",
        "<<subsystem>>",
        "<system-design a=\"b\">",
    ] {
        check(text, "");
    }
}

#[test]
fn an_escaped_backslash_escapes_nothing() {
    check(
        "\\\\<<#system-design a>>",
        "design a nowhere\n\
         SD1205 at `<<#system-design a>>`: `<<#system-design a>>` is inside a sentence; \
         put it on its own line, with an empty line before and after it\n",
    );
}

#[test]
fn near_names_are_reported_with_the_name_that_was_meant() {
    for name in
        ["sytem-design", "system-desgin", "System-Design", "system_design", "systemdesign", "system design"]
    {
        check_fix(&format!("<<#{name} a.toml>>"), "SD1203", "<<#system-design a.toml>>");
    }
    check_fix("<<# system-design a.toml>>", "SD1203", "<<#system-design a.toml>>");
    check_fix("<<#system-design-idx>>", "SD1203", "<<#system-design-index>>");
    check_fix("<<#system design index>>", "SD1203", "<<#system-design-index>>");
    check_fix("<<#system-design-change a>>", "SD1203", "<<#system-design-changes a>>");
    check_fix("{{#system-design-changes a}}", "SD1203", "<<#system-design-changes a>>");
    check_fix("{{#system-design a.toml level=2}}", "SD1203", "<<#system-design a.toml level=2>>");
    // Brackets without a `#` are ours where nothing else is on the line.
    for typed in [
        "<<system-design a.toml>>",
        "<< #system-design a.toml>>",
        "<< system-design a.toml>>",
        "<<mdbook-system-design a.toml>>",
        "<<System-Design a.toml>>",
        "<<system_design a.toml>>",
        "{{system-design a.toml}}",
        "{{ system-design a.toml}}",
        "{{ #system-design a.toml}}",
        "  <<system-design a.toml>>",
    ] {
        check_fix(typed, "SD1203", &typed.replace(typed.trim(), "<<#system-design a.toml>>"));
    }
    check_fix("<<system-design-index>>", "SD1203", "<<#system-design-index>>");
    check_fix("{{#sytsem-design a.toml}}", "SD1203", "<<#system-design a.toml>>");
    check(
        "<<#system-desing a>>",
        "SD1203 at `<<#system-desing`: `<<#system-desing` is not a directive; write `<<#system-design`\n",
    );
}

#[test]
fn arguments_that_mean_nothing_are_reported() {
    for (arguments, expected) in [
        (
            "a levl=2",
            "design a nowhere\nSD1204 at `levl`: `<<#system-design>>` has no argument `levl`; write `level`\n",
        ),
        (
            "a colour=red",
            "design a nowhere\nSD1204 at `colour`: `<<#system-design>>` has no argument `colour`; it takes a file, then `section`, `view`, `only`, `collapse`, `columns`, `against`, `level`, `title`, `number`, `footprint`, `template`, `notice`, `versions`; quote a path that contains `=`\n",
        ),
        (
            "a level=1 level=2",
            "design a level=1 nowhere\nSD1204 at `level=2`: `level` is given twice; delete one of them\n",
        ),
        (
            "a level=0",
            "design a nowhere\nSD1204 at `0`: `0` is not a heading level; write a number from 1 to 6\n",
        ),
        (
            "a level=7",
            "design a nowhere\nSD1204 at `7`: `7` is not a heading level; write a number from 1 to 6\n",
        ),
        (
            "a level=two",
            "design a nowhere\nSD1204 at `two`: `two` is not a heading level; write a number from 1 to 6\n",
        ),
        (
            "a title=maybe",
            "design a nowhere\nSD1204 at `maybe`: `maybe` is neither `true` nor `false`; write `true` or `false`\n",
        ),
        ("a section=", "design a nowhere\nSD1204 at `section=`: `section` has no value; -\n"),
        (
            "a b",
            "design a nowhere\nSD1204 at `b`: `b` is a second file; a directive names one file, and an argument is written `section=KEY`; quote a path that contains spaces\n",
        ),
        (
            "a.toml@new",
            "design a.toml nowhere\nSD1204 at `new`: `new` is not a version requirement: unexpected character 'n' while parsing major version number; write it as in `designs/shop.toml@^1.2`\n",
        ),
        ("\"a b", "design a b nowhere\nSD1204 at `\"a b`: unterminated quote; close it with `\"`\n"),
    ] {
        check(&format!("<<#system-design {arguments}>>"), expected);
    }
    check(
        "<<#system-design-index level=2 x>>",
        "index nowhere\nSD1204 at `level=2 x`: `<<#system-design-index>>` takes no arguments but `view=sections`, so `level=2 x` has no meaning; write `<<#system-design-index>>`, which shows all designs of the book\n",
    );
}

#[test]
fn the_owners_of_a_landscape_are_read() {
    for (arguments, expected) in [
        ("", "landscape\n"),
        (" level=3", "landscape level=3\n"),
        (" owners=alpha", "landscape owners=alpha [alpha]\n"),
        (
            " owners=\"Team A,  Team B ,, Ünit\" level=2",
            "landscape owners=Team A,  Team B ,, Ünit level=2 [Team A] [Team B] [Ünit]\n",
        ),
        (
            " only=\"Shop, Mail relay\" collapse=alpha",
            "landscape only=Shop, Mail relay collapse=alpha [Shop] [Mail relay] [alpha]\n",
        ),
        (
            " /designs/a.toml x",
            "landscape nowhere\nSD1204 at `/designs/a.toml x`: `<<#system-design-landscape>>` shows the designs of the book, so `/designs/a.toml x` has no meaning; write `owners=\"Team A, Team B\"` to show the designs of some owners only; names with spaces are in quotes\n",
        ),
        (
            " view=context",
            "landscape nowhere\nSD1204 at `view`: `<<#system-design-landscape>>` has no argument `view`; it takes `owners`, `only`, `collapse`, `level`\n",
        ),
        (
            " level=7",
            "landscape nowhere\nSD1204 at `7`: `7` is not a heading level; write a number from 1 to 6\n",
        ),
        (" owners=", "landscape nowhere\nSD1204 at `owners=`: `owners` has no value; -\n"),
    ] {
        check(&format!("<<#system-design-landscape{arguments}>>"), expected);
    }
    check_fix("<<#system-design-lanscape>>", "SD1203", "<<#system-design-landscape>>");
    check_fix("<<#system-design-landscape owner=x>>", "SD1204", "<<#system-design-landscape owners=x>>");
    check_fix("<<#system-design-landscape level=h2>>", "SD1204", "<<#system-design-landscape level=2>>");
}

#[test]
fn a_range_of_changes_is_read() {
    for (arguments, expected) in [
        ("/designs/a", "changes /designs/a\n"),
        ("\"my designs/a\" 1.0.0..2.0.0 level=3", "changes my designs/a after=1.0.0 to=2.0.0 level=3\n"),
        ("a 1.0.0..", "changes a after=1.0.0\n"),
        ("a ..2.0.0-rc.1", "changes a to=2.0.0-rc.1\n"),
        ("a ..", "changes a\n"),
        ("../a ..2.0.0", "changes ../a to=2.0.0\n"),
        (
            "",
            "SD1204 at `<<#system-design-changes >>`: the directive does not name a design; name the folder of its versions: `<<#system-design-changes /designs/NAME>>`\n",
        ),
        (
            "/designs/a.toml",
            "SD1204 at `/designs/a.toml`: `/designs/a.toml` is one file, and changes are between the versions of a series; `mdbook-system-design bump designs/a.toml` makes a folder with a file for each version of it, which you can name here\n",
        ),
        (
            "a b",
            "changes a nowhere\nSD1204 at `b`: `b` is not a range of versions; write two versions, or one of them: `1.0.0..2.0.0`, `1.0.0..`, `..2.0.0`; quote a path that contains spaces\n",
        ),
        (
            "a 1.0.0",
            "changes a nowhere\nSD1204 at `1.0.0`: `1.0.0` is not a range of versions; write `..1.0.0` for what led to it, `1.0.0..` for what followed\n",
        ),
        (
            "a 1.0.0 .. 2.0.0",
            "changes a nowhere\nSD1204 at `1.0.0`: `1.0.0` is not a range of versions; write `..1.0.0` for what led to it, `1.0.0..` for what followed\n\
             SD1204 at `.. 2.0.0`: `.. 2.0.0` has no meaning after a range of versions; a range has no spaces, as in `1.0.0..2.0.0`; quote a path that contains spaces\n",
        ),
        (
            "a view=tables",
            "changes a nowhere\nSD1204 at `view`: `<<#system-design-changes>>` has no argument `view`; it takes a folder and a range of versions, then `level`; quote a path that contains `=`\n",
        ),
        (
            "a level=7",
            "changes a nowhere\nSD1204 at `7`: `7` is not a heading level; write a number from 1 to 6\n",
        ),
    ] {
        check(&format!("<<#system-design-changes {arguments}>>"), expected);
    }
    check("`<<#system-design-changes a>>` and \\<<#system-design-changes a>>", "");
}

#[test]
fn mechanical_mistakes_are_fixed() {
    for (typed, mended) in [
        ("<<#system-design-changes a@1.0.0>>", "<<#system-design-changes a>>"),
        ("<<#system-design-changes a/1.0.0.toml>>", "<<#system-design-changes a>>"),
        ("<<#system-design-changes a 1.0.0...2.0.0>>", "<<#system-design-changes a 1.0.0..2.0.0>>"),
        ("<<#system-design-changes a 1.0.0..=2.0.0>>", "<<#system-design-changes a 1.0.0..2.0.0>>"),
        ("<<#system-design-changes a range=1.0.0..>>", "<<#system-design-changes a 1.0.0..>>"),
        ("<<#system-design-changes folder=/a ..>>", "<<#system-design-changes /a ..>>"),
        ("<<#system-design-changes a levl=2>>", "<<#system-design-changes a level=2>>"),
        ("<<#system-design-changes a level= 2>>", "<<#system-design-changes a level=2>>"),
        ("<<#system-design-changes a", "<<#system-design-changes a>>"),
        ("<<#system-design a.toml", "<<#system-design a.toml>>"),
        ("<<#system-design a.toml>", "<<#system-design a.toml>>"),
        ("<<#system-design a.toml level=2 >\n", "<<#system-design a.toml level=2 >>\n"),
        ("<<#system-design-index", "<<#system-design-index>>"),
        ("<<#system-design a titel=false>>", "<<#system-design a title=false>>"),
        ("<<#system-design a title=no>>", "<<#system-design a title=false>>"),
        ("<<#system-design a footprint=True>>", "<<#system-design a footprint=true>>"),
        ("<<#system-design a level= 2>>", "<<#system-design a level=2>>"),
        ("<<#system-design a level =2>>", "<<#system-design a level=2>>"),
        ("<<#system-design a level = 2>>", "<<#system-design a level=2>>"),
        ("<<#system-design my design.toml level=2>>", "<<#system-design \"my design.toml\" level=2>>"),
    ] {
        check_fix(typed, "SD1204", mended);
    }
}

#[test]
fn two_on_one_line_are_parted() {
    check_fix(
        "<<#system-design a>> <<#system-design b>>",
        "SD1204",
        "<<#system-design a>>\n<<#system-design b>>",
    );
    check_fix(
        "<<#system-design a>><<#system-design b>>\r\n",
        "SD1204",
        "<<#system-design a>>\r\n<<#system-design b>>\r\n",
    );
}

#[test]
fn several_mistakes_in_one_directive_are_all_reported() {
    check(
        "text <<#system-design a levl=2 title=x",
        "design a nowhere\n\
         SD1205 at `<<#system-design a levl=2 title=x`: `<<#system-design a levl=2 title=x` is inside a sentence; put it on its own line, with an empty line before and after it\n\
         SD1204 at `<<#system-design a levl=2 title=x`: `<<#system-design a levl=2 title=x` has no `>>` on its line; close it with `>>`\n\
         SD1204 at `levl`: `<<#system-design>>` has no argument `levl`; write `level`\n\
         SD1204 at `x`: `x` is neither `true` nor `false`; write `true` or `false`\n",
    );
}

#[test]
fn a_document_has_no_place_inside_other_blocks() {
    for (text, what) in [
        ("see <<#system-design a>>", "a sentence"),
        ("<<#system-design a>> and more", "a sentence"),
        ("**<<#system-design a>>**", "a sentence"),
        ("[<<#system-design a>>](x)", "a sentence"),
        ("# <<#system-design a>>", "a heading"),
        ("<<#system-design a>>\n===", "a heading"),
        ("- <<#system-design a>>", "a list"),
        ("1. x\n\n   <<#system-design a>>", "a list"),
        ("- [ ] <<#system-design a>>", "a list"),
        ("> <<#system-design a>>", "a quote"),
        ("> [!NOTE]\n> <<#system-design a>>", "a quote"),
        ("> - <<#system-design a>>", "a list"),
        ("| a |\n|---|\n| <<#system-design a>> |", "a table"),
        ("| <<#system-design a>> |\n|---|\n| b |", "a table"),
        ("x[^1]\n\n[^1]: <<#system-design a>>", "a footnote"),
        ("term\n: <<#system-design a>>", "a definition list"),
        ("<div>\n<<#system-design a>>\n</div>", "a block of HTML"),
        ("<details>\n<summary>x</summary>\n<<#system-design a>>\n</details>", "a block of HTML"),
        ("<span>\n<<#system-design a>>", "a block of HTML"),
        ("- <div>\n  <<#system-design a>>\n  </div>", "a block of HTML"),
        ("<!-- x -->\n<pre>x</pre>\n\n<p>\n<<#system-design a>>", "a block of HTML"),
        ("<div><pre>x</pre>\n<<#system-design a>>", "a block of HTML"),
    ] {
        let report = found(text);
        assert!(
            report.starts_with("design a nowhere\nSD1205 at `<<#system-design a>>`: "),
            "{text}: {report}"
        );
        assert!(report.contains(&format!(" is inside {what};")), "{text}: {report}");
        assert_eq!(report.lines().count(), 2, "{text}: {report}");
    }
}

#[test]
fn missing_empty_lines_are_put_in() {
    for (typed, mended) in [
        ("text\n<<#system-design a>>", "text\n\n<<#system-design a>>"),
        ("<<#system-design a>>\ntext", "<<#system-design a>>\n\ntext"),
        ("a\r\n<<#system-design a>>\r\nb\r\n", "a\r\n\r\n<<#system-design a>>\r\n\r\nb\r\n"),
        ("<<#system-design a>>\n---\n", "<<#system-design a>>\n\n---\n"),
        ("text\n<<#system-design a>>\n---\n", "text\n\n<<#system-design a>>\n\n---\n"),
        ("- item\n<<#system-design a>>\n", "- item\n\n<<#system-design a>>\n"),
        ("> quote\n<<#system-design a>>\nmore\n", "> quote\n\n<<#system-design a>>\n\nmore\n"),
        ("| a |\n|---|\n| b |\n<<#system-design a>>\n", "| a |\n|---|\n| b |\n\n<<#system-design a>>\n"),
        ("[^1]: note\n<<#system-design a>>\n", "[^1]: note\n\n<<#system-design a>>\n"),
        ("<div>\n<<#system-design a>>\n</div>\n", "<div>\n\n<<#system-design a>>\n\n</div>\n"),
        ("<b>\r\n<<#system-design a>>\r\n\r\n", "<b>\r\n\r\n<<#system-design a>>\r\n\r\n"),
        ("<div>\n     <<#system-design-index>>", "<div>\n\n<<#system-design-index>>"),
    ] {
        check_fix(typed, "SD1205", mended);
    }
}

#[test]
fn a_document_is_kept_apart_from_the_text_around_it() {
    assert_eq!(expanded("# A\n<<#system-design a>>\n## B\n", "D\n"), "# A\n\nD\n\n## B\n");
    assert_eq!(expanded("# A\n\n  <<#system-design a>>\t\n\n## B\n", "D\n"), "# A\n\nD\n\n## B\n");
    assert_eq!(expanded("x\r\n\r\n<<#system-design a>>\r\n\r\ny", "D"), "x\r\n\r\nD\r\n\r\ny");
    assert_eq!(expanded("<<#system-design a>>\n<<#system-design b>>", "D"), "D\n\n\nD");
    assert_eq!(expanded("- <<#system-design a>>\n", "D"), "- <<#system-design a>>\n");
}

#[test]
fn a_document_has_the_line_breaks_of_its_chapter() {
    let document = "D\n\n* a\n";
    assert_eq!(
        expanded("x\r\n\r\n<<#system-design a>>\r\n\r\n* y\r\n", document),
        "x\r\n\r\nD\r\n\r\n* a\r\n\r\n<!-- -->\r\n\r\n* y\r\n"
    );
    assert_eq!(
        expanded("# A\r\n<<#system-design a>>\r\n## B\r\n", document),
        "# A\r\n\r\nD\r\n\r\n* a\r\n\r\n## B\r\n"
    );
    // The last line has no break to go by.
    assert_eq!(expanded("# A\r\n\r\n<<#system-design a>>", document), "# A\r\n\r\nD\r\n\r\n* a");
    assert_eq!(expanded("<<#system-design a>>", document), "D\n\n* a");
    assert_eq!(expanded("x\n\n<<#system-design a>>\r\n\r\ny", "D\r\nE\nF"), "x\n\nD\r\nE\r\nF\r\n\r\ny");
}

#[test]
fn long_lines_cost_no_more_than_their_length() {
    let marks = "<<#system-design a>>".repeat(20_000);
    assert_eq!(findings(&marks).len(), 19_999);
    let words = format!("<<#system-design {}", "a ".repeat(200_000));
    assert_eq!(findings(&words).len(), 2);
    assert!(findings(&words).iter().all(|finding| finding.message.len() < 200));
}
