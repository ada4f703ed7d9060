//! `cargo xtask book`: the example book, built in process.

use std::path::{Path, PathBuf};
use std::process::Command;

use mdbook_driver::MDBook;
use mdbook_system_design::book::SystemDesign;

use crate::{commands, repository};

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments {
        [] => print(&build()?),
        [flag] if flag == "--open" => {
            let page = build()?;
            print(&page);
            show(&page)?;
        }
        // The same as `mdbook test book-example` with the installed program.
        [flag] if flag == "--test" => load()?.test(Vec::new()).map_err(|error| format!("{error:#}"))?,
        _ => return Err("usage: cargo xtask book [--open | --test]".to_owned()),
    }
    Ok(())
}

/// Builds the book and returns the path of its first page.
pub(crate) fn build() -> Result<PathBuf, String> {
    let book = load()?;
    book.build().map_err(|error| format!("{error:#}"))?;
    Ok(book.build_dir_for("html").join("index.html"))
}

/// Builds the book as one of another language into a folder, whose path it returns.
pub(crate) fn build_in(language: &str, folder: &Path) -> Result<PathBuf, String> {
    let mut book = load()?;
    book.config.book.language = Some(language.to_owned());
    folder.clone_into(&mut book.config.build.build_dir);
    book.build().map_err(|error| format!("{error:#}"))?;
    Ok(book.build_dir_for("html"))
}

fn load() -> Result<MDBook, String> {
    let root = repository().join("book-example");
    let mut book = MDBook::load(&root).map_err(|error| format!("{error:#}"))?;
    // This replaces the configured command, so nothing has to be installed.
    book.with_preprocessor(SystemDesign::new(|report| eprintln!("{report}")));
    Ok(book)
}

fn print(page: &Path) {
    println!("The example book: {}", page.display());
}

fn show(page: &Path) -> Result<(), String> {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(target_os = "windows") {
        "explorer"
    } else {
        "xdg-open"
    };
    commands::run(Command::new(opener).arg(page))
}
