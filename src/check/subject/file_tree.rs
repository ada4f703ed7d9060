//! Reads the author's own file tree: a root line, box-drawing branches, `# comment` after a name.
//!
//! People draw trees in many ways (`├──`, `|--`, plain indentation, without a root line), so the
//! column of a name gives its depth. If a tree leaves something out, because a folder is not unfolded
//! or ends in `…`, nothing can be missing there.

use std::collections::HashMap;
use std::ops::Range;

use crate::design::ProjectPath;

/// A drawn file tree.
#[derive(Debug)]
pub(crate) struct FileTree {
    /// The first entry is the root, which need not have a line.
    entries: Vec<TreeEntry>,
    /// The names in the root's line, if it is a path.
    root_path: Vec<String>,
}

#[derive(Debug, Default)]
struct TreeEntry {
    place: Range<usize>,
    is_folder: bool,
    children: HashMap<String, usize>,
    patterns: Vec<String>,
    elided: bool,
}

/// What a tree says about a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The path is drawn, or may be in a part that the tree leaves out.
    Drawn,
    /// The folder at this place is drawn without the path.
    Missing(Range<usize>),
    /// A file is drawn where the path needs a folder.
    FileInTheWay(Range<usize>),
    /// A folder is drawn where the path has a file.
    IsFolder(Range<usize>),
}

impl FileTree {
    /// Reads a tree. A text that is not a tree has no entries.
    pub(crate) fn parse(text: &str) -> Self {
        let lines: Vec<TreeLine<'_>> = lines(text).collect();
        let mut tree = Self { entries: vec![TreeEntry::default()], root_path: Vec::new() };
        let mut rest = lines.as_slice();
        if let [first, others @ ..] = rest
            && !others.is_empty()
            && others.iter().all(|line| line.column > first.column)
        {
            tree.entries[0].place = first.place.clone();
            tree.root_path = names(first.name).map(str::to_owned).collect();
            rest = others;
        }
        let mut open: Vec<(usize, usize)> = Vec::new();
        for line in rest {
            while open.last().is_some_and(|(column, _)| *column >= line.column) {
                open.pop();
            }
            let parent = open.last().map_or(0, |(_, entry)| *entry);
            let entry = tree.add(parent, line);
            open.push((line.column, entry));
        }
        tree
    }

    /// Whether nothing is drawn.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.len() < 2
    }

    /// Looks up a path below the project's root.
    pub(crate) fn find(&self, path: &ProjectPath) -> Found {
        let names = || path.names().iter().map(String::as_str);
        let found = self.walk(names(), path.is_folder());
        if found == Found::Drawn || self.root_path.is_empty() {
            return found;
        }
        // The root's line may be the beginning of the path: `services/api/` above `src/main.rs`.
        let mut rest = names();
        if self.root_path.iter().all(|name| rest.next() == Some(name)) {
            return self.walk(rest, path.is_folder());
        }
        found
    }

    fn walk<'p>(&self, path: impl Iterator<Item = &'p str>, is_folder: bool) -> Found {
        let mut here = &self.entries[0];
        let mut last = "";
        for (depth, name) in path.enumerate() {
            if let Some(&child) = here.children.get(name) {
                here = &self.entries[child];
                last = name;
                continue;
            }
            let is_leaf = here.children.is_empty() && here.patterns.is_empty();
            return if here.elided || here.patterns.iter().any(|pattern| matches(pattern, name)) {
                Found::Drawn
            } else if is_leaf && depth > 0 && !here.is_folder && has_extension(last) {
                Found::FileInTheWay(here.place.clone())
            } else if is_leaf && depth > 0 {
                // A folder that is not unfolded.
                Found::Drawn
            } else {
                Found::Missing(here.place.clone())
            };
        }
        let drawn_as_folder = here.is_folder || !here.children.is_empty();
        if drawn_as_folder && !is_folder && has_extension(last) {
            return Found::IsFolder(here.place.clone());
        }
        Found::Drawn
    }

    fn add(&mut self, parent: usize, line: &TreeLine<'_>) -> usize {
        let mut here = parent;
        if line.name.starts_with("...") || line.name.contains('…') {
            self.entries[here].elided = true;
            return here;
        }
        for name in names(line.name) {
            if name.contains('*') {
                self.entries[here].patterns.push(name.to_owned());
            }
            if here != parent {
                self.entries[here].is_folder = true;
            }
            let next = self.entries.len();
            here = *self.entries[here].children.entry(name.to_owned()).or_insert(next);
            if here == next {
                self.entries.push(TreeEntry { place: line.place.clone(), ..TreeEntry::default() });
            }
        }
        self.entries[here].is_folder |= line.name.ends_with(['/', '\\']);
        here
    }
}

struct TreeLine<'t> {
    column: usize,
    name: &'t str,
    place: Range<usize>,
}

fn lines(text: &str) -> impl Iterator<Item = TreeLine<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let begin = start;
        start += line.len();
        let line = line.trim_end();
        let skip = branches(line);
        let name = without_comment(&line[skip..]);
        // `tree` ends with a count.
        let is_count = name.contains(" director") && name.starts_with(|c: char| c.is_ascii_digit());
        let is_name = !name.is_empty() && !is_count && !name.starts_with("```");
        let column = line[..skip].chars().count();
        is_name.then(|| TreeLine { column, name, place: begin + skip..begin + skip + name.len() })
    })
}

