//! `cargo xtask book`: the example book, built in process.

use std::path::PathBuf;
use std::process::Command;

use mdbook_driver::MDBook;
use mdbook_system_design::book::SystemDesign;

use crate::{commands, repository};

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let open = match arguments {
        [] => false,
        [flag] if flag == "--open" => true,
        _ => return Err("usage: cargo xtask book [--open]".to_owned()),
    };
    let page = build()?;
    println!("The example book: {}", page.display());
    if open { show(&page) } else { Ok(()) }
}

/// Builds the book and gives its first page.
pub(crate) fn build() -> Result<PathBuf, String> {
    let root = repository().join("book-example");
    let mut book = MDBook::load(&root).map_err(|error| format!("{error:?}"))?;
    // In the place of the configured command: nothing has to be installed.
    book.with_preprocessor(SystemDesign::new(|report| eprintln!("{report}")));
    book.build().map_err(|error| format!("{error:?}"))?;
    Ok(book.build_dir_for("html").join("index.html"))
}

fn show(page: &std::path::Path) -> Result<(), String> {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(target_os = "windows") {
        "explorer"
    } else {
        "xdg-open"
    };
    commands::run(Command::new(opener).arg(page))
}
