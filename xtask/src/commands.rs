//! Running other programs.

use std::process::Command;

/// Runs a program to its end.
///
/// # Errors
/// When it cannot be started, or says that it failed.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("`{name}` cannot be run: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed: {status}")) }
}

/// What a program prints on stdout.
///
/// # Errors
/// When it cannot be started, or says that it failed; then with what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("`{name}` cannot be run: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = [output.stdout, output.stderr].concat();
        Err(format!("`{name}` failed: {}\n{}", output.status, String::from_utf8_lossy(&said)))
    }
}
