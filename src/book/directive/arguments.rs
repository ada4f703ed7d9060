//! Reads what `<<#system-design …>>` asks for: a file and arguments.

use std::ops::Range;

use super::known::{is_toml, parted};
use super::reader::{ArgumentReader, Form, Given};
use super::slips;
use super::text::ChapterText;
use super::written::{Word, Written};
use super::{DesignRequest, Versions, listed};
use crate::catalog::Selector;
use crate::diagnostic::Finding;
use crate::diagram::selection::ShownColumns;
use crate::source::Spanned;

/// The names of the arguments, in the order of [`Given::arguments`].
pub(super) const NAMES: [&str; 13] = [
    "section",
    "view",
    "only",
    "collapse",
    "columns",
    "against",
    "level",
    "title",
    "number",
    "footprint",
    "template",
    "notice",
    "versions",
];

const FORM: Form<{ NAMES.len() }> = Form {
    directive: "system-design",
    names: NAMES,
    takes: "a file",
    bare: |value, before| {
        let is_file = before == 0 && is_toml(value.split('@').next().unwrap_or(value));
        is_file.then_some(("file", "path"))
    },
};

/// Reads the words of `<<#system-design …>>`. Without a file, there is no request.
pub(super) fn design(
    chapter: &ChapterText,
    written: &Written,
    findings: &mut Vec<Finding>,
) -> Option<Box<DesignRequest>> {
    let words = slips::amended(chapter, &written.words, &NAMES, findings);
    let mut reader = ArgumentReader { chapter, written, findings };
    reader.check_end();
    let Given {
        bare,
        arguments:
            [
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
            ],
    } = reader.sort(&FORM, &words);
    let section = reader.text(section);
    let view = reader.text(view);
    let (only, collapse) = (reader.ids(only), reader.ids(collapse));
    let columns = reader.columns(columns);
    let against = reader.against(against, view.as_ref());
    let level = reader.level(level);
    let title = reader.boolean(title);
    let number = reader.boolean(number);
    let footprint = reader.boolean(footprint);
    let template = reader.text(template);
    let notice = reader.boolean(notice);
    let (file, version) = reader.file(&bare)?;
    let versions = reader.versions(versions, &file);
    Some(Box::new(DesignRequest {
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
    }))
}

