//! Reads the words of a directive: arguments by their names, and what is written without one.

use std::iter::Peekable;
use std::ops::Range;

use super::invalid_argument;
use super::text::ChapterText;
use super::written::{Word, Written};
use crate::diagnostic::Finding;
use crate::reading::{nearest, only_nearest};
use crate::render::IndexView;
use crate::source::Spanned;

/// What a directive takes.
pub(super) struct Form<const N: usize> {
    /// The directive's name.
    pub(super) directive: &'static str,
    /// The names of its arguments.
    pub(super) names: [&'static str; N],
    /// What it takes without a name, for a message: `a file`; empty if it takes nothing.
    pub(super) takes: &'static str,
    /// What a value is that has no name before it, and what that is by itself (a `file` is a `path`),
    /// after so many others of that sort.
    pub(super) bare: fn(&str, usize) -> Option<(&'static str, &'static str)>,
}

/// Reads the words of `<<#system-design-index>>`, which takes a view at most.
pub(super) fn index(chapter: &ChapterText, written: &Written, findings: &mut Vec<Finding>) -> IndexView {
    ArgumentReader { chapter, written, findings }.check_end();
    let (Some(first), Some(last)) = (written.words.first(), written.words.last()) else {
        return IndexView::Designs;
    };
    let range = first.range.start..last.range.end;
    let text = chapter.slice(range.clone());
    if text.replace('"', "") == "view=sections" {
        return IndexView::Sections;
    }
    let message = format!(
        "`<<#system-design-index>>` takes no arguments but `view=sections`, so `{}` has no meaning",
        chapter.shown(&range)
    );
    findings.push(
        invalid_argument(chapter.span(&range), message)
            .help("write `<<#system-design-index>>`, which shows all designs of the book"),
    );
    IndexView::Designs
}

/// Reads the words of one directive. What is wrong becomes a finding.
pub(super) struct ArgumentReader<'r> {
    pub(super) chapter: &'r ChapterText<'r>,
    pub(super) written: &'r Written,
    pub(super) findings: &'r mut Vec<Finding>,
}

/// The words of a directive, sorted.
pub(super) struct Given<'w, const N: usize> {
    /// What has no name.
    pub(super) bare: Vec<&'w Word>,
    /// The others, in the order of the names.
    pub(super) arguments: [Option<&'w Word>; N],
}

