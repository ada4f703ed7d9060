//! What a page says to use instead: the example with a difference, which is all that is shown.
//!
//! An author writes whole files; `SNAPSHOTS=overwrite` makes `diff` blocks of them, leaves out the
//! files that stay as they were, and shows those that go with all of their lines taken away.

use similar::TextDiff;

/// A file of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// The file's path; empty if the section is about one design.
    pub(super) path: String,
    /// The word after the backticks.
    language: String,
    /// How many backticks there are.
    ticks: usize,
    pub(super) text: String,
}

/// The files of a section: a line with a path in backticks, and the block after it. Where no block
/// has a path, the section's first block in one of two languages.
pub(super) fn files(section: &str) -> Vec<File> {
    located(section).into_iter().map(|(_, file)| file).collect()
}

/// Each file with the range of the section that it takes.
fn located(section: &str) -> Vec<(std::ops::Range<usize>, File)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = section[at..].find("\n`").map(|start| at + start + 1) {
        at = start + 1;
        let Some((path, after)) = section[at..].split_once("`\n\n") else { continue };
        if path.contains(['`', '\n']) || !after.starts_with("```") {
            continue;
        }
        let block = at + path.len() + 3;
        if let Some((end, file)) = fence(path, &section[block..]) {
            at = block + end;
            found.push((start..at, file));
        }
    }
    if found.is_empty() {
        let starts = ["```toml\n", "```diff\n"].into_iter().filter_map(|open| section.find(open));
        let first = starts.min().and_then(|at| Some((at, fence("", &section[at..])?)));
        found.extend(first.map(|(at, (end, file))| (at..at + end, file)));
    }
    found
}

/// The block at the beginning of a text, and its end.
fn fence(path: &str, text: &str) -> Option<(usize, File)> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let (language, body) = text[ticks..].split_once('\n')?;
    let close = format!("\n{}\n", "`".repeat(ticks));
    let end = format!("\n{body}").find(&close)?;
    let file =
        File { path: path.to_owned(), language: language.to_owned(), ticks, text: body[..end].to_owned() };
    Some((ticks + language.len() + 1 + end + ticks + 1, file))
}

/// The files of an example with the differences applied; or other files, if an author wrote all of them.
pub(super) fn applied(example: &[File], instead: &[File]) -> Result<Vec<File>, String> {
    if is_whole(instead) {
        return Ok(instead.to_vec());
    }
    let mut all = example.to_vec();
    for file in instead {
        let known = all.iter().position(|other| other.path == file.path);
        if file.language != "diff" {
            known.map(|at| all.remove(at));
            all.push(file.clone());
            continue;
        }
        let at = known.ok_or_else(|| format!("`{}` is no file of the example", file.path))?;
        let text = patched(&all[at].text, &file.text)
            .ok_or_else(|| format!("what differs in `{}` does not fit the example", file.path))?;
        if text.is_empty() {
            all.remove(at);
        } else {
            all[at].text = text;
        }
    }
    Ok(all)
}

/// Whether a section has every file, as its author writes it.
fn is_whole(files: &[File]) -> bool {
    let is_first = |file: &File| ["", "book.toml"].contains(&file.path.as_str());
    files.iter().all(|file| file.language != "diff") && files.iter().any(is_first)
}

/// A text after a unified diff without a head.
fn patched(old: &str, diff: &str) -> Option<String> {
    let mut rest = old.split_inclusive('\n');
    let mut new = String::new();
    let mut done = 0;
    for line in diff.split_inclusive('\n') {
        match line.split_at_checked(1)? {
            ("@", hunk) => {
                let numbers = hunk.split_once('-')?.1.split_once([',', ' '])?.0;
                let start: usize = numbers.parse().ok()?;
                while done + 1 < start {
                    new.push_str(rest.next()?);
                    done += 1;
                }
            }
            ("+", added) => new.push_str(added),
            (mark, kept) => {
                let same = rest.next()? == kept;
                done += 1;
                if !same {
                    return None;
                }
                if mark == " " {
                    new.push_str(kept);
                }
            }
        }
    }
    new.extend(rest);
    Some(new)
}

/// A section that shows only the differences from the example.
pub(super) fn marked(example: &[File], section: &str) -> Result<String, String> {
    let located = located(section);
    let given: Vec<File> = located.iter().map(|(_, file)| file.clone()).collect();
    let whole = applied(example, &given)?;
    let mut text = String::new();
    let mut at = 0;
    for (range, file) in located {
        let shown = whole.iter().find(|other| other.path == file.path).map(|new| shown(example, new));
        let gone = || difference(example, &file.path, "");
        text.push_str(&section[at..range.start]);
        match shown.unwrap_or_else(|| gone().map(|file| print(&file))) {
            Some(block) => text.push_str(&block),
            // The empty line before it is also removed.
            None => text.truncate(text.trim_end().len()),
        }
        at = range.end;
    }
    text.push_str(&section[at..]);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let is_gone = |old: &&File| is_whole(&given) && given.iter().all(|file| file.path != old.path);
    for old in example.iter().filter(is_gone) {
        if let Some(gone) = difference(example, &old.path, "") {
            text = format!("{}\n\n{}\n", text.trim_end(), print(&gone).trim_end());
        }
    }
    Ok(text)
}

/// A file as it is in the section; `None` if nothing differs.
fn shown(example: &[File], new: &File) -> Option<String> {
    match example.iter().find(|old| old.path == new.path) {
        Some(old) if old.text == new.text => None,
        Some(_) => difference(example, &new.path, &new.text).map(|file| print(&file)),
        None => Some(print(new)),
    }
}

fn difference(example: &[File], path: &str, new: &str) -> Option<File> {
    let old = example.iter().find(|old| old.path == path)?;
    let text = TextDiff::from_lines(old.text.as_str(), new).unified_diff().context_radius(2).to_string();
    Some(File { language: "diff".to_owned(), text, ..old.clone() })
}

fn print(file: &File) -> String {
    let ticks = "`".repeat(file.ticks);
    let path = if file.path.is_empty() { String::new() } else { format!("`{}`\n\n", file.path) };
    format!("{path}{ticks}{}\n{}{ticks}\n", file.language, file.text)
}
