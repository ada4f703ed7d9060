//! SD406: a code sample in a language that no highlighter knows.

use crate::check::Subject;
use crate::check::language::code_languages;
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::nearest;

rule! {
    /// A code sample names a language that no highlighter knows.
    pub(crate) RULE = "SD406", "unknown-code-language", Group::Advice, since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for (language, _) in subject.samples() {
        if language.is_stand_in || language.is_empty() || code_languages::is_known(language) {
            continue;
        }
        let finding = Finding::new(
            &RULE,
            language.span,
            format!("no highlighter knows the language `{}`", &**language),
        )
        .label("unknown language");
        sink.push(match meant(language) {
            Some(near) => {
                finding.help(format!("did you mean `{near}`?")).suggest(language.span, format!("\"{near}\""))
            }
            None => finding.help("write the name that a code fence would use, or `text` if there is none"),
        });
    }
}

/// A known language among the words (`Rust code`, `application/json`), or the nearest name.
fn meant(language: &str) -> Option<&'static str> {
    let words: Vec<String> =
        language.split(|c: char| !c.is_alphanumeric()).map(str::to_ascii_lowercase).collect();
    let word = (words.len() > 1)
        .then(|| {
            code_languages::all()
                .filter(|name| name.len() > 1)
                .find(|name| words.iter().any(|word| word == name))
        })
        .flatten();
    // Words of two letters are close to nearly everything.
    word.or_else(|| nearest(language, code_languages::all().filter(|name| name.len() > 1)))
        .filter(|_| language.chars().count() > 2)
}
