//! `cargo xtask pictures`: every picture of the example designs as a separate file, drawn by a program other
//! than a browser. It needs rsvg-convert (Debian: `librsvg2-bin`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mdbook_system_design::book::{DrawRequest, NoChange, PictureForm, PrintError, Surroundings, draw_file};
use mdbook_system_design::diagram::selection::Selection;
use mdbook_system_design::diagram::view::View;
use mdbook_system_design::source::Overlay;

use crate::{commands, repository};

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask pictures".to_owned());
    }
    let folder = repository().join("target/pictures");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut drawn = 0;
    for design in designs()? {
        let name = design.with_extension("");
        let name = name.strip_prefix(repository().join("book-example/designs")).unwrap_or(&name);
        let name = name.to_string_lossy().replace(['/', '\\'], "-");
        for view in views(&design)? {
            let Some(svg) = draw(&design, &view)? else { continue };
            let path = folder.join(format!("{name}-{}.svg", view.replace(':', "-")));
            fs::write(&path, &svg).map_err(|error| format!("{}: {error}", path.display()))?;
            convert(&path, &svg)?;
            drawn += 1;
        }
    }
    if drawn == 0 {
        return Err("there is nothing to draw".to_owned());
    }
    println!("{drawn} pictures drawn whole: {}", folder.display());
    Ok(())
}

/// Every design, and every version of one.
pub(crate) fn designs() -> Result<Vec<PathBuf>, String> {
    let mut folders = vec![repository().join("book-example/designs")];
    let mut designs = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                designs.push(path);
            }
        }
    }
    designs.sort();
    Ok(designs)
}

/// The names of all views that a design has.
fn views(path: &Path) -> Result<Vec<String>, String> {
    let mut session = Surroundings::of(path).session;
    let granted = session.root.named(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let file = session.sources.load(&granted).map_err(|error| format!("{}: {error}", path.display()))?;
    session.open(file);
    let checked = session.check().swap_remove(&file);
    let design = checked.and_then(|checked| checked.design);
    let mut names = design
        .map(|design| View::names(&design))
        .ok_or_else(|| format!("{} is not a design", path.display()))?;
    // Drawn, it is the same picture as `coverage-graph`.
    names.retain(|name| View::parse(name) != Some(View::Coverage));
    Ok(names)
}

/// `None` if the design has nothing to draw, or if the view is more than one picture.
fn draw(path: &Path, view: &str) -> Result<Option<String>, String> {
    match draw_file(
        path,
        &Overlay::default(),
        &DrawRequest { view, against: None, selection: Selection::ALL, form: PictureForm::default() },
    ) {
        Ok(single) => single.text.map(Some).ok_or_else(|| format!("{} has findings", path.display())),
        Err(
            PrintError::NothingToDraw(_)
            | PrintError::ManyPictures(_)
            | PrintError::NoChange(NoChange::NoBaseline { .. } | NoChange::Same(_)),
        ) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// Converts a picture, and compares the size of the result with the size that the SVG declares.
fn convert(path: &Path, svg: &str) -> Result<(), String> {
    let png = path.with_extension("png");
    commands::run(Command::new("rsvg-convert").arg(path).arg("--output").arg(&png))?;
    let bytes = fs::read(&png).map_err(|error| format!("{}: {error}", png.display()))?;
    let declared = (attribute(svg, " width=\""), attribute(svg, " height=\""));
    let drawn = (number(&bytes, 16), number(&bytes, 20));
    if declared == drawn && declared.0.is_some() {
        Ok(())
    } else {
        Err(format!("{}: it declares {declared:?} and is drawn as {drawn:?}", path.display()))
    }
}

fn attribute(svg: &str, before: &str) -> Option<u32> {
    svg.split_once(before)?.1.split_once('"')?.0.parse().ok()
}

/// A number in the header of a PNG.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
