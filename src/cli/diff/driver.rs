//! `diff --git-driver`: what Git runs in place of its own diff for the files that `.gitattributes` names.
//!
//! Git stops with the first driver that fails, so a file that cannot be compared is said to be so, and that is
//! a success.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::sides::half;
use super::text;
use crate::authoring::diff::comparison::Comparison;
use crate::book::Loaded;
use crate::cli::output::{self, Lines};
use crate::cli::{Failure, Outcome};
use crate::source::{Overlay, Root, Sources};

/// The file that Git names where there is none.
const NOTHING: &str = "/dev/null";

/// Takes what Git says: `PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE`, for a file that was renamed
/// also its new path and how similar it is, and for one that is not merged yet only its path.
pub(super) fn run(arguments: &[PathBuf]) -> Outcome {
    let text = match arguments {
        [path] => format!("{}not merged yet\n", header(path, path)),
        [path, old, _, _, new, _, _, renamed @ ..] => {
            let new_path = renamed.first().unwrap_or(path);
            header(path, new_path) + &compared((path, old), (new_path, new))
        }
        _ => {
            return Err(Failure::new(
                "`--git-driver` is called by Git, with 7 arguments; set it up with \
                 `git config diff.system-design.command \"mdbook-system-design diff --git-driver\"`",
            ));
        }
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn header(old: &Path, new: &Path) -> String {
    let mut lines = Lines::default();
    let (before, after) = (old.display(), new.display());
    let names = if old == new { before.to_string() } else { format!("{before} → {after}") };
    lines.line(format!("diff --system-design {names}"));
    lines.text().to_owned()
}

/// What changed. Each side is a path, and the file that has its content.
fn compared(old: (&Path, &Path), new: (&Path, &Path)) -> String {
    let mut lines = Lines::default();
    match (side(old), side(new)) {
        (Ok(Some(old)), Ok(Some(new))) => {
            if let Some((before, after)) = half(&old).zip(half(&new)) {
                return text::written(&[Comparison::of(before, after, &[], None)], &[]);
            }
        }
        (Ok(None), Ok(Some(design))) => lines.line(format!("added: {}", named(&design))),
        (Ok(Some(design)), Ok(None)) => lines.line(format!("deleted: {}", named(&design))),
        (old, new) => {
            let sides = [("as it was", old.err()), ("as it is", new.err())];
            for (when, why) in sides.into_iter().filter_map(|(when, why)| Some((when, why?))) {
                lines.line(format!("not compared, since the file {when} cannot be read as a design: {why}"));
            }
            lines.line("`git diff --no-ext-diff` shows its lines");
        }
    }
    lines.text().to_owned()
}

/// The design at a path, with the content of a file; what it cites is read from the working tree, since Git
/// names no revision. None where there is no file, and what is wrong where it cannot be read whole.
fn side((path, file): (&Path, &Path)) -> Result<Option<Loaded>, String> {
    if file == Path::new(NOTHING) {
        return Ok(None);
    }
    let granted = Root::new(Path::new("."), true).named(file).map_err(|why| why.to_string())?;
    let text = granted.text().map_err(|why| why.to_string())?;
    let mut overlay = Overlay::default();
    overlay.set(path, text.trim_start_matches('\u{feff}'));
    let loaded = Loaded::open(path, Sources::over(overlay)).map_err(|why| why.to_string())?;
    if half(&loaded).is_some() {
        return Ok(Some(loaded));
    }
    let sources = &loaded.session.sources;
    let found = loaded.found.unread();
    Err(found.findings.first().map_or_else(
        || "it has no template that is known".to_owned(),
        |finding| {
            let line = sources.get(finding.span.file).line(finding.span.start as usize);
            format!("line {line}: {}", finding.message)
        },
    ))
}

/// A design in a few words.
fn named(loaded: &Loaded) -> String {
    let design = loaded.checked.as_ref().and_then(|checked| checked.design.as_deref());
    design.map_or_else(String::new, |design| {
        let (version, status) = (&design.meta.version.text, design.meta.status.value);
        format!("`{}`, version {version}, {}", design.id, status.word())
    })
}
