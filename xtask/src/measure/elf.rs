//! The size of a program, and how many addresses are changed when it is loaded.

use std::path::Path;

/// The sizes of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) bytes: u64,
    pub(crate) relocations: u64,
}

/// Reads the sizes of a 64-bit ELF file for a little-endian machine.
///
/// # Errors
/// When the file cannot be read, or is another kind of file.
pub(crate) fn size(path: &Path) -> Result<Size, String> {
    let file = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let relocations = relocations(&file).ok_or_else(|| format!("{} is not an ELF file", path.display()))?;
    Ok(Size { bytes: file.len() as u64, relocations })
}

/// The entries of all sections with relocations.
fn relocations(file: &[u8]) -> Option<u64> {
    const WITH_ADDENDS: u64 = 4;
    let number = |at: usize, length: usize| {
        let bytes = file.get(at..at + length)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    };
    file.starts_with(b"\x7fELF\x02\x01").then_some(())?;
    let (table, size, count) = (number(0x28, 8)?, number(0x3A, 2)?, number(0x3C, 2)?);
    let mut relocations = 0;
    for section in 0..count {
        let at = usize::try_from(table + section * size).ok()?;
        if number(at + 4, 4)? == WITH_ADDENDS {
            relocations += number(at + 0x20, 8)? / number(at + 0x38, 8)?.max(1);
        }
    }
    Some(relocations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_program_has_relocations_or_is_no_elf_file() {
        let program = std::env::current_exe().expect("a path");
        match size(&program) {
            Ok(size) => assert!(size.bytes > 0 && size.relocations > 0),
            Err(error) => assert!(error.contains("is not an ELF file"), "{error}"),
        }
    }
}
