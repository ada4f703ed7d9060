//! Arguments as other languages write them: `section: security`, `--level 2`, `file = x.toml`, other quotes,
//! commas. Each is reported once and then read as it is meant.

use std::ops::Range;

use super::known::is_toml;
use super::text::ChapterText;
use super::written::Word;
use super::{LISTS, invalid_argument};
use crate::diagnostic::Finding;

/// An argument of the directive whose lists are lists of names, which may have blanks in them.
const NAMES: &str = "owners";

/// What people write before a file.
const FILE_NAMES: [&str; 5] = ["file", "path", "design", "src", "source"];

/// Signs around a value that are not quotes of a directive.
const AROUND: [(char, char); 9] = [
    ('\'', '\''),
    ('`', '`'),
    ('(', ')'),
    ('<', '>'),
    ('[', ']'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('‘', '’'),
];

/// The words as they are meant. Arguments that are already reported are left out.
pub(super) fn amended(
    chapter: &ChapterText,
    words: &[Word],
    names: &'static [&'static str],
    findings: &mut Vec<Finding>,
) -> Vec<Word> {
    let mut slips =
        Slips { chapter, words, names, at: 0, findings, amended: Vec::with_capacity(words.len()) };
    slips.lead();
    while slips.at < words.len() {
        slips.next();
    }
    slips.amended
}

struct Slips<'s> {
    chapter: &'s ChapterText<'s>,
    words: &'s [Word],
    /// The names of the directive's arguments.
    names: &'static [&'static str],
    at: usize,
    findings: &'s mut Vec<Finding>,
    amended: Vec<Word>,
}

/// The argument that a name before a value means.
#[derive(Clone, Copy)]
enum Named {
    Argument(&'static str),
    File,
}

impl Slips<'_> {
    fn slice(&self, range: &Range<usize>) -> &str {
        self.chapter.slice(range.clone())
    }

    fn report(&mut self, range: &Range<usize>, message: &str, written: &str) {
        let span = self.chapter.span(range);
        let finding = invalid_argument(span, message).help(format!("write `{written}`"));
        self.findings.push(finding.fix(span, written));
    }

    /// A colon or the like between the directive's name and its words.
    fn lead(&mut self) {
        let Some(first) = self.words.first() else { return };
        let text = self.slice(&first.range);
        let Some(sign) = text.chars().next().filter(|c| matches!(c, ':' | '=' | ',')) else { return };
        let range = first.range.start..first.range.start + 1;
        let span = self.chapter.span(&range);
        let finding = invalid_argument(span, format!("there is a `{sign}` after the directive's name"));
        let is_alone = first.range.len() == 1;
        self.findings.push(finding.help("delete it").fix(span, if is_alone { "" } else { " " }));
        self.at = 1;
        if !is_alone {
            let rest = range.end..first.range.end;
            self.amended.push(Word { range: rest.clone(), key: None, value: rest, unterminated: false });
        }
    }

    /// Takes the next word, with those that belong to it.
    fn next(&mut self) {
        let word = self.words[self.at].clone();
        self.at += 1;
        if word.unterminated {
            return self.amended.push(word);
        }
        if self.version(&word) || self.named(&word) || self.list(&word) {
            return;
        }
        let word = self.bare(word);
        self.amended.push(word);
    }

    /// `@1.2` after a blank.
    fn version(&mut self, word: &Word) -> bool {
        let text = self.slice(&word.range);
        let Some(version) = text.strip_prefix('@').filter(|version| !version.is_empty()) else {
            return false;
        };
        let Some(file) =
            self.amended.last().filter(|last| last.key.is_none() && last.range.end < word.range.start)
        else {
            return false;
        };
        let range = file.range.start..word.range.end;
        let written = format!("{}@{}", self.slice(&file.range), version.trim_start_matches(['v', 'V']));
        self.report(&range, "there is a space before the `@` of the version", &written);
        true
    }

    /// `only=api, db`: a list with blanks and without quotes.
    fn list(&mut self, word: &Word) -> bool {
        if self.names.contains(&NAMES) {
            let is_list = |key: &&str| *key == NAMES || LISTS.contains(key);
            let key = word.key.as_ref().map(|key| self.slice(key).to_owned());
            return key
                .filter(|key| is_list(&key.as_str()))
                .is_some_and(|key| self.list_of_names(&key, word));
        }
        let is_list = word.key.as_ref().is_some_and(|key| LISTS.contains(&self.slice(key)));
        let goes_on = |word: &Word| self.slice(&word.range).ends_with(',');
        if !is_list || !goes_on(word) || word.range.end > word.value.end {
            return false;
        }
        let mut last = word;
        let mut taken = 0;
        for next in self.words[self.at..].iter().take_while(|next| next.key.is_none() && !next.unterminated) {
            if !goes_on(last) {
                break;
            }
            (last, taken) = (next, taken + 1);
        }
        if taken == 0 {
            return false;
        }
        let value = word.value.start..last.range.end;
        let list: String = self.slice(&value).split_whitespace().collect();
        let written = format!("{}{list}", self.slice(&(word.range.start..word.value.start)));
        self.at += taken;
        let range = word.range.start..value.end;
        self.report(&range, "there are blanks in the list", &written);
        true
    }