impl ArgumentReader<'_> {
    /// Adds a finding.
    pub(super) fn report(
        &mut self,
        range: &Range<usize>,
        message: String,
        amend: impl FnOnce(Finding) -> Finding,
    ) {
        self.findings.push(amend(invalid_argument(self.chapter.span(range), message)));
    }

    /// Reports a directive that is not closed.
    pub(super) fn check_end(&mut self) {
        let range = &self.written.range;
        if self.written.closed || self.written.words.iter().any(|word| word.unterminated) {
            return;
        }
        let end = self.chapter.span(&(range.end..range.end));
        let rest = if self.chapter.slice(range.clone()).ends_with('>') { ">" } else { ">>" };
        let message = format!("`{}` has no `>>` on its line", self.chapter.shown(range));
        self.report(range, message, |finding| finding.help("close it with `>>`").fix(end, rest));
    }

    /// Sorts the words of the directive, as they are meant.
    pub(super) fn sort<'w, const N: usize>(&mut self, form: &Form<N>, words: &'w [Word]) -> Given<'w, N> {
        let mut given = Given { bare: Vec::new(), arguments: [None; N] };
        let mut words = words.iter().peekable();
        while let Some(word) = words.next() {
            if word.unterminated {
                let message = "unterminated quote".to_owned();
                self.report(&word.range, message, |finding| finding.help("close it with `\"`"));
            }
            // `level= 2`, `level =2`, `level = 2` are one mistake each, and the value is not a
            // second file.
            if let Some(end) = parted_value(self.chapter, word, &mut words, &form.names) {
                let range = word.range.start..end;
                let whole: String = self.chapter.slice(range.clone()).split_whitespace().collect();
                let message = format!("there must be no spaces around the `=` in `{whole}`");
                let span = self.chapter.span(&range);
                self.report(&range, message, |finding| {
                    finding.help(format!("write `{whole}`")).fix(span, whole)
                });
                continue;
            }
            match &word.key {
                None => given.bare.push(word),
                Some(key) => self.sort_argument(form, key, word, &mut given),
            }
        }
        given
    }

    fn sort_argument<'w, const N: usize>(
        &mut self,
        form: &Form<N>,
        key: &Range<usize>,
        word: &'w Word,
        given: &mut Given<'w, N>,
    ) {
        let name = self.chapter.slice(key.clone());
        let slot = form.names.iter().zip(&mut given.arguments).find(|(known, _)| **known == name);
        let Some((_, slot)) = slot else {
            // `file=a.toml` names the file all the same.
            let value = self.chapter.slice(word.value.clone());
            if let Some((what, itself)) = (form.bare)(value, given.bare.len()) {
                let span = self.chapter.span(&(key.start..word.value.start));
                self.report(key, format!("the {what} has no `{name}=` before it"), |finding| {
                    finding.help(format!("write the {itself} alone: `{value}`")).fix(span, "")
                });
                return given.bare.push(word);
            }
            return self.report_unknown(form, key, name);
        };
        if let Some(first) = slot {
            let first = self.chapter.span(&first.range);
            let message = format!("`{name}` is given twice");
            return self.report(&word.range, message, |finding| {
                finding.related(first, "it is first given here").help("delete one of them")
            });
        }
        if word.value.is_empty() && !word.unterminated {
            let message = format!("`{name}` has no value");
            return self.report(&word.range, message, |finding| finding);
        }
        *slot = Some(word);
    }

    fn report_unknown<const N: usize>(&mut self, form: &Form<N>, key: &Range<usize>, name: &str) {
        let span = self.chapter.span(key);
        let Form { directive, names, takes, .. } = *form;
        let message = format!("`<<#{directive}>>` has no argument `{}`", self.chapter.shown(key));
        self.report(key, message, |finding| match nearest(name, names) {
            Some(near) => {
                finding.help(format!("write `{near}`")).fix_if(only_nearest(name, names), span, near)
            }
            None if takes.is_empty() => finding.help(format!("it takes `{}`", names.join("`, `"))),
            None => finding.help(format!(
                "it takes {takes}, then `{}`; quote a path that contains `=`",
                names.join("`, `")
            )),
        });
    }

    /// A value as it is written.
    pub(super) fn text(&self, word: Option<&Word>) -> Option<Spanned<String>> {
        let value = word?.value.clone();
        Some(self.spanned(value.clone(), self.chapter.slice(value).to_owned()))
    }

    /// The level of a heading.
    pub(super) fn level(&mut self, word: Option<&Word>) -> Option<Spanned<u8>> {
        let value = word?.value.clone();
        if let Some(level) =
            self.chapter.slice(value.clone()).parse().ok().filter(|level| (1..=6).contains(level))
        {
            return Some(self.spanned(value, level));
        }
        let message = format!("`{}` is not a heading level", self.chapter.shown(&value));
        let span = self.chapter.span(&value);
        // `H2` and `##` are the same level in HTML and in Markdown.
        let text = self.chapter.slice(value.clone()).to_ascii_lowercase();
        let meant = if text.chars().all(|c| c == '#') {
            Some(text.len())
        } else {
            text.strip_prefix('h').and_then(|level| level.parse().ok())
        };
        let meant = meant.filter(|level| (1..=6).contains(level));
        self.report(&value, message, |finding| match meant {
            Some(level) => finding.help(format!("write `{level}`")).fix(span, level.to_string()),
            None => finding.help("write a number from 1 to 6"),
        });
        None
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, word: Option<&Word>) -> Option<Spanned<bool>> {
        let value = word?.value.clone();
        let text = self.chapter.slice(value.clone());
        if let Ok(answer) = text.parse() {
            return Some(self.spanned(value, answer));
        }
        let meant = match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some("true"),
            "false" | "no" | "off" | "0" => Some("false"),
            _ => None,
        };
        let span = self.chapter.span(&value);
        let message = format!("`{}` is neither `true` nor `false`", self.chapter.shown(&value));
        self.report(&value, message, |finding| match meant {
            Some(meant) => finding.help(format!("write `{meant}`")).fix(span, meant),
            None => finding.help("write `true` or `false`"),
        });
        None
    }

    /// A value with its place.
    pub(super) fn spanned<T>(&self, range: Range<usize>, value: T) -> Spanned<T> {
        Spanned::new(value, self.chapter.span(&range))
    }
}

/// The end of the value of an argument that has spaces around its `=`. Takes the words of the
/// argument.
fn parted_value(
    chapter: &ChapterText<'_>,
    word: &Word,
    words: &mut Peekable<std::slice::Iter<'_, Word>>,
    names: &[&str],
) -> Option<usize> {
    let is_value = |next: &Word| next.key.is_none() && !next.unterminated;
    if let Some(key) = &word.key {
        let empty = word.value.is_empty() && word.value.end == word.range.end;
        let known = names.contains(&chapter.slice(key.clone()));
        let value = words.next_if(|next| empty && known && is_value(next))?;
        return Some(value.range.end);
    }
    if !names.contains(&chapter.slice(word.value.clone())) {
        return None;
    }
    let equals = words.next_if(|next| chapter.slice(next.range.clone()).starts_with('='))?;
    if equals.range.len() > 1 {
        return Some(equals.range.end);
    }
    Some(words.next_if(|next| is_value(next)).unwrap_or(equals).range.end)
}
