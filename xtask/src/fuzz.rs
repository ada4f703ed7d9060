//! `cargo xtask fuzz [TARGET] [--seconds N] [--seed N]`: the targets of `fuzz/` over mutations of
//! their corpus, on a stable compiler. The same seed tries the same inputs in the same order.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use mdbook_system_design_fuzz::TARGETS;

/// The longest time an input may take, in a build without optimisation on a busy machine.
const LONGEST: Duration = Duration::from_secs(20);

/// The greatest length of an input.
const LARGEST: usize = 64 * 1024;

/// Pieces of text that often break parsers.
const TOKENS: &[&str] = &[
    "\u{0}",
    "\u{202e}",
    "\u{1b}[31m",
    "\r\n",
    "\n\n",
    "> ",
    "* ",
    "- ",
    "[^a]: ",
    "```mermaid\n",
    "~~~",
    "<!-- ",
    "<script>",
    "](",
    "| a | b |\n|---|---|\n",
    "<<#system-design ",
    ">>",
    "{{#include x}}",
    "\"\"\"",
    "'''",
    "= ",
    "[[",
    "]]",
    "{ ",
    "99999999999999999999",
    "\\",
    "%%{init",
    "-->>",
    "é",
    "日本",
    "\u{feff}",
    "&#115;",
    "1e999",
    "-0",
    "0x",
    "@1",
    "extends = ",
];

/// Runs one target, or all, for some seconds each.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let wanted = Wanted::read(arguments)?;
    let mut failed = Vec::new();
    for &(name, target) in TARGETS {
        if wanted.target.as_ref().is_some_and(|one| one != name) {
            continue;
        }
        match attack(name, target, &wanted) {
            Ok(inputs) => {
                println!("{name}: {inputs} inputs in {} s, seed {}", wanted.time.as_secs(), wanted.seed);
            }
            Err(message) => failed.push(message),
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

struct Wanted {
    target: Option<String>,
    time: Duration,
    seed: u64,
}

impl Wanted {
    fn read(arguments: &[String]) -> Result<Self, String> {
        let mut wanted = Self { target: None, time: Duration::from_secs(10), seed: 1 };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut number = || {
                let value = rest.next().and_then(|value| value.parse().ok());
                value.ok_or_else(|| format!("`{argument}` needs a number"))
            };
            match argument.as_str() {
                "--seconds" => wanted.time = Duration::from_secs(number()?),
                "--seed" => wanted.seed = number()?,
                name if TARGETS.iter().any(|(known, _)| *known == name) => {
                    wanted.target = Some(name.to_owned());
                }
                other => {
                    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
                    return Err(format!("`{other}` is not a target; there are {}", names.join(", ")));
                }
            }
        }
        Ok(wanted)
    }
}

/// Tries the corpus as it is, then mutations of it until the time is over.
fn attack(name: &str, target: fn(&[u8]), wanted: &Wanted) -> Result<u64, String> {
    let seeds = corpus(name)?;
    let mut dice = Dice(wanted.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut tried = 0;
    for seed in &seeds {
        attempt(name, target, seed, wanted.seed)?;
        tried += 1;
    }
    let end = Instant::now() + wanted.time;
    while Instant::now() < end {
        let input = dice.mutated(&seeds);
        attempt(name, target, &input, wanted.seed)?;
        tried += 1;
    }
    Ok(tried)
}

fn attempt(name: &str, target: fn(&[u8]), input: &[u8], seed: u64) -> Result<(), String> {
    let start = Instant::now();
    let held = catch_unwind(AssertUnwindSafe(|| target(input))).is_ok();
    let took = start.elapsed();
    if held && took < LONGEST {
        return Ok(());
    }
    let path = crate::repository().join(format!("target/fuzz-{name}"));
    fs::write(&path, input).map_err(|error| format!("`{}` cannot be written: {error}", path.display()))?;
    let what = if held { format!("took {} s", took.as_secs()) } else { "failed".to_owned() };
    Err(format!(
        "{name}: an input of {} bytes {what} (seed {seed}); it is in `{}`",
        input.len(),
        path.display()
    ))
}

fn corpus(name: &str) -> Result<Vec<Vec<u8>>, String> {
    let folder = crate::repository().join("fuzz/corpus").join(name);
    let failed = |error: std::io::Error| format!("`{}` cannot be read: {error}", folder.display());
    let mut paths = Vec::<PathBuf>::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths.iter().map(fs::read).collect::<Result<_, _>>().map_err(failed)?;
    if seeds.is_empty() { Err(format!("`{}` is empty", folder.display())) } else { Ok(seeds) }
}

/// Random numbers that are the same for the same seed (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default()
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next() % limit.max(1)
    }

    /// A piece of a text.
    fn piece<'t>(&mut self, text: &'t [u8]) -> &'t [u8] {
        let start = self.below(text.len() + 1);
        let length = self.below(64.min(text.len() - start) + 1);
        &text[start..start + length]
    }

    fn mutated(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            let at = self.below(input.len() + 1);
            match self.below(6) {
                0 if at < input.len() => input[at] ^= 1 << self.below(8),
                1 => {
                    let end = at + self.below(64.min(input.len() - at) + 1);
                    input.drain(at..end);
                }
                2 => {
                    let piece = self.piece(&input).to_vec();
                    let times = 1 + self.below(20);
                    input.splice(at..at, piece.repeat(times));
                }
                3 => {
                    let other = &seeds[self.below(seeds.len())];
                    let piece = self.piece(other);
                    input.splice(at..at, piece.iter().copied());
                }
                _ => {
                    let token = TOKENS[self.below(TOKENS.len())];
                    let times = 1 + self.below(4);
                    input.splice(at..at, token.repeat(times).into_bytes());
                }
            }
        }
        input.truncate(LARGEST);
        input
    }
}
