//! Reads what a directive asks for: a file and arguments.

use std::iter::Peekable;
use std::ops::Range;
use std::path::Path;

use super::text::ChapterText;
use super::written::{Word, Written};
use super::{DesignRequest, invalid_argument};
use crate::catalog::Selector;
use crate::diagnostic::Finding;
use crate::reading::{nearest, only_nearest};
use crate::source::Spanned;

/// The names of the arguments, in the order of [`Given::arguments`].
const NAMES: [&str; 8] = ["section", "view", "level", "title", "number", "footprint", "template", "notice"];

/// Reads the words of `<<#system-design …>>`. Without a file, there is no request.
pub(super) fn design(
    chapter: &ChapterText,
    written: &Written,
    findings: &mut Vec<Finding>,
) -> Option<Box<DesignRequest>> {
    let mut reader = ArgumentReader { chapter, written, findings };
    reader.check_end();
    let Given { files, arguments: [section, view, level, title, number, footprint, template, notice] } =
        reader.sort();
    let section = reader.text(section);
    let view = reader.text(view);
    let level = reader.level(level);
    let title = reader.boolean(title);
    let number = reader.boolean(number);
    let footprint = reader.boolean(footprint);
    let template = reader.text(template);
    let notice = reader.boolean(notice);
    let (file, version) = reader.file(&files)?;
    Some(Box::new(DesignRequest {
        file,
        version,
        section,
        view,
        level,
        title,
        number,
        footprint,
        template,
        notice,
    }))
}

/// Reports any words in `<<#system-design-index>>`, which takes none.
pub(super) fn none(chapter: &ChapterText, written: &Written, findings: &mut Vec<Finding>) {
    ArgumentReader { chapter, written, findings }.check_end();
    if let (Some(first), Some(last)) = (written.words.first(), written.words.last()) {
        let range = first.range.start..last.range.end;
        let message = format!(
            "`<<#system-design-index>>` takes no arguments, so `{}` has no meaning",
            chapter.shown(&range)
        );
        findings.push(
            invalid_argument(chapter.span(&range), message)
                .help("write `<<#system-design-index>>`, which shows all designs of the book"),
        );
    }
}

struct ArgumentReader<'r> {
    chapter: &'r ChapterText<'r>,
    written: &'r Written,
    findings: &'r mut Vec<Finding>,
}

/// The words of a directive, sorted into files and arguments.
#[derive(Default)]
struct Given<'r> {
    files: Vec<&'r Word>,
    /// In the order of [`NAMES`].
    arguments: [Option<&'r Word>; NAMES.len()],
}

impl<'r> ArgumentReader<'r> {
    fn report(&mut self, range: &Range<usize>, message: String, amend: impl FnOnce(Finding) -> Finding) {
        self.findings.push(amend(invalid_argument(self.chapter.span(range), message)));
    }

    fn check_end(&mut self) {
        let range = &self.written.range;
        if self.written.closed || self.written.words.iter().any(|word| word.unterminated) {
            return;
        }
        let end = self.chapter.span(&(range.end..range.end));
        let rest = if self.chapter.slice(range.clone()).ends_with('>') { ">" } else { ">>" };
        let message = format!("`{}` has no `>>` on its line", self.chapter.shown(range));
        self.report(range, message, |finding| finding.help("close it with `>>`").fix(end, rest));
    }

