//! Counts the instructions of a run in user space with valgrind.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::commands;

/// One run of a program.
pub(crate) struct Run<'r> {
    pub(crate) program: &'r Path,
    pub(crate) arguments: &'r [&'r str],
    pub(crate) folder: &'r Path,
    /// The file that is given to it on stdin.
    pub(crate) input: Option<&'r Path>,
}

/// Whether valgrind is there.
///
/// # Errors
/// When it is not.
pub(crate) fn is_possible() -> Result<(), String> {
    commands::output(Command::new("valgrind").arg("--version"))
        .map(drop)
        .map_err(|error| format!("{error}\n(instructions are counted by valgrind; install it first)"))
}

/// The number of instructions. What the program writes to stdout is in `output`.
///
/// # Errors
/// When the program crashes, or cannot be run.
pub(crate) fn instructions(run: &Run<'_>, output: &Path) -> Result<u64, String> {
    let read = |path: &Path| File::open(path).map_err(|error| format!("{}: {error}", path.display()));
    let stdout = File::create(output).map_err(|error| format!("{}: {error}", output.display()))?;
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(run.program)
        .args(run.arguments)
        .current_dir(run.folder)
        // glibc looks at each variable when a program starts, which takes 500 instructions, and cargo sets dozens.
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .env("NO_COLOR", "1")
        .stdin(run.input.map_or(Ok(Stdio::null()), |path| read(path).map(Stdio::from))?)
        .stdout(stdout)
        .stderr(Stdio::piped());
    let told = valgrind.output().map_err(|error| format!("valgrind cannot be run: {error}"))?;
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    let counted = told.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    counted.ok_or_else(|| format!("nothing was counted for `{}`:\n{told}", run.arguments.join(" ")))
}
