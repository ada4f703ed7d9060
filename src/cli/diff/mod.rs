//! `diff`: what changed between designs, by meaning. One file a format; each writes a list of
//! comparisons.

mod comparison;
mod json;
mod markdown;
pub(super) mod schema;
mod text;

use std::path::Path;
use std::process::ExitCode;

use self::comparison::{Comparison, Half};
use super::args::{Diff, DiffFormat};
use super::{FAILURE, FINDINGS, Failure, Outcome, output};
use crate::book::{Checked, Loaded};
use crate::diagnostic::{Group, Level, Report};
use crate::source::Overlay;

pub(super) fn run(arguments: &Diff) -> Outcome {
    let old = open(&arguments.old)?;
    let new = open(&arguments.new)?;
    let (Some(before), Some(after)) = (half(&old), half(&new)) else {
        // A side that cannot be read is never “no change”.
        for loaded in [&old, &new] {
            let threshold = loaded.session.config.threshold();
            output::build(&unreadable(&loaded.found), threshold, &loaded.session.sources);
        }
        return Ok(ExitCode::from(FAILURE));
    };
    let all = [Comparison::of(before, after, &arguments.renames)];
    output::print(&match arguments.format {
        DiffFormat::Text => text::written(&all),
        DiffFormat::Markdown => markdown::written(&all),
        DiffFormat::Json => json::written(&all),
    })?;
    let differs = arguments.exit_code && all.iter().any(Comparison::has_entries);
    Ok(if differs { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}

fn open(path: &Path) -> Result<Loaded, Failure> {
    let loaded = Loaded::open(path, &Overlay::default()).map_err(Failure::because)?;
    if loaded.checked.is_none() {
        let message = format!("`{}` names no version, so there is nothing to compare", path.display());
        return Err(Failure::new(message));
    }
    Ok(loaded)
}

/// A side that was read whole.
fn half(loaded: &Loaded) -> Option<Half<'_>> {
    let Checked { design: Some(design), template: Some(template), report, .. } = loaded.checked.as_ref()?
    else {
        return None;
    };
    let sources = &loaded.session.sources;
    let areas = &loaded.session.config.breaking_areas;
    unreadable(report).findings.is_empty().then_some(Half { design, template, sources, areas })
}

/// The findings that say that a part of the file could not be read.
fn unreadable(report: &Report) -> Report {
    let is_shape = |group: Group| matches!(group, Group::Shape { .. });
    let mut report = report.clone();
    report.findings.retain(|finding| is_shape(finding.rule.group) && finding.level == Level::Deny);
    report
}
