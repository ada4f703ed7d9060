//! Where a path leads, whether the file exists or not.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// More links than this in one path count as a loop, as on Linux.
const LINKS: usize = 40;

/// The whole path with every symbolic link on the way followed. A part that does not exist is taken as it is
/// written, so that a path can be judged before its file exists, and a link that leads to nothing is
/// followed like any other.
pub fn follow(path: &Path) -> PathBuf {
    follow_by(path, &|path| std::fs::read_link(path).ok())
}

/// The same where `link` says what a symbolic link leads to.
pub(super) fn follow_by(path: &Path, link: &dyn Fn(&Path) -> Option<PathBuf>) -> PathBuf {
    let mut real = PathBuf::new();
    let mut ahead: Vec<OsString> = parts(&whole(path));
    let mut links = 0;
    while let Some(part) = ahead.pop() {
        match Path::new(&part).components().next() {
            Some(Component::Normal(name)) => {
                let next = real.join(name);
                match link(&next) {
                    Some(target) if links < LINKS => {
                        links += 1;
                        ahead.extend(parts(&target));
                    }
                    // In a circle nothing can be opened.
                    Some(_) | None => real = next,
                }
            }
            Some(Component::ParentDir) => {
                real.pop();
            }
            Some(Component::CurDir) | None => {}
            // The beginning of a whole path takes the place of what was there.
            Some(Component::Prefix(_) | Component::RootDir) => real.push(part),
        }
    }
    real
}

/// A path from the file system's root, with `..` left as it is.
pub(super) fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Takes `.` and `name/..` out of a path without asking the disk.
pub(super) fn normalize(path: &Path) -> PathBuf {
    let mut parts: Vec<Component> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.into_iter().collect()
}

/// The way from a folder to a file, with `/`: for links between files of a book.
pub fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (normalize(from), normalize(to));
    let mut from = from.components().peekable();
    let mut to = to.components().peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.map(|_| Component::ParentDir);
    slashes(&up.chain(to).collect::<PathBuf>())
}

/// A path as it is printed.
pub(super) fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// The parts of a path, the last one first. A verbatim drive of Windows, which links lead to, is the
/// same drive.
fn parts(path: &Path) -> Vec<OsString> {
    let text = path.as_os_str();
    let plain = text.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    let is_drive = |rest: &&str| rest.as_bytes().get(1) == Some(&b':');
    let path = plain.filter(is_drive).map_or(path, Path::new);
    let mut parts: Vec<OsString> = path.components().map(|part| part.as_os_str().to_os_string()).collect();
    parts.reverse();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_go_up_and_down() {
        assert_eq!(relative(Path::new("a/b"), Path::new("a/c/d.png")), "../c/d.png");
        assert_eq!(relative(Path::new(""), Path::new("d.png")), "d.png");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_what_is_not_there() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let folder = follow(folder.path());
        symlink("../gone", folder.join("up")).expect("a link");
        symlink("round", folder.join("round")).expect("a link");
        symlink("/nowhere", folder.join("away")).expect("a link");
        let outside = folder.parent().expect("a folder above").join("gone");
        assert_eq!(follow(&folder.join("up/a/../b")), outside.join("b"));
        assert_eq!(follow(&folder.join("round")), folder.join("round"));
        assert_eq!(follow(&folder.join("away/x")), Path::new("/nowhere/x"));
        assert_eq!(follow(&folder.join("none/../x")), folder.join("x"));
    }
}
