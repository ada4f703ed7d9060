//! Findings that are known: a list in a file, so that only new ones fail.
//!
//! Each line is an entry: the rule's code, the file with the dotted path in it, and a fingerprint.
//!
//! ```text
//! SD201 designs/checkout/1.2.0.toml::requirements.R3 8f1c2a90d3b45e67
//! ```
//!
//! An entry outlives other lines, another wording and other positions in lists. Findings that nothing tells
//! apart are counted: `8f1c2a90d3b45e67:2` is the second one. Lines are sorted, so that two branches that
//! shorten the list seldom meet. Empty lines and those that begin with `#` mean nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Finding, Fnv, Level, Report};

/// A list of known findings.
#[derive(Clone, Debug, Default)]
pub struct Known {
    entries: Vec<Entry>,
    lines: HashSet<String>,
    /// The lines that are not entries.
    wrong: Vec<Range<usize>>,
}

/// One known finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The whole line.
    pub line: String,
    /// The file, relative to the folder of the list.
    pub file: String,
    /// Where the line is.
    pub range: Range<usize>,
}

/// What comes between the file and the path in it.
const BETWEEN: &str = "::";

/// The lines at the top of a list.
const HEAD: &str = "\
# Known findings: `mdbook-system-design check` fails for others, and for lines that are no longer needed.
# `mdbook-system-design check --write-baseline` deletes those.
";

impl Known {
    /// Reads a list.
    pub fn read(text: &str) -> Self {
        let mut known = Self::default();
        let mut at = 0;
        for whole in text.split_inclusive('\n') {
            let line = whole.trim_end();
            let range = at..at + line.len();
            at += whole.len();
            if !is_entry(line) {
                continue;
            }
            match parts(line) {
                Some((_, file, _, _)) => {
                    known.entries.push(Entry { line: line.to_owned(), file: file.to_owned(), range });
                    known.lines.insert(line.to_owned());
                }
                None => known.wrong.push(range),
            }
        }
        known
    }

    /// The entries, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The lines that are not entries.
    pub fn wrong(&self) -> &[Range<usize>] {
        &self.wrong
    }

    /// Makes notes of the findings in a report that are known. `file` gives the path of the file of a
    /// finding, relative to the folder of the list. Gives the lines of all findings that can be known: of
    /// those that are, and of the others with their level.
    pub fn lower(&self, report: &mut Report, file: impl Fn(&Finding) -> String) -> Met {
        let mut met = Met::default();
        let mut counts: HashMap<(String, u64), usize> = HashMap::new();
        for finding in &mut report.findings {
            if finding.rule.is_fixed() || finding.omitted > 0 {
                continue;
            }
            let place = place(&file(finding), &finding.path);
            let mut lines: Vec<String> = Vec::new();
            for hash in fingerprints(finding) {
                let count = counts.entry((place.clone(), hash.value())).or_default();
                *count += 1;
                let number = if *count == 1 { String::new() } else { format!(":{count}") };
                lines.push(format!("{} {place} {hash}{number}", finding.rule.code));
            }
            let (known, new): (Vec<String>, Vec<String>) =
                lines.into_iter().partition(|line| self.lines.contains(line));
            met.known.extend(known);
            met.new.extend(new.iter().map(|line| (line.clone(), finding.level)));
            if new.is_empty() {
                finding.know();
            }
        }
        met
    }
}

/// The lines of the findings in a report.
#[derive(Clone, Debug, Default)]
pub struct Met {
    /// Of known ones.
    pub known: HashSet<String>,
    /// Of others, and their levels.
    pub new: Vec<(String, Level)>,
}

/// A list of some entries.
pub fn written(lines: impl IntoIterator<Item = String>) -> String {
    let mut lines: Vec<String> = lines.into_iter().collect();
    lines.sort_unstable();
    lines.dedup();
    lines.iter().fold(HEAD.to_owned(), |text, line| format!("{text}{line}\n"))
}

