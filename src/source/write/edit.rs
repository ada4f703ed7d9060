//! One file of a transaction: its required state before, and how it is replaced.

use std::fs::OpenOptions;
use std::io;
use std::path::PathBuf;

use super::WriteReason;
use super::place;
use super::work::{Placed, Work};
use crate::source::Root;

const MARK: &[u8] = "\u{feff}".as_bytes();

/// One file, before and after.
#[derive(Clone, Debug)]
pub(super) struct FileEdit {
    pub(super) path: PathBuf,
    pub(super) before: Before,
    /// `None` removes the file.
    pub(super) after: Option<Vec<u8>>,
}

/// What must be on disk; anything else is somebody's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// No file at all.
    Absent,
    /// No file, or one that already has the new text.
    AbsentOrSame,
    /// A file with this text, or one that already has the new text.
    Text(String),
    /// Any file, or none.
    Anything,
}

/// An edit that only has to take place.
pub(super) struct Staged {
    real: PathBuf,
    to: Waiting,
}

/// What takes the place of a file.
enum Waiting {
    /// The complete text in a temporary file, where there was no file.
    New(PathBuf),
    /// The same, in place of a file.
    Changed(PathBuf),
    /// Nothing.
    Gone,
}

impl FileEdit {
    /// Writes the new text beside its place; `None` if there is nothing to do.
    pub(super) fn stage(&self, roots: &[Root], work: &mut Work) -> Result<Option<Staged>, WriteReason> {
        let real = place::locate(&self.path, roots)?;
        let found = place::read(&real)?;
        let Some(after) = &self.after else {
            self.require_same(found.as_deref())?;
            OpenOptions::new().write(true).open(&real)?;
            return Ok(Some(Staged { real, to: Waiting::Gone }));
        };
        let Some(bytes) = self.wanted(after, found.as_deref())? else { return Ok(None) };
        let folder = place::folder(&real);
        let model = match &found {
            // A file that may not be written is not replaced either.
            Some(_) => Some(OpenOptions::new().write(true).open(&real)?.metadata()?),
            None => {
                work.make_folders(&folder)?;
                None
            }
        };
        let temporary = work.write_temporary(&folder, &bytes, model.as_ref())?;
        let to = if found.is_none() { Waiting::New(temporary) } else { Waiting::Changed(temporary) };
        Ok(Some(Staged { real, to }))
    }

    /// Puts the waiting file into its place, unless somebody changed what is there.
    pub(super) fn take_place(
        &self,
        Staged { real, to }: &Staged,
        work: &mut Work,
    ) -> Result<(), WriteReason> {
        let after = self.after.as_deref().unwrap_or_default();
        if let Waiting::New(temporary) = to {
            return match work.place_new(temporary, real) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let is_done = self.wanted(after, place::read(real)?.as_deref())?.is_none();
                    // The file in the way is gone again.
                    if is_done { Ok(()) } else { Err(WriteReason::Changed) }
                }
                placed => Ok(placed?),
            };
        }
        let Some(bytes) = place::read(real)? else { return Err(WriteReason::Changed) };
        let backup = work.back_up(real, &bytes)?;
        // The backup counts: it is what the new file replaces.
        let before = place::read(&backup)?.unwrap_or_default();
        let Waiting::Changed(temporary) = to else {
            self.require_same(Some(&before))?;
            return Ok(work.remove(Placed::Changed { real: real.clone(), backup, before })?);
        };
        if self.wanted(after, Some(&before))?.is_none() {
            return Ok(());
        }
        work.replace(temporary, Placed::Changed { real: real.clone(), backup, before })?;
        Ok(())
    }

    /// Refuses a file that has another text than the one that was read.
    fn require_same(&self, found: Option<&[u8]>) -> Result<(), WriteReason> {
        let is_same = match (&self.before, found) {
            (Before::Text(before), Some(found)) => unmarked(found) == unmarked(before.as_bytes()),
            _ => false,
        };
        if is_same { Ok(()) } else { Err(WriteReason::Changed) }
    }

    /// The bytes to write in the place of what was found; `None` if they are there already.
    fn wanted(&self, after: &[u8], found: Option<&[u8]>) -> Result<Option<Vec<u8>>, WriteReason> {
        let says_it = found.is_some_and(|found| unmarked(found) == unmarked(after));
        if says_it && self.before != Before::Absent {
            return Ok(None);
        }
        match (&self.before, found) {
            (Before::Absent | Before::AbsentOrSame, None) | (Before::Anything, _) => Ok(Some(after.to_vec())),
            (Before::Absent | Before::AbsentOrSame, Some(_)) => Err(WriteReason::AlreadyThere),
            (Before::Text(before), Some(found)) if unmarked(found) == unmarked(before.as_bytes()) => {
                let mark = if found.starts_with(MARK) { MARK } else { &[] };
                Ok(Some([mark, unmarked(after)].concat()))
            }
            (Before::Text(_), _) => Err(WriteReason::Changed),
        }
    }
}

/// A byte order mark is not part of a text.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}
