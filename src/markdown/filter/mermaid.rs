//! Mermaid: the parts of an author's script that lead somewhere or run something.

use std::borrow::Cow;
use std::ops::Range;

use super::{Schemes, Use};

/// The script without the statements that do not pass.
pub fn safe_mermaid<'s>(script: &'s str, schemes: &Schemes) -> Cow<'s, str> {
    let refused = unsafe_clicks(script, schemes);
    if refused.is_empty() {
        return Cow::Borrowed(script);
    }
    let mut safe = String::with_capacity(script.len());
    let mut from = 0;
    for (range, _) in refused {
        if range.start >= from {
            safe.push_str(&script[from..range.start]);
            from = range.end;
        }
    }
    safe.push_str(&script[from..]);
    Cow::Owned(safe)
}

/// The statements with an address that is not allowed, or that call a function of the page, and
/// what they name.
pub fn unsafe_clicks(script: &str, schemes: &Schemes) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for range in statements(script) {
        let statement = &script[range.clone()];
        let start = range.start + (statement.len() - statement.trim_start().len());
        let end = range.start + statement.trim_end().len();
        if let Some(why) = refused(statement.trim(), schemes) {
            found.push((start..end, why));
        }
    }
    found
}

/// The statements of a script: they end with a line, or with a semicolon outside quotes.
fn statements(script: &str) -> Vec<Range<usize>> {
    let mut statements = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in script.char_indices() {
        let breaks = matches!(c, '\n' | '\r');
        if breaks || (c == ';' && !quoted) {
            statements.push(start..at);
            start = at + c.len_utf8();
        }
        quoted = !breaks && quoted != (c == '"');
    }
    statements.push(start..script.len());
    statements
}

/// The address or function in a statement that is not allowed.
fn refused(statement: &str, schemes: &Schemes) -> Option<String> {
    let (word, rest) = statement.split_once(|c: char| !c.is_alphanumeric()).unwrap_or((statement, ""));
    let is = |wanted: &str| word.eq_ignore_ascii_case(wanted);
    if !(is("click") || is("link") || is("links") || is("callback")) {
        return None;
    }
    let mut words =
        rest.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '@' | '{' | '}' | ',' | '`'));
    let calls = |word: &str| word.eq_ignore_ascii_case("call") || word.eq_ignore_ascii_case("callback");
    if is("callback") || is("click") && rest.split_whitespace().any(calls) {
        return Some(statement.to_owned());
    }
    let unsafe_word = words.find(|word| !schemes.pass(word, Use::Link)).map(str::to_owned);
    // White space in an address divides it here, but not for a reader.
    unsafe_word.or_else(|| {
        let quoted = rest.split(['"', '\'']).skip(1).step_by(2);
        quoted.into_iter().find(|quoted| names_script(quoted)).map(str::to_owned)
    })
}

fn names_script(quoted: &str) -> bool {
    let none = Schemes::default();
    let head: String = quoted.split_whitespace().collect();
    ["javascript", "vbscript", "data"].iter().any(|scheme| head.to_lowercase().contains(scheme))
        && !none.pass(&head, Use::Link)
}

#[cfg(test)]
mod tests {
    use super::safe_mermaid;
    use crate::markdown::Schemes;

    #[test]
    fn clicks_that_run_something_go_and_others_stay() {
        let script = "flowchart LR\n  A --> B\n  click A \"javascript:alert(1)\" \"tip\"\n  click B href \"https://e.org\" _blank\n  \
                      click A call alert(1)\n  click B \"java script:x\"\n  click A \"../a.md\"; click B \"JAVA&#115;CRIPT:x\"\n  C[click: me]\n";
        let expected = "flowchart LR\n  A --> B\n  \n  click B href \"https://e.org\" _blank\n  \n  \n  click A \"../a.md\"; \n  C[click: me]\n";
        assert_eq!(safe_mermaid(script, &Schemes::default()), expected);
    }
}
