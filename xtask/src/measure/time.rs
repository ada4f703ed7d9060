//! The time and the memory of a run. Bash has both times of a command; the most memory is in `/proc`.

use std::fs::{self, File};
use std::process::{Command, Stdio};

use super::count::Run;

/// The least of several runs, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
}

/// Runs a program several times.
///
/// # Errors
/// When it cannot be run.
pub(crate) fn taken(run: &Run<'_>, times: usize) -> Result<Taken, String> {
    let mut least = Taken { wall: f64::MAX, cpu: f64::MAX };
    for _ in 0..times.max(1) {
        let mut command = Command::new("bash");
        command.args(["-c", "TIMEFORMAT='times %R %U %S'; time \"$0\" \"$@\" >/dev/null 2>&1"]);
        let told = set_up(command.arg(run.program), run)?.stdout(Stdio::null()).output();
        let told = told.map_err(|error| format!("bash cannot be run: {error}"))?;
        let told = String::from_utf8_lossy(&told.stderr).replace(',', ".");
        let numbers = told.lines().rev().find_map(|line| line.strip_prefix("times "));
        let numbers: Vec<f64> =
            numbers.unwrap_or_default().split(' ').filter_map(|number| number.parse().ok()).collect();
        let [wall, user, system] = numbers[..] else { return Err(format!("nothing was timed:\n{told}")) };
        least = Taken { wall: least.wall.min(wall * 1e3), cpu: least.cpu.min((user + system) * 1e3) };
    }
    Ok(least)
}

/// Whether a run ends well: the time of one that does not says nothing.
///
/// # Errors
/// When it cannot be run.
pub(crate) fn succeeds(run: &Run<'_>) -> Result<bool, String> {
    let mut command = Command::new(run.program);
    let status = set_up(&mut command, run)?.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.map(|status| status.success()).map_err(|error| format!("{}: {error}", run.program.display()))
}

/// The most memory of one run, in bytes; 0 where the system does not tell.
///
/// # Errors
/// When it cannot be run.
pub(crate) fn peak(run: &Run<'_>) -> Result<u64, String> {
    let mut command = Command::new(run.program);
    let command = set_up(&mut command, run)?.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| format!("{}: {error}", run.program.display()))?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().map_err(|error| error.to_string())?.is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let most = told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        peak = peak.max(most.and_then(|most| most.parse().ok()).unwrap_or(0) * 1024);
        std::thread::sleep(std::time::Duration::from_micros(200));
    }
    Ok(peak)
}

fn set_up<'c>(command: &'c mut Command, run: &Run<'_>) -> Result<&'c mut Command, String> {
    let input = match run.input {
        Some(path) => Stdio::from(File::open(path).map_err(|error| format!("{}: {error}", path.display()))?),
        None => Stdio::null(),
    };
    Ok(command.args(run.arguments).current_dir(run.folder).stdin(input))
}