    /// `owners=Team A, Team B`: what follows belongs to the list, since its directive takes nothing else without a
    /// name.
    fn list_of_names(&mut self, key: &str, word: &Word) -> bool {
        let is_bare = |next: &&Word| next.key.is_none() && !next.unterminated;
        let following = self.words[self.at..].iter().take_while(is_bare).count();
        let Some(last) = self.words[self.at..].get(following.wrapping_sub(1)) else { return false };
        let value = word.value.start..last.range.end;
        let names: Vec<&str> = self.slice(&value).split_whitespace().collect();
        if names.iter().any(|name| name.contains('"')) {
            return false;
        }
        let written = format!("{key}=\"{}\"", names.join(" "));
        self.at += following;
        self.report(&(word.range.start..value.end), "there are blanks in the list", &written);
        true
    }

    /// A name with another sign than `=`, or none.
    fn named(&mut self, word: &Word) -> bool {
        let text = self.slice(&word.range).to_owned();
        let (name, inner) = match word.key.clone() {
            // `--section=security`
            Some(key) => (self.slice(&key).to_owned(), Some(word.value.clone())),
            None => match text
                .split_once(':')
                .filter(|(name, rest)| self.meant(name).is_some() && !rest.starts_with("//"))
            {
                Some((name, "")) => (format!("{name}:"), None),
                Some((name, _)) => {
                    let start = word.range.start + name.len() + 1;
                    (format!("{name}:"), Some(start..word.range.end))
                }
                None => (text.clone(), None),
            },
        };
        let Some(meaning) = self.meant(name.trim_end_matches(':')) else { return false };
        let has_dashes = name.starts_with('-');
        let has_colon = name.ends_with(':');
        if word.key.is_some() && !has_dashes {
            return false;
        }
        let value = match inner {
            Some(value) => value,
            None => match self.following(meaning, has_dashes || has_colon) {
                Some(value) => value,
                None => return false,
            },
        };
        let range = word.range.start..value.end;
        let shown = self.chapter.shown(&range).into_owned();
        let value_text = self.slice(&value).trim_matches('"').to_owned();
        match meaning {
            Named::Argument(name) => {
                let quote = if value_text.contains(char::is_whitespace) { "\"" } else { "" };
                let written = format!("{name}={quote}{value_text}{quote}");
                self.report(&range, &format!("`{shown}` is not how an argument is written"), &written);
            }
            Named::File => {
                let written = self.slice(&value).to_owned();
                self.report(&range, &format!("the file has no name before it: `{shown}`"), &written);
                let start = value.start + usize::from(written.starts_with('"'));
                let end = value.end - usize::from(written.len() > 1 && written.ends_with('"'));
                self.amended.push(Word { range: value, key: None, value: start..end, unterminated: false });
            }
        }
        true
    }

    /// The value after a name, with the sign between them.
    fn following(&mut self, meaning: Named, is_sure: bool) -> Option<Range<usize>> {
        let is_value = |word: &Word| word.key.is_none() && !word.unterminated;
        let next = self.words.get(self.at).filter(|next| is_value(next))?;
        let text = self.slice(&next.range);
        let sign = matches!(text, ":" | "=");
        // `section = security` is reported when the arguments are sorted.
        if text.starts_with('=') && matches!(meaning, Named::Argument(_)) && !is_sure {
            return None;
        }
        let value = if sign { self.words.get(self.at + 1).filter(|next| is_value(next))? } else { next };
        // A file may be called `section`, and a name alone does not make a value of the next word.
        let has_file = self.amended.iter().any(|word| word.key.is_none());
        let may_be = match meaning {
            Named::Argument(_) => has_file && !is_toml(self.slice(&value.value)),
            Named::File => sign,
        };
        if !is_sure && !sign && !may_be {
            return None;
        }
        let range = value.range.clone();
        self.at += 1 + usize::from(sign);
        Some(range)
    }

    /// A value without the signs around it, or a comma after it.
    fn bare(&mut self, word: Word) -> Word {
        let is_quoted = word.range.end > word.value.end;
        if is_quoted {
            return word;
        }
        let text = self.slice(&word.value).to_owned();
        let mut inner = text.as_str();
        let mut start = word.value.start;
        if let Some(cut) = inner.strip_suffix([',', ';']).filter(|cut| !cut.is_empty()) {
            inner = cut;
        }
        if let Some((label, path)) = inner
            .strip_suffix(')')
            .and_then(|link| link.split_once("]("))
            .filter(|(label, _)| label.starts_with('['))
        {
            start += label.len() + "](".len();
            inner = path;
        } else if let Some(enclosed) = enclosed(inner) {
            start += inner.chars().next().map_or(0, char::len_utf8);
            inner = enclosed;
        }
        if let Some((path, section)) =
            inner.split_once('#').filter(|(path, key)| is_toml(path) && word.key.is_none() && !key.is_empty())
        {
            let written = format!("{path} section={section}");
            self.report(&word.range, "a section is not a part of the path", &written);
            return Word { value: start..start + path.len(), ..word };
        }
        if inner == text || inner.is_empty() {
            return word;
        }
        let key = word.key.clone().map(|key| format!("{}=", self.slice(&key))).unwrap_or_default();
        self.report(
            &word.range,
            &format!("`{text}` is written with signs that are not part of it"),
            &format!("{key}{inner}"),
        );
        Word { value: start..start + inner.len(), ..word }
    }

    /// The argument that a name before a value means, whatever its case and the dashes before it.
    fn meant(&self, name: &str) -> Option<Named> {
        let name = name.trim_start_matches('-');
        let is = |known: &&str| known.eq_ignore_ascii_case(name);
        if let Some(known) = self.names.iter().copied().find(is) {
            return Some(Named::Argument(known));
        }
        FILE_NAMES.iter().copied().find(is).map(|_| Named::File)
    }
}

/// What is inside of signs that are not quotes of a directive.
fn enclosed(text: &str) -> Option<&str> {
    AROUND.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
}
