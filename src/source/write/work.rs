//! What a transaction has done so far, to be undone if it fails and tidied up if it succeeds.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::Metadata;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};

use super::{disk, place};

/// Everything on disk that was not there before, in the order in which it was made.
#[derive(Debug, Default)]
pub(super) struct Work {
    folders: Vec<PathBuf>,
    temporary: Vec<PathBuf>,
    placed: Vec<Placed>,
}

/// A file that took its place.
#[derive(Debug)]
pub(super) enum Placed {
    New(PathBuf),
    Changed { real: PathBuf, backup: PathBuf, before: Vec<u8> },
}

/// How the files are after a failure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aftermath {
    /// Files that could not be put back, and where their old bytes are.
    pub changed: Vec<(PathBuf, PathBuf)>,
    /// Files and folders that were created and could not be removed.
    pub left: Vec<PathBuf>,
}

impl Aftermath {
    /// Whether everything is as it was.
    pub fn is_clean(&self) -> bool {
        self.changed.is_empty() && self.left.is_empty()
    }
}

impl fmt::Display for Aftermath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.changed.is_empty() {
            f.write_str("nothing was changed")?;
        }
        for (at, (file, backup)) in self.changed.iter().enumerate() {
            let between = if at == 0 { "" } else { "; " };
            let (file, backup) = (file.display(), backup.display());
            write!(f, "{between}`{file}` could not be put back: its old text is in `{backup}`")?;
        }
        for left in &self.left {
            write!(f, "; `{}` could not be removed", left.display())?;
        }
        Ok(())
    }
}

impl Work {
    /// Makes the folders on the way to a file.
    pub(super) fn make_folders(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|above| !above.is_dir()).collect();
        for folder in missing.into_iter().rev() {
            match disk::make_folder(folder) {
                Ok(()) => self.folders.push(folder.to_path_buf()),
                // Another run was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Writes and syncs a file that waits, with the mode of the one that it will replace.
    pub(super) fn write_temporary(
        &mut self,
        folder: &Path,
        bytes: &[u8],
        model: Option<&Metadata>,
    ) -> io::Result<PathBuf> {
        let (path, mut file) = free_name(folder, |path| disk::create(path, model.is_some()))?;
        self.temporary.push(path.clone());
        disk::write(&mut file, bytes)?;
        if let Some(model) = model {
            disk::imitate(&file, model)?;
        }
        disk::sync(&file)?;
        Ok(path)
    }

    /// Gives a waiting file its name, unless something has it.
    pub(super) fn place_new(&mut self, temporary: &Path, real: &Path) -> io::Result<()> {
        match disk::link(temporary, real) {
            Ok(()) => self.placed.push(Placed::New(real.to_path_buf())),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) => {
                // Some file systems have no second names: an empty file keeps the place.
                disk::create(real, false)?;
                self.placed.push(Placed::New(real.to_path_buf()));
                disk::rename(temporary, real)?;
                self.forget(temporary);
            }
        }
        Ok(())
    }

    /// Keeps the bytes of a file under another name.
    pub(super) fn back_up(&mut self, real: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        let folder = place::folder(real);
        match free_name(&folder, |path| disk::link(real, path)) {
            Ok((path, ())) => {
                self.temporary.push(path.clone());
                Ok(path)
            }
            Err(_) => self.write_temporary(&folder, bytes, Some(&std::fs::metadata(real)?)),
        }
    }

    /// Moves a waiting file into the place of one that was backed up.
    pub(super) fn replace(&mut self, temporary: &Path, placed: Placed) -> io::Result<()> {
        disk::rename(temporary, placed.path())?;
        self.forget(temporary);
        self.placed.push(placed);
        Ok(())
    }

    /// Removes a file that was backed up.
    pub(super) fn remove(&mut self, placed: Placed) -> io::Result<()> {
        disk::remove(placed.path())?;
        self.placed.push(placed);
        Ok(())
    }

    /// Syncs the names of everything that was created or replaced.
    pub(super) fn sync_folders(&self) -> Result<(), (PathBuf, io::Error)> {
        let placed = self.placed.iter().map(Placed::path);
        let folders: BTreeSet<PathBuf> =
            placed.chain(self.folders.iter().map(PathBuf::as_path)).map(place::folder).collect();
        folders.into_iter().try_for_each(|folder| disk::sync_folder(&folder).map_err(|error| (folder, error)))
    }

    /// Tidies up after success.
    pub(super) fn finish(self) {
        for path in self.temporary {
            // The files are in place; a second name that stays does not change that.
            let _ = disk::remove(&path);
        }
    }

    /// Puts everything back, the last change first.
    pub(super) fn undo(mut self) -> Aftermath {
        let mut aftermath = Aftermath::default();
        for placed in std::mem::take(&mut self.placed).into_iter().rev() {
            match placed {
                Placed::New(path) => aftermath.removed(disk::remove(&path), path),
                Placed::Changed { real, backup, before } => {
                    if disk::rename(&backup, &real).is_ok() {
                        self.forget(&backup);
                    } else if disk::overwrite(&real, &before).is_err() {
                        self.forget(&backup);
                        aftermath.changed.push((real, backup));
                    }
                }
            }
        }
        for path in self.temporary {
            aftermath.removed(disk::remove(&path), path);
        }
        for folder in self.folders.into_iter().rev() {
            match disk::remove_folder(&folder) {
                // Somebody else uses it by now.
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
                removed => aftermath.removed(removed, folder),
            }
        }
        aftermath
    }

    fn forget(&mut self, temporary: &Path) {
        self.temporary.retain(|path| path != temporary);
    }
}

impl Placed {
    fn path(&self) -> &Path {
        match self {
            Self::New(path) | Self::Changed { real: path, .. } => path,
        }
    }
}

impl Aftermath {
    fn removed(&mut self, removed: io::Result<()>, path: PathBuf) {
        if removed.is_err_and(|error| error.kind() != io::ErrorKind::NotFound) {
            self.left.push(path);
        }
    }
}

/// Makes something under a name in a folder that nobody has: short, so that it fits wherever a
/// file's own name does, and with an extension that no design or chapter has.
fn free_name<T>(folder: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    /// Names are drawn from 64 bits: not even the second try is ever needed.
    const TRIES: usize = 16;
    let mut tried = Err(io::Error::from(io::ErrorKind::AlreadyExists));
    for _ in 0..TRIES {
        let path = folder
            .join(format!(".system-design-{:016x}.tmp", RandomState::new().hash_one(std::process::id())));
        tried = make(&path).map(|made| (path, made));
        match &tried {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            _ => break,
        }
    }
    tried
}
