//! `cargo xtask release-build`: the program as it is released. Its features, its profile and how it is linked are
//! stated here and nowhere else.

use std::path::PathBuf;
use std::process::Command;

use crate::{commands, repository};

/// The features of released programs.
const FEATURES: &str = "mermaid";

/// How a program is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Linked {
    /// As it is released: on Linux with everything in one file at a fixed place, so that nothing is looked up or
    /// moved when it starts.
    AsReleased,
    /// As cargo links by default.
    ByDefault,
}

/// What is built.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Product {
    /// The program.
    Program,
    /// The program without the features that released ones have.
    WithoutFeatures,
    /// The least that a preprocessor can do.
    Floor,
}

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments {
        [] => println!("{}", build(Product::Program, Linked::AsReleased, &host()?)?.display()),
        [flag] if flag == "--features" => println!("{FEATURES}"),
        [target] if !target.starts_with('-') => {
            println!("{}", build(Product::Program, Linked::AsReleased, target)?.display());
        }
        _ => return Err("usage: cargo xtask release-build [TARGET | --features]".to_owned()),
    }
    Ok(())
}

/// The variable that names a folder with programs that were built before, as `target` has them: `released/floor`,
/// `dynamic/mdbook-system-design`. A build takes minutes, and several commands measure the same programs.
const BUILT: &str = "MEASURED_PROGRAMS";

/// Builds for a target, and gives the path of what was built.
pub(crate) fn build(product: Product, linked: Linked, target: &str) -> Result<PathBuf, String> {
    // Each way of linking has its folder: what one builds would replace the program of the other.
    let way = match linked {
        Linked::AsReleased => "released",
        Linked::ByDefault => "dynamic",
    };
    let kept = match product {
        Product::Program => PROGRAM,
        Product::WithoutFeatures => "without-features",
        Product::Floor => FLOOR,
    };
    let kept = kept.to_owned() + ending(target);
    if let Some(built) = std::env::var_os(BUILT) {
        return Ok(PathBuf::from(built).join(way).join(kept));
    }
    let folder = repository().join("target").join(way);
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(repository()).args(["rustc", "--release", "--locked", "--target", target]);
    let name = match product {
        Product::Program => {
            cargo.args(["--features", FEATURES, "--bin", PROGRAM]);
            PROGRAM
        }
        Product::WithoutFeatures => {
            cargo.args(["--bin", PROGRAM]);
            PROGRAM
        }
        Product::Floor => {
            cargo.args(["--package", "instructions-floor", "--bin", FLOOR]);
            FLOOR
        }
    };
    let built =
        repository().join("target").join(target).join("release").join(name.to_owned() + ending(target));
    if linked == Linked::AsReleased && target.contains("linux") {
        cargo.args(["--", "-C", "target-feature=+crt-static", "-C", "relocation-model=static"]);
    }
    commands::run(&mut cargo)?;
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let kept = folder.join(kept);
    std::fs::copy(&built, &kept).map_err(|error| format!("{}: {error}", built.display()))?;
    Ok(kept)
}

/// The target of this machine.
pub(crate) fn host() -> Result<String, String> {
    let told = commands::output(Command::new("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say what it builds for".to_owned())
}

const PROGRAM: &str = "mdbook-system-design";
const FLOOR: &str = "floor";

fn ending(target: &str) -> &'static str {
    if target.contains("windows") { ".exe" } else { "" }
}
