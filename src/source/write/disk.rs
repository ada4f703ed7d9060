//! The operations on the disk, one function each: the tests make each of them fail in turn.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

#[cfg(test)]
use super::faults::{Operation, may};

/// Creates a file that does not exist. If it will replace another, nobody else may read it before
/// it has that one's mode.
pub(super) fn create(path: &Path, replaces: bool) -> io::Result<File> {
    #[cfg(test)]
    may(Operation::Create)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if replaces {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = replaces;
    options.open(path)
}

/// Writes the whole content.
pub(super) fn write(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    #[cfg(test)]
    if let Err(error) = may(Operation::Write) {
        // A full disk writes only a part.
        file.write_all(&bytes[..bytes.len() / 2])?;
        return Err(error);
    }
    file.write_all(bytes)
}

/// Gives a file the mode of another and, as far as the system allows it, the owner.
pub(super) fn imitate(file: &File, model: &Metadata) -> io::Result<()> {
    #[cfg(test)]
    may(Operation::Mode)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (model.uid(), model.gid()) {
            // Only root may give a file away, but a user may keep a group they belong to.
            let _ = fchown(file, Some(model.uid()), Some(model.gid()))
                .or_else(|_| fchown(file, None, Some(model.gid())));
        }
    }
    file.set_permissions(model.permissions())
}

/// Syncs the content to the disk.
pub(super) fn sync(file: &File) -> io::Result<()> {
    #[cfg(test)]
    may(Operation::Sync)?;
    file.sync_all()
}

/// Syncs the names in a folder to the disk, on systems that support it.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(test)]
    may(Operation::SyncFolder)?;
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        match folder.sync_all() {
            Err(error) if !is_unsupported(&error) => return Err(error),
            _ => {}
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Gives a file a second name that must not exist yet.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(test)]
    may(Operation::Link)?;
    std::fs::hard_link(from, to)
}

/// Moves a file into the place of another, in one step.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(test)]
    may(Operation::Rename)?;
    std::fs::rename(from, to)
}

/// Removes a file.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    may(Operation::Remove)?;
    std::fs::remove_file(path)
}

/// Makes one folder.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    may(Operation::MakeFolder)?;
    std::fs::create_dir(path)
}

/// Removes an empty folder.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    #[cfg(test)]
    may(Operation::RemoveFolder)?;
    std::fs::remove_dir(path)
}

/// Overwrites a file, or makes one that was removed again: the last resort, if a rename is refused.
pub(super) fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
    write(&mut file, bytes)?;
    file.set_len(bytes.len() as u64)?;
    sync(&file)
}

#[cfg(unix)]
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}