/// How many bytes at the beginning of a line only draw branches.
fn branches(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let Some(c) = rest.chars().next() else { return at };
        let is_box = ('\u{2500}'..='\u{257f}').contains(&c);
        let ascii = ["|--", "+--", "`--", "\\--", "|__"].iter().any(|mark| rest.starts_with(mark));
        if ascii {
            at += 1 + rest[1..].len() - rest[1..].trim_start_matches(['-', '_']).len();
        } else if is_box || c.is_whitespace() || c == '|' {
            at += c.len_utf8();
        } else if ["- ", "* "].iter().any(|bullet| rest.starts_with(bullet)) {
            at += 2;
        } else {
            return at;
        }
    }
}

/// The name without the comment after it.
fn without_comment(name: &str) -> &str {
    const MARKS: [&str; 9] = [" #", "\t", "  ", " //", " -- ", " — ", " – ", " <-", " ->"];
    let more = [" ←", " →"];
    let end = MARKS.iter().chain(&more).filter_map(|mark| name.find(mark)).min().unwrap_or(name.len());
    let name = if name.starts_with('#') { "" } else { &name[..end] };
    name.trim_end()
}

fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split(['/', '\\']).filter(|name| !name.is_empty() && *name != ".")
}

/// Whether a name has an extension that only files have.
fn has_extension(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && extension != "d"
            && (1..=5).contains(&extension.len())
            && extension.starts_with(|c: char| c.is_ascii_alphabetic())
            && extension.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// Whether a name matches a pattern with `*`.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut last = None;
    for part in parts {
        last = Some(part);
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    last.is_none_or(|part| name.len() >= first.len() + part.len() && name.ends_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOXES: &str = "shop/\n├── src/            # code\n│   ├── main.rs     # entry\n│   └── api/\n│       └── orders.rs\n├── migrations/\n├── tests/\n│   ├── pay.rs\n│   └── …\n├── sql/\n│   └── 00*_*.sql\n└── README.md\n";

    fn file(path: &str) -> ProjectPath {
        ProjectPath::read(path).expect("a path")
    }

    #[track_caller]
    fn assert_found(tree: &str, path: &str, expected: Result<(), &str>) {
        let found = FileTree::parse(tree).find(&file(path));
        match (&found, expected) {
            (Found::Drawn, Ok(())) => {}
            (Found::Missing(place) | Found::FileInTheWay(place) | Found::IsFolder(place), Err(at)) => {
                assert_eq!(&tree[place.clone()], at, "{path}: {found:?}");
            }
            _ => panic!("{path}: {found:?}"),
        }
    }

    #[test]
    fn what_is_drawn_is_found() {
        for path in ["src/main.rs", "src/api/orders.rs", "README.md", "src/api", "shop/src/main.rs"] {
            assert_found(BOXES, path, Ok(()));
        }
        for hidden in ["migrations/1.sql", "tests/refund.rs", "sql/001_a.sql"] {
            assert_found(BOXES, hidden, Ok(()));
        }
    }

    #[test]
    fn what_is_not_drawn_is_missing_from_its_folder() {
        assert_found(BOXES, "src/lib.rs", Err("src/"));
        assert_found(BOXES, "src/api/users.rs", Err("api/"));
        assert_found(BOXES, "Cargo.toml", Err("shop/"));
        assert_found(BOXES, "sql/init.sql", Err("sql/"));
        assert_found(BOXES, "src/main.rs/x.rs", Err("main.rs"));
    }

    #[test]
    fn a_folder_is_not_a_file() {
        assert_found("a\n└── main.rs/\n", "main.rs", Err("main.rs/"));
        assert_found("a\n└── conf.d/\n", "conf.d", Ok(()));
    }

    #[test]
    fn trees_are_drawn_in_many_ways() {
        assert_found("src\n  main.py\n  pkg\n    a.py\nsetup.py", "src/pkg/a.py", Ok(()));
        assert_found("src\n  main.py\n  pkg\n    a.py\nsetup.py", "src/b.py", Err("src"));
        assert_found(
            ".\n|-- src\n|   `-- +page.svelte\n`-- a.txt\n\n1 directory, 2 files",
            "src/+page.svelte",
            Ok(()),
        );
        assert_found("- src/\n  - a.rs\n- b.rs", "b.rs", Ok(()));
        assert_found(".\n└─ src/bin/main.rs", "src/bin/main.rs", Ok(()));
        assert_found("services/api/\n├── src/main.rs\n└── Cargo.toml", "services/api/Cargo.toml", Ok(()));
        assert_found("├─ app\n│\u{a0}\u{a0} └─ [id].tsx — one order\n", "app/[id].tsx", Ok(()));
    }

    #[test]
    fn odd_texts_do_no_harm() {
        for text in ["", "\n\n", "…", "a", "├──", "```\na\n```", "||||", "日本/\n└── 語.rs"]
        {
            let _ = FileTree::parse(text).find(&file("a/b"));
        }
        assert!(FileTree::parse("a").find(&file("a")) == Found::Drawn);
    }
}