/// The text of a list without the entries that are no longer needed. One of them whose finding is in another
/// file now, as one of the `new` lines says, stays with that file. The list never grows.
pub fn shortened(text: &str, needless: &[&Entry], new: &[String]) -> String {
    let mut free: Vec<&String> = new.iter().collect();
    let mut moved: Vec<String> = Vec::new();
    for entry in needless {
        let same = |line: &&&String| apart_from_file(line) == apart_from_file(&entry.line);
        if let Some(at) = free.iter().position(|line| same(&line)) {
            moved.push(free.remove(at).clone());
        }
    }
    let goes: HashSet<&str> = needless.iter().map(|entry| entry.line.as_str()).collect();
    resorted(text, |line| (!goes.contains(line)).then(|| line.to_owned()), moved)
}

/// The text of a list after something has another id: each of the `new` lines replaces an entry of the same rule
/// in the same file that is no longer needed. The list never grows.
pub fn exchanged(text: &str, needless: &[&Entry], new: &[&String]) -> String {
    let mut free: Vec<&String> = new.to_vec();
    let mut replaced: HashMap<&str, String> = HashMap::new();
    for entry in needless {
        if let Some(at) = free.iter().position(|line| rule_and_file(line) == rule_and_file(&entry.line)) {
            replaced.insert(&entry.line, free.remove(at).clone());
        }
    }
    resorted(text, |line| Some(replaced.get(line).map_or(line, String::as_str).to_owned()), Vec::new())
}

/// The text of a list after a file has moved.
pub fn renamed(text: &str, from: &str, to: &str) -> String {
    let moved = |line: &str| match parts(line) {
        Some((code, file, path, hash)) if file == from => Some(format!("{code} {} {hash}", place(to, path))),
        _ => Some(line.to_owned()),
    };
    resorted(text, moved, Vec::new())
}

/// The text with each entry as `keep` says, and more of them, in order below what else there is.
fn resorted(text: &str, keep: impl Fn(&str) -> Option<String>, more: Vec<String>) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (entries, others): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| is_entry(line));
    let mut entries: Vec<String> = entries.into_iter().filter_map(|line| keep(line.trim_end())).collect();
    entries.extend(more);
    entries.sort_unstable();
    entries.dedup();
    let lines = others.into_iter().map(str::to_owned).chain(entries);
    lines.flat_map(|line| [line, end.to_owned()]).collect()
}

fn is_entry(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with('#')
}

/// The code, the file, the path in it and the fingerprint of an entry.
fn parts(line: &str) -> Option<(&str, &str, &str, &str)> {
    let (code, rest) = line.split_once(' ')?;
    let (place, hash) = rest.rsplit_once(' ')?;
    let is_code = code.strip_prefix("SD").is_some_and(|number| number.parse::<u32>().is_ok());
    let bare = hash.split(':').next().unwrap_or(hash);
    let is_hash = bare.len() == 16 && bare.chars().all(|c| c.is_ascii_hexdigit());
    let (file, path) = place.split_once(BETWEEN).unwrap_or((place, ""));
    (is_code && is_hash && !file.is_empty()).then_some((code, file, path, hash))
}

fn apart_from_file(line: &str) -> Option<(&str, &str, &str)> {
    parts(line).map(|(code, _, path, hash)| (code, path, hash))
}

fn rule_and_file(line: &str) -> Option<(&str, &str)> {
    parts(line).map(|(code, file, _, _)| (code, file))
}

fn place(file: &str, path: &str) -> String {
    let path = without_positions(path);
    if path.is_empty() { file.to_owned() } else { format!("{file}{BETWEEN}{path}") }
}

/// The fingerprints of a finding, apart from its file: one for each thing that is missing, where it names
/// several.
fn fingerprints(finding: &Finding) -> Vec<Fnv> {
    let whole = fingerprint(finding, "");
    if finding.asked_by.is_none() || finding.names.is_empty() {
        return vec![whole];
    }
    let of = |name: &String| {
        let mut hash = whole;
        hash.write(name.bytes());
        hash
    };
    finding.names.iter().map(of).collect()
}

/// What recognises a finding in a file even if its lines moved and its message is worded differently: a hash
/// of the rule's code, the file, the dotted path without the positions in lists, and the names that the
/// message quotes.
pub(super) fn fingerprint(finding: &Finding, file: &str) -> Fnv {
    let path = without_positions(&finding.path);
    let mut hash = Fnv::default();
    for part in [finding.rule.code, file, &path].into_iter().chain(quoted(&finding.message)) {
        // What ends a part: no UTF-8 has this byte.
        hash.write(part.bytes().chain([0xff]));
    }
    hash
}