impl ArgumentReader<'_> {
    /// The file, and the version of the design that is asked for. Several files are most often one
    /// path with spaces. Without a file, there is nothing to say here: the designs are not known.
    fn file(&mut self, files: &[&Word]) -> Option<(Spanned<String>, Option<Spanned<Selector>>)> {
        let (first, others) = files.split_first().filter(|(first, _)| !first.value.is_empty())?;
        if let (Some(second), Some(last)) = (others.first(), others.last()) {
            let range = first.range.start..last.range.end;
            let whole = self.chapter.slice(range.clone());
            let span = self.chapter.span(&range);
            let is_toml = |word: &Word| is_toml(self.chapter.slice(word.value.clone()));
            let one_path = is_toml(last) && !is_toml(first) && !whole.contains(['"', '=']);
            let message = format!("`{}` is a second file", self.chapter.shown(&second.range));
            self.report(&second.range.clone(), message, |finding| {
                let finding = finding.help("a directive names one file, and an argument is written `section=KEY`; quote a path that contains spaces");
                if one_path { finding.fix(span, format!("\"{whole}\"")) } else { finding }
            });
        }
        Some(self.versioned(first))
    }

    fn versioned(&mut self, word: &Word) -> (Spanned<String>, Option<Spanned<Selector>>) {
        let text = self.chapter.slice(word.value.clone());
        let Some((file, _)) = parted(text) else {
            return (self.spanned(word.value.clone(), text.to_owned()), None);
        };
        let at = word.value.start + file.len();
        let range = at + 1..word.value.end;
        let is_file = is_toml(file);
        let example = if is_file { "designs/shop.toml" } else { "designs/shop" };
        let file = self.spanned(word.value.start..at, file.to_owned());
        match self.selector(range.clone(), &format!("{example}@^1.2")) {
            Some(Selector::Next) if is_file => {
                let message = "`next` chooses among the versions of a series, and a file is one version";
                self.report(&range, message.to_owned(), |finding| {
                    finding.help("name the folder that has a file for each version: `designs/shop@next`")
                });
                (file, None)
            }
            Some(version) => (file, Some(self.spanned(range, version))),
            None => (file, None),
        }
    }

    fn versions(&mut self, word: Option<&Word>, file: &str) -> Option<Spanned<Versions>> {
        let value = word?.value.clone();
        if is_toml(file) {
            let message = "a file is one version, and only a series has others";
            self.report(&value, message.to_owned(), |finding| {
                finding.help("name the folder that has a file for each version: `designs/shop`")
            });
            return None;
        }
        let versions = match self.chapter.slice(value.clone()) {
            "true" => Versions::All,
            "false" => return None,
            requirement => match requirement.parse() {
                Ok(requirement) => Versions::Matching(requirement),
                Err(error) => {
                    let error: semver::Error = error;
                    let shown = self.chapter.shown(&value);
                    let message = format!("`{shown}` is neither `true` nor a version requirement: {error}");
                    self.report(&value, message, |finding| {
                        finding.help("write `true`, or a requirement as in `versions=\">=1.4\"`")
                    });
                    return None;
                }
            },
        };
        Some(self.spanned(value, versions))
    }

    /// Reads which version is meant.
    fn selector(&mut self, range: Range<usize>, example: &str) -> Option<Selector> {
        let error: semver::Error = match self.chapter.slice(range.clone()).parse() {
            Ok(selector) => return Some(selector),
            Err(error) => error,
        };
        let version = self.chapter.slice(range.clone());
        let number = version.strip_prefix(['v', 'V']).filter(|number| number.parse::<Selector>().is_ok());
        let why = if number.is_some() { "it begins with a letter".to_owned() } else { error.to_string() };
        let message = format!("`{}` is not a version requirement: {why}", self.chapter.shown(&range));
        let span = self.chapter.span(&range);
        self.report(&range, message, |finding| match number {
            Some(number) => finding.help(format!("write `{number}`")).fix(span, number),
            None => finding.help(format!("write it as in `{example}`")),
        });
        None
    }

    /// The ids of a list, each with its place.
    fn ids(&mut self, word: Option<&Word>) -> Vec<Spanned<String>> {
        let Some(word) = word else { return Vec::new() };
        let ids =
            listed(&self.spanned(word.value.clone(), self.chapter.slice(word.value.clone()).to_owned()));
        if ids.is_empty() {
            let message = format!("`{}` names nothing", self.chapter.shown(&word.range));
            self.report(&word.range, message, |finding| {
                finding.help("write ids with commas between them: `only=api,db`")
            });
        }
        ids
    }

    /// The columns that tables are drawn with.
    fn columns(&mut self, word: Option<&Word>) -> Option<Spanned<ShownColumns>> {
        let value = word?.value.clone();
        if let Some(columns) = ShownColumns::parse(self.chapter.slice(value.clone())) {
            return Some(self.spanned(value, columns));
        }
        let message = format!("`{}` is neither `all` nor `keys`", self.chapter.shown(&value));
        self.report(&value, message, |finding| {
            finding.help("write `keys` to draw tables with their keys alone")
        });
        None
    }

    /// The version that a view compares with; only `changes` does.
    fn against(&mut self, word: Option<&Word>, view: Option<&Spanned<String>>) -> Option<Spanned<Selector>> {
        let word = word?;
        if view.is_none_or(|view| view.value != "changes") {
            let message = "`against` belongs to `view=changes`".to_owned();
            self.report(&word.range, message, |finding| {
                finding
                    .help("write `view=changes`, which draws what changed since that version, or delete it")
            });
            return None;
        }
        let selector = self.selector(word.value.clone(), "against=1.2")?;
        Some(self.spanned(word.value.clone(), selector))
    }
}
