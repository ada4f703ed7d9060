//! Reads what `<<#system-design-changes …>>` asks for: the folder of a series, and a range of versions.

use super::known::{is_toml, parted};
use super::reader::{ArgumentReader, Form, Given};
use super::slips;
use super::text::ChapterText;
use super::written::{Word, Written};
use crate::design::version_in_name;
use crate::diagnostic::Finding;
use crate::source::{Span, Spanned};

/// What changed from one version of a design to the next. Whether the folder has these versions is not
/// known here.
#[derive(Clone, Debug)]
pub struct ChangesRequest {
    /// The folder of the versions, relative to the chapter's folder or, with a leading `/`, to the book's.
    pub folder: Spanned<String>,
    /// Only the versions after this one.
    pub after: Option<Spanned<String>>,
    /// Only the versions up to this one.
    pub to: Option<Spanned<String>>,
    /// The level of the headings of versions, from 1 to 6.
    pub level: Option<Spanned<u8>>,
}

pub(super) const NAMES: [&str; 1] = ["level"];

const FORM: Form<1> = Form {
    directive: "system-design-changes",
    names: NAMES,
    takes: "a folder and a range of versions",
    bare: |value, before| match before {
        0 if value.contains('/') => Some(("folder", "path")),
        1 if value.contains(BETWEEN) => Some(("range", "range")),
        _ => None,
    },
};

/// What is between the two versions of a range.
const BETWEEN: &str = "..";

/// Reads the words of `<<#system-design-changes …>>`. Without a folder, there is no request.
pub(super) fn read(
    chapter: &ChapterText,
    written: &Written,
    findings: &mut Vec<Finding>,
) -> Option<Box<ChangesRequest>> {
    let words = slips::amended(chapter, &written.words, &NAMES, findings);
    let mut reader = ArgumentReader { chapter, written, findings };
    reader.check_end();
    let Given { bare, arguments: [level] } = reader.sort(&FORM, &words);
    let level = reader.level(level);
    let (after, to) = bare.get(1).map_or((None, None), |word| reader.range(word));
    if let (Some(third), Some(last)) = (bare.get(2), bare.last()) {
        let range = third.range.start..last.range.end;
        let message = format!("`{}` has no meaning after a range of versions", chapter.shown(&range));
        reader.report(&range, message, |finding| {
            finding.help("a range has no spaces, as in `1.0.0..2.0.0`; quote a path that contains spaces")
        });
    }
    let folder = reader.folder(bare.first().copied())?;
    Some(Box::new(ChangesRequest { folder, after, to, level }))
}

impl ArgumentReader<'_> {
    fn folder(&mut self, word: Option<&Word>) -> Option<Spanned<String>> {
        let Some(word) = word.filter(|word| !word.value.is_empty()) else {
            let range = self.written.range.clone();
            self.report(&range, "the directive does not name a design".to_owned(), |finding| {
                finding.help("name the folder of its versions: `<<#system-design-changes /designs/NAME>>`")
            });
            return None;
        };
        let text = self.chapter.slice(word.value.clone());
        let (path, version) = parted(text).map_or((text, None), |(path, version)| (path, Some(version)));
        if is_toml(path) {
            self.one_file(word, path);
            return None;
        }
        let end = word.value.start + path.len();
        if let Some(version) = version {
            let range = end..word.value.end;
            let span = self.chapter.span(&range);
            let message = format!("changes are between versions, so `@{version}` has no meaning here");
            self.report(&range, message, |finding| {
                finding.help("name the folder, then a range: `/designs/shop 1.0.0..2.0.0`").fix(span, "")
            });
        }
        Some(self.spanned(word.value.start..end, path.to_owned()))
    }

    /// A single file has no other version that it could be compared with.
    fn one_file(&mut self, word: &Word, path: &str) {
        let span = self.chapter.span(&word.value);
        let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let is_version = version_in_name(stem).is_some() && !folder.is_empty();
        let message = format!("`{path}` is one file, and changes are between the versions of a series");
        let from_root = path.trim_start_matches('/');
        let typed = if path.contains(char::is_whitespace) {
            format!("\"{from_root}\"")
        } else {
            from_root.to_owned()
        };
        self.report(&word.value, message, |finding| {
            if is_version {
                finding.help(format!("name the folder: `{folder}`")).fix(span, folder)
            } else {
                finding.help(format!(
                    "`mdbook-system-design bump {typed}` makes a folder with a file for each version of it, \
                     which you can name here"
                ))
            }
        });
    }

    /// The two ends of `A..B`, each of which may be missing.
    fn range(&mut self, word: &Word) -> (Option<Spanned<String>>, Option<Spanned<String>>) {
        let text = self.chapter.slice(word.value.clone());
        let span = self.chapter.span(&word.value);
        let Some((after, to)) = text.split_once(BETWEEN) else {
            self.not_a_range(word, text, span);
            return (None, None);
        };
        // `1.0.0...2.0.0` and `1.0.0..=2.0.0` say the same.
        let end = to.trim_start_matches(['.', '=']);
        if end.len() < to.len() {
            let meant = format!("{after}{BETWEEN}{end}");
            let message = format!("`{text}` is not a range of versions");
            self.report(&word.value, message, |finding| {
                finding.help(format!("write `{meant}`, which ends with `{end}`")).fix(span, meant)
            });
        }
        let first = word.value.start..word.value.start + after.len();
        let last = word.value.end - end.len()..word.value.end;
        let given = |range: std::ops::Range<usize>, version: &str| {
            (!version.is_empty()).then(|| self.spanned(range, version.to_owned()))
        };
        (given(first, after), given(last, end))
    }

    fn not_a_range(&mut self, word: &Word, text: &str, span: Span) {
        let message = format!("`{text}` is not a range of versions");
        let is_version = text.parse::<semver::Version>().is_ok();
        self.report(&word.value, message, |finding| {
            if is_version {
                let help = format!("write `{BETWEEN}{text}` for what led to it, `{text}{BETWEEN}` for what followed");
                finding.help(help).suggest(span, format!("{BETWEEN}{text}"))
            } else {
                finding.help("write two versions, or one of them: `1.0.0..2.0.0`, `1.0.0..`, `..2.0.0`; quote a path that contains spaces")
            }
        });
    }
}
