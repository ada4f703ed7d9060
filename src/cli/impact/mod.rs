//! `impact DESIGN[:PART]`: who relies on a design, or on a part of it, and who relies on these.

mod found;
pub(super) mod schema;
mod written;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::found::{Asked, Found};
use super::args::{Impact, ListFormat};
use super::{Failure, Outcome, output};
use crate::book::{Loaded, chapters_with};
use crate::source::{Files, Sources};

pub(super) fn run(arguments: &Impact) -> Outcome {
    let (design, part) = halves(&arguments.design);
    let mut loaded = Loaded::open(&design, Sources::new()).map_err(Failure::because)?;
    let session = &mut loaded.session;
    session.read_all();
    session.sources.name_from_here();
    let Some(file) = loaded.checked.as_ref().and_then(|checked| Some(checked.design.as_ref()?.file)) else {
        let message = format!("`{}` names no design that can be read", design.display());
        return Err(Failure::new(message));
    };
    let landscape = session.landscape();
    let asked = Asked::of(&landscape, file, part.as_deref()).map_err(Failure::new)?;
    let mut found = Found::of(&landscape, &asked);
    let places: Vec<PathBuf> =
        found.users.iter().map(|user| session.sources.get(user.design.file).real_location()).collect();
    for (user, pages) in found.users.iter_mut().zip(chapters_with(&places)) {
        user.pages = pages;
    }
    output::print(&match arguments.format {
        ListFormat::Text => written::text(&found, &asked, &session.sources),
        ListFormat::Json => written::json(&found, &asked, &session.sources),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The design, and what follows its last colon. A path that is there is not taken apart, nor is a drive.
fn halves(named: &Path) -> (PathBuf, Option<String>) {
    let text = named.to_str().filter(|_| !Files::Disk.is_there(named));
    match text.and_then(|text| text.rsplit_once(':')) {
        Some((design, part)) if design.len() > 1 && !part.contains(['/', '\\']) => {
            (PathBuf::from(design), Some(part.to_owned()))
        }
        _ => (named.to_path_buf(), None),
    }
}
