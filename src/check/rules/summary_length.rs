//! SD106: a summary that is too short or too long.

use crate::answer::placeholder::is_unwritten;
use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, counted, rule};
use crate::markdown::prose::Prose;

rule! {
    /// The summary has fewer than 40 or more than 300 words.
    pub(crate) RULE = "SD106", "summary-length", Group::Advice, since "0.1.0", fix none;
}

const FEWEST: usize = 40;
const MOST: usize = 300;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(summary) = &subject.design.meta.summary else { return };
    if summary.is_stand_in
        || summary.not_applicable
        || is_unwritten(&summary.value, subject.design, subject.template)
    {
        return;
    }
    let prose = Prose::of(&summary.value);
    let count = prose.count();
    if (FEWEST..=MOST).contains(&count) || lacks_spaces(prose.plain()) {
        return;
    }
    let finding = Finding::new(&RULE, summary.span, format!("the summary has {}", counted(count, "word")));
    sink.push(if count < FEWEST {
        finding.label(format!("fewer than {FEWEST}")).help(
            "say what is built, for whom, and which decisions shape it: some readers will read nothing else",
        )
    } else {
        finding
            .label(format!("more than {MOST}"))
            .help("move details that only implementers need to other sections, or to `[notes]`")
    });
}

/// Whether many of the letters belong to scripts without spaces between words.
fn lacks_spaces(plain: &str) -> bool {
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    let unspaced = plain.chars().filter(|c| is_unspaced(*c)).count();
    unspaced * 5 > letters
}

fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'   // Thai, Lao
        | '\u{0f00}'..='\u{0fff}' // Tibetan
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // Hiragana, Katakana
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' // Han
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}