    fn sort(&mut self) -> Given<'r> {
        let mut given = Given::default();
        let mut words = self.written.words.iter().peekable();
        while let Some(word) = words.next() {
            if word.unterminated {
                let message = "unterminated quote".to_owned();
                self.report(&word.range, message, |finding| finding.help("close it with `\"`"));
            }
            // `level= 2`, `level =2`, `level = 2` are one mistake each, and the value is not a
            // second file.
            if let Some(end) = self.parted_value(word, &mut words) {
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
                None => given.files.push(word),
                Some(key) => self.sort_argument(key, word, &mut given),
            }
        }
        given
    }

    /// The end of the value of an argument that has spaces around its `=`. Takes the words of the
    /// argument.
    fn parted_value(&self, word: &Word, words: &mut Peekable<std::slice::Iter<'r, Word>>) -> Option<usize> {
        let is_value = |next: &Word| next.key.is_none() && !next.unterminated;
        if let Some(key) = &word.key {
            let empty = word.value.is_empty() && word.value.end == word.range.end;
            let known = NAMES.contains(&self.chapter.slice(key.clone()));
            let value = words.next_if(|next| empty && known && is_value(next))?;
            return Some(value.range.end);
        }
        if !NAMES.contains(&self.chapter.slice(word.value.clone())) {
            return None;
        }
        let equals = words.next_if(|next| self.chapter.slice(next.range.clone()).starts_with('='))?;
        if equals.range.len() > 1 {
            return Some(equals.range.end);
        }
        Some(words.next_if(|next| is_value(next)).unwrap_or(equals).range.end)
    }

    fn sort_argument(&mut self, key: &Range<usize>, word: &'r Word, given: &mut Given<'r>) {
        let name = self.chapter.slice(key.clone());
        let slot = NAMES.iter().zip(&mut given.arguments).find(|(known, _)| **known == name);
        let Some((_, slot)) = slot else {
            // `file=a.toml` names the file all the same.
            let path = self.chapter.slice(word.value.clone());
            if given.files.is_empty() && is_toml(path.split('@').next().unwrap_or(path)) {
                let span = self.chapter.span(&(key.start..word.value.start));
                self.report(key, format!("the file has no `{name}=` before it"), |finding| {
                    finding.help(format!("write the path alone: `{path}`")).fix(span, "")
                });
                return given.files.push(word);
            }
            return self.report_unknown(key, name);
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

    fn report_unknown(&mut self, key: &Range<usize>, name: &str) {
        let span = self.chapter.span(key);
        let message = format!("`<<#system-design>>` has no argument `{}`", self.chapter.shown(key));
        self.report(key, message, |finding| match nearest(name, NAMES) {
            Some(near) => {
                finding.help(format!("write `{near}`")).fix_if(only_nearest(name, NAMES), span, near)
            }
            None => finding.help(format!(
                "it takes a file, then `{}`; quote a path that contains `=`",
                NAMES.join("`, `")
            )),
        });
    }

    /// The file, and the version of the design that is asked for. Several files are most often one
    /// path with spaces.
    fn file(&mut self, files: &[&'r Word]) -> Option<(Spanned<String>, Option<Spanned<Selector>>)> {
        let (first, others) = match files.split_first() {
            Some((first, others)) if !first.value.is_empty() => (first, others),
            _ => {
                let range = self.written.range.clone();
                self.report(&range, "the directive does not name a file".to_owned(), |finding| {
                    finding.help("name a design: `<<#system-design designs/NAME.toml>>`")
                });
                return None;
            }
        };
        if let (Some(second), Some(last)) = (others.first(), others.last()) {
            let range = first.range.start..last.range.end;
            let whole = self.chapter.slice(range.clone());
            let span = self.chapter.span(&range);
            let is_toml = |word: &Word| is_toml(self.chapter.slice(word.value.clone()));
            let one_path = is_toml(last) && !is_toml(first) && !whole.contains(['"', '=']);
            let message = format!("`{}` is a second file", self.chapter.shown(&second.range));
            self.report(&second.range.clone(), message, |finding| {
                let finding = finding.help("a directive names one file; quote a path that contains spaces");
                if one_path { finding.fix(span, format!("\"{whole}\"")) } else { finding }
            });
        }
        Some(self.versioned(first))
    }

    fn versioned(&mut self, word: &Word) -> (Spanned<String>, Option<Spanned<Selector>>) {
        let text = self.chapter.slice(word.value.clone());
        let Some((file, version)) = parted(text) else {
            return (self.spanned(word.value.clone(), text.to_owned()), None);
        };
        let at = word.value.start + file.len();
        let range = at + 1..word.value.end;
        let is_file = is_toml(file);
        let example = if is_file { "designs/shop.toml" } else { "designs/shop" };
        let file = self.spanned(word.value.start..at, file.to_owned());
        match version.parse() {
            Ok(Selector::Next) if is_file => {
                let message = "`next` chooses among the versions of a series, and a file is one version";
                self.report(&range, message.to_owned(), |finding| {
                    finding.help("name the folder that has a file for each version: `designs/shop@next`")
                });
                (file, None)
            }
            Ok(version) => (file, Some(self.spanned(range, version))),
            Err(error) => {
                let error: semver::Error = error;
                let message =
                    format!("`{}` is not a version requirement: {error}", self.chapter.shown(&range));
                self.report(&range, message, |finding| {
                    finding.help(format!("write it as in `{example}@^1.2`"))
                });
                (file, None)
            }
        }
    }

    fn text(&self, word: Option<&Word>) -> Option<Spanned<String>> {
        let value = word?.value.clone();
        Some(self.spanned(value.clone(), self.chapter.slice(value).to_owned()))
    }

    fn level(&mut self, word: Option<&Word>) -> Option<Spanned<u8>> {
        let value = word?.value.clone();
        if let Some(level) =
            self.chapter.slice(value.clone()).parse().ok().filter(|level| (1..=6).contains(level))
        {
            return Some(self.spanned(value, level));
        }
        let message = format!("`{}` is not a heading level", self.chapter.shown(&value));
        self.report(&value, message, |finding| finding.help("write a number from 1 to 6"));
        None
    }

    fn boolean(&mut self, word: Option<&Word>) -> Option<Spanned<bool>> {
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

    fn spanned<T>(&self, range: Range<usize>, value: T) -> Spanned<T> {
        Spanned::new(value, self.chapter.span(&range))
    }
}

/// A path and what follows its `@`. A path of a design file may have an `@` in it, and so may folders.
pub(in crate::book) fn parted(text: &str) -> Option<(&str, &str)> {
    if is_toml(text) {
        return None;
    }
    let parts = text.rsplit_once('@').filter(|(path, _)| !path.is_empty() && !path.ends_with(['/', '\\']));
    parts.filter(|(path, version)| is_toml(path) || !version.contains(['/', '\\']))
}

/// Whether a file's name has the extension of a design.
pub(in crate::book) fn is_toml(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