/// `flows.pay.steps[].to` for `flows.pay.steps[2].to`.
fn without_positions(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside &= c.is_ascii_digit();
        if !inside {
            out.push(c);
        }
        inside |= c == '[';
    }
    out
}

/// What is in backticks.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Group, Levels, Sink, Stage, rule};
    use crate::source::{Sources, Span};

    rule! {
        /// A key that nothing knows.
        RULE = "SD002", "unknown-key", Group::Missing, since "0.1.0", fix none;
    }

    fn report(messages: &[&str]) -> Report {
        let file = Sources::new().add("a.toml", "");
        let mut sink = Sink::default();
        for message in messages {
            sink.push(Finding::new(&RULE, Span::new(file, 0..0), *message));
        }
        sink.judge(&Levels::default(), Stage::Final, &[], |_| "flows.a.steps[2].to".to_owned())
    }

    fn lines(messages: &[&str]) -> Vec<String> {
        let met = Known::default().lower(&mut report(messages), |_| "a".to_owned());
        met.new.into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn what_is_listed_is_a_note() {
        let old = lines(&["a `b`", "a `b`", "a `c`"]);
        assert!(old[0].starts_with("SD002 a::flows.a.steps[].to ") && old[1] == format!("{}:2", old[0]));
        let known = Known::read(&written(old[..2].to_vec()));
        assert_eq!((known.entries().len(), known.wrong().len()), (2, 0));
        let mut found = report(&["a `b`", "in other words: `b`", "a `b`", "a `c`"]);
        let met = known.lower(&mut found, |_| "a".to_owned());
        let levels: Vec<Level> = found.findings.iter().map(|finding| finding.level).collect();
        assert_eq!(levels, [Level::Note, Level::Note, Level::Deny, Level::Deny]);
        assert_eq!((met.known.len(), met.new.len()), (2, 2));
        let again = known.lower(&mut found, |_| "a".to_owned());
        assert_eq!(again.known, met.known, "twice is as good as once");
    }

    #[test]
    fn of_several_missing_facts_each_is_known_by_itself() {
        let missing = |names: &[&str]| {
            let mut report = report(&["missing"]);
            let finding = &mut report.findings[0];
            finding.asked_by = Some(0);
            finding.names = names.iter().map(|name| (*name).to_owned()).collect();
            report
        };
        let met = Known::default().lower(&mut missing(&["A", "B"]), |_| "a".to_owned());
        let known = Known::read(&written(met.new.into_iter().map(|(line, _)| line)));
        for (names, is_known, needed) in
            [(&["A", "B"][..], true, 2), (&["B"], true, 1), (&["B", "C"], false, 1)]
        {
            let mut report = missing(names);
            let met = known.lower(&mut report, |_| "a".to_owned());
            assert_eq!(report.findings[0].known.is_some(), is_known, "{names:?}");
            assert_eq!(met.known.len(), needed, "{names:?}");
        }
    }

    #[test]
    fn a_list_only_shrinks() {
        let mut both = lines(&["a `b`", "a `c`"]);
        both.sort();
        let [b, c]: [String; 2] = both.try_into().expect("two lines");
        let text = format!("# mine\r\n{b}\r\n{c}\r\n");
        let known = Known::read(&text);
        let needless: Vec<&Entry> = known.entries().iter().filter(|entry| entry.line == b).collect();
        assert_eq!(shortened(&text, &needless, &[lines(&["a `d`"]).remove(0)]), format!("# mine\r\n{c}\r\n"));
        let moved = b.replace(" a::", " z/1.0.0::");
        let mut left = [c.clone(), moved.clone()];
        left.sort();
        assert_eq!(shortened(&text, &needless, &[moved]), format!("# mine\r\n{}\r\n", left.join("\r\n")));
        assert_eq!(renamed(&text, "a", "b"), text.replace(" a::", " b::"));
    }

    #[test]
    fn what_is_no_entry_is_found() {
        let known = Known::read("<<<<<<< HEAD\nSD201 a b::a.\"b c\" 0123456789abcdef\n\n# x\nSD201 a\n");
        assert_eq!(known.wrong().len(), 2);
        assert_eq!(known.entries()[0].file, "a b");
    }
}
