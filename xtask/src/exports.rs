//! `cargo xtask exports`: the example designs in other formats, read by the programs of these formats
//! (`tests/exports`). It needs Node.

use std::fs;
use std::path::Path;
use std::process::Command;

use mdbook_system_design::book::Surroundings;
use mdbook_system_design::interchange::export;

use crate::{browser, commands, pictures, repository};

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask exports".to_owned());
    }
    let tools = repository().join("target/exports");
    let folder = tools.join("designs");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    for design in pictures::designs()? {
        let name = design.strip_prefix(repository().join("book-example/designs")).unwrap_or(&design);
        let name = name.with_extension("").to_string_lossy().replace(['/', '\\'], "-");
        write(&design, &folder.join(name))?;
    }
    for name in ["package.json", "package-lock.json", "check.mjs"] {
        let from = repository().join("tests/exports").join(name);
        fs::copy(&from, tools.join(name)).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    let install = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"];
    commands::run(browser::npm().args(install).current_dir(&tools))?;
    commands::run(Command::new("node").args(["check.mjs", "designs"]).current_dir(&tools))
}

/// Writes a design in every format that a program reads.
fn write(path: &Path, folder: &Path) -> Result<(), String> {
    let mut session = Surroundings::of(path).session;
    let file = session.root.named(path).map_err(|error| error.to_string())?;
    let file = session.sources.load(&file).map_err(|error| error.to_string())?;
    session.open(file);
    let design = session.check().swap_remove(&file).and_then(|checked| checked.design);
    let design = design.ok_or_else(|| format!("{} is no design", path.display()))?;
    let exported =
        [export::openapi(&design), export::backstage(&design), export::likec4(&design), export::sql(&design)];
    for file in exported.iter().flat_map(|exported| &exported.files) {
        let to = folder.join(&file.name);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&to, &file.text))
            .map_err(|error| error.to_string())?;
    }
    Ok(())
}
