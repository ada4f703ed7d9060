//! `-` among the files of a command: the text comes on stdin, and `--stdin-filename` says what file it
//! is the text of.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::source::Overlay;

/// The name of a text that has none.
const NAMELESS: &str = "<stdin>";
/// How much is read: as much as a file may have.
const LIMIT: u64 = 64 * 1024 * 1024;

/// The files that a command was given.
pub(super) struct Given {
    /// The files, with the name of what came on stdin in place of `-`.
    pub(super) paths: Vec<PathBuf>,
    /// What came on stdin, as the text of its file.
    pub(super) overlay: Overlay,
    /// Whether something did.
    pub(super) has_stdin: bool,
}

/// Reads stdin, where `-` is among the files.
pub(super) fn read(paths: &[PathBuf], name: Option<&Path>) -> Result<Given, Failure> {
    let mut given = Given { paths: paths.to_vec(), overlay: Overlay::default(), has_stdin: false };
    for path in given.paths.iter_mut().filter(|path| *path == Path::new("-")) {
        *path = name.unwrap_or(Path::new(NAMELESS)).to_path_buf();
        if !given.has_stdin {
            given.overlay.set(path, text()?);
            given.has_stdin = true;
        }
    }
    if name.is_some() && !given.has_stdin {
        let message = "`--stdin-filename` names a text that comes on stdin; write `-` in place of the file";
        return Err(Failure::new(message));
    }
    Ok(given)
}

/// The same for a command that takes one file.
pub(super) fn read_one(path: &Path, name: Option<&Path>) -> Result<(PathBuf, Overlay), Failure> {
    let Given { mut paths, overlay, .. } = read(&[path.to_path_buf()], name)?;
    Ok((paths.remove(0), overlay))
}

fn text() -> Result<String, Failure> {
    let wrong = |why: String| Failure::new(format!("stdin cannot be read: {why}"));
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|error| wrong(error.to_string()))?;
    if bytes.len() as u64 > LIMIT {
        return Err(wrong(format!("it is larger than {} MiB", LIMIT >> 20)));
    }
    let text = String::from_utf8(bytes);
    let text = text.map_err(|error| {
        wrong(format!("it is not UTF-8 (the first wrong byte is at {})", error.utf8_error().valid_up_to()))
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}
