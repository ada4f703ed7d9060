//! Adds a chapter to SUMMARY.md.

use std::path::{Component, Path, PathBuf};

use mdbook_summary::{Summary, SummaryItem, parse_summary};

use crate::markdown::one_line;

/// The chapter to add.
pub(super) struct NewChapter<'l> {
    /// The chapter's title.
    pub(super) title: &'l str,
    /// The chapter's file, relative to the summary's folder.
    pub(super) path: &'l str,
}

/// Adds a chapter after the last numbered one, or at the end. mdBook's parser has to find it there,
/// and everything else as before.
///
/// # Errors
/// Says what is wrong, as a clause without a period.
pub(super) fn add(summary: &str, chapter: &NewChapter<'_>) -> Result<String, String> {
    let before = parsed(summary)?;
    let ending = if summary.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, bullet) = last_item(summary);
    let (head, tail) = summary.split_at(at);
    let mut edited = head.to_owned();
    if !edited.is_empty() && !edited.ends_with('\n') {
        edited.push_str(ending);
    }
    if bullet.is_none() {
        edited.push_str(ending);
    }
    let title = one_line(chapter.title);
    let title = title.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    let bullet = bullet.unwrap_or('-');
    edited.extend([bullet, ' ']);
    for part in ["[", &title, "](", chapter.path, ")", ending] {
        edited.push_str(part);
    }
    edited.push_str(tail);

    let mut expected = [paths(&before), vec![chapter.path.to_owned()]].concat();
    let mut found = paths(&parsed(&edited)?);
    expected.sort();
    found.sort();
    if found == expected { Ok(edited) } else { Err("it has no list of chapters to add one to".to_owned()) }
}

/// The files that a summary lists. None if mdBook cannot read it.
pub(super) fn listed(summary: &str) -> Vec<PathBuf> {
    let listed = parsed(summary).map(|summary| paths(&summary)).unwrap_or_default();
    let plain =
        |path: &String| Path::new(path).components().filter(|part| *part != Component::CurDir).collect();
    listed.iter().map(plain).collect()
}

fn parsed(summary: &str) -> Result<Summary, String> {
    parse_summary(summary).map_err(|error| format!("mdBook cannot read it: {error}"))
}

/// The end of the last list item that is not indented, including nested items, and its bullet; the
/// end of the file if there is no list.
fn last_item(summary: &str) -> (usize, Option<char>) {
    let mut found = None;
    let mut inside = false;
    let mut at = 0;
    for line in summary.split_inclusive('\n') {
        let end = at + line.len();
        let bullet = line.chars().next().filter(|c| matches!(c, '-' | '*' | '+'));
        if let Some(bullet) = bullet.filter(|_| line[1..].starts_with([' ', '\t'])) {
            found = Some((end, bullet));
            inside = true;
        } else if inside && line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            found = found.map(|(_, bullet)| (end, bullet));
        } else if !line.trim().is_empty() {
            inside = false;
        }
        at = end;
    }
    found.map_or((summary.len(), None), |(end, bullet)| (end, Some(bullet)))
}

fn paths(summary: &Summary) -> Vec<String> {
    fn collect(items: &[SummaryItem], paths: &mut Vec<String>) {
        for item in items {
            if let SummaryItem::Link(link) = item {
                paths.extend(link.location.as_ref().map(|path| path.to_string_lossy().into_owned()));
                collect(&link.nested_items, paths);
            }
        }
    }
    let mut found = Vec::new();
    for items in [&summary.prefix_chapters, &summary.numbered_chapters, &summary.suffix_chapters] {
        collect(items, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{NewChapter, add};

    #[track_caller]
    fn assert_add(before: &str, after: &str) {
        assert_eq!(
            add(before, &NewChapter { title: "First [design]", path: "first.md" }).as_deref(),
            Ok(after)
        );
    }

    #[test]
    fn the_chapter_follows_the_last_numbered_one() {
        assert_add(
            "# Summary\n\n- [One](one.md)\n  - [Two](two.md)\n\n---\n\n[About](about.md)\n",
            "# Summary\n\n- [One](one.md)\n  - [Two](two.md)\n- [First \\[design\\]](first.md)\n\n---\n\n[About](about.md)\n",
        );
        assert_add(
            "# Summary\r\n\r\n* [One](one.md)",
            "# Summary\r\n\r\n* [One](one.md)\r\n* [First \\[design\\]](first.md)\r\n",
        );
    }

    #[test]
    fn without_numbered_chapters_it_goes_to_the_end() {
        assert_add("# Summary\n", "# Summary\n\n- [First \\[design\\]](first.md)\n");
        assert_add(
            "# Summary\n\n[Intro](intro.md)\n",
            "# Summary\n\n[Intro](intro.md)\n\n- [First \\[design\\]](first.md)\n",
        );
        assert_add("", "\n- [First \\[design\\]](first.md)\n");
    }

    #[test]
    fn a_summary_that_mdbook_cannot_read_is_left_alone() {
        assert!(
            add("# Summary\n\n- [One](one.md\n- text\n", &NewChapter { title: "A", path: "a.md" }).is_err()
        );
    }
}
