//! Running other programs.

use std::process::Command;

/// Runs a program to its end.
///
/// # Errors
/// When the program cannot be started, or fails.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("`{name}` cannot be run: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed: {status}")) }
}

/// Runs a program and returns its stdout.
///
/// # Errors
/// When the program cannot be started, or fails; then the error contains its output.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    bytes(command).map(|stdout| String::from_utf8_lossy(&stdout).into_owned())
}

/// The same where stdout is not text.
///
/// # Errors
/// When the program cannot be started, or fails; then the error contains its output.
pub(crate) fn bytes(command: &mut Command) -> Result<Vec<u8>, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("`{name}` cannot be run: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        let printed = [output.stdout, output.stderr].concat();
        Err(format!("`{name}` failed: {}\n{}", output.status, String::from_utf8_lossy(&printed)))
    }
}
